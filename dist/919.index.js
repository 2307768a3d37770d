export const id = 919;
export const ids = [919];
export const modules = {

/***/ 8271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ stateVerdict),
/* harmony export */   Mh: () => (/* binding */ firstWithMark),
/* harmony export */   NO: () => (/* binding */ startedAndCutShort),
/* harmony export */   QE: () => (/* binding */ stopComplaint),
/* harmony export */   Wq: () => (/* binding */ isOfStop),
/* harmony export */   kl: () => (/* binding */ isOfStart)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
const firstWithMark = '0.21.0';
const resets = ['local cache state invalid; resetting', 'resetting all local cache state'];
const serving = 'running server on';
/** Whether a line of an engine's log is one that `stateVerdict` looks for. */
function isOfStart(line) {
    return [...resets, serving].some((text) => line.includes(text));
}
/**
 * What an engine's log, since its start, says of the state it was given. An engine that accepts a state says
 * nothing of it: it counts as accepted when the engine serves and has not reset it. Before 0.21 nothing is
 * checked, so nothing can be concluded. Where writer and reader are on two sides of 0.21, the reader accepts the
 * state and finds nothing in it: each looks in a namespace of its own.
 *
 * Source: dagger/dagger v0.21.8, engine/server/server.go lines 460 and 583; v0.20.3, engine/server/server.go line
 * 273; cmd/engine/main.go line 621 for "running server"; for the namespaces v0.20.3, engine/server/server.go line
 * 314, and v0.21.8, line 498.
 *
 * @param version of the engine
 */
function stateVerdict(log, version, given) {
    const reset = log.split('\n').find((line) => resets.some((text) => line.includes(text)));
    if (reset !== undefined)
        return `discarded:${/\breason="?([\w-]+)/.exec(reset)?.[1] ?? 'boltdb_init_failed'}`;
    if (given === 'none')
        return 'cold';
    const hasMark = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark);
    const writtenBy = given === 'of others' ? undefined : given.writtenBy;
    if (writtenBy === undefined)
        return 'unknown';
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(writtenBy, firstWithMark) !== hasMark)
        return `discarded:written_by_${writtenBy}`;
    return hasMark && log.includes(serving) ? 'warm' : 'unknown';
}
/** With this message, an error in all versions, every stop begins: cmd/engine/main.go, line 531, 549 and 567. */
const stopBegins = 'server context canceled';
/**
 * Messages of a stop that left a state which is not whole. The engine logs many others in normal operation that begin
 * or end like these, so they count only as a whole.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, engine/server/server.go line 761,
 * cmd/engine/main.go lines 486 and 491; the same in v1.0.0-beta.10, dagql/cache.go lines 3217 to 3249. Of these,
 * v0.20.3 has `server graceful stop` alone (cmd/engine/main.go line 551).
 */
const stopFailures = new Set([
    'server graceful stop',
    'http server shutdown',
    'failed to persist dagql cache during close',
    'failed to close dagql persistence databases after cache close error',
    'dagql cache close exiting with error',
    'failed to mark clean shutdown in persistence metadata',
    'failed to close dagql persistence databases',
    'failed to close base dagql cache',
]);
const mark = 'successfully marked clean shutdown in persistence metadata';
/** Of the executor (v0.21.8, engine/engineutil/executor_spec.go lines 1201 and 1203; the same in the others). */
const commandStarts = 'starting container';
const commandEnds = 'container done';
/** Whether a line of an engine's log is one that `stopComplaint` or `startedAndCutShort` looks for. */
function isOfStop(line) {
    const message = messageOf(line);
    if (message === undefined)
        return false;
    return [stopBegins, mark, commandStarts, commandEnds].includes(message) || stopFailures.has(message);
}
/**
 * The message of a line, as logrus (`time="…" level=error msg="…" key=value`) and Go's slog (`time=… level=ERROR
 * msg=…`) write it. What a build or a user named comes after it, or is escaped.
 */
function messageOf(line) {
    const found = /^time=\S+ level=\S+ msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.trim());
    return found?.[1] ?? found?.[2];
}
/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. Only
 * what it logged from its stop on counts. The mark is logged even after some failures, so both are looked for.
 */
function stopComplaint(log, version) {
    const lines = log.split('\n');
    const start = lines.findIndex((line) => messageOf(line) === stopBegins);
    if (start < 0)
        return `the engine did not log "${stopBegins}", with which its stop begins`;
    const stop = lines.slice(start);
    const failure = stop.find((line) => stopFailures.has(messageOf(line) ?? ''));
    if (failure !== undefined)
        return `the engine logged: ${failure.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark) && !stop.some((line) => messageOf(line) === mark)) {
        return `the engine did not log "${mark}", so the next one would discard its state`;
    }
    return undefined;
}
/**
 * The commands of builds that began in a part of an engine's log and did not end well in it, by the engine's own IDs
 * for them.
 */
function startedAndCutShort(log) {
    const running = new Set();
    for (const line of log.split('\n')) {
        const message = messageOf(line);
        // Without what is quoted: a command's arguments may look like the fields after them.
        const fields = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        const id = / id=(\S+)/.exec(fields)?.[1];
        if (id === undefined)
            continue;
        if (message === commandStarts)
            running.add(id);
        else if (message === commandEnds && !/ error=/.test(fields))
            running.delete(id);
    }
    return [...running];
}


/***/ }),

/***/ 1919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ saveVolume)
});

// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var github_context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var snapshot_manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/summary/markdown.js
var markdown = __webpack_require__(7145);
;// CONCATENATED MODULE: ./build/src/summary/save.js



/** @param reason whole sentences */
function nothingSaved(reason) {
    return { saved: false, reason, rows: [], said: `Nothing is saved. ${reason}` };
}
/**
 * @param decision why it was to be saved
 * @param usage how full the repository's caches are: a sentence and a space, or nothing
 */
function savedOrNot(report, decision, uploadMilliseconds, usage) {
    switch (report.outcome) {
        case 'idle':
            return {
                ...nothingSaved('The engine did no new work in this job.'),
                said: 'Nothing was saved: the engine did no new work in this job.',
            };
        case 'refused':
            return nothingSaved('The cache refused the write: this job has read-only access, or another job is writing the same entry.');
        case 'saved': {
            const { fresh, written, state } = amounts(report);
            return {
                saved: true,
                reason: decision,
                rows: saveRows(report, uploadMilliseconds, usage),
                said: `Saved ${fresh} of new or changed data, ${written} compressed; the state holds ${state}. ${usage}`.trimEnd(),
            };
        }
    }
}
/** What a save wrote and what it cost. */
function saveRows(report, uploadMilliseconds, usage) {
    const { removedChunks, writtenBytes, rewrittenBytes, liveBytes, packs } = report;
    const { fresh, written, state } = amounts(report);
    const again = rewrittenBytes === 0 ? '' : `, of which ${(0,units/* megabytes */.ix)(rewrittenBytes)} to replace old packs`;
    const removed = removedChunks === 0 ? '' : `; ${(0,units/* megabytes */.ix)(removedChunks * snapshot_manifest/* chunkSize */.ZL)} were removed`;
    const reused = liveBytes === 0 ? 0 : 1 - (writtenBytes - rewrittenBytes) / liveBytes;
    return [
        [(0,markdown/* line */.n8) `New or changed`, (0,markdown/* line */.n8) `${fresh}, in chunks of 1 MiB${removed}`],
        [(0,markdown/* line */.n8) `Written`, (0,markdown/* line */.n8) `${written} compressed in ${(0,units/* seconds */.YA)(uploadMilliseconds)}${again}`],
        [(0,markdown/* line */.n8) `Reused`, (0,markdown/* line */.n8) `${(100 * reused).toFixed(1)} % of the state, which the cache already had`],
        [(0,markdown/* line */.n8) `State`, (0,markdown/* line */.n8) `${state}, ${(0,units/* megabytes */.ix)(liveBytes)} compressed in ${(0,units/* counted */.hS)(packs, 'pack')}`],
        ...(usage === '' ? [] : [[(0,markdown/* line */.n8) `Caches`, (0,markdown/* line */.n8) `${usage}`]]),
    ];
}
function amounts({ chunks, changedChunks, writtenBytes }) {
    return {
        fresh: (0,units/* megabytes */.ix)(changedChunks * snapshot_manifest/* chunkSize */.ZL),
        written: (0,units/* megabytes */.ix)(writtenBytes),
        state: (0,units/* megabytes */.ix)(chunks * snapshot_manifest/* chunkSize */.ZL),
    };
}
/** @param start of the save, of performance.now() */
function withEngine(outcome, engine, start) {
    const { cache, disconnected, stopMilliseconds } = engine;
    const stopped = (0,units/* seconds */.YA)(stopMilliseconds);
    const pruned = pruning(cache);
    const clients = disconnected === 0 ? '' : `${(0,units/* counted */.hS)(disconnected, 'connection')} of clients that were still attached`;
    return {
        ...outcome,
        rows: [
            ...outcome.rows,
            [(0,markdown/* line */.n8) `Engine`, (0,markdown/* line */.n8) `stopped in ${stopped}`],
            ...(pruned === '' ? [] : [[(0,markdown/* line */.n8) `Pruned`, (0,markdown/* line */.n8) `${pruned}`]]),
            ...(clients === '' ? [] : [[(0,markdown/* line */.n8) `Disconnected`, (0,markdown/* line */.n8) `${clients}`]]),
        ],
        said: [
            outcome.said,
            ...(pruned === '' ? [] : [`Pruned the engine's cache ${pruned}.`]),
            ...(clients === '' ? [] : [`Closed ${clients}.`]),
            `Stopped the engine in ${stopped}; the whole save took ${(0,units/* secondsSince */.wv)(start)}.`,
        ].join(' '),
    };
}
/** What the engine counts before its stop is not what it leaves: it says nothing of a cache that we did not prune. */
function pruning({ before, after }) {
    if (!after)
        return '';
    return before
        ? `from ${(0,units/* megabytes */.ix)(before.bytes)} to ${(0,units/* megabytes */.ix)(after.bytes)}`
        : `to ${(0,units/* megabytes */.ix)(after.bytes)}`;
}

// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/retry.js
var retry = __webpack_require__(2975);
// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
;// CONCATENATED MODULE: ./build/src/github/caches-api.js



/** A limit that lasts longer is not waited for: the next save cleans too. */
const patience = { attempts: 4, firstDelay: 500, longestDelay: 60_000, mostWaits: 3 };
const entriesPerPage = 100;
/**
 * GitHub's REST API for the entries of a repository's caches. Both methods throw an Error that says what a person
 * can do about it.
 *
 * @param token needs `actions: write`
 * @param repository `owner/name`
 * @param signal ends what is under way, which then throws
 */
async function actionsRest(token, repository, log, signal) {
    // Few jobs need it, and loading it takes longer than all else that a save loads.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const { actions } = getOctokit(token).rest;
    const [owner = '', repo = ''] = repository.split('/');
    const common = { owner, repo, request: { signal } };
    return {
        list: async (ref, key) => await listFromTheEnd(entriesPerPage, async (page) => {
            const { data, headers } = await politely('Listing the caches', log, signal, () => actions.getActionsCacheList({
                ...common,
                ...(ref !== undefined && { ref }),
                ...{ key, page, per_page: entriesPerPage, sort: 'created_at', direction: 'asc' },
            }));
            const entries = data.actions_caches
                .map(listed)
                .filter((entry) => ref === undefined || entry.ref === ref);
            return { entries, total: data.total_count, now: Date.parse(headers.date ?? '') };
        }),
        remove: async (id) => await politely('Deleting a cache', log, signal, async () => {
            try {
                await actions.deleteActionsCacheById({ ...common, cache_id: id });
                return true;
            }
            catch (error) {
                if (answerOf(error)?.status === 404)
                    return false;
                throw error;
            }
        }),
    };
}
/**
 * What all caches of a repository hold, in bytes, as GitHub counted it within the last five minutes. Asked once: not
 * worth a wait.
 *
 * Source: docs.github.com, "Get GitHub Actions cache usage for a repository".
 *
 * @param token needs `actions: read` where the repository is private
 * @param repository `owner/name`
 * @throws Error with GitHub's answer
 */
async function cacheUsage(token, repository, signal) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const [owner = '', repo = ''] = repository.split('/');
    const { data } = await getOctokit(token).rest.actions.getActionsCacheUsage({
        ...{ owner, repo, request: { signal } },
    });
    return data.active_caches_size_in_bytes;
}
/**
 * Reads the last page first. Pages are counted from the oldest entry, so an entry that goes meanwhile moves later
 * ones towards pages that are still to come, and a new one comes behind all that are there: an entry that stays
 * can turn up twice, but is never passed over, as it would be in the other direction.
 *
 * @param pageAt pages count from 1, entries from the oldest
 */
async function listFromTheEnd(perPage, pageAt) {
    const first = await pageAt(1);
    const found = new Map();
    const pages = Math.ceil(first.total / perPage);
    for (let page = pages; page > 1; page--) {
        for (const entry of (await pageAt(page)).entries)
            found.set(entry.id, entry);
    }
    // What was on the second page may have moved to the first since that was read.
    const last = pages > 1 ? await pageAt(1) : first;
    for (const entry of last.entries)
        found.set(entry.id, entry);
    return { entries: [...found.values()], now: first.now };
}
/** Times that are missing or no times become NaN, which is older than nothing. */
function listed(entry) {
    const { id, key, ref = '', size_in_bytes: size = 0 } = entry;
    if (id === undefined || key === undefined)
        throw new Error('GitHub listed a cache without id or key');
    return {
        id,
        key,
        ref,
        size,
        createdAt: Date.parse(entry.created_at ?? ''),
        lastAccessedAt: Date.parse(entry.last_accessed_at ?? ''),
    };
}
/** Asks again after a failure that may pass, and not before GitHub wants to be asked again. */
async function politely(name, log, signal, ask) {
    return await (0,actions_http/* persistently */.p5)(name, { ...patience, signal }, log, async () => {
        try {
            return await ask();
        }
        catch (error) {
            const answer = answerOf(error);
            const reason = failureOf(answer) ?? (0,src_reason/* reasonOf */.A)(error);
            if (!isPassing(answer))
                throw new Error(`${name} was refused: ${reason}.`, { cause: error });
            const asked = answer && waitAskedBy(answer, Date.now());
            throw new retry/* PassingError */.aB(reason, { retryAfter: asked, cause: error });
        }
    });
}
/** undefined where there was no answer at all. */
function answerOf(error) {
    if (!(error instanceof Error) || !('status' in error))
        return undefined;
    const { status, response } = error;
    // Octokit gives what never got an answer the status 500.
    return response && { status, headers: response.headers ?? {}, message: error.message };
}
/** Whether asking again may help: where there was no answer, or one that speaks of the moment. */
function isPassing(answer) {
    return !answer || answer.status >= 500 || isLimit(answer);
}
/**
 * Milliseconds to wait before asking again; undefined where GitHub leaves that open. The rules are those of
 * docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API": retry-after, else
 * until x-ratelimit-reset when nothing remains, else a minute.
 *
 * @param now ms since 1970
 */
function waitAskedBy(answer, now) {
    const { headers } = answer;
    const asked = (0,retry/* retryAfter */.P9)(headers['retry-after'], now);
    if (asked !== undefined || !isLimit(answer))
        return asked;
    const reset = Number(headers['x-ratelimit-reset']);
    if (headers['x-ratelimit-remaining'] === '0' && reset > 0)
        return Math.max(0, reset * 1000 - now);
    return 60_000;
}
function isLimit({ status, headers, message }) {
    if (status === 429)
        return true;
    return (status === 403 &&
        (headers['retry-after'] !== undefined ||
            headers['x-ratelimit-remaining'] === '0' ||
            /rate limit/i.test(message)));
}
/** What an answer means to a person; undefined where its own words say it. */
function failureOf(answer) {
    if (answer && isLimit(answer))
        return "GitHub's rate limit is reached";
    // A private repository's are not found by a token that may not see them.
    if (answer && [401, 403, 404].includes(answer.status)) {
        return `the token lacks the permission actions: write (${answer.status}: ${answer.message})`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/job/cache-usage.js



/** What GitHub gives a repository unless more is bought, and how near to it is worth a word; bytes. */
const quota = 10e9;
const near = 0.9 * quota;
/** Whoever holds this much has bought more: what is above the quota is evicted within the hour. */
const muchMore = 1.5 * quota;
/** ms that GitHub gets to answer. */
const cache_usage_patience = 10_000;
/**
 * What all caches of the repository hold, in bytes, with a warning where GitHub will soon evict some of them.
 * undefined where it cannot be known: for other caches, without a token, or when GitHub does not say. Never throws.
 */
async function lookAtUsage({ token }, store, log, signal) {
    if (token === '' || !store.hasRestApi)
        return undefined;
    try {
        const repository = process.env['GITHUB_REPOSITORY'] ?? '';
        const used = await cacheUsage(token, repository, AbortSignal.any([signal, AbortSignal.timeout(cache_usage_patience)]));
        if (used >= near && used < muchMore) {
            log.warning(`The caches of this repository use ${(0,units/* megabytes */.ix)(used)}. GitHub keeps 10 GB by default and evicts the least recently used entries: set a smaller max-cache-size, or use fewer keys.`);
        }
        return used;
    }
    catch (error) {
        log.debug(`The size of this repository's caches is unknown: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** A sentence and a space, or nothing. @param used bytes */
function sayUsage(used) {
    return used === undefined ? '' : `The caches of this repository use ${(0,units/* megabytes */.ix)(used)}. `;
}

// EXTERNAL MODULE: ./build/src/job/timeline.js
var timeline = __webpack_require__(7710);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/src/policy/cleaning.js

/** Of each logical key; the second is what a restore falls back to. */
const manifestsKept = 2;
const day = 24 * 3600 * 1000;
/**
 * Which entries of one ref nobody will want again.
 *
 * A manifest goes when its logical key has two newer ones, or when a pack of its own is gone for a day at least,
 * so that nobody can restore it; such a one is not among the newest two. A pack goes when no manifest of the
 * listing names it (not even one that goes now: its packs wait for the next cleaning) and when it was neither
 * created nor used for 24 hours. One manifest that cannot be read keeps everything, for it may name any pack.
 *
 * Others save, restore and clean meanwhile, and nothing is locked. Why that is safe:
 * - A saver names only packs that it wrote itself and those of the manifest that its job restored. The restore
 *   looked those up right after it read the manifest, and a look-up counts as a use: so, in jobs of less than 24
 *   hours, each pack of a manifest to come was created or used within 24 hours of every listing until that
 *   manifest is there. It is not deleted for lack of a name.
 * - Right before it writes its manifest the saver looks the old packs up once more: one that is gone is written
 *   anew, and the use of the others carries them over to the next job.
 * - A restorer, too, has looked up every pack before it fetches the first, and has a day to fetch them.
 * - Two cleaners delete what the other may have deleted: neither needs what the other takes.
 *
 * @param packsOf the hashes of the packs that a manifest names, by its entry's key; lacks what cannot be read
 * @param now milliseconds since 1970, by the clock that wrote the entries' times
 */
function planCleaning(entries, packsOf, now) {
    const manifests = manifestsOf(entries);
    const unreadable = manifests.map(({ key }) => key).filter((key) => !packsOf.has(key));
    if (unreadable.length > 0)
        return { deletions: [], unreadable };
    const packs = new Map(entries.filter(isPack).map((entry) => [entry.key.slice(keys/* packPrefix */.oH.length), entry]));
    const named = new Set(manifests.flatMap(({ key }) => packsOf.get(key) ?? []));
    const broken = manifests.filter((entry) => {
        return entry.createdAt <= now - day && packsOf.get(entry.key)?.some((sha256) => !packs.has(sha256));
    });
    const superseded = [
        ...Map.groupBy(manifests.filter((entry) => !broken.includes(entry)), ({ key }) => (0,keys/* matchedLogicalKey */.lI)(key) ?? key).values(),
    ].flatMap((ofOneKey) => ofOneKey.toSorted(newestFirst).slice(manifestsKept));
    const unnamed = entries.filter(isPack).filter((entry) => {
        const lastTouched = Math.max(entry.createdAt, entry.lastAccessedAt);
        return !named.has(entry.key.slice(keys/* packPrefix */.oH.length)) && lastTouched <= now - day;
    });
    return {
        unreadable,
        deletions: [
            ...because(unnamed, 'no snapshot names this pack, and it was neither created nor used for a day'),
            ...because(broken, 'a pack of this snapshot is gone, so it cannot be restored'),
            ...because(superseded, 'its key has two newer snapshots'),
        ],
    };
}
/** Whether anything could go, whatever the manifests say: else they need not be read, which would be a use. */
function mayClean(entries, now) {
    const namingNothing = new Map(manifestsOf(entries).map(({ key }) => [key, []]));
    return planCleaning(entries, namingNothing, now).deletions.length > 0;
}
function manifestsOf(entries) {
    return entries.filter(({ key }) => key.startsWith(keys/* snapshotPrefix */.JO));
}
function isPack({ key }) {
    return key.startsWith(keys/* packPrefix */.oH);
}
function newestFirst(a, b) {
    return b.createdAt - a.createdAt || b.id - a.id;
}
/** Oldest first: what is not reached now is the next cleaning's. */
function because(entries, reason) {
    return entries.toSorted((a, b) => newestFirst(b, a)).map((entry) => ({ entry, reason }));
}

// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/snapshot/workers.js
var snapshot_workers = __webpack_require__(6841);
;// CONCATENATED MODULE: ./build/src/job/clean-cache.js








/** Deletes snapshots of the default branch that nobody will want again, if that was asked for. Never throws. */
async function cleanCache(inputs, { event = '', ref, defaultBranch }, store, log, signal) {
    if (!inputs.clean)
        return;
    try {
        if (!store.hasRestApi) {
            log.info(`Nothing is cleaned: input clean is for GitHub's own cache, not for ${store.name}.`);
        }
        else if ((0,saving/* isDefaultBranch */.o)({ event, ref, defaultBranch }) !== true) {
            log.info(`Nothing is cleaned: ${ref} is not the default branch.`);
        }
        else if (inputs.token === '') {
            log.warning('Nothing was cleaned: input token is empty.');
        }
        else {
            const repository = process.env['GITHUB_REPOSITORY'] ?? '';
            const caches = await actionsRest(inputs.token, repository, log, signal);
            await log.group('Clean the cache', () => (0,timeline/* timed */.a)('clean', () => cleanRef(ref, caches, packsIn(store), log)));
        }
    }
    catch (error) {
        const reason = signal.aborted ? 'the time of input save-timeout is used up.' : (0,src_reason/* reasonOf */.A)(error);
        log.warning(`The cleanup of the cache did not finish: ${reason}`);
    }
}
function packsIn(store) {
    return async (key) => (await (0,read_snapshot/* readManifest */.WI)(store, key)).packs.map(({ sha256 }) => sha256);
}
/** Deletions cost 5 of the 900 points that a minute allows (docs.github.com, "Rate limits for the REST API"). */
const mostDeletions = 100;
const keyPrefix = 'warm-dagger-';
/** Deletes what `planCleaning` finds among the entries of a ref. @throws what the caches threw */
async function cleanRef(ref, caches, readPacks, log) {
    const start = performance.now();
    const packsOf = new Map();
    const tried = new Set();
    let { entries, now } = await caches.list(ref, keyPrefix);
    if (!mayClean(entries, now)) {
        log.info('There is nothing to clean.');
        return;
    }
    const unread = () => manifestsOf(entries).filter(({ key }) => !tried.has(key));
    // Reading takes a while: the listing that decides is one that was made after it.
    for (let round = 1; unread().length > 0 && round <= 3; round++) {
        await (0,snapshot_workers/* inLanes */.L)(unread(), 8, async ({ key }) => {
            tried.add(key);
            try {
                packsOf.set(key, await readPacks(key));
            }
            catch (error) {
                log.debug((0,src_reason/* reasonOf */.A)(error));
            }
        });
        ({ entries, now } = await caches.list(ref, keyPrefix));
    }
    const { deletions, unreadable } = planCleaning(entries, packsOf, now);
    const [stranger] = unreadable;
    if (stranger !== undefined) {
        log.info(`Nothing is cleaned: the snapshot ${stranger} cannot be read, so any pack may be in use.`);
        return;
    }
    let removed = 0;
    let bytes = 0;
    for (const { entry, reason } of deletions.slice(0, mostDeletions)) {
        if (!(await caches.remove(entry.id)))
            continue;
        log.info(`Deleted ${entry.key}: ${reason}.`);
        removed++;
        bytes += entry.size;
    }
    log.info(`Deleted ${removed} of ${entries.length} entries, ${(0,units/* megabytes */.ix)(bytes)}, in ${(0,units/* secondsSince */.wv)(start)}.`);
}

// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(1519);
// EXTERNAL MODULE: ./build/src/job/kept-state.js + 1 modules
var kept_state = __webpack_require__(7566);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
;// CONCATENATED MODULE: ./build/src/engine/clients.js


/**
 * Places in an engine's containers where a command may write what outlives it: cache volumes, and folders that were
 * mounted for it, which cannot be told from cache volumes that began with content.
 *
 * The engine mounts all of a command's folders, as bind mounts of a snapshot or overlays on one, below a folder
 * `rootfs<number>` that it makes for the command, and in its own mount namespace.
 * Source: dagger/dagger v0.21.8, engine/engineutil/executor_spec.go lines 428 to 560 (v0.20.3:
 * engine/buildkit/executor_spec.go line 404 on; v1.0.0-beta.10: line 433 on); seen on 0.21.8.
 *
 * @param mountinfo of the engine's process: proc_pid_mountinfo(5)
 */
function writableFolders(mountinfo) {
    return mountinfo.split('\n').flatMap((line) => {
        const [mount = '', filesystem = ''] = line.split(' - ');
        const [, , , root = '', place = '', options = ''] = mount.split(' ');
        const folder = /\/rootfs\d+(\/.+)$/.exec(place)?.[1];
        if (folder === undefined || !options.split(',').includes('rw'))
            return [];
        const snapshot = /\/snapshots\/snapshots\/\d+\/fs(\/|$)/;
        const upper = /^overlay .*[ ,]upperdir=([^ ,]+)/.exec(filesystem)?.[1];
        return snapshot.test(root) || (upper !== undefined && snapshot.test(upper)) ? [folder] : [];
    });
}
/** Between two looks at the engine's mounts, milliseconds. */
const lookEveryMilliseconds = 250;
/**
 * Waits until no command writes to a cache volume: what a call has just left, a service for instance, ends within
 * moments.
 *
 * @returns the folders, as commands see them, that are still written to
 * @throws CommandError when the engine's mounts cannot be read
 */
async function waitForCommands(container, mostMilliseconds) {
    const end = performance.now() + mostMilliseconds;
    for (;;) {
        const folders = writableFolders(await (0,command/* run */.eF)('docker', ['exec', container, 'cat', '/proc/1/mountinfo']));
        if (folders.length === 0 || performance.now() >= end)
            return folders;
        await (0,promises_.setTimeout)(lookEveryMilliseconds);
    }
}
/**
 * Ends the processes by which clients reach the engine: `buildctl dial-stdio`, started by `docker exec`. Only such
 * have no parent in the container; one that a build runs has.
 */
const disconnecting = `
for process in /proc/[0-9]*; do
  grep -q '^PPid:[[:space:]]*0$' "$process/status" || continue
  case "/$(tr '\\0' ' ' <"$process/cmdline")" in */buildctl' dial-stdio ') ;; *) continue ;; esac
  kill -TERM "\${process#/proc/}" && echo "\${process#/proc/}"
done 2>/dev/null
`;
/**
 * Disconnects the clients that are attached to an engine. From 0.21 on, one that stops waits for them without a limit:
 * dagger/dagger v0.21.8, cmd/engine/main.go line 485.
 *
 * @returns how many processes were ended; 0, too, when the engine has ended meanwhile
 */
async function disconnectClients(container) {
    const { stdout } = await (0,command/* attempt */.CD)('docker', ['exec', container, 'sh', '-c', disconnecting], {
        timeoutSeconds: 30,
    });
    return stdout.split('\n').filter((line) => line !== '').length;
}

// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/engine/stop.js







/** Clients get this long to leave by themselves when the engine stops. */
const clientMilliseconds = 3000;
/**
 * Whether the engine still runs as it was first started. One that ended in between may have been killed, of which
 * nothing tells afterwards: it empties or repairs its state at its next start, and closes that in order. Docker's own
 * count of restarts begins again with each `docker start`, and with the daemon.
 *
 * @returns undefined when it does; else what is wrong, as a clause
 */
async function earlierEnd(container, first) {
    const now = await (0,docker/* inspectContainer */.aH)(container);
    if (!now?.running)
        return notWhole('the engine was no longer running when the save tried to stop it');
    if (now.id === first.id && now.startedAt === first.startedAt && now.restarts === 0)
        return undefined;
    return notWhole('the engine exited during the job and was started again');
}
/**
 * Stops the engine and makes sure that its state is whole on disk. That it ended in order is not enough: on a full
 * host its writes are lost after it ended, without an error to anyone. An engine in which a command is writing to a
 * cache volume is not stopped: what the command leaves would be half of what others expect there.
 */
async function stopCleanly(options) {
    const { container, run, commandMilliseconds = 10_000 } = options;
    const ended = await earlierEnd(container, run);
    if (ended !== undefined)
        return { complaint: ended, disconnected: 0 };
    const others = (await (0,docker/* containersOf */.Mz)(options.volume)).filter((name) => name !== container);
    if (others.length > 0) {
        return { complaint: `the container ${others.join(', ')} also uses the volume`, disconnected: 0 };
    }
    const since = new Date().toISOString();
    const folders = await waitForCommands(container, commandMilliseconds);
    if (folders.length > 0) {
        return {
            complaint: `a command was still running that may write to a cache volume (${[...new Set(folders)].join(', ')}), which would be left half-written`,
            disconnected: 0,
        };
    }
    const witness = await second_mount/* Witness */.ei.mount(options.disk, options.mountPoint);
    try {
        const { stop, disconnected } = await stopContainer(container, options.timeoutSeconds);
        const complaint = await complaintAfter(stop, since, options, witness);
        return { disconnected, ...(complaint !== undefined && { complaint }) };
    }
    finally {
        await (0,src_deadline/* cleaningUp */.fm)(() => witness.release());
    }
}
/** Asks Docker to stop the engine, and disconnects clients that keep it from stopping. */
async function stopContainer(container, timeoutSeconds) {
    const stopped = new AbortController();
    // The daemon kills the engine when its time is over; if the daemon itself does not answer, we do not wait for it.
    const stopping = (0,command/* attempt */.CD)('docker', ['stop', '-t', `${timeoutSeconds}`, '--', container], {
        timeoutSeconds: timeoutSeconds + 60,
    }).finally(() => {
        stopped.abort();
    });
    let disconnected = 0;
    while (await isStopping(stopped.signal))
        disconnected += await disconnectClients(container);
    return { stop: await stopping, disconnected };
}
/** Waits for as long as clients get. @returns whether the engine is still being stopped then */
async function isStopping(stopped) {
    await (0,promises_.setTimeout)(clientMilliseconds, undefined, { signal: stopped }).catch(() => undefined);
    return !stopped.aborted;
}
/** @param since when nothing had been asked of the engine yet, RFC 3339 */
async function complaintAfter(stop, since, { container, run, version, timeoutSeconds, releaseMilliseconds }, witness) {
    if (stop.exitCode !== 0) {
        return notWhole(`docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`);
    }
    const after = await (0,docker/* inspectContainer */.aH)(container);
    if (!after || after.running) {
        return notWhole('the engine is still running, or was started again, after its stop');
    }
    if (after.restarts > 0 || after.startedAt !== run.startedAt) {
        return notWhole('the engine restarted while it was being stopped');
    }
    if (after.exitCode === 137)
        return notWhole(`the engine did not stop within ${timeoutSeconds} s and was killed`);
    if (after.exitCode !== 0)
        return notWhole(`the engine ended with exit code ${after.exitCode}`);
    const log = await (0,docker/* containerLog */.CR)(container, since, journal/* isOfStop */.Wq);
    const logged = (0,journal/* stopComplaint */.QE)(log, version);
    if (logged !== undefined)
        return notWhole(logged);
    if ((0,journal/* startedAndCutShort */.NO)(log).length > 0) {
        return 'a command began while the engine was being stopped, and may have left a cache volume half-written';
    }
    const onDisk = await witness.complaint(releaseMilliseconds);
    return onDisk === undefined ? undefined : notWhole(onDisk);
}
function notWhole(because) {
    return `the engine's state is incomplete: ${because}`;
}

// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js + 2 modules
var cache_limit = __webpack_require__(5542);
;// CONCATENATED MODULE: ./build/src/job/stop-engine.js









/**
 * Stops the job's engine.
 *
 * @param stopTimeoutSeconds that the engine gets, if the deadline allows it
 * @throws Error when the state that it leaves is not to be saved
 */
async function stopEngine(job, stopTimeoutSeconds, deadline) {
    const start = performance.now();
    // The CLI, asked for anything, starts an engine that has ended.
    refuse(await earlierEnd(job.container, job.engineRun));
    if (!(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
        throw new Error(`the volume ${job.volumeName} was replaced after this job created it.`);
    }
    const secondsLeft = () => Math.max(1, Math.min(stopTimeoutSeconds, deadline.secondsLeft));
    const cache = await (0,cache_limit/* pruneBeforeStop */.G)(job, secondsLeft);
    // An engine that there is no time to wait for would only be killed.
    if (deadline.secondsLeft === 0)
        throw new Error('no time is left to stop the engine.');
    const { complaint, disconnected } = await log/* jobLog */.W.group('Stop the engine', () => (0,timeline/* timed */.a)('engine stop', () => stopCleanly({
        container: job.container,
        run: job.engineRun,
        volume: job.volumeName,
        version: job.behavior,
        disk: job.volume,
        mountPoint: (0,second_mount/* ownMountPoint */.wE)((0,external_node_path_.join)(github_context/* temporary */.q_, 'warm-dagger'), 'witness'),
        timeoutSeconds: secondsLeft(),
    })));
    refuse(complaint);
    const stopMilliseconds = performance.now() - start;
    return { closed: await (0,disk_superblock/* readSuperblock */.t_)(job.volume.image), cache, disconnected, stopMilliseconds };
}
/** @param complaint why the state that the engine leaves is not to be saved, if there is a reason */
function refuse(complaint) {
    if (complaint !== undefined)
        throw new Error(`${complaint}.`);
}

// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/github/progress.js
var progress = __webpack_require__(1926);
// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/disk/extents.js

/**
 * The parts of a sparse file that hold data, in order. Everything else reads as zeros. Dirty pages are written
 * first, for until then the file's map does not tell of them.
 *
 * @param size the file's length in bytes
 * @returns one extent that covers the whole file where the filesystem below cannot tell
 */
async function dataExtents(path, size) {
    try {
        return parseFilefrag(await (0,command/* run */.eF)('filefrag', ['-v', '-s', path]));
    }
    catch {
        return [{ offset: 0, length: size }];
    }
}
/** Reads what `filefrag -v` (e2fsprogs) prints. @throws Error when it is not that, or not all of it */
function parseFilefrag(output) {
    const blockSize = /\((?:\d+) blocks? of (\d+) bytes\)/.exec(output)?.[1];
    if (blockSize === undefined)
        throw new Error('filefrag named no block size');
    const extents = [];
    let complete = true;
    for (const line of output.split('\n')) {
        const fields = /^\s*\d+:\s*(\d+)\.\.\s*(\d+):\s*\d+\.\.\s*\d+:\s*\d+:(.*)$/.exec(line);
        if (!fields)
            continue;
        const [, first, last, rest] = fields;
        // FIEMAP_EXTENT_LAST (Linux, Documentation/filesystems/fiemap.rst): what is not told of must be a hole.
        complete = rest?.includes('last') === true;
        // Preallocated but never written: reads as zeros.
        if (rest?.includes('unwritten'))
            continue;
        extents.push({
            offset: Number(first) * Number(blockSize),
            length: (Number(last) - Number(first) + 1) * Number(blockSize),
        });
    }
    if (!complete)
        throw new Error('filefrag broke off before the last extent');
    return extents;
}
/** The indices of the chunks that any of `extents` touches, ascending, each once. */
function chunksWithin(extents, chunkSize) {
    const chunks = [];
    const sorted = extents.toSorted((a, b) => a.offset - b.offset);
    let next = 0;
    for (const { offset, length } of sorted) {
        const end = Math.ceil((offset + length) / chunkSize);
        for (next = Math.max(next, Math.floor(offset / chunkSize)); next < end; next++)
            chunks.push(next);
    }
    return chunks;
}

// EXTERNAL MODULE: ./build/src/snapshot/layout.js
var layout = __webpack_require__(2770);
;// CONCATENATED MODULE: ./build/src/snapshot/chunk-scanner.js



/** Reads chunks of an image and passes those that changed to a writer of packs. */
class ChunkScanner {
    #source;
    #workers;
    #writer;
    #chunksRead = 0;
    #chunksToRead = 0;
    constructor(source, workers, writer) {
        this.#source = source;
        this.#workers = workers;
        this.#writer = writer;
    }
    /** Compresses and writes every chunk that differs from the one `known` has at its index; chunks of zeros never. */
    async scan(indices, known) {
        const { image, fingerprintKey: key, signal, onProgress } = this.#source;
        const same = [];
        const written = [];
        this.#chunksToRead += indices.length;
        await (0,snapshot_workers/* inLanes */.L)((0,layout/* chunkRuns */.o7)(indices), this.#workers.size * 2, async ({ first, count }) => {
            signal?.throwIfAborted();
            const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '');
            const task = { kind: 'scan', image, first, key, known: fingerprints };
            for (const { compressed, ...chunk } of await this.#workers.scan(task)) {
                const stored = known.get(chunk.index);
                if (compressed) {
                    written.push(chunk.index);
                    await this.#writer.add({ ...chunk, compressed });
                }
                else if (stored)
                    same.push(stored);
            }
            this.#chunksRead += count;
            onProgress?.(this.#chunksRead * snapshot_manifest/* chunkSize */.ZL, this.#chunksToRead * snapshot_manifest/* chunkSize */.ZL);
        });
        return { same, written };
    }
}

// EXTERNAL MODULE: ./build/src/snapshot/fingerprint.js
var fingerprint = __webpack_require__(1246);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
;// CONCATENATED MODULE: ./build/src/snapshot/write-snapshot.js










/**
 * What an engine that did nothing changes: it rewrites pages of its databases in place, so few chunks differ, no
 * file comes or goes, and hardly any grows. Work that is worth keeping leaves at least a new folder.
 */
const idleChunks = 32;
const idleBlocks = 64;
/**
 * Saves a snapshot of an image: first packs of the chunks that the previous snapshot lacks, last the manifest.
 * Until the manifest is there the snapshot does not exist.
 *
 * @throws Error when the store fails or the signal is given: then at most packs were written that nothing names
 */
async function saveSnapshot(options) {
    // One thread a core of the smallest hosted machine: each is busy all the time.
    const workers = new snapshot_workers/* Workers */.G(2);
    // A store that does not answer keeps us from getting to the end below.
    const close = () => void workers.close();
    options.signal?.addEventListener('abort', close);
    try {
        return await save(options, workers);
    }
    finally {
        options.signal?.removeEventListener('abort', close);
        await workers.close();
    }
}
/** Scans the image, then gives up packs that are hardly used any more, and at last writes the manifest. */
async function save(options, workers) {
    const { image, store, previous, signal, onProgress } = options;
    const superblock = await closedSuperblock(image);
    const fingerprintKey = previous?.manifest.fingerprintKey ?? (0,fingerprint/* newFingerprintKey */.yp)();
    const writer = new pack_writer/* PackWriter */.lp(store);
    const scanner = new ChunkScanner({ image, fingerprintKey, signal, onProgress }, workers, writer);
    const before = placedChunks(previous?.manifest);
    let state = { kept: [], changedChunks: 0, removedChunks: 0, rewrittenBytes: 0 };
    try {
        state = await scanImage(image, scanner, before);
        if (options.skipIdle && isIdle(state, superblock, previous))
            return report('idle', state, writer);
        const compacted = await compact(state, { options, scanner, writer });
        state = compacted.state;
        signal?.throwIfAborted();
        const content = {
            imageSize: (await (0,external_node_fs_promises_.stat)(image)).size,
            filesystem: describe(superblock),
            fingerprintKey,
            credit: compacted.credit,
        };
        const manifest = compose(options, content, [...state.kept, ...writer.placed], writer.packs);
        return report(await commit(options, superblock, manifest), state, writer);
    }
    catch (error) {
        if (error instanceof pack_writer/* PackRefusedError */.uj)
            return report('refused', state, writer);
        throw error;
    }
}
/** Writes what changed since the last snapshot into packs. */
async function scanImage(image, scanner, before) {
    const extents = await dataExtents(image, (await (0,external_node_fs_promises_.stat)(image)).size);
    const { same, written } = await scanner.scan(chunksWithin(extents, snapshot_manifest/* chunkSize */.ZL), before);
    const differing = written.filter((index) => before.has(index)).length;
    const removedChunks = before.size - same.length - differing;
    return { kept: same, changedChunks: written.length, removedChunks, rewrittenBytes: 0 };
}
/**
 * Writes again what is left in packs that are hardly used, or that the store no longer has. All packs are in the
 * store afterwards.
 */
async function compact(scanned, { options, scanner, writer }) {
    const { store, previous } = options;
    const uses = usesOf(previous?.manifest.packs ?? [], scanned.kept);
    const { packs, credit } = (0,layout/* packsToRewrite */.uE)(uses, writer.bytes, previous?.manifest.credit ?? 0);
    let state = await rewrite(packs, scanned, scanner);
    await writer.finish();
    // Right before the manifest: what it refers to may have been evicted since the restore.
    const missing = await missingPacks(store, state.kept);
    if (missing.size > 0) {
        state = await rewrite(missing, state, scanner);
        await writer.finish();
    }
    return { state, credit };
}
async function rewrite(packs, { rewrittenBytes, kept, ...scanned }, scanner) {
    const moved = kept.filter((chunk) => packs.has(chunk.packSha256));
    const indices = moved.map((chunk) => chunk.index);
    await scanner.scan(indices, new Map());
    return {
        ...scanned,
        kept: kept.filter((chunk) => !packs.has(chunk.packSha256)),
        rewrittenBytes: rewrittenBytes + totalLength(moved),
    };
}
/** Writes the manifest, by which the snapshot exists. @throws Error when the image changed while it was read */
async function commit({ image, store, entryKey }, superblock, manifest) {
    // A container that was started again, by a daemon that restarted perhaps, has written while we read.
    if (!(await (0,disk_superblock/* isUntouchedSince */.i3)(superblock, image)))
        throw new Error(`${image} was mounted while it was read`);
    const encoded = (0,snapshot_manifest/* encodeManifest */.Gb)(manifest);
    // What no restore would take does not become the newest state.
    (0,snapshot_manifest/* decodeManifest */.MK)(encoded);
    return (await store.put(entryKey, (0,pack_writer/* inOnePiece */.E$)(encoded))) ? 'saved' : 'refused';
}
function report(outcome, state, writer) {
    const { kept, changedChunks, removedChunks, rewrittenBytes } = state;
    return {
        outcome,
        chunks: kept.length + writer.chunks,
        changedChunks,
        removedChunks,
        writtenBytes: writer.bytes,
        rewrittenBytes,
        liveBytes: totalLength(kept) + writer.bytes,
        packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
    };
}
function isIdle({ changedChunks, removedChunks }, superblock, previous) {
    if (!previous || changedChunks + removedChunks > idleChunks)
        return false;
    return alike(describe(superblock), previous.manifest.filesystem);
}
async function closedSuperblock(image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    if (superblock.cutShort)
        throw new Error(`${image} ends before its filesystem does`);
    if (superblock.unusual !== undefined)
        throw new Error(`The filesystem in ${image} ${superblock.unusual}`);
    if (!superblock.clean)
        throw new Error(`${image} is mounted, or was not cleanly unmounted`);
    return superblock;
}
function describe({ uuid, blocks, freeBlocks, inodes, freeInodes }) {
    return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes };
}
function alike(now, before) {
    return now.usedInodes === before.usedInodes && Math.abs(now.usedBlocks - before.usedBlocks) <= idleBlocks;
}
/** By their index. */
function placedChunks(manifest) {
    return new Map(manifest?.chunks.map(({ pack, ...chunk }) => [
        chunk.index,
        { ...chunk, packSha256: manifest.packs[pack]?.sha256 ?? '' },
    ]));
}
function totalLength(chunks) {
    return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
function usesOf(packs, kept) {
    const live = new Map();
    for (const { packSha256, length } of kept)
        live.set(packSha256, (live.get(packSha256) ?? 0) + length);
    return packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }));
}
async function missingPacks(store, kept) {
    const missing = new Set();
    await (0,snapshot_workers/* inLanes */.L)(new Set(kept.map((chunk) => chunk.packSha256)), 8, async (sha256) => {
        if (!(await store.has((0,keys/* packKey */.l7)(sha256))))
            missing.add(sha256);
    });
    return missing;
}
function compose({ previous, inPlaceOf = [], engineVersion, toTell }, content, chunks, written) {
    const used = new Set(chunks.map((chunk) => chunk.packSha256));
    const packs = [...(previous?.manifest.packs ?? []), ...written].filter((pack) => used.delete(pack.sha256));
    const packIndex = new Map(packs.map((pack, at) => [pack.sha256, at]));
    return {
        ...content,
        engineVersion,
        predecessors: (previous ? [previous.key, ...previous.manifest.predecessors] : inPlaceOf).slice(0, 2),
        packs,
        chunks: chunks
            .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
            .toSorted((a, b) => a.index - b.index),
        ...toTell,
    };
}

// EXTERNAL MODULE: ./build/src/job/client-identity.js + 1 modules
var client_identity = __webpack_require__(3162);
;// CONCATENATED MODULE: ./build/src/job/upload-state.js









/** Saves what the stopped engine left as a snapshot that names the previous one as its predecessor. */
async function uploadState(job, store, previous, signal) {
    const start = performance.now();
    const key = (0,keys/* entryKey */.k2)(job.logicalKey, {
        runId: process.env['GITHUB_RUN_ID'] ?? 'local',
        attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
        random: (0,external_node_crypto_.randomBytes)(6).toString('hex'),
    });
    const coldStart = (0,cold_start/* coldStartOf */.O)(job.commands?.[0], previous && coldStartOfKey(previous, job.logicalKey));
    const savedAt = Date.now();
    const notes = (0,client_identity/* clientNotes */.TE)(job, savedAt);
    const skipIdle = await isStillStored(job, store, previous);
    const report = await log/* jobLog */.W.group('Save the state', () => (0,timeline/* timed */.a)('save', () => saveSnapshot({
        ...{ store, previous, skipIdle, signal },
        image: job.volume.image,
        entryKey: key,
        engineVersion: job.version,
        ...(job.crashedOn && { inPlaceOf: job.crashedOn }),
        toTell: { savedAt, ...(coldStart && { coldStart }), ...(notes && { notes }) },
        onProgress: (0,progress/* progressIn */.P)(log/* jobLog */.W, 'Saving'),
    })));
    const uploadMilliseconds = performance.now() - start;
    if (job.keepIn === undefined || report.outcome !== 'saved')
        return { report, uploadMilliseconds };
    // Without it the next save begins from the snapshot before, which is no harm.
    const manifest = await (0,read_snapshot/* readManifest */.WI)(store, key).catch(() => undefined);
    return { report, uploadMilliseconds, ...(manifest && { saved: { key, manifest } }) };
}
/**
 * Whether the job's own key has an entry that an idle job may leave as the newest. A state that came from another key
 * has none yet, however little changed. Nor may one have that was kept here: unread for a week, the cache drops it.
 */
async function isStillStored(job, store, previous) {
    // An engine ended on a newer one: this is to be the newest, though it may be as it was.
    if (job.crashedOn)
        return false;
    if (!previous || (0,keys/* matchKind */.O4)(previous.key, job.logicalKey, []) !== 'exact')
        return false;
    return job.keptBy === undefined || (await store.has(previous.key));
}
/** What a cold start of the job's own key took, as the restored snapshot recorded it. */
function coldStartOfKey({ key, manifest }, logicalKey) {
    return (0,keys/* matchKind */.O4)(key, logicalKey, []) === 'exact' ? manifest.coldStart : undefined;
}

;// CONCATENATED MODULE: ./build/src/job/save-state.js
















/**
 * Decides whether the job's state is saved, stops the engine if so, saves what it left, and cleans up. All of it has
 * the time that input save-timeout allows. Never fails the job.
 */
async function saveVolume(inputs) {
    const job = await (0,record/* readJob */.cd)();
    if (job?.saved) {
        log/* jobLog */.W.info('An earlier step of this job already handled the save.');
        return;
    }
    const whole = new src_deadline/* Deadline */.B2(inputs.saveTimeoutSeconds);
    const deadline = whole.before(Math.min(mostCleanUpSeconds, inputs.saveTimeoutSeconds / 4));
    const outcome = await (0,src_deadline/* within */.ux)(deadline, () => decideAndSave(inputs, job, deadline)).then((it) => {
        log/* jobLog */.W.info(it.said);
        return it;
    }, (error) => {
        const said = `Nothing was saved: ${(0,src_reason/* reasonOf */.A)(error)}`;
        log/* jobLog */.W.warning(said);
        return { ...nothingSaved(said), said };
    });
    await summarize(outcome, job);
    if (!job)
        return;
    await (0,record/* tellLaterSteps */.z_)({ ...job, saved: true });
    await (0,src_deadline/* within */.ux)(whole, () => (0,clean_up/* leaveNothing */.P1)(job));
}
/** Seconds that are kept for cleaning up. A quarter of the time, if that is less. */
const mostCleanUpSeconds = 30;
async function summarize(outcome, job) {
    const restored = job && (await (0,record/* restoredSnapshot */.P6)(job).catch(() => undefined));
    await (0,summary/* addToSummary */.Dg)((0,summary/* jobSummary */.sp)({
        ...outcome,
        phases: (0,timeline/* readTimeline */.G)(),
        commands: job?.commands ?? [],
        coldStart: restored && coldStartOfKey(restored, job.logicalKey),
    }));
}
async function decideAndSave(inputs, job, deadline) {
    if (!job)
        return nothingSaved('No step of this job restored a volume.');
    const { volume, container, engineRun } = job;
    if (!volume)
        return nothingSaved(job.reason ?? 'The job has no volume of this action.');
    if (container === undefined)
        return nothingSaved('No step of this job started an engine.');
    if (!engineRun)
        return nothingSaved('The CLI started the engine, because this action could not, so its start time is unknown.');
    const store = (0,github_context/* openStore */.Ch)(job.cacheDir, log/* jobLog */.W, deadline.signal);
    const context = await (0,github_context/* runContext */.pO)(await (0,used_code/* codeOfJob */.A$)(job));
    const keeps = job.keepIn !== undefined && (0,kept_state/* decideKeep */.KC)(context, inputs.save, inputs.cancelled).save;
    const decision = decide(context, inputs, store);
    if (!decision.save && !keeps)
        return nothingSaved(decision.reason);
    log/* jobLog */.W.info(decision.reason);
    const plan = { context, decision, store, keepIn: keeps ? job.keepIn : undefined, deadline };
    try {
        return await stopAndSave(inputs, { ...job, volume, container, engineRun }, plan);
    }
    catch (error) {
        if (deadline.secondsLeft > 0)
            throw error;
        const minutes = inputs.saveTimeoutSeconds / 60;
        throw new Error(`the stop and the upload did not finish within ${minutes} min (input save-timeout).`, {
            cause: error,
        });
    }
}
function decide(context, inputs, store) {
    if (!store)
        return { save: false, reason: 'This job has no cache.' };
    return (0,saving/* decideSave */.y)({
        ...context,
        wish: inputs.save,
        isolatesBranches: store.isolatesBranches,
        cancelled: inputs.cancelled,
        volumeIsOurs: true,
    });
}
async function stopAndSave(inputs, job, plan) {
    const start = performance.now();
    const { context, decision, deadline, keepIn, store } = plan;
    const engine = await stopEngine(job, inputs.stopTimeoutSeconds, deadline);
    let snapshot = await snapshotToSaveFrom(job);
    try {
        if (!store || !decision.save)
            return withEngine(nothingSaved(decision.reason), engine, start);
        // A store may not answer even when it is asked to give up.
        const { report, uploadMilliseconds, saved } = await (0,src_deadline/* untilAborted */.Eu)(deadline.signal, uploadState(job, store, snapshot, deadline.signal));
        snapshot = saved ?? snapshot;
        const usage = report.outcome === 'saved' ? await tidyCache(inputs, job, context, store, deadline.signal) : '';
        return withEngine(savedOrNot(report, decision.reason, uploadMilliseconds, usage), engine, start);
    }
    finally {
        // Whatever became of the upload, the engine has closed its state.
        if (keepIn !== undefined) {
            await (0,src_deadline/* cleaningUp */.fm)(() => (0,kept_state/* keepState */.Jg)(keepIn, job, snapshot, engine.closed, context));
        }
    }
}
/** What was restored; undefined, too, where the job's record of it is lost: then all of the state is saved. */
async function snapshotToSaveFrom(job) {
    try {
        return await (0,record/* restoredSnapshot */.P6)(job);
    }
    catch (error) {
        log/* jobLog */.W.info(`The restored snapshot is unknown, so the whole state is saved: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * After a save: deletes what no job will restore, where asked to, but nothing after an engine ended on a state: that
 * and those before it are then what is left if this one is no better.
 *
 * @returns how full the repository's caches are
 */
async function tidyCache(inputs, job, context, store, signal) {
    if (!job.crashedOn)
        await cleanCache(inputs, context, store, log/* jobLog */.W, signal);
    return sayUsage(await lookAtUsage(inputs, store, log/* jobLog */.W, signal));
}


/***/ })

};

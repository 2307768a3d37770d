export const id = 971;
export const ids = [971];
export const modules = {

/***/ 7566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KC: () => (/* binding */ decideKeep),
  Qm: () => (/* binding */ findKept),
  Mv: () => (/* binding */ keepFolder),
  Jg: () => (/* binding */ keepState),
  dz: () => (/* binding */ startFromKept)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js
var github_context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
// EXTERNAL MODULE: ./build/src/symbolic-links.js
var symbolic_links = __webpack_require__(9373);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js
var docker_volume = __webpack_require__(4438);
;// CONCATENATED MODULE: ./build/src/disk/kept-images.js










/** A state that was unused for this long is removed, as GitHub does with a cache entry. */
const maxUnusedMilliseconds = 7 * 24 * 60 * 60 * 1000;
const recordName = 'kept.json';
const manifestName = 'manifest';
/** A volume's name cannot start with `_`, so this is never the folder of a volume. */
const shelfName = (0,external_node_path_.join)('warm-dagger', '_kept');
/**
 * The states that a runner's earlier jobs left, most recently used first. Removes a folder without a complete
 * record: a job was interrupted while it took or kept that state.
 *
 * @param root a folder that outlives jobs; its path contains no symbolic links. Links below it are skipped, because a
 *   removal through one could hit another program's files
 * @param volume the Docker volume's name, which is each runner's own
 */
async function keptStates(root, volume) {
    const states = [];
    for (const folder of await foldersIn((0,external_node_path_.join)(root, shelfName, volume))) {
        const state = await readRecord(folder);
        if (state)
            states.push(state);
        else
            await (0,symbolic_links/* removeFolder */.v$)(folder);
    }
    return states.toSorted((a, b) => b.usedAt - a.usedAt);
}
/** Without links, in the path or in the folder. */
async function foldersIn(folder) {
    if (!(await (0,symbolic_links/* hasNoSymbolicLink */.QJ)(folder)))
        return [];
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => (0,external_node_path_.join)(folder, name));
}
/** undefined if the record is incomplete or invalid: other jobs of this machine could write it, too. */
async function readRecord(folder) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, recordName), 'utf8'));
        const { repository, ref, logicalKey, engineVersion, uuid, imageSize, usedAt, snapshotKey = '' } = record;
        const texts = [repository, ref, logicalKey, engineVersion, uuid, snapshotKey];
        const isWhole = texts.every((text) => typeof text === 'string') && [imageSize, usedAt].every(isCount);
        if (record.notes !== undefined)
            (0,manifest/* notesFrom */.CD)(record.notes);
        return isWhole ? { ...record, folder } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Whether it is a plausible number of bytes, or of milliseconds since 1970. */
function isCount(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42;
}
/**
 * Chooses the state that a job starts from. A job that will keep its state starts from the state of its own ref;
 * any other job reads a copy of the default branch's state. So no change by a branch or pull request ever reaches
 * a job on the default branch, whose state all others restore.
 */
function chooseKept(states, request) {
    const ref = request.keeps ? request.ref : request.defaultRef;
    const readable = states.filter((state) => state.repository === request.repository && state.ref === ref);
    const choices = readable.flatMap((state) => {
        const kind = (0,keys/* matchKind */.O4)(asEntry(state.logicalKey), request.logicalKey, request.restoreKeys);
        if (!kind)
            return [];
        return [{ state, kind, how: request.keeps && kind === 'exact' ? 'move' : 'copy' }];
    });
    return choices.find(({ kind }) => kind === 'exact') ?? choices[0];
}
function asEntry(logicalKey) {
    return (0,keys/* entryKey */.k2)(logicalKey, { runId: 'kept', attempt: '1', random: '0' });
}
/**
 * Moves or copies a kept state to the path of the job's image.
 *
 * @throws Error if the state differs from its record, was not closed cleanly, or could not be moved: it is then
 *   removed; or if it could not be copied: it then stays. The image's folder is empty after an error
 */
async function takeKept({ state, how }, image) {
    let isWhole = false;
    await (0,docker_volume/* makeFolderOf */.i7)(image);
    try {
        await assertWhole(state, (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO));
        const snapshot = await readSnapshot(state);
        isWhole = true;
        if (how === 'move') {
            // Remove the record first: if the job dies from here on, no other job takes the state.
            await (0,promises_.rm)((0,external_node_path_.join)(state.folder, recordName));
            await (0,promises_.rename)((0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image);
            await (0,symbolic_links/* removeFolder */.v$)(state.folder);
        }
        else {
            await (0,programs/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image], {
                timeoutSeconds: 1800,
            });
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        const notes = state.notes ?? snapshot?.manifest.notes;
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }), ...(notes && { notes }) };
    }
    catch (error) {
        // A complete state that could not be copied, perhaps because the disk is full, stays for other jobs.
        if (!isWhole || how === 'move')
            await (0,symbolic_links/* removeFolder */.v$)(state.folder);
        await (0,docker_volume/* makeFolderOf */.i7)(image);
        throw error;
    }
}
async function assertWhole(state, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (superblock?.uuid !== state.uuid || (await (0,promises_.stat)(image)).size !== state.imageSize) {
        throw new Error('its image is not the one that was kept');
    }
    if (!superblock.clean || superblock.hasErrors)
        throw new Error('its filesystem was not closed cleanly');
    if (superblock.unusual !== undefined)
        throw new Error(`its filesystem ${superblock.unusual}`);
}
async function readSnapshot({ folder, snapshotKey }) {
    if (snapshotKey === undefined)
        return undefined;
    return { key: snapshotKey, manifest: (0,manifest/* decodeManifest */.MK)(await (0,promises_.readFile)((0,external_node_path_.join)(folder, manifestName))) };
}
/**
 * Keeps an image for the next job, and replaces the kept state of the same origin. The image must be detached, and
 * must have been closed cleanly by its engine.
 */
async function keepImage(image, options) {
    const { root, volume, repository, ref, logicalKey, engineVersion, snapshot, notes } = options;
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    // After a power failure, there must be no record of data that was never written.
    await flush(image);
    if (snapshot)
        await (0,promises_.writeFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(image), manifestName), (0,manifest/* encodeManifest */.Gb)(snapshot.manifest));
    await writeRecord((0,external_node_path_.dirname)(image), {
        repository,
        ref,
        logicalKey,
        engineVersion,
        ...(snapshot && { snapshotKey: snapshot.key }),
        ...(notes && { notes }),
        uuid: superblock.uuid,
        imageSize: (await (0,promises_.stat)(image)).size,
        usedAt: Date.now(),
    });
    const shelf = (0,external_node_path_.join)(root, shelfName, volume);
    const origin = JSON.stringify([repository, ref, logicalKey]);
    const folder = (0,external_node_path_.join)(shelf, (0,external_node_crypto_.createHash)('sha256').update(origin).digest('hex').slice(0, 16));
    await (0,symbolic_links/* assertNoSymbolicLink */.Y7)(folder);
    await (0,promises_.mkdir)(shelf, { recursive: true, mode: 0o700 });
    await (0,symbolic_links/* removeFolder */.v$)(folder);
    await (0,promises_.rename)((0,external_node_path_.dirname)(image), folder);
}
async function flush(path) {
    const file = await (0,promises_.open)(path, 'r+');
    try {
        await file.sync();
    }
    finally {
        await file.close();
    }
}
async function writeRecord(folder, record) {
    const file = (0,external_node_path_.join)(folder, recordName);
    await (0,promises_.rm)(`${file}.new`, { force: true });
    await (0,promises_.writeFile)(`${file}.new`, JSON.stringify(record), { flag: 'wx' });
    await flush(`${file}.new`);
    await (0,promises_.rename)(`${file}.new`, file);
}
/**
 * Removes states that were unused for a week, whichever runner left them: a runner that was deleted cannot clean
 * up. Then removes this runner's least recently used states until all of them together fit into the free space
 * minus the host's margin, so that a job always finds room to work on a copy.
 *
 * @returns the number of removed states
 */
async function removeOldStates(root, volume, now = Date.now()) {
    let removed = 0;
    const remove = async ({ folder }) => {
        await (0,symbolic_links/* removeFolder */.v$)(folder);
        removed++;
    };
    for (const shelf of await foldersIn((0,external_node_path_.join)(root, shelfName))) {
        for (const folder of await foldersIn(shelf)) {
            const state = await readRecord(folder);
            if (state && now - state.usedAt > maxUnusedMilliseconds)
                await remove(state);
        }
    }
    const own = [...(await keptStates(root, volume))];
    for (let last = own.at(-1); last; last = own.at(-1)) {
        if ((await bytesOf(own)) <= (await (0,disk_image/* freeBytes */.go)(last.folder)) - disk_image/* hostMargin */.Ng)
            break;
        await remove(last);
        own.pop();
    }
    return removed;
}
/** The disk space that the states use, in bytes. */
async function bytesOf(states) {
    const sizes = states.map(async ({ folder }) => {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, docker_volume/* imageName */.tO)).catch(() => undefined);
        return (facts?.blocks ?? 0) * 512; // stat(2): the unit of st_blocks
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

// EXTERNAL MODULE: ./build/src/job/state-notes.js
var state_notes = __webpack_require__(3452);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/job/kept-state.js















/** The folder in which the state outlives the job, without symbolic links; undefined if it must not or cannot. */
async function keepFolder({ keep }) {
    if (!(keep ?? github_context/* isPersistentMachine */.he))
        return undefined;
    try {
        await (0,promises_.mkdir)(github_context/* persistentFolder */.gb, { recursive: true });
        await (0,promises_.access)(github_context/* persistentFolder */.gb, external_node_fs_.constants.W_OK);
        return await (0,promises_.realpath)(github_context/* persistentFolder */.gb);
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state cannot be kept on this machine for the next job: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Whether this job's state may be kept for the next job: if the job would be allowed to save it, whether or not it
 * does. A kept state is only for runs of its own ref, like an entry of GitHub's cache.
 */
function decideKeep(context, saveInput, cancelled = false) {
    return (0,saving/* decideSave */.y_)({
        ...context,
        saveInput: saveInput === 'never' ? 'auto' : saveInput,
        isolatesBranches: true,
        cancelled,
    });
}
/** The kept state on this machine that the job may start from. Removes old states first. */
async function findKept(root, job, restoreKeys, saveInput) {
    await removeOldStates(root, job.volumeName);
    const context = await (0,github_context/* runContext */.pO)(await (0,used_code/* codeOfJob */.A$)(job));
    return chooseKept(await keptStates(root, job.volumeName), {
        ...context,
        logicalKey: job.logicalKey,
        restoreKeys,
        keeps: decideKeep(context, saveInput).save,
    });
}
/**
 * Moves or copies a kept state to the path of the job's image; undefined if the state cannot be used.
 *
 * @param volumeSize bytes that the job requests; undefined: as many as the machine allows
 */
async function startFromKept(choice, image, volumeSize) {
    const start = performance.now();
    const { state, how } = choice;
    try {
        const held = await bytesOf([state]);
        const free = await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(image));
        if ((how === 'copy' ? held : 0) + disk_image/* hostMargin */.Ng > free) {
            log/* jobLog */.Wh.warning('This machine has too little free disk space for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        // A moved image already has its disk space.
        const room = (0,disk_image/* imageSizeWithin */.SY)(how === 'move' ? free + held : free, volumeSize);
        await (0,disk_image/* fitImage */.J0)(image, state.imageSize, room);
        const restoreMilliseconds = performance.now() - start;
        const { logicalKey: key, usedAt, engineVersion } = state;
        log/* jobLog */.Wh.info(`Used the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* seconds */.YA)(restoreMilliseconds)}; its key is ${key}.`);
        const exact = choice.kind === 'exact';
        await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'kept', key, exact, usedAt, engineVersion, how, restoreMilliseconds }, [], Date.now()));
        return taken;
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state that this machine kept cannot be used: ${(0,reason/* reasonOf */.A)(error)}.`);
        return undefined;
    }
}
/**
 * Keeps the job's image for the next job. The engine must have closed it cleanly.
 *
 * @param closed the image's superblock as the engine left it
 */
async function keepState(root, job, snapshot, closed, { repository, ref }) {
    try {
        await (0,docker_volume/* detachVolume */.as)(job.volume);
        if (!closed || !(await (0,disk_superblock/* isUntouchedSince */.i3)(closed, job.volume.image))) {
            throw new Error('its filesystem was mounted again after the engine closed it');
        }
        await keepImage(job.volume.image, {
            root,
            repository,
            ref,
            snapshot,
            volume: job.volumeName,
            logicalKey: job.logicalKey,
            engineVersion: job.version,
            notes: (0,state_notes/* stateNotes */.j4)(job, Date.now()),
        });
        await removeOldStates(root, job.volumeName);
        log/* jobLog */.Wh.info('Kept the state on this machine for the next job.');
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}


/***/ }),

/***/ 8971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ saveState)
});

// EXTERNAL MODULE: ./build/src/github/context.js
var github_context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/policy/cache-limit.js
var cache_limit = __webpack_require__(3932);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/summary/markdown.js
var markdown = __webpack_require__(7145);
;// CONCATENATED MODULE: ./build/src/summary/save.js



/** @param reason one or more complete sentences */
function nothingSaved(reason) {
    return { saved: false, reason, rows: [], logLine: `Nothing is saved. ${reason}` };
}
/**
 * @param decision why the job saves
 * @param usage size of the repository's caches: a sentence with a trailing space, or ''
 */
function savedOrNot(report, decision, uploadMilliseconds, usage) {
    switch (report.outcome) {
        case 'refused':
            return nothingSaved('The cache refused the write: this job has read-only access, or another job is writing the same entry.');
        case 'saved': {
            const { fresh, written, state } = amounts(report);
            return {
                saved: true,
                reason: decision,
                rows: saveRows(report, uploadMilliseconds, usage),
                logLine: `Saved ${fresh} of new or changed data, ${written} compressed; the state holds ${state}. ${usage}`.trimEnd(),
            };
        }
    }
}
/** What a save wrote and how long it took. */
function saveRows(report, uploadMilliseconds, usage) {
    const { removedChunks, writtenBytes, rewrittenBytes, liveBytes, packs } = report;
    const { fresh, written, state } = amounts(report);
    const again = rewrittenBytes === 0 ? '' : `, of which ${(0,units/* megabytes */.ix)(rewrittenBytes)} to replace old packs`;
    const removed = removedChunks === 0 ? '' : `; ${(0,units/* megabytes */.ix)(removedChunks * manifest/* chunkSize */.ZL)} were removed`;
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
        fresh: (0,units/* megabytes */.ix)(changedChunks * manifest/* chunkSize */.ZL),
        written: (0,units/* megabytes */.ix)(writtenBytes),
        state: (0,units/* megabytes */.ix)(chunks * manifest/* chunkSize */.ZL),
    };
}
/** @param start of the save, from performance.now() */
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
        logLine: [
            outcome.logLine,
            ...(pruned === '' ? [] : [`Pruned the engine's cache ${pruned}.`]),
            ...(clients === '' ? [] : [`Closed ${clients}.`]),
            `Stopped the engine in ${stopped}; the whole save took ${(0,units/* secondsSince */.wv)(start)}.`,
        ].join(' '),
    };
}
/**
 * The engine's size before its stop differs from the size after it, so this reports only a cache that we pruned.
 */
function pruning({ before, after }) {
    if (!after)
        return '';
    return before
        ? `from ${(0,units/* megabytes */.ix)(before.bytes)} to ${(0,units/* megabytes */.ix)(after.bytes)}`
        : `to ${(0,units/* megabytes */.ix)(after.bytes)}`;
}

// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/network-limits.js
var network_limits = __webpack_require__(9256);
// EXTERNAL MODULE: ./build/src/retry.js
var retry = __webpack_require__(2975);
// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
;// CONCATENATED MODULE: ./build/src/github/caches-api.js




const entriesPerPage = 100;
/**
 * Creates a client for a repository's caches in GitHub's REST API. Both methods throw an Error that says what the
 * user can do about it.
 *
 * @param token needs `actions: write`
 * @param repository `owner/name`
 * @param signal aborts the requests in progress, which then throw
 */
async function actionsRest(token, repository, log, signal) {
    // Imported on demand: few jobs need it, and it takes longer to load than everything else that a save loads.
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
    const { actions } = getOctokit(token).rest;
    const [owner = '', repo = ''] = repository.split('/');
    const common = { owner, repo, request: { signal } };
    return {
        list: async (ref, key) => await listFromTheEnd(entriesPerPage, async (page) => {
            const { data, headers } = await politely('Listing the caches', log, signal, () => actions.getActionsCacheList({
                ...common,
                ...(ref !== undefined && { ref }),
                key,
                page,
                per_page: entriesPerPage,
                sort: 'created_at',
                direction: 'asc',
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
 * Total size of all caches of a repository in bytes, as GitHub counted it within the last five minutes. Sends one
 * request without retries.
 *
 * Source: docs.github.com, "Get GitHub Actions cache usage for a repository".
 *
 * @param token needs `actions: read` if the repository is private
 * @param repository `owner/name`
 * @throws Error with GitHub's answer
 */
async function cacheUsage(token, repository, signal) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
    const [owner = '', repo = ''] = repository.split('/');
    const { data } = await getOctokit(token).rest.actions.getActionsCacheUsage({
        owner,
        repo,
        request: { signal },
    });
    return data.active_caches_size_in_bytes;
}
/**
 * Lists all entries, last page first. Pages count from the oldest entry. An entry deleted meanwhile moves newer
 * entries to lower pages, which are still to be read, and new entries are appended at the end. So an entry may be
 * read twice, but is never missed, as could happen when reading forward.
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
    // Since the first read, entries may have moved from the second page to the first.
    const last = pages > 1 ? await pageAt(1) : first;
    for (const entry of last.entries)
        found.set(entry.id, entry);
    return { entries: [...found.values()], now: first.now };
}
/** A missing or invalid time becomes NaN, so that no comparison finds the entry old. */
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
/** Retries after a failure that may pass, and waits as long as GitHub asks. */
async function politely(name, log, signal, ask) {
    return await (0,actions_http/* withRetries */.L)(name, { ...network_limits/* restApiLimits */.hq, signal }, log, async () => {
        try {
            return await ask();
        }
        catch (error) {
            const answer = answerOf(error);
            const reason = failureOf(answer) ?? (0,src_reason/* reasonOf */.A)(error);
            if (!isPassing(answer))
                throw new Error(`${name} was refused: ${reason}.`, { cause: error });
            const asked = answer && waitAskedBy(answer, Date.now());
            throw new retry/* TransientError */.N_(reason, { retryAfterMilliseconds: asked, cause: error });
        }
    });
}
/** undefined if GitHub did not answer. */
function answerOf(error) {
    if (!(error instanceof Error) || !('status' in error))
        return undefined;
    const { status, response } = error;
    // Octokit reports status 500 for a request without an answer.
    return response && { status, headers: response.headers ?? {}, message: error.message };
}
/** Whether a retry may help: there was no answer, the server failed, or a rate limit is reached. */
function isPassing(answer) {
    return !answer || answer.status >= 500 || isLimit(answer);
}
/**
 * Milliseconds to wait before the next attempt; undefined if GitHub does not specify a wait. Follows
 * docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API": wait as long as
 * retry-after says; otherwise until x-ratelimit-reset if no requests remain; otherwise one minute.
 *
 * @param now ms since 1970
 */
function waitAskedBy(answer, now) {
    const { headers } = answer;
    const asked = (0,retry/* parseRetryAfter */.mu)(headers['retry-after'], now);
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
/** Explains an answer to the user; undefined if GitHub's message is enough. */
function failureOf(answer) {
    if (answer && isLimit(answer))
        return "GitHub's rate limit is reached";
    // GitHub answers 404 if the token has no access to a private repository.
    if (answer && [401, 403, 404].includes(answer.status)) {
        return `the token lacks the permission actions: write (${answer.status}: ${answer.message})`;
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/src/policy/bucket-cleaning.js

const hour = 3600 * 1000;
/** Longer than a job may take for which cleaning is safe, ms. */
const day = 24 * hour;
/** Snapshots to keep of each logical key in each scope. A restore falls back to the second. */
const snapshotsKept = 2;
/**
 * Decides which entries of a repository are obsolete, in all of its scopes: a bucket evicts nothing, not even the
 * entries of a deleted branch.
 *
 * A snapshot is deleted if its key has two newer ones in its scope, if a pack that it names is missing, or if no job
 * looked it up for the keep time. A pack is deleted in two steps. It is marked if no snapshot of any scope names it
 * (not even one that is deleted now), and it was not written, renewed or marked for a day. It is deleted if it was
 * marked a day ago and has not changed since.
 *
 * Other jobs save, restore and clean at the same time, without locks. This is safe because:
 * - A lookup of a marked pack removes the mark. A job looks up each pack of the snapshot that it restores, and
 *   once more before it names the pack in its own. So a pack that a job has looked up stays for at least a day, and
 *   another day begins with the save. This covers jobs of less than a day.
 * - A pack that a running job has written is younger than a day, or was marked for the first time, which adds a day.
 * - Two cleanups may delete the same entries: neither needs what the other deletes.
 *
 * An unreadable snapshot may name any pack, so the packs of its scope stay. Those of other scopes do not, so that a
 * branch cannot prevent the cleanup of the default branch.
 *
 * @param packsOf the hashes of the packs that a snapshot names; undefined for one that cannot be read
 * @param now milliseconds since 1970, by the clock that wrote the entries' times
 * @param maxUnusedMilliseconds ms
 */
function planBucketCleaning(entries, packsOf, now, maxUnusedMilliseconds) {
    const snapshots = entries.filter(isSnapshot);
    const packs = entries.filter(({ key }) => key.startsWith(keys/* packPrefix */.oH));
    const there = new Set(packs.map(hashOf));
    const named = new Set(snapshots.flatMap((snapshot) => packsOf(snapshot) ?? []));
    const old = [...snapshots, ...entries.filter(({ key }) => key.startsWith(keys/* markPrefix */.i6))].filter(({ modifiedAt }) => modifiedAt <= now - maxUnusedMilliseconds);
    const missingOf = (snapshot) => (packsOf(snapshot) ?? []).filter((sha256) => !there.has(sha256));
    const broken = snapshots.filter((snapshot) => snapshot.modifiedAt <= now - day && missingOf(snapshot).length > 0);
    const gone = new Set([...old, ...broken]);
    const superseded = [
        ...Map.groupBy(snapshots.filter((snapshot) => !gone.has(snapshot)), ({ scope, key }) => `${scope}/${(0,keys/* matchedLogicalKey */.lI)(key) ?? key}`).values(),
    ].flatMap((ofOneKey) => ofOneKey.toSorted(newestFirst).slice(snapshotsKept));
    const unreadable = snapshots.filter((snapshot) => packsOf(snapshot) === undefined && !gone.has(snapshot) && !superseded.includes(snapshot));
    const guarded = new Set(unreadable.map(({ scope }) => scope));
    return {
        deletions: [
            ...because(broken, 0, 'a pack of this snapshot is gone, so it cannot be restored').map((deletion) => ({
                ...deletion,
                missing: missingOf(deletion.entry),
            })),
            ...because(superseded, 0, 'its key has two newer snapshots'),
            ...because(old.filter((entry) => !broken.includes(entry)), maxUnusedMilliseconds, `no job looked it up for ${Math.floor(maxUnusedMilliseconds / day)} days`),
        ],
        unnamed: packs
            .filter((pack) => !named.has(hashOf(pack)) && !guarded.has(pack.scope) && pack.modifiedAt <= now - day)
            .toSorted((a, b) => newestFirst(b, a)),
        unreadable,
    };
}
function isSnapshot({ key }) {
    return key.startsWith(keys/* snapshotPrefix */.JO);
}
function hashOf({ key }) {
    return key.slice(keys/* packPrefix */.oH.length);
}
/** Most services round times to seconds: of two entries of the same second, the later key counts as newer. */
function newestFirst(a, b) {
    return b.modifiedAt - a.modifiedAt || (a.key < b.key ? 1 : -1);
}
/** Oldest first: the next cleanup deletes what this one does not reach. */
function because(entries, unlessUsedWithinMilliseconds, reason) {
    return entries
        .toSorted((a, b) => newestFirst(b, a))
        .map((entry) => ({ entry, reason, unlessUsedWithinMilliseconds, missing: [] }));
}

// EXTERNAL MODULE: ./build/src/snapshot/workers.js
var workers = __webpack_require__(6841);
;// CONCATENATED MODULE: ./build/src/cleaning/packs-of-manifests.js


/**
 * Reads the manifests of a listing. The decision needs a listing that is newer than the reading, which takes a while. So
 * this lists again and reads the new manifests, at most three times.
 *
 * @returns the last listing, and the packs of each manifest by its name; those that cannot be read are absent
 * @throws the error of `list`
 */
async function packsOfManifests(first, { list, manifestsOf, nameOf, readPacks }, log) {
    const packsOf = new Map();
    const tried = new Set();
    let listing = first;
    const unread = () => manifestsOf(listing).filter((manifest) => !tried.has(nameOf(manifest)));
    for (let round = 1; unread().length > 0 && round <= 3; round++) {
        await (0,workers/* forEachConcurrently */.DW)(unread(), 8, async (manifest) => {
            tried.add(nameOf(manifest));
            try {
                packsOf.set(nameOf(manifest), await readPacks(manifest));
            }
            catch (error) {
                log.debug((0,src_reason/* reasonOf */.A)(error));
            }
        });
        listing = await list();
    }
    return { listing, packsOf };
}

// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/store/s3.js
var s3 = __webpack_require__(6429);
;// CONCATENATED MODULE: ./build/src/cleaning/clean-bucket.js







/** The next cleanup continues where this one ends. */
const most = { deletions: 1000, packs: 500 };
const concurrency = 8;
/** Deletes and marks what `planBucketCleaning` finds in all scopes of the repository. @throws the store's error */
async function cleanBucket(store, readPacks, log) {
    const start = performance.now();
    const { listing: entries, packsOf } = await packsOfManifests(await clean_bucket_listed(store), {
        list: () => clean_bucket_listed(store),
        manifestsOf: (listing) => listing.filter(isSnapshot),
        nameOf: ({ name }) => name,
        readPacks,
    }, log);
    const { deletions, unnamed, unreadable } = planBucketCleaning(entries, ({ name }) => packsOf.get(name), store.now(), s3/* maxUnusedMilliseconds */.rV);
    const [unreadableSnapshot] = unreadable;
    if (unreadableSnapshot) {
        log.info(`The snapshot ${unreadableSnapshot.key} cannot be read, and may need any pack of ${unreadableSnapshot.scope}: none of those is deleted.`);
    }
    const removed = [];
    await (0,workers/* forEachConcurrently */.DW)(deletions.slice(0, most.deletions), concurrency, async ({ entry, reason, unlessUsedWithinMilliseconds, missing }) => {
        if (missing.length > 0 && (await areThere(store, entry.scope, missing)))
            return;
        if (!(await store.removeEntry(entry, unlessUsedWithinMilliseconds)))
            return;
        log.info(`Deleted ${entry.key}: ${reason}.`);
        removed.push(entry);
    });
    let marked = 0;
    await (0,workers/* forEachConcurrently */.DW)(unnamed.slice(0, most.packs), concurrency, async (pack) => {
        const outcome = await store.markOrRemove(pack, day);
        if (outcome === 'marked')
            marked++;
        if (outcome !== 'removed')
            return;
        log.info(`Deleted ${pack.key}: no snapshot names this pack, and it was not used for a day after it was marked.`);
        removed.push(pack);
    });
    log.info(`Deleted ${removed.length} of ${(0,units/* counted */.hS)(entries.length, 'object')}, ${(0,units/* megabytes */.ix)(bytesOf(removed))}, and marked ${(0,units/* counted */.hS)(marked, 'pack')} that no snapshot names, in ${(0,units/* secondsSince */.wv)(start)}.`);
}
/** Looks up packs that a listing lacks, because other jobs may have written them during the listing. */
async function areThere(store, scope, packs) {
    for (const sha256 of packs) {
        const key = (0,keys/* packKey */.l7)(sha256);
        if (!(await store.of(scope).has(key)) && !(await store.has(key)))
            return false;
    }
    return true;
}
/** Looks up the packs in the snapshot's own scope. */
function packsIn(store) {
    return async ({ scope, key }) => (await (0,read_snapshot/* readManifest */.WI)(store.of(scope), key)).packs.map(({ sha256 }) => sha256);
}
/** Describes what a repository stores in the bucket, as a sentence. @throws the store's error */
async function describeBucket(store) {
    const entries = await clean_bucket_listed(store);
    const packs = entries.filter(({ key }) => key.startsWith(keys/* packPrefix */.oH));
    const scopes = new Set(entries.map(({ scope }) => scope)).size;
    return `${store.name} holds ${(0,units/* counted */.hS)(entries.filter(isSnapshot).length, 'snapshot')} and ${(0,units/* counted */.hS)(packs.length, 'pack')} of this repository, ${(0,units/* megabytes */.ix)(bytesOf(entries))} for ${(0,units/* counted */.hS)(scopes, 'ref')}.`;
}
async function clean_bucket_listed(store) {
    const entries = [];
    for await (const page of store.entries()) {
        for (const entry of page)
            if ((0,keys/* isOurs */.MU)(entry.key))
                entries.push(entry);
    }
    return entries;
}
function bytesOf(entries) {
    return entries.reduce((sum, { size }) => sum + size, 0);
}

;// CONCATENATED MODULE: ./build/src/cleaning/cache-usage.js





/** GitHub's default limit for a repository, and the size at which to warn; bytes. */
const quota = 10e9;
const near = 0.9 * quota;
/** A repository that uses this much has a higher limit: GitHub evicts what exceeds the limit within the hour. */
const muchMore = 1.5 * quota;
/** Time limit for GitHub's answer, ms. */
const usageTimeoutMilliseconds = 10_000;
/**
 * Total size of the repository's caches in bytes. Warns if GitHub will soon evict some of them. undefined if it is
 * unknown: for other caches, without a token, or if GitHub does not report it. Never throws.
 */
async function readCacheUsage({ token }, store, log, signal) {
    if (token === '' || store.cleanable.kind !== 'github')
        return undefined;
    try {
        const used = await cacheUsage(token, github_context/* repository */.Jk, AbortSignal.any([signal, AbortSignal.timeout(usageTimeoutMilliseconds)]));
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
/** What the bucket holds, as a sentence with a trailing space, or '' if it is unknown. Never throws. */
async function bucketSentence(store, log) {
    try {
        return `${await describeBucket(store)} `;
    }
    catch (error) {
        log.debug(`The contents of ${store.name} are unknown: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return '';
    }
}
/** A sentence and a space, or nothing. @param used bytes */
function usageSentence(used) {
    return used === undefined ? '' : `The caches of this repository use ${(0,units/* megabytes */.ix)(used)}. `;
}

// EXTERNAL MODULE: ./build/src/record/timeline.js
var timeline = __webpack_require__(5104);
;// CONCATENATED MODULE: ./build/src/policy/cleaning.js

/** Number of newest manifests to keep for each logical key. A restore falls back to the second. */
const manifestsKept = 2;
/** The same for each engine image: a job falls back to `docker pull`. */
const imagesKept = 1;
const cleaning_day = 24 * 3600 * 1000;
/**
 * Decides which entries of one ref are obsolete.
 *
 * A manifest is deleted if its logical key has two newer ones (or one newer, for an engine's image), or if it is at
 * least a day old and one of its packs is missing, so that no job can restore it. A manifest that is deleted for a
 * missing pack does not count as newer. A pack is deleted if no listed manifest names it and it was neither created nor
 * used in the last 24 hours. A manifest that is deleted now still protects its packs until the next cleaning. If one
 * manifest cannot be read, nothing is deleted, because it may name any pack.
 *
 * Other jobs save, restore and clean at the same time, without locks. This is safe because:
 * - A save names only packs that it wrote itself and packs of the manifest that its job restored. The restore
 *   looked up those packs right after it read the manifest, and a lookup counts as a use. In a job of less than 24
 *   hours, each pack of the new manifest was therefore created or used within 24 hours of every listing until the
 *   manifest exists, so cleaning does not delete it as unnamed.
 * - Right before a save writes its manifest, it looks up the old packs again. It writes a missing pack again, and
 *   the lookup counts as a use of the others, which protects them for the next job.
 * - A restore also looks up every pack before it fetches the first one, so it has a day to fetch all of them.
 * - Two cleanings may delete the same entries: neither needs what the other deletes.
 *
 * @param packsOf the hashes of the packs that a manifest names, by its entry's key; lacks unreadable manifests
 * @param now milliseconds since 1970, by the clock that set the entries' times
 */
function planCleaning(entries, packsOf, now) {
    const manifests = manifestsOf(entries);
    const unreadable = manifests.map(({ key }) => key).filter((key) => !packsOf.has(key));
    if (unreadable.length > 0)
        return { deletions: [], unreadable };
    const packs = new Map(entries.filter(isPack).map((entry) => [entry.key.slice(keys/* packPrefix */.oH.length), entry]));
    const named = new Set(manifests.flatMap(({ key }) => packsOf.get(key) ?? []));
    const broken = manifests.filter((entry) => {
        return entry.createdAt <= now - cleaning_day && packsOf.get(entry.key)?.some((sha256) => !packs.has(sha256));
    });
    const superseded = [
        ...Map.groupBy(manifests.filter((entry) => !broken.includes(entry)), ({ key }) => (0,keys/* manifestGroup */.r_)(key)).values(),
    ].flatMap((ofOneKey) => {
        const kept = ofOneKey.some(isEngineImage) ? imagesKept : manifestsKept;
        return ofOneKey.toSorted(cleaning_newestFirst).slice(kept);
    });
    const unnamed = entries.filter(isPack).filter((entry) => {
        const lastTouched = Math.max(entry.createdAt, entry.lastAccessedAt);
        return !named.has(entry.key.slice(keys/* packPrefix */.oH.length)) && lastTouched <= now - cleaning_day;
    });
    return {
        unreadable,
        deletions: [
            ...cleaning_because(unnamed, 'no snapshot names this pack, and it was neither created nor used for a day'),
            ...cleaning_because(broken, 'a pack of this snapshot is gone, so it cannot be restored'),
            ...cleaning_because(superseded.filter((entry) => !isEngineImage(entry)), 'its key has two newer snapshots'),
            ...cleaning_because(superseded.filter(isEngineImage), 'there is a newer snapshot of this engine image'),
        ],
    };
}
/**
 * Decides which entries of a repository's folder to delete: those that `planCleaning` finds, snapshots that were not
 * used for `days`, and the least recently used ones while all together exceed the limit. A snapshot that was used
 * within a day stays, whatever its size, and so do its packs.
 *
 * A restore and a save look up every pack of a snapshot. This counts as a use of the packs, and so of the snapshot.
 */
function planFolderCleaning(entries, packsOf, now, { days, bytes }) {
    const plan = planCleaning(entries, packsOf, now);
    const packs = new Map(entries.filter(isPack).map((entry) => [entry.key.slice(keys/* packPrefix */.oH.length), entry]));
    const usedAt = (entry) => {
        const named = (packsOf.get(entry.key) ?? []).map((sha256) => packs.get(sha256)?.lastAccessedAt ?? 0);
        const own = Math.max(entry.createdAt, entry.lastAccessedAt);
        return named.length === 0 ? own : Math.max(own, Math.min(...named));
    };
    const gone = new Set(plan.deletions.map(({ entry }) => entry));
    const stays = (entry) => (0,keys/* isOurs */.MU)(entry.key) && !isPack(entry) && !gone.has(entry);
    const unused = entries.filter((entry) => stays(entry) && usedAt(entry) <= now - days * cleaning_day);
    for (const entry of unused)
        gone.add(entry);
    const counted = new Set();
    let total = 0;
    const tooMuch = [];
    for (const manifest of manifestsOf(entries)
        .filter(stays)
        .toSorted((a, b) => usedAt(b) - usedAt(a))) {
        const more = (packsOf.get(manifest.key) ?? []).filter((sha256) => !counted.has(sha256));
        const size = more.reduce((sum, sha256) => sum + (packs.get(sha256)?.size ?? 0), 0);
        if (total + size > bytes && usedAt(manifest) <= now - cleaning_day) {
            tooMuch.push(manifest);
            continue;
        }
        total += size;
        for (const sha256 of more)
            counted.add(sha256);
    }
    return {
        ...plan,
        deletions: [
            ...plan.deletions,
            ...cleaning_because(unused, `it was not used for ${days} days`),
            ...cleaning_because(tooMuch, 'all snapshots together exceed the size limit of the folder'),
        ],
    };
}
/** Whether anything could be deleted, whatever the manifests contain. If not, they are not read, because reading counts as a use. */
function mayClean(entries, now, plan = planCleaning) {
    const namingNothing = new Map(manifestsOf(entries).map(({ key }) => [key, []]));
    return plan(entries, namingNothing, now).deletions.length > 0;
}
function manifestsOf(entries) {
    return entries.filter(({ key }) => (0,keys/* isManifest */.Yh)(key));
}
function isEngineImage({ key }) {
    return key.startsWith(keys/* engineImagePrefix */.UX);
}
function isPack({ key }) {
    return key.startsWith(keys/* packPrefix */.oH);
}
function cleaning_newestFirst(a, b) {
    return b.createdAt - a.createdAt || b.id - a.id;
}
/** Oldest first: the next cleanup deletes what this one does not reach. */
function cleaning_because(entries, reason) {
    return entries.toSorted((a, b) => cleaning_newestFirst(b, a)).map((entry) => ({ entry, reason }));
}

;// CONCATENATED MODULE: ./build/src/cleaning/clean-cache.js











/**
 * Deletes obsolete entries: from a folder always, from GitHub's cache or a bucket if the input clean is true and the
 * ref is the default branch. Never throws.
 */
async function cleanCache(inputs, { event = '', ref, defaultBranch }, store, limits, log, signal) {
    try {
        const { cleanable } = store;
        const isDefault = (0,saving/* isDefaultBranch */.ok)({ event, ref, defaultBranch });
        if (cleanable.kind === 'folder') {
            if (limits)
                await (0,timeline/* timed */.a)('clean', () => cleanFolder(cleanable.folder, limits, log));
        }
        else if (!inputs.clean) {
            return;
        }
        else if (cleanable.kind === 'nothing') {
            log.info(`Nothing is cleaned: input clean is for GitHub's own cache and for buckets, not for ${store.name}.`);
        }
        else if (isDefault !== true) {
            const isNot = isDefault === undefined ? 'is not known to be' : 'is not';
            log.info(`Nothing is cleaned: ${ref} ${isNot} the default branch.`);
        }
        else if (cleanable.kind === 'bucket') {
            const { bucket } = cleanable;
            await log.group('Clean the bucket', () => (0,timeline/* timed */.a)('clean', () => cleanBucket(bucket, packsIn(bucket), log)));
        }
        else if (inputs.token === '') {
            log.warning('Nothing was cleaned: input token is empty.');
        }
        else {
            const caches = await actionsRest(inputs.token, github_context/* repository */.Jk, log, signal);
            await log.group('Clean the cache', () => (0,timeline/* timed */.a)('clean', () => cleanEntries(ref, caches, clean_cache_packsIn(store), log)));
        }
    }
    catch (error) {
        const reason = signal.aborted ? 'input save-timeout was reached.' : (0,src_reason/* reasonOf */.A)(error);
        log.warning(`The cleanup of the cache did not finish: ${reason}`);
    }
}
/** Deletes what exceeds the limits of a repository's folder. */
async function cleanFolder(store, limits, log) {
    await cleanEntries('', folderAsListedCache(store), clean_cache_packsIn(store), log, {
        plan: (entries, packsOf, now) => planFolderCleaning(entries, packsOf, now, limits),
        maxDeletions: Infinity,
    });
}
/** A folder's entries in the form in which GitHub lists those of a ref. */
function folderAsListedCache(store) {
    let listed = [];
    return {
        list: async (_ref, prefix) => {
            listed = (await store.list()).filter(({ key }) => key.startsWith(prefix));
            const entries = listed.map(({ key, size, writtenAt, usedAt }, id) => {
                return { id, key, size, ref: '', createdAt: writtenAt, lastAccessedAt: usedAt };
            });
            return { entries, now: Date.now() };
        },
        remove: async (id) => {
            const entry = listed[id];
            return entry !== undefined && (await store.remove(entry.key, entry.usedAt));
        },
    };
}
function clean_cache_packsIn(store) {
    return async (key) => (await (0,read_snapshot/* readManifest */.WI)(store, key)).packs.map(({ sha256 }) => sha256);
}
/** Each deletion costs 5 of the 900 points per minute (docs.github.com, "Rate limits for the REST API"). */
const maxRestDeletions = 100;
/** Deletes what the plan finds among the entries of a ref. @throws Error if a request fails */
async function cleanEntries(ref, caches, readPacks, log, { plan, maxDeletions } = { plan: planCleaning, maxDeletions: maxRestDeletions }) {
    const start = performance.now();
    const list = () => caches.list(ref, keys/* commonPrefix */.wF);
    const first = await list();
    if (!mayClean(first.entries, first.now, plan)) {
        log.info('There is nothing to clean.');
        return;
    }
    const { listing, packsOf } = await packsOfManifests(first, {
        list,
        manifestsOf: ({ entries }) => manifestsOf(entries),
        nameOf: ({ key }) => key,
        readPacks: ({ key }) => readPacks(key),
    }, log);
    const { entries, now } = listing;
    const { deletions, unreadable } = plan(entries, packsOf, now);
    const [unreadableSnapshot] = unreadable;
    if (unreadableSnapshot !== undefined) {
        log.info(`No pack is deleted: the snapshot ${unreadableSnapshot} cannot be read, so any pack may be in use.`);
    }
    let removed = 0;
    let bytes = 0;
    for (const { entry, reason } of deletions.slice(0, maxDeletions)) {
        if (!(await caches.remove(entry.id)))
            continue;
        log.info(`Deleted ${entry.key}: ${reason}.`);
        removed++;
        bytes += entry.size;
    }
    log.info(`Deleted ${removed} of ${entries.length} entries, ${(0,units/* megabytes */.ix)(bytes)}, in ${(0,units/* secondsSince */.wv)(start)}.`);
}

// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(3900);
// EXTERNAL MODULE: ./build/src/job/kept-state.js + 1 modules
var kept_state = __webpack_require__(7566);
// EXTERNAL MODULE: ./build/src/job/idle.js + 2 modules
var idle = __webpack_require__(6573);
// EXTERNAL MODULE: ./build/src/job/crash-marks.js + 1 modules
var crash_marks = __webpack_require__(1242);
// EXTERNAL MODULE: ./build/src/job/on-demand.js
var on_demand = __webpack_require__(9286);
// EXTERNAL MODULE: ./build/src/downloads/program-cache.js + 1 modules
var program_cache = __webpack_require__(7419);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/engine/stop.js + 1 modules
var stop = __webpack_require__(4501);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js
var docker_volume = __webpack_require__(4438);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js
var job_cache_limit = __webpack_require__(2465);
// EXTERNAL MODULE: ./build/src/job/garbage.js
var garbage = __webpack_require__(4822);
;// CONCATENATED MODULE: ./build/src/job/stop-engine.js











/**
 * Stops the job's engine.
 *
 * @param asked what the engine answered about its cache, if it was asked a moment ago
 * @param stopTimeoutSeconds time for the engine to stop, if the deadline allows it
 * @throws Error if the state that it leaves must not be saved
 */
async function stopEngine(job, asked, stopTimeoutSeconds, deadline) {
    const start = performance.now();
    // Check this first, because a question to an engine that has exited ends only with its time limit.
    refuse(await (0,stop/* findInterruption */.TB)(job.container, job.engineRun));
    if (!(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
        throw new Error(`the volume ${job.volumeName} was replaced after this job created it.`);
    }
    const secondsLeft = () => Math.max(1, Math.min(stopTimeoutSeconds, deadline.secondsLeft));
    const cache = await (0,timeline/* timed */.a)('free space', () => (0,job_cache_limit/* pruneBeforeStop */.Gm)(job, asked, secondsLeft));
    // Docker would kill the engine at once.
    if (deadline.secondsLeft === 0)
        throw new Error('no time is left to stop the engine.');
    const { problem, disconnected, usedBytes } = await log/* jobLog */.Wh.group('Stop the engine', () => (0,timeline/* timed */.a)('engine stop', () => (0,stop/* stopCleanly */.rj)({
        container: job.container,
        run: job.engineRun,
        volume: job.volumeName,
        version: job.engineRelease,
        disk: job.volume,
        mountPoint: (0,second_mount/* ownMountPoint */.wE)((0,external_node_path_.join)(github_context/* temporary */.q_, 'warm-dagger'), 'check'),
        timeoutSeconds: secondsLeft(),
        aroundTrim: (trim) => (0,on_demand/* aroundTrim */.au)(job.volume, trim),
    })));
    refuse(problem);
    const stopMilliseconds = performance.now() - start;
    const disk = usedBytes ?? cache.disk;
    if (cache.collects && cache.disk !== undefined && disk !== undefined)
        (0,garbage/* logFreed */.TX)(cache.disk, disk);
    return {
        closed: await (0,superblock/* readSuperblock */.t_)(job.volume.image),
        cache: { ...cache, ...(disk !== undefined && { disk }) },
        disconnected,
        stopMilliseconds,
    };
}
/** @param problem why the state that the engine leaves must not be saved, if there is a reason */
function refuse(problem) {
    if (problem !== undefined)
        throw new Error(`${problem}.`);
}

// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/github/progress.js
var progress = __webpack_require__(1926);
// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/snapshot/write-snapshot.js + 3 modules
var write_snapshot = __webpack_require__(7851);
// EXTERNAL MODULE: ./build/src/job/state-notes.js
var state_notes = __webpack_require__(3452);
;// CONCATENATED MODULE: ./build/src/job/upload-state.js










/**
 * Saves the state of the stopped engine as a snapshot that names the previous one as its predecessor.
 *
 * @param diskBytes that the state uses on its disk; undefined if unknown
 */
async function uploadState(job, store, previous, diskBytes, signal) {
    const start = performance.now();
    const partial = await (0,on_demand/* flushImage */.Sp)(job.volume);
    const key = (0,keys/* entryKey */.k2)(job.logicalKey, {
        runId: process.env['GITHUB_RUN_ID'] ?? 'local',
        attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
        random: (0,external_node_crypto_.randomBytes)(6).toString('hex'),
    });
    const coldStart = (0,cold_start/* coldStartOf */.O)(job.commands?.[0], previous && coldStartOfKey(previous, job.logicalKey));
    const savedAt = Date.now();
    const notes = (0,state_notes/* stateNotes */.j4)(job, savedAt, diskBytes);
    const report = await log/* jobLog */.Wh.group('Save the state', () => (0,timeline/* timed */.a)('save', () => (0,write_snapshot/* saveSnapshot */.O)({
        store,
        previous,
        signal,
        ...(partial && { partial }),
        image: job.volume.image,
        entryKey: key,
        engineVersion: job.version,
        ...(job.unusableSnapshots && { replaces: job.unusableSnapshots }),
        metadata: { savedAt, ...(coldStart && { coldStart }), notes },
        onProgress: (0,progress/* progressIn */.P)(log/* jobLog */.Wh, 'Saving'),
    })));
    const uploadMilliseconds = performance.now() - start;
    if (job.keepIn === undefined || report.outcome !== 'saved')
        return { report, uploadMilliseconds };
    // Without it, the next save starts from the previous snapshot, which does no harm.
    const manifest = await (0,read_snapshot/* readManifest */.WI)(store, key).catch(() => undefined);
    return { report, uploadMilliseconds, ...(manifest && { saved: { key, manifest } }) };
}
/** What a cold start of the job's own key took, as the restored snapshot recorded it. */
function coldStartOfKey({ key, manifest }, logicalKey) {
    return (0,keys/* isExactHit */.Dn)(key, logicalKey) ? manifest.coldStart : undefined;
}

;// CONCATENATED MODULE: ./build/src/job/save-state.js






















/**
 * Saves the job's state, in this order: decides whether the job may save, and whether it changed anything; stops the
 * engine; writes what changed to the store; keeps the state on the machine if requested; cleans up. The input
 * save-timeout limits all of this together. Never fails the job.
 */
async function saveState(inputs) {
    const job = await (0,record/* readJob */.cd)();
    if (job?.saved) {
        log/* jobLog */.Wh.info('An earlier step of this job already handled the save.');
        return;
    }
    const total = new src_deadline/* Deadline */.B2(inputs.saveTimeoutSeconds);
    const deadline = total.reserving(cleanUpSeconds(inputs));
    const outcome = await (0,src_deadline/* within */.ux)(deadline, () => saveAndLog(inputs, job, deadline));
    await summarize(outcome, job);
    if (!job)
        return;
    await (0,record/* writeJobOrWarn */.Sb)({ ...job, saved: true });
    await (0,src_deadline/* within */.ux)(total, () => (0,clean_up/* cleanUpJob */.Ob)(job));
}
/** The part of input save-timeout that is reserved for cleaning up: 30 s, or a quarter if that is less. */
function cleanUpSeconds({ saveTimeoutSeconds }) {
    return Math.min(30, saveTimeoutSeconds / 4);
}
/** Saves, and logs the outcome. Turns an error into a warning. */
async function saveAndLog(inputs, job, deadline) {
    try {
        const outcome = await decideAndSave(inputs, job, deadline);
        log/* jobLog */.Wh.info(outcome.logLine);
        return outcome;
    }
    catch (error) {
        const logLine = `Nothing was saved: ${(0,src_reason/* reasonOf */.A)(error)}`;
        log/* jobLog */.Wh.warning(logLine);
        return { ...nothingSaved(logLine), logLine };
    }
}
async function summarize(outcome, job) {
    const restored = job && (await (0,record/* restoredSnapshot */.P6)(job).catch(() => undefined));
    await (0,summary/* addToSummary */.Dg)((0,summary/* jobSummary */.sp)({
        ...outcome,
        phases: (0,timeline/* readTimeline */.G)(),
        commands: job?.commands ?? [],
        coldStart: restored && coldStartOfKey(restored, job.logicalKey),
    }));
}
/** @throws Error if the save fails or does not finish in time */
async function decideAndSave(inputs, job, deadline) {
    const jobWithEngine = savableJob(job);
    if (typeof jobWithEngine === 'string')
        return nothingSaved(jobWithEngine);
    const plan = await makePlan(inputs, jobWithEngine, deadline);
    if (!plan.store && plan.keepIn === undefined)
        return nothingSaved(plan.reason);
    log/* jobLog */.Wh.info(plan.reason);
    try {
        await assertReadable(jobWithEngine.volume);
        const outcome = await stopAndSave(inputs, jobWithEngine, plan);
        if (plan.store)
            await (0,program_cache/* storePrograms */.j)(jobWithEngine, plan.store, plan.context, deadline);
        return outcome;
    }
    catch (error) {
        // Checks the volume again, because it may have failed only while the save read it.
        const failure = await (0,on_demand/* failureOf */.g5)(jobWithEngine.volume);
        if (failure)
            await (0,crash_marks/* markUnreadable */.xR)(jobWithEngine, failure);
        if (deadline.secondsLeft > 0)
            throw error;
        const limit = `${inputs.saveTimeoutSeconds / 60} min, of which ${cleanUpSeconds(inputs)} s are for cleaning up`;
        throw new Error(`stopping the engine and uploading its state did not finish in time (input save-timeout is ${limit}).`, { cause: error });
    }
}
/** @throws Error if what the engine read or wrote may be incomplete */
async function assertReadable(volume) {
    const failure = await (0,on_demand/* failureOf */.g5)(volume);
    if (failure)
        throw new Error(failure.reason);
}
/** The job, if it started an engine on a volume of ours; otherwise why there is nothing to save, as a sentence. */
function savableJob(job) {
    if (!job)
        return 'No step of this job restored a volume.';
    const { volume, container, engineRun } = job;
    if (!volume)
        return job.reason ?? 'This action manages no volume for this job.';
    if (container === undefined)
        return 'No step of this job started an engine.';
    if (!engineRun) {
        return 'The Dagger CLI started the engine, so it is unknown whether the engine ran without interruption.';
    }
    return { ...job, volume, container, engineRun };
}
async function makePlan(inputs, job, deadline) {
    const store = await (0,open_store.openStore)({ ...job, store: inputs.store ?? job.store }, log/* jobLog */.Wh, deadline.signal);
    const context = await (0,github_context/* runContext */.pO)(await (0,used_code/* codeOfJob */.A$)(job));
    const { save, reason } = decide(context, inputs, store);
    const keeps = job.keepIn !== undefined && (0,kept_state/* decideKeep */.KC)(context, inputs.save, inputs.cancelled).save;
    return {
        context,
        store: save ? store : undefined,
        reason,
        keepIn: keeps ? job.keepIn : undefined,
        deadline,
    };
}
function decide(context, inputs, store) {
    if (!store)
        return { save: false, reason: 'This job has no store for its state.' };
    return (0,saving/* decideSave */.y_)({
        ...context,
        saveInput: inputs.save,
        isolatesBranches: store.isolatesBranches,
        cancelled: inputs.cancelled,
    });
}
/** Stops the engine and saves its state as planned. If there is nothing to save or keep, does not stop the engine. */
async function stopAndSave(inputs, job, plan) {
    const start = performance.now();
    const { context, deadline, keepIn, store } = plan;
    const previous = await baseSnapshot(job);
    const need = store && (await (0,timeline/* timed */.a)('idle check', () => (0,idle/* needToSave */.b)(job, store, previous)));
    // Where the state is saved; undefined if it is at most kept.
    const target = need?.reason === undefined ? undefined : store;
    const whyNot = store ? 'The engine did no new work in this job.' : plan.reason;
    if (need?.reason !== undefined)
        log/* jobLog */.Wh.info(`Saving the state: ${need.reason}.`);
    else if (keepIn === undefined)
        return nothingSaved(whyNot);
    const stopped = await stopEngine(job, need?.totals, inputs.stopTimeoutSeconds, deadline);
    let newest = previous;
    try {
        if (!target)
            return withEngine(nothingSaved(whyNot), stopped, start);
        // Stops waiting at the deadline, even if the store ignores the abort signal.
        const upload = await (0,src_deadline/* untilAborted */.Eu)(deadline.signal, uploadState(job, target, previous, stopped.cache.disk, deadline.signal));
        newest = upload.saved ?? previous;
        return withEngine(await finishUpload(upload, inputs, job, { ...plan, store: target }), stopped, start);
    }
    finally {
        // The engine has closed its state, so it can be kept even if the upload failed.
        if (keepIn !== undefined) {
            await (0,src_deadline/* cleaningUp */.fm)(() => (0,kept_state/* keepState */.Jg)(keepIn, job, newest, stopped.closed, context));
        }
    }
}
/** The snapshot that was restored; undefined if there is none, or if the job's record of it is lost. */
async function baseSnapshot(job) {
    try {
        return await (0,record/* restoredSnapshot */.P6)(job);
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The record of the restored snapshot cannot be read, so a save stores the whole state: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** Warns if the saved state is too large, and deletes what it makes obsolete. */
async function finishUpload({ report, uploadMilliseconds }, inputs, job, { context, deadline, reason, store }) {
    if (report.outcome !== 'saved')
        return savedOrNot(report, reason, uploadMilliseconds, '');
    const excess = (0,cache_limit/* excessWarning */.u9)(job.cacheLimit, report.liveBytes);
    if (excess !== undefined)
        log/* jobLog */.Wh.warning(excess);
    const usage = await cleanAndMeasureCache(inputs, job, context, store, deadline.signal);
    return savedOrNot(report, reason, uploadMilliseconds, usage);
}
/**
 * Deletes obsolete entries: in a folder always, elsewhere if input clean is true. Deletes nothing if an engine exited
 * with a restored state, because the earlier states are needed if the new one fails as well.
 *
 * @returns the size of the repository's caches: a sentence with a trailing space, or ''
 */
async function cleanAndMeasureCache(inputs, job, context, store, signal) {
    if (!job.unusableSnapshots)
        await cleanCache(inputs, context, store, job.folderLimits, log/* jobLog */.Wh, signal);
    if (store.cleanable.kind === 'bucket')
        return await bucketSentence(store.cleanable.bucket, log/* jobLog */.Wh);
    return usageSentence(await readCacheUsage(inputs, store, log/* jobLog */.Wh, signal));
}


/***/ })

};

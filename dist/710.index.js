export const id = 710;
export const ids = [710];
export const modules = {

/***/ 8271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ stateVerdict),
/* harmony export */   Mh: () => (/* binding */ firstWithMark),
/* harmony export */   QE: () => (/* binding */ stopComplaint),
/* harmony export */   c0: () => (/* binding */ isTelling)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
const firstWithMark = '0.21.0';
const resets = ['local cache state invalid; resetting', 'resetting all local cache state'];
const serving = 'running server on';
const failures = [
    'server graceful stop',
    'http server shutdown',
    'failed to mark',
    'failed to persist',
    'failed to close',
];
const mark = 'successfully marked clean shutdown';
/** Whether a line of an engine's log is one that the functions below look for. */
function isTelling(line) {
    return [...resets, serving, ...failures, mark].some((text) => line.includes(text));
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
/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. The
 * mark is logged even after some failures, so both are looked for. `server context canceled` is part of every stop.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, cmd/engine/main.go lines 486 and 491.
 */
function stopComplaint(log, version) {
    const line = log.split('\n').find((one) => failures.some((failure) => one.includes(failure)));
    if (line !== undefined)
        return `the engine logged: ${line.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark) && !log.includes(mark)) {
        return `the engine did not log "${mark}", so the next one would discard its state`;
    }
    return undefined;
}


/***/ }),

/***/ 5542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Gm: () => (/* binding */ pruneBeforeStop),
  LG: () => (/* binding */ sayCacheAtStop),
  Qo: () => (/* binding */ settleBound)
});

// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js
var invoke = __webpack_require__(674);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
;// CONCATENATED MODULE: ./build/src/dagger/local-cache.js


/**
 * One query for both figures, where `core engine local-cache entry-set` would need a session for each.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51 and cmd/dagger/query.go line 71; v1.0.0-beta.10,
 * core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`.
 *
 * @param timeout seconds
 * @throws Error where the CLI cannot tell
 */
async function totalsOf(cache, timeout) {
    const verb = (0,dagger_command/* hasApiVerbs */.VC)(cache.version) ? ['api', 'query'] : ['query'];
    const stdout = await local_cache_invoke(cache, [...verb, '-M'], {
        input: '{engine{localCache{entrySet{diskSpaceBytes entryCount}}}}',
        timeout,
    });
    const answer = JSON.parse(stdout);
    const { diskSpaceBytes: bytes, entryCount: entries } = answer.engine?.localCache?.entrySet ?? {};
    if (typeof bytes !== 'number' || typeof entries !== 'number')
        throw new Error('the answer has no totals');
    return { bytes, entries };
}
/**
 * Source: dagger/dagger v0.20.3, core/schema/engine.go lines 36 to 44; v1.0.0-beta.10,
 * docs/current_docs/reference/configuration/cache.mdx line 56, where `core` is deprecated.
 *
 * @param space undefined: as the engine's policies have it
 */
function pruneArguments(version, space) {
    const core = (0,dagger_command/* hasApiVerbs */.VC)(version) ? ['-m', 'core', 'api', 'call'] : ['core'];
    return [
        ...core,
        ...['engine', 'local-cache', 'prune', '--use-default-policy'],
        ...(space ? [`--max-used-space=${space.maxUsedSpace}`, `--reserved-space=${space.reservedSpace}`] : []),
    ];
}
/**
 * Prunes what no client uses, least recently used first.
 *
 * @param timeout seconds
 * @throws Error with the end of what the CLI said
 */
async function prune(cache, space, timeout) {
    await local_cache_invoke(cache, pruneArguments(cache.version, space), { timeout });
}
async function local_cache_invoke({ env, folder }, args, options) {
    return await (0,command/* run */.eF)('dagger', ['--silent', ...args], { ...options, inherit: env, cwd: folder });
}

// EXTERNAL MODULE: ./build/src/engine/configuration.js
var configuration = __webpack_require__(6602);
// EXTERNAL MODULE: ./build/src/engine/host.js
var host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/policy/bound.js

/**
 * Bytes before compression that a compressed one stands for, where a state is too small to tell. A first save of the
 * benchmark's state of 200 MB writes 70 MB, one of 1.8 GB 621 MB: 2.9 both.
 */
const usualFactor = 3;
/** The first release whose prune takes a size: dagger/dagger v0.20.0, core/schema/engine.go line 41. */
const firstThatPrunesTo = '0.20.0';
/**
 * @param maxCacheSize compressed bytes; undefined for the engine's own limits
 * @param last what the state was restored from, if it was
 */
function boundOf(wish, version, last) {
    const { maxCacheSize, prune } = wish;
    if (maxCacheSize === undefined)
        return undefined;
    return {
        maxUsedSpace: Math.floor(maxCacheSize * factorOf(maxCacheSize, last)),
        by: prune && (0,dagger_version/* isAtLeast */.du)(version, firstThatPrunesTo) ? 'prune' : 'engine',
    };
}
/** A state's own ratio, as soon as it is a quarter of what it may become: what a smaller one holds is not typical. */
function factorOf(maxCacheSize, last) {
    if (!last || last.compressed < maxCacheSize / 4)
        return usualFactor;
    return Math.max(1, last.uncompressed / last.compressed);
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
;// CONCATENATED MODULE: ./build/src/job/cache-limit.js










/** How large the job's state may become. @param restored what it begins from */
function settleBound(inputs, version, restored) {
    const bound = boundOf(inputs, version, restored && (0,manifest/* sizeOf */.$d)(restored.manifest));
    if (inputs.prune && bound?.by === 'engine') {
        log/* jobLog */.W.warning(`Input prune needs Dagger 0.20 or later, which can prune to a size. The engine of Dagger ${version} keeps below the size while it runs.`);
    }
    return bound;
}
/**
 * Asks the engine how much it holds and, where the job's bound is to be kept so, prunes it. Never throws.
 *
 * @param patience tells for how much longer, seconds, at least 1
 */
async function pruneBeforeStop(job, patience) {
    const cache = localCacheOf(job);
    const before = await totals(cache, patience());
    const known = before ? { before } : {};
    const { bound } = job;
    if (bound?.by !== 'prune' || (before && before.bytes <= bound.maxUsedSpace))
        return known;
    try {
        await prune(cache, await pruneSpace(bound.maxUsedSpace), patience());
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine's cache was not pruned: ${(0,reason/* reasonOf */.A)(error)}`);
        return known;
    }
    const after = await totals(cache, patience());
    return { ...known, ...(after && { after }) };
}
/** A sentence and a space, or nothing. */
function sayCacheAtStop({ before, after }) {
    const said = ({ bytes, entries }) => `${(0,units/* megabytes */.ix)(bytes)} in ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
    if (before && after)
        return `The engine's cache was pruned from ${said(before)} to ${said(after)}. `;
    if (after)
        return `The engine's cache was pruned to ${said(after)}. `;
    return before ? `The engine's cache holds ${said(before)}. ` : '';
}
/** undefined where the user's own limits hold. */
async function pruneSpace(maxUsedSpace) {
    const { unbound } = (0,configuration/* engineJson */.rN)(await (0,configuration/* readConfiguration */.TD)(process.env), maxUsedSpace);
    if (unbound?.hasLimits)
        return undefined;
    return { maxUsedSpace, reservedSpace: (0,configuration/* reservedSpaceOf */.AX)(maxUsedSpace) };
}
async function totals(cache, patience) {
    try {
        // A few seconds of an engine that is well.
        return await totalsOf(cache, Math.min(30, patience));
    }
    catch (error) {
        log/* jobLog */.W.debug(`The engine's cache: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
function localCacheOf(job) {
    return {
        version: job.behavior,
        env: {
            ...(0,invoke/* cliEnvironment */.m9)(process.env),
            // What we ask for ourselves is nobody's trace.
            DAGGER_CLOUD_TOKEN: undefined,
            [host/* runnerHostVariable */.Tt]: job.runnerHost,
        },
        folder: record/* jobFolder */.OW,
    };
}


/***/ }),

/***/ 8865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ Deadline)
/* harmony export */ });
/** By when a save has to be done. */
class Deadline {
    /** Given when it has passed. */
    signal;
    #end;
    /** @param seconds from now */
    constructor(seconds) {
        this.signal = AbortSignal.timeout(seconds * 1000);
        this.#end = performance.now() + seconds * 1000;
    }
    /** Whole ones; 0 when it has passed. */
    get secondsLeft() {
        return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000));
    }
}


/***/ }),

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
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var github_context = __webpack_require__(1964);
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
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
;// CONCATENATED MODULE: ./build/src/disk/kept-images.js









/** Like a cache entry of GitHub's: unused for a week, it goes. */
const longestUnused = 7 * 24 * 60 * 60 * 1000;
const recordName = 'kept.json';
const manifestName = 'manifest';
/** No volume's name begins like this, so it is no volume's folder. */
const shelfName = (0,external_node_path_.join)('warm-dagger', '_kept');
/**
 * The states that a runner's earlier jobs left, last used first. What is there without a whole record was left by a
 * job that was interrupted while it took or kept it, and is removed.
 *
 * @param root a folder that outlives jobs
 * @param volume the Docker volume's name, which is each runner's own
 */
async function keptStates(root, volume) {
    const states = [];
    for (const folder of await foldersIn((0,external_node_path_.join)(root, shelfName, volume))) {
        const state = await readRecord(folder);
        if (state)
            states.push(state);
        else
            await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    return states.toSorted((a, b) => b.usedAt - a.usedAt);
}
async function foldersIn(folder) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    return names.map((name) => (0,external_node_path_.join)(folder, name));
}
/** undefined for what is no whole record: other jobs of this machine could write it, too. */
async function readRecord(folder) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, recordName), 'utf8'));
        const { repository, ref, logicalKey, engineVersion, uuid, imageSize, usedAt, snapshotKey = '' } = record;
        const texts = [repository, ref, logicalKey, engineVersion, uuid, snapshotKey];
        const isWhole = texts.every((text) => typeof text === 'string') && [imageSize, usedAt].every(isCount);
        return isWhole ? { ...record, folder } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Of bytes or of milliseconds since 1970, as far as either can go. */
function isCount(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42;
}
/**
 * The state that a job is to start from. One whose own state will be kept starts from what its own ref left; any
 * other reads a copy of what the default branch left. So nothing that a branch or a pull request did ever reaches a
 * job on the default branch, whose state all others restore.
 */
function chooseKept(states, wish) {
    const ref = wish.keeps ? wish.ref : wish.defaultRef;
    const readable = states.filter((state) => state.repository === wish.repository && state.ref === ref);
    const choices = readable.flatMap((state) => {
        const kind = (0,keys/* matchKind */.O4)(asEntry(state.logicalKey), wish.logicalKey, wish.restoreKeys);
        if (!kind)
            return [];
        return [{ state, kind, how: wish.keeps && kind === 'exact' ? 'move' : 'copy' }];
    });
    return choices.find(({ kind }) => kind === 'exact') ?? choices[0];
}
function asEntry(logicalKey) {
    return (0,keys/* entryKey */.k2)(logicalKey, { runId: 'kept', attempt: '1', random: '0' });
}
/**
 * Puts a kept state where the job's image is to be.
 *
 * @throws Error when it is not what its record says, or was not closed cleanly: it is then removed. Or when it could
 * not be moved, which removes it, or copied, which does not. The image's folder is then empty
 */
async function takeKept({ state, how }, image) {
    let isWhole = false;
    await (0,docker_volume/* makeFolderOf */.i7)(image);
    try {
        await assertWhole(state, (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO));
        const snapshot = await readSnapshot(state);
        isWhole = true;
        if (how === 'move') {
            // First of all it is no kept state any more: a job that dies from here on leaves nothing to take.
            await (0,promises_.rm)((0,external_node_path_.join)(state.folder, recordName));
            await (0,promises_.rename)((0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image);
            await (0,promises_.rm)(state.folder, { recursive: true });
        }
        else {
            await (0,command/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image]);
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }) };
    }
    catch (error) {
        // A whole one that could only not be copied, for want of disk perhaps, is there for others.
        if (!isWhole || how === 'move')
            await (0,promises_.rm)(state.folder, { recursive: true, force: true });
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
}
async function readSnapshot({ folder, snapshotKey }) {
    if (snapshotKey === undefined)
        return undefined;
    return { key: snapshotKey, manifest: (0,manifest/* decodeManifest */.MK)(await (0,promises_.readFile)((0,external_node_path_.join)(folder, manifestName))) };
}
/**
 * Keeps an image for the next job, in place of the state of the same origin. It must be detached, and its engine
 * have been found to have closed it cleanly.
 */
async function keepImage(image, options) {
    const { root, volume, repository, ref, logicalKey, engineVersion, snapshot } = options;
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    // A machine that loses power must not be left with a record of data that it never wrote.
    await flush(image);
    if (snapshot)
        await (0,promises_.writeFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(image), manifestName), (0,manifest/* encodeManifest */.Gb)(snapshot.manifest));
    await writeRecord((0,external_node_path_.dirname)(image), {
        ...{ repository, ref, logicalKey, engineVersion },
        ...(snapshot && { snapshotKey: snapshot.key }),
        uuid: superblock.uuid,
        imageSize: (await (0,promises_.stat)(image)).size,
        usedAt: Date.now(),
    });
    const shelf = (0,external_node_path_.join)(root, shelfName, volume);
    const origin = JSON.stringify([repository, ref, logicalKey]);
    const folder = (0,external_node_path_.join)(shelf, (0,external_node_crypto_.createHash)('sha256').update(origin).digest('hex').slice(0, 16));
    await (0,promises_.mkdir)(shelf, { recursive: true, mode: 0o700 });
    await (0,promises_.rm)(folder, { recursive: true, force: true });
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
    await (0,promises_.writeFile)(`${file}.new`, JSON.stringify(record));
    await flush(`${file}.new`);
    await (0,promises_.rename)(`${file}.new`, file);
}
/**
 * Removes states that nobody used for a week, whoever left them: a runner that is gone does not come back for its
 * own. Of this runner's own, the longest unused go until all of them together are no larger than what is free,
 * less the host's margin: whatever is kept, a job that works on a copy finds room for it.
 *
 * @returns how many were removed
 */
async function removeOldStates(root, volume, now = Date.now()) {
    let removed = 0;
    const remove = async ({ folder }) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        removed++;
    };
    for (const shelf of await foldersIn((0,external_node_path_.join)(root, shelfName))) {
        for (const folder of await foldersIn(shelf)) {
            const state = await readRecord(folder);
            if (state && now - state.usedAt > longestUnused)
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
/** What they take of the disk. */
async function bytesOf(states) {
    const sizes = states.map(async ({ folder }) => {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, docker_volume/* imageName */.tO)).catch(() => undefined);
        return (facts?.blocks ?? 0) * 512; // stat(2): the unit of st_blocks
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/job/kept-state.js













/** The folder for a state that is to outlive the job; undefined where none is to, or can. */
async function keepFolder({ keep }) {
    if (!(keep ?? github_context/* machineStays */.UZ))
        return undefined;
    try {
        await (0,promises_.mkdir)(github_context/* lasting */.nS, { recursive: true });
        await (0,promises_.access)(github_context/* lasting */.nS, external_node_fs_.constants.W_OK);
        return github_context/* lasting */.nS;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state cannot stay on this machine for the next job: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Whether what this job leaves may stay for the next: where it may be saved at all, whether or not it is. A state
 * is kept for runs of its own ref, as an entry of GitHub's cache is.
 */
function decideKeep(context, wish) {
    return (0,saving/* decideSave */.y)({
        ...context,
        wish: wish === 'never' ? 'auto' : wish,
        storeHasScopes: true,
        cancelled: false,
        volumeIsOurs: true,
    });
}
/** What this machine has kept that the job may start from. Makes room first. */
async function findKept(root, job, restoreKeys, wish) {
    await removeOldStates(root, job.volumeName);
    const context = await (0,github_context/* runContext */.pO)();
    return chooseKept(await keptStates(root, job.volumeName), {
        ...context,
        logicalKey: job.logicalKey,
        restoreKeys,
        keeps: decideKeep(context, wish).save,
    });
}
/**
 * Puts a kept state where the job's image is to be; undefined where it turns out to be of no use.
 *
 * @param volumeSize bytes that the job wants; undefined: as many as the machine allows
 */
async function startFromKept(choice, image, volumeSize) {
    const start = performance.now();
    const { state, how } = choice;
    try {
        const held = await bytesOf([state]);
        const free = await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(image));
        if ((how === 'copy' ? held : 0) + disk_image/* hostMargin */.Ng > free) {
            log/* jobLog */.W.warning('This machine has too little free disk for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        // What is moved has its room already.
        const room = (0,disk_image/* imageSizeWithin */.SY)(how === 'move' ? free + held : free, volumeSize);
        await (0,disk_image/* fitImage */.J0)(image, state.imageSize, room);
        const time = performance.now() - start;
        const { logicalKey: key, usedAt, engineVersion } = state;
        log/* jobLog */.W.info(`Took the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* seconds */.YA)(time)}; its key is ${key}.`);
        const exact = choice.kind === 'exact';
        await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'kept', key, exact, usedAt, engineVersion, how, time }, [], Date.now()));
        return taken;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state that this machine kept cannot be used: ${(0,reason/* reasonOf */.A)(error)}.`);
        return undefined;
    }
}
/**
 * Keeps the job's image for the next. Only for one whose engine was found to have closed it cleanly.
 *
 * @param closed the image's superblock as the engine left it
 */
async function keepState(root, job, snapshot, closed, { repository, ref }) {
    try {
        await (0,docker_volume/* releaseVolume */.s9)(job.volume);
        if (!closed || !(await (0,disk_superblock/* isUntouchedSince */.i3)(closed, job.volume.image))) {
            throw new Error('its filesystem was mounted again after the engine had closed it');
        }
        await keepImage(job.volume.image, {
            ...{ root, repository, ref, snapshot },
            volume: job.volumeName,
            logicalKey: job.logicalKey,
            engineVersion: job.version,
        });
        await removeOldStates(root, job.volumeName);
        log/* jobLog */.W.info('The state stays on this machine for the next job.');
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}


/***/ }),

/***/ 6710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ saveVolume)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var github_context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/github/progress.js
var progress = __webpack_require__(1926);
// EXTERNAL MODULE: ./build/src/summary/markdown.js
var markdown = __webpack_require__(7145);
// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/job/timeline.js
var timeline = __webpack_require__(7710);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/engine/stop.js




/** Seconds that Docker gets to tell what the engine logged. */
const logPatience = 120;
/**
 * Whether the engine still runs as it was first started. One that ended in between may have been killed, of which
 * nothing tells afterwards: it empties or repairs its state at its next start, and closes that in order. Docker's own
 * count of restarts begins anew with each `docker start`, and with the daemon.
 *
 * @returns undefined when it does; else what is wrong
 */
async function earlierEnd(container, first) {
    const now = await (0,docker/* inspectContainer */.aH)(container);
    if (!now?.running)
        return 'the engine was not running any more when it was to be stopped';
    if (now.id === first.id && now.startedAt === first.startedAt && now.restarts === 0)
        return undefined;
    return 'the engine ended during the job and was started again';
}
/**
 * Stops the engine and makes sure that its state is whole on disk. That it ended in order is not enough: on a full
 * host its writes are lost after it ended, without an error to anyone.
 *
 * @returns undefined when the image may be saved; else what is wrong, to follow "the state is not saved:"
 */
async function stopCleanly(options) {
    const { container, run, disk } = options;
    const ended = await earlierEnd(container, run);
    if (ended !== undefined)
        return ended;
    const others = (await (0,docker/* containersOf */.Mz)(options.volume)).filter((name) => name !== container);
    if (others.length > 0)
        return `the container ${others.join(', ')} uses the volume too`;
    const witness = await second_mount/* Witness */.ei.mount(disk, options.mountPoint);
    try {
        // The daemon kills it after `timeout`; should the daemon itself not answer, we do not wait for ever.
        const stop = await (0,command/* attempt */.CD)('docker', ['stop', '-t', `${options.timeout}`, '--', container], {
            timeout: options.timeout + 60,
        });
        if (stop.exitCode !== 0)
            return `docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`;
        const after = await (0,docker/* inspectContainer */.aH)(container);
        if (!after || after.running)
            return 'the engine is still running, or was started again, after its stop';
        if (after.restarts > 0 || after.startedAt !== run.startedAt) {
            return 'the engine restarted while it was being stopped';
        }
        if (after.exitCode === 137)
            return `the engine was killed, having ${options.timeout} s to stop`;
        if (after.exitCode !== 0)
            return `the engine ended with exit code ${after.exitCode}`;
        const log = await (0,docker/* containerLog */.CR)(container, run.startedAt, journal/* isTelling */.c0, logPatience);
        const complaint = (0,journal/* stopComplaint */.QE)(log, options.version);
        return complaint ?? (await witness.complaint(options.releasePatience));
    }
    finally {
        await witness.release();
    }
}

// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
// EXTERNAL MODULE: ./build/src/snapshot/fingerprint.js
var fingerprint = __webpack_require__(1246);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var snapshot_manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/snapshot/workers.js
var snapshot_workers = __webpack_require__(6841);
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
    try {
        return await save(options, workers);
    }
    finally {
        await workers.close();
    }
}
async function save(options, workers) {
    const { image, store, previous, signal } = options;
    const imageSize = (await (0,promises_.stat)(image)).size;
    const superblock = await closedSuperblock(image);
    const filesystem = describe(superblock);
    const before = new Map(previous ? placedChunks(previous.manifest).map((chunk) => [chunk.index, chunk]) : []);
    const fingerprintKey = previous?.manifest.fingerprintKey ?? (0,fingerprint/* newFingerprintKey */.yp)();
    const writer = new pack_writer/* PackWriter */.lp(store);
    let newChunks = 0;
    let readChunks = 0;
    let chunksToRead = 0;
    /** Compresses each chunk that is not in `known` as it was; gives back those that are. */
    const scan = async (indices, known) => {
        const same = [];
        chunksToRead += indices.length;
        await (0,snapshot_workers/* inLanes */.L)((0,layout/* chunkRuns */.o7)(indices), workers.size * 2, async ({ first, count }) => {
            signal?.throwIfAborted();
            const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '');
            const task = { kind: 'scan', image, first, key: fingerprintKey, known: fingerprints };
            for (const { compressed, ...chunk } of await workers.scan(task)) {
                const stored = known.get(chunk.index);
                if (!before.has(chunk.index))
                    newChunks++;
                if (compressed)
                    await writer.add({ ...chunk, compressed });
                else if (stored)
                    same.push(stored);
            }
            readChunks += count;
            options.onProgress?.(readChunks * snapshot_manifest/* chunkSize */.ZL, chunksToRead * snapshot_manifest/* chunkSize */.ZL);
        });
        return same;
    };
    const report = (outcome, kept, rewrittenBytes = 0) => ({
        outcome,
        chunks: kept.length + writer.chunks,
        changedChunks,
        writtenBytes: writer.bytes,
        rewrittenBytes,
        liveBytes: totalLength(kept) + writer.bytes,
        packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
    });
    let kept = [];
    let changedChunks = 0;
    const rewrite = async (packs) => {
        const moved = kept.filter((chunk) => packs.has(chunk.packSha256));
        kept = kept.filter((chunk) => !packs.has(chunk.packSha256));
        await scan(moved.map((chunk) => chunk.index), new Map());
        return totalLength(moved);
    };
    try {
        kept = await scan(chunksWithin(await dataExtents(image, imageSize), snapshot_manifest/* chunkSize */.ZL), before);
        changedChunks = newChunks + before.size - kept.length;
        if (options.skipIdle &&
            previous &&
            changedChunks <= idleChunks &&
            alike(filesystem, previous.manifest.filesystem)) {
            return report('idle', kept);
        }
        const uses = usesOf(previous?.manifest.packs ?? [], kept);
        const { packs, credit } = (0,layout/* packsToRewrite */.uE)(uses, writer.bytes, previous?.manifest.credit ?? 0);
        let rewritten = await rewrite(packs);
        await writer.finish();
        // Right before the manifest: what it refers to may have been evicted since the restore.
        const missing = await missingPacks(store, kept);
        if (missing.size > 0) {
            rewritten += await rewrite(missing);
            await writer.finish();
        }
        signal?.throwIfAborted();
        // A container that was started again, by a daemon that restarted perhaps, has written while we read.
        if (!(await (0,disk_superblock/* isUntouchedSince */.i3)(superblock, image))) {
            throw new Error(`${image} was mounted while it was read`);
        }
        const content = { imageSize, filesystem, fingerprintKey, credit };
        const manifest = (0,snapshot_manifest/* encodeManifest */.Gb)(compose(options, content, [...kept, ...writer.placed], writer.packs));
        // What no restore would take does not become the newest state.
        (0,snapshot_manifest/* decodeManifest */.MK)(manifest);
        const stored = await store.put(options.entryKey, (0,pack_writer/* inOnePiece */.E$)(manifest));
        return report(stored ? 'saved' : 'refused', kept, rewritten);
    }
    catch (error) {
        if (error instanceof pack_writer/* PackRefusedError */.uj)
            return report('refused', kept);
        throw error;
    }
}
async function closedSuperblock(image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    if (superblock.cutShort)
        throw new Error(`${image} ends before its filesystem does`);
    if (!superblock.clean)
        throw new Error(`${image} is mounted, or was not unmounted in order`);
    return superblock;
}
function describe({ uuid, blocks, freeBlocks, inodes, freeInodes }) {
    return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes };
}
function alike(now, before) {
    return now.usedInodes === before.usedInodes && Math.abs(now.usedBlocks - before.usedBlocks) <= idleBlocks;
}
function placedChunks(manifest) {
    return manifest.chunks.map(({ pack, ...chunk }) => {
        return { ...chunk, packSha256: manifest.packs[pack]?.sha256 ?? '' };
    });
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

// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js + 2 modules
var cache_limit = __webpack_require__(5542);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/github/caches-api.js



const attempts = 4;
/** A limit that lasts longer, ms, is not waited for: the next save cleans too. */
const longestWait = 60_000;
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
    for (let attempt = 1;; attempt++) {
        try {
            return await ask();
        }
        catch (error) {
            signal.throwIfAborted();
            const answer = answerOf(error);
            const delay = delayBefore(answer, attempt, Date.now());
            if (delay === undefined || delay > longestWait || attempt === attempts) {
                throw new Error(`${name} was refused: ${complaint(answer, delay, error)}.`, { cause: error });
            }
            log.debug(`${name}: ${(0,src_reason/* reasonOf */.A)(error)}; trying again in ${(delay / 1000).toFixed(1)} s`);
            await (0,external_node_timers_promises_.setTimeout)(delay, undefined, { signal });
        }
    }
}
/** undefined where there was no answer at all. */
function answerOf(error) {
    if (!(error instanceof Error) || !('status' in error))
        return undefined;
    const { status, response } = error;
    // Octokit gives what never got an answer the status 500.
    return response && { status, headers: response.headers ?? {}, message: error.message };
}
/**
 * Milliseconds to wait before asking again; undefined where that helps nothing. The rules are those of
 * docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API": retry-after, else
 * until x-ratelimit-reset when nothing remains, else a minute.
 *
 * @param attempt the one that failed, from 1
 */
function delayBefore(answer, attempt, now) {
    const backoff = 500 * 2 ** (attempt - 1);
    if (!answer)
        return backoff;
    const { status, headers } = answer;
    if (status >= 500)
        return Math.max(backoff, (0,actions_http/* retryAfter */.P9)(headers['retry-after'], now) ?? 0);
    if (!isLimit(answer))
        return undefined;
    const asked = (0,actions_http/* retryAfter */.P9)(headers['retry-after'], now);
    if (asked !== undefined)
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
function complaint(answer, delay, error) {
    if (answer && delay !== undefined && isLimit(answer)) {
        return `GitHub's rate limit is reached, and asks to wait ${Math.ceil(delay / 1000)} s`;
    }
    // A private repository's are not found by a token that may not see them.
    if (answer && [401, 403, 404].includes(answer.status)) {
        return `the token lacks the permission actions: write (${answer.status}: ${answer.message})`;
    }
    return (0,src_reason/* reasonOf */.A)(error);
}

;// CONCATENATED MODULE: ./build/src/job/cache-usage.js




/** What GitHub gives a repository unless more is bought, and how near to it is worth a word; bytes. */
const quota = 10e9;
const near = 0.9 * quota;
/** Whoever holds this much has bought more: what is above the quota is evicted within the hour. */
const muchMore = 1.5 * quota;
/** ms that GitHub gets to answer. */
const patience = 10_000;
/**
 * What all caches of the repository hold, in bytes, with a warning where GitHub will soon evict some of them.
 * undefined where it cannot be known: for other caches, without a token, or when GitHub does not say. Never throws.
 */
async function lookAtUsage({ token }, store, log, signal) {
    if (token === '' || !(0,github_context/* storeHasScopes */.XG)(store))
        return undefined;
    try {
        const repository = process.env['GITHUB_REPOSITORY'] ?? '';
        const used = await cacheUsage(token, repository, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
        if (used >= near && used < muchMore) {
            log.warning(`All caches of this repository hold ${(0,units/* megabytes */.ix)(used)}. GitHub keeps 10 GB, unless more is bought, and drops what was used longest ago: a smaller max-cache-size or fewer keys keep states warm.`);
        }
        return used;
    }
    catch (error) {
        log.debug(`What this repository's caches hold is not known: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** A sentence and a space, or nothing. @param used bytes */
function sayUsage(used) {
    return used === undefined ? '' : `All caches of this repository hold ${(0,units/* megabytes */.ix)(used)}. `;
}

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
            ...because(unnamed, 'no snapshot names this pack, and for a day nobody made or used it'),
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

;// CONCATENATED MODULE: ./build/src/job/clean-cache.js









/** Deletes snapshots of the default branch that nobody will want again, if that was asked for. Never throws. */
async function cleanCache(inputs, { event = '', ref, defaultBranch }, store, log, signal) {
    if (!inputs.clean)
        return;
    try {
        if (!(0,github_context/* storeHasScopes */.XG)(store)) {
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
        const reason = signal.aborted ? 'input save-timeout allows no more time.' : (0,src_reason/* reasonOf */.A)(error);
        log.warning(`The cache was not cleaned to the end: ${reason}`);
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
        log.info(`Nothing is cleaned: the snapshot ${stranger} cannot be read, and may need any pack.`);
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

// EXTERNAL MODULE: ./build/src/job/deadline.js
var job_deadline = __webpack_require__(8865);
// EXTERNAL MODULE: ./build/src/job/kept-state.js + 1 modules
var kept_state = __webpack_require__(7566);
// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(1519);
;// CONCATENATED MODULE: ./build/src/job/save-state.js

























/** Decides whether the job's state is saved, stops the engine if so, and saves what it left. Never fails the job. */
async function saveVolume(inputs) {
    const job = await (0,record/* readJob */.cd)();
    if (job?.saved) {
        log/* jobLog */.W.info('An earlier step of this job has dealt with the save.');
        return;
    }
    const outcome = await decideAndSave(inputs, job).then((it) => {
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
    await (0,clean_up/* leaveNothing */.P)(job);
}
function nothingSaved(reason) {
    return { saved: false, reason, rows: [], said: `Nothing is saved. ${reason}` };
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
function coldStartOfKey({ key, manifest }, logicalKey) {
    return (0,keys/* matchKind */.O4)(key, logicalKey, []) === 'exact' ? manifest.coldStart : undefined;
}
async function decideAndSave(inputs, job) {
    if (!job)
        return nothingSaved('No step of this job restored a volume.');
    const { volume, container, engineRun } = job;
    if (!volume)
        return nothingSaved(job.reason ?? 'The job has no volume of ours.');
    if (container === undefined)
        return nothingSaved('No step of this job started an engine.');
    if (!engineRun)
        return nothingSaved('The CLI started the engine, since we could not, and it is not known when.');
    const deadline = new job_deadline/* Deadline */.B(inputs.saveTimeout);
    const store = (0,github_context/* openStore */.Ch)(job.cacheDir, log/* jobLog */.W, deadline.signal);
    const context = await (0,github_context/* runContext */.pO)();
    const keeps = job.keepIn !== undefined && (0,kept_state/* decideKeep */.KC)(context, inputs.save).save;
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
        const minutes = inputs.saveTimeout / 60;
        throw new Error(`stop and upload were not done in the ${minutes} min that input save-timeout allows.`, {
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
        storeHasScopes: (0,github_context/* storeHasScopes */.XG)(store),
        // A cancelled job does not get this far: the posts say `!cancelled()`, and a step's own condition is its user's.
        cancelled: false,
        volumeIsOurs: true,
    });
}
async function stopAndSave(inputs, job, plan) {
    const start = performance.now();
    const engine = await stopEngine(inputs, job, plan.deadline);
    let snapshot = await snapshotToSaveFrom(job);
    try {
        if (!plan.store || !plan.decision.save) {
            const outcome = nothingSaved(plan.decision.reason);
            return { ...outcome, rows: engine.rows, said: `${outcome.said} ${engine.said}.` };
        }
        const uploadStart = performance.now();
        const { store } = plan;
        const { signal } = plan.deadline;
        const { report, saved } = await log/* jobLog */.W.group('Save the state', () => (0,timeline/* timed */.a)('save', () => upload(job, store, snapshot, signal)));
        snapshot = saved ?? snapshot;
        const rows = [...(0,summary/* saveRows */.BI)(report, performance.now() - uploadStart), ...engine.rows];
        const usage = report.outcome === 'saved' ? await tidyCache(inputs, job, plan.context, store, signal) : '';
        if (usage !== '')
            rows.push([(0,markdown/* line */.n8) `Caches`, (0,markdown/* line */.n8) `${usage}`]);
        const outcome = save_state_describe(report, plan.decision.reason);
        const said = `${outcome.said} ${usage}${engine.said}, all of it ${(0,units/* secondsSince */.wv)(start)}.`;
        return { ...outcome, rows, said };
    }
    finally {
        // Whatever became of the upload, the engine has closed its state.
        if (plan.keepIn !== undefined)
            await (0,kept_state/* keepState */.Jg)(plan.keepIn, job, snapshot, engine.closed, plan.context);
    }
}
/** What was restored; undefined, too, where the job's record of it is lost: then all of the state is saved. */
async function snapshotToSaveFrom(job) {
    try {
        return await (0,record/* restoredSnapshot */.P6)(job);
    }
    catch (error) {
        log/* jobLog */.W.info(`What was restored is not known any more, so all of the state is saved: ${(0,src_reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** @throws Error when the state that it leaves is not whole */
async function stopEngine(inputs, job, deadline) {
    const start = performance.now();
    if (!(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
        throw new Error(`the volume ${job.volumeName} is not what it was when this job made it.`);
    }
    // The CLI, asked for anything, starts an engine that has ended.
    refuse(await earlierEnd(job.container, job.engineRun));
    const patience = () => Math.max(1, Math.min(inputs.stopTimeout, deadline.secondsLeft));
    const cache = (0,cache_limit/* sayCacheAtStop */.LG)(await (0,cache_limit/* pruneBeforeStop */.Gm)(job, patience));
    // An engine that there is no time to wait for would only be killed.
    if (deadline.secondsLeft === 0)
        throw new Error('no time is left to stop the engine.');
    const complaint = await log/* jobLog */.W.group('Stop the engine', () => (0,timeline/* timed */.a)('engine stop', () => stopCleanly({
        container: job.container,
        run: job.engineRun,
        volume: job.volumeName,
        version: job.behavior,
        disk: job.volume,
        mountPoint: (0,external_node_path_.join)(github_context/* temporary */.q_, 'warm-dagger', `witness-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`),
        timeout: patience(),
    })));
    refuse(complaint);
    const stopped = (0,units/* secondsSince */.wv)(start);
    const rows = [[(0,markdown/* line */.n8) `Engine`, (0,markdown/* line */.n8) `took ${stopped} to stop`]];
    if (cache !== '')
        rows.push([(0,markdown/* line */.n8) `Its cache`, (0,markdown/* line */.n8) `${cache}`]);
    const closed = await (0,disk_superblock/* readSuperblock */.t_)(job.volume.image);
    return { closed, rows, said: `${cache}The engine took ${stopped} to stop` };
}
/** @param complaint what is wrong with the state that the engine leaves, if anything */
function refuse(complaint) {
    if (complaint !== undefined)
        throw new Error(`the engine's state is not whole: ${complaint}.`);
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
async function upload(job, store, previous, signal) {
    const key = (0,keys/* entryKey */.k2)(job.logicalKey, {
        runId: process.env['GITHUB_RUN_ID'] ?? 'local',
        attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
        random: (0,external_node_crypto_.randomBytes)(6).toString('hex'),
    });
    const coldStart = (0,cold_start/* coldStartOf */.O)(job.commands?.[0], previous && coldStartOfKey(previous, job.logicalKey));
    const report = await saveSnapshot({
        image: job.volume.image,
        store,
        entryKey: key,
        engineVersion: job.version,
        previous,
        ...(job.crashedOn && { inPlaceOf: job.crashedOn }),
        toTell: { savedAt: Date.now(), ...(coldStart && { coldStart }) },
        // A state that came from another key has no entry of its own yet, however little changed. Nor may one have that
        // was kept here: unread for a week, the cache drops it.
        skipIdle: previous !== undefined &&
            // An engine ended on a newer one: this is to be the newest, though it may be as it was.
            job.crashedOn === undefined &&
            (0,keys/* matchKind */.O4)(previous.key, job.logicalKey, []) === 'exact' &&
            (job.keptBy === undefined || (await store.has(previous.key))),
        signal,
        onProgress: (0,progress/* progressIn */.P)(log/* jobLog */.W, 'Saving'),
    });
    if (job.keepIn === undefined || report.outcome !== 'saved')
        return { report };
    // Without it the next save begins from the snapshot before, which is no harm.
    const manifest = await (0,read_snapshot/* readManifest */.WI)(store, key).catch(() => undefined);
    return { report, ...(manifest && { saved: { key, manifest } }) };
}
/** @param decision why it was to be saved */
function save_state_describe(report, decision) {
    const { writtenBytes, liveBytes, packs } = report;
    switch (report.outcome) {
        case 'idle':
            return nothingSaved(`Only ${(0,summary/* changedShare */.Iw)(report)} differ, which an idle engine changes by itself.`);
        case 'refused':
            return nothingSaved('The cache did not take it: this job may only read, or another is writing the same.');
        case 'saved':
            return {
                ...{ saved: true, reason: decision, rows: [] },
                said: `Saved ${(0,summary/* changedShare */.Iw)(report)}, which had changed, as ${(0,units/* megabytes */.ix)(writtenBytes)}; the state is ${(0,units/* megabytes */.ix)(liveBytes)} in ${(0,units/* counted */.hS)(packs, 'pack')}.`,
            };
    }
}


/***/ })

};

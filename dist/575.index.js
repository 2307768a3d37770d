export const id = 575;
export const ids = [575];
export const modules = {

/***/ 5542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ pruneBeforeStop),
  Q: () => (/* binding */ settleBound)
});

// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/dagger/client-id.js
var client_id = __webpack_require__(1175);
// EXTERNAL MODULE: ./build/src/job/client-identity.js + 1 modules
var client_identity = __webpack_require__(3162);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js + 1 modules
var invoke = __webpack_require__(9366);
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
        timeoutSeconds: timeout,
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
    await local_cache_invoke(cache, pruneArguments(cache.version, space), { timeoutSeconds: timeout });
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
            // Nor does it leave an ID in the user's folder.
            [client_id/* stateHomeVariable */.DP]: client_identity/* ownStateHome */.hv,
            [host/* runnerHostVariable */.Tt]: job.runnerHost,
        },
        folder: record/* jobFolder */.OW,
    };
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
        if (record.notes !== undefined)
            (0,manifest/* notesFrom */.CD)(record.notes);
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
            await (0,command/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image], {
                timeoutSeconds: 1800,
            });
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        const notes = state.notes ?? snapshot?.manifest.notes;
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }), ...(notes && { notes }) };
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
    if (superblock.unusual !== undefined)
        throw new Error(`its filesystem ${superblock.unusual}`);
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
    const { root, volume, repository, ref, logicalKey, engineVersion, snapshot, notes } = options;
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
        ...(notes && { notes }),
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

// EXTERNAL MODULE: ./build/src/job/client-identity.js + 1 modules
var client_identity = __webpack_require__(3162);
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
        log/* jobLog */.W.warning(`The state cannot be kept on this machine for the next job: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Whether what this job leaves may stay for the next: where it may be saved at all, whether or not it is. A state
 * is kept for runs of its own ref, as an entry of GitHub's cache is.
 */
function decideKeep(context, wish, cancelled = false) {
    return (0,saving/* decideSave */.y)({
        ...context,
        wish: wish === 'never' ? 'auto' : wish,
        isolatesBranches: true,
        cancelled,
        volumeIsOurs: true,
    });
}
/** What this machine has kept that the job may start from. Makes room first. */
async function findKept(root, job, restoreKeys, wish) {
    await removeOldStates(root, job.volumeName);
    const context = await (0,github_context/* runContext */.pO)(await (0,used_code/* codeOfJob */.A$)(job));
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
            log/* jobLog */.W.warning('This machine has too little free disk space for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        // What is moved has its room already.
        const room = (0,disk_image/* imageSizeWithin */.SY)(how === 'move' ? free + held : free, volumeSize);
        await (0,disk_image/* fitImage */.J0)(image, state.imageSize, room);
        const time = performance.now() - start;
        const { logicalKey: key, usedAt, engineVersion } = state;
        log/* jobLog */.W.info(`Used the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* seconds */.YA)(time)}; its key is ${key}.`);
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
            throw new Error('its filesystem was mounted again after the engine closed it');
        }
        await keepImage(job.volume.image, {
            ...{ root, repository, ref, snapshot },
            volume: job.volumeName,
            logicalKey: job.logicalKey,
            engineVersion: job.version,
            notes: (0,client_identity/* clientNotes */.TE)(job, Date.now()),
        });
        await removeOldStates(root, job.volumeName);
        log/* jobLog */.W.info('Kept the state on this machine for the next job.');
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}


/***/ })

};

export const id = 79;
export const ids = [79];
export const modules = {

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   afterAllInOne: () => (/* binding */ afterAllInOne),
/* harmony export */   allInOne: () => (/* binding */ allInOne)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _action_job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6779);
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2077);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6893);
/* harmony import */ var _save_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5368);






/** Restores, unless an earlier step has, and runs. The first use in a job undertakes to save at its end. */
async function allInOne() {
    // All inputs are read before anything is done, so that a wrong one of the save does not show at the end.
    const restoreInputs = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readRestoreInputs */ .Ez)();
    const runInputs = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunInputs */ .hT)();
    (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSaveInputs */ .HX)();
    const job = await (0,_restore_js__WEBPACK_IMPORTED_MODULE_3__.restoreVolume)(restoreInputs);
    if (!job.hasSaver && !restoreInputs.lookupOnly) {
        await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJob */ .Pg)({ ...job, hasSaver: true });
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ('saver', 'true');
    }
    await (0,_run_js__WEBPACK_IMPORTED_MODULE_4__.runDagger)(runInputs);
}
/** The post: saves, if it is this use that undertook it. */
async function afterAllInOne() {
    if (_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu('saver') !== 'true')
        return;
    const job = await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .readJob */ .cd)();
    if (job)
        await (0,_save_js__WEBPACK_IMPORTED_MODULE_5__.saveVolume)((0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSaveInputs */ .HX)());
}


/***/ }),

/***/ 2077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  afterRestore: () => (/* binding */ afterRestore),
  restore: () => (/* binding */ restore),
  restoreVolume: () => (/* binding */ restoreVolume)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/src/action/context.js + 9 modules
var context = __webpack_require__(3275);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/action/job.js
var action_job = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/action/summary.js
var summary = __webpack_require__(6192);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var manifest = __webpack_require__(9495);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __webpack_require__(8701);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/volume/prerequisites.js


const programs = ['losetup', 'mke2fs', 'resize2fs', 'mount', 'umount', 'fstrim', 'sync', 'timeout'];
/** What this machine lacks to keep a volume as a filesystem image, as a sentence; undefined when nothing. */
async function missingPrerequisite(platform = process.platform) {
    if (platform !== 'linux')
        return `This is ${platform}, and a volume can be kept on Linux only.`;
    for (const program of programs) {
        if ((await (0,io/* which */.K7)(program)) === '')
            return `The program ${program} is not on this machine.`;
    }
    if (!(await (0,privileged/* canBecomeRoot */.eY)()))
        return 'This job is not root, and sudo asks for a password.';
    return undefined;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
// EXTERNAL MODULE: ./build/src/volume/layout.js
var layout = __webpack_require__(4728);
// EXTERNAL MODULE: ./build/src/volume/superblock.js
var volume_superblock = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/src/volume/workers.js
var volume_workers = __webpack_require__(5407);
;// CONCATENATED MODULE: ./build/src/volume/restore.js








/** What of a snapshot is missing or wrong, as a sentence that names it. */
class SnapshotError extends Error {
}
/** Reads the manifest that an entry holds. @throws SnapshotError */
async function readManifest(store, key) {
    const bytes = await readEntry(store, key).catch((error) => {
        throw new SnapshotError(`The manifest ${key} cannot be fetched: ${reasonOf(error)}.`);
    });
    if (!bytes)
        throw new SnapshotError(`The manifest ${key} is not in the store any more.`);
    try {
        return (0,manifest/* decodeManifest */.MK)(bytes);
    }
    catch (error) {
        throw new SnapshotError(`The manifest ${key} cannot be used: ${reasonOf(error)}.`);
    }
}
async function readEntry(store, key) {
    const entry = await store.open(key);
    if (!entry)
        return undefined;
    try {
        return await (0,source/* readRange */.q)(entry.source, 0, undefined, manifest/* mostManifestSize */.oK);
    }
    finally {
        await entry.close();
    }
}
/**
 * Writes the image that a snapshot holds to a new sparse file, every chunk checked against its hash.
 *
 * @returns compressed bytes that were fetched
 * @throws SnapshotError when anything is missing or wrong; what the file then holds is not to be used
 */
async function writeImage(store, snapshot, image) {
    const { manifest } = snapshot;
    const ranges = (0,layout/* packRanges */.S3)(manifest.chunks);
    const packs = new OpenPacks(store, manifest, ranges);
    await packs.checkAll();
    await (0,disk/* makeSparseFile */.d2)(image, manifest.imageSize);
    // More than there are cores: a thread also waits for the network, and what it waits for is not lost.
    const workers = new volume_workers/* Workers */.G(Math.min(4, (0,external_node_os_.availableParallelism)() + 1));
    try {
        await (0,volume_workers/* inLanes */.L)(ranges, workers.size * 2, async (range) => {
            await packs.use(range, async ({ source }) => {
                await workers.write({ kind: 'write', image, source, ...range });
            });
        });
    }
    finally {
        await workers.close();
        await packs.closeAll();
    }
    const superblock = await (0,volume_superblock/* readSuperblock */.t)(image);
    if (!superblock?.clean || superblock.uuid !== manifest.filesystem.uuid) {
        throw new SnapshotError(`The snapshot ${snapshot.key} holds no filesystem that was closed in order.`);
    }
    return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
/** Opens each pack when the first of its ranges is wanted, and closes it after the last. */
class OpenPacks {
    #store;
    #packs;
    #rangesLeft;
    #opened = new Map();
    constructor(store, manifest, ranges) {
        this.#store = store;
        this.#packs = manifest.packs;
        this.#rangesLeft = manifest.packs.map(() => 0);
        for (const { pack } of ranges)
            this.#rangesLeft[pack] = (this.#rangesLeft[pack] ?? 0) + 1;
    }
    /** Makes sure that every pack can be had, before the first byte is fetched. */
    async checkAll() {
        await (0,volume_workers/* inLanes */.L)(this.#packs, 8, async ({ sha256 }) => {
            const there = await this.#store.has((0,keys/* packKey */.l7)(sha256)).catch((error) => {
                throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${reasonOf(error)}.`);
            });
            if (!there)
                throw new SnapshotError(`The pack ${sha256} is not in the store any more.`);
        });
    }
    async use(range, body) {
        const { pack } = range;
        try {
            const opened = this.#opened.get(pack) ?? this.#open(pack);
            this.#opened.set(pack, opened);
            await body(await opened);
        }
        catch (error) {
            throw new SnapshotError(`The pack ${this.#packs[pack]?.sha256 ?? ''} cannot be used: ${reasonOf(error)}.`);
        }
        const left = (this.#rangesLeft[pack] ?? 0) - 1;
        this.#rangesLeft[pack] = left;
        if (left === 0)
            await this.#close(pack);
    }
    async closeAll() {
        await Promise.all([...this.#opened.keys()].map((pack) => this.#close(pack)));
    }
    async #open(pack) {
        const entry = await this.#store.open((0,keys/* packKey */.l7)(this.#packs[pack]?.sha256 ?? ''));
        if (!entry)
            throw new Error('it is not in the store any more');
        return entry;
    }
    async #close(pack) {
        const opened = this.#opened.get(pack);
        this.#opened.delete(pack);
        const entry = await opened?.catch(() => undefined);
        await entry?.close();
    }
}
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}

// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume = __webpack_require__(8360);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 3 modules
var engine_version = __webpack_require__(4508);
;// CONCATENATED MODULE: ./build/src/main/restore.js


















/** The action restore. */
async function restore() {
    await restoreVolume((0,inputs/* readRestoreInputs */.Ez)());
}
/** The post of the action restore: on a machine that stays, nothing of ours does. */
async function afterRestore() {
    const job = await (0,action_job/* readJob */.cd)();
    if (context/* machineStays */.UZ && job?.volume)
        await (0,volume/* clearAway */.MB)(job.volume.name);
}
/** Settles, once a job, which volume the engine gets and what is in it, and tells it in the action's outputs. */
async function restoreVolume(inputs) {
    const settled = await (0,action_job/* readJob */.cd)();
    const job = settled ? again(inputs, settled) : await settle(inputs);
    core/* setOutput */.uH('cache-hit', job.cacheHit);
    core/* setOutput */.uH('cache-primary-key', job.logicalKey);
    core/* setOutput */.uH('cache-matched-key', job.restoredKey ?? '');
    if (inputs.failOnCacheMiss && job.cacheHit === '') {
        throw new Error(`No state was restored for the key ${job.logicalKey}, and input fail-on-cache-miss is true.` +
            (job.reason === undefined ? '' : ` ${job.reason}`));
    }
    return job;
}
function again(inputs, job) {
    log/* jobLog */.W.info('An earlier step of this job has settled the volume; it serves this step too.');
    const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey;
    if (otherKey || inputs.volume + context/* runnerSuffix */.YC !== job.volumeName) {
        log/* jobLog */.W.warning(`This step asks for another ${otherKey ? 'key' : 'volume'} than an earlier step of the same job. A job has one engine: the volume ${job.volumeName} with the key ${job.logicalKey} stays.`);
    }
    return job;
}
async function settle(inputs) {
    const version = await (0,engine_version/* settleVersion */._L)(inputs, log/* jobLog */.W);
    const identity = { ...(0,context/* jobIdentity */.Kv)(inputs.matrix), version };
    const volumeName = inputs.volume + context/* runnerSuffix */.YC;
    const logicalKey = inputs.key ?? (0,keys/* defaultKey */.ds)(identity);
    const restoreKeys = inputs.key === undefined ? [...inputs.restoreKeys, ...(0,keys/* restorePrefixes */.nf)(identity)] : inputs.restoreKeys;
    const base = {
        version,
        volumeName,
        logicalKey,
        cacheHit: '',
        ...(inputs.cacheDir === undefined ? {} : { cacheDir: inputs.cacheDir }),
    };
    const coldBecause = async (reason) => {
        log/* jobLog */.W.info(`${reason} Nothing is restored and nothing will be saved.`);
        const job = { ...base, reason };
        if (!inputs.lookupOnly)
            await (0,action_job/* writeJob */.Pg)(job);
        return job;
    };
    const host = (0,engine_host/* findRunnerHost */.Kf)(process.env, undefined, (0,command/* asksForCloudEngine */.N)(inputs.daggerFlags));
    if (host.kind !== 'docker')
        return await coldBecause(stateElsewhere(host));
    const store = (0,context/* openStore */.Ch)(inputs.cacheDir, log/* jobLog */.W);
    if (!store)
        return await coldBecause('This job has no Actions cache and input cache-dir is not given.');
    const lookUp = () => findEntry(store, logicalKey, restoreKeys);
    if (inputs.lookupOnly) {
        const found = await lookUp();
        log/* jobLog */.W.info(`${found ? `There is ${found.key}.` : 'There is no entry.'} Input lookup-only is true: no volume is made.`);
        return { ...base, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
    }
    const problem = (await missingPrerequisite()) ?? (await (0,docker/* dockerProblem */._8)());
    if (problem !== undefined)
        return await coldBecause(problem);
    const leftover = await (0,volume/* findLeftover */.zL)(volumeName);
    if (leftover === 'foreign') {
        return await coldBecause(`The Docker volume ${volumeName} is there already and not ours: it is used as it is.`);
    }
    if (leftover === 'ours') {
        log/* jobLog */.W.info(`An interrupted job left the volume ${volumeName}; it is removed.`);
        await (0,volume/* clearAway */.MB)(volumeName);
    }
    const image = (0,volume/* imagePath */.d0)(context/* temporary */.q_, volumeName);
    try {
        await (0,volume/* makeFolderOf */.i7)(image);
        const size = await (0,disk/* imageSizeFor */.u1)((0,external_node_path_.dirname)(image), inputs.volumeSize);
        if (size === 0)
            return await coldBecause('This machine has too little free disk for a volume.');
        const restored = await fillImage(store, await lookUp(), image, size);
        if (!restored)
            await (0,disk/* makeImage */.Gs)(image, size);
        const job = {
            ...base,
            volume: await (0,volume/* makeVolume */.B)(volumeName, image),
            ...(restored && { restoredKey: restored.key, cacheHit: hitOf(restored.key, logicalKey) }),
        };
        if (restored)
            await (0,action_job/* keepSnapshot */.ic)(restored);
        await (0,action_job/* writeJob */.Pg)(job);
        return job;
    }
    catch (error) {
        await (0,volume/* clearAway */.MB)(volumeName);
        await (0,volume/* discardImage */.Iy)(image);
        log/* jobLog */.W.warning(`The engine's volume could not be made: ${restore_reasonOf(error)}`);
        return await coldBecause('The volume could not be made.');
    }
}
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which somebody else set, and keeps its own state.`;
}
async function findEntry(store, logicalKey, restoreKeys) {
    try {
        const entry = await store.find((0,keys/* searchKeys */.vz)(logicalKey, restoreKeys));
        const kind = entry && (0,keys/* matchKind */.O4)(entry.key, logicalKey, restoreKeys);
        if (!entry || !kind) {
            log/* jobLog */.W.info(`No state is stored for the key ${logicalKey} or its restore keys, so the engine starts cold.`);
            return undefined;
        }
        return { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' };
    }
    catch (error) {
        log/* jobLog */.W.warning(`${store.name} could not be searched, so the engine starts cold: ${restore_reasonOf(error)}`);
        return undefined;
    }
}
function hitOf(entryKey, logicalKey) {
    return (0,keys/* matchKind */.O4)(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false';
}
/** Writes the snapshot, or one of those it was made from, to the image. @returns the one that is in it now */
async function fillImage(store, found, image, size) {
    const keys = found ? [found.key] : [];
    let first = true;
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        const start = performance.now();
        try {
            const snapshot = { key, manifest: await readManifest(store, key) };
            if (first)
                keys.push(...snapshot.manifest.predecessors);
            first = false;
            const { chunks, imageSize } = snapshot.manifest;
            const content = chunks.length * manifest/* chunkSize */.ZL;
            if (content + disk/* hostMargin */.Ng > (await (0,disk/* freeBytes */.go)((0,external_node_path_.dirname)(image)))) {
                log/* jobLog */.W.warning(`The state ${key} holds ${(0,units/* megabytes */.i)(content)}, for which this machine has too little free disk.`);
                return undefined;
            }
            const fetched = await writeImage(store, snapshot, image);
            // Growing rewrites metadata, so it is done only where it is worth it.
            if (size >= imageSize * 1.25)
                await (0,disk/* growImage */.xb)(image, size);
            const message = `Restored ${(0,units/* megabytes */.i)(content)} (${(0,units/* megabytes */.i)(fetched)} fetched) in ${(0,units/* secondsSince */.w)(start)} from ${key}`;
            log/* jobLog */.W.info(`${message}.`);
            await (0,summary/* addToSummary */.D)(`Restore: ${message}.`);
            return snapshot;
        }
        catch (error) {
            if (!(error instanceof SnapshotError))
                throw error;
            const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.';
            log/* jobLog */.W.warning(`${error.message} ${next}`);
        }
    }
    if (found === undefined)
        await (0,summary/* addToSummary */.D)('Restore: nothing was stored for this job, the engine starts cold.');
    return undefined;
}
function restore_reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 6442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readRange)
/* harmony export */ });
/* unused harmony export SourceError */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);



/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
class SourceError extends Error {
}
const attempts = 4;
const idleTimeout = 20_000; // ms without a byte
// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent(agentOptions) };
/**
 * Reads the bytes from `start` to before `end`, or to the end of what is there. Connections that break are tried
 * again.
 *
 * @param most bytes that are read where no `end` is given: how much is there is for whoever wrote it to say
 * @throws SourceError when there are fewer bytes, or more than `most`, or the answer is not what was asked for
 */
async function readRange(source, start, end, most = 64 * 2 ** 20) {
    if (source.kind === 'file')
        return await readFileRange(source.path, start, end, most);
    for (let attempt = 1;; attempt++) {
        try {
            return await fetchRange(new URL(source.url), start, end, most);
        }
        catch (error) {
            if (attempt === attempts || error instanceof SourceError)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
        }
    }
}
async function readFileRange(path, start, wantedEnd, most) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const end = wantedEnd ?? Math.max(start, (await file.stat()).size);
        if (wantedEnd === undefined)
            refuseMore(end - start, most);
        const buffer = Buffer.allocUnsafe(end - start);
        for (let filled = 0; filled < buffer.length;) {
            const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
            if (bytesRead === 0)
                throw new SourceError(`${filled} bytes where ${buffer.length} were expected`);
            filled += bytesRead;
        }
        return buffer;
    }
    finally {
        await file.close();
    }
}
function refuseMore(length, most) {
    if (length > most)
        throw new SourceError(`${length} bytes where at most ${most} were expected`);
}
async function fetchRange(url, start, end, most) {
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const request = (secure ? node_https__WEBPACK_IMPORTED_MODULE_2__ : node_http__WEBPACK_IMPORTED_MODULE_1__).get(url, {
            agent: agents[secure ? 'https:' : 'http:'],
            headers: { range: `bytes=${start}-${end === undefined ? '' : end - 1}` },
        }, (response) => {
            const status = response.statusCode ?? 0;
            if (status !== 206) {
                response.resume();
                // 5xx and 429 may pass; everything else is the answer.
                const passing = status >= 500 || status === 429;
                reject(new (passing ? Error : SourceError)(`the store answered ${status} to a range of bytes`));
                return;
            }
            const length = Number(response.headers['content-length']);
            try {
                if (!Number.isSafeInteger(length))
                    throw new SourceError('the store did not say how much it sends');
                if (end === undefined)
                    refuseMore(length, most);
                else if (length !== end - start) {
                    throw new SourceError(`${length} bytes where ${end - start} were expected`);
                }
            }
            catch (error) {
                response.destroy();
                reject(error);
                return;
            }
            const buffer = Buffer.allocUnsafe(length);
            let filled = 0;
            response.on('data', (bytes) => {
                if (filled + bytes.length <= length)
                    bytes.copy(buffer, filled);
                filled += bytes.length;
            });
            response.on('end', () => {
                if (filled === length)
                    resolve(buffer);
                else
                    reject(new Error(`the store sent ${filled} of ${length} bytes`));
            });
            response.on('error', reject);
        });
        request.setTimeout(idleTimeout, () => request.destroy(new Error('the store sent nothing for 20 s')));
        request.on('error', reject);
    });
}


/***/ })

};

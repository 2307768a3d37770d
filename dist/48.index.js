export const id = 48;
export const ids = [48];
export const modules = {

/***/ 48:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   allInOne: () => (/* binding */ allInOne),
/* harmony export */   postAllInOne: () => (/* binding */ postAllInOne)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7428);
/* harmony import */ var _job_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4752);
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4393);
/* harmony import */ var _job_program_cache_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5637);
/* harmony import */ var _job_version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6002);
/* harmony import */ var _job_downloads_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9972);
/* harmony import */ var _job_restore_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8342);
/* harmony import */ var _job_run_command_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5691);
/* harmony import */ var _job_save_state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1241);










/**
 * Restores the state, unless an earlier step of the job restored it, and runs the command. If no earlier step of the
 * job registered to save the state, the post step of this step saves it.
 */
async function allInOne() {
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readAllInputs */ .vv)();
    const host = await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_5__/* .runnerHostOfStep */ .gC)(inputs.run);
    const programs = (0,_job_program_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .programCache */ .b)(inputs.run, host, inputs.restore);
    const version = await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOfJob */ .V0)(inputs.run, host, programs);
    // The CLI and the engine's image are downloaded while the state is restored.
    const downloads = (0,_job_downloads_js__WEBPACK_IMPORTED_MODULE_6__/* .startDownloads */ .a)(inputs.run, version, host, programs);
    const job = await (0,_job_restore_state_js__WEBPACK_IMPORTED_MODULE_7__/* .restoreState */ .a)(inputs.restore, downloads, inputs.save.save);
    if (!job.postStepSaves && !inputs.restore.lookupOnly)
        await registerPostStepSave(job);
    else
        (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__.skipPostOf)(job);
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_8__/* .runDagger */ .Q)(inputs.run, downloads, inputs.save.save);
}
/** The post step: saves the state if this step registered to save it; else cleans up, unless another step saves it. */
async function postAllInOne() {
    const saves = _actions_core__WEBPACK_IMPORTED_MODULE_0__.getState(savesKey) === 'true';
    if (saves && (await (0,_job_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readJob */ .cd)()))
        await (0,_job_save_state_js__WEBPACK_IMPORTED_MODULE_9__/* .saveState */ .L)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSaveInputs */ .HX)());
    else
        await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__.cleanUp)();
}
/** Name of the value that the runner passes to the post step (`core.saveState`). */
const savesKey = 'saver';
async function registerPostStepSave(job) {
    await (0,_job_record_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobOrWarn */ .Sb)({ ...job, postStepSaves: true });
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState(savesKey, 'true');
}


/***/ }),

/***/ 8342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ restoreState)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/job/timeline.js
var timeline = __webpack_require__(7710);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(5260);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __webpack_require__(8701);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/disk/prerequisites.js


const programs = ['losetup', 'mke2fs', 'resize2fs', 'tee', 'mount', 'umount', 'fstrim', 'sync'];
/**
 * What this machine lacks to keep a volume as a filesystem image, as a sentence; undefined if it lacks nothing.
 */
async function missingPrerequisite(platform = process.platform) {
    if (platform !== 'linux')
        return `This is ${platform}, and a volume can be kept only on Linux.`;
    for (const program of programs) {
        if ((await (0,io/* which */.K7)(program)) === '')
            return `The program ${program} is not on this machine.`;
    }
    if (!(await (0,privileged/* canBecomeRoot */.eY)()))
        return 'This job is not root, and sudo asks for a password.';
    // Containers, for example, have no loop devices. Report this before a state is downloaded.
    const free = await (0,privileged/* attemptAsRoot */.a$)('losetup', ['--find']);
    if (free.exitCode !== 0)
        return `No loop device is available: ${free.stderr.trim()}.`;
    return undefined;
}

// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js + 1 modules
var cache_limit = __webpack_require__(8983);
// EXTERNAL MODULE: ./build/src/job/client-identity.js + 1 modules
var client_identity = __webpack_require__(3162);
// EXTERNAL MODULE: ./build/src/job/state-notes.js
var state_notes = __webpack_require__(3452);
// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(1519);
// EXTERNAL MODULE: ./build/src/job/own-images.js
var own_images = __webpack_require__(3836);
// EXTERNAL MODULE: ./build/src/job/restore-snapshot.js
var restore_snapshot = __webpack_require__(4944);
// EXTERNAL MODULE: ./build/src/job/kept-state.js + 1 modules
var kept_state = __webpack_require__(7566);
;// CONCATENATED MODULE: ./build/src/job/restore-state.js























/**
 * Prepares the volume for the job's engine and sets the action's outputs. Only the first step of a job that calls this
 * does the work; later steps use the same volume. The volume starts with the first of these that exists:
 *
 * 1. the state that this machine kept for the job's own key;
 * 2. the newest snapshot of the job's own key in the store;
 * 3. the state that this machine kept for one of the restore keys;
 * 4. the newest snapshot of a restore key in the store.
 *
 * If a snapshot cannot be used, its predecessors are tried. If there is nothing or nothing can be used, the volume
 * starts empty. If no volume can be created, the engine starts cold without one, and nothing is saved.
 *
 * @param save the input save; the separate action restore does not have it
 * @throws Error on a miss if input fail-on-cache-miss is true
 */
async function restoreState(inputs, engine, save = 'auto') {
    const recordedJob = await (0,record/* readJob */.cd)();
    const job = recordedJob
        ? useVolumeOf(recordedJob, inputs)
        : await prepareVolume(inputs, await requestOf(inputs, engine, save));
    core.setOutput('cache-hit', job.cacheHit);
    core.setOutput('cache-primary-key', job.logicalKey);
    core.setOutput('cache-matched-key', job.restoredKey ?? '');
    if (inputs.failOnCacheMiss && job.cacheHit === '') {
        throw new Error(`No state was restored for the key ${job.logicalKey}, and input fail-on-cache-miss is true.` +
            (job.reason === undefined ? '' : ` ${job.reason}`));
    }
    return job;
}
/** Warns if this step's inputs request another volume than the job already has. */
function useVolumeOf(job, inputs) {
    log/* jobLog */.W.info('An earlier step of this job prepared the volume. This step uses it too.');
    const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey;
    if (otherKey || inputs.volume + context/* runnerSuffix */.YC !== job.volumeName) {
        log/* jobLog */.W.warning(`This step requests a different ${otherKey ? 'key' : 'volume'} than an earlier step of this job. A job has one engine, so this step uses the volume ${job.volumeName} with the key ${job.logicalKey}.`);
    }
    return job;
}
async function requestOf(inputs, { version, host, engineRelease }, save) {
    const identity = { ...(0,context/* jobIdentity */.Kv)(inputs.matrix), version };
    return {
        job: {
            version,
            host,
            engineRelease: await engineRelease,
            volumeName: inputs.volume + context/* runnerSuffix */.YC,
            logicalKey: inputs.key ?? (0,keys/* defaultKey */.ds)(identity),
            cacheHit: '',
            ...(inputs.cacheDir !== undefined && { cacheDir: inputs.cacheDir }),
            folderLimits: inputs.folderLimits,
            ...(inputs.store !== undefined && { store: inputs.store }),
        },
        restoreKeys: inputs.key === undefined ? [...inputs.restoreKeys, ...(0,keys/* restorePrefixes */.nf)(identity)] : inputs.restoreKeys,
        volumeSize: inputs.volumeSize,
        save,
        fetch: inputs.fetch,
    };
}
/**
 * Creates the volume, or records why this action manages no volume for the job. Then aborts open requests, which would
 * keep the step running.
 */
async function prepareVolume(inputs, request) {
    const requests = new AbortController();
    try {
        const prepared = await volumeOrReason(inputs, request, requests.signal);
        return typeof prepared === 'string' ? await withoutVolume(inputs, request, prepared) : prepared;
    }
    finally {
        requests.abort(new Error('the restore has ended'));
    }
}
/** Logs and records why this action manages no volume for the job. */
async function withoutVolume(inputs, request, reason) {
    const note = `${reason} Nothing is restored and nothing will be saved.`;
    log/* jobLog */.W.info(note);
    const job = { ...request.job, reason };
    if (inputs.lookupOnly)
        return job;
    await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'not managed' }, [note], Date.now()));
    await (0,record/* writeJobOrWarn */.Sb)(job);
    return job;
}
/** @returns the job's record; or why this action manages no volume for the job, as a sentence */
async function volumeOrReason(inputs, request, signal) {
    const { host, volumeName } = request.job;
    if (host.kind !== 'docker')
        return (0,engine_host/* stateElsewhere */.Sl)(host);
    const sources = { store: await storeOf(inputs, signal), keepIn: await (0,kept_state/* keepFolder */.Mv)(inputs) };
    if (!sources.store && sources.keepIn === undefined) {
        return 'This job has no Actions cache, and the inputs cache-dir and store are not set.';
    }
    if (inputs.lookupOnly)
        return await onlyLookUp(request, sources);
    const [missing, unusable] = await Promise.all([missingPrerequisite(), (0,docker/* dockerProblem */._8)()]);
    const problem = missing ?? unusable;
    if (problem !== undefined)
        return problem;
    const folder = sources.keepIn ?? context/* temporary */.q_;
    // The kernel reports the backing file of a loop device with symbolic links resolved.
    const image = (0,docker_volume/* imagePath */.d0)(await (0,promises_.realpath)(folder).catch(() => folder), volumeName);
    try {
        return await makeJobsVolume(image, inputs, request, sources);
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine's volume could not be created: ${(0,reason.reasonOf)(error)}`);
        await (0,clean_up/* warnOnFailure */.yh)('The partly created volume could not be removed', async () => {
            await (0,docker_volume/* removeOwnVolume */.P$)(volumeName, [image]);
            await (0,docker_volume/* discardImage */.Iy)(image);
        });
        return 'The volume could not be created.';
    }
}
/** Opens the store. If that fails, for example because of a wrong address, warns: the job continues without it. */
async function storeOf(inputs, signal) {
    try {
        return await (0,open_store.openStore)(inputs, log/* jobLog */.W, signal);
    }
    catch (error) {
        log/* jobLog */.W.warning(`The store cannot be opened: ${(0,reason.reasonOf)(error)}`);
        return undefined;
    }
}
async function onlyLookUp({ job, restoreKeys }, { store }) {
    const { found } = store ? await (0,restore_snapshot/* findEntry */.w4)(store, job.logicalKey, restoreKeys) : {};
    log/* jobLog */.W.info(`${found ? `Found ${found.key}.` : 'Found no entry.'} Input lookup-only is true, so no volume is created.`);
    return { ...job, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
}
/** @returns the job, or why this machine cannot have a volume, as a sentence */
async function makeJobsVolume(image, inputs, request, sources) {
    const { volumeName, engineRelease } = request.job;
    const leftover = await (0,docker_volume/* findLeftover */.zL)(volumeName);
    if (leftover === 'foreign') {
        return `The Docker volume ${volumeName} already exists and was not created by this action. It is used as it is.`;
    }
    if (leftover === 'ours') {
        log/* jobLog */.W.info(`Removing the volume ${volumeName}, which an earlier job left behind.`);
        await (0,docker_volume/* removeOwnVolume */.P$)(volumeName, await (0,own_images/* imagesOf */.I)(volumeName));
    }
    await (0,docker_volume/* makeFolderOf */.i7)(image);
    const size = await (0,disk_image/* imageSizeFor */.u1)((0,external_node_path_.dirname)(image), inputs.volumeSize);
    if (size === 0)
        return 'This machine has too little free disk space for a volume.';
    const { volume, snapshot, notes, ...state } = await makeFilledVolume(image, size, request, sources);
    const client = (0,client_identity/* clientIn */.LT)(notes);
    const savedByVersion = state.keptBy ?? snapshot?.manifest.engineVersion;
    const namespaces = (0,state_notes/* namespacesIn */.EO)(notes, savedByVersion, request.job);
    const cacheLimit = (0,cache_limit/* chooseCacheLimit */.nL)(inputs, engineRelease, snapshot);
    const job = {
        ...request.job,
        ...state,
        volume,
        ...(snapshot && { restoredKey: snapshot.key }),
        ...(client && { client }),
        ...(namespaces && { namespaces }),
        ...(sources.keepIn !== undefined && { keepIn: sources.keepIn }),
        ...(cacheLimit && { cacheLimit }),
    };
    if (snapshot)
        await (0,record/* recordRestoredSnapshot */.M8)(snapshot);
    await (0,record/* writeJob */.Pg)(job);
    return job;
}
/** Creates the volume with the state that the job starts from. */
async function makeFilledVolume(image, size, request, sources) {
    // A state that the machine keeps for the next job must be complete.
    const fetch = sources.keepIn === undefined ? request.fetch : 'all';
    if (fetch !== request.fetch) {
        log/* jobLog */.W.info('The whole state is fetched before the engine starts. This machine keeps it for the next job (input keep).');
    }
    const { served, ...state } = await fillImage(image, size, { ...request, fetch }, sources);
    try {
        const volume = await (0,timeline/* timed */.a)('volume', () => (0,docker_volume/* makeVolume */.B)(request.job.volumeName, image, served));
        return { ...state, volume };
    }
    catch (error) {
        if (served === undefined)
            throw error;
        log/* jobLog */.W.info(`The whole state is fetched before the engine starts: ${(0,reason.reasonOf)(error)}`);
        await (0,docker_volume/* makeFolderOf */.i7)(image);
        return await makeFilledVolume(image, size, { ...request, fetch: 'all' }, sources);
    }
}
/**
 * Creates the image from the first state in the order of `restoreState` that exists and can be used, or an empty one.
 *
 * @param size maximum size in bytes
 */
async function fillImage(image, size, request, { store, keepIn }) {
    const { job, restoreKeys, save } = request;
    // 1. Kept on this machine, for the job's own key.
    const kept = keepIn === undefined ? undefined : await (0,kept_state/* findKept */.Qm)(keepIn, job, restoreKeys, save);
    const fromKept = kept?.kind === 'exact' ? await useKept(kept, image, request) : undefined;
    if (fromKept)
        return fromKept;
    const search = store ? await (0,restore_snapshot/* findEntry */.w4)(store, job.logicalKey, restoreKeys) : {};
    // 3. Kept on this machine, for a restore key. Needs no download, so only an exact match in the store (2) comes first.
    if (kept?.kind === 'restore' && search.found?.hit !== 'true') {
        const fromRestoreKey = await useKept(kept, image, request);
        if (fromRestoreKey)
            return fromRestoreKey;
    }
    // 2 or 4. In the store, for the job's own key or a restore key.
    const { cacheDir, store: address, logicalKey } = job;
    const onDemand = request.fetch === 'on-demand' && { onDemand: { cacheDir, store: address } };
    const target = { logicalKey, image, size, ...onDemand };
    const { restored, unusableSnapshots } = store
        ? await (0,restore_snapshot/* restoreFromStore */.Eu)(search, { store, ...target })
        : { unusableSnapshots: [] };
    const unusable = unusableSnapshots.length > 0 && { unusableSnapshots };
    if (restored) {
        const { snapshot, served } = restored;
        const { notes } = snapshot.manifest;
        return {
            cacheHit: (0,restore_snapshot/* hitOf */.bO)(snapshot.key, logicalKey),
            snapshot,
            ...(served !== undefined && { served }),
            ...(notes && { notes }),
            ...unusable,
        };
    }
    await (0,timeline/* timed */.a)('volume', () => (0,disk_image/* makeImage */.Gs)(image, size));
    return { cacheHit: '', ...unusable };
}
/** undefined if the kept state cannot be used. */
async function useKept(kept, image, { volumeSize }) {
    const taken = await (0,timeline/* timed */.a)('restore', () => (0,kept_state/* startFromKept */.dz)(kept, image, volumeSize));
    if (!taken)
        return undefined;
    const { engineVersion: keptBy, snapshot, notes } = taken;
    return {
        cacheHit: kept.kind === 'exact' ? 'true' : 'false',
        keptBy,
        ...(snapshot && { snapshot }),
        ...(notes && { notes }),
    };
}


/***/ })

};

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
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(235);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7428);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6454);
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4393);
/* harmony import */ var _downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7419);
/* harmony import */ var _downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(634);
/* harmony import */ var _downloads_downloads_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4601);
/* harmony import */ var _job_restore_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8475);
/* harmony import */ var _job_run_command_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5691);
/* harmony import */ var _job_save_state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8971);










/**
 * Restores the state, unless an earlier step of the job restored it, and runs the command. If no earlier step of the
 * job registered to save the state, the post step of this step saves it. With input lookup-only, this step neither
 * restores the state nor registers to save it.
 */
async function allInOne() {
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readAllInputs */ .vv)();
    const host = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_4__/* .runnerHostOfStep */ .gC)(inputs.run);
    const programs = (0,_downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_3__/* .programCache */ .b)(inputs.run, host, inputs.restore);
    const version = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_4__/* .versionOfJob */ .V0)(inputs.run, host, programs);
    // The CLI and the engine's image are downloaded while the state is restored.
    const downloads = (0,_downloads_downloads_js__WEBPACK_IMPORTED_MODULE_5__/* .startDownloads */ .a)(inputs.run, version, host, programs, inputs.restore);
    const job = await (0,_job_restore_state_js__WEBPACK_IMPORTED_MODULE_6__/* .restoreState */ .a)(inputs.restore, downloads, inputs.save.save);
    if (!job.postStepSaves && !inputs.restore.lookupOnly)
        await registerPostStepSave(job);
    else
        (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_2__.skipPostOf)(job);
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_7__/* .runDagger */ .Q)(inputs.run, downloads, inputs.save.save);
}
/**
 * The post step: saves the state if this step registered to save it; otherwise cleans up, unless another step's post
 * step saves and cleans up.
 */
async function postAllInOne() {
    const saves = _actions_core__WEBPACK_IMPORTED_MODULE_9__/* .getState */ .Gu(savesKey) === 'true';
    if (saves && (await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_1__/* .readJob */ .cd)()))
        await (0,_job_save_state_js__WEBPACK_IMPORTED_MODULE_8__/* .saveState */ .L)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readSaveInputs */ .HX)());
    else
        await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_2__.cleanUp)();
}
/** Name of the value that the runner passes to the post step (`core.saveState`). */
const savesKey = 'saver';
async function registerPostStepSave(job) {
    await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_1__/* .writeJobOrWarn */ .Sb)({ ...job, postStepSaves: true });
    _actions_core__WEBPACK_IMPORTED_MODULE_9__/* .saveState */ .LZ(savesKey, 'true');
}


/***/ }),

/***/ 8475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ restoreState)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(235);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3438);
/* harmony import */ var _github_open_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1952);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6454);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5543);
/* harmony import */ var _summary_summary_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4345);
/* harmony import */ var _record_timeline_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5104);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5505);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5260);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(170);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(5105);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3478);
/* harmony import */ var _disk_prerequisites_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3108);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(4438);
/* harmony import */ var _cache_limit_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2465);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(4901);
/* harmony import */ var _state_notes_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(3452);
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(3900);
/* harmony import */ var _own_images_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(3836);
/* harmony import */ var _restore_snapshot_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(4944);
/* harmony import */ var _kept_state_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(7566);























/**
 * Prepares the volume for the job's engine and sets the action's outputs. Only the first step of a job that calls this
 * does the work; later steps use the same volume. With input lookup-only, it only searches the store. The volume starts
 * with the first of these that exists:
 *
 * 1. the state that this machine kept for the job's own key;
 * 2. the newest snapshot of the job's own key in the store;
 * 3. the state that this machine kept for one of the restore keys;
 * 4. the newest snapshot of a restore key in the store.
 *
 * If a kept state cannot be used, the next in this order is tried. Of the store, only one entry is tried, 2 or 4, and
 * its predecessors: after an exact match that cannot be used, a state kept for a restore key is not used. If none
 * exists or none is usable, the volume starts empty. If no volume can be created, the engine starts cold without one,
 * and nothing is saved.
 *
 * @param save the input save; the separate action restore does not have it
 * @throws Error on a miss if input fail-on-cache-miss is true
 */
async function restoreState(inputs, engine, save = 'auto') {
    const recordedJob = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)();
    const job = recordedJob
        ? useVolumeOf(recordedJob, inputs)
        : await prepareVolume(inputs, await requestOf(inputs, engine, save));
    _actions_core__WEBPACK_IMPORTED_MODULE_21__/* .setOutput */ .uH('cache-hit', job.cacheHit);
    _actions_core__WEBPACK_IMPORTED_MODULE_21__/* .setOutput */ .uH('cache-primary-key', job.logicalKey);
    _actions_core__WEBPACK_IMPORTED_MODULE_21__/* .setOutput */ .uH('cache-matched-key', job.restoredKey ?? '');
    if (inputs.failOnCacheMiss && job.cacheHit === '') {
        throw new Error(`No state was restored for the key ${job.logicalKey}, and input fail-on-cache-miss is true.` +
            (job.reason === undefined ? '' : ` ${job.reason}`));
    }
    return job;
}
/** Warns if this step's inputs request another volume than the job already has. */
function useVolumeOf(job, inputs) {
    _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info('An earlier step of this job prepared the volume. This step uses it too.');
    const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey;
    if (otherKey || inputs.volume + _github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .runnerSuffix */ .YC !== job.volumeName) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.warning(`This step requests a different ${otherKey ? 'key' : 'volume'} than an earlier step of this job. A job has one engine, so this step uses the volume ${job.volumeName} with the key ${job.logicalKey}.`);
    }
    return job;
}
async function requestOf(inputs, { version, host, engineRelease }, save) {
    const identity = { ...(0,_github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .jobIdentity */ .Kv)(inputs.matrix), version };
    return {
        job: {
            version,
            host,
            engineRelease: await engineRelease,
            volumeName: inputs.volume + _github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .runnerSuffix */ .YC,
            logicalKey: inputs.key ?? (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultKey */ .ds)(identity),
            cacheHit: '',
            ...(inputs.cacheDir !== undefined && { cacheDir: inputs.cacheDir }),
            folderLimits: inputs.folderLimits,
            ...(inputs.store !== undefined && { store: inputs.store }),
        },
        restoreKeys: inputs.key === undefined ? [...inputs.restoreKeys, ...(0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .restorePrefixes */ .nf)(identity)] : inputs.restoreKeys,
        volumeSize: inputs.volumeSize,
        save,
        fetch: inputs.fetch,
    };
}
/**
 * Prepares the job's volume, or records why this action manages none. Then aborts open requests, which would keep the
 * step running.
 */
async function prepareVolume(inputs, request) {
    const requests = new AbortController();
    try {
        const sources = await findSources(inputs, request, requests.signal);
        if (typeof sources === 'string')
            return await withoutVolume(inputs, request, sources);
        if (inputs.lookupOnly)
            return await onlyLookUp(request, sources);
        const prepared = await createVolume(inputs, request, sources);
        return typeof prepared === 'string' ? await withoutVolume(inputs, request, prepared) : prepared;
    }
    finally {
        requests.abort(new Error('the restore has ended'));
    }
}
/** Logs why this action manages no volume for the job and, unless input lookup-only is true, records it. */
async function withoutVolume(inputs, request, reason) {
    const note = `${reason} Nothing is restored and nothing will be saved.`;
    _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info(note);
    const job = { ...request.job, reason };
    if (inputs.lookupOnly)
        return job;
    await (0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_6__/* .addToSummary */ .Dg)((0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_6__/* .restoreSummary */ .rk)({ kind: 'not managed' }, [note], Date.now()));
    await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJobOrWarn */ .Sb)(job);
    return job;
}
/** @returns where this job's states are stored; or why it has none, as a sentence */
async function findSources(inputs, { job: { host } }, signal) {
    if (host.kind !== 'docker')
        return (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_9__/* .stateElsewhere */ .Sl)(host);
    const opened = await storeOf(inputs, signal);
    const store = opened === 'unusable' ? undefined : opened;
    const keepIn = await (0,_kept_state_js__WEBPACK_IMPORTED_MODULE_20__/* .keepFolder */ .Mv)(inputs);
    if (store || keepIn !== undefined)
        return { store, keepIn };
    return opened === 'unusable'
        ? 'The store cannot be opened, and this machine keeps no state.'
        : 'This job has no Actions cache, and the inputs cache-dir and store are not set.';
}
/**
 * Opens the store. If that fails, for example because of a wrong address, warns: the job continues without it.
 *
 * @returns undefined if the job has none
 */
async function storeOf(inputs, signal) {
    try {
        return await (0,_github_open_store_js__WEBPACK_IMPORTED_MODULE_3__.openStore)(inputs, _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh, signal);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.warning(`The store cannot be opened: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_22__/* .reasonOf */ .A)(error)}`);
        return 'unusable';
    }
}
async function onlyLookUp({ job, restoreKeys }, { store }) {
    const { found } = store ? await (0,_restore_snapshot_js__WEBPACK_IMPORTED_MODULE_19__/* .findEntry */ .w4)(store, job.logicalKey, restoreKeys) : {};
    _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info(`${found ? `Found ${found.key}.` : 'Found no entry.'} Input lookup-only is true, so no volume is created.`);
    return { ...job, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
}
/** @returns the job's record; or why this machine cannot have a volume, as a sentence */
async function createVolume(inputs, request, sources) {
    const [missing, unusable] = await Promise.all([(0,_disk_prerequisites_js__WEBPACK_IMPORTED_MODULE_12__/* .missingPrerequisite */ .P)(), (0,_docker_js__WEBPACK_IMPORTED_MODULE_8__/* .dockerProblem */ ._8)()]);
    const problem = missing ?? unusable;
    if (problem !== undefined)
        return problem;
    const { volumeName } = request.job;
    const folder = sources.keepIn ?? _github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .temporary */ .q_;
    // The kernel reports the backing file of a loop device with symbolic links resolved.
    const image = (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .imagePath */ .d0)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder).catch(() => folder), volumeName);
    try {
        const obstacle = await removeLeftover(volumeName);
        if (obstacle !== undefined)
            return obstacle;
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .makeFolderOf */ .i7)(image);
        const size = await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_11__/* .imageSizeFor */ .u1)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image), inputs.volumeSize);
        if (size === 0)
            return 'This machine has too little free disk space for a volume.';
        const filled = await makeFilledVolume(image, size, request, sources);
        return await recordVolume(filled, inputs, request, sources);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.warning(`The engine's volume could not be created: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_22__/* .reasonOf */ .A)(error)}`);
        await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_17__/* .warnOnFailure */ .yh)('The partly created volume could not be removed', async () => {
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .removeOwnVolume */ .P$)(volumeName, [image]);
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .discardImage */ .Iy)(image);
        });
        return 'The volume could not be created.';
    }
}
/** Removes a volume that an earlier job left. @returns why the name cannot be used, as a sentence */
async function removeLeftover(volumeName) {
    const leftover = await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .findLeftover */ .zL)(volumeName);
    if (leftover === 'foreign') {
        return `The Docker volume ${volumeName} already exists and was not created by this action. It is used as it is.`;
    }
    if (leftover === 'ours') {
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info(`Removing the volume ${volumeName}, which an earlier job left behind.`);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .removeOwnVolume */ .P$)(volumeName, await (0,_own_images_js__WEBPACK_IMPORTED_MODULE_18__/* .imagesOf */ .I)(volumeName));
    }
    return undefined;
}
/** Records the volume and the state that it starts with, for the later steps of the job. */
async function recordVolume({ volume, snapshot, notes, ...state }, inputs, request, { keepIn }) {
    const client = (0,_client_identity_js__WEBPACK_IMPORTED_MODULE_15__/* .clientIn */ .LT)(notes);
    const savedByVersion = state.keptBy ?? snapshot?.manifest.engineVersion;
    const namespaces = (0,_state_notes_js__WEBPACK_IMPORTED_MODULE_16__/* .namespacesIn */ .EO)(notes, savedByVersion, request.job);
    const cacheLimit = (0,_cache_limit_js__WEBPACK_IMPORTED_MODULE_14__/* .chooseCacheLimit */ .nL)(inputs, request.job.engineRelease, snapshot);
    const job = {
        ...request.job,
        ...state,
        volume,
        ...(snapshot && { restoredKey: snapshot.key }),
        ...(client && { client }),
        ...(namespaces && { namespaces }),
        ...(keepIn !== undefined && { keepIn }),
        ...(cacheLimit && { cacheLimit }),
    };
    if (snapshot)
        await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .recordRestoredSnapshot */ .M8)(snapshot);
    await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJob */ .Pg)(job);
    return job;
}
/** Creates the volume with the state that the job starts from. */
async function makeFilledVolume(image, size, request, sources) {
    const { served, ...state } = await fillImage(image, size, request, sources);
    try {
        const volume = await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .a)('volume', () => (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .makeVolume */ .B)(request.job.volumeName, image, served));
        return { ...state, volume };
    }
    catch (error) {
        if (served === undefined)
            throw error;
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info(`The whole state is fetched before the engine starts: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_22__/* .reasonOf */ .A)(error)}`);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_13__/* .makeFolderOf */ .i7)(image);
        return await makeFilledVolume(image, size, { ...request, fetch: 'all' }, sources);
    }
}
/**
 * Creates the image from the first usable state in the order of `restoreState`, or an empty one. Of the store, it tries
 * only one entry and its predecessors. If that is an exact match, it uses no state that was kept for a restore key.
 *
 * @param size maximum size in bytes
 */
async function fillImage(image, size, request, { store, keepIn }) {
    const { job, restoreKeys, save } = request;
    // 1. Kept on this machine, for the job's own key.
    const kept = keepIn === undefined ? undefined : await (0,_kept_state_js__WEBPACK_IMPORTED_MODULE_20__/* .findKept */ .Qm)(keepIn, job, restoreKeys, save);
    const fromKept = kept?.kind === 'exact' ? await useKept(kept, image, request) : undefined;
    if (fromKept)
        return fromKept;
    const search = store ? await (0,_restore_snapshot_js__WEBPACK_IMPORTED_MODULE_19__/* .findEntry */ .w4)(store, job.logicalKey, restoreKeys) : {};
    // 3. Kept on this machine, for a restore key. Takes no download, so only an exact match in the store (2) takes
    // precedence.
    if (kept?.kind === 'restore' && search.found?.hit !== 'true') {
        const fromRestoreKey = await useKept(kept, image, request);
        if (fromRestoreKey)
            return fromRestoreKey;
    }
    // 2 or 4. In the store, for the job's own key or a restore key.
    const { cacheDir, store: address, logicalKey } = job;
    // A state that the machine keeps for the next job must be complete.
    if (request.fetch === 'on-demand' && keepIn !== undefined && search.found) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info('The whole state is fetched before the engine starts. This machine keeps it for the next job (input keep).');
    }
    const mayServe = request.fetch === 'on-demand' && keepIn === undefined;
    const onDemand = mayServe && { onDemand: { cacheDir, store: address } };
    const target = { logicalKey, image, size, ...onDemand };
    const { restored, unusableSnapshots } = store
        ? await (0,_restore_snapshot_js__WEBPACK_IMPORTED_MODULE_19__/* .restoreFromStore */ .Eu)(search, { store, ...target })
        : { unusableSnapshots: [] };
    const unusable = unusableSnapshots.length > 0 && { unusableSnapshots };
    if (restored) {
        const { snapshot, served } = restored;
        const { notes } = snapshot.manifest;
        return {
            cacheHit: (0,_restore_snapshot_js__WEBPACK_IMPORTED_MODULE_19__/* .hitOf */ .bO)(snapshot.key, logicalKey),
            snapshot,
            ...(served !== undefined && { served }),
            ...(notes && { notes }),
            ...unusable,
        };
    }
    // If an entry was found, `restoreFromStore` has already logged this.
    if (!search.found)
        _github_log_js__WEBPACK_IMPORTED_MODULE_5__/* .jobLog */ .Wh.info('The engine starts cold.');
    await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .a)('volume', () => (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_11__/* .makeImage */ .Gs)(image, size));
    return { cacheHit: '', ...unusable };
}
/** Starts from a kept state. @returns undefined if it cannot be used */
async function useKept(kept, image, { volumeSize }) {
    const taken = await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_7__/* .timed */ .a)('restore', () => (0,_kept_state_js__WEBPACK_IMPORTED_MODULE_20__/* .startFromKept */ .dz)(kept, image, volumeSize));
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

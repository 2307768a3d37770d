export const id = 79;
export const ids = [79,136];
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
/* harmony import */ var _engine_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2481);
/* harmony import */ var _provisions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(727);
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6755);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9757);
/* harmony import */ var _save_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3096);








/** Restores, unless an earlier step has, and runs. The first use in a job undertakes to save at its end. */
async function allInOne() {
    const inputs = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readAllInputs */ .vv)();
    const version = await (0,_engine_version_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfJob */ .V0)(inputs.run);
    // They come while the state does.
    const provisions = (0,_provisions_js__WEBPACK_IMPORTED_MODULE_4__/* .sendForProvisions */ .I)(inputs.run, version);
    const job = await (0,_restore_js__WEBPACK_IMPORTED_MODULE_5__.restoreVolume)(inputs.restore, version, inputs.save.save);
    if (!job.hasSaver && !inputs.restore.lookupOnly) {
        await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJob */ .Pg)({ ...job, hasSaver: true });
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ('saver', 'true');
    }
    await (0,_run_js__WEBPACK_IMPORTED_MODULE_6__.runDagger)(inputs.run, provisions);
}
/** The post: saves, if it is this use that undertook it. */
async function afterAllInOne() {
    if (_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu('saver') !== 'true')
        return;
    const job = await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .readJob */ .cd)();
    if (job)
        await (0,_save_js__WEBPACK_IMPORTED_MODULE_7__.saveVolume)((0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSaveInputs */ .HX)());
}


/***/ }),

/***/ 727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ sendForProvisions)
/* harmony export */ });
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8194);
/* harmony import */ var _action_timeline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9273);
/* harmony import */ var _dagger_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4185);
/* harmony import */ var _dagger_installed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1166);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5505);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2879);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5105);
/* harmony import */ var _engine_version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2481);









/** Sends for the CLI and the engine's image, at the same time. */
function sendForProvisions(inputs, version) {
    const release = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersion */ .ot)(version);
    const cli = (0,_action_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('CLI', () => (0,_engine_version_js__WEBPACK_IMPORTED_MODULE_7__/* .settleCli */ .uK)(version));
    const behaviour = release === undefined
        ? cli.then(async ({ path }) => (await (0,_dagger_installed_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfCli */ .Uf)(path)) ?? (0,_engine_version_js__WEBPACK_IMPORTED_MODULE_7__/* .behaviourOf */ .xu)(version))
        : Promise.resolve(release);
    const provisions = { version, cli, behaviour, image: fetchImage(inputs, version) };
    // Until one is awaited, its failure is nobody's.
    for (const provision of [cli, behaviour, provisions.image])
        provision.catch(() => undefined);
    return provisions;
}
/** Only for an engine that is ours to start. */
async function fetchImage(inputs, version) {
    // For a later step of a job it is not: it finds the address that the first one set, and the engine runs.
    const host = (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_6__/* .findRunnerHost */ .Kf)({ ...process.env, ...inputs.env }, undefined, (0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_2__/* .asksForCloudEngine */ .Ny)(inputs.daggerFlags));
    if (host.kind !== 'docker' || (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .dockerMissing */ .Le)()) !== undefined)
        return;
    const image = inputs.engineImage || (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_6__/* .engineImage */ .Sg)(version);
    if (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .hasImage */ .e_)(image))
        return;
    await (0,_action_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('engine image', async () => {
        // An image that is not to be had is for the engine's start to tell.
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .pullImage */ .ZP)(image).catch((error) => {
            _action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .jobLog */ .W.debug((0,_reason_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A)(error));
        });
    });
}


/***/ }),

/***/ 6755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore_restore),
  restoreVolume: () => (/* binding */ restoreVolume)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/action/context.js + 8 modules
var context = __webpack_require__(3151);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/action/job.js
var action_job = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/action/summary.js + 1 modules
var summary = __webpack_require__(9631);
// EXTERNAL MODULE: ./build/src/action/timeline.js
var timeline = __webpack_require__(9273);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
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

// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume = __webpack_require__(8360);
// EXTERNAL MODULE: ./build/src/main/bound.js + 2 modules
var main_bound = __webpack_require__(755);
// EXTERNAL MODULE: ./build/src/main/clear-away.js
var clear_away = __webpack_require__(8905);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 2 modules
var engine_version = __webpack_require__(2481);
// EXTERNAL MODULE: ./build/src/action/progress.js
var progress = __webpack_require__(7361);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var manifest = __webpack_require__(9495);
// EXTERNAL MODULE: ./build/src/volume/restore.js
var restore = __webpack_require__(3206);
;// CONCATENATED MODULE: ./build/src/main/fill-image.js












/** The newest entry of the key, else of the restore keys. A store that cannot be asked counts as empty, with a warning. */
async function findEntry(store, logicalKey, restoreKeys) {
    try {
        const entry = await (0,timeline/* timed */.a)('look up', () => store.find((0,keys/* searchKeys */.vz)(logicalKey, restoreKeys)));
        const kind = entry && (0,keys/* matchKind */.O4)(entry.key, logicalKey, restoreKeys);
        if (!entry || !kind) {
            log/* jobLog */.W.info(`No state is stored for the key ${logicalKey} or its restore keys, so the engine starts cold.`);
            return undefined;
        }
        return { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' };
    }
    catch (error) {
        log/* jobLog */.W.warning(`${store.name} could not be searched, so the engine starts cold: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** What the output cache-hit says of an entry. */
function hitOf(entryKey, logicalKey) {
    return (0,keys/* matchKind */.O4)(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false';
}
/** Writes the snapshot, or one of those it was made from, to the image. @returns the one that is in it now */
async function fillImage(found, filling) {
    const notes = [];
    const snapshot = found && (await (0,timeline/* timed */.a)('restore', () => fillFromNewest(found.key, filling, notes)));
    if (snapshot)
        return snapshot;
    if (!found) {
        notes.push(await newestOfOthers(filling.store));
        log/* jobLog */.W.info(notes.join(' '));
    }
    await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'nothing' }, notes, Date.now()));
    return undefined;
}
/** @param notes gets what goes wrong, in sentences */
async function fillFromNewest(newest, filling, notes) {
    const { store, image } = filling;
    const keys = [newest];
    const warn = (note) => {
        notes.push(note);
        log/* jobLog */.W.warning(note);
    };
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        try {
            const snapshot = { key, manifest: await (0,restore/* readManifest */.WI)(store, key) };
            if (key === newest)
                keys.push(...snapshot.manifest.predecessors);
            const content = snapshot.manifest.chunks.length * manifest/* chunkSize */.ZL;
            if (content + disk/* hostMargin */.Ng > (await (0,disk/* freeBytes */.go)((0,external_node_path_.dirname)(image)))) {
                warn(`The state ${key} holds ${(0,units/* megabytes */.ix)(content)}, for which this machine has too little free disk.`);
                return undefined;
            }
            await fillFrom(snapshot, content, filling, notes);
            return snapshot;
        }
        catch (error) {
            if (!(error instanceof restore/* SnapshotError */.JC))
                throw error;
            const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.';
            warn(`${error.message} ${next}`);
        }
    }
    return undefined;
}
/** @param content bytes of the state, as the image holds it */
async function fillFrom(snapshot, content, { store, logicalKey, image, size }, notes) {
    const { key, manifest } = snapshot;
    const start = performance.now();
    const fetched = await log/* jobLog */.W.group(`Restore ${(0,units/* megabytes */.ix)(content)} of state`, () => (0,restore/* writeImage */.te)(store, snapshot, image, (0,progress/* progressIn */.P)(log/* jobLog */.W, 'Restoring')));
    await (0,disk/* growWhereWorthIt */.mH)(image, manifest.imageSize, size);
    const time = performance.now() - start;
    log/* jobLog */.W.info(`Restored ${(0,units/* megabytes */.ix)(content)} (${(0,units/* megabytes */.ix)(fetched)} fetched at ${(0,units/* rate */.TS)(fetched, time)}) in ${(0,units/* seconds */.YA)(time)} from ${key}.`);
    const { savedAt, engineVersion, packs } = manifest;
    await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({
        kind: 'snapshot',
        key: (0,keys/* matchedLogicalKey */.lI)(key) ?? key,
        exact: hitOf(key, logicalKey) === 'true',
        run: (0,context/* runThatSaved */.oA)(key, store),
        ...{ savedAt, engineVersion, content, fetched, packs: packs.length, time },
    }, notes, Date.now()));
}
/** What a miss is told by at the price of one request: another version's, job's or key's state, or none at all. */
async function newestOfOthers(store) {
    try {
        const entry = await store.find((0,keys/* searchKeys */.vz)('', ['']));
        const key = entry && (0,keys/* matchedLogicalKey */.lI)(entry.key);
        return key === undefined
            ? 'This branch can see no state of any key: none was saved yet, or all were evicted.'
            : `The newest state that this branch can see is of another key, ${key}.`;
    }
    catch (error) {
        return `${store.name} could not be searched: ${(0,reason/* reasonOf */.A)(error)}`;
    }
}

// EXTERNAL MODULE: ./build/src/main/keeping.js + 1 modules
var keeping = __webpack_require__(4451);
;// CONCATENATED MODULE: ./build/src/main/starting-state.js




/** Makes the image out of the best state there is, else empty. @param size bytes that it may hold */
async function makeStartingState(image, size, wanted, { store, keepIn }) {
    const { job, restoreKeys, save } = wanted;
    const kept = keepIn === undefined ? undefined : await (0,keeping/* findKept */.Qm)(keepIn, job, restoreKeys, save);
    const takeKept = () => kept && (0,timeline/* timed */.a)('restore', () => (0,keeping/* startFromKept */.dz)(kept, image, size));
    let taken = kept?.kind === 'exact' ? await takeKept() : undefined;
    const found = taken || !store ? undefined : await findEntry(store, job.logicalKey, restoreKeys);
    // What the machine has is there at once; only a state of the job's own key is worth fetching instead.
    if (kept?.kind === 'restore' && found?.hit !== 'true')
        taken = await takeKept();
    if (kept && taken) {
        const cacheHit = kept.kind === 'exact' ? 'true' : 'false';
        return { cacheHit, keptBy: taken.engineVersion, ...(taken.snapshot && { snapshot: taken.snapshot }) };
    }
    const { logicalKey } = job;
    const snapshot = store && (await fillImage(found, { store, logicalKey, image, size }));
    if (snapshot)
        return { cacheHit: hitOf(snapshot.key, job.logicalKey), snapshot };
    await (0,timeline/* timed */.a)('volume', () => (0,disk/* makeImage */.Gs)(image, size));
    return { cacheHit: '' };
}

;// CONCATENATED MODULE: ./build/src/main/restore.js






















/** The action restore. */
async function restore_restore() {
    const inputs = (0,action_inputs/* readRestoreInputs */.Ez)();
    await restoreVolume(inputs, await (0,engine_version/* versionOfJob */.V0)(inputs));
}
/**
 * Settles, once a job, which volume the engine gets and what is in it, and tells it in the action's outputs.
 *
 * @param save the input, where it is known by now
 */
async function restoreVolume(inputs, version, save = 'auto') {
    const settled = await (0,action_job/* readJob */.cd)();
    const job = settled ? again(inputs, settled) : await settle(inputs, wantedBy(inputs, version, save));
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
function wantedBy(inputs, version, save) {
    const identity = { ...(0,context/* jobIdentity */.Kv)(inputs.matrix), version };
    return {
        job: {
            version,
            volumeName: inputs.volume + context/* runnerSuffix */.YC,
            logicalKey: inputs.key ?? (0,keys/* defaultKey */.ds)(identity),
            cacheHit: '',
            ...(inputs.cacheDir !== undefined && { cacheDir: inputs.cacheDir }),
        },
        restoreKeys: inputs.key === undefined ? [...inputs.restoreKeys, ...(0,keys/* restorePrefixes */.nf)(identity)] : inputs.restoreKeys,
        save,
    };
}
/** Makes the volume and says in the record what is in it, or goes without one and says why. */
async function settle(inputs, wanted) {
    const coldBecause = async (reason) => {
        const said = `${reason} Nothing is restored and nothing will be saved.`;
        log/* jobLog */.W.info(said);
        const job = { ...wanted.job, reason };
        if (inputs.lookupOnly)
            return job;
        await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'not ours' }, [said], Date.now()));
        await (0,action_job/* writeJob */.Pg)(job);
        return job;
    };
    const host = (0,engine_host/* findRunnerHost */.Kf)(process.env, undefined, (0,command/* asksForCloudEngine */.Ny)(inputs.daggerFlags));
    if (host.kind !== 'docker')
        return await coldBecause((0,engine_host/* stateElsewhere */.Sl)(host));
    const sources = { store: (0,context/* openStore */.Ch)(inputs.cacheDir, log/* jobLog */.W), keepIn: await (0,keeping/* keepFolder */.Mv)(inputs) };
    if (!sources.store && sources.keepIn === undefined) {
        return await coldBecause('This job has no Actions cache and input cache-dir is not given.');
    }
    if (inputs.lookupOnly)
        return await onlyLookUp(wanted, sources);
    const problem = (await missingPrerequisite()) ?? (await (0,docker/* dockerProblem */._8)());
    if (problem !== undefined)
        return await coldBecause(problem);
    const { volumeName } = wanted.job;
    const image = (0,volume/* imagePath */.d0)(sources.keepIn ?? context/* temporary */.q_, volumeName);
    try {
        const made = await makeJobsVolume(image, inputs, wanted, sources);
        return typeof made === 'string' ? await coldBecause(made) : made;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine's volume could not be made: ${(0,reason/* reasonOf */.A)(error)}`);
        await (0,clear_away.withoutFailing)('What was made of it could not all be removed', async () => {
            await (0,volume/* clearAway */.MB)(volumeName);
            await (0,volume/* discardImage */.Iy)(image);
        });
        return await coldBecause('The volume could not be made.');
    }
}
async function onlyLookUp({ job, restoreKeys }, { store }) {
    const found = store && (await findEntry(store, job.logicalKey, restoreKeys));
    log/* jobLog */.W.info(`${found ? `There is ${found.key}.` : 'There is no entry.'} Input lookup-only is true: no volume is made.`);
    return { ...job, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
}
/** @returns why there can be no volume, as a sentence, where that is no trouble but how the machine is */
async function makeJobsVolume(image, inputs, wanted, sources) {
    const { volumeName, version } = wanted.job;
    const leftover = await (0,volume/* findLeftover */.zL)(volumeName);
    if (leftover === 'foreign') {
        return `The Docker volume ${volumeName} is there already and not ours: it is used as it is.`;
    }
    if (leftover === 'ours') {
        log/* jobLog */.W.info(`An interrupted job left the volume ${volumeName}; it is removed.`);
        await (0,volume/* clearAway */.MB)(volumeName);
    }
    await (0,volume/* makeFolderOf */.i7)(image);
    const size = await (0,disk/* imageSizeFor */.u1)((0,external_node_path_.dirname)(image), inputs.volumeSize);
    if (size === 0)
        return 'This machine has too little free disk for a volume.';
    const { snapshot, ...state } = await makeStartingState(image, size, wanted, sources);
    const bound = (0,main_bound/* settleBound */.Qo)(inputs, version, snapshot);
    const job = {
        ...wanted.job,
        ...state,
        volume: await (0,timeline/* timed */.a)('volume', () => (0,volume/* makeVolume */.B)(volumeName, image)),
        ...(snapshot && { restoredKey: snapshot.key }),
        ...(sources.keepIn !== undefined && { keepIn: sources.keepIn }),
        ...(bound && { bound }),
    };
    if (snapshot)
        await (0,action_job/* keepSnapshot */.ic)(snapshot);
    await (0,action_job/* writeJob */.Pg)(job);
    return job;
}


/***/ }),

/***/ 9757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run),
  runDagger: () => (/* binding */ runDagger)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/action/context.js + 8 modules
var context = __webpack_require__(3151);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var action_inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/action/job.js
var action_job = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
;// CONCATENATED MODULE: ./build/src/action/readiness.js
/** What a command waits for; what is together in a group comes one after the other, all else at the same time. */
const groups = {
    'the state': ['look up', 'restore', 'volume'],
    'the engine image': ['engine image'],
    'the CLI': ['CLI'],
};
/** Phases that are shown as 0.0 s are not worth their place. */
const shortest = 50;
/**
 * One line: how long a step took until its command could run, what took how long, and what came last of all that
 * was under way at the same time.
 *
 * @param start of the step; phases before it are not the step's. Milliseconds since 1970, as `now`
 */
function readiness(timeline, start, now) {
    const phases = timeline.filter((phase) => phase.start >= start && phase.end - phase.start >= shortest);
    const took = phases.map((phase) => `${phase.name} ${seconds(phase.end - phase.start)}`);
    const last = Object.keys(groups)
        .map((name) => ({ name, end: endOf(phases, groups[name] ?? []) }))
        .filter(({ end }) => end > 0)
        .toSorted((a, b) => a.end - b.end);
    const waited = last.length > 1 ? `; ${last.at(-1)?.name ?? ''} came last` : '';
    return `Ready after ${seconds(now - start)}${took.length > 0 ? `: ${took.join(', ')}` : ''}${waited}.`;
}
function endOf(phases, names) {
    return Math.max(0, ...phases.filter(({ name }) => names.includes(name)).map(({ end }) => end));
}
function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}

// EXTERNAL MODULE: ./build/src/action/summary.js + 1 modules
var action_summary = __webpack_require__(9631);
// EXTERNAL MODULE: ./build/src/action/timeline.js
var timeline = __webpack_require__(9273);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/dagger/arguments.js
var dagger_arguments = __webpack_require__(8176);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js
var invoke = __webpack_require__(674);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/engine/configuration.js
var engine_configuration = __webpack_require__(6602);
;// CONCATENATED MODULE: ./build/src/engine/start.js






/** Where an engine keeps its state. */
const stateFolder = '/var/lib/dagger';
/**
 * Starts the engine as the CLI would, so that the CLI, which reuses a container by its name alone, takes it. One
 * of that name that runs on our volume is left as it is; one that does not is removed if it is ours.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @throws CommandError; Error when the name is taken by somebody else's container
 */
async function startEngine(start) {
    const { container, volume, version } = start;
    const existing = await (0,docker/* inspectContainer */.aH)(container);
    if (existing?.volumes[stateFolder] === volume) {
        await (0,command/* run */.eF)('docker', ['start', '--', container]);
        return;
    }
    if (existing && !(docker/* ownLabel */.tZ in existing.labels)) {
        throw new Error(`A container named ${container} exists that is not ours and not on the volume ${volume}.`);
    }
    if (existing)
        await (0,docker/* removeContainer */.od)(container);
    const hasMark = (0,dagger_version/* isAtLeast */.du)(version, '0.21.0');
    await (0,command/* run */.eF)('docker', [
        ...['run', '--name', container, '--detach', '--label', docker/* ownLabel */.tZ],
        ...(hasMark ? [] : ['--init']),
        ...['--restart', 'always', '--volume', `${volume}:${stateFolder}`],
        ...configurationMounts(start),
        ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
        ...['--privileged', start.image, '--debug'],
        ...(hasMark ? ['--debugaddr', '127.0.0.1:6060'] : []),
    ], start.cloudToken === '' ? {} : { env: { DAGGER_CLOUD_TOKEN: start.cloudToken } });
}
function configurationMounts({ env, configuration }) {
    const folder = (0,engine_configuration/* configurationFolder */.pA)(env);
    const mounts = [
        [configuration ?? (0,external_node_path_.join)(folder, 'engine.json'), '/etc/dagger/engine.json'],
        [(0,external_node_path_.join)(folder, 'ca-certificates'), '/usr/local/share/ca-certificates'],
    ];
    return mounts.flatMap(([from, to]) => ((0,external_node_fs_.existsSync)(from) ? ['--volume', `${from}:${to}`] : []));
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume_volume = __webpack_require__(8360);
// EXTERNAL MODULE: ./build/src/main/bound.js + 2 modules
var bound = __webpack_require__(755);
;// CONCATENATED MODULE: ./build/src/main/engine.js














const leftToTheCli = { place: 'what the CLI found' };
/** Starts the engine that the job is to have, where that is ours to do, and tells later steps of it. */
async function provideEngine(inputs, job, provisions) {
    const host = (0,engine_host/* findRunnerHost */.Kf)({ ...process.env, ...inputs.env }, job.runnerHost, (0,dagger_command/* asksForCloudEngine */.Ny)(inputs.daggerFlags));
    if (host.kind !== 'docker')
        return engineElsewhere(host, job);
    const problem = job.volume ? undefined : await (0,docker/* dockerMissing */.Le)();
    if (problem !== undefined) {
        log/* jobLog */.W.info(`${problem} The CLI is left to find its engine.`);
        return leftToTheCli;
    }
    const name = {
        version: await provisions.behaviour,
        image: inputs.engineImage || (0,engine_host/* engineImage */.Sg)(job.version),
        container: `warm-dagger-${job.version}${context/* runnerSuffix */.YC}`,
        volume: job.volumeName,
    };
    await provisions.image;
    const provided = await (0,timeline/* timed */.a)('engine start', () => startOn(name, inputs, job));
    if (!provided)
        return leftToTheCli;
    const runnerHost = (0,engine_host/* runnerHostOf */.Yr)(name);
    core/* exportVariable */.dN(engine_host/* runnerHostVariable */.Tt, runnerHost);
    const record = { ...provided, container: name.container, runnerHost };
    await (0,action_job/* writeJob */.Pg)(record);
    return { place: `${name.image} on the volume ${name.volume}`, job: record };
}
function engineElsewhere(host, job) {
    const place = host.kind === 'cloud' ? 'Dagger Cloud' : host.address;
    // In a job whose restore has said so, it need not be said again.
    if (job.reason !== (0,engine_host/* stateElsewhere */.Sl)(host)) {
        log/* jobLog */.W.info(host.kind === 'cloud'
            ? 'The engine is in Dagger Cloud; no volume of ours is touched.'
            : `The engine is at ${place}, which somebody else set; no volume of ours is touched.`);
    }
    return { place };
}
/**
 * Starts the engine on our volume; where that turns out not to be one, on a plain volume of the same name. undefined
 * when the container's name is taken by something that is not ours.
 */
async function startOn(name, inputs, job) {
    const start = performance.now();
    let record = job;
    const isNew = job.container === undefined;
    if (isNew && !job.volume && (await (0,docker/* inspectVolume */.Px)(name.volume)))
        record = { ...job, volumeOfOthers: true };
    if (job.volume && !(await (0,volume_volume/* isAttached */.lg)(job.volume))) {
        record = await withoutItsVolume(job, 'is not what it was when this job made it');
    }
    try {
        record = await beginEvenCold(name, inputs, record);
        if (record.volume && !(await (0,volume_volume/* isMountedHere */.Fy)(record.volume.device))) {
            await (0,docker/* removeContainer */.od)(name.container);
            record = await withoutItsVolume(record, 'was mounted by a Docker daemon on another machine');
            await begin(name, inputs, record);
        }
        log/* jobLog */.W.info(`The engine ${name.image} was started on the volume ${name.volume} in ${(0,units/* secondsSince */.wv)(start)}.`);
    }
    catch (error) {
        const unbounded = record.bound?.by === 'engine' ? ', and then without max-cache-size' : '';
        log/* jobLog */.W.warning(`The engine could not be started, which is now left to the CLI${unbounded}: ${(0,reason/* reasonOf */.A)(error)}`);
        const there = await (0,docker/* inspectContainer */.aH)(name.container);
        if (there && there.volumes[stateFolder] !== name.volume)
            return undefined;
    }
    return record;
}
/**
 * A snapshot may be whole and yet hold a filesystem that no kernel mounts. That costs a job its state, not its
 * engine.
 */
async function beginEvenCold(name, inputs, job) {
    try {
        await begin(name, inputs, job);
        return job;
    }
    catch (error) {
        // Without its image no engine starts, on whatever volume.
        if (!job.volume || !(await (0,docker/* hasImage */.e_)(name.image)))
            throw error;
        await (0,docker/* removeContainer */.od)(name.container);
        const cold = await withoutItsVolume(job, `could not be used (${(0,reason/* reasonOf */.A)(error)})`);
        await begin(name, inputs, cold);
        return cold;
    }
}
async function begin(name, inputs, job) {
    const env = { ...process.env, ...inputs.env };
    const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '');
    await startEngine({ ...name, cloudToken, env, configuration: await (0,bound/* boundedConfiguration */.G0)(job, env) });
}
async function withoutItsVolume({ volume, ...job }, because) {
    log/* jobLog */.W.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`);
    await (0,docker/* removeVolume */.L)(job.volumeName);
    if (volume && (await (0,volume_volume/* isAttached */.lg)(volume)))
        await (0,disk/* detach */.Yo)(volume.device);
    if (volume)
        await (0,volume_volume/* discardImage */.Iy)(volume.image);
    return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` };
}

// EXTERNAL MODULE: ./build/src/main/engine-version.js + 2 modules
var engine_version = __webpack_require__(2481);
// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/main/provisions.js
var provisions = __webpack_require__(727);
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/main/verdict.js






/** What the engine made of its state; asked for after the command, when it has surely read it. */
async function readVerdict({ job }) {
    if (job?.container === undefined) {
        log/* jobLog */.W.info("The engine's cache: unknown, as the engine is not ours.");
        return 'unknown';
    }
    const container = await (0,docker/* inspectContainer */.aH)(job.container);
    if (!container?.running) {
        log/* jobLog */.W.info("The engine's cache: unknown, as the engine does not run any more.");
        return 'unknown';
    }
    try {
        const written = await (0,docker/* containerLog */.CR)(job.container, container.startedAt, journal/* isTelling */.c0);
        const verdict = (0,journal/* stateVerdict */.Fj)(written, (0,engine_version/* behaviourOf */.xu)(job.version), await givenState(job));
        log/* jobLog */.W.info(`The engine's cache: ${verdict}.`);
        if (verdict.startsWith('discarded')) {
            log/* jobLog */.W.warning(`The engine did not accept the restored state (${verdict}) and started cold.`);
        }
        return verdict;
    }
    catch (error) {
        log/* jobLog */.W.debug((0,reason/* reasonOf */.A)(error));
        return 'unknown';
    }
}
async function givenState(job) {
    if (job.volumeOfOthers)
        return 'of others';
    if (job.volume && job.keptBy !== undefined)
        return { writtenBy: (0,engine_version/* behaviourOf */.xu)(job.keptBy) };
    const restored = job.volume ? await (0,action_job/* restoredSnapshot */.P6)(job) : undefined;
    return restored ? { writtenBy: (0,engine_version/* behaviourOf */.xu)(restored.manifest.engineVersion) } : 'none';
}

;// CONCATENATED MODULE: ./build/src/main/run.js





















/** The action run. */
async function run() {
    const inputs = (0,action_inputs/* readRunInputs */.hT)();
    await runDagger(inputs, (0,provisions/* sendForProvisions */.I)(inputs, await (0,engine_version/* versionOfJob */.V0)(inputs)));
}
/** Makes sure of CLI and engine, runs the command, and sets outputs, exports and the exit code. */
async function runDagger(inputs, provisions) {
    const { version } = provisions;
    const settled = await (0,action_job/* readJob */.cd)();
    if (settled)
        warnOfOtherVersion(inputs, settled.version);
    // Also before there is a CLI that knows its version, for what is wrong with it is wrong in any.
    warnOfIgnored((0,dagger_command/* commandLine */.ay)(inputs, (0,dagger_version/* parseVersion */.ot)(version)));
    const engine = await provideEngine(inputs, settled ?? withoutVolume(inputs, version), provisions);
    const cli = await provisions.cli;
    log/* jobLog */.W.info(`The Dagger CLI ${version} is ${cli.origin}.`);
    core/* addPath */.fM((0,external_node_path_.dirname)(cli.path));
    core/* setOutput */.uH('version', version);
    log/* jobLog */.W.info(readiness((0,timeline/* readTimeline */.G)(), performance.timeOrigin, Date.now()));
    const command = (0,dagger_command/* commandLine */.ay)(inputs, await provisions.behaviour);
    if (!command) {
        core/* setOutput */.uH('engine-cache', await readVerdict(engine));
        log/* jobLog */.W.info('No command was asked for: the CLI is installed, and later steps find it and the engine.');
        return;
    }
    log/* jobLog */.W.info(`$ ${(0,dagger_arguments/* joinWords */.y)(['dagger', ...command.argv])}`);
    const start = performance.now();
    const result = await (0,timeline/* timed */.a)('command', () => run_invoke(cli.path, command, inputs, engine));
    const milliseconds = Math.round(performance.now() - start);
    const verdict = await readVerdict(engine);
    setOutputs(result);
    core/* setOutput */.uH('engine-cache', verdict);
    const { traceUrl } = result;
    await (0,action_job/* noteCommand */.kE)({
        command: (0,cold_start/* commandShape */.dV)(command.argv, command.script),
        ...{ milliseconds, at: Date.now(), succeeded: result.exitCode === 0, engineCache: verdict },
        ...(traceUrl !== undefined && { traceUrl }),
    });
    const times = { commandTime: (0,units/* seconds */.YA)(milliseconds), stepTime: (0,units/* secondsSince */.wv)(0) };
    await summarize(inputs, (0,action_summary/* runSummary */.KL)({ command, version, engine: engine.place, verdict, traceUrl, ...times }));
    if (result.exitCode !== 0) {
        core/* setFailed */.C1(`dagger ended with exit code ${result.exitCode}.`);
        process.exitCode = result.exitCode;
    }
}
function warnOfOtherVersion(inputs, version) {
    const wish = (0,dagger_version/* parseVersionWish */.xv)(inputs.version);
    const wanted = inputs.commit || (wish.kind === 'version' ? wish.version : version);
    if (wanted.toLowerCase() === version)
        return;
    log/* jobLog */.W.warning(`This step asks for Dagger ${wanted}, and an earlier step of the same job has settled ${version}, which stays: a job has one engine.`);
}
function warnOfIgnored(command) {
    for (const ignored of command?.ignored ?? []) {
        log/* jobLog */.W.warning(`Input ${ignored} is given beside one that comes before it, and has no effect.`);
    }
}
/** A job in which nothing was restored: its engine keeps its state in a plain volume, which ends with the machine. */
function withoutVolume(inputs, version) {
    return {
        version,
        volumeName: inputs.volume + context/* runnerSuffix */.YC,
        logicalKey: '',
        cacheHit: '',
        reason: 'No step of this job restored a volume.',
    };
}
async function run_invoke(cli, command, inputs, { job }) {
    const env = (0,invoke/* cliEnvironment */.m9)({
        ...process.env,
        ...(job?.runnerHost === undefined ? {} : { [engine_host/* runnerHostVariable */.Tt]: job.runnerHost }),
        ...inputs.env,
    }, inputs.cloudToken, Object.keys(process.env).flatMap((name) => /^INPUT_(.*)$/.exec(name)?.[1] ?? []));
    return await (0,invoke/* invokeCli */.hA)({
        cli,
        command,
        workdir: inputs.workdir,
        env,
        temporary: context/* temporary */.q_,
        log: process.stdout,
        // Others than GitHub's runner that say so, nektos/act among them, understand its commands too.
        inWorkflow: process.env['GITHUB_ACTIONS'] === 'true',
    });
}
function setOutputs({ stdout, traceUrl }) {
    core/* setOutput */.uH('output', stdout.text);
    core/* setOutput */.uH('output-file', stdout.path);
    if (traceUrl !== undefined)
        core/* setOutput */.uH('traceURL', traceUrl);
    if (stdout.cut) {
        log/* jobLog */.W.warning(`The output is longer than ${invoke/* outputLimit */.pX} characters and is cut; the whole is in the file that output-file names.`);
    }
}
async function summarize(inputs, summary) {
    // As in dagger-for-github: below the folder that the command runs in.
    if (inputs.summaryPath !== '')
        await (0,promises_.writeFile)((0,external_node_path_.resolve)(inputs.workdir, inputs.summaryPath), summary);
    if (inputs.enableGithubSummary)
        await (0,action_summary/* addToSummary */.Dg)(summary);
}


/***/ })

};

export const id = 810;
export const ids = [810];
export const modules = {

/***/ 9972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ sendForProvisions)
/* harmony export */ });
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5543);
/* harmony import */ var _timeline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7710);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5505);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2879);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4752);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6002);







/** Sends for the CLI and the engine's image, at the same time. */
function sendForProvisions(inputs, version, host) {
    const cli = (0,_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('CLI', () => (0,_version_js__WEBPACK_IMPORTED_MODULE_5__/* .settleCli */ .uK)(version));
    const behavior = (0,_version_js__WEBPACK_IMPORTED_MODULE_5__/* .behaviorOf */ .G9)(version, () => cli);
    const provisions = { version, host, cli, behavior, image: fetchImage(inputs, version, host) };
    // Until one is awaited, its failure is nobody's.
    for (const provision of [cli, behavior, provisions.image])
        provision.catch(() => undefined);
    return provisions;
}
/** Only for an engine that is ours to start. */
async function fetchImage(inputs, version, host) {
    if (host.kind !== 'docker')
        return;
    // For a later step of a job it is not: the engine runs.
    if ((await (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)())?.container !== undefined || (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerMissing */ .Le)()) !== undefined)
        return;
    const image = inputs.engineImage || (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_3__/* .engineImage */ .Sg)(version);
    if (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .hasImage */ .e_)(image))
        return;
    await (0,_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('engine image', async () => {
        // An image that is not to be had is for the engine's start to tell.
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .pullImage */ .ZP)(image).catch((error) => {
            _github_log_js__WEBPACK_IMPORTED_MODULE_0__/* .jobLog */ .W.debug((0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error));
        });
    });
}


/***/ }),

/***/ 3775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ runDagger)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/job/record.js
var job_record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
;// CONCATENATED MODULE: ./build/src/summary/readiness.js

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
    const took = phases.map((phase) => `${phase.name} ${(0,units/* seconds */.YA)(phase.end - phase.start)}`);
    const last = Object.keys(groups)
        .map((name) => ({ name, end: endOf(phases, groups[name] ?? []) }))
        .filter(({ end }) => end > 0)
        .toSorted((a, b) => a.end - b.end);
    const waited = last.length > 1 ? `; ${last.at(-1)?.name ?? ''} came last` : '';
    return `Ready after ${(0,units/* seconds */.YA)(now - start)}${took.length > 0 ? `: ${took.join(', ')}` : ''}${waited}.`;
}
function endOf(phases, names) {
    return Math.max(0, ...phases.filter(({ name }) => names.includes(name)).map(({ end }) => end));
}

// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary_summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/job/timeline.js
var timeline = __webpack_require__(7710);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js + 1 modules
var invoke = __webpack_require__(9366);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/job/client-identity.js + 1 modules
var client_identity = __webpack_require__(3162);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
;// CONCATENATED MODULE: ./build/src/engine/serving.js



/**
 * The engine logs this when it has opened its state and listens. A client that connects earlier waits for gRPC's
 * backoff. Source: dagger/dagger v0.20.3, cmd/engine/main.go line 608; v0.21.8, line 621; v1.0.0-beta.10, line 639.
 */
const serving = 'running server on /run/dagger';
/** Milliseconds between two questions to an engine whose log does not have that line. */
const probeEvery = 250;
/** Waits until an engine serves or has ended. @param timeout seconds, at least 1 */
async function awaitServing(engine, timeout) {
    const { container, logsFrom, logsStart } = engine;
    const words = [];
    const hear = (line) => {
        if (isLastWord(line))
            words.push(line);
        return line.includes(serving);
    };
    const since = logsFrom === undefined ? [] : ['--since', logsFrom];
    const follow = ['logs', '--follow', ...since, '--', container];
    const stop = new AbortController();
    const told = (0,command/* awaitLine */.p1)('docker', follow, hear, timeout, stop.signal);
    const outcome = await (logsStart ? told : Promise.race([told, answers(container, stop.signal)])).finally(() => {
        stop.abort();
    });
    if (outcome !== 'ended')
        return { kind: outcome === 'found' ? 'serves' : 'late' };
    const ended = await (0,docker/* inspectContainer */.aH)(container);
    return {
        kind: 'ended',
        because: lastWord(words) ?? `ended with exit code ${ended?.exitCode ?? 'unknown'}`,
        otherCause: otherCause(words, {
            exitCode: ended?.exitCode ?? 0,
            outOfMemory: ended?.outOfMemory ?? false,
        }),
    };
}
/** Asks as the CLI does. Resolves to `found` when the engine answers, and never if it does not. */
async function answers(container, signal) {
    for (;;) {
        const dial = ['exec', '--interactive', container, 'buildctl', 'dial-stdio'];
        const { exitCode } = await (0,command/* attempt */.CD)('docker', dial, { input: '', timeoutSeconds: 10 });
        if (exitCode === 0)
            return 'found';
        await (0,external_node_timers_promises_.setTimeout)(probeEvery, undefined, { signal }).catch(() => new Promise(() => undefined));
    }
}
/** Whether a line may tell why an engine ended: a panic's or fatal error's first, or the error of its main function. */
function isLastWord(line) {
    return /^(panic: |fatal error: |dagger-engine: )/.test(line);
}
function lastWord(words) {
    const word = words.at(-1);
    return word === undefined ? undefined : `ended and logged: ${word.trim().slice(0, 300)}`;
}
/**
 * Why an engine that ended instead of serving did so, where that says nothing about its state: a sentence
 * without its full stop; undefined where it may be the state.
 *
 * Source: dagger/dagger v0.21.8, engine/config/load.go line 19 and cmd/engine/main.go line 347 for the configuration.
 */
function otherCause(lines, { exitCode, outOfMemory }) {
    if (outOfMemory)
        return 'this machine has too little memory for it';
    // SIGKILL: nothing in a state makes the engine do that to itself.
    if (exitCode === 137)
        return 'it was killed, possibly because memory ran out';
    if (lines.some((line) => line.includes('failed to parse config')))
        return 'it does not accept its engine.json';
    return undefined;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/engine/configuration.js
var engine_configuration = __webpack_require__(6602);
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/engine/start.js







/** Where an engine keeps its state. */
const stateFolder = '/var/lib/dagger';
/**
 * How many network namespaces the engine keeps ready for execs. Up to the pool's size it makes them ahead of the
 * execs and deletes them one by one at its stop; beyond it, an exec makes its own, which the engine then uses again.
 *
 * The engine's default is 128, 16 up to 0.20.3, and each costs a stop 125 ms. 12 execs at once took as long with 2 to
 * 16, and longer with 128, which are being made meanwhile; docs/how-it-works.md has the figures.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 194, and v1.0.0-beta.10, line 259, for the flag; v0.20.3
 * and v0.21.8, cmd/engine/config.go line 86; v0.21.8, internal/buildkit/util/network/cniprovider/cni.go, fillPool,
 * get and close.
 */
const namespacePool = 4;
/** The container's name is taken by somebody else's. */
class NameTakenError extends Error {
}
/**
 * Starts the engine as the CLI would, so that the CLI, which reuses a container by its name alone, takes it. One
 * of that name that runs on our volume is left as it is; one that does not is removed if it is ours.
 *
 * Unlike the CLI's, ours is not restarted by Docker: an engine that ended is to be seen, and a daemon that starts
 * after a reboot must not start one on whatever disk has the number of ours by then. The CLI itself starts a container
 * that has ended.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @returns since when what the container logs is of this start, RFC 3339; undefined: all of it is
 * @throws CommandError; NameTakenError
 */
async function startEngine(start) {
    const { container, volume, version } = start;
    const existing = await (0,docker/* inspectContainer */.aH)(container);
    if (existing?.volumes[stateFolder] === volume) {
        await (0,command/* run */.eF)('docker', ['start', '--', container]);
        return existing.logsFrom;
    }
    if (existing && !(docker/* ownLabel */.tZ in existing.labels)) {
        throw new NameTakenError(`A container named ${container} exists that this action did not create and that does not use the volume ${volume}.`);
    }
    if (existing)
        await (0,docker/* removeContainer */.od)(container);
    // One that Docker makes by itself has no label: what an interrupted job left would count as somebody else's.
    if (!(await (0,docker/* inspectVolume */.Px)(volume)))
        await (0,docker/* createVolume */.pb)(volume);
    const hasMark = (0,dagger_version/* isAtLeast */.du)(version, journal/* firstWithMark */.Mh);
    await (0,command/* run */.eF)('docker', [
        ...['run', '--name', container, '--detach', '--label', docker/* ownLabel */.tZ],
        ...(hasMark ? [] : ['--init']),
        // A daemon that restarts does not start it: what its disk's number stands for by then is not known.
        ...['--restart', 'no', '--volume', `${volume}:${stateFolder}`],
        ...configurationMounts(start),
        ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
        ...['--privileged', start.image, '--debug'],
        ...(hasMark ? ['--debugaddr', '127.0.0.1:6060'] : []),
        `--oci-cni-pool-size=${namespacePool}`,
    ], start.cloudToken === '' ? {} : { env: { DAGGER_CLOUD_TOKEN: start.cloudToken } });
    return undefined;
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
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
;// CONCATENATED MODULE: ./build/src/job/engine-configuration.js







/**
 * Writes an engine.json by which the engine keeps what a state that is used again needs, and keeps below the job's
 * bound; the user's own file is only read. Where that goes wrong there is a warning, and the user's file is used.
 *
 * @param env of the step
 */
async function engineConfiguration(job, env) {
    const bound = job.bound?.by === 'engine' ? job.bound.maxUsedSpace : undefined;
    try {
        const users = await (0,engine_configuration/* readConfiguration */.TD)(env);
        // A volume that ends with the machine, or is not ours, is the engine's own to keep small.
        if (!job.volume)
            return { file: undefined, logsStart: (0,engine_configuration/* logsItsStart */.Ow)(users) };
        const { text, unbound } = (0,engine_configuration/* engineJson */.rN)(users, bound);
        if (bound !== undefined) {
            log/* jobLog */.W.info(unbound === undefined
                ? `The engine keeps its cache below ${(0,units/* megabytes */.ix)(bound)} before compression (max-cache-size).`
                : `The engine.json of this machine's user ${unbound.because}: max-cache-size has no effect on the engine.`);
        }
        if (text === undefined)
            return { file: undefined, logsStart: (0,engine_configuration/* logsItsStart */.Ow)(users) };
        return { file: await written(text), logsStart: (0,engine_configuration/* logsItsStart */.Ow)(text) };
    }
    catch (error) {
        const without = bound === undefined ? '' : ', and input max-cache-size has no effect on it';
        log/* jobLog */.W.warning(`The engine uses this machine's own engine.json${without}: ${(0,reason/* reasonOf */.A)(error)}`);
        return { file: undefined, logsStart: true };
    }
}
async function written(text) {
    const file = (0,external_node_path_.join)(job_record/* jobFolder */.OW, 'engine.json');
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    // The user's own may be for nobody else's eyes.
    await (0,promises_.writeFile)(file, text, { mode: 0o600 });
    return file;
}

// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(1519);
// EXTERNAL MODULE: ./build/src/job/crash-marks.js + 1 modules
var crash_marks = __webpack_require__(1242);
// EXTERNAL MODULE: ./build/src/job/restore-snapshot.js
var restore_snapshot = __webpack_require__(4944);
;// CONCATENATED MODULE: ./build/src/job/other-state.js















/** Seconds that are left for an engine on an empty volume, whatever a snapshot takes that is tried before. */
const forEmptyVolume = 15;
/** Seconds below which no snapshot is fetched: one of a gigabyte takes several. */
const leastForSnapshot = 5;
/**
 * After an engine failed on what was restored: starts it on the snapshots before that, then on an empty volume, until
 * it runs. Only if it then serves was it the state, which is marked for later jobs.
 *
 * @param start starts the engine for a job that has another volume than before
 */
async function startOnOtherState(job, failure, start, deadline) {
    const restored = await (0,job_record/* restoredSnapshot */.P6)(job).catch(() => undefined);
    // What was kept on the machine is newer than the snapshot that it was last saved as.
    const crashedOn = restored && job.keptBy === undefined ? [restored.key] : [];
    const candidates = restored
        ? [...(crashedOn.length === 0 ? [restored.key] : []), ...restored.manifest.predecessors]
        : [];
    const settle = async (started) => {
        if (started.attempt.outcome === 'fails')
            return started;
        const all = [...crashedOn, ...(job.crashedOn ?? [])];
        if (started.attempt.serves)
            await mark(job, crashedOn);
        return { ...started, job: { ...started.job, ...(all.length > 0 && { crashedOn: all }) } };
    };
    let last = failure;
    for (const key of candidates) {
        const seconds = deadline.secondsLeft - forEmptyVolume;
        if (seconds < leastForSnapshot)
            break;
        const other = await onSnapshot(job, key, last, new src_deadline/* Deadline */.B2(seconds));
        if (!other)
            continue;
        const attempt = await start(other);
        if (attempt.outcome === 'runs' || !attempt.blamesState)
            return await settle({ job: other, attempt });
        last = attempt;
        crashedOn.push(key);
    }
    const empty = await onEmptyVolume(job, last);
    return await settle({ job: empty, attempt: await start(empty) });
}
/** The job with the snapshot on its volume; undefined where that cannot be restored. */
async function onSnapshot(job, key, failure, deadline) {
    const { volumeName, logicalKey, cacheDir } = job;
    const { image } = job.volume;
    const store = (0,context/* openStore */.Ch)(cacheDir, log/* jobLog */.W, deadline.signal);
    if (!store)
        return undefined;
    try {
        const note = `${said(failure, job)}: the state before it is tried.`;
        log/* jobLog */.W.warning(note);
        const size = await emptied(job);
        const snapshot = await (0,restore_snapshot/* fillFromEntry */.G2)(key, { store, logicalKey, image, size }, note, deadline.signal);
        const volume = await (0,docker_volume/* makeVolume */.B)(volumeName, image);
        await (0,job_record/* keepSnapshot */.ic)(snapshot);
        const cacheHit = (0,restore_snapshot/* hitOf */.bO)(key, logicalKey);
        return {
            ...job,
            ...{ volume, restoredKey: key, cacheHit, keptBy: undefined },
            client: (0,client_identity/* clientIn */.LT)(snapshot.manifest.notes),
        };
    }
    catch (error) {
        log/* jobLog */.W.warning(error instanceof read_snapshot/* SnapshotError */.JC ? error.message : `The state ${key}: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/** The job with an empty volume, whose save takes the place of what was restored; or without one, and why. */
async function onEmptyVolume(job, failure) {
    const { volumeName } = job;
    const { image } = job.volume;
    try {
        await (0,disk_image/* makeImage */.Gs)(image, await emptied(job));
        const volume = await (0,docker_volume/* makeVolume */.B)(volumeName, image);
        log/* jobLog */.W.warning(`${said(failure, job)}: the engine starts cold, on an empty volume.`);
        return { ...job, volume, cacheHit: '', restoredKey: undefined, keptBy: undefined, client: undefined };
    }
    catch (error) {
        return await withoutItsVolume(job, `could not be created again (${(0,reason/* reasonOf */.A)(error)})`);
    }
}
/** A sentence without its full stop. */
function said({ what, because }, { volumeName }) {
    return what === 'volume'
        ? `The volume ${volumeName} ${because}`
        : `The engine does not serve on the restored state: it ${because}`;
}
/** Takes container, volume and image away. @returns bytes that an image in its place may have */
async function emptied({ volumeName, volume }) {
    const before = await (0,promises_.stat)(volume.image).then(({ size }) => size, () => undefined);
    await (0,docker_volume/* clearAway */.MB)(volumeName);
    await (0,docker_volume/* makeFolderOf */.i7)(volume.image);
    // Not simply as large: that may be what is wrong with it.
    const size = (0,disk_image/* imageSizeWithin */.SY)(await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(volume.image)), before);
    if (size === 0)
        throw new Error('there is no disk space for it');
    return size;
}
async function mark(job, snapshots) {
    const store = (0,context/* openStore */.Ch)(job.cacheDir, log/* jobLog */.W, AbortSignal.timeout(10_000));
    if (store)
        await (0,crash_marks/* markSnapshots */.F)(store, snapshots);
}
/** The job without a volume of ours: Docker gives the engine a plain one. @param because the rest of a sentence about it */
async function withoutItsVolume({ volume, ...job }, because) {
    log/* jobLog */.W.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`);
    await (0,docker/* removeVolume */.L)(job.volumeName);
    await (0,clean_up/* withoutFailing */.xU)('Its disk could not be removed', async () => {
        if (volume)
            await (0,docker_volume/* discardImage */.Iy)(volume.image);
    });
    return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` };
}

;// CONCATENATED MODULE: ./build/src/job/start-engine.js


















const leftToTheCli = { place: 'what the CLI found' };
/**
 * Seconds until an engine serves, on whatever state, before it is left to the CLI. A warm one takes less than one;
 * the CLI itself waits for ten minutes.
 */
const patience = 60;
/** Starts the engine that the job is to have, where that is ours to do, and tells later steps of it. */
async function provideEngine(inputs, job, provisions) {
    const { host } = provisions;
    if (host.kind !== 'docker')
        return await engineElsewhere(host, job);
    const problem = job.volume ? undefined : await (0,docker/* dockerMissing */.Le)();
    if (problem !== undefined) {
        log/* jobLog */.W.info(`${problem} The CLI will look for an engine.`);
        return leftToTheCli;
    }
    const name = {
        version: job.behavior,
        image: inputs.engineImage || (0,engine_host/* engineImage */.Sg)(job.version),
        container: (0,docker/* jobContainer */.pF)(job.version, context/* runnerSuffix */.YC),
        volume: job.volumeName,
    };
    await provisions.image;
    const provided = await (0,timeline/* timed */.a)('engine start', () => startOn(name, inputs, job));
    if (!provided)
        return leftToTheCli;
    const runnerHost = (0,engine_host/* runnerHostOf */.Yr)(name);
    core/* exportVariable */.dN(engine_host/* runnerHostVariable */.Tt, runnerHost);
    // Only of the job's first step: for what a later one starts again, nothing may be saved.
    const run = job.container === undefined ? await (0,docker/* inspectContainer */.aH)(name.container) : undefined;
    const record = {
        ...{ ...provided, container: name.container, runnerHost },
        ...(run && { engineRun: { id: run.id, startedAt: run.startedAt } }),
    };
    await (0,job_record/* tellLaterSteps */.z_)(record);
    return { place: `${name.image} on the volume ${name.volume}`, address: runnerHost, job: record };
}
async function engineElsewhere(host, job) {
    if (job.volume) {
        log/* jobLog */.W.warning(`The engine of this step is ${(0,engine_host/* placeOf */.$t)(host)}, but the engine of the job is on this machine: this step's command does not use the restored state.`);
    }
    else if (job.reason !== (0,engine_host/* stateElsewhere */.Sl)(host)) {
        // In a job whose restore has said so, it need not be said again.
        const who = host.kind === 'cloud' ? '' : ', which somebody else set';
        log/* jobLog */.W.info(`The engine is ${(0,engine_host/* placeOf */.$t)(host)}${who}; this action's volume is not used.`);
        await (0,job_record/* tellLaterSteps */.z_)(job);
    }
    return host.kind === 'cloud' ? { place: 'Dagger Cloud' } : { place: host.address, address: host.address };
}
/**
 * Starts the engine on our volume; where that turns out to be of no use, on another of the same name. undefined when
 * the container's name is taken by something that is not ours.
 */
async function startOn(name, inputs, job) {
    const start = performance.now();
    const isNew = job.container === undefined;
    if (!isNew && (await (0,docker/* inspectContainer */.aH)(name.container))?.running === true) {
        log/* jobLog */.W.info(`The engine ${name.image} is already running on the volume ${name.volume}.`);
        return job;
    }
    let record = job;
    if (isNew && !job.volume && (await (0,docker/* inspectVolume */.Px)(name.volume)))
        record = { ...job, volumeOfOthers: true };
    const held = job.volume && (await (0,docker_volume/* holdDevice */.qH)(job.volume));
    try {
        if (job.volume && !(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
            record = await withoutItsVolume(job, 'was replaced after this job created it');
        }
        record = await startSomehow(record, name, inputs);
        log/* jobLog */.W.info(`Started the engine ${name.image} on the volume ${name.volume} in ${(0,units/* secondsSince */.wv)(start)}.`);
    }
    catch (error) {
        record = error instanceof StartError ? error.job : record;
        const unbounded = record.bound?.by === 'engine' ? ', and then without max-cache-size' : '';
        log/* jobLog */.W.warning(`The engine could not be started, so the CLI will start it${unbounded}: ${(0,reason/* reasonOf */.A)(error)}`);
        const there = await (0,docker/* inspectContainer */.aH)(name.container);
        if (there && there.volumes[stateFolder] !== name.volume)
            return undefined;
    }
    finally {
        await held?.close();
    }
    return record;
}
/** There is no engine, in a job that is as `job` says. */
class StartError extends Error {
    job;
    constructor(message, job) {
        super(message);
        this.job = job;
    }
}
/**
 * Starts the engine on the job's state; if that is what it cannot use, on an earlier one or on none; if it cannot use
 * our disk, on a volume of Docker's. What cannot be used costs a job its state, not its engine.
 *
 * @returns the job with the volume on which the engine runs
 * @throws StartError when it runs on none
 */
async function startSomehow(job, name, inputs) {
    const deadline = new src_deadline/* Deadline */.B2(patience);
    const attempt = async (on) => await startOnce(name, inputs, on, Math.max(1, deadline.secondsLeft));
    const first = await attempt(job);
    if (first.outcome === 'runs')
        return job;
    const { volume } = job;
    const { job: last, attempt: result } = first.blamesState && volume
        ? await startOnOtherState({ ...job, volume }, first, attempt, deadline)
        : { job, attempt: first };
    if (result.outcome === 'runs')
        return last;
    if (!last.volume || result.what === 'engine')
        throw new StartError(`the engine ${result.because}.`, last);
    await (0,docker/* removeOwnContainer */.Kd)(name.container);
    const plain = await withoutItsVolume(last, result.because);
    const onPlain = await attempt(plain);
    if (onPlain.outcome === 'fails')
        throw new StartError(`the engine ${onPlain.because}.`, plain);
    return plain;
}
/** @param timeout seconds until it serves */
async function startOnce(name, inputs, job, timeout) {
    const env = { ...process.env, ...inputs.env };
    const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '');
    const { file, logsStart } = await engineConfiguration(job, env);
    let logsFrom;
    try {
        logsFrom = await startEngine({ ...name, cloudToken, env, configuration: file });
    }
    catch (error) {
        if (!job.volume || error instanceof NameTakenError || !(await (0,docker/* hasImage */.e_)(name.image))) {
            throw new StartError((0,reason/* reasonOf */.A)(error), job);
        }
        const because = `could not be used (${(0,reason/* reasonOf */.A)(error)})`;
        return { outcome: 'fails', what: 'volume', because, blamesState: await holdsBrokenState(job) };
    }
    const beginning = await awaitServing({ container: name.container, logsFrom, logsStart }, timeout);
    // Of an engine that has ended, nothing is mounted any more.
    if (beginning.kind !== 'ended') {
        if (!job.volume || (await (0,docker_volume/* isMountedHere */.Fy)(job.volume.device))) {
            return { outcome: 'runs', serves: beginning.kind === 'serves' };
        }
        const because = 'was mounted by a Docker daemon on another machine';
        return { outcome: 'fails', what: 'volume', because, blamesState: false };
    }
    const { because } = beginning;
    const otherCause = beginning.otherCause ?? (await fullDisk(job));
    return otherCause === undefined
        ? { outcome: 'fails', what: 'engine', because, blamesState: isAsRestored(job) }
        : { outcome: 'fails', what: 'engine', because: `${because}; ${otherCause}`, blamesState: false };
}
/** Bytes on which no engine can work: its databases alone grow by more. */
const hardlyAny = 64 * 2 ** 20;
async function fullDisk({ volume }) {
    const full = volume !== undefined && (await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(volume.image))) < hardlyAny;
    return full ? "this machine's disk is full" : undefined;
}
/** Whether the job's volume holds what came from a store, or from an earlier job on this machine, and no more. */
function isAsRestored({ volume, cacheHit, container }) {
    return volume !== undefined && cacheHit !== '' && container === undefined;
}
/** Whether it is what was restored, and not Docker, for which the volume cannot be used. */
async function holdsBrokenState(job) {
    const { volume } = job;
    if (!volume || !isAsRestored(job))
        return false;
    return !(await (0,second_mount/* canBeMounted */._K)(volume, (0,second_mount/* ownMountPoint */.wE)(job_record/* jobFolder */.OW, 'probe')));
}

// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/job/version.js + 3 modules
var version = __webpack_require__(6002);
;// CONCATENATED MODULE: ./build/src/job/state-verdict.js






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
        const written = await (0,docker/* containerLog */.CR)(job.container, container.logsFrom, journal/* isOfStart */.kl);
        const given = await givenState(job);
        const verdict = (0,journal/* stateVerdict */.Fj)(written, job.behavior, given);
        log/* jobLog */.W.info(`The engine's cache: ${verdict}.`);
        if (verdict.startsWith('discarded')) {
            log/* jobLog */.W.warning(given === 'none'
                ? `The engine ended in the middle of the job and was started again: what it held is lost (${verdict}).`
                : `The engine did not accept the restored state (${verdict}) and started cold.`);
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
    if (!job.volume)
        return 'none';
    const writer = job.keptBy ?? (await (0,job_record/* restoredSnapshot */.P6)(job))?.manifest.engineVersion;
    return writer === undefined ? 'none' : { writtenBy: (0,version/* behaviorOfWriter */.lU)(writer, job) };
}

// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
;// CONCATENATED MODULE: ./build/src/job/run-command.js



















/** Makes sure of CLI and engine, runs the command, and sets outputs, exports and the exit code. */
async function runDagger(inputs, provisions) {
    const { version } = provisions;
    const settled = await (0,job_record/* readJob */.cd)();
    if (settled)
        warnOfOtherVersion(inputs, settled.version);
    // Also before there is a CLI that knows its version, for what is wrong with it is wrong in any.
    warnOfIgnored((0,dagger_command/* commandLine */.ay)(inputs, (0,dagger_version/* parseVersion */.ot)(version), inputs.variables));
    const engine = await provideEngine(inputs, settled ?? (await withoutVolume(inputs, provisions)), provisions);
    const cli = await provisions.cli;
    log/* jobLog */.W.info(`The Dagger CLI ${version} is ${cli.origin}.`);
    core/* addPath */.fM((0,external_node_path_.dirname)(cli.path));
    core/* setOutput */.uH('version', version);
    log/* jobLog */.W.info(readiness((0,timeline/* readTimeline */.G)(), performance.timeOrigin, Date.now()));
    const command = (0,dagger_command/* commandLine */.ay)(inputs, await provisions.behavior, inputs.variables);
    if (!command) {
        core/* setOutput */.uH('engine-cache', await readVerdict(engine));
        log/* jobLog */.W.info('No command was given. The CLI is installed, and later steps can use it and the engine.');
        return;
    }
    await (0,used_code/* recordUsedCode */.Wy)({ ...inputs, words: command.argv });
    log/* jobLog */.W.info(`$ ${['dagger', ...(0,dagger_command/* displayWords */.GD)(command)].join(' ')}`);
    const start = performance.now();
    const result = await (0,timeline/* timed */.a)('command', async () => run_command_invoke(cli.path, command, inputs, engine, await provisions.behavior));
    const milliseconds = Math.round(performance.now() - start);
    const verdict = await readVerdict(engine);
    setOutputs(result);
    core/* setOutput */.uH('engine-cache', verdict);
    const { traceUrl, timedOut } = result;
    const succeeded = result.exitCode === 0 && !timedOut;
    await (0,job_record/* noteCommand */.kE)({
        command: (0,cold_start/* commandShape */.dV)(command.expansion?.display ?? command.argv, command.script),
        ...{ milliseconds, at: Date.now(), succeeded, engineCache: verdict },
        ...(timedOut && { timedOut }),
        ...(traceUrl !== undefined && { traceUrl }),
    });
    const times = { commandTime: (0,units/* seconds */.YA)(milliseconds), stepTime: (0,units/* secondsSince */.wv)(0) };
    await summarize(inputs, (0,summary_summary/* runSummary */.KL)({ command, version, engine: engine.place, verdict, traceUrl, ...times }));
    if (timedOut) {
        core/* setFailed */.C1(`dagger was terminated: it ran longer than ${inputs.callTimeout} s (input call-timeout). ` +
            'The state is saved, as after any failed call.');
        process.exitCode = exitCodeOfTimeout;
    }
    else if (!succeeded) {
        core/* setFailed */.C1(`dagger failed with exit code ${result.exitCode}.`);
        process.exitCode = result.exitCode;
    }
}
/** As `timeout` of GNU coreutils has it. */
const exitCodeOfTimeout = 124;
/** How long a CLI that was interrupted may take to close its session with the engine; milliseconds. */
const graceMilliseconds = 10_000;
function warnOfOtherVersion(inputs, version) {
    const wish = (0,dagger_version/* parseVersionWish */.xv)(inputs.version);
    const wanted = inputs.commit || (wish.kind === 'version' ? wish.version : version);
    if (wanted.toLowerCase() === version)
        return;
    log/* jobLog */.W.warning(`This step requests Dagger ${wanted}, but an earlier step of this job uses ${version}, so this step does too: a job has one engine.`);
}
function warnOfIgnored(command) {
    for (const ignored of command?.ignored ?? []) {
        log/* jobLog */.W.warning(`Input ${ignored} has no effect, because another input takes precedence.`);
    }
}
/** A job in which nothing was restored: its engine keeps its state in a plain volume, which ends with the machine. */
async function withoutVolume(inputs, provisions) {
    const { version, host, behavior } = provisions;
    return {
        ...{ version, host, behavior: await behavior },
        volumeName: inputs.volume + context/* runnerSuffix */.YC,
        logicalKey: '',
        cacheHit: '',
        reason: 'No step of this job restored a volume.',
    };
}
async function run_command_invoke(cli, command, inputs, { job, address }, version) {
    const { workdir } = inputs;
    const workspace = process.env['GITHUB_WORKSPACE'];
    const env = {
        ...(0,invoke/* cliEnvironment */.m9)(process.env),
        ...(address === undefined ? {} : { [engine_host/* runnerHostVariable */.Tt]: address }),
        ...inputs.env,
        ...(inputs.cloudToken === '' ? {} : { DAGGER_CLOUD_TOKEN: inputs.cloudToken }),
    };
    return await (0,invoke/* invokeCli */.hA)({
        cli,
        command,
        workdir,
        env: await (0,client_identity/* withIdentity */.BF)(job, version, { argv: command.argv, workdir, workspace, env }),
        temporary: context/* temporary */.q_,
        log: process.stdout,
        // Others than GitHub's runner that say so, nektos/act among them, understand its commands too.
        inWorkflow: process.env['GITHUB_ACTIONS'] === 'true',
        ...(inputs.callTimeout !== undefined && {
            limit: { reached: AbortSignal.timeout(inputs.callTimeout * 1000), grace: graceMilliseconds },
        }),
    });
}
function setOutputs({ stdout, traceUrl }) {
    core/* setOutput */.uH('output', stdout.text);
    core/* setOutput */.uH('output-file', stdout.path);
    if (traceUrl !== undefined)
        core/* setOutput */.uH('traceURL', traceUrl);
    if (stdout.cut) {
        log/* jobLog */.W.warning(`The output is longer than ${invoke/* outputLimit */.pX} characters and was truncated; the file that output-file names has all of it.`);
    }
}
async function summarize(inputs, summary) {
    // As in dagger-for-github: below the folder that the command runs in.
    if (inputs.summaryPath !== '')
        await (0,promises_.writeFile)((0,external_node_path_.resolve)(inputs.workdir, inputs.summaryPath), summary);
    if (inputs.enableGithubSummary)
        await (0,summary_summary/* addToSummary */.Dg)(summary);
}


/***/ })

};

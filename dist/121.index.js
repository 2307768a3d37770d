export const id = 121;
export const ids = [121];
export const modules = {

/***/ 9972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ sendForProvisions)
/* harmony export */ });
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5543);
/* harmony import */ var _timeline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7710);
/* harmony import */ var _dagger_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4185);
/* harmony import */ var _dagger_installed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1166);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5505);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2879);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5105);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4440);









/** Sends for the CLI and the engine's image, at the same time. */
function sendForProvisions(inputs, version) {
    const release = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersion */ .ot)(version);
    const cli = (0,_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('CLI', () => (0,_version_js__WEBPACK_IMPORTED_MODULE_7__/* .settleCli */ .uK)(version));
    const behaviour = release === undefined
        ? cli.then(async ({ path }) => (await (0,_dagger_installed_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfCli */ .Uf)(path)) ?? (0,_version_js__WEBPACK_IMPORTED_MODULE_7__/* .behaviourOf */ .xu)(version))
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
    await (0,_timeline_js__WEBPACK_IMPORTED_MODULE_1__/* .timed */ .a)('engine image', async () => {
        // An image that is not to be had is for the engine's start to tell.
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .pullImage */ .ZP)(image).catch((error) => {
            _github_log_js__WEBPACK_IMPORTED_MODULE_0__/* .jobLog */ .W.debug((0,_reason_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A)(error));
        });
    });
}


/***/ }),

/***/ 4632:
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
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/engine/start.js







/** Where an engine keeps its state. */
const stateFolder = '/var/lib/dagger';
/** The container's name is taken by somebody else's. */
class NameTakenError extends Error {
}
/**
 * Starts the engine as the CLI would, so that the CLI, which reuses a container by its name alone, takes it. One
 * of that name that runs on our volume is left as it is; one that does not is removed if it is ours.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @throws CommandError; NameTakenError
 */
async function startEngine(start) {
    const { container, volume, version } = start;
    const existing = await (0,docker/* inspectContainer */.aH)(container);
    if (existing?.volumes[stateFolder] === volume) {
        await (0,command/* run */.eF)('docker', ['start', '--', container]);
        return;
    }
    if (existing && !(docker/* ownLabel */.tZ in existing.labels)) {
        throw new NameTakenError(`A container named ${container} exists that is not ours and not on the volume ${volume}.`);
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
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js + 2 modules
var cache_limit = __webpack_require__(5542);
// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(1519);
;// CONCATENATED MODULE: ./build/src/job/start-engine.js


















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
 * Starts the engine on our volume; where that turns out to be of no use, on another of the same name. undefined when
 * the container's name is taken by something that is not ours.
 */
async function startOn(name, inputs, job) {
    const start = performance.now();
    let record = job;
    const isNew = job.container === undefined;
    const runs = !isNew && (await (0,docker/* inspectContainer */.aH)(name.container))?.running === true;
    if (isNew && !job.volume && (await (0,docker/* inspectVolume */.Px)(name.volume)))
        record = { ...job, volumeOfOthers: true };
    const held = job.volume && (await (0,docker_volume/* holdDevice */.qH)(job.volume));
    try {
        if (job.volume && !(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
            record = await withoutItsVolume(job, 'is not what it was when this job made it');
        }
        const begin = () => beginOrTell(name, inputs, record);
        for (let trouble = await begin(); trouble !== undefined; trouble = await begin()) {
            await (0,docker/* removeOwnContainer */.Kd)(name.container);
            record = (await holdsBrokenState(record))
                ? await withEmptyVolume(record, trouble)
                : await withoutItsVolume(record, trouble);
        }
        log/* jobLog */.W.info(runs
            ? `The engine ${name.image} still runs on the volume ${name.volume}.`
            : `The engine ${name.image} was started on the volume ${name.volume} in ${(0,units/* secondsSince */.wv)(start)}.`);
    }
    catch (error) {
        const unbounded = record.bound?.by === 'engine' ? ', and then without max-cache-size' : '';
        log/* jobLog */.W.warning(`The engine could not be started, which is now left to the CLI${unbounded}: ${(0,reason/* reasonOf */.A)(error)}`);
        const there = await (0,docker/* inspectContainer */.aH)(name.container);
        if (there && there.volumes[stateFolder] !== name.volume)
            return undefined;
    }
    finally {
        await held?.close();
    }
    return record;
}
/**
 * Starts the engine on the job's volume. One that cannot be used costs a job its state, not its engine: a snapshot
 * may be whole and yet hold a filesystem that no kernel mounts.
 *
 * @returns what is wrong with the volume, as the rest of a sentence about it; undefined when nothing is
 * @throws Error when there is no engine for another reason
 */
async function beginOrTell(name, inputs, job) {
    const env = { ...process.env, ...inputs.env };
    const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '');
    try {
        await startEngine({ ...name, cloudToken, env, configuration: await (0,cache_limit/* boundedConfiguration */.G0)(job, env) });
    }
    catch (error) {
        if (!job.volume || error instanceof NameTakenError || !(await (0,docker/* hasImage */.e_)(name.image)))
            throw error;
        return `could not be used (${(0,reason/* reasonOf */.A)(error)})`;
    }
    if (!job.volume || (await (0,docker_volume/* isMountedHere */.Fy)(job.volume.device)))
        return undefined;
    return 'was mounted by a Docker daemon on another machine';
}
/** Whether it is what was restored, and not Docker, for which the volume cannot be used. */
async function holdsBrokenState({ volume, cacheHit }) {
    return volume !== undefined && cacheHit !== '' && !(await (0,second_mount/* canBeMounted */._K)(volume, (0,external_node_path_.join)(job_record/* jobFolder */.OW, 'probe')));
}
/** The job's save then takes the place of what was restored, which all later jobs would stumble over, too. */
async function withEmptyVolume(job, because) {
    const { volume, volumeName } = job;
    if (!volume)
        return job;
    try {
        const { size } = await (0,promises_.stat)(volume.image);
        await (0,docker/* removeVolume */.L)(volumeName);
        await (0,docker_volume/* makeFolderOf */.i7)(volume.image);
        // Not simply as large: that may be what is wrong with it.
        const room = (0,disk_image/* imageSizeWithin */.SY)(await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(volume.image)), size);
        if (room === 0)
            throw new Error(`there is no room, or it had ${size} bytes only`);
        await (0,disk_image/* makeImage */.Gs)(volume.image, room);
        const empty = await (0,docker_volume/* makeVolume */.B)(volumeName, volume.image);
        log/* jobLog */.W.warning(`The volume ${volumeName} ${because}: the engine starts cold, on an empty one.`);
        return { ...job, volume: empty, cacheHit: '', restoredKey: undefined, keptBy: undefined };
    }
    catch (error) {
        return await withoutItsVolume(job, `${because}, and not be made anew (${(0,reason/* reasonOf */.A)(error)})`);
    }
}
async function withoutItsVolume({ volume, ...job }, because) {
    log/* jobLog */.W.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`);
    await (0,docker/* removeVolume */.L)(job.volumeName);
    await (0,clean_up/* withoutFailing */.x)('Its disk could not be removed', async () => {
        if (volume)
            await (0,docker_volume/* discardImage */.Iy)(volume.image);
    });
    return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` };
}

// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/job/version.js + 2 modules
var version = __webpack_require__(4440);
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
        const written = await (0,docker/* containerLog */.CR)(job.container, container.logsFrom, journal/* isTelling */.c0);
        const given = await givenState(job);
        const verdict = (0,journal/* stateVerdict */.Fj)(written, (0,version/* behaviourOf */.xu)(job.version), given);
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
    if (job.volume && job.keptBy !== undefined)
        return { writtenBy: (0,version/* behaviourOf */.xu)(job.keptBy) };
    const restored = job.volume ? await (0,job_record/* restoredSnapshot */.P6)(job) : undefined;
    return restored ? { writtenBy: (0,version/* behaviourOf */.xu)(restored.manifest.engineVersion) } : 'none';
}

;// CONCATENATED MODULE: ./build/src/job/run-command.js


















/** Makes sure of CLI and engine, runs the command, and sets outputs, exports and the exit code. */
async function runDagger(inputs, provisions) {
    const { version } = provisions;
    const settled = await (0,job_record/* readJob */.cd)();
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
    const result = await (0,timeline/* timed */.a)('command', () => run_command_invoke(cli.path, command, inputs, engine));
    const milliseconds = Math.round(performance.now() - start);
    const verdict = await readVerdict(engine);
    setOutputs(result);
    core/* setOutput */.uH('engine-cache', verdict);
    const { traceUrl } = result;
    await (0,job_record/* noteCommand */.kE)({
        command: (0,cold_start/* commandShape */.dV)(command.argv, command.script),
        ...{ milliseconds, at: Date.now(), succeeded: result.exitCode === 0, engineCache: verdict },
        ...(traceUrl !== undefined && { traceUrl }),
    });
    const times = { commandTime: (0,units/* seconds */.YA)(milliseconds), stepTime: (0,units/* secondsSince */.wv)(0) };
    await summarize(inputs, (0,summary_summary/* runSummary */.KL)({ command, version, engine: engine.place, verdict, traceUrl, ...times }));
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
async function run_command_invoke(cli, command, inputs, { job }) {
    const env = {
        ...(0,invoke/* cliEnvironment */.m9)(process.env),
        ...(job?.runnerHost === undefined ? {} : { [engine_host/* runnerHostVariable */.Tt]: job.runnerHost }),
        ...inputs.env,
        ...(inputs.cloudToken === '' ? {} : { DAGGER_CLOUD_TOKEN: inputs.cloudToken }),
    };
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
        await (0,summary_summary/* addToSummary */.Dg)(summary);
}


/***/ })

};

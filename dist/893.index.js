export const id = 893;
export const ids = [893];
export const modules = {

/***/ 6893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  afterRun: () => (/* binding */ afterRun),
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
var inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/action/job.js
var action_job = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/action/summary.js
var action_summary = __webpack_require__(6192);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/dagger/invoke.js






/**
 * How much of stdout `output` can hold, in UTF-16 code units. GitHub allows 1 MB for all outputs of a job and
 * counts in UTF-16 (docs.github.com, metadata syntax, outputs for JavaScript actions); an expression that reads
 * a longer text fails (actions/runner at 258d6c8, src/Sdk/DTExpressions2/Expressions2/Sdk/EvaluationContext.cs
 * line 30, MemoryCounter.cs line 55). What this leaves is for the other outputs.
 */
const outputLimit = 500_000;
/**
 * Runs the CLI and passes on what it writes as it comes. In a workflow, none of it is taken for a workflow
 * command: whoever controls a build controls what it prints. Nothing else may be written to the log meanwhile,
 * since our own commands would not be understood either.
 *
 * SIGINT and SIGTERM reach the CLI and what it started, and end the call when the CLI ends.
 *
 * @throws Error when `workdir` is no folder, or the CLI cannot be started
 */
async function invokeCli(invocation) {
    const { command, workdir, inWorkflow } = invocation;
    if (!(await isFolder(workdir))) {
        throw new Error(`The input \`workdir\` names ${workdir}, which is no folder here.`);
    }
    const folder = await (0,promises_.mkdtemp)(external_node_path_.join(invocation.temporary, 'warm-dagger-run-'));
    const argv = [...command.argv, ...(await scriptFile(command, folder))];
    const log = lineKeeper(invocation.log);
    return await withoutCommands(log, inWorkflow, async () => {
        const stdoutPath = external_node_path_.join(folder, 'stdout');
        const file = await (0,promises_.open)(stdoutPath, 'w');
        try {
            const stdout = capture(file);
            const trace = traceFinder();
            const exitCode = await runToEnd({ ...invocation, argv }, async (chunk, from) => {
                if (from === 'stderr')
                    trace.add(chunk);
                await Promise.all([log.write(chunk), from === 'stdout' ? stdout.add(chunk) : undefined]);
            });
            return { exitCode, stdout: { path: stdoutPath, ...stdout.end() }, traceUrl: trace.found() };
        }
        finally {
            await file.close();
        }
    });
}
/** Lets the runner take nothing that `body` writes for a command; see GitHub's "Stopping and starting workflow commands". */
async function withoutCommands(log, inWorkflow, body) {
    if (!inWorkflow)
        return await body();
    // Nobody can guess it, and nothing that the CLI starts gets to see it.
    const token = (0,external_node_crypto_.randomUUID)();
    await log.write(Buffer.from(`::stop-commands::${token}\n`));
    try {
        return await body();
    }
    finally {
        // On a line of its own: the last one may have had no end.
        await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`));
    }
}
/**
 * The environment for the CLI: ours, with the token if one was given (else one that was there already counts),
 * and without what the runner gives to actions alone: a build's programs must have neither our inputs, a
 * GitHub token among them, nor the means to write the repository's cache. Source of the names: actions/runner
 * at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55 to 84, Handler.cs line 185.
 */
function cliEnvironment(env, cloudToken, inputNames) {
    const inputs = new Set(inputNames.map((name) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`));
    const kept = Object.entries(env).filter(([name]) => !inputs.has(name) && !/^ACTIONS_(RUNTIME|CACHE|RESULTS)_/.test(name));
    return { ...Object.fromEntries(kept), ...(cloudToken === '' ? {} : { DAGGER_CLOUD_TOKEN: cloudToken }) };
}
async function isFolder(name) {
    return await (0,promises_.stat)(name).then((found) => found.isDirectory(), () => false);
}
async function scriptFile({ script }, folder) {
    if (script === undefined)
        return [];
    const file = external_node_path_.join(folder, 'script.dsh');
    await (0,promises_.writeFile)(file, script);
    return [file];
}
// Not through command.ts: this program's output is passed on while it runs, and may be larger than memory.
async function runToEnd({ cli, argv, workdir, env, patience = 5000 }, onChunk) {
    const child = (0,external_node_child_process_.spawn)(cli, argv, {
        cwd: workdir,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, so that a signal reaches all of it, and once.
        detached: process.platform !== 'win32',
    });
    const forward = (signal) => {
        signalGroup(child, signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    try {
        const ended = (0,external_node_events_.once)(child, 'exit');
        const outputs = Promise.all([
            readAll(child.stdout, (chunk) => onChunk(chunk, 'stdout')),
            readAll(child.stderr, (chunk) => onChunk(chunk, 'stderr')),
        ]);
        // Awaited below, when the CLI has ended: until then a failure is nobody's.
        outputs.catch(() => undefined);
        const [code, signal] = await ended.catch((error) => {
            const reason = error instanceof Error ? error.message : String(error);
            throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error });
        });
        await withPatience(outputs, patience);
        return code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]);
    }
    finally {
        process.off('SIGINT', forward).off('SIGTERM', forward);
        child.stdout.destroy();
        child.stderr.destroy();
    }
}
function signalGroup(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        if (process.platform === 'win32')
            child.kill(signal);
        else
            process.kill(-child.pid, signal);
    }
    catch {
        // All of it has ended.
    }
}
async function readAll(stream, onChunk) {
    for await (const chunk of stream)
        await onChunk(chunk);
}
/** Waits for the rest of the output, but not for ever: a process left behind may hold the pipes open. */
async function withPatience(outputs, milliseconds) {
    const patience = Promise.withResolvers();
    const timer = setTimeout(patience.resolve, milliseconds, undefined);
    await Promise.race([outputs, patience.promise]);
    clearTimeout(timer);
}
/** Writes chunks as they come, waiting while the sink is full, and knows whether the last line has an end. */
function lineKeeper(sink) {
    let open = false;
    return {
        async write(chunk) {
            if (chunk.length > 0)
                open = chunk.at(-1) !== 0x0a;
            if (!sink.write(chunk))
                await (0,external_node_events_.once)(sink, 'drain');
        },
        isOpen: () => open,
    };
}
function capture(file) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let text = '';
    let bytes = 0;
    let cut = false;
    const take = (more) => {
        text += more;
        if (text.length <= outputLimit)
            return;
        cut = true;
        text = text.slice(0, outputLimit);
        // Not between the halves of one character.
        if (/[\uD800-\uDBFF]$/.test(text))
            text = text.slice(0, -1);
    };
    return {
        async add(chunk) {
            bytes += chunk.length;
            if (!cut)
                take(decoder.decode(chunk, { stream: true }));
            await file.appendFile(chunk);
        },
        end() {
            if (!cut)
                take(decoder.decode());
            return { bytes, text, cut };
        },
    };
}
/** As dagger-for-github v8.4.1 looks for it (action.yml, line 191): the first in stderr. */
const tracePattern = /https:\/\/dagger\.cloud(?:\/[^\s\p{Cc}]+\/traces\/[a-zA-Z0-9]+|\/traces\/setup)/u;
const longestLine = 8192;
/** Looks at whole lines, as far as they are not absurdly long. */
function traceFinder() {
    const decoder = new TextDecoder();
    let line = '';
    let url;
    return {
        add(chunk) {
            if (url !== undefined)
                return;
            const lines = (line + decoder.decode(chunk, { stream: true })).split('\n');
            line = (lines.pop() ?? '').slice(-longestLine);
            url = lines.map((text) => tracePattern.exec(text)?.[0]).find((found) => found !== undefined);
        },
        found: () => url ?? tracePattern.exec(line)?.[0],
    };
}

// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
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
        ...configurationMounts(start.env),
        ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
        ...['--privileged', start.image, '--debug'],
        ...(hasMark ? ['--debugaddr', '127.0.0.1:6060'] : []),
    ], start.cloudToken === '' ? {} : { env: { DAGGER_CLOUD_TOKEN: start.cloudToken } });
}
function configurationMounts(env) {
    const folder = (0,external_node_path_.join)(env['XDG_CONFIG_HOME'] ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.config'), 'dagger');
    const mounts = [
        [(0,external_node_path_.join)(folder, 'engine.json'), '/etc/dagger/engine.json'],
        [(0,external_node_path_.join)(folder, 'ca-certificates'), '/usr/local/share/ca-certificates'],
    ];
    return mounts.flatMap(([from, to]) => ((0,external_node_fs_.existsSync)(from) ? ['--volume', `${from}:${to}`] : []));
}

// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume_volume = __webpack_require__(8360);
// EXTERNAL MODULE: ./build/src/dagger/installed.js
var installed = __webpack_require__(1166);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 2 modules
var engine_version = __webpack_require__(2481);
// EXTERNAL MODULE: ./build/src/main/restore.js + 1 modules
var restore = __webpack_require__(4399);
;// CONCATENATED MODULE: ./build/src/main/run.js





















/** The action run. */
async function run() {
    await runDagger((0,inputs/* readRunInputs */.hT)());
}
/** The post of the action run where no restore came before it: on a machine that stays, its engine does not. */
async function afterRun() {
    const job = await (0,action_job/* readJob */.cd)();
    if (context/* machineStays */.UZ && job?.container !== undefined && !job.volume)
        await (0,docker/* removeContainer */.od)(job.container);
}
/** Makes sure of CLI and engine, runs the command, and sets outputs, exports and the exit code. */
async function runDagger(inputs) {
    const start = performance.now();
    const settled = await (0,action_job/* readJob */.cd)();
    if (settled)
        warnOfOtherVersion(inputs, settled.version);
    const version = settled?.version ?? (await (0,engine_version/* settleVersion */._L)(inputs, log/* jobLog */.W));
    const release = (0,dagger_version/* parseVersion */.ot)(version);
    const asked = (0,dagger_command/* commandLine */.a)(inputs, release);
    for (const ignored of asked?.ignored ?? []) {
        log/* jobLog */.W.warning(`Input ${ignored} is given beside one that comes before it, and has no effect.`);
    }
    const installing = (0,engine_version/* settleCli */.uK)(version, log/* jobLog */.W);
    // What a commit's build is like only its CLI can tell; the engine of a release need not wait for that.
    const behaviour = release === undefined
        ? installing.then(async (path) => (await (0,installed/* versionOfCli */.Uf)(path)) ?? (0,engine_version/* behaviourOf */.xu)(version))
        : Promise.resolve(release);
    const [cli, like, engine] = await Promise.all([
        installing,
        behaviour,
        provideEngine(inputs, settled ?? withoutVolume(inputs, version), behaviour),
    ]);
    const command = release === undefined ? (0,dagger_command/* commandLine */.a)(inputs, like) : asked;
    core/* addPath */.fM((0,external_node_path_.dirname)(cli));
    core/* setOutput */.uH('version', version);
    if (!command) {
        core/* setOutput */.uH('engine-cache', await readVerdict(engine));
        log/* jobLog */.W.info('No command was asked for: the CLI is installed, and later steps find it and the engine.');
        return;
    }
    const commandStart = performance.now();
    const result = await invoke(cli, command, inputs, engine);
    const commandTime = (0,units/* secondsSince */.w)(commandStart);
    const verdict = await readVerdict(engine);
    core/* setOutput */.uH('output', result.stdout.text);
    core/* setOutput */.uH('output-file', result.stdout.path);
    core/* setOutput */.uH('engine-cache', verdict);
    if (result.traceUrl !== undefined)
        core/* setOutput */.uH('traceURL', result.traceUrl);
    if (result.stdout.cut) {
        log/* jobLog */.W.warning(`The output is longer than ${outputLimit} characters and is cut; the whole is in the file that output-file names.`);
    }
    const summary = (0,action_summary/* runSummary */.K)({
        command,
        version,
        engine: engine.place,
        verdict,
        traceUrl: result.traceUrl,
        commandTime,
        stepTime: (0,units/* secondsSince */.w)(start),
    });
    // As there: below the folder that the command runs in.
    if (inputs.summaryPath !== '')
        await (0,promises_.writeFile)((0,external_node_path_.resolve)(inputs.workdir, inputs.summaryPath), summary);
    if (inputs.enableGithubSummary)
        await (0,action_summary/* addToSummary */.D)(summary);
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
/** Starts the engine that the job is to have, where that is ours to do, and tells later steps of it. */
async function provideEngine(inputs, job, behaviour) {
    const host = (0,engine_host/* findRunnerHost */.Kf)({ ...process.env, ...inputs.env }, job.runnerHost, (0,dagger_command/* asksForCloudEngine */.N)(inputs.daggerFlags));
    // In a job whose restore has said so, it need not be said again.
    const isNews = host.kind !== 'docker' && job.reason !== (0,restore.stateElsewhere)(host);
    if (host.kind === 'preset') {
        if (isNews) {
            log/* jobLog */.W.info(`The engine is at ${host.address}, which somebody else set; no volume of ours is touched.`);
        }
        return { place: host.address };
    }
    if (host.kind === 'cloud') {
        if (isNews)
            log/* jobLog */.W.info('The engine is in Dagger Cloud; no volume of ours is touched.');
        return { place: 'Dagger Cloud' };
    }
    const problem = job.volume ? undefined : await (0,docker/* dockerMissing */.Le)();
    if (problem !== undefined) {
        log/* jobLog */.W.info(`${problem} The CLI is left to find its engine.`);
        return { place: 'what the CLI found' };
    }
    const name = {
        version: await behaviour,
        image: inputs.engineImage || imageOf(job.version),
        container: `warm-dagger-${job.version}${context/* runnerSuffix */.YC}`,
        volume: job.volumeName,
    };
    const provided = await startOn(name, inputs, job);
    if (!provided)
        return { place: 'what the CLI found' };
    const runnerHost = (0,engine_host/* runnerHostOf */.Yr)(name);
    core/* exportVariable */.dN(engine_host/* runnerHostVariable */.Tt, runnerHost);
    const record = { ...provided, container: name.container, runnerHost };
    await (0,action_job/* writeJob */.Pg)(record);
    return { place: `${name.image} on the volume ${name.volume}`, job: record };
}
/** Source of the tags of builds: dagger/dagger v0.21.8, toolchains/release/main.go line 153, by publish.yml. */
function imageOf(version) {
    const tag = (0,dagger_version/* parseVersion */.ot)(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`;
    return `registry.dagger.io/engine:${tag}`;
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
        await begin(name, inputs);
        if (record.volume && !(await (0,volume_volume/* isMountedHere */.Fy)(record.volume.device))) {
            await (0,docker/* removeContainer */.od)(name.container);
            record = await withoutItsVolume(record, 'was mounted by a Docker daemon on another machine');
            await begin(name, inputs);
        }
        log/* jobLog */.W.info(`The engine ${name.image} was started on the volume ${name.volume} in ${(0,units/* secondsSince */.w)(start)}.`);
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine could not be started, which is now left to the CLI: ${error instanceof Error ? error.message : String(error)}`);
        const there = await (0,docker/* inspectContainer */.aH)(name.container);
        if (there && there.volumes[stateFolder] !== name.volume)
            return undefined;
    }
    return record;
}
async function begin(name, inputs) {
    const env = { ...process.env, ...inputs.env };
    const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '');
    await startEngine({ ...name, cloudToken, env });
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
async function invoke(cli, command, inputs, { job }) {
    const env = cliEnvironment({
        ...process.env,
        ...(job?.runnerHost === undefined ? {} : { [engine_host/* runnerHostVariable */.Tt]: job.runnerHost }),
        ...inputs.env,
    }, inputs.cloudToken, Object.keys(process.env).flatMap((name) => /^INPUT_(.*)$/.exec(name)?.[1] ?? []));
    return await invokeCli({
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
        const written = await (0,docker/* containerLog */.CR)(job.container, container.startedAt);
        const verdict = (0,journal/* stateVerdict */.F)(written, (0,engine_version/* behaviourOf */.xu)(job.version), await givenState(job));
        log/* jobLog */.W.info(`The engine's cache: ${verdict}.`);
        if (verdict.startsWith('discarded')) {
            log/* jobLog */.W.warning(`The engine did not accept the restored state (${verdict}) and started cold.`);
        }
        return verdict;
    }
    catch (error) {
        log/* jobLog */.W.debug(error instanceof Error ? error.message : String(error));
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


/***/ })

};

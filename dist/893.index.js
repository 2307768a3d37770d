export const id = 893;
export const ids = [893,438];
export const modules = {

/***/ 7438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore_restore),
  restoreVolume: () => (/* binding */ restoreVolume),
  stateElsewhere: () => (/* binding */ stateElsewhere)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
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
// EXTERNAL MODULE: ./build/src/main/clear-away.js
var clear_away = __webpack_require__(8905);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 2 modules
var engine_version = __webpack_require__(2481);
// EXTERNAL MODULE: ./build/src/action/summary.js
var summary = __webpack_require__(6192);
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
        const entry = await store.find((0,keys/* searchKeys */.vz)(logicalKey, restoreKeys));
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
async function fillImage(store, found, image, size) {
    const keys = found ? [found.key] : [];
    let first = true;
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        const start = performance.now();
        try {
            const snapshot = { key, manifest: await (0,restore/* readManifest */.WI)(store, key) };
            if (first)
                keys.push(...snapshot.manifest.predecessors);
            first = false;
            const { chunks, imageSize } = snapshot.manifest;
            const content = chunks.length * manifest/* chunkSize */.ZL;
            if (content + disk/* hostMargin */.Ng > (await (0,disk/* freeBytes */.go)((0,external_node_path_.dirname)(image)))) {
                log/* jobLog */.W.warning(`The state ${key} holds ${(0,units/* megabytes */.i)(content)}, for which this machine has too little free disk.`);
                return undefined;
            }
            const fetched = await (0,restore/* writeImage */.te)(store, snapshot, image);
            await (0,disk/* growWhereWorthIt */.mH)(image, imageSize, size);
            const message = `Restored ${(0,units/* megabytes */.i)(content)} (${(0,units/* megabytes */.i)(fetched)} fetched) in ${(0,units/* secondsSince */.w)(start)} from ${key}`;
            log/* jobLog */.W.info(`${message}.`);
            await (0,summary/* addToSummary */.D)(`Restore: ${message}.`);
            return snapshot;
        }
        catch (error) {
            if (!(error instanceof restore/* SnapshotError */.JC))
                throw error;
            const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.';
            log/* jobLog */.W.warning(`${error.message} ${next}`);
        }
    }
    if (found === undefined) {
        const others = await newestOfOthers(store);
        log/* jobLog */.W.info(others);
        await (0,summary/* addToSummary */.D)(`Restore: nothing is stored for this job, the engine starts cold. ${others}`);
    }
    return undefined;
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
;// CONCATENATED MODULE: ./build/src/main/restore.js


















/** The action restore. */
async function restore_restore() {
    await restoreVolume((0,inputs/* readRestoreInputs */.Ez)());
}
/**
 * Settles, once a job, which volume the engine gets and what is in it, and tells it in the action's outputs.
 *
 * @param wish the input save, where it is known by now
 */
async function restoreVolume(inputs, wish = 'auto') {
    const settled = await (0,action_job/* readJob */.cd)();
    const job = settled ? again(inputs, settled) : await settle(inputs, wish);
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
async function settle(inputs, wish) {
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
    const keepIn = await (0,keeping/* keepFolder */.Mv)(inputs);
    if (!store && keepIn === undefined)
        return await coldBecause('This job has no Actions cache and input cache-dir is not given.');
    const lookUp = async () => (store ? await findEntry(store, logicalKey, restoreKeys) : undefined);
    if (inputs.lookupOnly) {
        const found = await lookUp();
        log/* jobLog */.W.info(`${found ? `There is ${found.key}.` : 'There is no entry.'} Input lookup-only is true: no volume is made.`);
        return { ...base, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
    }
    const problem = (await missingPrerequisite()) ?? (await (0,docker/* dockerProblem */._8)());
    if (problem !== undefined)
        return await coldBecause(problem);
    const image = (0,volume/* imagePath */.d0)(keepIn ?? context/* temporary */.q_, volumeName);
    try {
        const leftover = await (0,volume/* findLeftover */.zL)(volumeName);
        if (leftover === 'foreign') {
            return await coldBecause(`The Docker volume ${volumeName} is there already and not ours: it is used as it is.`);
        }
        if (leftover === 'ours') {
            log/* jobLog */.W.info(`An interrupted job left the volume ${volumeName}; it is removed.`);
            await (0,volume/* clearAway */.MB)(volumeName);
        }
        await (0,volume/* makeFolderOf */.i7)(image);
        const size = await (0,disk/* imageSizeFor */.u1)((0,external_node_path_.dirname)(image), inputs.volumeSize);
        if (size === 0)
            return await coldBecause('This machine has too little free disk for a volume.');
        const kept = keepIn === undefined ? undefined : await (0,keeping/* findKept */.Qm)(keepIn, base, restoreKeys, wish);
        let start = kept?.kind === 'exact' ? await (0,keeping/* startFromKept */.dz)(kept, image, size) : undefined;
        const found = start ? undefined : await lookUp();
        // What the machine has is there at once; only a state of the job's own key is worth fetching instead.
        if (kept?.kind === 'restore' && found?.hit !== 'true')
            start = await (0,keeping/* startFromKept */.dz)(kept, image, size);
        const restored = start || !store ? start?.snapshot : await fillImage(store, found, image, size);
        if (!start && !restored)
            await (0,disk/* makeImage */.Gs)(image, size);
        const hit = start ? hitKinds[kept?.kind ?? 'restore'] : restored && hitOf(restored.key, logicalKey);
        const job = {
            ...base,
            volume: await (0,volume/* makeVolume */.B)(volumeName, image),
            cacheHit: hit ?? '',
            ...(start && { keptBy: start.engineVersion }),
            ...(restored && { restoredKey: restored.key }),
            ...(keepIn !== undefined && { keepIn }),
        };
        if (restored)
            await (0,action_job/* keepSnapshot */.ic)(restored);
        await (0,action_job/* writeJob */.Pg)(job);
        return job;
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
/** Why the engine's state is not ours to keep. */
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which somebody else set, and keeps its own state.`;
}
const hitKinds = { exact: 'true', restore: 'false' };


/***/ }),

/***/ 6893:
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
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
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
            const reason = (0,src_reason/* reasonOf */.A)(error);
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
// EXTERNAL MODULE: ./build/src/main/restore.js + 2 modules
var restore = __webpack_require__(7438);
;// CONCATENATED MODULE: ./build/src/main/run.js






















/** The action run. */
async function run() {
    await runDagger((0,inputs/* readRunInputs */.hT)());
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
        log/* jobLog */.W.warning(`The engine could not be started, which is now left to the CLI: ${(0,src_reason/* reasonOf */.A)(error)}`);
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
        log/* jobLog */.W.debug((0,src_reason/* reasonOf */.A)(error));
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

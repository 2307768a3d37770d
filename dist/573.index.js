export const id = 573;
export const ids = [573];
export const modules = {

/***/ 2110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ containerLog),
/* harmony export */   F: () => (/* binding */ awaitLogLine)
/* harmony export */ });
/* harmony import */ var _docker_socket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2599);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8856);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);



/**
 * The lines of a container's log since a time, from both streams, for which `wanted` returns true. A build's log
 * can be larger than memory, so other lines are dropped.
 *
 * @param since RFC 3339
 * @param isLast whether the lines after this one are not needed; called for each line
 * @throws Error if the log cannot be read
 */
async function containerLog(name, since, wanted, isLast = () => false) {
    try {
        const picked = [];
        const onLine = (line) => {
            if (wanted(line))
                picked.push(line);
            return isLast(line);
        };
        if (await readLog(name, { since, follow: false }, onLine, (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_0__/* .timeLimit */ .zc)()))
            return picked.join('\n');
        return (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .pickLines */ .f2)('docker', ['logs', '--since', since, '--', name], wanted, { isLast })).join('\n');
    }
    catch (error) {
        throw new Error(`the engine's log cannot be read: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error)}`, { cause: error });
    }
}
/**
 * Waits until a container logs a line for which `wanted` returns true.
 *
 * @param since RFC 3339; undefined for the whole log
 * @param wanted called for each line, in the order of its stream
 * @returns `found`; `ended`: the container ended without such a line; `late`: the time was up, or the signal was aborted
 * @throws CommandError if `docker` cannot be started
 */
async function awaitLogLine(name, since, wanted, timeoutSeconds, stop) {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutSeconds * 1000)]);
    try {
        const outcome = await readLog(name, { since, follow: true }, wanted, signal);
        if (outcome)
            return outcome;
    }
    catch {
        return signal.aborted ? 'late' : 'ended';
    }
    const start = since === undefined ? [] : ['--since', since];
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .awaitLine */ .p1)('docker', ['logs', '--follow', ...start, '--', name], wanted, timeoutSeconds, stop);
}
/**
 * Reads a log from the daemon's socket.
 *
 * @param onLine called for each line; returns whether the lines after it are not needed
 * @returns `found` if `onLine` returned true, `ended` if it never did; undefined if the caller has to use the `docker`
 *   command instead: no line was read then
 * @throws Error if the connection breaks, or the signal is aborted
 */
async function readLog(name, { since, follow }, onLine, signal) {
    const query = new URLSearchParams({ stdout: 'true', stderr: 'true', follow: String(follow) });
    if (since !== undefined)
        query.set('since', unixTime(since));
    const answer = await (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_0__/* .openAnswer */ .Nh)(`/containers/${encodeURIComponent(name)}/logs?${query}`, signal).catch(() => {
        signal.throwIfAborted();
        return undefined;
    });
    if (answer?.statusCode !== 200) {
        answer?.destroy();
        return undefined;
    }
    const lines = new LogLines();
    for await (const chunk of answer) {
        for (const line of lines.after(chunk))
            if (onLine(line))
                return 'found';
    }
    for (const line of lines.unfinished())
        if (onLine(line))
            return 'found';
    return 'ended';
}
/** Seconds with nine digits after the point, which a JavaScript number cannot hold. */
function unixTime(time) {
    const [, fraction = ''] = /\.(\d+)/.exec(time) ?? [];
    return `${Math.floor(Date.parse(time) / 1000)}.${fraction.padEnd(9, '0')}`;
}
/**
 * The lines of both streams of a container without a terminal. The daemon sends them in frames of a stream's number,
 * three bytes of 0, a size (32 bits, big endian), and so many bytes.
 *
 * Source: Docker Engine API v1.51, ContainerAttach, "Stream format".
 */
class LogLines {
    #received = Buffer.alloc(0);
    #unfinished = new Map();
    /** Yields the lines that are complete after these bytes. */
    *after(bytes) {
        this.#received = Buffer.concat([this.#received, bytes]);
        while (this.#received.length >= 8) {
            const end = 8 + this.#received.readUInt32BE(4);
            if (this.#received.length < end)
                return;
            const [stream] = this.#received;
            const text = Buffer.concat([
                this.#unfinished.get(stream) ?? Buffer.alloc(0),
                this.#received.subarray(8, end),
            ]);
            this.#received = this.#received.subarray(end);
            const complete = text.lastIndexOf('\n') + 1;
            yield* text.toString('utf8', 0, complete).split(/\r?\n/).slice(0, -1);
            this.#unfinished.set(stream, text.subarray(complete));
        }
    }
    /** Yields what follows the last line break of each stream. */
    *unfinished() {
        for (const text of this.#unfinished.values())
            if (text.length > 0)
                yield text.toString();
    }
}


/***/ }),

/***/ 4501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TB: () => (/* binding */ findInterruption),
  IU: () => (/* binding */ isStillIn),
  rj: () => (/* binding */ stopCleanly)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
// EXTERNAL MODULE: ./build/src/deadline.js
var deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
// EXTERNAL MODULE: ./build/src/docker-log.js
var docker_log = __webpack_require__(2110);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
;// CONCATENATED MODULE: ./build/src/engine/clients.js


/**
 * The folders in an engine's containers where a running command may write data that outlives it: cache volumes,
 * and folders that were mounted for the command, which look the same as cache volumes that began with content.
 *
 * The engine mounts all of a command's folders in its own mount namespace, as bind mounts of a snapshot or
 * overlays on one, below a folder `rootfs<number>` that it creates for the command.
 * Source: dagger/dagger v0.21.8, engine/engineutil/executor_spec.go lines 428 to 560 (v0.20.3:
 * engine/buildkit/executor_spec.go line 404 on; v1.0.0-beta.10: line 433 on); seen on 0.21.8.
 *
 * @param mountinfo of the engine's process: proc_pid_mountinfo(5)
 */
function writableFolders(mountinfo) {
    return mountinfo.split('\n').flatMap((line) => {
        const [mount = '', filesystem = ''] = line.split(' - ');
        const [, , , root = '', place = '', options = ''] = mount.split(' ');
        const folder = /\/rootfs\d+(\/.+)$/.exec(place)?.[1];
        if (folder === undefined || !options.split(',').includes('rw'))
            return [];
        const snapshot = /\/snapshots\/snapshots\/\d+\/fs(\/|$)/;
        const upper = /^overlay .*[ ,]upperdir=([^ ,]+)/.exec(filesystem)?.[1];
        return snapshot.test(root) || (upper !== undefined && snapshot.test(upper)) ? [folder] : [];
    });
}
/** Milliseconds between two checks of the engine's mounts. */
const lookEveryMilliseconds = 250;
/**
 * Waits until no command writes to a cache volume. Processes that outlive a call, such as a service, usually end within
 * moments.
 *
 * @returns the folders, as commands see them, that commands can still write to
 * @throws CommandError if the engine's mounts cannot be read
 */
async function waitForCommands(container, maxMilliseconds) {
    const end = performance.now() + maxMilliseconds;
    for (;;) {
        const folders = writableFolders(await (0,programs/* run */.eF)('docker', ['exec', container, 'cat', '/proc/1/mountinfo']));
        if (folders.length === 0 || performance.now() >= end)
            return folders;
        await (0,promises_.setTimeout)(lookEveryMilliseconds);
    }
}
/**
 * Ends the processes through which clients reach the engine: `buildctl dial-stdio`, started by `docker exec`. Only
 * a process that was started that way has no parent in the container; one that a build runs has a parent.
 */
const disconnecting = `
for process in /proc/[0-9]*; do
  grep -q '^PPid:[[:space:]]*0$' "$process/status" || continue
  case "/$(tr '\\0' ' ' <"$process/cmdline")" in */buildctl' dial-stdio ') ;; *) continue ;; esac
  kill -TERM "\${process#/proc/}" && echo "\${process#/proc/}"
done 2>/dev/null
`;
/**
 * Disconnects the clients that are attached to an engine. From 0.21 on, a stopping engine waits for them without a
 * limit: dagger/dagger v0.21.8, cmd/engine/main.go line 485.
 *
 * @returns the number of ended processes; also 0 if the engine has exited meanwhile
 */
async function disconnectClients(container) {
    const { stdout } = await (0,programs/* attempt */.CD)('docker', ['exec', container, 'sh', '-c', disconnecting], {
        timeoutSeconds: 30,
    });
    return stdout.split('\n').filter((line) => line !== '').length;
}

// EXTERNAL MODULE: ./build/src/engine/log-lines.js
var log_lines = __webpack_require__(5628);
;// CONCATENATED MODULE: ./build/src/engine/stop.js








/**
 * The folder with a database for each client, which contains what the engine reported to the client. We delete the
 * files, because no client of a stopped engine reconnects. The engine itself deletes a database an hour after its last
 * use, which in short jobs never happens. The next engine creates the files again.
 *
 * Source: dagger/dagger v0.21.8, engine/clientdb/dbs.go lines 30 and 160, engine/server/server.go lines 245 and 913;
 * the same in v0.20.3, line 906, and v1.0.0-beta.10.
 */
const clientDatabases = 'worker/clientdbs';
/**
 * Whether a container is still in the run in which the job started it. If the engine was killed and started again in
 * between, no later check would notice: at its start, the engine empties or repairs its state, and then closes it
 * cleanly. Docker's restart count alone is not enough, because `docker start` and a restart of the daemon reset it.
 *
 * @param first the engine's run as the job started it
 */
function isStillIn(first, { id, startedAt, restarts, running }) {
    return running && id === first.id && startedAt === first.startedAt && restarts === 0;
}
/** What interrupted the engine since the job started it, as a clause; undefined if nothing did. */
async function findInterruption(container, first) {
    const now = await (0,docker/* inspectContainer */.aH)(container);
    if (!now?.running)
        return incomplete('the engine was no longer running when the save tried to stop it');
    if (isStillIn(first, now))
        return undefined;
    return incomplete('the engine exited during the job and was started again');
}
/**
 * Stops the engine and checks that its state is complete on disk. A clean exit does not prove that: if the host's disk
 * is full, the kernel loses writes after the exit, and no program sees an error. Does not stop the engine while a
 * command can write to a cache volume, because the volume would be left half-written.
 */
async function stopCleanly(options) {
    const { container, run, volume, commandMilliseconds = 10_000 } = options;
    const [interruption, users] = await Promise.all([findInterruption(container, run), (0,docker/* containersOf */.Mz)(volume)]);
    if (interruption !== undefined)
        return { problem: interruption, disconnected: 0 };
    const others = users.filter((name) => name !== container);
    if (others.length > 0) {
        return { problem: `another container also uses the volume: ${others.join(', ')}`, disconnected: 0 };
    }
    const since = new Date().toISOString();
    const folders = await waitForCommands(container, commandMilliseconds);
    if (folders.length > 0) {
        return {
            problem: `a command was still running that may write to a cache volume (${[...new Set(folders)].join(', ')}), which would be left half-written`,
            disconnected: 0,
        };
    }
    const secondMount = await second_mount/* SecondMount */.MW.mount(options.disk, options.mountPoint);
    try {
        const { stop, disconnected } = await stopContainer(options);
        const problem = await findEndProblem(stop, since, options);
        if (problem !== undefined)
            return { disconnected, problem };
        await secondMount.deleteFilesIn(clientDatabases);
        const usedBytes = await secondMount.usedBytes();
        const onDisk = await secondMount.findProblem(options.releaseMilliseconds, options.aroundTrim);
        return { disconnected, usedBytes, ...(onDisk !== undefined && { problem: incomplete(onDisk) }) };
    }
    finally {
        await (0,deadline/* cleaningUp */.fm)(() => secondMount.release());
    }
}
/** Asks Docker to stop the engine, and disconnects clients that delay the stop. */
async function stopContainer({ container, timeoutSeconds, clientMilliseconds = 3000, }) {
    const stopped = new AbortController();
    // Docker kills the engine after the timeout. If the daemon does not answer either, stop waiting a minute later.
    const stopping = (0,programs/* attempt */.CD)('docker', ['stop', '-t', `${timeoutSeconds}`, '--', container], {
        timeoutSeconds: timeoutSeconds + 60,
    }).finally(() => {
        stopped.abort();
    });
    let disconnected = 0;
    while (await isStopping(clientMilliseconds, stopped.signal)) {
        disconnected += await disconnectClients(container);
    }
    return { stop: await stopping, disconnected };
}
/**
 * Waits until the clients' time to disconnect is over or the engine has stopped.
 *
 * @returns whether the engine is still being stopped
 */
async function isStopping(clientMilliseconds, stopped) {
    await (0,promises_.setTimeout)(clientMilliseconds, undefined, { signal: stopped }).catch(() => undefined);
    return !stopped.aborted;
}
/**
 * Checks how the engine ended: the result of `docker stop`, the container, and the engine's log.
 *
 * @param since a time before the stop was requested, RFC 3339
 * @returns why the image must not be saved, as a clause; undefined if the disk decides
 */
async function findEndProblem(stop, since, { container, run, version, timeoutSeconds }) {
    if (stop.exitCode !== 0) {
        return incomplete(`docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`);
    }
    const after = await (0,docker/* inspectContainer */.aH)(container);
    if (!after || after.running) {
        return incomplete('the engine is still running, or was started again, after its stop');
    }
    if (after.restarts > 0 || after.startedAt !== run.startedAt) {
        return incomplete('the engine restarted while it was being stopped');
    }
    if (after.exitCode === 137) {
        return incomplete(`the engine did not stop within ${timeoutSeconds} s and was killed`);
    }
    if (after.exitCode !== 0)
        return incomplete(`the engine ended with exit code ${after.exitCode}`);
    const log = await (0,docker_log/* containerLog */.C)(container, since, log_lines/* isStopLine */.H2);
    const logged = (0,log_lines/* stopProblem */.Ej)(log, version);
    if (logged !== undefined)
        return incomplete(logged);
    if ((0,log_lines/* startedAndCutShort */.NO)(log).length > 0) {
        return 'a command began while the engine was being stopped, and may have left a cache volume half-written';
    }
    return undefined;
}
function incomplete(because) {
    return `the engine's state is incomplete: ${because}`;
}


/***/ }),

/***/ 6573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ needToSave),
  F: () => (/* binding */ recordCacheContent)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/docker-log.js
var docker_log = __webpack_require__(2110);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/stop.js + 1 modules
var stop = __webpack_require__(4501);
// EXTERNAL MODULE: ./build/src/engine/log-lines.js
var log_lines = __webpack_require__(5628);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/engine/results.js



/**
 * Where the engine serves its graph of results. `/debug/dagql/cache` contains more, but can deadlock the engine: it takes
 * a read lock twice, and a write in between blocks forever (dagger/dagger v0.21.8, dagql/cache_debug.go line 1066, where
 * deriveRecipeDigest locks again what WriteDebugCacheSnapshot holds).
 *
 * Source: dagger/dagger v0.21.8, cmd/engine/debug.go line 55; v1.0.0-beta.10, line 58.
 */
const address = 'http://127.0.0.1:6060/debug/dagql/egraph';
/** Copies the response to stdout. It is a constant on one line, because `sudo` logs the commands that it runs. */
const program = [
    `const request = require('node:http').get('${address}', { timeout: 20000 }, (response) => {`,
    'if (response.statusCode === 200) response.pipe(process.stdout); else process.exit(1) });',
    "request.on('error', () => process.exit(1)).on('timeout', () => process.exit(1))",
].join(' ');
/**
 * Reads the results of a running engine, from inside its network namespace, because it serves the address only there.
 * This needs no client, which would leave entries and a database of its own. It takes a hundredth of the time that the
 * API needs to list entries, because the engine records each field that the API returns as a call.
 *
 * @param run of the engine's container
 * @throws Error if the engine does not answer, or the answer is not a graph
 */
async function cachedResults({ pid }) {
    // Docker reports 0 for a container that does not run.
    if (!Number.isSafeInteger(pid) || pid <= 0)
        throw new Error('the engine does not run');
    const { exitCode, stdout } = await (0,privileged/* attemptAsRoot */.a$)('nsenter', [`--net=/proc/${pid}/ns/net`, '--', process.execPath, '-e', program], { timeoutSeconds: 30 });
    if (exitCode !== 0)
        throw new Error('the engine does not list its results');
    return parseResults(stdout);
}
/**
 * The results that stay when all sessions have ended: those with a persisted edge, and their dependencies. The end of a
 * session releases the results that only this session holds (dagger/dagger v0.21.8, dagql/cache.go, ReleaseSession and
 * persistCurrentState). The engine does not reuse the ID of a result within a run. The links of a result name the
 * snapshots that it refers to: a result that was kept without its content gets more of them when it is evaluated.
 *
 * @throws Error if the text is not such a graph
 */
function parseResults(text) {
    const graph = object(JSON.parse(text));
    const { trace_format_version: version, boot_id: boot, results } = graph;
    if (version !== 1 || typeof boot !== 'string' || boot === '' || !Array.isArray(results)) {
        throw new Error("the engine's graph of results has an unexpected format");
    }
    const byId = new Map(results.map(resultFrom).map((result) => [result.id, result]));
    const kept = new Map();
    const next = [...byId.values()].filter(({ isRoot }) => isRoot);
    for (let result = next.pop(); result; result = next.pop()) {
        if (kept.has(result.id))
            continue;
        kept.set(result.id, result);
        for (const id of result.dependencies) {
            const dependency = byId.get(id);
            if (dependency)
                next.push(dependency);
        }
    }
    const lines = [...kept.values()].toSorted((a, b) => a.id - b.id).map(({ line }) => line);
    return {
        boot,
        count: lines.length,
        hash: (0,external_node_crypto_.createHash)('sha256').update(lines.join('\n')).digest('hex'),
    };
}
function resultFrom(value) {
    const result = object(value);
    const { shared_result_id: id, has_persisted_edge: isRoot } = result;
    const dependencies = result['explicit_dep_ids'] ?? [];
    const links = result['snapshot_links'] ?? [];
    if (typeof id !== 'number' ||
        typeof isRoot !== 'boolean' ||
        !Array.isArray(dependencies) ||
        !dependencies.every((dependency) => typeof dependency === 'number') ||
        !Array.isArray(links)) {
        throw new Error('a result of the engine has an unexpected format');
    }
    return { id, isRoot, dependencies, line: JSON.stringify([id, isRoot, dependencies, links]) };
}
function object(value) {
    if (!(0,json/* isJsonObject */.O)(value))
        throw new Error("the engine's graph of results has an unexpected format");
    return value;
}

// EXTERNAL MODULE: ./build/src/dagger/local-cache.js
var local_cache = __webpack_require__(1532);
// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
;// CONCATENATED MODULE: ./build/src/policy/idle.js
/** An older snapshot is saved again to renew the last-used times in the engine and the entry in the store. */
const refreshMilliseconds = 24 * 60 * 60 * 1000;
/**
 * Why a job is not idle, as a clause; undefined if it is idle: it added nothing that a save would keep.
 *
 * Any doubt counts as work: an unnecessary save costs seconds, but work that is not saved is repeated in every job.
 *
 * When an engine stops, it saves its cache entries and what they refer to. So a job that leaves the same entries with
 * the same sizes has added nothing, with three exceptions that the entries do not show:
 *
 * - A command wrote to a cache volume without changing its size, and its own result is not kept, as with services and
 *   failed commands. Such a command runs in a container, which the engine logs.
 * - The engine removed entries before the job first asked for its contents. So any removal in the engine's log counts.
 * - Another client is still connected, and may add something.
 */
function reasonNotIdle(facts) {
    const known = knownWork(facts);
    if (known !== undefined)
        return known;
    const { before, after } = facts;
    if (!before || !after)
        return 'the engine did not report what its cache contains';
    if (before.boot !== after.boot)
        return 'the engine was restarted during the job';
    if (before.otherClients > 0 || after.otherClients > 0)
        return 'another client was connected to the engine';
    if (facts.aboveLimit)
        return "the engine's cache is above its limit";
    if (before.count !== after.count || before.entries !== after.entries) {
        return "the entries of the engine's cache changed";
    }
    return sizeChanged(before, after) ? "the size of the engine's cache changed" : undefined;
}
/** Like `reasonNotIdle`, but uses only what is known before the engine reports its cache at the end of the job. */
function knownWork(facts) {
    const { base, logged } = facts;
    if (!base)
        return 'the job did not start from the newest state';
    if (!base.isStoredUnderOwnKey)
        return "the restored state is not stored under the job's own key";
    if (base.savedAt === undefined)
        return 'the age of the restored state is unknown';
    const age = facts.now - base.savedAt;
    if (!(age >= 0 && age < refreshMilliseconds))
        return 'the restored state is older than a day';
    if (facts.engineCache.startsWith('discarded'))
        return 'the engine did not accept the restored state';
    if (facts.commandsStarted > facts.commands.length)
        return 'a command was terminated';
    if (facts.commands.some(({ succeeded }) => !succeeded))
        return 'a command failed';
    if (!facts.before)
        return "the contents of the engine's cache before the first command are unknown";
    if (!logged)
        return "the engine's log does not show all of its work";
    if (logged.removedEntries)
        return 'the engine removed entries from its cache';
    return logged.ranContainer ? 'the engine ran commands in containers' : undefined;
}
/**
 * Whether the size of the cache shows work. Engines from 0.21 report the ID of their run (`boot`). For them, only a
 * larger size shows work, because their log shows removed entries and containers that delete files. Right after an
 * upload, they report too small a size: with v0.21.8 and an unchanged folder of 150 MB, 412 MB instead of 426 MB.
 */
function sizeChanged(before, after) {
    return after.boot === undefined ? before.bytes !== after.bytes : before.bytes < after.bytes;
}

// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/job/cache-limit.js
var cache_limit = __webpack_require__(2465);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
// EXTERNAL MODULE: ./build/src/record/timeline.js
var timeline = __webpack_require__(5104);
;// CONCATENATED MODULE: ./build/src/job/idle.js
















/** Time limit in seconds for a question to the engine. A healthy engine answers within a second. */
const questionSeconds = 30;
/**
 * Records what the engine's cache contains, if the job may turn out to be idle. Call it once, when the engine serves
 * and before the job's first command. If it fails, the job saves its state even if it does nothing new.
 *
 * @param saveInput the input save, if it is already known
 */
async function recordCacheContent(job, saveInput) {
    const { restoredKey, volume, container, engineRun } = job;
    if (!volume || !engineRun || container === undefined || restoredKey === undefined)
        return;
    if (!(0,keys/* isExactHit */.Dn)(restoredKey, job.logicalKey) || job.unusableSnapshots)
        return;
    try {
        if (saveInput !== undefined && job.keepIn === undefined && !(0,saving/* couldSave */.Np)(await (0,context/* runContext */.pO)([]), saveInput)) {
            return;
        }
        const { content: cacheBefore } = await (0,timeline/* timed */.a)('idle check', () => askEngine({ ...job, container }, engineRun));
        await (0,record/* writeJobOrWarn */.Sb)({ ...((await (0,record/* readJob */.cd)()) ?? job), cacheBefore });
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The job will be saved even if it does nothing new: ${(0,reason/* reasonOf */.A)(error)}.`);
    }
}
/** What the engine's cache contains, and what the engine itself counts. */
async function askEngine(job, run) {
    const cache = (0,cache_limit/* localCacheOf */.tr)(job);
    const questions = [
        (0,local_cache/* askCache */.yC)(cache, questionSeconds),
        (0,local_cache/* hasResults */.pd)(cache.version) ? cachedResults(run) : Promise.resolve(undefined),
    ];
    // If one fails, the other must not still be open when the engine is stopped.
    await Promise.allSettled(questions);
    const [{ bytes, entries, clients, list }, results] = await Promise.all(questions);
    const { hash, ...counted } = results ?? { count: entries, hash: hashOf(list) };
    return {
        totals: { bytes, entries },
        content: { ...counted, entries: hash, bytes, otherClients: clients - 1 },
    };
}
/** @throws Error if there is no list */
function hashOf(list) {
    if (!list)
        throw new Error('the engine did not list its entries');
    return (0,external_node_crypto_.createHash)('sha256').update(list.join('\n')).digest('hex');
}
/**
 * Whether the job was idle. Never throws.
 *
 * @param previous what the state was restored from
 */
async function needToSave(job, store, previous) {
    try {
        const engine = await (0,docker/* inspectContainer */.aH)(job.container);
        // The stop reports the details.
        if (!engine || !(0,stop/* isStillIn */.IU)(job.engineRun, engine))
            return { reason: 'the engine exited during the job' };
        const base = await baseOf(job, store, previous);
        const facts = {
            base,
            engineCache: job.commands?.[0]?.engineCache ?? 'unknown',
            commandsStarted: job.commandsStarted ?? 0,
            commands: job.commands ?? [],
            before: job.cacheBefore,
            now: Date.now(),
        };
        // Each question to the engine takes half a second, and the log already shows the work of most jobs.
        const known = knownWork({ ...facts, logged: await workIn(job.container, engine) });
        if (known !== undefined)
            return { reason: known };
        const { content: after, totals } = await askEngine(job, engine);
        const aboveLimit = job.cacheLimit !== undefined && after.bytes > job.cacheLimit.maxUsedSpace;
        // The log once more, because a client may have worked until the engine answered.
        const logged = await workIn(job.container, engine);
        return { reason: reasonNotIdle({ ...facts, after, aboveLimit, logged }), totals };
    }
    catch (error) {
        return { reason: `it is unknown what the job changed (${(0,reason/* reasonOf */.A)(error)})` };
    }
}
async function baseOf(job, store, previous) {
    // An engine exited on a newer snapshot: the job's state must become the newest one, even if it is unchanged.
    if (!previous || job.unusableSnapshots)
        return undefined;
    // The store may no longer have the snapshot of a kept state: GitHub's cache evicts what is unread for a week.
    const isStoredUnderOwnKey = (0,keys/* isExactHit */.Dn)(previous.key, job.logicalKey) && (job.keptBy === undefined || (await store.has(previous.key)));
    return { savedAt: previous.manifest.savedAt, isStoredUnderOwnKey };
}
async function workIn(container, { logsFrom }) {
    return (0,log_lines/* loggedWork */.go)(await (0,docker_log/* containerLog */.C)(container, logsFrom, log_lines/* isWorkLine */.we));
}


/***/ })

};

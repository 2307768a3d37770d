export const id = 512;
export const ids = [512];
export const modules = {

/***/ 4406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ provideCli)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
// EXTERNAL MODULE: ./build/src/dagger/download.js
var download = __webpack_require__(1350);
// EXTERNAL MODULE: ./build/src/dagger/installed.js
var installed = __webpack_require__(1166);
// EXTERNAL MODULE: ./build/src/symbolic-links.js
var symbolic_links = __webpack_require__(9373);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/dagger/install.js














/**
 * Provides a CLI: the one on the PATH, one that an earlier job stored in the tool cache (the folder
 * `RUNNER_TOOL_CACHE`), one whose archive is kept between jobs, or a download. A download is verified against the
 * checksum that Dagger publishes next to it, and stored in the tool cache.
 *
 * @returns the CLI's path, and where it came from as part of a sentence
 * @throws DownloadError; Error for a platform without a Dagger CLI
 */
async function installCli(installation) {
    const { build, onPath, arch, platform } = installation;
    const right = onPath !== undefined && isBuild(onPath, build);
    if (right)
        return { path: onPath.path, origin: 'already on the PATH' };
    // Imported on demand: it takes 0.1 s, which is not needed for a CLI on the PATH.
    const tools = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(625), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    const toolCache = (process.env['RUNNER_TOOL_CACHE'] ||= external_node_path_.join((0,external_node_os_.homedir)(), '.cache', 'warm-dagger'));
    const cacheVersion = versionInCache(build);
    const cached = cacheVersion === undefined ? '' : tools.find('dagger', cacheVersion, arch);
    const cachedCli = external_node_path_.join(cached, (0,installed/* cliFile */.jg)(platform));
    if (cached !== '' && (0,external_node_fs_.existsSync)(cachedCli))
        return { path: cachedCli, origin: 'from the tool cache' };
    const archive = (0,releases/* archiveOf */.YH)(installation.site, build, platform, arch);
    const folder = await (0,promises_.mkdtemp)(external_node_path_.join(installation.temporary, 'warm-dagger-cli-'));
    const fetched = await fetchCli(archive, folder, installation).catch(async (error) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    });
    const { origin } = fetched;
    if (cacheVersion === undefined)
        return fetched;
    try {
        await (0,promises_.mkdir)(toolCache, { recursive: true });
        // The toolkit removes first what is there, also through a link.
        await (0,symbolic_links/* assertNoSymbolicLink */.Y7)(external_node_path_.join(await (0,promises_.realpath)(toolCache), 'dagger', cacheVersion, arch));
        const kept = await tools.cacheDir(external_node_path_.dirname(fetched.path), 'dagger', cacheVersion, arch);
        await (0,promises_.rm)(folder, { recursive: true });
        return { path: external_node_path_.join(kept, external_node_path_.basename(fetched.path)), origin };
    }
    catch (error) {
        const reason = (0,src_reason/* reasonOf */.A)(error);
        const { log } = installation.downloadOptions;
        log.info(`The CLI could not be stored in the tool cache, so the next job downloads it again: ${reason}`);
        return fetched;
    }
}
// The version of a commit's build ends with the first 12 digits of the commit: v0.18.19-250918123923-71f2e104b045.
function isBuild({ version }, build) {
    if (build.kind === 'release')
        return version === build.version;
    return build.commit !== 'head' && version.endsWith(`-${build.commit.slice(0, 12)}`);
}
/**
 * The tool cache sorts by semantic versions. The newest build of a branch has no stable version, so it is not
 * stored.
 */
function versionInCache(build) {
    if (build.kind === 'release')
        return build.version;
    return build.commit === 'head' ? undefined : `0.0.0-commit-${build.commit}`;
}
/**
 * Fetches the CLI and unpacks it into a subfolder of `folder`.
 *
 * @returns its path, and where it came from as part of a sentence
 */
async function fetchCli(archive, folder, installation) {
    const { build, platform } = installation;
    const file = external_node_path_.join(folder, archive.name);
    const archives = build.kind === 'release' && (0,dagger_version/* isRelease */.MU)(build.version) ? installation.archives : undefined;
    const isKept = (await archives?.read(archive, file)) ?? false;
    if (!isKept)
        await downloadArchive(archive, file, installation);
    const unpacked = external_node_path_.join(folder, 'unpacked');
    await unpack(archive, file, unpacked);
    const cli = external_node_path_.join(unpacked, (0,installed/* cliFile */.jg)(platform));
    if (!(0,external_node_fs_.existsSync)(cli)) {
        throw new download/* DownloadError */.nV(`${archive.url} holds no Dagger CLI. If it is a mirror, correct it there.`);
    }
    await (0,promises_.chmod)(cli, 0o755);
    if (!isKept)
        await archives?.keep(archive, file);
    await (0,promises_.rm)(file, { force: true });
    return { path: cli, origin: isKept ? 'from the cache' : `downloaded from ${archive.url}` };
}
async function downloadArchive(archive, file, { build, downloadOptions }) {
    try {
        await fetchArchive(archive, file, downloadOptions);
    }
    catch (error) {
        if (!(0,releases/* isMissing */.b2)(error))
            throw error;
        const wanted = build.kind === 'release' ? `Dagger ${build.version}` : `a build of Dagger's commit ${build.commit}`;
        throw new download/* DownloadError */.nV(`There is no CLI of ${wanted}: ${error.message} Available versions: https://github.com/dagger/dagger/releases`, error.status, error);
    }
}
async function fetchArchive(archive, file, downloadOptions) {
    const published = await (0,releases/* publishedChecksum */.OB)(archive, downloadOptions);
    const actual = await (0,download/* download */.RG)(archive.url, downloadOptions, async (body) => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const hashed = new external_node_stream_.Transform({
            transform(chunk, _encoding, done) {
                hash.update(chunk);
                done(null, chunk);
            },
        });
        await (0,external_node_stream_promises_.pipeline)(body, hashed, (0,external_node_fs_.createWriteStream)(file));
        return hash.digest('hex');
    });
    if (actual === published)
        return;
    throw new download/* DownloadError */.nV(`${archive.url} has the SHA-256 ${actual}, but ${archive.checksumsUrl} says ${published}: the file was ` +
        `changed or truncated in transit, and is not used. Run the job again. If this repeats, report it to the operator of that server.`);
}
async function unpack(archive, file, folder) {
    await (0,promises_.mkdir)(folder);
    if (archive.format === 'zip') {
        const { extractZip } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(625), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
        await extractZip(file, folder);
    }
    else {
        // The toolkit would print tar's command line to the log.
        await (0,programs/* run */.eF)('tar', ['--no-same-owner', '-xzf', file, '-C', folder], { timeoutSeconds: 300 });
    }
}

// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/downloads/download-options.js
var download_options = __webpack_require__(6076);
;// CONCATENATED MODULE: ./build/src/downloads/cli.js






/**
 * Provides the CLI.
 *
 * @param version as resolved for the job: a full version, a commit hash or `head`
 */
async function provideCli(version, programs) {
    return await installCli({
        build: (0,dagger_version/* parseVersion */.ot)(version) === undefined ? (0,releases/* parseCommit */.L5)(version) : { kind: 'release', version },
        onPath: await (0,installed/* findCliOnPath */.wo)(process.env),
        site: (0,releases/* downloadSite */.KB)(process.env),
        downloadOptions: download_options/* downloadOptions */.Z,
        archives: programs?.archives,
        temporary: context/* temporary */.q_,
        platform: process.platform,
        arch: process.arch,
    });
}


/***/ }),

/***/ 4601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ startDownloads)
/* harmony export */ });
/* harmony import */ var _record_timeline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5104);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5505);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5260);
/* harmony import */ var _cli_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4406);
/* harmony import */ var _engine_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4753);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6454);
/* harmony import */ var _version_of_job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(634);







/**
 * Starts to download the CLI and the engine's image at the same time.
 *
 * @param choice the inputs that name the job's store; undefined if the job has none
 */
function startDownloads(inputs, version, host, programs, choice) {
    const cli = (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_0__/* .timed */ .a)('CLI', () => (0,_cli_js__WEBPACK_IMPORTED_MODULE_3__/* .provideCli */ .I)(version, programs));
    const engineRelease = (0,_version_of_job_js__WEBPACK_IMPORTED_MODULE_6__/* .engineReleaseOf */ .dC)(version, () => cli);
    const downloads = { version, host, cli, engineRelease, image: fetchImage(inputs, version, host, choice) };
    // They are awaited later. Until then, keep Node from reporting a rejection as unhandled.
    for (const download of [cli, engineRelease, downloads.image])
        download.catch(() => undefined);
    return downloads;
}
/** Provides the engine's image or its files, if this step may have to start the engine. */
async function fetchImage(inputs, version, host, choice) {
    if (host.kind !== 'docker')
        return undefined;
    // In a later step of a job, the engine already runs.
    if ((await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_5__/* .readJob */ .cd)())?.container !== undefined)
        return undefined;
    const image = inputs.engineImage || (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_2__/* .engineImage */ .Sg)(version);
    // A daemon that does not answer cannot pull it either.
    if (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_1__/* .hasImage */ .e_)(image).catch(() => true))
        return undefined;
    return await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_0__/* .timed */ .a)('engine image', () => (0,_engine_files_js__WEBPACK_IMPORTED_MODULE_4__/* .provideImage */ .PK)(image, inputs, version, choice));
}


/***/ }),

/***/ 4393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cleanUp: () => (/* binding */ cleanUp),
/* harmony export */   skipPostOf: () => (/* binding */ skipPostOf)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(235);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3438);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7428);
/* harmony import */ var _job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3900);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6454);
/* harmony import */ var _idle_post_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9981);






/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
async function cleanUp() {
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readJob */ .cd)();
    if (!job)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__/* .cleanUpVolume */ .fd)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readVolumeInput */ .JU)() + _github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerSuffix */ .YC);
    else if (!job.postStepSaves || job.saved)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__/* .cleanUpJob */ .Ob)(job);
}
/** Lets the post step of a step that does not save end at once, if the job leaves nothing to clean up. */
function skipPostOf(job) {
    if (!(0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__/* .leavesSomething */ .L)(job))
        _actions_core__WEBPACK_IMPORTED_MODULE_4__/* .saveState */ .LZ(_idle_post_js__WEBPACK_IMPORTED_MODULE_5__/* .idlePost */ .Z, 'true');
}


/***/ }),

/***/ 4944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ restoreFromStore),
/* harmony export */   bO: () => (/* binding */ hitOf),
/* harmony export */   fe: () => (/* binding */ restoreEntry),
/* harmony export */   w4: () => (/* binding */ findEntry)
/* harmony export */ });
/* unused harmony export restoreTimeoutMilliseconds */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);
/* harmony import */ var _github_progress_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(1926);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3438);
/* harmony import */ var _crash_marks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1242);
/* harmony import */ var _on_demand_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9286);
/* harmony import */ var _summary_summary_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4345);
/* harmony import */ var _record_timeline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5104);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(2958);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(170);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5005);
/* harmony import */ var _policy_events_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5431);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(5105);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4438);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3478);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5785);
/* harmony import */ var _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(3309);

















/** Time limit for a lookup, and for fetching a manifest, in milliseconds. Each usually takes about a second. */
const lookUpTimeoutMilliseconds = 120_000;
/**
 * Asks a store, and gives up after the time limit of a lookup, or at the deadline if that is earlier.
 *
 * @throws Error if the store does not answer in time
 */
async function withLookupTimeout(ask, deadline) {
    const timeout = AbortSignal.timeout(lookUpTimeoutMilliseconds);
    const signal = deadline ? AbortSignal.any([timeout, deadline]) : timeout;
    return await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_8__/* .untilAborted */ .Eu)(signal, ask(signal)).catch((error) => {
        if (!timeout.aborted)
            throw error;
        throw new Error(`there was no answer within ${lookUpTimeoutMilliseconds / 1000} s`);
    });
}
/** Looks for the newest entry of the key, then of each restore key in turn. Warns if the store cannot be searched. */
async function findEntry(store, logicalKey, restoreKeys) {
    const fallbacks = restoreKeys.length === 0 ? '' : `, then for the restore keys ${restoreKeys.join(', ')}`;
    _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`Looking in ${store.name} for the key ${logicalKey}${fallbacks}.`);
    try {
        const entry = await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_6__/* .timed */ .a)('look up', () => withLookupTimeout(() => store.find((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .searchKeys */ .vz)(logicalKey, restoreKeys))));
        const kind = entry && (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .matchKind */ .O4)(entry.key, logicalKey, restoreKeys);
        if (!entry || !kind) {
            _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`No state is stored for the key ${logicalKey} or its restore keys.`);
            return {};
        }
        return { found: { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' } };
    }
    catch (error) {
        const problem = `${store.name} could not be searched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_14__/* .reasonOf */ .A)(error)}`;
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.warning(problem);
        return { problem };
    }
}
/** The value of the output cache-hit for an entry. */
function hitOf(entryKey, logicalKey) {
    return (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .isExactHit */ .Dn)(entryKey, logicalKey) ? 'true' : 'false';
}
/**
 * Restores the found snapshot or, if it is unusable, its newest usable predecessor. Adds the result to the job's
 * summary.
 */
async function restoreFromStore({ found, problem }, options) {
    const messages = problem === undefined ? [] : [problem];
    const result = found
        ? await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_6__/* .timed */ .a)('restore', () => restoreNewest(found.key, options, messages))
        : { unusableSnapshots: [] };
    if (result.restored)
        return result;
    // Skip this if the search failed: another one could take the whole time limit again.
    if (!found && problem === undefined) {
        const reason = (0,_policy_events_js__WEBPACK_IMPORTED_MODULE_9__/* .alwaysColdReason */ .QQ)(process.env['GITHUB_EVENT_NAME']);
        messages.push(await explainMiss(options.store), ...(reason === undefined ? [] : [reason]));
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(messages.join(' '));
    }
    await (0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .addToSummary */ .Dg)((0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreSummary */ .rk)({ kind: 'nothing', key: options.logicalKey }, messages, Date.now()));
    return result;
}
/**
 * Time limit of a restore in milliseconds: a minute, plus the time to fetch at 5 MB/s and to write at 50 MB/s. Usually,
 * GitHub's cache sends about 90 MB/s, and chunks are written at several hundred MB/s. A restore that exceeds the limit
 * takes longer than most cold starts.
 */
function restoreTimeoutMilliseconds({ compressed, uncompressed }) {
    return Math.ceil(1000 * (60 + compressed / 5e6 + uncompressed / 50e6));
}
/**
 * Tries the newest snapshot, then its predecessors. Skips snapshots with a mark: other runs could not use them.
 *
 * @param messages receives a sentence for each problem
 */
async function restoreNewest(newest, options, messages) {
    const { store } = options;
    const unusableSnapshots = [];
    const warn = (note) => {
        messages.push(note);
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.warning(note);
    };
    const first = await readCandidate(store, newest);
    if (first.kind === 'unreadable') {
        warn(`${first.problem} The engine starts cold.`);
        return { unusableSnapshots };
    }
    const { manifest } = first.snapshot;
    // One time limit for all attempts; the newest manifest determines it.
    const deadline = AbortSignal.timeout(restoreTimeoutMilliseconds((0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_12__/* .sizeOf */ .$d)(manifest)));
    const keys = [newest, ...manifest.predecessors];
    for (const [index, key] of keys.entries()) {
        const candidate = index === 0 ? first : await readCandidate(store, key);
        if (candidate.kind === 'marked')
            unusableSnapshots.push(key);
        const attempt = candidate.kind === 'usable'
            ? await restoreSnapshot(candidate.snapshot, options, messages, deadline)
            : candidate;
        if (attempt.kind === 'restored')
            return { restored: attempt, unusableSnapshots };
        if (attempt.kind === 'no room') {
            warn(`${attempt.problem} The engine starts cold.`);
            break;
        }
        const isLast = index === keys.length - 1 || deadline.aborted;
        warn(`${attempt.problem} ${isLast ? 'The engine starts cold.' : 'Trying the previous state.'}`);
        if (isLast)
            break;
    }
    return { unusableSnapshots };
}
/**
 * Writes exactly this snapshot to the image.
 *
 * @param note why this snapshot, as a sentence
 * @param deadline aborted when the time is up
 */
async function restoreEntry(key, options, note, deadline) {
    const candidate = await readCandidate(options.store, key, deadline);
    if (candidate.kind !== 'usable')
        return candidate;
    return await (0,_record_timeline_js__WEBPACK_IMPORTED_MODULE_6__/* .timed */ .a)('restore', () => restoreSnapshot(candidate.snapshot, options, [note], deadline));
}
async function readCandidate(store, key, deadline) {
    try {
        const read = async (signal) => await Promise.all([(0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_13__/* .readManifest */ .WI)(store, key, signal), (0,_crash_marks_js__WEBPACK_IMPORTED_MODULE_3__/* .isMarked */ .rZ)(store, key)]);
        const [manifest, marked] = await withLookupTimeout(read, deadline);
        const snapshot = { key, manifest };
        if (!marked)
            return { kind: 'usable', snapshot };
        return { kind: 'marked', snapshot, problem: `The state ${key} is skipped: two runs could not use it.` };
    }
    catch (error) {
        const problem = error instanceof _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_13__/* .SnapshotError */ .JC
            ? error.message
            : `The manifest ${key} could not be fetched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_14__/* .reasonOf */ .A)(error)}.`;
        return { kind: 'unreadable', problem };
    }
}
/** Writes a snapshot to the image, or serves it on demand. */
async function restoreSnapshot(snapshot, options, messages, deadline) {
    const { logicalKey, image } = options;
    const { key, manifest } = snapshot;
    const content = (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_12__/* .sizeOf */ .$d)(manifest).uncompressed;
    if (content + _disk_image_js__WEBPACK_IMPORTED_MODULE_11__/* .hostMargin */ .Ng > (await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_11__/* .freeBytes */ .go)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(image)))) {
        const problem = `The state ${key} needs ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .megabytes */ .ix)(content)}, but this machine has too little free disk space.`;
        return { kind: 'no room', problem };
    }
    const start = performance.now();
    const served = options.onDemand && (await serve(snapshot, options, options.onDemand));
    if (served !== undefined) {
        const restoreMilliseconds = performance.now() - start;
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`Attached the state ${key} (${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .megabytes */ .ix)(content)}) in ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .seconds */ .YA)(restoreMilliseconds)}. Its parts are fetched when the engine reads them.`);
        await summarizeRestore(snapshot, logicalKey, { content, restoreMilliseconds }, messages);
        return { kind: 'restored', snapshot, served };
    }
    const fetched = await _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.group(`Restore ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .megabytes */ .ix)(content)} of state`, () => fetchImage(snapshot, options, deadline));
    if (typeof fetched === 'string')
        return { kind: 'failed', problem: fetched };
    const restoreMilliseconds = performance.now() - start;
    _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`Restored ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .megabytes */ .ix)(content)} (${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .megabytes */ .ix)(fetched)} fetched at ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .rate */ .TS)(fetched, restoreMilliseconds)}) in ${(0,_units_js__WEBPACK_IMPORTED_MODULE_15__/* .seconds */ .YA)(restoreMilliseconds)} from ${key}.`);
    await summarizeRestore(snapshot, logicalKey, { content, fetched, restoreMilliseconds }, messages);
    return { kind: 'restored', snapshot };
}
/** @returns compressed bytes that were fetched; or the problem with the snapshot, as a sentence */
async function fetchImage(snapshot, { store, image, size }, deadline) {
    try {
        const fetched = await (0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_13__/* .writeImage */ .te)(store, snapshot, image, (0,_github_progress_js__WEBPACK_IMPORTED_MODULE_16__/* .progressIn */ .P)(_github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh, 'Restoring'), deadline);
        const resizeError = await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_11__/* .fitImage */ .J0)(image, snapshot.manifest.imageSize, size).then(() => undefined, _reason_js__WEBPACK_IMPORTED_MODULE_14__/* .reasonOf */ .A);
        if (resizeError === undefined)
            return fetched;
        return `The state ${snapshot.key} could not be resized for this machine: ${resizeError}.`;
    }
    catch (error) {
        if (error instanceof _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_13__/* .SnapshotError */ .JC)
            return error.message;
        throw error;
    }
}
/** @returns the served file; undefined if the whole snapshot must be fetched, which the log then explains */
async function serve({ manifest }, { store, image, size }, choice) {
    const reason = await (0,_on_demand_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonToFetchAll */ .H8)(store, manifest, size);
    try {
        if (reason === undefined)
            return await (0,_on_demand_js__WEBPACK_IMPORTED_MODULE_4__/* .serveOnDemand */ .kC)(image, manifest, size, choice);
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`The whole state is fetched before the engine starts. ${reason}`);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.info(`The whole state is fetched before the engine starts: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_14__/* .reasonOf */ .A)(error)}`);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_10__/* .makeFolderOf */ .i7)(image);
    }
    return undefined;
}
/** @param result `content`: uncompressed bytes; `fetched`: compressed bytes, if the whole snapshot was fetched */
async function summarizeRestore({ key, manifest }, logicalKey, result, messages) {
    const { savedAt, engineVersion, packs } = manifest;
    await (0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .addToSummary */ .Dg)((0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreSummary */ .rk)({
        kind: 'snapshot',
        key: (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .matchedLogicalKey */ .lI)(key) ?? key,
        exact: (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .isExactHit */ .Dn)(key, logicalKey),
        run: (0,_github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .runThatSaved */ .oA)(key),
        savedAt,
        engineVersion,
        packs: packs.length,
        ...result,
    }, messages, Date.now()));
}
/**
 * Explains a miss with one request: names the newest state of another version, job or key, or says that there is
 * none.
 */
async function explainMiss(store) {
    try {
        const entry = await withLookupTimeout(() => store.find((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .searchKeys */ .vz)('', [''])));
        const key = entry && (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .matchedLogicalKey */ .lI)(entry.key);
        return key === undefined
            ? 'This branch cannot read any state: none was saved yet, or all were evicted.'
            : `The newest state that this branch can read has another key: ${key}.`;
    }
    catch (error) {
        return `${store.name} could not be searched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_14__/* .reasonOf */ .A)(error)}`;
    }
}


/***/ }),

/***/ 5691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ runDagger)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(235);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/record/record.js
var record_record = __webpack_require__(6454);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
;// CONCATENATED MODULE: ./build/src/summary/readiness.js

/** What a command waits for. Phases of one group run one after another; the groups run at the same time. */
const groups = {
    'the state': ['look up', 'restore', 'volume'],
    'the engine image': ['engine image'],
    'the CLI': ['CLI'],
};
/** Milliseconds. The log would show a shorter phase as 0.0 s. */
const shortestShownMilliseconds = 50;
/**
 * One line that says how long a step took until its command could run, how long each phase took, and which of the
 * parallel groups finished last.
 *
 * @param start of the step, in milliseconds since 1970, like `now`; earlier phases belong to other steps
 */
function readiness(timeline, start, now) {
    const phases = timeline.filter((phase) => phase.start >= start && phase.end - phase.start >= shortestShownMilliseconds);
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
// EXTERNAL MODULE: ./build/src/record/timeline.js
var timeline = __webpack_require__(5104);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js
var invoke = __webpack_require__(674);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(5260);
// EXTERNAL MODULE: ./build/src/engine/socket.js
var engine_socket = __webpack_require__(7835);
// EXTERNAL MODULE: ./build/src/job/client-identity.js
var client_identity = __webpack_require__(4901);
// EXTERNAL MODULE: ./build/src/job/crash-marks.js + 1 modules
var crash_marks = __webpack_require__(1242);
// EXTERNAL MODULE: ./build/src/job/idle.js + 2 modules
var idle = __webpack_require__(6573);
// EXTERNAL MODULE: ./build/src/job/on-demand.js
var on_demand = __webpack_require__(9286);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
// EXTERNAL MODULE: ./build/src/docker-log.js
var docker_log = __webpack_require__(2110);
;// CONCATENATED MODULE: ./build/src/engine/serving.js




/**
 * The engine logs this after it has opened its state and listens. A client that connects earlier waits for gRPC's
 * backoff. Source: dagger/dagger v0.20.3, cmd/engine/main.go line 608; v0.21.8, line 621; v1.0.0-beta.10, line
 * 639.
 */
const serving = 'running server on /run/dagger';
/** Milliseconds between two connection attempts to an engine whose log does not have that line. */
const probeEveryMilliseconds = 250;
/**
 * Waits until an engine serves or has exited.
 *
 * @param timeoutSeconds at least 1
 */
async function awaitServing(engine, timeoutSeconds) {
    const { container, logsFrom, logsStart } = engine;
    const words = [];
    const onLine = (line) => {
        if (isLastWord(line))
            words.push(line);
        return line.includes(serving);
    };
    const stop = new AbortController();
    const logged = (0,docker_log/* awaitLogLine */.F)(container, logsFrom, onLine, timeoutSeconds, stop.signal);
    const outcome = await (logsStart ? logged : Promise.race([logged, answers(container, stop.signal)])).finally(() => {
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
/** Connects like the CLI. Resolves to `found` when the engine answers, and never if it does not. */
async function answers(container, signal) {
    for (;;) {
        const dial = ['exec', '--interactive', container, 'buildctl', 'dial-stdio'];
        const { exitCode } = await (0,programs/* attempt */.CD)('docker', dial, { input: '', timeoutSeconds: 10 });
        if (exitCode === 0)
            return 'found';
        await (0,external_node_timers_promises_.setTimeout)(probeEveryMilliseconds, undefined, { signal }).catch(() => new Promise(() => undefined));
    }
}
/**
 * Whether a line may show why an engine ended: the first line of a panic or a fatal error, or the error of its
 * main function.
 */
function isLastWord(line) {
    return /^(panic: |fatal error: |dagger-engine: )/.test(line);
}
function lastWord(words) {
    const word = words.at(-1);
    return word === undefined ? undefined : `ended and logged: ${word.trim().slice(0, 300)}`;
}
/**
 * Why an engine ended instead of serving, if the cause is not its state: a sentence without the final period;
 * undefined if it may be the state.
 *
 * Source: dagger/dagger v0.21.8, engine/config/load.go line 19 and cmd/engine/main.go line 347 for the
 * configuration.
 */
function otherCause(lines, { exitCode, outOfMemory }) {
    if (outOfMemory)
        return 'this machine has too little memory for it';
    // SIGKILL: no state makes the engine kill itself.
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
// EXTERNAL MODULE: ./build/src/engine/image-files.js
var image_files = __webpack_require__(3151);
// EXTERNAL MODULE: ./build/src/engine/log-lines.js
var log_lines = __webpack_require__(5628);
;// CONCATENATED MODULE: ./build/src/engine/start.js









/** Where an engine keeps its state. */
const stateFolder = '/var/lib/dagger';
/**
 * Number of network namespaces that the engine keeps ready for execs. The engine creates them in advance, and
 * deletes them one by one when it stops. If they are all in use, an exec creates another one, which the engine
 * then reuses.
 *
 * The engine's default is 128, or 16 up to 0.20.3, and each one adds 125 ms to the stop. 12 execs at once took as
 * long with 2 to 16 of them, and longer with 128, which are created at the same time; docs/how-it-works.md has the
 * figures.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 194, and v1.0.0-beta.10, line 259, for the flag; v0.20.3
 * and v0.21.8, cmd/engine/config.go line 86; v0.21.8, internal/buildkit/util/network/cniprovider/cni.go, fillPool,
 * get and close.
 */
const namespacePool = 4;
/** Someone else's container already has the name. */
class NameTakenError extends Error {
}
/**
 * Starts the engine like the CLI does, so that the CLI uses it: the CLI reuses a container by its name alone. If a
 * container with the name exists, this starts it if it uses our volume, and otherwise removes it if it is ours.
 *
 * Unlike the CLI's container, Docker never restarts ours: an engine's exit must stay visible, and after a reboot
 * the daemon must not start an engine on whatever disk has our device number by then. The CLI itself starts a
 * container that has exited.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @returns the start of this run's log, RFC 3339; undefined if the container's whole log belongs to this run
 * @throws CommandError; NameTakenError
 */
async function startEngine(start) {
    const { container, volume, version } = start;
    const [existing, existingVolume] = await Promise.all([(0,docker/* inspectContainer */.aH)(container), (0,docker/* inspectVolume */.Px)(volume)]);
    if (existing?.volumes[stateFolder] === volume) {
        await (0,programs/* run */.eF)('docker', ['start', '--', container]);
        return existing.logsFrom;
    }
    if (existing && !(docker/* ownLabel */.tZ in existing.labels)) {
        throw new NameTakenError(`A container named ${container} exists that this action did not create and that does not use the volume ${volume}.`);
    }
    if (existing)
        await (0,docker/* removeContainer */.od)(container);
    // A volume that Docker creates implicitly has no label: after an interrupted job, it would count as someone
    // else's.
    if (!existingVolume)
        await (0,docker/* createVolume */.pb)(volume);
    const logsCleanShutdown = (0,dagger_version/* isAtLeast */.du)(version, log_lines/* firstWithCleanShutdown */.ym);
    const socket = start.socketFolder === undefined ? engine_socket/* noSocket */.Dc : (0,engine_socket/* socketArguments */.GC)(start.socketFolder);
    const { options, command } = start.files
        ? (0,image_files/* argumentsFor */.Oz)(start.files)
        : { options: [], command: [start.image] };
    await (0,programs/* run */.eF)('docker', [
        ...['run', '--name', container, '--detach', '--label', docker/* ownLabel */.tZ],
        ...(logsCleanShutdown ? [] : ['--init']),
        // A restarted daemon must not start it, because the disk's number may refer to another disk by then.
        ...['--restart', 'no', '--volume', `${volume}:${stateFolder}`],
        ...configurationMounts(start),
        ...socket.docker,
        ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
        ...options,
        ...['--privileged', ...command, '--debug'],
        ...(logsCleanShutdown ? ['--debugaddr', '127.0.0.1:6060'] : []),
        `--oci-cni-pool-size=${namespacePool}`,
        ...socket.engine,
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
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js
var docker_volume = __webpack_require__(4438);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
;// CONCATENATED MODULE: ./build/src/job/engine-configuration.js







/**
 * Writes an engine.json that makes the engine keep what a reused state needs, and stay below the job's limit. Only
 * reads the user's own file. If this fails, warns and uses the user's file.
 *
 * @param env of the step
 */
async function engineConfiguration(job, env) {
    const limit = job.cacheLimit?.by === 'engine' ? job.cacheLimit.maxUsedSpace : undefined;
    try {
        const users = await (0,engine_configuration/* readConfiguration */.TD)(env);
        // The engine's own limits are right for a volume that is not ours, or is discarded with the machine.
        if (!job.volume)
            return { file: undefined, logsStart: (0,engine_configuration/* logsItsStart */.Ow)(users) };
        const { text, ignoredLimit } = (0,engine_configuration/* engineJson */.rN)(users, limit);
        if (limit !== undefined) {
            log/* jobLog */.Wh.info(ignoredLimit === undefined
                ? `The engine keeps its cache below ${(0,units/* megabytes */.ix)(limit)} before compression (max-cache-size).`
                : `The engine.json of this machine's user ${ignoredLimit.because}: max-cache-size has no effect on the engine.`);
        }
        if (text === undefined)
            return { file: undefined, logsStart: (0,engine_configuration/* logsItsStart */.Ow)(users) };
        return { file: await written(text), logsStart: (0,engine_configuration/* logsItsStart */.Ow)(text) };
    }
    catch (error) {
        const without = limit === undefined ? '' : ', and input max-cache-size has no effect on it';
        log/* jobLog */.Wh.warning(`The engine uses this machine's own engine.json${without}: ${(0,reason/* reasonOf */.A)(error)}`);
        return { file: undefined, logsStart: true };
    }
}
async function written(text) {
    const file = (0,external_node_path_.join)(record_record/* jobFolder */.OW, 'engine.json');
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    // The user's own file may be private.
    await (0,promises_.writeFile)(file, text, { mode: 0o600 });
    return file;
}

// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/downloads/engine-files.js + 1 modules
var engine_files = __webpack_require__(4753);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/job/clean-up.js
var clean_up = __webpack_require__(3900);
// EXTERNAL MODULE: ./build/src/job/state-notes.js
var state_notes = __webpack_require__(3452);
// EXTERNAL MODULE: ./build/src/job/restore-snapshot.js
var restore_snapshot = __webpack_require__(4944);
;// CONCATENATED MODULE: ./build/src/job/fallback-state.js















/** Seconds reserved for an engine on an empty volume, however long the snapshots before take. */
const emptyVolumeSeconds = 15;
/** Minimum seconds to fetch a snapshot: one of a gigabyte takes several. */
const minSnapshotSeconds = 5;
/**
 * After an engine failed on the restored state, starts it on earlier snapshots, then on an empty volume, until it
 * runs. Only if it then serves was the state the cause: the state is then marked for later jobs.
 *
 * @param start starts the engine for a job that has another volume than before
 */
async function startOnFallbackState(job, failure, start, deadline) {
    const restored = await (0,record_record/* restoredSnapshot */.P6)(job).catch(() => undefined);
    // A state that was kept on the machine is newer than the snapshot that it was last saved as.
    const unusableSnapshots = restored && job.keptBy === undefined ? [restored.key] : [];
    const candidates = restored
        ? [...(unusableSnapshots.length === 0 ? [restored.key] : []), ...restored.manifest.predecessors]
        : [];
    const finish = async (started) => {
        if (started.attempt.outcome === 'fails')
            return started;
        const all = [...unusableSnapshots, ...(job.unusableSnapshots ?? [])];
        if (started.attempt.serves)
            await mark(job, unusableSnapshots);
        return { ...started, job: { ...started.job, ...(all.length > 0 && { unusableSnapshots: all }) } };
    };
    const imageSize = await (0,promises_.stat)(job.volume.image).then(({ size }) => size, () => undefined);
    let last = failure;
    for (const key of candidates) {
        const seconds = deadline.secondsLeft - emptyVolumeSeconds;
        if (seconds < minSnapshotSeconds)
            break;
        const other = await onSnapshot(job, key, last, imageSize, new src_deadline/* Deadline */.B2(seconds));
        if (!other)
            continue;
        const attempt = await start(other);
        if (attempt.outcome === 'runs' || !attempt.blamesState)
            return await finish({ job: other, attempt });
        last = attempt;
        unusableSnapshots.push(key);
    }
    const empty = await onEmptyVolume(job, last, imageSize);
    return await finish({ job: empty, attempt: await start(empty) });
}
/** The job with the snapshot on its volume; undefined if the snapshot cannot be restored. */
async function onSnapshot(job, key, failure, imageSize, deadline) {
    const { volumeName, logicalKey } = job;
    const { image } = job.volume;
    const store = await (0,open_store.openStore)(job, log/* jobLog */.Wh, deadline.signal);
    if (!store)
        return undefined;
    try {
        const note = `${describeFailure(failure, job)}. Trying the previous state.`;
        log/* jobLog */.Wh.warning(note);
        const size = await emptied(job, imageSize);
        const restored = await (0,restore_snapshot/* restoreEntry */.fe)(key, { store, logicalKey, image, size }, note, deadline.signal);
        if (restored.kind !== 'restored') {
            log/* jobLog */.Wh.warning(restored.problem);
            return undefined;
        }
        const { snapshot } = restored;
        const volume = await (0,docker_volume/* makeVolume */.B)(volumeName, image);
        await (0,record_record/* recordRestoredSnapshot */.M8)(snapshot);
        const cacheHit = (0,restore_snapshot/* hitOf */.bO)(key, logicalKey);
        return {
            ...job,
            volume,
            restoredKey: key,
            cacheHit,
            keptBy: undefined,
            client: (0,client_identity/* clientIn */.LT)(snapshot.manifest.notes),
            namespaces: (0,state_notes/* namespacesIn */.EO)(snapshot.manifest.notes, snapshot.manifest.engineVersion, job),
        };
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state ${key}: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * The job with an empty volume, whose save replaces the restored state; or without a volume, and with the reason.
 */
async function onEmptyVolume(job, failure, imageSize) {
    const { volumeName } = job;
    const { image } = job.volume;
    try {
        await (0,disk_image/* makeImage */.Gs)(image, await emptied(job, imageSize));
        const volume = await (0,docker_volume/* makeVolume */.B)(volumeName, image);
        log/* jobLog */.Wh.warning(`${describeFailure(failure, job)}: the engine starts cold, on an empty volume.`);
        const forgotten = { restoredKey: undefined, keptBy: undefined, client: undefined, namespaces: undefined };
        return { ...job, volume, cacheHit: '', ...forgotten };
    }
    catch (error) {
        return await withoutItsVolume(job, `could not be created again (${(0,reason/* reasonOf */.A)(error)})`);
    }
}
/** A sentence without the final period. */
function describeFailure({ what, because }, { volumeName }) {
    return what === 'volume'
        ? `The volume ${volumeName} ${because}`
        : `The engine could not start with the restored state: it ${because}`;
}
/**
 * Removes the container, volume and image.
 *
 * @param imageSize of the job's first image in bytes, if known: the one before this may not have been created
 * @returns maximum size of a new image in bytes
 */
async function emptied({ volumeName, volume }, imageSize) {
    await (0,docker_volume/* removeOwnVolume */.P$)(volumeName, [volume.image]);
    await (0,docker_volume/* makeFolderOf */.i7)(volume.image);
    // Does not simply reuse the old size, which may be the problem.
    const size = (0,disk_image/* imageSizeWithin */.SY)(await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(volume.image)), imageSize);
    if (size === 0)
        throw new Error('there is no disk space for it');
    return size;
}
async function mark(job, snapshots) {
    const store = await (0,open_store.openStore)(job, log/* jobLog */.Wh, AbortSignal.timeout(10_000));
    if (store)
        await (0,crash_marks/* markSnapshots */.Fi)(store, snapshots);
}
/**
 * The job without our volume: Docker gives the engine a plain one.
 *
 * @param because the rest of a sentence about the volume
 */
async function withoutItsVolume({ volume, ...job }, because) {
    log/* jobLog */.Wh.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`);
    await (0,docker/* removeVolume */.L)(job.volumeName);
    await (0,clean_up/* warnOnFailure */.yh)('Its image could not be removed', async () => {
        if (volume)
            await (0,docker_volume/* discardImage */.Iy)(volume.image);
    });
    return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` };
}

;// CONCATENATED MODULE: ./build/src/job/start-engine.js





















const leftToTheCli = { place: 'what the CLI found' };
/**
 * Time limit in seconds until an engine serves, on whatever state, before it is left to the CLI. It applies once to a
 * start from the image's files, and once more to all attempts with the pulled image together. A warm engine takes less
 * than one second; the CLI itself waits for ten minutes.
 */
const startTimeoutSeconds = 60;
/** Starts the job's engine, if this action has to, and records it for later steps. */
async function provideEngine(inputs, job, downloads) {
    const { host } = downloads;
    if (host.kind !== 'docker')
        return await engineElsewhere(host, job);
    const problem = job.volume ? undefined : await (0,docker/* dockerMissing */.Le)();
    if (problem !== undefined) {
        log/* jobLog */.Wh.info(`${problem} The CLI will look for an engine.`);
        return leftToTheCli;
    }
    const engine = {
        version: job.engineRelease,
        image: inputs.engineImage || (0,engine_host/* engineImage */.Sg)(job.version),
        container: (0,docker/* jobContainer */.pF)(job.version, context/* runnerSuffix */.YC),
        volume: job.volumeName,
    };
    const files = await downloads.image;
    const started = await (0,timeline/* timed */.a)('engine start', () => startOrLeaveToCli({ ...engine, files }, inputs, job));
    if (!started)
        return leftToTheCli;
    const runnerHost = (0,engine_host/* runnerHostOf */.Yr)(engine);
    core/* exportVariable */.dN(engine_host/* runnerHostVariable */.Tt, runnerHost);
    // Record only the engine's first run: the save compares it, and refuses if a later step had to start the engine
    // again.
    const run = job.container === undefined ? await (0,docker/* inspectContainer */.aH)(engine.container) : undefined;
    const record = {
        ...started,
        container: engine.container,
        runnerHost,
        ...(run && { engineRun: { id: run.id, startedAt: run.startedAt, pid: run.pid } }),
    };
    await (0,record_record/* writeJobOrWarn */.Sb)(record);
    const socket = (0,engine_socket/* socketHostOf */.jo)(record_record/* socketFolder */.k1);
    return {
        place: `${engine.image} on the volume ${engine.volume}`,
        address: runnerHost,
        ...(socket !== undefined && { socket }),
        job: record,
    };
}
async function engineElsewhere(host, job) {
    if (job.volume) {
        log/* jobLog */.Wh.warning(`The engine of this step is ${(0,engine_host/* placeOf */.$t)(host)}, but the engine of the job is on this machine: this step's command does not use the restored state.`);
    }
    else if (job.reason !== (0,engine_host/* stateElsewhere */.Sl)(host)) {
        // Not again if the restore has already logged it.
        const origin = host.kind === 'cloud' ? '' : ', which this action did not set';
        log/* jobLog */.Wh.info(`The engine is ${(0,engine_host/* placeOf */.$t)(host)}${origin}; this action's volume is not used.`);
        await (0,record_record/* writeJobOrWarn */.Sb)(job);
    }
    return host.kind === 'cloud' ? { place: 'Dagger Cloud' } : { place: host.address, address: host.address };
}
/**
 * Starts the engine, if it does not run yet, on our volume or, if that cannot be used, on another with the same name.
 * If the engine cannot be started, warns, and leaves the start to the CLI.
 *
 * @returns the job's record; undefined if another container has the name
 */
async function startOrLeaveToCli(engine, inputs, job) {
    const start = performance.now();
    const isNew = job.container === undefined;
    if (!isNew && (await (0,docker/* inspectContainer */.aH)(engine.container))?.running === true) {
        log/* jobLog */.Wh.info(`The engine ${engine.image} is already running on the volume ${engine.volume}.`);
        return job;
    }
    let record = job;
    if (isNew && !job.volume && (await (0,docker/* inspectVolume */.Px)(engine.volume)))
        record = { ...job, volumeOfOthers: true };
    const held = job.volume && (await (0,docker_volume/* holdDevice */.qH)(job.volume));
    try {
        if (job.volume && !(await (0,docker_volume/* isAttached */.lg)(job.volume))) {
            record = await withoutItsVolume(job, 'was replaced after this job created it');
        }
        record = await startFromFilesOrImage(record, engine, inputs);
        log/* jobLog */.Wh.info(`Started the engine ${engine.image} on the volume ${engine.volume} in ${(0,units/* secondsSince */.wv)(start)}.`);
    }
    catch (error) {
        record = error instanceof StartError ? error.job : record;
        await (0,engine_socket/* removeSocket */.Ad)(record_record/* socketFolder */.k1);
        const withoutLimit = record.cacheLimit?.by === 'engine' ? ', without max-cache-size' : '';
        log/* jobLog */.Wh.warning(`The engine could not be started, so the CLI will try${withoutLimit}: ${(0,reason/* reasonOf */.A)(error)}`);
        const there = await (0,docker/* inspectContainer */.aH)(engine.container);
        if (there && there.volumes[stateFolder] !== engine.volume)
            return undefined;
    }
    finally {
        await held?.close();
    }
    return record;
}
/** No engine could be started. `job` is the job's record at that time. */
class StartError extends Error {
    job;
    constructor(message, job) {
        super(message);
        this.job = job;
    }
}
/**
 * Starts the engine from its files, if they came from the cache. If that fails, for whatever reason, pulls the image
 * and starts the engine from that. This failure is not blamed on the state: the start from the image decides whether
 * the state is at fault.
 *
 * @throws StartError like `startWithFallbacks`
 */
async function startFromFilesOrImage(job, { files, ...engine }, inputs) {
    if (files) {
        const failure = await startOnce({ ...engine, files }, inputs, job, startTimeoutSeconds).then((attempt) => (attempt.outcome === 'runs' ? undefined : `the ${attempt.what} ${attempt.because}`), reason/* reasonOf */.A);
        if (failure === undefined)
            return job;
        await (0,docker/* removeOwnContainer */.Kd)(engine.container);
        await (0,engine_files/* giveUpFiles */.YB)(files, failure);
        await (0,engine_files/* tryToPull */.IJ)(engine.image);
    }
    return await startWithFallbacks(job, engine, inputs);
}
/**
 * Starts the engine on the job's state; if it cannot use that, on an earlier state or on none; if it cannot use
 * our disk, on a plain Docker volume. A job may lose its state, but not its engine.
 *
 * @returns the job with the volume on which the engine runs
 * @throws StartError if the engine cannot be started at all
 */
async function startWithFallbacks(job, engine, inputs) {
    const deadline = new src_deadline/* Deadline */.B2(startTimeoutSeconds);
    const start = async (on) => await startOnce(engine, inputs, on, Math.max(1, deadline.secondsLeft));
    const first = await start(job);
    if (first.outcome === 'runs')
        return job;
    const { volume } = job;
    const { job: last, attempt: result } = first.blamesState && volume
        ? await startOnFallbackState({ ...job, volume }, first, start, deadline)
        : { job, attempt: first };
    if (result.outcome === 'runs')
        return last;
    // A plain volume helps only if ours is the problem.
    if (!last.volume || result.what === 'engine')
        throw new StartError(`the engine ${result.because}.`, last);
    await (0,docker/* removeOwnContainer */.Kd)(engine.container);
    const plain = await withoutItsVolume(last, result.because);
    const onPlain = await start(plain);
    if (onPlain.outcome === 'fails')
        throw new StartError(`the engine ${onPlain.because}.`, plain);
    return plain;
}
/**
 * Starts the engine once.
 *
 * @param timeoutSeconds time limit until the engine serves
 * @param hasSocket whether it also listens on a socket in the job's folder. Defaults to true if the job has our volume,
 *   because then the daemon should run on this machine
 */
async function startOnce(engine, inputs, job, timeoutSeconds, hasSocket = job.volume !== undefined) {
    const env = { ...process.env, ...inputs.env };
    const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '');
    const { file, logsStart } = await engineConfiguration(job, env);
    let logsFrom;
    await (0,engine_socket/* makeSocketFolder */.G7)(record_record/* socketFolder */.k1);
    const socket = hasSocket ? { socketFolder: record_record/* socketFolder */.k1 } : {};
    try {
        logsFrom = await startEngine({ ...engine, cloudToken, env, configuration: file, ...socket });
    }
    catch (error) {
        if (!job.volume || error instanceof NameTakenError || !(await (0,docker/* hasImage */.e_)(engine.image))) {
            throw new StartError((0,reason/* reasonOf */.A)(error), job);
        }
        const unreadable = await unreadableVolume(job);
        if (unreadable)
            return unreadable;
        const because = `could not be used (${(0,reason/* reasonOf */.A)(error)})`;
        return { outcome: 'fails', what: 'volume', because, blamesState: await holdsBrokenState(job) };
    }
    const startResult = await awaitServing({ container: engine.container, logsFrom, logsStart }, timeoutSeconds);
    if (startResult.kind === 'ended') {
        const unreadable = await unreadableVolume(job);
        if (unreadable)
            return unreadable;
        if (!hasSocket || !(0,engine_socket/* becauseOfSocket */.bc)(startResult.because))
            return await afterExit(job, startResult);
        // Docker's daemon may be in a virtual machine, with folders that cannot contain sockets.
        log/* jobLog */.Wh.info(`The engine ${startResult.because}. Starting it again without a socket.`);
        await (0,docker/* removeOwnContainer */.Kd)(engine.container);
        return await startOnce(engine, inputs, job, timeoutSeconds, false);
    }
    // Check this only while it runs: an exited engine's disk is no longer mounted.
    if (job.volume && !(await (0,docker_volume/* isMountedHere */.Fy)(job.volume.device))) {
        const because = 'was mounted by a Docker daemon on another machine';
        return { outcome: 'fails', what: 'volume', because, blamesState: false };
    }
    if (job.volume)
        await (0,on_demand/* lookUpPacks */.b6)(job.volume);
    return (await unreadableVolume(job)) ?? { outcome: 'runs', serves: startResult.kind === 'serves' };
}
/** The result of a start whose engine exited. */
async function afterExit(job, { because, otherCause }) {
    const cause = otherCause ?? (await fullDisk(job));
    return cause === undefined
        ? { outcome: 'fails', what: 'engine', because, blamesState: isAsRestored(job) }
        : { outcome: 'fails', what: 'engine', because: `${because}; ${cause}`, blamesState: false };
}
/** The failure of the process that serves the volume on demand; undefined if there is none or everything is fetched. */
async function unreadableVolume(job) {
    const failure = await (0,on_demand/* failureOf */.g5)(job.volume);
    if (!failure)
        return undefined;
    const because = `could not be used (${failure.reason.replace(/\.$/, '')})`;
    const blamesState = (0,on_demand/* isSnapshotFault */.ND)(failure) && isAsRestored(job);
    return { outcome: 'fails', what: 'volume', because, blamesState };
}
/** Free bytes below which no engine can work: its databases alone grow by more. */
const minFreeBytes = 64 * 2 ** 20;
async function fullDisk({ volume }) {
    const full = volume !== undefined && (await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(volume.image))) < minFreeBytes;
    return full ? "this machine's disk is full" : undefined;
}
/** Whether the job's volume contains only what came from a store, or from an earlier job on this machine. */
function isAsRestored({ volume, cacheHit, container }) {
    return volume !== undefined && cacheHit !== '' && container === undefined;
}
/** Whether the restored state, and not Docker, makes the volume unusable. */
async function holdsBrokenState(job) {
    const { volume } = job;
    if (!volume || !isAsRestored(job))
        return false;
    return !(await (0,second_mount/* canBeMounted */._K)(volume, (0,second_mount/* ownMountPoint */.wE)(record_record/* jobFolder */.OW, 'probe')));
}

// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/downloads/version-of-job.js + 1 modules
var version_of_job = __webpack_require__(634);
;// CONCATENATED MODULE: ./build/src/job/state-verdict.js








/** What the engine did with its state. Called after the command, when the engine has certainly read the state. */
async function readVerdict({ job }) {
    if (job?.container === undefined) {
        log/* jobLog */.Wh.info("The engine's cache: unknown, because this action did not start the engine.");
        return 'unknown';
    }
    const container = await (0,docker/* inspectContainer */.aH)(job.container);
    if (!container?.running) {
        log/* jobLog */.Wh.info("The engine's cache: unknown, because the engine is no longer running.");
        return 'unknown';
    }
    try {
        const written = await (0,docker_log/* containerLog */.C)(job.container, container.logsFrom, log_lines/* isStartLine */.Hz, log_lines/* isServingLine */.$N);
        const given = await givenState(job);
        const verdict = (0,log_lines/* stateVerdict */.Fj)(written, job.engineRelease, given);
        log/* jobLog */.Wh.info(`The engine's cache: ${verdict}.`);
        if (wasReset(verdict))
            await (0,state_notes/* forgetNamespaces */.wV)();
        if (verdict.startsWith('discarded:')) {
            log/* jobLog */.Wh.warning(wasReset(verdict) && (given === 'none' || isAnotherRun(container, job))
                ? `The engine exited during the job and was started again: its cache was lost (${verdict}).`
                : `The engine did not accept the restored state (${verdict}) and started cold.`);
        }
        return verdict;
    }
    catch (error) {
        log/* jobLog */.Wh.debug((0,reason/* reasonOf */.A)(error));
        return 'unknown';
    }
}
/** Whether the engine discarded an existing state, instead of just finding none. */
function wasReset(verdict) {
    return verdict.startsWith('discarded:') && !verdict.startsWith('discarded:written_by_');
}
/**
 * Whether the engine was started again after the job first started it. If so, its state is no longer only what was
 * restored.
 */
function isAnotherRun({ id, startedAt }, { engineRun }) {
    return engineRun !== undefined && (id !== engineRun.id || startedAt !== engineRun.startedAt);
}
async function givenState(job) {
    if (job.volumeOfOthers)
        return 'of others';
    if (!job.volume)
        return 'none';
    const writer = job.keptBy ?? (await (0,record_record/* restoredSnapshot */.P6)(job))?.manifest.engineVersion;
    if (writer === undefined)
        return 'none';
    return { writtenBy: (0,version_of_job/* releaseOfWriter */.e6)(writer, job), namespaces: job.namespaces };
}

// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
;// CONCATENATED MODULE: ./build/src/job/run-command.js























/**
 * Provides the CLI and the engine, runs the command, and sets outputs, exports and the exit code.
 *
 * @param saveInput the input save, if it is already known
 */
async function runDagger(inputs, downloads, saveInput) {
    const { version } = downloads;
    const recordedJob = await (0,record_record/* readJob */.cd)();
    if (recordedJob)
        warnOfOtherVersion(inputs, recordedJob.version);
    // Rejects invalid inputs before the CLI is downloaded. The final command depends on the CLI's version: see below.
    warnOfIgnored((0,dagger_command/* commandLine */.ay)(inputs, (0,dagger_version/* parseVersion */.ot)(version), inputs.variables));
    const engine = await provideEngine(inputs, recordedJob ?? (await withoutVolume(inputs, downloads)), downloads);
    const cli = await downloads.cli;
    log/* jobLog */.Wh.info(`The Dagger CLI ${version} is ${cli.origin}.`);
    core/* addPath */.fM((0,external_node_path_.dirname)(cli.path));
    core/* setOutput */.uH('version', version);
    const command = (0,dagger_command/* commandLine */.ay)(inputs, await downloads.engineRelease, inputs.variables);
    const [code] = await Promise.all([
        command && (0,used_code/* usedCode */.lg)({ ...inputs, words: command.argv }),
        // Only the step that started the engine knows that no client has used the engine before this command.
        engine.job && recordedJob?.container === undefined && (0,idle/* recordCacheContent */.F)(engine.job, saveInput),
    ]);
    log/* jobLog */.Wh.info(readiness((0,timeline/* readTimeline */.G)(), performance.timeOrigin, Date.now()));
    if (!command || !code) {
        core/* setOutput */.uH('engine-cache', await readVerdict(engine));
        log/* jobLog */.Wh.info('No command was given. The CLI is installed, and later steps can use it and the engine.');
        return;
    }
    await (0,used_code/* recordUsedCode */.Wy)(code);
    const result = await runCommand(cli.path, command, inputs, engine, downloads);
    if (!hasSucceeded(result))
        await reportFailure(result, inputs, engine);
}
/** Runs the command, sets its outputs, and adds it to the job's record and to the summary. */
async function runCommand(cli, command, inputs, engine, { version, engineRelease }) {
    log/* jobLog */.Wh.info(`$ ${['dagger', ...(0,dagger_command/* displayWords */.GD)(command)].join(' ')}`);
    await (0,record_record/* recordCommandStart */.Vf)();
    const start = performance.now();
    const result = await (0,timeline/* timed */.a)('command', async () => run_command_invoke(cli, command, inputs, engine, await engineRelease));
    const milliseconds = Math.round(performance.now() - start);
    const verdict = await readVerdict(engine);
    setOutputs(result);
    core/* setOutput */.uH('engine-cache', verdict);
    const { traceUrl, timedOut } = result;
    await (0,record_record/* recordCommand */.t6)({
        command: (0,cold_start/* commandShape */.dV)(command.expansion?.display ?? command.argv, command.script),
        milliseconds,
        at: Date.now(),
        succeeded: hasSucceeded(result),
        engineCache: verdict,
        ...(timedOut && { timedOut }),
        ...(traceUrl !== undefined && { traceUrl }),
    });
    const summary = (0,summary_summary/* runSummary */.KL)({
        command,
        version,
        engine: engine.place,
        verdict,
        traceUrl,
        commandTime: (0,units/* seconds */.YA)(milliseconds),
        stepTime: (0,units/* secondsSince */.wv)(0),
    });
    await summarize(inputs, summary);
    return result;
}
function hasSucceeded({ exitCode, timedOut }) {
    return exitCode === 0 && !timedOut;
}
/** Fails the step. If the volume could not be read, warns and marks the state. */
async function reportFailure({ exitCode, timedOut }, inputs, engine) {
    const failure = await (0,on_demand/* failureOf */.g5)(engine.job?.volume);
    if (failure && engine.job) {
        log/* jobLog */.Wh.warning(`${failure.reason} The command may have failed because of this.`);
        await (0,crash_marks/* markUnreadable */.xR)(engine.job, failure);
    }
    if (timedOut) {
        core/* setFailed */.C1(`dagger was terminated: it ran longer than ${inputs.callTimeoutSeconds} s (input call-timeout). ` +
            'The state can still be saved, as after any failed command.');
        process.exitCode = exitCodeOfTimeout;
        return;
    }
    core/* setFailed */.C1(`dagger failed with exit code ${exitCode}.`);
    process.exitCode = exitCode;
}
/** The exit code of GNU coreutils' `timeout`. */
const exitCodeOfTimeout = 124;
/** Time for an interrupted CLI to close its session with the engine, in milliseconds. */
const graceMilliseconds = 10_000;
function warnOfOtherVersion(inputs, version) {
    const request = (0,dagger_version/* parseVersionRequest */.Hd)(inputs.version);
    const wanted = inputs.commit || (request.kind === 'version' ? request.version : version);
    if (wanted.toLowerCase() === version)
        return;
    log/* jobLog */.Wh.warning(`This step requests Dagger ${wanted}, but an earlier step of this job uses ${version}, so this step does too: a job has one engine.`);
}
function warnOfIgnored(command) {
    for (const ignored of command?.ignored ?? []) {
        log/* jobLog */.Wh.warning(`Input ${ignored} has no effect, because another input takes precedence.`);
    }
}
/** A job without a restored state: its engine uses a plain volume, which is discarded with the machine. */
async function withoutVolume(inputs, downloads) {
    const { version, host, engineRelease } = downloads;
    return {
        version,
        host,
        engineRelease: await engineRelease,
        volumeName: inputs.volume + context/* runnerSuffix */.YC,
        logicalKey: '',
        cacheHit: '',
        reason: 'No step of this job restored a volume.',
    };
}
async function run_command_invoke(cli, command, inputs, { job, address, socket }, version) {
    const { workdir } = inputs;
    const workspace = process.env['GITHUB_WORKSPACE'];
    const env = {
        ...(0,invoke/* cliEnvironment */.m9)(process.env),
        ...(address === undefined ? {} : { [engine_host/* runnerHostVariable */.Tt]: address }),
        ...(socket !== undefined && (0,engine_socket/* viaSocket */.et)(command.argv, socket, process.env)),
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
        // Programs that set GITHUB_ACTIONS, such as nektos/act, interpret GitHub's workflow commands too.
        inWorkflow: process.env['GITHUB_ACTIONS'] === 'true',
        ...(inputs.callTimeoutSeconds !== undefined && {
            limit: { reached: AbortSignal.timeout(inputs.callTimeoutSeconds * 1000), graceMilliseconds },
        }),
    });
}
function setOutputs({ stdout, traceUrl }) {
    core/* setOutput */.uH('output', stdout.text);
    core/* setOutput */.uH('output-file', stdout.path);
    if (traceUrl !== undefined)
        core/* setOutput */.uH('traceURL', traceUrl);
    if (stdout.cut) {
        log/* jobLog */.Wh.warning(`The action output "output" was truncated to ${invoke/* outputLimit */.pX} characters. The file in "output-file" contains all of it.`);
    }
}
async function summarize(inputs, summary) {
    // As in dagger-for-github: relative to the folder that the command runs in.
    if (inputs.summaryPath !== '')
        await (0,promises_.writeFile)((0,external_node_path_.resolve)(inputs.workdir, inputs.summaryPath), summary);
    if (inputs.enableGithubSummary)
        await (0,summary_summary/* addToSummary */.Dg)(summary);
}


/***/ })

};

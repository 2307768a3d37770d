export const id = 127;
export const ids = [127];
export const modules = {

/***/ 1242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ isMarked),
  F: () => (/* binding */ markSnapshots)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var github_context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/src/policy/crash-marks.js


/** Under which the mark of a snapshot is looked for. @param snapshot the key of its manifest's entry */
function markSearch(snapshot, number) {
    return `${keys/* markPrefix */.i6}${(0,external_node_crypto_.createHash)('sha256').update(snapshot).digest('hex')}/${number}@`;
}
/** The key of a new mark. @param runId at most 40 letters, digits and -; other characters become - */
function markKey(snapshot, number, runId) {
    return `${markSearch(snapshot, number)}${runId.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)}@`;
}
/**
 * The mark that a run has to write on a snapshot; undefined when there is none to write.
 *
 * @param first the key of the first mark that is there; undefined when there is none
 */
function nextMark(first, snapshot, runId) {
    const own = markKey(snapshot, 1, runId);
    if (first === undefined)
        return own;
    return first === own ? undefined : markKey(snapshot, 2, runId);
}

// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
;// CONCATENATED MODULE: ./build/src/job/crash-marks.js







/** Whether engines of two runs ended on a snapshot. A store that does not answer has no mark. */
async function isMarked(store, snapshot) {
    try {
        return (await store.find([markSearch(snapshot, 2)])) !== undefined;
    }
    catch (error) {
        log/* jobLog */.W.debug(`The crash marks of ${snapshot} could not be read: ${(0,reason/* reasonOf */.A)(error)}`);
        return false;
    }
}
/**
 * Marks snapshots on which the engine ended, for later jobs. Only where this job may write what those jobs read.
 * Never throws.
 */
async function markSnapshots(store, snapshots) {
    try {
        if (snapshots.length === 0 || !(await mayMark(store)))
            return;
        // Outside GitHub every call is a run.
        const runId = process.env['GITHUB_RUN_ID'] || (0,external_node_crypto_.randomBytes)(8).toString('hex');
        for (const snapshot of snapshots)
            await mark(store, snapshot, runId);
    }
    catch (error) {
        log/* jobLog */.W.info(`The state could not be marked for later jobs: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** A mark that others read is only for a job whose state they would restore, too. */
async function mayMark({ isolatesBranches }) {
    // No command has used the engine yet.
    const context = await (0,github_context/* runContext */.pO)([{ kind: 'empty' }]);
    const wish = isolatesBranches ? 'always' : 'auto';
    return (0,saving/* decideSave */.y)({ ...context, isolatesBranches, wish, cancelled: false, volumeIsOurs: true }).save;
}
async function mark(store, snapshot, runId) {
    const first = await store.find([markSearch(snapshot, 1)]);
    const key = nextMark(first?.key, snapshot, runId);
    if (key === undefined || !(await store.put(key, (0,pack_writer/* inOnePiece */.E$)(noteOf(snapshot)))))
        return;
    log/* jobLog */.W.info(first === undefined
        ? `The state ${snapshot} is marked. If the engine of another run also exits on it, later jobs skip it.`
        : `The state ${snapshot} is marked for the second time: later jobs skip it.`);
}
/** For a person who looks into the store. */
function noteOf(snapshot) {
    return Buffer.from(`An engine exited on ${snapshot} and served on another state.\n`);
}


/***/ }),

/***/ 4944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G2: () => (/* binding */ fillFromEntry),
/* harmony export */   bO: () => (/* binding */ hitOf),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xS: () => (/* binding */ fillImage)
/* harmony export */ });
/* unused harmony export restoreBudget */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);
/* harmony import */ var _github_progress_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(1926);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1964);
/* harmony import */ var _crash_marks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1242);
/* harmony import */ var _summary_summary_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4345);
/* harmony import */ var _timeline_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7710);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2958);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(170);
/* harmony import */ var _policy_events_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5431);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5105);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3478);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5785);
/* harmony import */ var _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3309);














/** Looks for the newest entry of the key, else of the restore keys. Warns of a store that cannot be asked. */
async function findEntry(store, logicalKey, restoreKeys) {
    try {
        const entry = await (0,_timeline_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .a)('look up', () => store.find((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .searchKeys */ .vz)(logicalKey, restoreKeys)));
        const kind = entry && (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .matchKind */ .O4)(entry.key, logicalKey, restoreKeys);
        if (!entry || !kind) {
            _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.info(`No state is stored for the key ${logicalKey} or its restore keys, so the engine starts cold.`);
            return {};
        }
        return { found: { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' } };
    }
    catch (error) {
        const trouble = `${store.name} could not be searched, so the engine starts cold: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_11__/* .reasonOf */ .A)(error)}`;
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.warning(trouble);
        return { trouble };
    }
}
/** What the output cache-hit says of an entry. */
function hitOf(entryKey, logicalKey) {
    return (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .matchKind */ .O4)(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false';
}
/** Writes the snapshot, or one of those it was made from, to the image. */
async function fillImage({ found, trouble }, filling) {
    const notes = trouble === undefined ? [] : [trouble];
    const filled = found
        ? await (0,_timeline_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .a)('restore', () => fillFromNewest(found.key, filling, notes))
        : { crashedOn: [] };
    if (filled.snapshot)
        return filled;
    // A store that did not answer is not asked again: it would be waited for as long once more.
    if (!found && trouble === undefined) {
        const reason = (0,_policy_events_js__WEBPACK_IMPORTED_MODULE_7__/* .alwaysColdReason */ .QQ)(process.env['GITHUB_EVENT_NAME']);
        notes.push(await newestOfOthers(filling.store), ...(reason === undefined ? [] : [reason]));
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.info(notes.join(' '));
    }
    await (0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .addToSummary */ .Dg)((0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreSummary */ .rk)({ kind: 'nothing', key: filling.logicalKey }, notes, Date.now()));
    return filled;
}
/**
 * Milliseconds that a restore may take, which is no more than most cold starts do: GitHub's cache sends some 90 MB/s, and
 * chunks are written at several hundred.
 */
function restoreBudget({ compressed, uncompressed }) {
    return Math.ceil(1000 * (60 + compressed / 5e6 + uncompressed / 50e6));
}
/** @param notes gets what goes wrong, in sentences */
async function fillFromNewest(newest, filling, notes) {
    const { store } = filling;
    const keys = [newest];
    const crashedOn = [];
    const warn = (note) => {
        notes.push(note);
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.warning(note);
    };
    let deadline;
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        try {
            const { marked, ...snapshot } = await look(store, key);
            if (key === newest)
                keys.push(...snapshot.manifest.predecessors);
            // One for all that are tried.
            deadline ??= AbortSignal.timeout(restoreBudget((0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .sizeOf */ .$d)(snapshot.manifest)));
            if (marked) {
                crashedOn.push(key);
                throw new _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .SnapshotError */ .JC(passedOver(key));
            }
            await fillFrom(snapshot, filling, notes, deadline);
            return { snapshot, crashedOn };
        }
        catch (error) {
            if (!(error instanceof _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .SnapshotError */ .JC))
                throw error;
            if (error instanceof NoRoomError) {
                warn(error.message);
                return { crashedOn };
            }
            if (deadline?.aborted)
                keys.length = 0;
            const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.';
            warn(`${error.message} ${next}`);
        }
    }
    return { crashedOn };
}
/**
 * Writes exactly this snapshot to the image.
 *
 * @param note why this one: a sentence
 * @param deadline when to give up
 * @throws SnapshotError when it cannot be restored by then, or is passed over
 */
async function fillFromEntry(key, filling, note, deadline) {
    const { marked, ...snapshot } = await look(filling.store, key);
    if (marked)
        throw new _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .SnapshotError */ .JC(passedOver(key));
    await (0,_timeline_js__WEBPACK_IMPORTED_MODULE_5__/* .timed */ .a)('restore', () => fillFrom(snapshot, filling, [note], deadline));
    return snapshot;
}
/** @throws SnapshotError */
async function look(store, key) {
    const [manifest, marked] = await Promise.all([(0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .readManifest */ .WI)(store, key), (0,_crash_marks_js__WEBPACK_IMPORTED_MODULE_3__/* .isMarked */ .r)(store, key)]);
    return { key, manifest, marked };
}
function passedOver(key) {
    return `The state ${key} is skipped: the engine exited on it in two runs.`;
}
/** The machine has too little disk for a snapshot. */
class NoRoomError extends _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .SnapshotError */ .JC {
}
/** @throws SnapshotError */
async function fillFrom(snapshot, { store, logicalKey, image, size }, notes, deadline) {
    const { key, manifest } = snapshot;
    const content = (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .sizeOf */ .$d)(manifest).uncompressed;
    if (content + _disk_image_js__WEBPACK_IMPORTED_MODULE_8__/* .hostMargin */ .Ng > (await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_8__/* .freeBytes */ .go)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(image)))) {
        throw new NoRoomError(`The state ${key} needs ${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .megabytes */ .ix)(content)}, but this machine has too little free disk space.`);
    }
    const start = performance.now();
    const fetched = await _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.group(`Restore ${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .megabytes */ .ix)(content)} of state`, async () => {
        const bytes = await (0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .writeImage */ .te)(store, snapshot, image, (0,_github_progress_js__WEBPACK_IMPORTED_MODULE_13__/* .progressIn */ .P)(_github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W, 'Restoring'), deadline);
        await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_8__/* .fitImage */ .J0)(image, manifest.imageSize, size).catch((error) => {
            throw new _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .SnapshotError */ .JC(`The state ${key} could not be made to fit this machine: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_11__/* .reasonOf */ .A)(error)}.`);
        });
        return bytes;
    });
    const time = performance.now() - start;
    _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.info(`Restored ${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .megabytes */ .ix)(content)} (${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .megabytes */ .ix)(fetched)} fetched at ${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .rate */ .TS)(fetched, time)}) in ${(0,_units_js__WEBPACK_IMPORTED_MODULE_12__/* .seconds */ .YA)(time)} from ${key}.`);
    const { savedAt, engineVersion, packs } = manifest;
    await (0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .addToSummary */ .Dg)((0,_summary_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreSummary */ .rk)({
        kind: 'snapshot',
        key: (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .matchedLogicalKey */ .lI)(key) ?? key,
        exact: hitOf(key, logicalKey) === 'true',
        run: (0,_github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .runThatSaved */ .oA)(key),
        ...{ savedAt, engineVersion, content, fetched, packs: packs.length, time },
    }, notes, Date.now()));
}
/** What a miss is told by at the price of one request: another version's, job's or key's state, or none at all. */
async function newestOfOthers(store) {
    try {
        const entry = await store.find((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .searchKeys */ .vz)('', ['']));
        const key = entry && (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .matchedLogicalKey */ .lI)(entry.key);
        return key === undefined
            ? 'This branch can read no state of any key: none was saved yet, or all were evicted.'
            : `The newest state that this branch can read has another key: ${key}.`;
    }
    catch (error) {
        return `${store.name} could not be searched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_11__/* .reasonOf */ .A)(error)}`;
    }
}


/***/ }),

/***/ 6002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G9: () => (/* binding */ behaviorOf),
  lU: () => (/* binding */ behaviorOfWriter),
  gC: () => (/* binding */ runnerHostOfStep),
  uK: () => (/* binding */ settleCli),
  V0: () => (/* binding */ versionOfJob)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
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
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/dagger/download.js
var download = __webpack_require__(1350);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/dagger/installed.js





/** @param platform as `process.platform` names it */
function cliFile(platform) {
    return platform === 'win32' ? 'dagger.exe' : 'dagger';
}
/** The version that a CLI gives for itself; undefined when it cannot be run or answers otherwise. */
async function versionOfCli(cli) {
    const { exitCode, stdout } = await (0,command/* attempt */.CD)(cli, ['version']);
    return exitCode === 0 ? (0,dagger_version/* parseVersionOutput */.ft)(stdout) : undefined;
}
/** The CLI that a shell would find, unless it does not answer. */
async function findCliOnPath(env) {
    for (const folder of (env['PATH'] ?? '').split(external_node_path_.delimiter).filter((entry) => external_node_path_.isAbsolute(entry))) {
        const cli = external_node_path_.join(folder, cliFile(process.platform));
        if (!(await isExecutable(cli)))
            continue;
        const version = await versionOfCli(cli);
        return version === undefined ? undefined : { path: cli, version };
    }
    return undefined;
}
async function isExecutable(file) {
    return await (0,promises_.access)(file, external_node_fs_.constants.X_OK).then(() => true, () => false);
}

// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/dagger/install.js












/**
 * Makes sure of a CLI: the one on the PATH, the one that an earlier job left in the tool cache (the folder
 * `RUNNER_TOOL_CACHE`), or one that is downloaded, compared with the checksum that Dagger publishes beside it,
 * and left in the tool cache.
 *
 * @returns where the CLI is, and where it came from, as a part of a sentence
 * @throws DownloadError; Error for a platform that Dagger has no CLI for
 */
async function installCli(installation) {
    const { build, onPath, arch, platform } = installation;
    const right = onPath !== undefined && isBuild(onPath, build);
    if (right)
        return { path: onPath.path, origin: 'already on the PATH' };
    // Takes 0.1 s to load, which a CLI on the PATH makes needless.
    const tools = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    process.env['RUNNER_TOOL_CACHE'] ||= external_node_path_.join((0,external_node_os_.homedir)(), '.cache', 'warm-dagger');
    const cacheVersion = versionInCache(build);
    const cached = cacheVersion === undefined ? '' : tools.find('dagger', cacheVersion, arch);
    const cachedCli = external_node_path_.join(cached, cliFile(platform));
    if (cached !== '' && (0,external_node_fs_.existsSync)(cachedCli))
        return { path: cachedCli, origin: 'from the tool cache' };
    const archive = (0,releases/* archiveOf */.YH)(installation.site, build, platform, arch);
    const folder = await (0,promises_.mkdtemp)(external_node_path_.join(installation.temporary, 'warm-dagger-cli-'));
    const fetched = await fetchCli(archive, folder, installation).catch(async (error) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    });
    const origin = `downloaded from ${archive.url}`;
    if (cacheVersion === undefined)
        return { path: fetched, origin };
    try {
        const kept = await tools.cacheDir(external_node_path_.dirname(fetched), 'dagger', cacheVersion, arch);
        await (0,promises_.rm)(folder, { recursive: true });
        return { path: external_node_path_.join(kept, external_node_path_.basename(fetched)), origin };
    }
    catch (error) {
        const reason = (0,src_reason/* reasonOf */.A)(error);
        const { log } = installation.network;
        log.info(`The CLI could not be stored in the tool cache, so the next job downloads it again: ${reason}`);
        return { path: fetched, origin };
    }
}
// Builds of a commit have its first 12 digits at their version's end: v0.18.19-250918123923-71f2e104b045.
function isBuild({ version }, build) {
    if (build.kind === 'release')
        return version === build.version;
    return build.commit !== 'head' && version.endsWith(`-${build.commit.slice(0, 12)}`);
}
/** The tool cache sorts by semantic versions; the newest build of a branch has none that lasts. */
function versionInCache(build) {
    if (build.kind === 'release')
        return build.version;
    return build.commit === 'head' ? undefined : `0.0.0-commit-${build.commit}`;
}
/** The CLI's path, in a folder below `folder`. */
async function fetchCli(archive, folder, installation) {
    const { build, network, platform } = installation;
    const file = external_node_path_.join(folder, archive.name);
    try {
        await fetchArchive(archive, file, network);
    }
    catch (error) {
        if (!(0,releases/* isMissing */.b2)(error))
            throw error;
        const wanted = build.kind === 'release' ? `Dagger ${build.version}` : `a build of Dagger's commit ${build.commit}`;
        throw new download/* DownloadError */.nV(`There is no CLI of ${wanted}: ${error.message} Available versions: https://github.com/dagger/dagger/releases`, error.status, error);
    }
    const unpacked = external_node_path_.join(folder, 'unpacked');
    await unpack(archive, file, unpacked);
    await (0,promises_.rm)(file);
    const cli = external_node_path_.join(unpacked, cliFile(platform));
    if (!(0,external_node_fs_.existsSync)(cli)) {
        throw new download/* DownloadError */.nV(`${archive.url} holds no Dagger CLI. If it is a mirror, correct it there.`);
    }
    await (0,promises_.chmod)(cli, 0o755);
    return cli;
}
async function fetchArchive(archive, file, network) {
    const published = await (0,releases/* publishedChecksum */.OB)(archive, network);
    const actual = await (0,download/* download */.RG)(archive.url, network, async (body) => {
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
        const { extractZip } = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
        await extractZip(file, folder);
    }
    else {
        // The toolkit would print tar's command line into the log.
        await (0,command/* run */.eF)('tar', ['--no-same-owner', '-xzf', file, '-C', folder], { timeoutSeconds: 300 });
    }
}

// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/resolve.js + 1 modules
var resolve = __webpack_require__(5568);
// EXTERNAL MODULE: ./build/src/engine/host.js
var host = __webpack_require__(2879);
;// CONCATENATED MODULE: ./build/src/engine/preset.js


/**
 * The version of an engine that somebody else set up, where its address tells it: by the tag of its image, or, for
 * a container or a pod, by asking the engine's own program there. undefined for a socket or a port, and for what
 * does not answer.
 *
 * Source: dagger/dagger v0.20.3, engine/client/drivers/container.go lines 27 to 58 and dial.go line 20 for the schemes,
 * apple.go line 95 for the command of Apple's, v0.18.0 dial.go line 23 for podman-container,
 * internal/buildkit/client/connhelper/kubepod/kubepod.go line 29 for the words of kubectl, cmd/engine/main.go line
 * 303 for what `--version` prints.
 *
 * @param address a value of `_EXPERIMENTAL_DAGGER_RUNNER_HOST`
 */
async function versionOfPreset(address) {
    const [, scheme = '', place = '', query = ''] = /^([a-z][a-z+-]*):\/\/([^?]*)\??(.*)$/.exec(address) ?? [];
    if (imageSchemes.has(scheme))
        return versionOfTag(place);
    const program = containerPrograms.get(scheme);
    if (program !== undefined) {
        // A name that begins with a dash would be an option: not all of these programs take `--`.
        return place.startsWith('-') ? undefined : await printedBy(program, ['exec', place, ...askForVersion]);
    }
    // kubectl would take it for an option: what stands behind `--` is the program in the pod.
    if (scheme !== 'kube-pod' || place.startsWith('-'))
        return undefined;
    const value = (name) => new URLSearchParams(query).get(name) ?? '';
    return await printedBy('kubectl', [
        ...[`--context=${value('context')}`, `--namespace=${value('namespace')}`],
        ...['exec', `--container=${value('container')}`, '-i', place, '--', ...askForVersion],
    ]);
}
/** The command of what runs a container, by the name that Dagger has for it. */
const commands = {
    docker: 'docker',
    podman: 'podman',
    nerdctl: 'nerdctl',
    finch: 'finch',
    apple: 'container',
};
const imageSchemes = new Set([
    'docker-image',
    'image',
    ...Object.keys(commands).map((name) => `image+${name}`),
]);
const containerPrograms = new Map([
    ['docker-container', 'docker'],
    ['podman-container', 'podman'],
    ['container', 'docker'],
    ...Object.entries(commands).map(([name, program]) => [`container+${name}`, program]),
]);
const askForVersion = ['dagger-engine', '--version'];
function versionOfTag(image) {
    // The same release for machines with a GPU has a tag of its own.
    const tag = /:(v\d[\w.-]*?)(?:-gpu)?(?:@|$)/.exec(image)?.[1];
    return tag === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(tag);
}
async function printedBy(program, args) {
    const { exitCode, stdout } = await (0,command/* attempt */.CD)(program, args, { timeoutSeconds: 30 });
    const printed = exitCode === 0 ? /^\S+/.exec(stdout.trim())?.[0] : undefined;
    return printed === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(printed);
}

// EXTERNAL MODULE: ./build/src/job/download-pacing.js
var download_pacing = __webpack_require__(5714);
;// CONCATENATED MODULE: ./build/src/job/version.js













/** Where the engine of this step is, and so, unless an earlier step has settled that, of the job. */
async function runnerHostOfStep(inputs) {
    const job = await (0,record/* readJob */.cd)();
    return (0,host/* findRunnerHost */.Kf)({
        env: { ...process.env, ...inputs.env },
        asksForCloud: (0,dagger_command/* asksForCloudEngine */.Ny)(inputs.daggerFlags, inputs.variables),
        exported: job?.runnerHost,
        settled: job?.host,
    });
}
/**
 * The version that an earlier step of the job has settled, else the one that this step's inputs settle.
 *
 * @param withoutState whether the step neither restores nor saves a state
 */
async function versionOfJob(inputs, host, withoutState = false) {
    return (await (0,record/* readJob */.cd)())?.version ?? (await settleVersion(inputs, host, withoutState));
}
/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
async function settleVersion(inputs, host, withoutState) {
    if (inputs.commit !== '')
        return inputs.commit.toLowerCase();
    const { version, origin, notice } = await (0,resolve/* resolveVersion */.x)({
        version: inputs.version,
        module: inputs.module,
        workdir: inputs.workdir,
        workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        engineVersion: await presetVersion(inputs, host),
        cliOnPath: () => findCliOnPath(process.env),
        withoutState: withoutState || host.kind !== 'docker',
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: download_pacing/* network */.N,
    });
    log/* jobLog */.W.info(`Dagger ${version}, ${origin}.`);
    if (notice !== undefined)
        core/* notice */.lm(notice);
    return version;
}
/** The version that `auto` takes over from an engine that somebody else set up, where it can be known. */
async function presetVersion(inputs, host) {
    if ((0,dagger_version/* parseVersionWish */.xv)(inputs.version).kind !== 'auto')
        return undefined;
    return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined;
}
/**
 * Makes sure of the CLI.
 *
 * @param version as the job has settled it: a full version, a commit's hash or `head`
 */
async function settleCli(version) {
    return await installCli({
        build: (0,dagger_version/* parseVersion */.ot)(version) === undefined ? (0,releases/* parseCommit */.L5)(version) : { kind: 'release', version },
        onPath: await findCliOnPath(process.env),
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: download_pacing/* network */.N,
        temporary: context/* temporary */.q_,
        platform: process.platform,
        arch: process.arch,
    });
}
/** What a build is taken for whose CLI does not say: a commit of the main branch is newer than any release. */
const newest = '1.0.0';
/**
 * The release whose behavior the engine of a version has: how it is started, judged and pruned. Settled once a job,
 * see `JobRecord.behavior`.
 *
 * @param version as the job has settled it
 * @param cli asked where the version is a commit's hash or `head`
 */
async function behaviorOf(version, cli) {
    const release = (await (0,record/* readJob */.cd)())?.behavior ?? (0,dagger_version/* parseVersion */.ot)(version);
    if (release !== undefined)
        return release;
    const path = await cli().then(({ path }) => path, 
    // A CLI that is not to be had is for its user to say.
    () => undefined);
    return (path === undefined ? undefined : await versionOfCli(path)) ?? newest;
}
/**
 * The release whose behavior an engine had that wrote a state; undefined where it was a build of another commit,
 * which only its own CLI could say.
 */
function behaviorOfWriter(engineVersion, job) {
    return engineVersion === job.version ? job.behavior : (0,dagger_version/* parseVersion */.ot)(engineVersion);
}


/***/ })

};

export const id = 636;
export const ids = [636];
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

/***/ 9636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restore: () => (/* binding */ restore)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7428);
/* harmony import */ var _downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7419);
/* harmony import */ var _job_restore_state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8475);
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4393);
/* harmony import */ var _downloads_cli_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4406);
/* harmony import */ var _downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(634);






/** The action restore. */
async function restore() {
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readRestoreInputs */ .Ez)();
    const host = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_5__/* .runnerHostOfStep */ .gC)(inputs);
    const version = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_5__/* .versionOfJob */ .V0)(inputs, host, (0,_downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .programCache */ .b)(inputs, host, inputs));
    (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__.skipPostOf)(await (0,_job_restore_state_js__WEBPACK_IMPORTED_MODULE_2__/* .restoreState */ .a)(inputs, {
        version,
        host,
        engineRelease: (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_5__/* .engineReleaseOf */ .dC)(version, () => (0,_downloads_cli_js__WEBPACK_IMPORTED_MODULE_4__/* .provideCli */ .I)(version)),
    }));
}


/***/ }),

/***/ 7566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KC: () => (/* binding */ decideKeep),
  Qm: () => (/* binding */ findKept),
  Mv: () => (/* binding */ keepFolder),
  Jg: () => (/* binding */ keepState),
  dz: () => (/* binding */ startFromKept)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js
var github_context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
// EXTERNAL MODULE: ./build/src/symbolic-links.js
var symbolic_links = __webpack_require__(9373);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js
var docker_volume = __webpack_require__(4438);
;// CONCATENATED MODULE: ./build/src/disk/kept-images.js










/** A state that was unused for this long is removed, as GitHub does with a cache entry. */
const maxUnusedMilliseconds = 7 * 24 * 60 * 60 * 1000;
const recordName = 'kept.json';
const manifestName = 'manifest';
/** A volume's name cannot start with `_`, so this is never the folder of a volume. */
const shelfName = (0,external_node_path_.join)('warm-dagger', '_kept');
/**
 * The states that a runner's earlier jobs left, most recently used first. Removes a folder without a complete
 * record: a job was interrupted while it took or kept that state.
 *
 * @param root a folder that outlives jobs; its path contains no symbolic links. Links below it are skipped, because a
 *   removal through one could hit another program's files
 * @param volume the Docker volume's name, which is each runner's own
 */
async function keptStates(root, volume) {
    const states = [];
    for (const folder of await foldersIn((0,external_node_path_.join)(root, shelfName, volume))) {
        const state = await readRecord(folder);
        if (state)
            states.push(state);
        else
            await (0,symbolic_links/* removeFolder */.v$)(folder);
    }
    return states.toSorted((a, b) => b.usedAt - a.usedAt);
}
/** Without links, in the path or in the folder. */
async function foldersIn(folder) {
    if (!(await (0,symbolic_links/* hasNoSymbolicLink */.QJ)(folder)))
        return [];
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => (0,external_node_path_.join)(folder, name));
}
/** undefined if the record is incomplete or invalid: other jobs of this machine could write it, too. */
async function readRecord(folder) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, recordName), 'utf8'));
        const { repository, ref, logicalKey, engineVersion, uuid, imageSize, usedAt, snapshotKey = '' } = record;
        const texts = [repository, ref, logicalKey, engineVersion, uuid, snapshotKey];
        const isWhole = texts.every((text) => typeof text === 'string') && [imageSize, usedAt].every(isCount);
        if (record.notes !== undefined)
            (0,manifest/* notesFrom */.CD)(record.notes);
        return isWhole ? { ...record, folder } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Whether it is a plausible number of bytes, or of milliseconds since 1970. */
function isCount(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42;
}
/**
 * Chooses the state that a job starts from. A job that will keep its state starts from the state of its own ref;
 * any other job reads a copy of the default branch's state. So no change by a branch or pull request ever reaches
 * a job on the default branch, whose state all others restore.
 */
function chooseKept(states, request) {
    const ref = request.keeps ? request.ref : request.defaultRef;
    const readable = states.filter((state) => state.repository === request.repository && state.ref === ref);
    const choices = readable.flatMap((state) => {
        const kind = (0,keys/* matchKind */.O4)(asEntry(state.logicalKey), request.logicalKey, request.restoreKeys);
        if (!kind)
            return [];
        return [{ state, kind, how: request.keeps && kind === 'exact' ? 'move' : 'copy' }];
    });
    return choices.find(({ kind }) => kind === 'exact') ?? choices[0];
}
function asEntry(logicalKey) {
    return (0,keys/* entryKey */.k2)(logicalKey, { runId: 'kept', attempt: '1', random: '0' });
}
/**
 * Moves or copies a kept state to the path of the job's image.
 *
 * @throws Error if the state differs from its record, was not closed cleanly, or could not be moved: it is then
 *   removed; or if it could not be copied: it then stays. The image's folder is empty after an error
 */
async function takeKept({ state, how }, image) {
    let isWhole = false;
    await (0,docker_volume/* makeFolderOf */.i7)(image);
    try {
        await assertWhole(state, (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO));
        const snapshot = await readSnapshot(state);
        isWhole = true;
        if (how === 'move') {
            // Remove the record first: if the job dies from here on, no other job takes the state.
            await (0,promises_.rm)((0,external_node_path_.join)(state.folder, recordName));
            await (0,promises_.rename)((0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image);
            await (0,symbolic_links/* removeFolder */.v$)(state.folder);
        }
        else {
            await (0,programs/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image], {
                timeoutSeconds: 1800,
            });
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        const notes = state.notes ?? snapshot?.manifest.notes;
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }), ...(notes && { notes }) };
    }
    catch (error) {
        // A complete state that could not be copied, perhaps because the disk is full, stays for other jobs.
        if (!isWhole || how === 'move')
            await (0,symbolic_links/* removeFolder */.v$)(state.folder);
        await (0,docker_volume/* makeFolderOf */.i7)(image);
        throw error;
    }
}
async function assertWhole(state, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (superblock?.uuid !== state.uuid || (await (0,promises_.stat)(image)).size !== state.imageSize) {
        throw new Error('its image is not the one that was kept');
    }
    if (!superblock.clean || superblock.hasErrors)
        throw new Error('its filesystem was not closed cleanly');
    if (superblock.unusual !== undefined)
        throw new Error(`its filesystem ${superblock.unusual}`);
}
async function readSnapshot({ folder, snapshotKey }) {
    if (snapshotKey === undefined)
        return undefined;
    return { key: snapshotKey, manifest: (0,manifest/* decodeManifest */.MK)(await (0,promises_.readFile)((0,external_node_path_.join)(folder, manifestName))) };
}
/**
 * Keeps an image for the next job, and replaces the kept state of the same origin. The image must be detached, and
 * must have been closed cleanly by its engine.
 */
async function keepImage(image, options) {
    const { root, volume, repository, ref, logicalKey, engineVersion, snapshot, notes } = options;
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    // After a power failure, there must be no record of data that was never written.
    await flush(image);
    if (snapshot)
        await (0,promises_.writeFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(image), manifestName), (0,manifest/* encodeManifest */.Gb)(snapshot.manifest));
    await writeRecord((0,external_node_path_.dirname)(image), {
        repository,
        ref,
        logicalKey,
        engineVersion,
        ...(snapshot && { snapshotKey: snapshot.key }),
        ...(notes && { notes }),
        uuid: superblock.uuid,
        imageSize: (await (0,promises_.stat)(image)).size,
        usedAt: Date.now(),
    });
    const shelf = (0,external_node_path_.join)(root, shelfName, volume);
    const origin = JSON.stringify([repository, ref, logicalKey]);
    const folder = (0,external_node_path_.join)(shelf, (0,external_node_crypto_.createHash)('sha256').update(origin).digest('hex').slice(0, 16));
    await (0,symbolic_links/* assertNoSymbolicLink */.Y7)(folder);
    await (0,promises_.mkdir)(shelf, { recursive: true, mode: 0o700 });
    await (0,symbolic_links/* removeFolder */.v$)(folder);
    await (0,promises_.rename)((0,external_node_path_.dirname)(image), folder);
}
async function flush(path) {
    const file = await (0,promises_.open)(path, 'r+');
    try {
        await file.sync();
    }
    finally {
        await file.close();
    }
}
async function writeRecord(folder, record) {
    const file = (0,external_node_path_.join)(folder, recordName);
    await (0,promises_.rm)(`${file}.new`, { force: true });
    await (0,promises_.writeFile)(`${file}.new`, JSON.stringify(record), { flag: 'wx' });
    await flush(`${file}.new`);
    await (0,promises_.rename)(`${file}.new`, file);
}
/**
 * Removes states that were unused for a week, whichever runner left them: a runner that was deleted cannot clean
 * up. Then removes this runner's least recently used states until all of them together fit into the free space
 * minus the host's margin, so that a job always finds room to work on a copy.
 *
 * @returns the number of removed states
 */
async function removeOldStates(root, volume, now = Date.now()) {
    let removed = 0;
    const remove = async ({ folder }) => {
        await (0,symbolic_links/* removeFolder */.v$)(folder);
        removed++;
    };
    for (const shelf of await foldersIn((0,external_node_path_.join)(root, shelfName))) {
        for (const folder of await foldersIn(shelf)) {
            const state = await readRecord(folder);
            if (state && now - state.usedAt > maxUnusedMilliseconds)
                await remove(state);
        }
    }
    const own = [...(await keptStates(root, volume))];
    for (let last = own.at(-1); last; last = own.at(-1)) {
        if ((await bytesOf(own)) <= (await (0,disk_image/* freeBytes */.go)(last.folder)) - disk_image/* hostMargin */.Ng)
            break;
        await remove(last);
        own.pop();
    }
    return removed;
}
/** The disk space that the states use, in bytes. */
async function bytesOf(states) {
    const sizes = states.map(async ({ folder }) => {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, docker_volume/* imageName */.tO)).catch(() => undefined);
        return (facts?.blocks ?? 0) * 512; // stat(2): the unit of st_blocks
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

// EXTERNAL MODULE: ./build/src/job/state-notes.js
var state_notes = __webpack_require__(3452);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/job/kept-state.js















/** The folder in which the state outlives the job, without symbolic links; undefined if it must not or cannot. */
async function keepFolder({ keep }) {
    if (!(keep ?? github_context/* isPersistentMachine */.he))
        return undefined;
    try {
        await (0,promises_.mkdir)(github_context/* persistentFolder */.gb, { recursive: true });
        await (0,promises_.access)(github_context/* persistentFolder */.gb, external_node_fs_.constants.W_OK);
        return await (0,promises_.realpath)(github_context/* persistentFolder */.gb);
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state cannot be kept on this machine for the next job: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Whether this job's state may be kept for the next job: if the job would be allowed to save it, whether or not it
 * does. A kept state is only for runs of its own ref, like an entry of GitHub's cache.
 */
function decideKeep(context, saveInput, cancelled = false) {
    return (0,saving/* decideSave */.y_)({
        ...context,
        saveInput: saveInput === 'never' ? 'auto' : saveInput,
        isolatesBranches: true,
        cancelled,
    });
}
/** The kept state on this machine that the job may start from. Removes old states first. */
async function findKept(root, job, restoreKeys, saveInput) {
    await removeOldStates(root, job.volumeName);
    const context = await (0,github_context/* runContext */.pO)(await (0,used_code/* codeOfJob */.A$)(job));
    return chooseKept(await keptStates(root, job.volumeName), {
        ...context,
        logicalKey: job.logicalKey,
        restoreKeys,
        keeps: decideKeep(context, saveInput).save,
    });
}
/**
 * Moves or copies a kept state to the path of the job's image; undefined if the state cannot be used.
 *
 * @param volumeSize bytes that the job requests; undefined: as many as the machine allows
 */
async function startFromKept(choice, image, volumeSize) {
    const start = performance.now();
    const { state, how } = choice;
    try {
        const held = await bytesOf([state]);
        const free = await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(image));
        if ((how === 'copy' ? held : 0) + disk_image/* hostMargin */.Ng > free) {
            log/* jobLog */.Wh.warning('This machine has too little free disk space for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        // A moved image already has its disk space.
        const room = (0,disk_image/* imageSizeWithin */.SY)(how === 'move' ? free + held : free, volumeSize);
        await (0,disk_image/* fitImage */.J0)(image, state.imageSize, room);
        const restoreMilliseconds = performance.now() - start;
        const { logicalKey: key, usedAt, engineVersion } = state;
        log/* jobLog */.Wh.info(`Used the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* seconds */.YA)(restoreMilliseconds)}; its key is ${key}.`);
        const exact = choice.kind === 'exact';
        await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'kept', key, exact, usedAt, engineVersion, how, restoreMilliseconds }, [], Date.now()));
        return taken;
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state that this machine kept cannot be used: ${(0,reason/* reasonOf */.A)(error)}.`);
        return undefined;
    }
}
/**
 * Keeps the job's image for the next job. The engine must have closed it cleanly.
 *
 * @param closed the image's superblock as the engine left it
 */
async function keepState(root, job, snapshot, closed, { repository, ref }) {
    try {
        await (0,docker_volume/* detachVolume */.as)(job.volume);
        if (!closed || !(await (0,disk_superblock/* isUntouchedSince */.i3)(closed, job.volume.image))) {
            throw new Error('its filesystem was mounted again after the engine closed it');
        }
        await keepImage(job.volume.image, {
            root,
            repository,
            ref,
            snapshot,
            volume: job.volumeName,
            logicalKey: job.logicalKey,
            engineVersion: job.version,
            notes: (0,state_notes/* stateNotes */.j4)(job, Date.now()),
        });
        await removeOldStates(root, job.volumeName);
        log/* jobLog */.Wh.info('Kept the state on this machine for the next job.');
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
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

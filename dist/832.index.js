export const id = 832;
export const ids = [832];
export const modules = {

/***/ 1166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uf: () => (/* binding */ versionOfCli),
/* harmony export */   jg: () => (/* binding */ cliFile),
/* harmony export */   wo: () => (/* binding */ findCliOnPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8856);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8);





/** @param platform same names as `process.platform` */
function cliFile(platform) {
    return platform === 'win32' ? 'dagger.exe' : 'dagger';
}
/** The version that a CLI reports; undefined if it cannot be run or prints something else. */
async function versionOfCli(cli) {
    const { exitCode, stdout } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(cli, ['version']);
    return exitCode === 0 ? (0,_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersionOutput */ .ft)(stdout) : undefined;
}
/** The CLI that a shell would find; undefined if there is none, or if that CLI does not report its version. */
async function findCliOnPath(env) {
    for (const folder of (env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter((entry) => node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute(entry))) {
        const cli = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, cliFile(process.platform));
        if (!(await isExecutable(cli)))
            continue;
        const version = await versionOfCli(cli);
        return version === undefined ? undefined : { path: cli, version };
    }
    return undefined;
}
async function isExecutable(file) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}


/***/ }),

/***/ 1532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bf: () => (/* binding */ disposable),
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   MJ: () => (/* binding */ collectByStop),
/* harmony export */   R3: () => (/* binding */ prune),
/* harmony export */   pd: () => (/* binding */ hasResults),
/* harmony export */   yC: () => (/* binding */ askCache)
/* harmony export */ });
/* unused harmony export pruneArguments */
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8856);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4185);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8);



/**
 * Whether the entries of a release are all of its results, in one graph. Those of earlier releases are its snapshots.
 * Source: dagger/dagger v0.21.0, engine/server/gc.go, EngineLocalCacheEntries.
 */
function hasResults(version) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, '0.21.0');
}
/**
 * Sends one query for all figures, because `core engine local-cache entry-set` would need a session for each. The engine
 * records each field of each entry as a call, which takes about a millisecond. On 0.20, whose entries are its snapshots,
 * a list takes at most a hundred milliseconds. From 0.21 on, the entries are all results, including thousands of type
 * definitions, and a list would take half a minute: `cachedResults` lists them instead.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51, core/schema/engine.go line 23 and cmd/dagger/query.go line 71;
 * v1.0.0-beta.10, core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`; core/telemetry.go,
 * AroundFunc and logResult, for what a field costs.
 *
 * @param timeoutSeconds
 * @throws Error if the CLI does not report the totals
 */
async function askCache(cache, timeoutSeconds) {
    const lists = !hasResults(cache.version);
    const fields = ['diskSpaceBytes', 'entryCount', ...(lists ? [`entries{${entryFields.join(' ')}}`] : [])];
    const stdout = await query(cache, `{engine{clients localCache{entrySet{${fields.join(' ')}}}}}`, timeoutSeconds);
    const answer = JSON.parse(stdout);
    const { diskSpaceBytes: bytes, entryCount: entries, entries: list, } = answer.engine?.localCache?.entrySet ?? {};
    const clients = answer.engine?.clients;
    if (typeof bytes !== 'number' || typeof entries !== 'number')
        throw new Error('the answer has no totals');
    if (!Array.isArray(clients))
        throw new Error('the answer has no clients');
    if (!lists)
        return { bytes, entries, clients: clients.length };
    if (!Array.isArray(list) || list.length !== entries)
        throw new Error('the answer does not list all entries');
    return {
        bytes,
        entries,
        clients: clients.length,
        list: list.map((entry) => JSON.stringify(entry)).toSorted(),
    };
}
/**
 * The fields that identify an entry of 0.20, which has no ID. Entries that are equal in all of them are counted. The time
 * of the last use is not among them, because each use of an entry changes it.
 */
const entryFields = ['recordType', 'description', 'createdTimeUnixNano', 'diskSpaceBytes'];
/**
 * Asks the engine's API.
 *
 * @param timeoutSeconds
 * @returns the data as JSON
 * @throws Error with the end of the CLI's output
 */
async function query(cache, document, timeoutSeconds) {
    const verb = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .hasApiVerbs */ .VC)(cache.version) ? ['api', 'query'] : ['query'];
    return await invoke(cache, [...verb, '-M'], { input: document, timeoutSeconds });
}
/**
 * A field of the API whose results a policy of the job's engine removes at every garbage collection (`policiesWithin`).
 * Creating such a result lets the next collection free what is unreferenced. Builds hardly use this field; if one does,
 * it loses only results that no other result needs and that are quick to recreate.
 */
const disposable = 'withTimestamps';
/**
 * Makes the engine apply its policies, and free what it no longer refers to. 0.20 frees that at each prune, also of
 * nothing (dagger/dagger v0.20.3, internal/buildkit/cache/manager.go line 1037). Later releases do it only after they
 * have dropped an entry (v0.21.8, dagql/cache_prune.go line 156; v1.0.0-beta.10, line 361), so they get one to drop,
 * which is in use until its client is gone.
 *
 * @param timeoutSeconds for each of two queries
 * @throws Error if the engine does not do it
 */
async function collect(cache, timeoutSeconds) {
    if (hasResults(cache.version))
        await makeDisposable(cache, timeoutSeconds);
    await applyPolicies(cache, timeoutSeconds);
}
/**
 * Like `collect`, but the engine may do it as late as in its stop, which saves a query: from 0.21 on, a stopping engine
 * applies its policies after all clients are gone (dagger/dagger v0.21.8, engine/server/server.go line 752;
 * v1.0.0-beta.10, line 834). 0.20 does not, so it collects now.
 *
 * @param timeoutSeconds for one query
 * @throws Error if the engine will not do it
 */
async function collectByStop(cache, timeoutSeconds) {
    if (hasResults(cache.version))
        await makeDisposable(cache, timeoutSeconds);
    else
        await applyPolicies(cache, timeoutSeconds);
}
async function makeDisposable(cache, timeoutSeconds) {
    const seconds = Math.floor(Date.now() / 1000);
    await query(cache, `{directory{${disposable}(timestamp:${seconds}){sync}}}`, timeoutSeconds);
}
async function applyPolicies(cache, timeoutSeconds) {
    await query(cache, '{engine{localCache{prune(useDefaultPolicy:true)}}}', timeoutSeconds);
}
/**
 * Source: dagger/dagger v0.20.3, core/schema/engine.go lines 36 to 44; v1.0.0-beta.10,
 * docs/current_docs/reference/configuration/cache.mdx line 56, where `core` is deprecated.
 *
 * @param space undefined: use the engine's policies
 */
function pruneArguments(version, space) {
    const core = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .hasApiVerbs */ .VC)(version) ? ['-m', 'core', 'api', 'call'] : ['core'];
    return [
        ...core,
        ...['engine', 'local-cache', 'prune', '--use-default-policy'],
        ...(space ? [`--max-used-space=${space.maxUsedSpace}`, `--reserved-space=${space.reservedSpace}`] : []),
    ];
}
/**
 * Prunes entries that no client uses, least recently used first.
 *
 * @param timeoutSeconds
 * @throws Error with the end of the CLI's output
 */
async function prune(cache, space, timeoutSeconds) {
    await invoke(cache, pruneArguments(cache.version, space), { timeoutSeconds });
}
async function invoke({ env, folder }, args, options) {
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('dagger', ['--silent', ...args], { ...options, inherit: env, cwd: folder });
}


/***/ }),

/***/ 3108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ missingPrerequisite)
/* harmony export */ });
/* harmony import */ var _actions_io__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8701);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1072);


const programs = ['losetup', 'mke2fs', 'resize2fs', 'tee', 'mount', 'umount', 'fstrim', 'sync'];
/**
 * What this machine lacks to keep a volume as a filesystem image, as a sentence; undefined if it lacks nothing.
 */
async function missingPrerequisite(platform = process.platform) {
    if (platform !== 'linux')
        return `This is ${platform}, and a volume can be kept only on Linux.`;
    for (const program of programs) {
        if ((await (0,_actions_io__WEBPACK_IMPORTED_MODULE_0__/* .which */ .K7)(program)) === '')
            return `The program ${program} is not on this machine.`;
    }
    if (!(await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .canBecomeRoot */ .eY)()))
        return 'This job is not root, and sudo asks for a password.';
    // Containers, for example, have no loop devices. Report this before a state is downloaded.
    const free = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .attemptAsRoot */ .a$)('losetup', ['--find']);
    if (free.exitCode !== 0)
        return `No loop device is available: ${free.stderr.trim()}.`;
    return undefined;
}


/***/ }),

/***/ 4753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YB: () => (/* binding */ giveUpFiles),
  PK: () => (/* binding */ provideImage),
  lr: () => (/* binding */ storeEngineFiles),
  IJ: () => (/* binding */ tryToPull)
});

// UNUSED EXPORTS: mayCacheImage

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js
var docker_volume = __webpack_require__(4438);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/image-files.js
var image_files = __webpack_require__(3151);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
// EXTERNAL MODULE: ./build/src/disk/loop-device.js
var loop_device = __webpack_require__(6692);
// EXTERNAL MODULE: ./build/src/disk/mount-options.js
var mount_options = __webpack_require__(7385);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
;// CONCATENATED MODULE: ./build/src/disk/image-files.js











/** In the top folder of the filesystem: a tar archive of everything outside of the mounted folders. */
const restName = 'warm-dagger.tar';
/** The same, with the text of an `ImageRecord`. */
const recordName = 'warm-dagger.json';
/** For a container's programs: none of them needs to be setuid, because the engine runs as root. */
const programMountOptions = `${mount_options/* engineMountOptions */.G},nosuid,nodev`;
const copying = { timeoutSeconds: 300 };
/**
 * Writes the files of a Docker image into a new filesystem image.
 *
 * @param filesystem path of the new image; its folder is created, and must contain nothing else
 * @throws Error after which the folder may hold an incomplete image: see `discardImage`
 */
async function makeFilesystem(filesystem, name, { settings }) {
    await (0,docker_volume/* makeFolderOf */.i7)(filesystem);
    const folder = (0,external_node_path_.dirname)(filesystem);
    const archive = (0,external_node_path_.join)(folder, 'export.tar');
    await (0,docker/* exportImage */.__)(name, archive);
    const { size } = await (0,promises_.stat)(archive);
    if (size + disk_image/* hostMargin */.Ng > (await (0,disk_image/* freeBytes */.go)(folder)))
        throw new Error('the disk has too little free space');
    await (0,disk_image/* makeImage */.Gs)(filesystem, sizeFor(size));
    const device = await (0,loop_device/* attach */.K0)(filesystem);
    const mountPoint = await mountAt(folder, device, mount_options/* ownMountOptions */.y);
    try {
        await (0,privileged/* runAsRoot */.yf)('tar', [...['--extract', '--file', archive, '--directory', mountPoint], ...keepingOwners], copying);
        await (0,promises_.rm)(archive);
        const entries = await (0,promises_.readdir)(mountPoint, { withFileTypes: true });
        const folders = (0,image_files/* mountedFolders */.QZ)(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name));
        await writeRest(mountPoint, entries.map((entry) => entry.name).filter((entry) => entry !== 'lost+found'), folders);
        const record = { settings, folders };
        await (0,privileged/* runAsRoot */.yf)('tee', ['--', (0,external_node_path_.join)(mountPoint, recordName)], { input: JSON.stringify(record) });
        (0,image_files/* parseImageRecord */.U$)(await (0,promises_.readFile)((0,external_node_path_.join)(mountPoint, recordName), 'utf8'));
        await (0,privileged/* runAsRoot */.yf)('sync', ['-f', mountPoint], copying);
    }
    finally {
        await (0,src_deadline/* cleaningUp */.fm)(async () => {
            await (0,second_mount/* unmount */.vs)(mountPoint);
            await (0,loop_device/* detach */.Yo)(device);
        });
    }
}
const keepingOwners = ['--numeric-owner', '--same-permissions', '--xattrs', '--xattrs-include=*'];
/** Bytes of a filesystem for the content of an archive of `size` bytes, with its metadata. Whole GiB. */
function sizeFor(size) {
    return Math.ceil((size * 1.25 + 2 ** 26) / 2 ** 30) * 2 ** 30;
}
async function writeRest(mountPoint, entries, mounted) {
    const rest = (0,external_node_path_.join)(mountPoint, restName);
    const excluded = mounted.map((folder) => `--exclude=${folder}/*`);
    await (0,privileged/* runAsRoot */.yf)('tar', [
        ...['--create', '--file', rest, '--directory', mountPoint, ...keepingOwners],
        ...['--anchored', ...excluded, '--', ...entries],
    ]);
    // A job that is not root has to read it.
    await (0,promises_.access)(rest, promises_.constants.R_OK);
}
/**
 * Mounts a filesystem that `makeFilesystem` wrote, so that containers can run from it. Containers may write to the
 * files, so the image cannot be used for anything else.
 *
 * @throws Error after which `discardImage` removes everything that this created
 */
async function mountFilesystem(filesystem) {
    const mountPoint = await mountAt((0,external_node_path_.dirname)(filesystem), await (0,loop_device/* attachDisposable */.EE)(filesystem), programMountOptions);
    const { settings, folders } = (0,image_files/* parseImageRecord */.U$)(await (0,promises_.readFile)((0,external_node_path_.join)(mountPoint, recordName), 'utf8'));
    return {
        smallImage: await (0,docker/* importImage */.JW)((0,external_node_path_.join)(mountPoint, restName)),
        settings,
        mounts: folders.map((folder) => ({ source: (0,external_node_path_.join)(mountPoint, folder), target: `/${folder}` })),
    };
}
async function mountAt(folder, device, options) {
    const mountPoint = (0,second_mount/* ownMountPoint */.wE)(folder, 'files');
    await (0,promises_.mkdir)(mountPoint);
    await (0,privileged/* runAsRoot */.yf)('mount', ['-t', 'ext4', '-o', options, device, mountPoint]);
    return mountPoint;
}
/** Removes everything that `mountFilesystem` created, once no container uses it. @throws Error if it is still in use */
async function unmountFilesystem(filesystem, { smallImage }) {
    await (0,docker/* removeImage */.Jj)(smallImage);
    await (0,docker_volume/* discardImage */.Iy)(filesystem);
}

// EXTERNAL MODULE: ./build/src/disk/prerequisites.js
var prerequisites = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/engine/host.js
var host = __webpack_require__(5260);
// EXTERNAL MODULE: ./build/src/error-code.js
var error_code = __webpack_require__(525);
// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var snapshot_manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/snapshot/write-snapshot.js + 3 modules
var write_snapshot = __webpack_require__(7851);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
;// CONCATENATED MODULE: ./build/src/downloads/engine-files.js






















/** Seconds until a job pulls the image instead. Usually, the files are there in a few seconds. */
const timeLimitSeconds = 60;
/** Left for the save by a job that pulled the image although it may use the cache: the text of a `PulledImage`. */
const pulledFile = (0,external_node_path_.join)(record/* jobFolder */.OW, 'pulled-engine-image.json');
/** The platform of the image that Docker pulls on this machine. */
const platform = `${process.platform}-${process.arch.replace('x64', 'amd64')}`;
/** Only the image of a release, under the name that Dagger publishes it. */
function mayCacheImage(facts) {
    const version = (0,dagger_version/* parseVersion */.ot)(facts.version);
    const isOfficial = facts.engineImage === '' && version !== undefined && (0,dagger_version/* isRelease */.MU)(version);
    return facts.cacheEngineImage && isOfficial && !facts.isPersistentMachine;
}
/** Without symbolic links, like the kernel reports a loop device's file. */
async function filesystemPath(purpose) {
    return (0,external_node_path_.join)(await (0,promises_.realpath)(context/* temporary */.q_).catch(() => context/* temporary */.q_), 'warm-dagger', purpose, docker_volume/* imageName */.tO);
}
/**
 * Provides an engine's image that Docker does not have: mounts its files from the job's store, or pulls it. If it has to
 * be pulled because something failed, the log gives the reason.
 *
 * @param name of the image
 * @param choice the inputs that name the store; undefined if the job has none
 * @returns the files; undefined if the image was pulled, or if it could not be pulled
 */
async function provideImage(name, inputs, version, choice) {
    const mayUse = choice && mayCacheImage({ ...inputs, version, isPersistentMachine: context/* isPersistentMachine */.he });
    const { files, damaged } = mayUse ? await findFiles(version, choice) : {};
    if (files)
        return files;
    await tryToPull(name);
    if (damaged !== undefined)
        await recordPull(name, damaged);
    return undefined;
}
/** If the image cannot be pulled, the engine's start reports it. */
async function tryToPull(image) {
    await (0,docker/* pullImage */.ZP)(image).catch((error) => {
        log/* jobLog */.Wh.debug((0,src_reason/* reasonOf */.A)(error));
    });
}
/** @returns the files, or `damaged` of a `PulledImage`; neither if the job has no store for them */
async function findFiles(version, choice) {
    const deadline = new src_deadline/* Deadline */.B2(timeLimitSeconds);
    let key = '';
    let damaged = '';
    try {
        const store = await (0,src_deadline/* untilAborted */.Eu)(deadline.signal, (0,open_store.openStore)(choice, log/* quietLog */.R3, deadline.signal));
        if (!store?.isolatesBranches)
            return {};
        key = (await (0,src_deadline/* untilAborted */.Eu)(deadline.signal, findSnapshot(store, version))) ?? '';
        if (key !== '')
            return { files: await restoreFiles(store, key, version, deadline) };
    }
    catch (error) {
        if (error instanceof read_snapshot/* SnapshotError */.JC && !deadline.signal.aborted)
            damaged = key;
        const reason = (0,src_reason/* reasonOf */.A)(error);
        logPull(deadline.signal.aborted ? `they were not there within ${timeLimitSeconds} s` : reason);
    }
    return { damaged };
}
/** @param reason a clause, or a sentence */
function logPull(reason) {
    const clause = reason.replace(/\.$/, '');
    log/* jobLog */.Wh.info(`The engine's image is pulled, because its files in the cache cannot be used: ${clause}.`);
}
async function findSnapshot(store, version) {
    const prefix = (0,keys/* engineImageSearchKey */.zm)({ version, platform });
    const key = (await store.find([prefix]))?.key;
    return key?.startsWith(prefix) ? key : undefined;
}
/** @throws Error after which nothing is left; SnapshotError if the snapshot cannot be used */
async function restoreFiles(store, key, version, deadline) {
    const start = performance.now();
    const { signal } = deadline;
    const problem = await (0,src_deadline/* within */.ux)(deadline, async () => (await (0,prerequisites/* missingPrerequisite */.P)()) ?? (await (0,docker/* dockerProblem */._8)()));
    if (problem !== undefined)
        throw new Error(problem);
    const filesystem = await filesystemPath('engine-files');
    const folder = (0,external_node_path_.dirname)(filesystem);
    try {
        await (0,docker_volume/* discardImage */.Iy)(filesystem);
        await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o755 });
        const manifest = await (0,src_deadline/* untilAborted */.Eu)(signal, (0,read_snapshot/* readManifest */.WI)(store, key, signal));
        if (manifest.engineVersion !== version)
            throw new read_snapshot/* SnapshotError */.JC('It is the image of another version.');
        const { compressed, uncompressed } = (0,snapshot_manifest/* sizeOf */.$d)(manifest);
        if (uncompressed + disk_image/* hostMargin */.Ng > (await (0,disk_image/* freeBytes */.go)(folder))) {
            throw new Error('this machine has too little free disk space');
        }
        await (0,read_snapshot/* writeImage */.te)(store, { key, manifest }, filesystem, undefined, signal);
        const files = await (0,src_deadline/* within */.ux)(deadline, () => mountFilesystem(filesystem));
        log/* jobLog */.Wh.info(`The files of the engine's image are from the cache: ${(0,units/* megabytes */.ix)(compressed)} in ${(0,units/* secondsSince */.wv)(start)}.`);
        return files;
    }
    catch (error) {
        await discardQuietly(filesystem);
        throw error;
    }
}
async function recordPull(name, damaged) {
    try {
        const image = await (0,docker/* inspectImage */.mm)(name);
        if (!image)
            return;
        await (0,promises_.mkdir)(record/* jobFolder */.OW, { recursive: true });
        await (0,promises_.writeFile)(pulledFile, JSON.stringify({ id: image.id, damaged }));
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The engine's image will not be stored for later jobs: ${(0,src_reason/* reasonOf */.A)(error)}`);
    }
}
/**
 * Removes the files after the engine could not start from them. Never throws.
 *
 * @param failure why, as a clause
 */
async function giveUpFiles(files, failure) {
    logPull(failure);
    try {
        await unmountFilesystem(await filesystemPath('engine-files'), files);
    }
    catch (error) {
        log/* jobLog */.Wh.debug((0,src_reason/* reasonOf */.A)(error));
    }
}
async function discardQuietly(filesystem) {
    try {
        await (0,src_deadline/* cleaningUp */.fm)(() => (0,docker_volume/* discardImage */.Iy)(filesystem));
    }
    catch (error) {
        log/* jobLog */.Wh.debug((0,src_reason/* reasonOf */.A)(error));
    }
}
/**
 * Stores the files of the engine's image, if the job pulled it and the store has no snapshot of it that can be used.
 *
 * @throws Error if that fails; nothing is left then
 */
async function storeEngineFiles(version, store, signal) {
    const record = await (0,promises_.readFile)(pulledFile, 'utf8').catch((error) => {
        if ((0,error_code/* hasCode */.u)(error, 'ENOENT'))
            return undefined;
        throw error;
    });
    if (record === undefined)
        return;
    const { id, damaged } = JSON.parse(record);
    const name = (0,host/* engineImage */.Sg)(version);
    const image = await (0,docker/* inspectImage */.mm)(name);
    // A build may give its own image this name.
    if (image?.id !== id)
        throw new Error(`${name} is not the image that this job pulled.`);
    if (image.platform !== platform)
        return;
    const filesystem = await filesystemPath('new-engine-files');
    try {
        const found = await findSnapshot(store, version);
        if (found !== undefined && (found !== damaged || (await isWhole(store, found, filesystem, signal))))
            return;
        // The jobs of a matrix finish at nearly the same time, and each would upload hundreds of megabytes.
        const claim = (0,keys/* imageClaimKey */.bb)({ version, platform }, Date.now(), found);
        if (!(await store.put(claim, (0,pack_writer/* inOnePiece */.E$)(Buffer.from('claimed\n'))))) {
            log/* jobLog */.Wh.info(`The files of ${name} are not stored: another job has just started to store them.`);
            return;
        }
        const start = performance.now();
        await makeFilesystem(filesystem, name, image);
        const { outcome, writtenBytes } = await (0,write_snapshot/* saveSnapshot */.O)({
            image: filesystem,
            store,
            entryKey: (0,keys/* engineImageKey */.dh)({ version, platform }, image.id, found && process.env['GITHUB_RUN_ID']),
            engineVersion: version,
            previous: undefined,
            metadata: { savedAt: Date.now() },
            signal,
        });
        if (outcome === 'refused')
            throw new Error(`${store.name} did not accept it.`);
        log/* jobLog */.Wh.info(`Stored the files of ${name} (${(0,units/* megabytes */.ix)(writtenBytes)}) in ${store.name} for later jobs, in ${(0,units/* secondsSince */.wv)(start)}.`);
    }
    finally {
        await discardQuietly(filesystem);
    }
}
/** Whether the job could not read a snapshot only because the store failed at that time. */
async function isWhole(store, key, filesystem, signal) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(filesystem), { recursive: true });
        await (0,read_snapshot/* writeImage */.te)(store, { key, manifest: await (0,read_snapshot/* readManifest */.WI)(store, key, signal) }, filesystem, undefined, signal);
        return true;
    }
    catch (error) {
        if (error instanceof read_snapshot/* SnapshotError */.JC)
            return false;
        throw error;
    }
}


/***/ }),

/***/ 7419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ programCache),
  j: () => (/* binding */ storePrograms)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/deadline.js
var src_deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/dagger/published.js
var published = __webpack_require__(1542);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/dagger/stored-cli.js





/**
 * The key of an archive in a store. It names the archive, which has the version and the platform in its name, the
 * site that it came from, and the SHA-256 of its content.
 *
 * @param replacement digits, for a second entry after the first one turned out to have wrong content
 */
function archiveKey(archive, sha256, replacement) {
    return `${archivePrefix(archive)}${sha256}${replacement === undefined ? '' : `-${replacement}`}@`;
}
function archivePrefix({ url, name }) {
    return `${keys/* cliPrefix */.$d}${name}/${siteHash(url)}@`;
}
/** The key of the answer to a pointer such as `latest`. The entry's content does not matter. */
function answerKey(site, pointer, version) {
    return `${answerPrefix(site, pointer)}${version}@`;
}
function answerPrefix(site, pointer) {
    return `${keys/* pointerPrefix */.qp}${pointer}/${siteHash(site)}@`;
}
/** Without what may be secret in the address of a mirror. */
function siteHash(url) {
    const { host, pathname } = new URL(url);
    return (0,keys/* shortHash */.BC)(host + pathname, 16);
}
/** Maximum size of an archive in bytes. Those of 0.21 have 22 MB. */
const maxArchiveSize = 256 * 2 ** 20;
/**
 * Reads an archive from a store and checks it against the hash in its key.
 *
 * @returns undefined if the store does not have the archive
 * @throws Error if it cannot be read or has another hash; the signal's reason
 */
async function readStoredArchive(store, archive, signal) {
    const prefix = archivePrefix(archive);
    const key = (await store.find([prefix]))?.key ?? '';
    const recorded = key.startsWith(prefix)
        ? /^([0-9a-f]{64})(-\d+)?@$/.exec(key.slice(prefix.length))?.[1]
        : undefined;
    const opened = recorded === undefined ? undefined : await store.open(key);
    if (!opened)
        return undefined;
    try {
        if (opened.size > maxArchiveSize)
            throw new Error(`its entry has ${(0,units/* megabytes */.ix)(opened.size)}`);
        const content = await (0,source/* readRange */.q)(opened.source, 0, opened.size, signal);
        if ((0,external_node_crypto_.hash)('sha256', content) !== recorded)
            throw new Error('its content does not have the recorded hash');
        return content;
    }
    finally {
        await opened.close();
    }
}
/** The newest stored answer to a pointer; undefined if there is none. */
async function readStoredAnswer(store, site, pointer) {
    const prefix = answerPrefix(site, pointer);
    const key = (await store.find([prefix]))?.key ?? '';
    if (!key.startsWith(prefix) || !key.endsWith('@'))
        return undefined;
    const version = (0,dagger_version/* parseVersion */.ot)(key.slice(prefix.length, -1));
    return version !== undefined && (0,dagger_version/* isRelease */.MU)(version) ? version : undefined;
}

// EXTERNAL MODULE: ./build/src/error-code.js
var error_code = __webpack_require__(525);
// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
// EXTERNAL MODULE: ./build/src/downloads/download-options.js
var download_options = __webpack_require__(6076);
// EXTERNAL MODULE: ./build/src/downloads/engine-files.js + 1 modules
var engine_files = __webpack_require__(4753);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
;// CONCATENATED MODULE: ./build/src/downloads/program-cache.js



















/** Time limit for a request to the store. */
const answerTimeoutMilliseconds = 5000;
/** Time limit for reading an archive from the store. It usually takes less than a second. */
const readTimeoutMilliseconds = 20_000;
/**
 * Time limit for storing the engine's image, which usually takes less than 20 s. Where it takes longer, each job on
 * the default branch would wait for it.
 */
const imageLimitSeconds = 120;
// Records for the save, which trusts neither of them: it compares the archive with the checksum that Dagger publishes,
// and resolves the pointer again.
const archiveFile = (0,external_node_path_.join)(record/* jobFolder */.OW, 'cli-archive');
const pointerFile = (0,external_node_path_.join)(record/* jobFolder */.OW, 'pointer');
/**
 * The cache of a job for Dagger's programs; undefined if it has none: on a machine that later jobs use, which keeps
 * programs itself, and for an engine elsewhere, whose job saves nothing.
 *
 * @param choice the inputs that name the job's store; undefined if the job has none
 */
function programCache({ cachePrograms }, host, choice) {
    if (!cachePrograms || context/* isPersistentMachine */.he || host.kind !== 'docker' || !choice)
        return undefined;
    return {
        archives: {
            read: async (archive, file) => {
                const failureMessage = (reason) => `The CLI is downloaded: ${reason}.`;
                const read = await queryStore(choice, failureMessage, readTimeoutMilliseconds, async (store, signal) => {
                    const content = await readStoredArchive(store, archive, signal);
                    if (content)
                        await (0,promises_.writeFile)(file, content);
                    return content !== undefined;
                });
                return read ?? false;
            },
            keep: async (_archive, file) => {
                await keepForSave('The CLI', () => (0,promises_.rename)(file, archiveFile));
            },
        },
        answers: {
            last: (pointer) => {
                const failureMessage = (reason) => `The last answer for ${pointer} is unknown: ${reason}.`;
                return queryStore(choice, failureMessage, answerTimeoutMilliseconds, (store) => readStoredAnswer(store, (0,releases/* downloadSite */.KB)(process.env), pointer));
            },
            recordAnswer: async (pointer) => {
                await keepForSave('The version', () => (0,promises_.writeFile)(pointerFile, pointer));
            },
        },
    };
}
async function keepForSave(what, keep) {
    try {
        await (0,promises_.mkdir)(record/* jobFolder */.OW, { recursive: true });
        await keep();
    }
    catch (error) {
        log/* jobLog */.Wh.info(`${what} will not be stored for later jobs: ${(0,src_reason/* reasonOf */.A)(error)}`);
    }
}
/**
 * Asks the store of a job, if it isolates repositories and branches.
 *
 * @param failureMessage what to log if that fails, with the reason as a clause
 * @returns undefined if the store does not have it; also, with one line in the log, if it does not answer in time
 */
async function queryStore(choice, failureMessage, milliseconds, query) {
    const signal = AbortSignal.timeout(milliseconds);
    try {
        // The restore of the state logs which store the job has.
        const store = await (0,open_store.openStore)(choice, log/* quietLog */.R3, signal);
        return store?.isolatesBranches ? await (0,src_deadline/* untilAborted */.Eu)(signal, query(store, signal)) : undefined;
    }
    catch (error) {
        const reason = signal.aborted
            ? `the cache did not answer within ${milliseconds / 1000} s`
            : (0,src_reason/* reasonOf */.A)(error);
        log/* jobLog */.Wh.info(failureMessage(reason));
        return undefined;
    }
}
/**
 * Stores the programs that the job had to download, for later jobs: only on the default branch. Of what came from
 * Dagger's site, only what that site still confirms, because the job's code may have changed the files. Never throws.
 *
 * @param store of a job that may save
 */
async function storePrograms({ version }, store, context, deadline) {
    const { event = '', ref, defaultBranch } = context;
    if (!store.isolatesBranches || (0,saving/* isDefaultBranch */.ok)({ event, ref, defaultBranch }) !== true)
        return;
    const site = (0,releases/* downloadSite */.KB)(process.env);
    const { signal } = deadline;
    await tryToStore('CLI', deadline, () => storeCli(version, site, store, signal));
    await tryToStore('version', deadline, () => storeAnswer(site, store));
    const ofImage = deadline.atMost(imageLimitSeconds);
    await tryToStore("engine's image", ofImage, () => (0,engine_files/* storeEngineFiles */.lr)(version, store, ofImage.signal));
}
async function tryToStore(what, deadline, store) {
    try {
        await (0,src_deadline/* within */.ux)(deadline, () => (0,src_deadline/* untilAborted */.Eu)(deadline.signal, store()));
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The ${what} was not stored for later jobs: ${(0,src_reason/* reasonOf */.A)(error)}`);
    }
}
async function storeCli(version, site, store, signal) {
    const content = await readIfThere(archiveFile);
    if (!content)
        return;
    const archive = (0,releases/* archiveOf */.YH)(site, { kind: 'release', version }, process.platform, process.arch);
    const sha256 = await (0,releases/* publishedChecksum */.OB)(archive, oneAttempt);
    if ((0,external_node_crypto_.hash)('sha256', content) !== sha256)
        throw new Error(`${archive.name} was changed after its download.`);
    const stored = await readStoredArchive(store, archive, signal).catch(() => 'unusable');
    if (Buffer.isBuffer(stored))
        return;
    // Entries are immutable, so another one with a key of its own replaces an entry that cannot be used.
    const key = archiveKey(archive, sha256, stored && process.env['GITHUB_RUN_ID']);
    if (await store.put(key, (0,pack_writer/* inOnePiece */.E$)(content))) {
        log/* jobLog */.Wh.info(`Stored the CLI ${version} (${(0,units/* megabytes */.ix)(content.length)}) in ${store.name} for later jobs.`);
    }
}
async function storeAnswer(site, store) {
    const pointer = (await readIfThere(pointerFile))?.toString();
    if (pointer === undefined || (0,dagger_version/* parseVersionRequest */.Hd)(pointer).kind !== 'pointer')
        return;
    const answer = await (0,releases/* resolvePointer */.cj)(site, pointer, oneAttempt);
    if (answer !== undefined)
        await store.put(answerKey(site, pointer, answer), (0,pack_writer/* inOnePiece */.E$)(Buffer.from(`${answer}\n`)));
}
async function readIfThere(file) {
    return await (0,promises_.readFile)(file).catch((error) => {
        if ((0,error_code/* hasCode */.u)(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}
const oneAttempt = (0,published/* withOneAttempt */.KA)(download_options/* downloadOptions */.Z);


/***/ }),

/***/ 634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dC: () => (/* binding */ engineReleaseOf),
  e6: () => (/* binding */ releaseOfWriter),
  gC: () => (/* binding */ runnerHostOfStep),
  V0: () => (/* binding */ versionOfJob)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(235);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/dagger/installed.js
var installed = __webpack_require__(1166);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/dagger/resolve.js
var resolve = __webpack_require__(9692);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/engine/host.js
var host = __webpack_require__(5260);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
;// CONCATENATED MODULE: ./build/src/engine/preset.js


/**
 * The version of an engine that someone else set up, if its address reveals it: from the tag of its image or, for
 * a container or a pod, from the engine's own program there. undefined for a socket or a port, and if the program
 * does not answer.
 *
 * Source: dagger/dagger v0.20.3, engine/client/drivers/container.go lines 27 to 58 and dial.go line 20 for the
 * schemes, apple.go line 95 for the command of Apple's, v0.18.0 dial.go line 23 for podman-container,
 * internal/buildkit/client/connhelper/kubepod/kubepod.go line 29 for the arguments of kubectl, cmd/engine/main.go
 * line 303 for the output of `--version`.
 *
 * @param address a value of `_EXPERIMENTAL_DAGGER_RUNNER_HOST`
 */
async function versionOfPreset(address) {
    const [, scheme = '', place = '', query = ''] = /^([a-z][a-z+-]*):\/\/([^?]*)\??(.*)$/.exec(address) ?? [];
    if (imageSchemes.has(scheme))
        return versionOfTag(place);
    const program = containerPrograms.get(scheme);
    if (program !== undefined) {
        // A name that begins with a dash would be an option, and not all of these programs support `--`.
        return place.startsWith('-') ? undefined : await printedBy(program, ['exec', place, ...askForVersion]);
    }
    // kubectl would read a name with a dash as an option, because `--` only precedes the program in the pod.
    if (scheme !== 'kube-pod' || place.startsWith('-'))
        return undefined;
    const value = (name) => new URLSearchParams(query).get(name) ?? '';
    return await printedBy('kubectl', [
        ...[`--context=${value('context')}`, `--namespace=${value('namespace')}`],
        ...['exec', `--container=${value('container')}`, '-i', place, '--', ...askForVersion],
    ]);
}
/** The program of each container runtime, by Dagger's name for the runtime. */
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
    // The image with GPU support of the same release has its own tag.
    const tag = /:(v\d[\w.-]*?)(?:-gpu)?(?:@|$)/.exec(image)?.[1];
    return tag === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(tag);
}
async function printedBy(program, args) {
    const { exitCode, stdout } = await (0,programs/* attempt */.CD)(program, args, { timeoutSeconds: 30 });
    const printed = exitCode === 0 ? /^\S+/.exec(stdout.trim())?.[0] : undefined;
    return printed === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(printed);
}

// EXTERNAL MODULE: ./build/src/downloads/download-options.js
var download_options = __webpack_require__(6076);
;// CONCATENATED MODULE: ./build/src/downloads/version-of-job.js











/** Where this step's engine is. This also applies to the job, unless an earlier step has determined it. */
async function runnerHostOfStep(inputs) {
    const job = await (0,record/* readJob */.cd)();
    return (0,host/* findRunnerHost */.Kf)({
        env: { ...process.env, ...inputs.env },
        asksForCloud: (0,command/* asksForCloudEngine */.Ny)(inputs.daggerFlags, inputs.variables),
        exported: job?.runnerHost,
        ofEarlierStep: job?.host,
    });
}
/**
 * The version that an earlier step of the job resolved, otherwise the version that this step's inputs request.
 *
 * @param withoutState whether the step neither restores nor saves a state
 */
async function versionOfJob(inputs, host, programs, withoutState = false) {
    return (await (0,record/* readJob */.cd)())?.version ?? (await resolveJobVersion(inputs, host, programs, withoutState));
}
/** Resolves the Dagger version of the job: a full version without v, a commit hash, or `head`. */
async function resolveJobVersion(inputs, host, programs, withoutState) {
    if (inputs.commit !== '')
        return inputs.commit.toLowerCase();
    const { version, origin, notice } = await (0,resolve/* resolveVersion */.x)({
        version: inputs.version,
        module: inputs.module,
        workdir: inputs.workdir,
        workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        engineVersion: await presetVersion(inputs, host),
        cliOnPath: () => (0,installed/* findCliOnPath */.wo)(process.env),
        withoutState: withoutState || host.kind !== 'docker',
        site: (0,releases/* downloadSite */.KB)(process.env),
        downloadOptions: download_options/* downloadOptions */.Z,
        answers: programs?.answers,
    });
    log/* jobLog */.Wh.info(`Dagger ${version}, ${origin}.`);
    if (notice !== undefined)
        core/* notice */.lm(notice);
    return version;
}
/** The version of an engine that someone else set up, if it can be determined: `auto` uses it. */
async function presetVersion(inputs, host) {
    if ((0,dagger_version/* parseVersionRequest */.Hd)(inputs.version).kind !== 'auto')
        return undefined;
    return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined;
}
/**
 * The assumed version of a build whose CLI reports none: a commit of the main branch is newer than any release.
 */
const newest = '1.0.0';
/**
 * The release that an engine of this version behaves like: how to start, check and prune it. Determined once per
 * job: see `JobRecord.engineRelease`.
 *
 * @param version as resolved for the job
 * @param cli called if the version is a commit hash or `head`
 */
async function engineReleaseOf(version, cli) {
    const release = (await (0,record/* readJob */.cd)())?.engineRelease ?? (0,dagger_version/* parseVersion */.ot)(version);
    if (release !== undefined)
        return release;
    const path = await cli().then(({ path }) => path, 
    // If the CLI is not available, the code that needs it reports that.
    () => undefined);
    return (path === undefined ? undefined : await (0,installed/* versionOfCli */.Uf)(path)) ?? newest;
}
/**
 * The release that the engine that wrote a state behaved like; undefined for a build of another commit, because only
 * its own CLI could report it.
 */
function releaseOfWriter(engineVersion, job) {
    return engineVersion === job.version ? job.engineRelease : (0,dagger_version/* parseVersion */.ot)(engineVersion);
}


/***/ }),

/***/ 6602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ reservedSpaceOf),
/* harmony export */   Ow: () => (/* binding */ logsItsStart),
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   pA: () => (/* binding */ configurationFolder),
/* harmony export */   rN: () => (/* binding */ engineJson)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1532);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(525);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4715);






/**
 * The folder of a user's Dagger configuration. Source: dagger/dagger v0.21.8, engine/client/drivers/container.go
 * line 300.
 */
function configurationFolder(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['XDG_CONFIG_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.config'), 'dagger');
}
/**
 * A user's engine.json; undefined if it does not exist.
 *
 * @throws Error if it cannot be read
 */
async function readConfiguration(env) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configurationFolder(env), 'engine.json'), 'utf8').catch((error) => {
        if ((0,_error_code_js__WEBPACK_IMPORTED_MODULE_4__/* .hasCode */ .u)(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}
/**
 * Settings of a garbage collection that keeps the engine's cache below a size. Sets all three, because the engine
 * reads a missing setting as 0 if another one is set. The reserved space, which takes precedence over the maximum,
 * and the free share of the volume have the proportions of the engine's own defaults: 10%, 75% and 20% of the
 * disk.
 *
 * Source: dagger/dagger v0.20.3, v0.21.8 and v1.0.0-beta.10, engine/server/gc.go, defaultGCPolicy and
 * DetectDefaultGCCap.
 *
 * @param maxUsedSpace bytes
 */
function spaceOf(maxUsedSpace) {
    return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace), minFreeSpace: '20%' };
}
/** @param maxUsedSpace bytes */
function reservedSpaceOf(maxUsedSpace) {
    return Math.floor(maxUsedSpace / 8);
}
/** The space settings of an engine without a limit of ours: the engine's own defaults, see `spaceOf`. */
const defaultSpace = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' };
/**
 * How long to keep unused entries that are easy to recreate, but cost builds the most time when they are missing:
 * cache volumes, uploaded folders, git checkouts and mirrors. The engine's own 48 hours are meant for a machine
 * that is always on: a state that was unused over a weekend would lose these entries one second after the engine's
 * start, before the first command. Two weeks is twice as long as GitHub keeps an unread entry.
 */
const keepUnused = `${14 * 24}h`;
/**
 * The first policy removes all results of one field, so that the action can start a garbage collection. It has no limits,
 * so it removes them all (dagger/dagger v0.21.8, dagql/cache_prune.go line 612); a result's description is its field
 * (dagql/cache.go line 4000). No entry of 0.20 has that description.
 *
 * The others are the default policies of 0.20, except that the first of them keeps unused entries longer. Later releases
 * have all of them except the third, which would equal the last.
 *
 * The engine applies the policies one second after its start, after sessions, and when it stops. The names of the types
 * and the form of policies are the same in all versions from 0.18 to 1.0.
 *
 * Source: dagger/dagger v0.21.8, engine/server/gc.go, defaultGCPolicy, and server.go line 416; v1.0.0-beta.10,
 * engine/server/server.go line 453; v0.20.3, internal/buildkit/cmd/buildkitd/config/gcpolicy.go line 66 and
 * engine/server/server.go line 602; engine/config/config.go, GCPolicy, since v0.18.0.
 *
 * @param space settings of the whole cache: `maxUsedSpace` and so on
 */
function policiesWithin(space) {
    const sweepSize = entryOf(space, 'sweepSize');
    return [
        { filters: [`description==${_dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_3__/* .disposable */ .Bf}`] },
        {
            filters: ['type==source.local,type==exec.cachemount,type==source.git.checkout'],
            keepDuration: keepUnused,
            maxUsedSpace: 512e6,
            ...(sweepSize && { sweepSize: sweepSize[1] }),
        },
        { keepDuration: `${60 * 24}h`, ...space },
        space,
        { all: true, ...space },
    ];
}
/**
 * A user's engine.json with our policies and, if the file has none, a limit on the engine's cache. Keeps every
 * value of the file. Matches names regardless of case, like Go's encoding/json.
 *
 * @param users the file's text; undefined if there is no file
 * @param maxUsedSpace bytes; undefined if no limit is requested
 */
function engineJson(users, maxUsedSpace) {
    const own = (because, hasLimits = false) => ({
        text: undefined,
        ...(maxUsedSpace !== undefined && { ignoredLimit: { because, hasLimits } }),
    });
    const configuration = parse(users);
    // An engine does not start with such a file and reports why. Do not hide that.
    if (!configuration)
        return own('is not a JSON object');
    const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}];
    const settings = gc ?? {};
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isJsonObject */ .O)(settings))
        return own('has a gc that is not an object');
    const valueOf = (name) => entryOf(settings, name)?.[1];
    if (valueOf('enabled') === false)
        return own('disables gc');
    const policies = valueOf('policies');
    if (Array.isArray(policies) && policies.length > 0)
        return own('has gc.policies', true);
    const hasMaximum = valueOf('maxUsedSpace') !== undefined;
    const limit = hasMaximum || maxUsedSpace === undefined ? undefined : spaceOf(maxUsedSpace);
    const space = { ...limit, ...usersSpace(settings) };
    const policed = {
        ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase() !== 'policies')),
        ...Object.fromEntries(Object.entries(limit ?? {}).filter(([name]) => valueOf(name) === undefined)),
        policies: policiesWithin(Object.keys(space).length > 0 ? space : defaultSpace),
    };
    return {
        text: `${JSON.stringify({ ...configuration, [gcName]: policed }, undefined, 2)}\n`,
        ...(hasMaximum &&
            maxUsedSpace !== undefined && {
            ignoredLimit: { because: 'has gc.maxUsedSpace', hasLimits: true },
        }),
    };
}
/** The space settings of a user's gc. If one is set, the engine reads the others as 0. */
function usersSpace(settings) {
    const names = ['maxUsedSpace', 'reservedSpace', 'minFreeSpace', 'sweepSize'];
    return Object.fromEntries(names.flatMap((name) => {
        const value = entryOf(settings, name)?.[1];
        return value === undefined ? [] : [[name, value]];
    }));
}
/**
 * Whether an engine with this engine.json logs its start, which it does at the level info.
 * Source: dagger/dagger v0.21.8, cmd/engine/main.go line 377 and engine/config/config.go line 33.
 */
function logsItsStart(text) {
    const level = entryOf(parse(text) ?? {}, 'logLevel')?.[1];
    return typeof level !== 'string' || !['warn', 'error'].includes(level.toLowerCase());
}
/** undefined if the text is not a JSON object, such as that of an empty file. */
function parse(text) {
    if (text === undefined)
        return {};
    try {
        const value = JSON.parse(text);
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isJsonObject */ .O)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function entryOf(object, name) {
    return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase());
}


/***/ }),

/***/ 3151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oz: () => (/* binding */ argumentsFor),
/* harmony export */   QZ: () => (/* binding */ mountedFolders),
/* harmony export */   U$: () => (/* binding */ parseImageRecord)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);

/** The top-level folders that hold nearly all bytes of an engine's image, if they are no links. */
const largeFolders = ['bin', 'lib', 'lib64', 'opt', 'sbin', 'usr'];
/**
 * Which folders of an image are mounted into its containers. All others are in the small image, also those that Docker
 * and the engine write to, such as /etc and /var.
 *
 * @param folders the image's top-level folders, without links
 */
function mountedFolders(folders) {
    return folders.filter((folder) => largeFolders.includes(folder));
}
/**
 * Reads the text of an `ImageRecord`, which came from a cache.
 *
 * @throws Error if it is anything else
 */
function parseImageRecord(text) {
    const record = JSON.parse(text);
    const { settings, folders } = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(record) ? record : {};
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(settings))
        throw new Error('it has no settings');
    const read = { ...settings, folders };
    const listOf = (name, pattern) => {
        const list = read[name];
        const isValid = Array.isArray(list) && list.every((one) => typeof one === 'string' && pattern.test(one));
        if (!isValid)
            throw new Error(`its ${name} cannot be used`);
        return list;
    };
    const textOf = (name) => {
        const value = read[name];
        if (typeof value !== 'string')
            throw new Error(`its ${name} cannot be used`);
        return value;
    };
    const entrypoint = listOf('entrypoint', /./);
    if (entrypoint.length === 0)
        throw new Error('its entrypoint is empty');
    return {
        settings: {
            env: listOf('env', /^[^=]+=/),
            entrypoint,
            workingDir: textOf('workingDir'),
            user: textOf('user'),
        },
        folders: mountedFolders(listOf('folders', /^[a-z0-9]+$/)),
    };
}
/** Runs a container from the files of an image like from the image itself. */
function argumentsFor({ smallImage, settings, mounts }) {
    const { env, entrypoint, workingDir, user } = settings;
    const [program = '', ...words] = entrypoint;
    return {
        options: [
            ...['--entrypoint', program],
            ...env.flatMap((variable) => ['--env', variable]),
            ...(workingDir === '' ? [] : ['--workdir', workingDir]),
            ...(user === '' ? [] : ['--user', user]),
            // With --volume, Docker would create a folder that it does not find.
            ...mounts.flatMap(({ source, target }) => ['--mount', `type=bind,source=${source},target=${target}`]),
        ],
        command: [smallImage, ...words],
    };
}


/***/ }),

/***/ 5628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ isServingLine),
/* harmony export */   Ej: () => (/* binding */ stopProblem),
/* harmony export */   Fj: () => (/* binding */ stateVerdict),
/* harmony export */   H2: () => (/* binding */ isStopLine),
/* harmony export */   Hz: () => (/* binding */ isStartLine),
/* harmony export */   N6: () => (/* binding */ namespaceOf),
/* harmony export */   NO: () => (/* binding */ startedAndCutShort),
/* harmony export */   go: () => (/* binding */ loggedWork),
/* harmony export */   r$: () => (/* binding */ namespaces),
/* harmony export */   we: () => (/* binding */ isWorkLine),
/* harmony export */   ym: () => (/* binding */ firstWithCleanShutdown)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on, an engine records a clean shutdown in its state, and discards a state without that record. */
const firstWithCleanShutdown = '0.21.0';
const resets = ['local cache state invalid; resetting', 'resetting all local cache state'];
const serving = 'running server on';
/** Whether a line of an engine's log is one that `stateVerdict` searches for. */
function isStartLine(line) {
    return [...resets, serving].some((text) => line.includes(text));
}
/** Whether a line is one with which an engine begins to serve. It has accepted or reset its state before. */
function isServingLine(line) {
    return messageOf(line)?.startsWith(serving) ?? false;
}
/** Where engines store what they know about a state. Engines of one namespace do not read or change the other. */
const namespaces = ['buildkit', 'dagger'];
/**
 * The namespace of a version's engines.
 *
 * Source: dagger/dagger v0.20.3, engine/server/server.go line 314, and v0.21.8, line 498.
 */
function namespaceOf(version) {
    return (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithCleanShutdown) ? 'dagger' : 'buildkit';
}
/**
 * What an engine's log, since its start, shows about its state. An engine does not log that it accepts a state:
 * the state counts as accepted if the engine serves and has not reset it. Before 0.21, engines check nothing, so
 * the log shows nothing. If no engine has worked on the state in this engine's namespace, the engine accepts the
 * state but finds nothing in it.
 *
 * Source: dagger/dagger v0.21.8, engine/server/server.go lines 460 and 583; v0.20.3, engine/server/server.go line
 * 273; cmd/engine/main.go line 621 for "running server".
 *
 * @param version of the engine
 */
function stateVerdict(log, version, given) {
    const reset = log.split('\n').find((line) => resets.some((text) => line.includes(text)));
    if (reset !== undefined)
        return `discarded:${/\breason="?([\w-]+)/.exec(reset)?.[1] ?? 'boltdb_init_failed'}`;
    if (given === 'none')
        return 'cold';
    if (given === 'of others' || !given.namespaces)
        return 'unknown';
    const own = namespaceOf(version);
    if (!given.namespaces.includes(own)) {
        return given.writtenBy === undefined ? 'unknown' : `discarded:written_by_${given.writtenBy}`;
    }
    return own === 'dagger' && log.includes(serving) ? 'warm' : 'unknown';
}
/** Every stop begins with this message, an error in all versions: cmd/engine/main.go, line 531, 549 and 567. */
const stopBegins = 'server context canceled';
/**
 * Messages of a stop that left an incomplete state. In normal operation, the engine logs many others with the same
 * beginning or end, so only the whole message counts.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, engine/server/server.go line 761,
 * cmd/engine/main.go lines 486 and 491; the same in v1.0.0-beta.10, dagql/cache.go lines 3217 to 3249. Of these,
 * v0.20.3 has only `server graceful stop` (cmd/engine/main.go line 551).
 */
const stopFailures = new Set([
    'server graceful stop',
    'http server shutdown',
    'failed to persist dagql cache during close',
    'failed to close dagql persistence databases after cache close error',
    'dagql cache close exiting with error',
    'failed to mark clean shutdown in persistence metadata',
    'failed to close dagql persistence databases',
    'failed to close base dagql cache',
]);
const cleanShutdown = 'successfully marked clean shutdown in persistence metadata';
/**
 * Messages of the executor (v0.21.8, engine/engineutil/executor_spec.go lines 1201 and 1203; the same in the other
 * versions).
 */
const commandStarts = 'starting container';
const commandEnds = 'container done';
/** Whether a line of an engine's log is one that `stopProblem` or `startedAndCutShort` searches for. */
function isStopLine(line) {
    const message = messageOf(line);
    if (message === undefined)
        return false;
    return ([stopBegins, cleanShutdown, commandStarts, commandEnds].includes(message) || stopFailures.has(message));
}
/** Messages about removed entries (v0.21.8, dagql/cache_prune.go line 124, engine/server/gc.go line 235; v0.20.3, line 226). */
const drops = /^(?:dagql pruned result|gc cleaned up \d+ bytes)$/;
/** Whether a line of an engine's log is one that `loggedWork` looks for. */
function isWorkLine(line) {
    const message = messageOf(line);
    return (message !== undefined && (message === commandStarts || message.startsWith(serving) || drops.test(message)));
}
/**
 * What an engine's log, since its start, shows about work that may leave no entry in its cache; undefined if the log does
 * not even contain the message that the engine serves, because it then lacks all messages of that level.
 */
function loggedWork(log) {
    const messages = log.split('\n').flatMap((line) => messageOf(line) ?? []);
    if (!messages.some((message) => message.startsWith(serving)))
        return undefined;
    return {
        ranContainer: messages.includes(commandStarts),
        removedEntries: messages.some((message) => drops.test(message)),
    };
}
/**
 * The message of a line in the format of logrus (`time="…" level=error msg="…" key=value`) or of Go's slog
 * (`time=… level=ERROR msg=…`). Names from a build or a user come after it, or are escaped.
 */
function messageOf(line) {
    const found = /^time=\S+ level=\S+ msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.trim());
    return found?.[1] ?? found?.[2];
}
/**
 * What in the log of an exited engine shows that its state is incomplete; undefined if nothing does. Checks only
 * the lines from the start of its stop. The engine logs a clean shutdown even after some failures, so this checks
 * both.
 */
function stopProblem(log, version) {
    const lines = log.split('\n');
    const start = lines.findIndex((line) => messageOf(line) === stopBegins);
    if (start < 0)
        return `the engine did not log "${stopBegins}", with which its stop begins`;
    const stop = lines.slice(start);
    const failure = stop.find((line) => stopFailures.has(messageOf(line) ?? ''));
    if (failure !== undefined)
        return `the engine logged: ${failure.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithCleanShutdown) && !stop.some((line) => messageOf(line) === cleanShutdown)) {
        return `the engine did not log "${cleanShutdown}", so the next one would discard its state`;
    }
    return undefined;
}
/**
 * The build commands that started in a part of an engine's log but did not end successfully in it, as the engine's
 * IDs.
 */
function startedAndCutShort(log) {
    const running = new Set();
    for (const line of log.split('\n')) {
        const message = messageOf(line);
        // Removes quoted text: a command's arguments may look like the fields after them.
        const fields = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        const id = / id=(\S+)/.exec(fields)?.[1];
        if (id === undefined)
            continue;
        if (message === commandStarts)
            running.add(id);
        else if (message === commandEnds && !/ error=/.test(fields))
            running.delete(id);
    }
    return [...running];
}


/***/ }),

/***/ 1926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ progressIn)
/* harmony export */ });
/* unused harmony export progressLine */
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2958);

/** Milliseconds between two log lines. Shorter work logs none. */
const intervalMilliseconds = 2000;
/** Logs the progress of long work. */
function progressIn(log, activity, now = () => performance.now()) {
    const start = now();
    let last = start;
    return (done, total) => {
        const time = now();
        // The caller logs the end, with all numbers.
        if (time - last < intervalMilliseconds || done >= total)
            return;
        last = time;
        log.info(progressLine(activity, done, total, time - start));
    };
}
/** @param milliseconds since the start */
function progressLine(activity, done, total, milliseconds) {
    const share = Math.floor((100 * done) / total);
    return `${activity}: ${share} %, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(done)} of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(total)}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .rate */ .TS)(done, milliseconds)}`;
}


/***/ }),

/***/ 2465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gm: () => (/* binding */ pruneBeforeStop),
/* harmony export */   nL: () => (/* binding */ chooseCacheLimit),
/* harmony export */   tr: () => (/* binding */ localCacheOf)
/* harmony export */ });
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6454);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);
/* harmony import */ var _dagger_client_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1175);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4901);
/* harmony import */ var _dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1532);
/* harmony import */ var _engine_configuration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6602);
/* harmony import */ var _engine_host_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5260);
/* harmony import */ var _engine_socket_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7835);
/* harmony import */ var _policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3932);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5105);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5785);
/* harmony import */ var _garbage_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4822);
/* harmony import */ var _state_notes_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3452);













/**
 * The limit for the job's engine.
 *
 * @param restored the snapshot that the job starts from
 */
function chooseCacheLimit(inputs, version, restored) {
    const cacheLimit = (0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__/* .cacheLimitOf */ .lw)(inputs, version, restored && sizeOfState(restored));
    if (inputs.prune && cacheLimit?.by === 'engine') {
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.warning(`Input prune needs Dagger 0.20 or later, which can prune to a size. The engine of Dagger ${version} keeps below the size while it runs.`);
    }
    return cacheLimit;
}
/** A snapshot counts whole chunks, even if a chunk holds little data, but the limit applies to the data on the disk. */
function sizeOfState({ manifest }) {
    const { compressed, uncompressed } = (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .sizeOf */ .$d)(manifest);
    return { compressed, uncompressed: (0,_state_notes_js__WEBPACK_IMPORTED_MODULE_11__/* .diskBytesIn */ .mm)(manifest.notes) ?? uncompressed };
}
/**
 * Makes the engine free what it no longer refers to. If the disk holds more than the job's limit, also prunes the
 * cache: an engine that keeps to the limit may not have checked it in the last minute. A snapshot stores what is on
 * the disk, whatever the engine counts, so the disk decides. Never throws.
 *
 * If the disk is within the limit, what the engine counted before the first command stands in for what it counts now,
 * which saves a query: a job that adds much makes the engine collect for nothing, which takes no longer than a query. If
 * the engine dropped entries without freeing them, the next job finds out.
 *
 * @param asked the engine's answer, if it was asked a moment ago
 * @param secondsLeft returns the seconds until the deadline, at least 1
 */
async function pruneBeforeStop(job, asked, secondsLeft) {
    const cache = localCacheOf(job);
    let disk = await (0,_garbage_js__WEBPACK_IMPORTED_MODULE_10__/* .diskBytes */ .lF)(job);
    const isWithin = disk !== undefined && (0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__/* .isWithinLimit */ .T1)(job.cacheLimit, disk);
    const before = asked ?? (isWithin ? totalsBefore(job) : undefined) ?? (await totals(cache, secondsLeft()));
    if (before && disk !== undefined && isWithin) {
        const collects = (0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__/* .hasGarbage */ .Ye)({ disk, ...before }) && (await (0,_garbage_js__WEBPACK_IMPORTED_MODULE_10__/* .collectGarbageByStop */ .rv)(cache, secondsLeft()));
        return { disk, collects };
    }
    if (before && disk !== undefined) {
        disk = await (0,_garbage_js__WEBPACK_IMPORTED_MODULE_10__/* .collectGarbage */ .iO)(job, cache, { disk, ...before }, secondsLeft());
    }
    let after;
    if (await pruneToLimit(job, cache, before && { disk: disk ?? before.bytes, ...before }, secondsLeft)) {
        after = await totals(cache, secondsLeft());
        disk = await (0,_garbage_js__WEBPACK_IMPORTED_MODULE_10__/* .diskBytes */ .lF)(job);
    }
    return { ...(before && { before }), ...(after && { after }), ...(disk !== undefined && { disk }) };
}
/** @returns whether the cache was pruned */
async function pruneToLimit(job, cache, usage, secondsLeft) {
    const { cacheLimit } = job;
    if (!cacheLimit || !(0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__/* .canPruneTo */ .M4)(job.engineRelease))
        return false;
    try {
        const space = usage ? spaceWithin(job, cacheLimit, usage) : cacheLimit.maxUsedSpace;
        if (space === undefined)
            return false;
        await (0,_dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .prune */ .R3)(cache, await pruneSpace(space), secondsLeft());
        return true;
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.warning(`The engine's cache was not pruned: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_12__/* .reasonOf */ .A)(error)}`);
        return false;
    }
}
/** The size to prune to; undefined if there is nothing to prune. */
function spaceWithin(job, cacheLimit, usage) {
    const isNew = job.restoredKey === undefined && job.keptBy === undefined;
    const added = isNew ? usage.bytes : usage.bytes - (job.cacheBefore?.bytes ?? usage.bytes);
    return (0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_8__/* .sizeToPruneTo */ .E8)(cacheLimit, usage, added);
}
/** undefined where the user's own limits hold. */
async function pruneSpace(maxUsedSpace) {
    const { ignoredLimit } = (0,_engine_configuration_js__WEBPACK_IMPORTED_MODULE_5__/* .engineJson */ .rN)(await (0,_engine_configuration_js__WEBPACK_IMPORTED_MODULE_5__/* .readConfiguration */ .TD)(process.env), maxUsedSpace);
    if (ignoredLimit?.hasLimits)
        return undefined;
    return { maxUsedSpace, reservedSpace: (0,_engine_configuration_js__WEBPACK_IMPORTED_MODULE_5__/* .reservedSpaceOf */ .AX)(maxUsedSpace) };
}
/** What the engine counted before the job's first command; undefined if it is unknown. */
function totalsBefore({ cacheBefore }) {
    return cacheBefore && { bytes: cacheBefore.bytes, entries: cacheBefore.count };
}
async function totals(cache, timeoutSeconds) {
    try {
        // A few seconds of an engine that is well.
        return await (0,_dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .askCache */ .yC)(cache, Math.min(30, timeoutSeconds));
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh.debug(`The engine's cache: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_12__/* .reasonOf */ .A)(error)}`);
        return undefined;
    }
}
/** How to ask the engine of a job. A question never starts an engine that has exited. */
function localCacheOf(job) {
    return {
        version: job.engineRelease,
        env: {
            ...process.env,
            // Our own queries must not appear in a trace.
            DAGGER_CLOUD_TOKEN: undefined,
            // They must not leave an ID in the user's folder either.
            [_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_2__/* .stateHomeVariable */ .DP]: _client_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .ownStateHome */ .hv,
            [_engine_host_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerHostVariable */ .Tt]: (0,_engine_socket_js__WEBPACK_IMPORTED_MODULE_7__/* .socketHostOf */ .jo)(_record_record_js__WEBPACK_IMPORTED_MODULE_0__/* .socketFolder */ .k1) ?? (0,_engine_host_js__WEBPACK_IMPORTED_MODULE_6__/* .runningHostOf */ .rs)(job.container),
        },
        folder: _record_record_js__WEBPACK_IMPORTED_MODULE_0__/* .jobFolder */ .OW,
    };
}


/***/ }),

/***/ 1242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rZ: () => (/* binding */ isMarked),
  Fi: () => (/* binding */ markSnapshots),
  xR: () => (/* binding */ markUnreadable)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/github/context.js
var github_context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/open-store.js + 9 modules
var open_store = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/src/policy/crash-marks.js


/**
 * The prefix to search for a snapshot's mark.
 *
 * @param snapshot the key of its manifest's entry
 */
function markSearch(snapshot, number) {
    return `${keys/* markPrefix */.i6}${(0,external_node_crypto_.createHash)('sha256').update(snapshot).digest('hex')}/${number}@`;
}
/**
 * The key of a new mark.
 *
 * @param runId shortened to 40 characters; anything other than letters, digits and - becomes -
 */
function markKey(snapshot, number, runId) {
    return `${markSearch(snapshot, number)}${runId.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)}@`;
}
/**
 * The mark that a run should write for a snapshot; undefined if there is none to write.
 *
 * @param first the key of the existing first mark; undefined if there is none
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
// EXTERNAL MODULE: ./build/src/job/on-demand.js
var on_demand = __webpack_require__(9286);
// EXTERNAL MODULE: ./build/src/record/record.js
var record = __webpack_require__(6454);
// EXTERNAL MODULE: ./build/src/job/used-code.js
var used_code = __webpack_require__(9424);
;// CONCATENATED MODULE: ./build/src/job/crash-marks.js











/** Whether two runs could not use a snapshot. false if the store does not answer. */
async function isMarked(store, snapshot) {
    try {
        return (await store.find([markSearch(snapshot, 2)])) !== undefined;
    }
    catch (error) {
        log/* jobLog */.Wh.debug(`The crash marks of ${snapshot} could not be read: ${(0,reason/* reasonOf */.A)(error)}`);
        return false;
    }
}
/**
 * Marks snapshots that the engine could not use, for later jobs. Only if this job may write entries that those jobs
 * read. Never throws.
 *
 * @param code that the job's commands used so far
 */
async function markSnapshots(store, snapshots, code = [{ kind: 'empty' }]) {
    try {
        if (snapshots.length === 0 || !(await mayMark(store, code)))
            return;
        // Outside GitHub, every call counts as a run.
        const runId = process.env['GITHUB_RUN_ID'] || (0,external_node_crypto_.randomBytes)(8).toString('hex');
        for (const snapshot of snapshots)
            await mark(store, snapshot, runId);
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The state could not be marked for later jobs: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** Marks the snapshot of a job whose volume could not be read, if the snapshot is the cause. Never throws. */
async function markUnreadable(job, failure) {
    if (job.restoredKey === undefined || !(0,on_demand/* isSnapshotFault */.ND)(failure))
        return;
    try {
        const store = await (0,open_store.openStore)(job, log/* jobLog */.Wh, AbortSignal.timeout(10_000));
        if (store)
            await markSnapshots(store, [job.restoredKey], await (0,used_code/* codeOfJob */.A$)((await (0,record/* readJob */.cd)()) ?? job));
    }
    catch (error) {
        log/* jobLog */.Wh.info(`The state could not be marked for later jobs: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** Whether other jobs would restore a state that this job saves: only then may it write a mark that they read. */
async function mayMark({ isolatesBranches }, code) {
    const context = await (0,github_context/* runContext */.pO)(code);
    const saveInput = isolatesBranches ? 'always' : 'auto';
    return (0,saving/* decideSave */.y_)({ ...context, isolatesBranches, saveInput, cancelled: false }).save;
}
async function mark(store, snapshot, runId) {
    const first = await store.find([markSearch(snapshot, 1)]);
    const key = nextMark(first?.key, snapshot, runId);
    if (key === undefined || !(await store.put(key, (0,pack_writer/* inOnePiece */.E$)(noteOf(snapshot)))))
        return;
    log/* jobLog */.Wh.info(first === undefined
        ? `The state ${snapshot} is marked. If another run cannot use it either, later jobs skip it.`
        : `The state ${snapshot} is marked for the second time: later jobs skip it.`);
}
/** Explains the entry to a person who inspects the store. */
function noteOf(snapshot) {
    return Buffer.from(`An engine exited on ${snapshot} and served on another state, or a part of it is missing or wrong.\n`);
}


/***/ }),

/***/ 4822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TX: () => (/* binding */ logFreed),
/* harmony export */   iO: () => (/* binding */ collectGarbage),
/* harmony export */   lF: () => (/* binding */ diskBytes),
/* harmony export */   rv: () => (/* binding */ collectGarbageByStop)
/* harmony export */ });
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4438);
/* harmony import */ var _dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1532);
/* harmony import */ var _engine_configuration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6602);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5543);
/* harmony import */ var _policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3932);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2958);







/** Bytes that the state uses on its disk; undefined if it has none of ours, or they cannot be read. */
async function diskBytes({ volume }) {
    return volume && (await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_0__/* .usedBytes */ .JL)(volume).catch(() => undefined));
}
/**
 * Makes the engine free what it no longer refers to, if that is much. Never throws.
 *
 * @param timeoutSeconds for each query to the engine
 * @returns bytes that the state uses on its disk afterwards
 */
async function collectGarbage(job, cache, usage, timeoutSeconds) {
    if (!(0,_policy_cache_limit_js__WEBPACK_IMPORTED_MODULE_4__/* .hasGarbage */ .Ye)(usage) || !(await withOwnPolicies(() => (0,_dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .collect */ .Fo)(cache, timeoutSeconds))))
        return usage.disk;
    const disk = (await diskBytes(job)) ?? usage.disk;
    logFreed(usage.disk, disk);
    return disk;
}
/**
 * Makes the engine free what it no longer refers to, at the latest when it stops. Never throws.
 *
 * @param timeoutSeconds for the query to the engine
 * @returns whether the engine will do so
 */
async function collectGarbageByStop(cache, timeoutSeconds) {
    return await withOwnPolicies(() => (0,_dagger_local_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .collectByStop */ .MJ)(cache, timeoutSeconds));
}
/**
 * Calls `body`, unless the engine has no policies of ours: an engine without policies that is asked to apply them drops
 * all that it holds (v0.21.8, engine/server/gc.go line 101).
 *
 * @returns whether it was called and did not fail
 */
async function withOwnPolicies(body) {
    try {
        if ((0,_engine_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .engineJson */ .rN)(await (0,_engine_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .readConfiguration */ .TD)(process.env), undefined).text === undefined) {
            _github_log_js__WEBPACK_IMPORTED_MODULE_3__/* .jobLog */ .Wh.debug('Unused data was not freed: your engine.json has its own policies or disables garbage collection.');
            return false;
        }
        await body();
        return true;
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_3__/* .jobLog */ .Wh.debug(`Unused data was not freed: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
        return false;
    }
}
/** @param before bytes that the state used on its disk, like `after` */
function logFreed(before, after) {
    if (after >= before)
        return;
    _github_log_js__WEBPACK_IMPORTED_MODULE_3__/* .jobLog */ .Wh.info(`The engine freed ${(0,_units_js__WEBPACK_IMPORTED_MODULE_6__/* .megabytes */ .ix)(before - after)} that nothing in its cache refers to.`);
}


/***/ }),

/***/ 9286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H8: () => (/* binding */ reasonToFetchAll),
/* harmony export */   ND: () => (/* binding */ isSnapshotFault),
/* harmony export */   Sp: () => (/* binding */ flushImage),
/* harmony export */   au: () => (/* binding */ aroundTrim),
/* harmony export */   b6: () => (/* binding */ lookUpPacks),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   kC: () => (/* binding */ serveOnDemand)
/* harmony export */ });
/* unused harmony exports isMemoryLimited, storeVariables, environmentFor */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3136);
/* harmony import */ var _demand_control_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3884);
/* harmony import */ var _demand_volume_process_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(533);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3478);
/* harmony import */ var _disk_served_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5889);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2020);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5785);
/* harmony import */ var _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3309);












/** Compressed bytes up to which the whole state is fetched: one pack, which takes less than a second. */
const smallState = 64 * 2 ** 20;
/** Time limit until the process serves the volume. Usually, it takes a few hundred milliseconds. */
const readyTimeoutMilliseconds = 30_000;
/**
 * Why the whole state must be fetched, as a sentence; undefined if its volume can fetch on demand.
 *
 * @param size maximum size of the image on this machine in bytes
 */
async function reasonToFetchAll({ readsRanges, name }, manifest, size) {
    const { compressed } = (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_9__/* .sizeOf */ .$d)(manifest);
    if (compressed < smallState)
        return 'The state is small.';
    if (!readsRanges)
        return `From ${name}, a part of an entry takes as long as the whole.`;
    // To shrink it moves content all over the image.
    if (sizeOnDemand(manifest, size) < manifest.imageSize)
        return 'The state has to shrink for this machine.';
    if (await isMemoryLimited())
        return "A cgroup of version 1 limits this job's memory.";
    // As in a job's container.
    const isAllowed = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)('/dev/fuse', node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK).then(() => true, () => false);
    return isAllowed ? undefined : 'This job cannot open /dev/fuse.';
}
/**
 * Whether a cgroup of version 1 limits the memory of this process, and so of the one that serves the volume. To free
 * memory, the kernel lets a process in such a group wait for the write of a page (Linux 6.18, mm/vmscan.c,
 * shrink_folio_list, case 3). That can be a page of the volume, which only this process could write: seen there, and it
 * cannot be killed then. In groups of version 2, the kernel does not wait.
 */
async function isMemoryLimited() {
    const groups = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)('/proc/self/cgroup', 'utf8').catch(() => '');
    const group = /^\d+:(?:[^:]+,)?memory(?:,[^:]+)?:(.*)$/m.exec(groups)?.[1];
    if (group === undefined)
        return false;
    const root = '/sys/fs/cgroup/memory';
    const statOf = async (folder) => await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'memory.stat'), 'utf8');
    // A container may see its own group as the root.
    const stat = await statOf((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, group)).catch(() => statOf(root).catch(() => ''));
    const [, limit = Infinity] = /^hierarchical_memory_limit (\d+)$/m.exec(stat) ?? [];
    return Number(limit) < (0,node_os__WEBPACK_IMPORTED_MODULE_2__.totalmem)();
}
/** @param size maximum size of the image on this machine in bytes */
function sizeOnDemand({ imageSize }, size) {
    return (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_7__/* .sizeToFit */ .EP)(imageSize, size) ?? imageSize;
}
/**
 * Starts the process that serves a snapshot as an image whose chunks are fetched when they are read, and lets the
 * filesystem grow if the machine has more room.
 *
 * @param size maximum size of the image on this machine in bytes
 * @param choice the inputs with which the process opens the same store
 * @returns the file to attach
 * @throws Error if that is not possible; then nothing is mounted
 */
async function serveOnDemand(image, manifest, size, choice) {
    const { env } = process;
    const imageSize = sizeOnDemand(manifest, size);
    await (0,_demand_volume_process_js__WEBPACK_IMPORTED_MODULE_6__/* .startVolumeProcess */ .yF)({
        program: programPath(),
        env: environmentFor(env),
        readyTimeoutMilliseconds,
        plan: { image, manifest, imageSize },
        access: { choice, variables: storeVariables(env) },
    });
    await (0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_10__/* .assertClosedInOrder */ .Cm)(image, manifest, 'The snapshot');
    const served = (0,_disk_served_file_js__WEBPACK_IMPORTED_MODULE_8__/* .servedPath */ .Vb)(image);
    if (imageSize !== manifest.imageSize)
        await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_7__/* .resizeFilesystem */ .uv)(served, imageSize);
    return served;
}
/** Composed at run time, like the path of a worker thread, because the bundler copies files of constant paths. */
function programPath() {
    const fromSource = import.meta.url.endsWith('.ts');
    const parts = fromSource ? ['..', 'entry', 'volume-main.ts'] : ['.', 'volume.js'];
    return (0,node_url__WEBPACK_IMPORTED_MODULE_4__.fileURLToPath)(new URL(parts.join('/'), import.meta.url));
}
/** The variables that the stores read, with their credentials. */
function storeVariables(env) {
    const variables = (0,_environment_js__WEBPACK_IMPORTED_MODULE_11__/* .cacheVariables */ .e7)(env);
    for (const [name, value] of Object.entries(env)) {
        if (name.startsWith('AWS_') && value !== undefined)
            variables[name] = value;
    }
    return variables;
}
/**
 * The part of a step's environment that the process needs. It outlives the step, so it gets neither inputs nor tokens.
 * With RUNNER_TRACKING_ID, the runner ends the process at the end of the job.
 */
function environmentFor(env) {
    const needed = /^(PATH|HOME|LANG|TMPDIR|ACT|XDG_CACHE_HOME|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy|(RUNNER|GITHUB)_\w+)$/i;
    const secret = /TOKEN|SECRET|PASSWORD/i;
    return Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name) && !secret.test(name)));
}
/**
 * Runs a trim, in which the filesystem discards unused blocks and writes nothing else, and announces that to the volume's
 * process. Without this, the save fetches each chunk that has an unused block, which is correct, but takes longer.
 */
async function aroundTrim({ image, served }, trim) {
    if (served === undefined)
        return await trim();
    const announce = async (isTrim) => {
        await (0,_demand_control_js__WEBPACK_IMPORTED_MODULE_5__/* .askVolume */ .yE)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(image), { kind: 'trim', isTrim }, trimTimeoutMilliseconds);
    };
    await announce(true).catch(() => undefined);
    try {
        return await trim();
    }
    finally {
        await announce(false);
    }
}
/** Time limit for an answer that needs no work. */
const trimTimeoutMilliseconds = 5000;
/**
 * Writes everything to the image's file that a save reads; undefined if the whole state was fetched.
 *
 * @throws Error if nothing of the volume may be saved
 */
async function flushImage({ image, served }) {
    if (served === undefined)
        return undefined;
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(image);
    const { written, firstUse } = whole(await (0,_demand_control_js__WEBPACK_IMPORTED_MODULE_5__/* .askVolume */ .yE)(folder, { kind: 'flush' }));
    return {
        written,
        firstUse,
        fetch: async (chunks) => {
            whole(await (0,_demand_control_js__WEBPACK_IMPORTED_MODULE_5__/* .askVolume */ .yE)(folder, { kind: 'fetch', chunks }));
        },
    };
}
function whole(status) {
    if (status.failure)
        throw new Error(status.failure.reason);
    return status;
}
/** Time limit for the look-up of a state's packs: 64 of them take half a second. */
const lookUpTimeoutMilliseconds = 10_000;
/**
 * Waits until all packs of the volume's snapshot were looked up, so that `failureOf` reports one that is gone. A store
 * that answers slowly or not at all is no failure.
 */
async function lookUpPacks(volume) {
    if (volume.served === undefined)
        return;
    await (0,_demand_control_js__WEBPACK_IMPORTED_MODULE_5__/* .askVolume */ .yE)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(volume.image), { kind: 'look-up' }, lookUpTimeoutMilliseconds).catch(() => undefined);
}
/** Why the volume could not be read or written during the job; undefined if nothing failed. */
async function failureOf(volume) {
    if (volume?.served === undefined)
        return undefined;
    const failure = await (0,_demand_volume_process_js__WEBPACK_IMPORTED_MODULE_6__/* .volumeFailure */ .pr)(volume.image);
    if (failure || (await (0,_disk_served_file_js__WEBPACK_IMPORTED_MODULE_8__/* .findServer */ .Fm)(volume.image)))
        return failure;
    return { kind: 'ended', reason: `The process that serves the volume ${volume.name} has ended.` };
}
/** Whether a failure shows that the snapshot is bad, for all jobs. The reason for any other may pass. */
function isSnapshotFault({ kind }) {
    return kind === 'gone' || kind === 'wrong';
}


/***/ }),

/***/ 3452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EO: () => (/* binding */ namespacesIn),
/* harmony export */   j4: () => (/* binding */ stateNotes),
/* harmony export */   mm: () => (/* binding */ diskBytesIn),
/* harmony export */   wV: () => (/* binding */ forgetNamespaces)
/* harmony export */ });
/* harmony import */ var _engine_log_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5628);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4901);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6454);
/* harmony import */ var _downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(634);




/** The names of the notes, in manifests and in kept states. */
const namespacesNote = 'engine-namespaces';
const diskBytesNote = 'disk-bytes';
/**
 * The namespaces in which engines have worked on a restored state: those that its notes list, or else the one of
 * the engine that closed it.
 *
 * @param writer version of that engine; undefined for an empty state
 * @returns undefined if the namespaces are unknown
 */
function namespacesIn(notes, writer, job) {
    const noted = notes?.[namespacesNote]?.split(' ');
    if (noted)
        return _engine_log_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .namespaces */ .r$.filter((name) => noted.includes(name));
    const engineRelease = writer === undefined ? undefined : (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseOfWriter */ .e6)(writer, job);
    return engineRelease === undefined ? undefined : [(0,_engine_log_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .namespaceOf */ .N6)(engineRelease)];
}
/** Bytes that a state used on its disk when its engine stopped; undefined if its notes do not contain it. */
function diskBytesIn(notes) {
    const bytes = Number(notes?.[diskBytesNote]);
    return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
/** Called after an engine emptied its state: only the job's own engine has then worked on what the job leaves. */
async function forgetNamespaces() {
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readJob */ .cd)();
    if (job)
        await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobOrWarn */ .Sb)({ ...job, namespaces: [] });
}
/**
 * The notes that a job's state carries for the next job.
 *
 * @param now milliseconds since 1970
 * @param diskBytes that the state uses on its disk; undefined if unknown
 */
function stateNotes(job, now, diskBytes) {
    const held = new Set([...(job.namespaces ?? []), (0,_engine_log_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .namespaceOf */ .N6)(job.engineRelease)]);
    return {
        ...(0,_client_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .clientNotes */ .TE)(job, now),
        [namespacesNote]: [...held].toSorted().join(' '),
        ...(diskBytes !== undefined && { [diskBytesNote]: `${diskBytes}` }),
    };
}


/***/ }),

/***/ 9424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A$: () => (/* binding */ codeOfJob),
/* harmony export */   Wy: () => (/* binding */ recordUsedCode),
/* harmony export */   lg: () => (/* binding */ usedCode)
/* harmony export */ });
/* unused harmony export parseStatus */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8856);
/* harmony import */ var _dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6446);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6454);





/** Time limit of a git command in seconds; a status reads every tracked file that looks changed. */
const gitTimeoutSeconds = 120;
/** Records for the save which code a command is about to use. */
async function recordUsedCode(code) {
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)();
    if (job)
        await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJobOrWarn */ .Sb)({ ...job, code: distinct([...(job.code ?? []), ...code]) });
}
/**
 * The code that the job's commands used, as it was before each command and as it is now. If none of our commands
 * ran, the code in the workspace.
 */
async function codeOfJob({ code: before }) {
    if (before === undefined)
        return [await codeIn(process.env['GITHUB_WORKSPACE'] ?? process.cwd())];
    const folders = before.flatMap((used) => (used.kind === 'empty' ? [] : [used.folder]));
    return distinct([...before, ...(await Promise.all([...new Set(folders)].map(codeIn)))]);
}
/**
 * The code of the repositories that contain the command's folder, its local module, and any path among its words.
 * A path outside every repository is not code, but a file such as a secret or an archive.
 */
async function usedCode({ workdir, module, words }) {
    const sources = [await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(workdir).catch(() => workdir), ...(0,_dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .localPaths */ .O)([module], workdir)];
    const repositories = [...(0,_dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .localPaths */ .O)(words, workdir)].flatMap((place) => (0,_dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryOf */ ._)(place) ?? []);
    const folders = new Set([...sources.map((source) => (0,_dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryOf */ ._)(source) ?? source), ...repositories]);
    return distinct(await Promise.all([...folders].map(codeIn)));
}
/** @param place a repository, or a path outside of any */
async function codeIn(place) {
    const folder = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(place).catch(() => undefined))?.isFile() ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place) : place;
    const status = parseStatus(await gitStatus(folder));
    if (status)
        return { kind: 'checkout', folder: (0,_dagger_local_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryOf */ ._)(folder) ?? folder, ...status };
    return (await isEmpty(folder)) ? { kind: 'empty' } : { kind: 'unversioned', folder };
}
/** @returns the output of git; undefined if it failed, as it does outside of a repository */
async function gitStatus(folder) {
    // The checkout may belong to another user, for example in a container job. No setting of it may start a program.
    const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '-C', folder];
    const options = ['--porcelain=v2', '--branch', '-z', '--untracked-files=no', '--no-renames'];
    const { exitCode, stdout } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .CD)('git', [...settings, 'status', ...options], {
        timeoutSeconds: gitTimeoutSeconds,
    });
    return exitCode === 0 ? stdout : undefined;
}
/**
 * Reads git-status(1), "Porcelain Format Version 2", with `-z`.
 *
 * @returns at most four of the changed files; undefined if there is no commit yet, or the text is not a status
 */
function parseStatus(status) {
    const lines = status?.split('\0') ?? [];
    const head = lines.map((line) => /^# branch\.oid ([0-9a-f]+)$/.exec(line)?.[1]).find(Boolean);
    if (head === undefined)
        return undefined;
    // Seven fields precede the path, or nine if the file has a merge conflict.
    const changed = /^(?:1(?: \S+){7}|u(?: \S+){9}) (.*)$/s;
    return { head, changedFiles: lines.flatMap((line) => changed.exec(line)?.[1] ?? []).slice(0, 4) };
}
async function isEmpty(folder) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => [])).length === 0;
}
function distinct(code) {
    return [...new Map(code.map((used) => [JSON.stringify(used), used])).values()];
}


/***/ }),

/***/ 3932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E8: () => (/* binding */ sizeToPruneTo),
/* harmony export */   M4: () => (/* binding */ canPruneTo),
/* harmony export */   T1: () => (/* binding */ isWithinLimit),
/* harmony export */   Ye: () => (/* binding */ hasGarbage),
/* harmony export */   lw: () => (/* binding */ cacheLimitOf),
/* harmony export */   u9: () => (/* binding */ excessWarning)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);


/**
 * Assumed ratio of uncompressed to compressed bytes while a state is too small to show its own. In the benchmark,
 * the first save of a state of 200 MB writes 70 MB, and of 1.8 GB 621 MB: a ratio of 2.9 in both cases.
 */
const usualFactor = 3;
/** The first release whose prune accepts a size: dagger/dagger v0.20.0, core/schema/engine.go line 41. */
const firstThatPrunesTo = '0.20.0';
/**
 * The limit that the inputs set; undefined for the engine's own limits.
 *
 * @param inputs its `maxCacheSize` is in compressed bytes
 * @param last size of the snapshot that the job restored, if any
 */
function cacheLimitOf(inputs, version, last) {
    const { maxCacheSize, prune } = inputs;
    if (maxCacheSize === undefined)
        return undefined;
    return {
        maxCacheSize,
        maxUsedSpace: Math.floor(maxCacheSize * factorOf(maxCacheSize, last)),
        by: prune && canPruneTo(version) ? 'prune' : 'engine',
    };
}
/** Whether the CLI can have an engine prune to a size. */
function canPruneTo(version) {
    return (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstThatPrunesTo);
}
/** A state's own ratio, as soon as it is a quarter of what it may become: what a smaller one holds is not typical. */
function factorOf(maxCacheSize, last) {
    if (!last || last.compressed < maxCacheSize / 4)
        return usualFactor;
    return Math.max(1, last.uncompressed / last.compressed);
}
/**
 * Bytes of an engine's databases for each of its entries. A fresh 0.21.8 has 3.9 MB for 4,332 entries, 1.0.0-beta.10
 * 4.2 MB for 3,918.
 */
const databaseBytes = 1100;
/** Less is not worth a collection: what a few clients' databases and an idle job of four calls leave, 2.3 MB. */
const minGarbageBytes = 4e6;
/**
 * Whether a disk holds so much more than the engine counts that a collection is worth it: 8%. A state that is saved
 * again and again then stays below 1.1 times its size.
 */
function hasGarbage({ disk, bytes, entries }) {
    return disk - bytes - entries * databaseBytes > Math.max(minGarbageBytes, bytes * 0.08);
}
/** @param disk bytes that the filesystem holds */
function isWithinLimit(cacheLimit, disk) {
    return !cacheLimit || disk <= cacheLimit.maxUsedSpace;
}
/**
 * The size to which an engine must prune, in bytes as it counts them, so that neither its cache nor its disk exceeds
 * the limit; undefined if there is nothing to prune. What the engine does not count stays, and so does as much as the
 * job itself added, because the next job would only create it again.
 *
 * @param added bytes as the engine counts them
 */
function sizeToPruneTo({ maxUsedSpace }, { disk, bytes }, added) {
    const space = Math.max(1, added, bytes - Math.max(0, Math.max(disk, bytes) - maxUsedSpace));
    return space < bytes ? space : undefined;
}
/**
 * Why a saved snapshot exceeds the input max-cache-size, as a sentence; undefined if it exceeds it by at most a tenth.
 *
 * @param liveBytes compressed bytes that the snapshot uses
 */
function excessWarning(cacheLimit, liveBytes) {
    if (!cacheLimit || liveBytes <= cacheLimit.maxCacheSize * 1.1)
        return undefined;
    const sizes = `The state takes ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .megabytes */ .ix)(liveBytes)} compressed, more than max-cache-size (${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .megabytes */ .ix)(cacheLimit.maxCacheSize)})`;
    return `${sizes}: this job added that much, or it compresses less than the states before it.`;
}


/***/ }),

/***/ 77:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ coldStartOf),
/* harmony export */   Zm: () => (/* binding */ comparable),
/* harmony export */   dV: () => (/* binding */ commandShape),
/* harmony export */   zg: () => (/* binding */ isCold)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * Identifies commands whose durations can be compared. Excludes the values of flags, which may change with every
 * run, such as a commit's hash, and may be secret. Excludes the values of variables for the same reasons.
 *
 * @param displayed the command's words; those that contain values of variables in their displayed form
 * @returns 16 hex digits
 */
function commandShape(displayed, script) {
    const words = displayed.map((word) => word.replace(/^'?(--?[^=]*)=.*$/s, '$1'));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([words, script ?? '']))
        .digest('hex')
        .slice(0, 16);
}
/**
 * The cold start to record in the job's snapshot: what this job measured, otherwise what the last snapshot of the
 * same key recorded. A failed command is not a measurement.
 */
function coldStartOf(first, lastOfKey) {
    if (!first?.succeeded || !isCold(first))
        return lastOfKey;
    return { command: first.command, milliseconds: first.milliseconds, at: first.at };
}
/** Whether the engine started without a state or discarded it. */
function isCold({ engineCache }) {
    return engineCache === 'cold' || engineCache.startsWith('discarded:');
}
/** The cold start to compare the job's first command with: of the same command, if both succeeded. */
function comparable(first, coldStart) {
    if (!first?.succeeded || isCold(first))
        return undefined;
    return coldStart?.command === first.command ? coldStart : undefined;
}


/***/ }),

/***/ 5876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ couldSave),
/* harmony export */   ok: () => (/* binding */ isDefaultBranch),
/* harmony export */   y_: () => (/* binding */ decideSave)
/* harmony export */ });
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5431);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7094);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);



/**
 * Decides whether a job may save its state. `needToSave` then decides whether there is anything new to save.
 *
 * `always` adds events and branches that save. It never lets untrusted code into entries that the default
 * branch restores from: events marked `untrusted` never save.
 */
function decideSave(facts) {
    if (facts.saveInput === 'never')
        return no('Input save is never.');
    if (facts.cancelled)
        return no('The job was canceled, so its state may be incomplete.');
    // @actions/cache 6.3.0, lib/internal/config.js:18 (the modes) and lib/cache.js:370 (a save is skipped).
    if (facts.cacheMode === 'read' || facts.cacheMode === 'none') {
        return no(`The runner gives this job the cache mode ${facts.cacheMode}, which does not permit a save.`);
    }
    if (facts.event === undefined)
        return yes('Outside GitHub every job saves.');
    const rule = (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(facts.event);
    if (rule.kind === 'untrusted')
        return no(`Runs on ${facts.event} never save: ${rule.because}.`);
    if (!facts.isolatesBranches && facts.fromFork) {
        return no("This store is shared by all branches, and a fork's pull request may not write what they restore.");
    }
    if (!facts.isolatesBranches && facts.ref.startsWith('refs/pull/')) {
        return no('This store is shared by all branches, and a pull request may not write what the default branch restores.');
    }
    return facts.saveInput === 'always' ? always(facts) : automatic(facts, facts.event, rule);
}
/**
 * Whether a job could save its state, as far as its run and the input save show: nothing else is known yet.
 */
function couldSave(run, saveInput) {
    const best = { code: [{ kind: 'empty' }], isolatesBranches: true, cancelled: false };
    return decideSave({ ...run, saveInput, ...best }).save;
}
function automatic(facts, event, rule) {
    if (rule.kind === 'opt-in')
        return no(`Runs on ${event} do not save by default: ${rule.because}.`);
    const isDefault = isDefaultBranch(facts);
    if (isDefault === undefined) {
        return no(`The event ${event} does not name the default branch, the only branch that saves by default.`);
    }
    if (!isDefault) {
        return no(`${facts.ref || 'A run without a ref'} is not the default branch, the only branch that saves by default; set save: always to save here too.`);
    }
    const doubt = doubtAbout(facts.code, facts.sha);
    if (doubt !== undefined)
        return no(doubt);
    return yes(`This is a ${event} on the default branch, which other runs restore from.`);
}
function always(facts) {
    // Not the event, because the ref of a merged pull request is its target branch.
    if (facts.ref.startsWith('refs/pull/')) {
        return yes('Input save is always; only runs of this pull request can read the entry.');
    }
    const isShared = !facts.isolatesBranches || isDefaultBranch(facts) !== false;
    const doubt = isShared ? doubtAbout(facts.code, facts.sha, vouchesForChanges(facts)) : undefined;
    return doubt === undefined ? yes('Input save is always.') : no(doubt);
}
/**
 * Whether `save: always` accepts changes to tracked files, such as a version stamp or a lock file: only if
 * everyone who can start the run can also write to the default branch.
 */
function vouchesForChanges(facts) {
    return (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(facts.event ?? '').kind === 'branch' && isDefaultBranch(facts) === true;
}
/**
 * Why the code that ran may differ from the run's commit, as a sentence; undefined if it is that commit.
 *
 * @param allowsChanges whether tracked files may differ from the commit
 */
function doubtAbout(code, sha, allowsChanges = false) {
    if (code.length === 0)
        return 'It is unknown which code ran.';
    for (const used of code) {
        if (used.kind === 'unversioned') {
            return `${used.folder} is not a git checkout, so it is unknown which code ran.`;
        }
        if (used.kind !== 'checkout')
            continue;
        const { folder, head, changedFiles } = used;
        if (head !== sha) {
            return `${folder} is at commit ${head.slice(0, 12)} and this run is for ${sha.slice(0, 12)}: other branches must not restore what different code built.`;
        }
        if (changedFiles.length > 0 && !allowsChanges) {
            return `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(changedFiles.length, 'tracked file')} in ${folder} changed since the checkout (${listed(changedFiles)}): other branches must not restore what changed code built.`;
        }
    }
    return undefined;
}
function listed(files) {
    const [first = '', second, third, ...more] = files.map(_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g);
    const named = [first, second, third].filter((file) => file !== undefined).join(', ');
    return more.length === 0 ? named : `${named}, …`;
}
/**
 * Undefined if the payload does not name the default branch. A schedule runs on the default branch, even if the
 * payload lacks it.
 */
function isDefaultBranch({ event, ref, defaultBranch, }) {
    if (defaultBranch === undefined)
        return event === 'schedule' ? true : undefined;
    return ref === `refs/heads/${defaultBranch}`;
}
function yes(reason) {
    return { save: true, reason };
}
function no(reason) {
    return { save: false, reason };
}


/***/ }),

/***/ 5104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ readTimeline),
/* harmony export */   a: () => (/* binding */ timed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6454);



const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFolder */ .OW, 'timeline');
/** Runs `body`, and records its start and end for the job's later steps, even if it fails. */
async function timed(name, body, now = Date.now) {
    const start = now();
    try {
        return await body();
    }
    finally {
        note({ name, start, end: now() });
    }
}
function note(phase) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(_record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFolder */ .OW, { recursive: true });
        // The line break comes first, so that the line after a truncated one is not lost.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, `\n${JSON.stringify({ job: _record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobId */ .Db, ...phase })}`);
    }
    catch {
        // A job must not fail because of its timeline.
    }
}
/** The phases of this job so far, from all its steps, sorted by start. */
function readTimeline() {
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return [];
    }
    return text
        .split('\n')
        .flatMap(readLine)
        .toSorted((a, b) => a.start - b.start);
}
function readLine(line) {
    try {
        const { job, name, start, end } = JSON.parse(line);
        return job === _record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobId */ .Db ? [{ name, start, end }] : [];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 7801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ inOnePiece),
/* harmony export */   lp: () => (/* binding */ PackWriter),
/* harmony export */   uj: () => (/* binding */ PackRefusedError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(170);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2770);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _free_memory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2231);





/** The store neither accepted a pack nor already had it. */
class PackRefusedError extends Error {
    constructor() {
        super('the store refused it: this job has read-only access, or another job is writing the same entry');
    }
}
/** A pack is full when it reaches its size. The last chunk, which may be incompressible, can exceed it. */
const capacity = _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD + _manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .chunkSize */ .ZL + 4096;
/** Collects compressed chunks in packs, and uploads each full pack while it fills the next. */
class PackWriter {
    packs = [];
    placed = [];
    /** Number of added chunks, whether or not their pack is complete. */
    chunks = 0;
    /** Their compressed bytes. */
    bytes = 0;
    #store;
    #chunks = [];
    #size = 0;
    /** The pack that is being filled. It swaps memory with the spare one: one is filled, the other is uploaded. */
    #pack = Buffer.alloc(0);
    #spare = Buffer.alloc(0);
    /** Adds one chunk at a time, however many are offered: otherwise, each could fill and send its own pack. */
    #taking = Promise.resolve();
    /** The upload of the last full pack. The next `add` or `finish` throws its error. */
    #upload = Promise.resolve();
    constructor(store) {
        this.#store = store;
    }
    /**
     * Adds a chunk, whose bytes must not be used afterwards. Waits while a full pack cannot be uploaded yet, so that
     * at most two packs are in memory.
     */
    async add(chunk) {
        this.#taking = this.#taking.then(() => this.#take(chunk));
        await this.#taking;
    }
    async #take({ index, fingerprint, compressed: { bytes, sha256 } }) {
        const { length } = bytes;
        if (this.#pack.length === 0)
            this.#pack = Buffer.allocUnsafeSlow(capacity);
        this.#pack.set(bytes, this.#size);
        (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_4__/* .freeMemory */ .K)(bytes);
        this.#chunks.push({ index, fingerprint, sha256, offset: this.#size, length });
        this.#size += length;
        this.chunks++;
        this.bytes += length;
        if (this.#size >= _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD)
            await this.#flush();
    }
    /**
     * Uploads the last pack.
     *
     * @throws PackRefusedError, or an error of the store
     */
    async finish() {
        await this.#taking;
        if (this.#size > 0)
            await this.#flush();
        await this.#upload;
    }
    async #flush() {
        const pack = this.#pack.subarray(0, this.#size);
        const packSha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', pack);
        this.packs.push({ sha256: packSha256, size: pack.length });
        for (const chunk of this.#chunks)
            this.placed.push({ ...chunk, packSha256 });
        this.#chunks = [];
        this.#size = 0;
        await this.#upload;
        this.#upload = this.#send(packSha256, pack);
        const uploading = this.#pack;
        this.#pack = this.#spare;
        this.#spare = uploading;
        // It is awaited later. Until then, keep Node from reporting a rejection as unhandled.
        this.#upload.catch(() => undefined);
    }
    async #send(sha256, pack) {
        const key = (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256);
        const stored = await this.#store.put(key, inOnePiece(pack));
        // An existing key is fine, because a pack is named by the hash of its bytes.
        if (!stored && !(await this.#store.has(key)))
            throw new PackRefusedError();
    }
}
/** Bytes in memory in the form that a store's `put` accepts. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inOnePiece(bytes) {
    yield bytes;
}


/***/ }),

/***/ 7851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ saveSnapshot)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/src/programs.js
var programs = __webpack_require__(8856);
;// CONCATENATED MODULE: ./build/src/disk/extents.js

/**
 * The parts of a sparse file that contain data, in order. Everything else reads as zeros. Writes dirty pages first
 * (`-s`), because the file's map does not show them.
 *
 * @param size the file's length in bytes
 * @returns one extent for the whole file if the underlying filesystem does not report extents
 */
async function dataExtents(path, size) {
    try {
        return parseFilefrag(await (0,programs/* run */.eF)('filefrag', ['-v', '-s', path]));
    }
    catch {
        return [{ offset: 0, length: size }];
    }
}
/**
 * Parses the output of `filefrag -v` (e2fsprogs).
 *
 * @throws Error if the output has another format or is incomplete
 */
function parseFilefrag(output) {
    const blockSize = /\((?:\d+) blocks? of (\d+) bytes\)/.exec(output)?.[1];
    if (blockSize === undefined)
        throw new Error('filefrag named no block size');
    const extents = [];
    let complete = true;
    for (const line of output.split('\n')) {
        const fields = /^\s*\d+:\s*(\d+)\.\.\s*(\d+):\s*\d+\.\.\s*\d+:\s*\d+:(.*)$/.exec(line);
        if (!fields)
            continue;
        const [, first, last, rest] = fields;
        // FIEMAP_EXTENT_LAST (Linux, Documentation/filesystems/fiemap.rst): only then is every unlisted part a hole.
        complete = rest?.includes('last') === true;
        // Preallocated but never written: reads as zeros.
        if (rest?.includes('unwritten'))
            continue;
        extents.push({
            offset: Number(first) * Number(blockSize),
            length: (Number(last) - Number(first) + 1) * Number(blockSize),
        });
    }
    if (!complete)
        throw new Error('filefrag broke off before the last extent');
    return extents;
}
/** The indices of the chunks that `extents` overlap, ascending, without duplicates. */
function chunksWithin(extents, chunkSize) {
    const chunks = [];
    const sorted = extents.toSorted((a, b) => a.offset - b.offset);
    let next = 0;
    for (const { offset, length } of sorted) {
        const end = Math.ceil((offset + length) / chunkSize);
        for (next = Math.max(next, Math.floor(offset / chunkSize)); next < end; next++)
            chunks.push(next);
    }
    return chunks;
}

// EXTERNAL MODULE: ./build/src/snapshot/layout.js
var layout = __webpack_require__(2770);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var snapshot_manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/snapshot/workers.js
var workers = __webpack_require__(6841);
;// CONCATENATED MODULE: ./build/src/snapshot/chunk-scanner.js



/** Reads chunks of an image and passes the changed ones to a pack writer. */
class ChunkScanner {
    #source;
    #scanners;
    #writer;
    #chunksRead = 0;
    #chunksToRead = 0;
    constructor(source, scanners, writer) {
        this.#source = source;
        this.#scanners = scanners;
        this.#writer = writer;
    }
    /** Compresses and writes every chunk that differs from the `known` one at its index, except chunks of zeros. */
    async scan(indices, known) {
        const { image, fingerprintKey: key, signal, onProgress } = this.#source;
        const same = [];
        const written = [];
        this.#chunksToRead += indices.length;
        await (0,workers/* forEachConcurrently */.DW)((0,layout/* chunkRuns */.o7)(indices), this.#scanners.size * 2, async ({ first, count }) => {
            signal?.throwIfAborted();
            const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '');
            const task = { kind: 'scan', image, first, key, known: fingerprints };
            for (const { compressed, ...chunk } of await this.#scanners.scan(task)) {
                const stored = known.get(chunk.index);
                if (compressed) {
                    written.push(chunk.index);
                    await this.#writer.add({ ...chunk, compressed });
                }
                else if (stored)
                    same.push(stored);
            }
            this.#chunksRead += count;
            onProgress?.(this.#chunksRead * snapshot_manifest/* chunkSize */.ZL, this.#chunksToRead * snapshot_manifest/* chunkSize */.ZL);
        });
        return { same, written };
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/store/source.js
var store_source = __webpack_require__(6442);
// EXTERNAL MODULE: ./build/src/free-memory.js
var free_memory = __webpack_require__(2231);
;// CONCATENATED MODULE: ./build/src/snapshot/copy-chunks.js






/** Ranges of a pack that are fetched at the same time. */
const copyConcurrency = 4;
/**
 * Copies chunks from the packs of a store to new packs, as they are: it neither decompresses nor compresses them.
 *
 * @returns the chunks that were not copied, because their pack could not be read or differs from what was saved
 */
async function copyChunks(store, chunks, writer, signal) {
    const left = [];
    for (const packSha256 of new Set(chunks.map((chunk) => chunk.packSha256))) {
        const ofPack = chunks.filter((chunk) => chunk.packSha256 === packSha256);
        const entry = await store.open((0,keys/* packKey */.l7)(packSha256)).catch(() => undefined);
        try {
            left.push(...(entry ? await copyFrom(entry, ofPack, writer, signal) : ofPack));
        }
        finally {
            await entry?.close();
        }
    }
    return left;
}
async function copyFrom({ source }, ofPack, writer, signal) {
    const left = [];
    const byIndex = new Map(ofPack.map((chunk) => [chunk.index, chunk]));
    const ranges = (0,layout/* packRanges */.S3)(ofPack.map((chunk) => ({ ...chunk, pack: 0 })));
    await (0,workers/* forEachConcurrently */.DW)(ranges, copyConcurrency, async ({ start, end, chunks }) => {
        signal?.throwIfAborted();
        const range = await (0,store_source/* readRange */.q)(source, start, end, signal).catch(() => undefined);
        for (const chunk of chunks.flatMap(({ index }) => byIndex.get(index) ?? [])) {
            const { index, fingerprint, sha256, offset, length } = chunk;
            // A copy, because the writer releases the memory.
            const bytes = range && Uint8Array.from(range.subarray(offset - start, offset - start + length));
            if (bytes && (0,external_node_crypto_.hash)('sha256', bytes) === sha256) {
                await writer.add({ index, fingerprint, compressed: { bytes, sha256 } });
            }
            else
                left.push(chunk);
        }
        if (range)
            (0,free_memory/* freeMemory */.K)(range);
    });
    return left;
}

// EXTERNAL MODULE: ./build/src/snapshot/fingerprint.js
var fingerprint = __webpack_require__(1246);
// EXTERNAL MODULE: ./build/src/snapshot/pack-writer.js
var pack_writer = __webpack_require__(7801);
// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
;// CONCATENATED MODULE: ./build/src/snapshot/write-snapshot.js











/**
 * Saves a snapshot of an image. Writes the chunks that the previous snapshot lacks into packs, and the manifest last:
 * until it is written, the snapshot does not exist.
 *
 * @throws Error if the store fails or the signal is aborted. Packs may then have been written, but no manifest names
 *   them.
 */
async function saveSnapshot(options) {
    // The smallest hosted runner has two cores, and each thread keeps one busy.
    const scanners = (0,workers/* scannersFor */.dy)(await bytesToScan(options), 2);
    // After an abort, `save` may still wait for a store that does not respond. Close the threads anyway, so that the
    // process can exit.
    const close = () => void scanners.close();
    options.signal?.addEventListener('abort', close);
    try {
        return await save(options, scanners);
    }
    finally {
        options.signal?.removeEventListener('abort', close);
        await scanners.close();
    }
}
/** Of a complete image, the bytes that hold data. stat(2) counts blocks of 512. */
async function bytesToScan({ image, partial }) {
    return partial ? partial.written.length * snapshot_manifest/* chunkSize */.ZL : (await (0,promises_.stat)(image)).blocks * 512;
}
/** Writes what changed, compacts the packs, and commits the snapshot by writing its manifest. */
async function save(options, scanners) {
    const { image, store, previous, signal, onProgress } = options;
    const superblock = await closedSuperblock(image);
    const fingerprintKey = previous?.manifest.fingerprintKey ?? (0,fingerprint/* newFingerprintKey */.yp)();
    const writer = new pack_writer/* PackWriter */.lp(store);
    const scanner = new ChunkScanner({ image, fingerprintKey, signal, onProgress }, scanners, writer);
    const before = placedChunks(previous?.manifest);
    let scan = { kept: [], changedChunks: 0, removedChunks: 0, rewrittenBytes: 0 };
    try {
        scan = await scanImage(options, scanner, before);
        const compacted = await compact(scan, { options, scanner, writer });
        scan = compacted.scan;
        signal?.throwIfAborted();
        const content = {
            imageSize: (await (0,promises_.stat)(image)).size,
            filesystem: filesystemOf(superblock),
            fingerprintKey,
            credit: compacted.credit,
        };
        const manifest = composeManifest(options, content, [...scan.kept, ...writer.placed], writer.packs);
        return report(await commit(options, superblock, manifest), scan, writer);
    }
    catch (error) {
        if (error instanceof pack_writer/* PackRefusedError */.uj)
            return report('refused', scan, writer);
        throw error;
    }
}
/**
 * Reads the image, and writes the chunks that changed since the previous snapshot into packs. For a partial image,
 * reads only the chunks that may differ.
 */
async function scanImage({ image, partial }, scanner, before) {
    const candidates = partial?.written ?? chunksWithin(await dataExtents(image, (await (0,promises_.stat)(image)).size), snapshot_manifest/* chunkSize */.ZL);
    const { same, written } = await scanner.scan(candidates, before);
    const kept = partial ? [...same, ...untouched(before, partial)] : same;
    const differing = written.filter((index) => before.has(index)).length;
    const removedChunks = before.size - kept.length - differing;
    return { kept, changedChunks: written.length, removedChunks, rewrittenBytes: 0 };
}
function untouched(before, { written }) {
    const touched = new Set(written);
    return [...before.values()].filter(({ index }) => !touched.has(index));
}
/**
 * Rewrites the chunks of packs that `packsToRewrite` selects, or that the store no longer has. Afterwards, all packs
 * are in the store.
 */
async function compact(scanned, { options, scanner, writer }) {
    const { store, previous } = options;
    const uses = usesOf(previous?.manifest.packs ?? [], scanned.kept);
    const { packs, credit } = (0,layout/* packsToRewrite */.uE)(uses, writer.bytes, previous?.manifest.credit ?? 0);
    let scan = await rewrite(packs, scanned, { options, scanner, writer });
    await writer.finish();
    // Check just before the manifest is written: the store may have evicted packs since the restore.
    const needed = usesOf(previous?.manifest.packs ?? [], scan.kept).filter(({ live }) => live > 0);
    const missing = await (0,read_snapshot/* missingPacks */.b0)(store, needed);
    if (missing.size > 0) {
        scan = await rewrite(missing, scan, { options, scanner, writer });
        await writer.finish();
    }
    return { scan, credit };
}
/**
 * Writes the kept chunks of these packs again, so that the new snapshot no longer refers to the packs. For a partial
 * image, copies chunks from pack to pack where possible, so that few have to be fetched.
 */
async function rewrite(packs, { rewrittenBytes, kept, ...scanned }, { options: { store, partial, signal }, scanner, writer }) {
    const moved = kept.filter((chunk) => packs.has(chunk.packSha256));
    const notCopied = partial ? await copyChunks(store, moved, writer, signal) : moved;
    const indices = notCopied.map((chunk) => chunk.index).toSorted((a, b) => a - b);
    if (indices.length > 0)
        await partial?.fetch(indices);
    await scanner.scan(indices, new Map());
    return {
        ...scanned,
        kept: kept.filter((chunk) => !packs.has(chunk.packSha256)),
        rewrittenBytes: rewrittenBytes + totalLength(moved),
    };
}
/**
 * Writes the manifest, which makes the snapshot exist.
 *
 * @throws Error if the image changed while it was read
 */
async function commit({ image, store, entryKey }, superblock, manifest) {
    // A restarted daemon, for example, may have started the container again, which then wrote while we read.
    if (!(await (0,disk_superblock/* isUntouchedSince */.i3)(superblock, image)))
        throw new Error(`${image} was mounted while it was read`);
    const encoded = (0,snapshot_manifest/* encodeManifest */.Gb)(manifest);
    // A manifest that no restore would accept must not become the newest state.
    (0,snapshot_manifest/* decodeManifest */.MK)(encoded);
    return (await store.put(entryKey, (0,pack_writer/* inOnePiece */.E$)(encoded))) ? 'saved' : 'refused';
}
function report(outcome, scan, writer) {
    const { kept, changedChunks, removedChunks, rewrittenBytes } = scan;
    return {
        outcome,
        chunks: kept.length + writer.chunks,
        changedChunks,
        removedChunks,
        writtenBytes: writer.bytes,
        rewrittenBytes,
        liveBytes: totalLength(kept) + writer.bytes,
        packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
    };
}
/** @throws Error if the image does not hold a cleanly unmounted filesystem */
async function closedSuperblock(image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    if (superblock.cutShort)
        throw new Error(`${image} ends before its filesystem does`);
    if (superblock.unusual !== undefined)
        throw new Error(`The filesystem in ${image} ${superblock.unusual}`);
    if (!superblock.clean)
        throw new Error(`${image} is mounted, or was not cleanly unmounted`);
    return superblock;
}
function filesystemOf({ uuid, blocks, freeBlocks, inodes, freeInodes }) {
    return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes };
}
/** The chunks of a snapshot by their index in the image. */
function placedChunks(manifest) {
    return new Map(manifest?.chunks.map(({ pack, ...chunk }) => [
        chunk.index,
        { ...chunk, packSha256: manifest.packs[pack]?.sha256 ?? '' },
    ]));
}
function totalLength(chunks) {
    return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
/** How many bytes of each pack the kept chunks use. */
function usesOf(packs, kept) {
    const live = new Map();
    for (const { packSha256, length } of kept)
        live.set(packSha256, (live.get(packSha256) ?? 0) + length);
    return packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }));
}
/** The order of first use that this job recorded; without one, that of the previous snapshot. */
function firstUseOf({ previous, partial }, chunks) {
    const stored = new Set(chunks.map(({ index }) => index));
    const order = partial?.firstUse ?? previous?.manifest.firstUse ?? [];
    const firstUse = order.filter((index) => stored.has(index)).slice(0, snapshot_manifest/* maxFirstUse */.aU);
    return firstUse.length > 0 ? { firstUse } : {};
}
/** The manifest of the new snapshot. It lists only packs that a chunk refers to. */
function composeManifest(options, content, chunks, written) {
    const { previous, replaces = [], engineVersion, metadata } = options;
    const predecessors = previous ? [previous.key, ...previous.manifest.predecessors] : replaces;
    const used = new Set(chunks.map((chunk) => chunk.packSha256));
    // `delete` returns true once for each pack: one that was written again with the same bytes is not listed twice.
    const packs = [...(previous?.manifest.packs ?? []), ...written].filter((pack) => used.delete(pack.sha256));
    const packIndex = new Map(packs.map((pack, at) => [pack.sha256, at]));
    return {
        ...content,
        engineVersion,
        predecessors: predecessors.slice(0, snapshot_manifest/* maxPredecessors */.$Q),
        packs,
        chunks: chunks
            .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
            .toSorted((a, b) => a.index - b.index),
        ...metadata,
        ...firstUseOf(options, chunks),
    };
}


/***/ }),

/***/ 7145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   n8: () => (/* binding */ line),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* unused harmony export Markdown */
/** Markdown source for GitHub, in which only our own text contains markup. */
class Markdown {
    source;
    constructor(source) {
        this.source = source;
    }
}
/** One line of our own Markdown. Escapes the values, so that they show literally whatever they contain. */
function line(words, ...values) {
    const shown = values.map((value) => (value instanceof Markdown ? value.source : prose(String(value))));
    return new Markdown(String.raw({ raw: words }, ...shown));
}
/**
 * Formats text as code: with backticks, or as HTML if it contains characters with a meaning even there, such as a
 * pipe in a table.
 */
function code(text) {
    return new Markdown(/^[^\s`|\\\p{C}]+$/u.test(text) ? `\`${text}\`` : `<code>${escaped(text)}</code>`);
}
/** A link if the address is an HTTP or HTTPS URL; otherwise only the text. */
function link(text, url) {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (address?.protocol !== 'https:' && address?.protocol !== 'http:')
        return line `${text}`;
    // The parser removed whitespace; encode the characters that could end the link.
    return new Markdown(`[${prose(text)}](${address.href.replaceAll(/[()<>\\|`*_]/g, percentEncoded)})`);
}
function percentEncoded(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
/** Joins several parts with commas. */
function joined(parts) {
    return new Markdown(parts.map(({ source }) => source).join(', '));
}
/** A table whose first row is its header; '' if there are no rows. */
function table(rows) {
    const [head, ...body] = rows.map(([name, value]) => `| ${name.source} | ${value.source} |`);
    return head === undefined ? '' : [head, '| :-- | :-- |', ...body].join('\n');
}
/** A code block. Its fence is longer than any run of backticks in the text. */
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
/** Like `escaped`, but also keeps `@name` from notifying a user: inserts a zero-width space. */
function prose(text) {
    return escaped(text).replaceAll('&#64;', '&#64;&#8203;');
}
/**
 * Characters with a meaning in Markdown, HTML, formulas or addresses: anywhere, or only at the start of a line.
 */
const meaningful = /[\\`*_{}[\]<>&#!|~$@^]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)](?!\S)/gi;
/** Text on one line without characters that GitHub interprets: a character reference is always literal. */
function escaped(text) {
    return text
        .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
        .replaceAll(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}


/***/ }),

/***/ 4345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dg: () => (/* binding */ addToSummary),
  sp: () => (/* binding */ jobSummary),
  rk: () => (/* binding */ restoreSummary),
  KL: () => (/* binding */ runSummary)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(1170);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/summary/markdown.js
var markdown = __webpack_require__(7145);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
;// CONCATENATED MODULE: ./build/src/summary/gantt.js


/** The section that shows each phase. Also the list of allowed names, because phases are read from a file. */
const sections = {
    'look up': 'Restore',
    restore: 'Restore',
    volume: 'Restore',
    CLI: 'Run',
    'engine image': 'Run',
    'engine start': 'Run',
    command: 'Run',
    'idle check': 'Save',
    'free space': 'Save',
    'engine stop': 'Save',
    save: 'Save',
    clean: 'Save',
};
/** More rows would not be readable. */
const maxPhases = 40;
/** Milliseconds. The chart would show a shorter phase as 0.0 s. */
const shortestShownMilliseconds = 50;
/**
 * Draws the phases of a job as a Mermaid Gantt chart, which GitHub renders; '' if there is nothing to draw. Shows
 * only the longest phases if there are too many. The axis starts with the first phase shown.
 *
 * Source: mermaid 11.17, packages/mermaid/src/diagrams/gantt: parser/gantt.jison for the syntax of a line,
 * ganttDb.js for dates and durations, ganttRenderer.js for the axis.
 */
function gantt(phases) {
    const drawn = phases
        .filter(({ name }) => Object.hasOwn(sections, name))
        .filter(({ start, end }) => [start, end].every(Number.isSafeInteger) && end - start >= shortestShownMilliseconds)
        .toSorted((a, b) => b.end - b.start - (a.end - a.start))
        .slice(0, maxPhases)
        .toSorted((a, b) => a.start - b.start);
    const start = Math.min(...drawn.map((phase) => phase.start));
    const end = Math.max(...drawn.map((phase) => phase.end));
    // If the clock was changed meanwhile, the chart would span years. No job takes that long.
    if (drawn.length === 0 || !(end - start < 7 * 24 * 60 * 60 * 1000))
        return '';
    const rows = ['Restore', 'Run', 'Save'].flatMap((section) => {
        const ofIt = drawn.filter(({ name }) => sections[name] === section);
        return ofIt.length === 0 ? [] : [`section ${section}`, ...ofIt.map((phase) => row(phase, drawn, start))];
    });
    return (0,markdown/* fenced */.OF)('mermaid', [
        'gantt',
        ...['dateFormat YYYY-MM-DD HH:mm:ss.SSS', ...axis(end - start), 'todayMarker off', ...rows].map((line) => `    ${line}`),
    ].join('\n'));
}
function row(phase, drawn, first) {
    const { name, start, end } = phase;
    const alike = drawn.filter((other) => other.name === name);
    const shown = alike.length === 1 ? name : `${name} ${alike.indexOf(phase) + 1},`;
    return `${shown} ${(0,units/* seconds */.YA)(end - start)} : ${name === 'command' ? 'active, ' : ''}${moment(start - first)}, ${end - start}ms`;
}
/**
 * Mermaid reads and writes the reader's local time. On a day without a clock change in any time zone, the axis
 * starts at 0:00.
 */
function moment(offset) {
    return new Date(Date.UTC(2000, 0, 1) + offset).toISOString().replace('T', ' ').replace('Z', '');
}
/** Ticks at round times, at most ten. */
function axis(length) {
    const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 21_600];
    const step = steps.find((seconds) => length / 1000 / seconds <= 10) ?? 86_400;
    const hours = length < 3_600_000 ? '' : '%-H:';
    if (step < 1)
        return ['axisFormat %-S.%L', `tickInterval ${step * 1000}millisecond`];
    return [`axisFormat ${hours}%M:%S`, `tickInterval ${step < 60 ? `${step}second` : `${step / 60}minute`}`];
}

// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
;// CONCATENATED MODULE: ./build/src/summary/summary.js








/**
 * Adds Markdown to the job's summary, if there is one. Only warns on failure, because no job may fail for its
 * summary.
 */
async function addToSummary(markdown) {
    if (!process.env['GITHUB_STEP_SUMMARY'])
        return;
    try {
        await summary/* summary */.z.addRaw(`${markdown}\n\n`).write();
    }
    catch (error) {
        log/* jobLog */.Wh.warning(`The summary could not be written: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** @param notes complete sentences: what went wrong, or why there is no state */
function restoreSummary(start, notes, now) {
    const title = start.kind === 'nothing'
        ? 'miss, so the engine starts cold'
        : start.kind === 'not managed'
            ? 'not used'
            : start.exact
                ? 'hit'
                : 'hit of another key';
    return paragraphs([
        (0,markdown/* line */.n8) `### Dagger cache: ${title}`.source,
        ...notes.map((note) => (0,markdown/* line */.n8) `${note}`.source),
        (0,markdown/* table */.tp)(startRows(start, now)),
    ]);
}
function startRows(start, now) {
    if (start.kind === 'not managed')
        return [];
    if (start.kind === 'nothing')
        return [[(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(start.key)]];
    const { key, engineVersion, restoreMilliseconds } = start;
    if (start.kind === 'kept') {
        const taken = start.how === 'move' ? 'as it is' : 'as a copy';
        return [
            [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `what this machine kept, ${taken}, in ${(0,units/* seconds */.YA)(restoreMilliseconds)}`],
            [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
            [(0,markdown/* line */.n8) `Kept`, (0,markdown/* line */.n8) `${ago(start.usedAt, now)}, with Dagger ${engineVersion}`],
        ];
    }
    const { run, savedAt, content, fetched, packs } = start;
    const saved = [
        ...(savedAt === undefined ? [] : [ago(savedAt, now)]),
        ...(run ? [(0,markdown/* line */.n8) `by ${(0,markdown/* link */.nf)(`run ${run.id}`, run.url)}`] : []),
        (0,markdown/* line */.n8) `with Dagger ${engineVersion}`,
    ];
    if (fetched === undefined) {
        return [
            [
                (0,markdown/* line */.n8) `Restored`,
                (0,markdown/* line */.n8) `a volume of ${(0,units/* megabytes */.ix)(content)} in ${(0,units/* seconds */.YA)(restoreMilliseconds)}; parts are fetched when they are read`,
            ],
            [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
            [(0,markdown/* line */.n8) `Saved`, (0,markdown/* joined */.oR)(saved)],
        ];
    }
    return [
        [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(content)} in ${(0,units/* seconds */.YA)(restoreMilliseconds)}`],
        [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
        [(0,markdown/* line */.n8) `Saved`, (0,markdown/* joined */.oR)(saved)],
        [
            (0,markdown/* line */.n8) `Fetched`,
            (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(fetched)} of ${(0,units/* counted */.hS)(packs, 'pack')}, ${(0,units/* rate */.TS)(fetched, restoreMilliseconds)}`,
        ],
    ];
}
/** A time, and how long before the job it was. Only the time if the clocks of two machines disagree. */
function ago(moment, now) {
    return moment > now ? (0,markdown/* line */.n8) `${(0,units/* date */.p6)(moment)}` : (0,markdown/* line */.n8) `${(0,units/* span */.Ln)(now - moment)} before this job (${(0,units/* date */.p6)(moment)})`;
}
const tracesSetup = 'https://dagger.cloud/traces/setup';
/** The summary of dagger-for-github, plus the engine, the state of its cache, and durations. */
function runSummary(summary) {
    const { command, version, traceUrl = tracesSetup } = summary;
    return paragraphs([
        '## Command',
        (0,markdown/* fenced */.OF)('bash', ['dagger', ...(0,dagger_command/* displayWords */.GD)(command)].join(' ')),
        ...(command.script === undefined ? [] : ['### Script', (0,markdown/* fenced */.OF)('bash', command.script)]),
        '## Dagger trace',
        summary.traceUrl === undefined
            ? `No trace available. To setup: [${tracesSetup}](${tracesSetup})`
            : traceLink(traceUrl),
        '## Dagger version',
        (0,markdown/* fenced */.OF)('bash', /^\d+\./.test(version) ? `v${version}` : version),
        '## Dagger engine',
        (0,markdown/* fenced */.OF)('bash', summary.engine),
        (0,markdown/* line */.n8) `Its cache: ${(0,markdown/* code */.aY)(summary.verdict)}. The command took ${summary.commandTime}, the step ${summary.stepTime}.`
            .source,
        '---\n',
    ]);
}
/** The trace's link as dagger-for-github writes it, if the URL contains only harmless characters. */
function traceLink(url) {
    return /^https:[a-zA-Z0-9./-]+$/.test(url) ? `[${url}](${url})` : (0,markdown/* link */.nf)(url, url).source;
}
function jobSummary({ phases, commands, coldStart, saved, reason, rows }) {
    const time = paragraphs([
        [...timeSaved(commands[0], coldStart, phases), ...traces(commands)].map(({ source }) => source).join(' '),
        gantt(phases),
    ]);
    return paragraphs([
        ...(time === '' ? [] : ['### Where the time went', time]),
        `### Dagger cache: ${saved ? 'saved' : 'not saved'}`,
        (0,markdown/* line */.n8) `${reason}`.source,
        (0,markdown/* table */.tp)(rows),
    ]);
}
/** How long the first command took and, if it was measured, how long it took with a cold engine. */
function timeSaved(first, coldStart, phases) {
    if (!first)
        return [];
    if (!first.succeeded)
        return [(0,markdown/* line */.n8) `The command failed after ${(0,units/* seconds */.YA)(first.milliseconds)}.`];
    const took = (0,markdown/* line */.n8) `command took ${(0,units/* seconds */.YA)(first.milliseconds)}`;
    if ((0,cold_start/* isCold */.zg)(first))
        return [(0,markdown/* line */.n8) `Without a restored state, the ${took}.`];
    const cold = (0,cold_start/* comparable */.Zm)(first, coldStart);
    if (!cold)
        return [(0,markdown/* line */.n8) `The ${took}.`];
    const restore = phases
        .filter(({ name }) => name === 'look up' || name === 'restore')
        .reduce((sum, { start, end }) => sum + end - start, 0);
    const saved = cold.milliseconds - first.milliseconds - restore;
    const warm = saved > 0 ? (0,markdown/* line */.n8) `**${(0,units/* seconds */.YA)(saved)} saved**: the ${took}` : (0,markdown/* line */.n8) `The ${took}`;
    return [
        (0,markdown/* line */.n8) `${warm} and the restore ${(0,units/* seconds */.YA)(restore)}. Without a restored state, the same command took ${(0,units/* seconds */.YA)(cold.milliseconds)} on ${(0,units/* day */.vd)(cold.at)}; its flag values may have been different.`,
    ];
}
function traces(commands) {
    const urls = commands.flatMap(({ traceUrl }) => traceUrl ?? []).filter((url) => url !== tracesSetup);
    return urls.map((url, at) => (0,markdown/* link */.nf)(urls.length === 1 ? 'Trace' : `Trace ${at + 1}`, url));
}
function paragraphs(parts) {
    return parts.filter((part) => part !== '').join('\n\n');
}


/***/ })

};

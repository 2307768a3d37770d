export const id = 647;
export const ids = [647];
export const modules = {

/***/ 3478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gs: () => (/* binding */ makeImage),
/* harmony export */   J0: () => (/* binding */ fitImage),
/* harmony export */   Ng: () => (/* binding */ hostMargin),
/* harmony export */   SY: () => (/* binding */ imageSizeWithin),
/* harmony export */   d2: () => (/* binding */ makeSparseFile),
/* harmony export */   go: () => (/* binding */ freeBytes),
/* harmony export */   u1: () => (/* binding */ imageSizeFor)
/* harmony export */ });
/* unused harmony exports resizeImage, sizeToFit */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6448);


const GiB = 2 ** 30;
/** Free space of the host that an image may never grow into, bytes. A sparse image on a full host loses writes. */
const hostMargin = 4 * GiB;
/**
 * The share of the free space that an image may have. With the step that sizes are rounded to, it makes machines of
 * one kind, whose free space differs by some gigabytes, make equal images: one that has to be shrunk has moved so
 * much of its content that all of it is saved again.
 */
const mostShare = 7 / 8;
/** Sizes are whole GiB, so that the last chunk is never a short one. */
const smallest = GiB;
/** Beyond this an engine's state could not be moved in useful time. */
const largest = 1024 * GiB;
/**
 * How large an image may become on this host: what is free beside it, less a margin, rounded down.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 when the host has no room for any
 */
async function imageSizeFor(folder, wanted) {
    return imageSizeWithin(await freeBytes(folder), wanted);
}
function imageSizeWithin(free, wanted = largest) {
    const most = roundDown(Math.min(free - hostMargin, free * mostShare));
    const size = Math.floor(Math.min(most, wanted, largest) / GiB) * GiB;
    return size >= smallest ? size : 0;
}
/** To a multiple of a sixteenth of the power of two below it, and of a GiB. @param size bytes */
function roundDown(size) {
    const step = Math.max(GiB, 2 ** (Math.floor(Math.log2(Math.max(size, 1))) - 4));
    return Math.floor(size / step) * step;
}
async function freeBytes(folder) {
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder);
    return bavail * bsize;
}
/**
 * Only what e2fsprogs 1.46 and Linux 5.15 (Ubuntu 22.04) read. No journal: a state is either closed in order or
 * thrown away, so a journal would only write everything twice.
 */
const features = [
    'none',
    'ext_attr',
    'dir_index',
    'filetype',
    'extent',
    '64bit',
    'flex_bg',
    'sparse_super',
    'large_file',
    'huge_file',
    'dir_nlink',
    'extra_isize',
    'metadata_csum',
    'resize_inode',
];
/**
 * Makes a sparse file of `size` bytes with an empty ext4 filesystem in it. `lost+found` stays: an empty folder
 * would make Docker copy the engine image's own /var/lib/dagger into the volume.
 */
async function makeImage(path, size) {
    await makeSparseFile(path, size);
    const inodeEvery = 4096; // bytes; a state averages 17 KB an entry, but a folder of small files far less
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('mke2fs', [
        ...['-q', '-F', '-t', 'ext2', '-b', '4096', '-I', '256', '-i', `${inodeEvery}`, '-m', '0'],
        ...['-L', 'warm-dagger', '-O', features.join(',')],
        // Metadata together at the front, so that it falls into few chunks.
        ...['-E', 'nodiscard,lazy_itable_init=1,packed_meta_blocks=1,root_owner=0:0', path],
    ], 
    // The host's defaults would add features of its own.
    { env: { MKE2FS_CONFIG: '/dev/null' }, timeoutSeconds: 300 });
}
/** Makes an empty file that reads as `size` zeros. Replaces what is there. */
async function makeSparseFile(path, size) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, '', { mode: 0o600, flag: 'wx' });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/** Seconds; it takes one or two, and a made-up filesystem is not to keep it busy for ever. */
const longestResizing = 120;
/**
 * Makes the filesystem in a file that no one has mounted, and the file, of `size` bytes, in whole KiB. Where that is
 * less than before, files get other inodes, and the folders they are in the time of that.
 *
 * @throws CommandError when the content does not fit, or it takes too long; the image is then not to be used
 */
async function resizeImage(path, size) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size < size)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
    // -f: it asks for a full check first, of a filesystem that was just verified bit for bit.
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('resize2fs', ['-f', path, `${size / 1024}K`], { timeoutSeconds: longestResizing });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/**
 * Resizes an image of `from` bytes on a host with room for one of `room`, if it must be.
 *
 * @throws CommandError as `resizeImage` does
 */
async function fitImage(path, from, room) {
    const size = sizeToFit(from, room);
    if (size !== undefined)
        await resizeImage(path, size);
}
/**
 * The size that an image of `from` bytes gets on a host with room for one of `room`; undefined for the one that it has.
 * A little more room is not worth rewriting metadata; and an image that is larger than the room by no more than
 * `imageSizeWithin` leaves free cannot fill the host.
 */
function sizeToFit(from, room) {
    return room >= from * 1.25 || from > Math.max(room + hostMargin, room / mostShare) ? room : undefined;
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
/* unused harmony export spaceOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/** The folder of a user's own settings of Dagger. Source: dagger/dagger v0.21.8, engine/client/drivers/container.go line 300. */
function configurationFolder(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['XDG_CONFIG_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.config'), 'dagger');
}
/** A user's engine.json; undefined where there is none. @throws what reading it throws */
async function readConfiguration(env) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configurationFolder(env), 'engine.json'), 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    });
}
/**
 * The settings of a garbage collection that keeps the engine's cache below a size. All three are given, since the
 * engine takes 0 for one that is missing beside others. The reserve, which counts for more than the maximum, and the
 * free share of the volume are in the proportion of the engine's own defaults: 10%, 75% and 20% of the disk.
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
/** The space values of an engine without a bound of ours: the engine's own defaults, see `spaceOf`. */
const defaultSpace = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' };
/**
 * How long what is made again most easily, yet costs builds the most time, is kept unused: cache volumes, uploaded
 * folders, git checkouts and mirrors. The engine's own 48 hours are made for a machine that is always on: a state
 * that nobody used over a weekend would lose them one second after the engine's start, before the first command.
 * Two weeks is twice what GitHub keeps an entry that nobody reads.
 */
const keepUnused = `${14 * 24}h`;
/**
 * The default policies of 0.20, but for how long the first keeps what is unused. Later releases have all of them but
 * the third, which there is the same as the last.
 *
 * They are applied one second after the start, after sessions, and at the stop. The types' names are the same in all
 * of 0.18 to 1.0, as is the form of policies.
 *
 * Source: dagger/dagger v0.21.8, engine/server/gc.go, defaultGCPolicy, and server.go line 416; v1.0.0-beta.10,
 * engine/server/server.go line 453; v0.20.3, internal/buildkit/cmd/buildkitd/config/gcpolicy.go line 66 and
 * engine/server/server.go line 602; engine/config/config.go, GCPolicy, since v0.18.0.
 *
 * @param space of the whole cache, `maxUsedSpace` and so on
 */
function policiesWithin(space) {
    const sweepSize = entryOf(space, 'sweepSize');
    return [
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
 * A user's engine.json with our policies in it, and a bound on the engine's cache, where the file has none of its
 * own. Each value that the file has stays. Names are matched as Go's encoding/json does, whatever their case.
 *
 * @param users the file's text; undefined where there is none
 * @param maxUsedSpace bytes; undefined where no bound is asked for
 */
function engineJson(users, maxUsedSpace) {
    const own = (because, hasLimits = false) => ({
        text: undefined,
        ...(maxUsedSpace !== undefined && { unbound: { because, hasLimits } }),
    });
    const configuration = parse(users);
    // An engine does not start with such a file, and says why; it is not ours to hide that.
    if (!configuration)
        return own('is not a JSON object');
    const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}];
    const settings = gc ?? {};
    if (!isObject(settings))
        return own('has a gc that is not an object');
    const valueOf = (name) => entryOf(settings, name)?.[1];
    if (valueOf('enabled') === false)
        return own('switches gc off');
    const policies = valueOf('policies');
    if (Array.isArray(policies) && policies.length > 0)
        return own('has gc.policies', true);
    const hasMaximum = valueOf('maxUsedSpace') !== undefined;
    const bound = hasMaximum || maxUsedSpace === undefined ? undefined : spaceOf(maxUsedSpace);
    const space = { ...bound, ...usersSpace(settings) };
    const policed = {
        ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase() !== 'policies')),
        ...Object.fromEntries(Object.entries(bound ?? {}).filter(([name]) => valueOf(name) === undefined)),
        policies: policiesWithin(Object.keys(space).length > 0 ? space : defaultSpace),
    };
    return {
        text: `${JSON.stringify({ ...configuration, [gcName]: policed }, undefined, 2)}\n`,
        ...(hasMaximum &&
            maxUsedSpace !== undefined && {
            unbound: { because: 'has gc.maxUsedSpace', hasLimits: true },
        }),
    };
}
/** The space values that a user's gc has. Beside one of them, the engine takes 0 for the others. */
function usersSpace(settings) {
    const names = ['maxUsedSpace', 'reservedSpace', 'minFreeSpace', 'sweepSize'];
    return Object.fromEntries(names.flatMap((name) => {
        const value = entryOf(settings, name)?.[1];
        return value === undefined ? [] : [[name, value]];
    }));
}
/**
 * Whether an engine with this engine.json logs what it does at its start: lines of the level info.
 * Source: dagger/dagger v0.21.8, cmd/engine/main.go line 377 and engine/config/config.go line 33.
 */
function logsItsStart(text) {
    const level = entryOf(parse(text) ?? {}, 'logLevel')?.[1];
    return typeof level !== 'string' || !['warn', 'error'].includes(level.toLowerCase());
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** undefined for what is no JSON object, an empty file among it. */
function parse(text) {
    if (text === undefined)
        return {};
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function entryOf(object, name) {
    return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase());
}


/***/ }),

/***/ 2879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Kf: () => (/* binding */ findRunnerHost),
/* harmony export */   Sg: () => (/* binding */ engineImage),
/* harmony export */   Sl: () => (/* binding */ stateElsewhere),
/* harmony export */   Tt: () => (/* binding */ runnerHostVariable),
/* harmony export */   Yr: () => (/* binding */ runnerHostOf)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** The CLI's variable for the engine's address. */
const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';
/**
 * Where the engine of a step is: where the step itself says, else where the job's first step found it. That a flag
 * of an earlier step asked for Dagger Cloud does not send this step's command there.
 */
function findRunnerHost({ env, asksForCloud, exported, settled }) {
    const address = env[runnerHostVariable] ?? '';
    if (address !== '' && address !== exported)
        return { kind: 'preset', address };
    // Set at all, the CLI takes it for yes: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
    if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined)
        return { kind: 'cloud' };
    return settled?.kind === 'preset' ? settled : { kind: 'docker' };
}
/** For a person: the end of a sentence about the engine. */
function placeOf(host) {
    return host.kind === 'cloud' ? 'in Dagger Cloud' : `at ${host.address}`;
}
/**
 * The image of a release, a commit's build or `head`. Source of the tags of builds: dagger/dagger v0.21.8,
 * toolchains/release/main.go line 153, by publish.yml.
 *
 * @param version as a job has settled it: a full one without v, a commit's hash, or `head`
 */
function engineImage(version) {
    const tag = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`;
    return `registry.dagger.io/engine:${tag}`;
}
/**
 * The address of a container of ours. Its name is outside the prefix that other versions of the CLI clean up, and
 * `cleanup=false` keeps this one from removing others'. The scheme is the one that all of 0.18 to 1.0 know.
 */
function runnerHostOf({ image, container, volume }) {
    const query = new URLSearchParams({ container, volume, cleanup: 'false' });
    return `docker-image://${image}?${query.toString()}`;
}
/** Why the engine's state is not ours to keep. */
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which this action did not set, and keeps its own state.`;
}


/***/ }),

/***/ 1926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ progressIn)
/* harmony export */ });
/* unused harmony export progressLine */
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2958);

/** Milliseconds between two lines. Work that takes less has none. */
const interval = 2000;
/** Tells the log of a long piece of work while it goes on. */
function progressIn(log, activity, now = () => performance.now()) {
    const start = now();
    let last = start;
    return (done, total) => {
        const time = now();
        // The end has a line of its own, with all the numbers.
        if (time - last < interval || done >= total)
            return;
        last = time;
        log.info(progressLine(activity, done, total, time - start));
    };
}
/** @param milliseconds since the beginning */
function progressLine(activity, done, total, milliseconds) {
    const share = Math.floor((100 * done) / total);
    return `${activity}: ${share} %, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(done)} of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(total)}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .rate */ .TS)(done, milliseconds)}`;
}


/***/ }),

/***/ 7710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ readTimeline),
/* harmony export */   a: () => (/* binding */ timed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4752);



const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFolder */ .OW, 'timeline');
/** Does `body`, and notes for the later steps of the job when it began and ended, however it did. */
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
        // The line's end comes first: what follows a line that was cut short is then not lost with it.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, `\n${JSON.stringify({ job: _record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobId */ .Db, ...phase })}`);
    }
    catch {
        // No job is to fail for want of its timeline.
    }
}
/** The phases of this job so far, of all its steps, in the order in which they began. */
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

/***/ 9424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A$: () => (/* binding */ codeOfJob),
/* harmony export */   Wy: () => (/* binding */ recordUsedCode)
/* harmony export */ });
/* unused harmony export usedCode */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6448);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4752);




/** Seconds for one question to git; a status reads every tracked file that looks changed. */
const gitTimeoutSeconds = 120;
/** Records for the save which code a command is about to use. */
async function recordUsedCode(places) {
    const job = await (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readJob */ .cd)();
    if (!job)
        return;
    await (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .tellLaterSteps */ .z_)({ ...job, code: distinct([...(job.code ?? []), ...(await usedCode(places))]) });
}
/**
 * The code that the job's commands used, as it was before each command and as it is now; what is in the workspace
 * where no command of ours ran.
 */
async function codeOfJob({ code: before }) {
    if (before === undefined)
        return [await codeIn(process.env['GITHUB_WORKSPACE'] ?? process.cwd())];
    const folders = before.flatMap((used) => (used.kind === 'empty' ? [] : [used.folder]));
    return distinct([...before, ...(await Promise.all([...new Set(folders)].map(codeIn)))]);
}
/**
 * The code of the repositories that hold the folder a command runs in, its local module, and any path among its words.
 * A path outside of every repository is a file like a secret or an archive, not code.
 */
async function usedCode({ workdir, module, words }) {
    const sources = [workdir];
    if (module !== '' && (await isThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workdir, module))))
        sources.push((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workdir, module));
    const code = await Promise.all(sources.map(codeIn));
    const values = words.flatMap((word) => [word, word.replace(/^-[^=]*=/, '')]);
    for (const path of new Set(values.filter(Boolean).map((value) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workdir, value)))) {
        if (!(await isThere(path)))
            continue;
        const named = await codeIn(path);
        if (named.kind === 'checkout')
            code.push(named);
    }
    return distinct(code);
}
async function codeIn(path) {
    const folder = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.isFile() ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) : path;
    const [root, head] = (await git(folder, ['rev-parse', '--show-toplevel', 'HEAD']))?.split('\n') ?? [];
    if (root === undefined || head === undefined) {
        return (await isEmpty(folder)) ? { kind: 'empty' } : { kind: 'unversioned', folder };
    }
    const status = await git(root, ['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames']);
    if (status === undefined)
        return { kind: 'unversioned', folder };
    // Each line has two letters and a blank before the path.
    const changedFiles = status.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
    return { kind: 'checkout', folder: root, head, changedFiles: changedFiles.slice(0, 4) };
}
/** @returns what git printed; undefined where it failed, as it does outside of a repository */
async function git(folder, args) {
    // The checkout may be another user's, in a container job for instance. Its own settings start no program.
    const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
    const { exitCode, stdout } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .CD)('git', [...settings, '-C', folder, ...args], {
        timeoutSeconds: gitTimeoutSeconds,
    });
    return exitCode === 0 ? stdout.trimEnd() : undefined;
}
async function isThere(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined)) !== undefined;
}
async function isEmpty(folder) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => [])).length === 0;
}
function distinct(code) {
    return [...new Map(code.map((used) => [JSON.stringify(used), used])).values()];
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
 * Tells commands apart whose times are not to be compared. The values of flags are left out: they may differ from
 * run to run, as a commit's hash does, and may be secret. So are those of variables.
 *
 * @param displayed the command's words, those with values of variables as they are shown
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
 * What a job's snapshot is to say of cold starts: what this job measured, else what the last snapshot of the same
 * key said. A command that failed is no measure.
 */
function coldStartOf(first, lastOfKey) {
    if (!first?.succeeded || !isCold(first))
        return lastOfKey;
    return { command: first.command, milliseconds: first.milliseconds, at: first.at };
}
/** Whether the engine had nothing to start from, or threw it away. */
function isCold({ engineCache }) {
    return engineCache === 'cold' || engineCache.startsWith('discarded:');
}
/** The cold start that the job's first command may be compared with: of the same command, both successful. */
function comparable(first, coldStart) {
    if (!first?.succeeded || isCold(first))
        return undefined;
    return coldStart?.command === first.command ? coldStart : undefined;
}


/***/ }),

/***/ 5876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ isDefaultBranch),
/* harmony export */   y: () => (/* binding */ decideSave)
/* harmony export */ });
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5431);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(792);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);



/**
 * Whether a job's state may be saved. Whether enough has changed to be worth it, and whether the engine closed
 * its state, are for others to say.
 *
 * `always` widens the events and branches that save. It never lets a stranger's code into entries that the
 * default branch restores from: for the events marked `strangers` there is no yes.
 */
function decideSave(facts) {
    if (facts.wish === 'never')
        return no('Input save is never.');
    if (!facts.volumeIsOurs)
        return no('The engine did not keep its state in a volume of this action.');
    if (facts.cancelled)
        return no('The job was canceled, so its state may be incomplete.');
    // @actions/cache 6.3.0, lib/internal/config.js:18 (the modes) and lib/cache.js:370 (a save is skipped).
    if (facts.cacheMode === 'read' || facts.cacheMode === 'none') {
        return no(`The runner gives this job the cache mode ${facts.cacheMode}, which does not permit a save.`);
    }
    if (facts.event === undefined)
        return yes('Outside GitHub every job saves.');
    const rule = (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(facts.event);
    if (rule.kind === 'strangers')
        return no(`Runs on ${facts.event} never save: ${rule.because}.`);
    if (!facts.isolatesBranches && facts.fromFork) {
        return no("This store is shared by all branches, and a fork's pull request may not write what they restore.");
    }
    if (!facts.isolatesBranches && facts.ref.startsWith('refs/pull/')) {
        return no('This store is shared by all branches, and a pull request may not write what the default branch restores.');
    }
    return facts.wish === 'always' ? always(facts) : automatic(facts, facts.event, rule);
}
function automatic(facts, event, rule) {
    if (rule.kind === 'told')
        return no(`Runs on ${event} do not save by default: ${rule.because}.`);
    const isDefault = isDefaultBranch(facts);
    if (isDefault === undefined) {
        return no(`The event ${event} does not name the default branch, the only branch that saves by default.`);
    }
    if (!isDefault) {
        return no(`${facts.ref} is not the default branch, the only branch that saves by default; set save: always to save here too.`);
    }
    const doubt = doubtAbout(facts.code, facts.sha);
    if (doubt !== undefined)
        return no(doubt);
    return yes(`This is a ${event} on the default branch, which other runs restore from.`);
}
function always(facts) {
    // A merged pull request's ref is the branch it went to, so the ref decides and not the event.
    if (facts.ref.startsWith('refs/pull/')) {
        return yes("Input save is always; the entry is this pull request's own.");
    }
    const isShared = !facts.isolatesBranches || isDefaultBranch(facts) !== false;
    const doubt = isShared ? doubtAbout(facts.code, facts.sha, vouchesForChanges(facts)) : undefined;
    return doubt === undefined ? yes('Input save is always.') : no(doubt);
}
/**
 * Whether `save: always` covers changes to tracked files, such as a version stamp or a lock file: only where whoever
 * starts the run can write to the default branch anyway.
 */
function vouchesForChanges(facts) {
    return (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(facts.event ?? '').kind === 'branch' && isDefaultBranch(facts) === true;
}
/**
 * Why the code that ran may be another than the commit of the run, as a sentence; undefined where it is that commit.
 *
 * @param allowsChanges whether tracked files may differ from it
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
    const [first = '', second, third, ...more] = files.map(_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S);
    const named = [first, second, third].filter((file) => file !== undefined).join(', ');
    return more.length === 0 ? named : `${named}, …`;
}
/** Undefined where the payload does not tell. A schedule runs on the default branch, with or without a payload. */
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

/***/ 2388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Frees the memory of bytes that nothing uses any more. Left to the collector, which does not hurry for what lies
 * outside its heap, a thread holds some 100 MB of them.
 */
function release(bytes) {
    // Small buffers share their memory with others.
    if (bytes.buffer.byteLength > Buffer.poolSize)
        bytes.buffer.transfer(0);
}


/***/ }),

/***/ 2770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q_: () => (/* binding */ longestRun),
/* harmony export */   S3: () => (/* binding */ packRanges),
/* harmony export */   o7: () => (/* binding */ chunkRuns),
/* harmony export */   uE: () => (/* binding */ packsToRewrite),
/* harmony export */   vD: () => (/* binding */ packSize)
/* harmony export */ });
/* unused harmony export ordinaryPacks */
/** Compressed bytes at which a pack is full. Two of them are in memory during a save. */
const packSize = 64 * 2 ** 20;
/** How many bytes of packs a snapshot may list for each byte that is in use. */
const mostWaste = 1.5;
/** A pack of which less than this share is in use costs little to write again, and may not stay for that. */
const hardlyUsed = 0.2;
/** Packs that a snapshot never exceeds, but for a state that fills more. */
const mostPacks = 64;
/** Packs that a snapshot has no more than while its credit lasts: 8, but for a state that fills so many. */
function ordinaryPacks(live) {
    return Math.max(8, Math.ceil((mostWaste * live) / packSize) + 4);
}
/**
 * Decides which packs to give up, as a log is compacted that has few segments:
 *
 * 1. those that are hardly used: the databases in the youngest pack die at the next save;
 * 2. while more than half as much again is listed as is used, those that cost least for each byte of waste;
 * 3. above the ordinary number, three such at once, if the credit pays for what is written again;
 * 4. above 64, the smallest, whatever it costs.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 * @param credit of the last snapshot, so that over the years no more is written again than changed
 */
function packsToRewrite(packs, fresh, credit) {
    const rewritten = new Set();
    const live = fresh + liveIn(packs);
    let listed = packs.reduce((sum, pack) => sum + pack.size, fresh);
    let moved = 0;
    const rewrite = (pack) => {
        rewritten.add(pack.sha256);
        listed -= pack.size - pack.live;
        moved += pack.live;
    };
    const keptBy = (key) => packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => key(a) - key(b));
    // A pack fewer is worth half of what a save writes, where packs are small: found by simulating years.
    const worth = Math.min(fresh / 2, packSize / 16);
    const costOfWaste = ({ size, live }) => (live - worth) / (size - live + 1);
    const count = () => packs.length - rewritten.size + Math.ceil((fresh + moved) / packSize);
    for (const pack of packs)
        if (pack.live < hardlyUsed * pack.size)
            rewrite(pack);
    for (const pack of keptBy(costOfWaste)) {
        if (listed <= mostWaste * live)
            break;
        rewrite(pack);
    }
    const ordinary = ordinaryPacks(live);
    if (count() > ordinary) {
        const three = keptBy(costOfWaste).slice(0, 3);
        if (liveIn(three) <= credit + fresh - moved)
            three.forEach(rewrite);
    }
    const most = Math.max(mostPacks, ordinary + 4);
    if (count() > most) {
        // Some more than must be, so that not every save has to.
        for (const pack of keptBy((pack) => pack.live))
            if (count() > most - 8)
                rewrite(pack);
    }
    // A first snapshot changes nothing.
    const left = packs.length === 0 ? 0 : credit + fresh - moved;
    return { packs: rewritten, credit: Math.min(live, Math.max(-live, left)) };
}
function liveIn(packs) {
    return packs.reduce((sum, pack) => sum + pack.live, 0);
}
/** Bytes of a pack that are fetched at once; two of them a worker are in memory during a restore. */
const rangeSize = 4 * 2 ** 20;
/** Fetching this many unused bytes costs less than another request. */
const smallGap = 2 ** 18;
/** The requests that fetch every chunk: by pack, then by place in it. */
function packRanges(chunks) {
    const ranges = [];
    for (const chunk of chunks.toSorted((a, b) => a.pack - b.pack || a.offset - b.offset)) {
        const last = ranges.at(-1);
        const end = chunk.offset + chunk.length;
        if (last?.pack === chunk.pack && chunk.offset - last.end <= smallGap && end - last.start <= rangeSize) {
            last.end = Math.max(last.end, end);
            last.chunks.push(chunk);
        }
        else {
            ranges.push({ pack: chunk.pack, start: chunk.offset, end, chunks: [chunk] });
        }
    }
    return ranges;
}
/** Chunks that are read with one request. */
const longestRun = 4;
/** Neighbouring chunks of an image, to be read with one request. */
function chunkRuns(indices, most = longestRun) {
    const runs = [];
    for (const index of indices) {
        const last = runs.at(-1);
        if (last && index === last.first + last.count && last.count < most)
            last.count++;
        else
            runs.push({ first: index, count: 1 });
    }
    return runs;
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
/* harmony import */ var _free_memory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2388);





/** The store neither took a pack nor had it already. */
class PackRefusedError extends Error {
    constructor() {
        super('the store refused it: this job has read-only access, or another job is writing the same entry');
    }
}
/** A pack is full when it has its size, and the last chunk, which may be one that does not compress, goes beyond. */
const capacity = _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD + _manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .chunkSize */ .ZL + 4096;
/** Gathers compressed chunks into packs and uploads each full one while the next is gathered. */
class PackWriter {
    packs = [];
    placed = [];
    /** Chunks that were added, in a pack yet or not. */
    chunks = 0;
    /** Their compressed bytes. */
    bytes = 0;
    #store;
    #chunks = [];
    #size = 0;
    /** The pack that is gathered. Its memory and the spare one's change places: one is filled, one is uploaded. */
    #pack = Buffer.alloc(0);
    #spare = Buffer.alloc(0);
    /** One chunk is taken at a time, however many are offered: else each could fill and send a pack of its own. */
    #taking = Promise.resolve();
    /** Of the pack that is being uploaded. Its failure is thrown by the next `add` or by `finish`. */
    #upload = Promise.resolve();
    constructor(store) {
        this.#store = store;
    }
    /**
     * Takes a chunk, whose bytes are not to be used afterwards. Waits while a full pack cannot yet be uploaded, so at
     * most two packs are in memory.
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
        (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_4__/* .release */ ._)(bytes);
        this.#chunks.push({ index, fingerprint, sha256, offset: this.#size, length });
        this.#size += length;
        this.chunks++;
        this.bytes += length;
        if (this.#size >= _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD)
            await this.#flush();
    }
    /** Uploads what is left. @throws PackRefusedError, or what the store threw */
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
        // It is awaited later; until then a failure must not count as one that nobody handles.
        this.#upload.catch(() => undefined);
    }
    async #send(sha256, pack) {
        const key = (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256);
        const stored = await this.#store.put(key, inOnePiece(pack));
        // A taken key is as good: a pack is named by its bytes.
        if (!stored && !(await this.#store.has(key)))
            throw new PackRefusedError();
    }
}
/** What a store's `put` takes, of bytes that are in memory already. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inOnePiece(bytes) {
    yield bytes;
}


/***/ }),

/***/ 3309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ SnapshotError),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   te: () => (/* binding */ writeImage)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(170);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6442);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3478);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2770);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5785);
/* harmony import */ var _disk_superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5603);
/* harmony import */ var _workers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6841);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5105);









/** What of a snapshot is missing or wrong, as a sentence that names it. */
class SnapshotError extends Error {
}
/** Reads the manifest that an entry holds. @throws SnapshotError */
async function readManifest(store, key) {
    const bytes = await readEntry(store, key).catch((error) => {
        throw new SnapshotError(`The manifest ${key} cannot be fetched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    });
    if (!bytes)
        throw new SnapshotError(`The manifest ${key} is no longer in the store.`);
    try {
        return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeManifest */ .MK)(bytes);
    }
    catch (error) {
        throw new SnapshotError(`The manifest ${key} cannot be used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    }
}
/** A URL may have expired since the look-up: a new one is asked for, once. */
async function readEntry(store, key) {
    try {
        return await readEntryOnce(store, key);
    }
    catch (error) {
        if (error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c)
            return await readEntryOnce(store, key);
        throw error;
    }
}
async function readEntryOnce(store, key) {
    const entry = await store.open(key);
    if (!entry)
        return undefined;
    try {
        if (entry.size > _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .mostManifestSize */ .oK) {
            throw new Error(`it has ${entry.size} bytes, where at most ${_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .mostManifestSize */ .oK} were expected`);
        }
        return await (0,_store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .readRange */ .q)(entry.source, 0, entry.size);
    }
    finally {
        await entry.close();
    }
}
/**
 * Writes the image that a snapshot holds to a new sparse file, every chunk checked against its hash.
 *
 * @param onProgress told of compressed bytes
 * @param signal ends what is under way, whatever the store does
 * @returns compressed bytes that were fetched
 * @throws SnapshotError when anything is missing or wrong, or the signal is given; what the file then holds is not to
 * be used
 */
async function writeImage(store, snapshot, image, onProgress, signal) {
    const { manifest } = snapshot;
    const givenUp = new Promise((_resolve, reject) => {
        const giveUp = () => {
            reject(new SnapshotError(`The snapshot ${snapshot.key} could not be restored within its time limit.`));
        };
        if (signal?.aborted)
            giveUp();
        else
            signal?.addEventListener('abort', giveUp, { once: true });
    });
    // Until something waits for it.
    givenUp.catch(() => undefined);
    const ranges = (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .packRanges */ .S3)(manifest.chunks);
    const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    let done = 0;
    const packs = new OpenPacks(store, manifest, ranges);
    await Promise.race([packs.checkAll(), givenUp]);
    await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_3__/* .makeSparseFile */ .d2)(image, manifest.imageSize);
    // More than there are cores: a thread also waits for the network, and what it waits for is not lost.
    const workers = new _workers_js__WEBPACK_IMPORTED_MODULE_6__/* .Workers */ .G(Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)() + 1));
    try {
        const written = (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .inLanes */ .L)(ranges, workers.size * 2, async (range) => {
            await packs.use(range, async ({ source }) => {
                await workers.write({ kind: 'write', image, source, key: manifest.fingerprintKey, ...range });
            });
            done += range.end - range.start;
            onProgress?.(done, total);
        });
        await Promise.race([written, givenUp]);
    }
    finally {
        // It ends the threads, whatever they wait for.
        await workers.close();
        await Promise.race([packs.closeAll(), givenUp.catch(() => undefined)]);
    }
    const superblock = await (0,_disk_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t_)(image);
    if (!superblock?.clean || superblock.uuid !== manifest.filesystem.uuid) {
        throw new SnapshotError(`The snapshot ${snapshot.key} does not hold a cleanly closed filesystem.`);
    }
    if (superblock.unusual !== undefined) {
        throw new SnapshotError(`The snapshot ${snapshot.key} holds a filesystem that ${superblock.unusual}.`);
    }
    return total;
}
/** Opens each pack when the first of its ranges is wanted, and closes it after the last. */
class OpenPacks {
    #store;
    #packs;
    #rangesLeft;
    #opened = new Map();
    constructor(store, manifest, ranges) {
        this.#store = store;
        this.#packs = manifest.packs;
        this.#rangesLeft = manifest.packs.map(() => 0);
        for (const { pack } of ranges)
            this.#rangesLeft[pack] = (this.#rangesLeft[pack] ?? 0) + 1;
    }
    /** Makes sure that every pack can be had, before the first byte is fetched. */
    async checkAll() {
        await (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .inLanes */ .L)(this.#packs, 8, async ({ sha256 }) => {
            const there = await this.#store.has((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256)).catch((error) => {
                throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
            });
            if (!there)
                throw new SnapshotError(`The pack ${sha256} is no longer in the store.`);
        });
    }
    async use(range, body) {
        const { pack } = range;
        try {
            const opened = this.#get(pack);
            await body(await opened).catch(async (error) => {
                if (!(error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c) || (await opened).source.kind === 'file')
                    throw error;
                // The URL may have expired, or the bytes been damaged on their way: a new one is asked for, once.
                if (this.#opened.get(pack) === opened)
                    this.#opened.delete(pack);
                await body(await this.#get(pack));
            });
        }
        catch (error) {
            throw new SnapshotError(`The pack ${this.#packs[pack]?.sha256 ?? ''} cannot be used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
        }
        const left = (this.#rangesLeft[pack] ?? 0) - 1;
        this.#rangesLeft[pack] = left;
        if (left === 0)
            await this.#close(pack);
    }
    async closeAll() {
        await Promise.all([...this.#opened.keys()].map((pack) => this.#close(pack)));
    }
    #get(pack) {
        const opened = this.#opened.get(pack) ?? this.#open(pack);
        this.#opened.set(pack, opened);
        return opened;
    }
    async #open(pack) {
        const entry = await this.#store.open((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(this.#packs[pack]?.sha256 ?? ''));
        if (!entry)
            throw new Error('it is no longer in the store');
        return entry;
    }
    async #close(pack) {
        const opened = this.#opened.get(pack);
        this.#opened.delete(pack);
        const entry = await opened?.catch(() => undefined);
        await entry?.close();
    }
}


/***/ }),

/***/ 6841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ Workers),
/* harmony export */   L: () => (/* binding */ inLanes)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);


/**
 * Where a thread begins: beside the bundle that this is part of, or, run from source, beside this file. The path
 * is put together at run time, for the bundler copies what it can read as a path.
 */
function threadEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    return new URL(['.', fromSource ? 'worker-thread.ts' : 'worker.js'].join('/'), import.meta.url);
}
/** A few threads that share the hashing, compressing and writing. Close it, or the process does not end. */
class Workers {
    size;
    #threads = [];
    /** A thread that has ended never answers, so nothing is asked of it any more. */
    #failure;
    #nextId = 0;
    constructor(size) {
        this.size = size;
        for (let n = 0; n < size; n++) {
            const waiting = new Map();
            const worker = new node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.Worker(threadEntry());
            worker.on('message', (answer) => {
                waiting.get(answer.id)?.resolve(answer);
                waiting.delete(answer.id);
            });
            const fail = (error) => {
                this.#failure ??= error;
                for (const { reject } of waiting.values())
                    reject(error);
                waiting.clear();
            };
            worker.on('error', fail);
            worker.on('exit', (code) => {
                fail(new Error(`a worker thread ended with code ${code}`));
            });
            this.#threads.push({ worker, waiting });
        }
    }
    async scan(task) {
        return (await this.#ask(task)) ?? [];
    }
    async write(task) {
        await this.#ask(task);
    }
    async close() {
        await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
    }
    async #ask(task) {
        if (this.#failure)
            throw this.#failure;
        const thread = this.#threads.reduce((least, other) => other.waiting.size < least.waiting.size ? other : least);
        const id = this.#nextId++;
        const answer = await new Promise((resolve, reject) => {
            thread.waiting.set(id, { resolve, reject });
            thread.worker.postMessage({ id, task });
        });
        if (answer.error !== undefined)
            throw new (answer.ofSource ? _store_source_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceError */ .c : Error)(answer.error);
        return answer.result;
    }
}
/**
 * Does `job` for every item, `lanes` at a time, in order of their start. The first failure keeps further items
 * from being started, and is thrown once those under way have ended.
 */
async function inLanes(items, lanes, job) {
    const iterator = items[Symbol.iterator]();
    const failures = [];
    const lane = async () => {
        for (let next = iterator.next(); !next.done && failures.length === 0; next = iterator.next()) {
            try {
                await job(next.value);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (failures.length > 0)
        throw failures[0];
}


/***/ }),

/***/ 6442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ SourceError),
/* harmony export */   q: () => (/* binding */ readRange)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2975);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2131);
/* harmony import */ var _official_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3716);





/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
class SourceError extends Error {
}
/** For the parts of a download, of which many are under way at once. */
const patience = { attempts: 4, firstDelay: 500, longestDelay: 60_000, mostWaits: 10 };
const silence = 20_000; // ms
/**
 * Reads the bytes from `start` to before `end`. Connections that break are tried again.
 *
 * @throws SourceError when there are fewer bytes, or the answer is not what was asked for; UnavailableError
 */
async function readRange(source, start, end) {
    return source.kind === 'file'
        ? await readFileRange(source.path, start, end)
        : await readUrlRange(new URL(source.url), start, end);
}
async function readFileRange(path, start, end) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const buffer = Buffer.allocUnsafe(end - start);
        for (let filled = 0; filled < buffer.length;) {
            const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
            if (bytesRead === 0)
                throw new SourceError(`${filled} bytes where ${buffer.length} were expected`);
            filled += bytesRead;
        }
        return buffer;
    }
    finally {
        await file.close();
    }
}
/** In ranges no larger than those that stores know from @actions/cache. */
async function readUrlRange(url, start, end) {
    const buffer = Buffer.allocUnsafe(end - start);
    for (let at = start; at < end; at += _official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .rangeSize */ .xh) {
        const part = buffer.subarray(at - start, Math.min(at + _official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .rangeSize */ .xh, end) - start);
        await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L5)('reading a range', () => fetchRange(url, at, part), patience, { note: () => undefined });
    }
    return buffer;
}
/** Fills `into` with the bytes from `start` on. */
async function fetchRange(url, start, into) {
    const range = `bytes=${start}-${start + into.length - 1}`;
    const headers = (0,_official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .isAzure */ .QH)(url) ? (0,_official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .azureHeaders */ .mN)({ 'x-ms-range': range }) : { ..._official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .downloadHeaders */ .$R, range };
    const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_2__/* .answered */ .oQ)({ method: 'GET', url, headers }, { silence });
    const { statusCode: status = 0, headers: answer } = response;
    const length = Number(answer['content-length']);
    const complaint = status !== 206
        ? `the store answered ${status} to a range of bytes`
        : Number.isNaN(length)
            ? 'the store did not say how much it sends'
            : `${length} bytes where ${into.length} were expected`;
    if (status !== 206 || length !== into.length) {
        response.destroy();
        // An error is the store's answer; what claims success with something else is not the store.
        throw new (status < 400 && status !== 206 ? _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .PassingError */ .aB : SourceError)(complaint);
    }
    let filled = 0;
    // Not as an iterable, which joins pieces before it gives them: one copy more of every byte.
    await new Promise((resolve, reject) => {
        response.on('data', (bytes) => {
            if (filled + bytes.length <= length)
                into.set(bytes, filled);
            filled += bytes.length;
        });
        response.on('end', () => {
            if (filled === length)
                resolve();
            else
                reject(new _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .PassingError */ .aB(`the store sent ${filled} of ${length} bytes`));
        });
        response.on('error', (error) => {
            reject(new _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .PassingError */ .aB((0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error), { cause: error }));
        });
    });
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
/** Text that GitHub is to read as Markdown, of which only what we wrote ourselves means something. */
class Markdown {
    source;
    constructor(source) {
        this.source = source;
    }
}
/** Markdown of our own words, on one line; text that is put into it is shown as it is, whatever it holds. */
function line(words, ...values) {
    const shown = values.map((value) => (value instanceof Markdown ? value.source : prose(String(value))));
    return new Markdown(String.raw({ raw: words }, ...shown));
}
/** Text as code; as HTML where it has what means something between backticks too, such as a pipe in a table. */
function code(text) {
    return new Markdown(/^[^\s`|\\\p{C}]+$/u.test(text) ? `\`${text}\`` : `<code>${escaped(text)}</code>`);
}
/** A link, where the address is one that a browser fetches pages from; else the text alone. */
function link(text, url) {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (address?.protocol !== 'https:' && address?.protocol !== 'http:')
        return line `${text}`;
    // As the parser wrote it: without blanks, and what could end the link is encoded.
    return new Markdown(`[${prose(text)}](${address.href.replaceAll(/[()<>\\|`*_]/g, percentEncoded)})`);
}
function percentEncoded(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
/** Several on one line, with commas between. */
function joined(parts) {
    return new Markdown(parts.map(({ source }) => source).join(', '));
}
/** A table whose first row is its head; '' where there are no rows. */
function table(rows) {
    const [head, ...body] = rows.map(([name, value]) => `| ${name.source} | ${value.source} |`);
    return head === undefined ? '' : [head, '| :-- | :-- |', ...body].join('\n');
}
/** A code block whose fence is longer than any run of backticks in it. */
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
/** As `escaped`; a name after an `@` is nobody's who is to be told (a blank of no width keeps it from being one). */
function prose(text) {
    return escaped(text).replaceAll('&#64;', '&#64;&#8203;');
}
/** What has a meaning anywhere, in Markdown, HTML, a formula or an address; what has one only at a line's start. */
const meaningful = /[\\`*_{}[\]<>&#!|~$@^]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)](?!\S)/gi;
/** Text on one line, of which no character means anything to GitHub: a character reference never does. */
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

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
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


/** The part of the job that a phase is shown in, and all that a phase may be called: names come from a file. */
const sections = {
    'look up': 'Restore',
    restore: 'Restore',
    volume: 'Restore',
    CLI: 'Run',
    'engine image': 'Run',
    'engine start': 'Run',
    command: 'Run',
    'engine stop': 'Save',
    save: 'Save',
    clean: 'Save',
};
/** Rows that are still looked at. */
const mostPhases = 40;
/** Milliseconds. A shorter one would be told to take no time. */
const shortest = 50;
/**
 * The phases of a job as a Gantt chart that GitHub draws; '' where there is nothing to draw. The longest, if they
 * are many. The axis begins with the first of them.
 *
 * Source: mermaid 11.17, packages/mermaid/src/diagrams/gantt: parser/gantt.jison for what a line may hold, ganttDb.js
 * for dates and durations, ganttRenderer.js for the axis.
 */
function gantt(phases) {
    const drawn = phases
        .filter(({ name }) => Object.hasOwn(sections, name))
        .filter(({ start, end }) => [start, end].every(Number.isSafeInteger) && end - start >= shortest)
        .toSorted((a, b) => b.end - b.start - (a.end - a.start))
        .slice(0, mostPhases)
        .toSorted((a, b) => a.start - b.start);
    const start = Math.min(...drawn.map((phase) => phase.start));
    const end = Math.max(...drawn.map((phase) => phase.end));
    // A clock that was set in between gives a chart of years; no job takes that long.
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
/** Mermaid reads and writes the reader's local time, so that a day that is nobody's change of clocks shows as 0:00. */
function moment(offset) {
    return new Date(Date.UTC(2000, 0, 1) + offset).toISOString().replace('T', ' ').replace('Z', '');
}
/** Marks at round times, ten at most. */
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








/** Adds Markdown to the page of the job, where there is one. Warns where it cannot: no job is to fail for want of it. */
async function addToSummary(markdown) {
    if (!process.env['GITHUB_STEP_SUMMARY'])
        return;
    try {
        await core/* summary */.z.addRaw(`${markdown}\n\n`).write();
    }
    catch (error) {
        log/* jobLog */.W.warning(`The summary could not be written: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** @param notes whole sentences: what went wrong on the way, or why there is nothing */
function restoreSummary(start, notes, now) {
    const title = start.kind === 'nothing'
        ? 'miss, so the engine starts cold'
        : start.kind === 'not ours'
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
    if (start.kind === 'not ours')
        return [];
    if (start.kind === 'nothing')
        return [[(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(start.key)]];
    const { key, engineVersion, time } = start;
    if (start.kind === 'kept') {
        const taken = start.how === 'move' ? 'as it is' : 'as a copy';
        return [
            [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `what this machine kept, ${taken}, in ${(0,units/* seconds */.YA)(time)}`],
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
    return [
        [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(content)} in ${(0,units/* seconds */.YA)(time)}`],
        [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
        [(0,markdown/* line */.n8) `Saved`, (0,markdown/* joined */.oR)(saved)],
        [(0,markdown/* line */.n8) `Fetched`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(fetched)} of ${(0,units/* counted */.hS)(packs, 'pack')}, ${(0,units/* rate */.TS)(fetched, time)}`],
    ];
}
/** A moment, and how long before the job it was; not where the clocks of two machines do not agree on that. */
function ago(moment, now) {
    return moment > now ? (0,markdown/* line */.n8) `${(0,units/* date */.p6)(moment)}` : (0,markdown/* line */.n8) `${(0,units/* span */.Ln)(now - moment)} before this job (${(0,units/* date */.p6)(moment)})`;
}
const tracesSetup = 'https://dagger.cloud/traces/setup';
/** As dagger-for-github's summary, with the engine, its cache's state, and the time it took. */
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
/** As dagger-for-github writes it, where that can be nothing else than a link. */
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
/** What the first command took, and what it took from cold, where that was measured. */
function timeSaved(first, coldStart, phases) {
    if (!first)
        return [];
    if (!first.succeeded)
        return [(0,markdown/* line */.n8) `The command failed after ${(0,units/* seconds */.YA)(first.milliseconds)}.`];
    const took = (0,markdown/* line */.n8) `command took ${(0,units/* seconds */.YA)(first.milliseconds)}`;
    if ((0,cold_start/* isCold */.zg)(first))
        return [(0,markdown/* line */.n8) `From cold, the ${took}.`];
    const cold = (0,cold_start/* comparable */.Zm)(first, coldStart);
    if (!cold)
        return [(0,markdown/* line */.n8) `The ${took}.`];
    const restore = phases
        .filter(({ name }) => name === 'look up' || name === 'restore')
        .reduce((sum, { start, end }) => sum + end - start, 0);
    const saved = cold.milliseconds - first.milliseconds - restore;
    const told = saved > 0 ? (0,markdown/* line */.n8) `**${(0,units/* seconds */.YA)(saved)} saved**: the ${took}` : (0,markdown/* line */.n8) `The ${took}`;
    return [
        (0,markdown/* line */.n8) `${told} and the restore ${(0,units/* seconds */.YA)(restore)}; from cold the same call, the values of its flags aside, took ${(0,units/* seconds */.YA)(cold.milliseconds)}, on ${(0,units/* day */.vd)(cold.at)}.`,
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

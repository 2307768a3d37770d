export const id = 888;
export const ids = [888,525];
export const modules = {

/***/ 5005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ Deadline),
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   e3: () => (/* binding */ currentSignal),
/* harmony export */   fm: () => (/* binding */ cleaningUp),
/* harmony export */   ux: () => (/* binding */ within)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6698);

/** A time limit for a piece of work. Commands that run `within` it are stopped when it is reached. */
class Deadline {
    /** Aborted when the time is up. */
    signal;
    /** The time limit for cleaning up after the work, if it is longer. */
    cleanUp;
    #end;
    /** @param seconds from now */
    constructor(seconds, cleanUp) {
        this.signal = AbortSignal.timeout(Math.round(seconds * 1000));
        this.#end = performance.now() + seconds * 1000;
        this.cleanUp = cleanUp;
    }
    /** Whole seconds; 0 if the time is up. */
    get secondsLeft() {
        return this.signal.aborted ? 0 : Math.floor(this.#remaining);
    }
    /** A deadline that ends earlier, so that `reserveSeconds` of this one remain for cleaning up. */
    reserving(reserveSeconds) {
        return new Deadline(Math.max(0, this.#remaining - reserveSeconds), this);
    }
    /** A deadline in `seconds`, or this one if it is earlier. The time for cleaning up is the same. */
    atMost(seconds) {
        return new Deadline(Math.min(seconds, this.#remaining), this.cleanUp);
    }
    /** Seconds; 0 if the time is up. */
    get #remaining() {
        return Math.max(0, (this.#end - performance.now()) / 1000);
    }
}
const ambient = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
/** Runs `body`. All its commands are stopped when the deadline is reached. */
async function within(deadline, body) {
    return await ambient.run(deadline, body);
}
/** Runs `body` with the time that the current deadline reserves for cleaning up. */
async function cleaningUp(body) {
    const reserve = ambient.getStore()?.cleanUp;
    return reserve ? await ambient.run(reserve, body) : await body();
}
/** Aborted when the time of the current work is up; undefined if it has no deadline. */
function currentSignal() {
    return ambient.getStore()?.signal;
}
/**
 * Waits for `work` until the signal is aborted. Does not stop the work, which may continue to use its resources.
 *
 * @throws the signal's reason if it is aborted first
 */
async function untilAborted(signal, work) {
    work.catch(() => undefined);
    return await new Promise((resolve, reject) => {
        const abandon = () => {
            reject(signal.reason);
        };
        if (signal.aborted)
            abandon();
        signal.addEventListener('abort', abandon, { once: true });
        work.then(resolve, reject).finally(() => {
            signal.removeEventListener('abort', abandon);
        });
    });
}


/***/ }),

/***/ 5891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readMounts)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);

/** The mounts that this process sees, in the order of the kernel: proc_pid_mountinfo(5). */
async function readMounts() {
    const lines = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/self/mountinfo', 'utf8')).split('\n');
    return lines.flatMap((line) => {
        const [, , device, , mountPoint] = line.split(' ');
        return device !== undefined && mountPoint !== undefined
            ? [{ device, mountPoint: unescape(mountPoint) }]
            : [];
    });
}
/** Spaces and some other characters of a path are escaped in octal. */
function unescape(path) {
    return path.replace(/\\([0-7]{3})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 8)));
}


/***/ }),

/***/ 5889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ findServer),
/* harmony export */   NP: () => (/* binding */ recordServer),
/* harmony export */   OV: () => (/* binding */ endServing),
/* harmony export */   Ub: () => (/* binding */ killStuckServer),
/* harmony export */   Vb: () => (/* binding */ servedPath),
/* harmony export */   YN: () => (/* binding */ serverRecordName)
/* harmony export */ });
/* unused harmony export abortConnection */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1072);
/* harmony import */ var _mount_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5891);






/**
 * The file in the folder of an image that a process of ours serves over FUSE. It represents the whole image, of which
 * only some chunks are on this machine.
 */
function servedPath(image) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(image), 'served');
}
/** Name of the file, in the folder of the image, with the record of the process that serves it. */
const serverRecordName = 'server.json';
function recordPath(image) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(image), serverRecordName);
}
/** Records this process as the one that serves an image. */
async function recordServer(image) {
    const { startedAt } = (await statOf(process.pid)) ?? { startedAt: '' };
    const record = { pid: process.pid, startedAt };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(recordPath(image), JSON.stringify(record), { mode: 0o600 });
}
/** @returns the process that serves an image, and its state as in ps(1); undefined if there is none */
async function findServer(image) {
    try {
        const record = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(recordPath(image), 'utf8'));
        const now = await statOf(record.pid);
        const isIt = now?.startedAt === record.startedAt && now.state !== 'Z' && now.state !== 'X';
        return isIt ? { pid: record.pid, state: now.state } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Fields 3 and 22 of proc_pid_stat(5). */
async function statOf(pid) {
    const line = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The second field is a name in parentheses, which may contain blanks and parentheses.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [state, startedAt] = [fields[0], fields[19]];
    return state && startedAt !== undefined ? { state, startedAt } : undefined;
}
/** Kills the process that serves an image: all who use the file get errors from then on. */
async function killServer(image) {
    const server = await findServer(image);
    if (!server)
        return;
    try {
        process.kill(server.pid, 'SIGKILL');
    }
    catch {
        // It has ended in the meantime.
    }
    // One that waits for a disk does not end, so whatever waits for its answers would wait as well.
    if (!(await serverEnds(image)))
        await abortConnection(image);
}
/** Ends a server that was suspended or has no record, because an unmount could wait for it forever. */
async function killStuckServer(image) {
    const server = await findServer(image);
    if (server?.state === 'T' || server?.state === 't')
        await killServer(image);
    if (!server)
        await abortConnection(image);
}
/**
 * Ends the connection between the kernel and the process that serves an image, whatever that process does: all
 * requests fail from then on (Linux, Documentation/filesystems/fuse.rst, "Interrupting filesystem operations"). Does
 * nothing where the kernel's filesystem of connections is not mounted.
 */
async function abortConnection(image) {
    const device = await deviceMountedAt(servedPath(image));
    const file = `/sys/fs/fuse/connections/${device?.split(':')[1] ?? ''}/abort`;
    if (device !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file))
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('tee', [file], { input: '1' });
}
/** Waits up to five seconds. @returns whether it has ended */
async function serverEnds(image) {
    for (let waited = 0; waited < 5000; waited += 20) {
        if (!(await findServer(image)))
            return true;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(20);
    }
    return false;
}
/**
 * Unmounts the served file, if it is mounted, which ends the process that serves it.
 *
 * @throws CommandError if it may still be mounted
 */
async function endServing(image) {
    const served = servedPath(image);
    // A loop device that udev has open releases its file a little later.
    for (let tries = 0; tries < 30 && (await isMountPoint(served)); tries++) {
        if ((await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('umount', unmountArguments(served))).exitCode !== 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(100);
    }
    if (!(await isMountPoint(served)))
        await serverEnds(image);
    await killServer(image);
    if (await isMountPoint(served))
        await abortConnection(image);
    if (await isMountPoint(served))
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('umount', ['--lazy', ...unmountArguments(served)]);
}
/** Options without which umount would access the file, and wait forever for a process that does not answer. */
function unmountArguments(served) {
    return ['--internal-only', '--no-canonicalize', '--', served];
}
async function isMountPoint(path) {
    return (await deviceMountedAt(path)) !== undefined;
}
/** @returns major and minor number of the mounted filesystem */
async function deviceMountedAt(path) {
    return (await (0,_mount_table_js__WEBPACK_IMPORTED_MODULE_5__/* .readMounts */ .b)()).findLast(({ mountPoint }) => mountPoint === path)?.device;
}


/***/ }),

/***/ 5603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i3: () => (/* binding */ isUntouchedSince),
/* harmony export */   t_: () => (/* binding */ readSuperblock)
/* harmony export */ });
/* unused harmony export parseSuperblock */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);

const offset = 1024;
const length = 1024;
const magic = 0xef53;
/**
 * Reads the superblock of the filesystem in an image file; undefined if there is none. The layout is the kernel's,
 * Documentation/filesystems/ext4/super.rst.
 */
async function readSuperblock(image) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(image, 'r');
    try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        const superblock = bytesRead === length ? parseSuperblock(buffer) : undefined;
        if (!superblock)
            return undefined;
        return { ...superblock, cutShort: (await file.stat()).size < superblock.blocks * superblock.blockSize };
    }
    finally {
        await file.close();
    }
}
/**
 * Whether an image was neither mounted nor truncated since its superblock was read. The superblock counts mounts.
 */
async function isUntouchedSince(then, image) {
    const now = await readSuperblock(image);
    return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort;
}
/**
 * What mke2fs writes for `makeImage`, as masks: 0x38 is ext_attr, resize_inode, dir_index; 0x2c2 filetype, extent,
 * 64bit, flex_bg; 0x46b sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum. 0xc is
 * user_xattr and acl, which are also the kernel's defaults.
 */
const masks = [
    { name: 'compatible features', at: 0x5c, usual: 0x38 },
    { name: 'incompatible features', at: 0x60, usual: 0x2c2 },
    { name: 'read-only compatible features', at: 0x64, usual: 0x46b },
    { name: 'default mount options', at: 0x100, usual: 0xc },
];
/** s_errors: 1 continues, 2 remounts read-only, 3 panics. 0 has no meaning and counts as 1. */
const panics = 3;
function unusualIn(bytes) {
    for (const { name, at, usual } of masks) {
        const more = (bytes.readUInt32LE(at) & ~usual) >>> 0;
        if (more !== 0)
            return `has unknown ${name} (0x${more.toString(16)})`;
    }
    if (bytes.readUInt16LE(0x3c) >= panics)
        return 'would stop the machine on an error (errors=panic)';
    // s_mount_opts: a string of mount options, as on the command line.
    if (bytes.readUInt8(0x200) !== 0)
        return 'has mount options of its own';
    return undefined;
}
function parseSuperblock(bytes) {
    if (bytes.readUInt16LE(0x38) !== magic)
        return undefined;
    const high = (at) => bytes.readUInt32LE(at) * 2 ** 32;
    const state = bytes.readUInt16LE(0x3a);
    return {
        uuid: bytes.toString('hex', 0x68, 0x78).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
        blockSize: 1024 << bytes.readUInt32LE(0x18),
        blocks: bytes.readUInt32LE(0x4) + high(0x150),
        freeBlocks: bytes.readUInt32LE(0xc) + high(0x158),
        inodes: bytes.readUInt32LE(0x0),
        freeInodes: bytes.readUInt32LE(0x10),
        mounts: bytes.readUInt16LE(0x34),
        clean: (state & 1) !== 0,
        hasErrors: (state & 2) !== 0,
        unusual: unusualIn(bytes),
    };
}


/***/ }),

/***/ 525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ hasCode)
/* harmony export */ });
/** Whether an error, such as one of Node's file system, has one of these codes. */
function hasCode(error, ...codes) {
    return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}


/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ cliPrefix),
/* harmony export */   BC: () => (/* binding */ shortHash),
/* harmony export */   Dn: () => (/* binding */ isExactHit),
/* harmony export */   E9: () => (/* binding */ savingRun),
/* harmony export */   G8: () => (/* binding */ keyProblems),
/* harmony export */   JO: () => (/* binding */ snapshotPrefix),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   O4: () => (/* binding */ matchKind),
/* harmony export */   UX: () => (/* binding */ engineImagePrefix),
/* harmony export */   Yh: () => (/* binding */ isManifest),
/* harmony export */   bb: () => (/* binding */ imageClaimKey),
/* harmony export */   dh: () => (/* binding */ engineImageKey),
/* harmony export */   ds: () => (/* binding */ defaultKey),
/* harmony export */   i6: () => (/* binding */ markPrefix),
/* harmony export */   k2: () => (/* binding */ entryKey),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   lI: () => (/* binding */ matchedLogicalKey),
/* harmony export */   nf: () => (/* binding */ restorePrefixes),
/* harmony export */   oH: () => (/* binding */ packPrefix),
/* harmony export */   qp: () => (/* binding */ pointerPrefix),
/* harmony export */   r_: () => (/* binding */ manifestGroup),
/* harmony export */   vz: () => (/* binding */ searchKeys),
/* harmony export */   wF: () => (/* binding */ commonPrefix),
/* harmony export */   zm: () => (/* binding */ engineImageSearchKey)
/* harmony export */ });
/* unused harmony exports imageClaimPrefix, imageClaimPeriod */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Every manifest's entry begins with this, even if the user sets a key. */
const snapshotPrefix = 'warm-dagger-snapshot/';
/** Every pack's entry begins with this. */
const packPrefix = 'warm-dagger-pack/';
/** The entry of every mark on a snapshot begins with this. */
const markPrefix = 'warm-dagger-mark/';
/** The entry of every archive of Dagger's CLI begins with this. */
const cliPrefix = 'warm-dagger-cli/';
/** The entry of every answer to a pointer, such as `latest`, begins with this. */
const pointerPrefix = 'warm-dagger-version/';
/** The manifest of every snapshot of an engine image begins with this. */
const engineImagePrefix = 'warm-dagger-engine/';
/** The entry of every job that started to store an engine image begins with this. */
const imageClaimPrefix = 'warm-dagger-engine-claim/';
/** What the keys of all entries begin with, for a listing; `isOurs` decides. */
const commonPrefix = 'warm-dagger-';
/** What the keys of all entries that this action creates begin with, by kind. */
const ourPrefixes = [
    snapshotPrefix,
    packPrefix,
    markPrefix,
    cliPrefix,
    pointerPrefix,
    engineImagePrefix,
    imageClaimPrefix,
];
/** Whether this action created an entry of a shared cache. */
function isOurs(key) {
    return ourPrefixes.some((prefix) => key.startsWith(prefix));
}
/** Whether an entry is a manifest, which names packs: of an engine's state, or of an engine's image. */
function isManifest(key) {
    return key.startsWith(snapshotPrefix) || key.startsWith(engineImagePrefix);
}
// Does not occur in an encoded key, so a key followed by it is a prefix of that key's own entries only.
const separator = '@';
// @actions/cache 6.3.0, lib/cache.js:89 (length) and :91 (commas): rejects longer keys.
const maxEntryKeyLength = 512;
const maxSuffixLength = 64;
const maxKeyLength = maxEntryKeyLength - snapshotPrefix.length - maxSuffixLength;
// @actions/cache 6.3.0, lib/cache.js:163: rejects more keys in one lookup.
const maxSearchKeys = 10;
/**
 * The default logical key of a job: `warm-dagger-<os>-<arch>-v<minor>/<workflow>/<job>/<hash>/<version>`. At most
 * 300 characters: letters, digits, `.`, `_`, `-` and `/`.
 */
function defaultKey(job) {
    return `${jobAndMatrix(job)}${keySegment(withoutV(job.version), 40)}`;
}
/**
 * The restore keys of a job without the input key, best first, if its default key has no entry: the same job
 * and matrix with any patch version of the same minor; the same job with any matrix; any job of the same workflow
 * file. Never a job of another workflow: `release` must not start from the state of `lint` unless the input
 * restore-keys says so.
 */
function restorePrefixes(job) {
    return [jobAndMatrix(job), anyMatrix(job), anyJob(job)];
}
function anyJob(job) {
    const platform = `warm-dagger-${keySegment(job.os, 20)}-${keySegment(job.arch, 20)}-${minor(job.version)}`;
    return `${platform}/${keySegment(job.workflow, 80)}/`;
}
function anyMatrix(job) {
    return `${anyJob(job)}${keySegment(job.job, 80)}/`;
}
function jobAndMatrix(job) {
    // The hash includes the names: GitHub's lookup ignores case, but `CI.yml` and `ci.yml` are two files.
    return `${anyMatrix(job)}${shortHash(JSON.stringify([job.workflow, job.job, withSortedProperties(job.matrix)]), 16)}/`;
}
function minor(version) {
    const release = /^(\d{1,6})\.(\d{1,6})\./.exec(withoutV(version));
    return release ? `v${release[1] ?? ''}.${release[2] ?? ''}` : 'dev';
}
function withoutV(version) {
    return version.replace(/^v(?=\d)/, '');
}
/**
 * Replaces unsafe characters of a name and shortens it to `maxLength`. Appends a hash to a changed name, so that
 * different names stay different.
 */
function keySegment(name, maxLength) {
    const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-');
    if (safe === name && name !== '' && name.length <= maxLength)
        return name;
    return `${safe.slice(0, maxLength - 9)}-${shortHash(name, 8)}`;
}
/** The first hexadecimal digits of the text's SHA-256. */
function shortHash(text, digits) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, digits);
}
/** Sorts the matrix's properties at every depth; returns text that is not JSON unchanged. */
function withSortedProperties(matrix) {
    try {
        const value = JSON.parse(matrix === '' ? 'null' : matrix);
        return sorted(value);
    }
    catch {
        return matrix;
    }
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (typeof value !== 'object' || value === null)
        return value;
    const inner = Object.entries(value).map(([name, one]) => [name, sorted(one)]);
    return Object.fromEntries(inner.sort(([a], [b]) => (a < b ? -1 : 1)));
}
/**
 * The problems of the user's keys, one sentence each; empty if there are none. `key` is undefined if the default
 * key is used.
 */
function keyProblems(key, restoreKeys) {
    const problems = [];
    if (key !== undefined)
        problems.push(...problemsOfKey('key', key));
    for (const restoreKey of restoreKeys)
        problems.push(...problemsOfKey('restore-keys', restoreKey));
    if (restoreKeys.length > maxSearchKeys - 1) {
        problems.push(`Input restore-keys has ${restoreKeys.length} keys. Set at most ${maxSearchKeys - 1}, one per line: GitHub searches for at most ${maxSearchKeys} keys at once, including the key itself.`);
    }
    return problems;
}
function problemsOfKey(input, key) {
    if (key.trim() === '')
        return [`Input ${input} has an empty key. Set at least one character, or remove the input.`];
    const length = encoded(key).length;
    if (length <= maxKeyLength)
        return [];
    return [
        `Input ${input} "${key.slice(0, 60)}…" has ${length} characters after encoding. The maximum is ${maxKeyLength}. A comma, \`%\`, \`@\` and each character outside ASCII count as 3 or more.`,
    ];
}
/** The key of a new manifest entry: unique, and found by its logical key. */
function entryKey(logicalKey, save) {
    const suffix = [save.runId, save.attempt, save.random].map((text) => keySegment(text, 20)).join('-');
    return `${ownPrefix(logicalKey)}${suffix}${separator}`;
}
/** The key of the pack with these contents. */
function packKey(sha256) {
    return `${packPrefix}${sha256}`;
}
/**
 * The prefixes that a job searches in a store for a state to start from, best first, at most 10: entries of the
 * logical key itself, then entries of every key that begins with a restore key.
 */
function searchKeys(logicalKey, restoreKeys) {
    const restore = restoreKeys.map((restoreKey) => `${snapshotPrefix}${encoded(restoreKey)}`);
    return [ownPrefix(logicalKey), ...restore].slice(0, maxSearchKeys);
}
/** The ID of the workflow run that saved a manifest's entry; undefined if it was saved outside GitHub Actions. */
function savingRun(entry) {
    return /@(\d{1,20})-\d+-[^@]*@$/.exec(entry)?.[1];
}
/** The logical key that a manifest's entry was saved under; undefined if the entry is not one of our manifests. */
function matchedLogicalKey(entry) {
    if (!entry.startsWith(snapshotPrefix) || !entry.endsWith(separator))
        return undefined;
    const [key, suffix, ...rest] = entry.slice(snapshotPrefix.length).split(separator);
    if (!key || !suffix || rest.length !== 1)
        return undefined;
    try {
        return decodeURIComponent(key);
    }
    catch {
        return undefined;
    }
}
/** Whether an entry is of this key itself, not of a restore key. */
function isExactHit(entry, logicalKey) {
    return matchKind(entry, logicalKey, []) === 'exact';
}
/**
 * How an entry matches a request: by the requested key, by a restore key, or (undefined) not at all. Ignores case,
 * like GitHub's lookup and actions/cache (v4, src/utils/actionUtils.ts, isExactKeyMatch).
 */
function matchKind(entry, logicalKey, restoreKeys) {
    const matched = matchedLogicalKey(entry);
    if (matched === undefined)
        return undefined;
    const stored = encoded(matched).toLowerCase();
    if (stored === encoded(logicalKey).toLowerCase())
        return 'exact';
    return restoreKeys.some((restoreKey) => stored.startsWith(encoded(restoreKey).toLowerCase()))
        ? 'restore'
        : undefined;
}
/** What the keys of all snapshots of an engine's image begin with. */
function engineImageSearchKey({ version, platform }) {
    return `${engineImagePrefix}v${version}-${platform}${separator}`;
}
/**
 * The key of a snapshot of an engine's image.
 *
 * @param id the image's ID in Docker: `sha256:` and 64 hexadecimal digits
 * @param replacement digits, for another snapshot after the first one turned out to be damaged
 */
function engineImageKey(image, id, replacement) {
    const suffix = replacement === undefined ? '' : `-${replacement}`;
    return `${engineImageSearchKey(image)}${id.replace('sha256:', '')}${suffix}${separator}`;
}
/** Milliseconds in which one job stores an engine's image. If it fails, another job can try after that. */
const imageClaimPeriod = 10 * 60_000;
/**
 * The key of the entry that a job writes before it stores an engine's image. Entries are immutable, so only one of
 * several jobs that finish in the same period can write it. The entry's content does not matter.
 *
 * @param now milliseconds since 1970
 * @param replaced the key of the snapshot to replace
 */
function imageClaimKey({ version, platform }, now, replaced = '') {
    const claim = [Math.floor(now / imageClaimPeriod), shortHash(replaced, 8)].join('-');
    return `${imageClaimPrefix}v${version}-${platform}${separator}${claim}${separator}`;
}
/** What a manifest shares with those that it replaces: its logical key, or the version and platform of its image. */
function manifestGroup(entry) {
    if (entry.startsWith(engineImagePrefix))
        return entry.split(separator, 1).join();
    return matchedLogicalKey(entry) ?? entry;
}
function ownPrefix(logicalKey) {
    return `${snapshotPrefix}${encoded(logicalKey)}${separator}`;
}
/**
 * Printable ASCII without `%`, `,` and the separator. Encodes each character on its own, so that prefixes stay
 * prefixes.
 */
function encoded(key) {
    return key.toWellFormed().replace(/[%,@]|[^\x20-\x7e]/gu, encodeURIComponent);
}


/***/ }),

/***/ 1072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a$: () => (/* binding */ attemptAsRoot),
/* harmony export */   eY: () => (/* binding */ canBecomeRoot),
/* harmony export */   yf: () => (/* binding */ runAsRoot)
/* harmony export */ });
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8856);

function asRoot(program, args) {
    return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]];
}
/**
 * Runs a program as root: directly if we are root, otherwise through passwordless sudo.
 *
 * @throws CommandError
 */
async function runAsRoot(program, args, options = {}) {
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(...asRoot(program, args), options);
}
/** Like `runAsRoot`, but returns a failure as a result and never throws. */
async function attemptAsRoot(program, args, options = {}) {
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)(...asRoot(program, args), options);
}
/** Whether `runAsRoot` can work: we are root, or sudo does not ask for a password. */
async function canBecomeRoot() {
    return process.getuid?.() === 0 || (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('sudo', ['-n', 'true'])).exitCode === 0;
}


/***/ }),

/***/ 8856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   Qd: () => (/* binding */ CommandError),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   f2: () => (/* binding */ pickLines),
/* harmony export */   p1: () => (/* binding */ awaitLine)
/* harmony export */ });
/* unused harmony export timedOut */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(481);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7075);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5005);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2020);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);








/** A command that could not be started, or exited with a code other than 0. */
class CommandError extends Error {
    exitCode;
    stderr;
    constructor(commandLine, exitCode, stderr) {
        const ending = exitCode === undefined ? 'could not be started' : `exited with code ${exitCode}`;
        const tail = stderr.trim().split('\n').slice(-5).join('\n');
        super(`\`${commandLine}\` ${ending}${tail && `: ${tail}`}`);
        this.exitCode = exitCode;
        this.stderr = stderr;
    }
}
/** Default timeout in seconds. On a healthy machine, our commands take less than one second. */
const defaultTimeoutSeconds = 120;
/** Milliseconds from SIGTERM to SIGKILL, and from SIGKILL until the command is abandoned. */
const endingMilliseconds = 1000;
/** The exit code of a command that timed out, as in coreutils' `timeout`. */
const timedOut = 124;
/**
 * Runs a program with arguments, never through a shell, and returns what it wrote to stdout.
 *
 * @throws CommandError with the command line, the exit code and the end of stderr
 */
async function run(program, args = [], options = {}) {
    const result = await attempt(program, args, options);
    if (result.exitCode !== 0) {
        throw new CommandError([program, ...args].join(' '), result.exitCode, result.stderr);
    }
    return result.stdout;
}
/** Like `run`, but returns a failure as a result and never throws. */
async function attempt(program, args = [], options = {}) {
    const stdout = [];
    const stderr = [];
    try {
        const ending = await spawnToEnd(program, args, options, (child) => {
            child.stdout?.on('data', (chunk) => stdout.push(chunk));
            child.stderr?.on('data', (chunk) => stderr.push(chunk));
        });
        const said = Buffer.concat(stderr).toString();
        return {
            exitCode: ending.exitCode,
            stdout: Buffer.concat(stdout).toString(),
            stderr: ending.because === undefined ? said : `${said}\n${ending.because}`.trimStart(),
        };
    }
    catch (error) {
        return { exitCode: undefined, stdout: '', stderr: (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error) };
    }
}
/**
 * Runs a program with output of any size, and returns the lines of both streams for which `wanted` returns true.
 *
 * @throws CommandError with the command line, the exit code and the last lines of the output
 */
async function pickLines(program, args, wanted, { isLast = () => false, ...options } = {}) {
    const picked = [];
    let last = [];
    const done = new AbortController();
    const onLine = (line, child) => {
        if (done.signal.aborted)
            return;
        if (wanted(line))
            picked.push(line);
        last = [...last.slice(-4), line.slice(0, 500)];
        if (!isLast(line))
            return;
        done.abort();
        child.kill();
    };
    const commandLine = [program, ...args].join(' ');
    const { exitCode, because } = await spawnToEnd(program, args, options, (child) => {
        for (const stream of [child.stdout, child.stderr]) {
            if (!stream)
                continue;
            (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
                onLine(line, child);
            });
        }
    }).catch((error) => {
        throw new CommandError(commandLine, undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error));
    });
    if (done.signal.aborted)
        return picked;
    if (because !== undefined)
        last.push(because);
    if (exitCode !== 0)
        throw new CommandError(commandLine, exitCode, last.join('\n'));
    return picked;
}
/**
 * Starts a program and waits until it has exited and its output is read, or until its time is up. A program that
 * cannot be killed, such as a mount that waits for a disk, is abandoned: it blocks neither the caller nor the exit
 * of our process.
 *
 * @throws Error if it cannot be started
 */
async function spawnToEnd(program, args, options, listen) {
    const { timeoutSeconds = defaultTimeoutSeconds, input, stdin } = options;
    const deadline = (0,_deadline_js__WEBPACK_IMPORTED_MODULE_5__/* .currentSignal */ .e3)();
    if (deadline?.aborted)
        return { exitCode: timedOut, because: 'There was no time left to start it.' };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        cwd: options.cwd,
        env: environmentFor(options),
        stdio: [stdin ?? (input === undefined ? 'ignore' : 'pipe'), 'pipe', 'pipe'],
    });
    listen(child);
    if (input !== undefined && child.stdin) {
        // A program that does not read its input reports a failure through its exit code.
        child.stdin.on('error', () => undefined);
        node_stream__WEBPACK_IMPORTED_MODULE_4__.Readable.from([Buffer.from(input)]).pipe(child.stdin);
    }
    return await endingOf(child, timeoutSeconds, deadline);
}
/**
 * Waits until a program has ended, ends it when its time is up, and abandons it if it cannot be killed.
 *
 * @param deadline aborted when the time of the caller is up; undefined if it has no limit
 */
async function endingOf(child, timeoutSeconds, deadline) {
    return await new Promise((resolve, reject) => {
        let because;
        const timers = [];
        const settle = () => {
            timers.forEach(clearTimeout);
            deadline?.removeEventListener('abort', onDeadline);
        };
        const end = (reason) => {
            because ??= reason;
            child.kill('SIGTERM');
            timers.push(setTimeout(() => child.kill('SIGKILL'), endingMilliseconds));
            timers.push(setTimeout(abandon, 2 * endingMilliseconds));
        };
        const onDeadline = () => {
            end('Its time limit is over.');
        };
        const abandon = () => {
            settle();
            child.stdout?.destroy();
            child.stderr?.destroy();
            child.stdin?.destroy();
            child.unref();
            resolve({ exitCode: timedOut, because: `${because ?? ''} It did not exit and may still be running.` });
        };
        if (Number.isFinite(timeoutSeconds)) {
            timers.push(setTimeout(() => {
                end(`Its time limit of ${timeoutSeconds} s is over.`);
            }, timeoutSeconds * 1000));
        }
        deadline?.addEventListener('abort', onDeadline, { once: true });
        child.on('error', (error) => {
            settle();
            reject(error);
        });
        child.on('close', (code, signal) => {
            settle();
            if (because !== undefined)
                resolve({ exitCode: timedOut, because });
            else
                resolve({ exitCode: exitCodeOf(code, signal) });
        });
    });
}
function environmentFor({ inherit = process.env, env }) {
    // English and plain, for those outputs that are parsed.
    return { ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Qc)(inherit), LC_ALL: 'C', ...env };
}
/** A program's own exit code; 128 and the signal's number when a signal ended it, as shells have it. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal]);
}
/**
 * Runs a long-running program until it writes a line, to either stream, for which `wanted` returns true. Then
 * stops it, as it does after the timeout and when the signal is aborted.
 *
 * @param wanted called for each line, in order
 * @param timeoutSeconds until it is stopped
 * @returns `found`; `ended`: it exited without such a line; `late`: the time was up, or the signal was aborted
 * @throws CommandError if it cannot be started
 */
async function awaitLine(program, args, wanted, timeoutSeconds, signal) {
    const outcome = Promise.withResolvers();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: environmentFor({}),
    });
    const giveUp = () => {
        outcome.resolve('late');
    };
    const timer = setTimeout(giveUp, timeoutSeconds * 1000);
    signal?.addEventListener('abort', giveUp, { once: true });
    const lines = [child.stdout, child.stderr].map((stream) => {
        const reader = (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: stream });
        reader.on('line', (line) => {
            if (wanted(line))
                outcome.resolve('found');
        });
        return (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(reader, 'close');
    });
    child.once('error', (error) => {
        outcome.reject(new CommandError([program, ...args].join(' '), undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error)));
    });
    // Resolve only after its last line was checked.
    Promise.all([(0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'exit'), ...lines]).then(() => {
        outcome.resolve('ended');
    }, () => undefined);
    try {
        return await outcome.promise;
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        child.kill();
        child.stdout.destroy();
        child.stderr.destroy();
    }
}


/***/ })

};

export const id = 977;
export const ids = [977];
export const modules = {

/***/ 6448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   f2: () => (/* binding */ pickLines)
/* harmony export */ });
/* unused harmony export CommandError */
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);


/** A command that could not be started, or that ended with another exit code than 0. */
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
/** Like `run`, for callers to whom a failure is an answer: never throws. */
async function attempt(program, args = [], options = {}) {
    const execOptions = {
        silent: true,
        ignoreReturnCode: true,
        // English and plain, for those outputs that are parsed.
        env: { ...(options.inherit ?? process.env), LC_ALL: 'C', ...options.env },
    };
    if (options.cwd !== undefined)
        execOptions.cwd = options.cwd;
    if (options.input !== undefined)
        execOptions.input = Buffer.from(options.input);
    try {
        return await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(...bounded(program, args, options.timeout), execOptions);
    }
    catch (error) {
        return { exitCode: undefined, stdout: '', stderr: (0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error) };
    }
}
/**
 * Runs a program whose output may be of any size, and returns the lines of it, both streams, that `wanted` picks.
 *
 * @param timeout seconds after which the program is ended
 * @throws CommandError with the command line, the exit code and the last lines of the output
 */
async function pickLines(program, args, wanted, timeout) {
    const picked = [];
    let last = [];
    const hear = (line) => {
        if (wanted(line))
            picked.push(line);
        last = [...last.slice(-4), line.slice(0, 500)];
    };
    const exitCode = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m)(...bounded(program, args, timeout), {
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdline: hear, errline: hear },
    }).catch((error) => {
        throw new CommandError([program, ...args].join(' '), undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error));
    });
    if (exitCode !== 0)
        throw new CommandError([program, ...args].join(' '), exitCode, last.join('\n'));
    return picked;
}
/** @param timeout seconds; undefined for as long as it takes */
function bounded(program, args, timeout) {
    if (timeout !== undefined)
        return bounded('timeout', [`${timeout}`, program, ...args], undefined);
    // @actions/exec splits its first argument at spaces unless they are quoted.
    return [`"${program}"`, [...args]];
}


/***/ }),

/***/ 9490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MB: () => (/* binding */ clearAway),
  Iy: () => (/* binding */ discardImage),
  zL: () => (/* binding */ findLeftover),
  qH: () => (/* binding */ holdDevice),
  tO: () => (/* binding */ imageName),
  d0: () => (/* binding */ imagePath),
  lg: () => (/* binding */ isAttached),
  Fy: () => (/* binding */ isMountedHere),
  i7: () => (/* binding */ makeFolderOf),
  B: () => (/* binding */ makeVolume),
  s9: () => (/* binding */ releaseVolume)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/disk/loop-device.js


/** A loop device's largest request, KiB: a block of the host's filesystem, which is written whole or not at all. */
const largestRequest = '4';
/**
 * Attaches an image to a free loop device, so that no write to it can be lost without an error: one that the host's
 * disk has room for in part only counts as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; seen there).
 *
 * @returns its path, such as /dev/loop3
 */
async function attach(image) {
    const device = (await (0,privileged/* runAsRoot */.yf)('losetup', ['--find', '--show', '--nooverlap', image])).trim();
    if (!/^\/dev\/loop\d+$/.test(device))
        throw new Error(`losetup answered "${device}", not a loop device`);
    const refusal = await setLargestRequest(device, largestRequest);
    if (refusal === undefined)
        return device;
    await detach(device);
    throw new Error(`the kernel does not write to ${device} in requests of ${largestRequest} KiB: ${refusal}`);
}
/** Detaches a loop device; one that is gone already is no error. */
async function detach(device) {
    if ((await backingFile(device)) === undefined)
        return;
    // The number keeps its setting, whoever has it next.
    const usual = await (0,promises_.readFile)(`${sysfsOf(device)}/queue/max_hw_sectors_kb`, 'utf8').catch(() => '');
    await setLargestRequest(device, usual.trim());
    await (0,privileged/* runAsRoot */.yf)('losetup', ['--detach', device]);
}
/** @param size KiB @returns why it cannot be set; undefined when it is */
async function setLargestRequest(device, size) {
    const set = await (0,privileged/* attemptAsRoot */.a$)('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size });
    return set.exitCode === 0 ? undefined : set.stderr.trim();
}
/** What the kernel tells of a device, and what can be set. */
function sysfsOf(device) {
    return `/sys/block/${device.replace('/dev/', '')}`;
}
/**
 * The file that a loop device stands for, from sysfs; undefined when it stands for none. A file that was removed
 * ends in " (deleted)", so it never equals a path of ours.
 */
async function backingFile(device) {
    try {
        return (await (0,promises_.readFile)(`${sysfsOf(device)}/loop/backing_file`, 'utf8')).trimEnd();
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
;// CONCATENATED MODULE: ./build/src/disk/docker-volume.js







const imageLabel = 'warm-dagger.image';
/** In the folder of a volume's image, and of one that is kept. */
const imageName = 'engine.img';
/** Where the image of a volume is, below the job's folder for temporary files. */
function imagePath(temporary, volume) {
    // In a folder of their own: a volume may have the name of any other file of ours.
    return (0,external_node_path_.join)(temporary, 'warm-dagger', 'volumes', volume, imageName);
}
/** Attaches an image and makes the Docker volume that mounts it. Leaves nothing when it fails. */
async function makeVolume(name, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem.`);
    const device = await attach(image);
    const volume = { name, image, device, uuid: superblock.uuid };
    try {
        // By another name of the file, for instance, it would neither be found again nor detached.
        if (!(await isAttached(volume)))
            throw new Error(`${device} does not stand for ${image}.`);
        await (0,docker/* createVolume */.pb)(name, [
            ...['--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
            ...['--opt', `o=${second_mount/* mountOptions */.g5}`, '--label', `${imageLabel}=${image}`],
        ]);
        const made = await (0,docker/* inspectVolume */.Px)(name);
        if (made?.options['device'] !== device || made.labels[imageLabel] !== image) {
            throw new Error(`The Docker volume ${name} was made by somebody else meanwhile.`);
        }
    }
    catch (error) {
        await detach(device);
        throw error;
    }
    return volume;
}
/**
 * Whether the loop device still stands for the image, and the image still holds the filesystem that was recorded.
 * Loop numbers are recycled: after a detach the same path may be somebody else's disk.
 */
async function isAttached({ image, device, uuid }) {
    return ((await backingFile(device)) === image &&
        (await (0,disk_superblock/* readSuperblock */.t_)(image).catch(() => undefined))?.uuid === uuid);
}
/**
 * Opens the loop device: until it is closed its number goes to nobody else, as one that is open is detached only then
 * (Linux, drivers/block/loop.c, loop_clr_fd). undefined where we may not, for want of root.
 */
async function holdDevice({ device }) {
    return await (0,promises_.open)(device, 'r').catch(() => undefined);
}
/** Whether a volume of this name is there already, and whether it may be cleared away. */
async function findLeftover(name) {
    const volume = await (0,docker/* inspectVolume */.Px)(name);
    if (!volume)
        return 'none';
    if (!(docker/* ownLabel */.tZ in volume.labels))
        return 'foreign';
    for (const container of await (0,docker/* containersOf */.Mz)(name)) {
        if ((0,docker/* isJobContainer */.ru)(container))
            continue;
        const labels = (await (0,docker/* inspectContainer */.aH)(container))?.labels;
        if (labels && !(docker/* ownLabel */.tZ in labels))
            return 'foreign';
    }
    return 'ours';
}
/** Removes a volume of ours with its container and image. What is gone already is no error. */
async function clearAway(name) {
    const volume = await (0,docker/* inspectVolume */.Px)(name);
    if (!volume || !(docker/* ownLabel */.tZ in volume.labels))
        return;
    for (const container of await (0,docker/* containersOf */.Mz)(name))
        await (0,docker/* removeContainer */.od)(container);
    await (0,docker/* removeVolume */.L)(name);
    const image = volume.labels[imageLabel];
    if (image !== undefined)
        await discardImage(image);
}
/**
 * Removes an image that no container uses, the folder that was made for it, and what a killed step may have left on
 * it: the loop device that stands for it, and a mount of ours.
 */
async function discardImage(image) {
    await detachFrom(image);
    await (0,promises_.rm)((0,external_node_path_.dirname)(image), { recursive: true, force: true });
}
/** Removes the Docker volume with its container, and detaches the image, which stays. */
async function releaseVolume({ name, image }) {
    for (const container of await (0,docker/* containersOf */.Mz)(name))
        await (0,docker/* removeContainer */.od)(container);
    await (0,docker/* removeVolume */.L)(name);
    await detachFrom(image);
    if ((await devicesOf(image)).length > 0)
        throw new Error(`${image} is still in use`);
}
async function detachFrom(image) {
    for (const device of await devicesOf(image)) {
        for (const place of await mountPointsOf(device)) {
            await (0,privileged/* runAsRoot */.yf)('umount', [place]);
            await (0,promises_.rmdir)(place).catch(() => undefined);
        }
        await detach(device);
    }
}
/** The loop devices that stand for an image now, whatever number they had before. */
async function devicesOf(image) {
    const names = (await (0,promises_.readdir)('/sys/block')).filter((name) => name.startsWith('loop'));
    const devices = [];
    for (const device of names.map((name) => `/dev/${name}`)) {
        const file = await backingFile(device);
        // The runner may have emptied its folder since: the kernel then says so behind the path.
        if (file === image || file === `${image} (deleted)`)
            devices.push(device);
    }
    return devices;
}
/** Makes the folder of an image, empty. */
async function makeFolderOf(image) {
    await discardImage(image);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(image), { recursive: true, mode: 0o700 });
}
/**
 * Whether the device is mounted in this machine's own mount table. A daemon that lives elsewhere, or sees other
 * devices, would have mounted another disk of that name.
 */
async function isMountedHere(device) {
    return (await mountPointsOf(device)).length > 0;
}
async function mountPointsOf(device) {
    const { rdev } = await (0,promises_.stat)(device);
    // glibc's split of a device number, for the small numbers that loop devices have.
    const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`;
    const lines = (await (0,promises_.readFile)('/proc/self/mountinfo', 'utf8')).split('\n');
    return lines.flatMap((line) => {
        const [, , device, , place] = line.split(' ');
        // Blanks in a path are octal there: proc_pid_mountinfo(5).
        const unescape = (path) => path.replace(/\\([0-7]{3})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 8)));
        return device === number && place !== undefined ? [unescape(place)] : [];
    });
}


/***/ }),

/***/ 7675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _K: () => (/* binding */ canBeMounted),
/* harmony export */   ei: () => (/* binding */ Witness),
/* harmony export */   g5: () => (/* binding */ mountOptions)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1072);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5603);




/**
 * A second mount of the engine's filesystem. It keeps the filesystem alive over the engine's stop, so that its
 * errors can be asked for afterwards: an unmount reports nothing, and on a full host it leaves a superblock that
 * says clean above data that was never written.
 */
class Witness {
    #disk;
    #folder;
    #mounted = true;
    constructor(disk, folder) {
        this.#disk = disk;
        this.#folder = folder;
    }
    /** @param folder for the mount, made new */
    static async mount(disk, folder) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
        try {
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('mount', ['-t', 'ext4', '-o', mountOptions, disk.device, folder]);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(folder);
            throw error;
        }
        return new Witness(disk, folder);
    }
    /**
     * Why what the engine left on the disk is not to be trusted; undefined when it is. To be asked once it has ended.
     *
     * @param releasePatience how long another mount namespace may hold the filesystem after we let go of it, ms
     */
    async complaint(releasePatience = 30_000) {
        const sync = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptAsRoot */ .a$)('sync', ['-f', this.#folder]);
        if (sync.exitCode !== 0)
            return `not all of its data could be written to disk: ${sync.stderr.trim()}`;
        for (const counter of ['errors_count', 'warning_count']) {
            const count = await this.#counter(counter);
            if (count !== '0')
                return `the kernel counts ${count} in ${counter} of its filesystem`;
        }
        const trim = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptAsRoot */ .a$)('fstrim', [this.#folder]);
        if (trim.exitCode !== 0)
            return `its free blocks could not be given back: ${trim.stderr.trim()}`;
        await this.release();
        return await this.#superblockComplaint(releasePatience);
    }
    async #counter(name) {
        const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`;
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch(() => 'an unknown number')).trim();
    }
    async #superblockComplaint(releasePatience) {
        // The kernel marks it clean when the last mount of it goes, which may be one in another mount namespace.
        for (let waited = 0; waited <= releasePatience; waited += 100) {
            const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_3__/* .readSuperblock */ .t_)(this.#disk.image);
            // What lies beyond the cut is gone, while the kernel still remembers it and finds nothing wrong.
            if (superblock?.cutShort)
                return 'its image file was cut short';
            if (superblock?.hasErrors)
                return 'its superblock says that the filesystem has errors';
            if (superblock?.clean)
                return undefined;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(100);
        }
        return 'something else still has its filesystem mounted';
    }
    async release() {
        if (!this.#mounted)
            return;
        this.#mounted = false;
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('umount', [this.#folder]);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(this.#folder);
    }
}
/** Whether the kernel mounts the disk's filesystem at all. @param folder for the mount, made new */
async function canBeMounted(disk, folder) {
    try {
        await (await Witness.mount(disk, folder)).release();
        return true;
    }
    catch {
        return false;
    }
}
/**
 * noatime: reading is no change. noinit_itable: the inode tables are zeros already, being holes of a new file, and
 * the kernel is not to write them in the background.
 */
const mountOptions = 'noatime,noinit_itable';


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
 * Reads the superblock of the filesystem in an image file; undefined when there is none.
 * The layout is the kernel's, Documentation/filesystems/ext4/super.rst.
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
/** Whether an image has not been mounted, nor cut short, since its superblock was read: any mount is counted in it. */
async function isUntouchedSince(then, image) {
    const now = await readSuperblock(image);
    return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort;
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
    };
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CR: () => (/* binding */ containerLog),
/* harmony export */   GP: () => (/* binding */ volumeNameRule),
/* harmony export */   Kd: () => (/* binding */ removeOwnContainer),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   Le: () => (/* binding */ dockerMissing),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   Px: () => (/* binding */ inspectVolume),
/* harmony export */   Sn: () => (/* binding */ volumeNamePattern),
/* harmony export */   ZP: () => (/* binding */ pullImage),
/* harmony export */   _8: () => (/* binding */ dockerProblem),
/* harmony export */   aH: () => (/* binding */ inspectContainer),
/* harmony export */   e_: () => (/* binding */ hasImage),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   pF: () => (/* binding */ jobContainer),
/* harmony export */   pb: () => (/* binding */ createVolume),
/* harmony export */   ru: () => (/* binding */ isJobContainer),
/* harmony export */   tZ: () => (/* binding */ ownLabel)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6448);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);


/** Tells containers and volumes of ours from those that the CLI or a user made. */
const ownLabel = 'warm-dagger';
/** Docker's own rule: moby v20.10, volume/local/local.go, volumeNameRegex. */
const volumeNamePattern = /^[a-zA-Z0-9][\w.-]{1,100}$/;
/** For a person. */
const volumeNameRule = "a Docker volume's name: letters, digits and _.- , at least two, at most 101";
/** The container of a job's engine. */
function jobContainer(version, runnerSuffix) {
    return `warm-dagger-${version}${runnerSuffix}`;
}
/** By its name alone: the CLI, where it has to make it, sets no label. Those `on` a volume are shells', not jobs'. */
function isJobContainer(name) {
    return /^warm-dagger-(?!on-)/.test(name);
}
/**
 * Why Docker here cannot mount a device of this machine, as a sentence; undefined when it can. Only a local unix
 * socket is trusted: any other daemon may live on another machine, whose loop devices are others.
 */
async function dockerProblem() {
    const endpoint = process.env['DOCKER_HOST'] ??
        (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim();
    if (endpoint !== '' && !endpoint.startsWith('unix://')) {
        return `The Docker daemon is reached at ${endpoint}, so it may live on another machine, which does not see this one's disks.`;
    }
    return await dockerMissing();
}
/** Why no Docker daemon can be used at all, here or elsewhere, as a sentence; undefined when one answers. */
async function dockerMissing() {
    const version = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['version', '--format', '{{.Server.Version}}']);
    if (version.exitCode === 0)
        return undefined;
    return version.exitCode === undefined
        ? 'There is no docker command on the PATH.'
        : `No Docker daemon answers: ${lastLine(version.stderr)}.`;
}
function lastLine(text) {
    return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
}
/** undefined when there is no such container. */
async function inspectContainer(name) {
    const found = await inspect('container', name);
    if (!found)
        return undefined;
    const { Id, Created, State, RestartCount, Config, Mounts } = found;
    return {
        id: Id,
        running: State.Running,
        exitCode: State.ExitCode,
        restarts: RestartCount,
        startedAt: State.StartedAt,
        // The year 1 stands for never.
        logsFrom: State.FinishedAt.startsWith('0001-') ? Created : State.FinishedAt,
        labels: Config.Labels ?? {},
        volumes: Object.fromEntries(Mounts.flatMap(({ Name, Destination }) => (Name ? [[Destination, Name]] : []))),
    };
}
/** undefined when there is no such volume. */
async function inspectVolume(name) {
    const found = await inspect('volume', name);
    if (!found)
        return undefined;
    const { Options, Labels } = found;
    return { options: Options ?? {}, labels: Labels ?? {} };
}
async function hasImage(name) {
    return (await inspect('image', name)) !== undefined;
}
/** @throws CommandError */
async function pullImage(name) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['pull', '--quiet', '--', name]);
}
async function inspect(kind, name) {
    const { exitCode, stdout } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', [kind, 'inspect', '--', name]);
    return exitCode === 0 ? JSON.parse(stdout)[0] : undefined;
}
/** The names of all containers, running or not, that have the volume. */
async function containersOf(volume) {
    const names = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', [
        ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
        ...['--format', '{{.Names}}'],
    ]);
    return names.split('\n').filter((name) => name !== '');
}
async function removeContainer(name) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['rm', '--force', '--', name]);
}
/** Like `removeContainer`, but leaves one that is not ours. */
async function removeOwnContainer(name) {
    const container = await inspectContainer(name);
    if (container && ownLabel in container.labels)
        await removeContainer(name);
}
/**
 * Makes a volume of ours. Docker answers with the one that is there, if there is one, without an error.
 *
 * @throws CommandError
 */
async function createVolume(name, options = []) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name]);
}
/** Removes a volume of ours; one that is not stays, whatever its name. */
async function removeVolume(name) {
    const volume = await inspectVolume(name);
    if (!volume || !(ownLabel in volume.labels))
        return;
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['volume', 'rm', '--force', '--', name]);
}
/**
 * The lines that `wanted` picks of what a container wrote since it was last started, both streams. A build's log can
 * be larger than memory, so no other line is kept.
 *
 * @param timeout seconds that it may take
 */
async function containerLog(name, since, wanted, timeout) {
    try {
        return (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .pickLines */ .f2)('docker', ['logs', '--since', since, '--', name], wanted, timeout)).join('\n');
    }
    catch (error) {
        throw new Error(`the engine's log cannot be read: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error)}`, { cause: error });
    }
}


/***/ }),

/***/ 1964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Kv: () => (/* binding */ jobIdentity),
  nS: () => (/* binding */ lasting),
  UZ: () => (/* binding */ machineStays),
  Ch: () => (/* binding */ openStore),
  pO: () => (/* binding */ runContext),
  oA: () => (/* binding */ runThatSaved),
  YC: () => (/* binding */ runnerSuffix),
  XG: () => (/* binding */ storeHasScopes),
  q_: () => (/* binding */ temporary)
});

// UNUSED EXPORTS: onGitHub, suffixOf

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/runner/strangers.js
var strangers = __webpack_require__(4279);
;// CONCATENATED MODULE: ./build/src/store/actions-environment.js
/**
 * What a runner exports for the cache; undefined outside a job and where there is no cache. Rules and names as in
 * @actions/cache 6.3.0, lib/internal/config.js: version 2 is not for GitHub Enterprise Server, whatever is
 * exported, and an unknown cache mode forbids nothing.
 */
function actionsCache(env) {
    const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase();
    const readable = mode !== 'none' && mode !== 'write-only';
    const writable = mode !== 'none' && mode !== 'read';
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
    if (env['ACTIONS_CACHE_SERVICE_V2'] && url && token && URL.canParse(url) && !isEnterpriseServer(env)) {
        return { service: { url: new URL(url), token }, readable, writable };
    }
    return env['ACTIONS_CACHE_URL'] ? { service: 'toolkit', readable, writable } : undefined;
}
function isEnterpriseServer(env) {
    const { hostname } = new URL(env['GITHUB_SERVER_URL'] || 'https://github.com');
    return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost');
}

// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
;// CONCATENATED MODULE: ./build/src/store/actions-lookup.js
/**
 * For the first of the prefixes that any key begins with, the newest such entry. The service goes scope by scope:
 * it prefers a branch's own match of the last prefix to the default branch's match of the first, so unless its
 * answer matches the first, the earlier ones are asked for alone. A hit on the first prefix, and a miss of all,
 * cost one lookup.
 */
async function findByPrefix(prefixes, lookUp) {
    const found = await lookUp(prefixes);
    if (found === undefined)
        return undefined;
    const matched = prefixes.findIndex((prefix) => found.startsWith(prefix));
    if (matched === -1)
        return undefined;
    const better = await Promise.all(prefixes.slice(0, matched).map(async (prefix) => {
        const key = await lookUp([prefix]);
        return key?.startsWith(prefix) ? key : undefined;
    }));
    return { key: better.find((key) => key !== undefined) ?? found };
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit-output.js
function parseToolkitOutput(output) {
    const secrets = [];
    const complaints = [];
    const details = [];
    for (const line of output.split('\n')) {
        const [, command, data = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
        const text = command === undefined ? line : unescaped(data);
        if (command === 'add-mask') {
            secrets.push(text);
            continue;
        }
        if (command === 'warning' || command === 'error')
            complaints.push(text);
        if (text.trim() !== '')
            details.push(text);
    }
    return { secrets, complaints, details };
}
/** Undoes what @actions/core does to the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data) {
    return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
/** Why a lookup or a restore came back empty: undefined when there was just nothing. */
function restoreFailure({ complaints }) {
    return complaints.find((complaint) => !complaint.includes('cache read denied:'));
}
/**
 * Why a save did not happen: undefined when the key is taken or the job may not write. The toolkit (6.3.0,
 * lib/cache.js, saveCacheV2) takes an outage while it reserves for a taken key; only its debug line tells.
 */
function saveFailure({ complaints, details }) {
    const refused = (text) => text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists');
    const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'));
    if (reserving !== undefined)
        return refused(reserving) ? undefined : reserving;
    return complaints.find((complaint) => !refused(complaint));
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit.js










/**
 * The one file of every entry, below the staging folder. The toolkit hashes the name into the entry's version:
 * it is the same on every machine, and another name would make every entry a miss.
 */
const entryFile = 'warm-dagger-entry';
/**
 * Where the toolkit's process begins: beside the bundle that this is part of, or, run from source, beside this
 * file. The path is put together at run time, for the bundler copies what it can read as a path.
 */
function processEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    const name = fromSource ? 'actions-toolkit-process.ts' : 'toolkit.js';
    return (0,external_node_url_.fileURLToPath)(new URL(['.', name].join('/'), import.meta.url));
}
/** The Actions cache through @actions/cache, one call after the other: slower, but wherever the toolkit works. */
class ActionsToolkitStore {
    name = 'the Actions cache through @actions/cache';
    #access;
    #env;
    #log;
    #stagingFolder;
    #signal;
    #process;
    /** Settles when the calls so far are done. */
    #turn = Promise.resolve();
    /**
     * @param stagingFolder absolute; made when needed. Opened entries are files in it
     * @param signal ends what is under way, which then throws
     */
    constructor(access, env, log, stagingFolder, signal) {
        this.#access = access;
        this.#env = env;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#signal = signal;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, (keys) => this.#lookUp(keys));
    }
    async has(key) {
        return (await this.#lookUp([key])) === key;
    }
    async open(key) {
        if (!this.#access.readable)
            return undefined;
        return await this.#inTurn(async () => {
            const { answer, output } = await this.#call({ kind: 'restore', path: entryFile, key });
            const failure = answer.error ?? restoreFailure(output);
            if (failure !== undefined)
                throw new Error(`opening ${key}: ${failure}`);
            if (answer.matchedKey !== key)
                return undefined;
            const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
            const facts = await (0,promises_.lstat)((0,external_node_path_.join)(this.#stagingFolder, entryFile));
            // A link would lead elsewhere, and a pipe be read for ever.
            if (!facts.isFile())
                throw new Error(`opening ${key}: what is stored is no file`);
            await (0,promises_.rename)((0,external_node_path_.join)(this.#stagingFolder, entryFile), path);
            const { size } = facts;
            return { source: { kind: 'file', path }, size, close: () => (0,promises_.rm)(path, { force: true }) };
        });
    }
    async put(key, content) {
        if (!this.#access.writable)
            return false;
        return await this.#inTurn(async () => {
            await (0,external_node_stream_promises_.pipeline)(content, (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(this.#stagingFolder, entryFile)));
            const { answer, output } = await this.#call({ kind: 'save', path: entryFile, key });
            const failure = answer.error ?? saveFailure(output);
            if (answer.saved !== true && failure !== undefined)
                throw new Error(`storing ${key}: ${failure}`);
            return answer.saved === true;
        });
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        return await this.#inTurn(async () => {
            const { answer, output } = await this.#call({ kind: 'lookUp', path: entryFile, keys });
            const failure = answer.error ?? restoreFailure(output);
            if (failure !== undefined)
                throw new Error(`looking up ${keys.join(', ')}: ${failure}`);
            return answer.matchedKey;
        });
    }
    /** All calls share the entry's file, so one waits for the other; what each left there is removed. */
    async #inTurn(body) {
        const turn = this.#turn.then(async () => {
            await (0,promises_.mkdir)(this.#temporary(), { recursive: true });
            try {
                return await body();
            }
            finally {
                await (0,promises_.rm)((0,external_node_path_.join)(this.#stagingFolder, entryFile), { recursive: true, force: true });
                await (0,promises_.rm)(this.#temporary(), { recursive: true, force: true });
            }
        });
        this.#turn = turn.catch(() => undefined);
        return await turn;
    }
    /** Of the toolkit's own archives, which it does not remove whole. */
    #temporary() {
        return (0,external_node_path_.join)(this.#stagingFolder, 'temporary');
    }
    async #call(call) {
        const answer = await this.#ask(call);
        const output = parseToolkitOutput(answer.output);
        output.secrets.forEach(core/* setSecret */.Pq);
        for (const detail of output.details)
            this.#log.debug(`@actions/cache: ${detail}`);
        return { answer, output };
    }
    async #ask(call) {
        this.#signal?.throwIfAborted();
        const child = (this.#process ??= this.#start());
        const { promise, resolve, reject } = Promise.withResolvers();
        const ended = () => {
            reject(new Error('the process of @actions/cache ended'));
        };
        const abort = () => {
            reject(this.#signal?.reason);
            child.kill();
        };
        this.#signal?.addEventListener('abort', abort, { once: true });
        child.once('message', resolve).once('error', reject).once('exit', ended);
        child.ref();
        child.channel?.ref();
        try {
            child.send(call, (error) => {
                if (error)
                    reject(error);
            });
            return await promise;
        }
        finally {
            this.#signal?.removeEventListener('abort', abort);
            child.off('message', resolve).off('error', reject).off('exit', ended);
            // It ends when this process does, and does not keep it from ending.
            child.unref();
            child.channel?.unref();
        }
    }
    #start() {
        const child = (0,external_node_child_process_.fork)(processEntry(), [], {
            cwd: this.#stagingFolder,
            // With RUNNER_DEBUG the toolkit unpacks every archive once more, to list it.
            env: {
                ...this.#env,
                GITHUB_WORKSPACE: this.#stagingFolder,
                RUNNER_TEMP: this.#temporary(),
                RUNNER_DEBUG: undefined,
                // The toolkit unpacks with --absolute-names whatever an archive names. GNU tar makes our one file of it all,
                // wherever it was to go and to link to.
                TAR_OPTIONS: `--transform=s,.*,${entryFile},`,
            },
            execArgv: [],
            // It answers with what it writes; only a crash shows on stderr.
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        child.once('exit', () => {
            if (this.#process === child)
                this.#process = undefined;
        });
        return child;
    }
}

;// CONCATENATED MODULE: ./build/src/store/actions-blocks.js


/** Bytes of a block. An upload holds one that is filled and those under way. */
const blockSize = 16 * 1024 * 1024;
const blocksUnderWay = 4;
/** The oldest version of Azure's REST API that the requests below need; blocks of 16 MiB are from 2016. */
const headers = { 'x-ms-version': '2020-04-08' };
/**
 * Writes a blob to a signed URL of Azure Blob Storage: in one request when it fits a block, else in blocks, four
 * at a time, that become the blob when their list is sent (REST API: Put Blob, Put Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, or what the content throws; the blob then does not exist
 */
async function uploadBlob(signedUrl, content, patience, log) {
    const url = masked(signedUrl);
    const put = async (name, query, body, more = {}) => {
        const target = new URL(url);
        for (const [key, value] of Object.entries(query))
            target.searchParams.set(key, value);
        const request = { name, method: 'PUT', url: target, headers: { ...headers, ...more }, body };
        const { status } = await (0,actions_http/* send */.tN)(request, patience, log);
        if (status !== 201)
            throw new Error(`${name} was answered with ${status}`);
    };
    const ids = [];
    const underWay = new Set();
    let failure;
    let size = 0;
    let last;
    try {
        for await (const block of inBlocks(content)) {
            size += block.size;
            if (last) {
                while (underWay.size >= blocksUnderWay)
                    await Promise.race(underWay);
                if (failure)
                    break;
                start(last);
            }
            last = block;
        }
        if (last && ids.length > 0 && !failure)
            start(last);
    }
    finally {
        await Promise.all(underWay);
    }
    if (failure)
        throw failure.error;
    if (ids.length === 0) {
        await put('uploading a blob', {}, last?.pieces ?? [], { 'x-ms-blob-type': 'BlockBlob' });
    }
    else {
        const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
        const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`);
        await put('uploading the list of blocks', { comp: 'blocklist' }, [body]);
    }
    return size;
    function start(block) {
        // All ids of a blob have the same length.
        const blockid = Buffer.from(String(ids.length).padStart(8, '0')).toString('base64');
        ids.push(blockid);
        const upload = put('uploading a block', { comp: 'block', blockid }, block.pieces)
            .catch((error) => {
            failure ??= { error };
        })
            .finally(() => underWay.delete(upload));
        underWay.add(upload);
    }
}
/** Cuts without copying: a block is the pieces that it is made of. */
async function* inBlocks(content) {
    let pieces = [];
    let size = 0;
    for await (let piece of content) {
        while (size + piece.length >= blockSize) {
            const room = blockSize - size;
            yield { pieces: [...pieces, piece.subarray(0, room)], size: blockSize };
            piece = piece.subarray(room);
            pieces = [];
            size = 0;
        }
        if (piece.length > 0)
            pieces.push(piece);
        size += piece.length;
    }
    if (size > 0)
        yield { pieces, size };
}
/**
 * Has the runner hide the signature, wherever it may turn up, as it is and as URLs spell it.
 *
 * @throws Error when what the cache service calls a URL is none that can be asked over HTTP
 */
function masked(signedUrl) {
    const url = URL.parse(signedUrl);
    if (!url || !/^https?:$/.test(url.protocol)) {
        throw new Error('the cache service answered with an address that is none of HTTP');
    }
    const signature = url.searchParams.get('sig');
    if (signature) {
        (0,core/* setSecret */.Pq)(signature);
        (0,core/* setSecret */.Pq)(encodeURIComponent(signature));
    }
    return url;
}

// EXTERNAL MODULE: ./build/src/store/http.js
var http = __webpack_require__(2131);
;// CONCATENATED MODULE: ./build/src/store/actions-v2.js









/**
 * Belongs to every key that this store writes, and keeps it from reading what others wrote: tar files of
 * @actions/cache, above all. A change of what an entry's bytes are needs a new one.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('warm-dagger: an entry is its bytes').digest('hex');
/** No pack and no manifest is larger, bytes. */
const largestEntry = 2 ** 30;
/** The Actions cache over its own protocol, version 2: no temporary file, no tar, and downloads in ranges. */
class ActionsV2Store {
    name = 'the Actions cache';
    #service;
    #access;
    #log;
    #stagingFolder;
    #patience;
    /** @param stagingFolder for downloads from a blob host that does not serve ranges; made when needed */
    constructor(service, access, log, stagingFolder, patience = actions_http/* patience */._L) {
        this.#service = service;
        this.#access = access;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#patience = patience;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key);
    }
    async has(key) {
        return (await this.#lookUp([key]))?.key === key;
    }
    async open(key) {
        const found = await this.#lookUp([key]);
        if (found?.key !== key)
            return undefined;
        const url = masked(found.url);
        // Not HEAD: where a URL is signed for GET alone, as S3's are, only GET is allowed.
        const request = { name: `opening ${key}`, method: 'GET', url };
        const first = await (0,actions_http/* send */.tN)({ ...request, headers: { range: 'bytes=0-0' } }, this.#patience, this.#log);
        const total = /\/(\d+)$/.exec(first.headers['content-range'] ?? '')?.[1];
        if (first.status === 404)
            return undefined;
        if (first.status === 200)
            return await this.#download(request);
        if ((first.status !== 206 && first.status !== 416) || total === undefined) {
            throw new Error(`opening ${key} was answered with ${first.status}`);
        }
        const source = { kind: 'url', url: found.url };
        return { source, size: Number(total), close: () => Promise.resolve() };
    }
    async put(key, content) {
        if (!this.#access.writable)
            return false;
        const uploadUrl = await this.#reserve(key);
        if (uploadUrl === undefined)
            return false;
        const size = await uploadBlob(uploadUrl, content, this.#patience, this.#log);
        await this.#finalize(key, size);
        return true;
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        const [key, ...restoreKeys] = keys;
        const { status, fields } = await this.#call('GetCacheEntryDownloadURL', {
            key,
            restore_keys: restoreKeys,
        });
        if (status === 403 && fields.msg?.includes('cache read denied:')) {
            this.#log.info(`${this.name} may not be read by this job: ${fields.msg}`);
            return undefined;
        }
        if (status !== 200)
            throw new Error(`looking up ${keys.join(', ')} was answered with ${reason(status, fields)}`);
        const { ok, matched_key: matched, signed_download_url: url } = fields;
        return ok && matched !== undefined && url !== undefined ? { key: matched, url } : undefined;
    }
    /** @returns the signed URL to upload to; undefined when the key is taken or the job may not write */
    async #reserve(key) {
        const { status, fields, attempts } = await this.#call('CreateCacheEntry', { key });
        const said = fields.message ?? fields.msg ?? '';
        if (status === 200 && fields.ok && fields.signed_upload_url !== undefined)
            return fields.signed_upload_url;
        if (said.includes('cache write denied:')) {
            this.#log.info(`${this.name} may not be written by this job: ${said}`);
            return undefined;
        }
        const taken = status === 409 || (status === 200 && (said === '' || said.includes('already exists')));
        if (!taken)
            throw new Error(`reserving ${key} was answered with ${reason(status, fields)}`);
        if (attempts > 1 && !(await this.has(key))) {
            throw new Error(`reserving ${key} was answered, but the answer was lost: the key can't be used any more`);
        }
        return undefined;
    }
    async #finalize(key, size) {
        try {
            const { status, fields, attempts } = await this.#call('FinalizeCacheEntryUpload', {
                key,
                size_bytes: String(size),
            });
            if (status === 200 && fields.ok)
                return;
            const failure = `finishing ${key} was answered with ${reason(status, fields)}`;
            throw attempts > 1 ? new actions_http/* UnavailableError */.hG(failure, attempts) : new Error(failure);
        }
        catch (error) {
            // The first attempt may have done it, although its answer was lost.
            if (error instanceof actions_http/* UnavailableError */.hG && (await this.has(key)))
                return;
            throw error;
        }
    }
    async #call(method, fields) {
        const { url, token } = this.#service;
        const answer = await (0,actions_http/* send */.tN)({
            name: method,
            method: 'POST',
            url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: [Buffer.from(JSON.stringify({ ...fields, version }))],
        }, this.#patience, this.#log);
        return { status: answer.status, attempts: answer.attempts, fields: fieldsOf(answer) };
    }
    async #download(request) {
        await (0,promises_.mkdir)(this.#stagingFolder, { recursive: true });
        const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
        const close = () => (0,promises_.rm)(path, { force: true });
        try {
            const response = await (0,http/* answerTo */.o)(request, this.#patience);
            if (response.statusCode !== 200)
                throw new Error(`${request.name} was answered with ${response.statusCode ?? 0}`);
            await (0,external_node_stream_promises_.pipeline)(response, atMost(largestEntry, request.name), (0,external_node_fs_.createWriteStream)(path));
            return { source: { kind: 'file', path }, size: (await (0,promises_.stat)(path)).size, close };
        }
        catch (error) {
            await close();
            throw error;
        }
    }
}
/** Passes on what comes, and fails when it is too much: how much comes is for the other side to say. */
function atMost(most, name) {
    return async function* (content) {
        let size = 0;
        for await (const bytes of content) {
            size += bytes.length;
            if (size > most)
                throw new Error(`${name} brought more than ${most} bytes`);
            yield bytes;
        }
    };
}
/** What of an answer is of its field's type; nothing of an answer that is no such thing at all. */
function fieldsOf({ body }) {
    let answer;
    try {
        answer = JSON.parse(body.toString());
    }
    catch {
        answer = undefined;
    }
    const fields = typeof answer === 'object' && answer !== null ? Object.entries(answer) : [];
    const texts = fields.filter(([, value]) => typeof value === 'string');
    return { ...Object.fromEntries(texts), ok: fields.some(isOk) };
}
function isOk([name, value]) {
    return name === 'ok' && value === true;
}
function reason(status, { message, msg }) {
    return [status, message ?? msg].filter(Boolean).join(': ');
}

;// CONCATENATED MODULE: ./build/src/store/actions.js




/**
 * The job's Actions cache; undefined outside a job and where there is none. The two ways to it never read each
 * other's entries.
 *
 * @param env what the runner exports
 * @param stagingFolder absolute, outside the checkout, on a disk with room for an entry; made when needed
 * @param signal ends what is under way, which then throws
 */
function actionsStore(env, log, stagingFolder, signal) {
    const cache = actionsCache(env);
    if (!cache)
        return undefined;
    if (cache.service === 'toolkit') {
        log.info('Cache: the Actions cache through @actions/cache, for this job has no cache service of version 2');
        return new ActionsToolkitStore(cache, env, log, stagingFolder, signal);
    }
    log.info('Cache: the Actions cache, its service of version 2 asked directly');
    return new ActionsV2Store(cache.service, cache, log, stagingFolder, { ...actions_http/* patience */._L, signal });
}

;// CONCATENATED MODULE: ./build/src/store/directory.js



/** A folder that a writer was killed in is removed after this long, ms. */
const abandonedAfter = 24 * 3600 * 1000;
/**
 * Entries as folders below one folder, which several machines may share. An entry is a folder, named by the hash
 * of its key, with the files `key` and `content`; it is made under another name and moved into place whole, so a
 * reader never sees half of one, and of two writers of one key the second is told that the key is taken.
 */
class DirectoryStore {
    name;
    #entries;
    #unfinished;
    constructor(folder) {
        this.name = `the folder ${folder}`;
        this.#entries = (0,external_node_path_.join)(folder, 'entries');
        this.#unfinished = (0,external_node_path_.join)(folder, 'unfinished');
    }
    async find(prefixes) {
        const entries = await this.list();
        for (const prefix of prefixes) {
            const newest = entries.find(({ key }) => key.startsWith(prefix));
            if (newest)
                return newest;
        }
        return undefined;
    }
    async has(key) {
        return (await fileOrNothing(this.#content(key))) !== undefined;
    }
    async open(key) {
        const path = this.#content(key);
        const stats = await fileOrNothing(path);
        return (stats && {
            source: { kind: 'file', path },
            size: Number(stats.size),
            close: () => Promise.resolve(),
        });
    }
    async put(key, content) {
        await (0,promises_.mkdir)(this.#entries, { recursive: true });
        await this.#removeAbandoned();
        const draft = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        await (0,promises_.mkdir)(draft, { recursive: true });
        try {
            await writeDurably((0,external_node_path_.join)(draft, 'content'), content);
            await writeDurably((0,external_node_path_.join)(draft, 'key'), [Buffer.from(key)]);
            await (0,promises_.rename)(draft, this.#folder(key));
            return true;
        }
        catch (error) {
            // A folder cannot replace one that is not empty.
            if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))
                return false;
            throw error;
        }
        finally {
            await (0,promises_.rm)(draft, { recursive: true, force: true });
        }
    }
    /** Every entry, newest first. */
    async list() {
        const entries = [];
        for (const name of await readdirOrNothing(this.#entries)) {
            const content = await fileOrNothing((0,external_node_path_.join)(this.#entries, name, 'content'));
            const key = await keyIn((0,external_node_path_.join)(this.#entries, name, 'key'));
            // Half of it may have been removed by someone since.
            if (!content || key === undefined)
                continue;
            entries.push({ key, size: Number(content.size), written: content.mtimeNs });
        }
        entries.sort((a, b) => (a.written < b.written ? 1 : -1));
        return entries.map(({ key, size, written }) => ({ key, size, writtenAt: Number(written / 1000000n) }));
    }
    /**
     * Takes the entry away whole: a reader finds all of it or none.
     *
     * @returns false when it was gone already
     */
    async remove(key) {
        await (0,promises_.mkdir)(this.#unfinished, { recursive: true });
        const gone = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        try {
            await (0,promises_.rename)(this.#folder(key), gone);
        }
        catch (error) {
            if (isCode(error, 'ENOENT'))
                return false;
            throw error;
        }
        await (0,promises_.rm)(gone, { recursive: true, force: true });
        return true;
    }
    #folder(key) {
        return (0,external_node_path_.join)(this.#entries, (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex'));
    }
    #content(key) {
        return (0,external_node_path_.join)(this.#folder(key), 'content');
    }
    async #removeAbandoned() {
        for (const name of await readdirOrNothing(this.#unfinished)) {
            const path = (0,external_node_path_.join)(this.#unfinished, name);
            const stats = await statOrNothing(path);
            if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfter) {
                await (0,promises_.rm)(path, { recursive: true, force: true });
            }
        }
    }
}
/** Written and flushed, so that a crash of the machine after the move leaves no entry without its bytes. */
async function writeDurably(path, content) {
    const file = await (0,promises_.open)(path, 'wx');
    try {
        for await (const bytes of content)
            await file.writeFile(bytes);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
async function readdirOrNothing(path) {
    return (await (0,promises_.readdir)(path).catch(nothingIfMissing)) ?? [];
}
async function statOrNothing(path) {
    return await (0,promises_.stat)(path, { bigint: true }).catch(nothingIfMissing);
}
/** What is no file could lead elsewhere, or be waited for without end. */
async function fileOrNothing(path) {
    const facts = await (0,promises_.lstat)(path, { bigint: true }).catch(nothingIfMissing);
    return facts?.isFile() ? facts : undefined;
}
async function keyIn(path) {
    const size = (await fileOrNothing(path))?.size;
    // 512 characters, none of which takes more than four bytes.
    if (size === undefined || size > 2048n)
        return undefined;
    return await (0,promises_.readFile)(path, 'utf8').catch(nothingIfMissing);
}
function nothingIfMissing(error) {
    if (isCode(error, 'ENOENT'))
        return undefined;
    throw error;
}
function isCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
;// CONCATENATED MODULE: ./build/src/github/context.js









const { env } = process;
/** Whether a runner of GitHub's kind runs us; nektos/act says so too, but has neither its cache nor its machines. */
const onGitHub = env['GITHUB_ACTIONS'] === 'true' && env['ACT'] !== 'true';
/** A folder that ends with the job. */
const temporary = env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
/** Whether the machine outlives the job. */
const machineStays = env['RUNNER_ENVIRONMENT'] === 'self-hosted';
/**
 * What is added to the names of containers and volumes on machines that stay: several runners may share one
 * Docker daemon, and none is to touch what is another's.
 */
const runnerSuffix = machineStays ? suffixOf(env['RUNNER_NAME'] ?? '', temporary) : '';
/**
 * Names are each runner's own within one repository or organization only; folders, on one machine.
 *
 * @param folder the runner's for temporary files
 */
function suffixOf(runnerName, folder) {
    const runner = JSON.stringify([runnerName, folder]);
    return `-${(0,external_node_crypto_.createHash)('sha256').update(runner).digest('hex').slice(0, 8)}`;
}
/** A folder that outlives the job, where the machine does. */
const lasting = env['RUNNER_TOOL_CACHE'] || cacheHome();
function cacheHome() {
    return env['XDG_CACHE_HOME'] ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache');
}
/** What tells this job from others, but for the engine's version. */
function jobIdentity(matrix) {
    return {
        os: (env['RUNNER_OS'] ?? process.platform).toLowerCase(),
        arch: (env['RUNNER_ARCH'] ?? process.arch).toLowerCase(),
        workflow: env['GITHUB_WORKFLOW'] ?? 'local',
        job: env['GITHUB_JOB'] ?? 'local',
        matrix,
    };
}
/**
 * Where snapshots are kept; undefined when this job has no cache.
 *
 * @param folder the input cache-dir
 * @param signal ends what is under way in a cache that is reached by network, which then throws
 */
function openStore(folder, log, signal) {
    if (folder !== undefined)
        return new DirectoryStore(folder);
    // What nektos/act's containers have in their own folders ends with them.
    if (env['ACT'] === 'true')
        return undefined;
    if (onGitHub)
        return actionsStore(env, log, (0,external_node_path_.join)(temporary, 'warm-dagger', 'staging'), signal);
    return new DirectoryStore((0,external_node_path_.join)(cacheHome(), 'warm-dagger'));
}
/** @throws Error when the event's payload cannot be read */
async function runContext() {
    const payload = await (0,github_event/* eventPayload */.Z)();
    const ref = env['GITHUB_REF'] ?? '';
    const branch = payload.repository?.default_branch;
    return {
        event: onGitHub ? env['GITHUB_EVENT_NAME'] : undefined,
        ref,
        defaultBranch: branch,
        sha: env['GITHUB_SHA'] ?? '',
        head: await checkedOut(),
        fromFork: (0,strangers/* isFromFork */.t)(payload),
        cacheMode: env['ACTIONS_CACHE_MODE'],
        repository: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}`,
        // Only a schedule's payload may lack it, and a schedule runs on the default branch.
        defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
    };
}
/** The run of this repository that saved an entry, where the store is the repository's own. */
function runThatSaved(entry, store) {
    const id = (0,keys/* savingRun */.E9)(entry);
    if (id === undefined || !storeHasScopes(store))
        return undefined;
    return { id, url: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}/actions/runs/${id}` };
}
/** GitHub keeps each ref's entries from the others; a folder does not, nor does the cache that Depot gives its runners. */
function storeHasScopes(store) {
    if (store instanceof DirectoryStore)
        return false;
    return !/\bdepot\.dev\b/.test(`${env['ACTIONS_RESULTS_URL'] ?? ''} ${env['ACTIONS_CACHE_URL'] ?? ''}`);
}
async function checkedOut() {
    const workspace = env['GITHUB_WORKSPACE'] ?? '.';
    // The checkout may be another user's, in a container job for instance.
    const head = await (0,command/* attempt */.CD)('git', ['-c', 'safe.directory=*', '-C', workspace, 'rev-parse', 'HEAD']);
    return head.exitCode === 0 ? head.stdout.trim() : undefined;
}


/***/ }),

/***/ 5865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ eventPayload)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


/**
 * The payload of the event that started the run; empty where there is no file of it, as outside GitHub.
 *
 * @throws Error when the file holds no JSON object: who may write and run where hangs on it, and is not guessed
 */
async function eventPayload() {
    const file = process.env['GITHUB_EVENT_PATH'] ?? '';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file))
        return {};
    const payload = parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
    if (typeof payload !== 'object' || payload === null) {
        throw new Error(`The payload of the run's event, in ${file}, is no JSON object.`);
    }
    return payload;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ jobLog)
/* harmony export */ });
/* unused harmony export inert */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);


/** The job's log on GitHub. */
const jobLog = {
    // The one function of these that escapes nothing.
    info: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(inert(message));
    },
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e,
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz,
    group: (name, body) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os(name, async () => {
        const start = performance.now();
        try {
            return await body();
        }
        finally {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(`It took ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsSince */ .wv)(start)}.`);
        }
    }),
};
/**
 * A line that the runner takes for no command, whatever text from outside is in it: a key, what a server answered,
 * what a file of the repository says. A command begins a line with `::`, or, in the old spelling, stands anywhere
 * in it behind `##[` (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
 */
function inert(message) {
    return message
        .replaceAll(/\p{Cc}/gu, encodeURIComponent)
        .replaceAll('##[', '## [')
        .replace(/^(\s*:):/, '$1 :');
}


/***/ }),

/***/ 1519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ leaveNothing),
/* harmony export */   x: () => (/* binding */ withoutFailing)
/* harmony export */ });
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1964);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5505);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5105);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9490);





/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
async function leaveNothing(job) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .machineStays */ .UZ && job.keepIn === undefined)
        return;
    const { volume, volumeName, container } = job;
    await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
        if (volume) {
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_3__/* .clearAway */ .MB)(volumeName);
            // Where the state could not be kept after all, the Docker volume is gone already.
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_3__/* .discardImage */ .Iy)(volume.image);
        }
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
}
/** An engine that could not have a disk of ours got a plain volume, unless one was there before the job. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .removeOwnContainer */ .Kd)(container);
    if (!isOfOthers)
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_3__/* .clearAway */ .MB)(volume);
}
/** Turns what `body` throws into a warning that begins with `failure`. */
async function withoutFailing(failure, body) {
    await body().catch((error) => {
        _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W.warning(`${failure}: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error)}`);
    });
}


/***/ }),

/***/ 4752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ jobId),
/* harmony export */   OW: () => (/* binding */ jobFolder),
/* harmony export */   P6: () => (/* binding */ restoredSnapshot),
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   ic: () => (/* binding */ keepSnapshot),
/* harmony export */   kE: () => (/* binding */ noteCommand),
/* harmony export */   z_: () => (/* binding */ tellLaterSteps)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1964);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5543);






/** What a job's steps leave for each other. */
const jobFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_github_context_js__WEBPACK_IMPORTED_MODULE_3__/* .temporary */ .q_, 'warm-dagger');
const recordFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'job.json');
const manifestFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'manifest');
/** Tells this job from an earlier one that left its record in a temporary folder which nobody empties. */
const jobId = ['RUNNER_TRACKING_ID', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']
    .map((name) => process.env[name] ?? '')
    .join('/');
/** undefined when no step of this job has settled anything yet. */
async function readJob() {
    try {
        const { id, record } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(recordFile, 'utf8'));
        // It names what to remove and to mount, so nothing is believed that this job did not write.
        return id === jobId && typeof record.volumeName === 'string' ? record : undefined;
    }
    catch {
        return undefined;
    }
}
async function writeJob(record) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    // A step that is killed in the middle leaves the old one whole.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${recordFile}.new`, JSON.stringify({ id: jobId, record }));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${recordFile}.new`, recordFile);
}
/** Like `writeJob`, for what a job can do without: a full disk is then a reason to warn, not to fail. */
async function tellLaterSteps(record) {
    try {
        await writeJob(record);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_4__/* .jobLog */ .W.warning(`Later steps of this job are not told what this one did: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
    }
}
/** Remembers a command for the job's later steps. */
async function noteCommand(command) {
    const job = await readJob();
    if (job)
        await tellLaterSteps({ ...job, commands: [...(job.commands ?? []), command] });
}
/** Keeps for the save what the volume was restored from. */
async function keepSnapshot({ manifest }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(manifestFile, (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)(manifest));
}
async function restoredSnapshot({ restoredKey }) {
    if (restoredKey === undefined)
        return undefined;
    return { key: restoredKey, manifest: (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeManifest */ .MK)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(manifestFile)) };
}


/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ savingRun),
/* harmony export */   JO: () => (/* binding */ snapshotPrefix),
/* harmony export */   O4: () => (/* binding */ matchKind),
/* harmony export */   an: () => (/* binding */ keyComplaints),
/* harmony export */   ds: () => (/* binding */ defaultKey),
/* harmony export */   k2: () => (/* binding */ entryKey),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   lI: () => (/* binding */ matchedLogicalKey),
/* harmony export */   nf: () => (/* binding */ restorePrefixes),
/* harmony export */   oH: () => (/* binding */ packPrefix),
/* harmony export */   vz: () => (/* binding */ searchKeys)
/* harmony export */ });
/* unused harmony export isOurs */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Every manifest's entry begins with this, whatever key the user chose. */
const snapshotPrefix = 'warm-dagger-snapshot/';
/** Every pack's entry begins with this. */
const packPrefix = 'warm-dagger-pack/';
/** Whether an entry of a cache that others use too is one of ours. */
function isOurs(key) {
    return key.startsWith(snapshotPrefix) || key.startsWith(packPrefix);
}
// Cannot occur in an encoded key, so a key followed by it is a prefix of that key's own entries alone.
const separator = '@';
// @actions/cache 6.3.0, lib/cache.js:89 (length) and :91 (commas): longer keys are refused.
const longestEntryKey = 512;
const longestSuffix = 64;
const longestKey = longestEntryKey - snapshotPrefix.length - longestSuffix;
// @actions/cache 6.3.0, lib/cache.js:163: more keys in one lookup are refused.
const mostSearchKeys = 10;
/**
 * The logical key of a job that chose none: `warm-dagger-<os>-<arch>-v<minor>/<workflow>/<job>/<hash>/<version>`.
 * At most 300 characters out of letters, digits, `.`, `_`, `-` and `/`.
 */
function defaultKey(job) {
    return `${jobAndMatrix(job)}${part(withoutV(job.version), 40)}`;
}
/**
 * Where a job that chose no key may start from when its own key has no entry, best first: the same job and
 * matrix with any patch of the same minor; the same job with any matrix; any job of the same os, arch and minor.
 */
function restorePrefixes(job) {
    return [jobAndMatrix(job), anyMatrix(job), anyJob(job)];
}
function anyJob(job) {
    return `warm-dagger-${part(job.os, 20)}-${part(job.arch, 20)}-${minor(job.version)}/`;
}
function anyMatrix(job) {
    return `${anyJob(job)}${part(job.workflow, 80)}/${part(job.job, 80)}/`;
}
function jobAndMatrix(job) {
    // Names are in the hash too: GitHub does not tell upper case from lower, and `CI` and `ci` are two workflows.
    return `${anyMatrix(job)}${shortHash(JSON.stringify([job.workflow, job.job, inOneOrder(job.matrix)]), 16)}/`;
}
function minor(version) {
    const release = /^(\d{1,6})\.(\d{1,6})\./.exec(withoutV(version));
    return release ? `v${release[1] ?? ''}.${release[2] ?? ''}` : 'dev';
}
function withoutV(version) {
    return version.replace(/^v(?=\d)/, '');
}
/** A name in safe characters, at most `longest` of them; changed names carry a hash, so that none become equal. */
function part(name, longest) {
    const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-');
    if (safe === name && name !== '' && name.length <= longest)
        return name;
    return `${safe.slice(0, longest - 9)}-${shortHash(name, 8)}`;
}
function shortHash(text, digits) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, digits);
}
/** The matrix with its properties sorted at every depth; text that is not JSON stays as it is. */
function inOneOrder(matrix) {
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
 * What is wrong with the keys a user gave: one sentence each, none when all is well. `key` is undefined where
 * the default is used.
 */
function keyComplaints(key, restoreKeys) {
    const complaints = [];
    if (key !== undefined)
        complaints.push(...oneKeyComplaints('key', key));
    for (const restoreKey of restoreKeys)
        complaints.push(...oneKeyComplaints('restore-keys', restoreKey));
    if (restoreKeys.length > mostSearchKeys - 1) {
        complaints.push(`Input restore-keys has ${restoreKeys.length} keys: GitHub searches for at most ${mostSearchKeys} at once, so give at most ${mostSearchKeys - 1}, one a line.`);
    }
    return complaints;
}
function oneKeyComplaints(input, key) {
    if (key.trim() === '')
        return [`Input ${input} has an empty key: give at least one character, or leave it out.`];
    const length = encoded(key).length;
    if (length <= longestKey)
        return [];
    return [
        `Input ${input} "${key.slice(0, 60)}…" is ${length} characters long as it is stored: at most ${longestKey} are accepted, where a comma, \`%\`, \`@\` and what is not plain ASCII count as 3 or more.`,
    ];
}
/** The key of a new manifest entry: unlike any other, and found by the logical key that it holds. */
function entryKey(logicalKey, save) {
    const suffix = [save.runId, save.attempt, save.random].map((text) => part(text, 20)).join('-');
    return `${ownPrefix(logicalKey)}${suffix}${separator}`;
}
/** The key of the pack with these contents. */
function packKey(sha256) {
    return `${packPrefix}${sha256}`;
}
/**
 * The prefixes under which a store may hold what a job can start from, best first, at most 10: entries of the
 * logical key itself, then those of every key that begins with a restore key.
 */
function searchKeys(logicalKey, restoreKeys) {
    const restore = restoreKeys.map((restoreKey) => `${snapshotPrefix}${encoded(restoreKey)}`);
    return [ownPrefix(logicalKey), ...restore].slice(0, mostSearchKeys);
}
/** The id of GitHub's run that saved a manifest's entry; undefined where it was saved elsewhere. */
function savingRun(entry) {
    return /@(\d{1,20})-\d+-[^@]*@$/.exec(entry)?.[1];
}
/** The logical key that a manifest's entry was saved under; undefined for an entry that is no manifest of ours. */
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
/**
 * How an entry answers what was asked: by the wanted key itself, by a restore key, or (undefined) not at all.
 * Upper and lower case are one, as in GitHub's lookup and in actions/cache (v4, src/utils/actionUtils.ts, isExactKeyMatch).
 */
function matchKind(entry, logicalKey, restoreKeys) {
    const matched = matchedLogicalKey(entry);
    if (matched === undefined)
        return undefined;
    const has = encoded(matched).toLowerCase();
    if (has === encoded(logicalKey).toLowerCase())
        return 'exact';
    return restoreKeys.some((restoreKey) => has.startsWith(encoded(restoreKey).toLowerCase()))
        ? 'restore'
        : undefined;
}
function ownPrefix(logicalKey) {
    return `${snapshotPrefix}${encoded(logicalKey)}${separator}`;
}
/** Printable ASCII without `%`, `,` and the separator; character by character, so that prefixes stay prefixes. */
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
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6448);

function asRoot(program, args) {
    return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]];
}
/**
 * Runs a program as root: directly when we are root, else through passwordless sudo.
 *
 * @throws CommandError
 */
async function runAsRoot(program, args) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(...asRoot(program, args));
}
/** Like `runAsRoot`, for callers to whom a failure is an answer: never throws. */
async function attemptAsRoot(program, args, options = {}) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)(...asRoot(program, args), options);
}
/** Whether `runAsRoot` can work: we are root, or sudo asks for no password. */
async function canBecomeRoot() {
    return process.getuid?.() === 0 || (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('sudo', ['-n', 'true'])).exitCode === 0;
}


/***/ }),

/***/ 4279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ strangersCode),
/* harmony export */   t: () => (/* binding */ isFromFork)
/* harmony export */ });
/**
 * Why a job may run a stranger's code, as the end of a sentence; undefined where it does not. A convenience
 * and no boundary: a fork may edit the workflow that asks.
 */
function strangersCode(event, payload) {
    if (event === 'workflow_run' || event === 'pull_request_target') {
        return `${event} can be caused by anyone, and machines other than GitHub's are not for strangers`;
    }
    return isFromFork(payload)
        ? "the pull request comes from a fork, and machines other than GitHub's are not for strangers"
        : undefined;
}
/** Whether the payload's pull request comes from another repository; one whose repository is gone does. */
function isFromFork({ pull_request: pullRequest }) {
    if (!pullRequest)
        return false;
    const head = pullRequest.head?.repo?.full_name;
    return typeof head !== 'string' || head !== pullRequest.base?.repo?.full_name;
}


/***/ }),

/***/ 1246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ fingerprintKeySize),
/* harmony export */   aT: () => (/* binding */ fingerprintSize),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   yp: () => (/* binding */ newFingerprintKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Bytes. */
const fingerprintKeySize = 16;
/** Bytes. */
const fingerprintSize = 16;
/** A key for the fingerprints of one state, in hex: they compare only with others of the same key. */
function newFingerprintKey() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(fingerprintKeySize).toString('hex');
}
/**
 * Tells whether a chunk is as it was: the authentication tag of AES-128-GCM (NIST SP 800-38D) over it. For a random
 * key, two contents that were made without knowledge of it agree with a chance below 2^-110 for a chunk of 1 MiB.
 * Whoever knows the key can make two that agree, so against them it is no proof: what comes out of a cache is held
 * to a SHA-256 besides. It is used because it costs a tenth of that one, and an idle save does little else.
 *
 * @param key in hex
 * @returns in hex
 */
function fingerprintOf(chunk, key) {
    const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)('aes-128-gcm', Buffer.from(key, 'hex'), nonce);
    cipher.setAAD(chunk);
    cipher.final();
    return cipher.getAuthTag().toString('hex');
}
// Always the same: nothing is encrypted, and that a known pair of chunk and tag tells of the key does no harm.
const nonce = Buffer.alloc(12);


/***/ }),

/***/ 5785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   MK: () => (/* binding */ decodeManifest),
/* harmony export */   ZL: () => (/* binding */ chunkSize),
/* harmony export */   oK: () => (/* binding */ mostManifestSize)
/* harmony export */ });
/* unused harmony export ManifestError */
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1246);


/** Bytes of the image that are hashed, compressed and stored together. Smaller ones cost more bytes a change. */
const chunkSize = 2 ** 20;
/** What a snapshot's chunks come to, in bytes. */
function sizeOf({ chunks }) {
    return {
        compressed: chunks.reduce((sum, { length }) => sum + length, 0),
        uncompressed: chunks.length * chunkSize,
    };
}
/** A manifest that cannot be used; the message says why and begins with "it". */
class ManifestError extends Error {
}
const magic = Buffer.from('WARMDAG');
const format = 1;
/** Bytes of a stored manifest at most: what a state of about 500 GiB needs. */
const mostManifestSize = 32 * 2 ** 20;
const mostDecompressed = 64 * 2 ** 20;
/** A full terabyte of packs that are full. */
const mostPacks = 2 ** 14;
const mostImageSize = 2 ** 40;
const mostPackSize = 2 ** 30;
/** What zstd may add to bytes that do not compress, with room to spare. */
const mostChunkLength = chunkSize + 2 ** 16;
/** The end of the year 9999. */
const latest = 253_402_300_799_999;
/** Milliseconds: seven weeks, where a workflow's run ends after 35 days (docs.github.com, "Actions limits"). */
const longestCommand = 2 ** 32;
/** The stored form: a magic word and a format number, then zstd-compressed JSON columns. */
function encodeManifest(manifest) {
    const { chunks, packs } = manifest;
    const columns = {
        imageSize: manifest.imageSize,
        chunkSize,
        filesystem: manifest.filesystem,
        fingerprintKey: manifest.fingerprintKey,
        engineVersion: manifest.engineVersion,
        predecessors: manifest.predecessors,
        credit: manifest.credit,
        packs: { sha256: packs.map((pack) => pack.sha256), size: packs.map((pack) => pack.size) },
        chunks: {
            step: chunks.map((chunk, at) => chunk.index - (chunks[at - 1]?.index ?? 0)),
            pack: chunks.map((chunk) => chunk.pack),
            offset: chunks.map((chunk) => chunk.offset),
            length: chunks.map((chunk) => chunk.length),
            fingerprint: packedHex(chunks.map((chunk) => chunk.fingerprint)),
            sha256: packedHex(chunks.map((chunk) => chunk.sha256)),
        },
        ...(manifest.savedAt !== undefined && { savedAt: manifest.savedAt }),
        ...(manifest.coldStart && { coldStart: manifest.coldStart }),
    };
    const body = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdCompressSync)(JSON.stringify(columns), {
        params: { [node_zlib__WEBPACK_IMPORTED_MODULE_0__.constants.ZSTD_c_compressionLevel]: 9 },
    });
    return Buffer.concat([magic, Buffer.from([format]), body]);
}
function packedHex(values) {
    return Buffer.from(values.join(''), 'hex').toString('base64');
}
/**
 * Reads a stored manifest. It may come from anyone who can write to the cache, so every number in it is checked
 * before it is used: a manifest that comes back asks for no byte outside its image or its packs.
 *
 * @throws ManifestError
 */
function decodeManifest(bytes) {
    const itsFormat = bytes[magic.length];
    if (itsFormat === undefined || !bytes.subarray(0, magic.length).equals(magic)) {
        throw new ManifestError('it is not a manifest');
    }
    if (itsFormat !== format) {
        throw new ManifestError(`it has format ${itsFormat}, and this version reads format ${format}`);
    }
    if (bytes.length > mostManifestSize)
        throw new ManifestError(`it has ${bytes.length} bytes, too many`);
    const json = readable(() => (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(bytes.subarray(magic.length + 1), { maxOutputLength: mostDecompressed }));
    if (!isModest(json))
        throw new ManifestError('it has more parts than any manifest');
    return fromColumns(readable(() => JSON.parse(json.toString('utf8'))));
}
function readable(read) {
    try {
        return read();
    }
    catch {
        // Not the reader's own message: it quotes what it read, and this may end up in the log.
        throw new ManifestError('it is damaged: what it holds cannot be decompressed and parsed');
    }
}
/**
 * Whether parsing takes little more memory than the text itself. Of numbers a manifest has many, of other values
 * hardly any but the packs' names; 64 MiB of empty objects or of properties would take gigabytes.
 */
function isModest(json) {
    const most = 2 * mostPacks + 2 ** 13;
    const costly = ['{', '[', ':', '"'].map((character) => character.charCodeAt(0));
    let count = 0;
    for (const byte of json)
        if (costly.includes(byte) && ++count > most)
            return false;
    return true;
}
function fromColumns(value) {
    const columns = record(value, 'the manifest');
    if (columns['chunkSize'] !== chunkSize)
        throw new ManifestError('it has another chunk size');
    const imageSize = integer(columns['imageSize'], 'imageSize', chunkSize, mostImageSize);
    if (imageSize % chunkSize !== 0)
        throw new ManifestError('its image size is not a whole number of chunks');
    const packColumns = record(columns['packs'], 'packs');
    const packHashes = list(packColumns['sha256'], 'packs.sha256');
    if (packHashes.length > mostPacks)
        throw new ManifestError(`it has ${packHashes.length} packs, too many`);
    const packSizes = list(packColumns['size'], 'packs.size', packHashes.length);
    const packs = packHashes.map((hash, at) => {
        const sha256 = text(hash, 'packs.sha256');
        if (!/^[0-9a-f]{64}$/.test(sha256))
            throw new ManifestError('it names a pack by something else than a hash');
        return { sha256, size: integer(packSizes[at], 'packs.size', 1, mostPackSize) };
    });
    const chunkColumns = record(columns['chunks'], 'chunks');
    const steps = list(chunkColumns['step'], 'chunks.step');
    const inPack = list(chunkColumns['pack'], 'chunks.pack', steps.length);
    const offsets = list(chunkColumns['offset'], 'chunks.offset', steps.length);
    const lengths = list(chunkColumns['length'], 'chunks.length', steps.length);
    const fingerprints = unpackedHex(chunkColumns['fingerprint'], 'fingerprint', _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintSize */ .aT, steps.length);
    const hashes = unpackedHex(chunkColumns['sha256'], 'sha256', 32, steps.length);
    const chunks = [];
    let index = 0;
    for (const [at, step] of steps.entries()) {
        index += integer(step, 'chunks.step', at === 0 ? 0 : 1, imageSize);
        if (index >= imageSize / chunkSize)
            throw new ManifestError('it has a chunk outside its image');
        const pack = integer(inPack[at], 'chunks.pack', 0, packs.length - 1);
        const length = integer(lengths[at], 'chunks.length', 1, mostChunkLength);
        const offset = integer(offsets[at], 'chunks.offset', 0, (packs[pack]?.size ?? 0) - length);
        chunks.push({ index, pack, offset, length, fingerprint: fingerprints(at), sha256: hashes(at) });
    }
    const fingerprintKey = text(columns['fingerprintKey'], 'fingerprintKey');
    if (!/^[0-9a-f]*$/.test(fingerprintKey) || fingerprintKey.length !== 2 * _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintKeySize */ .Bz) {
        throw new ManifestError('its fingerprintKey is no key');
    }
    const filesystem = record(columns['filesystem'], 'filesystem');
    const predecessors = list(columns['predecessors'], 'predecessors').map((key) => text(key, 'predecessors'));
    if (predecessors.length > 2)
        throw new ManifestError('it has more than two predecessors');
    return {
        imageSize,
        filesystem: {
            uuid: text(filesystem['uuid'], 'filesystem.uuid'),
            usedBlocks: integer(filesystem['usedBlocks'], 'filesystem.usedBlocks', 0, 2 ** 48),
            usedInodes: integer(filesystem['usedInodes'], 'filesystem.usedInodes', 0, 2 ** 32),
        },
        fingerprintKey,
        engineVersion: text(columns['engineVersion'], 'engineVersion'),
        predecessors,
        credit: integer(columns['credit'], 'credit', -2 * mostImageSize, 2 * mostImageSize),
        packs,
        chunks,
        ...(columns['savedAt'] !== undefined && { savedAt: time(columns['savedAt'], 'savedAt') }),
        ...(columns['coldStart'] !== undefined && { coldStart: coldStartFrom(columns['coldStart']) }),
    };
}
function coldStartFrom(value) {
    const coldStart = record(value, 'coldStart');
    return {
        command: text(coldStart['command'], 'coldStart.command'),
        milliseconds: integer(coldStart['milliseconds'], 'coldStart.milliseconds', 0, longestCommand),
        at: time(coldStart['at'], 'coldStart.at'),
    };
}
function time(value, name) {
    return integer(value, name, 0, latest);
}
function record(value, name) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new ManifestError(`it lacks ${name}`);
    }
    return value;
}
function list(value, name, length) {
    if (!Array.isArray(value))
        throw new ManifestError(`it lacks ${name}`);
    if (length !== undefined && value.length !== length)
        throw new ManifestError(`its ${name} has a wrong length`);
    return value;
}
function integer(value, name, least, most) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most) {
        const found = typeof value === 'number' ? String(value) : 'something';
        throw new ManifestError(`its ${name} has ${found} that is no whole number from ${least} to ${most}`);
    }
    return value;
}
/** The one long kind of text: for each of `count` chunks a value of `size` bytes. @returns each, in hex */
function unpackedHex(value, name, size, count) {
    const bytes = Buffer.from(text(value, `chunks.${name}`, mostDecompressed), 'base64');
    if (bytes.length !== count * size) {
        throw new ManifestError(`its chunks and their column ${name} differ in number`);
    }
    return (at) => bytes.toString('hex', at * size, (at + 1) * size);
}
/** Bounded, without control characters: such text may end up in the log. */
function text(value, name, most = 512) {
    if (typeof value !== 'string' || value.length > most || /\p{Cc}/u.test(value)) {
        throw new ManifestError(`its ${name} is not plain text of at most ${most} characters`);
    }
    return value;
}


/***/ }),

/***/ 5969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2131);



const patience = { attempts: 5, firstDelay: 500, longestDelay: 60_000, silence: 30_000 };
/** The service could not be reached, or kept failing. */
class UnavailableError extends Error {
    /** An attempt may have been carried out although no good answer to it arrived. */
    attempts;
    constructor(message, attempts) {
        super(message);
        this.attempts = attempts;
    }
}
/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024;
/**
 * Sends a request until it is answered with neither 429 nor a server's error; any other status is an answer.
 *
 * @throws UnavailableError when no attempt was; the signal's reason
 */
async function send(request, { attempts, ...limits }, log) {
    for (let attempt = 1;; attempt++) {
        const outcome = await tryOnce(request, limits);
        limits.signal?.throwIfAborted();
        if ('status' in outcome && outcome.status < 500 && outcome.status !== 429) {
            return { ...outcome, attempts: attempt };
        }
        const failure = 'status' in outcome ? `the answer was ${outcome.status}` : outcome.failure;
        const asked = 'status' in outcome ? retryAfter(outcome.headers['retry-after'], Date.now()) : undefined;
        if (attempt === attempts) {
            throw new UnavailableError(`${request.name} failed ${attempts} times, at last because ${failure}`, attempt);
        }
        if (asked !== undefined && asked > limits.longestDelay) {
            throw new UnavailableError(`${request.name} failed because ${failure}, and it asks to wait ${Math.round(asked / 1000)} s`, attempt);
        }
        const delay = Math.max(asked ?? 0, backoff(attempt, limits));
        log.debug(`${request.name}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(delay, undefined, { signal: limits.signal });
    }
}
/** Milliseconds; half of it chance, so that the jobs of a matrix do not come back together. */
function backoff(attempt, { firstDelay, longestDelay }) {
    return Math.min(firstDelay * 2 ** (attempt - 1), longestDelay) * (0.5 + Math.random() / 2);
}
/** Milliseconds that a Retry-After header (seconds, or a date) asks for. */
function retryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
async function tryOnce(request, limits) {
    try {
        const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .answerTo */ .o)(request, limits);
        const body = await readBody(response);
        return { status: response.statusCode ?? 0, headers: response.headers, body };
    }
    catch (error) {
        return { failure: (0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error) };
    }
}
async function readBody(response) {
    const pieces = [];
    let length = 0;
    for await (const piece of response) {
        pieces.push(piece);
        length += piece.length;
        if (length > longestBody)
            break;
    }
    return Buffer.concat(pieces);
}


/***/ }),

/***/ 2131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ answerTo)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);


// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions) };
/**
 * Sends a request once; the body of the answer is the caller's to read or to destroy.
 *
 * @throws Error when the connection fails, or is silent for too long, or the signal is given; so does the body
 */
async function answerTo(request, { silence, signal }) {
    const { method, url, body = [] } = request;
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const headers = { ...request.headers, ...(method !== 'GET' && { 'content-length': length }) };
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const agent = agents[secure ? 'https:' : 'http:'];
        // As an option: setTimeout counts only from when the connection is there, and a firewall may answer to none.
        const options = { method, headers, agent, signal, timeout: silence };
        let answer;
        const sent = (secure ? node_https__WEBPACK_IMPORTED_MODULE_1__ : node_http__WEBPACK_IMPORTED_MODULE_0__).request(url, options, (response) => {
            answer = response;
            resolve(response);
        });
        sent.on('timeout', () => {
            const silent = new Error(`nothing was heard for ${silence / 1000} s`);
            (answer ?? sent).destroy(silent);
        });
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}


/***/ }),

/***/ 2958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ln: () => (/* binding */ span),
/* harmony export */   TS: () => (/* binding */ rate),
/* harmony export */   YA: () => (/* binding */ seconds),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   ix: () => (/* binding */ megabytes),
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   vd: () => (/* binding */ day),
/* harmony export */   wv: () => (/* binding */ secondsSince)
/* harmony export */ });
/** @param bytes as `12.3 MB`, in millions, for a person */
function megabytes(bytes) {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}
/** @param what in the singular, whose plural ends in s, as `1 pack` or `2 packs` */
function counted(number, what) {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
/** Seconds since `start` (of performance.now()), for a person. */
function secondsSince(start) {
    return seconds(performance.now() - start);
}
/** @param milliseconds as `1.2 s`, for a person */
function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}
/** @param time in milliseconds since 1970, as `2026-11-24 20:51 UTC` */
function date(time) {
    return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
/** @param time in milliseconds since 1970, as `2026-11-24`, in UTC */
function day(time) {
    return date(time).slice(0, 10);
}
/** @param milliseconds as `5 min`, `3 h` or `12 days`, rounded down */
function span(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 120)
        return `${minutes} min`;
    return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
/** @param bytes done in so many milliseconds, as `12.3 MB/s` */
function rate(bytes, milliseconds) {
    // No clock of ours tells less than a millisecond apart.
    return `${megabytes((1000 * bytes) / Math.max(1, milliseconds))}/s`;
}


/***/ })

};

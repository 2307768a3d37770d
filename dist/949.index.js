export const id = 949;
export const ids = [949];
export const modules = {

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

/***/ 4715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
/** Whether a parsed JSON value is an object, and not an array or null. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reasonOf)
/* harmony export */ });
/** An error's message, for the middle or the end of a sentence. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
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
/**
 * Creates a key for the fingerprints of one state, in hex. Only fingerprints with the same key can be compared.
 */
function newFingerprintKey() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(fingerprintKeySize).toString('hex');
}
/**
 * Shows whether a chunk has changed: the authentication tag of AES-128-GCM (NIST SP 800-38D) over the chunk. With
 * a random key, two contents that were created without knowledge of the key have the same tag with a probability
 * below 2^-110 for a chunk of 1 MiB. Anyone who knows the key can create two contents with the same tag, so it is
 * no proof against them: everything that comes from a cache is also checked with SHA-256. The tag costs a tenth of
 * a SHA-256, and an idle save does little else.
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
// The nonce never changes: nothing is encrypted, and it does no harm if a known chunk and its tag reveal the key.
const nonce = Buffer.alloc(12);


/***/ }),

/***/ 5785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ maxPredecessors),
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   CD: () => (/* binding */ notesFrom),
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   MK: () => (/* binding */ decodeManifest),
/* harmony export */   NQ: () => (/* binding */ maxManifestSize),
/* harmony export */   ZL: () => (/* binding */ chunkSize),
/* harmony export */   aU: () => (/* binding */ maxFirstUse)
/* harmony export */ });
/* unused harmony export ManifestError */
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4715);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1246);



/**
 * Bytes of the image that are hashed, compressed and stored together. Smaller chunks compress less well: a change of
 * 134 MB in 5,000 files took 34 MB with chunks of 1 MiB, 36 MB with 256 KiB and 48 MB with 16 KiB.
 */
const chunkSize = 2 ** 20;
/** Total size of a snapshot's chunks in bytes. */
function sizeOf({ chunks }) {
    return {
        compressed: chunks.reduce((sum, { length }) => sum + length, 0),
        uncompressed: chunks.length * chunkSize,
    };
}
/** A manifest that cannot be used. The message says why and begins with "it". */
class ManifestError extends Error {
}
const magic = Buffer.from('WARMDAG');
/**
 * 1: the first. 2: has notes. Every format stays readable, because users update their jobs one at a time. A
 * version that reads only format 1 rejects the others: a restore is then a miss, and a cleaning deletes nothing. A
 * reader ignores unknown columns, so increase the format only if an older reader must not restore the snapshot.
 */
const format = 2;
/** Maximum bytes of a stored manifest: enough for a state of about 500 GiB. */
const maxManifestSize = 32 * 2 ** 20;
const maxDecompressed = 64 * 2 ** 20;
/** Enough for a terabyte of full packs. */
const maxPacks = 2 ** 14;
const maxImageSize = 2 ** 40;
const maxPackSize = 2 ** 30;
/** The bytes that zstd may add to incompressible data, with a margin. */
const maxChunkLength = chunkSize + 2 ** 16;
/** The end of the year 9999. */
const maxTime = 253_402_300_799_999;
/** Milliseconds: seven weeks. A workflow run ends after 35 days (docs.github.com, "Actions limits"). */
const maxCommandMilliseconds = 2 ** 32;
const maxNotes = 16;
const maxNoteLength = 1024;
const maxPredecessors = 2;
/** Maximum number of chunks in `firstUse`: 4 GiB of the image. */
const maxFirstUse = 4096;
/**
 * A snapshot may decompress to this fixed number of bytes plus `maxRatio` times its compressed bytes. Real states
 * decompress to three or four times their compressed bytes. zstd reaches 16,000 times with identical bytes, so without
 * a limit a manifest of 1.4 kB could fill a disk of 390 GiB from a pack of a few bytes.
 */
const alwaysAllowedBytes = 4 * 2 ** 30;
const maxRatio = 64;
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
        ...(manifest.notes && { notes: manifest.notes }),
        ...(manifest.firstUse && { firstUse: manifest.firstUse }),
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
 * Reads a stored manifest. Anyone who can write to the cache can create one, so every number in it is checked
 * before it is used: the returned manifest refers to no byte outside its image or its packs.
 *
 * @throws ManifestError
 */
function decodeManifest(bytes) {
    const itsFormat = bytes[magic.length];
    if (itsFormat === undefined || !bytes.subarray(0, magic.length).equals(magic)) {
        throw new ManifestError('it is not a manifest');
    }
    if (itsFormat < 1 || itsFormat > format) {
        throw new ManifestError(`it has format ${itsFormat}, and this version reads formats 1 to ${format}`);
    }
    if (bytes.length > maxManifestSize)
        throw new ManifestError(`it has too many bytes: ${bytes.length}`);
    const json = readable(() => (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(bytes.subarray(magic.length + 1), { maxOutputLength: maxDecompressed }));
    if (!hasFewValues(json))
        throw new ManifestError('it has more values than any valid manifest');
    return fromColumns(readable(() => JSON.parse(json.toString('utf8'))));
}
function readable(read) {
    try {
        return read();
    }
    catch {
        // Hides the parser's message: it quotes the input, and may end up in the log.
        throw new ManifestError('it is damaged: it cannot be decompressed and parsed');
    }
}
/**
 * Whether parsing takes little more memory than the text itself. A manifest has many numbers, but few other values
 * except the packs' names; 64 MiB of empty objects or of properties would take gigabytes.
 */
function hasFewValues(json) {
    const most = 2 * maxPacks + 2 ** 13;
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
    const imageSize = integer(columns['imageSize'], 'imageSize', chunkSize, maxImageSize);
    if (imageSize % chunkSize !== 0)
        throw new ManifestError('its image size is not a whole number of chunks');
    const packs = packsFrom(columns['packs']);
    const chunks = chunksFrom(columns['chunks'], packs, imageSize);
    checkRatio(chunks);
    const filesystem = record(columns['filesystem'], 'filesystem');
    const predecessors = list(columns['predecessors'], 'predecessors').map((key) => text(key, 'predecessors'));
    if (predecessors.length > maxPredecessors)
        throw new ManifestError('it has more than two predecessors');
    return {
        imageSize,
        filesystem: {
            uuid: text(filesystem['uuid'], 'filesystem.uuid'),
            usedBlocks: integer(filesystem['usedBlocks'], 'filesystem.usedBlocks', 0, 2 ** 48),
            usedInodes: integer(filesystem['usedInodes'], 'filesystem.usedInodes', 0, 2 ** 32),
        },
        fingerprintKey: fingerprintKeyFrom(columns['fingerprintKey']),
        engineVersion: engineVersionFrom(columns['engineVersion']),
        predecessors,
        credit: integer(columns['credit'], 'credit', -2 * maxImageSize, 2 * maxImageSize),
        packs,
        chunks,
        ...(columns['savedAt'] !== undefined && { savedAt: time(columns['savedAt'], 'savedAt') }),
        ...(columns['coldStart'] !== undefined && { coldStart: coldStartFrom(columns['coldStart']) }),
        ...(columns['notes'] !== undefined && { notes: notesFrom(columns['notes']) }),
        ...(columns['firstUse'] !== undefined && { firstUse: firstUseFrom(columns['firstUse'], chunks) }),
    };
}
function packsFrom(value) {
    const columns = record(value, 'packs');
    const hashes = list(columns['sha256'], 'packs.sha256');
    if (hashes.length > maxPacks)
        throw new ManifestError(`it has too many packs: ${hashes.length}`);
    const sizes = list(columns['size'], 'packs.size', hashes.length);
    return hashes.map((hash, at) => {
        const sha256 = text(hash, 'packs.sha256');
        if (!/^[0-9a-f]{64}$/.test(sha256))
            throw new ManifestError('it has a pack whose name is not a SHA-256 hash');
        return { sha256, size: integer(sizes[at], 'packs.size', 1, maxPackSize) };
    });
}
function chunksFrom(value, packs, imageSize) {
    const columns = record(value, 'chunks');
    const steps = list(columns['step'], 'chunks.step');
    const inPack = list(columns['pack'], 'chunks.pack', steps.length);
    const offsets = list(columns['offset'], 'chunks.offset', steps.length);
    const lengths = list(columns['length'], 'chunks.length', steps.length);
    const fingerprints = unpackedHex(columns['fingerprint'], 'fingerprint', _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintSize */ .aT, steps.length);
    const hashes = unpackedHex(columns['sha256'], 'sha256', 32, steps.length);
    const chunks = [];
    let index = 0;
    for (const [at, step] of steps.entries()) {
        index += integer(step, 'chunks.step', at === 0 ? 0 : 1, imageSize);
        if (index >= imageSize / chunkSize)
            throw new ManifestError('it has a chunk outside its image');
        const pack = integer(inPack[at], 'chunks.pack', 0, packs.length - 1);
        const length = integer(lengths[at], 'chunks.length', 1, maxChunkLength);
        const offset = integer(offsets[at], 'chunks.offset', 0, (packs[pack]?.size ?? 0) - length);
        chunks.push({ index, pack, offset, length, fingerprint: fingerprints(at), sha256: hashes(at) });
    }
    return chunks;
}
function fingerprintKeyFrom(value) {
    const key = text(value, 'fingerprintKey');
    if (!/^[0-9a-f]*$/.test(key) || key.length !== 2 * _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintKeySize */ .Bz) {
        throw new ManifestError('its fingerprintKey is not a key');
    }
    return key;
}
function firstUseFrom(value, chunks) {
    const indices = list(value, 'firstUse');
    if (indices.length > maxFirstUse)
        throw new ManifestError(`it has too many first uses: ${indices.length}`);
    const stored = new Set(chunks.map(({ index }) => index));
    return indices.map((index) => {
        if (!stored.delete(index)) {
            throw new ManifestError('its firstUse names a chunk twice, or one that it does not store');
        }
        return index;
    });
}
/** Checked before the first byte is fetched. A byte of a pack counts once, however many chunks refer to it. */
function checkRatio(chunks) {
    const compressed = distinctBytes(chunks);
    const unpacked = chunks.length * chunkSize;
    if (unpacked > alwaysAllowedBytes + maxRatio * compressed) {
        throw new ManifestError(`it decompresses to too many bytes: ${unpacked} from ${compressed}`);
    }
}
/** Bytes of packs that at least one of the chunks uses. */
function distinctBytes(chunks) {
    let bytes = 0;
    let pack = -1;
    let end = 0;
    for (const chunk of chunks.toSorted((a, b) => a.pack - b.pack || a.offset - b.offset)) {
        if (chunk.pack !== pack)
            end = 0;
        pack = chunk.pack;
        bytes += Math.max(0, chunk.offset + chunk.length - Math.max(end, chunk.offset));
        end = Math.max(end, chunk.offset + chunk.length);
    }
    return bytes;
}
/** Strict, because it becomes part of a command that is shown to people, and of an image's name. */
function engineVersionFrom(value) {
    const version = text(value, 'engineVersion', 128);
    if (/^(v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?|[0-9a-f]{40}|head)$/.test(version))
        return version;
    throw new ManifestError("its engineVersion is neither a version, nor a commit's hash, nor head");
}
/** @throws ManifestError for invalid notes, or more than are allowed */
function notesFrom(value) {
    const notes = Object.entries(record(value, 'notes'));
    if (notes.length > maxNotes)
        throw new ManifestError(`it has too many notes: ${notes.length}`);
    for (const [name, note] of notes) {
        if (!/^[a-z][a-z-]{0,31}$/.test(name))
            throw new ManifestError('it has a note with an invalid name');
        if (typeof note !== 'string' || !/^[\x20-\x7e]*$/.test(note) || note.length > maxNoteLength) {
            throw new ManifestError(`its note ${name} is not plain ASCII of at most ${maxNoteLength} characters`);
        }
    }
    return Object.fromEntries(notes);
}
function coldStartFrom(value) {
    const coldStart = record(value, 'coldStart');
    return {
        command: text(coldStart['command'], 'coldStart.command'),
        milliseconds: integer(coldStart['milliseconds'], 'coldStart.milliseconds', 0, maxCommandMilliseconds),
        at: time(coldStart['at'], 'coldStart.at'),
    };
}
function time(value, name) {
    return integer(value, name, 0, maxTime);
}
function record(value, name) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value))
        throw new ManifestError(`it lacks ${name}`);
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
        throw new ManifestError(`its ${name} has ${found} that is not a whole number from ${least} to ${most}`);
    }
    return value;
}
/**
 * Decodes a base64 column that has one value of `size` bytes for each of `count` chunks.
 *
 * @returns a function that returns each value in hex
 */
function unpackedHex(value, name, size, count) {
    const bytes = Buffer.from(text(value, `chunks.${name}`, maxDecompressed), 'base64');
    if (bytes.length !== count * size) {
        throw new ManifestError(`its column ${name} does not have one value per chunk`);
    }
    return (at) => bytes.toString('hex', at * size, (at + 1) * size);
}
/** Limited in length, and without control or invisible characters, because the text may end up in the log. */
function text(value, name, most = 512) {
    if (typeof value !== 'string' || value.length > most || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) {
        throw new ManifestError(`its ${name} is not plain text of at most ${most} characters`);
    }
    return value;
}


/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ lstat),
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   Cy: () => (/* binding */ readdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   YN: () => (/* binding */ symlink),
/* harmony export */   dJ: () => (/* binding */ stat),
/* harmony export */   h_: () => (/* binding */ readlink),
/* harmony export */   k6: () => (/* binding */ chmod),
/* harmony export */   m3: () => (/* binding */ copyFile),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath),
/* harmony export */   y1: () => (/* binding */ unlink)
/* harmony export */ });
/* unused harmony exports open, rename, rmdir, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs__WEBPACK_IMPORTED_MODULE_0__.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF),
/* harmony export */   cp: () => (/* binding */ cp)
/* harmony export */ });
/* unused harmony exports mv, findInPath */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(dest)) ? yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path__WEBPACK_IMPORTED_MODULE_1__.join(dest, path__WEBPACK_IMPORTED_MODULE_1__.basename(source))
            : dest;
        if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path__WEBPACK_IMPORTED_MODULE_1__.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readdir */ .Cy(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destDir, (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(destFile);
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destFile, '0666');
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readlink */ .h_(srcFile);
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .symlink */ .YN(symlinkFull, destFile, _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 ? 'junction' : null);
        }
        else if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(destFile)) || force) {
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .copyFile */ .m3(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

/***/ })

};

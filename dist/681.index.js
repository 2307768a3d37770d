export const id = 681;
export const ids = [681,105];
export const modules = {

/***/ 4393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cleanUp: () => (/* binding */ cleanUp),
/* harmony export */   skipPostOf: () => (/* binding */ skipPostOf)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3438);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7428);
/* harmony import */ var _job_clean_up_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1519);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6454);
/* harmony import */ var _idle_post_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9981);






/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
async function cleanUp() {
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)();
    if (!job)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanUpVolume */ .fd)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readVolumeInput */ .JU)() + _github_context_js__WEBPACK_IMPORTED_MODULE_1__/* .runnerSuffix */ .YC);
    else if (!job.postStepSaves || job.saved)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanUpJob */ .Ob)(job);
}
/** Lets the post step of a step that does not save end at once, if the job leaves nothing to clean up. */
function skipPostOf(job) {
    if (!(0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .leavesSomething */ .L)(job))
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.saveState(_idle_post_js__WEBPACK_IMPORTED_MODULE_5__/* .idlePost */ .Z, 'true');
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

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reasonOf: () => (/* binding */ reasonOf)
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


/***/ })

};

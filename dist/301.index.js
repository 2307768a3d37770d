export const id = 301;
export const ids = [301];
export const modules = {

/***/ 2231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ freeMemory)
/* harmony export */ });
/**
 * Frees the memory of bytes that are no longer used. The garbage collector frees memory outside its heap late: a
 * thread would hold about 100 MB of it. Nothing else may use the memory of these bytes.
 */
function freeMemory(bytes) {
    // Small buffers share their memory with others.
    if (bytes.buffer.byteLength > Buffer.poolSize)
        bytes.buffer.transfer(0);
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

/***/ 9256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jd: () => (/* binding */ storeRequestLimits),
/* harmony export */   ZI: () => (/* binding */ cliDownloadLimits),
/* harmony export */   co: () => (/* binding */ chunkFetchLimits),
/* harmony export */   g$: () => (/* binding */ packDownloadLimits),
/* harmony export */   hq: () => (/* binding */ restApiLimits)
/* harmony export */ });
/** Downloads of Dagger's CLI, without which a job cannot run. */
const cliDownloadLimits = {
    attempts: 4,
    firstDelayMilliseconds: 2000,
    maxDelayMilliseconds: 60_000,
    maxWaits: 3,
    idleTimeoutMilliseconds: 30_000,
};
/** Requests to GitHub's cache service and to object storages. */
const storeRequestLimits = {
    attempts: 5,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 20,
    idleTimeoutMilliseconds: 30_000,
};
/** Downloads of parts of a pack, many of which are transferred at the same time. */
const packDownloadLimits = {
    attempts: 4,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 10,
    idleTimeoutMilliseconds: 20_000,
};
/**
 * Fetches of chunks that the engine waits for. All attempts together take at most one minute, because the kernel
 * reports a task as hung after two minutes.
 */
const chunkFetchLimits = {
    attempts: 6,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 10_000,
    maxWaits: 4,
    limitMilliseconds: 60_000,
};
/** Requests to GitHub's REST API. If a rate limit lasts longer, cleaning gives up: the next save cleans too. */
const restApiLimits = {
    attempts: 4,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 3,
};


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

/***/ 2975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export delayMillisecondsAfter */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** A failure that a retry may fix. The message ends a sentence: "… failed because". */
class TransientError extends Error {
    /** Milliseconds that the service asks to wait; undefined if it does not ask. */
    retryAfterMilliseconds;
    /** Whether the service certainly did not carry out the request. */
    refused;
    constructor(message, details = {}) {
        super(message, { cause: details.cause });
        this.retryAfterMilliseconds = details.retryAfterMilliseconds;
        this.refused = details.refused ?? false;
    }
}
/** All attempts failed. */
class UnavailableError extends Error {
    /** The failure of the last attempt. */
    last;
    constructor(message, last) {
        super(message, { cause: last });
        this.last = last;
    }
}
/**
 * Calls `attempt` until it succeeds, or fails with anything other than a TransientError.
 *
 * @param what the operation, as the beginning of a sentence; without secrets, which URLs may contain
 * @throws UnavailableError; what an attempt threw that is not a TransientError; the signal's reason, or an
 *   AbortError with it as the cause if the signal is aborted during a wait
 */
async function retry(what, attempt, retries, { note, signal, pause = waitFor, random = Math.random }) {
    let waits = 0;
    for (let count = 1;; count++) {
        try {
            return await attempt();
        }
        catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof TransientError))
                throw error;
            if (error.retryAfterMilliseconds !== undefined)
                waits++;
            const end = endOf(error, count, waits, retries);
            if (end !== undefined)
                throw new UnavailableError(`${what} ${end}`, error);
            const delayMilliseconds = delayMillisecondsAfter(error.retryAfterMilliseconds, count, retries, random());
            note(error.message, delayMilliseconds);
            await pause(delayMilliseconds, signal);
        }
    }
}
/** Why there is no further attempt, as the end of a sentence; undefined if there is one. */
function endOf({ message, retryAfterMilliseconds }, count, waits, { attempts, maxDelayMilliseconds, maxWaits }) {
    if (retryAfterMilliseconds === undefined) {
        return count - waits < attempts ? undefined : `failed ${count} times; the last error: ${message}`;
    }
    if (retryAfterMilliseconds > maxDelayMilliseconds) {
        return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfterMilliseconds / 1000)} s`;
    }
    return waits <= maxWaits ? undefined : `was asked to wait ${waits} times; the last reason: ${message}`;
}
/**
 * Milliseconds before the next attempt, at least as many as the service asks for. Partly random, so that the jobs
 * of a matrix, which are all refused at the same time, do not all return at the same time.
 *
 * @param asked wait that the service asks for, ms
 * @param count number of attempts so far
 * @param chance from 0 to less than 1
 */
function delayMillisecondsAfter(asked, count, { firstDelayMilliseconds, maxDelayMilliseconds, }, chance) {
    const backoff = Math.min(firstDelayMilliseconds * 2 ** (count - 1), maxDelayMilliseconds);
    if (asked === undefined)
        return backoff * (0.5 + chance / 2);
    return asked + chance * Math.max(asked / 2, backoff);
}
/**
 * Parses a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined if the header is missing or invalid
 */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
async function waitFor(milliseconds, signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
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

/***/ 2770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ maxRun),
/* harmony export */   S3: () => (/* binding */ packRanges),
/* harmony export */   o7: () => (/* binding */ chunkRuns),
/* harmony export */   uE: () => (/* binding */ packsToRewrite),
/* harmony export */   vD: () => (/* binding */ packSize)
/* harmony export */ });
/* unused harmony export ordinaryPacks */
/** Compressed bytes at which a pack is full. A save holds two packs in memory. */
const packSize = 64 * 2 ** 20;
/** Maximum number of bytes in a snapshot's packs for each byte that is in use. */
const maxWaste = 1.5;
/** A pack with a smaller share in use is cheap to rewrite, and is always rewritten. */
const hardlyUsed = 0.2;
/** Maximum number of packs of a snapshot, unless its state fills more. */
const maxPacks = 64;
/** Maximum number of packs of a snapshot while its credit lasts: 8, or more if its state needs them. */
function ordinaryPacks(live) {
    return Math.max(8, Math.ceil((maxWaste * live) / packSize) + 4);
}
/**
 * Decides which packs to rewrite, like the compaction of a log with few segments:
 *
 * 1. packs that are hardly used: the next save replaces the databases in the newest pack;
 * 2. while the packs have more than 1.5 times the used bytes, those that cost least per wasted byte;
 * 3. above the ordinary number, three of those at once, if the credit covers what is rewritten;
 * 4. above 64, the smallest, whatever it costs.
 *
 * @param packs of the last snapshot, with the bytes that are still used
 * @param fresh compressed bytes that this snapshot writes anyway
 * @param credit of the last snapshot, so that over the years no more bytes are rewritten than changed
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
    // If packs are small, one pack fewer is worth half of what a save writes: found by simulating years of saves.
    const worth = Math.min(fresh / 2, packSize / 16);
    const costOfWaste = ({ size, live }) => (live - worth) / (size - live + 1);
    const count = () => packs.length - rewritten.size + Math.ceil((fresh + moved) / packSize);
    for (const pack of packs)
        if (pack.live < hardlyUsed * pack.size)
            rewrite(pack);
    for (const pack of keptBy(costOfWaste)) {
        if (listed <= maxWaste * live)
            break;
        rewrite(pack);
    }
    const ordinary = ordinaryPacks(live);
    if (count() > ordinary) {
        const three = keptBy(costOfWaste).slice(0, 3);
        if (liveIn(three) <= credit + fresh - moved)
            three.forEach(rewrite);
    }
    const most = Math.max(maxPacks, ordinary + 4);
    if (count() > most) {
        // Rewrites some more than necessary, so that not every save has to.
        for (const pack of keptBy((pack) => pack.live))
            if (count() > most - 8)
                rewrite(pack);
    }
    // A first snapshot has no changes.
    const left = packs.length === 0 ? 0 : credit + fresh - moved;
    return { packs: rewritten, credit: Math.min(live, Math.max(-live, left)) };
}
function liveIn(packs) {
    return packs.reduce((sum, pack) => sum + pack.live, 0);
}
/** Bytes of a pack to fetch at once. A restore holds two of these ranges per worker in memory. */
const rangeSize = 4 * 2 ** 20;
/** Fetching this many unused bytes is cheaper than another request. */
const smallGap = 2 ** 18;
/** The requests that fetch every chunk, sorted by pack and offset. */
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
/** Maximum number of chunks to read with one request. */
const maxRun = 4;
/** Neighboring chunks of an image, to read with one request. */
function chunkRuns(indices, most = maxRun) {
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

/***/ 8301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lR: () => (/* binding */ readFully),
  SQ: () => (/* binding */ scan),
  Dc: () => (/* binding */ verifiedChunks),
  M9: () => (/* binding */ write),
  KM: () => (/* binding */ writeFully)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/free-memory.js
var free_memory = __webpack_require__(2231);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
;// CONCATENATED MODULE: ./build/src/snapshot/compression.js




/** Of Zstandard. */
const compressionLevel = 1;
function compress(chunk) {
    const output = (0,external_node_zlib_.zstdCompressSync)(chunk, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: compressionLevel },
        // One output buffer for the whole chunk: zlib's default, 16 KiB at a time, takes three times as long.
        chunkSize: manifest/* chunkSize */.ZL + 4096,
    });
    // Copies only the compressed bytes, because zlib's own buffer is larger.
    const bytes = new Uint8Array(output);
    (0,free_memory/* freeMemory */.K)(output);
    return { bytes, sha256: (0,external_node_crypto_.hash)('sha256', bytes) };
}
/** @throws Error if the bytes are not those of a whole chunk */
function decompress(bytes) {
    // One byte more than needed: if the buffer is filled completely, zlib allocates a second one and copies.
    const chunk = (0,external_node_zlib_.zstdDecompressSync)(bytes, { chunkSize: manifest/* chunkSize */.ZL + 1, maxOutputLength: manifest/* chunkSize */.ZL });
    if (chunk.length !== manifest/* chunkSize */.ZL)
        throw new Error(`a chunk has ${chunk.length} bytes`);
    return chunk;
}

// EXTERNAL MODULE: ./build/src/snapshot/fingerprint.js
var snapshot_fingerprint = __webpack_require__(1246);
// EXTERNAL MODULE: ./build/src/snapshot/layout.js
var layout = __webpack_require__(2770);
;// CONCATENATED MODULE: ./build/src/snapshot/worker-tasks.js








const zeros = Buffer.alloc(manifest/* chunkSize */.ZL);
/**
 * The buffer into which a thread reads an image. It is reused, because fresh memory for each read would cost more
 * than the read. Nothing else uses it meanwhile, because a scan is synchronous.
 */
let worker_tasks_window;
/** @returns the chunks that are not all zeros */
function scan(task) {
    worker_tasks_window ??= Buffer.allocUnsafeSlow(layout/* maxRun */.Oh * manifest/* chunkSize */.ZL);
    const bytes = worker_tasks_window.subarray(0, task.known.length * manifest/* chunkSize */.ZL);
    withFile(task.image, 'r', (file) => {
        readFully(file, bytes, task.first * manifest/* chunkSize */.ZL);
    });
    const scanned = [];
    for (const [at, known] of task.known.entries()) {
        const index = task.first + at;
        const chunk = bytes.subarray(at * manifest/* chunkSize */.ZL, (at + 1) * manifest/* chunkSize */.ZL);
        if (chunk.equals(zeros))
            continue;
        const fingerprint = (0,snapshot_fingerprint/* fingerprintOf */.ax)(chunk, task.key);
        if (fingerprint === known)
            scanned.push({ index, fingerprint });
        else
            scanned.push({ index, fingerprint, compressed: compress(chunk) });
    }
    return scanned;
}
/** @throws Error if a chunk differs from the manifest; nothing of that chunk is then written */
async function write(task) {
    const range = await (0,source/* readRange */.q)(task.source, task.start, task.end);
    withFile(task.image, 'r+', (file) => {
        for (const { index, bytes } of verifiedChunks(range, task)) {
            writeFully(file, bytes, index * manifest/* chunkSize */.ZL);
            (0,free_memory/* freeMemory */.K)(bytes);
        }
    });
    (0,free_memory/* freeMemory */.K)(range);
}
/**
 * Decompresses and verifies the chunks of a fetched range, one after the other.
 *
 * @throws SourceError if the bytes differ from what was saved; Error if they do not, but break the manifest's promise
 */
function* verifiedChunks(range, { start, key, chunks }) {
    for (const { index, sha256, fingerprint, offset, length } of chunks) {
        const stored = range.subarray(offset - start, offset - start + length);
        if ((0,external_node_crypto_.hash)('sha256', stored) !== sha256)
            throw new source/* SourceError */.c(`chunk ${index} differs from what was saved`);
        const bytes = decompress(stored);
        // The next save uses the fingerprint to decide whether the chunk changed.
        if ((0,snapshot_fingerprint/* fingerprintOf */.ax)(bytes, key) !== fingerprint)
            throw new Error(`chunk ${index} does not have the recorded fingerprint`);
        yield { index, bytes };
    }
}
/** @throws Error if the file ends before the buffer is full */
function readFully(file, buffer, position) {
    for (let filled = 0; filled < buffer.length;) {
        const bytesRead = (0,external_node_fs_.readSync)(file, buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0)
            throw new Error('the image is shorter than it was');
        filled += bytesRead;
    }
}
/** On a disk that fills up, the kernel writes what still fits, and reports this only as the number of bytes. */
function writeFully(file, buffer, position) {
    for (let written = 0; written < buffer.length;) {
        written += (0,external_node_fs_.writeSync)(file, buffer, written, buffer.length - written, position + written);
    }
}
/** Synchronous, because the thread has nothing else to do. */
function withFile(path, flags, body) {
    const file = (0,external_node_fs_.openSync)(path, flags);
    try {
        body(file);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}


/***/ }),

/***/ 2131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ sendOnce),
/* harmony export */   u2: () => (/* binding */ sendChecked),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2975);




// proxyEnv: Node's support for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions) };
/**
 * Sends a request once. The caller must read or destroy the body of the answer.
 *
 * @throws Error if the connection fails, is silent for too long, or the signal is aborted; reading the body throws
 *   the same
 */
async function sendOnce(request, { idleTimeoutMilliseconds, signal }) {
    const { method, url, body = [] } = request;
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const headers = {
        ...request.headers,
        ...((method === 'POST' || method === 'PUT') && { 'content-length': length }),
    };
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const agent = agents[secure ? 'https:' : 'http:'];
        // Set as an option: setTimeout starts only once the connection exists, and a firewall may never answer.
        const options = { method, headers, agent, signal, timeout: idleTimeoutMilliseconds };
        let answer;
        const sent = (secure ? node_https__WEBPACK_IMPORTED_MODULE_1__ : node_http__WEBPACK_IMPORTED_MODULE_0__).request(url, options, (response) => {
            answer = response;
            resolve(response);
        });
        sent.on('timeout', () => {
            const silent = new Error(`no data arrived for ${idleTimeoutMilliseconds / 1000} s`);
            (answer ?? sent).destroy(silent);
        });
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}
/** A retry does not help: the server does not support the request. */
const notImplemented = 501;
/**
 * Sends a request once, and rejects answers that a retry may change.
 *
 * @returns the answer; its body is not read yet
 * @throws TransientError if there is no answer, or it is 429, 5xx, or a web page
 */
async function sendChecked(request, limits) {
    const response = await sendOnce(request, limits).catch((error) => {
        throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A)(error), { cause: error });
    });
    const { statusCode: status = 0, headers } = response;
    const problem = (status >= 500 && status !== notImplemented) || status === 429
        ? `the answer was ${status}`
        : isWebPage(headers)
            ? `the answer was a web page (${status}), as from a proxy or a login page`
            : undefined;
    if (problem === undefined)
        return response;
    // Read the body, so that the connection can be reused.
    readBody(response).catch(() => undefined);
    throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(problem, {
        retryAfterMilliseconds: (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRetryAfter */ .mu)(headers['retry-after'], Date.now()),
        refused: status === 429,
    });
}
/**
 * Whether an answer is from a proxy or a login page. Neither the cache service nor a blob store sends HTML, except some
 * servers of Amazon's protocol that declare an empty body as HTML. These give each request an ID.
 */
function isWebPage(headers) {
    if (headers['x-amz-request-id'] ?? headers['x-amzn-requestid'])
        return false;
    return headers['content-type']?.toLowerCase().startsWith('text/html') === true;
}
/** Longer bodies are truncated: only a few fields, or an error's text, are read into memory here. */
const maxBodyBytes = 256 * 1024;
/** Reads a body, or only its beginning if it is long. */
async function readBody(response) {
    const pieces = [];
    let length = 0;
    for await (const piece of response) {
        pieces.push(piece);
        length += piece.length;
        if (length > maxBodyBytes)
            break;
    }
    return Buffer.concat(pieces);
}


/***/ }),

/***/ 3716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $R: () => (/* binding */ downloadHeaders),
/* harmony export */   QH: () => (/* binding */ isAzure),
/* harmony export */   cK: () => (/* binding */ blockNames),
/* harmony export */   eZ: () => (/* binding */ uploadSizes),
/* harmony export */   mN: () => (/* binding */ azureHeaders),
/* harmony export */   sq: () => (/* binding */ serviceHeaders),
/* harmony export */   xh: () => (/* binding */ rangeSize)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * The requests of @actions/cache and of its client for Azure's blobs. Servers that replace GitHub's cache are
 * written for that client, so our requests look the same. A test records and compares both, and fails if the
 * pinned version sends something else.
 */
const actionsCacheVersion = '6.3.0';
const storageBlobVersion = '12.31.0';
const MiB = 2 ** 20;
/** Maximum number of bytes to read from a blob with one request (@azure/storage-blob, downloadToBuffer). */
const rangeSize = 4 * MiB;
/** Headers for requests to the cache service. */
const serviceHeaders = {
    'content-type': 'application/json',
    'user-agent': `@actions/cache-${actionsCacheVersion} warm-dagger`,
};
/** Headers for a download from a host other than Azure. */
const downloadHeaders = { 'user-agent': 'actions/cache warm-dagger' };
/** Headers for Azure's protocol, which uploads use with every host. */
function azureHeaders(more = {}) {
    return {
        accept: 'application/xml',
        'user-agent': `azsdk-js-azure-storage-blob/${storageBlobVersion} warm-dagger`,
        'x-ms-version': '2026-02-06',
        'x-ms-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        ...more,
    };
}
/**
 * Whether a blob is stored at Azure, as on GitHub. @actions/cache uses ranges only there
 * (lib/internal/cacheHttpClient.js).
 */
function isAzure({ hostname }) {
    return hostname.endsWith('.blob.core.windows.net');
}
/**
 * For hosts other than Azure, the sizes of @actions/cache (lib/internal/uploadUtils.js, lib/cache.js): servers
 * place a block at its number times 64 MiB (falcondev-oss/github-actions-cache-server 7.0.1 and 8.1.4,
 * routes/upload). Azure places blocks by their list, so it can get smaller ones, which use the connection better.
 */
function uploadSizes(url) {
    return isAzure(url)
        ? { single: 16 * MiB, block: 16 * MiB, concurrentBlocks: 4 }
        : { single: 128 * MiB, block: 64 * MiB, concurrentBlocks: 8 };
}
/**
 * Names the blocks of one blob: a UUID and the number in 12 digits, as base64 (@azure/storage-blob,
 * utils.common.js, generateBlockID). Servers parse the number.
 */
function blockNames() {
    const prefix = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    return (number) => Buffer.from(prefix + String(number).padStart(12, '0')).toString('base64');
}


/***/ }),

/***/ 6442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ SourceError),
/* harmony export */   q: () => (/* binding */ readRange)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _network_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9256);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2975);
/* harmony import */ var _free_memory_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2231);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2131);
/* harmony import */ var _official_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3716);







/** A source has fewer bytes than expected, or the answer is not the requested range. */
class SourceError extends Error {
}
const { idleTimeoutMilliseconds } = _network_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .packDownloadLimits */ .g$;
/**
 * Reads the bytes from `start` up to `end`, exclusive. Retries broken connections.
 *
 * @param signal aborts the read
 * @throws SourceError if there are fewer bytes, or the answer is not the requested range; UnavailableError; the
 * signal's reason
 */
async function readRange(source, start, end, signal) {
    return source.kind === 'file'
        ? await readFileRange(source.path, start, end)
        : await readUrlRange(new URL(source.url), start, end, signal);
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
/** Reads ranges that are no larger than those of @actions/cache. */
async function readUrlRange(url, start, end, signal) {
    const buffer = Buffer.allocUnsafe(end - start);
    for (let at = start; at < end; at += _official_client_js__WEBPACK_IMPORTED_MODULE_4__/* .rangeSize */ .xh) {
        const part = buffer.subarray(at - start, Math.min(at + _official_client_js__WEBPACK_IMPORTED_MODULE_4__/* .rangeSize */ .xh, end) - start);
        const effects = { note: () => undefined, signal };
        await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L5)('reading a range', () => fetchRange(url, at, part, signal), _network_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .packDownloadLimits */ .g$, effects);
    }
    return buffer;
}
/** Fills `into` with the bytes from `start` on. */
async function fetchRange(url, start, into, signal) {
    const range = `bytes=${start}-${start + into.length - 1}`;
    const headers = (0,_official_client_js__WEBPACK_IMPORTED_MODULE_4__/* .isAzure */ .QH)(url) ? (0,_official_client_js__WEBPACK_IMPORTED_MODULE_4__/* .azureHeaders */ .mN)({ 'x-ms-range': range }) : { ..._official_client_js__WEBPACK_IMPORTED_MODULE_4__/* .downloadHeaders */ .$R, range };
    const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_3__/* .sendChecked */ .u2)({ method: 'GET', url, headers }, { idleTimeoutMilliseconds, signal });
    const { statusCode: status = 0, headers: answer } = response;
    const length = Number(answer['content-length']);
    const problem = status !== 206
        ? `the store answered ${status} to a range of bytes`
        : Number.isNaN(length)
            ? 'the answer has no length'
            : `${length} bytes where ${into.length} were expected`;
    if (status !== 206 || length !== into.length) {
        response.destroy();
        // An error is the store's answer. A success other than 206 is not from the store.
        throw new (status < 400 && status !== 206 ? _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_ : SourceError)(problem);
    }
    let filled = 0;
    // Does not use an iterator, which would copy every byte once more.
    await new Promise((resolve, reject) => {
        response.on('data', (bytes) => {
            if (filled + bytes.length <= length)
                into.set(bytes, filled);
            filled += bytes.length;
            // Node copies each part of a body to memory of its own (v24, src/node_http_parser.cc, on_body).
            if (bytes.byteLength === bytes.buffer.byteLength)
                (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_5__/* .freeMemory */ .K)(bytes);
        });
        response.on('end', () => {
            if (filled === length)
                resolve();
            else
                reject(new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(`the store sent ${filled} of ${length} bytes`));
        });
        response.on('error', (error) => {
            reject(new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error), { cause: error }));
        });
    });
}


/***/ })

};

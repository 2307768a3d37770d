export const id = 210;
export const ids = [210];
export const modules = {

/***/ 2975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   aB: () => (/* binding */ PassingError),
/* harmony export */   hG: () => (/* binding */ UnavailableError)
/* harmony export */ });
/* unused harmony export delayAfter */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** A failure that may not happen the next time. The message ends a sentence: "… failed because". */
class PassingError extends Error {
    /** Milliseconds that the service asks to wait; undefined where it does not say. */
    retryAfter;
    /** Whether it is certain that nothing was done of what was asked for. */
    refused;
    constructor(message, details = {}) {
        super(message, { cause: details.cause });
        this.retryAfter = details.retryAfter;
        this.refused = details.refused ?? false;
    }
}
/** It failed as often as it may. */
class UnavailableError extends Error {
    /** How the last attempt failed. */
    last;
    constructor(message, last) {
        super(message, { cause: last });
        this.last = last;
    }
}
/**
 * Tries until an attempt succeeds, or fails with anything but a PassingError.
 *
 * @param what is tried, as the beginning of a sentence: no secrets, such as URLs hold
 * @param attempt is called until one succeeds
 * @throws UnavailableError; the signal's reason; what an attempt threw that was no PassingError
 */
async function retry(what, attempt, retries, { note, signal, pause = waitFor, random = Math.random }) {
    let waits = 0;
    for (let count = 1;; count++) {
        try {
            return await attempt();
        }
        catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof PassingError))
                throw error;
            if (error.retryAfter !== undefined)
                waits++;
            const end = endOf(error, count, waits, retries);
            if (end !== undefined)
                throw new UnavailableError(`${what} ${end}`, error);
            const delay = delayAfter(error.retryAfter, count, retries, random());
            note(error.message, delay);
            await pause(delay, signal);
        }
    }
}
/** Why there is no further attempt, as the end of a sentence. */
function endOf({ message, retryAfter }, count, waits, { attempts, longestDelay, mostWaits }) {
    if (retryAfter === undefined) {
        return count - waits < attempts ? undefined : `failed ${count} times, at last because ${message}`;
    }
    if (retryAfter > longestDelay) {
        return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfter / 1000)} s`;
    }
    return waits <= mostWaits ? undefined : `was put off ${waits} times, at last because ${message}`;
}
/**
 * Milliseconds before the next attempt. Never less than is asked for. A good part is chance, so that the jobs of a
 * matrix, which are all refused at once, do not come back at once.
 *
 * @param asked for by the service, ms
 * @param count of the attempts so far
 * @param chance from 0 to less than 1
 */
function delayAfter(asked, count, { firstDelay, longestDelay }, chance) {
    const backoff = Math.min(firstDelay * 2 ** (count - 1), longestDelay);
    if (asked === undefined)
        return backoff * (0.5 + chance / 2);
    return asked + chance * Math.max(asked / 2, backoff);
}
/**
 * Reads a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined where there is none that makes sense
 */
function retryAfter(header, now) {
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
/* harmony export */   CD: () => (/* binding */ notesFrom),
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
/**
 * 1: the first. 2: has notes. Each format is read for ever, for users update their jobs one at a time. What reads only
 * format 1 refuses the others: a restore is then a miss, and a cleaning deletes nothing. A reader ignores columns that
 * it does not know, so a new format is needed only for what an older reader must not restore without.
 */
const format = 2;
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
const mostNotes = 16;
const longestNote = 1024;
/**
 * Bytes that a snapshot may unpack to: this much, and for each compressed byte so many. Real states unpack to three or
 * four times their compressed bytes; zstd reaches 16,000 times with bytes that are all alike, so without a limit a
 * manifest of 1.4 kB could fill a disk of 390 GiB out of a pack of a few bytes.
 */
const freelyUnpacked = 4 * 2 ** 30;
const mostRatio = 64;
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
    if (itsFormat < 1 || itsFormat > format) {
        throw new ManifestError(`it has format ${itsFormat}, and this version reads formats 1 to ${format}`);
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
        throw new ManifestError('it is damaged: it cannot be decompressed and parsed');
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
            throw new ManifestError('it names a pack by something other than a hash');
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
    checkRatio(chunks);
    const fingerprintKey = text(columns['fingerprintKey'], 'fingerprintKey');
    if (!/^[0-9a-f]*$/.test(fingerprintKey) || fingerprintKey.length !== 2 * _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintKeySize */ .Bz) {
        throw new ManifestError('its fingerprintKey is not a key');
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
        engineVersion: engineVersionFrom(columns['engineVersion']),
        predecessors,
        credit: integer(columns['credit'], 'credit', -2 * mostImageSize, 2 * mostImageSize),
        packs,
        chunks,
        ...(columns['savedAt'] !== undefined && { savedAt: time(columns['savedAt'], 'savedAt') }),
        ...(columns['coldStart'] !== undefined && { coldStart: coldStartFrom(columns['coldStart']) }),
        ...(columns['notes'] !== undefined && { notes: notesFrom(columns['notes']) }),
    };
}
/** Before the first byte is fetched. A byte of a pack counts once, however many chunks name it. */
function checkRatio(chunks) {
    const compressed = distinctBytes(chunks);
    const unpacked = chunks.length * chunkSize;
    if (unpacked > freelyUnpacked + mostRatio * compressed) {
        throw new ManifestError(`it unpacks ${compressed} bytes to ${unpacked}, too many`);
    }
}
/** Bytes of packs that at least one of the chunks needs. */
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
/** It becomes part of a command that people are shown, and of an image's name. */
function engineVersionFrom(value) {
    const version = text(value, 'engineVersion', 128);
    if (/^(v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?|[0-9a-f]{40}|head)$/.test(version))
        return version;
    throw new ManifestError("its engineVersion is neither a version, nor a commit's hash, nor head");
}
/** @throws ManifestError for what is no notes, or more than may be kept */
function notesFrom(value) {
    const notes = Object.entries(record(value, 'notes'));
    if (notes.length > mostNotes)
        throw new ManifestError(`it has ${notes.length} notes, too many`);
    for (const [name, note] of notes) {
        if (!/^[a-z][a-z-]{0,31}$/.test(name))
            throw new ManifestError('it has a note with an invalid name');
        if (typeof note !== 'string' || !/^[\x20-\x7e]*$/.test(note) || note.length > longestNote) {
            throw new ManifestError(`its note ${name} is not plain ASCII of at most ${longestNote} characters`);
        }
    }
    return Object.fromEntries(notes);
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
        throw new ManifestError(`its ${name} has ${found} that is not a whole number from ${least} to ${most}`);
    }
    return value;
}
/** The one long kind of text: for each of `count` chunks a value of `size` bytes. @returns each, in hex */
function unpackedHex(value, name, size, count) {
    const bytes = Buffer.from(text(value, `chunks.${name}`, mostDecompressed), 'base64');
    if (bytes.length !== count * size) {
        throw new ManifestError(`its column ${name} does not have one value per chunk`);
    }
    return (at) => bytes.toString('hex', at * size, (at + 1) * size);
}
/** Bounded, without characters that a terminal obeys or does not show: such text may end up in the log. */
function text(value, name, most = 512) {
    if (typeof value !== 'string' || value.length > most || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) {
        throw new ManifestError(`its ${name} is not plain text of at most ${most} characters`);
    }
    return value;
}


/***/ }),

/***/ 2131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oQ: () => (/* binding */ answered),
/* harmony export */   oy: () => (/* binding */ answerTo),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2975);




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
    const headers = {
        ...request.headers,
        ...((method === 'POST' || method === 'PUT') && { 'content-length': length }),
    };
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
            const silent = new Error(`no data arrived for ${silence / 1000} s`);
            (answer ?? sent).destroy(silent);
        });
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}
/**
 * Sends a request once.
 *
 * @returns an answer that may be final, its body still to be read
 * @throws PassingError when there is none, or it is 429, a server's error, or a web page
 */
async function answered(request, limits) {
    const response = await answerTo(request, limits).catch((error) => {
        throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .PassingError */ .aB((0,_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A)(error), { cause: error });
    });
    const { statusCode: status = 0, headers } = response;
    const complaint = status >= 500 || status === 429
        ? `the answer was ${status}`
        : isWebPage(headers)
            ? `the answer was a web page (${status}), as from a proxy or a login page`
            : undefined;
    if (complaint === undefined)
        return response;
    // Read, for the connection to be used again.
    readBody(response).catch(() => undefined);
    throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .PassingError */ .aB(complaint, {
        retryAfter: (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfter */ .P9)(headers['retry-after'], Date.now()),
        refused: status === 429,
    });
}
/** Neither the cache service nor any store of blobs sends HTML. */
function isWebPage(headers) {
    return headers['content-type']?.toLowerCase().startsWith('text/html') === true;
}
/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024;
/** The beginning of a body, or all of a short one. */
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
 * What @actions/cache sends, with the client for Azure's blobs that is part of it. Servers that stand in for
 * GitHub's cache are written against that client, so our requests look like its requests. A test records both and
 * compares them, and fails when the pinned version sends something else.
 */
const actionsCacheVersion = '6.3.0';
const storageBlobVersion = '12.31.0';
const MiB = 2 ** 20;
/** The largest range of a blob that is read with one request, bytes (@azure/storage-blob, downloadToBuffer). */
const rangeSize = 4 * MiB;
/** Of requests to the cache service. */
const serviceHeaders = {
    'content-type': 'application/json',
    'user-agent': `@actions/cache-${actionsCacheVersion} warm-dagger`,
};
/** Of a download from a host that is not Azure's. */
const downloadHeaders = { 'user-agent': 'actions/cache warm-dagger' };
/** Of a request in Azure's protocol, which uploads speak to every host. */
function azureHeaders(more = {}) {
    return {
        accept: 'application/xml',
        'user-agent': `azsdk-js-azure-storage-blob/${storageBlobVersion} warm-dagger`,
        'x-ms-version': '2026-02-06',
        'x-ms-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        ...more,
    };
}
/** Whether a blob is at Azure, as GitHub's are: only from there are ranges downloaded (lib/internal/cacheHttpClient.js). */
function isAzure({ hostname }) {
    return hostname.endsWith('.blob.core.windows.net');
}
/**
 * As @actions/cache has it (lib/internal/uploadUtils.js, lib/cache.js): servers place a block by its number times 64
 * MiB (falcondev-oss/github-actions-cache-server 7.0.1 and 8.1.4, routes/upload). Azure places it by the list of blocks,
 * so there smaller ones, which fill the line better, make up a blob.
 */
function uploadSizes(url) {
    return isAzure(url)
        ? { single: 16 * MiB, block: 16 * MiB, blocksUnderWay: 4 }
        : { single: 128 * MiB, block: 64 * MiB, blocksUnderWay: 8 };
}
/**
 * Names the blocks of one blob: a UUID, then the number in 12 digits, in base64 (@azure/storage-blob,
 * utils.common.js, generateBlockID). Servers read the number back.
 */
function blockNames() {
    const prefix = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    return (number) => Buffer.from(prefix + String(number).padStart(12, '0')).toString('base64');
}


/***/ })

};

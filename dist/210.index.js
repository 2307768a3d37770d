export const id = 210;
export const ids = [210,105];
export const modules = {

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

/***/ 2975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export delayAfter */
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
            const delay = delayAfter(error.retryAfterMilliseconds, count, retries, random());
            note(error.message, delay);
            await pause(delay, signal);
        }
    }
}
/** Why there is no further attempt, as the end of a sentence; undefined if there is one. */
function endOf({ message, retryAfterMilliseconds }, count, waits, { attempts, longestDelayMilliseconds, mostWaits }) {
    if (retryAfterMilliseconds === undefined) {
        return count - waits < attempts ? undefined : `failed ${count} times; the last error: ${message}`;
    }
    if (retryAfterMilliseconds > longestDelayMilliseconds) {
        return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfterMilliseconds / 1000)} s`;
    }
    return waits <= mostWaits ? undefined : `was asked to wait ${waits} times; the last reason: ${message}`;
}
/**
 * Milliseconds before the next attempt, at least as many as the service asks for. Partly random, so that the jobs
 * of a matrix, which are all refused at the same time, do not all return at the same time.
 *
 * @param asked wait that the service asks for, ms
 * @param count number of attempts so far
 * @param chance from 0 to less than 1
 */
function delayAfter(asked, count, { firstDelayMilliseconds, longestDelayMilliseconds, }, chance) {
    const backoff = Math.min(firstDelayMilliseconds * 2 ** (count - 1), longestDelayMilliseconds);
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

/***/ 5785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   CD: () => (/* binding */ notesFrom),
/* harmony export */   DM: () => (/* binding */ mostFirstUse),
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   MK: () => (/* binding */ decodeManifest),
/* harmony export */   ZL: () => (/* binding */ chunkSize),
/* harmony export */   oK: () => (/* binding */ mostManifestSize)
/* harmony export */ });
/* unused harmony export ManifestError */
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4715);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1246);



/**
 * Bytes of the image that are hashed, compressed and stored together. Smaller chunks need more bytes per change.
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
 * reader ignores unknown columns, so a new format is needed only for data without which an older reader must not
 * restore.
 */
const format = 2;
/** Maximum bytes of a stored manifest: enough for a state of about 500 GiB. */
const mostManifestSize = 32 * 2 ** 20;
const mostDecompressed = 64 * 2 ** 20;
/** Enough for a terabyte of full packs. */
const mostPacks = 2 ** 14;
const mostImageSize = 2 ** 40;
const mostPackSize = 2 ** 30;
/** The bytes that zstd may add to incompressible data, with a margin. */
const mostChunkLength = chunkSize + 2 ** 16;
/** The end of the year 9999. */
const latest = 253_402_300_799_999;
/** Milliseconds: seven weeks. A workflow run ends after 35 days (docs.github.com, "Actions limits"). */
const longestCommandMilliseconds = 2 ** 32;
const mostNotes = 16;
const longestNote = 1024;
/** Maximum number of chunks in `firstUse`: 4 GiB of the image. */
const mostFirstUse = 4096;
/**
 * Maximum bytes that a snapshot may unpack to: a fixed number, and a ratio to its compressed bytes. Real states
 * unpack to three or four times their compressed bytes. zstd reaches 16,000 times with identical bytes, so without
 * a limit a manifest of 1.4 kB could fill a disk of 390 GiB from a pack of a few bytes.
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
        // Hides the parser's message: it quotes the input, and may end up in the log.
        throw new ManifestError('it is damaged: it cannot be decompressed and parsed');
    }
}
/**
 * Whether parsing takes little more memory than the text itself. A manifest has many numbers, but few other values
 * except the packs' names; 64 MiB of empty objects or of properties would take gigabytes.
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
        ...(columns['firstUse'] !== undefined && { firstUse: firstUseFrom(columns['firstUse'], chunks) }),
    };
}
function firstUseFrom(value, chunks) {
    const indices = list(value, 'firstUse');
    if (indices.length > mostFirstUse)
        throw new ManifestError(`it has ${indices.length} first uses, too many`);
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
    if (unpacked > freelyUnpacked + mostRatio * compressed) {
        throw new ManifestError(`it unpacks ${compressed} bytes to ${unpacked}, too many`);
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
        milliseconds: integer(coldStart['milliseconds'], 'coldStart.milliseconds', 0, longestCommandMilliseconds),
        at: time(coldStart['at'], 'coldStart.at'),
    };
}
function time(value, name) {
    return integer(value, name, 0, latest);
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
 * The only long kind of text: a value of `size` bytes for each of `count` chunks.
 *
 * @returns a function that returns each value in hex
 */
function unpackedHex(value, name, size, count) {
    const bytes = Buffer.from(text(value, `chunks.${name}`, mostDecompressed), 'base64');
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
/** What a server does not know now it will not know when it is asked again. */
const notImplemented = 501;
/**
 * Sends a request once, and rejects answers that a retry may change.
 *
 * @returns the answer; its body is not read yet
 * @throws TransientError if there is no answer, or it is 429, 5xx, or a web page
 */
async function sendChecked(request, limits) {
    const response = await sendOnce(request, limits).catch((error) => {
        throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_3__.reasonOf)(error), { cause: error });
    });
    const { statusCode: status = 0, headers } = response;
    const complaint = (status >= 500 && status !== notImplemented) || status === 429
        ? `the answer was ${status}`
        : isWebPage(headers)
            ? `the answer was a web page (${status}), as from a proxy or a login page`
            : undefined;
    if (complaint === undefined)
        return response;
    // Read the body, so that the connection can be reused.
    readBody(response).catch(() => undefined);
    throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(complaint, {
        retryAfterMilliseconds: (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRetryAfter */ .mu)(headers['retry-after'], Date.now()),
        refused: status === 429,
    });
}
/**
 * Neither the cache service nor any store of blobs sends HTML, but for servers of Amazon's protocol that call an empty
 * body so. Those give each request an ID.
 */
function isWebPage(headers) {
    if (headers['x-amz-request-id'] ?? headers['x-amzn-requestid'])
        return false;
    return headers['content-type']?.toLowerCase().startsWith('text/html') === true;
}
/** Longer bodies are truncated: only a few fields, or an error's text, are read into memory here. */
const longestBody = 256 * 1024;
/** Reads a body, or only its beginning if it is long. */
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
        ? { single: 16 * MiB, block: 16 * MiB, blocksUnderWay: 4 }
        : { single: 128 * MiB, block: 64 * MiB, blocksUnderWay: 8 };
}
/**
 * Names the blocks of one blob: a UUID and the number in 12 digits, as base64 (@azure/storage-blob,
 * utils.common.js, generateBlockID). Servers parse the number.
 */
function blockNames() {
    const prefix = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    return (number) => Buffer.from(prefix + String(number).padStart(12, '0')).toString('base64');
}


/***/ })

};

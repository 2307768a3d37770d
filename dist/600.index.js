export const id = 600;
export const ids = [600];
export const modules = {

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

/***/ 5600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  work: () => (/* binding */ work)
});

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/snapshot/fingerprint.js
var snapshot_fingerprint = __webpack_require__(1246);
// EXTERNAL MODULE: ./build/src/snapshot/layout.js
var layout = __webpack_require__(2770);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/snapshot/free-memory.js
var free_memory = __webpack_require__(2388);
;// CONCATENATED MODULE: ./build/src/snapshot/worker-tasks.js








const zeros = Buffer.alloc(manifest/* chunkSize */.ZL);
/**
 * What a thread reads an image into, again and again: fresh memory for each read would cost more than reading. It is
 * shared by nothing, for a scan runs from begin to end without giving way.
 */
let worker_tasks_window;
/** @returns the chunks that are not all zeros */
function scan(task) {
    worker_tasks_window ??= Buffer.allocUnsafeSlow(layout/* longestRun */.Q_ * manifest/* chunkSize */.ZL);
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
function compress(chunk) {
    const output = (0,external_node_zlib_.zstdCompressSync)(chunk, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: 1 },
        // In one piece: zlib's default of 16 KiB at a time costs a factor of three.
        chunkSize: manifest/* chunkSize */.ZL + 4096,
    });
    // A copy of just the compressed bytes: zlib's own buffer is larger than what it holds.
    const bytes = new Uint8Array(output);
    (0,free_memory/* release */._)(output);
    return { bytes, sha256: (0,external_node_crypto_.hash)('sha256', bytes) };
}
/** @throws Error when the bytes are not those that the manifest promised; nothing of that chunk is written then */
async function write(task) {
    const range = await (0,source/* readRange */.q)(task.source, task.start, task.end);
    withFile(task.image, 'r+', (file) => {
        for (const { index, sha256, fingerprint, offset, length } of task.chunks) {
            const stored = range.subarray(offset - task.start, offset - task.start + length);
            if ((0,external_node_crypto_.hash)('sha256', stored) !== sha256)
                throw new source/* SourceError */.c(`chunk ${index} is not what was saved`);
            const chunk = decompress(stored);
            // The next save goes by it.
            if ((0,snapshot_fingerprint/* fingerprintOf */.ax)(chunk, task.key) !== fingerprint) {
                throw new Error(`chunk ${index} has another fingerprint`);
            }
            writeFully(file, chunk, index * manifest/* chunkSize */.ZL);
            (0,free_memory/* release */._)(chunk);
        }
    });
    (0,free_memory/* release */._)(range);
}
function decompress(bytes) {
    // One byte more than is needed: a buffer that is filled to its end makes zlib allocate a second one, and copy.
    const chunk = (0,external_node_zlib_.zstdDecompressSync)(bytes, { chunkSize: manifest/* chunkSize */.ZL + 1, maxOutputLength: manifest/* chunkSize */.ZL });
    if (chunk.length !== manifest/* chunkSize */.ZL)
        throw new Error(`a chunk has ${chunk.length} bytes`);
    return chunk;
}
function readFully(file, buffer, position) {
    for (let filled = 0; filled < buffer.length;) {
        const bytesRead = (0,external_node_fs_.readSync)(file, buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0)
            throw new Error('the image is shorter than it was');
        filled += bytesRead;
    }
}
/** On a disk that fills up, the kernel takes what still fits and says so only by how much that was. */
function writeFully(file, buffer, position) {
    for (let written = 0; written < buffer.length;) {
        written += (0,external_node_fs_.writeSync)(file, buffer, written, buffer.length - written, position + written);
    }
}
/** Without giving way to anything else of the thread, which has nothing else to do. */
function withFile(path, flags, body) {
    const file = (0,external_node_fs_.openSync)(path, flags);
    try {
        body(file);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/snapshot/worker.js




/** The body of a worker thread: answers each task it is sent, until it is told to end. */
function work() {
    const port = external_node_worker_threads_.parentPort;
    if (!port)
        throw new Error('work() is for a worker thread');
    port.on('message', ({ id, task }) => {
        perform(task).then((result) => {
            const transferred = result?.flatMap(({ compressed }) => (compressed ? [compressed.bytes.buffer] : []));
            port.postMessage({ id, result }, transferred ?? []);
        }, (error) => {
            port.postMessage({
                id,
                error: (0,reason/* reasonOf */.A)(error),
                ofSource: error instanceof source/* SourceError */.c,
            });
        });
    });
}
async function perform(task) {
    if (task.kind === 'scan')
        return scan(task);
    await write(task);
    return undefined;
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

/***/ 6442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ SourceError),
/* harmony export */   q: () => (/* binding */ readRange)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2131);


/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
class SourceError extends Error {
}
const attempts = 4;
const silence = 20_000; // ms
/**
 * Reads the bytes from `start` to before `end`, or to the end of what is there. Connections that break are tried
 * again.
 *
 * @param most bytes that are read where no `end` is given: how much is there is for whoever wrote it to say
 * @throws SourceError when there are fewer bytes, or more than `most`, or the answer is not what was asked for
 */
async function readRange(source, start, end, most = 64 * 2 ** 20) {
    if (source.kind === 'file')
        return await readFileRange(source.path, start, end, most);
    for (let attempt = 1;; attempt++) {
        try {
            return await fetchRange(new URL(source.url), start, end, most);
        }
        catch (error) {
            if (attempt === attempts || error instanceof SourceError)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
        }
    }
}
async function readFileRange(path, start, wantedEnd, most) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const end = wantedEnd ?? Math.max(start, (await file.stat()).size);
        const complaint = complaintAbout(end - start, wantedEnd && wantedEnd - start, most);
        if (complaint)
            throw complaint;
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
/** Why `length` bytes are not read, before any memory is taken for them. */
function complaintAbout(length, wanted, most) {
    if (!Number.isSafeInteger(length))
        return new SourceError('the store did not say how much it sends');
    if (wanted !== undefined && length !== wanted) {
        return new SourceError(`${length} bytes where ${wanted} were expected`);
    }
    if (wanted === undefined && length > most) {
        return new SourceError(`${length} bytes where at most ${most} were expected`);
    }
    return undefined;
}
async function fetchRange(url, start, end, most) {
    const headers = { range: `bytes=${start}-${end === undefined ? '' : end - 1}` };
    const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .answerTo */ .o)({ method: 'GET', url, headers }, { silence });
    const status = response.statusCode ?? 0;
    if (status !== 206) {
        response.resume();
        // 5xx and 429 may pass; everything else is the answer.
        const passing = status >= 500 || status === 429;
        throw new (passing ? Error : SourceError)(`the store answered ${status} to a range of bytes`);
    }
    const length = Number(response.headers['content-length']);
    const complaint = complaintAbout(length, end === undefined ? undefined : end - start, most);
    if (complaint) {
        response.destroy();
        throw complaint;
    }
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    // Not as an iterable, which joins pieces before it gives them: one copy more of every byte.
    return await new Promise((resolve, reject) => {
        response.on('data', (bytes) => {
            if (filled + bytes.length <= length)
                bytes.copy(buffer, filled);
            filled += bytes.length;
        });
        response.on('end', () => {
            if (filled === length)
                resolve(buffer);
            else
                reject(new Error(`the store sent ${filled} of ${length} bytes`));
        });
        response.on('error', reject);
    });
}


/***/ })

};

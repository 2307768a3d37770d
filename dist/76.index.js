export const id = 76;
export const ids = [76];
export const modules = {

/***/ 6442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readRange)
/* harmony export */ });
/* unused harmony export SourceError */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);



/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
class SourceError extends Error {
}
const attempts = 4;
const idleTimeout = 20_000; // ms without a byte
// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent(agentOptions) };
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
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const request = (secure ? node_https__WEBPACK_IMPORTED_MODULE_2__ : node_http__WEBPACK_IMPORTED_MODULE_1__).get(url, {
            agent: agents[secure ? 'https:' : 'http:'],
            headers: { range: `bytes=${start}-${end === undefined ? '' : end - 1}` },
        }, (response) => {
            const status = response.statusCode ?? 0;
            if (status !== 206) {
                response.resume();
                // 5xx and 429 may pass; everything else is the answer.
                const passing = status >= 500 || status === 429;
                reject(new (passing ? Error : SourceError)(`the store answered ${status} to a range of bytes`));
                return;
            }
            const length = Number(response.headers['content-length']);
            const complaint = complaintAbout(length, end === undefined ? undefined : end - start, most);
            if (complaint) {
                response.destroy();
                reject(complaint);
                return;
            }
            const buffer = Buffer.allocUnsafe(length);
            let filled = 0;
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
        request.setTimeout(idleTimeout, () => request.destroy(new Error('the store sent nothing for 20 s')));
        request.on('error', reject);
    });
}


/***/ }),

/***/ 9495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   MK: () => (/* binding */ decodeManifest),
/* harmony export */   ZL: () => (/* binding */ chunkSize),
/* harmony export */   oK: () => (/* binding */ mostManifestSize)
/* harmony export */ });
/* unused harmony export ManifestError */
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);

/** Bytes of the image that are hashed, compressed and stored together. Smaller ones cost more bytes a change. */
const chunkSize = 2 ** 20;
/** A manifest that cannot be used; the message says why and begins with "it". */
class ManifestError extends Error {
}
const magic = Buffer.from('WARMDAG');
const format = 1;
/** Bytes of a stored manifest at most: what a state of about 600 GiB needs. */
const mostManifestSize = 32 * 2 ** 20;
const mostDecompressed = 64 * 2 ** 20;
/** A full terabyte of packs that are full. */
const mostPacks = 2 ** 14;
const mostImageSize = 2 ** 40;
const mostPackSize = 2 ** 30;
/** What zstd may add to bytes that do not compress, with room to spare. */
const mostChunkLength = chunkSize + 2 ** 16;
/** The stored form: a magic word and a format number, then zstd-compressed JSON columns. */
function encodeManifest(manifest) {
    const { chunks, packs } = manifest;
    const columns = {
        imageSize: manifest.imageSize,
        chunkSize,
        filesystem: manifest.filesystem,
        engineVersion: manifest.engineVersion,
        predecessors: manifest.predecessors,
        packs: { sha256: packs.map((pack) => pack.sha256), size: packs.map((pack) => pack.size) },
        chunks: {
            step: chunks.map((chunk, at) => chunk.index - (chunks[at - 1]?.index ?? 0)),
            pack: chunks.map((chunk) => chunk.pack),
            offset: chunks.map((chunk) => chunk.offset),
            length: chunks.map((chunk) => chunk.length),
            sha256: Buffer.from(chunks.map((chunk) => chunk.sha256).join(''), 'hex').toString('base64'),
        },
    };
    const body = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdCompressSync)(JSON.stringify(columns), {
        params: { [node_zlib__WEBPACK_IMPORTED_MODULE_0__.constants.ZSTD_c_compressionLevel]: 9 },
    });
    return Buffer.concat([magic, Buffer.from([format]), body]);
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
    const hashes = Buffer.from(text(chunkColumns['sha256'], 'chunks.sha256'), 'base64');
    if (hashes.length !== steps.length * 32)
        throw new ManifestError('its chunks and their hashes differ in number');
    const chunks = [];
    let index = 0;
    for (const [at, step] of steps.entries()) {
        index += integer(step, 'chunks.step', at === 0 ? 0 : 1, imageSize);
        if (index >= imageSize / chunkSize)
            throw new ManifestError('it has a chunk outside its image');
        const pack = integer(inPack[at], 'chunks.pack', 0, packs.length - 1);
        const length = integer(lengths[at], 'chunks.length', 1, mostChunkLength);
        const offset = integer(offsets[at], 'chunks.offset', 0, (packs[pack]?.size ?? 0) - length);
        chunks.push({ index, pack, offset, length, sha256: hashes.toString('hex', at * 32, at * 32 + 32) });
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
        engineVersion: text(columns['engineVersion'], 'engineVersion'),
        predecessors,
        packs,
        chunks,
    };
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
/** Bounded, without control characters: such text may end up in the log. */
function text(value, name) {
    // The hashes are the one long text.
    const most = name === 'chunks.sha256' ? mostDecompressed : 512;
    if (typeof value !== 'string' || value.length > most || /\p{Cc}/u.test(value)) {
        throw new ManifestError(`its ${name} is not plain text of at most ${most} characters`);
    }
    return value;
}


/***/ }),

/***/ 76:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  work: () => (/* binding */ work)
});

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var manifest = __webpack_require__(9495);
;// CONCATENATED MODULE: ./build/src/volume/tasks.js





const zeros = Buffer.alloc(manifest/* chunkSize */.ZL);
/** @returns the chunks that are not all zeros */
async function scan(task) {
    const bytes = await withFile(task.image, 'r', (file) => readFully(file, task.known.length * manifest/* chunkSize */.ZL, task.first * manifest/* chunkSize */.ZL));
    const scanned = [];
    for (const [at, known] of task.known.entries()) {
        const index = task.first + at;
        const chunk = bytes.subarray(at * manifest/* chunkSize */.ZL, (at + 1) * manifest/* chunkSize */.ZL);
        if (chunk.equals(zeros))
            continue;
        const sha256 = (0,external_node_crypto_.hash)('sha256', chunk);
        if (sha256 === known)
            scanned.push({ index, sha256 });
        else
            scanned.push({ index, sha256, compressed: compress(chunk) });
    }
    release(bytes);
    return scanned;
}
function compress(chunk) {
    const output = (0,external_node_zlib_.zstdCompressSync)(chunk, {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: 1 },
        // In one piece: zlib's default of 16 KiB at a time costs a factor of three.
        chunkSize: manifest/* chunkSize */.ZL + 4096,
    });
    // A copy of just the compressed bytes: zlib's own buffer is larger than what it holds.
    const compressed = new Uint8Array(output);
    release(output);
    return compressed;
}
/** @throws Error when the bytes are not those that the manifest promised; nothing of that chunk is written then */
async function write(task) {
    const range = await (0,source/* readRange */.q)(task.source, task.start, task.end);
    await withFile(task.image, 'r+', async (file) => {
        for (const { index, sha256, offset, length } of task.chunks) {
            const chunk = decompress(range.subarray(offset - task.start, offset - task.start + length));
            if ((0,external_node_crypto_.hash)('sha256', chunk) !== sha256)
                throw new Error(`chunk ${index} is not what was saved`);
            await file.write(chunk, 0, chunk.length, index * manifest/* chunkSize */.ZL);
            release(chunk);
        }
    });
    release(range);
}
function decompress(bytes) {
    // One byte more than is needed: a buffer that is filled to its end makes zlib allocate a second one, and copy.
    const chunk = (0,external_node_zlib_.zstdDecompressSync)(bytes, { chunkSize: manifest/* chunkSize */.ZL + 1, maxOutputLength: manifest/* chunkSize */.ZL });
    if (chunk.length !== manifest/* chunkSize */.ZL)
        throw new Error(`a chunk has ${chunk.length} bytes`);
    return chunk;
}
/**
 * Frees the memory of bytes that nothing uses any more. Left to the collector, which does not hurry for what lies
 * outside its heap, a thread holds some 100 MB of them.
 */
function release(bytes) {
    // Small buffers share their memory with others.
    if (bytes.buffer.byteLength > Buffer.poolSize)
        bytes.buffer.transfer(0);
}
async function readFully(file, length, position) {
    const buffer = Buffer.allocUnsafe(length);
    for (let filled = 0; filled < length;) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
        if (bytesRead === 0)
            throw new Error('the image is shorter than it was');
        filled += bytesRead;
    }
    return buffer;
}
async function withFile(path, flags, body) {
    const file = await (0,promises_.open)(path, flags);
    try {
        return await body(file);
    }
    finally {
        await file.close();
    }
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/volume/worker.js



/** The body of a worker thread: answers each task it is sent, until it is told to end. */
function work() {
    const port = external_node_worker_threads_.parentPort;
    if (!port)
        throw new Error('work() is for a worker thread');
    port.on('message', ({ id, task }) => {
        const done = task.kind === 'scan' ? scan(task) : write(task).then(() => undefined);
        done.then((result) => {
            const transferred = result?.flatMap(({ compressed }) => (compressed ? [compressed.buffer] : []));
            port.postMessage({ id, result }, transferred ?? []);
        }, (error) => {
            port.postMessage({
                id,
                error: (0,reason/* reasonOf */.A)(error),
            });
        });
    });
}


/***/ })

};

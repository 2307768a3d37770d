export const id = 482;
export const ids = [482];
export const modules = {

/***/ 2388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ freeMemory)
/* harmony export */ });
/**
 * Frees the memory of bytes that are no longer used. The garbage collector frees memory outside its heap late: a
 * thread would hold about 100 MB of it.
 */
function freeMemory(bytes) {
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
/** Compressed bytes at which a pack is full. A save holds two packs in memory. */
const packSize = 64 * 2 ** 20;
/** Maximum number of bytes in a snapshot's packs for each byte that is in use. */
const mostWaste = 1.5;
/** A pack with a smaller share in use is cheap to rewrite, and is always rewritten. */
const hardlyUsed = 0.2;
/** Maximum number of packs of a snapshot, unless its state fills more. */
const mostPacks = 64;
/** Maximum number of packs of a snapshot while its credit lasts: 8, or more if its state needs them. */
function ordinaryPacks(live) {
    return Math.max(8, Math.ceil((mostWaste * live) / packSize) + 4);
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
const longestRun = 4;
/** Neighboring chunks of an image, to read with one request. */
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

/***/ 3249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ verifiedChunks),
/* harmony export */   KM: () => (/* binding */ writeFully),
/* harmony export */   M9: () => (/* binding */ write),
/* harmony export */   SQ: () => (/* binding */ scan),
/* harmony export */   lR: () => (/* binding */ readFully)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8522);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6442);
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1246);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2770);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5785);
/* harmony import */ var _free_memory_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2388);








const zeros = Buffer.alloc(_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
/**
 * The buffer into which a thread reads an image. It is reused, because fresh memory for each read would cost more
 * than the read. Nothing else uses it meanwhile, because a scan is synchronous.
 */
let window;
/** @returns the chunks that are not all zeros */
function scan(task) {
    window ??= Buffer.allocUnsafeSlow(_layout_js__WEBPACK_IMPORTED_MODULE_6__/* .longestRun */ .Q_ * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
    const bytes = window.subarray(0, task.known.length * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
    withFile(task.image, 'r', (file) => {
        readFully(file, bytes, task.first * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
    });
    const scanned = [];
    for (const [at, known] of task.known.entries()) {
        const index = task.first + at;
        const chunk = bytes.subarray(at * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL, (at + 1) * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
        if (chunk.equals(zeros))
            continue;
        const fingerprint = (0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintOf */ .ax)(chunk, task.key);
        if (fingerprint === known)
            scanned.push({ index, fingerprint });
        else
            scanned.push({ index, fingerprint, compressed: compress(chunk) });
    }
    return scanned;
}
function compress(chunk) {
    const output = (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.zstdCompressSync)(chunk, {
        params: { [node_zlib__WEBPACK_IMPORTED_MODULE_2__.constants.ZSTD_c_compressionLevel]: 1 },
        // One output buffer for the whole chunk: zlib's default, 16 KiB at a time, takes three times as long.
        chunkSize: _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL + 4096,
    });
    // Copies only the compressed bytes, because zlib's own buffer is larger.
    const bytes = new Uint8Array(output);
    (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .freeMemory */ .K)(output);
    return { bytes, sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes) };
}
/** @throws Error if a chunk differs from the manifest; nothing of that chunk is then written */
async function write(task) {
    const range = await (0,_store_source_js__WEBPACK_IMPORTED_MODULE_3__/* .readRange */ .q)(task.source, task.start, task.end);
    withFile(task.image, 'r+', (file) => {
        for (const { index, bytes } of verifiedChunks(range, task)) {
            writeFully(file, bytes, index * _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL);
            (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .freeMemory */ .K)(bytes);
        }
    });
    (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .freeMemory */ .K)(range);
}
/**
 * Decompresses and verifies the chunks of a fetched range, one after the other.
 *
 * @throws SourceError if the bytes differ from what was saved; Error if they do not, but break the manifest's promise
 */
function* verifiedChunks(range, { start, key, chunks }) {
    for (const { index, sha256, fingerprint, offset, length } of chunks) {
        const stored = range.subarray(offset - start, offset - start + length);
        if ((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', stored) !== sha256)
            throw new _store_source_js__WEBPACK_IMPORTED_MODULE_3__/* .SourceError */ .c(`chunk ${index} differs from what was saved`);
        const bytes = decompress(stored);
        // The next save uses the fingerprint to decide whether the chunk changed.
        if ((0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintOf */ .ax)(bytes, key) !== fingerprint)
            throw new Error(`chunk ${index} does not have the recorded fingerprint`);
        yield { index, bytes };
    }
}
function decompress(bytes) {
    // One byte more than needed: if the buffer is filled completely, zlib allocates a second one and copies.
    const chunk = (0,node_zlib__WEBPACK_IMPORTED_MODULE_2__.zstdDecompressSync)(bytes, { chunkSize: _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL + 1, maxOutputLength: _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL });
    if (chunk.length !== _manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .chunkSize */ .ZL)
        throw new Error(`a chunk has ${chunk.length} bytes`);
    return chunk;
}
/** @throws Error if the file ends before the buffer is full */
function readFully(file, buffer, position) {
    for (let filled = 0; filled < buffer.length;) {
        const bytesRead = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(file, buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0)
            throw new Error('the image is shorter than it was');
        filled += bytesRead;
    }
}
/** On a disk that fills up, the kernel writes what still fits, and reports this only as the number of bytes. */
function writeFully(file, buffer, position) {
    for (let written = 0; written < buffer.length;) {
        written += (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeSync)(file, buffer, written, buffer.length - written, position + written);
    }
}
/** Synchronous, because the thread has nothing else to do. */
function withFile(path, flags, body) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, flags);
    try {
        body(file);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
    }
}


/***/ }),

/***/ 9482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   work: () => (/* binding */ work)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);
/* harmony import */ var _worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3249);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);




/** The body of a worker thread: answers each task until the thread is terminated. */
function work() {
    const port = node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort;
    if (!port)
        throw new Error('work() is for a worker thread');
    port.on('message', ({ id, task }) => {
        perform(task).then((result) => {
            const transferred = result?.flatMap(({ compressed }) => (compressed ? [compressed.bytes.buffer] : []));
            port.postMessage({ id, result }, transferred ?? []);
        }, (error) => {
            port.postMessage({
                id,
                error: (0,_reason_js__WEBPACK_IMPORTED_MODULE_3__.reasonOf)(error),
                ofSource: error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceError */ .c,
            });
        });
    });
}
async function perform(task) {
    if (task.kind === 'scan')
        return (0,_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .scan */ .SQ)(task);
    await (0,_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .write */ .M9)(task);
    return undefined;
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





/** A source has fewer bytes than expected, or the answer is not the requested range. */
class SourceError extends Error {
}
/** For the parts of a download, many of which are transferred at the same time. */
const retries = {
    attempts: 4,
    firstDelayMilliseconds: 500,
    longestDelayMilliseconds: 60_000,
    mostWaits: 10,
};
const idleTimeoutMilliseconds = 20_000;
/**
 * Reads the bytes from `start` up to `end`, exclusive. Retries broken connections.
 *
 * @param signal ends what is under way
 * @throws SourceError when there are fewer bytes, or the answer is not what was asked for; UnavailableError; the
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
/** In ranges no larger than those that stores know from @actions/cache. */
async function readUrlRange(url, start, end, signal) {
    const buffer = Buffer.allocUnsafe(end - start);
    for (let at = start; at < end; at += _official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .rangeSize */ .xh) {
        const part = buffer.subarray(at - start, Math.min(at + _official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .rangeSize */ .xh, end) - start);
        const effects = { note: () => undefined, signal };
        await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L5)('reading a range', () => fetchRange(url, at, part, signal), retries, effects);
    }
    return buffer;
}
/** Fills `into` with the bytes from `start` on. */
async function fetchRange(url, start, into, signal) {
    const range = `bytes=${start}-${start + into.length - 1}`;
    const headers = (0,_official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .isAzure */ .QH)(url) ? (0,_official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .azureHeaders */ .mN)({ 'x-ms-range': range }) : { ..._official_client_js__WEBPACK_IMPORTED_MODULE_3__/* .downloadHeaders */ .$R, range };
    const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_2__/* .sendChecked */ .u2)({ method: 'GET', url, headers }, { idleTimeoutMilliseconds, signal });
    const { statusCode: status = 0, headers: answer } = response;
    const length = Number(answer['content-length']);
    const complaint = status !== 206
        ? `the store answered ${status} to a range of bytes`
        : Number.isNaN(length)
            ? 'the store did not say how much it sends'
            : `${length} bytes where ${into.length} were expected`;
    if (status !== 206 || length !== into.length) {
        response.destroy();
        // An error is the store's answer. A success other than 206 is not from the store.
        throw new (status < 400 && status !== 206 ? _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_ : SourceError)(complaint);
    }
    let filled = 0;
    // Not with an iterator, which joins pieces first: one more copy of every byte.
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
                reject(new _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_(`the store sent ${filled} of ${length} bytes`));
        });
        response.on('error', (error) => {
            reject(new _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_4__.reasonOf)(error), { cause: error }));
        });
    });
}


/***/ })

};

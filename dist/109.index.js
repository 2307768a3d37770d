export const id = 109;
export const ids = [109];
export const modules = {

/***/ 7815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M1: () => (/* binding */ ChunkMap),
/* harmony export */   Xe: () => (/* binding */ piecesOf),
/* harmony export */   yn: () => (/* binding */ isBlockAligned)
/* harmony export */ });
/* unused harmony export blockSize */
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5785);

/** Bytes of the smallest part of a chunk that can be present alone: the unit in which a filesystem reads and writes. */
const blockSize = 4096;
const blocksPerChunk = _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL / blockSize;
const bytesPerChunk = blocksPerChunk / 8;
/** The chunk is only in the store, except for the blocks that are marked. */
const absent = 0;
/** Like absent, but a thread is writing to it. */
const claimed = 1;
/** The complete chunk is in the image. */
const present = 2;
/** Marks of a chunk. */
const written = 1;
const used = 2;
/** The image's file may hold bytes other than zeros for it. */
const filled = 4;
/** Some blocks of the chunk were discarded, which need not be saved. */
const trimmed = 8;
/** Cuts a part of an image at the borders of chunks. */
function piecesOf(offset, length) {
    const pieces = [];
    for (let at = offset; at < offset + length;) {
        const chunk = Math.floor(at / _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL);
        const end = Math.min((chunk + 1) * _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL, offset + length);
        pieces.push({ chunk, offset: at, length: end - at });
        at = end;
    }
    return pieces;
}
/** Whether a part begins and ends at block boundaries. */
function isBlockAligned({ offset, length }) {
    return offset % blockSize === 0 && length % blockSize === 0;
}
/**
 * Records which chunks of an image are in its file, and which were read or written. Several threads change it at the
 * same time: only the thread that has claimed an absent chunk may change it.
 */
class ChunkMap {
    shared;
    count;
    #states;
    /** A bit for each block of an absent chunk that is in the file. */
    #blocks;
    #marks;
    /** The number of used chunks, and then these chunks in the order of their first use. */
    #order;
    #trimming;
    constructor(shared) {
        this.shared = shared;
        this.#states = new Int32Array(shared.states);
        this.#blocks = new Uint8Array(shared.blocks);
        this.#marks = new Uint8Array(shared.marks);
        this.#order = new Int32Array(shared.order);
        this.#trimming = new Int32Array(shared.trimming);
        this.count = this.#states.length;
    }
    /** @param stored the chunks that are in a store; all others are holes, which a new file already has */
    static of(count, stored) {
        const map = new ChunkMap({
            states: new SharedArrayBuffer(count * 4),
            blocks: new SharedArrayBuffer(count * bytesPerChunk),
            marks: new SharedArrayBuffer(count),
            order: new SharedArrayBuffer((count + 1) * 4),
            trimming: new SharedArrayBuffer(4),
        });
        map.#states.fill(present);
        for (const chunk of stored)
            map.#states[chunk] = absent;
        return map;
    }
    isPresent(chunk) {
        return Atomics.load(this.#states, chunk) === present;
    }
    /** Whether the whole piece can be read from the file. */
    isReadable({ chunk, offset, length }) {
        if (this.isPresent(chunk))
            return true;
        const first = Math.floor((offset % _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL) / blockSize);
        const end = Math.ceil(((offset % _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL) + length) / blockSize);
        for (let block = first; block < end; block++)
            if (!this.#isHere(chunk, block))
                return false;
        return true;
    }
    /**
     * Waits until no other thread has claimed the chunk, and then claims it until `release`.
     *
     * @returns false if the complete chunk is present: then no claim is needed to change it
     */
    claim(chunk) {
        for (;;) {
            const state = Atomics.compareExchange(this.#states, chunk, absent, claimed);
            if (state === absent)
                return true;
            if (state === present)
                return false;
            Atomics.wait(this.#states, chunk, claimed);
        }
    }
    /** @param isWhole whether the complete chunk is present now */
    release(chunk, isWhole = false) {
        Atomics.store(this.#states, chunk, isWhole || this.#areAllHere(chunk) ? present : absent);
        Atomics.notify(this.#states, chunk);
    }
    /** Records that blocks of a claimed chunk are in the file now. @param piece of whole blocks */
    noteHere({ chunk, offset, length }) {
        const first = (offset % _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL) / blockSize;
        for (let block = first; block < first + length / blockSize; block++) {
            const at = chunk * bytesPerChunk + (block >> 3);
            Atomics.or(this.#blocks, at, 1 << (block & 7));
        }
    }
    /** The parts of a claimed chunk that are not in the file, and have to come from the store. */
    missingParts(chunk) {
        const parts = [];
        for (let block = 0; block < blocksPerChunk; block++) {
            if (this.#isHere(chunk, block))
                continue;
            const offset = chunk * _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .chunkSize */ .ZL + block * blockSize;
            const last = parts.at(-1);
            if (last && last.offset + last.length === offset)
                last.length += blockSize;
            else
                parts.push({ chunk, offset, length: blockSize });
        }
        return parts;
    }
    noteWritten(chunk) {
        Atomics.or(this.#marks, chunk, written);
    }
    /**
     * During a trim, cleared blocks are those that the filesystem does not use, whose content does not matter. At other
     * times, they may be zeros that the filesystem wrote.
     */
    setTrimming(isTrimming) {
        Atomics.store(this.#trimming, 0, isTrimming ? 1 : 0);
    }
    get isTrimming() {
        return Atomics.load(this.#trimming, 0) === 1;
    }
    /** Records that some blocks of an absent chunk were discarded. */
    noteTrimmed(chunk) {
        Atomics.or(this.#marks, chunk, trimmed);
    }
    noteFilled(chunk) {
        Atomics.or(this.#marks, chunk, filled);
    }
    mayHoldBytes(chunk) {
        return (Atomics.load(this.#marks, chunk) & filled) !== 0;
    }
    /** Whether the chunk is a hole. fstrim discards all holes each time. */
    isHole(chunk) {
        return this.isPresent(chunk) && !this.mayHoldBytes(chunk);
    }
    /** @returns whether this is its first use */
    noteUsed(chunk) {
        if ((Atomics.or(this.#marks, chunk, used) & used) !== 0)
            return false;
        const at = Atomics.add(this.#order, 0, 1);
        Atomics.store(this.#order, at + 1, chunk);
        return true;
    }
    wasUsed(chunk) {
        return (Atomics.load(this.#marks, chunk) & used) !== 0;
    }
    /** Chunks in the order of their first use. */
    usedInOrder() {
        return [...this.#order.subarray(1, 1 + Atomics.load(this.#order, 0))];
    }
    /** Chunks that were written to, or cleared, ascending. Of trimmed chunks, only those that are present. */
    writtenChunks() {
        return this.#marked((marks, chunk) => {
            return (marks & written) !== 0 || ((marks & trimmed) !== 0 && this.isPresent(chunk));
        });
    }
    /** Absent chunks of which nothing but some blocks changed that were discarded, with the bytes of the others. */
    trimmedChunks() {
        const chunks = this.#marked((marks, chunk) => {
            return (marks & trimmed) !== 0 && (marks & written) === 0 && !this.isPresent(chunk);
        });
        return chunks.map((chunk) => {
            const liveBytes = this.missingParts(chunk).reduce((sum, { length }) => sum + length, 0);
            return { chunk, liveBytes };
        });
    }
    #marked(is) {
        const chunks = [];
        for (let chunk = 0; chunk < this.count; chunk++) {
            if (is(Atomics.load(this.#marks, chunk), chunk))
                chunks.push(chunk);
        }
        return chunks;
    }
    #isHere(chunk, block) {
        return (Atomics.load(this.#blocks, chunk * bytesPerChunk + (block >> 3)) & (1 << (block & 7))) !== 0;
    }
    #areAllHere(chunk) {
        for (let at = chunk * bytesPerChunk; at < (chunk + 1) * bytesPerChunk; at++) {
            if (Atomics.load(this.#blocks, at) !== 0xff)
                return false;
        }
        return true;
    }
}


/***/ }),

/***/ 3109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   UQ: () => (/* binding */ errnoOf),
/* harmony export */   answerKernel: () => (/* binding */ answerKernel),
/* harmony export */   hM: () => (/* binding */ sendAnswer),
/* harmony export */   pk: () => (/* binding */ newAnswerBuffer)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5919);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(525);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _chunk_map_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7815);
/* harmony import */ var _image_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6007);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3669);







/**
 * The body of a thread that answers the kernel, until the file is unmounted or the connection is aborted. It is
 * synchronous: it waits for the next request in read(2) and does nothing else.
 */
function answerKernel() {
    const { fuse, image, map: shared, attributes } = node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.workerData;
    const file = new _image_file_js__WEBPACK_IMPORTED_MODULE_3__/* .ImageFile */ .E(image, new _chunk_map_js__WEBPACK_IMPORTED_MODULE_2__/* .ChunkMap */ .M1(shared));
    const answers = new Answers(file, attributes);
    const buffer = Buffer.allocUnsafeSlow(_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .requestSize */ .Jf);
    try {
        for (;;) {
            const length = nextRequest(fuse, buffer);
            if (length === undefined)
                return;
            const answer = answers.to((0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRequest */ .oB)(buffer.subarray(0, length)));
            if (answer)
                sendAnswer(fuse, answer);
        }
    }
    finally {
        file.close();
    }
}
/** What a thread answers. An answer is valid until the next one. */
class Answers {
    #file;
    #attributes;
    #buffer = newAnswerBuffer();
    constructor(file, attributes) {
        this.#file = file;
        this.#attributes = attributes;
    }
    /** @returns undefined if the main thread answers later, or the request has no answer */
    to(request) {
        try {
            switch (request.kind) {
                case 'notice':
                    return undefined;
                case 'init':
                    return request.major === 7
                        ? (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .initAnswer */ .Zs)(request.unique, request.flags)
                        : (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(request.unique, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.EPROTO);
                case 'attributes':
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .attributesAnswer */ .u1)(request.unique, this.#attributes);
                case 'open':
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .openAnswer */ .Nh)(request.unique);
                case 'statistics':
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .statisticsAnswer */ .is)(request.unique);
                case 'nothing':
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyAnswer */ .WC)(request.unique);
                case 'unknown':
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(request.unique, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.ENOSYS);
                case 'unsupported':
                    // After ENOSYS, the kernel would refuse discards as well (fs/fuse/file.c, fuse_file_fallocate).
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(request.unique, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.EOPNOTSUPP);
                case 'sync':
                    this.#file.sync();
                    return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyAnswer */ .WC)(request.unique);
                case 'read':
                    return this.#toRead(request);
                case 'write':
                    return this.#toWrite(request);
                case 'clear':
                    return this.#toClear(request);
            }
        }
        catch (error) {
            send({ kind: 'refused', reason: (0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error) });
            return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)('unique' in request ? request.unique : 0n, errnoOf(error));
        }
    }
    #toRead({ unique, offset, length: wanted }) {
        const length = Math.max(0, Math.min(wanted, this.#attributes.size - offset));
        const chunks = this.#file.neededToRead(offset, length);
        if (chunks.length > 0)
            return waitFor(chunks, { kind: 'read', unique, offset, length });
        return readAnswer(this.#file, { unique, offset, length }, this.#buffer);
    }
    #toWrite({ unique, offset, data }) {
        if (offset + data.length > this.#attributes.size)
            return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(unique, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.EINVAL);
        const chunks = this.#file.neededToChange(offset, data.length);
        if (chunks.length > 0)
            return waitFor(chunks, { kind: 'write', unique, offset, data: Uint8Array.from(data) });
        this.#file.write(offset, data);
        return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .writeAnswer */ .QG)(unique, data.length);
    }
    #toClear({ unique, offset, length }) {
        if (offset + length > this.#attributes.size)
            return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(unique, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.EINVAL);
        const chunks = this.#file.neededToChange(offset, length);
        if (chunks.length > 0)
            return waitFor(chunks, { kind: 'clear', unique, offset, length });
        this.#file.clear(offset, length);
        return (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyAnswer */ .WC)(unique);
    }
}
/** A buffer for the longest answer to a read, which a thread reuses. */
function newAnswerBuffer() {
    return Buffer.allocUnsafeSlow(_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .headerSize */ .pw + _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .largestTransfer */ .kT);
}
/** @returns the answer to a read, a part of the buffer */
function readAnswer(file, { unique, offset, length }, buffer) {
    (0,_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .header */ .wx)(unique, length).copy(buffer);
    file.read(offset, buffer.subarray(_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .headerSize */ .pw, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .headerSize */ .pw + length));
    return buffer.subarray(0, _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .headerSize */ .pw + length);
}
/** Passes a request to the main thread. @returns no answer */
function waitFor(chunks, request) {
    send({ kind: 'wait', chunks, request });
    return undefined;
}
function send(message) {
    node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort?.postMessage(message);
}
/** The error number for the kernel. */
function errnoOf(error) {
    return (0,_error_code_js__WEBPACK_IMPORTED_MODULE_6__/* .hasCode */ .u)(error, 'ENOSPC', 'EDQUOT') ? _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.ENOSPC : _protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .errors */ .sO.EIO;
}
/** @returns bytes of the request; undefined if there will be no more requests */
function nextRequest(fuse, into) {
    for (;;) {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fuse, into, 0, into.length, null);
        }
        catch (error) {
            // ENOENT: the request was withdrawn before it was read (Linux, fs/fuse/dev.c, fuse_dev_do_read).
            if ((0,_error_code_js__WEBPACK_IMPORTED_MODULE_6__/* .hasCode */ .u)(error, 'EINTR', 'EAGAIN', 'ENOENT'))
                continue;
            if ((0,_error_code_js__WEBPACK_IMPORTED_MODULE_6__/* .hasCode */ .u)(error, 'ENODEV', 'ECONNABORTED'))
                return undefined;
            throw error;
        }
    }
}
/** Drops an answer that the kernel no longer waits for, because the request was withdrawn or the file unmounted. */
function sendAnswer(fuse, answer) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fuse, answer);
    }
    catch (error) {
        if (!(0,_error_code_js__WEBPACK_IMPORTED_MODULE_6__/* .hasCode */ .u)(error, 'ENOENT', 'ENODEV', 'ECONNABORTED', 'EPERM'))
            throw error;
    }
}


/***/ }),

/***/ 6007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ ImageFile)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var _snapshot_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5785);
/* harmony import */ var _chunk_map_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7815);





/** Minimum bytes for punching a hole; writing zeros costs less for smaller parts. */
const worthPunching = 2 ** 18;
const zeros = Buffer.alloc(_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .chunkSize */ .ZL);
/**
 * The file of an image, some of whose chunks are only in a store. Several threads use it, each with its own object. It
 * does not fetch: the caller asks first which chunks have to be fetched.
 */
class ImageFile {
    #file;
    #map;
    /** @param path a sparse file, with zeros where the map has holes */
    constructor(path, map) {
        this.#file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, 'r+');
        this.#map = map;
    }
    close() {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(this.#file);
    }
    /** The chunks that must be merged before a part can be read. */
    neededToRead(offset, length) {
        return chunksOf((0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .Xe)(offset, length).filter((piece) => !this.#map.isReadable(piece)));
    }
    /** The chunks that must be merged before a part can be written or cleared: none if it has whole blocks. */
    neededToChange(offset, length) {
        const pieces = (0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .Xe)(offset, length);
        return chunksOf(pieces.filter((piece) => !(0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .isBlockAligned */ .yn)(piece) && !this.#map.isPresent(piece.chunk)));
    }
    read(offset, into) {
        for (const { chunk } of (0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .Xe)(offset, into.length))
            this.#map.noteUsed(chunk);
        (0,_snapshot_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .readFully */ .lR)(this.#file, into, offset);
    }
    /** @throws Error with the code of the failure, such as ENOSPC */
    write(offset, data) {
        for (const piece of (0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .Xe)(offset, data.length)) {
            const { chunk } = piece;
            this.#map.noteWritten(chunk);
            this.#map.noteFilled(chunk);
            const isClaimed = this.#map.claim(chunk);
            try {
                const start = piece.offset - offset;
                (0,_snapshot_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFully */ .KM)(this.#file, data.subarray(start, start + piece.length), piece.offset);
                if (isClaimed)
                    this.#map.noteHere(piece);
            }
            finally {
                if (isClaimed)
                    this.#map.release(chunk);
            }
        }
    }
    /**
     * Fills a part with zeros, and frees its disk space if the part is large enough.
     *
     * @throws Error with the code of the failure
     */
    clear(offset, length) {
        const pieces = (0,_chunk_map_js__WEBPACK_IMPORTED_MODULE_4__/* .piecesOf */ .Xe)(offset, length);
        // In ascending order, so that two threads never wait for each other.
        const claims = pieces.filter(({ chunk }) => this.#map.claim(chunk));
        try {
            for (const piece of pieces)
                this.#noteCleared(piece);
            for (const part of joined(pieces.filter(({ chunk }) => this.#map.mayHoldBytes(chunk))))
                this.#zero(part);
            for (const piece of claims)
                this.#map.noteHere(piece);
        }
        finally {
            for (const { chunk } of claims)
                this.#map.release(chunk);
        }
    }
    #noteCleared({ chunk, length }) {
        if (this.#map.isHole(chunk))
            return;
        const isPartOfAbsent = length < _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .chunkSize */ .ZL && !this.#map.isPresent(chunk);
        if (this.#map.isTrimming && isPartOfAbsent)
            this.#map.noteTrimmed(chunk);
        else
            this.#map.noteWritten(chunk);
    }
    /** Writes a chunk's content from the store to the parts of the chunk that are not present. */
    merge(chunk, content) {
        if (!this.#map.claim(chunk))
            return;
        let isWhole = false;
        try {
            this.#map.noteFilled(chunk);
            for (const { offset, length } of this.#map.missingParts(chunk)) {
                const start = offset % _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .chunkSize */ .ZL;
                (0,_snapshot_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFully */ .KM)(this.#file, content.subarray(start, start + length), offset);
            }
            isWhole = true;
        }
        finally {
            this.#map.release(chunk, isWhole);
        }
    }
    /** @throws Error if not everything is on the disk */
    sync() {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fsyncSync)(this.#file);
    }
    #zero({ offset, length }) {
        if (length >= worthPunching && this.#punch(offset, length))
            return;
        for (let at = 0; at < length; at += zeros.length) {
            (0,_snapshot_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFully */ .KM)(this.#file, zeros.subarray(0, Math.min(zeros.length, length - at)), offset + at);
        }
    }
    /** Uses a program, because Node cannot punch holes. @returns whether it succeeded */
    #punch(offset, length) {
        const where = ['--offset', `${offset}`, '--length', `${length}`];
        const { status } = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)('fallocate', ['--punch-hole', ...where, '/dev/fd/3'], {
            stdio: ['ignore', 'ignore', 'ignore', this.#file],
        });
        return status === 0;
    }
}
function chunksOf(pieces) {
    return pieces.map(({ chunk }) => chunk);
}
/** Neighbouring pieces as one. */
function joined(pieces) {
    const parts = [];
    for (const { offset, length } of pieces) {
        const last = parts.at(-1);
        if (last && last.offset + last.length === offset)
            last.length += length;
        else
            parts.push({ offset, length });
    }
    return parts;
}


/***/ }),

/***/ 3669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J2: () => (/* binding */ fuseMountOptions),
/* harmony export */   Jf: () => (/* binding */ requestSize),
/* harmony export */   Nh: () => (/* binding */ openAnswer),
/* harmony export */   QG: () => (/* binding */ writeAnswer),
/* harmony export */   WC: () => (/* binding */ emptyAnswer),
/* harmony export */   Zs: () => (/* binding */ initAnswer),
/* harmony export */   is: () => (/* binding */ statisticsAnswer),
/* harmony export */   kT: () => (/* binding */ largestTransfer),
/* harmony export */   oB: () => (/* binding */ decodeRequest),
/* harmony export */   pw: () => (/* binding */ headerSize),
/* harmony export */   sO: () => (/* binding */ errors),
/* harmony export */   u1: () => (/* binding */ attributesAnswer),
/* harmony export */   wx: () => (/* binding */ header),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/**
 * The part of the FUSE protocol that serves a single file as the root of a mount. Source of structures and numbers:
 * Linux 6.18, include/uapi/linux/fuse.h, version 7.31, which Linux 5.4 and later support.
 */
/** Bytes of the largest read or write. */
const largestTransfer = 2 ** 20;
/** Bytes before the data of a write: fuse_in_header and fuse_write_in. */
const writeHeader = 80;
/** Bytes of a buffer that fits any request. The kernel refuses to read into a smaller one. */
const requestSize = largestTransfer + 4096;
const opcodes = {
    forget: 2,
    getattr: 3,
    setattr: 4,
    open: 14,
    read: 15,
    write: 16,
    statfs: 17,
    release: 18,
    fsync: 20,
    flush: 25,
    init: 26,
    access: 34,
    interrupt: 36,
    batchForget: 42,
    fallocate: 43,
};
/** FALLOC_FL_KEEP_SIZE of include/uapi/linux/falloc.h. It changes nothing, because no part ends behind the file. */
const keepSize = 0x1;
/** FALLOC_FL_PUNCH_HOLE and FALLOC_FL_ZERO_RANGE. resize2fs passes the latter without `keepSize`. */
const clearing = [0x2, 0x10];
/**
 * Decodes one request that was read from /dev/fuse.
 *
 * @returns the request; its data, if any, is a part of `bytes`
 */
function decodeRequest(bytes) {
    const unique = bytes.readBigUInt64LE(8);
    switch (bytes.readUInt32LE(4)) {
        case opcodes.init:
            return { kind: 'init', unique, major: bytes.readUInt32LE(40), flags: bytes.readUInt32LE(52) };
        case opcodes.read:
            return { kind: 'read', unique, offset: position(bytes, 48), length: bytes.readUInt32LE(56) };
        case opcodes.write: {
            const data = bytes.subarray(writeHeader, writeHeader + bytes.readUInt32LE(56));
            return { kind: 'write', unique, offset: position(bytes, 48), data };
        }
        case opcodes.fallocate:
            return clearing.includes(bytes.readUInt32LE(64) & ~keepSize)
                ? { kind: 'clear', unique, offset: position(bytes, 48), length: position(bytes, 56) }
                : { kind: 'unsupported', unique };
        case opcodes.getattr:
        case opcodes.setattr:
            return { kind: 'attributes', unique };
        case opcodes.open:
            return { kind: 'open', unique };
        case opcodes.fsync:
            return { kind: 'sync', unique };
        case opcodes.statfs:
            return { kind: 'statistics', unique };
        case opcodes.flush:
        case opcodes.release:
        case opcodes.access:
            return { kind: 'nothing', unique };
        case opcodes.forget:
        case opcodes.batchForget:
        case opcodes.interrupt:
            return { kind: 'notice' };
        default:
            return { kind: 'unknown', unique };
    }
}
function position(bytes, at) {
    return Number(bytes.readBigUInt64LE(at));
}
/** Bytes of fuse_out_header, which precedes every answer. */
const headerSize = 16;
/** The error numbers of errno.h for refused requests. */
const errors = { EIO: 5, EINVAL: 22, ENOSPC: 28, ENOSYS: 38, EPROTO: 71, EOPNOTSUPP: 95 };
/** Makes the header of an answer with `length` bytes of data after it. */
function header(unique, length, error = 0) {
    const bytes = Buffer.alloc(headerSize);
    bytes.writeUInt32LE(headerSize + length, 0);
    bytes.writeInt32LE(-error, 4);
    bytes.writeBigUInt64LE(unique, 8);
    return bytes;
}
/** Refuses a request. @param error a positive number of errno.h */
function refusal(unique, error) {
    return header(unique, 0, error);
}
function answer(unique, size, fill = () => undefined) {
    const body = Buffer.alloc(size);
    fill(body);
    return Buffer.concat([header(unique, size), body]);
}
/** FUSE_ASYNC_READ, FUSE_BIG_WRITES, FUSE_ASYNC_DIO and FUSE_MAX_PAGES. */
const wantedFlags = 0x1 | 0x20 | 0x8000 | 0x400000;
/** @param flags that the kernel offers */
function initAnswer(unique, flags) {
    return answer(unique, 64, (body) => {
        body.writeUInt32LE(7, 0);
        body.writeUInt32LE(31, 4);
        body.writeUInt32LE(largestTransfer, 8); // max_readahead
        body.writeUInt32LE((flags & wantedFlags) >>> 0, 12);
        body.writeUInt16LE(64, 16); // max_background
        body.writeUInt16LE(48, 18); // congestion_threshold
        body.writeUInt32LE(largestTransfer, 20); // max_write
        body.writeUInt32LE(1, 24); // time_gran
        body.writeUInt16LE(largestTransfer / 4096, 28); // max_pages
    });
}
function attributesAnswer(unique, { size, uid, gid }) {
    return answer(unique, 104, (body) => {
        body.writeBigUInt64LE(3600n, 0); // attr_valid, seconds
        body.writeBigUInt64LE(1n, 16); // ino
        body.writeBigUInt64LE(BigInt(size), 24);
        body.writeBigUInt64LE(BigInt(Math.ceil(size / 512)), 32); // blocks
        body.writeUInt32LE(0o100600, 76); // mode
        body.writeUInt32LE(1, 80); // nlink
        body.writeUInt32LE(uid, 84);
        body.writeUInt32LE(gid, 88);
        body.writeUInt32LE(4096, 96); // blksize
    });
}
function openAnswer(unique) {
    return answer(unique, 16);
}
/**
 * The loop driver takes the block size as the smallest part that can be discarded. Without one, kernels up to 6.8 refuse
 * every discard (drivers/block/loop.c, loop_config_discard; block/blk-lib.c, __blkdev_issue_discard), and nothing would
 * be saved.
 */
function statisticsAnswer(unique) {
    return answer(unique, 80, (body) => {
        body.writeUInt32LE(4096, 40); // bsize
        body.writeUInt32LE(4096, 48); // frsize
    });
}
/** @param length bytes that were written */
function writeAnswer(unique, length) {
    return answer(unique, 8, (body) => {
        body.writeUInt32LE(length, 0);
    });
}
function emptyAnswer(unique) {
    return header(unique, 0);
}
/**
 * Options for mount(8), whose standard input is a descriptor of /dev/fuse. Root can open the file, whoever serves it.
 * Of other users, the kernel allows only its owner.
 */
const fuseMountOptions = 'fd=0,rootmode=100600,user_id=0,group_id=0,allow_other,default_permissions,nosuid,nodev,noexec';


/***/ })

};

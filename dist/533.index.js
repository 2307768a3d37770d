export const id = 533;
export const ids = [533];
export const modules = {

/***/ 3884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RV: () => (/* binding */ socketName),
/* harmony export */   fH: () => (/* binding */ serveControl),
/* harmony export */   yE: () => (/* binding */ askVolume)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(481);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5105);





/** Name of the socket in the folder of the image. */
const socketName = 'control';
/** Maximum length of an answer: enough for the chunks of a terabyte in two lists. */
const maxAnswerBytes = 2 ** 25;
/** `flush` fetches and syncs what a whole job wrote. */
const answerTimeoutMilliseconds = 10 * 60_000;
/** Answers requests about a volume. The working directory must be its folder, because paths of sockets are short. */
function serveControl(reply) {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)((socket) => {
        socket.on('error', () => undefined);
        (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: socket }).once('line', (line) => {
            answerTo(line, reply)
                .then((answer) => socket.end(`${JSON.stringify(answer)}\n`))
                .catch(() => socket.destroy());
        });
    });
    server.listen(socketName);
    return server;
}
async function answerTo(line, reply) {
    try {
        return { status: await reply(JSON.parse(line)) };
    }
    catch (error) {
        return { error: (0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error) };
    }
}
/**
 * Asks the process that serves the image in `folder`.
 *
 * @param timeoutMilliseconds time limit without a byte of an answer
 * @throws Error if it has ended, does not answer, or cannot do what it is asked for
 */
async function askVolume(folder, request, timeoutMilliseconds = answerTimeoutMilliseconds) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(folder, 'r');
    try {
        // The path of a socket has at most 107 bytes: unix(7).
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createConnection)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(`/proc/self/fd/${directory.fd}`, socketName));
        const answer = await answerOver(socket, request, timeoutMilliseconds);
        if ('error' in answer)
            throw new Error(answer.error);
        return answer.status;
    }
    finally {
        await directory.close();
    }
}
async function answerOver(socket, request, timeoutMilliseconds) {
    return await new Promise((resolve, reject) => {
        let text = '';
        socket.setEncoding('utf8').setTimeout(timeoutMilliseconds);
        socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`));
        socket.on('data', (piece) => {
            text += piece;
            if (text.length > maxAnswerBytes)
                socket.destroy(new Error('its answer is too long'));
        });
        socket.on('timeout', () => socket.destroy(new Error('it does not answer')));
        socket.on('error', (error) => {
            reject(new Error(`The process that serves the volume cannot be asked: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error)}.`));
        });
        socket.on('close', () => {
            try {
                resolve(JSON.parse(text));
            }
            catch {
                reject(new Error('The process that serves the volume has ended.'));
            }
        });
    });
}


/***/ }),

/***/ 533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZG: () => (/* binding */ runVolumeProcess),
  yF: () => (/* binding */ startVolumeProcess),
  pr: () => (/* binding */ volumeFailure)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/disk/served-file.js
var served_file = __webpack_require__(5889);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var snapshot_manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/snapshot/read-snapshot.js
var read_snapshot = __webpack_require__(3309);
// EXTERNAL MODULE: ./build/src/deadline.js
var deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/network-limits.js
var network_limits = __webpack_require__(9256);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/retry.js
var retry = __webpack_require__(2975);
// EXTERNAL MODULE: ./build/src/free-memory.js
var free_memory = __webpack_require__(2231);
// EXTERNAL MODULE: ./build/src/snapshot/layout.js
var layout = __webpack_require__(2770);
// EXTERNAL MODULE: ./build/src/snapshot/worker-tasks.js + 1 modules
var worker_tasks = __webpack_require__(8301);
// EXTERNAL MODULE: ./build/src/snapshot/workers.js
var workers = __webpack_require__(6841);
// EXTERNAL MODULE: ./build/src/store/source.js
var source = __webpack_require__(6442);
;// CONCATENATED MODULE: ./build/src/demand/chunk-fetcher.js










/** The failure of a pack that is no longer in the store. */
function goneFailure(pack) {
    return { kind: 'gone', pack, reason: `The pack ${pack} is no longer in the store.` };
}
class FetchError extends Error {
    failure;
    constructor(failure) {
        super(failure.reason);
        this.failure = failure;
    }
}
/** Maximum number of ranges to prefetch at the same time. */
const prefetchConcurrency = 6;
/** Maximum number of ranges to have in memory: those of the prefetch, and as many that somebody waits for. */
const maxRanges = 2 * prefetchConcurrency;
/** Number of chunks to fetch with one request when chunks are read in sequence. */
const groupSize = 4;
/** Maximum number of chunks to fetch ahead of a reader. */
const maxReadAhead = 16;
/** Fetches chunks of a snapshot. Fetches each chunk only once, even if several callers request it. */
class ChunkFetcher {
    #options;
    #stored;
    #pending = new Map();
    #opened = new Map();
    #limit = new ConcurrencyLimit(maxRanges);
    #counts = { chunks: 0, bytes: 0 };
    #failure;
    constructor(options) {
        this.#options = options;
        this.#stored = new Map(options.manifest.chunks.map((chunk) => [chunk.index, chunk]));
    }
    get counts() {
        return this.#counts;
    }
    /** Compressed bytes of a chunk in the store; 0 for a hole. */
    storedBytes(chunk) {
        return this.#stored.get(chunk)?.length ?? 0;
    }
    /** The first failure. Nothing is fetched after it, because the engine may have read an error. */
    get failure() {
        return this.#failure?.failure;
    }
    /**
     * Fetches chunks for a request that waits for them.
     *
     * @throws FetchError
     */
    async fetch(chunks) {
        const ranges = (0,layout/* packRanges */.S3)(this.#wanted(chunks));
        const started = ranges.map((range) => this.#start(range));
        const underWay = chunks.flatMap((chunk) => this.#pending.get(chunk) ?? []);
        await Promise.all([...started, ...underWay]);
    }
    /**
     * Like `fetch`, but if chunks are read in sequence, also fetches the ones that follow: as many as were read before
     * without a gap, so that a reader of much content waits for the network only at its start.
     *
     * @throws FetchError
     */
    async fetchToRead(chunks, wasUsed) {
        const first = chunks[0] ?? 0;
        const ahead = usedBefore(first, wasUsed);
        for (let start = first; start < first + ahead; start += groupSize) {
            const group = Array.from({ length: groupSize }, (_, at) => start + at);
            for (const range of (0,layout/* packRanges */.S3)(this.#wanted(group)))
                void this.#start(range);
        }
        await this.fetch(chunks);
    }
    /**
     * Fetches chunks before they are requested, in this order, a few ranges at a time.
     *
     * @throws FetchError
     */
    async prefetch(chunks) {
        const place = new Map(chunks.map((chunk, at) => [chunk, at]));
        const firstOf = ({ chunks: inRange }) => Math.min(...inRange.map(({ index }) => place.get(index) ?? Infinity));
        const ranges = (0,layout/* packRanges */.S3)(this.#wanted(chunks)).toSorted((a, b) => firstOf(a) - firstOf(b));
        await (0,workers/* forEachConcurrently */.DW)(ranges, prefetchConcurrency, async (range) => {
            await this.fetch(range.chunks.map(({ index }) => index));
        });
    }
    async close() {
        for (const opened of this.#opened.values())
            await opened.then((entry) => entry.close()).catch(() => undefined);
    }
    /** The chunks that are only in the store, and are not being fetched. */
    #wanted(chunks) {
        return chunks.flatMap((index) => {
            const stored = this.#stored.get(index);
            return stored && !this.#options.isPresent(index) && !this.#pending.has(index) ? [stored] : [];
        });
    }
    #start(range) {
        const work = this.#limit
            .run(() => this.#fetchRange(range))
            .catch((error) => {
            this.#failure ??= error instanceof FetchError ? error : undefined;
            throw error;
        })
            .finally(() => {
            for (const { index } of range.chunks)
                this.#pending.delete(index);
        });
        for (const { index } of range.chunks)
            this.#pending.set(index, work);
        work.catch(() => undefined);
        return work;
    }
    async #fetchRange(range) {
        if (this.#failure)
            throw this.#failure;
        const { limits = network_limits/* chunkFetchLimits */.co, pause, manifest } = this.#options;
        const pack = manifest.packs[range.pack]?.sha256 ?? '';
        const fail = (kind, reason) => new FetchError({ kind, pack, reason: `The pack ${pack} ${reason}.` });
        let timesWrong = 0;
        const attempt = async () => {
            try {
                await this.#fetchOnce(range);
            }
            catch (error) {
                if (error instanceof GoneError)
                    throw new FetchError(goneFailure(pack));
                if (error instanceof WrongError && ++timesWrong === 2) {
                    throw fail('wrong', `differs from what was saved: ${error.message}`);
                }
                if (error instanceof LocalError)
                    throw error;
                throw new retry/* TransientError */.N_((0,src_reason/* reasonOf */.A)(error), { cause: error });
            }
        };
        const limit = AbortSignal.timeout(limits.limitMilliseconds);
        const effects = { note: () => undefined, signal: limit, ...(pause && { pause }) };
        try {
            await (0,deadline/* untilAborted */.Eu)(limit, (0,retry/* retry */.L5)('fetching', attempt, limits, effects));
        }
        catch (error) {
            if (error instanceof FetchError)
                throw error;
            if (error instanceof LocalError)
                throw error.cause;
            const reason = limit.aborted
                ? `it took more than ${limits.limitMilliseconds / 1000} s`
                : (0,src_reason/* reasonOf */.A)(error);
            throw fail('unavailable', `cannot be fetched: ${reason}`);
        }
    }
    async #fetchOnce(range) {
        const opened = this.#opened.get(range.pack) ?? this.#open(range.pack);
        this.#opened.set(range.pack, opened);
        const forget = async () => {
            // The URL may have expired, so the next attempt requests a new one.
            if (this.#opened.get(range.pack) === opened)
                this.#opened.delete(range.pack);
            await opened.then((entry) => entry.close()).catch(() => undefined);
        };
        try {
            const bytes = await (0,source/* readRange */.q)((await opened).source, range.start, range.end);
            this.#take(range, bytes);
        }
        catch (error) {
            if (!(error instanceof LocalError))
                await forget();
            throw error;
        }
    }
    #take(range, bytes) {
        const promised = { ...range, key: this.#options.manifest.fingerprintKey };
        try {
            for (const { index, bytes: content } of (0,worker_tasks/* verifiedChunks */.Dc)(bytes, promised)) {
                this.#merge(index, content);
                (0,free_memory/* freeMemory */.K)(content);
                this.#counts.chunks++;
            }
        }
        catch (error) {
            throw error instanceof LocalError ? error : new WrongError((0,src_reason/* reasonOf */.A)(error));
        }
        this.#counts.bytes += bytes.length;
        (0,free_memory/* freeMemory */.K)(bytes);
    }
    #merge(chunk, content) {
        try {
            this.#options.merge(chunk, content);
        }
        catch (error) {
            throw new LocalError((0,src_reason/* reasonOf */.A)(error), { cause: error });
        }
    }
    async #open(pack) {
        const { store, manifest } = this.#options;
        const entry = await store.open((0,keys/* packKey */.l7)(manifest.packs[pack]?.sha256 ?? ''));
        if (!entry)
            throw new GoneError();
        return entry;
    }
}
/** @returns how many chunks directly before this one were used, up to `maxReadAhead` */
function usedBefore(chunk, wasUsed) {
    let count = 0;
    while (count < maxReadAhead && count < chunk && wasUsed(chunk - 1 - count))
        count++;
    return count;
}
/** Runs a limited number of tasks at the same time; the others wait in order. */
class ConcurrencyLimit {
    #free;
    #waiting = [];
    constructor(count) {
        this.#free = count;
    }
    async run(task) {
        if (this.#free > 0)
            this.#free--;
        else
            await new Promise((resolve) => this.#waiting.push(resolve));
        try {
            await task();
        }
        finally {
            const next = this.#waiting.shift();
            if (next)
                next();
            else
                this.#free++;
        }
    }
}
class GoneError extends Error {
}
/** The received bytes differ from what was saved. */
class WrongError extends source/* SourceError */.c {
}
/** A chunk could not be written to the image. */
class LocalError extends Error {
}

// EXTERNAL MODULE: ./build/src/demand/chunk-map.js
var chunk_map = __webpack_require__(7815);
// EXTERNAL MODULE: ./build/src/demand/control.js
var demand_control = __webpack_require__(3884);
// EXTERNAL MODULE: ./build/src/demand/fuse-thread.js
var fuse_thread = __webpack_require__(3109);
// EXTERNAL MODULE: ./build/src/demand/image-file.js
var image_file = __webpack_require__(6007);
// EXTERNAL MODULE: ./build/src/demand/protocol.js
var protocol = __webpack_require__(3669);
;// CONCATENATED MODULE: ./build/src/demand/volume-server.js

















/** Name of the file with the reason why nothing may be saved, for steps after the process has ended. */
const failureName = 'failure.json';
/** Number of threads that answer the kernel: one more than the cores of the smallest hosted machine. */
const fuseThreads = 3;
/** In MiB. These threads need little memory, but V8 would let 32 MiB of garbage accumulate in each. */
const smallYoungGeneration = { maxYoungGenerationSizeMb: 2 };
/** The chunk with the superblock, which is verified first. */
const firstChunk = 0;
/**
 * Serves an image as the file `servedPath(image)` until the file is unmounted, and fetches its chunks when they are
 * read. Run it in its own process, because it changes the working directory.
 *
 * @param store of the snapshot
 * @param onReady called when the file can be attached
 * @throws Error if it cannot be served; then nothing is mounted
 */
async function serveVolume(store, plan, onReady) {
    const { image, manifest, imageSize } = plan;
    // The control socket has a relative path, because a path of a socket has at most 107 bytes: unix(7).
    process.chdir((0,external_node_path_.dirname)(image));
    await (0,disk_image/* makeSparseFile */.d2)(image, imageSize);
    await (0,served_file/* recordServer */.NP)(image);
    const stored = manifest.chunks.map(({ index }) => index);
    const map = chunk_map/* ChunkMap */.M1.of(imageSize / snapshot_manifest/* chunkSize */.ZL, stored);
    const file = new image_file/* ImageFile */.E(image, map);
    const fetcher = new ChunkFetcher({
        store,
        manifest,
        isPresent: (chunk) => map.isPresent(chunk),
        merge: (chunk, content) => {
            file.merge(chunk, content);
        },
        ...(plan.limits && { limits: plan.limits }),
    });
    const volume = new VolumeServer(map, file, fetcher, stored.length);
    const fuse = (0,external_node_fs_.openSync)('/dev/fuse', 'r+');
    const served = (0,served_file/* servedPath */.Vb)(image);
    try {
        (0,external_node_fs_.writeFileSync)(served, '', { mode: 0o600 });
        const { soon, later } = packsByNeed(manifest);
        await Promise.all([mount(fuse, served), (0,read_snapshot/* assertNoPackIsMissing */.Bn)(store, soon), fetcher.fetch([firstChunk])]);
        volume.lookUp(store, later);
        const threads = runThreads(fuse, image, map, imageSize, (message) => {
            volume.onMessage(fuse, message);
        });
        const control = (0,demand_control/* serveControl */.fH)((request) => volume.reply(request));
        fetcher.prefetch(manifest.firstUse ?? []).catch((error) => {
            volume.fail(error);
        });
        onReady();
        await threads;
        control.close();
    }
    catch (error) {
        await endServingFor(image);
        throw error;
    }
    finally {
        (0,external_node_fs_.closeSync)(fuse);
        await fetcher.close();
        file.close();
        await (0,promises_.rm)(demand_control/* socketName */.RV, { force: true });
    }
}
/** `soon`: the packs of the chunks that the last job used first. */
function packsByNeed({ chunks, packs, firstUse = [] }) {
    const first = new Set([firstChunk, ...firstUse]);
    const needed = new Set(chunks.flatMap(({ index, pack }) => (first.has(index) ? [pack] : [])));
    return {
        soon: packs.filter((_, index) => needed.has(index)),
        later: packs.filter((_, index) => !needed.has(index)),
    };
}
/** Ends the mount. Removes the record of this process first, because `endServing` kills the recorded process. */
async function endServingFor(image) {
    await (0,promises_.rm)(served_file/* serverRecordName */.YN, { force: true });
    await (0,served_file/* endServing */.OV)(image).catch(() => undefined);
}
/** Mounts the file. Passes the descriptor as stdin, because sudo closes all others. */
async function mount(fuse, served) {
    const name = (0,external_node_path_.basename)((0,external_node_path_.dirname)(served));
    await (0,privileged/* runAsRoot */.yf)('mount', ['--internal-only', '-t', 'fuse', '-o', protocol/* fuseMountOptions */.J2, '--', name, served], {
        stdin: fuse,
    });
}
/** Resolves when all threads have ended: they end when the file is unmounted. */
async function runThreads(fuse, image, map, size, onMessage) {
    const attributes = { size, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const data = { fuse, image, map: map.shared, attributes };
    const threads = Array.from({ length: fuseThreads }, () => {
        const thread = new external_node_worker_threads_.Worker(threadEntry(), { workerData: data, resourceLimits: smallYoungGeneration });
        thread.on('message', onMessage);
        return (0,external_node_events_.once)(thread, 'exit');
    });
    await Promise.all(threads);
}
/**
 * The script of a thread: next to the bundle that contains this module or, if run from source, next to this file. The
 * path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function threadEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    return new URL(['.', fromSource ? 'fuse-thread-entry.ts' : 'fuse-thread.js'].join('/'), import.meta.url);
}
/** The work of the main thread: fetches chunks, and answers the requests that wait for them. */
class VolumeServer {
    #map;
    #file;
    #fetcher;
    #stored;
    /** A new buffer for each answer would stay in memory until the garbage collector runs. */
    #buffer = (0,fuse_thread/* newAnswerBuffer */.pk)();
    #failure;
    #recording = Promise.resolve();
    #lookup = Promise.resolve();
    constructor(map, file, fetcher, stored) {
        this.#map = map;
        this.#file = file;
        this.#fetcher = fetcher;
        this.#stored = stored;
    }
    onMessage(fuse, message) {
        if (message.kind === 'refused') {
            this.#recordFailure({ kind: 'disk', reason: `The volume could not be written: ${message.reason}.` });
            return;
        }
        void this.#answer(fuse, message.chunks, message.request);
    }
    async #answer(fuse, chunks, request) {
        try {
            if (request.kind === 'read') {
                await this.#fetcher.fetchToRead(chunks, (chunk) => this.#map.wasUsed(chunk));
            }
            else {
                await this.#fetcher.fetch(chunks);
            }
            // No `await` between these calls: all answers share one buffer.
            (0,fuse_thread/* sendAnswer */.hM)(fuse, this.#perform(request));
        }
        catch (error) {
            this.fail(error);
            const errno = error instanceof FetchError ? protocol/* errors */.sO.EIO : (0,fuse_thread/* errnoOf */.UQ)(error);
            (0,fuse_thread/* sendAnswer */.hM)(fuse, (0,protocol/* refusal */.x5)(request.unique, errno));
        }
    }
    #perform(request) {
        const { unique, offset } = request;
        switch (request.kind) {
            case 'read':
                return (0,fuse_thread/* readAnswer */.JN)(this.#file, request, this.#buffer);
            case 'clear':
                this.#file.clear(offset, request.length);
                return (0,protocol/* emptyAnswer */.WC)(unique);
            case 'write':
                this.#file.write(offset, Buffer.from(request.data));
                return (0,protocol/* writeAnswer */.QG)(unique, request.data.length);
        }
    }
    /** Looks up packs in the background. A missing pack makes the volume fail; a store that does not answer does not. */
    lookUp(store, packs) {
        this.#lookup = (0,read_snapshot/* missingPacks */.b0)(store, packs).then(([gone]) => {
            if (gone !== undefined)
                this.#recordFailure(goneFailure(gone));
        }, () => undefined);
    }
    /** Records why a chunk could not be fetched or written. */
    fail(error) {
        this.#recordFailure(error instanceof FetchError
            ? error.failure
            : { kind: 'disk', reason: `The volume could not be written: ${(0,src_reason/* reasonOf */.A)(error)}.` });
    }
    #recordFailure(failure) {
        if (this.#failure)
            return;
        this.#failure = failure;
        // If the disk is full, the file is missing, and steps see the failure only in the status of this process.
        this.#recording = (0,promises_.writeFile)(failureName, JSON.stringify(failure), { mode: 0o600 }).catch(() => undefined);
    }
    /**
     * Absent chunks with discarded blocks that would shrink if rewritten without these; a flush fetches them. Other
     * trimmed chunks stay as stored: every trim discards the same blocks again, so every save would fetch them again.
     */
    #worthTrimming() {
        return this.#map
            .trimmedChunks()
            .filter(({ chunk, liveBytes }) => this.#fetcher.storedBytes(chunk) > liveBytes)
            .map(({ chunk }) => chunk);
    }
    async reply(request) {
        try {
            if (request.kind === 'look-up')
                await this.#lookup;
            if (request.kind === 'fetch')
                await this.#fetcher.fetch(request.chunks);
            if (request.kind === 'trim')
                this.#map.setTrimming(request.isTrim);
            if (request.kind === 'flush') {
                const written = this.#map.writtenChunks().filter((chunk) => !this.#map.isPresent(chunk));
                await this.#fetcher.fetch([...written, ...this.#worthTrimming()]);
                this.#file.sync();
            }
        }
        catch (error) {
            this.fail(error);
        }
        await this.#recording;
        return {
            stored: this.#stored,
            fetched: this.#fetcher.counts,
            written: this.#map.writtenChunks(),
            firstUse: this.#map.usedInOrder(),
            memory: process.memoryUsage.rss(),
            failure: this.#failure,
        };
    }
}

;// CONCATENATED MODULE: ./build/src/demand/volume-process.js







/** Lower than that of any program of a job, so that the kernel kills those first if memory runs out. */
const oomScore = '-900';
/** Of V8: collect garbage earlier. By default, the process had 214 to 219 MB at its peak, with this 164 to 174 MB. */
const lessMemory = '--optimize-for-size';
/**
 * Of glibc's malloc(3): memory from this size on, in bytes, goes back to the kernel when it is freed. By default, malloc
 * raises the limit, and keeps the memory of chunks: after 1,650 chunks, that was 30 to 90 MB more.
 */
const memoryToReturn = { MALLOC_MMAP_THRESHOLD_: String(2 ** 18) };
/**
 * Starts the process that serves a volume. It outlives this process and shares nothing with it.
 *
 * @throws Error if the volume cannot be served; then nothing is mounted
 */
async function startVolumeProcess(options) {
    const { program, env, readyTimeoutMilliseconds, plan, access } = options;
    const child = (0,external_node_child_process_.fork)(program, [], {
        env: { ...env, ...memoryToReturn },
        detached: true,
        execArgv: [lessMemory],
        cwd: (0,external_node_path_.dirname)(plan.image),
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    try {
        await new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                reject(new Error(`it was not ready after ${readyTimeoutMilliseconds / 1000} s`));
            }, readyTimeoutMilliseconds);
            child.once('error', reject);
            child.once('exit', (code, signal) => {
                reject(new Error(`its process ended with ${signal ?? `code ${code}`}`));
            });
            child.once('message', (message) => {
                clearTimeout(timer);
                if ('ready' in message)
                    resolve();
                else
                    reject(new Error(message.error));
            });
            child.send({ plan, access }, (error) => {
                if (error)
                    reject(error);
            });
        });
    }
    catch (error) {
        child.kill('SIGKILL');
        await (0,served_file/* endServing */.OV)(plan.image).catch(() => undefined);
        throw error;
    }
    finally {
        if (child.connected)
            child.disconnect();
        child.unref();
    }
    // Not allowed everywhere, and only needed if memory runs out.
    await (0,privileged/* attemptAsRoot */.a$)('tee', [`/proc/${child.pid}/oom_score_adj`], { input: oomScore });
}
/** The body of the process: serves the volume of the message until it is unmounted. */
async function runVolumeProcess(openStore) {
    const send = async (message) => {
        await new Promise((resolve) => process.send?.(message, () => {
            resolve();
        }));
    };
    const { plan, access } = await new Promise((resolve) => process.once('message', resolve));
    // If the step that started this process was killed, no later step uses the volume.
    const abandoned = () => process.exit(1);
    process.once('disconnect', abandoned);
    try {
        await serveVolume(await openStore(access), plan, () => {
            process.off('disconnect', abandoned);
            void send({ ready: true });
        });
    }
    catch (error) {
        if (process.connected)
            await send({ error: (0,src_reason/* reasonOf */.A)(error) });
        process.exitCode = 1;
    }
    finally {
        if (process.connected)
            process.disconnect();
    }
}
/** Why nothing of a volume may be saved. Works after its process has ended, too. */
async function volumeFailure(image) {
    try {
        return JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(image), failureName), 'utf8'));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EP: () => (/* binding */ sizeToFit),
/* harmony export */   Gs: () => (/* binding */ makeImage),
/* harmony export */   J0: () => (/* binding */ fitImage),
/* harmony export */   Ng: () => (/* binding */ hostMargin),
/* harmony export */   SY: () => (/* binding */ imageSizeWithin),
/* harmony export */   d2: () => (/* binding */ makeSparseFile),
/* harmony export */   go: () => (/* binding */ freeBytes),
/* harmony export */   u1: () => (/* binding */ imageSizeFor),
/* harmony export */   uv: () => (/* binding */ resizeFilesystem)
/* harmony export */ });
/* unused harmony export resizeImage */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8856);


const GiB = 2 ** 30;
/** Free space that images always leave on the host, in bytes. A sparse image on a full host loses writes. */
const hostMargin = 4 * GiB;
/**
 * Maximum share of the free space for an image. Together with the rounding of sizes, it gives machines of one
 * kind, whose free space differs by some gigabytes, images of the same size. Shrinking an image moves so much of
 * its content that the next save writes all of it again.
 */
const maxShare = 7 / 8;
/** Sizes are whole GiB, so that the last chunk is always complete. */
const smallest = GiB;
/** The transfer of a larger state would take too long. */
const largest = 1024 * GiB;
/**
 * The maximum size of an image on this host: the free space in its folder, minus a margin, rounded down.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 if the host has no room for an image
 */
async function imageSizeFor(folder, wanted) {
    return imageSizeWithin(await freeBytes(folder), wanted);
}
function imageSizeWithin(free, wanted = largest) {
    const most = roundDown(Math.min(free - hostMargin, free * maxShare));
    const size = Math.floor(Math.min(most, wanted, largest) / GiB) * GiB;
    return size >= smallest ? size : 0;
}
/**
 * Rounds down to a multiple of 1/16 of the next lower power of two, and of 1 GiB.
 *
 * @param size bytes
 */
function roundDown(size) {
    const step = Math.max(GiB, 2 ** (Math.floor(Math.log2(Math.max(size, 1))) - 4));
    return Math.floor(size / step) * step;
}
async function freeBytes(folder) {
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder);
    return bavail * bsize;
}
/**
 * Only features that e2fsprogs 1.46 and Linux 5.15 (Ubuntu 22.04) support. No journal: a state that was not closed
 * cleanly is discarded, so a journal would only write everything twice.
 */
const features = [
    'none',
    'ext_attr',
    'dir_index',
    'filetype',
    'extent',
    '64bit',
    'flex_bg',
    'sparse_super',
    'large_file',
    'huge_file',
    'dir_nlink',
    'extra_isize',
    'metadata_csum',
    'resize_inode',
];
/**
 * Creates a sparse file of `size` bytes with an empty ext4 filesystem. Keeps `lost+found`: Docker would copy the
 * engine image's own /var/lib/dagger into an empty volume.
 */
async function makeImage(path, size) {
    await makeSparseFile(path, size);
    const inodeEvery = 4096; // bytes; a state averages 17 KB per entry, but a folder of small files far less
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('mke2fs', [
        ...['-q', '-F', '-t', 'ext2', '-b', '4096', '-I', '256', '-i', `${inodeEvery}`, '-m', '0'],
        ...['-L', 'warm-dagger', '-O', features.join(',')],
        // Puts all metadata at the front, so that it occupies few chunks.
        ...['-E', 'nodiscard,lazy_itable_init=1,packed_meta_blocks=1,root_owner=0:0', path],
    ], 
    // The host's defaults would add other features.
    { env: { MKE2FS_CONFIG: '/dev/null' }, timeoutSeconds: 300 });
}
/** Creates a file that reads as `size` zeros. Replaces an existing file. */
async function makeSparseFile(path, size) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, '', { mode: 0o600, flag: 'wx' });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/** Seconds. It takes one or two, but a crafted filesystem must not keep it busy forever. */
const resizeTimeoutSeconds = 120;
/**
 * Resizes an unmounted filesystem and its image file to `size` bytes, a whole number of KiB. Shrinking it changes
 * the inodes of files and the times of their folders.
 *
 * @throws CommandError if the content does not fit, or it takes too long; the image must then not be used
 */
async function resizeImage(path, size) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size < size)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
    await resizeFilesystem(path, size);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/** Like `resizeImage`, for a file that has the space already. */
async function resizeFilesystem(path, size) {
    // Without -f, it requires a full check first. The filesystem was verified bit for bit.
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('resize2fs', ['-f', path, `${size / 1024}K`], { timeoutSeconds: resizeTimeoutSeconds });
}
/**
 * Resizes an image of `from` bytes, if necessary, on a host with room for an image of `room` bytes.
 *
 * @throws CommandError like `resizeImage`
 */
async function fitImage(path, from, room) {
    const size = sizeToFit(from, room);
    if (size !== undefined)
        await resizeImage(path, size);
}
/**
 * The new size for an image of `from` bytes on a host with room for an image of `room` bytes; undefined to keep
 * its size. Slightly more room does not justify rewriting metadata. An image that exceeds the room by no more than
 * `imageSizeWithin` leaves free cannot fill the host.
 */
function sizeToFit(from, room) {
    return room >= from * 1.25 || from > Math.max(room + hostMargin, room / maxShare) ? room : undefined;
}


/***/ }),

/***/ 3309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ assertNoPackIsMissing),
/* harmony export */   Cm: () => (/* binding */ assertClosedInOrder),
/* harmony export */   JC: () => (/* binding */ SnapshotError),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   b0: () => (/* binding */ missingPacks),
/* harmony export */   te: () => (/* binding */ writeImage)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(170);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6442);
/* harmony import */ var _disk_image_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3478);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2770);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5785);
/* harmony import */ var _disk_superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5603);
/* harmony import */ var _workers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6841);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5105);









/** Part of a snapshot is missing or damaged. The message is a sentence that names it. */
class SnapshotError extends Error {
}
/**
 * Reads the manifest of a snapshot.
 *
 * @param key of the manifest's entry
 * @param signal aborts the download
 * @throws SnapshotError
 */
async function readManifest(store, key, signal) {
    const bytes = await readEntry(store, key, signal).catch((error) => {
        throw new SnapshotError(`The manifest ${key} cannot be fetched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    });
    if (!bytes)
        throw new SnapshotError(`The manifest ${key} is no longer in the store.`);
    try {
        return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeManifest */ .MK)(bytes);
    }
    catch (error) {
        throw new SnapshotError(`The manifest ${key} cannot be used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    }
}
/** Reads an entry. Tries once more with a new URL, because the first may have expired since the lookup. */
async function readEntry(store, key, signal) {
    try {
        return await readEntryOnce(store, key, signal);
    }
    catch (error) {
        if (error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c)
            return await readEntryOnce(store, key, signal);
        throw error;
    }
}
async function readEntryOnce(store, key, signal) {
    const entry = await store.open(key);
    if (!entry)
        return undefined;
    try {
        if (entry.size > _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxManifestSize */ .NQ) {
            throw new Error(`it has ${entry.size} bytes, where at most ${_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .maxManifestSize */ .NQ} were expected`);
        }
        return await (0,_store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .readRange */ .q)(entry.source, 0, entry.size, signal);
    }
    finally {
        await entry.close();
    }
}
/**
 * Writes a snapshot to a new sparse file. Verifies the hash and the fingerprint of every chunk before it writes it.
 *
 * @param onProgress called with compressed bytes
 * @param signal aborts the work, even if the store does not respond
 * @returns compressed bytes that were fetched
 * @throws SnapshotError if anything is missing or wrong, or the signal is aborted; the file must then not be used
 */
async function writeImage(store, snapshot, image, onProgress, signal) {
    const { manifest } = snapshot;
    const givenUp = new Promise((_resolve, reject) => {
        const giveUp = () => {
            reject(new SnapshotError(`The snapshot ${snapshot.key} could not be restored within its time limit.`));
        };
        if (signal?.aborted)
            giveUp();
        else
            signal?.addEventListener('abort', giveUp, { once: true });
    });
    // It is awaited later. Until then, keep Node from reporting a rejection as unhandled.
    givenUp.catch(() => undefined);
    const ranges = (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .packRanges */ .S3)(manifest.chunks);
    const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    let done = 0;
    const packs = new OpenPacks(store, manifest, ranges);
    await Promise.race([assertNoPackIsMissing(store, manifest.packs), givenUp]);
    await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_3__/* .makeSparseFile */ .d2)(image, manifest.imageSize);
    // More threads than cores, because a thread also waits for the network.
    const max = Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)() + 1);
    const workers = new _workers_js__WEBPACK_IMPORTED_MODULE_6__/* .Workers */ .G_((0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .threadsFor */ .vd)((0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .sizeOf */ .$d)(manifest).uncompressed, max));
    try {
        const written = (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachConcurrently */ .DW)(ranges, workers.size * 2, async (range) => {
            await packs.use(range, async ({ source }) => {
                await workers.write({ kind: 'write', image, source, key: manifest.fingerprintKey, ...range });
            });
            done += range.end - range.start;
            onProgress?.(done, total);
        });
        await Promise.race([written, givenUp]);
    }
    finally {
        // Terminates the threads, even if they are waiting for the network.
        await workers.close();
        await Promise.race([packs.closeAll(), givenUp.catch(() => undefined)]);
    }
    await assertClosedInOrder(image, manifest, `The snapshot ${snapshot.key}`);
    return total;
}
/**
 * Checks that the filesystem in an image was closed cleanly and can be mounted. It reads only the first chunk.
 *
 * @param what what the image was made from, as the beginning of a sentence
 * @throws SnapshotError
 */
async function assertClosedInOrder(image, { filesystem }, what) {
    const superblock = await (0,_disk_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t_)(image);
    if (!superblock?.clean || superblock.uuid !== filesystem.uuid) {
        throw new SnapshotError(`${what} does not hold a cleanly closed filesystem.`);
    }
    if (superblock.unusual !== undefined) {
        throw new SnapshotError(`${what} holds a filesystem that ${superblock.unusual}.`);
    }
}
/**
 * Looks packs up, before the first byte is fetched.
 *
 * @throws SnapshotError if the store no longer has one of them, or does not answer
 */
async function assertNoPackIsMissing(store, packs) {
    const [missing] = await missingPacks(store, packs);
    if (missing !== undefined)
        throw new SnapshotError(`The pack ${missing} is no longer in the store.`);
}
/**
 * Looks packs up.
 *
 * @returns SHA-256 hashes of those that the store no longer has
 * @throws SnapshotError if the store does not answer
 */
async function missingPacks(store, packs) {
    const missing = new Set();
    await (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachConcurrently */ .DW)(packs, 8, async ({ sha256 }) => {
        const exists = await store.has((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256)).catch((error) => {
            throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
        });
        if (!exists)
            missing.add(sha256);
    });
    return missing;
}
/** Opens each pack for the first of its ranges, and closes it after the last. */
class OpenPacks {
    #store;
    #packs;
    #rangesLeft;
    #opened = new Map();
    constructor(store, manifest, ranges) {
        this.#store = store;
        this.#packs = manifest.packs;
        this.#rangesLeft = manifest.packs.map(() => 0);
        for (const { pack } of ranges)
            this.#rangesLeft[pack] = (this.#rangesLeft[pack] ?? 0) + 1;
    }
    /** Calls `body` with the range's pack; once more if its source fails. @throws SnapshotError */
    async use(range, body) {
        const { pack } = range;
        try {
            const opened = this.#get(pack);
            await body(await opened).catch(async (error) => {
                if (!(error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c) || (await opened).source.kind === 'file')
                    throw error;
                // The URL may have expired, or the transfer may have damaged the bytes. Try once more with a new URL.
                if (this.#opened.get(pack) === opened)
                    this.#opened.delete(pack);
                await body(await this.#get(pack));
            });
        }
        catch (error) {
            throw new SnapshotError(`The pack ${this.#packs[pack]?.sha256 ?? ''} cannot be used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
        }
        const left = (this.#rangesLeft[pack] ?? 0) - 1;
        this.#rangesLeft[pack] = left;
        if (left === 0)
            await this.#close(pack);
    }
    async closeAll() {
        await Promise.all([...this.#opened.keys()].map((pack) => this.#close(pack)));
    }
    #get(pack) {
        const opened = this.#opened.get(pack) ?? this.#open(pack);
        this.#opened.set(pack, opened);
        return opened;
    }
    async #open(pack) {
        const entry = await this.#store.open((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(this.#packs[pack]?.sha256 ?? ''));
        if (!entry)
            throw new Error('it is no longer in the store');
        return entry;
    }
    async #close(pack) {
        const opened = this.#opened.get(pack);
        this.#opened.delete(pack);
        const entry = await opened?.catch(() => undefined);
        await entry?.close();
    }
}


/***/ }),

/***/ 6841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DW: () => (/* binding */ forEachConcurrently),
/* harmony export */   G_: () => (/* binding */ Workers),
/* harmony export */   dy: () => (/* binding */ scannersFor),
/* harmony export */   vd: () => (/* binding */ threadsFor)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5919);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6442);
/* harmony import */ var _worker_tasks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8301);




/**
 * The script of a thread: next to the bundle that contains this module or, if run from source, next to this file.
 * The path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function threadEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    return new URL(['.', fromSource ? 'worker-thread.ts' : 'worker.js'].join('/'), import.meta.url);
}
/** Uncompressed bytes that a thread reads or writes in about the time that its start takes, some 50 ms of a core. */
const bytesPerStart = 32 * 2 ** 20;
/**
 * How many threads to start for a number of bytes.
 *
 * @param bytes uncompressed
 * @param max for any number of bytes
 */
function threadsFor(bytes, max) {
    return Math.max(1, Math.min(max, Math.ceil(bytes / bytesPerStart)));
}
/** Scans in this thread: for few bytes, this takes less time than the start of another thread. */
const thisThread = {
    size: 1,
    scan: async (task) => {
        // Lets uploads and time limits proceed between two tasks.
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        return (0,_worker_tasks_js__WEBPACK_IMPORTED_MODULE_3__/* .scan */ .SQ)(task);
    },
    close: () => Promise.resolve(),
};
/**
 * What to scan a number of bytes with: this thread, or up to `max` others.
 *
 * @param bytes uncompressed
 */
function scannersFor(bytes, max) {
    return bytes <= bytesPerStart ? thisThread : new Workers(threadsFor(bytes, max));
}
/** A few threads that share the hashing, compressing and writing. Close it, or the process does not exit. */
class Workers {
    size;
    #threads = [];
    /** Set once a thread has ended: it never answers, so no further task is sent. */
    #failure;
    #nextId = 0;
    constructor(size) {
        this.size = size;
        for (let n = 0; n < size; n++) {
            const waiting = new Map();
            const worker = new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(threadEntry());
            worker.on('message', (answer) => {
                waiting.get(answer.id)?.resolve(answer);
                waiting.delete(answer.id);
            });
            const fail = (error) => {
                this.#failure ??= error;
                for (const { reject } of waiting.values())
                    reject(error);
                waiting.clear();
            };
            worker.on('error', fail);
            worker.on('exit', (code) => {
                fail(new Error(`a worker thread ended with code ${code}`));
            });
            this.#threads.push({ worker, waiting });
        }
    }
    async scan(task) {
        return (await this.#ask(task)) ?? [];
    }
    async write(task) {
        await this.#ask(task);
    }
    async close() {
        await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
    }
    async #ask(task) {
        if (this.#failure)
            throw this.#failure;
        const thread = this.#threads.reduce((least, other) => other.waiting.size < least.waiting.size ? other : least);
        const id = this.#nextId++;
        const answer = await new Promise((resolve, reject) => {
            thread.waiting.set(id, { resolve, reject });
            thread.worker.postMessage({ id, task });
        });
        if (answer.error !== undefined)
            throw new (answer.ofSource ? _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c : Error)(answer.error);
        return answer.result;
    }
}
/**
 * Runs `job` for every item, `concurrency` at a time, and starts the items in order. After the first failure, starts no
 * further items, waits for those in progress, and throws the failure.
 */
async function forEachConcurrently(items, concurrency, job) {
    const iterator = items[Symbol.iterator]();
    const failures = [];
    const runRemaining = async () => {
        for (let next = iterator.next(); !next.done && failures.length === 0; next = iterator.next()) {
            try {
                await job(next.value);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: concurrency }, runRemaining));
    if (failures.length > 0)
        throw failures[0];
}


/***/ })

};

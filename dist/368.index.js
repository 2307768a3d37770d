export const id = 368;
export const ids = [368,271];
export const modules = {

/***/ 8271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ stateVerdict),
/* harmony export */   Q: () => (/* binding */ stopComplaint)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
const firstWithMark = '0.21.0';
/**
 * What an engine's log, since its start, says of the state it was given. An engine that accepts a state says
 * nothing of it: it counts as accepted when the engine serves and has not reset it. Before 0.21 nothing is
 * checked, so nothing can be concluded. Where writer and reader are on two sides of 0.21, the reader accepts the
 * state and finds nothing in it: each looks in a namespace of its own.
 *
 * Source: dagger/dagger v0.21.8, engine/server/server.go lines 460 and 583; v0.20.3, engine/server/server.go line
 * 273; cmd/engine/main.go line 621 for "running server"; for the namespaces v0.20.3, engine/server/server.go line
 * 314, and v0.21.8, line 498.
 *
 * @param version of the engine
 */
function stateVerdict(log, version, given) {
    const reset = log
        .split('\n')
        .find((line) => /local cache state invalid; resetting|resetting all local cache state/.test(line));
    if (reset !== undefined)
        return `discarded:${/\breason="?([\w-]+)/.exec(reset)?.[1] ?? 'boltdb_init_failed'}`;
    if (given === 'none')
        return 'cold';
    const hasMark = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark);
    if (given !== 'of others' && (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(given.writtenBy, firstWithMark) !== hasMark) {
        return `discarded:written_by_${given.writtenBy}`;
    }
    return hasMark && log.includes('running server on') && given !== 'of others' ? 'warm' : 'unknown';
}
const failures = [
    'server graceful stop',
    'http server shutdown',
    'failed to mark',
    'failed to persist',
    'failed to close',
];
const mark = 'successfully marked clean shutdown';
/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. The
 * mark is logged even after some failures, so both are looked for. `server context canceled` is part of every stop.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, cmd/engine/main.go lines 486 and 491.
 */
function stopComplaint(log, version) {
    const line = log.split('\n').find((one) => failures.some((failure) => one.includes(failure)));
    if (line !== undefined)
        return `the engine logged: ${line.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark) && !log.includes(mark)) {
        return `the engine did not log "${mark}", so the next one would discard its state`;
    }
    return undefined;
}


/***/ }),

/***/ 5368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  save: () => (/* binding */ save_save),
  saveVolume: () => (/* binding */ saveVolume)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/action/context.js + 9 modules
var context = __webpack_require__(3275);
// EXTERNAL MODULE: ./build/src/action/inputs.js
var inputs = __webpack_require__(3991);
// EXTERNAL MODULE: ./build/src/action/job.js
var action_job = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/action/summary.js
var summary = __webpack_require__(6192);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/volume/witness.js
var volume_witness = __webpack_require__(9855);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/journal.js
var journal = __webpack_require__(8271);
;// CONCATENATED MODULE: ./build/src/engine/stop.js




/**
 * Stops the engine and makes sure that its state is whole on disk. That it ended in order is not enough: on a full
 * host its writes are lost after it ended, without an error to anyone.
 *
 * @returns undefined when the image may be saved; else what is wrong, to follow "the state is not saved:"
 */
async function stopCleanly(options) {
    const { container, disk } = options;
    const before = await (0,docker/* inspectContainer */.aH)(container);
    if (!before?.running)
        return 'the engine was not running any more when it was to be stopped';
    if (before.restarts > 0)
        return 'the engine died during the job and was started again';
    const others = (await (0,docker/* containersOf */.Mz)(options.volume)).filter((name) => name !== container);
    if (others.length > 0)
        return `the container ${others.join(', ')} uses the volume too`;
    const witness = await volume_witness/* Witness */.e.mount(disk, options.mountPoint);
    try {
        // The daemon kills it after `timeout`; should the daemon itself not answer, we do not wait for ever.
        const stop = await (0,command/* attempt */.CD)('docker', ['stop', '-t', `${options.timeout}`, '--', container], {
            timeout: options.timeout + 60,
        });
        if (stop.exitCode !== 0)
            return `docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`;
        const after = await (0,docker/* inspectContainer */.aH)(container);
        if (!after || after.running)
            return 'the engine is still running, or was started again, after its stop';
        if (after.restarts !== before.restarts || after.startedAt !== before.startedAt) {
            return 'the engine restarted while it was being stopped';
        }
        if (after.exitCode === 137)
            return `the engine was killed, having ${options.timeout} s to stop`;
        if (after.exitCode !== 0)
            return `the engine ended with exit code ${after.exitCode}`;
        const complaint = (0,journal/* stopComplaint */.Q)(await (0,docker/* containerLog */.CR)(container, before.startedAt), options.version);
        return complaint ?? (await witness.complaint(options.releasePatience));
    }
    finally {
        await witness.release();
    }
}

// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
;// CONCATENATED MODULE: ./build/src/policy/saving.js
/**
 * Whether a job's state may be saved. Whether enough has changed to be worth it, and whether the engine closed
 * its state, are for others to say.
 *
 * `always` widens the events and branches that save. It never lets a stranger's code into entries that the
 * default branch restores from: for the events marked `strangers` there is no yes.
 */
function decideSave(facts) {
    if (facts.wish === 'never')
        return no('Input save is never.');
    if (!facts.volumeIsOurs)
        return no('The engine did not keep its state in a volume of this action.');
    if (facts.cancelled)
        return no('The job was cancelled, so its state may be half of what it should be.');
    // @actions/cache 6.3.0, lib/internal/config.js:18 (the modes) and lib/cache.js:370 (a save is skipped).
    if (facts.cacheMode === 'read' || facts.cacheMode === 'none') {
        return no(`The runner gives this job the cache mode ${facts.cacheMode}, which does not permit a save.`);
    }
    if (facts.event === undefined)
        return yes('Outside GitHub every job saves.');
    const rule = eventRules.get(facts.event) ?? {
        kind: 'strangers',
        because: 'nothing is known here of who can cause it',
    };
    if (rule.kind === 'strangers')
        return no(`On ${facts.event} nothing is ever saved: ${rule.because}.`);
    if (!facts.storeHasScopes && facts.fromFork) {
        return no("This store is shared by all branches, and a fork's pull request may not write what they restore.");
    }
    return facts.wish === 'always' ? always(facts) : automatic(facts, facts.event, rule);
}
const rarely = 'its runs are too rare for their state to be what other runs want';
const notCode = 'it is about something else than the code on the default branch';
const anyone = "anyone can cause it, and it runs with the default branch's cache";
const ownPull = 'only the pull request itself can read its cache';
// docs.github.com, "Events that trigger workflows": every event there, and who can cause it.
const eventRules = new Map([
    ['push', { kind: 'branch' }],
    ['schedule', { kind: 'branch' }],
    ['workflow_dispatch', { kind: 'branch' }],
    ['branch_protection_rule', { kind: 'told', because: notCode }],
    ['create', { kind: 'told', because: rarely }],
    ['delete', { kind: 'told', because: rarely }],
    ['deployment', { kind: 'told', because: notCode }],
    ['deployment_status', { kind: 'told', because: notCode }],
    ['image_version', { kind: 'told', because: notCode }],
    ['label', { kind: 'told', because: notCode }],
    ['merge_group', { kind: 'told', because: 'only its own entry of the queue can read its cache' }],
    ['milestone', { kind: 'told', because: notCode }],
    ['page_build', { kind: 'told', because: notCode }],
    ['public', { kind: 'told', because: rarely }],
    ['pull_request', { kind: 'told', because: ownPull }],
    ['pull_request_review', { kind: 'told', because: ownPull }],
    ['pull_request_review_comment', { kind: 'told', because: ownPull }],
    ['registry_package', { kind: 'told', because: notCode }],
    ['release', { kind: 'told', because: 'only runs for the same tag can read its cache' }],
    [
        'repository_dispatch',
        { kind: 'told', because: "bots use it to run a stranger's code on the default branch" },
    ],
    ['status', { kind: 'told', because: notCode }],
    ['workflow_call', { kind: 'told', because: 'a called workflow runs under the event of its caller' }],
    ['check_run', { kind: 'strangers', because: anyone }],
    ['check_suite', { kind: 'strangers', because: anyone }],
    ['discussion', { kind: 'strangers', because: anyone }],
    ['discussion_comment', { kind: 'strangers', because: anyone }],
    ['fork', { kind: 'strangers', because: anyone }],
    ['gollum', { kind: 'strangers', because: anyone }],
    ['issue_comment', { kind: 'strangers', because: anyone }],
    ['issues', { kind: 'strangers', because: anyone }],
    ['pull_request_comment', { kind: 'strangers', because: anyone }],
    ['pull_request_target', { kind: 'strangers', because: anyone }],
    ['watch', { kind: 'strangers', because: anyone }],
    ['workflow_run', { kind: 'strangers', because: anyone }],
]);
function automatic(facts, event, rule) {
    if (rule.kind === 'told')
        return no(`On ${event} nothing is saved by itself: ${rule.because}.`);
    const isDefault = isDefaultBranch(facts);
    if (isDefault === undefined) {
        return no(`The event ${event} does not name the default branch, the only one that saves by itself.`);
    }
    if (!isDefault) {
        return no(`${facts.ref} is not the default branch, the only one that saves by itself; input save: always saves here too.`);
    }
    if (facts.head === undefined) {
        return no('Nothing is checked out in the workspace, so whose code ran cannot be told; input save: always saves nevertheless.');
    }
    if (facts.head !== facts.sha)
        return no(otherCommitReason(facts.head, facts.sha));
    return yes(`This is a ${event} on the default branch, which other runs restore from.`);
}
function always(facts) {
    // A merged pull request's ref is the branch it went to, so the ref decides and not the event.
    if (facts.storeHasScopes && facts.ref.startsWith('refs/pull/')) {
        return yes("Input save is always; the entry is this pull request's own.");
    }
    const shared = !facts.storeHasScopes || isDefaultBranch(facts) !== false;
    if (shared && facts.head !== undefined && facts.head !== facts.sha) {
        return no(otherCommitReason(facts.head, facts.sha));
    }
    return yes('Input save is always.');
}
/** Undefined where the payload does not tell. A schedule runs on the default branch, with or without a payload. */
function isDefaultBranch({ event, ref, defaultBranch }) {
    if (defaultBranch === undefined)
        return event === 'schedule' ? true : undefined;
    return ref === `refs/heads/${defaultBranch}`;
}
function otherCommitReason(head, sha) {
    return `The workspace is at ${head.slice(0, 12)} and this run is for ${sha.slice(0, 12)}: what other code left is not for all branches to restore.`;
}
function yes(reason) {
    return { save: true, reason };
}
function no(reason) {
    return { save: false, reason };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/volume/extents.js

/**
 * The parts of a sparse file that hold data, in order. Everything else reads as zeros. Dirty pages are written
 * first, for until then the file's map does not tell of them.
 *
 * @param size the file's length in bytes
 * @returns one extent that covers the whole file where the filesystem below cannot tell
 */
async function dataExtents(path, size) {
    try {
        return parseFilefrag(await (0,command/* run */.eF)('filefrag', ['-v', '-s', path]));
    }
    catch {
        return [{ offset: 0, length: size }];
    }
}
/** Reads what `filefrag -v` (e2fsprogs) prints. @throws Error when it is not that, or not all of it */
function parseFilefrag(output) {
    const blockSize = /\((?:\d+) blocks? of (\d+) bytes\)/.exec(output)?.[1];
    if (blockSize === undefined)
        throw new Error('filefrag named no block size');
    const extents = [];
    let complete = true;
    for (const line of output.split('\n')) {
        const fields = /^\s*\d+:\s*(\d+)\.\.\s*(\d+):\s*\d+\.\.\s*\d+:\s*\d+:(.*)$/.exec(line);
        if (!fields)
            continue;
        const [, first, last, rest] = fields;
        // FIEMAP_EXTENT_LAST (Linux, Documentation/filesystems/fiemap.rst): what is not told of must be a hole.
        complete = rest?.includes('last') === true;
        // Preallocated but never written: reads as zeros.
        if (rest?.includes('unwritten'))
            continue;
        extents.push({
            offset: Number(first) * Number(blockSize),
            length: (Number(last) - Number(first) + 1) * Number(blockSize),
        });
    }
    if (!complete)
        throw new Error('filefrag broke off before the last extent');
    return extents;
}
/** The indices of the chunks that any of `extents` touches, ascending, each once. */
function chunksWithin(extents, chunkSize) {
    const chunks = [];
    const sorted = extents.toSorted((a, b) => a.offset - b.offset);
    let next = 0;
    for (const { offset, length } of sorted) {
        const end = Math.ceil((offset + length) / chunkSize);
        for (next = Math.max(next, Math.floor(offset / chunkSize)); next < end; next++)
            chunks.push(next);
    }
    return chunks;
}

// EXTERNAL MODULE: ./build/src/volume/layout.js
var layout = __webpack_require__(4728);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var volume_manifest = __webpack_require__(9495);
;// CONCATENATED MODULE: ./build/src/volume/pack-writer.js



/** The store neither took a pack nor had it already. */
class PackRefusedError extends Error {
    constructor() {
        super('the store does not take it: this job may only read, or another job is about to write the same');
    }
}
/** Gathers compressed chunks into packs and uploads each full one while the next is gathered. */
class PackWriter {
    packs = [];
    placed = [];
    /** Chunks that were added, in a pack yet or not. */
    chunks = 0;
    /** Their compressed bytes. */
    bytes = 0;
    #store;
    #chunks = [];
    #size = 0;
    /** One chunk is taken at a time, however many are offered: else each could fill and send a pack of its own. */
    #taking = Promise.resolve();
    /** Of the pack that is being uploaded. Its failure is thrown by the next `add` or by `finish`. */
    #upload = Promise.resolve();
    constructor(store) {
        this.#store = store;
    }
    /** Takes a chunk; waits while a full pack cannot yet be uploaded, so at most two packs are in memory. */
    async add(chunk) {
        this.#taking = this.#taking.then(() => this.#take(chunk));
        await this.#taking;
    }
    async #take(chunk) {
        this.#chunks.push({ index: chunk.index, sha256: chunk.sha256, bytes: chunk.compressed });
        this.#size += chunk.compressed.length;
        this.chunks++;
        this.bytes += chunk.compressed.length;
        if (this.#size >= layout/* packSize */.vD)
            await this.#flush();
    }
    /** Uploads what is left. @throws PackRefusedError, or what the store threw */
    async finish() {
        await this.#taking;
        if (this.#size > 0)
            await this.#flush();
        await this.#upload;
    }
    async #flush() {
        const chunks = this.#chunks;
        const size = this.#size;
        this.#chunks = [];
        this.#size = 0;
        const digest = (0,external_node_crypto_.createHash)('sha256');
        for (const { bytes } of chunks)
            digest.update(bytes);
        const sha256 = digest.digest('hex');
        this.packs.push({ sha256, size });
        let offset = 0;
        for (const { index, sha256: chunkHash, bytes } of chunks) {
            this.placed.push({ index, sha256: chunkHash, packSha256: sha256, offset, length: bytes.length });
            offset += bytes.length;
        }
        await this.#upload;
        this.#upload = this.#send(sha256, chunks.map(({ bytes }) => bytes));
        // It is awaited later; until then a failure must not count as one that nobody handles.
        this.#upload.catch(() => undefined);
    }
    async #send(sha256, pieces) {
        const key = (0,keys/* packKey */.l7)(sha256);
        const stored = await this.#store.put(key, inOnePiece(...pieces));
        // A taken key is as good: a pack is named by its bytes.
        if (!stored && !(await this.#store.has(key)))
            throw new PackRefusedError();
    }
}
/** What a store's `put` takes, of bytes that are in memory already. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inOnePiece(...pieces) {
    yield* pieces;
}

// EXTERNAL MODULE: ./build/src/volume/superblock.js
var volume_superblock = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/src/volume/workers.js
var volume_workers = __webpack_require__(5407);
;// CONCATENATED MODULE: ./build/src/volume/save.js








/**
 * What an engine that did nothing changes: it rewrites pages of its databases in place, so few chunks differ, no
 * file comes or goes, and hardly any grows. Work that is worth keeping leaves at least a new folder.
 */
const idleChunks = 32;
const idleBlocks = 64;
/**
 * Saves a snapshot of an image: first packs of the chunks that the previous snapshot lacks, last the manifest.
 * Until the manifest is there the snapshot does not exist.
 *
 * @throws Error when the store fails or the signal is given: then at most packs were written that nothing names
 */
async function saveSnapshot(options) {
    // One thread a core of the smallest hosted machine: each is busy all the time.
    const workers = new volume_workers/* Workers */.G(2);
    try {
        return await save(options, workers);
    }
    finally {
        await workers.close();
    }
}
async function save(options, workers) {
    const { image, store, previous, signal } = options;
    const imageSize = (await (0,promises_.stat)(image)).size;
    const filesystem = await describe(image);
    const before = new Map(previous ? placedChunks(previous.manifest).map((chunk) => [chunk.index, chunk]) : []);
    const writer = new PackWriter(store);
    let newChunks = 0;
    /** Compresses each chunk that is not in `known` as it was; gives back those that are. */
    const scan = async (indices, known) => {
        const same = [];
        await (0,volume_workers/* inLanes */.L)((0,layout/* chunkRuns */.o7)(indices), workers.size * 2, async ({ first, count }) => {
            signal?.throwIfAborted();
            const hashes = Array.from({ length: count }, (_, at) => known.get(first + at)?.sha256 ?? '');
            for (const chunk of await workers.scan({ kind: 'scan', image, first, known: hashes })) {
                const stored = known.get(chunk.index);
                if (!before.has(chunk.index))
                    newChunks++;
                if (chunk.compressed)
                    await writer.add({ ...chunk, compressed: chunk.compressed });
                else if (stored)
                    same.push(stored);
            }
        });
        return same;
    };
    const report = (outcome, kept, rewrittenBytes = 0) => ({
        outcome,
        chunks: kept.length + writer.chunks,
        changedChunks,
        writtenBytes: writer.bytes,
        rewrittenBytes,
        liveBytes: totalLength(kept) + writer.bytes,
        packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
    });
    let kept = [];
    let changedChunks = 0;
    const rewrite = async (packs) => {
        const moved = kept.filter((chunk) => packs.has(chunk.packSha256));
        kept = kept.filter((chunk) => !packs.has(chunk.packSha256));
        await scan(moved.map((chunk) => chunk.index), new Map());
        return totalLength(moved);
    };
    try {
        kept = await scan(chunksWithin(await dataExtents(image, imageSize), volume_manifest/* chunkSize */.ZL), before);
        changedChunks = newChunks + before.size - kept.length;
        if (options.skipIdle &&
            previous &&
            changedChunks <= idleChunks &&
            alike(filesystem, previous.manifest.filesystem)) {
            return report('idle', kept);
        }
        let rewritten = await rewrite((0,layout/* packsToRewrite */.uE)(usesOf(previous?.manifest.packs ?? [], kept), writer.bytes));
        await writer.finish();
        // Right before the manifest: what it refers to may have been evicted since the restore.
        const missing = await missingPacks(store, kept);
        if (missing.size > 0) {
            rewritten += await rewrite(missing);
            await writer.finish();
        }
        signal?.throwIfAborted();
        const manifest = compose(options, imageSize, filesystem, [...kept, ...writer.placed], writer.packs);
        const stored = await store.put(options.entryKey, inOnePiece((0,volume_manifest/* encodeManifest */.Gb)(manifest)));
        return report(stored ? 'saved' : 'refused', kept, rewritten);
    }
    catch (error) {
        if (error instanceof PackRefusedError)
            return report('refused', kept);
        throw error;
    }
}
async function describe(image) {
    const superblock = await (0,volume_superblock/* readSuperblock */.t)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    return {
        uuid: superblock.uuid,
        usedBlocks: superblock.blocks - superblock.freeBlocks,
        usedInodes: superblock.inodes - superblock.freeInodes,
    };
}
function alike(now, before) {
    return now.usedInodes === before.usedInodes && Math.abs(now.usedBlocks - before.usedBlocks) <= idleBlocks;
}
function placedChunks(manifest) {
    return manifest.chunks.map(({ index, sha256, pack, offset, length }) => {
        return { index, sha256, packSha256: manifest.packs[pack]?.sha256 ?? '', offset, length };
    });
}
function totalLength(chunks) {
    return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
function usesOf(packs, kept) {
    const live = new Map();
    for (const { packSha256, length } of kept)
        live.set(packSha256, (live.get(packSha256) ?? 0) + length);
    return packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }));
}
async function missingPacks(store, kept) {
    const missing = new Set();
    await (0,volume_workers/* inLanes */.L)(new Set(kept.map((chunk) => chunk.packSha256)), 8, async (sha256) => {
        if (!(await store.has((0,keys/* packKey */.l7)(sha256))))
            missing.add(sha256);
    });
    return missing;
}
function compose({ previous, engineVersion }, imageSize, filesystem, chunks, written) {
    const used = new Set(chunks.map((chunk) => chunk.packSha256));
    const packs = [...(previous?.manifest.packs ?? []), ...written].filter((pack) => used.delete(pack.sha256));
    const packIndex = new Map(packs.map((pack, at) => [pack.sha256, at]));
    return {
        imageSize,
        filesystem,
        engineVersion,
        predecessors: previous ? [previous.key, ...previous.manifest.predecessors].slice(0, 2) : [],
        packs,
        chunks: chunks
            .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
            .toSorted((a, b) => a.index - b.index),
    };
}

// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume = __webpack_require__(8360);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 3 modules
var engine_version = __webpack_require__(4508);
;// CONCATENATED MODULE: ./build/src/main/save.js














/** The action save. */
async function save_save() {
    await saveVolume((0,inputs/* readSaveInputs */.HX)());
}
/** Decides whether the job's state is saved, stops the engine if so, and saves what it left. Never fails the job. */
async function saveVolume(inputs) {
    const job = await (0,action_job/* readJob */.cd)();
    if (job?.saved) {
        log/* jobLog */.W.info('An earlier step of this job has dealt with the save.');
        return;
    }
    try {
        const said = await decideAndSave(inputs, job);
        log/* jobLog */.W.info(said);
        await (0,summary/* addToSummary */.D)(`Save: ${said}`);
    }
    catch (error) {
        log/* jobLog */.W.warning(`Nothing was saved: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (job)
        await (0,action_job/* writeJob */.Pg)({ ...job, saved: true });
    if (context/* machineStays */.UZ && job?.volume)
        await (0,volume/* clearAway */.MB)(job.volume.name);
}
async function decideAndSave(inputs, job) {
    if (!job)
        return 'Nothing is saved: no step of this job restored a volume.';
    const { volume, container } = job;
    if (!volume)
        return `Nothing is saved. ${job.reason ?? 'The job has no volume of ours.'}`;
    if (container === undefined)
        return 'Nothing is saved: no step of this job started an engine.';
    const store = (0,context/* openStore */.Ch)(job.cacheDir, log/* jobLog */.W);
    if (!store)
        return 'Nothing is saved: this job has no cache.';
    const decision = decideSave({
        ...(await (0,context/* saveContext */.tn)()),
        wish: inputs.save,
        storeHasScopes: (0,context/* storeHasScopes */.XG)(store),
        // A cancelled job does not get this far: the posts say `!cancelled()`, and a step's own condition is its user's.
        cancelled: false,
        volumeIsOurs: true,
    });
    if (!decision.save)
        return `Nothing is saved. ${decision.reason}`;
    log/* jobLog */.W.info(decision.reason);
    return await stopAndSave(inputs, { ...job, volume, container }, store);
}
async function stopAndSave(inputs, job, store) {
    const start = performance.now();
    const deadline = AbortSignal.timeout(inputs.saveTimeout * 1000);
    if (!(await (0,volume/* isAttached */.lg)(job.volume))) {
        throw new Error(`the volume ${job.volumeName} is not what it was when this job made it.`);
    }
    const complaint = await log/* jobLog */.W.group('Stop the engine', () => stopCleanly({
        container: job.container,
        volume: job.volumeName,
        version: (0,engine_version/* behaviourOf */.xu)(job.version),
        disk: job.volume,
        mountPoint: (0,external_node_path_.join)(context/* temporary */.q_, 'warm-dagger', `witness-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`),
        timeout: Math.min(inputs.stopTimeout, inputs.saveTimeout),
    }));
    if (complaint !== undefined)
        throw new Error(`the engine's state is not whole: ${complaint}.`);
    const stopped = (0,units/* secondsSince */.w)(start);
    const previous = await (0,action_job/* restoredSnapshot */.P6)(job);
    const report = await saveSnapshot({
        image: job.volume.image,
        store,
        entryKey: (0,keys/* entryKey */.k2)(job.logicalKey, {
            runId: process.env['GITHUB_RUN_ID'] ?? 'local',
            attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
            random: (0,external_node_crypto_.randomBytes)(6).toString('hex'),
        }),
        engineVersion: job.version,
        previous,
        // A state that came from another key has no entry of its own yet, however little changed.
        skipIdle: previous !== undefined && (0,keys/* matchKind */.O4)(previous.key, job.logicalKey, []) === 'exact',
        signal: deadline,
    });
    return `${save_describe(report)} The engine took ${stopped} to stop, all of it ${(0,units/* secondsSince */.w)(start)}.`;
}
function save_describe(report) {
    const { chunks, changedChunks, writtenBytes, liveBytes, packs } = report;
    switch (report.outcome) {
        case 'idle':
            return `Nothing is saved: ${changedChunks} of ${chunks} MiB differ, which an idle engine changes by itself.`;
        case 'refused':
            return 'Nothing is saved: this job may read the cache, but not write to it.';
        case 'saved':
            return `Saved ${changedChunks} changed MiB of ${chunks} as ${(0,units/* megabytes */.i)(writtenBytes)}; the state is ${(0,units/* megabytes */.i)(liveBytes)} in ${packs} packs.`;
    }
}


/***/ }),

/***/ 4728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S3: () => (/* binding */ packRanges),
/* harmony export */   o7: () => (/* binding */ chunkRuns),
/* harmony export */   uE: () => (/* binding */ packsToRewrite),
/* harmony export */   vD: () => (/* binding */ packSize)
/* harmony export */ });
/** Compressed bytes at which a pack is full. Two of them are in memory during a save. */
const packSize = 64 * 2 ** 20;
/** How many bytes of packs a restore may have to list for each byte that is in use. */
const mostWaste = 1.5;
const ordinaryPacks = 8;
/**
 * Which packs a new snapshot should no longer refer to, their live chunks being written again: those with the
 * most waste until no more than half as much again is kept as is used, then the smallest until they are few.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 */
function packsToRewrite(packs, fresh) {
    const rewritten = new Set();
    const live = packs.reduce((sum, pack) => sum + pack.live, fresh);
    let kept = packs.reduce((sum, pack) => sum + pack.size, fresh);
    const rewrite = (pack) => {
        rewritten.add(pack.sha256);
        kept -= pack.size - pack.live;
    };
    for (const pack of packs)
        if (pack.live === 0)
            rewrite(pack);
    const byWaste = packs.toSorted((a, b) => a.live / a.size - b.live / b.size);
    for (const pack of byWaste) {
        if (kept <= mostWaste * live)
            break;
        if (!rewritten.has(pack.sha256))
            rewrite(pack);
    }
    const most = Math.max(ordinaryPacks, Math.ceil((mostWaste * live) / packSize) + ordinaryPacks / 2);
    const bySize = packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => a.live - b.live);
    // What is rewritten goes into the fresh packs, of which there is then at least one.
    const surplus = bySize.length + Math.ceil(Math.max(fresh, 1) / packSize) - most;
    // Some more than must be, so that not every save has to.
    if (surplus > 0)
        for (const pack of bySize.slice(0, surplus + ordinaryPacks / 2))
            rewrite(pack);
    return rewritten;
}
/** Bytes of a pack that are fetched at once; two of them a worker are in memory during a restore. */
const rangeSize = 8 * 2 ** 20;
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
/** Neighbouring chunks of an image, to be read with one request. */
function chunkRuns(indices, most = 8) {
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

/***/ 5407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ Workers),
/* harmony export */   L: () => (/* binding */ inLanes)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);

/**
 * Where a thread begins: beside the bundle that this is part of, or, run from source, beside this file. The path
 * is put together at run time, for the bundler copies what it can read as a path.
 */
function threadEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    return new URL(['.', fromSource ? 'worker-thread.ts' : 'worker.js'].join('/'), import.meta.url);
}
/** A few threads that share the hashing, compressing and writing. Close it, or the process does not end. */
class Workers {
    size;
    #threads = [];
    /** A thread that has ended never answers, so nothing is asked of it any more. */
    #failure;
    #nextId = 0;
    constructor(size) {
        this.size = size;
        for (let n = 0; n < size; n++) {
            const waiting = new Map();
            const worker = new node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.Worker(threadEntry());
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
            throw new Error(answer.error);
        return answer.result;
    }
}
/**
 * Does `job` for every item, `lanes` at a time, in order of their start. The first failure keeps further items
 * from being started, and is thrown once those under way have ended.
 */
async function inLanes(items, lanes, job) {
    const iterator = items[Symbol.iterator]();
    let failed = false;
    const lane = async () => {
        for (let next = iterator.next(); !next.done && !failed; next = iterator.next()) {
            try {
                await job(next.value);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    const results = await Promise.allSettled(Array.from({ length: lanes }, lane));
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
}


/***/ })

};

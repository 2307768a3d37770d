export const id = 795;
export const ids = [795];
export const modules = {

/***/ 1926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ progressIn)
/* harmony export */ });
/* unused harmony export progressLine */
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2958);

/** Milliseconds between two lines. Work that takes less has none. */
const interval = 2000;
/** Tells the log of a long piece of work while it goes on. */
function progressIn(log, activity, now = () => performance.now()) {
    const start = now();
    let last = start;
    return (done, total) => {
        const time = now();
        // The end has a line of its own, with all the numbers.
        if (time - last < interval || done >= total)
            return;
        last = time;
        log.info(progressLine(activity, done, total, time - start));
    };
}
/** @param milliseconds since the beginning */
function progressLine(activity, done, total, milliseconds) {
    const share = Math.floor((100 * done) / total);
    return `${activity}: ${share} %, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(done)} of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytes */ .ix)(total)}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .rate */ .TS)(done, milliseconds)}`;
}


/***/ }),

/***/ 7566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KC: () => (/* binding */ decideKeep),
  Qm: () => (/* binding */ findKept),
  Mv: () => (/* binding */ keepFolder),
  Jg: () => (/* binding */ keepState),
  dz: () => (/* binding */ startFromKept)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var github_context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/summary/summary.js + 1 modules
var summary = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/disk/image.js
var disk_image = __webpack_require__(3478);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/docker-volume.js + 1 modules
var docker_volume = __webpack_require__(9490);
;// CONCATENATED MODULE: ./build/src/disk/kept-images.js









/** Like a cache entry of GitHub's: unused for a week, it goes. */
const longestUnused = 7 * 24 * 60 * 60 * 1000;
const recordName = 'kept.json';
const manifestName = 'manifest';
/** No volume's name begins like this, so it is no volume's folder. */
const shelfName = (0,external_node_path_.join)('warm-dagger', '_kept');
/**
 * The states that a runner's earlier jobs left, last used first. What is there without a whole record was left by a
 * job that was interrupted while it took or kept it, and is removed.
 *
 * @param root a folder that outlives jobs
 * @param volume the Docker volume's name, which is each runner's own
 */
async function keptStates(root, volume) {
    const states = [];
    for (const folder of await foldersIn((0,external_node_path_.join)(root, shelfName, volume))) {
        const state = await readRecord(folder);
        if (state)
            states.push(state);
        else
            await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    return states.toSorted((a, b) => b.usedAt - a.usedAt);
}
async function foldersIn(folder) {
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    return names.map((name) => (0,external_node_path_.join)(folder, name));
}
/** undefined for what is no whole record: other jobs of this machine could write it, too. */
async function readRecord(folder) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, recordName), 'utf8'));
        const { repository, ref, logicalKey, engineVersion, uuid, imageSize, usedAt, snapshotKey = '' } = record;
        const texts = [repository, ref, logicalKey, engineVersion, uuid, snapshotKey];
        const isWhole = texts.every((text) => typeof text === 'string') && [imageSize, usedAt].every(isCount);
        return isWhole ? { ...record, folder } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Of bytes or of milliseconds since 1970, as far as either can go. */
function isCount(value) {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42;
}
/**
 * The state that a job is to start from. One whose own state will be kept starts from what its own ref left; any
 * other reads a copy of what the default branch left. So nothing that a branch or a pull request did ever reaches a
 * job on the default branch, whose state all others restore.
 */
function chooseKept(states, wish) {
    const ref = wish.keeps ? wish.ref : wish.defaultRef;
    const readable = states.filter((state) => state.repository === wish.repository && state.ref === ref);
    const choices = readable.flatMap((state) => {
        const kind = (0,keys/* matchKind */.O4)(asEntry(state.logicalKey), wish.logicalKey, wish.restoreKeys);
        if (!kind)
            return [];
        return [{ state, kind, how: wish.keeps && kind === 'exact' ? 'move' : 'copy' }];
    });
    return choices.find(({ kind }) => kind === 'exact') ?? choices[0];
}
function asEntry(logicalKey) {
    return (0,keys/* entryKey */.k2)(logicalKey, { runId: 'kept', attempt: '1', random: '0' });
}
/**
 * Puts a kept state where the job's image is to be.
 *
 * @throws Error when it is not what its record says, or was not closed cleanly: it is then removed. Or when it could
 * not be moved, which removes it, or copied, which does not. The image's folder is then empty
 */
async function takeKept({ state, how }, image) {
    let isWhole = false;
    await (0,docker_volume/* makeFolderOf */.i7)(image);
    try {
        await assertWhole(state, (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO));
        const snapshot = await readSnapshot(state);
        isWhole = true;
        if (how === 'move') {
            // First of all it is no kept state any more: a job that dies from here on leaves nothing to take.
            await (0,promises_.rm)((0,external_node_path_.join)(state.folder, recordName));
            await (0,promises_.rename)((0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image);
            await (0,promises_.rm)(state.folder, { recursive: true });
        }
        else {
            await (0,command/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, docker_volume/* imageName */.tO), image]);
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }) };
    }
    catch (error) {
        // A whole one that could only not be copied, for want of disk perhaps, is there for others.
        if (!isWhole || how === 'move')
            await (0,promises_.rm)(state.folder, { recursive: true, force: true });
        await (0,docker_volume/* makeFolderOf */.i7)(image);
        throw error;
    }
}
async function assertWhole(state, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (superblock?.uuid !== state.uuid || (await (0,promises_.stat)(image)).size !== state.imageSize) {
        throw new Error('its image is not the one that was kept');
    }
    if (!superblock.clean || superblock.hasErrors)
        throw new Error('its filesystem was not closed cleanly');
}
async function readSnapshot({ folder, snapshotKey }) {
    if (snapshotKey === undefined)
        return undefined;
    return { key: snapshotKey, manifest: (0,manifest/* decodeManifest */.MK)(await (0,promises_.readFile)((0,external_node_path_.join)(folder, manifestName))) };
}
/**
 * Keeps an image for the next job, in place of the state of the same origin. It must be detached, and its engine
 * have been found to have closed it cleanly.
 */
async function keepImage(image, options) {
    const { root, volume, repository, ref, logicalKey, engineVersion, snapshot } = options;
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem`);
    // A machine that loses power must not be left with a record of data that it never wrote.
    await flush(image);
    if (snapshot)
        await (0,promises_.writeFile)((0,external_node_path_.join)((0,external_node_path_.dirname)(image), manifestName), (0,manifest/* encodeManifest */.Gb)(snapshot.manifest));
    await writeRecord((0,external_node_path_.dirname)(image), {
        ...{ repository, ref, logicalKey, engineVersion },
        ...(snapshot && { snapshotKey: snapshot.key }),
        uuid: superblock.uuid,
        imageSize: (await (0,promises_.stat)(image)).size,
        usedAt: Date.now(),
    });
    const shelf = (0,external_node_path_.join)(root, shelfName, volume);
    const origin = JSON.stringify([repository, ref, logicalKey]);
    const folder = (0,external_node_path_.join)(shelf, (0,external_node_crypto_.createHash)('sha256').update(origin).digest('hex').slice(0, 16));
    await (0,promises_.mkdir)(shelf, { recursive: true, mode: 0o700 });
    await (0,promises_.rm)(folder, { recursive: true, force: true });
    await (0,promises_.rename)((0,external_node_path_.dirname)(image), folder);
}
async function flush(path) {
    const file = await (0,promises_.open)(path, 'r+');
    try {
        await file.sync();
    }
    finally {
        await file.close();
    }
}
async function writeRecord(folder, record) {
    const file = (0,external_node_path_.join)(folder, recordName);
    await (0,promises_.writeFile)(`${file}.new`, JSON.stringify(record));
    await flush(`${file}.new`);
    await (0,promises_.rename)(`${file}.new`, file);
}
/**
 * Removes states that nobody used for a week, whoever left them: a runner that is gone does not come back for its
 * own. Of this runner's own, the longest unused go until all of them together are no larger than what is free,
 * less the host's margin: whatever is kept, a job that works on a copy finds room for it.
 *
 * @returns how many were removed
 */
async function removeOldStates(root, volume, now = Date.now()) {
    let removed = 0;
    const remove = async ({ folder }) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        removed++;
    };
    for (const shelf of await foldersIn((0,external_node_path_.join)(root, shelfName))) {
        for (const folder of await foldersIn(shelf)) {
            const state = await readRecord(folder);
            if (state && now - state.usedAt > longestUnused)
                await remove(state);
        }
    }
    const own = [...(await keptStates(root, volume))];
    for (let last = own.at(-1); last; last = own.at(-1)) {
        if ((await bytesOf(own)) <= (await (0,disk_image/* freeBytes */.go)(last.folder)) - disk_image/* hostMargin */.Ng)
            break;
        await remove(last);
        own.pop();
    }
    return removed;
}
/** What they take of the disk. */
async function bytesOf(states) {
    const sizes = states.map(async ({ folder }) => {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, docker_volume/* imageName */.tO)).catch(() => undefined);
        return (facts?.blocks ?? 0) * 512; // stat(2): the unit of st_blocks
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/job/kept-state.js













/** The folder for a state that is to outlive the job; undefined where none is to, or can. */
async function keepFolder({ keep }) {
    if (!(keep ?? github_context/* machineStays */.UZ))
        return undefined;
    try {
        await (0,promises_.mkdir)(github_context/* lasting */.nS, { recursive: true });
        await (0,promises_.access)(github_context/* lasting */.nS, external_node_fs_.constants.W_OK);
        return github_context/* lasting */.nS;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state cannot stay on this machine for the next job: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Whether what this job leaves may stay for the next: where it may be saved at all, whether or not it is. A state
 * is kept for runs of its own ref, as an entry of GitHub's cache is.
 */
function decideKeep(context, wish) {
    return (0,saving/* decideSave */.y)({
        ...context,
        wish: wish === 'never' ? 'auto' : wish,
        storeHasScopes: true,
        cancelled: false,
        volumeIsOurs: true,
    });
}
/** What this machine has kept that the job may start from. Makes room first. */
async function findKept(root, job, restoreKeys, wish) {
    await removeOldStates(root, job.volumeName);
    const context = await (0,github_context/* runContext */.pO)();
    return chooseKept(await keptStates(root, job.volumeName), {
        ...context,
        logicalKey: job.logicalKey,
        restoreKeys,
        keeps: decideKeep(context, wish).save,
    });
}
/**
 * Puts a kept state where the job's image is to be; undefined where it turns out to be of no use.
 *
 * @param volumeSize bytes that the job wants; undefined: as many as the machine allows
 */
async function startFromKept(choice, image, volumeSize) {
    const start = performance.now();
    const { state, how } = choice;
    try {
        const held = await bytesOf([state]);
        const free = await (0,disk_image/* freeBytes */.go)((0,external_node_path_.dirname)(image));
        if ((how === 'copy' ? held : 0) + disk_image/* hostMargin */.Ng > free) {
            log/* jobLog */.W.warning('This machine has too little free disk for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        // What is moved has its room already.
        const room = (0,disk_image/* imageSizeWithin */.SY)(how === 'move' ? free + held : free, volumeSize);
        await (0,disk_image/* fitImage */.J0)(image, state.imageSize, room);
        const time = performance.now() - start;
        const { logicalKey: key, usedAt, engineVersion } = state;
        log/* jobLog */.W.info(`Took the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* seconds */.YA)(time)}; its key is ${key}.`);
        const exact = choice.kind === 'exact';
        await (0,summary/* addToSummary */.Dg)((0,summary/* restoreSummary */.rk)({ kind: 'kept', key, exact, usedAt, engineVersion, how, time }, [], Date.now()));
        return taken;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state that this machine kept cannot be used: ${(0,reason/* reasonOf */.A)(error)}.`);
        return undefined;
    }
}
/**
 * Keeps the job's image for the next. Only for one whose engine was found to have closed it cleanly.
 *
 * @param closed the image's superblock as the engine left it
 */
async function keepState(root, job, snapshot, closed, { repository, ref }) {
    try {
        await (0,docker_volume/* releaseVolume */.s9)(job.volume);
        if (!closed || !(await (0,disk_superblock/* isUntouchedSince */.i3)(closed, job.volume.image))) {
            throw new Error('its filesystem was mounted again after the engine had closed it');
        }
        await keepImage(job.volume.image, {
            ...{ root, repository, ref, snapshot },
            volume: job.volumeName,
            logicalKey: job.logicalKey,
            engineVersion: job.version,
        });
        await removeOldStates(root, job.volumeName);
        log/* jobLog */.W.info('The state stays on this machine for the next job.');
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}


/***/ }),

/***/ 5876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ isDefaultBranch),
/* harmony export */   y: () => (/* binding */ decideSave)
/* harmony export */ });
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
function isDefaultBranch({ event, ref, defaultBranch, }) {
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

/***/ 3309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ SnapshotError),
/* harmony export */   WI: () => (/* binding */ readManifest),
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









/** What of a snapshot is missing or wrong, as a sentence that names it. */
class SnapshotError extends Error {
}
/** Reads the manifest that an entry holds. @throws SnapshotError */
async function readManifest(store, key) {
    const bytes = await readEntry(store, key).catch((error) => {
        throw new SnapshotError(`The manifest ${key} cannot be fetched: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    });
    if (!bytes)
        throw new SnapshotError(`The manifest ${key} is not in the store any more.`);
    try {
        return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeManifest */ .MK)(bytes);
    }
    catch (error) {
        throw new SnapshotError(`The manifest ${key} cannot be used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
    }
}
async function readEntry(store, key) {
    const entry = await store.open(key);
    if (!entry)
        return undefined;
    try {
        return await (0,_store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .readRange */ .q)(entry.source, 0, undefined, _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .mostManifestSize */ .oK);
    }
    finally {
        await entry.close();
    }
}
/**
 * Writes the image that a snapshot holds to a new sparse file, every chunk checked against its hash.
 *
 * @param onProgress told of compressed bytes
 * @returns compressed bytes that were fetched
 * @throws SnapshotError when anything is missing or wrong; what the file then holds is not to be used
 */
async function writeImage(store, snapshot, image, onProgress) {
    const { manifest } = snapshot;
    const ranges = (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .packRanges */ .S3)(manifest.chunks);
    const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    let done = 0;
    const packs = new OpenPacks(store, manifest, ranges);
    await packs.checkAll();
    await (0,_disk_image_js__WEBPACK_IMPORTED_MODULE_3__/* .makeSparseFile */ .d2)(image, manifest.imageSize);
    // More than there are cores: a thread also waits for the network, and what it waits for is not lost.
    const workers = new _workers_js__WEBPACK_IMPORTED_MODULE_6__/* .Workers */ .G(Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)() + 1));
    try {
        await (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .inLanes */ .L)(ranges, workers.size * 2, async (range) => {
            await packs.use(range, async ({ source }) => {
                await workers.write({ kind: 'write', image, source, key: manifest.fingerprintKey, ...range });
            });
            done += range.end - range.start;
            onProgress?.(done, total);
        });
    }
    finally {
        await workers.close();
        await packs.closeAll();
    }
    const superblock = await (0,_disk_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t_)(image);
    if (!superblock?.clean || superblock.uuid !== manifest.filesystem.uuid) {
        throw new SnapshotError(`The snapshot ${snapshot.key} holds no filesystem that was closed in order.`);
    }
    return total;
}
/** Opens each pack when the first of its ranges is wanted, and closes it after the last. */
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
    /** Makes sure that every pack can be had, before the first byte is fetched. */
    async checkAll() {
        await (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .inLanes */ .L)(this.#packs, 8, async ({ sha256 }) => {
            const there = await this.#store.has((0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256)).catch((error) => {
                throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
            });
            if (!there)
                throw new SnapshotError(`The pack ${sha256} is not in the store any more.`);
        });
    }
    async use(range, body) {
        const { pack } = range;
        try {
            const opened = this.#get(pack);
            await body(await opened).catch(async (error) => {
                if (!(error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_2__/* .SourceError */ .c) || (await opened).source.kind === 'file')
                    throw error;
                // The URL may have expired, or the bytes been damaged on their way: a new one is asked for, once.
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
            throw new Error('it is not in the store any more');
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
/* harmony export */   G: () => (/* binding */ Workers),
/* harmony export */   L: () => (/* binding */ inLanes)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);


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
            throw new (answer.ofSource ? _store_source_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceError */ .c : Error)(answer.error);
        return answer.result;
    }
}
/**
 * Does `job` for every item, `lanes` at a time, in order of their start. The first failure keeps further items
 * from being started, and is thrown once those under way have ended.
 */
async function inLanes(items, lanes, job) {
    const iterator = items[Symbol.iterator]();
    const failures = [];
    const lane = async () => {
        for (let next = iterator.next(); !next.done && failures.length === 0; next = iterator.next()) {
            try {
                await job(next.value);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (failures.length > 0)
        throw failures[0];
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

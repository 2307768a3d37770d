export const id = 952;
export const ids = [952];
export const modules = {

/***/ 1952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openStore: () => (/* binding */ openStore)
});

// UNUSED EXPORTS: bucketScopes

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/store/actions-environment.js
/**
 * The cache that the runner's variables describe; undefined outside a job, or if there is no cache. Uses the rules
 * and names of @actions/cache 6.3.0, lib/internal/config.js: version 2 is never used with GitHub Enterprise
 * Server, and an unknown cache mode forbids nothing.
 */
function actionsCache(env) {
    const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase();
    const readable = mode !== 'none' && mode !== 'write-only';
    const writable = mode !== 'none' && mode !== 'read';
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
    if (env['ACTIONS_CACHE_SERVICE_V2'] && url && token && URL.canParse(url) && !isEnterpriseServer(env)) {
        return { service: { url: new URL(url), token }, readable, writable, isGitHubs: isGitHubs(env, url) };
    }
    const toolkitUrl = env['ACTIONS_CACHE_URL'];
    if (!toolkitUrl)
        return undefined;
    return { service: 'toolkit', readable, writable, isGitHubs: isGitHubs(env, toolkitUrl) };
}
/**
 * Whether a cache service is GitHub's: on one of its own hosts, or on the GitHub Enterprise Server that runs the
 * job. Gitea, Forgejo and nektos/act set the same variable to their own server, and set ACT.
 *
 * Source of the host names: docs.github.com, "Self-hosted runners reference", "Accessible domains by function";
 * for data residency "Network details for GHE.com".
 */
function isGitHubs(env, url) {
    if (!URL.canParse(url))
        return false;
    const { hostname } = new URL(url);
    if (/\.(actions\.githubusercontent\.com|ghe\.com)$/.test(hostname))
        return true;
    return isEnterpriseServer(env) && env['ACT'] !== 'true' && hostname === serverName(env);
}
function isEnterpriseServer(env) {
    const hostname = serverName(env);
    return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost');
}
function serverName(env) {
    return new URL(env['GITHUB_SERVER_URL'] || 'https://github.com').hostname;
}

// EXTERNAL MODULE: ./build/src/network-limits.js
var network_limits = __webpack_require__(9256);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(235);
// EXTERNAL MODULE: ./build/src/environment.js
var environment = __webpack_require__(2020);
;// CONCATENATED MODULE: ./build/src/store/actions-lookup.js
/**
 * Finds the newest entry for the first prefix that has entries. The service searches scope by scope: it prefers a
 * branch's own match of the last prefix to the default branch's match of the first. So unless its answer matches
 * the first prefix, the earlier prefixes are looked up one by one. A hit on the first prefix, or a miss of all,
 * takes only one lookup.
 */
async function findByPrefix(prefixes, lookUp) {
    const found = await lookUp(prefixes);
    if (found === undefined)
        return undefined;
    const matched = prefixes.findIndex((prefix) => found.startsWith(prefix));
    if (matched === -1)
        return undefined;
    const better = await Promise.all(prefixes.slice(0, matched).map(async (prefix) => {
        const key = await lookUp([prefix]);
        return key?.startsWith(prefix) ? key : undefined;
    }));
    return { key: better.find((key) => key !== undefined) ?? found };
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit-output.js
function parseToolkitOutput(output) {
    const secrets = [];
    const problems = [];
    const details = [];
    for (const line of output.split('\n')) {
        const [, command, data = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
        const text = command === undefined ? line : unescaped(data);
        if (command === 'add-mask') {
            secrets.push(text);
            continue;
        }
        if (command === 'warning' || command === 'error')
            problems.push(text);
        if (text.trim() !== '')
            details.push(text);
    }
    return { secrets, problems, details };
}
/** Reverses how @actions/core escapes the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data) {
    return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
/** Why a lookup or a restore failed; undefined if there was no entry, or this job may not read the cache. */
function restoreFailure({ problems }) {
    return problems.find((problem) => !problem.includes('cache read denied:'));
}
/**
 * Why a save failed; undefined if the key exists or the job may not write. If an outage makes the reservation
 * fail, the toolkit (6.3.0, lib/cache.js, saveCacheV2) reports an existing key; only its debug line shows the
 * cause.
 */
function saveFailure({ problems, details }) {
    const refused = (text) => text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists');
    const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'));
    if (reserving !== undefined)
        return refused(reserving) ? undefined : reserving;
    // Version 1 reports an existing key for every answer without an ID, even for a proxy's page (saveCacheV1); only
    // the details show the cause.
    const taken = details.find((detail) => detail.includes('another job may be creating this cache. More details:'));
    if (taken !== undefined)
        return refused(taken) ? undefined : taken;
    return problems.find((problem) => !refused(problem));
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit.js











/**
 * The only file of every entry, below the staging folder. The toolkit hashes the name into the entry's version, so
 * it is the same on every machine: another name would make every lookup miss.
 */
const entryFile = 'warm-dagger-entry';
/**
 * The script of the toolkit's process: next to the bundle that contains this module or, if run from source, next
 * to this file. The path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function processEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    const name = fromSource ? 'actions-toolkit-process.ts' : 'toolkit.js';
    return (0,external_node_url_.fileURLToPath)(new URL(['.', name].join('/'), import.meta.url));
}
/**
 * The Actions cache through @actions/cache, one call after another: slower, but works wherever the toolkit works.
 */
class ActionsToolkitStore {
    name = 'the Actions cache through @actions/cache';
    isolatesBranches;
    readsRanges = false;
    cleanable;
    #access;
    #env;
    #log;
    #stagingFolder;
    #signal;
    #process;
    /** Settles when all calls so far are done. */
    #turn = Promise.resolve();
    /**
     * @param stagingFolder absolute path; created if needed. Opened entries are files in it
     * @param signal aborts the calls in progress, which then throw
     */
    constructor(access, env, log, stagingFolder, signal) {
        this.isolatesBranches = access.isGitHubs;
        this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' };
        this.#access = access;
        this.#env = env;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#signal = signal;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, (keys) => this.#lookUp(keys));
    }
    async has(key) {
        return (await this.#lookUp([key])) === key;
    }
    async open(key) {
        if (!this.#access.readable)
            return undefined;
        return await this.#inTurn(async () => {
            const { answer, output } = await this.#call({ kind: 'restore', path: entryFile, key });
            const failure = answer.error ?? restoreFailure(output);
            if (failure !== undefined)
                throw new Error(`opening ${key}: ${failure}`);
            if (answer.matchedKey !== key)
                return undefined;
            const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
            const facts = await (0,promises_.lstat)((0,external_node_path_.join)(this.#stagingFolder, entryFile));
            // A link could point elsewhere, and reading a pipe could block forever.
            if (!facts.isFile())
                throw new Error(`opening ${key}: the stored entry is not a file`);
            await (0,promises_.rename)((0,external_node_path_.join)(this.#stagingFolder, entryFile), path);
            const { size } = facts;
            return { source: { kind: 'file', path }, size, close: () => (0,promises_.rm)(path, { force: true }) };
        });
    }
    async put(key, content) {
        if (!this.#access.writable)
            return false;
        return await this.#inTurn(async () => {
            await (0,external_node_stream_promises_.pipeline)(content, (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(this.#stagingFolder, entryFile)));
            const { answer, output } = await this.#call({ kind: 'save', path: entryFile, key });
            const failure = answer.error ?? saveFailure(output);
            if (answer.saved !== true && failure !== undefined)
                throw new Error(`storing ${key}: ${failure}`);
            return answer.saved === true;
        });
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        return await this.#inTurn(async () => {
            const { answer, output } = await this.#call({ kind: 'lookUp', path: entryFile, keys });
            const failure = answer.error ?? restoreFailure(output);
            if (failure !== undefined)
                throw new Error(`looking up ${keys.join(', ')}: ${failure}`);
            return answer.matchedKey;
        });
    }
    /** Runs calls one after another, because they share the entry's file. Removes what each call leaves there. */
    async #inTurn(body) {
        const turn = this.#turn.then(async () => {
            await (0,promises_.mkdir)(this.#temporary(), { recursive: true });
            try {
                return await body();
            }
            finally {
                await (0,promises_.rm)((0,external_node_path_.join)(this.#stagingFolder, entryFile), { recursive: true, force: true });
                await (0,promises_.rm)(this.#temporary(), { recursive: true, force: true });
            }
        });
        this.#turn = turn.catch(() => undefined);
        return await turn;
    }
    /** For the toolkit's archives, which it does not remove completely. */
    #temporary() {
        return (0,external_node_path_.join)(this.#stagingFolder, 'temporary');
    }
    async #call(call) {
        const answer = await this.#ask(call);
        const output = parseToolkitOutput(answer.output);
        output.secrets.forEach(core/* setSecret */.Pq);
        for (const detail of output.details)
            this.#log.debug(`@actions/cache: ${detail}`);
        return { answer, output };
    }
    async #ask(call) {
        this.#signal?.throwIfAborted();
        const child = (this.#process ??= this.#start());
        const { promise, resolve, reject } = Promise.withResolvers();
        const ended = () => {
            reject(new Error('the process of @actions/cache ended'));
        };
        const abort = () => {
            reject(this.#signal?.reason);
            child.kill();
        };
        this.#signal?.addEventListener('abort', abort, { once: true });
        child.once('message', resolve).once('error', reject).once('exit', ended);
        child.ref();
        child.channel?.ref();
        try {
            child.send(call, (error) => {
                if (error)
                    reject(error);
            });
            return await promise;
        }
        finally {
            this.#signal?.removeEventListener('abort', abort);
            child.off('message', resolve).off('error', reject).off('exit', ended);
            // It exits with this process, and does not keep this process running.
            child.unref();
            child.channel?.unref();
        }
    }
    #start() {
        const child = (0,external_node_child_process_.fork)(processEntry(), [], {
            cwd: this.#stagingFolder,
            // With RUNNER_DEBUG, the toolkit unpacks every archive a second time to list it.
            env: {
                ...(0,environment/* cacheClientEnvironment */.To)(this.#env),
                GITHUB_WORKSPACE: this.#stagingFolder,
                RUNNER_TEMP: this.#temporary(),
                RUNNER_DEBUG: undefined,
                // The toolkit unpacks with --absolute-names, so an archive can name any path. This makes GNU tar write
                // everything to our one file, whatever path or link the archive names.
                TAR_OPTIONS: `--transform=s,.*,${entryFile},`,
            },
            execArgv: [],
            // It sends its output in its answers. Only a crash writes to stderr.
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        child.once('exit', () => {
            if (this.#process === child)
                this.#process = undefined;
        });
        return child;
    }
}

// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
// EXTERNAL MODULE: ./build/src/store/official-client.js
var official_client = __webpack_require__(3716);
;// CONCATENATED MODULE: ./build/src/store/actions-blocks.js



/**
 * Uploads a blob to a signed URL with the protocol of Azure Blob Storage: a small blob in one request, a larger
 * one in blocks, several at a time, which become the blob when the list of blocks is sent (REST API: Put Blob, Put
 * Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, an Error for a refused request, or what the content throws; the blob then does not
 *   exist
 */
async function uploadBlob(signedUrl, content, limits, log) {
    const target = { url: masked(signedUrl), limits, log };
    const { single, block: blockSize, concurrentBlocks } = (0,official_client/* uploadSizes */.eZ)(target.url);
    const uploads = new BlockUploads(target, concurrentBlocks);
    /** Blocks that may still fit into one request. */
    let held = [];
    let size = 0;
    try {
        for await (const block of inBlocks(content, blockSize)) {
            size += block.size;
            held.push(block);
            if (size <= single)
                continue;
            for (const next of held)
                await uploads.add(next);
            held = [];
            if (uploads.failure)
                break;
        }
    }
    finally {
        await uploads.settled();
    }
    if (uploads.failure)
        throw uploads.failure.error;
    if (uploads.ids.length === 0) {
        const body = held.flatMap(({ pieces }) => pieces);
        await put(target, 'uploading a blob', {}, body, { ...ofBytes, 'x-ms-blob-type': 'BlockBlob' });
    }
    else {
        const list = uploads.ids.map((id) => `<Latest>${id}</Latest>`).join('');
        const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${list}</BlockList>`;
        await put(target, 'uploading the list of blocks', { comp: 'blocklist' }, [Buffer.from(body)], {
            'content-type': 'application/xml',
        });
    }
    return size;
}
/** Uploads blocks, a limited number at the same time. */
class BlockUploads {
    /** The IDs of all blocks, in the order of the blob. */
    ids = [];
    /** The first failure. No block is uploaded after it. */
    failure;
    #target;
    #max;
    #nameOf = (0,official_client/* blockNames */.cK)();
    #running = new Set();
    constructor(target, max) {
        this.#target = target;
        this.#max = max;
    }
    /** Starts to upload a block as soon as fewer than the maximum are being uploaded. */
    async add(block) {
        while (this.#running.size >= this.#max)
            await Promise.race(this.#running);
        if (this.failure)
            return;
        const blockid = this.#nameOf(this.ids.length);
        this.ids.push(blockid);
        const query = { comp: 'block', blockid };
        const upload = put(this.#target, 'uploading a block', query, block.pieces, ofBytes)
            .catch((error) => {
            this.failure ??= { error };
        })
            .finally(() => this.#running.delete(upload));
        this.#running.add(upload);
    }
    /** Waits until no upload is in progress. Does not throw. */
    async settled() {
        await Promise.all(this.#running);
    }
}
const ofBytes = { 'content-type': 'application/octet-stream' };
async function put({ url, limits, log }, name, query, body, headers) {
    const target = new URL(url);
    for (const [key, value] of Object.entries(query))
        target.searchParams.set(key, value);
    const request = { name, method: 'PUT', url: target, headers: (0,official_client/* azureHeaders */.mN)(headers), body };
    const { status } = await (0,actions_http/* send */.t)(request, limits, log, ({ status }) => 
    // A server that accepts an upload without storing it is not the store.
    status < 400 && status !== 201 ? `the answer was ${status} instead of 201` : undefined);
    if (status !== 201)
        throw new Error(`${name} was answered with ${status}`);
}
/**
 * Splits the content without copying it: a block is a list of pieces.
 *
 * @param blockSize bytes
 */
async function* inBlocks(content, blockSize) {
    let pieces = [];
    let size = 0;
    for await (let piece of content) {
        while (size + piece.length >= blockSize) {
            const room = blockSize - size;
            yield { pieces: [...pieces, piece.subarray(0, room)], size: blockSize };
            piece = piece.subarray(room);
            pieces = [];
            size = 0;
        }
        if (piece.length > 0)
            pieces.push(piece);
        size += piece.length;
    }
    if (size > 0)
        yield { pieces, size };
}
/**
 * Masks the URL's signature in the log, both as it is and URL-encoded.
 *
 * @throws Error if the cache service's URL is not an HTTP address
 */
function masked(signedUrl) {
    const url = URL.parse(signedUrl);
    if (!url || !/^https?:$/.test(url.protocol)) {
        throw new Error('the cache service answered with an address that is not HTTP');
    }
    const signature = url.searchParams.get('sig');
    if (signature) {
        (0,core/* setSecret */.Pq)(signature);
        (0,core/* setSecret */.Pq)(encodeURIComponent(signature));
    }
    return url;
}

// EXTERNAL MODULE: ./build/src/retry.js
var retry = __webpack_require__(2975);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/store/http.js
var http = __webpack_require__(2131);
;// CONCATENATED MODULE: ./build/src/store/actions-v2.js














/**
 * The version that this store sends with every key. The service finds only entries of the same version, so the store
 * never reads entries of other programs, such as tar files of @actions/cache. Change it when the format of an entry's
 * content changes.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('warm-dagger: an entry is its bytes').digest('hex');
/** The text fields of the service's answers that we read. `msg` is the message of an error. */
const textFields = ['message', 'signed_upload_url', 'signed_download_url', 'matched_key', 'msg'];
/** Maximum size of an entry in bytes. A full pack has about 64 MiB. */
const largestEntry = 2 ** 30;
/**
 * The Actions cache, through the protocol of its service, version 2. @actions/cache could only store tar files. This
 * store writes an entry's bytes as they are, and reads them in ranges, without a temporary file.
 */
class ActionsV2Store {
    name = 'the Actions cache';
    isolatesBranches;
    readsRanges = true;
    cleanable;
    #service;
    #access;
    #log;
    #stagingFolder;
    #limits;
    /** By key, the URLs that lookups returned, so that `open` needs no second lookup. */
    #located = new Map();
    /** @param stagingFolder for downloads from a blob host that does not support ranges; created if needed */
    constructor(service, access, log, stagingFolder, limits = network_limits/* storeRequestLimits */.Jd) {
        this.#service = service;
        this.isolatesBranches = access.isGitHubs;
        this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' };
        this.#access = access;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#limits = limits;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key);
    }
    async has(key) {
        return (await this.#lookUp([key]))?.key === key;
    }
    async open(key) {
        const located = this.#located.get(key);
        // Used only once: a caller that opens the entry again had a problem with the URL, which may have expired.
        this.#located.delete(key);
        if (located !== undefined) {
            const opened = await this.#openAt(located, key);
            if (typeof opened === 'object')
                return opened;
        }
        const found = await this.#lookUp([key]);
        this.#located.delete(key);
        if (found?.key !== key)
            return undefined;
        const opened = await this.#openAt(found.url, key);
        if (typeof opened === 'object')
            return opened;
        if (opened === 404)
            return undefined;
        throw new Error(`opening ${key} was answered with ${opened}`);
    }
    async put(key, content) {
        if (!this.#access.writable)
            return false;
        const uploadUrl = await this.#reserve(key);
        if (uploadUrl === undefined)
            return false;
        const size = await uploadBlob(uploadUrl, content, this.#limits, this.#log);
        await this.#finalize(key, size);
        return true;
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        const [key, ...restoreKeys] = keys;
        // Like protobuf's JSON, omits an empty list.
        const request = restoreKeys.length > 0 ? { key, restore_keys: restoreKeys } : { key };
        const { status, fields } = await this.#call('GetCacheEntryDownloadURL', request, [
            'matched_key',
            'signed_download_url',
        ]);
        if (status === 403 && fields.msg?.includes('cache read denied:')) {
            this.#log.info(`${this.name} cannot be read by this job: ${fields.msg}`);
            return undefined;
        }
        if (status !== 200) {
            throw new Error(`looking up ${keys.join(', ')} was answered with ${describe(status, fields)}`);
        }
        const { ok, matched_key: matched, signed_download_url: url } = fields;
        if (!ok || matched === undefined || url === undefined)
            return undefined;
        this.#located.set(matched, url);
        return { key: matched, url };
    }
    /** @returns the signed URL to upload to; undefined if the key exists or the job may not write */
    async #reserve(key) {
        const { status, fields, repeated } = await this.#call('CreateCacheEntry', { key }, ['signed_upload_url']);
        const message = fields.message ?? fields.msg ?? '';
        if (status === 200 && fields.ok && fields.signed_upload_url !== undefined)
            return fields.signed_upload_url;
        if (message.includes('cache write denied:')) {
            this.#log.info(`${this.name} cannot be written by this job: ${message}`);
            return undefined;
        }
        const exists = status === 409 || (status === 200 && (message === '' || message.includes('already exists')));
        if (!exists)
            throw new Error(`reserving ${key} was answered with ${describe(status, fields)}`);
        // It exists, but we may have reserved it ourselves: then it has no content yet, and `has` does not find it.
        if (repeated && !(await this.has(key))) {
            throw new Error(`reserving ${key} succeeded, but its response was lost, so the key cannot be used again`);
        }
        return undefined;
    }
    async #finalize(key, size) {
        const request = { key, size_bytes: String(size) };
        const answer = await this.#call('FinalizeCacheEntryUpload', request).catch((error) => {
            if (error instanceof retry/* UnavailableError */.hG)
                return error;
            throw error;
        });
        const noAnswer = answer instanceof retry/* UnavailableError */.hG;
        if (!noAnswer && answer.status === 200 && answer.fields.ok)
            return;
        // An earlier attempt may have succeeded although its answer was lost.
        if ((noAnswer || answer.repeated) && (await this.has(key)))
            return;
        throw noAnswer
            ? answer
            : new Error(`finishing ${key} was answered with ${describe(answer.status, answer.fields)}`);
    }
    /**
     * Calls a method of the service.
     *
     * @param needed fields that a successful answer must have
     */
    async #call(method, fields, needed = []) {
        const { url, token } = this.#service;
        const { status, repeated, body } = await (0,actions_http/* send */.t)({
            name: method,
            method: 'POST',
            url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
            headers: { ...official_client/* serviceHeaders */.sq, authorization: `Bearer ${token}` },
            body: [Buffer.from(JSON.stringify({ ...fields, version }))],
        }, this.#limits, this.#log, (answer) => problemWith(answer, needed));
        return { status, repeated, fields: fieldsOf(body) ?? { ok: false } };
    }
    /** @returns the entry, or the status of the answer if it is not 200 */
    async #openAt(signedUrl, key) {
        const url = masked(signedUrl);
        const name = `opening ${key}`;
        return (0,official_client/* isAzure */.QH)(url) ? await this.#measure(url, name) : await this.#download(url, name);
    }
    /** Requests only the size. The content is read in ranges, later. */
    async #measure(url, name) {
        const request = { name, method: 'HEAD', url, headers: (0,official_client/* azureHeaders */.mN)() };
        const { status, headers } = await (0,actions_http/* send */.t)(request, this.#limits, this.#log);
        return status === 200 ? readInRanges(url, headers['content-length'], name) : status;
    }
    /**
     * Requests the whole entry, because a host other than Azure may support neither HEAD nor ranges; @actions/cache does
     * the same. If the host offers ranges and the entry is large, cancels the download and reads the entry in ranges.
     */
    async #download(url, name) {
        return await (0,actions_http/* withRetries */.L)(name, this.#limits, this.#log, async () => {
            const response = await (0,http/* sendChecked */.u2)({ method: 'GET', url, headers: official_client/* downloadHeaders */.$R }, this.#limits);
            const { statusCode: status = 0, headers } = response;
            const offersRanges = headers['accept-ranges'] === 'bytes' && Number(headers['content-length']) > official_client/* rangeSize */.xh;
            if (status !== 200 || offersRanges)
                response.destroy();
            if (status !== 200)
                return status;
            return offersRanges
                ? readInRanges(url, headers['content-length'], name)
                : await this.#toFile(response, name);
        });
    }
    async #toFile(response, name) {
        await (0,promises_.mkdir)(this.#stagingFolder, { recursive: true });
        const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
        const close = () => (0,promises_.rm)(path, { force: true });
        try {
            await (0,external_node_stream_promises_.pipeline)(atMost(largestEntry, response, name), (0,external_node_fs_.createWriteStream)(path));
            return { source: { kind: 'file', path }, size: (await (0,promises_.stat)(path)).size, close };
        }
        catch (error) {
            await close();
            throw error;
        }
    }
}
function readInRanges(url, length, name) {
    if (length === undefined)
        throw new Error(`${name}: the answer has no Content-Length`);
    return { source: { kind: 'url', url: url.href }, size: Number(length), close: () => Promise.resolve() };
}
/** Forwards the content. Fails if it is larger than `most` bytes, which protects the disk from a faulty server. */
async function* atMost(most, response, name) {
    const pieces = response[Symbol.asyncIterator]();
    let size = 0;
    try {
        for (;;) {
            const next = await pieces.next().catch((error) => {
                throw new retry/* TransientError */.N_((0,src_reason/* reasonOf */.A)(error), { cause: error });
            });
            if (next.done === true)
                return;
            size += next.value.length;
            if (size > most)
                throw new Error(`${name} returned more than ${most} bytes`);
            yield next.value;
        }
    }
    finally {
        response.destroy();
    }
}
/** Why an answer is incomplete or not the cache service's, as a clause; undefined if it can be used. */
function problemWith({ status, headers, body }, needed) {
    const fields = fieldsOf(body);
    if (!fields) {
        const type = headers['content-type']?.replaceAll(/[^\w/;=. +-]/g, '').slice(0, 60) ?? 'no type';
        return `the answer was not the cache service's (${status}, ${type}): a proxy may have answered`;
    }
    const missing = status === 200 && fields.ok ? needed.filter((name) => !fields[name]) : [];
    return missing.length > 0 ? `the answer lacks ${missing.join(' and ')}` : undefined;
}
/**
 * Parses an answer. Errors are JSON objects too (twirp, "Errors"). As in all of protobuf's JSON, a missing field has
 * its default.
 *
 * @returns undefined if it is not an answer of the cache service
 */
function fieldsOf(body) {
    let answer;
    try {
        answer = JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
    if (!(0,json/* isJsonObject */.O)(answer))
        return undefined;
    const ok = answer['ok'] ?? false;
    if (typeof ok !== 'boolean')
        return undefined;
    const texts = {};
    for (const name of textFields) {
        const value = answer[name] ?? '';
        if (typeof value !== 'string')
            return undefined;
        if (value !== '')
            texts[name] = value;
    }
    return { ...texts, ok };
}
/** The status and the service's message, if any. */
function describe(status, { message, msg }) {
    return [status, message ?? msg].filter(Boolean).join(': ');
}

;// CONCATENATED MODULE: ./build/src/store/actions.js




/**
 * Opens the job's Actions cache; undefined outside a job, or if there is no cache. The two implementations never
 * read each other's entries.
 *
 * @param env the variables that the runner sets
 * @param stagingFolder absolute path outside the checkout, on a disk with room for an entry; created if needed
 * @param signal aborts the requests in progress, which then throw
 */
function actionsStore(env, log, stagingFolder, signal) {
    const cache = actionsCache(env);
    if (!cache)
        return undefined;
    if (cache.service === 'toolkit') {
        log.info('Cache: GitHub Actions cache, through @actions/cache, because this job has no v2 service');
        return new ActionsToolkitStore(cache, env, log, stagingFolder, signal);
    }
    log.info('Cache: GitHub Actions cache (v2, direct)');
    return new ActionsV2Store(cache.service, cache, log, stagingFolder, { ...network_limits/* storeRequestLimits */.Jd, signal });
}

// EXTERNAL MODULE: ./build/src/deadline.js
var deadline = __webpack_require__(5005);
// EXTERNAL MODULE: ./build/src/error-code.js
var error_code = __webpack_require__(525);
;// CONCATENATED MODULE: ./build/src/store/directory.js





const hour = 3600 * 1000;
/** Age in milliseconds after which an unfinished entry is removed, because its writer must have been killed. */
const abandonedAfterMilliseconds = 24 * hour;
/** Time limit for a request to the disk, in milliseconds: a network disk may never answer. */
const diskTimeoutMilliseconds = 120_000;
/**
 * Entries as folders below one folder, which several machines may share. An entry is a folder, named by the hash of
 * its key, with the files `key` and `content`. It is written under another name and then renamed, so a reader never
 * sees an incomplete entry, and the rename fails for the second of two writers of one key. The folder's modification
 * time is the time of the entry's last use.
 */
class DirectoryStore {
    name;
    isolatesBranches = false;
    readsRanges = true;
    cleanable = { kind: 'folder', folder: this };
    #entries;
    #unfinished;
    #signal;
    /** @param signal aborts the operations in progress, which then throw */
    constructor(folder, signal) {
        this.name = `the folder ${folder}`;
        this.#entries = (0,external_node_path_.join)(folder, 'entries');
        this.#unfinished = (0,external_node_path_.join)(folder, 'unfinished');
        this.#signal = signal;
    }
    async find(prefixes) {
        const entries = await this.list();
        for (const prefix of prefixes) {
            const newest = entries.find(({ key }) => key.startsWith(prefix));
            if (newest)
                return newest;
        }
        return undefined;
    }
    /** Counts as a use. */
    async has(key) {
        return await this.#inTime(async () => {
            // Recorded before the check: a job that is removing the entry then notices the use and puts the entry back.
            await noteUse(this.#folder(key));
            return (await fileOrNothing(this.#content(key))) !== undefined;
        });
    }
    async open(key) {
        const path = this.#content(key);
        const stats = await this.#inTime(() => fileOrNothing(path));
        return (stats && {
            source: { kind: 'file', path },
            size: Number(stats.size),
            close: () => Promise.resolve(),
        });
    }
    async put(key, content) {
        const signal = this.#signal;
        signal?.throwIfAborted();
        const writing = this.#put(key, content);
        return signal ? await (0,deadline/* untilAborted */.Eu)(signal, writing) : await writing;
    }
    async #put(key, content) {
        await (0,promises_.mkdir)(this.#entries, { recursive: true });
        await this.#removeAbandoned();
        const draft = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        await (0,promises_.mkdir)(draft, { recursive: true });
        try {
            await writeDurably((0,external_node_path_.join)(draft, 'content'), this.#signal ? until(this.#signal, content) : content);
            await writeDurably((0,external_node_path_.join)(draft, 'key'), [Buffer.from(key)]);
            this.#signal?.throwIfAborted();
            await (0,promises_.rename)(draft, this.#folder(key));
            return true;
        }
        catch (error) {
            // A folder cannot replace another that is not empty.
            if ((0,error_code/* hasCode */.u)(error, 'ENOTEMPTY') || (0,error_code/* hasCode */.u)(error, 'EEXIST'))
                return false;
            throw error;
        }
        finally {
            await (0,promises_.rm)(draft, { recursive: true, force: true });
        }
    }
    /** All entries, newest first. */
    async list() {
        return await this.#inTime(() => this.#list());
    }
    async #list() {
        const entries = [];
        for (const name of await readdirOrNothing(this.#entries)) {
            const used = await lstatOrNothing((0,external_node_path_.join)(this.#entries, name));
            const content = await fileOrNothing((0,external_node_path_.join)(this.#entries, name, 'content'));
            const key = await keyIn((0,external_node_path_.join)(this.#entries, name, 'key'));
            // Another job may be removing it.
            if (!used || !content || key === undefined)
                continue;
            const usedAt = milliseconds(used.mtimeNs > content.mtimeNs ? used.mtimeNs : content.mtimeNs);
            entries.push({ key, size: Number(content.size), written: content.mtimeNs, usedAt });
        }
        entries.sort((a, b) => (a.written < b.written ? 1 : -1));
        return entries.map(({ written, ...entry }) => ({ ...entry, writtenAt: milliseconds(written) }));
    }
    /**
     * Removes the entry atomically: a reader finds all of it or nothing.
     *
     * @param usedAt the last use that the caller knows of, in milliseconds since 1970; an entry that was used later stays
     * @returns false if it stays, or did not exist
     */
    async remove(key, usedAt = Infinity) {
        return await this.#inTime(() => this.#remove(key, usedAt));
    }
    async #remove(key, usedAt) {
        await (0,promises_.mkdir)(this.#unfinished, { recursive: true });
        const gone = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        try {
            await (0,promises_.rename)(this.#folder(key), gone);
        }
        catch (error) {
            if ((0,error_code/* hasCode */.u)(error, 'ENOENT'))
                return false;
            throw error;
        }
        // Checked after the move: no other job can use the entry now, so the answer is final.
        const facts = await lstatOrNothing(gone);
        const isWanted = facts !== undefined && milliseconds(facts.mtimeNs) > usedAt;
        if (isWanted && (await isMoved(gone, this.#folder(key))))
            return false;
        await (0,promises_.rm)(gone, { recursive: true, force: true });
        return !isWanted;
    }
    /** Waits for the work until the time limit or the signal. */
    async #inTime(work) {
        this.#signal?.throwIfAborted();
        const silent = AbortSignal.timeout(diskTimeoutMilliseconds);
        return await (0,deadline/* untilAborted */.Eu)(this.#signal ? AbortSignal.any([this.#signal, silent]) : silent, work());
    }
    #folder(key) {
        return (0,external_node_path_.join)(this.#entries, (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex'));
    }
    #content(key) {
        return (0,external_node_path_.join)(this.#folder(key), 'content');
    }
    async #removeAbandoned() {
        for (const name of await readdirOrNothing(this.#unfinished)) {
            const path = (0,external_node_path_.join)(this.#unfinished, name);
            const stats = await statOrNothing(path);
            if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfterMilliseconds) {
                await (0,promises_.rm)(path, { recursive: true, force: true });
            }
        }
    }
}
/**
 * Writes and flushes a file, so that a crash of the machine after the rename leaves no entry without its content.
 */
async function writeDurably(path, content) {
    const file = await (0,promises_.open)(path, 'wx');
    try {
        for await (const bytes of content)
            await file.writeFile(bytes);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
/** Yields the pieces. Throws the signal's reason as soon as it is aborted, even while waiting for a piece. */
async function* until(signal, content) {
    const pieces = content[Symbol.asyncIterator]();
    for (;;) {
        const next = await (0,deadline/* untilAborted */.Eu)(signal, pieces.next());
        if (next.done === true)
            return;
        yield next.value;
    }
}
async function readdirOrNothing(path) {
    return (await (0,promises_.readdir)(path).catch(nothingIfMissing)) ?? [];
}
async function statOrNothing(path) {
    return await (0,promises_.stat)(path, { bigint: true }).catch(nothingIfMissing);
}
async function lstatOrNothing(path) {
    return await (0,promises_.lstat)(path, { bigint: true }).catch(nothingIfMissing);
}
/** Records the use of an entry, at most once an hour. Without write access to its folder, the use is not recorded. */
async function noteUse(folder) {
    const facts = await lstatOrNothing(folder);
    const now = Date.now();
    if (!facts || milliseconds(facts.mtimeNs) > now - hour)
        return;
    await (0,promises_.lutimes)(folder, now / 1000, now / 1000).catch(() => undefined);
}
/** Whether the folder was moved. It is not if another one has that name by now. */
async function isMoved(from, to) {
    return await (0,promises_.rename)(from, to).then(() => true, () => false);
}
function milliseconds(nanoseconds) {
    return Number(nanoseconds / 1000000n);
}
/** undefined for anything but a regular file: a link could lead elsewhere, and reading a pipe could block forever. */
async function fileOrNothing(path) {
    const facts = await lstatOrNothing(path);
    return facts?.isFile() ? facts : undefined;
}
async function keyIn(path) {
    const size = (await fileOrNothing(path))?.size;
    // 512 characters of at most four bytes each.
    if (size === undefined || size > 2048n)
        return undefined;
    return await (0,promises_.readFile)(path, 'utf8').catch(nothingIfMissing);
}
function nothingIfMissing(error) {
    if ((0,error_code/* hasCode */.u)(error, 'ENOENT'))
        return undefined;
    throw error;
}

// EXTERNAL MODULE: ./build/src/store/s3.js
var s3 = __webpack_require__(6429);
// EXTERNAL MODULE: ./build/src/store/s3-address.js
var s3_address = __webpack_require__(8152);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./build/src/store/bucket.js
var bucket = __webpack_require__(5277);
;// CONCATENATED MODULE: ./build/src/store/s3-bucket.js










/** Bytes of each part except the last: at least 5 MiB (docs.aws.amazon.com, "Amazon S3 multipart upload limits"). */
const partSize = 16 * 2 ** 20;
const concurrentParts = 4;
/** Seconds for which a signed URL is valid, unless the credentials expire earlier. */
const addressLifetimeSeconds = 3600;
/** Identifies the write that created an object, in case the answer to the write is lost. */
const writerNote = 'writer';
/** Times of the server's clock, in milliseconds since 1970: not every service updates the time of an object that is copied onto itself. */
const renewalNote = 'renewed';
const markNote = 'unnamed';
/**
 * A bucket at Amazon S3, or at another service that speaks its protocol. Finds region,
 * endpoint and credentials like Amazon's own tools: in variables, in files, and through the machine. Loads the SDK.
 *
 * @param signal aborts the operations in progress, which then throw
 */
async function openBucket(name, env, log, signal, limits = network_limits/* storeRequestLimits */.Jd) {
    // An expression without a value in a workflow sets an empty variable, which the SDK would use as a value.
    for (const [variable, value] of Object.entries(env)) {
        if (variable.startsWith('AWS_') && value === '')
            Reflect.deleteProperty(env, variable);
    }
    // Loaded only for such a store, because it takes longer to load than the rest of a restore's code.
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
    return new S3Bucket(name, sdk, env, log, { ...limits, signal });
}
class S3Bucket {
    #name;
    #sdk;
    #client;
    #log;
    #limits;
    /** How far the server's clock is ahead of this machine's. */
    #clockAheadMilliseconds = 0;
    /** Set to false when the service rejects a conditional write. */
    #supportsConditionalWrites = true;
    constructor(name, sdk, env, log, limits) {
        this.#name = name;
        this.#sdk = sdk;
        this.#log = log;
        this.#limits = limits;
        this.#client = new sdk.S3Client({
            ...clientConfig(env),
            requestHandler: {
                handle: (request, options) => this.#send(request, options?.abortSignal),
            },
        });
        if (env['GITHUB_ACTIONS'] === 'true')
            this.#maskCredentials();
    }
    now() {
        return Date.now() + this.#clockAheadMilliseconds;
    }
    async *list(prefix) {
        for await (const { Contents: contents = [] } of this.#pages({ Prefix: prefix })) {
            yield contents.flatMap(({ Key: name, Size: size = 0, LastModified: modified }) => name === undefined ? [] : [{ name, size, modifiedAt: modified?.getTime() ?? 0 }]);
        }
    }
    async folders(prefix) {
        const found = [];
        for await (const { CommonPrefixes: folders = [] } of this.#pages({ Prefix: prefix, Delimiter: '/' })) {
            found.push(...folders.flatMap(({ Prefix: folder }) => folder ?? []));
        }
        return found;
    }
    async *#pages(what) {
        const { ListObjectsV2Command } = this.#sdk;
        const doing = 'listing the bucket';
        let next;
        do {
            const page = await this.#ask(doing, async () => {
                const command = new ListObjectsV2Command({ Bucket: this.#name, ContinuationToken: next, ...what });
                const answer = await this.#client.send(command, this.#options);
                const problem = listingProblem(answer);
                if (problem !== undefined)
                    throw new retry/* TransientError */.N_(problem);
                return answer;
            });
            yield page;
            next = page.IsTruncated ? page.NextContinuationToken : undefined;
            // An incomplete listing must not count as complete, because the entries that it lacks would count as deleted.
            if (page.IsTruncated && !next)
                throw new Error(`${doing} failed: it has a next page without a token for it`);
        } while (next !== undefined);
    }
    async head(name) {
        return (await this.#facts(name))?.facts;
    }
    async address(name) {
        const { getSignedUrl } = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(505)]).then(__webpack_require__.t.bind(__webpack_require__, 8505, 19));
        const command = new this.#sdk.GetObjectCommand({ Bucket: this.#name, Key: name });
        return await this.#ask('signing an address', () => getSignedUrl(this.#client, command, {
            expiresIn: addressLifetimeSeconds,
            signingDate: new Date(this.now()),
        }));
    }
    async put(name, content) {
        // Even if the service supports conditional writes, so that nothing is uploaded in vain.
        if (await this.head(name))
            return false;
        const blocks = inBlocks(content, partSize);
        const [first, second] = [await blocks.next(), await blocks.next()];
        const writer = (0,external_node_crypto_.randomUUID)();
        const stored = second.done
            ? await this.#putWhole(name, first.done ? [] : first.value.pieces, writer)
            : await this.#putInParts(name, startingWith(first.done ? [] : [first.value, second.value], blocks), writer);
        if (stored)
            return true;
        // The name exists. This write may have created it if its answer was lost.
        const taken = await this.#facts(name);
        if (!taken)
            throw new Error('storing an object failed: the storage gave up its upload');
        return taken.writer === writer;
    }
    async renew(name) {
        return await this.#copyOntoItself(name, renewalNote);
    }
    async mark(name) {
        return await this.#copyOntoItself(name, markNote);
    }
    async remove(name) {
        await this.#ask('deleting an object', () => this.#client.send(new this.#sdk.DeleteObjectCommand({ Bucket: this.#name, Key: name }), this.#options));
    }
    get #options() {
        return this.#limits.signal ? { abortSignal: this.#limits.signal } : {};
    }
    async #facts(name) {
        try {
            const found = await this.#ask('looking up an object', () => this.#client.send(new this.#sdk.HeadObjectCommand({ Bucket: this.#name, Key: name }), this.#options));
            const { ContentLength: size = 0, LastModified: modified, Metadata: notes = {} } = found;
            const modifiedAt = modified?.getTime() ?? 0;
            const markedAt = timeIn(notes[markNote]);
            const usedAt = timeIn(notes[renewalNote]) ?? (markedAt === undefined ? modifiedAt : 0);
            return { facts: { name, size, modifiedAt, usedAt, markedAt }, writer: notes[writerNote] };
        }
        catch (error) {
            if (isStatus(error, 404))
                return undefined;
            if (error instanceof bucket/* AccessDeniedError */.U && (await this.#isAbsent(name)))
                return undefined;
            throw error;
        }
    }
    /**
     * Whether a listing shows that the object does not exist; false if the job may not list. If a policy permits listing
     * only some prefixes, services may answer a lookup of a missing object with a refusal.
     *
     * Source: ceph/ceph#68577, which corrects this.
     */
    async #isAbsent(name) {
        try {
            for await (const page of this.list(name))
                if (page.some((object) => object.name === name))
                    return false;
            return true;
        }
        catch {
            return false;
        }
    }
    /** @returns false if the object exists */
    async #putWhole(name, pieces, writer) {
        const { PutObjectCommand } = this.#sdk;
        const body = joined(pieces);
        return await this.#writeUnlessExists('storing an object', (condition) => this.#client.send(new PutObjectCommand({
            Bucket: this.#name,
            Key: name,
            Body: body,
            Metadata: { [writerNote]: writer },
            ...condition,
        }), this.#options));
    }
    /** @returns false if the object exists */
    async #putInParts(name, blocks, writer) {
        const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand } = this.#sdk;
        const target = { Bucket: this.#name, Key: name };
        const { UploadId } = await this.#ask('beginning an upload', () => this.#client.send(new CreateMultipartUploadCommand({ ...target, Metadata: { [writerNote]: writer } }), this.#options));
        let stored = false;
        try {
            const Parts = await this.#sendParts({ ...target, UploadId }, blocks);
            stored = await this.#writeUnlessExists('ending an upload', (condition) => this.#client.send(new CompleteMultipartUploadCommand({
                ...target,
                UploadId,
                MultipartUpload: { Parts },
                ...condition,
            }), this.#options));
            return stored;
        }
        finally {
            // The parts cost as much as an object. After a killed job, a lifecycle rule of the bucket removes them.
            if (!stored) {
                await this.#client
                    .send(new AbortMultipartUploadCommand({ ...target, UploadId }))
                    .catch((error) => {
                    this.#log.debug(`An upload could not be ended: ${(0,src_reason/* reasonOf */.A)(error)}`);
                });
            }
        }
    }
    async #sendParts(upload, blocks) {
        const parts = [];
        let failed = false;
        const lane = async () => {
            while (!failed) {
                // Takes the number together with the block, because a generator yields in the order of the calls.
                const next = blocks.next();
                const PartNumber = parts.push({});
                const block = await next;
                if (block.done)
                    break;
                const Body = joined(block.value.pieces);
                const { ETag } = await this.#ask('uploading a part', () => this.#client.send(new this.#sdk.UploadPartCommand({ ...upload, PartNumber, Body }), this.#options));
                parts[PartNumber - 1] = { PartNumber, ETag };
            }
        };
        const lanes = Array.from({ length: concurrentParts }, () => lane().catch((error) => {
            failed = true;
            throw error;
        }));
        const results = await Promise.allSettled(lanes);
        for (const result of results)
            if (result.status === 'rejected')
                throw result.reason;
        // Without the numbers that were taken after the last block.
        return parts.filter(({ PartNumber }) => PartNumber !== undefined);
    }
    /** @param note the metadata field that receives the current time */
    async #copyOntoItself(name, note) {
        try {
            await this.#ask('renewing an object', () => this.#client.send(new this.#sdk.CopyObjectCommand({
                Bucket: this.#name,
                Key: name,
                CopySource: `${this.#name}/${pathOf(name)}`,
                // A copy onto itself is refused unless it changes the metadata.
                MetadataDirective: 'REPLACE',
                Metadata: { [note]: String(this.now()) },
            }), this.#options));
            return true;
        }
        catch (error) {
            if (isStatus(error, 404))
                return false;
            throw error;
        }
    }
    /**
     * Writes on the condition that the object does not exist.
     *
     * @returns false if it exists
     */
    async #writeUnlessExists(what, write) {
        try {
            await this.#ask(what, () => write(this.#supportsConditionalWrites ? { IfNoneMatch: '*' } : {}));
            return true;
        }
        catch (error) {
            // The upload does not exist if an earlier attempt completed it and the answer was lost.
            if (isStatus(error, 412) || codeOf(error) === 'NoSuchUpload')
                return false;
            if (!isStatus(error, 501) || !this.#supportsConditionalWrites)
                throw error;
            this.#supportsConditionalWrites = false;
            this.#log.debug('The storage does not support conditional writes: the action looks up each object before it writes it.');
            return await this.#writeUnlessExists(what, write);
        }
    }
    /** Retries by our own rules instead of the SDK's. */
    async #ask(what, attempt) {
        return await (0,actions_http/* withRetries */.L)(what, this.#limits, this.#log, async () => {
            try {
                return await attempt();
            }
            catch (error) {
                if (error instanceof retry/* TransientError */.N_)
                    throw error;
                const reason = explained(error);
                if (isPassing(error))
                    throw new retry/* TransientError */.N_(reason, { cause: error });
                if (isRefusal(error))
                    throw new bucket/* AccessDeniedError */.U(`${what} was refused: ${reason}`, { cause: error });
                throw Object.assign(new Error(`${what} failed: ${reason}`, { cause: error }), {
                    status: statusOf(error),
                    code: codeOf(error),
                });
            }
        });
    }
    /** Sends a request of the SDK through our own HTTP client, which rejects answers of proxies. */
    async #send(request, signal) {
        const { method, protocol, hostname, port, path, query = {}, headers, body } = request;
        const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
        for (const [key, value] of Object.entries(query)) {
            for (const one of typeof value === 'object' && value !== null ? value : [value ?? '']) {
                url.searchParams.append(key, one);
            }
        }
        // The signature encodes a space as %20, not as a plus.
        url.search = url.search.replaceAll('+', '%20');
        const answer = await (0,http/* sendChecked */.u2)({
            method: method,
            url,
            headers,
            ...(body !== undefined && {
                body: [typeof body === 'string' ? Buffer.from(body) : body],
            }),
        }, {
            idleTimeoutMilliseconds: this.#limits.idleTimeoutMilliseconds,
            ...(signal instanceof AbortSignal && { signal }),
        });
        // Reads the whole body, so that an incomplete answer is retried. The largest is a page of a listing.
        const whole = await (0,consumers_.buffer)(answer).catch((error) => {
            throw new retry/* TransientError */.N_((0,src_reason/* reasonOf */.A)(error), { cause: error });
        });
        const { statusCode = 0, headers: fields, statusMessage: reason } = answer;
        const date = Date.parse(fields.date ?? '');
        if (!Number.isNaN(date))
            this.#clockAheadMilliseconds = date - Date.now();
        const plain = Object.fromEntries(Object.entries(fields).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]));
        return { response: { statusCode, reason, headers: plain, body: whole } };
    }
    /** Makes the runner mask the credentials each time the SDK gets them, because they change during the job. */
    #maskCredentials() {
        const { config } = this.#client;
        const find = config.credentials;
        config.credentials = async (options) => {
            const found = await find(options);
            (0,core/* setSecret */.Pq)(found.secretAccessKey);
            if (found.sessionToken)
                (0,core/* setSecret */.Pq)(found.sessionToken);
            return found;
        };
    }
}
/** The settings that the SDK does not read from environment variables and its configuration files. */
function clientConfig(env) {
    const endpoint = endpointIn(env);
    const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (endpoint ? 'us-east-1' : undefined);
    return {
        ...(region !== undefined && { region }),
        // Most services other than Amazon's have no host name for each bucket.
        ...(endpoint && !/\.amazonaws\.com(\.cn)?$/.test(endpoint.hostname) && { forcePathStyle: true }),
        // Retries follow our own rules.
        maxAttempts: 1,
        expectContinueHeader: false,
        // Each request is signed with the SHA-256 of its body, which every service checks. Not all support other checksums.
        ...(!env['AWS_REQUEST_CHECKSUM_CALCULATION'] && { requestChecksumCalculation: 'WHEN_REQUIRED' }),
        ...(!env['AWS_RESPONSE_CHECKSUM_VALIDATION'] && { responseChecksumValidation: 'WHEN_REQUIRED' }),
    };
}
/** @throws Error without its value, which may contain a password */
function endpointIn(env) {
    const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((name) => env[name]);
    if (variable === undefined)
        return undefined;
    const url = URL.parse(env[variable] ?? '');
    if (url && /^https?:$/.test(url.protocol))
        return url;
    throw new Error(`the variable ${variable} is not an address such as https://storage.example.com`);
}
/** Why a page of a listing is incomplete or invalid; undefined if its number of names is the one that it states. */
function listingProblem(page) {
    const { Name: bucket, KeyCount: count, Contents: contents = [], CommonPrefixes: folders = [] } = page;
    if (bucket === undefined && count === undefined)
        return 'the answer was not a listing';
    const listed = contents.length + folders.length;
    return count === undefined || count === listed ? undefined : `the listing has ${listed} of ${count} names`;
}
function statusOf(error) {
    const { status, $metadata } = (error ?? {});
    return status ?? $metadata?.httpStatusCode;
}
/** The service's name for the error. */
function codeOf(error) {
    const { code, name } = (error ?? {});
    return code ?? name;
}
function isStatus(error, status) {
    return statusOf(error) === status;
}
/**
 * Errors that a retry may fix although their status does not show it: damage in transit, a clock that differs (the SDK
 * then corrects its own), and a conflict of two writes.
 *
 * Source of the names: docs.aws.amazon.com, "Amazon S3 error responses".
 */
const passingNames = new Set([
    ...['RequestTimeout', 'RequestTimeTooSkewed', 'XAmzContentSHA256Mismatch', 'BadDigest'],
    ...['ConditionalRequestConflict', 'OperationAborted', 'SlowDown', 'InternalError', 'ServiceUnavailable'],
]);
function isPassing(error) {
    const { name = '', $fault, $metadata } = error;
    const status = statusOf(error);
    return (passingNames.has(name) ||
        // A copy and the end of an upload may fail after the status was sent.
        ($fault === 'server' && status !== 501) ||
        // A body that cannot be read has no code.
        ($fault === undefined && status === 200) ||
        // The answer to HEAD has no body with a code.
        (status === 403 && $metadata?.clockSkewCorrected === true));
}
function isRefusal(error) {
    return isStatus(error, 403) || error.name === 'AccessDenied';
}
function explained(error) {
    const { name = '' } = error;
    if (name === 'CredentialsProviderError') {
        return `there are no credentials (${(0,src_reason/* reasonOf */.A)(error)}): a step before this one has to set them, such as aws-actions/configure-aws-credentials`;
    }
    if (/region is missing/i.test((0,src_reason/* reasonOf */.A)(error)))
        return 'the variable AWS_REGION is not set';
    if (name === 'PermanentRedirect')
        return 'the bucket is in another region than AWS_REGION';
    const status = statusOf(error);
    // Without the SDK's hints to its user.
    const [said = ''] = (0,src_reason/* reasonOf */.A)(error).split('\n');
    return status === undefined
        ? said
        : `the answer was ${status}${/^(Unknown.*)?$/.test(said) ? '' : `, ${said}`}`;
}
/** undefined if the note is not a time that we wrote. */
function timeIn(note) {
    return note !== undefined && /^\d{1,15}$/.test(note) ? Number(note) : undefined;
}
function pathOf(name) {
    return name.split('/').map(encodeURIComponent).join('/');
}
function joined(pieces) {
    const [only] = pieces;
    return pieces.length === 1 && only ? only : Buffer.concat(pieces);
}
async function* startingWith(first, rest) {
    yield* first;
    yield* rest;
}

// EXTERNAL MODULE: ./build/src/github/context.js
var context = __webpack_require__(3438);
// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
;// CONCATENATED MODULE: ./build/src/github/open-store.js








const { env } = process;
/**
 * Opens the store that holds the snapshots; undefined if this job has no cache.
 *
 * @param signal aborts the operations in progress, which then throw
 * @throws Error when the store cannot be opened
 */
async function openStore({ cacheDir, store }, log, signal) {
    if (store !== undefined) {
        const address = (0,s3_address/* parseS3Address */.yL)(store);
        if (!address)
            throw new Error(`Input store is ${JSON.stringify(store)}; accepted: ${s3_address/* s3AddressRule */.Ly}.`);
        const bucket = await openBucket(address.bucket, env, log, signal);
        return new s3/* S3Store */.sl(store, bucket, bucketScopes(address.prefix, env, await (0,github_event/* eventPayload */.Z)()), log);
    }
    if (cacheDir !== undefined)
        return new DirectoryStore((0,external_node_path_.join)(cacheDir, (0,context/* repositoryIdentity */.Rr)(env)), signal);
    // Gitea, Forgejo and nektos/act set it; their cache servers follow rules of their own.
    if (env['ACT'] === 'true')
        return undefined;
    if (env['GITHUB_ACTIONS'] === 'true') {
        return actionsStore(env, log, (0,external_node_path_.join)(context/* temporary */.q_, 'warm-dagger', 'staging'), signal);
    }
    return new DirectoryStore((0,external_node_path_.join)((0,context/* cacheHome */.iR)(), 'warm-dagger', 'local'), signal);
}
/**
 * Whose entries a run reads and writes in a bucket, as GitHub's cache has it: its own ref's, then those of its pull
 * request's base, then the default branch's.
 *
 * @param prefix of the address
 */
function bucketScopes(prefix, environment, { repository: { default_branch: branch } = {} }) {
    const { GITHUB_REF: ref = '', GITHUB_BASE_REF: base } = environment;
    const others = [base, branch].flatMap((name) => (name ? [`refs/heads/${name}`] : []));
    const [own, ...rest] = [...new Set([ref, ...others].map(s3_address/* scopeOf */.Od))];
    return {
        repository: `${prefix === '' ? '' : `${prefix}/`}${(0,context/* repositoryIdentity */.Rr)(environment)}/`,
        scopes: [own ?? '', ...rest],
    };
}


/***/ }),

/***/ 5969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withRetries),
/* harmony export */   t: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2975);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2131);



/**
 * Sends a request until the service answers with a status other than 429 or 5xx. Returns any other status.
 *
 * @param problemWith explains why an answer is not from the service, as the end of a sentence
 * @throws UnavailableError if all attempts failed; the signal's reason or an AbortError, like {@link retry}
 */
async function send(request, limits, log, problemWith = () => undefined) {
    let repeated = false;
    return await withRetries(request.name, limits, log, async () => {
        try {
            const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .sendChecked */ .u2)(request, limits);
            const body = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .readBody */ .x8)(response).catch((error) => {
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error), { cause: error });
            });
            const answer = { status: response.statusCode ?? 0, headers: response.headers, body };
            const problem = problemWith(answer);
            if (problem !== undefined)
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_(problem);
            return { ...answer, repeated };
        }
        catch (error) {
            repeated ||= !(error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_ && error.refused);
            throw error;
        }
    });
}
/** Like {@link retry}, and logs each retry as debug output. */
async function withRetries(what, limits, log, attempt) {
    const note = (failure, delayMilliseconds) => {
        log.debug(`${what}: ${failure}; trying again in ${(delayMilliseconds / 1000).toFixed(1)} s`);
    };
    return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .retry */ .L5)(what, attempt, limits, { note, signal: limits.signal });
}


/***/ }),

/***/ 5277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ AccessDeniedError)
/* harmony export */ });
/** The credentials do not permit the request. */
class AccessDeniedError extends Error {
}


/***/ }),

/***/ 6429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rV: () => (/* binding */ maxUnusedMilliseconds),
/* harmony export */   sl: () => (/* binding */ S3Store)
/* harmony export */ });
/* unused harmony export renewAfterMilliseconds */
/* harmony import */ var _bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5277);
/* harmony import */ var _s3_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8152);


const day = 24 * 3600 * 1000;
/** The cleanup of a bucket deletes entries that no job has looked up for this long, in milliseconds. */
const maxUnusedMilliseconds = 30 * day;
/** A lookup renews an entry that was not renewed for this long, in milliseconds. */
const renewAfterMilliseconds = maxUnusedMilliseconds / 3;
/**
 * Entries as objects of a bucket, below the prefixes of their repository and scope. A lookup counts as a use, as in
 * GitHub's cache: `find` and `has` renew an entry that is old, or that a cleanup has marked. So an entry that a job
 * relies on is not deleted, if the job may write. A job that may not write depends on others to renew its entries.
 */
class S3Store {
    name;
    isolatesBranches = false;
    readsRanges = true;
    cleanable = { kind: 'bucket', bucket: this };
    #bucket;
    #where;
    #log;
    /** The results of `has`, for the `open` that follows. */
    #located = new Map();
    /** Set to false when the storage refuses a renewal, so that the store does not try again for each pack. */
    #mayRenew = true;
    /** @param name for the log */
    constructor(name, bucket, where, log) {
        this.name = name;
        this.#bucket = bucket;
        this.#where = where;
        this.#log = log;
    }
    /** The same store for only one scope of the repository. */
    of(scope) {
        return new S3Store(this.name, this.#bucket, { ...this.#where, scopes: [scope] }, this.#log);
    }
    async find([first, ...others]) {
        if (first === undefined)
            return undefined;
        const found = (await this.#newest(first)) ??
            // Looks up all restore keys at the same time.
            (await Promise.all(others.map((prefix) => this.#newest(prefix)))).find((one) => one !== undefined);
        if (!found)
            return undefined;
        // The listing may show an old time although the object was renewed, because at some services a copy keeps the original's time.
        const facts = this.#isOld(found.modifiedAt) ? await this.#bucket.head(found.name) : undefined;
        if (facts)
            await this.#renewIfDue(facts);
        return { key: found.key, size: found.size };
    }
    async has(key) {
        const found = await this.#locate(key);
        if (!found)
            return false;
        const isThere = await this.#renewIfDue(found);
        if (isThere)
            this.#located.set(key, found);
        return isThere;
    }
    async open(key) {
        const found = this.#located.get(key) ?? (await this.#locate(key));
        // Used only once: a caller that opens the entry again had a problem with the first address.
        this.#located.delete(key);
        if (!found)
            return undefined;
        const url = await this.#bucket.address(found.name);
        return { source: { kind: 'url', url }, size: found.size, close: () => Promise.resolve() };
    }
    async put(key, content) {
        return await this.#bucket.put(this.#nameIn(this.#where.scopes[0], (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key)), content);
    }
    /** The current time of the clock that sets the entries' times; milliseconds since 1970. */
    now() {
        return this.#bucket.now();
    }
    /** All entries of the repository in all scopes, in pages. */
    async *entries() {
        const { repository } = this.#where;
        for await (const page of this.#bucket.list(repository)) {
            yield page.flatMap((object) => entryOf(object, repository) ?? []);
        }
    }
    /** The entries of the job's own scope, newest first. */
    async list() {
        const [own] = this.#where.scopes;
        const all = [];
        for await (const page of this.#bucket.list(this.#nameIn(own, ''))) {
            all.push(...page.flatMap((object) => entryOf(object, this.#where.repository) ?? []));
        }
        return all
            .sort((a, b) => (isNewer(a, b) ? -1 : 1))
            .map(({ key, size, modifiedAt }) => ({ key, size, writtenAt: modifiedAt }));
    }
    /** @returns false if it did not exist */
    async remove(key) {
        const name = this.#nameIn(this.#where.scopes[0], (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key));
        const isThere = (await this.#bucket.head(name)) !== undefined;
        if (isThere)
            await this.#bucket.remove(name);
        return isThere;
    }
    /**
     * Deletes an entry.
     *
     * @param unlessUsedWithinMilliseconds an entry that was looked up within this time stays
     * @returns whether it was deleted
     */
    async removeEntry({ name }, unlessUsedWithinMilliseconds = 0) {
        if (unlessUsedWithinMilliseconds > 0) {
            const facts = await this.#bucket.head(name);
            if (!facts || facts.usedAt > this.#bucket.now() - unlessUsedWithinMilliseconds)
                return false;
        }
        await this.#bucket.remove(name);
        return true;
    }
    /**
     * Deletes an entry in two calls: the first marks it; a later one deletes it if no job looked it up in between.
     *
     * @param waitMilliseconds minimum time between the two calls
     */
    async markOrRemove(entry, waitMilliseconds) {
        const facts = await this.#bucket.head(entry.name);
        const before = this.#bucket.now() - waitMilliseconds;
        if (!facts || facts.usedAt > before)
            return 'left';
        if (facts.markedAt === undefined)
            return (await this.#bucket.mark(entry.name)) ? 'marked' : 'left';
        if (facts.markedAt > before)
            return 'left';
        await this.#bucket.remove(entry.name);
        return 'removed';
    }
    #nameIn(scope, name) {
        return `${this.#where.repository}${scope}/${name}`;
    }
    /** In the first scope that has one. */
    async #newest(prefix) {
        const found = await Promise.all(this.#where.scopes.map((scope) => this.#newestIn(scope, prefix)));
        return found.find((one) => one !== undefined);
    }
    async #newestIn(scope, prefix) {
        let newest;
        const { repository } = this.#where;
        for await (const page of this.#bucket.list(this.#nameIn(scope, (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectPrefix */ .UA)(prefix)))) {
            for (const object of page) {
                if (!newest || isNewer(object, newest))
                    newest = entryOf(object, repository) ?? newest;
            }
        }
        return newest;
    }
    async #locate(key) {
        const { scopes } = this.#where;
        const name = (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key);
        const found = await Promise.all(scopes.map((scope) => this.#bucket.head(this.#nameIn(scope, name))));
        return found.find((facts) => facts !== undefined);
    }
    /** @returns false if it no longer exists */
    async #renewIfDue(object) {
        return !this.#isOld(object.usedAt) || (await this.#renew(object));
    }
    #isOld(time) {
        return this.#bucket.now() - time >= renewAfterMilliseconds;
    }
    /** @returns false if it no longer exists; true if the storage refuses the renewal */
    async #renew({ name }) {
        if (!this.#mayRenew)
            return true;
        try {
            return await this.#bucket.renew(name);
        }
        catch (error) {
            if (!(error instanceof _bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .AccessDeniedError */ .U))
                throw error;
            this.#mayRenew = false;
            this.#log.debug(`${error.message}. Jobs with write access renew old objects.`);
            return true;
        }
    }
}
/** undefined for an object that is no entry. */
function entryOf(object, repository) {
    const path = object.name.slice(repository.length);
    const slash = path.indexOf('/');
    const key = slash === -1 ? undefined : (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOfObject */ .iL)(path.slice(slash + 1));
    return key === undefined ? undefined : { ...object, key, scope: path.slice(0, slash) };
}
/** Most servers round times to seconds: of two entries of the same second, the later name counts as newer. */
function isNewer(a, b) {
    return a.modifiedAt === b.modifiedAt ? a.name > b.name : a.modifiedAt > b.modifiedAt;
}


/***/ })

};

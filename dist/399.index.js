export const id = 399;
export const ids = [399];
export const modules = {

/***/ 3151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Kv: () => (/* binding */ jobIdentity),
  Bb: () => (/* binding */ keepContext),
  nS: () => (/* binding */ lasting),
  UZ: () => (/* binding */ machineStays),
  Ch: () => (/* binding */ openStore),
  YC: () => (/* binding */ runnerSuffix),
  tn: () => (/* binding */ saveContext),
  XG: () => (/* binding */ storeHasScopes),
  q_: () => (/* binding */ temporary)
});

// UNUSED EXPORTS: onGitHub

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/runner/strangers.js
var strangers = __webpack_require__(4279);
;// CONCATENATED MODULE: ./build/src/store/actions-environment.js
/**
 * What a runner exports for the cache; undefined outside a job and where there is no cache. Rules and names as in
 * @actions/cache 6.3.0, lib/internal/config.js: version 2 is not for GitHub Enterprise Server, whatever is
 * exported, and an unknown cache mode forbids nothing.
 */
function actionsCache(env) {
    const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase();
    const readable = mode !== 'none' && mode !== 'write-only';
    const writable = mode !== 'none' && mode !== 'read';
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
    if (env['ACTIONS_CACHE_SERVICE_V2'] && url && token && URL.canParse(url) && !isEnterpriseServer(env)) {
        return { service: { url: new URL(url), token }, readable, writable };
    }
    return env['ACTIONS_CACHE_URL'] ? { service: 'toolkit', readable, writable } : undefined;
}
function isEnterpriseServer(env) {
    const { hostname } = new URL(env['GITHUB_SERVER_URL'] || 'https://github.com');
    return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost');
}

// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
;// CONCATENATED MODULE: ./build/src/store/actions-lookup.js
/**
 * For the first of the prefixes that any key begins with, the newest such entry. The service goes scope by scope:
 * it prefers a branch's own match of the last prefix to the default branch's match of the first, so unless its
 * answer matches the first, the earlier ones are asked for alone. A hit on the first prefix, and a miss of all,
 * cost one lookup.
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
    const complaints = [];
    const details = [];
    for (const line of output.split('\n')) {
        const [, command, data = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
        const text = command === undefined ? line : unescaped(data);
        if (command === 'add-mask') {
            secrets.push(text);
            continue;
        }
        if (command === 'warning' || command === 'error')
            complaints.push(text);
        if (text.trim() !== '')
            details.push(text);
    }
    return { secrets, complaints, details };
}
/** Undoes what @actions/core does to the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data) {
    return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
/** Why a lookup or a restore came back empty: undefined when there was just nothing. */
function restoreFailure({ complaints }) {
    return complaints.find((complaint) => !complaint.includes('cache read denied:'));
}
/**
 * Why a save did not happen: undefined when the key is taken or the job may not write. The toolkit (6.3.0,
 * lib/cache.js, saveCacheV2) takes an outage while it reserves for a taken key; only its debug line tells.
 */
function saveFailure({ complaints, details }) {
    const refused = (text) => text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists');
    const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'));
    if (reserving !== undefined)
        return refused(reserving) ? undefined : reserving;
    return complaints.find((complaint) => !refused(complaint));
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit.js










/**
 * The one file of every entry, below the staging folder. The toolkit hashes the name into the entry's version:
 * it is the same on every machine, and another name would make every entry a miss.
 */
const entryFile = 'warm-dagger-entry';
/**
 * Where the toolkit's process begins: beside the bundle that this is part of, or, run from source, beside this
 * file. The path is put together at run time, for the bundler copies what it can read as a path.
 */
function processEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    const name = fromSource ? 'actions-toolkit-process.ts' : 'toolkit.js';
    return (0,external_node_url_.fileURLToPath)(new URL(['.', name].join('/'), import.meta.url));
}
/** The Actions cache through @actions/cache, one call after the other: slower, but wherever the toolkit works. */
class ActionsToolkitStore {
    name = 'the Actions cache through @actions/cache';
    #access;
    #env;
    #log;
    #stagingFolder;
    #signal;
    #process;
    /** Settles when the calls so far are done. */
    #turn = Promise.resolve();
    /**
     * @param stagingFolder absolute; made when needed. Opened entries are files in it
     * @param signal ends what is under way, which then throws
     */
    constructor(access, env, log, stagingFolder, signal) {
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
            await (0,promises_.rename)((0,external_node_path_.join)(this.#stagingFolder, entryFile), path);
            const { size } = await (0,promises_.stat)(path);
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
    /** All calls share the entry's file, so one waits for the other; what each left there is removed. */
    async #inTurn(body) {
        const turn = this.#turn.then(async () => {
            await (0,promises_.mkdir)(this.#temporary(), { recursive: true });
            try {
                return await body();
            }
            finally {
                await (0,promises_.rm)((0,external_node_path_.join)(this.#stagingFolder, entryFile), { force: true });
                await (0,promises_.rm)(this.#temporary(), { recursive: true, force: true });
            }
        });
        this.#turn = turn.catch(() => undefined);
        return await turn;
    }
    /** Of the toolkit's own archives, which it does not remove whole. */
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
            // It ends when this process does, and does not keep it from ending.
            child.unref();
            child.channel?.unref();
        }
    }
    #start() {
        const child = (0,external_node_child_process_.fork)(processEntry(), [], {
            cwd: this.#stagingFolder,
            // With RUNNER_DEBUG the toolkit unpacks every archive once more, to list it.
            env: {
                ...this.#env,
                GITHUB_WORKSPACE: this.#stagingFolder,
                RUNNER_TEMP: this.#temporary(),
                RUNNER_DEBUG: undefined,
            },
            execArgv: [],
            // It answers with what it writes; only a crash shows on stderr.
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        child.once('exit', () => {
            if (this.#process === child)
                this.#process = undefined;
        });
        return child;
    }
}

;// CONCATENATED MODULE: ./build/src/store/actions-blocks.js


/** Bytes of a block. An upload holds one that is filled and those under way. */
const blockSize = 16 * 1024 * 1024;
const blocksUnderWay = 4;
/** The oldest version of Azure's REST API that the requests below need; blocks of 16 MiB are from 2016. */
const headers = { 'x-ms-version': '2020-04-08' };
/**
 * Writes a blob to a signed URL of Azure Blob Storage: in one request when it fits a block, else in blocks, four
 * at a time, that become the blob when their list is sent (REST API: Put Blob, Put Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, or what the content throws; the blob then does not exist
 */
async function uploadBlob(signedUrl, content, patience, log) {
    const url = masked(signedUrl);
    const put = async (name, query, body, more = {}) => {
        const target = new URL(url);
        for (const [key, value] of Object.entries(query))
            target.searchParams.set(key, value);
        const request = { name, method: 'PUT', url: target, headers: { ...headers, ...more }, body };
        const { status } = await (0,actions_http/* send */.tN)(request, patience, log);
        if (status !== 201)
            throw new Error(`${name} was answered with ${status}`);
    };
    const ids = [];
    const underWay = new Set();
    let failure;
    let size = 0;
    let last;
    try {
        for await (const block of inBlocks(content)) {
            size += block.size;
            if (last) {
                while (underWay.size >= blocksUnderWay)
                    await Promise.race(underWay);
                if (failure)
                    break;
                start(last);
            }
            last = block;
        }
        if (last && ids.length > 0 && !failure)
            start(last);
    }
    finally {
        await Promise.all(underWay);
    }
    if (failure)
        throw failure.error;
    if (ids.length === 0) {
        await put('uploading a blob', {}, last?.pieces ?? [], { 'x-ms-blob-type': 'BlockBlob' });
    }
    else {
        const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
        const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`);
        await put('uploading the list of blocks', { comp: 'blocklist' }, [body]);
    }
    return size;
    function start(block) {
        // All ids of a blob have the same length.
        const blockid = Buffer.from(String(ids.length).padStart(8, '0')).toString('base64');
        ids.push(blockid);
        const upload = put('uploading a block', { comp: 'block', blockid }, block.pieces)
            .catch((error) => {
            failure ??= { error };
        })
            .finally(() => underWay.delete(upload));
        underWay.add(upload);
    }
}
/** Cuts without copying: a block is the pieces that it is made of. */
async function* inBlocks(content) {
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
/** Has the runner hide the signature, wherever it may turn up, as it is and as URLs spell it. */
function masked(signedUrl) {
    const url = new URL(signedUrl);
    const signature = url.searchParams.get('sig');
    if (signature) {
        (0,core/* setSecret */.Pq)(signature);
        (0,core/* setSecret */.Pq)(encodeURIComponent(signature));
    }
    return url;
}

;// CONCATENATED MODULE: ./build/src/store/actions-v2.js








/**
 * Belongs to every key that this store writes, and keeps it from reading what others wrote: tar files of
 * @actions/cache, above all. A change of what an entry's bytes are needs a new one.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('warm-dagger: an entry is its bytes').digest('hex');
/** The Actions cache over its own protocol, version 2: no temporary file, no tar, and downloads in ranges. */
class ActionsV2Store {
    name = 'the Actions cache';
    #service;
    #access;
    #log;
    #stagingFolder;
    #patience;
    /** @param stagingFolder for downloads from a blob host that does not serve ranges; made when needed */
    constructor(service, access, log, stagingFolder, patience = actions_http/* patience */._L) {
        this.#service = service;
        this.#access = access;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#patience = patience;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key);
    }
    async has(key) {
        return (await this.#lookUp([key]))?.key === key;
    }
    async open(key) {
        const found = await this.#lookUp([key]);
        if (found?.key !== key)
            return undefined;
        const url = masked(found.url);
        // Not HEAD: where a URL is signed for GET alone, as S3's are, only GET is allowed.
        const request = { name: `opening ${key}`, method: 'GET', url };
        const first = await (0,actions_http/* send */.tN)({ ...request, headers: { range: 'bytes=0-0' } }, this.#patience, this.#log);
        const total = /\/(\d+)$/.exec(first.headers['content-range'] ?? '')?.[1];
        if (first.status === 404)
            return undefined;
        if (first.status === 200)
            return await this.#download(request);
        if ((first.status !== 206 && first.status !== 416) || total === undefined) {
            throw new Error(`opening ${key} was answered with ${first.status}`);
        }
        const source = { kind: 'url', url: found.url };
        return { source, size: Number(total), close: () => Promise.resolve() };
    }
    async put(key, content) {
        if (!this.#access.writable)
            return false;
        const uploadUrl = await this.#reserve(key);
        if (uploadUrl === undefined)
            return false;
        const size = await uploadBlob(uploadUrl, content, this.#patience, this.#log);
        await this.#finalize(key, size);
        return true;
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        const [key, ...restoreKeys] = keys;
        const { status, fields } = await this.#call('GetCacheEntryDownloadURL', {
            key,
            restore_keys: restoreKeys,
        });
        if (status === 403 && fields.msg?.includes('cache read denied:')) {
            this.#log.info(`${this.name} may not be read by this job: ${fields.msg}`);
            return undefined;
        }
        if (status !== 200)
            throw new Error(`looking up ${keys.join(', ')} was answered with ${reason(status, fields)}`);
        const { ok, matched_key: matched, signed_download_url: url } = fields;
        return ok && matched !== undefined && url !== undefined ? { key: matched, url } : undefined;
    }
    /** @returns the signed URL to upload to; undefined when the key is taken or the job may not write */
    async #reserve(key) {
        const { status, fields, attempts } = await this.#call('CreateCacheEntry', { key });
        const said = fields.message ?? fields.msg ?? '';
        if (status === 200 && fields.ok && fields.signed_upload_url !== undefined)
            return fields.signed_upload_url;
        if (said.includes('cache write denied:')) {
            this.#log.info(`${this.name} may not be written by this job: ${said}`);
            return undefined;
        }
        const taken = status === 409 || (status === 200 && (said === '' || said.includes('already exists')));
        if (!taken)
            throw new Error(`reserving ${key} was answered with ${reason(status, fields)}`);
        if (attempts > 1 && !(await this.has(key))) {
            throw new Error(`reserving ${key} was answered, but the answer was lost: the key can't be used any more`);
        }
        return undefined;
    }
    async #finalize(key, size) {
        try {
            const { status, fields, attempts } = await this.#call('FinalizeCacheEntryUpload', {
                key,
                size_bytes: String(size),
            });
            if (status === 200 && fields.ok)
                return;
            const failure = `finishing ${key} was answered with ${reason(status, fields)}`;
            throw attempts > 1 ? new actions_http/* UnavailableError */.hG(failure, attempts) : new Error(failure);
        }
        catch (error) {
            // The first attempt may have done it, although its answer was lost.
            if (error instanceof actions_http/* UnavailableError */.hG && (await this.has(key)))
                return;
            throw error;
        }
    }
    async #call(method, fields) {
        const { url, token } = this.#service;
        const answer = await (0,actions_http/* send */.tN)({
            name: method,
            method: 'POST',
            url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: [Buffer.from(JSON.stringify({ ...fields, version }))],
        }, this.#patience, this.#log);
        return { status: answer.status, attempts: answer.attempts, fields: fieldsOf(answer) };
    }
    async #download(request) {
        await (0,promises_.mkdir)(this.#stagingFolder, { recursive: true });
        const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
        const close = () => (0,promises_.rm)(path, { force: true });
        try {
            const response = await (0,actions_http/* answerTo */.oy)(request, this.#patience);
            if (response.statusCode !== 200)
                throw new Error(`${request.name} was answered with ${response.statusCode ?? 0}`);
            await (0,external_node_stream_promises_.pipeline)(response, (0,external_node_fs_.createWriteStream)(path));
            return { source: { kind: 'file', path }, size: (await (0,promises_.stat)(path)).size, close };
        }
        catch (error) {
            await close();
            throw error;
        }
    }
}
function fieldsOf({ body }) {
    try {
        return JSON.parse(body.toString());
    }
    catch {
        return {};
    }
}
function reason(status, { message, msg }) {
    return [status, message ?? msg].filter(Boolean).join(': ');
}

;// CONCATENATED MODULE: ./build/src/store/actions.js




/**
 * The job's Actions cache; undefined outside a job and where there is none. The two ways to it never read each
 * other's entries.
 *
 * @param env what the runner exports
 * @param stagingFolder absolute, outside the checkout, on a disk with room for an entry; made when needed
 * @param signal ends what is under way, which then throws
 */
function actionsStore(env, log, stagingFolder, signal) {
    const cache = actionsCache(env);
    if (!cache)
        return undefined;
    if (cache.service === 'toolkit') {
        log.info('Cache: the Actions cache through @actions/cache, for this job has no cache service of version 2');
        return new ActionsToolkitStore(cache, env, log, stagingFolder, signal);
    }
    log.info('Cache: the Actions cache, its service of version 2 asked directly');
    return new ActionsV2Store(cache.service, cache, log, stagingFolder, { ...actions_http/* patience */._L, signal });
}

;// CONCATENATED MODULE: ./build/src/store/directory.js



/** A folder that a writer was killed in is removed after this long, ms. */
const abandonedAfter = 24 * 3600 * 1000;
/**
 * Entries as folders below one folder, which several machines may share. An entry is a folder, named by the hash
 * of its key, with the files `key` and `content`; it is made under another name and moved into place whole, so a
 * reader never sees half of one, and of two writers of one key the second is told that the key is taken.
 */
class DirectoryStore {
    name;
    #entries;
    #unfinished;
    constructor(folder) {
        this.name = `the folder ${folder}`;
        this.#entries = (0,external_node_path_.join)(folder, 'entries');
        this.#unfinished = (0,external_node_path_.join)(folder, 'unfinished');
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
    async has(key) {
        return (await statOrNothing(this.#content(key))) !== undefined;
    }
    async open(key) {
        const path = this.#content(key);
        const stats = await statOrNothing(path);
        return (stats && {
            source: { kind: 'file', path },
            size: Number(stats.size),
            close: () => Promise.resolve(),
        });
    }
    async put(key, content) {
        await (0,promises_.mkdir)(this.#entries, { recursive: true });
        await this.#removeAbandoned();
        const draft = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        await (0,promises_.mkdir)(draft, { recursive: true });
        try {
            await writeDurably((0,external_node_path_.join)(draft, 'content'), content);
            await writeDurably((0,external_node_path_.join)(draft, 'key'), [Buffer.from(key)]);
            await (0,promises_.rename)(draft, this.#folder(key));
            return true;
        }
        catch (error) {
            // A folder cannot replace one that is not empty.
            if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))
                return false;
            throw error;
        }
        finally {
            await (0,promises_.rm)(draft, { recursive: true, force: true });
        }
    }
    /** Every entry, newest first. */
    async list() {
        const entries = [];
        for (const name of await readdirOrNothing(this.#entries)) {
            const content = await statOrNothing((0,external_node_path_.join)(this.#entries, name, 'content'));
            if (!content)
                continue;
            const key = await (0,promises_.readFile)((0,external_node_path_.join)(this.#entries, name, 'key'), 'utf8').catch(nothingIfMissing);
            // Removed by someone since.
            if (key === undefined)
                continue;
            entries.push({ key, size: Number(content.size), written: content.mtimeNs });
        }
        entries.sort((a, b) => (a.written < b.written ? 1 : -1));
        return entries.map(({ key, size }) => ({ key, size }));
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
            if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfter) {
                await (0,promises_.rm)(path, { recursive: true, force: true });
            }
        }
    }
}
/** Written and flushed, so that a crash of the machine after the move leaves no entry without its bytes. */
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
async function readdirOrNothing(path) {
    return (await (0,promises_.readdir)(path).catch(nothingIfMissing)) ?? [];
}
async function statOrNothing(path) {
    return await (0,promises_.stat)(path, { bigint: true }).catch(nothingIfMissing);
}
function nothingIfMissing(error) {
    if (isCode(error, 'ENOENT'))
        return undefined;
    throw error;
}
function isCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

;// CONCATENATED MODULE: ./build/src/action/context.js








const { env } = process;
/** Whether a runner of GitHub's kind runs us; nektos/act says so too, but has neither its cache nor its machines. */
const onGitHub = env['GITHUB_ACTIONS'] === 'true' && env['ACT'] !== 'true';
/** A folder that ends with the job. */
const temporary = env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
/** Whether the machine outlives the job. */
const machineStays = env['RUNNER_ENVIRONMENT'] === 'self-hosted';
/**
 * What is added to the names of containers and volumes on machines that stay: several runners may share one
 * Docker daemon, and none is to touch what is another's.
 */
const runnerSuffix = machineStays
    ? `-${(0,external_node_crypto_.createHash)('sha256')
        .update(env['RUNNER_NAME'] ?? '')
        .digest('hex')
        .slice(0, 8)}`
    : '';
/** A folder that outlives the job, where the machine does. */
const lasting = env['RUNNER_TOOL_CACHE'] || cacheHome();
function cacheHome() {
    return env['XDG_CACHE_HOME'] ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache');
}
/** What tells this job from others, but for the engine's version. */
function jobIdentity(matrix) {
    return {
        os: (env['RUNNER_OS'] ?? process.platform).toLowerCase(),
        arch: (env['RUNNER_ARCH'] ?? process.arch).toLowerCase(),
        workflow: env['GITHUB_WORKFLOW'] ?? 'local',
        job: env['GITHUB_JOB'] ?? 'local',
        matrix,
    };
}
/**
 * Where snapshots are kept; undefined when this job has no cache.
 *
 * @param folder the input cache-dir
 * @param signal ends what is under way in a cache that is reached by network, which then throws
 */
function openStore(folder, log, signal) {
    if (folder !== undefined)
        return new DirectoryStore(folder);
    // What nektos/act's containers have in their own folders ends with them.
    if (env['ACT'] === 'true')
        return undefined;
    if (onGitHub)
        return actionsStore(env, log, (0,external_node_path_.join)(temporary, 'warm-dagger', 'staging'), signal);
    return new DirectoryStore((0,external_node_path_.join)(cacheHome(), 'warm-dagger'));
}
/** The facts for the decision to save that GitHub and the checkout know. */
async function saveContext() {
    const payload = await eventPayload();
    return {
        event: onGitHub ? env['GITHUB_EVENT_NAME'] : undefined,
        ref: env['GITHUB_REF'] ?? '',
        defaultBranch: payload.repository?.default_branch,
        sha: env['GITHUB_SHA'] ?? '',
        head: await checkedOut(),
        fromFork: (0,strangers/* isFromFork */.t)(payload),
        cacheMode: env['ACTIONS_CACHE_MODE'],
    };
}
/** Whose a state is that this job leaves on the machine, and which one it may start from. */
async function keepContext() {
    const ref = env['GITHUB_REF'] ?? '';
    const branch = (await eventPayload()).repository?.default_branch;
    return {
        repository: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}`,
        ref,
        // Only a schedule's payload may lack it, and a schedule runs on the default branch.
        defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
    };
}
/** GitHub keeps each ref's entries from the others; a folder does not, nor does the cache that Depot gives its runners. */
function storeHasScopes(store) {
    if (store instanceof DirectoryStore)
        return false;
    return !/\bdepot\.dev\b/.test(`${env['ACTIONS_RESULTS_URL'] ?? ''} ${env['ACTIONS_CACHE_URL'] ?? ''}`);
}
async function eventPayload() {
    const file = env['GITHUB_EVENT_PATH'];
    if (file === undefined)
        return {};
    return await (0,promises_.readFile)(file, 'utf8').then((text) => JSON.parse(text), () => ({}));
}
async function checkedOut() {
    const workspace = env['GITHUB_WORKSPACE'] ?? '.';
    // The checkout may be another user's, in a container job for instance.
    const head = await (0,command/* attempt */.CD)('git', ['-c', 'safe.directory=*', '-C', workspace, 'rev-parse', 'HEAD']);
    return head.exitCode === 0 ? head.stdout.trim() : undefined;
}


/***/ }),

/***/ 3991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ readRestoreInputs),
/* harmony export */   HX: () => (/* binding */ readSaveInputs),
/* harmony export */   hT: () => (/* binding */ readRunInputs),
/* harmony export */   vv: () => (/* binding */ readAllInputs)
/* harmony export */ });
/* unused harmony export InputError */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(170);




/** Every complaint about the inputs, one a line. */
class InputError extends Error {
}
/** @throws InputError */
function readRestoreInputs() {
    return read(restoreInputs);
}
/** @throws InputError */
function readRunInputs() {
    return read(runInputs);
}
/** @throws InputError */
function readSaveInputs() {
    return read(saveInputs);
}
/** Those of all three, of which it also tells the complaints together. @throws InputError */
function readAllInputs() {
    return read((inputs) => {
        // A wrong one of the save is not to show only at the end.
        return { restore: restoreInputs(inputs), run: runInputs(inputs), save: saveInputs(inputs) };
    });
}
function restoreInputs(inputs) {
    const key = inputs.text('key') || undefined;
    const restoreKeys = inputs.lines('restore-keys');
    inputs.complaints.push(...(0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keyComplaints */ .an)(key, restoreKeys));
    const folder = inputs.text('cache-dir');
    return {
        ...versionInputs(inputs),
        key,
        restoreKeys,
        matrix: inputs.text('matrix'),
        failOnCacheMiss: inputs.flag('fail-on-cache-miss'),
        lookupOnly: inputs.flag('lookup-only'),
        volume: volumeName(inputs),
        volumeSize: inputs.size('volume-size'),
        cacheDir: folder === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(folder),
        keep: inputs.oneOf('keep', { true: true, false: false, '': undefined }),
    };
}
function runInputs(inputs) {
    const cloudToken = inputs.secret('cloud-token');
    return {
        ...versionInputs(inputs),
        volume: volumeName(inputs),
        engineImage: inputs.matching('engine-image', /^[a-z0-9][\w.:/@-]*$|^$/i, "an image's name with its tag or digest"),
        cloudToken,
        env: inputs.secretVariables('env'),
        verb: inputs.text('verb'),
        call: inputs.text('call'),
        check: inputs.text('check'),
        shell: inputs.raw('shell'),
        args: inputs.text('args'),
        summaryPath: inputs.text('summary-path'),
        enableGithubSummary: inputs.flag('enable-github-summary'),
    };
}
function saveInputs(inputs) {
    return {
        // true and false come out of expressions.
        save: inputs.oneOf('save', {
            auto: 'auto',
            always: 'always',
            never: 'never',
            true: 'always',
            false: 'never',
        }),
        stopTimeout: inputs.integer('stop-timeout', 1, 3600),
        saveTimeout: inputs.integer('save-timeout', 1, 360) * 60,
        clean: inputs.flag('clean'),
        token: inputs.secret('token'),
    };
}
function versionInputs(inputs) {
    const version = inputs.text('version');
    inputs.check(() => (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVersionWish */ .xv)(version));
    return {
        version,
        commit: inputs.matching('commit', /^([0-9a-f]{40}|head|)$/i, 'head or the 40 digits of a commit'),
        module: inputs.text('module'),
        workdir: node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(inputs.text('workdir')),
        daggerFlags: inputs.text('dagger-flags'),
    };
}
function volumeName(inputs) {
    // Docker's own rule: moby v20.10, volume/local/local.go, volumeNameRegex.
    return inputs.matching('volume', /^[a-zA-Z0-9][\w.-]{1,100}$/, "a Docker volume's name: letters, digits and _.- , at least two, at most 101");
}
/** Reads all inputs and gathers what is wrong with them, so that it is told at once. */
function read(body) {
    const inputs = new Inputs();
    const result = body(inputs);
    // Two parts may read the same input.
    const complaints = [...new Set(inputs.complaints)];
    if (complaints.length > 0)
        throw new InputError(complaints.join('\n'));
    return result;
}
const units = {
    ...{ B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
    ...{ KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 },
};
class Inputs {
    complaints = [];
    text(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name);
    }
    /** With the blanks around it. */
    raw(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name, { trimWhitespace: false });
    }
    lines(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getMultilineInput */ .q3(name);
    }
    secret(name) {
        const value = this.text(name);
        if (value !== '')
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(value);
        return value;
    }
    check(body) {
        try {
            body();
        }
        catch (error) {
            this.complaints.push(error instanceof Error ? error.message : String(error));
        }
    }
    matching(name, pattern, accepted) {
        const value = this.text(name);
        if (!pattern.test(value))
            this.#complain(name, value, accepted);
        return value;
    }
    oneOf(name, accepted) {
        const value = this.text(name).toLowerCase();
        if (!Object.hasOwn(accepted, value))
            this.#complain(name, value, Object.keys(accepted).filter(Boolean).join(', '));
        return accepted[value];
    }
    flag(name) {
        return this.oneOf(name, { true: true, false: false, '': false });
    }
    integer(name, least, most) {
        const value = this.text(name);
        const number = Number(value);
        if (!/^\d+$/.test(value) || number < least || number > most) {
            this.#complain(name, value, `a whole number from ${least} to ${most}`);
        }
        return number;
    }
    /** Bytes; undefined where nothing is given. */
    size(name) {
        const value = this.text(name);
        if (value === '')
            return undefined;
        const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value) ?? [];
        const factor = units[(unit ?? '').toUpperCase() || 'B'];
        if (number === undefined || factor === undefined) {
            this.#complain(name, value, 'a size such as 20GB or 20GiB');
            return undefined;
        }
        return Math.floor(Number(number) * factor);
    }
    /** Lines NAME=value; empty ones are passed over. A complaint does not show the value, which is a secret. */
    secretVariables(name) {
        const variables = {};
        for (const [at, line] of this.raw(name).split(/\r?\n/).entries()) {
            if (line.trim() === '')
                continue;
            const [, variable, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
            if (variable === undefined || value === undefined) {
                this.complaints.push(`Input ${name} has a line (${at + 1}) that is not NAME=value.`);
                continue;
            }
            if (value !== '')
                _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(value);
            variables[variable] = value;
        }
        return variables;
    }
    #complain(name, value, accepted) {
        this.complaints.push(`Input ${name} is ${JSON.stringify(value)}; accepted: ${accepted}.`);
    }
}


/***/ }),

/***/ 6779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P6: () => (/* binding */ restoredSnapshot),
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   ic: () => (/* binding */ keepSnapshot)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _volume_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9495);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3151);




const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_context_js__WEBPACK_IMPORTED_MODULE_3__/* .temporary */ .q_, 'warm-dagger');
const recordFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'job.json');
const manifestFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'manifest');
/** undefined when no step of this job has settled anything yet. */
async function readJob() {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(recordFile, 'utf8').then((text) => JSON.parse(text), () => undefined);
}
async function writeJob(record) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
    // A step that is killed in the middle leaves the old one whole.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${recordFile}.new`, JSON.stringify(record));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${recordFile}.new`, recordFile);
}
/** Keeps for the save what the volume was restored from. */
async function keepSnapshot({ manifest }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(manifestFile, (0,_volume_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)(manifest));
}
async function restoredSnapshot({ restoredKey }) {
    if (restoredKey === undefined)
        return undefined;
    return { key: restoredKey, manifest: (0,_volume_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeManifest */ .MK)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(manifestFile)) };
}


/***/ }),

/***/ 8194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ jobLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);

/** The job's log on GitHub. */
const jobLog = {
    info: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq,
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e,
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz,
    group: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os,
};


/***/ }),

/***/ 6192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ addToSummary),
/* harmony export */   K: () => (/* binding */ runSummary)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _dagger_arguments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8176);


/** Adds Markdown to the page of the job, where there is one. */
async function addToSummary(markdown) {
    if (!process.env['GITHUB_STEP_SUMMARY'])
        return;
    await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(`${markdown}\n\n`).write();
}
/** As dagger-for-github's summary, with the engine, its cache's state, and the time it took. */
function runSummary(summary) {
    const { command, version, traceUrl } = summary;
    const setup = 'https://dagger.cloud/traces/setup';
    return [
        '## Command',
        fenced((0,_dagger_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .joinWords */ .y)(['dagger', ...command.argv])),
        ...(command.script === undefined ? [] : ['### Script', fenced(command.script)]),
        '## Dagger trace',
        traceUrl === undefined
            ? `No trace available. To setup: [${setup}](${setup})`
            : `[${traceUrl}](${traceUrl})`,
        '## Dagger version',
        fenced(/^\d+\./.test(version) ? `v${version}` : version),
        '## Dagger engine',
        fenced(summary.engine),
        `Its cache: \`${summary.verdict}\`. The command took ${summary.commandTime}, the step ${summary.stepTime}.`,
        '---',
        '',
    ].join('\n\n');
}
/** A code block whose fence is longer than any run of backticks in it. */
function fenced(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}bash\n${text.trimEnd()}\n${fence}`;
}


/***/ }),

/***/ 4875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ megabytes),
/* harmony export */   w: () => (/* binding */ secondsSince)
/* harmony export */ });
/** @param bytes as `12.3 MB`, in millions, for a person */
function megabytes(bytes) {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}
/** Seconds since `start` (of performance.now()), for a person. */
function secondsSince(start) {
    return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}


/***/ }),

/***/ 6448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   eF: () => (/* binding */ run)
/* harmony export */ });
/* unused harmony export CommandError */
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);

/** A command that could not be started, or that ended with another exit code than 0. */
class CommandError extends Error {
    exitCode;
    stderr;
    constructor(commandLine, exitCode, stderr) {
        const ending = exitCode === undefined ? 'could not be started' : `exited with code ${exitCode}`;
        const tail = stderr.trim().split('\n').slice(-5).join('\n');
        super(`\`${commandLine}\` ${ending}${tail && `: ${tail}`}`);
        this.exitCode = exitCode;
        this.stderr = stderr;
    }
}
/**
 * Runs a program with arguments, never through a shell, and returns what it wrote to stdout.
 *
 * @throws CommandError with the command line, the exit code and the end of stderr
 */
async function run(program, args = [], options = {}) {
    const result = await attempt(program, args, options);
    if (result.exitCode !== 0) {
        throw new CommandError([program, ...args].join(' '), result.exitCode, result.stderr);
    }
    return result.stdout;
}
/** Like `run`, for callers to whom a failure is an answer: never throws. */
async function attempt(program, args = [], options = {}) {
    const execOptions = {
        silent: true,
        ignoreReturnCode: true,
        // English and plain, for those outputs that are parsed.
        env: { ...process.env, LC_ALL: 'C', ...options.env },
    };
    if (options.cwd !== undefined)
        execOptions.cwd = options.cwd;
    if (options.input !== undefined)
        execOptions.input = Buffer.from(options.input);
    const bounded = options.timeout === undefined ? [] : ['timeout', `${options.timeout}`];
    const [first, ...rest] = [...bounded, program, ...args];
    try {
        // @actions/exec splits its first argument at spaces unless they are quoted.
        return await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(`"${first}"`, rest, execOptions);
    }
    catch (error) {
        return { exitCode: undefined, stdout: '', stderr: error instanceof Error ? error.message : String(error) };
    }
}


/***/ }),

/***/ 8176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ splitWords),
/* harmony export */   y: () => (/* binding */ joinWords)
/* harmony export */ });
const blank = /[ \t\n]/;
/**
 * The words of an input such as `args`, as POSIX sh would split them if it expanded nothing: quotes and
 * backslashes group and disappear, everything else arrives as it is written, `$(id)`, `;`, `*` and `#` too.
 * Before that the lines become one, as dagger-for-github v8.4.1 does (action.yml, lines 140 to 143): a line
 * break, with a backslash before it or without, is a space, also between quotes.
 *
 * @param input the input's name, for errors
 * @throws Error that names the input, for a quote that never ends and for a lone backslash at the end
 */
function splitWords(input, text) {
    const line = text.replaceAll('\r\n', '\n').replaceAll(/\\?\n/g, ' ');
    const words = [];
    let word;
    let at = 0;
    while (at < line.length) {
        const char = line.charAt(at);
        if (blank.test(char)) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
            at += 1;
            continue;
        }
        const piece = char === "'"
            ? singleQuoted(input, line, at)
            : char === '"'
                ? doubleQuoted(input, line, at)
                : bare(input, line, at);
        word = (word ?? '') + piece.text;
        at = piece.end;
    }
    if (word !== undefined)
        words.push(word);
    return words;
}
function singleQuoted(input, line, start) {
    const end = line.indexOf("'", start + 1);
    if (end === -1)
        throw unbalanced(input, line, start, 'a single quote');
    return { text: line.slice(start + 1, end), end: end + 1 };
}
// Between double quotes a backslash is one only before $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
function doubleQuoted(input, line, start) {
    let text = '';
    for (let at = start + 1; at < line.length; at++) {
        const char = line.charAt(at);
        if (char === '"')
            return { text, end: at + 1 };
        const escapes = char === '\\' && at + 1 < line.length && '$`"\\'.includes(line.charAt(at + 1));
        if (escapes)
            at += 1;
        text += line.charAt(at);
    }
    throw unbalanced(input, line, start, 'a double quote');
}
function bare(input, line, start) {
    if (line.charAt(start) !== '\\')
        return { text: line.charAt(start), end: start + 1 };
    if (start + 1 === line.length) {
        throw new Error(`The input \`${input}\` ends in a backslash: write \\\\ for a backslash, or remove it.`);
    }
    return { text: line.charAt(start + 1), end: start + 2 };
}
function unbalanced(input, line, start, quote) {
    const from = line.length - start > 40 ? `${line.slice(start, start + 40)}…` : line.slice(start);
    return new Error(`The input \`${input}\` opens ${quote} that never closes, at: ${from} ` +
        `Close it, or write a backslash before it if it is meant as it stands.`);
}
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** One line that a POSIX shell, and `splitWords`, would split into exactly these words: for logs and summaries. */
function joinWords(words) {
    return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}


/***/ }),

/***/ 4185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ asksForCloudEngine),
/* harmony export */   a: () => (/* binding */ commandLine)
/* harmony export */ });
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8176);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);


/** Source: dagger/dagger, v1.0.0-beta.4, internal/cmd/dagger/api.go line 18; v1.0.0-beta.3 has no `api call`. */
const firstWithApiCall = '1.0.0-beta.4';
/**
 * What to run: `call`, else `check`, else `shell`, else `verb` with `args`, the order of dagger-for-github
 * v8.4.1 (action.yml, lines 144 to 154). undefined when the inputs ask for no command: then the CLI is only
 * installed.
 *
 * From the version on that has it, `call` is written `api call`. It still is a hidden command in
 * v1.0.0-beta.10 (internal/cmd/dagger/call.go line 42), as the other verbs that moved are.
 *
 * @param version the CLI's, where it is known
 * @throws Error that names the input whose quotes or backslashes do not add up
 */
function commandLine(inputs, version) {
    const flags = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('dagger-flags', inputs.daggerFlags);
    const module = inputs.module.trim() === '' ? [] : ['-m', inputs.module.trim()];
    const chosen = chooseCommand(inputs);
    if (chosen === undefined)
        return undefined;
    const verb = verbOf(chosen.verb, version);
    return {
        argv: [...flags, ...verb, ...module, ...chosen.words],
        script: chosen.script,
        ignored: ['call', 'check', 'shell', 'args'].filter((name) => given(inputs[name]) && !chosen.from.includes(name)),
    };
}
/** Whether `dagger-flags` ask for an engine in Dagger Cloud: `--cloud`, read as the CLI reads a switch. */
function asksForCloudEngine(daggerFlags) {
    const asked = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('dagger-flags', daggerFlags).findLast((flag) => /^--cloud(=|$)/.test(flag));
    return asked !== undefined && !/=(0|f|false)$/i.test(asked);
}
function chooseCommand(inputs) {
    const { call, check, shell, args } = inputs;
    if (given(call)) {
        return { verb: ['call'], words: (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('call', call), script: undefined, from: ['call'] };
    }
    if (given(check)) {
        return { verb: ['check'], words: checkPatterns(check), script: undefined, from: ['check'] };
    }
    if (given(shell))
        return { verb: ['shell'], words: [], script: shell, from: ['shell'] };
    const verb = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('verb', inputs.verb);
    const isDefault = verb.length === 0 || (verb.length === 1 && verb[0] === 'call');
    if (isDefault && !given(args))
        return undefined;
    return { verb, words: (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('args', args), script: undefined, from: ['args'] };
}
function given(input) {
    return input.trim() !== '';
}
// dagger-for-github takes any value as a mere switch, so `check: true` is written by people who mean all checks.
function checkPatterns(check) {
    return check.trim() === 'true' ? [] : (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .f)('check', check);
}
function verbOf(verb, version) {
    const moved = version !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithApiCall);
    return moved && verb[0] === 'call' ? ['api', ...verb] : verb;
}


/***/ }),

/***/ 1166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uf: () => (/* binding */ versionOfCli),
/* harmony export */   jg: () => (/* binding */ cliFile),
/* harmony export */   wo: () => (/* binding */ findCliOnPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6448);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8);





/** @param platform as `process.platform` names it */
function cliFile(platform) {
    return platform === 'win32' ? 'dagger.exe' : 'dagger';
}
/** The version that a CLI gives for itself; undefined when it cannot be run or answers otherwise. */
async function versionOfCli(cli) {
    const { exitCode, stdout } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(cli, ['version']);
    return exitCode === 0 ? (0,_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersionOutput */ .ft)(stdout) : undefined;
}
/** The CLI that a shell would find, unless it does not answer. */
async function findCliOnPath(env) {
    for (const folder of (env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter((entry) => node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute(entry))) {
        const cli = node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, cliFile(process.platform));
        if (!(await isExecutable(cli)))
            continue;
        const version = await versionOfCli(cli);
        return version === undefined ? undefined : { path: cli, version };
    }
    return undefined;
}
async function isExecutable(file) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CR: () => (/* binding */ containerLog),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   Le: () => (/* binding */ dockerMissing),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   Px: () => (/* binding */ inspectVolume),
/* harmony export */   _8: () => (/* binding */ dockerProblem),
/* harmony export */   aH: () => (/* binding */ inspectContainer),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   tZ: () => (/* binding */ ownLabel)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6448);

/** Tells containers and volumes of ours from those that the CLI or a user made. */
const ownLabel = 'warm-dagger';
/**
 * Why Docker here cannot mount a device of this machine, as a sentence; undefined when it can. Only a local unix
 * socket is trusted: any other daemon may live on another machine, whose loop devices are others.
 */
async function dockerProblem() {
    const endpoint = process.env['DOCKER_HOST'] ??
        (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim();
    if (endpoint !== '' && !endpoint.startsWith('unix://')) {
        return `The Docker daemon is reached at ${endpoint}, so it may live on another machine, which does not see this one's disks.`;
    }
    return await dockerMissing();
}
/** Why no Docker daemon can be used at all, here or elsewhere, as a sentence; undefined when one answers. */
async function dockerMissing() {
    const version = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['version', '--format', '{{.Server.Version}}']);
    if (version.exitCode === 0)
        return undefined;
    return version.exitCode === undefined
        ? 'There is no docker command on the PATH.'
        : `No Docker daemon answers: ${lastLine(version.stderr)}.`;
}
function lastLine(text) {
    return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
}
/** undefined when there is no such container. */
async function inspectContainer(name) {
    const found = await inspect('container', name);
    if (!found)
        return undefined;
    const { Id, State, RestartCount, Config, Mounts } = found;
    return {
        id: Id,
        running: State.Running,
        exitCode: State.ExitCode,
        restarts: RestartCount,
        startedAt: State.StartedAt,
        labels: Config.Labels ?? {},
        volumes: Object.fromEntries(Mounts.flatMap(({ Name, Destination }) => (Name ? [[Destination, Name]] : []))),
    };
}
/** undefined when there is no such volume. */
async function inspectVolume(name) {
    const found = await inspect('volume', name);
    if (!found)
        return undefined;
    const { Options, Labels } = found;
    return { options: Options ?? {}, labels: Labels ?? {} };
}
async function inspect(kind, name) {
    const { exitCode, stdout } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', [kind, 'inspect', '--', name]);
    return exitCode === 0 ? JSON.parse(stdout)[0] : undefined;
}
/** The names of all containers, running or not, that have the volume. */
async function containersOf(volume) {
    const names = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', [
        ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
        ...['--format', '{{.Names}}'],
    ]);
    return names.split('\n').filter((name) => name !== '');
}
async function removeContainer(name) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['rm', '--force', '--', name]);
}
async function removeVolume(name) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['volume', 'rm', '--force', '--', name]);
}
/** What a container wrote since it was last started, both streams. */
async function containerLog(name, since) {
    const { exitCode, stdout, stderr } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['logs', '--since', since, '--', name]);
    if (exitCode !== 0)
        throw new Error(`the engine's log cannot be read: ${lastLine(stderr)}`);
    return `${stdout}\n${stderr}`;
}


/***/ }),

/***/ 2879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kf: () => (/* binding */ findRunnerHost),
/* harmony export */   Tt: () => (/* binding */ runnerHostVariable),
/* harmony export */   Yr: () => (/* binding */ runnerHostOf)
/* harmony export */ });
/** The CLI's variable for the engine's address. */
const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';
/**
 * @param env of the job
 * @param ours what an earlier step of ours exported, which is not somebody else's wish
 */
function findRunnerHost(env, ours, asksForCloud) {
    const address = env[runnerHostVariable] ?? '';
    if (address !== '' && address !== ours)
        return { kind: 'preset', address };
    // Set at all, the CLI takes it for yes: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
    if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined)
        return { kind: 'cloud' };
    return { kind: 'docker' };
}
/**
 * The address of a container of ours. Its name is outside the prefix that other versions of the CLI clean up, and
 * `cleanup=false` keeps this one from removing others'. The scheme is the one that all of 0.18 to 1.0 know.
 */
function runnerHostOf({ image, container, volume }) {
    const query = new URLSearchParams({ container, volume, cleanup: 'false' });
    return `docker-image://${image}?${query.toString()}`;
}


/***/ }),

/***/ 2481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xu: () => (/* binding */ behaviourOf),
  uK: () => (/* binding */ settleCli),
  _L: () => (/* binding */ settleVersion)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/action/context.js + 8 modules
var context = __webpack_require__(3151);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/dagger/download.js
var download = __webpack_require__(1350);
// EXTERNAL MODULE: ./build/src/dagger/installed.js
var installed = __webpack_require__(1166);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
;// CONCATENATED MODULE: ./build/src/dagger/install.js











/**
 * Makes sure of a CLI: the one on the PATH, the one that an earlier job left in the tool cache (the folder
 * `RUNNER_TOOL_CACHE`), or one that is downloaded, compared with the checksum that Dagger publishes beside it,
 * and left in the tool cache.
 *
 * @returns where the CLI is, and where it came from, as a part of a sentence
 * @throws DownloadError; Error for a platform that Dagger has no CLI for
 */
async function installCli(installation) {
    const { build, onPath, arch, platform } = installation;
    const right = onPath !== undefined && isBuild(onPath, build);
    if (right)
        return { path: onPath.path, origin: 'already on the PATH' };
    // Takes 0.1 s to load, which a CLI on the PATH makes needless.
    const tools = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    process.env['RUNNER_TOOL_CACHE'] ||= external_node_path_.join((0,external_node_os_.homedir)(), '.cache', 'warm-dagger');
    const cacheVersion = versionInCache(build);
    const cached = cacheVersion === undefined ? '' : tools.find('dagger', cacheVersion, arch);
    const cachedCli = external_node_path_.join(cached, (0,installed/* cliFile */.jg)(platform));
    if (cached !== '' && (0,external_node_fs_.existsSync)(cachedCli))
        return { path: cachedCli, origin: 'from the tool cache' };
    const archive = (0,releases/* archiveOf */.YH)(installation.site, build, platform, arch);
    const folder = await (0,external_node_fs_promises_.mkdtemp)(external_node_path_.join(installation.temporary, 'warm-dagger-cli-'));
    const fetched = await fetchCli(archive, folder, installation).catch(async (error) => {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    });
    const origin = `downloaded from ${archive.url}`;
    if (cacheVersion === undefined)
        return { path: fetched, origin };
    try {
        const kept = await tools.cacheDir(external_node_path_.dirname(fetched), 'dagger', cacheVersion, arch);
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true });
        return { path: external_node_path_.join(kept, external_node_path_.basename(fetched)), origin };
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const { log } = installation.network;
        log.info(`The CLI could not be left in the tool cache, so the next job downloads it again: ${reason}`);
        return { path: fetched, origin };
    }
}
// Builds of a commit have its first 12 digits at their version's end: v0.18.19-250918123923-71f2e104b045.
function isBuild({ version }, build) {
    if (build.kind === 'release')
        return version === build.version;
    return build.commit !== 'head' && version.endsWith(`-${build.commit.slice(0, 12)}`);
}
/** The tool cache sorts by semantic versions; the newest build of a branch has none that lasts. */
function versionInCache(build) {
    if (build.kind === 'release')
        return build.version;
    return build.commit === 'head' ? undefined : `0.0.0-commit-${build.commit}`;
}
/** The CLI's path, in a folder below `folder`. */
async function fetchCli(archive, folder, installation) {
    const { build, network, platform } = installation;
    const file = external_node_path_.join(folder, archive.name);
    try {
        await fetchArchive(archive, file, network);
    }
    catch (error) {
        if (!(0,releases/* isMissing */.b2)(error))
            throw error;
        const wanted = build.kind === 'release' ? `Dagger ${build.version}` : `a build of Dagger's commit ${build.commit}`;
        throw new download/* DownloadError */.nV(`There is no CLI of ${wanted}: ${error.message} The versions there are: https://github.com/dagger/dagger/releases`, error.status, error);
    }
    const unpacked = external_node_path_.join(folder, 'unpacked');
    await unpack(archive, file, unpacked);
    await (0,external_node_fs_promises_.rm)(file);
    const cli = external_node_path_.join(unpacked, (0,installed/* cliFile */.jg)(platform));
    if (!(0,external_node_fs_.existsSync)(cli)) {
        throw new download/* DownloadError */.nV(`${archive.url} holds no Dagger CLI. If it is a mirror, correct it there.`);
    }
    await (0,external_node_fs_promises_.chmod)(cli, 0o755);
    return cli;
}
async function fetchArchive(archive, file, network) {
    const published = await (0,releases/* publishedChecksum */.OB)(archive, network);
    const actual = await (0,download/* download */.RG)(archive.url, network, async (body) => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const hashed = new external_node_stream_.Transform({
            transform(chunk, _encoding, done) {
                hash.update(chunk);
                done(null, chunk);
            },
        });
        await (0,external_node_stream_promises_.pipeline)(body, hashed, (0,external_node_fs_.createWriteStream)(file));
        return hash.digest('hex');
    });
    if (actual === published)
        return;
    throw new download/* DownloadError */.nV(`${archive.url} has the SHA-256 ${actual}, but ${archive.checksumsUrl} says ${published}: the file was ` +
        `changed or cut on its way, and is not used. Run the job again; if it stays so, tell who runs that server.`);
}
async function unpack(archive, file, folder) {
    await (0,external_node_fs_promises_.mkdir)(folder);
    if (archive.format === 'zip') {
        const { extractZip } = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
        await extractZip(file, folder);
    }
    else {
        // The toolkit would print tar's command line into the log.
        await (0,command/* run */.eF)('tar', ['--no-same-owner', '-xzf', file, '-C', folder]);
    }
}

// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/dagger/resolve.js
var resolve = __webpack_require__(9692);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
;// CONCATENATED MODULE: ./build/src/engine/preset.js


/**
 * The version of an engine that somebody else set up, where its address tells it: by the tag of its image, or, for
 * a container or a pod, by asking the engine's own program there. undefined for a socket or a port, and for what
 * does not answer.
 *
 * Source: dagger/dagger v0.20.3, engine/client/drivers/container.go line 27 and dial.go line 18 for the schemes,
 * internal/buildkit/client/connhelper/kubepod/kubepod.go line 29 for the words of kubectl, cmd/engine/main.go line
 * 303 for what `--version` prints.
 *
 * @param address a value of `_EXPERIMENTAL_DAGGER_RUNNER_HOST`
 */
async function versionOfPreset(address) {
    const [, scheme = '', place = '', query = ''] = /^([a-z][a-z+-]*):\/\/([^?]*)\??(.*)$/.exec(address) ?? [];
    switch (scheme) {
        case 'docker-image':
        case 'image':
        case 'image+docker':
            return versionOfTag(place);
        case 'docker-container':
        case 'container':
        case 'container+docker':
            return await printedBy('docker', ['exec', '--', place, ...askForVersion]);
        case 'kube-pod': {
            const value = (name) => new URLSearchParams(query).get(name) ?? '';
            return await printedBy('kubectl', [
                ...[`--context=${value('context')}`, `--namespace=${value('namespace')}`],
                ...['exec', `--container=${value('container')}`, '-i', place, '--', ...askForVersion],
            ]);
        }
        default:
            return undefined;
    }
}
const askForVersion = ['dagger-engine', '--version'];
function versionOfTag(image) {
    const tag = /:(v\d[\w.-]*)(?:@|$)/.exec(image)?.[1];
    return tag === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(tag);
}
async function printedBy(program, args) {
    const { exitCode, stdout } = await (0,command/* attempt */.CD)(program, args, { timeout: 30 });
    const printed = exitCode === 0 ? /^\S+/.exec(stdout.trim())?.[0] : undefined;
    return printed === undefined ? undefined : (0,dagger_version/* parseVersion */.ot)(printed);
}

;// CONCATENATED MODULE: ./build/src/main/engine-version.js










function network(log) {
    return {
        log,
        patience: 30_000,
        pause: async (milliseconds) => {
            await (0,promises_.setTimeout)(milliseconds);
        },
    };
}
/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
async function settleVersion(inputs, log) {
    if (inputs.commit !== '')
        return inputs.commit.toLowerCase();
    const { version, origin } = await (0,resolve/* resolveVersion */.x)({
        version: inputs.version,
        module: inputs.module,
        workdir: inputs.workdir,
        workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        engineVersion: await presetVersion(inputs),
        cliOnPath: () => (0,installed/* findCliOnPath */.wo)(process.env),
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: network(log),
    });
    log.info(`Dagger ${version}, ${origin}.`);
    return version;
}
/** The version that `auto` takes over from an engine that somebody else set up, where it can be known. */
async function presetVersion(inputs) {
    if ((0,dagger_version/* parseVersionWish */.xv)(inputs.version).kind !== 'auto')
        return undefined;
    const host = (0,engine_host/* findRunnerHost */.Kf)(process.env, undefined, (0,dagger_command/* asksForCloudEngine */.N)(inputs.daggerFlags));
    return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined;
}
/**
 * Makes sure of the CLI.
 *
 * @param version as the job has settled it: a full version, a commit's hash or `head`
 * @returns its path
 */
async function settleCli(version, log) {
    const { path, origin } = await installCli({
        build: (0,dagger_version/* parseVersion */.ot)(version) === undefined ? (0,releases/* parseCommit */.L5)(version) : { kind: 'release', version },
        onPath: await (0,installed/* findCliOnPath */.wo)(process.env),
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: network(log),
        temporary: context/* temporary */.q_,
        platform: process.platform,
        arch: process.arch,
    });
    log.info(`The Dagger CLI ${version} is ${origin}.`);
    return path;
}
/** The version by which to judge what an engine logs: a commit of the main branch is newer than any release. */
function behaviourOf(version) {
    return /^\d+\./.test(version) ? version : '1.0.0';
}


/***/ }),

/***/ 4451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KC: () => (/* binding */ decideKeep),
  Qm: () => (/* binding */ findKept),
  Mv: () => (/* binding */ keepFolder),
  Jg: () => (/* binding */ keepState),
  dz: () => (/* binding */ startFromKept)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/action/context.js + 8 modules
var context = __webpack_require__(3151);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/action/summary.js
var summary = __webpack_require__(6192);
// EXTERNAL MODULE: ./build/src/action/units.js
var units = __webpack_require__(4875);
// EXTERNAL MODULE: ./build/src/policy/saving.js
var saving = __webpack_require__(5876);
// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var manifest = __webpack_require__(9495);
// EXTERNAL MODULE: ./build/src/volume/superblock.js
var volume_superblock = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume = __webpack_require__(8360);
;// CONCATENATED MODULE: ./build/src/volume/keep.js









/** Like a cache entry of GitHub's: unused for a week, it goes. */
const longestUnused = 7 * 24 * 60 * 60 * 1000;
const imageName = 'engine.img';
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
async function readRecord(folder) {
    try {
        const record = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, recordName), 'utf8'));
        return { ...record, folder };
    }
    catch {
        return undefined;
    }
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
 * @throws Error when it is not what its record says, or was not closed cleanly: it is then removed, and the
 * image's folder is empty
 */
async function takeKept({ state, how }, image) {
    await (0,volume/* makeFolderOf */.i7)(image);
    try {
        await assertWhole(state, (0,external_node_path_.join)(state.folder, imageName));
        const snapshot = await readSnapshot(state);
        if (how === 'move') {
            // First of all it is no kept state any more: a job that dies from here on leaves nothing to take.
            await (0,promises_.rm)((0,external_node_path_.join)(state.folder, recordName));
            await (0,promises_.rename)((0,external_node_path_.join)(state.folder, imageName), image);
            await (0,promises_.rm)(state.folder, { recursive: true });
        }
        else {
            await (0,command/* run */.eF)('cp', ['--reflink=auto', '--', (0,external_node_path_.join)(state.folder, imageName), image]);
            await writeRecord(state.folder, { ...state, usedAt: Date.now() });
        }
        return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }) };
    }
    catch (error) {
        await (0,promises_.rm)(state.folder, { recursive: true, force: true });
        await (0,volume/* makeFolderOf */.i7)(image);
        throw error;
    }
}
async function assertWhole(state, image) {
    const superblock = await (0,volume_superblock/* readSuperblock */.t)(image);
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
    const superblock = await (0,volume_superblock/* readSuperblock */.t)(image);
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
        if ((await bytesOf(own)) <= (await (0,disk/* freeBytes */.go)(last.folder)) - disk/* hostMargin */.Ng)
            break;
        await remove(last);
        own.pop();
    }
    return removed;
}
async function bytesOf(states) {
    const sizes = states.map(async ({ folder }) => {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(folder, imageName)).catch(() => undefined);
        return (facts?.blocks ?? 0) * 512; // stat(2): the unit of st_blocks
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

;// CONCATENATED MODULE: ./build/src/main/keeping.js










/** The folder for a state that is to outlive the job; undefined where none is. */
async function keepFolder({ keep }) {
    if (!(keep ?? context/* machineStays */.UZ))
        return undefined;
    await (0,promises_.mkdir)(context/* lasting */.nS, { recursive: true });
    // The kernel names the file behind a loop device without symbolic links.
    return await (0,promises_.realpath)(context/* lasting */.nS);
}
/**
 * Whether what this job leaves may stay for the next: where it may be saved at all, whether or not it is. A state
 * is kept for runs of its own ref, as an entry of GitHub's cache is.
 */
async function decideKeep(wish) {
    return (0,saving/* decideSave */.y)({
        ...(await (0,context/* saveContext */.tn)()),
        wish: wish === 'never' ? 'auto' : wish,
        storeHasScopes: true,
        cancelled: false,
        volumeIsOurs: true,
    });
}
/** What this machine has kept that the job may start from. Makes room first. */
async function findKept(root, job, restoreKeys, wish) {
    await removeOldStates(root, job.volumeName);
    return chooseKept(await keptStates(root, job.volumeName), {
        ...(await (0,context/* keepContext */.Bb)()),
        logicalKey: job.logicalKey,
        restoreKeys,
        keeps: (await decideKeep(wish)).save,
    });
}
/** Puts a kept state where the job's image is to be; undefined where it turns out to be of no use. */
async function startFromKept(choice, image, size) {
    const start = performance.now();
    const { state, how } = choice;
    try {
        const needed = how === 'copy' ? (await (0,promises_.stat)(`${state.folder}/engine.img`)).blocks * 512 : 0;
        if (needed + disk/* hostMargin */.Ng > (await (0,disk/* freeBytes */.go)((0,external_node_path_.dirname)(image)))) {
            log/* jobLog */.W.warning('This machine has too little free disk for the state that it kept.');
            return undefined;
        }
        const taken = await takeKept(choice, image);
        if (size >= state.imageSize * 1.25)
            await (0,disk/* growImage */.xb)(image, size);
        const message = `Took the state that this machine kept from ${new Date(state.usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* secondsSince */.w)(start)}; its key is ${state.logicalKey}`;
        log/* jobLog */.W.info(`${message}.`);
        await (0,summary/* addToSummary */.D)(`Restore: ${message}.`);
        return taken;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state that this machine kept cannot be used and is removed: ${error instanceof Error ? error.message : String(error)}.`);
        return undefined;
    }
}
/** Keeps the job's image for the next. Only for one whose engine was found to have closed it cleanly. */
async function keepState(root, job, snapshot) {
    try {
        const { repository, ref } = await (0,context/* keepContext */.Bb)();
        await (0,volume/* releaseVolume */.s9)(job.volume);
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
        log/* jobLog */.W.warning(`The state could not be kept on this machine: ${error instanceof Error ? error.message : String(error)}`);
    }
}


/***/ }),

/***/ 4399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  afterRestore: () => (/* binding */ afterRestore),
  leaveNothing: () => (/* binding */ leaveNothing),
  restore: () => (/* binding */ restore_restore),
  restoreVolume: () => (/* binding */ restoreVolume),
  stateElsewhere: () => (/* binding */ stateElsewhere)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/src/action/context.js + 8 modules
var context = __webpack_require__(3151);
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
// EXTERNAL MODULE: ./build/src/dagger/command.js
var command = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/engine/host.js
var engine_host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
// EXTERNAL MODULE: ./build/src/volume/disk.js
var disk = __webpack_require__(7767);
// EXTERNAL MODULE: ./build/src/volume/manifest.js
var manifest = __webpack_require__(9495);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __webpack_require__(8701);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/volume/prerequisites.js


const programs = ['losetup', 'mke2fs', 'resize2fs', 'mount', 'umount', 'fstrim', 'sync', 'timeout'];
/** What this machine lacks to keep a volume as a filesystem image, as a sentence; undefined when nothing. */
async function missingPrerequisite(platform = process.platform) {
    if (platform !== 'linux')
        return `This is ${platform}, and a volume can be kept on Linux only.`;
    for (const program of programs) {
        if ((await (0,io/* which */.K7)(program)) === '')
            return `The program ${program} is not on this machine.`;
    }
    if (!(await (0,privileged/* canBecomeRoot */.eY)()))
        return 'This job is not root, and sudo asks for a password.';
    return undefined;
}

// EXTERNAL MODULE: ./build/src/volume/restore.js
var restore = __webpack_require__(3206);
// EXTERNAL MODULE: ./build/src/volume/volume.js
var volume_volume = __webpack_require__(8360);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/main/engine-version.js + 2 modules
var engine_version = __webpack_require__(2481);
// EXTERNAL MODULE: ./build/src/main/keeping.js + 1 modules
var keeping = __webpack_require__(4451);
;// CONCATENATED MODULE: ./build/src/main/restore.js



















/** The action restore. */
async function restore_restore() {
    await restoreVolume((0,inputs/* readRestoreInputs */.Ez)());
}
/** The post of the action restore: on a machine that stays, nothing of ours does. */
async function afterRestore() {
    const job = await (0,action_job/* readJob */.cd)();
    if (job)
        await leaveNothing(job);
}
/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
async function leaveNothing(job) {
    if (!context/* machineStays */.UZ && job.keepIn === undefined)
        return;
    const { volume, volumeName, container } = job;
    await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
        if (volume)
            await (0,volume_volume/* clearAway */.MB)(volumeName);
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
}
/** An engine that got no volume of ours had Docker make it a plain one, unless there was one already. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    if (!(docker/* ownLabel */.tZ in ((await (0,docker/* inspectContainer */.aH)(container))?.labels ?? {})))
        return;
    await (0,docker/* removeContainer */.od)(container);
    if (!isOfOthers)
        await (0,docker/* removeVolume */.L)(volume);
}
async function withoutFailing(failure, body) {
    await body().catch((error) => {
        log/* jobLog */.W.warning(`${failure}: ${reasonOf(error)}`);
    });
}
/**
 * Settles, once a job, which volume the engine gets and what is in it, and tells it in the action's outputs.
 *
 * @param wish the input save, where it is known by now
 */
async function restoreVolume(inputs, wish = 'auto') {
    const settled = await (0,action_job/* readJob */.cd)();
    const job = settled ? again(inputs, settled) : await settle(inputs, wish);
    core/* setOutput */.uH('cache-hit', job.cacheHit);
    core/* setOutput */.uH('cache-primary-key', job.logicalKey);
    core/* setOutput */.uH('cache-matched-key', job.restoredKey ?? '');
    if (inputs.failOnCacheMiss && job.cacheHit === '') {
        throw new Error(`No state was restored for the key ${job.logicalKey}, and input fail-on-cache-miss is true.` +
            (job.reason === undefined ? '' : ` ${job.reason}`));
    }
    return job;
}
function again(inputs, job) {
    log/* jobLog */.W.info('An earlier step of this job has settled the volume; it serves this step too.');
    const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey;
    if (otherKey || inputs.volume + context/* runnerSuffix */.YC !== job.volumeName) {
        log/* jobLog */.W.warning(`This step asks for another ${otherKey ? 'key' : 'volume'} than an earlier step of the same job. A job has one engine: the volume ${job.volumeName} with the key ${job.logicalKey} stays.`);
    }
    return job;
}
async function settle(inputs, wish) {
    const version = await (0,engine_version/* settleVersion */._L)(inputs, log/* jobLog */.W);
    const identity = { ...(0,context/* jobIdentity */.Kv)(inputs.matrix), version };
    const volumeName = inputs.volume + context/* runnerSuffix */.YC;
    const logicalKey = inputs.key ?? (0,keys/* defaultKey */.ds)(identity);
    const restoreKeys = inputs.key === undefined ? [...inputs.restoreKeys, ...(0,keys/* restorePrefixes */.nf)(identity)] : inputs.restoreKeys;
    const base = {
        version,
        volumeName,
        logicalKey,
        cacheHit: '',
        ...(inputs.cacheDir === undefined ? {} : { cacheDir: inputs.cacheDir }),
    };
    const coldBecause = async (reason) => {
        log/* jobLog */.W.info(`${reason} Nothing is restored and nothing will be saved.`);
        const job = { ...base, reason };
        if (!inputs.lookupOnly)
            await (0,action_job/* writeJob */.Pg)(job);
        return job;
    };
    const host = (0,engine_host/* findRunnerHost */.Kf)(process.env, undefined, (0,command/* asksForCloudEngine */.N)(inputs.daggerFlags));
    if (host.kind !== 'docker')
        return await coldBecause(stateElsewhere(host));
    const store = (0,context/* openStore */.Ch)(inputs.cacheDir, log/* jobLog */.W);
    const keepIn = await (0,keeping/* keepFolder */.Mv)(inputs);
    if (!store && keepIn === undefined)
        return await coldBecause('This job has no Actions cache and input cache-dir is not given.');
    const lookUp = async () => (store ? await findEntry(store, logicalKey, restoreKeys) : undefined);
    if (inputs.lookupOnly) {
        const found = await lookUp();
        log/* jobLog */.W.info(`${found ? `There is ${found.key}.` : 'There is no entry.'} Input lookup-only is true: no volume is made.`);
        return { ...base, ...(found && { restoredKey: found.key, cacheHit: found.hit }) };
    }
    const problem = (await missingPrerequisite()) ?? (await (0,docker/* dockerProblem */._8)());
    if (problem !== undefined)
        return await coldBecause(problem);
    const image = (0,volume_volume/* imagePath */.d0)(keepIn ?? context/* temporary */.q_, volumeName);
    try {
        const leftover = await (0,volume_volume/* findLeftover */.zL)(volumeName);
        if (leftover === 'foreign') {
            return await coldBecause(`The Docker volume ${volumeName} is there already and not ours: it is used as it is.`);
        }
        if (leftover === 'ours') {
            log/* jobLog */.W.info(`An interrupted job left the volume ${volumeName}; it is removed.`);
            await (0,volume_volume/* clearAway */.MB)(volumeName);
        }
        await (0,volume_volume/* makeFolderOf */.i7)(image);
        const size = await (0,disk/* imageSizeFor */.u1)((0,external_node_path_.dirname)(image), inputs.volumeSize);
        if (size === 0)
            return await coldBecause('This machine has too little free disk for a volume.');
        const kept = keepIn === undefined ? undefined : await (0,keeping/* findKept */.Qm)(keepIn, base, restoreKeys, wish);
        let start = kept?.kind === 'exact' ? await (0,keeping/* startFromKept */.dz)(kept, image, size) : undefined;
        const found = start ? undefined : await lookUp();
        // What the machine has is there at once; only a state of the job's own key is worth fetching instead.
        if (kept?.kind === 'restore' && found?.hit !== 'true')
            start = await (0,keeping/* startFromKept */.dz)(kept, image, size);
        const restored = start || !store ? start?.snapshot : await fillImage(store, found, image, size);
        if (!start && !restored)
            await (0,disk/* makeImage */.Gs)(image, size);
        const hit = start ? hitKinds[kept?.kind ?? 'restore'] : restored && hitOf(restored.key, logicalKey);
        const job = {
            ...base,
            volume: await (0,volume_volume/* makeVolume */.B)(volumeName, image),
            cacheHit: hit ?? '',
            ...(start && { keptBy: start.engineVersion }),
            ...(restored && { restoredKey: restored.key }),
            ...(keepIn !== undefined && { keepIn }),
        };
        if (restored)
            await (0,action_job/* keepSnapshot */.ic)(restored);
        await (0,action_job/* writeJob */.Pg)(job);
        return job;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine's volume could not be made: ${reasonOf(error)}`);
        await withoutFailing('What was made of it could not all be removed', async () => {
            await (0,volume_volume/* clearAway */.MB)(volumeName);
            await (0,volume_volume/* discardImage */.Iy)(image);
        });
        return await coldBecause('The volume could not be made.');
    }
}
/** Why the engine's state is not ours to keep. */
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which somebody else set, and keeps its own state.`;
}
const hitKinds = { exact: 'true', restore: 'false' };
async function findEntry(store, logicalKey, restoreKeys) {
    try {
        const entry = await store.find((0,keys/* searchKeys */.vz)(logicalKey, restoreKeys));
        const kind = entry && (0,keys/* matchKind */.O4)(entry.key, logicalKey, restoreKeys);
        if (!entry || !kind) {
            log/* jobLog */.W.info(`No state is stored for the key ${logicalKey} or its restore keys, so the engine starts cold.`);
            return undefined;
        }
        return { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' };
    }
    catch (error) {
        log/* jobLog */.W.warning(`${store.name} could not be searched, so the engine starts cold: ${reasonOf(error)}`);
        return undefined;
    }
}
function hitOf(entryKey, logicalKey) {
    return (0,keys/* matchKind */.O4)(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false';
}
/** Writes the snapshot, or one of those it was made from, to the image. @returns the one that is in it now */
async function fillImage(store, found, image, size) {
    const keys = found ? [found.key] : [];
    let first = true;
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
        const start = performance.now();
        try {
            const snapshot = { key, manifest: await (0,restore/* readManifest */.WI)(store, key) };
            if (first)
                keys.push(...snapshot.manifest.predecessors);
            first = false;
            const { chunks, imageSize } = snapshot.manifest;
            const content = chunks.length * manifest/* chunkSize */.ZL;
            if (content + disk/* hostMargin */.Ng > (await (0,disk/* freeBytes */.go)((0,external_node_path_.dirname)(image)))) {
                log/* jobLog */.W.warning(`The state ${key} holds ${(0,units/* megabytes */.i)(content)}, for which this machine has too little free disk.`);
                return undefined;
            }
            const fetched = await (0,restore/* writeImage */.te)(store, snapshot, image);
            // Growing rewrites metadata, so it is done only where it is worth it.
            if (size >= imageSize * 1.25)
                await (0,disk/* growImage */.xb)(image, size);
            const message = `Restored ${(0,units/* megabytes */.i)(content)} (${(0,units/* megabytes */.i)(fetched)} fetched) in ${(0,units/* secondsSince */.w)(start)} from ${key}`;
            log/* jobLog */.W.info(`${message}.`);
            await (0,summary/* addToSummary */.D)(`Restore: ${message}.`);
            return snapshot;
        }
        catch (error) {
            if (!(error instanceof restore/* SnapshotError */.JC))
                throw error;
            const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.';
            log/* jobLog */.W.warning(`${error.message} ${next}`);
        }
    }
    if (found === undefined) {
        const others = await newestOfOthers(store);
        log/* jobLog */.W.info(others);
        await (0,summary/* addToSummary */.D)(`Restore: nothing is stored for this job, the engine starts cold. ${others}`);
    }
    return undefined;
}
/** What a miss is told by at the price of one request: another version's, job's or key's state, or none at all. */
async function newestOfOthers(store) {
    try {
        const entry = await store.find((0,keys/* searchKeys */.vz)('', ['']));
        const key = entry && (0,keys/* matchedLogicalKey */.lI)(entry.key);
        return key === undefined
            ? 'This branch can see no state of any key: none was saved yet, or all were evicted.'
            : `The newest state that this branch can see is of another key, ${key}.`;
    }
    catch (error) {
        return `${store.name} could not be searched: ${reasonOf(error)}`;
    }
}
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ snapshotPrefix),
/* harmony export */   O4: () => (/* binding */ matchKind),
/* harmony export */   an: () => (/* binding */ keyComplaints),
/* harmony export */   ds: () => (/* binding */ defaultKey),
/* harmony export */   k2: () => (/* binding */ entryKey),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   lI: () => (/* binding */ matchedLogicalKey),
/* harmony export */   nf: () => (/* binding */ restorePrefixes),
/* harmony export */   oH: () => (/* binding */ packPrefix),
/* harmony export */   vz: () => (/* binding */ searchKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Every manifest's entry begins with this, whatever key the user chose. */
const snapshotPrefix = 'warm-dagger-snapshot/';
/** Every pack's entry begins with this. */
const packPrefix = 'warm-dagger-pack/';
// Cannot occur in an encoded key, so a key followed by it is a prefix of that key's own entries alone.
const separator = '@';
// @actions/cache 6.3.0, lib/cache.js:89 (length) and :91 (commas): longer keys are refused.
const longestEntryKey = 512;
const longestSuffix = 64;
const longestKey = longestEntryKey - snapshotPrefix.length - longestSuffix;
// @actions/cache 6.3.0, lib/cache.js:163: more keys in one lookup are refused.
const mostSearchKeys = 10;
/**
 * The logical key of a job that chose none: `warm-dagger-<os>-<arch>-v<minor>/<workflow>/<job>/<hash>/<version>`.
 * At most 300 characters out of letters, digits, `.`, `_`, `-` and `/`.
 */
function defaultKey(job) {
    return `${jobAndMatrix(job)}${part(withoutV(job.version), 40)}`;
}
/**
 * Where a job that chose no key may start from when its own key has no entry, best first: the same job and
 * matrix with any patch of the same minor; the same job with any matrix; any job of the same os, arch and minor.
 */
function restorePrefixes(job) {
    return [jobAndMatrix(job), anyMatrix(job), anyJob(job)];
}
function anyJob(job) {
    return `warm-dagger-${part(job.os, 20)}-${part(job.arch, 20)}-${minor(job.version)}/`;
}
function anyMatrix(job) {
    return `${anyJob(job)}${part(job.workflow, 80)}/${part(job.job, 80)}/`;
}
function jobAndMatrix(job) {
    // Names are in the hash too: GitHub does not tell upper case from lower, and `CI` and `ci` are two workflows.
    return `${anyMatrix(job)}${shortHash(JSON.stringify([job.workflow, job.job, inOneOrder(job.matrix)]), 16)}/`;
}
function minor(version) {
    const release = /^(\d{1,6})\.(\d{1,6})\./.exec(withoutV(version));
    return release ? `v${release[1] ?? ''}.${release[2] ?? ''}` : 'dev';
}
function withoutV(version) {
    return version.replace(/^v(?=\d)/, '');
}
/** A name in safe characters, at most `longest` of them; changed names carry a hash, so that none become equal. */
function part(name, longest) {
    const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-');
    if (safe === name && name !== '' && name.length <= longest)
        return name;
    return `${safe.slice(0, longest - 9)}-${shortHash(name, 8)}`;
}
function shortHash(text, digits) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, digits);
}
/** The matrix with its properties sorted at every depth; text that is not JSON stays as it is. */
function inOneOrder(matrix) {
    try {
        const value = JSON.parse(matrix === '' ? 'null' : matrix);
        return sorted(value);
    }
    catch {
        return matrix;
    }
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (typeof value !== 'object' || value === null)
        return value;
    const inner = Object.entries(value).map(([name, one]) => [name, sorted(one)]);
    return Object.fromEntries(inner.sort(([a], [b]) => (a < b ? -1 : 1)));
}
/**
 * What is wrong with the keys a user gave: one sentence each, none when all is well. `key` is undefined where
 * the default is used.
 */
function keyComplaints(key, restoreKeys) {
    const complaints = [];
    if (key !== undefined)
        complaints.push(...oneKeyComplaints('key', key));
    for (const restoreKey of restoreKeys)
        complaints.push(...oneKeyComplaints('restore-keys', restoreKey));
    if (restoreKeys.length > mostSearchKeys - 1) {
        complaints.push(`Input restore-keys has ${restoreKeys.length} keys: GitHub searches for at most ${mostSearchKeys} at once, so give at most ${mostSearchKeys - 1}, one a line.`);
    }
    return complaints;
}
function oneKeyComplaints(input, key) {
    if (key.trim() === '')
        return [`Input ${input} has an empty key: give at least one character, or leave it out.`];
    const length = encoded(key).length;
    if (length <= longestKey)
        return [];
    return [
        `Input ${input} "${key.slice(0, 60)}…" is ${length} characters long as it is stored: at most ${longestKey} are accepted, where a comma, \`%\`, \`@\` and what is not plain ASCII count as 3 or more.`,
    ];
}
/** The key of a new manifest entry: unlike any other, and found by the logical key that it holds. */
function entryKey(logicalKey, save) {
    const suffix = [save.runId, save.attempt, save.random].map((text) => part(text, 20)).join('-');
    return `${ownPrefix(logicalKey)}${suffix}${separator}`;
}
/** The key of the pack with these contents. */
function packKey(sha256) {
    return `${packPrefix}${sha256}`;
}
/**
 * The prefixes under which a store may hold what a job can start from, best first, at most 10: entries of the
 * logical key itself, then those of every key that begins with a restore key.
 */
function searchKeys(logicalKey, restoreKeys) {
    const restore = restoreKeys.map((restoreKey) => `${snapshotPrefix}${encoded(restoreKey)}`);
    return [ownPrefix(logicalKey), ...restore].slice(0, mostSearchKeys);
}
/** The logical key that a manifest's entry was saved under; undefined for an entry that is no manifest of ours. */
function matchedLogicalKey(entry) {
    if (!entry.startsWith(snapshotPrefix) || !entry.endsWith(separator))
        return undefined;
    const [key, suffix, ...rest] = entry.slice(snapshotPrefix.length).split(separator);
    if (!key || !suffix || rest.length !== 1)
        return undefined;
    try {
        return decodeURIComponent(key);
    }
    catch {
        return undefined;
    }
}
/**
 * How an entry answers what was asked: by the wanted key itself, by a restore key, or (undefined) not at all.
 * Upper and lower case are one, as in GitHub's lookup and in actions/cache (v4, src/utils/actionUtils.ts, isExactKeyMatch).
 */
function matchKind(entry, logicalKey, restoreKeys) {
    const matched = matchedLogicalKey(entry);
    if (matched === undefined)
        return undefined;
    const has = encoded(matched).toLowerCase();
    if (has === encoded(logicalKey).toLowerCase())
        return 'exact';
    return restoreKeys.some((restoreKey) => has.startsWith(encoded(restoreKey).toLowerCase()))
        ? 'restore'
        : undefined;
}
function ownPrefix(logicalKey) {
    return `${snapshotPrefix}${encoded(logicalKey)}${separator}`;
}
/** Printable ASCII without `%`, `,` and the separator; character by character, so that prefixes stay prefixes. */
function encoded(key) {
    return key.toWellFormed().replace(/[%,@]|[^\x20-\x7e]/gu, encodeURIComponent);
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

/***/ 1072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a$: () => (/* binding */ attemptAsRoot),
/* harmony export */   eY: () => (/* binding */ canBecomeRoot),
/* harmony export */   yf: () => (/* binding */ runAsRoot)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6448);

function asRoot(program, args) {
    return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]];
}
/**
 * Runs a program as root: directly when we are root, else through passwordless sudo.
 *
 * @throws CommandError
 */
async function runAsRoot(program, args) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(...asRoot(program, args));
}
/** Like `runAsRoot`, for callers to whom a failure is an answer: never throws. */
async function attemptAsRoot(program, args) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)(...asRoot(program, args));
}
/** Whether `runAsRoot` can work: we are root, or sudo asks for no password. */
async function canBecomeRoot() {
    return process.getuid?.() === 0 || (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('sudo', ['-n', 'true'])).exitCode === 0;
}


/***/ }),

/***/ 5969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   oy: () => (/* binding */ answerTo),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);



const patience = { attempts: 5, firstDelay: 500, longestDelay: 60_000, silence: 30_000 };
/** The service could not be reached, or kept failing. */
class UnavailableError extends Error {
    /** An attempt may have been carried out although no good answer to it arrived. */
    attempts;
    constructor(message, attempts) {
        super(message);
        this.attempts = attempts;
    }
}
/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024;
// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent(agentOptions) };
/**
 * Sends a request until it is answered with neither 429 nor a server's error; any other status is an answer.
 *
 * @throws UnavailableError when no attempt was; the signal's reason
 */
async function send(request, { attempts, ...limits }, log) {
    for (let attempt = 1;; attempt++) {
        const outcome = await tryOnce(request, limits);
        limits.signal?.throwIfAborted();
        if ('status' in outcome && outcome.status < 500 && outcome.status !== 429) {
            return { ...outcome, attempts: attempt };
        }
        const failure = 'status' in outcome ? `the answer was ${outcome.status}` : outcome.failure;
        const asked = 'status' in outcome ? retryAfter(outcome.headers['retry-after'], Date.now()) : undefined;
        if (attempt === attempts) {
            throw new UnavailableError(`${request.name} failed ${attempts} times, at last because ${failure}`, attempt);
        }
        if (asked !== undefined && asked > limits.longestDelay) {
            throw new UnavailableError(`${request.name} failed because ${failure}, and it asks to wait ${Math.round(asked / 1000)} s`, attempt);
        }
        const delay = Math.max(asked ?? 0, backoff(attempt, limits));
        log.debug(`${request.name}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(delay, undefined, { signal: limits.signal });
    }
}
/** Milliseconds; half of it chance, so that the jobs of a matrix do not come back together. */
function backoff(attempt, { firstDelay, longestDelay }) {
    return Math.min(firstDelay * 2 ** (attempt - 1), longestDelay) * (0.5 + Math.random() / 2);
}
/** Milliseconds that a Retry-After header (seconds, or a date) asks for. */
function retryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
async function tryOnce(request, limits) {
    try {
        const response = await answerTo(request, limits);
        const body = await readBody(response);
        return { status: response.statusCode ?? 0, headers: response.headers, body };
    }
    catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
    }
}
/**
 * Sends a request once; the body of the answer is the caller's to read or to destroy.
 *
 * @throws Error when the connection fails, or is silent for too long, or the signal is given
 */
async function answerTo(request, { silence, signal }) {
    const { method, url, body = [] } = request;
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const headers = { ...request.headers, ...(method !== 'GET' && { 'content-length': length }) };
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const agent = agents[secure ? 'https:' : 'http:'];
        const sent = (secure ? node_https__WEBPACK_IMPORTED_MODULE_2__ : node_http__WEBPACK_IMPORTED_MODULE_1__).request(url, { method, headers, agent, signal }, resolve);
        sent.setTimeout(silence, () => sent.destroy(new Error(`nothing was heard for ${silence / 1000} s`)));
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}
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

/***/ 7767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gs: () => (/* binding */ makeImage),
/* harmony export */   K0: () => (/* binding */ attach),
/* harmony export */   Ng: () => (/* binding */ hostMargin),
/* harmony export */   Yo: () => (/* binding */ detach),
/* harmony export */   a0: () => (/* binding */ backingFile),
/* harmony export */   d2: () => (/* binding */ makeSparseFile),
/* harmony export */   go: () => (/* binding */ freeBytes),
/* harmony export */   u1: () => (/* binding */ imageSizeFor),
/* harmony export */   xb: () => (/* binding */ growImage)
/* harmony export */ });
/* unused harmony export imageSizeWithin */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6448);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1072);



const GiB = 2 ** 30;
/** Free space of the host that an image may never grow into, bytes. A sparse image on a full host loses writes. */
const hostMargin = 4 * GiB;
/** Sizes are whole GiB, so that the last chunk is never a short one. */
const smallest = GiB;
/** Beyond this an engine's state could not be moved in useful time. */
const largest = 1024 * GiB;
/**
 * How large an image may become on this host: what is free beside it, less a margin, in whole GiB.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 when the host has no room for any
 */
async function imageSizeFor(folder, wanted) {
    return imageSizeWithin(await freeBytes(folder), wanted);
}
function imageSizeWithin(free, wanted = largest) {
    const size = Math.floor(Math.min(free - hostMargin, wanted, largest) / GiB) * GiB;
    return size >= smallest ? size : 0;
}
async function freeBytes(folder) {
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(folder);
    return bavail * bsize;
}
/**
 * Only what e2fsprogs 1.46 and Linux 5.15 (Ubuntu 22.04) read. No journal: a state is either closed in order or
 * thrown away, so a journal would only write everything twice.
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
 * Makes a sparse file of `size` bytes with an empty ext4 filesystem in it. `lost+found` stays: an empty folder
 * would make Docker copy the engine image's own /var/lib/dagger into the volume.
 */
async function makeImage(path, size) {
    await makeSparseFile(path, size);
    const inodeEvery = 4096; // bytes; a state averages 17 KB an entry, but a folder of small files far less
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('mke2fs', [
        ...['-q', '-F', '-t', 'ext2', '-b', '4096', '-I', '256', '-i', `${inodeEvery}`, '-m', '0'],
        ...['-L', 'warm-dagger', '-O', features.join(',')],
        // Metadata together at the front, so that it falls into few chunks.
        ...['-E', 'nodiscard,lazy_itable_init=1,packed_meta_blocks=1,root_owner=0:0', path],
    ], 
    // The host's defaults would add features of its own.
    { env: { MKE2FS_CONFIG: '/dev/null' } });
}
/** Makes an empty file that reads as `size` zeros. Replaces what is there. */
async function makeSparseFile(path, size) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, '', { mode: 0o600, flag: 'wx' });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/** Grows the filesystem in a file that no one has mounted to `size` bytes. */
async function growImage(path, size) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
    // -f: it asks for a full check first, of a filesystem that was just verified bit for bit.
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('resize2fs', ['-f', path]);
}
/** Attaches an image to a free loop device. @returns its path, such as /dev/loop3 */
async function attach(image) {
    const device = (await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('losetup', ['--find', '--show', '--nooverlap', image])).trim();
    if (!/^\/dev\/loop\d+$/.test(device))
        throw new Error(`losetup answered "${device}", not a loop device`);
    return device;
}
/** Detaches a loop device; one that is gone already is no error. */
async function detach(device) {
    if ((await backingFile(device)) !== undefined)
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('losetup', ['--detach', device]);
}
/**
 * The file that a loop device stands for, from sysfs; undefined when it stands for none. A file that was removed
 * ends in " (deleted)", so it never equals a path of ours.
 */
async function backingFile(device) {
    const file = `/sys/block/${device.replace('/dev/', '')}/loop/backing_file`;
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8')).trimEnd();
    }
    catch {
        return undefined;
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
/** How many bytes of packs a snapshot may list for each byte that is in use. */
const mostWaste = 1.5;
/** Packs that a snapshot has beyond those that its state fills, where it is cheap to have no more. */
const ordinaryPacks = 8;
/** Packs that a snapshot never exceeds, but for a state that fills more. */
const mostPacks = 64;
/**
 * Bytes that are written again for each fresh one, at most, only to have fewer packs. With it, a simulated year of
 * saves writes 0.6 to 1.0 bytes again for each fresh one, waste included, whether states change little or much.
 */
const tidying = 0.75;
/**
 * Which packs a new snapshot should no longer refer to, their live chunks being written again: those with the
 * most waste until no more than half as much again is listed as is used, then the smallest, as far as that is
 * cheap, or until they are no more than they may be.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 */
function packsToRewrite(packs, fresh) {
    const rewritten = new Set();
    const live = packs.reduce((sum, pack) => sum + pack.live, fresh);
    let listed = packs.reduce((sum, pack) => sum + pack.size, fresh);
    let written = fresh;
    const rewrite = (pack) => {
        rewritten.add(pack.sha256);
        listed -= pack.size - pack.live;
        written += pack.live;
    };
    for (const pack of packs)
        if (pack.live === 0)
            rewrite(pack);
    const byWaste = packs.toSorted((a, b) => a.live / a.size - b.live / b.size);
    for (const pack of byWaste) {
        if (listed <= mostWaste * live)
            break;
        if (!rewritten.has(pack.sha256))
            rewrite(pack);
    }
    const count = () => packs.length - rewritten.size + Math.ceil(written / packSize);
    const filled = Math.ceil((mostWaste * live) / packSize);
    const ordinary = Math.max(ordinaryPacks, filled + ordinaryPacks / 2);
    const most = Math.max(mostPacks, filled + ordinaryPacks);
    // Some more than must be, so that not every save has to.
    const few = count() > most ? most - ordinaryPacks : most;
    const bySize = packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => a.live - b.live);
    for (const pack of bySize) {
        const cheap = written + pack.live <= fresh * (1 + tidying);
        if (count() <= few && !(cheap && count() > ordinary))
            break;
        rewrite(pack);
    }
    return rewritten;
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
/** Neighbouring chunks of an image, to be read with one request. */
function chunkRuns(indices, most = 4) {
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
    let columns;
    try {
        const body = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync)(bytes.subarray(magic.length + 1), { maxOutputLength: mostDecompressed });
        columns = isModest(body) ? JSON.parse(body.toString('utf8')) : undefined;
    }
    catch {
        // Not the parser's message: it quotes what it read, and this may end up in the log.
        throw new ManifestError('it is damaged: what it holds cannot be decompressed and parsed');
    }
    return fromColumns(columns);
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

/***/ 3206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JC: () => (/* binding */ SnapshotError),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   te: () => (/* binding */ writeImage)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(170);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6442);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7767);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4728);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9495);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5034);
/* harmony import */ var _workers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5407);








/** What of a snapshot is missing or wrong, as a sentence that names it. */
class SnapshotError extends Error {
}
/** Reads the manifest that an entry holds. @throws SnapshotError */
async function readManifest(store, key) {
    const bytes = await readEntry(store, key).catch((error) => {
        throw new SnapshotError(`The manifest ${key} cannot be fetched: ${reasonOf(error)}.`);
    });
    if (!bytes)
        throw new SnapshotError(`The manifest ${key} is not in the store any more.`);
    try {
        return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeManifest */ .MK)(bytes);
    }
    catch (error) {
        throw new SnapshotError(`The manifest ${key} cannot be used: ${reasonOf(error)}.`);
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
 * @returns compressed bytes that were fetched
 * @throws SnapshotError when anything is missing or wrong; what the file then holds is not to be used
 */
async function writeImage(store, snapshot, image) {
    const { manifest } = snapshot;
    const ranges = (0,_layout_js__WEBPACK_IMPORTED_MODULE_7__/* .packRanges */ .S3)(manifest.chunks);
    const packs = new OpenPacks(store, manifest, ranges);
    await packs.checkAll();
    await (0,_disk_js__WEBPACK_IMPORTED_MODULE_3__/* .makeSparseFile */ .d2)(image, manifest.imageSize);
    // More than there are cores: a thread also waits for the network, and what it waits for is not lost.
    const workers = new _workers_js__WEBPACK_IMPORTED_MODULE_6__/* .Workers */ .G(Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)() + 1));
    try {
        await (0,_workers_js__WEBPACK_IMPORTED_MODULE_6__/* .inLanes */ .L)(ranges, workers.size * 2, async (range) => {
            await packs.use(range, async ({ source }) => {
                await workers.write({ kind: 'write', image, source, ...range });
            });
        });
    }
    finally {
        await workers.close();
        await packs.closeAll();
    }
    const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t)(image);
    if (!superblock?.clean || superblock.uuid !== manifest.filesystem.uuid) {
        throw new SnapshotError(`The snapshot ${snapshot.key} holds no filesystem that was closed in order.`);
    }
    return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
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
                throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${reasonOf(error)}.`);
            });
            if (!there)
                throw new SnapshotError(`The pack ${sha256} is not in the store any more.`);
        });
    }
    async use(range, body) {
        const { pack } = range;
        try {
            const opened = this.#opened.get(pack) ?? this.#open(pack);
            this.#opened.set(pack, opened);
            await body(await opened);
        }
        catch (error) {
            throw new SnapshotError(`The pack ${this.#packs[pack]?.sha256 ?? ''} cannot be used: ${reasonOf(error)}.`);
        }
        const left = (this.#rangesLeft[pack] ?? 0) - 1;
        this.#rangesLeft[pack] = left;
        if (left === 0)
            await this.#close(pack);
    }
    async closeAll() {
        await Promise.all([...this.#opened.keys()].map((pack) => this.#close(pack)));
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
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 5034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ readSuperblock)
/* harmony export */ });
/* unused harmony export parseSuperblock */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);

const offset = 1024;
const length = 1024;
const magic = 0xef53;
/**
 * Reads the superblock of the filesystem in an image file; undefined when there is none.
 * The layout is the kernel's, Documentation/filesystems/ext4/super.rst.
 */
async function readSuperblock(image) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(image, 'r');
    try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        return bytesRead === length ? parseSuperblock(buffer) : undefined;
    }
    finally {
        await file.close();
    }
}
function parseSuperblock(bytes) {
    if (bytes.readUInt16LE(0x38) !== magic)
        return undefined;
    const high = (at) => bytes.readUInt32LE(at) * 2 ** 32;
    const state = bytes.readUInt16LE(0x3a);
    return {
        uuid: bytes.toString('hex', 0x68, 0x78).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
        blockSize: 1024 << bytes.readUInt32LE(0x18),
        blocks: bytes.readUInt32LE(0x4) + high(0x150),
        freeBlocks: bytes.readUInt32LE(0xc) + high(0x158),
        inodes: bytes.readUInt32LE(0x0),
        freeInodes: bytes.readUInt32LE(0x10),
        clean: (state & 1) !== 0,
        hasErrors: (state & 2) !== 0,
    };
}


/***/ }),

/***/ 8360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ makeVolume),
/* harmony export */   Fy: () => (/* binding */ isMountedHere),
/* harmony export */   Iy: () => (/* binding */ discardImage),
/* harmony export */   MB: () => (/* binding */ clearAway),
/* harmony export */   d0: () => (/* binding */ imagePath),
/* harmony export */   i7: () => (/* binding */ makeFolderOf),
/* harmony export */   lg: () => (/* binding */ isAttached),
/* harmony export */   s9: () => (/* binding */ releaseVolume),
/* harmony export */   zL: () => (/* binding */ findLeftover)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6448);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1072);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7767);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5034);
/* harmony import */ var _witness_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9855);








const imageLabel = 'warm-dagger.image';
/** Where the image of a volume is, below the job's folder for temporary files. */
function imagePath(temporary, volume) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'warm-dagger', volume, 'engine.img');
}
/** Attaches an image and makes the Docker volume that mounts it. Leaves nothing when it fails. */
async function makeVolume(name, image) {
    const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_6__/* .readSuperblock */ .t)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem.`);
    const device = await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .attach */ .K0)(image);
    try {
        await (0,_command_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)('docker', [
            ...['volume', 'create', '--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
            ...['--opt', `o=${_witness_js__WEBPACK_IMPORTED_MODULE_7__/* .mountOptions */ .g}`, '--label', _docker_js__WEBPACK_IMPORTED_MODULE_3__/* .ownLabel */ .tZ, '--label', `${imageLabel}=${image}`],
            ...['--', name],
        ]);
    }
    catch (error) {
        await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .detach */ .Yo)(device);
        throw error;
    }
    return { name, image, device, uuid: superblock.uuid };
}
/**
 * Whether the loop device still stands for the image, and the image still holds the filesystem that was recorded.
 * Loop numbers are recycled: after a detach the same path may be somebody else's disk.
 */
async function isAttached({ image, device, uuid }) {
    return ((await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .backingFile */ .a0)(device)) === image &&
        (await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_6__/* .readSuperblock */ .t)(image).catch(() => undefined))?.uuid === uuid);
}
/** Whether a volume of this name is there already, and whether it may be cleared away. */
async function findLeftover(name) {
    const volume = await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .inspectVolume */ .Px)(name);
    if (!volume)
        return 'none';
    if (!(_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .ownLabel */ .tZ in volume.labels))
        return 'foreign';
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .containersOf */ .Mz)(name)) {
        const labels = (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .inspectContainer */ .aH)(container))?.labels;
        if (labels && !(_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .ownLabel */ .tZ in labels))
            return 'foreign';
    }
    return 'ours';
}
/** Removes a volume of ours with its container and image. What is gone already is no error. */
async function clearAway(name) {
    const volume = await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .inspectVolume */ .Px)(name);
    if (!volume || !(_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .ownLabel */ .tZ in volume.labels))
        return;
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .containersOf */ .Mz)(name))
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeContainer */ .od)(container);
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeVolume */ .L)(name);
    const image = volume.labels[imageLabel];
    if (image !== undefined)
        await discardImage(image);
}
/**
 * Removes an image that no container uses, the folder that was made for it, and what a killed step may have left on
 * it: the loop device that stands for it, and a mount of ours.
 */
async function discardImage(image) {
    await detachFrom(image);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image), { recursive: true, force: true });
}
/** Removes the Docker volume with its container, and detaches the image, which stays. */
async function releaseVolume({ name, image }) {
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .containersOf */ .Mz)(name))
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeContainer */ .od)(container);
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeVolume */ .L)(name);
    await detachFrom(image);
    if ((await devicesOf(image)).length > 0)
        throw new Error(`${image} is still in use`);
}
async function detachFrom(image) {
    for (const device of await devicesOf(image)) {
        for (const place of await mountPointsOf(device)) {
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('umount', [place]);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(place).catch(() => undefined);
        }
        await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .detach */ .Yo)(device);
    }
}
/** The loop devices that stand for an image now, whatever number they had before. */
async function devicesOf(image) {
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/sys/block')).filter((name) => name.startsWith('loop'));
    const devices = [];
    for (const device of names.map((name) => `/dev/${name}`)) {
        const file = await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .backingFile */ .a0)(device);
        // The runner may have emptied its folder since: the kernel then says so behind the path.
        if (file === image || file === `${image} (deleted)`)
            devices.push(device);
    }
    return devices;
}
/** Makes the folder of an image, empty. */
async function makeFolderOf(image) {
    await discardImage(image);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image), { recursive: true, mode: 0o700 });
}
/**
 * Whether the device is mounted in this machine's own mount table. A daemon that lives elsewhere, or sees other
 * devices, would have mounted another disk of that name.
 */
async function isMountedHere(device) {
    return (await mountPointsOf(device)).length > 0;
}
async function mountPointsOf(device) {
    const { rdev } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(device);
    // glibc's split of a device number, for the small numbers that loop devices have.
    const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`;
    const lines = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/self/mountinfo', 'utf8')).split('\n');
    return lines.flatMap((line) => {
        const [, , device, , place] = line.split(' ');
        // Blanks in a path are octal there: proc_pid_mountinfo(5).
        const unescape = (path) => path.replace(/\\([0-7]{3})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 8)));
        return device === number && place !== undefined ? [unescape(place)] : [];
    });
}


/***/ }),

/***/ 9855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ Witness),
/* harmony export */   g: () => (/* binding */ mountOptions)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1072);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5034);




/**
 * A second mount of the engine's filesystem. It keeps the filesystem alive over the engine's stop, so that its
 * errors can be asked for afterwards: an unmount reports nothing, and on a full host it leaves a superblock that
 * says clean above data that was never written.
 */
class Witness {
    #disk;
    #folder;
    #mounted = true;
    constructor(disk, folder) {
        this.#disk = disk;
        this.#folder = folder;
    }
    /** @param folder for the mount, made new */
    static async mount(disk, folder) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
        try {
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('mount', ['-t', 'ext4', '-o', mountOptions, disk.device, folder]);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(folder);
            throw error;
        }
        return new Witness(disk, folder);
    }
    /**
     * Why what the engine left on the disk is not to be trusted; undefined when it is. To be asked once it has ended.
     *
     * @param releasePatience how long another mount namespace may hold the filesystem after we let go of it, ms
     */
    async complaint(releasePatience = 30_000) {
        const sync = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptAsRoot */ .a$)('sync', ['-f', this.#folder]);
        if (sync.exitCode !== 0)
            return `not all of its data could be written to disk: ${sync.stderr.trim()}`;
        for (const counter of ['errors_count', 'warning_count']) {
            const count = await this.#counter(counter);
            if (count !== '0')
                return `the kernel counts ${count} in ${counter} of its filesystem`;
        }
        const trim = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .attemptAsRoot */ .a$)('fstrim', [this.#folder]);
        if (trim.exitCode !== 0)
            return `its free blocks could not be given back: ${trim.stderr.trim()}`;
        await this.release();
        return await this.#superblockComplaint(releasePatience);
    }
    async #counter(name) {
        const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`;
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch(() => 'an unknown number')).trim();
    }
    async #superblockComplaint(releasePatience) {
        // The kernel marks it clean when the last mount of it goes, which may be one in another mount namespace.
        for (let waited = 0; waited <= releasePatience; waited += 100) {
            const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_3__/* .readSuperblock */ .t)(this.#disk.image);
            if (superblock?.hasErrors)
                return 'its superblock says that the filesystem has errors';
            if (superblock?.clean)
                return undefined;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(100);
        }
        return 'something else still has its filesystem mounted';
    }
    async release() {
        if (!this.#mounted)
            return;
        this.#mounted = false;
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)('umount', [this.#folder]);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(this.#folder);
    }
}
/**
 * noatime: reading is no change. noinit_itable: the inode tables are zeros already, being holes of a new file, and
 * the kernel is not to write them in the background.
 */
const mountOptions = 'noatime,noinit_itable';


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


/***/ })

};

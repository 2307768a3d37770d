export const id = 407;
export const ids = [407];
export const modules = {

/***/ 3438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ repository),
/* harmony export */   Kv: () => (/* binding */ jobIdentity),
/* harmony export */   Rr: () => (/* binding */ repositoryIdentity),
/* harmony export */   YC: () => (/* binding */ runnerSuffix),
/* harmony export */   gb: () => (/* binding */ persistentFolder),
/* harmony export */   he: () => (/* binding */ isPersistentMachine),
/* harmony export */   iR: () => (/* binding */ cacheHome),
/* harmony export */   oA: () => (/* binding */ runThatSaved),
/* harmony export */   pO: () => (/* binding */ runContext),
/* harmony export */   q_: () => (/* binding */ temporary)
/* harmony export */ });
/* unused harmony exports suffixOf, workflowFile */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(170);
/* harmony import */ var _runner_untrusted_code_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(278);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5865);






const { env } = process;
/** `owner/name`; '' outside of a workflow. */
const repository = env['GITHUB_REPOSITORY'] ?? '';
/** Folder for this job's files. The runner empties RUNNER_TEMP after each job. */
const temporary = env['RUNNER_TEMP'] || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)();
/** Whether the machine is reused for later jobs. */
const isPersistentMachine = env['RUNNER_ENVIRONMENT'] === 'self-hosted';
/**
 * Suffix for the names of containers and volumes on self-hosted machines: several runners may share a Docker
 * daemon, and no runner may touch what belongs to another.
 */
const runnerSuffix = isPersistentMachine ? suffixOf(env['RUNNER_NAME'] ?? '', temporary) : '';
/**
 * Uses both name and folder: a runner's name is unique only within its repository or organization, and a folder
 * only on its machine.
 *
 * @param folder the runner's folder for temporary files
 */
function suffixOf(runnerName, folder) {
    const runner = JSON.stringify([runnerName, folder]);
    return `-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(runner).digest('hex').slice(0, 8)}`;
}
/** Folder that persists between jobs if the machine does. */
const persistentFolder = env['RUNNER_TOOL_CACHE'] || cacheHome();
/** The user's folder for caches. */
function cacheHome() {
    return env['XDG_CACHE_HOME'] ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.cache');
}
/** Everything that distinguishes this job's state from other jobs' state, except the engine's version. */
function jobIdentity(matrix) {
    return {
        os: (env['RUNNER_OS'] ?? process.platform).toLowerCase(),
        arch: (env['RUNNER_ARCH'] ?? process.arch).toLowerCase(),
        workflow: workflowFile(env['GITHUB_WORKFLOW_REF'] ?? '', repository) ?? env['GITHUB_WORKFLOW'] ?? 'local',
        job: env['GITHUB_JOB'] ?? 'local',
        matrix,
    };
}
/**
 * The workflow file without `.github/workflows/`; undefined if the runner does not report it.
 *
 * @param ref GITHUB_WORKFLOW_REF, such as `octo-org/app/.github/workflows/ci.yml@refs/heads/main`
 * @param repository GITHUB_REPOSITORY, such as `octo-org/app`
 */
function workflowFile(ref, repository) {
    const path = ref.replace(/@.*$/s, '');
    if (!path.startsWith(`${repository}/`))
        return path === '' ? undefined : path;
    return path.slice(repository.length + 1).replace(/^\.github\/workflows\//, '');
}
/**
 * Identifies a repository by a relative path: the server and the repository's ID. Another owner can claim a
 * released name, but never an ID. `local` outside a workflow.
 */
function repositoryIdentity(environment) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY_ID: id, GITHUB_REPOSITORY: name } = environment;
    if (!name)
        return 'local';
    const host = URL.canParse(server) ? new URL(server).host : 'github.com';
    // Some servers send no ID. The prefix `name=` keeps a name from being read as an ID.
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(encodeURIComponent(host), id && /^\d+$/.test(id) ? id : `name=${encodeURIComponent(name)}`);
}
/**
 * @param code that the job's commands used, or will use
 * @throws Error if the event's payload cannot be read
 */
async function runContext(code) {
    const payload = await (0,_event_js__WEBPACK_IMPORTED_MODULE_5__/* .eventPayload */ .Z)();
    const ref = env['GITHUB_REF'] ?? '';
    const branch = payload.repository?.default_branch;
    return {
        event: env['GITHUB_EVENT_NAME'] || undefined,
        ref,
        defaultBranch: branch,
        sha: env['GITHUB_SHA'] ?? '',
        code,
        fromFork: (0,_runner_untrusted_code_js__WEBPACK_IMPORTED_MODULE_4__/* .isFromFork */ .t)(payload),
        cacheMode: env['ACTIONS_CACHE_MODE'],
        repository: repositoryIdentity(env),
        // Only the payload of a schedule may lack the default branch, and a schedule runs on the default branch.
        defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
    };
}
/** The workflow run of this repository that saved an entry; undefined if it was saved outside a workflow. */
function runThatSaved(entry) {
    const id = (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .savingRun */ .E9)(entry);
    if (id === undefined || repository === '')
        return undefined;
    return { id, url: `${env['GITHUB_SERVER_URL'] ?? ''}/${repository}/actions/runs/${id}` };
}


/***/ }),

/***/ 5865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ eventPayload)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4715);



/**
 * The payload of the event that triggered the run; empty if there is no file, as outside GitHub.
 *
 * @throws Error if the file is not a JSON object: no default would be safe, because the payload decides who may
 *   write
 */
async function eventPayload() {
    const file = process.env['GITHUB_EVENT_PATH'] ?? '';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file))
        return {};
    const payload = parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(payload)) {
        throw new Error(`The payload of the run's event, in ${file}, is not a JSON object.`);
    }
    return payload;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QQ: () => (/* binding */ alwaysColdReason),
/* harmony export */   Y: () => (/* binding */ ruleOf)
/* harmony export */ });
/* unused harmony export eventRules */
const rarely = 'its runs are too rare for their state to be useful to other runs';
const notCode = 'it is not about the code on the default branch';
const anyone = "anyone can trigger it, and it runs with the default branch's cache";
const ownPull = 'only the pull request itself can read its cache';
/**
 * All events of docs.github.com, "Events that trigger workflows", and who can trigger them. Used to select a
 * runner and to decide a save.
 */
const eventRules = new Map([
    ['push', { kind: 'branch' }],
    ['schedule', { kind: 'branch' }],
    ['workflow_dispatch', { kind: 'branch' }],
    ['branch_protection_rule', { kind: 'opt-in', because: notCode }],
    ['create', { kind: 'opt-in', because: rarely }],
    ['delete', { kind: 'opt-in', because: rarely }],
    ['deployment', { kind: 'opt-in', because: notCode }],
    ['deployment_status', { kind: 'opt-in', because: notCode }],
    ['image_version', { kind: 'opt-in', because: notCode }],
    ['label', { kind: 'opt-in', because: notCode }],
    [
        'merge_group',
        {
            kind: 'opt-in',
            because: 'only its own entry of the queue can read its cache, while all runs can read what the default branch saves',
        },
    ],
    ['milestone', { kind: 'opt-in', because: notCode }],
    ['page_build', { kind: 'opt-in', because: notCode }],
    ['public', { kind: 'opt-in', because: rarely }],
    ['pull_request', { kind: 'opt-in', because: ownPull }],
    ['pull_request_review', { kind: 'opt-in', because: ownPull }],
    ['pull_request_review_comment', { kind: 'opt-in', because: ownPull }],
    ['registry_package', { kind: 'opt-in', because: notCode }],
    ['release', { kind: 'opt-in', because: 'only runs for the same tag can read its cache' }],
    [
        'repository_dispatch',
        { kind: 'opt-in', because: 'bots use it to run untrusted code on the default branch' },
    ],
    ['status', { kind: 'opt-in', because: notCode }],
    ['workflow_call', { kind: 'opt-in', because: 'a called workflow runs under the event of its caller' }],
    ['check_run', { kind: 'untrusted', because: anyone }],
    ['check_suite', { kind: 'untrusted', because: anyone }],
    ['discussion', { kind: 'untrusted', because: anyone }],
    ['discussion_comment', { kind: 'untrusted', because: anyone }],
    ['fork', { kind: 'untrusted', because: anyone }],
    ['gollum', { kind: 'untrusted', because: anyone }],
    ['issue_comment', { kind: 'untrusted', because: anyone }],
    ['issues', { kind: 'untrusted', because: anyone }],
    ['pull_request_comment', { kind: 'untrusted', because: anyone }],
    ['pull_request_target', { kind: 'untrusted', because: anyone }],
    ['watch', { kind: 'untrusted', because: anyone }],
    ['workflow_run', { kind: 'untrusted', because: anyone }],
]);
/** Treats an unlisted event as one that anyone can trigger. */
function ruleOf(event) {
    return eventRules.get(event) ?? { kind: 'untrusted', because: 'it is unknown who can trigger it' };
}
/**
 * Explains why a run of this event is cold every time and what to do; undefined if the event has no such limit.
 * Source: docs.github.com, "Events that trigger workflows", merge_group: each queue entry has a branch of its own,
 * so no other entry can read what it saves.
 */
function alwaysColdReason(event) {
    if (event !== 'merge_group')
        return undefined;
    return ('A run of the merge queue starts from what the default branch saved, and no other run can read what it saves. ' +
        'A workflow that runs only on merge_group is cold every time: add `push` for the default branch to its `on:`.');
}


/***/ }),

/***/ 278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ untrustedCodeReason),
/* harmony export */   t: () => (/* binding */ isFromFork)
/* harmony export */ });
/* harmony import */ var _policy_events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5431);

/**
 * Why a job may run untrusted code, as the end of a sentence; undefined if it does not. This is a convenience
 * and not a security boundary: a fork can edit the workflow.
 */
function untrustedCodeReason(event, payload) {
    // Outside GitHub there is no event that untrusted people can trigger.
    if (event !== '' && (0,_policy_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(event).kind === 'untrusted') {
        return `${event} can be triggered by anyone, and only GitHub-hosted runners run untrusted code`;
    }
    return isFromFork(payload)
        ? 'the pull request comes from a fork, and only GitHub-hosted runners run untrusted code'
        : undefined;
}
/** Whether the payload's pull request comes from another repository. True if that repository was deleted. */
function isFromFork({ pull_request: pullRequest }) {
    if (!pullRequest)
        return false;
    const head = pullRequest.head?.repo?.full_name;
    return typeof head !== 'string' || head !== pullRequest.base?.repo?.full_name;
}


/***/ }),

/***/ 8152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ objectName),
/* harmony export */   Ly: () => (/* binding */ s3AddressRule),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   UA: () => (/* binding */ objectPrefix),
/* harmony export */   iL: () => (/* binding */ keyOfObject),
/* harmony export */   yL: () => (/* binding */ parseS3Address)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);


/** A longer prefix could make a name longer than the 1024 bytes that S3 allows. */
const maxPrefixLength = 200;
/** Describes a valid address, as the end of a sentence. */
const s3AddressRule = `s3://bucket or s3://bucket/prefix, where the bucket's name has 3 to 63 lowercase letters, digits, dots and hyphens, and the prefix at most ${maxPrefixLength} letters, digits and . _ - = /, without empty parts, . and ..`;
/**
 * Parses `s3://bucket/prefix`, which may end with a slash; undefined if the text is not such an address.
 *
 * Source of the rules for buckets: docs.aws.amazon.com, "General purpose bucket naming rules". Suffixes that are
 * reserved for aliases are accepted: an alias of an access point is used like a bucket.
 */
function parseS3Address(text) {
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.+?)?\/?)?$/.exec(text) ?? [];
    if (bucket === undefined || bucket.includes('..') || (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIPv4)(bucket) || prefix.length > maxPrefixLength) {
        return undefined;
    }
    const segments = prefix === '' ? [] : prefix.split('/');
    return segments.every((segment) => /^[\w.=-]+$/.test(segment) && !/^\.+$/.test(segment))
        ? { bucket, prefix }
        : undefined;
}
const maxScopeLength = 150;
/**
 * The name of a ref as one part of a path, such as `refs:heads:main` for `refs/heads/main`. Git allows no colon in a
 * ref (git-check-ref-format), so no two refs get the same name. A long one is cut, and carries a hash.
 */
function scopeOf(ref) {
    const name = encodeURIComponent(ref.toWellFormed()).replaceAll('%2F', ':') || 'no:ref';
    return name.length <= maxScopeLength
        ? name
        : `${name.slice(0, maxScopeLength - 33)}+${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', ref).slice(0, 32)}`;
}
// A key cannot contain them, because it encodes them.
const end = '!';
const continuation = '+/';
/** Servers that store objects as files, as MinIO does, allow 255 bytes between two slashes. */
const maxSegmentLength = 200;
/**
 * The key of an entry, or a prefix of one, as the beginning of an object's name below its scope. A server that stores
 * objects as files accepts every such name. Each character is encoded on its own, so that a prefix of a key gives a prefix
 * of its name, which can be listed.
 */
function objectPrefix(keyPrefix) {
    let name = '';
    let segment = 0;
    let previous = '/';
    for (const character of keyPrefix.toWellFormed()) {
        const encoded = encodedAfter(previous, character);
        previous = character;
        if (encoded === '/') {
            name += encoded;
            segment = 0;
            continue;
        }
        if (segment + encoded.length > maxSegmentLength) {
            name += continuation;
            segment = 0;
        }
        name += encoded;
        segment += encoded.length;
    }
    return name;
}
/** The name of an entry's object below its scope. No such name is a folder of another one. */
function objectName(key) {
    return `${objectPrefix(key)}${end}`;
}
const plainName = /^([\w@-][\w.@-]*\/)*[\w@-][\w.@-]*!$/;
/** The key of the entry that an object stores; undefined if it stores no entry. */
function keyOfObject(name) {
    if (!name.endsWith(end))
        return undefined;
    // A shortcut for nearly all names, because a listing may contain a million.
    if (name.length <= maxSegmentLength && plainName.test(name))
        return name.slice(0, -end.length);
    try {
        const key = decodeURIComponent(name.slice(0, -end.length).replaceAll(continuation, ''));
        return objectName(key) === name ? key : undefined;
    }
    catch {
        return undefined;
    }
}
/** A part of a path must not be empty or begin with a dot. */
function encodedAfter(previous, character) {
    if (previous === '/' && character === '/')
        return '%2F';
    if (previous === '/' && character === '.')
        return '%2E';
    return /[A-Za-z0-9._@/-]/.test(character) ? character : encoded(character);
}
/** Also encodes the characters that encodeURIComponent does not. */
function encoded(character) {
    const uri = encodeURIComponent(character);
    return uri.length > 1 ? uri : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}


/***/ })

};

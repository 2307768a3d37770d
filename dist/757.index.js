export const id = 757;
export const ids = [757];
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


/***/ }),

/***/ 235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fM: () => (/* binding */ addPath),
  Yz: () => (/* binding */ debug),
  z3: () => (/* binding */ error),
  dN: () => (/* binding */ exportVariable),
  V4: () => (/* binding */ getInput),
  q3: () => (/* binding */ getMultilineInput),
  Gu: () => (/* binding */ getState),
  Os: () => (/* binding */ group),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, endGroup, getBooleanInput, getIDToken, markdownSummary, platform, setCommandEcho, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __webpack_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __webpack_require__(6928);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ })

};

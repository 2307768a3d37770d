export const id = 487;
export const ids = [487];
export const modules = {

/***/ 306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isInside),
/* harmony export */   l: () => (/* binding */ isFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Whether a folder with this name exists, directly or through a link. */
async function isFolder(name) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(name).then((found) => found.isDirectory(), () => false);
}
/** Whether a path is a folder or below it. Both are absolute; symbolic links are not followed. */
function isInside(folder, inner) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(folder, inner);
    return relative !== '..' && !relative.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(relative);
}


/***/ }),

/***/ 8:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   At: () => (/* binding */ quotingAdvice),
/* harmony export */   Hd: () => (/* binding */ parseVersionRequest),
/* harmony export */   MU: () => (/* binding */ isRelease),
/* harmony export */   YQ: () => (/* binding */ loadsModule),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   ft: () => (/* binding */ parseVersionOutput),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   tF: () => (/* binding */ isModuleVersion)
/* harmony export */ });
/* harmony import */ var semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8469);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6353);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7094);



/** Parses a version with or without `v`; undefined if the text is not a version. Drops build metadata. */
function parseVersion(text) {
    // semver itself accepts spaces and `=` before the version.
    return /^v?\d/.test(text) ? semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__(text)?.version : undefined;
}
/** Negative if `a` is older, by semantic versioning: 1.0.0-beta.9, 1.0.0-beta.10, 1.0.0. */
function compareVersions(a, b) {
    return semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(a, b);
}
function isAtLeast(version, minimum) {
    return semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(version, minimum) >= 0;
}
/**
 * Whether Dagger publishes versions of this form: a release, alpha, beta or candidate, not a build of a commit.
 */
function isRelease(version) {
    return /^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version);
}
/** The `X.Y.Z` of a version, without a prerelease. */
function baseOf(version) {
    return version.replace(/-.*$/, '');
}
/** The oldest `engineVersion` that releases from 0.18 on load (dagger/dagger, MinimumModuleVersion). */
const oldestModule = '0.9.9';
/**
 * Whether an engine loads a module whose `engineVersion` is `required`. Dagger compares with the base of its own
 * version, so a beta loads modules that need the release or a later beta.
 *
 * Source: dagger/dagger, engine/version.go, CheckVersionCompatibility and CheckMaxVersionCompatibility, and their
 * callers: v0.18.0 core/schema/modulesource.go lines 1732 to 1735, v0.20.3 lines 2385 to 2388, v0.21.8 lines 2242
 * to 2245, v1.0.0-beta.10 lines 2493 to 2496. Since v1.0.0-beta.7, Dagger compares the base of `required`, with
 * the same result.
 */
function loadsModule(engine, required) {
    return isModuleVersion(required) && semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(baseOf(required), baseOf(engine)) <= 0;
}
/** Whether any release from 0.18 on can load a module with this `engineVersion`. */
function isModuleVersion(required) {
    return isAtLeast(required, oldestModule);
}
/**
 * @param value '' counts as `auto`
 * @throws Error that names the input, the value and what is accepted
 */
function parseVersionRequest(value) {
    const text = value.trim();
    if (text === '' || text === 'auto')
        return { kind: 'auto' };
    if (text === 'latest')
        return { kind: 'pointer', pointer: text };
    // Dagger 0.1 to 0.8 had no modules, and YAML shortens 0.10 to 0.80 to these numbers.
    if (/^0\.[1-8]$/.test(text))
        throw notAccepted(value, `${text}0`);
    const minor = /^v?((0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4}))$/.exec(text)?.[1];
    if (minor !== undefined)
        return { kind: 'pointer', pointer: minor };
    const version = text.includes('+') ? undefined : parseVersion(text);
    if (version === undefined)
        throw notAccepted(value, /^[1-9]\d?$/.test(text) ? `${text}.0` : undefined);
    // 1.0.0-beta points to the newest 1.0.0-beta.N (dagger/dagger, v1.0.0-beta.10,
    // .dagger/modules/cli-dev/publish.go lines 144 to 147); no release has such a name.
    const series = /^\d+\.\d+\.\d+-[a-z]+$/.test(version);
    return series ? { kind: 'pointer', pointer: version } : { kind: 'version', version };
}
/** @param unquoted the version that YAML shortens to this value when it reads a number */
function notAccepted(value, unquoted) {
    return new Error(`The input \`version\` is "${(0,_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
        `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.` +
        (unquoted === undefined
            ? ''
            : ` Without quotes, YAML reads ${unquoted} as a number: ${quotingAdvice(unquoted)}.`));
}
/** Advice for a version that YAML may have shortened. */
function quotingAdvice(version) {
    return `quote it: '${version}'`;
}
/**
 * Reads the version from the output of `dagger version`: `dagger v0.20.3 (…) linux/amd64` before 1.0
 * (dagger/dagger, v0.21.8, cmd/dagger/version.go line 58), a line `version:     v1.0.0-beta.10` since then
 * (v1.0.0-beta.10, internal/cmd/dagger/version.go line 77).
 */
function parseVersionOutput(output) {
    const printed = /^(?:dagger|version:)\s+(\S+)/m.exec(output)?.[1];
    return printed === undefined ? undefined : parseVersion(printed);
}


/***/ }),

/***/ 6871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  selectRunner: () => (/* binding */ select_runner_selectRunner)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(235);
// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/github/repository-owner.js

/**
 * The type of the account that owns the repository: from the event, or else from GitHub's API, which accepts any
 * token. undefined if neither reports it.
 *
 * @param owner the account's name (GITHUB_REPOSITORY_OWNER)
 */
async function repositoryOwner(payload, owner, token, log) {
    const type = payload.repository?.owner?.type ?? (payload.organization === undefined ? undefined : 'Organization');
    if (type !== undefined)
        return known(type);
    if (owner === '' || token === '')
        return undefined;
    try {
        // Imported on demand: most events report the type, and the import takes longer than everything else here.
        const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
        const answer = await getOctokit(token).rest.users.getByUsername({ username: owner });
        return known(answer.data.type);
    }
    catch (error) {
        log.info(`GitHub did not say what kind of account ${owner} is: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
function known(type) {
    return type === 'Organization' || type === 'User' ? type : undefined;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/printable.js
var printable = __webpack_require__(7094);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/runner/request.js


const providers = [
    'github',
    'depot',
    'kubernetes',
    'self-hosted',
    'namespace',
    'blacksmith',
    'runs-on',
    'warpbuild',
    'ubicloud',
    'auto',
];
const pins = ['exact', 'minor', 'latest'];
const archs = ['amd64', 'arm64'];
const fallbacks = ['github', 'error'];
const depotSizes = ['4', '8', '16', '32', '64'];
/** Reads the inputs. Collects all problems; each names the input, its value and what is accepted. */
function parseRunnerRequest(words) {
    const problems = [];
    const reportProblem = (input, value, rule) => {
        problems.push(`Input ${input} is "${(0,printable/* printable */.g)(value)}"; ${rule}.`);
    };
    const given = oneOf('provider', words.provider, providers, reportProblem);
    const provider = given === undefined || given === 'auto' ? 'github' : given;
    const request = {
        provider,
        providerIsGiven: given !== undefined && given !== 'auto',
        version: versionRequest(words.version, reportProblem),
        pin: oneOf('pin', words.pin, pins, reportProblem),
        size: words.size,
        arch: oneOf('arch', words.arch, archs, reportProblem),
        osVersion: osVersion(words.osVersion, reportProblem),
        dagger: yesOrNo('dagger', words.dagger, reportProblem) ?? true,
        fallback: oneOf('fallback', words.fallback, fallbacks, reportProblem) ?? 'github',
        allowForks: yesOrNo('allow-forks', words.allowForks, reportProblem) ?? false,
        labels: labels(words.labels, reportProblem),
        group: group(words.group, reportProblem),
        labelPrefix: labelPrefix(words.labelPrefix, reportProblem),
    };
    if (provider === 'self-hosted' && words.labels.trim() === '' && request.group === '') {
        reportProblem('labels', words.labels, 'set the labels of your machines, or their group in input group');
    }
    const wrongPin = pinProblem(request);
    if (wrongPin !== undefined)
        reportProblem('pin', words.pin, wrongPin);
    // The accepted sizes depend on the provider, so an unknown provider skips these checks.
    if (given !== undefined || words.provider === '') {
        const wrongSize = sizeProblem(request);
        if (wrongSize !== undefined)
            reportProblem('size', words.size, wrongSize);
        if (provider === 'kubernetes' && request.arch === 'arm64') {
            reportProblem('arch', words.arch, 'no Kubernetes label expresses it, so set a size whose pods run on such nodes');
        }
    }
    return problems.length > 0 ? { problems } : { request };
}
function oneOf(input, value, accepted, reportProblem) {
    const word = accepted.find((one) => one === value);
    if (word === undefined && value !== '')
        reportProblem(input, value, `accepted: ${list(accepted)}`);
    return word;
}
function yesOrNo(input, value, reportProblem) {
    const word = oneOf(input, value.toLowerCase(), ['true', 'false'], reportProblem);
    return word === undefined ? undefined : word === 'true';
}
/** Ubuntu releases versions in April and October: YY.04 and YY.10. */
function osVersion(value, reportProblem) {
    if (value === '')
        return undefined;
    if (value === 'latest' || /^\d\d\.(?:04|10)$/.test(value))
        return value;
    const quoted = /^\d\d\.1$/.test(value) ? `, and quote it, since YAML reads ${value}0 as ${value}` : '';
    reportProblem('os-version', value, `accepted: latest or a version of Ubuntu such as 24.04${quoted}`);
    return undefined;
}
/**
 * One label or several: separated by commas, one per line, or as a JSON list. Labels with commas or spaces need a
 * JSON list.
 */
function labels(value, reportProblem) {
    const text = value.trim();
    const list = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/).map((label) => label.trim());
    const form = text.startsWith('[') ? /^[^\p{C}]{1,256}$/u : /^[^\s,"'\\\p{C}]{1,256}$/u;
    const given = list?.filter((label) => label !== '');
    if (given?.every((label) => form.test(label)) === true)
        return given;
    reportProblem('labels', value, 'accepted: one label, or several with commas between, one a line, or as a JSON list');
    return [];
}
function jsonList(text) {
    try {
        const value = JSON.parse(text);
        return Array.isArray(value) && value.every((label) => typeof label === 'string') ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function group(value, reportProblem) {
    const name = value.trim();
    if (/^[^\p{C}]{0,256}$/u.test(name))
        return name;
    reportProblem('group', value, 'accepted: the name of one runner group');
    return '';
}
function labelPrefix(value, reportProblem) {
    if (value === '')
        return 'dagger';
    if (kubernetesName.test(value))
        return value;
    reportProblem('label-prefix', value, 'accepted: what comes before -v0.20.3: lower-case letters, digits and dashes');
    return 'dagger';
}
const kubernetesName = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;
function versionRequest(value, reportProblem) {
    try {
        return (0,version/* parseVersionRequest */.Hd)(value);
    }
    catch {
        const accepted = value.includes('dagger=')
            ? 'accepted: the number alone, such as 0.20.3; this action builds the label'
            : 'accepted: a full version such as 0.20.3, a minor such as 0.20, latest or auto';
        reportProblem('version', value, accepted);
        return { kind: 'auto' };
    }
}
function pinProblem({ pin, version }) {
    if (version.kind !== 'pointer')
        return undefined;
    if (pin === 'exact')
        return `version ${version.pointer} is not a full version such as 0.20.3: set one, or another pin`;
    if (pin === 'minor' && version.pointer === 'latest') {
        return 'version latest has no minor: set a version such as 0.20, or pin: latest';
    }
    return undefined;
}
function sizeProblem({ provider, size }) {
    if (size === '')
        return undefined;
    switch (provider) {
        case 'github':
            if (/^\d+$/.test(size)) {
                return "GitHub's larger runners have names: give the label of one, or no size for a standard runner";
            }
            return /^[^\s,"\\\p{C}]{1,256}$/u.test(size)
                ? undefined
                : 'accepted: one label of a larger runner, without spaces, commas and quotes';
        case 'depot':
            return depotSizes.some((known) => known === size)
                ? undefined
                : `accepted for Depot: ${list(depotSizes)}, or no size for 2 CPUs`;
        case 'kubernetes':
            return kubernetesName.test(size)
                ? undefined
                : "accepted: the name of one of the cluster's size templates: lower-case letters, digits and dashes";
        case 'namespace':
            return /^\d{1,3}x\d{1,4}$/.test(size) ? undefined : 'accepted: vCPUs and GB of memory, such as 4x16';
        case 'blacksmith':
        case 'runs-on':
        case 'warpbuild':
        case 'ubicloud':
            return /^[1-9]\d{0,2}$/.test(size) ? undefined : 'accepted: a number of vCPUs, such as 4';
        case 'self-hosted':
            return undefined;
    }
}
function list(words) {
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

// EXTERNAL MODULE: ./build/src/github/input-reader.js
var input_reader = __webpack_require__(901);
;// CONCATENATED MODULE: ./build/src/github/runner-inputs.js



/** @throws InputError */
function readRunnerInputs() {
    const inputs = new input_reader/* InputReader */.i();
    const token = inputs.secret('token');
    const version = inputs.text('version');
    const { request, problems } = parseRunnerRequest({
        provider: inputs.text('provider'),
        version,
        pin: inputs.text('pin'),
        size: inputs.text('size'),
        arch: inputs.text('arch'),
        osVersion: inputs.text('os-version'),
        dagger: inputs.text('dagger'),
        fallback: inputs.text('fallback'),
        allowForks: inputs.text('allow-forks'),
        labels: inputs.text('labels'),
        group: inputs.text('group'),
        labelPrefix: inputs.text('label-prefix'),
    });
    if (request === undefined)
        throw new input_reader/* InputError */.d(problems);
    return {
        request,
        version,
        module: inputs.text('module'),
        workdir: external_node_path_.resolve(inputs.text('workdir')),
        token,
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/dagger/module-graph.js
var module_graph = __webpack_require__(927);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/dagger/resolve.js
var resolve = __webpack_require__(9692);
;// CONCATENATED MODULE: ./build/src/runner/labels.js
/** GitHub's labels: `ubuntu-latest`, `ubuntu-24.04` or `ubuntu-24.04-arm`; or the label of a larger runner. */
function githubLabel({ size, arch, osVersion }) {
    if (size !== '')
        return size;
    if (arch !== 'arm64')
        return `ubuntu-${osVersion ?? 'latest'}`;
    // GitHub has no label ubuntu-latest-arm.
    return `ubuntu-${numbered(osVersion)}-arm`;
}
/**
 * Depot's labels: `depot-ubuntu-<24.04|latest>[-arm][-<4|8|16|32|64>]`, with `,dagger=<version>` for an engine
 * next to the runner. The label must be the only one in `runs-on`.
 */
function depotLabel({ size, arch, osVersion }, engine) {
    const label = ['depot', 'ubuntu', osVersion ?? 'latest'];
    if (arch === 'arm64')
        label.push('arm');
    if (size !== '')
        label.push(size);
    return engine === undefined ? label.join('-') : `${label.join('-')},dagger=${engine}`;
}
/**
 * Namespace's labels: `nscloud-ubuntu-<24.04>-<amd64|arm64>[-<vCPUs>x<GB>]`.
 *
 * Source: namespace.so/docs/reference/github-actions/runner-configuration, "Machine Label", read 2026-11-25.
 */
function namespaceLabel({ size, arch, osVersion }) {
    const label = `nscloud-ubuntu-${numbered(osVersion)}-${arch ?? 'amd64'}`;
    return size === '' ? label : `${label}-${size}`;
}
/**
 * Blacksmith's labels: `blacksmith-<vCPUs>vcpu-ubuntu-<2404>[-arm]`.
 *
 * Source: docs.blacksmith.sh/github-actions-runners/pricing, the tables of runners, read 2026-11-25.
 */
function blacksmithLabel({ size, arch, osVersion }) {
    const label = `blacksmith-${size || '2'}vcpu-ubuntu-${digits(numbered(osVersion))}`;
    return arch === 'arm64' ? `${label}-arm` : label;
}
/**
 * RunsOn's labels: `runs-on=<run ID>/runner=<vCPUs>cpu-linux-<x64|arm64>[/image=ubuntu<24>-full-<x64|arm64>]`. The
 * run ID keeps runs from taking each other's machines.
 *
 * Source: runs-on.com/docs/runners/labels, "Flex", read 2026-11-25.
 */
function runsOnLabel({ size, arch, osVersion }, runId) {
    const processor = arch === 'arm64' ? 'arm64' : 'x64';
    const label = `runs-on=${runId}/runner=${size || '2'}cpu-linux-${processor}`;
    if (osVersion === undefined || osVersion === 'latest')
        return label;
    return `${label}/image=ubuntu${osVersion.replace(/\.04$/, '').replace('.', '')}-full-${processor}`;
}
/**
 * WarpBuild's labels: `warp-ubuntu-<latest|2404>-<x64|arm64>-<vCPUs>x`.
 *
 * Source: docs.warpbuild.com/runners, the tables of runner tags, read 2026-11-25.
 */
function warpbuildLabel({ size, arch, osVersion }) {
    const processor = arch === 'arm64' ? 'arm64' : 'x64';
    return `warp-ubuntu-${digits(osVersion ?? 'latest')}-${processor}-${size || '2'}x`;
}
/**
 * Ubicloud's labels: `ubicloud-standard-<vCPUs>[-arm][-ubuntu-<2404>]`.
 *
 * Source: www.ubicloud.com/docs/github-actions-integration/runner-types, "Available Labels", read 2026-11-25.
 */
function ubicloudLabel({ size, arch, osVersion }) {
    const label = ['ubicloud-standard', size || '2'];
    if (arch === 'arm64')
        label.push('arm');
    if (osVersion !== undefined && osVersion !== 'latest')
        label.push('ubuntu', digits(osVersion));
    return label.join('-');
}
/** For providers without a `latest` label: the version that GitHub's `latest` refers to. */
function numbered(osVersion) {
    return osVersion === undefined || osVersion === 'latest' ? '24.04' : osVersion;
}
function digits(osVersion) {
    return osVersion.replace('.', '');
}
/**
 * The labels of runner scale sets, as telchak/terraform-dagger-runners v0.1.0 creates them (main.tf, from
 * exact_sets on): `dagger-v0.20.3`, `dagger-v0.20` or `dagger-latest`, each with `-<size>` if a size is requested.
 *
 * @param prefix `dagger`, unless the scale sets have other names
 * @param version a full version without `v`
 */
function kubernetesLabel(prefix, size, version, pin) {
    const engine = {
        exact: `v${version}`,
        minor: `v${version.split('.').slice(0, 2).join('.')}`,
        latest: 'latest',
    }[pin];
    return [prefix, engine, size].filter((part) => part !== '').join('-');
}

;// CONCATENATED MODULE: ./build/src/runner/select.js

/** The requested runner is not available, and the input fallback is `error`. */
class NoSuchRunner extends Error {
}
/**
 * Turns a request into a label. Selects a GitHub-hosted runner if the requested one is not available.
 *
 * @throws NoSuchRunner if the requested runner is not available and `fallback` is `error`
 */
function selectRunner(request, version, job) {
    const obstacle = obstacleTo(request, job);
    if (obstacle === undefined)
        return selectionOf(request, version, job);
    if (request.fallback === 'error') {
        throw new NoSuchRunner(`Input provider is ${request.provider}, but ${obstacle.why}: ${obstacle.remedy}, or give provider: github or fallback: github.`);
    }
    const label = githubLabel({ ...request, size: '' });
    return {
        runsOn: label,
        label,
        provider: 'github',
        version: version.full,
        reason: `${request.provider} was requested, but ${obstacle.why}, so the job runs on GitHub's ${label}.`,
        notices: request.size === ''
            ? []
            : [`Size ${request.size} belongs to ${request.provider}: ${label} has the size GitHub gives it.`],
    };
}
function obstacleTo({ provider, allowForks }, job) {
    if (provider === 'github')
        return undefined;
    if (job.untrustedCodeReason !== undefined && !allowForks) {
        return {
            why: job.untrustedCodeReason,
            remedy: 'set allow-forks: true if you trust everyone who can start it',
        };
    }
    if (provider !== 'depot' || job.owner === 'Organization')
        return undefined;
    return job.owner === 'User'
        ? {
            why: 'the repository belongs to a person and Depot serves organizations only',
            remedy: 'move the repository to an organization',
        }
        : {
            why: 'Depot serves only organizations, and whether this repository belongs to one is unknown',
            remedy: 'give input token a token that can read the repository',
        };
}
function selectionOf(request, version, job) {
    const asked = request.providerIsGiven
        ? `Input provider is ${request.provider}`
        : 'No provider was requested';
    const { runsOn, notices } = machineOf(request, version, job);
    const label = inWords(runsOn);
    return {
        runsOn,
        label,
        provider: request.provider,
        version: version.full,
        reason: `${asked}, so the job runs on ${label}.`,
        notices,
    };
}
/** Whether the label contains the engine's version. If not, the version need not be resolved. */
function namesVersion({ provider, dagger }) {
    return provider === 'kubernetes' || (provider === 'depot' && dagger);
}
function inWords(runsOn) {
    if (typeof runsOn === 'string')
        return runsOn;
    if (!('group' in runsOn))
        return runsOn.join(', ');
    const { group, labels } = runsOn;
    return labels ? `group ${group}: ${labels.join(', ')}` : `group ${group}`;
}
function machineOf(request, version, job) {
    switch (request.provider) {
        case 'github':
            return { runsOn: githubLabel(request), notices: largerRunnerNotices(request) };
        case 'depot': {
            const runsOn = depotLabel(request, request.dagger ? version.full : undefined);
            return { runsOn, notices: request.dagger ? [depotDeprecation] : [] };
        }
        case 'kubernetes': {
            const pin = pinOf(request, version);
            const runsOn = kubernetesLabel(request.labelPrefix, request.size, version.full, pin);
            return { runsOn, notices: podNotices(request) };
        }
        case 'self-hosted':
            return { runsOn: ownMachines(request), notices: ownMachineNotices(request) };
        case 'namespace':
            return { runsOn: namespaceLabel(request), notices: [] };
        case 'blacksmith':
            return { runsOn: blacksmithLabel(request), notices: [] };
        case 'runs-on':
            return { runsOn: runsOnLabel(request, job.runId), notices: [] };
        case 'warpbuild':
            return { runsOn: warpbuildLabel(request), notices: [] };
        case 'ubicloud':
            return { runsOn: ubicloudLabel(request), notices: [] };
    }
}
/** A single label stays a string: the label of a runner scale set must not be in a list. */
function ownMachines({ labels, group }) {
    if (group !== '')
        return labels.length > 0 ? { group, labels } : { group };
    const [first = '', ...others] = labels;
    return others.length > 0 ? labels : first;
}
function ownMachineNotices({ size, arch, osVersion }) {
    if (size === '' && arch === undefined && osVersion === undefined)
        return [];
    return ['Inputs size, arch and os-version have no effect on your own machines: their labels decide.'];
}
// depot.dev/docs, "Dagger" under GitHub Actions integrations.
const depotDeprecation = 'Depot has deprecated dagger= in its labels and will remove it. With dagger: false, the job gets a plain Depot runner, where this action keeps the engine warm as on GitHub.';
function largerRunnerNotices({ size, arch, osVersion }) {
    if (size === '' || (arch === undefined && osVersion === undefined))
        return [];
    return [
        `Inputs arch and os-version have no effect together with size: ${size} is the whole label of a larger runner.`,
    ];
}
function podNotices({ osVersion }) {
    if (osVersion === undefined)
        return [];
    return ["Input os-version has no effect on Kubernetes: the image of the runner's pod decides."];
}
/** As exact as the requested version. `latest` stays `latest`: a cluster may not offer today's newest version. */
function pinOf(request, version) {
    if (request.pin !== undefined)
        return request.pin;
    const { version: asked } = request;
    if (version.isNewest)
        return 'latest';
    return asked.kind === 'pointer' && /^\d+\.\d+$/.test(asked.pointer) ? 'minor' : 'exact';
}

// EXTERNAL MODULE: ./build/src/downloads/download-options.js
var download_options = __webpack_require__(6076);
;// CONCATENATED MODULE: ./build/src/downloads/version-for-runner.js









/**
 * The version that a job on the selected runner will use. If no label contains the version, it may stay unresolved,
 * and is then empty.
 *
 * @throws Error if the version cannot be resolved and a label contains it
 */
async function versionForRunner(inputs) {
    try {
        return await version_for_runner_resolve(inputs);
    }
    catch (error) {
        if (namesVersion(inputs.request))
            throw error;
        log/* jobLog */.Wh.info(`The version of Dagger could not be determined: ${(0,reason/* reasonOf */.A)(error)}`);
        return { full: '', isNewest: true };
    }
}
async function version_for_runner_resolve({ request, version, module, workdir }) {
    // A job that selects a runner often has no checkout, so its folders do not exist.
    const place = { module, workdir: (0,external_node_fs_.existsSync)(workdir) ? workdir : process.cwd(), workspace: process.cwd() };
    const resolved = await (0,resolve/* resolveVersion */.x)({
        ...place,
        version,
        // An engine and a CLI on this machine say nothing about those on the selected runner.
        engineVersion: undefined,
        cliOnPath: () => Promise.resolve(undefined),
        site: (0,releases/* downloadSite */.KB)(process.env),
        downloadOptions: download_options/* downloadOptions */.Z,
    });
    log/* jobLog */.Wh.info(`Dagger ${resolved.version}, ${resolved.origin}.`);
    if (resolved.notice !== undefined)
        core/* notice */.lm(resolved.notice);
    return { full: resolved.version, isNewest: await asksForTheNewest(request, place) };
}
async function asksForTheNewest({ version }, place) {
    if (version.kind !== 'auto')
        return version.kind === 'pointer' && version.pointer === 'latest';
    const needed = (await (0,module_graph/* moduleRequirements */.F)(place, log/* jobLog */.Wh)) ?? [];
    return needed.length === 0 || needed.some((requirement) => requirement.kind === 'latest');
}

// EXTERNAL MODULE: ./build/src/runner/untrusted-code.js
var untrusted_code = __webpack_require__(278);
;// CONCATENATED MODULE: ./build/src/entry/select-runner.js








/** The action select-runner. */
async function select_runner_selectRunner() {
    const inputs = readRunnerInputs();
    const { env } = process;
    const payload = await (0,github_event/* eventPayload */.Z)();
    const selection = selectRunner(inputs.request, await versionForRunner(inputs), {
        untrustedCodeReason: (0,untrusted_code/* untrustedCodeReason */.c)(env['GITHUB_EVENT_NAME'] ?? '', payload),
        owner: inputs.request.provider === 'depot'
            ? await repositoryOwner(payload, env['GITHUB_REPOSITORY_OWNER'] ?? '', inputs.token, log/* jobLog */.Wh)
            : undefined,
        runId: env['GITHUB_RUN_ID'] ?? '',
    });
    core/* setOutput */.uH('runs-on', JSON.stringify(selection.runsOn));
    core/* setOutput */.uH('label', selection.label);
    core/* setOutput */.uH('provider', selection.provider);
    core/* setOutput */.uH('version', selection.version);
    core/* setOutput */.uH('reason', selection.reason);
    log/* jobLog */.Wh.info(selection.reason);
    for (const notice of selection.notices)
        core/* notice */.lm(notice);
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

/***/ 901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ InputError),
/* harmony export */   i: () => (/* binding */ InputReader)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(235);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);


/** Contains every problem with the inputs, one per line. */
class InputError extends Error {
    constructor(problems) {
        // Two groups of inputs may contain the same input.
        super([...new Set(problems)].join('\n'));
    }
}
/** Reads inputs as values of a type, and collects the problems with them. */
class InputReader {
    problems = [];
    text(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name);
    }
    /** Keeps leading and trailing whitespace. */
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
            this.problems.push((0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error));
        }
    }
    matching(name, pattern, accepted) {
        const value = this.text(name);
        if (!pattern.test(value))
            this.reportProblem(name, value, accepted);
        return value;
    }
    oneOf(name, accepted) {
        const value = this.text(name).toLowerCase();
        if (!Object.hasOwn(accepted, value))
            this.reportProblem(name, value, Object.keys(accepted).filter(Boolean).join(', '));
        return accepted[value];
    }
    flag(name) {
        return this.oneOf(name, { true: true, false: false, '': false });
    }
    /** Reads `90`, `90s`, `20m` or `2h` as seconds; undefined if the input is empty. */
    seconds(name, most) {
        const value = this.text(name);
        if (value === '')
            return undefined;
        const [, number, unit = 's'] = /^(\d+)\s*([smh])?$/.exec(value) ?? [];
        const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit];
        if (seconds >= 1 && seconds <= most)
            return seconds;
        this.reportProblem(name, value, `seconds, such as 90, or 20m or 2h, up to ${most / 3600} hours`);
        return undefined;
    }
    integer(name, least, most) {
        const value = this.text(name);
        const number = Number(value);
        if (!/^\d+$/.test(value) || number < least || number > most) {
            this.reportProblem(name, value, `a whole number from ${least} to ${most}`);
        }
        return number;
    }
    /** Bytes, at least `least`; undefined if the input is empty. */
    size(name, least) {
        const value = this.text(name);
        if (value === '')
            return undefined;
        const bytes = bytesOf(value);
        if (bytes >= bytesOf(least))
            return bytes;
        this.reportProblem(name, value, `a size of at least ${least} such as 20GB or 20GiB`);
        return undefined;
    }
    reportProblem(name, value, accepted) {
        this.problems.push(`Input ${name} is ${JSON.stringify(value)}; accepted: ${accepted}.`);
    }
}
const units = {
    B: 1,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    KIB: 2 ** 10,
    MIB: 2 ** 20,
    GIB: 2 ** 30,
    TIB: 2 ** 40,
};
/** NaN if the text is not a size. */
function bytesOf(size) {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(size) ?? [];
    const factor = units[(unit ?? '').toUpperCase() || 'B'];
    return Math.floor(Number(number) * (factor ?? NaN));
}


/***/ }),

/***/ 5543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R3: () => (/* binding */ quietLog),
/* harmony export */   Wh: () => (/* binding */ jobLog)
/* harmony export */ });
/* unused harmony export escapeCommands */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(235);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);


/** The job's log on GitHub. */
const jobLog = {
    // core.info escapes nothing.
    info: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(escapeCommands(message));
    },
    // core.warning and core.debug escape no control characters except line breaks.
    warning: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(escapeControlCharacters(message));
    },
    debug: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz(escapeControlCharacters(message));
    },
    group: (name, body) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os(name, async () => {
        const start = performance.now();
        try {
            return await body();
        }
        finally {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(`It took ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsSince */ .wv)(start)}.`);
        }
    }),
};
/** The same, but with information only in the debug log, because another part of the job has logged it. */
const quietLog = {
    ...jobLog,
    info: (message) => {
        jobLog.debug(message);
    },
};
/** Escapes control characters, which a terminal would interpret, such as escape sequences. Keeps line breaks. */
function escapeControlCharacters(message) {
    return message.replaceAll(/(?![\r\n])\p{Cc}/gu, encodeURIComponent);
}
/**
 * Escapes a line so that the runner does not run it as a command, whatever it contains from outside: a key, a
 * server's answer, a file of the repository. A command starts a line with `::` or, in the old syntax, follows
 * `##[` anywhere in the line (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
 */
function escapeCommands(message) {
    return message
        .replaceAll(/\p{Cc}/gu, encodeURIComponent)
        .replaceAll('##[', '## [')
        .replace(/^(\s*:):/, '$1 :');
}


/***/ }),

/***/ 4715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
/** Whether a parsed JSON value is an object, and not an array or null. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jd: () => (/* binding */ storeRequestLimits),
/* harmony export */   ZI: () => (/* binding */ cliDownloadLimits),
/* harmony export */   co: () => (/* binding */ chunkFetchLimits),
/* harmony export */   g$: () => (/* binding */ packDownloadLimits),
/* harmony export */   hq: () => (/* binding */ restApiLimits)
/* harmony export */ });
/** Downloads of Dagger's CLI, without which a job cannot run. */
const cliDownloadLimits = {
    attempts: 4,
    firstDelayMilliseconds: 2000,
    maxDelayMilliseconds: 60_000,
    maxWaits: 3,
    idleTimeoutMilliseconds: 30_000,
};
/** Requests to GitHub's cache service and to object storages. */
const storeRequestLimits = {
    attempts: 5,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 20,
    idleTimeoutMilliseconds: 30_000,
};
/** Downloads of parts of a pack, many of which are transferred at the same time. */
const packDownloadLimits = {
    attempts: 4,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 10,
    idleTimeoutMilliseconds: 20_000,
};
/**
 * Fetches of chunks that the engine waits for. All attempts together take at most one minute, because the kernel
 * reports a task as hung after two minutes.
 */
const chunkFetchLimits = {
    attempts: 6,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 10_000,
    maxWaits: 4,
    limitMilliseconds: 60_000,
};
/** Requests to GitHub's REST API. If a rate limit lasts longer, cleaning gives up: the next save cleans too. */
const restApiLimits = {
    attempts: 4,
    firstDelayMilliseconds: 500,
    maxDelayMilliseconds: 60_000,
    maxWaits: 3,
};


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

/***/ 7094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/**
 * Formats external text for a log or an error: on one line, at a limited length, and unable to end the line or
 * start a workflow command.
 */
function printable(text) {
    const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped).trim();
}
/**
 * Escapes `\n` and similar like JSON, and characters that JSON does not escape, such as line separators, by
 * number.
 */
function escaped(char) {
    const json = JSON.stringify(char).slice(1, -1);
    return json === char ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : json;
}


/***/ }),

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reasonOf)
/* harmony export */ });
/** An error's message, for the middle or the end of a sentence. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 2975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export delayMillisecondsAfter */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** A failure that a retry may fix. The message ends a sentence: "… failed because". */
class TransientError extends Error {
    /** Milliseconds that the service asks to wait; undefined if it does not ask. */
    retryAfterMilliseconds;
    /** Whether the service certainly did not carry out the request. */
    refused;
    constructor(message, details = {}) {
        super(message, { cause: details.cause });
        this.retryAfterMilliseconds = details.retryAfterMilliseconds;
        this.refused = details.refused ?? false;
    }
}
/** All attempts failed. */
class UnavailableError extends Error {
    /** The failure of the last attempt. */
    last;
    constructor(message, last) {
        super(message, { cause: last });
        this.last = last;
    }
}
/**
 * Calls `attempt` until it succeeds, or fails with anything other than a TransientError.
 *
 * @param what the operation, as the beginning of a sentence; without secrets, which URLs may contain
 * @throws UnavailableError; what an attempt threw that is not a TransientError; the signal's reason, or an
 *   AbortError with it as the cause if the signal is aborted during a wait
 */
async function retry(what, attempt, retries, { note, signal, pause = waitFor, random = Math.random }) {
    let waits = 0;
    for (let count = 1;; count++) {
        try {
            return await attempt();
        }
        catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof TransientError))
                throw error;
            if (error.retryAfterMilliseconds !== undefined)
                waits++;
            const end = endOf(error, count, waits, retries);
            if (end !== undefined)
                throw new UnavailableError(`${what} ${end}`, error);
            const delayMilliseconds = delayMillisecondsAfter(error.retryAfterMilliseconds, count, retries, random());
            note(error.message, delayMilliseconds);
            await pause(delayMilliseconds, signal);
        }
    }
}
/** Why there is no further attempt, as the end of a sentence; undefined if there is one. */
function endOf({ message, retryAfterMilliseconds }, count, waits, { attempts, maxDelayMilliseconds, maxWaits }) {
    if (retryAfterMilliseconds === undefined) {
        return count - waits < attempts ? undefined : `failed ${count} times; the last error: ${message}`;
    }
    if (retryAfterMilliseconds > maxDelayMilliseconds) {
        return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfterMilliseconds / 1000)} s`;
    }
    return waits <= maxWaits ? undefined : `was asked to wait ${waits} times; the last reason: ${message}`;
}
/**
 * Milliseconds before the next attempt, at least as many as the service asks for. Partly random, so that the jobs
 * of a matrix, which are all refused at the same time, do not all return at the same time.
 *
 * @param asked wait that the service asks for, ms
 * @param count number of attempts so far
 * @param chance from 0 to less than 1
 */
function delayMillisecondsAfter(asked, count, { firstDelayMilliseconds, maxDelayMilliseconds, }, chance) {
    const backoff = Math.min(firstDelayMilliseconds * 2 ** (count - 1), maxDelayMilliseconds);
    if (asked === undefined)
        return backoff * (0.5 + chance / 2);
    return asked + chance * Math.max(asked / 2, backoff);
}
/**
 * Parses a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined if the header is missing or invalid
 */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
async function waitFor(milliseconds, signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
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

/***/ 2131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ sendOnce),
/* harmony export */   u2: () => (/* binding */ sendChecked),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2975);




// proxyEnv: Node's support for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions) };
/**
 * Sends a request once. The caller must read or destroy the body of the answer.
 *
 * @throws Error if the connection fails, is silent for too long, or the signal is aborted; reading the body throws
 *   the same
 */
async function sendOnce(request, { idleTimeoutMilliseconds, signal }) {
    const { method, url, body = [] } = request;
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const headers = {
        ...request.headers,
        ...((method === 'POST' || method === 'PUT') && { 'content-length': length }),
    };
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const agent = agents[secure ? 'https:' : 'http:'];
        // Set as an option: setTimeout starts only once the connection exists, and a firewall may never answer.
        const options = { method, headers, agent, signal, timeout: idleTimeoutMilliseconds };
        let answer;
        const sent = (secure ? node_https__WEBPACK_IMPORTED_MODULE_1__ : node_http__WEBPACK_IMPORTED_MODULE_0__).request(url, options, (response) => {
            answer = response;
            resolve(response);
        });
        sent.on('timeout', () => {
            const silent = new Error(`no data arrived for ${idleTimeoutMilliseconds / 1000} s`);
            (answer ?? sent).destroy(silent);
        });
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}
/** A retry does not help: the server does not support the request. */
const notImplemented = 501;
/**
 * Sends a request once, and rejects answers that a retry may change.
 *
 * @returns the answer; its body is not read yet
 * @throws TransientError if there is no answer, or it is 429, 5xx, or a web page
 */
async function sendChecked(request, limits) {
    const response = await sendOnce(request, limits).catch((error) => {
        throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A)(error), { cause: error });
    });
    const { statusCode: status = 0, headers } = response;
    const problem = (status >= 500 && status !== notImplemented) || status === 429
        ? `the answer was ${status}`
        : isWebPage(headers)
            ? `the answer was a web page (${status}), as from a proxy or a login page`
            : undefined;
    if (problem === undefined)
        return response;
    // Read the body, so that the connection can be reused.
    readBody(response).catch(() => undefined);
    throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(problem, {
        retryAfterMilliseconds: (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRetryAfter */ .mu)(headers['retry-after'], Date.now()),
        refused: status === 429,
    });
}
/**
 * Whether an answer is from a proxy or a login page. Neither the cache service nor a blob store sends HTML, except some
 * servers of Amazon's protocol that declare an empty body as HTML. These give each request an ID.
 */
function isWebPage(headers) {
    if (headers['x-amz-request-id'] ?? headers['x-amzn-requestid'])
        return false;
    return headers['content-type']?.toLowerCase().startsWith('text/html') === true;
}
/** Longer bodies are truncated: only a few fields, or an error's text, are read into memory here. */
const maxBodyBytes = 256 * 1024;
/** Reads a body, or only its beginning if it is long. */
async function readBody(response) {
    const pieces = [];
    let length = 0;
    for await (const piece of response) {
        pieces.push(piece);
        length += piece.length;
        if (length > maxBodyBytes)
            break;
    }
    return Buffer.concat(pieces);
}


/***/ }),

/***/ 2958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ln: () => (/* binding */ span),
/* harmony export */   TS: () => (/* binding */ rate),
/* harmony export */   YA: () => (/* binding */ seconds),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   ix: () => (/* binding */ megabytes),
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   vd: () => (/* binding */ day),
/* harmony export */   wv: () => (/* binding */ secondsSince)
/* harmony export */ });
/** Formats bytes as `12.3 MB`, in millions of bytes. */
function megabytes(bytes) {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}
/**
 * Formats a number with a noun, as `1 pack` or `2 packs`.
 *
 * @param what singular, whose plural ends in s
 */
function counted(number, what) {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
/** Formats the seconds since `start`, which is from performance.now(). */
function secondsSince(start) {
    return seconds(performance.now() - start);
}
/** Formats milliseconds as `1.2 s`. */
function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}
/** Formats a time in milliseconds since 1970 as `2026-11-24 20:51 UTC`. */
function date(time) {
    return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
/** Formats a time in milliseconds since 1970 as `2026-11-24`, in UTC. */
function day(time) {
    return date(time).slice(0, 10);
}
/** Formats milliseconds as `5 min`, `3 h` or `12 days`, rounded down. */
function span(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 120)
        return `${minutes} min`;
    return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
/** Formats bytes per time in milliseconds as `12.3 MB/s`. */
function rate(bytes, milliseconds) {
    // Less than a millisecond is too short to measure a rate.
    return `${megabytes((1000 * bytes) / Math.max(1, milliseconds))}/s`;
}


/***/ })

};

export const id = 946;
export const ids = [946];
export const modules = {

/***/ 306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);

/** Whether there is a folder of this name, or a link to one. */
async function isFolder(name) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(name).then((found) => found.isDirectory(), () => false);
}


/***/ }),

/***/ 8:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ isRelease),
/* harmony export */   YQ: () => (/* binding */ loadsModule),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   ft: () => (/* binding */ parseVersionOutput),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   tF: () => (/* binding */ isModuleVersion),
/* harmony export */   uh: () => (/* binding */ quoteIt),
/* harmony export */   xv: () => (/* binding */ parseVersionWish)
/* harmony export */ });
/* harmony import */ var semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8469);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6353);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(792);



/** Reads a version with or without its `v`; undefined when the text is none. Build metadata falls away. */
function parseVersion(text) {
    // semver itself forgives spaces and an `=` before the version.
    return /^v?\d/.test(text) ? semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__(text)?.version : undefined;
}
/** Negative when `a` is the older one, by semantic versioning: 1.0.0-beta.9, 1.0.0-beta.10, 1.0.0. */
function compareVersions(a, b) {
    return semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(a, b);
}
function isAtLeast(version, minimum) {
    return semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(version, minimum) >= 0;
}
/** Whether a version of this form is published: a release or alpha, beta or candidate, not a build of a commit. */
function isRelease(version) {
    return /^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version);
}
/** `X.Y.Z` of a version, without what comes after it. */
function baseOf(version) {
    return version.replace(/-.*$/, '');
}
/** The oldest `engineVersion` that any release from 0.18 on loads (dagger/dagger, MinimumModuleVersion). */
const oldestModule = '0.9.9';
/**
 * Whether an engine loads a module whose `engineVersion` is `required`. Dagger compares with the base of its own
 * version, so that a beta loads what needs the release, and what needs a later beta.
 *
 * Source: dagger/dagger, engine/version.go, CheckVersionCompatibility and CheckMaxVersionCompatibility, and their
 * callers: v0.18.0 core/schema/modulesource.go lines 1732 to 1735, v0.20.3 lines 2385 to 2388, v0.21.8 lines 2242 to
 * 2245, v1.0.0-beta.10 lines 2493 to 2496. Since v1.0.0-beta.7, the base of `required` counts, with the same result.
 */
function loadsModule(engine, required) {
    return isModuleVersion(required) && semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__(baseOf(required), baseOf(engine)) <= 0;
}
/** Whether a module of this `engineVersion` can be loaded by any release from 0.18 on. */
function isModuleVersion(required) {
    return isAtLeast(required, oldestModule);
}
/**
 * @param value '' counts as `auto`
 * @throws Error that names the input, the value and what is accepted
 */
function parseVersionWish(value) {
    const text = value.trim();
    if (text === '' || text === 'auto')
        return { kind: 'auto' };
    if (text === 'latest')
        return { kind: 'pointer', pointer: text };
    // Dagger 0.1 to 0.8 knew no modules, and 0.10 to 0.80 are what YAML shortens to them.
    if (/^0\.[1-8]$/.test(text))
        throw notAccepted(value, `${text}0`);
    const minor = /^v?((0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4}))$/.exec(text)?.[1];
    if (minor !== undefined)
        return { kind: 'pointer', pointer: minor };
    const version = text.includes('+') ? undefined : parseVersion(text);
    if (version === undefined)
        throw notAccepted(value, /^[1-9]\d?$/.test(text) ? `${text}.0` : undefined);
    // 1.0.0-beta is what points to the newest 1.0.0-beta.N (dagger/dagger, v1.0.0-beta.10,
    // .dagger/modules/cli-dev/publish.go lines 144 to 147); no release has such a name.
    const series = /^\d+\.\d+\.\d+-[a-z]+$/.test(version);
    return series ? { kind: 'pointer', pointer: version } : { kind: 'version', version };
}
/** @param unquoted what YAML makes such a value of, where it takes it for a number */
function notAccepted(value, unquoted) {
    return new Error(`The input \`version\` is "${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
        `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.` +
        (unquoted === undefined
            ? ''
            : ` Without quotes, YAML reads ${unquoted} as a number: ${quoteIt(unquoted)}.`));
}
/** What to do with a version that YAML may have shortened. */
function quoteIt(version) {
    return `quote it: '${version}'`;
}
/**
 * The version that `dagger version` printed: `dagger v0.20.3 (…) linux/amd64` before 1.0 (dagger/dagger,
 * v0.21.8, cmd/dagger/version.go line 58), a line `version:     v1.0.0-beta.10` since (v1.0.0-beta.10,
 * internal/cmd/dagger/version.go line 77).
 */
function parseVersionOutput(output) {
    const printed = /^(?:dagger|version:)\s+(\S+)/m.exec(output)?.[1];
    return printed === undefined ? undefined : parseVersion(printed);
}


/***/ }),

/***/ 1331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  selectRunner: () => (/* binding */ select_runner_selectRunner)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/github/repository-owner.js

/**
 * What kind of account owns the repository: from the event, else asked of GitHub's API, which answers it to any
 * token. Undefined where neither tells.
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
        // Most events tell, and loading this takes longer than all the rest.
        const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
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
// EXTERNAL MODULE: ./build/src/shown.js
var shown = __webpack_require__(792);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/runner/wish.js


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
/** Reads a wish; or says all that is wrong with it, each complaint naming the input, its value and what is accepted. */
function readWish(words) {
    const complaints = [];
    const complain = (input, value, accepted) => {
        complaints.push(`Input ${input} is "${(0,shown/* shown */.S)(value)}": ${accepted}.`);
    };
    const given = oneOf('provider', words.provider, providers, complain);
    const provider = given === undefined || given === 'auto' ? 'github' : given;
    const wish = {
        provider,
        providerIsGiven: given !== undefined && given !== 'auto',
        version: versionWish(words.version, complain),
        pin: oneOf('pin', words.pin, pins, complain),
        size: words.size,
        arch: oneOf('arch', words.arch, archs, complain),
        osVersion: osVersion(words.osVersion, complain),
        dagger: yesOrNo('dagger', words.dagger, complain) ?? true,
        fallback: oneOf('fallback', words.fallback, fallbacks, complain) ?? 'github',
        allowForks: yesOrNo('allow-forks', words.allowForks, complain) ?? false,
        labels: labels(words.labels, complain),
        group: group(words.group, complain),
        labelPrefix: labelPrefix(words.labelPrefix, complain),
    };
    if (provider === 'self-hosted' && words.labels.trim() === '' && wish.group === '') {
        complain('labels', words.labels, 'set the labels of your machines, or their group in input group');
    }
    const wrongPin = pinComplaint(wish);
    if (wrongPin !== undefined)
        complain('pin', words.pin, wrongPin);
    // What sizes there are depends on the provider, which an unknown word does not tell.
    if (given !== undefined || words.provider === '') {
        const wrongSize = sizeComplaint(wish);
        if (wrongSize !== undefined)
            complain('size', words.size, wrongSize);
        if (provider === 'kubernetes' && wish.arch === 'arm64') {
            complain('arch', words.arch, 'no Kubernetes label expresses it, so set a size whose pods run on such nodes');
        }
    }
    return complaints.length > 0 ? { complaints } : { wish };
}
function oneOf(input, value, accepted, complain) {
    const word = accepted.find((one) => one === value);
    if (word === undefined && value !== '')
        complain(input, value, `give ${list(accepted)}`);
    return word;
}
function yesOrNo(input, value, complain) {
    const word = oneOf(input, value.toLowerCase(), ['true', 'false'], complain);
    return word === undefined ? undefined : word === 'true';
}
/** Ubuntu's versions have the form of April and October of their years. */
function osVersion(value, complain) {
    if (value === '')
        return undefined;
    if (value === 'latest' || /^\d\d\.(?:04|10)$/.test(value))
        return value;
    const quoted = /^\d\d\.1$/.test(value) ? `, and quote it, since YAML reads ${value}0 as ${value}` : '';
    complain('os-version', value, `give latest or a version of Ubuntu such as 24.04${quoted}`);
    return undefined;
}
/** One label, or several: by commas, one a line, or as a JSON list, the only form for labels with commas or blanks. */
function labels(value, complain) {
    const text = value.trim();
    const list = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/).map((label) => label.trim());
    const form = text.startsWith('[') ? /^[^\p{C}]{1,256}$/u : /^[^\s,"'\\\p{C}]{1,256}$/u;
    const given = list?.filter((label) => label !== '');
    if (given?.every((label) => form.test(label)) === true)
        return given;
    complain('labels', value, 'give one label, or several with commas between, one a line, or as a JSON list');
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
function group(value, complain) {
    const name = value.trim();
    if (/^[^\p{C}]{0,256}$/u.test(name))
        return name;
    complain('group', value, 'give the name of one runner group');
    return '';
}
function labelPrefix(value, complain) {
    if (value === '')
        return 'dagger';
    if (kubernetesName.test(value))
        return value;
    complain('label-prefix', value, 'give what comes before -v0.20.3: lower-case letters, digits and dashes');
    return 'dagger';
}
const kubernetesName = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;
function versionWish(value, complain) {
    try {
        return (0,version/* parseVersionWish */.xv)(value);
    }
    catch {
        const accepted = value.includes('dagger=')
            ? 'give the number alone, such as 0.20.3; this action builds the label'
            : 'give a full version such as 0.20.3, a minor such as 0.20, latest or auto';
        complain('version', value, accepted);
        return { kind: 'auto' };
    }
}
function pinComplaint({ pin, version }) {
    if (version.kind !== 'pointer')
        return undefined;
    if (pin === 'exact')
        return `version ${version.pointer} is not a full version such as 0.20.3: set one, or another pin`;
    if (pin === 'minor' && version.pointer === 'latest') {
        return 'version latest has no minor: set a version such as 0.20, or pin: latest';
    }
    return undefined;
}
function sizeComplaint({ provider, size }) {
    if (size === '')
        return undefined;
    switch (provider) {
        case 'github':
            if (/^\d+$/.test(size)) {
                return "GitHub's larger runners have names: give the label of one, or no size for a standard runner";
            }
            return /^[^\s,"\\\p{C}]{1,256}$/u.test(size)
                ? undefined
                : 'give one label of a larger runner, without spaces, commas and quotes';
        case 'depot':
            return depotSizes.some((known) => known === size)
                ? undefined
                : `Depot has ${list(depotSizes)}; give no size for 2 CPUs`;
        case 'kubernetes':
            return kubernetesName.test(size)
                ? undefined
                : "give the name of one of the cluster's size templates: lower-case letters, digits and dashes";
        case 'namespace':
            return /^\d{1,3}x\d{1,4}$/.test(size) ? undefined : 'give vCPUs and GB of memory, such as 4x16';
        case 'blacksmith':
        case 'runs-on':
        case 'warpbuild':
        case 'ubicloud':
            return /^[1-9]\d{0,2}$/.test(size) ? undefined : 'give a number of vCPUs, such as 4';
        case 'self-hosted':
            return undefined;
    }
}
function list(words) {
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

;// CONCATENATED MODULE: ./build/src/github/runner-inputs.js



/** @throws Error with every complaint about them, one a line */
function readRunnerInputs() {
    const token = core/* getInput */.V4('token');
    if (token !== '')
        core/* setSecret */.Pq(token);
    const version = core/* getInput */.V4('version');
    const { wish, complaints } = readWish({
        provider: core/* getInput */.V4('provider'),
        version,
        pin: core/* getInput */.V4('pin'),
        size: core/* getInput */.V4('size'),
        arch: core/* getInput */.V4('arch'),
        osVersion: core/* getInput */.V4('os-version'),
        dagger: core/* getInput */.V4('dagger'),
        fallback: core/* getInput */.V4('fallback'),
        allowForks: core/* getInput */.V4('allow-forks'),
        labels: core/* getInput */.V4('labels'),
        group: core/* getInput */.V4('group'),
        labelPrefix: core/* getInput */.V4('label-prefix'),
    });
    if (wish === undefined)
        throw new Error(complaints.join('\n'));
    return {
        wish,
        version,
        module: core/* getInput */.V4('module'),
        workdir: external_node_path_.resolve(core/* getInput */.V4('workdir')),
        token,
    };
}

// EXTERNAL MODULE: ./build/src/dagger/module-graph.js
var module_graph = __webpack_require__(927);
// EXTERNAL MODULE: ./build/src/dagger/releases.js
var releases = __webpack_require__(1224);
// EXTERNAL MODULE: ./build/src/dagger/resolve.js + 1 modules
var resolve = __webpack_require__(5568);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
;// CONCATENATED MODULE: ./build/src/runner/labels.js
/** GitHub's own: `ubuntu-latest` or `ubuntu-24.04`, a version also with `-arm`; or a larger runner's label. */
function githubLabel({ size, arch, osVersion }) {
    if (size !== '')
        return size;
    if (arch !== 'arm64')
        return `ubuntu-${osVersion ?? 'latest'}`;
    // There is no ubuntu-latest-arm.
    return `ubuntu-${numbered(osVersion)}-arm`;
}
/**
 * Depot's: `depot-ubuntu-<24.04|latest>[-arm][-<4|8|16|32|64>]`, with `,dagger=<version>` where an engine
 * beside the runner is wanted. It must stand alone in `runs-on`.
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
 * Namespace's: `nscloud-ubuntu-<24.04>-<amd64|arm64>[-<vCPUs>x<GB>]`.
 *
 * Source: namespace.so/docs/reference/github-actions/runner-configuration, "Machine Label", read 2026-11-25.
 */
function namespaceLabel({ size, arch, osVersion }) {
    const label = `nscloud-ubuntu-${numbered(osVersion)}-${arch ?? 'amd64'}`;
    return size === '' ? label : `${label}-${size}`;
}
/**
 * Blacksmith's: `blacksmith-<vCPUs>vcpu-ubuntu-<2404>[-arm]`.
 *
 * Source: docs.blacksmith.sh/github-actions-runners/pricing, the tables of runners, read 2026-11-25.
 */
function blacksmithLabel({ size, arch, osVersion }) {
    const label = `blacksmith-${size || '2'}vcpu-ubuntu-${digits(numbered(osVersion))}`;
    return arch === 'arm64' ? `${label}-arm` : label;
}
/**
 * RunsOn's: `runs-on=<run ID>/runner=<vCPUs>cpu-linux-<x64|arm64>[/image=ubuntu<24>-full-<x64|arm64>]`. The ID of the
 * run keeps runs from taking each other's machines.
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
 * WarpBuild's: `warp-ubuntu-<latest|2404>-<x64|arm64>-<vCPUs>x`.
 *
 * Source: docs.warpbuild.com/runners, the tables of runner tags, read 2026-11-25.
 */
function warpbuildLabel({ size, arch, osVersion }) {
    const processor = arch === 'arm64' ? 'arm64' : 'x64';
    return `warp-ubuntu-${digits(osVersion ?? 'latest')}-${processor}-${size || '2'}x`;
}
/**
 * Ubicloud's: `ubicloud-standard-<vCPUs>[-arm][-ubuntu-<2404>]`.
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
/** For a provider whose labels know no `latest`: the version that GitHub's `latest` is. */
function numbered(osVersion) {
    return osVersion === undefined || osVersion === 'latest' ? '24.04' : osVersion;
}
function digits(osVersion) {
    return osVersion.replace('.', '');
}
/**
 * A runner scale set's, as telchak/terraform-dagger-runners v0.1.0 makes them (main.tf, exact_sets and on):
 * `dagger-v0.20.3`, `dagger-v0.20` or `dagger-latest`, each with `-<size>` where one is wished for.
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

/** The runner that was wished for cannot be had, and no other is accepted. */
class NoSuchRunner extends Error {
}
/**
 * Turns a wish into a label, or into GitHub's runner where the wish cannot be had.
 *
 * @throws NoSuchRunner where the wish cannot be had and `fallback` is `error`
 */
function selectRunner(wish, version, job) {
    const obstacle = obstacleTo(wish, job);
    if (obstacle === undefined)
        return selectionOf(wish, version, job);
    if (wish.fallback === 'error') {
        throw new NoSuchRunner(`Input provider is ${wish.provider}, but ${obstacle.why}: ${obstacle.remedy}, or give provider: github or fallback: github.`);
    }
    const label = githubLabel({ ...wish, size: '' });
    return {
        runsOn: label,
        label,
        provider: 'github',
        version: version.full,
        reason: `${wish.provider} was requested, but ${obstacle.why}, so the job runs on GitHub's ${label}.`,
        notices: wish.size === ''
            ? []
            : [`Size ${wish.size} belongs to ${wish.provider}: ${label} has the size GitHub gives it.`],
    };
}
function obstacleTo({ provider, allowForks }, job) {
    if (provider === 'github')
        return undefined;
    if (job.strangersCode !== undefined && !allowForks) {
        return {
            why: job.strangersCode,
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
function selectionOf(wish, version, job) {
    const asked = wish.providerIsGiven ? `Input provider is ${wish.provider}` : 'No provider was requested';
    const { runsOn, notices } = machineOf(wish, version, job);
    const label = inWords(runsOn);
    return {
        runsOn,
        label,
        provider: wish.provider,
        version: version.full,
        reason: `${asked}, so the job runs on ${label}.`,
        notices,
    };
}
/** Whether a label names the engine's version, which otherwise may stay open. */
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
function machineOf(wish, version, job) {
    switch (wish.provider) {
        case 'github':
            return { runsOn: githubLabel(wish), notices: largerRunnerNotices(wish) };
        case 'depot': {
            const runsOn = depotLabel(wish, wish.dagger ? version.full : undefined);
            return { runsOn, notices: wish.dagger ? [depotDeprecation] : [] };
        }
        case 'kubernetes': {
            const pin = pinOf(wish, version);
            const runsOn = kubernetesLabel(wish.labelPrefix, wish.size, version.full, pin);
            return { runsOn, notices: podNotices(wish) };
        }
        case 'self-hosted':
            return { runsOn: ownMachines(wish), notices: ownMachineNotices(wish) };
        case 'namespace':
            return { runsOn: namespaceLabel(wish), notices: [] };
        case 'blacksmith':
            return { runsOn: blacksmithLabel(wish), notices: [] };
        case 'runs-on':
            return { runsOn: runsOnLabel(wish, job.runId), notices: [] };
        case 'warpbuild':
            return { runsOn: warpbuildLabel(wish), notices: [] };
        case 'ubicloud':
            return { runsOn: ubicloudLabel(wish), notices: [] };
    }
}
/** One label stays plain text: that of a runner scale set may stand in no list. */
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
/** As exact as the version is: the newest one today may be newer than what a cluster offers. */
function pinOf(wish, version) {
    if (wish.pin !== undefined)
        return wish.pin;
    const { version: asked } = wish;
    if (version.isNewest)
        return 'latest';
    return asked.kind === 'pointer' && /^\d+\.\d+$/.test(asked.pointer) ? 'minor' : 'exact';
}

// EXTERNAL MODULE: ./build/src/runner/strangers.js
var strangers = __webpack_require__(4279);
// EXTERNAL MODULE: ./build/src/job/download-pacing.js
var download_pacing = __webpack_require__(5714);
;// CONCATENATED MODULE: ./build/src/entry/select-runner.js













/** The action select-runner. */
async function select_runner_selectRunner() {
    const inputs = readRunnerInputs();
    const { env } = process;
    const payload = await (0,github_event/* eventPayload */.Z)();
    const selection = selectRunner(inputs.wish, await engineVersion(inputs), {
        strangersCode: (0,strangers/* strangersCode */.L)(env['GITHUB_EVENT_NAME'] ?? '', payload),
        owner: inputs.wish.provider === 'depot'
            ? await repositoryOwner(payload, env['GITHUB_REPOSITORY_OWNER'] ?? '', inputs.token, log/* jobLog */.W)
            : undefined,
        runId: env['GITHUB_RUN_ID'] ?? '',
    });
    core/* setOutput */.uH('runs-on', JSON.stringify(selection.runsOn));
    core/* setOutput */.uH('label', selection.label);
    core/* setOutput */.uH('provider', selection.provider);
    core/* setOutput */.uH('version', selection.version);
    core/* setOutput */.uH('reason', selection.reason);
    log/* jobLog */.W.info(selection.reason);
    for (const notice of selection.notices)
        core/* notice */.lm(notice);
}
/** Where no label names the version, it may stay open. */
async function engineVersion(inputs) {
    try {
        return await resolvedVersion(inputs);
    }
    catch (error) {
        if (namesVersion(inputs.wish))
            throw error;
        log/* jobLog */.W.info(`The version of Dagger stays open. ${(0,reason/* reasonOf */.A)(error)}`);
        return { full: '', isNewest: true };
    }
}
async function resolvedVersion({ wish, version, module, workdir }) {
    // A selecting job often has no checkout, nor the folders in it.
    const place = { module, workdir: (0,external_node_fs_.existsSync)(workdir) ? workdir : process.cwd(), workspace: process.cwd() };
    const resolved = await (0,resolve/* resolveVersion */.x)({
        ...place,
        version,
        // An engine and a CLI of this machine say nothing about the one that is being selected.
        engineVersion: undefined,
        cliOnPath: () => Promise.resolve(undefined),
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: download_pacing/* network */.N,
    });
    log/* jobLog */.W.info(`Dagger ${resolved.version}, ${resolved.origin}.`);
    if (resolved.notice !== undefined)
        core/* notice */.lm(resolved.notice);
    return { full: resolved.version, isNewest: await asksForTheNewest(wish, place) };
}
async function asksForTheNewest({ version }, place) {
    if (version.kind !== 'auto')
        return version.kind === 'pointer' && version.pointer === 'latest';
    const needed = (await (0,module_graph/* moduleRequirements */.F)(place, log/* jobLog */.W)) ?? [];
    return needed.length === 0 || needed.some((requirement) => requirement.kind === 'latest');
}


/***/ }),

/***/ 5865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ eventPayload)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


/**
 * The payload of the event that started the run; empty where there is no file of it, as outside GitHub.
 *
 * @throws Error when the file holds no JSON object: who may write and run where hangs on it, and is not guessed
 */
async function eventPayload() {
    const file = process.env['GITHUB_EVENT_PATH'] ?? '';
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file))
        return {};
    const payload = parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
    if (typeof payload !== 'object' || payload === null) {
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

/***/ 5543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ jobLog)
/* harmony export */ });
/* unused harmony export inert */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);


/** The job's log on GitHub. */
const jobLog = {
    // The one function of these that escapes nothing.
    info: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(inert(message));
    },
    // These two escape line breaks alone.
    warning: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(unobeyed(message));
    },
    debug: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz(unobeyed(message));
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
/** What a terminal would obey, an escape sequence above all, becomes text. Line breaks stay. */
function unobeyed(message) {
    return message.replaceAll(/(?![\r\n])\p{Cc}/gu, encodeURIComponent);
}
/**
 * A line that the runner takes for no command, whatever text from outside is in it: a key, what a server answered,
 * what a file of the repository says. A command begins a line with `::`, or, in the old spelling, stands anywhere
 * in it behind `##[` (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
 */
function inert(message) {
    return message
        .replaceAll(/\p{Cc}/gu, encodeURIComponent)
        .replaceAll('##[', '## [')
        .replace(/^(\s*:):/, '$1 :');
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
const anyone = "anyone can cause it, and it runs with the default branch's cache";
const ownPull = 'only the pull request itself can read its cache';
/**
 * Every event of docs.github.com, "Events that trigger workflows", and who can cause it: for the selection of a
 * runner and for saves alike.
 */
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
    [
        'merge_group',
        {
            kind: 'told',
            because: 'only its own entry of the queue can read its cache, while all runs can read what the default branch saves',
        },
    ],
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
/** An event that is not in the table may be anyone's. */
function ruleOf(event) {
    return eventRules.get(event) ?? { kind: 'strangers', because: 'it is unknown who can cause it' };
}
/**
 * Why a run of this event finds no state however often it runs, in sentences that say what to do; undefined where
 * nothing is special about the event. docs.github.com, "Events that trigger workflows", merge_group: each entry of a
 * queue has a branch of its own, so what one saves no other can read.
 */
function alwaysColdReason(event) {
    if (event !== 'merge_group')
        return undefined;
    return ('A run of the merge queue starts from what the default branch saved, and no other run can read what it saves. ' +
        'A workflow that runs only on merge_group is cold every time: add `push` for the default branch to its `on:`.');
}


/***/ }),

/***/ 2975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   aB: () => (/* binding */ PassingError),
/* harmony export */   hG: () => (/* binding */ UnavailableError)
/* harmony export */ });
/* unused harmony export delayAfter */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** A failure that may not happen the next time. The message ends a sentence: "… failed because". */
class PassingError extends Error {
    /** Milliseconds that the service asks to wait; undefined where it does not say. */
    retryAfter;
    /** Whether it is certain that nothing was done of what was asked for. */
    refused;
    constructor(message, details = {}) {
        super(message, { cause: details.cause });
        this.retryAfter = details.retryAfter;
        this.refused = details.refused ?? false;
    }
}
/** It failed as often as it may. */
class UnavailableError extends Error {
    /** How the last attempt failed. */
    last;
    constructor(message, last) {
        super(message, { cause: last });
        this.last = last;
    }
}
/**
 * Tries until an attempt succeeds, or fails with anything but a PassingError.
 *
 * @param what is tried, as the beginning of a sentence: no secrets, such as URLs hold
 * @param attempt is called until one succeeds
 * @throws UnavailableError; the signal's reason; what an attempt threw that was no PassingError
 */
async function retry(what, attempt, retries, { note, signal, pause = waitFor, random = Math.random }) {
    let waits = 0;
    for (let count = 1;; count++) {
        try {
            return await attempt();
        }
        catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof PassingError))
                throw error;
            if (error.retryAfter !== undefined)
                waits++;
            const end = endOf(error, count, waits, retries);
            if (end !== undefined)
                throw new UnavailableError(`${what} ${end}`, error);
            const delay = delayAfter(error.retryAfter, count, retries, random());
            note(error.message, delay);
            await pause(delay, signal);
        }
    }
}
/** Why there is no further attempt, as the end of a sentence. */
function endOf({ message, retryAfter }, count, waits, { attempts, longestDelay, mostWaits }) {
    if (retryAfter === undefined) {
        return count - waits < attempts ? undefined : `failed ${count} times, at last because ${message}`;
    }
    if (retryAfter > longestDelay) {
        return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfter / 1000)} s`;
    }
    return waits <= mostWaits ? undefined : `was put off ${waits} times, at last because ${message}`;
}
/**
 * Milliseconds before the next attempt. Never less than is asked for. A good part is chance, so that the jobs of a
 * matrix, which are all refused at once, do not come back at once.
 *
 * @param asked for by the service, ms
 * @param count of the attempts so far
 * @param chance from 0 to less than 1
 */
function delayAfter(asked, count, { firstDelay, longestDelay }, chance) {
    const backoff = Math.min(firstDelay * 2 ** (count - 1), longestDelay);
    if (asked === undefined)
        return backoff * (0.5 + chance / 2);
    return asked + chance * Math.max(asked / 2, backoff);
}
/**
 * Reads a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined where there is none that makes sense
 */
function retryAfter(header, now) {
    if (header === undefined)
        return undefined;
    const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
    return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
async function waitFor(milliseconds, signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
}


/***/ }),

/***/ 4279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ strangersCode),
/* harmony export */   t: () => (/* binding */ isFromFork)
/* harmony export */ });
/* harmony import */ var _policy_events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5431);

/**
 * Why a job may run a stranger's code, as the end of a sentence; undefined where it does not. A convenience
 * and no boundary: a fork may edit the workflow that asks.
 */
function strangersCode(event, payload) {
    // Outside GitHub there is no event, and no stranger.
    if (event !== '' && (0,_policy_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(event).kind === 'strangers') {
        return `${event} can be caused by anyone, and only GitHub's machines run strangers' code`;
    }
    return isFromFork(payload)
        ? "the pull request comes from a fork, and only GitHub's machines run strangers' code"
        : undefined;
}
/** Whether the payload's pull request comes from another repository; one whose repository is gone does. */
function isFromFork({ pull_request: pullRequest }) {
    if (!pullRequest)
        return false;
    const head = pullRequest.head?.repo?.full_name;
    return typeof head !== 'string' || head !== pullRequest.base?.repo?.full_name;
}


/***/ }),

/***/ 792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown)
/* harmony export */ });
/**
 * A text from outside as a log or an error may quote it: on one line, bounded, and so that it can neither end
 * the line nor begin a workflow command.
 */
function shown(text) {
    const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped).trim();
}
/** `\n` and the like as JSON has them, and by number what JSON leaves as it is, line separators among them. */
function escaped(char) {
    const json = JSON.stringify(char).slice(1, -1);
    return json === char ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : json;
}


/***/ }),

/***/ 2131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oQ: () => (/* binding */ answered),
/* harmony export */   oy: () => (/* binding */ answerTo),
/* harmony export */   x8: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2975);




// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env };
const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(agentOptions), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions) };
/**
 * Sends a request once; the body of the answer is the caller's to read or to destroy.
 *
 * @throws Error when the connection fails, or is silent for too long, or the signal is given; so does the body
 */
async function answerTo(request, { silence, signal }) {
    const { method, url, body = [] } = request;
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const headers = {
        ...request.headers,
        ...((method === 'POST' || method === 'PUT') && { 'content-length': length }),
    };
    const secure = url.protocol === 'https:';
    return await new Promise((resolve, reject) => {
        const agent = agents[secure ? 'https:' : 'http:'];
        // As an option: setTimeout counts only from when the connection is there, and a firewall may answer to none.
        const options = { method, headers, agent, signal, timeout: silence };
        let answer;
        const sent = (secure ? node_https__WEBPACK_IMPORTED_MODULE_1__ : node_http__WEBPACK_IMPORTED_MODULE_0__).request(url, options, (response) => {
            answer = response;
            resolve(response);
        });
        sent.on('timeout', () => {
            const silent = new Error(`no data arrived for ${silence / 1000} s`);
            (answer ?? sent).destroy(silent);
        });
        sent.on('error', reject);
        for (const piece of body)
            sent.write(piece);
        sent.end();
    });
}
/**
 * Sends a request once.
 *
 * @returns an answer that may be final, its body still to be read
 * @throws PassingError when there is none, or it is 429, a server's error, or a web page
 */
async function answered(request, limits) {
    const response = await answerTo(request, limits).catch((error) => {
        throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .PassingError */ .aB((0,_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A)(error), { cause: error });
    });
    const { statusCode: status = 0, headers } = response;
    const complaint = status >= 500 || status === 429
        ? `the answer was ${status}`
        : isWebPage(headers)
            ? `the answer was a web page (${status}), as from a proxy or a login page`
            : undefined;
    if (complaint === undefined)
        return response;
    // Read, for the connection to be used again.
    readBody(response).catch(() => undefined);
    throw new _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .PassingError */ .aB(complaint, {
        retryAfter: (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfter */ .P9)(headers['retry-after'], Date.now()),
        refused: status === 429,
    });
}
/** Neither the cache service nor any store of blobs sends HTML. */
function isWebPage(headers) {
    return headers['content-type']?.toLowerCase().startsWith('text/html') === true;
}
/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024;
/** The beginning of a body, or all of a short one. */
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
/** @param bytes as `12.3 MB`, in millions, for a person */
function megabytes(bytes) {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}
/** @param what in the singular, whose plural ends in s, as `1 pack` or `2 packs` */
function counted(number, what) {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
/** Seconds since `start` (of performance.now()), for a person. */
function secondsSince(start) {
    return seconds(performance.now() - start);
}
/** @param milliseconds as `1.2 s`, for a person */
function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}
/** @param time in milliseconds since 1970, as `2026-11-24 20:51 UTC` */
function date(time) {
    return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
/** @param time in milliseconds since 1970, as `2026-11-24`, in UTC */
function day(time) {
    return date(time).slice(0, 10);
}
/** @param milliseconds as `5 min`, `3 h` or `12 days`, rounded down */
function span(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 120)
        return `${minutes} min`;
    return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
/** @param bytes done in so many milliseconds, as `12.3 MB/s` */
function rate(bytes, milliseconds) {
    // No clock of ours tells less than a millisecond apart.
    return `${megabytes((1000 * bytes) / Math.max(1, milliseconds))}/s`;
}


/***/ })

};

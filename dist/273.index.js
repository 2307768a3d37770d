export const id = 273;
export const ids = [273];
export const modules = {

/***/ 1350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I2: () => (/* binding */ webPage),
/* harmony export */   RG: () => (/* binding */ download),
/* harmony export */   mR: () => (/* binding */ downloadText),
/* harmony export */   nV: () => (/* binding */ DownloadError)
/* harmony export */ });
/* harmony import */ var _network_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9256);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2975);
/* harmony import */ var _store_http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2131);



/** A download that failed for good. The message names the URL and says what to do. */
class DownloadError extends Error {
    /** HTTP status, if the server answered. */
    status;
    constructor(message, status, cause) {
        super(message, { cause });
        this.status = status;
    }
}
const once = { ..._network_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .cliDownloadLimits */ .ZI, attempts: 1, maxWaits: 0 };
const maxRedirects = 10;
/**
 * Downloads a URL and passes the body to `read`. Makes up to four attempts with pauses between them: after a
 * failed or broken connection, 408, 429 and 5xx. Does not retry other answers, which would stay the same. Uses
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
 *
 * @param read is called again for each attempt
 * @throws DownloadError, without a retry if `read` throws it
 */
async function download(url, downloadOptions, read) {
    const note = (failure, delayMilliseconds) => {
        downloadOptions.log.info(`${failure} Trying again in ${(delayMilliseconds / 1000).toFixed(1)} s.`);
    };
    try {
        const tries = downloadOptions.totalTimeoutMilliseconds === undefined ? _network_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .cliDownloadLimits */ .ZI : once;
        return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L5)(url, () => tryOnce(url, downloadOptions, read), tries, {
            note,
            pause: downloadOptions.pause,
        });
    }
    catch (error) {
        throw error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .UnavailableError */ .hG ? error.last.cause : error;
    }
}
/** Downloads a small text, such as a list of checksums. */
async function downloadText(url, downloadOptions) {
    return await download(url, downloadOptions, async (body) => {
        let text = '';
        body.setEncoding('utf8');
        for await (const chunk of body) {
            text += chunk;
            if (text.length > 1024 * 1024)
                throw new DownloadError(`${url} is larger than 1 MB, so it is not a file that Dagger publishes.`);
        }
        return text;
    });
}
/** @throws TransientError with a DownloadError as its cause, or a DownloadError that a retry would not change */
async function tryOnce(url, downloadOptions, read) {
    try {
        const answer = await followed(new URL(url), downloadOptions);
        const { statusCode: status = 0, headers } = answer;
        if (status !== 200) {
            answer.destroy();
            throw refused(url, status, headers['retry-after']);
        }
        if (headers['content-type']?.startsWith('text/html') === true) {
            answer.destroy();
            throw webPage(url);
        }
        return await read(answer);
    }
    catch (error) {
        if (error instanceof DownloadError || error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_)
            throw error;
        const reason = error instanceof Error ? reasonOf(error) : String(error);
        throw passing(new DownloadError(`${url} could not be read: ${reason}. ${advice}`, undefined, error));
    }
}
/** Follows redirects to the final answer. No redirect may leave HTTPS. */
async function followed(start, { idleTimeoutMilliseconds, totalTimeoutMilliseconds }) {
    const signal = totalTimeoutMilliseconds === undefined ? undefined : AbortSignal.timeout(totalTimeoutMilliseconds);
    let url = start;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
        const headers = { 'user-agent': 'warm-dagger' };
        const answer = await (0,_store_http_js__WEBPACK_IMPORTED_MODULE_2__/* .sendOnce */ .E4)({ method: 'GET', url, headers }, { idleTimeoutMilliseconds, signal });
        const { location } = answer.headers;
        if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined)
            return answer;
        answer.destroy();
        const next = new URL(location, url);
        if (url.protocol === 'https:' && next.protocol !== 'https:')
            throw new Error('it redirects away from HTTPS');
        url = next;
    }
    throw new Error(`it redirects more than ${maxRedirects} times`);
}
function refused(url, status, header) {
    const missing = status === 403 || status === 404;
    const error = new DownloadError(`${url} answered ${status}.${missing ? '' : ` ${advice}`}`, status);
    const mayPass = status === 408 || status === 429 || status >= 500;
    if (!mayPass)
        return error;
    const askedMilliseconds = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRetryAfter */ .mu)(header, Date.now());
    // Without the CLI the job cannot run, so it waits at most `maxDelayMilliseconds` and retries, even if the server asks
    // for more.
    return passing(error, askedMilliseconds && Math.min(askedMilliseconds, _network_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .cliDownloadLimits */ .ZI.maxDelayMilliseconds));
}
function passing(error, retryAfterMilliseconds) {
    return new _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_(error.message, { cause: error, retryAfterMilliseconds });
}
/** Error for a web page instead of the file, whatever content type the server declares. */
function webPage(url) {
    return new DownloadError(`${url} answered with a web page instead of a file: a proxy or a login page may have answered. ${advice}`);
}
// An error for several addresses contains the reasons as inner errors.
function reasonOf(error) {
    const inner = error instanceof AggregateError ? error.errors[0] : undefined;
    return error.message || (inner instanceof Error ? inner.message : error.name);
}
const advice = "Check this machine's network and proxy settings (HTTPS_PROXY), or name a mirror in WARM_DAGGER_DOWNLOAD_URL.";


/***/ }),

/***/ 927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ moduleRequirements)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3292);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4715);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(306);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7094);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8);








/**
 * The files of modules and workspaces, in the order in which Dagger searches for them in a folder (dagger/dagger,
 * v1.0.0-beta.10, core/modules/config.go lines 16 to 54 and core/workspace/detect.go lines 10 to 19).
 */
const moduleFiles = ['dagger-module.toml', 'dagger.json'];
const workspaceFile = 'dagger.toml';
/** The first version that reads the TOML files: in v1.0.0-beta.3, core/workspace/detect.go has neither name. */
const firstWithToml = '1.0.0-beta.4';
// Limits for the content of a repository, whose author may be anyone.
const maxFileBytes = 1024 * 1024;
const maxReferences = 5000;
/**
 * The requirements of the module and of everything that it refers to inside the repository, one entry for each
 * file with a requirement; undefined if there is no local module. Does not follow references to git repositories,
 * or paths that leave this repository, which are logged.
 *
 * @throws Error that names the file: unreadable, not JSON or TOML, too large, or without a valid version; or if
 *   there are too many references
 */
async function moduleRequirements(place, log) {
    const root = await repositoryRoot(place);
    const waiting = await startingFiles(place, root);
    if (waiting.length === 0)
        return undefined;
    const seen = new Set();
    const requirements = [];
    let references = 0;
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        if (seen.has(file))
            continue;
        seen.add(file);
        const name = (0,_printable_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(node_path__WEBPACK_IMPORTED_MODULE_2__.relative(root, file));
        if (!(0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isInside */ .F)(root, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(file))) {
            log.info(`${name} is outside this repository, so its required Dagger version is ignored.`);
            continue;
        }
        const config = await readConfig(file, name);
        requirements.push(...requirementsOf(config, name));
        for (const reference of referencesOf(config)) {
            references += 1;
            if (references > maxReferences)
                throw tooMany(name);
            const next = await follow(reference, node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(file), root);
            if (next === undefined)
                log.debug(`${name} refers to ${(0,_printable_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(reference.source)}, no module of this repository.`);
            else
                waiting.push(next);
        }
    }
    return requirements;
}
function tooMany(name) {
    return new Error(`${name} and the modules before it refer to more than ${maxReferences} others. ` +
        `Name the version of Dagger in the input \`version\` instead.`);
}
async function repositoryRoot({ workdir, workspace }) {
    const start = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(workdir);
    const repository = findUp(start, node_path__WEBPACK_IMPORTED_MODULE_2__.parse(start).root, ['.git']);
    if (repository !== undefined)
        return node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(repository);
    const checkout = workspace === undefined ? start : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(workspace).catch(() => start);
    return (0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isInside */ .F)(checkout, start) ? checkout : start;
}
async function startingFiles(place, root) {
    const workdir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(place.workdir);
    const named = place.module === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(workdir, place.module);
    if (named !== undefined && (await (0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolder */ .l)(named))) {
        return [findUp(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(named), root, moduleFiles)].filter((file) => file !== undefined);
    }
    // A word without a dot that is not a folder is `core` or the name of one of the module's dependencies
    // (dagger/dagger, v0.21.8, core/schema/modulesource.go line 346).
    if (place.module.includes('.') || place.module.includes(':'))
        return [];
    return [findUp(workdir, root, [workspaceFile]), findUp(workdir, root, moduleFiles)].filter((file) => file !== undefined);
}
/** The nearest of `names` from `start` up to `end`; undefined if `start` is not inside `end`. */
function findUp(start, end, names) {
    for (let folder = start; (0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isInside */ .F)(end, folder); folder = node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder)) {
        const file = names.map((name) => node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name)).find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
        if (file !== undefined)
            return file;
        if (folder === node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder))
            return undefined;
    }
    return undefined;
}
async function readConfig(file, name) {
    const { size, isFile } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile)
        throw new Error(`${name} is not a file.`);
    if (size > maxFileBytes)
        throw new Error(`${name} is larger than ${maxFileBytes} bytes, so it is not a file that Dagger wrote.`);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
    const toml = file.endsWith('.toml');
    try {
        const content = toml ? (0,smol_toml__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qg)(text) : JSON.parse(text);
        return {
            kind: node_path__WEBPACK_IMPORTED_MODULE_2__.basename(file) === workspaceFile ? 'workspace' : 'module',
            toml,
            content: fields(content),
        };
    }
    catch (error) {
        const reason = error instanceof Error ? (0,_printable_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(error.message) : '';
        throw new Error(`${name} is not valid ${toml ? 'TOML' : 'JSON'}: ${reason}`, { cause: error });
    }
}
function requirementsOf({ toml, content }, file) {
    const byFormat = toml ? [{ kind: 'format', version: firstWithToml, file }] : [];
    const engineVersion = content['engineVersion'];
    if (engineVersion === undefined || engineVersion === null || engineVersion === '')
        return byFormat;
    if (engineVersion === 'latest')
        return [...byFormat, { kind: 'latest', file }];
    return [...byFormat, { kind: 'stated', ...statedVersion(engineVersion, file), file }];
}
/**
 * How Dagger reads an `engineVersion` that is not a version, such as `dev-4f1c2a` or `v` (dagger/dagger, v0.21.8,
 * engine/version.go, presemverModuleVersion).
 */
const ofNoVersion = '0.11.9';
// These files may contain short versions (golang.org/x/mod/semver reads v0.20 as v0.20.0, and v1 as v1.0.0).
function statedVersion(stated, file) {
    if (typeof stated === 'string') {
        const full = stated.replace(/^v?(\d+)(\.\d+)?$/, (_, major, minor = '.0') => `${major}${minor}.0`);
        const version = (0,_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVersion */ .ot)(full);
        if (version !== undefined)
            return { version };
        // Dagger accepts numbers that are too large for us. No release reaches them.
        if (!/^v?\d{10}/.test(stated))
            return { version: ofNoVersion, readFrom: stated };
    }
    throw new Error(`${file} has the engineVersion ${(0,_printable_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(JSON.stringify(stated))}. Accepted are latest and a version such as ` +
        `"v0.20.3". Correct it there, or name a version in the input \`version\`.`);
}
function referencesOf({ kind, content }) {
    return (kind === 'workspace' ? workspaceReferences(content) : moduleReferences(content)).filter((reference) => reference.source !== '');
}
/** Source: dagger/dagger, v0.21.8, core/modules/config.go, ModuleConfig. 1.0 renames `sdk` to `runtime`. */
function moduleReferences(content) {
    const modules = [...list(content['dependencies']), ...list(content['toolchains']), content['blueprint']];
    // The names of built-in SDKs are plain words, and a folder may have the same name.
    const sdks = [content['sdk'], content['runtime']].filter((sdk) => /[./]/.test(reference(sdk).source));
    return [...modules, ...sdks].map((entry) => reference(entry));
}
/** Source: dagger/dagger, v1.0.0-beta.10, core/workspace/config.go, Config. */
function workspaceReferences(content) {
    const installed = Object.values(fields(content['modules']));
    const environments = Object.values(fields(content['env'])).flatMap((environment) => Object.values(fields(fields(environment)['modules'])));
    const authored = installed.flatMap((entry) => list(fields(fields(entry)['as-sdk'])['modules']));
    return [
        ...[...installed, ...environments].map((entry) => reference(entry)),
        ...authored.map((entry) => ({ source: text(fields(entry)['path']), anchored: true })),
    ];
}
/** An entry is a reference, or a table with one. A pin marks a reference to a git repository. */
function reference(entry) {
    if (typeof entry === 'string')
        return { source: entry, anchored: false };
    const { source, pin } = fields(entry);
    return { source: text(pin) === '' ? text(source) : '', anchored: false };
}
/** The file of the referenced module; undefined if there is none, or if it is in another repository. */
async function follow({ source, anchored }, from, root) {
    if (source.includes('://'))
        return undefined;
    const target = anchored && source.startsWith('/') ? node_path__WEBPACK_IMPORTED_MODULE_2__.join(root, source) : node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(from, source);
    if (!(await (0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolder */ .l)(target)))
        return undefined;
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(target);
    return findUp(folder, folder, moduleFiles);
}
function fields(value) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isJsonObject */ .O)(value) ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function text(value) {
    return typeof value === 'string' ? value : '';
}


/***/ }),

/***/ 1542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cu: () => (/* binding */ newestStable),
/* harmony export */   KA: () => (/* binding */ withOneAttempt),
/* harmony export */   L3: () => (/* binding */ releaseFor)
/* harmony export */ });
/* unused harmony export known */
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1224);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);



/**
 * The releases from 0.18 on that existed when this was built. Used for versions that need no lookup, and if
 * Dagger's site does not answer. `script/known-versions` compares the list with that site and runs before each
 * release.
 */
const known = {
    /** The date of the last comparison. */
    on: '2026-08-20',
    /** The newest patch of each minor. All patches before it were published too. */
    stable: ['0.18.19', '0.19.11', '0.20.8', '0.21.8'],
    /** The newest of each prerelease series. Each series counts from 1. */
    prereleases: ['1.0.0-beta.10'],
};
/**
 * The release for a module whose `engineVersion` is `required`: that version if it was published, otherwise the
 * newest one that loads the module, a stable one before a prerelease of the required version. undefined if there
 * is none.
 *
 * The published versions are what the names below `versions/` on Dagger's download site point to: `latest`,
 * `0.20`, `X.Y.Z-beta` and so on (dagger/dagger, v1.0.0-beta.10, .dagger/modules/cli-dev/publish.go lines 137 to
 * 149). The patches of a minor have consecutive numbers, so the newest one implies the others. If the site does
 * not answer within a few seconds, or has no such names, as on a mirror, the versions known at build time are
 * used.
 */
async function releaseFor(required, site) {
    if (isAmong(known.stable, required))
        return required;
    const base = (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(required);
    const series = ['rc', 'beta', 'alpha'].map((name) => `${base}-${name}`);
    const published = (await pointedTo([minorOf(base), 'latest', ...series], site)) ?? [];
    if (isAmong(published, required))
        return required;
    return newestOf(published, required) ?? newestOf([...known.stable, ...known.prereleases], required);
}
/** Whether a stable version is one of the patches up to the newest of its minor. */
function isAmong(newest, version) {
    return (isStable(version) &&
        newest.some((other) => isStable(other) && minorOf(other) === minorOf(version) && (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isAtLeast */ .du)(other, version)));
}
function newestOf(published, required) {
    return published
        .filter((version) => isStable(version) || (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(version) === (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(required))
        .filter((version) => (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .loadsModule */ .YQ)(version, required))
        .toSorted((a, b) => Number(isStable(b)) - Number(isStable(a)) || (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(b, a))[0];
}
function minorOf(version) {
    return version.replace(/\.\d+$/, '');
}
/** The newest stable release. */
async function newestStable(site) {
    const [latest] = (await pointedTo(['latest'], site)) ?? [];
    return latest ?? known.stable.at(-1) ?? '';
}
function isStable(version) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .baseOf */ .bx)(version) === version;
}
/** The options for a file of a few bytes that is not needed: one attempt, and a short time limit. */
function withOneAttempt(downloadOptions) {
    return { ...downloadOptions, totalTimeoutMilliseconds: 5000 };
}
/** The versions of the names that exist; undefined if the site does not answer. */
async function pointedTo(names, { site, downloadOptions }) {
    const oneAttempt = withOneAttempt(downloadOptions);
    try {
        const found = await Promise.all(names.map((name) => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .resolvePointer */ .cj)(site, name, oneAttempt)));
        return found.filter((version) => version !== undefined);
    }
    catch (error) {
        downloadOptions.log.info(`The published versions of Dagger could not be read, so the versions known on ${known.on} are used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error)}`);
        return undefined;
    }
}


/***/ }),

/***/ 1224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KB: () => (/* binding */ downloadSite),
/* harmony export */   L5: () => (/* binding */ parseCommit),
/* harmony export */   OB: () => (/* binding */ publishedChecksum),
/* harmony export */   YH: () => (/* binding */ archiveOf),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   cj: () => (/* binding */ resolvePointer)
/* harmony export */ });
/* harmony import */ var _download_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1350);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8);


/** Source: dagger/dagger, v0.21.8, install.sh, base_url. */
const dagger = 'https://dl.dagger.io/dagger';
/**
 * The site to download Dagger's CLI from: the environment variable `WARM_DAGGER_DOWNLOAD_URL` for mirrors,
 * otherwise Dagger's own site. It contains `releases/<X.Y.Z>/`, `main/<commit>/` and `versions/<pointer>`.
 */
function downloadSite(env) {
    return (env['WARM_DAGGER_DOWNLOAD_URL'] ?? '').replace(/\/+$/, '') || dagger;
}
/**
 * @param commit the input: a commit's full hash, or `head` for the newest build of the main branch
 * @throws Error that names the input
 */
function parseCommit(commit) {
    if (commit === 'head' || /^[0-9a-f]{40}$/i.test(commit))
        return { kind: 'commit', commit: commit.toLowerCase() };
    throw new Error(`The input \`commit\` is ${JSON.stringify(commit)}. Accepted are head and the 40 hexadecimal digits of a ` +
        `commit of Dagger's main branch.`);
}
/**
 * @param platform same names as `process.platform`
 * @param arch same names as `process.arch`
 * @throws Error if Dagger publishes no CLI for this machine, or none that this action installs
 */
function archiveOf(site, build, platform, arch) {
    const os = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[platform];
    const cpu = { x64: 'amd64', arm64: 'arm64' }[arch];
    if (os === undefined || cpu === undefined) {
        throw new Error(`There is no Dagger CLI for ${platform} on ${arch}: use a runner with Linux, macOS or Windows on amd64 or arm64.`);
    }
    const folder = build.kind === 'release' ? `releases/${build.version}` : `main/${build.commit}`;
    const format = os === 'windows' ? 'zip' : 'tar.gz';
    const name = `dagger_${build.kind === 'release' ? `v${build.version}` : build.commit}_${os}_${cpu}.${format}`;
    return { url: `${site}/${folder}/${name}`, checksumsUrl: `${site}/${folder}/checksums.txt`, name, format };
}
/**
 * The SHA-256 of an archive in hexadecimal, from the release's list.
 *
 * @throws DownloadError, with the status 403 or 404 if the release does not exist
 */
async function publishedChecksum(archive, downloadOptions) {
    const text = await (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .downloadText */ .mR)(archive.checksumsUrl, downloadOptions);
    if (looksLikeWebPage(text))
        throw (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .webPage */ .I2)(archive.checksumsUrl);
    const lines = text.split('\n').map((line) => line.trim().split(/\s+\*?/));
    const checksum = lines.find(([, name]) => name === archive.name)?.[0];
    if (checksum !== undefined && /^[0-9a-f]{64}$/i.test(checksum))
        return checksum.toLowerCase();
    throw new _download_js__WEBPACK_IMPORTED_MODULE_0__/* .DownloadError */ .nV(`${archive.checksumsUrl} lists no checksum for ${archive.name}: that version has no CLI for this machine.`);
}
/**
 * The version that a pointer such as `latest`, `0.20` or `1.0.0-beta` refers to; undefined if the pointer does not
 * exist.
 *
 * @throws DownloadError
 */
async function resolvePointer(site, pointer, downloadOptions) {
    const url = `${site}/versions/${pointer}`;
    try {
        const text = await (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .downloadText */ .mR)(url, downloadOptions);
        if (looksLikeWebPage(text))
            throw (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .webPage */ .I2)(url);
        const version = (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(text.trim());
        if (version !== undefined)
            return version;
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
    throw new _download_js__WEBPACK_IMPORTED_MODULE_0__/* .DownloadError */ .nV(`${url} answered with something that is not a version. If it is a mirror, correct it there.`);
}
/** Whether a download failed because the file does not exist. A bucket that does not allow listing answers 403. */
function isMissing(error) {
    return error instanceof _download_js__WEBPACK_IMPORTED_MODULE_0__/* .DownloadError */ .nV && (error.status === 404 || error.status === 403);
}
function looksLikeWebPage(text) {
    return /^\s*<(!doctype|html)/i.test(text);
}


/***/ }),

/***/ 9692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ resolveVersion)
/* harmony export */ });
/* unused harmony export oldestSupported */
/* harmony import */ var _module_graph_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(927);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1224);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7094);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1542);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8);






/** The oldest version with the runner host keys `container` and `volume`, which are needed to keep a state. */
const oldestSupported = '0.18.0';
/**
 * Resolves the full version of Dagger to use. `auto` means, in this order: the version of an engine that is
 * already running; the highest version that the module and its references in this repository need, as each
 * `engineVersion` is a minimum (dagger/dagger, v0.21.8, core/modules/config.go lines 20 to 35); a CLI on the PATH;
 * the latest.
 *
 * @throws Error that names the input or the file and what is accepted; DownloadError
 */
async function resolveVersion(question) {
    const request = (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseVersionRequest */ .Hd)(question.version);
    if (request.kind === 'version')
        return { version: request.version, origin: 'set by the input `version`' };
    if (request.kind === 'pointer') {
        const version = await pointedTo(request.pointer, question);
        return { version, origin: `the current release for \`version: ${request.pointer}\`` };
    }
    if (question.engineVersion !== undefined) {
        return { version: question.engineVersion, origin: 'the version of the engine that is already running' };
    }
    const requirements = await (0,_module_graph_js__WEBPACK_IMPORTED_MODULE_0__/* .moduleRequirements */ .F)(question, question.downloadOptions.log);
    if (requirements !== undefined)
        return await satisfying(requirements, question);
    const cli = await question.cliOnPath();
    if (cli !== undefined) {
        return {
            version: cli.version,
            origin: `the version of the CLI at ${cli.path}, because no module here names a version`,
        };
    }
    return {
        version: await pointedTo('latest', question),
        origin: 'the latest version, because no module here names a version and no CLI is on the PATH',
    };
}
async function satisfying(requirements, question) {
    const { highest, latest } = weigh(requirements);
    if (highest === undefined || latest !== undefined) {
        const newest = await (0,_published_js__WEBPACK_IMPORTED_MODULE_2__/* .newestStable */ .Cu)(question);
        if (highest === undefined || (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .loadsModule */ .YQ)(newest, highest.version)) {
            const origin = latest === undefined
                ? 'the latest version, because the module names none'
                : `the latest version, because ${latest} requests it`;
            return { version: newest, origin };
        }
    }
    if (!(0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isModuleVersion */ .tF)(highest.version)) {
        throw new Error(`${highest.file} has the engineVersion ${highest.version}, and no release of Dagger loads a module from before ` +
            '0.9.9. Update the module with `dagger develop`, or name a version in the input `version`.');
    }
    if (!(0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isAtLeast */ .du)(highest.version, oldestSupported))
        return await forOldModule(highest, question);
    return await forMinimum(highest, question);
}
/**
 * For a module older than the oldest engine whose state can be kept. All later engines load it, so this uses the
 * newest, which is also the default of dagger-for-github.
 */
async function forOldModule(minimum, question) {
    const { version: needed, file, readFrom } = minimum;
    const cli = question.withoutState === true ? await question.cliOnPath() : undefined;
    if (cli !== undefined && (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .loadsModule */ .YQ)(cli.version, needed)) {
        return {
            version: cli.version,
            origin: `the version of the CLI at ${cli.path}, because ${file} needs ${needed} or newer`,
        };
    }
    const version = await (0,_published_js__WEBPACK_IMPORTED_MODULE_2__/* .newestStable */ .Cu)(question);
    const stated = readFrom === undefined ? needed : `${(0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(readFrom)}, which Dagger reads as ${needed}`;
    return {
        version,
        origin: `the newest release, because ${file} needs ${needed} or newer`,
        notice: `${file} has the engineVersion ${stated}. That is a minimum, and the state of an engine before ` +
            `${oldestSupported} cannot be kept: Dagger ${version}, the newest release, is used. To choose the version, run ` +
            '`dagger develop` or set the input `version`.',
    };
}
/** The highest version that any file needs, and a file that requests the latest. */
function weigh(requirements) {
    const minima = requirements.filter((requirement) => requirement.kind !== 'latest');
    const highest = minima.toSorted((a, b) => (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .compareVersions */ .Zy)(b.version, a.version))[0];
    return { highest, latest: requirements.find(({ kind }) => kind === 'latest')?.file };
}
// An unpublished minimum, such as a development build, 1.0.0 before its release, or a file format's first version,
// does not show which release the module was last used with. The newest is the best guess.
async function forMinimum({ version, file, kind }, question) {
    const asStated = { version, origin: `the highest engineVersion that a module here requires, in ${file}` };
    const isStatedRelease = kind === 'stated' && (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isRelease */ .MU)(version);
    // A module that names a beta or a release candidate was last used with it.
    if (isStatedRelease && (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .baseOf */ .bx)(version) !== version)
        return asStated;
    const release = await (0,_published_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseFor */ .L3)(version, question);
    if (isStatedRelease && release === version)
        return asStated;
    if (release !== undefined && (kind === 'stated' || (0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isAtLeast */ .du)(release, version))) {
        const need = kind === 'format' ? `reads ${file}` : `meets engineVersion ${version} of ${file}`;
        return { version: release, origin: `the newest release that ${need}` };
    }
    // The version is newer than all known ones. The download shows whether it exists.
    if (isStatedRelease)
        return asStated;
    throw new Error(`${file} needs Dagger ${version} or newer, and no such release was found. Name one in the input \`version\`.`);
}
async function pointedTo(pointer, question) {
    const { site } = question;
    const version = await answerTo(pointer, question);
    if (version !== undefined)
        return version;
    const shortened = /^\d+\.[1-9]$/.test(pointer)
        ? ` If \`version\` is ${pointer}0 without quotes, ${(0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .quotingAdvice */ .At)(`${pointer}0`)}.`
        : '';
    throw new Error(`There is no Dagger ${pointer}: ${site}/versions/${pointer} does not exist. ` +
        `See https://github.com/dagger/dagger/releases for the available versions.${shortened}`);
}
/**
 * Looks up a pointer. If there may be an earlier answer, once and within a few seconds, and then uses that answer;
 * without one, as often as any download.
 */
async function answerTo(pointer, { site, downloadOptions, answers }) {
    if (!answers)
        return await (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePointer */ .cj)(site, pointer, downloadOptions);
    try {
        const answer = await (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePointer */ .cj)(site, pointer, (0,_published_js__WEBPACK_IMPORTED_MODULE_2__/* .withOneAttempt */ .KA)(downloadOptions));
        if (answer !== undefined)
            await answers.recordAnswer(pointer);
        return answer;
    }
    catch (error) {
        const last = await answers.last(pointer);
        if (last === undefined)
            return await (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePointer */ .cj)(site, pointer, downloadOptions);
        downloadOptions.log.info(`The version that ${pointer} refers to could not be looked up, so its last known answer is used: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
        return last;
    }
}


/***/ }),

/***/ 6076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ downloadOptions)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);
/* harmony import */ var _network_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9256);



/** How a job's downloads wait and log. */
const downloadOptions = {
    log: _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .Wh,
    idleTimeoutMilliseconds: _network_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .cliDownloadLimits */ .ZI.idleTimeoutMilliseconds,
    pause: async (milliseconds) => {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds);
    },
};


/***/ })

};

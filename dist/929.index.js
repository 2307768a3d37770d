export const id = 929;
export const ids = [929];
export const modules = {

/***/ 1350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I2: () => (/* binding */ webPage),
/* harmony export */   RG: () => (/* binding */ download),
/* harmony export */   mR: () => (/* binding */ downloadText),
/* harmony export */   nV: () => (/* binding */ DownloadError)
/* harmony export */ });
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4942);

/** A download that failed for good: the message says which URL and what to do. */
class DownloadError extends Error {
    /** The server's answer, where it gave one. */
    status;
    constructor(message, status, cause) {
        super(message, { cause });
        this.status = status;
    }
}
const pausesMilliseconds = [1000, 3000, 9000];
const longestPauseMilliseconds = 60_000;
/**
 * Gets a URL and hands the body to `read`, up to four times with pauses between them: after a connection that
 * failed or broke off, 408, 429 and 5xx. Other answers would be the same the next time. Honours `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY`.
 *
 * @param read is called anew for each try
 * @throws DownloadError; and whatever `read` throws of that class is not tried again
 */
async function download(url, network, read) {
    for (let tries = 1;; tries++) {
        const outcome = await once(url, network, read);
        if ('value' in outcome)
            return outcome.value;
        const pause = outcome.retryAfter ?? pausesMilliseconds[tries - 1];
        if (!outcome.passing || tries > pausesMilliseconds.length || pause === undefined)
            throw outcome.error;
        network.log.info(`${outcome.error.message} Trying again in ${(pause / 1000).toFixed(1)} s.`);
        await network.pause(pause);
    }
}
/** A small text, such as a list of checksums. */
async function downloadText(url, network) {
    return await download(url, network, async (body) => {
        let text = '';
        body.setEncoding('utf8');
        for await (const chunk of body) {
            text += chunk;
            if (text.length > 1024 * 1024)
                throw new DownloadError(`${url} is no text that Dagger publishes: over 1 MB.`);
        }
        return text;
    });
}
async function once(url, network, read) {
    const client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_0__/* .HttpClient */ .Qq('warm-dagger', [], { allowRetries: false, socketTimeout: network.patience });
    try {
        const { message } = await client.get(url);
        const status = message.statusCode ?? 0;
        if (status !== 200) {
            message.destroy();
            return refused(url, status, message.headers['retry-after']);
        }
        if (message.headers['content-type']?.startsWith('text/html') === true) {
            message.destroy();
            return { error: webPage(url), passing: false };
        }
        message.setTimeout(network.patience, () => {
            message.destroy(new Error(`nothing came for ${network.patience / 1000} s`));
        });
        return { value: await read(message) };
    }
    catch (error) {
        if (error instanceof DownloadError)
            return { error, passing: false };
        const reason = error instanceof Error ? reasonOf(error) : String(error);
        return {
            error: new DownloadError(`${url} could not be read: ${reason}. ${advice}`, undefined, error),
            passing: true,
        };
    }
    finally {
        client.dispose();
    }
}
function refused(url, status, retryAfter) {
    const missing = status === 403 || status === 404;
    const error = new DownloadError(`${url} answered ${status}.${missing ? '' : ` ${advice}`}`, status);
    const passing = status === 408 || status === 429 || status >= 500;
    const seconds = Number(retryAfter);
    if (!(seconds > 0))
        return { error, passing };
    return { error, passing, retryAfter: Math.min(seconds * 1000, longestPauseMilliseconds) };
}
/** What came is a page for people, whatever the server says it is. */
function webPage(url) {
    return new DownloadError(`${url} answered with a web page instead of a file: a proxy or a login page stands between. ${advice}`);
}
// An error for several addresses has its reasons inside.
function reasonOf(error) {
    const inner = error instanceof AggregateError ? error.errors[0] : undefined;
    return error.message || (inner instanceof Error ? inner.message : error.name);
}
const advice = "Check this machine's network and proxy settings (HTTPS_PROXY), or name a mirror in WARM_DAGGER_DOWNLOAD_URL.";


/***/ }),

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

/***/ 927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ moduleRequirements)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3292);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(306);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(792);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8);







/**
 * The files of modules and workspaces, in the order in which Dagger looks for them in a folder (dagger/dagger,
 * v1.0.0-beta.10, core/modules/config.go lines 16 to 54 and core/workspace/detect.go lines 10 to 19).
 */
const moduleFiles = ['dagger-module.toml', 'dagger.json'];
const workspaceFile = 'dagger.toml';
/** The first version that reads the TOML files: v1.0.0-beta.3 has neither name in core/workspace/detect.go. */
const firstWithToml = '1.0.0-beta.4';
// What a repository holds is its author's to choose, and the author may be anyone.
const maxFileBytes = 1024 * 1024;
const maxReferences = 5000;
/**
 * What the module and all that it reaches inside the repository require, one entry for each file that requires
 * something; undefined when there is no local module. References to git repositories and paths that lead out of
 * this one are not followed; the latter are reported.
 *
 * @throws Error that names the file: not readable, not JSON or TOML, too large, no version; or too many of them
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
        const name = (0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .S)(node_path__WEBPACK_IMPORTED_MODULE_2__.relative(root, file));
        if (!contains(root, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(file))) {
            log.info(`${name} is outside this repository: which Dagger it needs is not looked at.`);
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
                log.debug(`${name} refers to ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .S)(reference.source)}, no module of this repository.`);
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
    return contains(checkout, start) ? checkout : start;
}
async function startingFiles(place, root) {
    const workdir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(place.workdir);
    const named = place.module === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(workdir, place.module);
    if (named !== undefined && (await (0,_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .isFolder */ .l)(named))) {
        return [findUp(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(named), root, moduleFiles)].filter((file) => file !== undefined);
    }
    // A word without a dot that is no folder is `core` or the name of one of the module's dependencies
    // (dagger/dagger, v0.21.8, core/schema/modulesource.go line 346).
    if (place.module.includes('.') || place.module.includes(':'))
        return [];
    return [findUp(workdir, root, [workspaceFile]), findUp(workdir, root, moduleFiles)].filter((file) => file !== undefined);
}
/** The nearest of `names` from `start` up to `end`; nothing when `start` is not inside `end`. */
function findUp(start, end, names) {
    for (let folder = start; contains(end, folder); folder = node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder)) {
        const file = names.map((name) => node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name)).find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
        if (file !== undefined)
            return file;
        if (folder === node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder))
            return undefined;
    }
    return undefined;
}
function contains(folder, inner) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_2__.relative(folder, inner);
    return relative !== '..' && !relative.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_2__.sep}`) && !node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute(relative);
}
async function readConfig(file, name) {
    const { size, isFile } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile)
        throw new Error(`${name} is not a file.`);
    if (size > maxFileBytes)
        throw new Error(`${name} is larger than ${maxFileBytes} bytes: no file of Dagger's is.`);
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
        const reason = error instanceof Error ? (0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .S)(error.message) : '';
        throw new Error(`${name} is not valid ${toml ? 'TOML' : 'JSON'}: ${reason}`, { cause: error });
    }
}
function requirementsOf({ toml, content }, file) {
    const byFormat = toml ? [{ kind: 'format', version: firstWithToml, file }] : [];
    const engineVersion = content['engineVersion'];
    if (engineVersion === undefined || engineVersion === '')
        return byFormat;
    if (engineVersion === 'latest')
        return [...byFormat, { kind: 'latest', file }];
    return [...byFormat, { kind: 'stated', version: statedVersion(engineVersion, file), file }];
}
// A version may be cut short in these files (golang.org/x/mod/semver takes v0.20 for v0.20.0).
function statedVersion(stated, file) {
    const full = typeof stated === 'string' ? stated.replace(/^v?(\d+\.\d+)$/, '$1.0') : '';
    const version = (0,_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVersion */ .ot)(full);
    if (version !== undefined)
        return version;
    throw new Error(`${file} has the engineVersion ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .S)(JSON.stringify(stated))}. Accepted are latest and a version such as ` +
        `"v0.20.3". Correct it there, or name a version in the input \`version\`.`);
}
function referencesOf({ kind, content }) {
    return (kind === 'workspace' ? workspaceReferences(content) : moduleReferences(content)).filter((reference) => reference.source !== '');
}
/** Source: dagger/dagger, v0.21.8, core/modules/config.go, ModuleConfig; `runtime` is 1.0's word for `sdk`. */
function moduleReferences(content) {
    const modules = [...list(content['dependencies']), ...list(content['toolchains']), content['blueprint']];
    // The names of the SDKs that come with Dagger are plain words, and there may be a folder of the same name.
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
/** An entry is a reference, or a table with one; a pin marks one to a git repository. */
function reference(entry) {
    if (typeof entry === 'string')
        return { source: entry, anchored: false };
    const { source, pin } = fields(entry);
    return { source: text(pin) === '' ? text(source) : '', anchored: false };
}
/** The file of the module that a reference leads to; undefined for none, or one in another repository. */
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
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function text(value) {
    return typeof value === 'string' ? value : '';
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
 * Where Dagger's CLI is downloaded from: the environment variable `WARM_DAGGER_DOWNLOAD_URL`, for mirrors, else
 * Dagger's own site. Below it are `releases/<X.Y.Z>/`, `main/<commit>/` and `versions/<pointer>`.
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
 * @param platform as `process.platform` names it
 * @param arch as `process.arch` names it
 * @throws Error when Dagger publishes nothing that runs there, or nothing that we install
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
 * The SHA-256 of an archive, in hexadecimal, as the release lists it.
 *
 * @throws DownloadError, with the status 403 or 404 when there is no such release
 */
async function publishedChecksum(archive, network) {
    const text = await (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .downloadText */ .mR)(archive.checksumsUrl, network);
    if (looksLikeWebPage(text))
        throw (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .webPage */ .I2)(archive.checksumsUrl);
    const lines = text.split('\n').map((line) => line.trim().split(/\s+\*?/));
    const checksum = lines.find(([, name]) => name === archive.name)?.[0];
    if (checksum !== undefined && /^[0-9a-f]{64}$/i.test(checksum))
        return checksum.toLowerCase();
    throw new _download_js__WEBPACK_IMPORTED_MODULE_0__/* .DownloadError */ .nV(`${archive.checksumsUrl} lists no checksum for ${archive.name}: that version has no CLI for this machine.`);
}
/**
 * The version that a pointer such as `latest`, `0.20` or `1.0.0-beta` names; undefined when there is no such
 * pointer.
 *
 * @throws DownloadError
 */
async function resolvePointer(site, pointer, network) {
    const url = `${site}/versions/${pointer}`;
    try {
        const text = await (0,_download_js__WEBPACK_IMPORTED_MODULE_0__/* .downloadText */ .mR)(url, network);
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
    throw new _download_js__WEBPACK_IMPORTED_MODULE_0__/* .DownloadError */ .nV(`${url} answered something that is no version. If it is a mirror, correct it there.`);
}
/** Whether a download failed because there is no such file; a storage bucket that hides its list answers 403. */
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
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8);



/** The oldest that knows the runner host's keys `container` and `volume`, without which a state is not kept. */
const oldestSupported = '0.18.0';
/**
 * The full version of Dagger to use. `auto` is, in this order: the preset engine's; the highest that the module
 * and what it reaches in this repository need, as each `engineVersion` is a minimum (dagger/dagger, v0.21.8,
 * core/modules/config.go lines 20 to 35); a CLI on the PATH; the latest.
 *
 * @throws Error that names the input or the file and what is accepted; DownloadError
 */
async function resolveVersion(question) {
    const wish = (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVersionWish */ .xv)(question.version);
    if (wish.kind === 'version')
        return { version: wish.version, origin: 'as the input `version` says' };
    if (wish.kind === 'pointer') {
        const version = await pointedTo(wish.pointer, question);
        return { version, origin: `to which the input \`version\`, ${wish.pointer}, points today` };
    }
    if (question.engineVersion !== undefined) {
        return { version: question.engineVersion, origin: 'as the engine that is already there' };
    }
    const requirements = await (0,_module_graph_js__WEBPACK_IMPORTED_MODULE_0__/* .moduleRequirements */ .F)(question, question.network.log);
    if (requirements !== undefined)
        return await satisfying(requirements, question);
    const cli = await question.cliOnPath();
    if (cli !== undefined)
        return { version: cli.version, origin: `as no module here names one: the CLI at ${cli.path}` };
    return {
        version: await pointedTo('latest', question),
        origin: 'as no module here names one and no CLI is on the PATH: the latest',
    };
}
async function satisfying(requirements, question) {
    const { highest, latest } = weigh(requirements);
    if (highest === undefined || latest !== undefined) {
        const pointed = await pointedTo('latest', question);
        if (highest === undefined || (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(pointed, highest.version)) {
            const origin = latest === undefined ? 'as the module names none: the latest' : `the latest, as ${latest} says`;
            return { version: pointed, origin };
        }
    }
    if (!(0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(highest.version, oldestSupported)) {
        throw new Error(`${highest.file} has the engineVersion ${highest.version}, and Dagger before ${oldestSupported} cannot keep ` +
            `its state. Update the module with \`dagger develop\`, or name a version in the input \`version\`.`);
    }
    if (highest.kind === 'stated' && (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isRelease */ .MU)(highest.version)) {
        return { version: highest.version, origin: `the highest engineVersion needed, by ${highest.file}` };
    }
    return await newestWith(highest, question);
}
/** The highest version that any file needs, and a file that wants the latest. */
function weigh(requirements) {
    const minima = requirements.filter((requirement) => requirement.kind !== 'latest');
    const highest = minima.toSorted((a, b) => (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(b.version, a.version))[0];
    return { highest, latest: requirements.find(({ kind }) => kind === 'latest')?.file };
}
// A minimum that was never published, such as a development build, 1.0.0-0 or a file format's first version, says
// nothing about which release the module was last used with: the newest is the best guess.
async function newestWith({ version, file, kind }, question) {
    const base = version.replace(/-.*$/, '');
    for (const pointer of ['latest', `${base}-beta`]) {
        const pointed = await (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePointer */ .cj)(question.site, pointer, question.network);
        if (pointed === undefined || !(0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(pointed, version))
            continue;
        const need = kind === 'format' ? `${file} is read` : `engineVersion ${version} of ${file} is met`;
        return { version: pointed, origin: `the newest with which ${need}` };
    }
    throw new Error(`${file} needs Dagger ${version} or newer, and no such release was found. Name one in the input \`version\`.`);
}
async function pointedTo(pointer, { site, network }) {
    const version = await (0,_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePointer */ .cj)(site, pointer, network);
    if (version !== undefined)
        return version;
    throw new Error(`There is no Dagger ${pointer}: ${site}/versions/${pointer} does not exist. ` +
        `See https://github.com/dagger/dagger/releases for the versions there are.`);
}


/***/ }),

/***/ 8:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ isRelease),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   ft: () => (/* binding */ parseVersionOutput),
/* harmony export */   ot: () => (/* binding */ parseVersion),
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
    const minor = /^v?((0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4}))$/.exec(text)?.[1];
    if (minor !== undefined)
        return { kind: 'pointer', pointer: minor };
    const version = text.includes('+') ? undefined : parseVersion(text);
    if (version === undefined) {
        throw new Error(`The input \`version\` is "${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
            `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.`);
    }
    // 1.0.0-beta is what points to the newest 1.0.0-beta.N (dagger/dagger, v1.0.0-beta.10,
    // .dagger/modules/cli-dev/publish.go lines 144 to 147); no release has such a name.
    const series = /^\d+\.\d+\.\d+-[a-z]+$/.test(version);
    return series ? { kind: 'pointer', pointer: version } : { kind: 'version', version };
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

/***/ 5714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ network)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5543);


/** How a job's downloads wait, and where they say so. */
const network = {
    log: _github_log_js__WEBPACK_IMPORTED_MODULE_1__/* .jobLog */ .W,
    patience: 30_000,
    pause: async (milliseconds) => {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds);
    },
};


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


/***/ })

};

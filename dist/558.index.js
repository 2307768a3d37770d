export const id = 558;
export const ids = [558];
export const modules = {

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
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5105);





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
            this.complaints.push((0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error));
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
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
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
        const reason = (0,src_reason/* reasonOf */.A)(error);
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

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
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
        await (0,disk/* growWhereWorthIt */.mH)(image, state.imageSize, size);
        const message = `Took the state that this machine kept from ${new Date(state.usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${(0,units/* secondsSince */.w)(start)}; its key is ${state.logicalKey}`;
        log/* jobLog */.W.info(`${message}.`);
        await (0,summary/* addToSummary */.D)(`Restore: ${message}.`);
        return taken;
    }
    catch (error) {
        log/* jobLog */.W.warning(`The state that this machine kept cannot be used and is removed: ${(0,reason/* reasonOf */.A)(error)}.`);
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
        log/* jobLog */.W.warning(`The state could not be kept on this machine: ${(0,reason/* reasonOf */.A)(error)}`);
    }
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
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4728);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9495);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5034);
/* harmony import */ var _workers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5407);
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
 * @returns compressed bytes that were fetched
 * @throws SnapshotError when anything is missing or wrong; what the file then holds is not to be used
 */
async function writeImage(store, snapshot, image) {
    const { manifest } = snapshot;
    const ranges = (0,_layout_js__WEBPACK_IMPORTED_MODULE_8__/* .packRanges */ .S3)(manifest.chunks);
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
                throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}.`);
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

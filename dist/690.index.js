export const id = 690;
export const ids = [690];
export const modules = {

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
/* harmony export */   Ny: () => (/* binding */ asksForCloudEngine),
/* harmony export */   VC: () => (/* binding */ hasApiVerbs),
/* harmony export */   ay: () => (/* binding */ commandLine)
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
    return version !== undefined && hasApiVerbs(version) && verb[0] === 'call' ? ['api', ...verb] : verb;
}
/** Whether `call`, `query` and others are below `api`. */
function hasApiVerbs(version) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithApiCall);
}


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

/***/ 674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hA: () => (/* binding */ invokeCli),
/* harmony export */   m9: () => (/* binding */ cliEnvironment),
/* harmony export */   pX: () => (/* binding */ outputLimit)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8474);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(306);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5105);








/**
 * How much of stdout `output` can hold, in UTF-16 code units. GitHub allows 1 MB for all outputs of a job and
 * counts in UTF-16 (docs.github.com, metadata syntax, outputs for JavaScript actions); an expression that reads
 * a longer text fails (actions/runner at 258d6c8, src/Sdk/DTExpressions2/Expressions2/Sdk/EvaluationContext.cs
 * line 30, MemoryCounter.cs line 55). What this leaves is for the other outputs.
 */
const outputLimit = 500_000;
/**
 * Runs the CLI and passes on what it writes as it comes. In a workflow, none of it is taken for a workflow
 * command: whoever controls a build controls what it prints. Nothing else may be written to the log meanwhile,
 * since our own commands would not be understood either.
 *
 * SIGINT and SIGTERM reach the CLI and what it started, and end the call when the CLI ends.
 *
 * @throws Error when `workdir` is no folder, or the CLI cannot be started
 */
async function invokeCli(invocation) {
    const { command, workdir, inWorkflow } = invocation;
    if (!(await (0,_folder_js__WEBPACK_IMPORTED_MODULE_6__/* .isFolder */ .l)(workdir))) {
        throw new Error(`The input \`workdir\` names ${workdir}, which is no folder here.`);
    }
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_5__.join(invocation.temporary, 'warm-dagger-run-'));
    const argv = [...command.argv, ...(await scriptFile(command, folder))];
    const log = lineKeeper(invocation.log);
    return await withoutCommands(log, inWorkflow, async () => {
        const stdoutPath = node_path__WEBPACK_IMPORTED_MODULE_5__.join(folder, 'stdout');
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.open)(stdoutPath, 'w');
        try {
            const stdout = capture(file);
            const trace = traceFinder();
            const exitCode = await runToEnd({ ...invocation, argv }, async (chunk, from) => {
                if (from === 'stderr')
                    trace.add(chunk);
                await Promise.all([log.write(chunk), from === 'stdout' ? stdout.add(chunk) : undefined]);
            });
            return { exitCode, stdout: { path: stdoutPath, ...stdout.end() }, traceUrl: trace.found() };
        }
        finally {
            await file.close();
        }
    });
}
/** Lets the runner take nothing that `body` writes for a command; see GitHub's "Stopping and starting workflow commands". */
async function withoutCommands(log, inWorkflow, body) {
    if (!inWorkflow)
        return await body();
    // Nobody can guess it, and nothing that the CLI starts gets to see it.
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)();
    await log.write(Buffer.from(`::stop-commands::${token}\n`));
    try {
        return await body();
    }
    finally {
        // On a line of its own: the last one may have had no end.
        await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`));
    }
}
/**
 * The environment for the CLI: ours, without what the runner gives to actions alone: a build's programs must have
 * neither our inputs, a GitHub token among them, nor the means to write the repository's cache. Source of the
 * names: actions/runner at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55 to 84,
 * Handler.cs line 185.
 */
function cliEnvironment(env) {
    const ofActionsAlone = /^(INPUT|ACTIONS_(RUNTIME|CACHE|RESULTS))_/;
    return Object.fromEntries(Object.entries(env).filter(([name]) => !ofActionsAlone.test(name)));
}
async function scriptFile({ script }, folder) {
    if (script === undefined)
        return [];
    const file = node_path__WEBPACK_IMPORTED_MODULE_5__.join(folder, 'script.dsh');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.writeFile)(file, script);
    return [file];
}
// Not through command.ts: this program's output is passed on while it runs, and may be larger than memory.
async function runToEnd({ cli, argv, workdir, env, patience = 5000 }, onChunk) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(cli, argv, {
        cwd: workdir,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, so that a signal reaches all of it, and once.
        detached: process.platform !== 'win32',
    });
    const forward = (signal) => {
        signalGroup(child, signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    try {
        const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(child, 'exit');
        const outputs = Promise.all([
            readAll(child.stdout, (chunk) => onChunk(chunk, 'stdout')),
            readAll(child.stderr, (chunk) => onChunk(chunk, 'stderr')),
        ]);
        // Awaited below, when the CLI has ended: until then a failure is nobody's.
        outputs.catch(() => undefined);
        const [code, signal] = await ended.catch((error) => {
            const reason = (0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error);
            throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error });
        });
        await withPatience(outputs, patience);
        return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_4__.constants.signals[signal]);
    }
    finally {
        process.off('SIGINT', forward).off('SIGTERM', forward);
        child.stdout.destroy();
        child.stderr.destroy();
    }
}
function signalGroup(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        if (process.platform === 'win32')
            child.kill(signal);
        else
            process.kill(-child.pid, signal);
    }
    catch {
        // All of it has ended.
    }
}
async function readAll(stream, onChunk) {
    for await (const chunk of stream)
        await onChunk(chunk);
}
/** Waits for the rest of the output, but not for ever: a process left behind may hold the pipes open. */
async function withPatience(outputs, milliseconds) {
    const patience = Promise.withResolvers();
    const timer = setTimeout(patience.resolve, milliseconds, undefined);
    await Promise.race([outputs, patience.promise]);
    clearTimeout(timer);
}
/** Writes chunks as they come, waiting while the sink is full, and knows whether the last line has an end. */
function lineKeeper(sink) {
    let open = false;
    return {
        async write(chunk) {
            if (chunk.length > 0)
                open = chunk.at(-1) !== 0x0a;
            if (!sink.write(chunk))
                await (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(sink, 'drain');
        },
        isOpen: () => open,
    };
}
function capture(file) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let text = '';
    let bytes = 0;
    let cut = false;
    const take = (more) => {
        text += more;
        if (text.length <= outputLimit)
            return;
        cut = true;
        text = text.slice(0, outputLimit);
        // Not between the halves of one character.
        if (/[\uD800-\uDBFF]$/.test(text))
            text = text.slice(0, -1);
    };
    return {
        async add(chunk) {
            bytes += chunk.length;
            if (!cut)
                take(decoder.decode(chunk, { stream: true }));
            await file.appendFile(chunk);
        },
        end() {
            if (!cut)
                take(decoder.decode());
            return { bytes, text, cut };
        },
    };
}
/** As dagger-for-github v8.4.1 looks for it (action.yml, line 191): the first in stderr. */
const tracePattern = /https:\/\/dagger\.cloud(?:\/[^\s\p{Cc}]+\/traces\/[a-zA-Z0-9]+|\/traces\/setup)/u;
const longestLine = 8192;
/** Looks at whole lines, as far as they are not absurdly long. */
function traceFinder() {
    const decoder = new TextDecoder();
    let line = '';
    let url;
    return {
        add(chunk) {
            if (url !== undefined)
                return;
            const lines = (line + decoder.decode(chunk, { stream: true })).split('\n');
            line = (lines.pop() ?? '').slice(-longestLine);
            url = lines.map((text) => tracePattern.exec(text)?.[0]).find((found) => found !== undefined);
        },
        found: () => url ?? tracePattern.exec(line)?.[0],
    };
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

/***/ 3478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gs: () => (/* binding */ makeImage),
/* harmony export */   J0: () => (/* binding */ fitImage),
/* harmony export */   Ng: () => (/* binding */ hostMargin),
/* harmony export */   SY: () => (/* binding */ imageSizeWithin),
/* harmony export */   d2: () => (/* binding */ makeSparseFile),
/* harmony export */   go: () => (/* binding */ freeBytes),
/* harmony export */   u1: () => (/* binding */ imageSizeFor)
/* harmony export */ });
/* unused harmony export resizeImage */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6448);


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
/** Seconds; it takes one or two, and a made-up filesystem is not to keep it busy for ever. */
const longestResizing = 120;
/**
 * Makes the filesystem in a file that no one has mounted, and the file, of `size` bytes, in whole KiB. Where that is
 * less than before, files get other inodes, and the folders they are in the time of that.
 *
 * @throws CommandError when the content does not fit, or it takes too long; the image is then not to be used
 */
async function resizeImage(path, size) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size < size)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
    // -f: it asks for a full check first, of a filesystem that was just verified bit for bit.
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)('resize2fs', ['-f', path, `${size / 1024}K`], { timeout: longestResizing });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, size);
}
/**
 * Resizes an image of `from` bytes on a host with room for one of `room`. A little more room is not worth to rewrite
 * metadata for; and beyond the room by no more than the host's margin, it cannot fill the host.
 *
 * @throws CommandError as `resizeImage` does
 */
async function fitImage(path, from, room) {
    if (room >= from * 1.25 || from > room + hostMargin)
        await resizeImage(path, room);
}


/***/ }),

/***/ 6602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ reservedSpaceOf),
/* harmony export */   Ow: () => (/* binding */ logsItsStart),
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   pA: () => (/* binding */ configurationFolder),
/* harmony export */   rN: () => (/* binding */ engineJson)
/* harmony export */ });
/* unused harmony export spaceOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/** The folder of a user's own settings of Dagger. Source: dagger/dagger v0.21.8, engine/client/drivers/container.go line 300. */
function configurationFolder(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['XDG_CONFIG_HOME'] || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.config'), 'dagger');
}
/** A user's engine.json; undefined where there is none. @throws what reading it throws */
async function readConfiguration(env) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configurationFolder(env), 'engine.json'), 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    });
}
/**
 * The settings of a garbage collection that keeps the engine's cache below a size. All three are given, since the
 * engine takes 0 for one that is missing beside others. The reserve, which counts for more than the maximum, and the
 * free share of the volume are in the proportion of the engine's own defaults: 10%, 75% and 20% of the disk.
 *
 * Source: dagger/dagger v0.20.3, v0.21.8 and v1.0.0-beta.10, engine/server/gc.go, defaultGCPolicy and
 * DetectDefaultGCCap.
 *
 * @param maxUsedSpace bytes
 */
function spaceOf(maxUsedSpace) {
    return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace), minFreeSpace: '20%' };
}
/** @param maxUsedSpace bytes */
function reservedSpaceOf(maxUsedSpace) {
    return Math.floor(maxUsedSpace / 8);
}
/** The space values of an engine without a bound of ours: the engine's own defaults, see `spaceOf`. */
const defaultSpace = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' };
/**
 * How long what is made again most easily, yet costs builds the most time, is kept unused: cache volumes, uploaded
 * folders, git checkouts and mirrors. The engine's own 48 hours are made for a machine that is always on: a state
 * that nobody used over a weekend would lose them one second after the engine's start, before the first command.
 * Two weeks is twice what GitHub keeps an entry that nobody reads.
 */
const keepUnused = `${14 * 24}h`;
/**
 * The default policies of 0.20, but for how long the first keeps what is unused. Later releases have all of them but
 * the third, which there is the same as the last.
 *
 * They are applied one second after the start, after sessions, and at the stop. The types' names are the same in all
 * of 0.18 to 1.0, as is the form of policies.
 *
 * Source: dagger/dagger v0.21.8, engine/server/gc.go, defaultGCPolicy, and server.go line 416; v1.0.0-beta.10,
 * engine/server/server.go line 453; v0.20.3, internal/buildkit/cmd/buildkitd/config/gcpolicy.go line 66 and
 * engine/server/server.go line 602; engine/config/config.go, GCPolicy, since v0.18.0.
 *
 * @param space of the whole cache, `maxUsedSpace` and so on
 */
function policiesWithin(space) {
    const sweepSize = entryOf(space, 'sweepSize');
    return [
        {
            filters: ['type==source.local,type==exec.cachemount,type==source.git.checkout'],
            keepDuration: keepUnused,
            maxUsedSpace: 512e6,
            ...(sweepSize && { sweepSize: sweepSize[1] }),
        },
        { keepDuration: `${60 * 24}h`, ...space },
        space,
        { all: true, ...space },
    ];
}
/**
 * A user's engine.json with our policies in it, and a bound on the engine's cache, where the file has none of its
 * own. Each value that the file has stays. Names are matched as Go's encoding/json does, whatever their case.
 *
 * @param users the file's text; undefined where there is none
 * @param maxUsedSpace bytes; undefined where no bound is asked for
 */
function engineJson(users, maxUsedSpace) {
    const own = (because, hasLimits = false) => ({
        text: undefined,
        ...(maxUsedSpace !== undefined && { unbound: { because, hasLimits } }),
    });
    const configuration = parse(users);
    // An engine does not start with such a file, and says why; it is not ours to hide that.
    if (!configuration)
        return own('is not a JSON object');
    const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}];
    const settings = gc ?? {};
    if (!isObject(settings))
        return own('has a gc that is no object');
    const valueOf = (name) => entryOf(settings, name)?.[1];
    if (valueOf('enabled') === false)
        return own('switches gc off');
    const policies = valueOf('policies');
    if (Array.isArray(policies) && policies.length > 0)
        return own('has gc.policies', true);
    const hasMaximum = valueOf('maxUsedSpace') !== undefined;
    const bound = hasMaximum || maxUsedSpace === undefined ? undefined : spaceOf(maxUsedSpace);
    const space = { ...bound, ...usersSpace(settings) };
    const policed = {
        ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase() !== 'policies')),
        ...Object.fromEntries(Object.entries(bound ?? {}).filter(([name]) => valueOf(name) === undefined)),
        policies: policiesWithin(Object.keys(space).length > 0 ? space : defaultSpace),
    };
    return {
        text: `${JSON.stringify({ ...configuration, [gcName]: policed }, undefined, 2)}\n`,
        ...(hasMaximum &&
            maxUsedSpace !== undefined && {
            unbound: { because: 'has gc.maxUsedSpace', hasLimits: true },
        }),
    };
}
/** The space values that a user's gc has. Beside one of them, the engine takes 0 for the others. */
function usersSpace(settings) {
    const names = ['maxUsedSpace', 'reservedSpace', 'minFreeSpace', 'sweepSize'];
    return Object.fromEntries(names.flatMap((name) => {
        const value = entryOf(settings, name)?.[1];
        return value === undefined ? [] : [[name, value]];
    }));
}
/**
 * Whether an engine with this engine.json logs what it does at its start: lines of the level info.
 * Source: dagger/dagger v0.21.8, cmd/engine/main.go line 377 and engine/config/config.go line 33.
 */
function logsItsStart(text) {
    const level = entryOf(parse(text) ?? {}, 'logLevel')?.[1];
    return typeof level !== 'string' || !['warn', 'error'].includes(level.toLowerCase());
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** undefined for what is no JSON object, an empty file among it. */
function parse(text) {
    if (text === undefined)
        return {};
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function entryOf(object, name) {
    return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase());
}


/***/ }),

/***/ 2879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Kf: () => (/* binding */ findRunnerHost),
/* harmony export */   Sg: () => (/* binding */ engineImage),
/* harmony export */   Sl: () => (/* binding */ stateElsewhere),
/* harmony export */   Tt: () => (/* binding */ runnerHostVariable),
/* harmony export */   Yr: () => (/* binding */ runnerHostOf)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** The CLI's variable for the engine's address. */
const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';
/**
 * Where the engine of a step is: where the step itself says, else where the job's first step found it. That a flag
 * of an earlier step asked for Dagger Cloud does not send this step's command there.
 */
function findRunnerHost({ env, asksForCloud, exported, settled }) {
    const address = env[runnerHostVariable] ?? '';
    if (address !== '' && address !== exported)
        return { kind: 'preset', address };
    // Set at all, the CLI takes it for yes: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
    if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined)
        return { kind: 'cloud' };
    return settled?.kind === 'preset' ? settled : { kind: 'docker' };
}
/** For a person: the end of a sentence about the engine. */
function placeOf(host) {
    return host.kind === 'cloud' ? 'in Dagger Cloud' : `at ${host.address}`;
}
/**
 * The image of a release, a commit's build or `head`. Source of the tags of builds: dagger/dagger v0.21.8,
 * toolchains/release/main.go line 153, by publish.yml.
 *
 * @param version as a job has settled it: a full one without v, a commit's hash, or `head`
 */
function engineImage(version) {
    const tag = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`;
    return `registry.dagger.io/engine:${tag}`;
}
/**
 * The address of a container of ours. Its name is outside the prefix that other versions of the CLI clean up, and
 * `cleanup=false` keeps this one from removing others'. The scheme is the one that all of 0.18 to 1.0 know.
 */
function runnerHostOf({ image, container, volume }) {
    const query = new URLSearchParams({ container, volume, cleanup: 'false' });
    return `docker-image://${image}?${query.toString()}`;
}
/** Why the engine's state is not ours to keep. */
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which somebody else set, and keeps its own state.`;
}


/***/ }),

/***/ 7428:
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
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(170);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);






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
    inputs.complaints.push(...(0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .keyComplaints */ .an)(key, restoreKeys));
    const folder = inputs.text('cache-dir');
    return {
        ...versionInputs(inputs),
        key,
        restoreKeys,
        matrix: inputs.text('matrix'),
        failOnCacheMiss: inputs.flag('fail-on-cache-miss'),
        lookupOnly: inputs.flag('lookup-only'),
        volume: volumeName(inputs),
        volumeSize: inputs.size('volume-size', leastVolumeSize),
        ...boundInputs(inputs),
        cacheDir: folder === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(folder),
        keep: inputs.oneOf('keep', { true: true, false: false, '': undefined }),
    };
}
/** Volumes have whole GiB: src/disk/image.ts. */
const leastVolumeSize = '1GiB';
/** A state of less would be evicted before it is of use; a number without a unit is likely meant otherwise. */
const leastCacheSize = '100MB';
function boundInputs(inputs) {
    const maxCacheSize = inputs.size('max-cache-size', leastCacheSize);
    const prune = inputs.flag('prune');
    if (prune && inputs.text('max-cache-size') === '') {
        inputs.complaints.push('Input prune is true, and max-cache-size is empty: it says to what size to prune.');
    }
    return { maxCacheSize, prune };
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
    return inputs.matching('volume', _docker_js__WEBPACK_IMPORTED_MODULE_3__/* .volumeNamePattern */ .Sn, _docker_js__WEBPACK_IMPORTED_MODULE_3__/* .volumeNameRule */ .GP);
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
/** NaN for what is no size. */
function bytesOf(size) {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(size) ?? [];
    const factor = units[(unit ?? '').toUpperCase() || 'B'];
    return Math.floor(Number(number) * (factor ?? NaN));
}
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
            this.complaints.push((0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error));
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
    /** Bytes, not fewer than those of `least`; undefined where nothing is given. */
    size(name, least) {
        const value = this.text(name);
        if (value === '')
            return undefined;
        const bytes = bytesOf(value);
        if (bytes >= bytesOf(least))
            return bytes;
        this.#complain(name, value, `a size of at least ${least} such as 20GB or 20GiB`);
        return undefined;
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

/***/ 7710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ readTimeline),
/* harmony export */   a: () => (/* binding */ timed)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4752);



const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFolder */ .OW, 'timeline');
/** Does `body`, and notes for the later steps of the job when it began and ended, however it did. */
async function timed(name, body, now = Date.now) {
    const start = now();
    try {
        return await body();
    }
    finally {
        note({ name, start, end: now() });
    }
}
function note(phase) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(_record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFolder */ .OW, { recursive: true });
        // The line's end comes first: what follows a line that was cut short is then not lost with it.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, `\n${JSON.stringify({ job: _record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobId */ .Db, ...phase })}`);
    }
    catch {
        // No job is to fail for want of its timeline.
    }
}
/** The phases of this job so far, of all its steps, in the order in which they began. */
function readTimeline() {
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return [];
    }
    return text
        .split('\n')
        .flatMap(readLine)
        .toSorted((a, b) => a.start - b.start);
}
function readLine(line) {
    try {
        const { job, name, start, end } = JSON.parse(line);
        return job === _record_js__WEBPACK_IMPORTED_MODULE_2__/* .jobId */ .Db ? [{ name, start, end }] : [];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 77:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ coldStartOf),
/* harmony export */   Zm: () => (/* binding */ comparable),
/* harmony export */   dV: () => (/* binding */ commandShape),
/* harmony export */   zg: () => (/* binding */ isCold)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * Tells commands apart whose times are not to be compared. The values of flags are left out: they may differ from
 * run to run, as a commit's hash does, and may be secret.
 *
 * @returns 16 hex digits
 */
function commandShape(argv, script) {
    const words = argv.map((word) => word.replace(/^(--?[^=]*)=.*$/s, '$1'));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([words, script ?? '']))
        .digest('hex')
        .slice(0, 16);
}
/**
 * What a job's snapshot is to say of cold starts: what this job measured, else what the last snapshot of the same
 * key said. A command that failed is no measure.
 */
function coldStartOf(first, lastOfKey) {
    if (!first?.succeeded || !isCold(first))
        return lastOfKey;
    return { command: first.command, milliseconds: first.milliseconds, at: first.at };
}
/** Whether the engine had nothing to start from, or threw it away. */
function isCold({ engineCache }) {
    return engineCache === 'cold' || engineCache.startsWith('discarded:');
}
/** The cold start that the job's first command may be compared with: of the same command, both successful. */
function comparable(first, coldStart) {
    if (!first?.succeeded || isCold(first))
        return undefined;
    return coldStart?.command === first.command ? coldStart : undefined;
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

/***/ 2388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ release)
/* harmony export */ });
/**
 * Frees the memory of bytes that nothing uses any more. Left to the collector, which does not hurry for what lies
 * outside its heap, a thread holds some 100 MB of them.
 */
function release(bytes) {
    // Small buffers share their memory with others.
    if (bytes.buffer.byteLength > Buffer.poolSize)
        bytes.buffer.transfer(0);
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

/***/ 7801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ inOnePiece),
/* harmony export */   lp: () => (/* binding */ PackWriter),
/* harmony export */   uj: () => (/* binding */ PackRefusedError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(170);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2770);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _free_memory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2388);





/** The store neither took a pack nor had it already. */
class PackRefusedError extends Error {
    constructor() {
        super('the store does not take it: this job may only read, or another job is about to write the same');
    }
}
/** A pack is full when it has its size, and the last chunk, which may be one that does not compress, goes beyond. */
const capacity = _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD + _manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .chunkSize */ .ZL + 4096;
/** Gathers compressed chunks into packs and uploads each full one while the next is gathered. */
class PackWriter {
    packs = [];
    placed = [];
    /** Chunks that were added, in a pack yet or not. */
    chunks = 0;
    /** Their compressed bytes. */
    bytes = 0;
    #store;
    #chunks = [];
    #size = 0;
    /** The pack that is gathered. Its memory and the spare one's change places: one is filled, one is uploaded. */
    #pack = Buffer.alloc(0);
    #spare = Buffer.alloc(0);
    /** One chunk is taken at a time, however many are offered: else each could fill and send a pack of its own. */
    #taking = Promise.resolve();
    /** Of the pack that is being uploaded. Its failure is thrown by the next `add` or by `finish`. */
    #upload = Promise.resolve();
    constructor(store) {
        this.#store = store;
    }
    /**
     * Takes a chunk, whose bytes are not to be used afterwards. Waits while a full pack cannot yet be uploaded, so at
     * most two packs are in memory.
     */
    async add(chunk) {
        this.#taking = this.#taking.then(() => this.#take(chunk));
        await this.#taking;
    }
    async #take({ index, fingerprint, compressed: { bytes, sha256 } }) {
        const { length } = bytes;
        if (this.#pack.length === 0)
            this.#pack = Buffer.allocUnsafeSlow(capacity);
        this.#pack.set(bytes, this.#size);
        (0,_free_memory_js__WEBPACK_IMPORTED_MODULE_4__/* .release */ ._)(bytes);
        this.#chunks.push({ index, fingerprint, sha256, offset: this.#size, length });
        this.#size += length;
        this.chunks++;
        this.bytes += length;
        if (this.#size >= _layout_js__WEBPACK_IMPORTED_MODULE_3__/* .packSize */ .vD)
            await this.#flush();
    }
    /** Uploads what is left. @throws PackRefusedError, or what the store threw */
    async finish() {
        await this.#taking;
        if (this.#size > 0)
            await this.#flush();
        await this.#upload;
    }
    async #flush() {
        const pack = this.#pack.subarray(0, this.#size);
        const packSha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', pack);
        this.packs.push({ sha256: packSha256, size: pack.length });
        for (const chunk of this.#chunks)
            this.placed.push({ ...chunk, packSha256 });
        this.#chunks = [];
        this.#size = 0;
        await this.#upload;
        this.#upload = this.#send(packSha256, pack);
        const uploading = this.#pack;
        this.#pack = this.#spare;
        this.#spare = uploading;
        // It is awaited later; until then a failure must not count as one that nobody handles.
        this.#upload.catch(() => undefined);
    }
    async #send(sha256, pack) {
        const key = (0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .packKey */ .l7)(sha256);
        const stored = await this.#store.put(key, inOnePiece(pack));
        // A taken key is as good: a pack is named by its bytes.
        if (!stored && !(await this.#store.has(key)))
            throw new PackRefusedError();
    }
}
/** What a store's `put` takes, of bytes that are in memory already. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inOnePiece(bytes) {
    yield bytes;
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


/***/ }),

/***/ 7145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   n8: () => (/* binding */ line),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* unused harmony export Markdown */
/** Text that GitHub is to read as Markdown, of which only what we wrote ourselves means something. */
class Markdown {
    source;
    constructor(source) {
        this.source = source;
    }
}
/** Markdown of our own words, on one line; text that is put into it is shown as it is, whatever it holds. */
function line(words, ...values) {
    const shown = values.map((value) => (value instanceof Markdown ? value.source : prose(String(value))));
    return new Markdown(String.raw({ raw: words }, ...shown));
}
/** Text as code; as HTML where it has what means something between backticks too, such as a pipe in a table. */
function code(text) {
    return new Markdown(/^[^\s`|\\\p{C}]+$/u.test(text) ? `\`${text}\`` : `<code>${escaped(text)}</code>`);
}
/** A link, where the address is one that a browser fetches pages from; else the text alone. */
function link(text, url) {
    const address = URL.canParse(url) ? new URL(url) : undefined;
    if (address?.protocol !== 'https:' && address?.protocol !== 'http:')
        return line `${text}`;
    // As the parser wrote it: without blanks, and what could end the link is encoded.
    return new Markdown(`[${prose(text)}](${address.href.replaceAll(/[()<>\\|`*_]/g, percentEncoded)})`);
}
function percentEncoded(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
/** Several on one line, with commas between. */
function joined(parts) {
    return new Markdown(parts.map(({ source }) => source).join(', '));
}
/** A table whose first row is its head; '' where there are no rows. */
function table(rows) {
    const [head, ...body] = rows.map(([name, value]) => `| ${name.source} | ${value.source} |`);
    return head === undefined ? '' : [head, '| :-- | :-- |', ...body].join('\n');
}
/** A code block whose fence is longer than any run of backticks in it. */
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
/** As `escaped`; a name after an `@` is nobody's who is to be told (a blank of no width keeps it from being one). */
function prose(text) {
    return escaped(text).replaceAll('&#64;', '&#64;&#8203;');
}
/** What has a meaning anywhere, in Markdown, HTML, a formula or an address; what has one only at a line's start. */
const meaningful = /[\\`*_{}[\]<>&#!|~$@^]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)](?!\S)/gi;
/** Text on one line, of which no character means anything to GitHub: a character reference never does. */
function escaped(text) {
    return text
        .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
        .replaceAll(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}


/***/ }),

/***/ 4345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dg: () => (/* binding */ addToSummary),
  Iw: () => (/* binding */ changedShare),
  sp: () => (/* binding */ jobSummary),
  rk: () => (/* binding */ restoreSummary),
  KL: () => (/* binding */ runSummary),
  BI: () => (/* binding */ saveRows)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./build/src/dagger/arguments.js
var dagger_arguments = __webpack_require__(8176);
// EXTERNAL MODULE: ./build/src/policy/cold-start.js
var cold_start = __webpack_require__(77);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/summary/markdown.js
var markdown = __webpack_require__(7145);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
;// CONCATENATED MODULE: ./build/src/summary/gantt.js


/** The part of the job that a phase is shown in, and all that a phase may be called: names come from a file. */
const sections = {
    'look up': 'Restore',
    restore: 'Restore',
    volume: 'Restore',
    CLI: 'Run',
    'engine image': 'Run',
    'engine start': 'Run',
    command: 'Run',
    'engine stop': 'Save',
    save: 'Save',
    clean: 'Save',
};
/** Rows that are still looked at. */
const mostPhases = 40;
/** Milliseconds. A shorter one would be told to take no time. */
const shortest = 50;
/**
 * The phases of a job as a Gantt chart that GitHub draws; '' where there is nothing to draw. The longest, if they
 * are many. The axis begins with the first of them.
 *
 * Source: mermaid 11.17, packages/mermaid/src/diagrams/gantt: parser/gantt.jison for what a line may hold, ganttDb.js
 * for dates and durations, ganttRenderer.js for the axis.
 */
function gantt(phases) {
    const drawn = phases
        .filter(({ name }) => Object.hasOwn(sections, name))
        .filter(({ start, end }) => [start, end].every(Number.isSafeInteger) && end - start >= shortest)
        .toSorted((a, b) => b.end - b.start - (a.end - a.start))
        .slice(0, mostPhases)
        .toSorted((a, b) => a.start - b.start);
    const start = Math.min(...drawn.map((phase) => phase.start));
    const end = Math.max(...drawn.map((phase) => phase.end));
    // A clock that was set in between gives a chart of years; no job takes that long.
    if (drawn.length === 0 || !(end - start < 7 * 24 * 60 * 60 * 1000))
        return '';
    const rows = ['Restore', 'Run', 'Save'].flatMap((section) => {
        const ofIt = drawn.filter(({ name }) => sections[name] === section);
        return ofIt.length === 0 ? [] : [`section ${section}`, ...ofIt.map((phase) => row(phase, drawn, start))];
    });
    return (0,markdown/* fenced */.OF)('mermaid', [
        'gantt',
        ...['dateFormat YYYY-MM-DD HH:mm:ss.SSS', ...axis(end - start), 'todayMarker off', ...rows].map((line) => `    ${line}`),
    ].join('\n'));
}
function row(phase, drawn, first) {
    const { name, start, end } = phase;
    const alike = drawn.filter((other) => other.name === name);
    const shown = alike.length === 1 ? name : `${name} ${alike.indexOf(phase) + 1},`;
    return `${shown} ${(0,units/* seconds */.YA)(end - start)} : ${name === 'command' ? 'active, ' : ''}${moment(start - first)}, ${end - start}ms`;
}
/** Mermaid reads and writes the reader's local time, so that a day that is nobody's change of clocks shows as 0:00. */
function moment(offset) {
    return new Date(Date.UTC(2000, 0, 1) + offset).toISOString().replace('T', ' ').replace('Z', '');
}
/** Marks at round times, ten at most. */
function axis(length) {
    const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 21_600];
    const step = steps.find((seconds) => length / 1000 / seconds <= 10) ?? 86_400;
    const hours = length < 3_600_000 ? '' : '%-H:';
    if (step < 1)
        return ['axisFormat %-S.%L', `tickInterval ${step * 1000}millisecond`];
    return [`axisFormat ${hours}%M:%S`, `tickInterval ${step < 60 ? `${step}second` : `${step / 60}minute`}`];
}

// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
;// CONCATENATED MODULE: ./build/src/summary/summary.js









/** Adds Markdown to the page of the job, where there is one. Warns where it cannot: no job is to fail for want of it. */
async function addToSummary(markdown) {
    if (!process.env['GITHUB_STEP_SUMMARY'])
        return;
    try {
        await core/* summary */.z.addRaw(`${markdown}\n\n`).write();
    }
    catch (error) {
        log/* jobLog */.W.warning(`The summary could not be written: ${(0,reason/* reasonOf */.A)(error)}`);
    }
}
/** @param notes whole sentences: what went wrong on the way, or why there is nothing */
function restoreSummary(start, notes, now) {
    const title = start.kind === 'nothing'
        ? 'miss, so the engine starts cold'
        : start.kind === 'not ours'
            ? 'not used'
            : start.exact
                ? 'hit'
                : 'hit of another key';
    return paragraphs([
        (0,markdown/* line */.n8) `### Dagger cache: ${title}`.source,
        ...notes.map((note) => (0,markdown/* line */.n8) `${note}`.source),
        (0,markdown/* table */.tp)(startRows(start, now)),
    ]);
}
function startRows(start, now) {
    if (start.kind === 'not ours')
        return [];
    if (start.kind === 'nothing')
        return [[(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(start.key)]];
    const { key, engineVersion, time } = start;
    if (start.kind === 'kept') {
        const taken = start.how === 'move' ? 'as it is' : 'as a copy';
        return [
            [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `what this machine kept, ${taken}, in ${(0,units/* seconds */.YA)(time)}`],
            [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
            [(0,markdown/* line */.n8) `Kept`, (0,markdown/* line */.n8) `${ago(start.usedAt, now)}, with Dagger ${engineVersion}`],
        ];
    }
    const { run, savedAt, content, fetched, packs } = start;
    const saved = [
        ...(savedAt === undefined ? [] : [ago(savedAt, now)]),
        ...(run ? [(0,markdown/* line */.n8) `by ${(0,markdown/* link */.nf)(`run ${run.id}`, run.url)}`] : []),
        (0,markdown/* line */.n8) `with Dagger ${engineVersion}`,
    ];
    return [
        [(0,markdown/* line */.n8) `Restored`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(content)} in ${(0,units/* seconds */.YA)(time)}`],
        [(0,markdown/* line */.n8) `Key`, (0,markdown/* code */.aY)(key)],
        [(0,markdown/* line */.n8) `Saved`, (0,markdown/* joined */.oR)(saved)],
        [(0,markdown/* line */.n8) `Fetched`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(fetched)} of ${(0,units/* counted */.hS)(packs, 'pack')}, ${(0,units/* rate */.TS)(fetched, time)}`],
    ];
}
/** A moment, and how long before the job it was; not where the clocks of two machines do not agree on that. */
function ago(moment, now) {
    return moment > now ? (0,markdown/* line */.n8) `${(0,units/* date */.p6)(moment)}` : (0,markdown/* line */.n8) `${(0,units/* span */.Ln)(now - moment)} before this job (${(0,units/* date */.p6)(moment)})`;
}
const tracesSetup = 'https://dagger.cloud/traces/setup';
/** As dagger-for-github's summary, with the engine, its cache's state, and the time it took. */
function runSummary(summary) {
    const { command, version, traceUrl = tracesSetup } = summary;
    return paragraphs([
        '## Command',
        (0,markdown/* fenced */.OF)('bash', (0,dagger_arguments/* joinWords */.y)(['dagger', ...command.argv])),
        ...(command.script === undefined ? [] : ['### Script', (0,markdown/* fenced */.OF)('bash', command.script)]),
        '## Dagger trace',
        summary.traceUrl === undefined
            ? `No trace available. To setup: [${tracesSetup}](${tracesSetup})`
            : traceLink(traceUrl),
        '## Dagger version',
        (0,markdown/* fenced */.OF)('bash', /^\d+\./.test(version) ? `v${version}` : version),
        '## Dagger engine',
        (0,markdown/* fenced */.OF)('bash', summary.engine),
        (0,markdown/* line */.n8) `Its cache: ${(0,markdown/* code */.aY)(summary.verdict)}. The command took ${summary.commandTime}, the step ${summary.stepTime}.`
            .source,
        '---\n',
    ]);
}
/** As dagger-for-github writes it, where that can be nothing else than a link. */
function traceLink(url) {
    return /^https:[a-zA-Z0-9./-]+$/.test(url) ? `[${url}](${url})` : (0,markdown/* link */.nf)(url, url).source;
}
function jobSummary({ phases, commands, coldStart, saved, reason, rows }) {
    const time = paragraphs([
        [...timeSaved(commands[0], coldStart, phases), ...traces(commands)].map(({ source }) => source).join(' '),
        gantt(phases),
    ]);
    return paragraphs([
        ...(time === '' ? [] : ['### Where the time went', time]),
        `### Dagger cache: ${saved ? 'saved' : 'not saved'}`,
        (0,markdown/* line */.n8) `${reason}`.source,
        (0,markdown/* table */.tp)(rows),
    ]);
}
/** What a save wrote and what it cost. @param time milliseconds */
function saveRows(report, time) {
    const { outcome, writtenBytes, rewrittenBytes, liveBytes, packs } = report;
    if (outcome !== 'saved')
        return [];
    const again = rewrittenBytes === 0 ? (0,markdown/* line */.n8) `` : (0,markdown/* line */.n8) `, of which ${(0,units/* megabytes */.ix)(rewrittenBytes)} to give up old packs`;
    const reused = liveBytes === 0 ? 0 : 1 - (writtenBytes - rewrittenBytes) / liveBytes;
    return [
        [(0,markdown/* line */.n8) `Written`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(writtenBytes)} in ${(0,units/* seconds */.YA)(time)}${again}`],
        [(0,markdown/* line */.n8) `Changed`, (0,markdown/* line */.n8) `${changedShare(report)}`],
        [(0,markdown/* line */.n8) `Reused`, (0,markdown/* line */.n8) `${(100 * reused).toFixed(1)} % of the state, which the cache had already`],
        [(0,markdown/* line */.n8) `State`, (0,markdown/* line */.n8) `${(0,units/* megabytes */.ix)(liveBytes)} in ${(0,units/* counted */.hS)(packs, 'pack')}`],
    ];
}
/** How much of the image changed, such as `140.5 MB of 1832.9 MB`. */
function changedShare({ chunks, changedChunks }) {
    return `${(0,units/* megabytes */.ix)(changedChunks * manifest/* chunkSize */.ZL)} of ${(0,units/* megabytes */.ix)(chunks * manifest/* chunkSize */.ZL)}`;
}
/** What the first command took, and what it took from cold, where that was measured. */
function timeSaved(first, coldStart, phases) {
    if (!first)
        return [];
    if (!first.succeeded)
        return [(0,markdown/* line */.n8) `The command failed after ${(0,units/* seconds */.YA)(first.milliseconds)}.`];
    const took = (0,markdown/* line */.n8) `command took ${(0,units/* seconds */.YA)(first.milliseconds)}`;
    if ((0,cold_start/* isCold */.zg)(first))
        return [(0,markdown/* line */.n8) `From cold, the ${took}.`];
    const cold = (0,cold_start/* comparable */.Zm)(first, coldStart);
    if (!cold)
        return [(0,markdown/* line */.n8) `The ${took}.`];
    const restore = phases
        .filter(({ name }) => name === 'look up' || name === 'restore')
        .reduce((sum, { start, end }) => sum + end - start, 0);
    const saved = cold.milliseconds - first.milliseconds - restore;
    const told = saved > 0 ? (0,markdown/* line */.n8) `**${(0,units/* seconds */.YA)(saved)} saved**: the ${took}` : (0,markdown/* line */.n8) `The ${took}`;
    return [
        (0,markdown/* line */.n8) `${told} and the restore ${(0,units/* seconds */.YA)(restore)}; from cold the same call, the values of its flags aside, took ${(0,units/* seconds */.YA)(cold.milliseconds)}, on ${(0,units/* day */.vd)(cold.at)}.`,
    ];
}
function traces(commands) {
    const urls = commands.flatMap(({ traceUrl }) => traceUrl ?? []).filter((url) => url !== tracesSetup);
    return urls.map((url, at) => (0,markdown/* link */.nf)(urls.length === 1 ? 'Trace' : `Trace ${at + 1}`, url));
}
function paragraphs(parts) {
    return parts.filter((part) => part !== '').join('\n\n');
}


/***/ })

};

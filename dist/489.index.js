export const id = 489;
export const ids = [489];
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
/* harmony export */   TD: () => (/* binding */ readConfiguration),
/* harmony export */   jv: () => (/* binding */ writeBounded),
/* harmony export */   pA: () => (/* binding */ configurationFolder),
/* harmony export */   xJ: () => (/* binding */ boundConfiguration)
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
/**
 * A user's engine.json with a bound on the engine's cache, where the file has none of its own. Each value that the
 * file has stays. Names are matched as Go's encoding/json does, whatever their case.
 *
 * @param users the file's text; undefined where there is none
 * @param maxUsedSpace bytes
 */
function boundConfiguration(users, maxUsedSpace) {
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
    if (valueOf('maxUsedSpace') !== undefined)
        return own('has gc.maxUsedSpace', true);
    const missing = Object.entries(spaceOf(maxUsedSpace)).filter(([name]) => valueOf(name) === undefined);
    const merged = { ...configuration, [gcName]: { ...settings, ...Object.fromEntries(missing) } };
    return { kind: 'bounded', text: `${JSON.stringify(merged, undefined, 2)}\n` };
}
function own(because, hasLimits = false) {
    return { kind: 'own', because, hasLimits };
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
/**
 * Writes engine.json with the bound to `file`, if the user's own leaves that to us; the user's is only read.
 *
 * @returns why there is no bound, as the rest of a sentence about the user's file; undefined when there is one
 */
async function writeBounded(file, env, maxUsedSpace) {
    const configuration = boundConfiguration(await readConfiguration(env), maxUsedSpace);
    if (configuration.kind === 'own')
        return configuration.because;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), { recursive: true });
    // The user's own may be for nobody else's eyes.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, configuration.text, { mode: 0o600 });
    return undefined;
}


/***/ }),

/***/ 2879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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

/***/ 5542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G0: () => (/* binding */ boundedConfiguration),
  Gm: () => (/* binding */ pruneBeforeStop),
  LG: () => (/* binding */ sayCacheAtStop),
  Qo: () => (/* binding */ settleBound)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/units.js
var units = __webpack_require__(2958);
// EXTERNAL MODULE: ./build/src/dagger/invoke.js
var invoke = __webpack_require__(674);
// EXTERNAL MODULE: ./build/src/command.js
var command = __webpack_require__(6448);
// EXTERNAL MODULE: ./build/src/dagger/command.js
var dagger_command = __webpack_require__(4185);
;// CONCATENATED MODULE: ./build/src/dagger/local-cache.js


/**
 * One query for both figures, where `core engine local-cache entry-set` would need a session for each.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51 and cmd/dagger/query.go line 71; v1.0.0-beta.10,
 * core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`.
 *
 * @param timeout seconds
 * @throws Error where the CLI cannot tell
 */
async function totalsOf(cache, timeout) {
    const verb = (0,dagger_command/* hasApiVerbs */.VC)(cache.version) ? ['api', 'query'] : ['query'];
    const stdout = await local_cache_invoke(cache, [...verb, '-M'], {
        input: '{engine{localCache{entrySet{diskSpaceBytes entryCount}}}}',
        timeout,
    });
    const answer = JSON.parse(stdout);
    const { diskSpaceBytes: bytes, entryCount: entries } = answer.engine?.localCache?.entrySet ?? {};
    if (typeof bytes !== 'number' || typeof entries !== 'number')
        throw new Error('the answer has no totals');
    return { bytes, entries };
}
/**
 * Source: dagger/dagger v0.20.3, core/schema/engine.go lines 36 to 44; v1.0.0-beta.10,
 * docs/current_docs/reference/configuration/cache.mdx line 56, where `core` is deprecated.
 *
 * @param space undefined: as the engine's policies have it
 */
function pruneArguments(version, space) {
    const core = (0,dagger_command/* hasApiVerbs */.VC)(version) ? ['-m', 'core', 'api', 'call'] : ['core'];
    return [
        ...core,
        ...['engine', 'local-cache', 'prune', '--use-default-policy'],
        ...(space ? [`--max-used-space=${space.maxUsedSpace}`, `--reserved-space=${space.reservedSpace}`] : []),
    ];
}
/**
 * Prunes what no client uses, least recently used first.
 *
 * @param timeout seconds
 * @throws Error with the end of what the CLI said
 */
async function prune(cache, space, timeout) {
    await local_cache_invoke(cache, pruneArguments(cache.version, space), { timeout });
}
async function local_cache_invoke({ env, folder }, args, options) {
    return await (0,command/* run */.eF)('dagger', ['--silent', ...args], { ...options, inherit: env, cwd: folder });
}

// EXTERNAL MODULE: ./build/src/engine/configuration.js
var engine_configuration = __webpack_require__(6602);
// EXTERNAL MODULE: ./build/src/engine/host.js
var host = __webpack_require__(2879);
// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
;// CONCATENATED MODULE: ./build/src/policy/bound.js

/**
 * Bytes before compression that a compressed one stands for, where a state is too small to tell. A first save of the
 * benchmark's state of 200 MB writes 70 MB, one of 1.8 GB 621 MB: 2.9 both.
 */
const usualFactor = 3;
/** The first release whose prune takes a size: dagger/dagger v0.20.0, core/schema/engine.go line 41. */
const firstThatPrunesTo = '0.20.0';
/**
 * @param maxCacheSize compressed bytes; undefined for the engine's own limits
 * @param last what the state was restored from, if it was
 */
function boundOf(wish, version, last) {
    const { maxCacheSize, prune } = wish;
    if (maxCacheSize === undefined)
        return undefined;
    return {
        maxUsedSpace: Math.floor(maxCacheSize * factorOf(maxCacheSize, last)),
        by: prune && (0,dagger_version/* isAtLeast */.du)(version, firstThatPrunesTo) ? 'prune' : 'engine',
    };
}
/** A state's own ratio, as soon as it is a quarter of what it may become: what a smaller one holds is not typical. */
function factorOf(maxCacheSize, last) {
    if (!last || last.compressed < maxCacheSize / 4)
        return usualFactor;
    return Math.max(1, last.uncompressed / last.compressed);
}

// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/snapshot/manifest.js
var manifest = __webpack_require__(5785);
// EXTERNAL MODULE: ./build/src/job/version.js + 2 modules
var job_version = __webpack_require__(4440);
;// CONCATENATED MODULE: ./build/src/job/cache-limit.js












/** How large the job's state may become. @param restored what it begins from */
function settleBound(inputs, version, restored) {
    const bound = boundOf(inputs, (0,job_version/* behaviourOf */.xu)(version), restored && (0,manifest/* sizeOf */.$d)(restored.manifest));
    if (inputs.prune && bound?.by === 'engine') {
        log/* jobLog */.W.warning(`Input prune needs Dagger 0.20 or later, which can prune to a size. The engine of Dagger ${version} keeps below the size while it runs.`);
    }
    return bound;
}
/**
 * An engine.json by which the engine keeps below the job's bound; undefined where the user's own, if any, is to do.
 * Nothing that goes wrong here is worth to fail for.
 */
async function boundedConfiguration(job, env) {
    // A volume that ends with the machine needs no bound.
    if (!job.volume || job.bound?.by !== 'engine')
        return undefined;
    const file = (0,external_node_path_.join)(record/* jobFolder */.OW, 'engine.json');
    try {
        const { maxUsedSpace } = job.bound;
        const because = await (0,engine_configuration/* writeBounded */.jv)(file, env, maxUsedSpace);
        // Later steps of the job find the engine running.
        if (job.container === undefined) {
            log/* jobLog */.W.info(because === undefined
                ? `The engine keeps its cache below ${(0,units/* megabytes */.ix)(maxUsedSpace)} before compression (max-cache-size).`
                : `The engine.json of this machine's user ${because}: max-cache-size has no effect on the engine.`);
        }
        return because === undefined ? file : undefined;
    }
    catch (error) {
        log/* jobLog */.W.warning(`Input max-cache-size has no effect on the engine: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
/**
 * Asks the engine how much it holds and, where the job's bound is to be kept so, prunes it. Never throws.
 *
 * @param patience tells for how much longer, seconds, at least 1
 */
async function pruneBeforeStop(job, patience) {
    const cache = localCacheOf(job);
    const before = await totals(cache, patience());
    const known = before ? { before } : {};
    const { bound } = job;
    if (bound?.by !== 'prune' || (before && before.bytes <= bound.maxUsedSpace))
        return known;
    try {
        await prune(cache, await pruneSpace(bound.maxUsedSpace), patience());
    }
    catch (error) {
        log/* jobLog */.W.warning(`The engine's cache was not pruned: ${(0,reason/* reasonOf */.A)(error)}`);
        return known;
    }
    const after = await totals(cache, patience());
    return { ...known, ...(after && { after }) };
}
/** A sentence and a space, or nothing. */
function sayCacheAtStop({ before, after }) {
    const said = ({ bytes, entries }) => `${(0,units/* megabytes */.ix)(bytes)} in ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
    if (before && after)
        return `The engine's cache was pruned from ${said(before)} to ${said(after)}. `;
    if (after)
        return `The engine's cache was pruned to ${said(after)}. `;
    return before ? `The engine's cache holds ${said(before)}. ` : '';
}
/** undefined where the user's own limits hold. */
async function pruneSpace(maxUsedSpace) {
    const configuration = (0,engine_configuration/* boundConfiguration */.xJ)(await (0,engine_configuration/* readConfiguration */.TD)(process.env), maxUsedSpace);
    if (configuration.kind === 'own' && configuration.hasLimits)
        return undefined;
    return { maxUsedSpace, reservedSpace: (0,engine_configuration/* reservedSpaceOf */.AX)(maxUsedSpace) };
}
async function totals(cache, patience) {
    try {
        // A few seconds of an engine that is well.
        return await totalsOf(cache, Math.min(30, patience));
    }
    catch (error) {
        log/* jobLog */.W.debug(`The engine's cache: ${(0,reason/* reasonOf */.A)(error)}`);
        return undefined;
    }
}
function localCacheOf(job) {
    return {
        version: (0,job_version/* behaviourOf */.xu)(job.version),
        env: {
            ...(0,invoke/* cliEnvironment */.m9)(process.env),
            // What we ask for ourselves is nobody's trace.
            DAGGER_CLOUD_TOKEN: undefined,
            [host/* runnerHostVariable */.Tt]: job.runnerHost,
        },
        folder: record/* jobFolder */.OW,
    };
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

/***/ 4440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xu: () => (/* binding */ behaviourOf),
  uK: () => (/* binding */ settleCli),
  V0: () => (/* binding */ versionOfJob)
});

// EXTERNAL MODULE: ./build/src/github/context.js + 8 modules
var context = __webpack_require__(1964);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
    const folder = await (0,promises_.mkdtemp)(external_node_path_.join(installation.temporary, 'warm-dagger-cli-'));
    const fetched = await fetchCli(archive, folder, installation).catch(async (error) => {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    });
    const origin = `downloaded from ${archive.url}`;
    if (cacheVersion === undefined)
        return { path: fetched, origin };
    try {
        const kept = await tools.cacheDir(external_node_path_.dirname(fetched), 'dagger', cacheVersion, arch);
        await (0,promises_.rm)(folder, { recursive: true });
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
    await (0,promises_.rm)(file);
    const cli = external_node_path_.join(unpacked, (0,installed/* cliFile */.jg)(platform));
    if (!(0,external_node_fs_.existsSync)(cli)) {
        throw new download/* DownloadError */.nV(`${archive.url} holds no Dagger CLI. If it is a mirror, correct it there.`);
    }
    await (0,promises_.chmod)(cli, 0o755);
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
    await (0,promises_.mkdir)(folder);
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
            // kubectl would take it for an option: what stands behind `--` is the program in the pod.
            if (place.startsWith('-'))
                return undefined;
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

// EXTERNAL MODULE: ./build/src/job/download-pacing.js
var download_pacing = __webpack_require__(5714);
;// CONCATENATED MODULE: ./build/src/job/version.js












/** The version that an earlier step of the job has settled, else the one that this step's inputs settle. */
async function versionOfJob(inputs) {
    return (await (0,record/* readJob */.cd)())?.version ?? (await settleVersion(inputs));
}
/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
async function settleVersion(inputs) {
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
        network: download_pacing/* network */.N,
    });
    log/* jobLog */.W.info(`Dagger ${version}, ${origin}.`);
    return version;
}
/** The version that `auto` takes over from an engine that somebody else set up, where it can be known. */
async function presetVersion(inputs) {
    if ((0,dagger_version/* parseVersionWish */.xv)(inputs.version).kind !== 'auto')
        return undefined;
    const host = (0,engine_host/* findRunnerHost */.Kf)(process.env, undefined, (0,dagger_command/* asksForCloudEngine */.Ny)(inputs.daggerFlags));
    return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined;
}
/**
 * Makes sure of the CLI.
 *
 * @param version as the job has settled it: a full version, a commit's hash or `head`
 * @returns where it is, and where it came from, as a part of a sentence
 */
async function settleCli(version) {
    return await installCli({
        build: (0,dagger_version/* parseVersion */.ot)(version) === undefined ? (0,releases/* parseCommit */.L5)(version) : { kind: 'release', version },
        onPath: await (0,installed/* findCliOnPath */.wo)(process.env),
        site: (0,releases/* downloadSite */.KB)(process.env),
        network: download_pacing/* network */.N,
        temporary: context/* temporary */.q_,
        platform: process.platform,
        arch: process.arch,
    });
}
/** The version by which to judge what an engine logs: a commit of the main branch is newer than any release. */
function behaviourOf(version) {
    return /^\d+\./.test(version) ? version : '1.0.0';
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

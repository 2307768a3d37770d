export const id = 585;
export const ids = [585];
export const modules = {

/***/ 6448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Qd: () => (/* binding */ CommandError),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   f2: () => (/* binding */ pickLines),
/* harmony export */   p1: () => (/* binding */ awaitLine)
/* harmony export */ });
/* unused harmony export timedOut */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8474);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(481);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7075);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5005);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);







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
/** Seconds that a command gets by default. Those that we run take less than one, on a machine that is well. */
const defaultTimeoutSeconds = 120;
/** Milliseconds between the two signals that end a command, and after the second until we stop waiting for it. */
const endingMilliseconds = 1000;
/** The exit code of a command that did not end in time, as coreutils' `timeout` has it. */
const timedOut = 124;
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
    const stdout = [];
    const stderr = [];
    try {
        const ending = await spawnToEnd(program, args, options, (child) => {
            child.stdout?.on('data', (chunk) => stdout.push(chunk));
            child.stderr?.on('data', (chunk) => stderr.push(chunk));
        });
        const said = Buffer.concat(stderr).toString();
        return {
            exitCode: ending.exitCode,
            stdout: Buffer.concat(stdout).toString(),
            stderr: ending.because === undefined ? said : `${said}\n${ending.because}`.trimStart(),
        };
    }
    catch (error) {
        return { exitCode: undefined, stdout: '', stderr: (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error) };
    }
}
/**
 * Runs a program whose output may be of any size, and returns the lines of it, both streams, that `wanted` picks.
 *
 * @throws CommandError with the command line, the exit code and the last lines of the output
 */
async function pickLines(program, args, wanted, options = {}) {
    const picked = [];
    let last = [];
    const hear = (line) => {
        if (wanted(line))
            picked.push(line);
        last = [...last.slice(-4), line.slice(0, 500)];
    };
    const commandLine = [program, ...args].join(' ');
    const { exitCode, because } = await spawnToEnd(program, args, options, (child) => {
        for (const stream of [child.stdout, child.stderr]) {
            if (stream)
                (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: stream, crlfDelay: Infinity }).on('line', hear);
        }
    }).catch((error) => {
        throw new CommandError(commandLine, undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error));
    });
    if (because !== undefined)
        last.push(because);
    if (exitCode !== 0)
        throw new CommandError(commandLine, exitCode, last.join('\n'));
    return picked;
}
/**
 * Starts a program and waits until it ended and its output was read, or its time is over. One that cannot be ended,
 * such as a mount that waits for a disk, is left behind: it keeps neither us nor our process from going on.
 *
 * @throws Error when it cannot be started
 */
async function spawnToEnd(program, args, options, listen) {
    const { timeoutSeconds = defaultTimeoutSeconds, input } = options;
    const deadline = (0,_deadline_js__WEBPACK_IMPORTED_MODULE_5__/* .currentSignal */ .e3)();
    if (deadline?.aborted)
        return { exitCode: timedOut, because: 'There was no time left to start it.' };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        cwd: options.cwd,
        // English and plain, for those outputs that are parsed.
        env: { ...(options.inherit ?? process.env), LC_ALL: 'C', ...options.env },
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    listen(child);
    if (input !== undefined && child.stdin) {
        // A program that does not read its input says how it failed by its exit code.
        child.stdin.on('error', () => undefined);
        node_stream__WEBPACK_IMPORTED_MODULE_4__.Readable.from([Buffer.from(input)]).pipe(child.stdin);
    }
    return await new Promise((resolve, reject) => {
        let because;
        const timers = [];
        const settle = () => {
            timers.forEach(clearTimeout);
            deadline?.removeEventListener('abort', onDeadline);
        };
        const end = (reason) => {
            because ??= reason;
            child.kill('SIGTERM');
            timers.push(setTimeout(() => child.kill('SIGKILL'), endingMilliseconds));
            timers.push(setTimeout(abandon, 2 * endingMilliseconds));
        };
        const onDeadline = () => {
            end('The time that was left for it is over.');
        };
        const abandon = () => {
            settle();
            child.stdout?.destroy();
            child.stderr?.destroy();
            child.stdin?.destroy();
            child.unref();
            resolve({ exitCode: timedOut, because: `${because ?? ''} It did not end, and may still be at work.` });
        };
        if (Number.isFinite(timeoutSeconds)) {
            timers.push(setTimeout(() => {
                end(`It did not end in ${timeoutSeconds} s.`);
            }, timeoutSeconds * 1000));
        }
        deadline?.addEventListener('abort', onDeadline, { once: true });
        child.on('error', (error) => {
            settle();
            reject(error);
        });
        child.on('close', (code, signal) => {
            settle();
            if (because !== undefined)
                resolve({ exitCode: timedOut, because });
            else
                resolve({ exitCode: code ?? 128 + signalNumber(signal) });
        });
    });
}
function signalNumber(signal) {
    return signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal];
}
/**
 * Runs a program that may go on for long until it writes, to either stream, a line that `wanted` picks. It is then
 * ended, as it is after `timeout` and when the signal is given.
 *
 * @param wanted called for each line, in order
 * @param timeout seconds
 * @returns `found`; `ended`: it ended without such a line; `late`: the time was over, or the signal was given
 * @throws CommandError when it cannot be started
 */
async function awaitLine(program, args, wanted, timeout, signal) {
    const outcome = Promise.withResolvers();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, LC_ALL: 'C' },
    });
    const giveUp = () => {
        outcome.resolve('late');
    };
    const timer = setTimeout(giveUp, timeout * 1000);
    signal?.addEventListener('abort', giveUp, { once: true });
    const lines = [child.stdout, child.stderr].map((stream) => {
        const reader = (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: stream });
        reader.on('line', (line) => {
            if (wanted(line))
                outcome.resolve('found');
        });
        return (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(reader, 'close');
    });
    child.once('error', (error) => {
        outcome.reject(new CommandError([program, ...args].join(' '), undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error)));
    });
    // Not before its last line was looked at.
    Promise.all([(0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'exit'), ...lines]).then(() => {
        outcome.resolve('ended');
    }, () => undefined);
    try {
        return await outcome.promise;
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        child.kill();
        child.stdout.destroy();
        child.stderr.destroy();
    }
}


/***/ }),

/***/ 8176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CK: () => (/* binding */ literalWord),
/* harmony export */   G7: () => (/* binding */ readPath),
/* harmony export */   ux: () => (/* binding */ readWords),
/* harmony export */   yM: () => (/* binding */ splitWords)
/* harmony export */ });
/* unused harmony export joinWords */
/**
 * The words of an input such as `args`. They are split as `bash` splits them under `set -f`: at blanks, with single
 * quotes, double quotes and backslashes. Outside single quotes, `$NAME` and `${NAME}` are replaced by the variable's
 * value, which is neither split nor read again. Everything else arrives as it is written: `*`, `~`, `{a,b}`, `#`,
 * `pa$$word`, `$1`, and an operator inside a word, as in `a&b`.
 *
 * Before that, the lines become one, as in dagger-for-github v8.4.1 (action.yml, lines 140 to 143): a line break,
 * with a backslash before it or without, is a space, also between quotes. A backslash at the very end is the last of
 * these; the line break after it is gone by the time an input is read.
 *
 * @param input the input's name, for errors
 * @param variables by default none
 * @throws Error that names the input, shows the text and says what to write, for a quote that never ends, a variable
 *   that is not set, and what only a shell can do: substitutions, redirections, pipes and lists of commands
 */
function readWords(input, text, variables = {}) {
    return read(input, text, variables).map(({ word }) => word);
}
/** The values of `readWords`. */
function splitWords(input, text, variables = {}) {
    return readWords(input, text, variables).map(({ value }) => value);
}
/**
 * A path, by the rules of `readWords`, but that blanks belong to it. On Windows, a backslash separates folders.
 *
 * @throws Error as `readWords`
 */
function readPath(input, text, variables, platform = process.platform) {
    const tokens = read(input, platform === 'win32' ? text.replaceAll('\\', '/') : text, variables);
    const joined = (part) => tokens.map(({ word, before }, at) => (at === 0 ? '' : before) + word[part]).join('');
    return {
        value: joined('value'),
        display: joined('display'),
        names: tokens.flatMap(({ word }) => word.names),
    };
}
function read(input, text, variables) {
    return new Reader(input, text, variables).tokens();
}
class Reader {
    #input;
    #line;
    #variables;
    #at = 0;
    /** Where the word begins. */
    #start = 0;
    constructor(input, text, variables) {
        this.#input = input;
        this.#line = text.replaceAll('\r\n', '\n').replaceAll(/\\?\n/g, ' ');
        this.#variables = variables;
    }
    tokens() {
        const tokens = [];
        for (;;) {
            const before = this.#take(/[ \t]*/y);
            if (this.#isAtEnd())
                return tokens;
            this.#start = this.#at;
            this.#refuseFoldedLines(/\\[ \t]+(?=-)/y);
            const pieces = [];
            while (!this.#isAtEnd() && !this.#sees(/[ \t]/y))
                pieces.push(...this.#pieces());
            this.#refuseOperator(pieces);
            tokens.push({ word: wordOf(pieces), before });
        }
    }
    /** Also where nothing follows but a backslash: it continues the last line, which has no next one. */
    #isAtEnd() {
        return this.#at >= this.#line.length || this.#sees(/\\$/y);
    }
    /** What the sticky pattern matches here; '' for nothing. */
    #match(pattern) {
        pattern.lastIndex = this.#at;
        return pattern.exec(this.#line)?.[0] ?? '';
    }
    #sees(pattern) {
        return this.#match(pattern) !== '';
    }
    #take(pattern) {
        const text = this.#match(pattern);
        this.#at += text.length;
        return text;
    }
    #pieces() {
        if (this.#sees(/'/y))
            return [this.#singleQuoted()];
        if (this.#sees(/"/y))
            return this.#doubleQuoted();
        if (this.#sees(/\\/y)) {
            this.#refuseFoldedLines(/\\[ \t]+(?=--[A-Za-z])/y);
            return [{ value: this.#take(/\\[^]/y).slice(1) }];
        }
        if (this.#sees(/[$`]/y))
            return [this.#expansion()];
        return [{ value: this.#take(/[^]/y), bare: true }];
    }
    #singleQuoted() {
        const text = this.#take(/'[^']*'/y);
        if (text === '')
            throw this.#unbalanced('a single quote');
        return { value: text.slice(1, -1) };
    }
    // Between double quotes, a backslash is one only before $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
    #doubleQuoted() {
        const pieces = [{ value: '' }];
        this.#at += 1;
        for (;;) {
            if (this.#at >= this.#line.length)
                throw this.#unbalanced('a double quote');
            if (this.#take(/"/y) !== '')
                return pieces;
            if (this.#sees(/[$`]/y))
                pieces.push(this.#expansion());
            else
                pieces.push({ value: this.#take(/\\[$`"\\]/y).slice(1) || this.#take(/[^]/y) });
        }
    }
    /** What stands for something else in a shell, and is replaced, refused or left as it is here. */
    #expansion() {
        // `$$` is the shell's process ID, so the word after it names no variable.
        const name = this.#match(/\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\}/y);
        if (name !== '')
            return this.#variable(name.replaceAll(/[${}]/g, ''), name);
        if (this.#sees(/\$\{/y)) {
            throw this.#refusal('an expansion that only a shell knows', this.#match(/\$\{[^}]*\}?/y), 'Only $NAME and ${NAME} are replaced here. Set the value in an expression, such as ' +
                "${{ vars.NAME || 'default' }}, or in a step before this one");
        }
        if (this.#sees(/\$\(|`/y)) {
            throw this.#refusal('a command substitution', this.#match(/\$\([^)]*\)*|`[^`]*`?/y), 'No command is run here. Run it in an earlier step, and pass its output through a step output or `env`');
        }
        return { value: this.#take(/\$\$|\$/y) };
    }
    #variable(name, written) {
        const value = Object.hasOwn(this.#variables, name) ? this.#variables[name] : undefined;
        if (value === undefined) {
            throw this.#refusal('a variable that is not set', written, `The environment of the Dagger CLI has no ${name}. Set it in the step's \`env\`; a secret is better passed ` +
                `by its name, as env:${name}. What GitHub gives to actions alone (ACTIONS_*, INPUT_*, STATE_*, tokens) ` +
                'counts as not set');
        }
        this.#at += written.length;
        return { value, name };
    }
    /** A word must not look to the reader like a command that somebody meant to run. */
    #refuseOperator(pieces) {
        // What is not bare stands for a letter.
        const shape = pieces.map(({ value, bare }) => (bare ? value : 'x')).join('');
        if (!/^(?:[|&;<>]|\d+[<>])|[;&|]$/.test(shape))
            return;
        throw this.#refusal('an operator of a shell', this.#line.slice(this.#start, this.#at), 'No shell reads it. Run one command per step; its output is in the outputs `output` and `output-file`');
    }
    /**
     * `\ ` before an option is what YAML makes of a continued line: a folded or a plain scalar joins the lines itself.
     * A shell takes it for an option that begins with a blank, or for a part of the word before.
     */
    #refuseFoldedLines(folded) {
        if (!this.#sees(folded))
            return;
        const lines = this.#line.split(/[ \t]*\\[ \t]+(?=-)/).map((part) => part.trim());
        throw new Error(`The input \`${this.#input}\` has a backslash and a blank before an option, at: ${this.#match(/\\[ \t]+[^ \t]*/y)} ` +
            'A backslash continues a line only as its last character, and here YAML has joined the lines before (a ' +
            'folded scalar `>`, or one without quotes), or a blank follows it. Remove the backslashes, or write:\n' +
            [`${this.#input}: |`, ...lines.filter((part) => part !== '').map((part) => `  ${part}`)].join('\n'));
    }
    #refusal(what, written, advice) {
        return new Error(`The input \`${this.#input}\` has ${what}, at: ${written} ${advice}. ` +
            'If the text is meant literally, put it in single quotes.');
    }
    // All from the word on: a part of a secret would not be masked.
    #unbalanced(quote) {
        return new Error(`The input \`${this.#input}\` opens ${quote} that never closes, at: ${this.#line.slice(this.#start)} ` +
            `Close it, or write a backslash before it if it is meant literally.`);
    }
}
function wordOf(pieces) {
    const display = [];
    let literal = '';
    for (const { value, name } of pieces) {
        if (name === undefined)
            literal += value;
        else {
            if (literal !== '')
                display.push(quoted(literal));
            literal = '';
            display.push(`"$${name}"`);
        }
    }
    if (literal !== '' || display.length === 0)
        display.push(quoted(literal));
    return {
        value: pieces.map(({ value }) => value).join(''),
        display: display.join(''),
        names: pieces.flatMap(({ name }) => name ?? []),
    };
}
/** A word that is no input's, such as a verb. */
function literalWord(value) {
    return { value, display: quoted(value), names: [] };
}
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
function quoted(text) {
    return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/** One line that a POSIX shell, and `splitWords`, would split into exactly these words: for logs and summaries. */
function joinWords(words) {
    return words.map(quoted).join(' ');
}


/***/ }),

/***/ 1175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* binding */ stateHomeVariable),
/* harmony export */   JZ: () => (/* binding */ newClientId),
/* harmony export */   RG: () => (/* binding */ hasClientId),
/* harmony export */   XC: () => (/* binding */ isClientId),
/* harmony export */   jk: () => (/* binding */ makeStateHome),
/* harmony export */   st: () => (/* binding */ stateHomeOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);




/**
 * The CLI's stable client ID: a file in the folder for a user's state. The engine keeps a mirror of all files that a
 * client ever uploaded, under the client's ID, and fetches only what differs from it.
 *
 * Source: dagger/dagger v0.21.8, engine/client/stableid.go lines 19 to 68, the same in v0.20.3 and v1.0.0-beta.10. The
 * variable and its default are those of github.com/adrg/xdg, which takes no relative folder.
 */
const idFile = ['dagger', 'stable_client_id'];
const stateHomeVariable = 'XDG_STATE_HOME';
/** Where programs with this environment keep their state: their user's, unless the variable names another folder. */
function stateHomeOf(env) {
    const named = env[stateHomeVariable] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(named) ? named : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(env['HOME'] || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.local', 'state');
}
/** Whether there is an ID already, whoever made it. */
async function hasClientId(stateHome) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateHome, ...idFile)).then(() => true, () => false);
}
/**
 * Makes a folder for `XDG_STATE_HOME` in which nothing but the client's ID is another than in the user's own: all else
 * is a link to what is there, since the CLI hands the variable on to what it starts, credential helpers for instance.
 *
 * @param folder made new
 * @param id what the file holds; undefined for no file, so that the CLI makes an ID of its own
 */
async function makeStateHome(folder, users, id) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, idFile[0]), { recursive: true, mode: 0o700 });
    if (id !== undefined)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, ...idFile), id, { mode: 0o600 });
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(users).catch(() => [])) {
        if (name !== idFile[0])
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(users, name), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name));
    }
}
const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const length = 25;
/** One as the CLI makes it: v0.21.8, internal/buildkit/identity/randomid.go, 25 digits to the base of 36. */
function newClientId() {
    return Array.from({ length }, () => digits.charAt((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomInt)(digits.length))).join('');
}
function isClientId(text) {
    return /^[0-9a-z]{25}$/.test(text);
}


/***/ }),

/***/ 4185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ displayWords),
/* harmony export */   Ny: () => (/* binding */ asksForCloudEngine),
/* harmony export */   VC: () => (/* binding */ hasApiVerbs),
/* harmony export */   ay: () => (/* binding */ commandLine)
/* harmony export */ });
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8176);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);


/** The command's words for logs and summaries, quoted for a shell, without the values of variables. */
function displayWords({ argv, expansion }) {
    return expansion?.display ?? argv.map((word) => (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)(word).display);
}
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
 * @param variables what `$NAME` stands for; by default nothing
 * @throws Error that names the input with words that are refused, and for `call` together with `args`
 */
function commandLine(inputs, version, variables = {}) {
    const chosen = chooseCommand(inputs, variables);
    const flags = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('dagger-flags', inputs.daggerFlags, variables);
    if (chosen === undefined)
        return undefined;
    const module = inputs.module.trim() === '' ? [] : ['-m', inputs.module.trim()].map(_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK);
    const words = [...flags, ...verbOf(chosen.verb, version), ...module, ...chosen.words];
    const names = [...new Set(words.flatMap((word) => word.names))];
    return {
        argv: words.map(({ value }) => value),
        script: chosen.script,
        ignored: ['call', 'check', 'shell', 'args'].filter((name) => given(inputs[name]) && !chosen.from.includes(name)),
        ...(names.length > 0 && { expansion: { names, display: words.map(({ display }) => display) } }),
    };
}
/**
 * Whether `dagger-flags` ask for an engine in Dagger Cloud: `--cloud`, read as the CLI reads a switch.
 *
 * @throws Error as `commandLine`
 */
function asksForCloudEngine(daggerFlags, variables = {}) {
    const asked = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)('dagger-flags', daggerFlags, variables).findLast((flag) => /^--cloud(=|$)/.test(flag));
    return asked !== undefined && !/=(0|f|false)$/i.test(asked);
}
function chooseCommand(inputs, variables) {
    const { call, check, shell, args } = inputs;
    if (given(call)) {
        if (given(args))
            throw callWithArgs(call, args);
        return {
            verb: [(0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)('call')],
            words: (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('call', call, variables),
            script: undefined,
            from: ['call'],
        };
    }
    if (given(check)) {
        return {
            verb: [(0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)('check')],
            words: checkPatterns(check, variables),
            script: undefined,
            from: ['check'],
        };
    }
    if (given(shell))
        return { verb: [(0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)('shell')], words: [], script: shell, from: ['shell'] };
    const verb = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('verb', inputs.verb, variables);
    const isDefault = verb.length === 0 || (verb.length === 1 && verb[0]?.value === 'call');
    if (isDefault && !given(args))
        return undefined;
    return { verb, words: (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('args', args, variables), script: undefined, from: ['args'] };
}
function given(input) {
    return input.trim() !== '';
}
// Neither may be left out silently: without its arguments, a call may publish something else than was meant.
function callWithArgs(call, args) {
    const whole = `${call.trim()} ${args.trim()}`.replaceAll(/\s+/g, ' ');
    return new Error('The inputs `call` and `args` are both given. Keep `call`, with the function and all its arguments in it, and ' +
        `remove \`args\`: \`call: ${whole}\`. dagger-for-github drops \`call\` and runs \`dagger call\` with \`args\`: ` +
        'where that was right, keep `args` and remove `call`.');
}
// dagger-for-github takes any value as a mere switch, so `check: true` is written by people who mean all checks.
function checkPatterns(check, variables) {
    return check.trim() === 'true' ? [] : (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('check', check, variables);
}
function verbOf(verb, version) {
    const moved = version !== undefined && hasApiVerbs(version) && verb[0]?.value === 'call';
    return moved ? [(0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)('api'), ...verb] : verb;
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

/***/ 9366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m9: () => (/* binding */ cliEnvironment),
  L0: () => (/* binding */ commandVariables),
  hA: () => (/* binding */ invokeCli),
  pX: () => (/* binding */ outputLimit)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/environment.js
/** What the runner gives to actions alone, our inputs among it, and what the steps of an action keep for each other. */
const ofActions = /^(ACTIONS|INPUT|STATE)_/;
/**
 * The environment for a program that we start: ours, without our inputs, the tokens among them, and without the means
 * to write the repository's cache. Nothing else is taken out: proxies, agents and helpers for credentials stay.
 *
 * Source of the names: actions/runner at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55 to
 * 84, Handler.cs line 185.
 */
function childEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !ofActions.test(name)));
}

// EXTERNAL MODULE: ./build/src/dagger/folder.js
var dagger_folder = __webpack_require__(306);
// EXTERNAL MODULE: ./build/src/reason.js
var src_reason = __webpack_require__(5105);
;// CONCATENATED MODULE: ./build/src/dagger/invoke.js









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
 * SIGINT and SIGTERM reach the CLI and what it started, and end the call when the CLI ends. So does the time limit:
 * SIGINT first, then SIGKILL.
 *
 * @throws Error when `workdir` is no folder, or the CLI cannot be started
 */
async function invokeCli(invocation) {
    const { command, workdir, inWorkflow } = invocation;
    if (!(await (0,dagger_folder/* isFolder */.l)(workdir))) {
        throw new Error(`The input \`workdir\` names ${workdir}, which is not a folder here.`);
    }
    const folder = await (0,promises_.mkdtemp)(external_node_path_.join(invocation.temporary, 'warm-dagger-run-'));
    const argv = [...command.argv, ...(await scriptFile(command, folder))];
    const log = lineKeeper(invocation.log);
    return await withoutCommands(log, inWorkflow, async () => {
        const stdoutPath = external_node_path_.join(folder, 'stdout');
        const file = await (0,promises_.open)(stdoutPath, 'w');
        try {
            const stdout = capture(file);
            const trace = traceFinder();
            const ended = await runToEnd({ ...invocation, argv }, async (chunk, from) => {
                if (from === 'stderr')
                    trace.add(chunk);
                await Promise.all([log.write(chunk), from === 'stdout' ? stdout.add(chunk) : undefined]);
            });
            return { ...ended, stdout: { path: stdoutPath, ...stdout.end() }, traceUrl: trace.found() };
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
    const token = (0,external_node_crypto_.randomUUID)();
    await log.write(Buffer.from(`::stop-commands::${token}\n`));
    try {
        return await body();
    }
    finally {
        // On a line of its own: the last one may have had no end.
        await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`));
    }
}
const forOidc = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'];
/**
 * The environment for the CLI: what any program of ours gets, and what a job with the permission `id-token: write`
 * needs for OIDC. The runner gives that to every `run:` step too (actions/runner, ScriptHandler.cs), and functions
 * that publish take it, as `--token=env:ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
function cliEnvironment(env) {
    const oidc = Object.entries(env).filter(([name]) => forOidc.includes(name));
    return { ...childEnvironment(env), ...Object.fromEntries(oidc) };
}
/**
 * What `$NAME` may stand for in inputs: the CLI's environment, without the tokens in it that are ours or GitHub's.
 * A title of a pull request that a workflow puts into `args` must not get at one.
 *
 * @param own the input `env`
 * @param hasCloudToken whether the CLI gets Dagger Cloud's token from our input, instead of what the variable holds
 */
function commandVariables(env, own, hasCloudToken) {
    const inherited = childEnvironment(env);
    if (hasCloudToken)
        delete inherited['DAGGER_CLOUD_TOKEN'];
    return { ...inherited, ...own };
}
async function scriptFile({ script }, folder) {
    if (script === undefined)
        return [];
    const file = external_node_path_.join(folder, 'script.dsh');
    await (0,promises_.writeFile)(file, script);
    return [file];
}
// Not through command.ts: this program's output is passed on while it runs, and may be larger than memory.
async function runToEnd({ cli, argv, workdir, env, patience = 5000, limit }, onChunk) {
    const child = (0,external_node_child_process_.spawn)(cli, argv, {
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
    const clock = startClock(limit, forward);
    try {
        const ended = (0,external_node_events_.once)(child, 'exit');
        const outputs = Promise.all([
            readAll(child.stdout, (chunk) => onChunk(chunk, 'stdout')),
            readAll(child.stderr, (chunk) => onChunk(chunk, 'stderr')),
        ]);
        // Awaited below, when the CLI has ended: until then a failure is nobody's.
        outputs.catch(() => undefined);
        const [code, signal] = await ended.catch((error) => {
            const reason = (0,src_reason/* reasonOf */.A)(error);
            throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error });
        });
        const timedOut = clock.stop();
        // What it started may not have ended with it.
        if (timedOut)
            forward('SIGKILL');
        await withPatience(outputs, patience);
        return { exitCode: code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]), timedOut };
    }
    finally {
        clock.stop();
        process.off('SIGINT', forward).off('SIGTERM', forward);
        child.stdout.destroy();
        child.stderr.destroy();
    }
}
/** Interrupts, and later kills, when the time is up. @returns how to stop that, and to learn whether it began */
function startClock(limit, signal) {
    let isUp = false;
    let timer;
    const interrupt = () => {
        isUp = true;
        signal('SIGINT');
        timer = setTimeout(signal, limit?.grace, 'SIGKILL');
    };
    limit?.reached.addEventListener('abort', interrupt);
    return {
        stop: () => {
            limit?.reached.removeEventListener('abort', interrupt);
            clearTimeout(timer);
            return isUp;
        },
    };
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
                await (0,external_node_events_.once)(sink, 'drain');
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

/***/ 5005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ Deadline),
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   e3: () => (/* binding */ currentSignal),
/* harmony export */   fm: () => (/* binding */ cleaningUp),
/* harmony export */   ux: () => (/* binding */ within)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6698);

/** The time that a piece of work may take. What runs `within` it ends with it. */
class Deadline {
    /** Aborted when the time is over. */
    signal;
    /** What cleaning up after the work may take, if that is longer. */
    cleanUp;
    #end;
    /** @param seconds from now */
    constructor(seconds, cleanUp) {
        this.signal = AbortSignal.timeout(Math.round(seconds * 1000));
        this.#end = performance.now() + seconds * 1000;
        this.cleanUp = cleanUp;
    }
    /** Whole seconds; 0 when the time is over. */
    get secondsLeft() {
        return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000));
    }
    /** A deadline that ends earlier, so that `reserveSeconds` of this one are left for cleaning up. */
    before(reserveSeconds) {
        return new Deadline(Math.max(0, (this.#end - performance.now()) / 1000 - reserveSeconds), this);
    }
}
const ambient = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
/** Runs `body`, whose commands all end when the deadline's time is over. */
async function within(deadline, body) {
    return await ambient.run(deadline, body);
}
/** Runs `body` with the time that the current deadline leaves for cleaning up. */
async function cleaningUp(body) {
    const reserve = ambient.getStore()?.cleanUp;
    return reserve ? await ambient.run(reserve, body) : await body();
}
/** Aborted when the time of the work under way is over; undefined where it has no deadline. */
function currentSignal() {
    return ambient.getStore()?.signal;
}
/**
 * Waits for `work` no longer than until the signal. The work itself is not ended: whatever it still holds may be in
 * use afterwards.
 *
 * @throws the signal's reason when it was first
 */
async function untilAborted(signal, work) {
    work.catch(() => undefined);
    return await new Promise((resolve, reject) => {
        const abandon = () => {
            reject(signal.reason);
        };
        if (signal.aborted)
            abandon();
        signal.addEventListener('abort', abandon, { once: true });
        work.then(resolve, reject).finally(() => {
            signal.removeEventListener('abort', abandon);
        });
    });
}


/***/ }),

/***/ 9490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MB: () => (/* binding */ clearAway),
  Iy: () => (/* binding */ discardImage),
  zL: () => (/* binding */ findLeftover),
  qH: () => (/* binding */ holdDevice),
  tO: () => (/* binding */ imageName),
  d0: () => (/* binding */ imagePath),
  lg: () => (/* binding */ isAttached),
  Fy: () => (/* binding */ isMountedHere),
  i7: () => (/* binding */ makeFolderOf),
  B: () => (/* binding */ makeVolume),
  s9: () => (/* binding */ releaseVolume)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/disk/loop-device.js


/** A loop device's largest request, KiB: a block of the host's filesystem, which is written whole or not at all. */
const largestRequest = '4';
/**
 * Attaches an image to a free loop device, so that no write to it can be lost without an error: one that the host's
 * disk has room for in part only counts as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; seen there).
 *
 * @returns its path, such as /dev/loop3
 */
async function attach(image) {
    const device = (await (0,privileged/* runAsRoot */.yf)('losetup', ['--find', '--show', '--nooverlap', image])).trim();
    if (!/^\/dev\/loop\d+$/.test(device))
        throw new Error(`losetup answered "${device}", not a loop device`);
    const refusal = await setLargestRequest(device, largestRequest);
    if (refusal === undefined)
        return device;
    await detach(device);
    throw new Error(`the kernel's requests to ${device} could not be limited to ${largestRequest} KiB: ${refusal}`);
}
/** Detaches a loop device; one that is gone already is no error. */
async function detach(device) {
    if ((await backingFile(device)) === undefined)
        return;
    // The number keeps its setting, whoever has it next.
    const usual = await (0,promises_.readFile)(`${sysfsOf(device)}/queue/max_hw_sectors_kb`, 'utf8').catch(() => '');
    await setLargestRequest(device, usual.trim());
    await (0,privileged/* runAsRoot */.yf)('losetup', ['--detach', device]);
}
/** @param size KiB @returns why it cannot be set; undefined when it is */
async function setLargestRequest(device, size) {
    const set = await (0,privileged/* attemptAsRoot */.a$)('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size });
    return set.exitCode === 0 ? undefined : set.stderr.trim();
}
/** What the kernel tells of a device, and what can be set. */
function sysfsOf(device) {
    return `/sys/block/${device.replace('/dev/', '')}`;
}
/**
 * The file that a loop device stands for, from sysfs; undefined when it stands for none. A file that was removed
 * ends in " (deleted)", so it never equals a path of ours.
 */
async function backingFile(device) {
    try {
        return (await (0,promises_.readFile)(`${sysfsOf(device)}/loop/backing_file`, 'utf8')).trimEnd();
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/src/disk/superblock.js
var disk_superblock = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/src/disk/second-mount.js
var second_mount = __webpack_require__(7675);
;// CONCATENATED MODULE: ./build/src/disk/docker-volume.js






const imageLabel = 'warm-dagger.image';
/** In the folder of a volume's image, and of one that is kept. */
const imageName = 'engine.img';
/** Where the image of a volume is, below the job's folder for temporary files. */
function imagePath(temporary, volume) {
    // In a folder of their own: a volume may have the name of any other file of ours.
    return (0,external_node_path_.join)(temporary, 'warm-dagger', 'volumes', volume, imageName);
}
/** Attaches an image and makes the Docker volume that mounts it. Leaves nothing when it fails. */
async function makeVolume(name, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem.`);
    if (superblock.unusual !== undefined)
        throw new Error(`The filesystem in ${image} ${superblock.unusual}.`);
    const device = await attach(image);
    const volume = { name, image, device, uuid: superblock.uuid };
    try {
        // By another name of the file, for instance, it would neither be found again nor detached.
        if (!(await isAttached(volume)))
            throw new Error(`${device} is not attached to ${image}.`);
        await (0,docker/* createVolume */.pb)(name, [
            ...['--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
            ...['--opt', `o=${second_mount/* mountOptions */.g5}`, '--label', `${imageLabel}=${image}`],
        ]);
        const made = await (0,docker/* inspectVolume */.Px)(name);
        if (made?.options['device'] !== device || made.labels[imageLabel] !== image) {
            throw new Error(`The Docker volume ${name} was created by another program in the meantime.`);
        }
    }
    catch (error) {
        await detach(device);
        throw error;
    }
    return volume;
}
/**
 * Whether the loop device still stands for the image, and the image still holds the filesystem that was recorded.
 * Loop numbers are recycled: after a detach the same path may be somebody else's disk.
 */
async function isAttached({ image, device, uuid }) {
    return ((await backingFile(device)) === image &&
        (await (0,disk_superblock/* readSuperblock */.t_)(image).catch(() => undefined))?.uuid === uuid);
}
/**
 * Opens the loop device: until it is closed its number goes to nobody else, as one that is open is detached only then
 * (Linux, drivers/block/loop.c, loop_clr_fd). undefined where we may not, for want of root.
 */
async function holdDevice({ device }) {
    return await (0,promises_.open)(device, 'r').catch(() => undefined);
}
/** Whether a volume of this name is there already, and whether it may be cleared away. */
async function findLeftover(name) {
    const volume = await (0,docker/* inspectVolume */.Px)(name);
    if (!volume)
        return 'none';
    if (!(docker/* ownLabel */.tZ in volume.labels))
        return 'foreign';
    for (const container of await (0,docker/* containersOf */.Mz)(name)) {
        if ((0,docker/* isJobContainer */.ru)(container))
            continue;
        const labels = (await (0,docker/* inspectContainer */.aH)(container))?.labels;
        if (labels && !(docker/* ownLabel */.tZ in labels))
            return 'foreign';
    }
    return 'ours';
}
/** Removes a volume of ours with its container and image. What is gone already is no error. */
async function clearAway(name) {
    const volume = await (0,docker/* inspectVolume */.Px)(name);
    if (!volume || !(docker/* ownLabel */.tZ in volume.labels))
        return;
    for (const container of await (0,docker/* containersOf */.Mz)(name))
        await (0,docker/* removeContainer */.od)(container);
    await (0,docker/* removeVolume */.L)(name);
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
    await (0,promises_.rm)((0,external_node_path_.dirname)(image), { recursive: true, force: true });
}
/** Removes the Docker volume with its container, and detaches the image, which stays. */
async function releaseVolume({ name, image }) {
    for (const container of await (0,docker/* containersOf */.Mz)(name))
        await (0,docker/* removeContainer */.od)(container);
    await (0,docker/* removeVolume */.L)(name);
    await detachFrom(image);
    if ((await devicesOf(image)).length > 0)
        throw new Error(`${image} is still in use`);
}
async function detachFrom(image) {
    for (const device of await devicesOf(image)) {
        for (const place of await mountPointsOf(device)) {
            // Whoever else has it mounted may be writing to it.
            if (!(0,second_mount/* isOwnMountPoint */.E6)(place))
                throw new Error(`${image} is still mounted at ${place}`);
            await (0,second_mount/* unmount */.vs)(place);
            await (0,promises_.rmdir)(place).catch(() => undefined);
        }
        await detach(device);
    }
}
/** The loop devices that stand for an image now, whatever number they had before. */
async function devicesOf(image) {
    const names = (await (0,promises_.readdir)('/sys/block')).filter((name) => name.startsWith('loop'));
    const devices = [];
    for (const device of names.map((name) => `/dev/${name}`)) {
        const file = await backingFile(device);
        // The runner may have emptied its folder since: the kernel then says so behind the path.
        if (file === image || file === `${image} (deleted)`)
            devices.push(device);
    }
    return devices;
}
/** Makes the folder of an image, empty. */
async function makeFolderOf(image) {
    await discardImage(image);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(image), { recursive: true, mode: 0o700 });
}
/**
 * Whether the device is mounted in this machine's own mount table. A daemon that lives elsewhere, or sees other
 * devices, would have mounted another disk of that name.
 */
async function isMountedHere(device) {
    return (await mountPointsOf(device)).length > 0;
}
async function mountPointsOf(device) {
    const { rdev } = await (0,promises_.stat)(device);
    // glibc's split of a device number, for the small numbers that loop devices have.
    const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`;
    const lines = (await (0,promises_.readFile)('/proc/self/mountinfo', 'utf8')).split('\n');
    return lines.flatMap((line) => {
        const [, , device, , place] = line.split(' ');
        // Blanks in a path are octal there: proc_pid_mountinfo(5).
        const unescape = (path) => path.replace(/\\([0-7]{3})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 8)));
        return device === number && place !== undefined ? [unescape(place)] : [];
    });
}


/***/ }),

/***/ 7675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ isOwnMountPoint),
/* harmony export */   _K: () => (/* binding */ canBeMounted),
/* harmony export */   ei: () => (/* binding */ Witness),
/* harmony export */   g5: () => (/* binding */ mountOptions),
/* harmony export */   vs: () => (/* binding */ unmount),
/* harmony export */   wE: () => (/* binding */ ownMountPoint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1072);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5603);






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
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
        try {
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('mount', ['-t', 'ext4', '-o', ownMountOptions, disk.device, folder]);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(folder);
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
        const sync = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('sync', ['-f', this.#folder], writing);
        if (sync.exitCode !== 0)
            return `not all of its data could be written to disk: ${sync.stderr.trim()}`;
        for (const counter of ['errors_count', 'warning_count']) {
            const count = await this.#counter(counter);
            if (count !== '0')
                return `the kernel counts ${count} in ${counter} of its filesystem`;
        }
        const trim = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('fstrim', [this.#folder], writing);
        if (trim.exitCode !== 0)
            return `its free blocks could not be discarded: ${trim.stderr.trim()}`;
        await this.release();
        return await this.#superblockComplaint(releasePatience);
    }
    async #counter(name) {
        const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`;
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => 'an unknown number')).trim();
    }
    async #superblockComplaint(releasePatience) {
        // The kernel marks it clean when the last mount of it goes, which may be one in another mount namespace.
        for (let waited = 0; waited <= releasePatience; waited += 100) {
            const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t_)(this.#disk.image);
            // What lies beyond the cut is gone, while the kernel still remembers it and finds nothing wrong.
            if (superblock?.cutShort)
                return 'its image file was cut short';
            if (superblock?.hasErrors)
                return 'its superblock says that the filesystem has errors';
            if (superblock?.clean)
                return undefined;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(100);
        }
        return 'something else still has its filesystem mounted';
    }
    async release() {
        if (!this.#mounted)
            return;
        this.#mounted = false;
        await unmount(this.#folder);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(this.#folder);
    }
}
/** What writes everything that is still in memory to a slow disk. */
const writing = { timeoutSeconds: 600 };
/** Unmounts a folder. @throws CommandError when it may still be mounted */
async function unmount(folder) {
    await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('umount', [folder], writing);
}
/** In a folder of the job's: a name of its own, by which a mount that a killed step left is recognized. */
function ownMountPoint(folder, purpose) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `warm-dagger-${purpose}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`);
}
/** Whether a mount at this place is one of ours, and not the engine's. */
function isOwnMountPoint(place) {
    return /^warm-dagger-(witness|probe)-[0-9a-f]{8}$/.test((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(place));
}
/** Whether the kernel mounts the disk's filesystem at all. @param folder for the mount, made new */
async function canBeMounted(disk, folder) {
    try {
        await (await Witness.mount(disk, folder)).release();
        return true;
    }
    catch {
        return false;
    }
}
/**
 * For the engine's mount. noatime: reading is no change. noinit_itable: the inode tables are zeros already, being holes
 * of a new file, and the kernel is not to write them in the background. errors: a filesystem that the kernel finds
 * damaged takes no more writes, whatever its superblock says; the kernel reads this from the first mount alone. Not
 * nodev, nosuid or noexec: the engine's layers hold devices (whiteouts) and programs that it runs from there.
 */
const mountOptions = 'noatime,noinit_itable,errors=remount-ro';
/** For mounts of ours, through which nothing is run. */
const ownMountOptions = `${mountOptions},nosuid,nodev,noexec`;


/***/ }),

/***/ 5603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i3: () => (/* binding */ isUntouchedSince),
/* harmony export */   t_: () => (/* binding */ readSuperblock)
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
        const superblock = bytesRead === length ? parseSuperblock(buffer) : undefined;
        if (!superblock)
            return undefined;
        return { ...superblock, cutShort: (await file.stat()).size < superblock.blocks * superblock.blockSize };
    }
    finally {
        await file.close();
    }
}
/** Whether an image has not been mounted, nor cut short, since its superblock was read: any mount is counted in it. */
async function isUntouchedSince(then, image) {
    const now = await readSuperblock(image);
    return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort;
}
/**
 * What mke2fs writes for `makeImage`, as masks: 0x38 is ext_attr, resize_inode, dir_index; 0x2c2 filetype, extent,
 * 64bit, flex_bg; 0x46b sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum. 0xc is user_xattr
 * and acl, which are the kernel's defaults, too.
 */
const masks = [
    { name: 'compatible features', at: 0x5c, usual: 0x38 },
    { name: 'incompatible features', at: 0x60, usual: 0x2c2 },
    { name: 'read-only compatible features', at: 0x64, usual: 0x46b },
    { name: 'default mount options', at: 0x100, usual: 0xc },
];
/** s_errors: 1 goes on, 2 mounts it read-only, 3 panics. 0 is none of them, and counts as the first. */
const panics = 3;
function unusualIn(bytes) {
    for (const { name, at, usual } of masks) {
        const more = (bytes.readUInt32LE(at) & ~usual) >>> 0;
        if (more !== 0)
            return `has unknown ${name} (0x${more.toString(16)})`;
    }
    if (bytes.readUInt16LE(0x3c) >= panics)
        return 'would stop the machine on an error (errors=panic)';
    // s_mount_opts: a string of options, as on the command line.
    if (bytes.readUInt8(0x200) !== 0)
        return 'has mount options of its own';
    return undefined;
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
        mounts: bytes.readUInt16LE(0x34),
        clean: (state & 1) !== 0,
        hasErrors: (state & 2) !== 0,
        unusual: unusualIn(bytes),
    };
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CR: () => (/* binding */ containerLog),
/* harmony export */   GP: () => (/* binding */ volumeNameRule),
/* harmony export */   Kd: () => (/* binding */ removeOwnContainer),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   Le: () => (/* binding */ dockerMissing),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   Px: () => (/* binding */ inspectVolume),
/* harmony export */   Sn: () => (/* binding */ volumeNamePattern),
/* harmony export */   ZP: () => (/* binding */ pullImage),
/* harmony export */   _8: () => (/* binding */ dockerProblem),
/* harmony export */   aH: () => (/* binding */ inspectContainer),
/* harmony export */   e_: () => (/* binding */ hasImage),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   pF: () => (/* binding */ jobContainer),
/* harmony export */   pb: () => (/* binding */ createVolume),
/* harmony export */   ru: () => (/* binding */ isJobContainer),
/* harmony export */   tZ: () => (/* binding */ ownLabel)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6448);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);


/** Tells containers and volumes of ours from those that the CLI or a user made. */
const ownLabel = 'warm-dagger';
/** Docker's own rule: moby v20.10, volume/local/local.go, volumeNameRegex. */
const volumeNamePattern = /^[a-zA-Z0-9][\w.-]{1,100}$/;
/** For a person. */
const volumeNameRule = "a Docker volume's name: letters, digits and _.- , at least two, at most 101";
/** The container of a job's engine. */
function jobContainer(version, runnerSuffix) {
    return `warm-dagger-${version}${runnerSuffix}`;
}
/** By its name alone: the CLI, where it has to make it, sets no label. Those `on` a volume are shells', not jobs'. */
function isJobContainer(name) {
    return /^warm-dagger-(?!on-)/.test(name);
}
/**
 * Why Docker here cannot mount a device of this machine, as a sentence; undefined when it can. Only a local unix
 * socket is trusted: any other daemon may live on another machine, whose loop devices are others.
 */
async function dockerProblem() {
    const endpoint = process.env['DOCKER_HOST'] ??
        (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim();
    if (endpoint !== '' && !endpoint.startsWith('unix://')) {
        return `The Docker daemon is at ${endpoint}, possibly another machine, which cannot use this machine's disks.`;
    }
    return await dockerMissing();
}
/** Why no Docker daemon can be used at all, here or elsewhere, as a sentence; undefined when one answers. */
async function dockerMissing() {
    const version = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['version', '--format', '{{.Server.Version}}']);
    if (version.exitCode === 0)
        return undefined;
    return version.exitCode === undefined
        ? 'The docker command is not on the PATH.'
        : `The Docker daemon does not respond: ${lastLine(version.stderr)}.`;
}
function lastLine(text) {
    return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
}
/** undefined when there is no such container. */
async function inspectContainer(name) {
    const found = await inspect('container', name);
    if (!found)
        return undefined;
    const { Id, Created, State, RestartCount, Config, Mounts } = found;
    return {
        id: Id,
        running: State.Running,
        exitCode: State.ExitCode,
        outOfMemory: State.OOMKilled,
        restarts: RestartCount,
        startedAt: State.StartedAt,
        // The year 1 stands for never.
        logsFrom: State.FinishedAt.startsWith('0001-') ? Created : State.FinishedAt,
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
async function hasImage(name) {
    return (await inspect('image', name)) !== undefined;
}
/** Seconds in which an image of some hundred megabytes arrives, also over a slow line. */
const longestPullSeconds = 1200;
/** @throws CommandError */
async function pullImage(name) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['pull', '--quiet', '--', name], { timeoutSeconds: longestPullSeconds });
}
/** @throws CommandError when the daemon does not say whether there is one */
async function inspect(kind, name) {
    const args = [kind, 'inspect', '--', name];
    const { exitCode, stdout, stderr } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0)
        return JSON.parse(stdout)[0];
    if (exitCode === undefined || /no such/i.test(stderr))
        return undefined;
    throw new _command_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
}
/** The names of all containers, running or not, that have the volume. */
async function containersOf(volume) {
    const names = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', [
        ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
        ...['--format', '{{.Names}}'],
    ]);
    return names.split('\n').filter((name) => name !== '');
}
/** @throws CommandError when the container may still be there, and so use its volumes */
async function removeContainer(name) {
    const args = ['rm', '--force', '--', name];
    const { exitCode, stderr } = await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0 || !(await inspectContainer(name)))
        return;
    throw new _command_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
}
/** Like `removeContainer`, but leaves one that is not ours. */
async function removeOwnContainer(name) {
    const container = await inspectContainer(name);
    if (container && ownLabel in container.labels)
        await removeContainer(name);
}
/**
 * Makes a volume of ours. Docker answers with the one that is there, if there is one, without an error.
 *
 * @throws CommandError
 */
async function createVolume(name, options = []) {
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name]);
}
/**
 * Removes a volume of ours; one that is not stays, whatever its name.
 *
 * @throws CommandError when it is still there, and so may be mounted
 */
async function removeVolume(name) {
    const volume = await inspectVolume(name);
    if (!volume || !(ownLabel in volume.labels))
        return;
    await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['volume', 'rm', '--force', '--', name]);
}
/**
 * The lines that `wanted` picks of what a container wrote since it was last started, both streams. A build's log can
 * be larger than memory, so no other line is kept.
 */
async function containerLog(name, since, wanted) {
    try {
        return (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .pickLines */ .f2)('docker', ['logs', '--since', since, '--', name], wanted)).join('\n');
    }
    catch (error) {
        throw new Error(`the engine's log cannot be read: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error)}`, { cause: error });
    }
}


/***/ }),

/***/ 1964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Kv: () => (/* binding */ jobIdentity),
  nS: () => (/* binding */ lasting),
  UZ: () => (/* binding */ machineStays),
  Ch: () => (/* binding */ openStore),
  pO: () => (/* binding */ runContext),
  oA: () => (/* binding */ runThatSaved),
  YC: () => (/* binding */ runnerSuffix),
  q_: () => (/* binding */ temporary)
});

// UNUSED EXPORTS: repositoryIdentity, suffixOf, workflowFile

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/policy/keys.js
var keys = __webpack_require__(170);
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
        return { service: { url: new URL(url), token }, readable, writable, isGitHubs: isGitHubs(env, url) };
    }
    const toolkitUrl = env['ACTIONS_CACHE_URL'];
    if (!toolkitUrl)
        return undefined;
    return { service: 'toolkit', readable, writable, isGitHubs: isGitHubs(env, toolkitUrl) };
}
/**
 * Whether a cache service is GitHub's: one of its own hosts, or the GitHub Enterprise Server that runs the job. Gitea,
 * Forgejo and nektos/act name their own server in the same variable, and set ACT.
 *
 * Source of the host names: docs.github.com, "Self-hosted runners reference", "Accessible domains by function"; for
 * data residency "Network details for GHE.com".
 */
function isGitHubs(env, url) {
    if (!URL.canParse(url))
        return false;
    const { hostname } = new URL(url);
    if (/\.(actions\.githubusercontent\.com|ghe\.com)$/.test(hostname))
        return true;
    return isEnterpriseServer(env) && env['ACT'] !== 'true' && hostname === serverName(env);
}
function isEnterpriseServer(env) {
    const hostname = serverName(env);
    return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost');
}
function serverName(env) {
    return new URL(env['GITHUB_SERVER_URL'] || 'https://github.com').hostname;
}

// EXTERNAL MODULE: ./build/src/store/actions-http.js
var actions_http = __webpack_require__(5969);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
    // Version 1 calls every answer without an ID a taken key, a proxy's page too (saveCacheV1); only its details tell.
    const taken = details.find((detail) => detail.includes('another job may be creating this cache. More details:'));
    if (taken !== undefined)
        return refused(taken) ? undefined : taken;
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
    isolatesBranches;
    hasRestApi;
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
        this.isolatesBranches = access.isGitHubs;
        this.hasRestApi = access.isGitHubs;
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
            const facts = await (0,promises_.lstat)((0,external_node_path_.join)(this.#stagingFolder, entryFile));
            // A link would lead elsewhere, and a pipe be read for ever.
            if (!facts.isFile())
                throw new Error(`opening ${key}: the stored entry is not a file`);
            await (0,promises_.rename)((0,external_node_path_.join)(this.#stagingFolder, entryFile), path);
            const { size } = facts;
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
                await (0,promises_.rm)((0,external_node_path_.join)(this.#stagingFolder, entryFile), { recursive: true, force: true });
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
                // The toolkit unpacks with --absolute-names whatever an archive names. GNU tar makes our one file of it all,
                // wherever it was to go and to link to.
                TAR_OPTIONS: `--transform=s,.*,${entryFile},`,
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

// EXTERNAL MODULE: ./build/src/store/official-client.js
var official_client = __webpack_require__(3716);
;// CONCATENATED MODULE: ./build/src/store/actions-blocks.js



/**
 * Writes a blob to a signed URL in the protocol of Azure Blob Storage: in one request when it is small, else in
 * blocks, several at a time, that become the blob when their list is sent (REST API: Put Blob, Put Block, Put Block
 * List).
 *
 * @returns bytes
 * @throws UnavailableError, or what the content throws; the blob then does not exist
 */
async function uploadBlob(signedUrl, content, patience, log) {
    const url = masked(signedUrl);
    const { single, block: blockSize, blocksUnderWay } = (0,official_client/* uploadSizes */.eZ)(url);
    const put = async (name, query, body, headers) => {
        const target = new URL(url);
        for (const [key, value] of Object.entries(query))
            target.searchParams.set(key, value);
        const request = { name, method: 'PUT', url: target, headers: (0,official_client/* azureHeaders */.mN)(headers), body };
        const { status } = await (0,actions_http/* send */.tN)(request, patience, log, ({ status }) => 
        // What accepts an upload without having stored it is not the store.
        status < 400 && status !== 201 ? `the answer was ${status} instead of 201` : undefined);
        if (status !== 201)
            throw new Error(`${name} was answered with ${status}`);
    };
    const bytes = { 'content-type': 'application/octet-stream' };
    const nameOf = (0,official_client/* blockNames */.cK)();
    const ids = [];
    const underWay = new Set();
    /** What may still fit one request. */
    let held = [];
    let failure;
    let size = 0;
    try {
        for await (const block of inBlocks(content, blockSize)) {
            size += block.size;
            held.push(block);
            if (size <= single)
                continue;
            for (const next of held) {
                while (underWay.size >= blocksUnderWay)
                    await Promise.race(underWay);
                if (!failure)
                    start(next);
            }
            held = [];
            if (failure)
                break;
        }
    }
    finally {
        await Promise.all(underWay);
    }
    if (failure)
        throw failure.error;
    if (ids.length === 0) {
        const body = held.flatMap(({ pieces }) => pieces);
        await put('uploading a blob', {}, body, { ...bytes, 'x-ms-blob-type': 'BlockBlob' });
    }
    else {
        const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
        const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${list}</BlockList>`;
        await put('uploading the list of blocks', { comp: 'blocklist' }, [Buffer.from(body)], {
            'content-type': 'application/xml',
        });
    }
    return size;
    function start(block) {
        const blockid = nameOf(ids.length);
        ids.push(blockid);
        const upload = put('uploading a block', { comp: 'block', blockid }, block.pieces, bytes)
            .catch((error) => {
            failure ??= { error };
        })
            .finally(() => underWay.delete(upload));
        underWay.add(upload);
    }
}
/**
 * Cuts without copying: a block is the pieces that it is made of.
 *
 * @param blockSize bytes
 */
async function* inBlocks(content, blockSize) {
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
/**
 * Has the runner hide the signature, wherever it may turn up, as it is and as URLs spell it.
 *
 * @throws Error when what the cache service calls a URL is none that can be asked over HTTP
 */
function masked(signedUrl) {
    const url = URL.parse(signedUrl);
    if (!url || !/^https?:$/.test(url.protocol)) {
        throw new Error('the cache service answered with an address that is not HTTP');
    }
    const signature = url.searchParams.get('sig');
    if (signature) {
        (0,core/* setSecret */.Pq)(signature);
        (0,core/* setSecret */.Pq)(encodeURIComponent(signature));
    }
    return url;
}

// EXTERNAL MODULE: ./build/src/retry.js
var retry = __webpack_require__(2975);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/store/http.js
var http = __webpack_require__(2131);
;// CONCATENATED MODULE: ./build/src/store/actions-v2.js












/**
 * Belongs to every key that this store writes, and keeps it from reading what others wrote: tar files of
 * @actions/cache, above all. A change of what an entry's bytes are needs a new one.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('warm-dagger: an entry is its bytes').digest('hex');
/** `msg` is that of an error. */
const texts = ['message', 'signed_upload_url', 'signed_download_url', 'matched_key', 'msg'];
/** No pack and no manifest is larger, bytes. */
const largestEntry = 2 ** 30;
/** The Actions cache over its own protocol, version 2: no temporary file, no tar, and downloads in ranges. */
class ActionsV2Store {
    name = 'the Actions cache';
    isolatesBranches;
    hasRestApi;
    #service;
    #access;
    #log;
    #stagingFolder;
    #patience;
    /** Where the entries are that a lookup found, by their keys: for `open`, which needs no lookup of its own then. */
    #located = new Map();
    /** @param stagingFolder for downloads from a blob host that does not serve ranges; made when needed */
    constructor(service, access, log, stagingFolder, patience = actions_http/* patience */._L) {
        this.#service = service;
        this.isolatesBranches = access.isGitHubs;
        this.hasRestApi = access.isGitHubs;
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
        const located = this.#located.get(key);
        // Once: whoever opens it again does so because something was wrong, such as a URL that has expired.
        this.#located.delete(key);
        if (located !== undefined) {
            const opened = await this.#openAt(located, key);
            if (typeof opened === 'object')
                return opened;
        }
        const found = await this.#lookUp([key]);
        this.#located.delete(key);
        if (found?.key !== key)
            return undefined;
        const opened = await this.#openAt(found.url, key);
        if (typeof opened === 'object')
            return opened;
        if (opened === 404)
            return undefined;
        throw new Error(`opening ${key} was answered with ${opened}`);
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
        // Without what is empty, as protobuf's JSON is.
        const more = restoreKeys.length > 0 && { restore_keys: restoreKeys };
        const { status, fields } = await this.#call('GetCacheEntryDownloadURL', { key, ...more }, [
            'matched_key',
            'signed_download_url',
        ]);
        if (status === 403 && fields.msg?.includes('cache read denied:')) {
            this.#log.info(`${this.name} cannot be read by this job: ${fields.msg}`);
            return undefined;
        }
        if (status !== 200)
            throw new Error(`looking up ${keys.join(', ')} was answered with ${actions_v2_reason(status, fields)}`);
        const { ok, matched_key: matched, signed_download_url: url } = fields;
        if (!ok || matched === undefined || url === undefined)
            return undefined;
        this.#located.set(matched, url);
        return { key: matched, url };
    }
    /** @returns the signed URL to upload to; undefined when the key is taken or the job may not write */
    async #reserve(key) {
        const { status, fields, repeated } = await this.#call('CreateCacheEntry', { key }, ['signed_upload_url']);
        const said = fields.message ?? fields.msg ?? '';
        if (status === 200 && fields.ok && fields.signed_upload_url !== undefined)
            return fields.signed_upload_url;
        if (said.includes('cache write denied:')) {
            this.#log.info(`${this.name} cannot be written by this job: ${said}`);
            return undefined;
        }
        const taken = status === 409 || (status === 200 && (said === '' || said.includes('already exists')));
        if (!taken)
            throw new Error(`reserving ${key} was answered with ${actions_v2_reason(status, fields)}`);
        if (repeated && !(await this.has(key))) {
            throw new Error(`reserving ${key} succeeded, but its response was lost, so the key cannot be used again`);
        }
        return undefined;
    }
    async #finalize(key, size) {
        let failure;
        try {
            const fields = { key, size_bytes: String(size) };
            const answer = await this.#call('FinalizeCacheEntryUpload', fields);
            if (answer.status === 200 && answer.fields.ok)
                return;
            failure = new Error(`finishing ${key} was answered with ${actions_v2_reason(answer.status, answer.fields)}`);
            if (!answer.repeated)
                throw failure;
        }
        catch (error) {
            if (!(error instanceof retry/* UnavailableError */.hG))
                throw error;
            failure = error;
        }
        // An attempt may have done it, although its answer was lost.
        if (!(await this.has(key)))
            throw failure;
    }
    /** @param needed of the fields of an answer that says ok */
    async #call(method, fields, needed = []) {
        const { url, token } = this.#service;
        const { status, repeated, body } = await (0,actions_http/* send */.tN)({
            name: method,
            method: 'POST',
            url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
            headers: { ...official_client/* serviceHeaders */.sq, authorization: `Bearer ${token}` },
            body: [Buffer.from(JSON.stringify({ ...fields, version }))],
        }, this.#patience, this.#log, (answer) => complaintAbout(answer, needed));
        return { status, repeated, fields: fieldsOf(body) ?? { ok: false } };
    }
    /** @returns the status of the answer where it is no entry */
    async #openAt(signedUrl, key) {
        const url = masked(signedUrl);
        const name = `opening ${key}`;
        return (0,official_client/* isAzure */.QH)(url) ? await this.#measure(url, name) : await this.#download(url, name);
    }
    /** Asks for nothing but the size: the ranges are read as they are needed. */
    async #measure(url, name) {
        const request = { name, method: 'HEAD', url, headers: (0,official_client/* azureHeaders */.mN)() };
        const { status, headers } = await (0,actions_http/* send */.tN)(request, this.#patience, this.#log);
        return status === 200 ? readInRanges(url, headers['content-length'], name) : status;
    }
    /**
     * Asks for the whole, as @actions/cache does of a host that is not Azure's: such a host may know neither HEAD nor
     * ranges. One that offers ranges is asked for those, for a large entry.
     */
    async #download(url, name) {
        return await (0,actions_http/* persistently */.p5)(name, this.#patience, this.#log, async () => {
            const response = await (0,http/* answered */.oQ)({ method: 'GET', url, headers: official_client/* downloadHeaders */.$R }, this.#patience);
            const { statusCode: status = 0, headers } = response;
            const offersRanges = headers['accept-ranges'] === 'bytes' && Number(headers['content-length']) > official_client/* rangeSize */.xh;
            if (status !== 200 || offersRanges)
                response.destroy();
            if (status !== 200)
                return status;
            return offersRanges
                ? readInRanges(url, headers['content-length'], name)
                : await this.#toFile(response, name);
        });
    }
    async #toFile(response, name) {
        await (0,promises_.mkdir)(this.#stagingFolder, { recursive: true });
        const path = (0,external_node_path_.join)(this.#stagingFolder, (0,external_node_crypto_.randomUUID)());
        const close = () => (0,promises_.rm)(path, { force: true });
        try {
            await (0,external_node_stream_promises_.pipeline)(atMost(largestEntry, response, name), (0,external_node_fs_.createWriteStream)(path));
            return { source: { kind: 'file', path }, size: (await (0,promises_.stat)(path)).size, close };
        }
        catch (error) {
            await close();
            throw error;
        }
    }
}
function readInRanges(url, length, name) {
    if (length === undefined)
        throw new Error(`${name}: the store did not say how large it is`);
    return { source: { kind: 'url', url: url.href }, size: Number(length), close: () => Promise.resolve() };
}
/** Passes on what comes, and fails when it is too much: how much comes is for the other side to say. */
async function* atMost(most, response, name) {
    const pieces = response[Symbol.asyncIterator]();
    let size = 0;
    try {
        for (;;) {
            const next = await pieces.next().catch((error) => {
                throw new retry/* PassingError */.aB((0,reason/* reasonOf */.A)(error), { cause: error });
            });
            if (next.done === true)
                return;
            size += next.value.length;
            if (size > most)
                throw new Error(`${name} brought more than ${most} bytes`);
            yield next.value;
        }
    }
    finally {
        response.destroy();
    }
}
/** Why an answer is not the cache service's. */
function complaintAbout({ status, headers, body }, needed) {
    const fields = fieldsOf(body);
    if (!fields) {
        const type = headers['content-type']?.replaceAll(/[^\w/;=. +-]/g, '').slice(0, 60) ?? 'no type';
        return `the answer was not the cache service's (${status}, ${type}): a proxy may have answered`;
    }
    const missing = status === 200 && fields.ok ? needed.filter((name) => !fields[name]) : [];
    return missing.length > 0 ? `the answer lacks ${missing.join(' and ')}` : undefined;
}
/**
 * Reads an answer. Errors are of the same form (twirp, "Errors"), and a missing field has its default, as in all of
 * protobuf's JSON.
 *
 * @returns undefined where it is none of the cache service
 */
function fieldsOf(body) {
    let answer;
    try {
        answer = JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
        return undefined;
    const given = answer;
    const ok = given['ok'] ?? false;
    if (typeof ok !== 'boolean')
        return undefined;
    const found = texts.map((name) => [name, Object.hasOwn(given, name) ? (given[name] ?? '') : '']);
    if (found.some(([, value]) => typeof value !== 'string'))
        return undefined;
    return { ...Object.fromEntries(found.filter(([, value]) => value !== '')), ok };
}
function actions_v2_reason(status, { message, msg }) {
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
        log.info('Cache: GitHub Actions cache, through @actions/cache, because this job has no v2 service');
        return new ActionsToolkitStore(cache, env, log, stagingFolder, signal);
    }
    log.info('Cache: GitHub Actions cache (v2, direct)');
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
    isolatesBranches = false;
    hasRestApi = false;
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
        return (await fileOrNothing(this.#content(key))) !== undefined;
    }
    async open(key) {
        const path = this.#content(key);
        const stats = await fileOrNothing(path);
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
            const content = await fileOrNothing((0,external_node_path_.join)(this.#entries, name, 'content'));
            const key = await keyIn((0,external_node_path_.join)(this.#entries, name, 'key'));
            // Half of it may have been removed by someone since.
            if (!content || key === undefined)
                continue;
            entries.push({ key, size: Number(content.size), written: content.mtimeNs });
        }
        entries.sort((a, b) => (a.written < b.written ? 1 : -1));
        return entries.map(({ key, size, written }) => ({ key, size, writtenAt: Number(written / 1000000n) }));
    }
    /**
     * Takes the entry away whole: a reader finds all of it or none.
     *
     * @returns false when it was gone already
     */
    async remove(key) {
        await (0,promises_.mkdir)(this.#unfinished, { recursive: true });
        const gone = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        try {
            await (0,promises_.rename)(this.#folder(key), gone);
        }
        catch (error) {
            if (isCode(error, 'ENOENT'))
                return false;
            throw error;
        }
        await (0,promises_.rm)(gone, { recursive: true, force: true });
        return true;
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
/** What is no file could lead elsewhere, or be waited for without end. */
async function fileOrNothing(path) {
    const facts = await (0,promises_.lstat)(path, { bigint: true }).catch(nothingIfMissing);
    return facts?.isFile() ? facts : undefined;
}
async function keyIn(path) {
    const size = (await fileOrNothing(path))?.size;
    // 512 characters, none of which takes more than four bytes.
    if (size === undefined || size > 2048n)
        return undefined;
    return await (0,promises_.readFile)(path, 'utf8').catch(nothingIfMissing);
}
function nothingIfMissing(error) {
    if (isCode(error, 'ENOENT'))
        return undefined;
    throw error;
}
function isCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
;// CONCATENATED MODULE: ./build/src/github/context.js








const { env } = process;
const repository = env['GITHUB_REPOSITORY'] ?? '';
/** A folder that ends with the job. */
const temporary = env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
/** Whether the machine outlives the job. */
const machineStays = env['RUNNER_ENVIRONMENT'] === 'self-hosted';
/**
 * What is added to the names of containers and volumes on machines that stay: several runners may share one
 * Docker daemon, and none is to touch what is another's.
 */
const runnerSuffix = machineStays ? suffixOf(env['RUNNER_NAME'] ?? '', temporary) : '';
/**
 * Names are each runner's own within one repository or organization only; folders, on one machine.
 *
 * @param folder the runner's for temporary files
 */
function suffixOf(runnerName, folder) {
    const runner = JSON.stringify([runnerName, folder]);
    return `-${(0,external_node_crypto_.createHash)('sha256').update(runner).digest('hex').slice(0, 8)}`;
}
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
        workflow: workflowFile(env['GITHUB_WORKFLOW_REF'] ?? '', repository) ?? env['GITHUB_WORKFLOW'] ?? 'local',
        job: env['GITHUB_JOB'] ?? 'local',
        matrix,
    };
}
/**
 * The file of a workflow, without the usual folder; undefined where the runner does not name it.
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
 * What tells a repository from all others, as a relative path: the server and the repository's ID. A name can be
 * given up and taken by somebody else; an ID cannot. `local` outside of a workflow.
 */
function repositoryIdentity(environment) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY_ID: id, GITHUB_REPOSITORY: name } = environment;
    if (!name)
        return 'local';
    const host = URL.canParse(server) ? new URL(server).host : 'github.com';
    // A server that gives no IDs: no name begins with a sign that an encoded one cannot have.
    return (0,external_node_path_.join)(encodeURIComponent(host), id && /^\d+$/.test(id) ? id : `name=${encodeURIComponent(name)}`);
}
/**
 * Where snapshots are kept; undefined when this job has no cache.
 *
 * @param folder the input cache-dir
 * @param signal ends what is under way in a cache that is reached by network, which then throws
 */
function openStore(folder, log, signal) {
    if (folder !== undefined)
        return new DirectoryStore((0,external_node_path_.join)(folder, repositoryIdentity(env)));
    // Gitea, Forgejo and nektos/act set it; their cache servers follow rules of their own.
    if (env['ACT'] === 'true')
        return undefined;
    if (env['GITHUB_ACTIONS'] === 'true') {
        return actionsStore(env, log, (0,external_node_path_.join)(temporary, 'warm-dagger', 'staging'), signal);
    }
    return new DirectoryStore((0,external_node_path_.join)(cacheHome(), 'warm-dagger', 'local'));
}
/**
 * @param code that the job's commands used, or are to use
 * @throws Error when the event's payload cannot be read
 */
async function runContext(code) {
    const payload = await (0,github_event/* eventPayload */.Z)();
    const ref = env['GITHUB_REF'] ?? '';
    const branch = payload.repository?.default_branch;
    return {
        event: env['GITHUB_EVENT_NAME'] || undefined,
        ref,
        defaultBranch: branch,
        sha: env['GITHUB_SHA'] ?? '',
        code,
        fromFork: (0,strangers/* isFromFork */.t)(payload),
        cacheMode: env['ACTIONS_CACHE_MODE'],
        repository: repositoryIdentity(env),
        // Only a schedule's payload may lack it, and a schedule runs on the default branch.
        defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
    };
}
/** The run of this repository that saved an entry; undefined for one that was saved outside of a workflow. */
function runThatSaved(entry) {
    const id = (0,keys/* savingRun */.E9)(entry);
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

/***/ 7428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ readRestoreInputs),
/* harmony export */   HX: () => (/* binding */ readSaveInputs),
/* harmony export */   JU: () => (/* binding */ readVolumeInput),
/* harmony export */   hT: () => (/* binding */ readRunInputs),
/* harmony export */   vv: () => (/* binding */ readAllInputs)
/* harmony export */ });
/* unused harmony export InputError */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _dagger_arguments_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8176);
/* harmony import */ var _dagger_command_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4185);
/* harmony import */ var _dagger_invoke_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9366);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5505);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(170);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5105);










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
function readVolumeInput() {
    return read(volumeName);
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
    inputs.complaints.push(...(0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .keyComplaints */ .an)(key, restoreKeys));
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
        cacheDir: folder === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(folder),
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
        inputs.complaints.push('Input prune is true, but max-cache-size is empty: set the size to prune to.');
    }
    return { maxCacheSize, prune };
}
function runInputs(inputs) {
    const cloudToken = inputs.secret('cloud-token');
    const run = {
        ...versionInputs(inputs),
        volume: volumeName(inputs),
        engineImage: inputs.matching('engine-image', /^[a-z0-9][\w.:/@-]*$|^$/i, "an image's name with its tag or digest"),
        cloudToken,
        env: inputs.env,
        callTimeout: inputs.seconds('call-timeout', longestCall),
        verb: inputs.text('verb'),
        call: inputs.text('call'),
        check: inputs.text('check'),
        shell: inputs.raw('shell'),
        args: inputs.text('args'),
        summaryPath: inputs.path('summary-path').value,
        enableGithubSummary: inputs.flag('enable-github-summary'),
    };
    // Before anything is restored or started: a refused word must not show only then.
    inputs.check(() => {
        inputs.noteReplaced((0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_3__/* .commandLine */ .ay)(run, undefined, run.variables)?.expansion?.names ?? []);
    });
    return run;
}
/** As long as a job on a self-hosted runner may take: 5 days. */
const longestCall = 5 * 24 * 60 * 60;
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
        stopTimeoutSeconds: inputs.integer('stop-timeout', 1, 3600),
        saveTimeoutSeconds: inputs.integer('save-timeout', 1, 360) * 60,
        cancelled: inputs.text('job-status') === 'cancelled',
        clean: inputs.flag('clean'),
        token: inputs.secret('token'),
    };
}
function versionInputs(inputs) {
    const version = inputs.text('version');
    inputs.check(() => (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVersionWish */ .xv)(version));
    const daggerFlags = inputs.text('dagger-flags');
    inputs.check(() => (0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_3__/* .asksForCloudEngine */ .Ny)(daggerFlags, inputs.variables));
    return {
        version,
        commit: inputs.matching('commit', /^([0-9a-f]{40}|head|)$/i, 'head or the 40 digits of a commit'),
        module: inputs.text('module'),
        workdir: inputs.folder('workdir'),
        daggerFlags,
        variables: inputs.variables,
    };
}
function volumeName(inputs) {
    return inputs.matching('volume', _docker_js__WEBPACK_IMPORTED_MODULE_6__/* .volumeNamePattern */ .Sn, _docker_js__WEBPACK_IMPORTED_MODULE_6__/* .volumeNameRule */ .GP);
}
/** Reads all inputs and gathers what is wrong with them, so that it is told at once. */
function read(body) {
    const inputs = new Inputs();
    const result = body(inputs);
    // Two parts may read the same input.
    const complaints = [...new Set(inputs.complaints)];
    if (complaints.length > 0)
        throw new InputError(complaints.join('\n'));
    if (inputs.replaced.size > 0) {
        // Their values may be secret.
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(`Replaced by their values in the inputs: ${[...inputs.replaced].join(', ')}.`);
    }
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
    /** The variables that were replaced by their values. */
    replaced = new Set();
    /** The input `env`. */
    env = this.secretVariables('env');
    /** What `$NAME` stands for. */
    variables = (0,_dagger_invoke_js__WEBPACK_IMPORTED_MODULE_4__/* .commandVariables */ .L0)(process.env, this.env, this.text('cloud-token') !== '');
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
            this.complaints.push((0,_reason_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A)(error));
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
    /** A path in which variables are replaced by their values; '' where it is refused. */
    path(name) {
        let word = { value: '', names: [] };
        this.check(() => {
            word = (0,_dagger_arguments_js__WEBPACK_IMPORTED_MODULE_9__/* .readPath */ .G7)(name, this.text(name), this.variables);
        });
        this.noteReplaced(word.names);
        return word;
    }
    /** Absolute. Of one that is not there, the complaint does not show what variables stood for. */
    folder(name) {
        const { value, names } = this.path(name);
        const folder = node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(value);
        const isThere = names.length === 0 || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() === true;
        if (!isThere)
            this.#complain(name, this.text(name), 'an existing folder');
        return folder;
    }
    noteReplaced(names) {
        for (const name of names)
            this.replaced.add(name);
    }
    /** Seconds, from `90`, `90s`, `20m` or `2h`; undefined where nothing is given. */
    seconds(name, most) {
        const value = this.text(name);
        if (value === '')
            return undefined;
        const [, number, unit = 's'] = /^(\d+)\s*([smh])?$/.exec(value) ?? [];
        const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit];
        if (seconds >= 1 && seconds <= most)
            return seconds;
        this.#complain(name, value, `seconds, such as 90, or 20m or 2h, up to ${most / 3600} hours`);
        return undefined;
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

/***/ 1519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ leaveNothingOf),
/* harmony export */   P1: () => (/* binding */ leaveNothing),
/* harmony export */   xU: () => (/* binding */ withoutFailing)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1964);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3162);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5543);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5505);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9490);







/**
 * On a machine that stays, removes what a job made that was ended before it could record anything: the volume that its
 * inputs name, if it is ours, with its containers.
 */
async function leaveNothingOf(volumeName) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_1__/* .machineStays */ .UZ)
        return;
    await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volumeName);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .discardImage */ .Iy)((0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .imagePath */ .d0)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(_github_context_js__WEBPACK_IMPORTED_MODULE_1__/* .temporary */ .q_), volumeName));
    });
}
/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
async function leaveNothing(job) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_1__/* .machineStays */ .UZ && job.keepIn === undefined)
        return;
    const { volume, volumeName, container } = job;
    await withoutFailing("The clients' identities could not be removed", _client_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .removeClients */ .th);
    await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
        if (volume) {
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volumeName);
            // Where the state could not be kept after all, the Docker volume is gone already.
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .discardImage */ .Iy)(volume.image);
        }
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
}
/** An engine that could not have a disk of ours got a plain volume, unless one was there before the job. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_4__/* .removeOwnContainer */ .Kd)(container);
    if (!isOfOthers)
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volume);
}
/** Turns what `body` throws into a warning that begins with `failure`. */
async function withoutFailing(failure, body) {
    await body().catch((error) => {
        _github_log_js__WEBPACK_IMPORTED_MODULE_3__/* .jobLog */ .W.warning(`${failure}: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A)(error)}`);
    });
}


/***/ }),

/***/ 3162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  LT: () => (/* binding */ clientIn),
  TE: () => (/* binding */ clientNotes),
  hv: () => (/* binding */ ownStateHome),
  th: () => (/* binding */ removeClients),
  BF: () => (/* binding */ withIdentity)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/github/log.js
var log = __webpack_require__(5543);
// EXTERNAL MODULE: ./build/src/dagger/client-id.js
var client_id = __webpack_require__(1175);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/dagger/uploads.js




/**
 * Whether no file of the mirror with the same time can have other content.
 *
 * A time after `until` occurs in no mirror. An older one is trusted where it is the time of the last write: the kernel
 * then set both times of the inode at once, and while any tool may set the modification time, none can set the change
 * time. Nanoseconds alone would not do: kernels stamp with their last tick, so that dozens of files of one checkout
 * have the same time to the nanosecond, and any of them can take another's place with `cp -p`, `touch -r` or `mv`, or
 * out of an archive that keeps nanoseconds. All of these change the inode in a later tick; what happens within the tick
 * of the last write is over before any upload.
 *
 * What remains is as on any machine where Dagger runs twice: folders whose files were written in one tick may change
 * places, which changes none of the files.
 *
 * @param keepsChangeTime whether the filesystem keeps it apart from the modification time
 */
function isTrusted({ mtimeNs, ctimeNs }, { until, now }, keepsChangeTime) {
    const milliseconds = mtimeNs / million;
    // What is said to come from the future may come again.
    if (milliseconds > BigInt(now))
        return false;
    if (milliseconds > BigInt(until))
        return true;
    // Whole seconds are what tools set, and what filesystems have that round.
    return keepsChangeTime && mtimeNs === ctimeNs && mtimeNs % billion !== 0n;
}
const million = 1000000n;
const billion = 1000000000n;
/** statfs(2): ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs. exFAT and some network filesystems make one of the other. */
const withChangeTime = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630]);
/**
 * Git names them by what is in them, so that no two of one path differ; and it moves each into its place, which changes
 * the inode after its last write.
 */
const gitObject = /\/objects\/([0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.[a-z]+)$/;
/** More are not looked at: 100,000 take about half a second. */
const mostEntries = 1_000_000;
/** Looks at all files below the roots. Without giving way: nothing else has anything to do. */
function lookAt(roots, times, most = mostEntries) {
    let newest = 0;
    let entries = 0;
    const kinds = new Map();
    const keepsChangeTime = (dev, folder) => {
        const known = kinds.get(dev);
        if (known !== undefined)
            return known;
        const keeps = withChangeTime.has((0,external_node_fs_.statfsSync)(folder).type);
        kinds.set(dev, keeps);
        return keeps;
    };
    const waiting = [...roots];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
        if (++entries > most)
            return { doubtful: place, because: `is one of more than ${most}`, newest };
        try {
            const facts = (0,external_node_fs_.lstatSync)(place, { bigint: true });
            if (facts.isDirectory()) {
                for (const name of (0,external_node_fs_.readdirSync)(place).toSorted().reverse())
                    waiting.push(external_node_path_.join(place, name));
            }
            else if (facts.isFile() && !gitObject.test(place)) {
                newest = Math.max(newest, Number(facts.mtimeNs / million));
                if (!isTrusted(facts, times, keepsChangeTime(facts.dev, external_node_path_.dirname(place)))) {
                    return { doubtful: place, because: 'has a time that a tool may have set', newest };
                }
            }
        }
        catch (error) {
            if (isMissing(error))
                continue;
            return { doubtful: place, because: 'cannot be read', newest };
        }
    }
    return { newest };
}
function isMissing(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return false;
    return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}
/** Verbs whose functions get local files only from the module's repository and from what arguments name. */
const boundedVerbs = new Set(['call', 'check', 'checks', 'functions', 'generate']);
/** Global flags whose value may be the next word, so that it is not taken for the verb. */
const flagsWithValue = new Set(['-m', '--mod', '--load-module', '--progress']);
/**
 * The verb of a command line, with `api` left out; undefined where it cannot be told from a flag's value.
 */
function verbOf(argv) {
    for (let at = 0; at < argv.length; at++) {
        const word = argv[at] ?? '';
        if (flagsWithValue.has(word))
            at++;
        else if (!word.startsWith('-') && word !== 'api')
            return word;
    }
    return undefined;
}
/**
 * The files and folders that a command may upload, without symbolic links, none inside another; undefined for any
 * file of the machine: a script, a query or a program that the CLI starts may name any.
 *
 * They are the workdir's repository, the workspace around it, the repository of a local module, and what exists of what
 * the arguments, the CLI's variables and the files with defaults (`.env`, dagger.json and the like) name. Taking a
 * word for a path that is none costs a look at a few files.
 */
async function uploadRoots(command) {
    const { argv, workspace, env } = command;
    if (!boundedVerbs.has(verbOf(argv) ?? ''))
        return undefined;
    // Another folder to start from.
    if (env['DAGGER_WORKDIR'] || argv.some((word) => /^--workdir(=|$)/.test(word)))
        return undefined;
    const workdir = await (0,promises_.realpath)(command.workdir);
    const repository = repositoryOf(workdir);
    const around = workspace === undefined ? workdir : await (0,promises_.realpath)(workspace).catch(() => workdir);
    const roots = new Set([repository, isInside(around, workdir) ? around : workdir]);
    for (const word of [...argv, env['DAGGER_MODULE'] ?? '', env['DAGGER_ENV'] ?? '']) {
        for (const place of existing(pathsIn(word), workdir))
            roots.add(repositoryOf(place));
    }
    for (const folder of new Set([workdir, ...roots])) {
        for (const name of ['.env', 'dagger.json', 'dagger.toml', 'dagger-module.toml']) {
            const text = await (0,promises_.readFile)(external_node_path_.join(folder, name), 'utf8').catch(() => '');
            const words = text.split(/[\s"'=,;]+/).filter((word) => /^(\.\.|\/|~|file:)/.test(word));
            for (const place of existing(words.flatMap(pathsIn), folder))
                roots.add(repositoryOf(place));
        }
    }
    if (roots.has(external_node_path_.parse(workdir).root))
        return undefined;
    return [...roots].filter((root) => ![...roots].some((other) => other !== root && isInside(other, root)));
}
/** The root of the git repository that a file or folder is in, else itself. */
function repositoryOf(place) {
    for (let folder = place;; folder = external_node_path_.dirname(folder)) {
        if ((0,external_node_fs_.existsSync)(external_node_path_.join(folder, '.git')))
            return folder;
        if (folder === external_node_path_.dirname(folder))
            return place;
    }
}
/** `--flag=PATH`, lists with commas, `PATH:view` of older versions, URLs of files. */
function pathsIn(word) {
    const value = word.replace(/^-[^=]*=/, '');
    const parts = [word, value, ...value.split(',')].map((part) => part.replace(/^file:\/\//, ''));
    return [...parts, ...parts.map((part) => part.replace(/:[^/]*$/, ''))];
}
/** Those that exist, in their real places. */
function existing(words, folder) {
    const places = new Set();
    for (const word of words) {
        if (word === '' || word.startsWith('-'))
            continue;
        try {
            places.add((0,external_node_fs_.realpathSync)(external_node_path_.resolve(folder, word.replace(/^~(?=\/|$)/, (0,external_node_os_.homedir)()))));
        }
        catch {
            // It is no path here.
        }
    }
    return places;
}
function isInside(folder, inner) {
    const relative = external_node_path_.relative(folder, inner);
    return relative !== '..' && !relative.startsWith(`..${external_node_path_.sep}`) && !external_node_path_.isAbsolute(relative);
}

// EXTERNAL MODULE: ./build/src/dagger/version.js
var dagger_version = __webpack_require__(8);
// EXTERNAL MODULE: ./build/src/reason.js
var reason = __webpack_require__(5105);
// EXTERNAL MODULE: ./build/src/shown.js
var shown = __webpack_require__(792);
// EXTERNAL MODULE: ./build/src/job/record.js
var record = __webpack_require__(4752);
;// CONCATENATED MODULE: ./build/src/job/client-identity.js









/** Names of notes in manifests, and in what machines keep. */
const idNote = 'client-id';
const untilNote = 'client-id-until';
/** The client that a restored state knows; undefined where none is noted, or something else. */
function clientIn(notes) {
    const id = notes?.[idNote] ?? '';
    const until = Number(notes?.[untilNote]);
    return (0,client_id/* isClientId */.XC)(id) && Number.isSafeInteger(until) && until > 0 ? { id, until } : undefined;
}
/**
 * What a saved state is to note. The ID of a job that needed another one stays as it was: a mirror with times that
 * tools have set is not for jobs to come.
 */
function clientNotes({ client }, now) {
    if (!client)
        return undefined;
    const { id, until, uploaded } = client;
    const last = uploaded === undefined ? until : Math.max(until, uploaded, now);
    // A cold job whose commands all needed another ID has put nothing into its mirror.
    return last === 0 ? undefined : { [idNote]: id, [untilNote]: String(last) };
}
/**
 * The environment of a command, whose client is the one that the state knows where no file's time can deceive the
 * engine, and else another one. Nothing is exported, and the user's own ID is neither written nor replaced: where there
 * is one before the job's first command, it is used. Never throws.
 *
 * @param job undefined, or without a volume of ours: the engine is none of ours, and nothing is changed
 * @param version the engine's
 */
async function withIdentity(job, version, command) {
    const { env } = command;
    if (!job?.volume)
        return env;
    try {
        const stateHome = await stateHomeFor(job, version, command);
        return stateHome === undefined ? env : { ...env, [client_id/* stateHomeVariable */.DP]: stateHome };
    }
    catch (error) {
        log/* jobLog */.W.info(`The client keeps no identity between jobs: ${(0,reason/* reasonOf */.A)(error)}`);
        return env;
    }
}
async function stateHomeFor(job, version, command) {
    const users = (0,client_id/* stateHomeOf */.st)(command.env);
    const isOwn = job.clientIsOwn ?? (await (0,client_id/* hasClientId */.RG)(users));
    const client = job.client ?? { id: (0,client_id/* newClientId */.JZ)(), until: 0 };
    const now = Date.now();
    const doubt = isOwn ? undefined : await doubtAbout(command, client.until, now);
    const uploaded = typeof doubt === 'number' ? Math.max(client.uploaded ?? 0, doubt, now) : client.uploaded;
    const known = { ...client, ...(uploaded !== undefined && { uploaded }) };
    await noteClient({ client: known, clientIsOwn: isOwn });
    if (isOwn)
        return undefined;
    if (typeof doubt !== 'string') {
        await (0,client_id/* makeStateHome */.jk)(keptHome, users, client.id);
        return keptHome;
    }
    log/* jobLog */.W.info(`The engine gets all local files again, because this job's client has a new identity: ${doubt}.`);
    if (keepsAnonymous(version))
        await (0,client_id/* makeStateHome */.jk)(newHome, users, '');
    // The CLI makes an ID there, which serves the job's later commands too.
    else if (!(await (0,client_id/* hasClientId */.RG)(newHome)))
        await (0,client_id/* makeStateHome */.jk)(newHome, users, undefined);
    return newHome;
}
const keptHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'client');
const newHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'new-client');
/** For what we ask the engine ourselves: no file is uploaded. */
const ownStateHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'own-client');
/** Removes the job's clients; the user's own state, to which links lead, stays. */
async function removeClients() {
    for (const home of [keptHome, newHome, ownStateHome])
        await (0,promises_.rm)(home, { recursive: true, force: true });
}
/**
 * Why the command is not to run as the client that the state knows, as a part of a sentence; else when the latest of
 * the files that it may upload was modified.
 */
async function doubtAbout(command, until, now) {
    const roots = await uploadRoots(command);
    if (!roots)
        return `dagger ${(0,shown/* shown */.S)(verbOf(command.argv) ?? '')} may upload any file of this machine`;
    const { doubtful, because = '', newest } = lookAt(roots, { until, now });
    return doubtful === undefined ? newest : `${(0,shown/* shown */.S)(doubtful)} ${because}`;
}
/**
 * Whether an empty ID makes the engine forget the mirror after each upload: nothing is then left in the state (v0.21.0,
 * core/schema/host.go lines 288 to 309; v0.20.3, engine/filesync/filesyncer.go line 236, makes one ID an upload, and
 * keeps all of them). A commit's build, whose version may be any, counts as the newest.
 */
function keepsAnonymous(version) {
    return (0,dagger_version/* parseVersion */.ot)(version) === undefined || (0,dagger_version/* isAtLeast */.du)(version, '0.21.0');
}
async function noteClient(client) {
    const job = await (0,record/* readJob */.cd)();
    if (job)
        await (0,record/* tellLaterSteps */.z_)({ ...job, ...client });
}


/***/ }),

/***/ 4752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ jobId),
/* harmony export */   OW: () => (/* binding */ jobFolder),
/* harmony export */   P6: () => (/* binding */ restoredSnapshot),
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   ic: () => (/* binding */ keepSnapshot),
/* harmony export */   kE: () => (/* binding */ noteCommand),
/* harmony export */   z_: () => (/* binding */ tellLaterSteps)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1964);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5543);






/** What a job's steps leave for each other. */
const jobFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_github_context_js__WEBPACK_IMPORTED_MODULE_3__/* .temporary */ .q_, 'warm-dagger');
const recordFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'job.json');
const manifestFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'manifest');
/** Tells this job from an earlier one that left its record in a temporary folder which nobody empties. */
const jobId = ['RUNNER_TRACKING_ID', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']
    .map((name) => process.env[name] ?? '')
    .join('/');
/** undefined when no step of this job has settled anything yet. */
async function readJob() {
    try {
        const { id, record } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(recordFile, 'utf8'));
        // It names what to remove and to mount, so nothing is believed that this job did not write.
        return id === jobId && typeof record.volumeName === 'string' ? record : undefined;
    }
    catch {
        return undefined;
    }
}
async function writeJob(record) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    // A step that is killed in the middle leaves the old one whole.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${recordFile}.new`, JSON.stringify({ id: jobId, record }));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${recordFile}.new`, recordFile);
}
/** Like `writeJob`, for what a job can do without: a full disk is then a reason to warn, not to fail. */
async function tellLaterSteps(record) {
    try {
        await writeJob(record);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_4__/* .jobLog */ .W.warning(`The job's record could not be written, so later steps do not know what this step did: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
    }
}
/** Remembers a command for the job's later steps. */
async function noteCommand(command) {
    const job = await readJob();
    if (job)
        await tellLaterSteps({ ...job, commands: [...(job.commands ?? []), command] });
}
/** Keeps for the save what the volume was restored from. */
async function keepSnapshot({ manifest }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(manifestFile, (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)(manifest));
}
async function restoredSnapshot({ restoredKey }) {
    if (restoredKey === undefined)
        return undefined;
    return { key: restoredKey, manifest: (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeManifest */ .MK)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(manifestFile)) };
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

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ savingRun),
/* harmony export */   JO: () => (/* binding */ snapshotPrefix),
/* harmony export */   O4: () => (/* binding */ matchKind),
/* harmony export */   an: () => (/* binding */ keyComplaints),
/* harmony export */   ds: () => (/* binding */ defaultKey),
/* harmony export */   i6: () => (/* binding */ markPrefix),
/* harmony export */   k2: () => (/* binding */ entryKey),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   lI: () => (/* binding */ matchedLogicalKey),
/* harmony export */   nf: () => (/* binding */ restorePrefixes),
/* harmony export */   oH: () => (/* binding */ packPrefix),
/* harmony export */   vz: () => (/* binding */ searchKeys)
/* harmony export */ });
/* unused harmony export isOurs */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Every manifest's entry begins with this, whatever key the user chose. */
const snapshotPrefix = 'warm-dagger-snapshot/';
/** Every pack's entry begins with this. */
const packPrefix = 'warm-dagger-pack/';
/** The entry of every mark on a snapshot begins with this. */
const markPrefix = 'warm-dagger-mark/';
/** Whether an entry of a cache that others use too is one of ours. */
function isOurs(key) {
    return [snapshotPrefix, packPrefix, markPrefix].some((prefix) => key.startsWith(prefix));
}
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
 * matrix with any patch of the same minor; the same job with any matrix; any job of the same workflow file. Never
 * another workflow's job: `release` must not start from what `lint` left, unless its author says so.
 */
function restorePrefixes(job) {
    return [jobAndMatrix(job), anyMatrix(job), anyJob(job)];
}
function anyJob(job) {
    const platform = `warm-dagger-${part(job.os, 20)}-${part(job.arch, 20)}-${minor(job.version)}`;
    return `${platform}/${part(job.workflow, 80)}/`;
}
function anyMatrix(job) {
    return `${anyJob(job)}${part(job.job, 80)}/`;
}
function jobAndMatrix(job) {
    // Names are in the hash too: GitHub does not tell upper case from lower, and `CI.yml` and `ci.yml` are two files.
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
        `Input ${input} "${key.slice(0, 60)}…" is ${length} characters long as it is stored: at most ${longestKey} are accepted. A comma, \`%\`, \`@\` and each character outside ASCII count as 3 or more.`,
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
/** The id of GitHub's run that saved a manifest's entry; undefined where it was saved elsewhere. */
function savingRun(entry) {
    return /@(\d{1,20})-\d+-[^@]*@$/.exec(entry)?.[1];
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
async function runAsRoot(program, args, options = {}) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(...asRoot(program, args), options);
}
/** Like `runAsRoot`, for callers to whom a failure is an answer: never throws. */
async function attemptAsRoot(program, args, options = {}) {
    return await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)(...asRoot(program, args), options);
}
/** Whether `runAsRoot` can work: we are root, or sudo asks for no password. */
async function canBecomeRoot() {
    return process.getuid?.() === 0 || (await (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('sudo', ['-n', 'true'])).exitCode === 0;
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

/***/ 5969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   p5: () => (/* binding */ persistently),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2975);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2131);



const patience = {
    attempts: 5,
    firstDelay: 500,
    longestDelay: 60_000,
    mostWaits: 20,
    silence: 30_000,
};
/**
 * Sends a request until it is answered by the service that it is for, and with neither 429 nor a server's error; any
 * other status is an answer.
 *
 * @param complaintAbout says why an answer is not the service's, as the end of a sentence
 * @throws UnavailableError when no attempt was; the signal's reason
 */
async function send(request, patience, log, complaintAbout = () => undefined) {
    let repeated = false;
    return await persistently(request.name, patience, log, async () => {
        try {
            const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .answered */ .oQ)(request, patience);
            const body = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .readBody */ .x8)(response).catch((error) => {
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .PassingError */ .aB((0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error), { cause: error });
            });
            const answer = { status: response.statusCode ?? 0, headers: response.headers, body };
            const complaint = complaintAbout(answer);
            if (complaint !== undefined)
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .PassingError */ .aB(complaint);
            return { ...answer, repeated };
        }
        catch (error) {
            repeated ||= !(error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .PassingError */ .aB && error.refused);
            throw error;
        }
    });
}
/** {@link retry} with what is noted for whoever debugs. */
async function persistently(what, patience, log, attempt) {
    const note = (failure, delay) => {
        log.debug(`${what}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`);
    };
    return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .retry */ .L5)(what, attempt, patience, { note, signal: patience.signal });
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

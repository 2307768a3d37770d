export const id = 585;
export const ids = [585];
export const modules = {

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
 * Splits an input such as `args` into words. Follows `bash` under `set -f`: spaces and tabs separate words; single
 * quotes, double quotes and backslashes quote. Outside single quotes, `$NAME` and `${NAME}` are replaced by the
 * variable's value, which is neither split nor expanded again. Everything else stays literal: `*`, `~`, `{a,b}`,
 * `#`, `pa$$word`, `$1`, and an operator inside a word, as in `a&b`.
 *
 * Joins the lines first, as dagger-for-github v8.4.1 does (action.yml, lines 140 to 143): a line break becomes a
 * space, with or without a backslash before it, even inside quotes. A backslash at the very end counts as one of
 * these, because reading the input removes the line break after it.
 *
 * @param input the input's name, for errors
 * @param variables none by default
 * @throws Error that names the input, shows the text and says what to write instead: for an unclosed quote, an
 *   unset variable, and what only a shell supports (substitutions, redirections, pipes and lists of commands)
 */
function readWords(input, text, variables = {}) {
    return read(input, text, variables).map(({ word }) => word);
}
/** Like `readWords`, but returns only the values. */
function splitWords(input, text, variables = {}) {
    return readWords(input, text, variables).map(({ value }) => value);
}
/**
 * Reads a path by the rules of `readWords`, except that spaces are part of the path. On Windows, a backslash
 * separates folders.
 *
 * @throws Error like `readWords`
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
    /** Start of the current word. */
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
    /** Also true if only a backslash remains: it continues the last line, which has no next one. */
    #isAtEnd() {
        return this.#at >= this.#line.length || this.#sees(/\\$/y);
    }
    /** The text that the sticky pattern matches at the current position; '' if it does not match. */
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
    // Between double quotes, a backslash escapes only $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
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
    /** Text that a shell would expand: replaces it, rejects it or keeps it literally. */
    #expansion() {
        // `$$` is the shell's process ID, so the text after it is not a variable's name.
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
    /** Rejects a word that looks like shell syntax, because its author probably meant to run a command. */
    #refuseOperator(pieces) {
        // A piece that is not bare counts as a letter.
        const shape = pieces.map(({ value, bare }) => (bare ? value : 'x')).join('');
        if (!/^(?:[|&;<>]|\d+[<>])|[;&|]$/.test(shape))
            return;
        throw this.#refusal('an operator of a shell', this.#line.slice(this.#start, this.#at), 'No shell reads it. Run one command per step; its output is in the outputs `output` and `output-file`');
    }
    /**
     * Rejects `\ ` before an option: the author continued a line with a backslash, but YAML joined the lines (folded
     * or plain scalar). A shell would read an option that begins with a space, or a part of the previous word.
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
    // Shows everything from the start of the word, because the runner does not mask a part of a secret.
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
/** A word that does not come from an input, such as a verb. */
function literalWord(value) {
    return { value, display: quoted(value), names: [] };
}
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;
function quoted(text) {
    return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/**
 * Joins words into one line that a POSIX shell and `splitWords` split into the same words: for logs and summaries.
 */
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
 * The CLI's stable client ID: a file in the user's state folder. For each client ID, the engine keeps a mirror of
 * all files that the client ever uploaded, and fetches only the differences.
 *
 * Source: dagger/dagger v0.21.8, engine/client/stableid.go lines 19 to 68, the same in v0.20.3 and v1.0.0-beta.10.
 * The variable and its default follow github.com/adrg/xdg, which ignores a relative path.
 */
const idFile = ['dagger', 'stable_client_id'];
const stateHomeVariable = 'XDG_STATE_HOME';
/**
 * The folder where programs with this environment keep their state: the variable's, or else the user's default.
 */
function stateHomeOf(env) {
    const named = env[stateHomeVariable] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(named) ? named : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(env['HOME'] || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.local', 'state');
}
/** Whether a client ID exists, whoever created it. */
async function hasClientId(stateHome) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateHome, ...idFile)).then(() => true, () => false);
}
/**
 * Creates a folder for `XDG_STATE_HOME` that differs from the user's own only in the client ID. Links to
 * everything else, because the CLI passes the variable to the programs that it starts, such as credential helpers.
 *
 * @param folder replaced if it exists
 * @param users the user's own state folder
 * @param id content of the file; undefined to create no file, so that the CLI creates its own ID
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
/** Creates an ID like the CLI: v0.21.8, internal/buildkit/identity/randomid.go, 25 digits in base 36. */
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
 * Builds the command from `call`, else `check`, else `shell`, else `verb` with `args`: the order of
 * dagger-for-github v8.4.1 (action.yml, lines 144 to 154). undefined if the inputs request no command: then the
 * action only installs the CLI.
 *
 * Writes `call` as `api call` for versions that have it. `call` is still a hidden command in v1.0.0-beta.10
 * (internal/cmd/dagger/call.go line 42), like the other verbs that moved.
 *
 * @param version of the CLI, if it is known
 * @param variables values for `$NAME`; none by default
 * @throws Error that names the input with invalid words, and for `call` together with `args`
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
 * Whether `dagger-flags` request an engine in Dagger Cloud: `--cloud`, parsed like the CLI parses a boolean flag.
 *
 * @throws Error like `commandLine`
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
// Never drop one of them silently: a call without its arguments may publish the wrong thing.
function callWithArgs(call, args) {
    const whole = `${call.trim()} ${args.trim()}`.replaceAll(/\s+/g, ' ');
    return new Error('The inputs `call` and `args` are both given. Keep `call`, with the function and all its arguments in it, and ' +
        `remove \`args\`: \`call: ${whole}\`. dagger-for-github drops \`call\` and runs \`dagger call\` with \`args\`: ` +
        'where that was right, keep `args` and remove `call`.');
}
// dagger-for-github treats any value as a switch, so users write `check: true` to run all checks.
function checkPatterns(check, variables) {
    return check.trim() === 'true' ? [] : (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .readWords */ .ux)('check', check, variables);
}
function verbOf(verb, version) {
    const moved = version !== undefined && hasApiVerbs(version) && verb[0]?.value === 'call';
    return moved ? [(0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .literalWord */ .CK)('api'), ...verb] : verb;
}
/** Whether `call`, `query` and others are subcommands of `api`. */
function hasApiVerbs(version) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithApiCall);
}


/***/ }),

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

/***/ 674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L0: () => (/* binding */ commandVariables),
/* harmony export */   hA: () => (/* binding */ invokeCli),
/* harmony export */   m9: () => (/* binding */ cliEnvironment),
/* harmony export */   pX: () => (/* binding */ outputLimit)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8474);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8856);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2020);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(306);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5105);









/**
 * Maximum length of stdout in `output`, in UTF-16 code units. GitHub allows 1 MB for all outputs of a job and
 * counts in UTF-16 (docs.github.com, metadata syntax, outputs for JavaScript actions); an expression that reads a
 * longer text fails (actions/runner at 258d6c8, src/Sdk/DTExpressions2/Expressions2/Sdk/EvaluationContext.cs line
 * 30, MemoryCounter.cs line 55). The rest is reserved for other outputs.
 */
const outputLimit = 500_000;
/**
 * Runs the CLI and forwards its output as it arrives. In a workflow, the runner executes no workflow commands from
 * this output, because whoever controls a build controls what it prints. Write nothing else to the log meanwhile:
 * the runner would ignore our own commands too.
 *
 * SIGINT and SIGTERM are forwarded to the CLI and its child processes, and the call ends when the CLI exits. The
 * time limit first sends SIGINT, then SIGKILL.
 *
 * @throws Error if `workdir` is not a folder, or the CLI cannot be started
 */
async function invokeCli(invocation) {
    const { command, workdir, inWorkflow } = invocation;
    if (!(await (0,_folder_js__WEBPACK_IMPORTED_MODULE_6__/* .isFolder */ .l)(workdir))) {
        throw new Error(`The input \`workdir\` names ${workdir}, which is not a folder here.`);
    }
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_4__.join(invocation.temporary, 'warm-dagger-run-'));
    const argv = [...command.argv, ...(await scriptFile(command, folder))];
    const log = lineKeeper(invocation.log);
    return await withoutCommands(log, inWorkflow, async () => {
        const stdoutPath = node_path__WEBPACK_IMPORTED_MODULE_4__.join(folder, 'stdout');
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.open)(stdoutPath, 'w');
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
/**
 * Stops the runner from executing what `body` writes as commands: GitHub's "Stopping and starting workflow
 * commands".
 */
async function withoutCommands(log, inWorkflow, body) {
    if (!inWorkflow)
        return await body();
    // The token is unguessable, and no process that the CLI starts can see it.
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)();
    await log.write(Buffer.from(`::stop-commands::${token}\n`));
    try {
        return await body();
    }
    finally {
        // Start a new line, because the last line of the output may be incomplete.
        await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`));
    }
}
const forOidc = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'];
/**
 * The environment for the CLI: the same as for other programs, plus the variables for OIDC that a job with the
 * permission `id-token: write` needs. The runner also passes them to every `run:` step (actions/runner,
 * ScriptHandler.cs), and functions that publish take the token as `--token=env:ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
function cliEnvironment(env) {
    const oidc = Object.entries(env).filter(([name]) => forOidc.includes(name));
    return { ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Qc)(env), ...Object.fromEntries(oidc) };
}
/**
 * The variables that `$NAME` may refer to in inputs: the CLI's environment without our tokens and GitHub's. A
 * workflow may put the title of a pull request into `args`, and such a title must not expand to a token.
 *
 * @param own the input `env`
 * @param hasCloudToken whether our input provides Dagger Cloud's token, instead of the variable
 */
function commandVariables(env, own, hasCloudToken) {
    const inherited = (0,_environment_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Qc)(env);
    if (hasCloudToken)
        delete inherited['DAGGER_CLOUD_TOKEN'];
    return { ...inherited, ...own };
}
async function scriptFile({ script }, folder) {
    if (script === undefined)
        return [];
    const file = node_path__WEBPACK_IMPORTED_MODULE_4__.join(folder, 'script.dsh');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.writeFile)(file, script);
    return [file];
}
// Does not use programs.ts: this output is forwarded while the program runs, and may be larger than memory.
async function runToEnd({ cli, argv, workdir, env, drainMilliseconds = 5000, limit, }, onChunk) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(cli, argv, {
        cwd: workdir,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        // Its own process group, so that a signal reaches all its processes exactly once.
        detached: process.platform !== 'win32',
    });
    const forward = (signal) => {
        signalGroup(child, signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const clock = startClock(limit, forward);
    try {
        const ended = (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(child, 'exit');
        const outputs = Promise.all([
            readAll(child.stdout, (chunk) => onChunk(chunk, 'stdout')),
            readAll(child.stderr, (chunk) => onChunk(chunk, 'stderr')),
        ]);
        // They are awaited only after the CLI exits. Until then, keep Node from reporting a rejection as unhandled.
        outputs.catch(() => undefined);
        const [code, signal] = await ended.catch((error) => {
            const reason = (0,_reason_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A)(error);
            throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error });
        });
        const timedOut = clock.stop();
        // Kill child processes that are still running.
        if (timedOut)
            forward('SIGKILL');
        await waitForOutput(outputs, drainMilliseconds);
        return { exitCode: (0,_programs_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodeOf */ .FO)(code, signal), timedOut };
    }
    finally {
        clock.stop();
        process.off('SIGINT', forward).off('SIGTERM', forward);
        child.stdout.destroy();
        child.stderr.destroy();
    }
}
/**
 * Sends SIGINT when the time is up, and SIGKILL after the grace period.
 *
 * @returns a function that stops the clock and reports whether the time was up
 */
function startClock(limit, signal) {
    let isUp = false;
    let timer;
    const interrupt = () => {
        isUp = true;
        signal('SIGINT');
        timer = setTimeout(signal, limit?.graceMilliseconds, 'SIGKILL');
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
        // All processes have exited.
    }
}
async function readAll(stream, onChunk) {
    for await (const chunk of stream)
        await onChunk(chunk);
}
/** Waits for the rest of the output for a limited time: a leftover process may hold the pipes open. */
async function waitForOutput(outputs, milliseconds) {
    const timeUp = Promise.withResolvers();
    const timer = setTimeout(timeUp.resolve, milliseconds, undefined);
    await Promise.race([outputs, timeUp.promise]);
    clearTimeout(timer);
}
/** Writes chunks as they arrive, waits while the sink is full, and tracks whether the last line is complete. */
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
        // Do not split a surrogate pair.
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
/** The first match in stderr, as in dagger-for-github v8.4.1 (action.yml, line 191). */
const tracePattern = /https:\/\/dagger\.cloud(?:\/[^\s\p{Cc}]+\/traces\/[a-zA-Z0-9]+|\/traces\/setup)/u;
const maxLineLength = 8192;
/** Searches whole lines; shortens extremely long ones. */
function traceFinder() {
    const decoder = new TextDecoder();
    let line = '';
    let url;
    return {
        add(chunk) {
            if (url !== undefined)
                return;
            const lines = (line + decoder.decode(chunk, { stream: true })).split('\n');
            line = (lines.pop() ?? '').slice(-maxLineLength);
            url = lines.map((text) => tracePattern.exec(text)?.[0]).find((found) => found !== undefined);
        },
        found: () => url ?? tracePattern.exec(line)?.[0],
    };
}


/***/ }),

/***/ 6446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ localPaths),
/* harmony export */   _: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/**
 * The files and folders that words of a command line name, in their real places. Taking a word for a path that is none
 * costs a look.
 *
 * @param folder absolute, from which the words are seen
 */
function localPaths(words, folder) {
    const places = new Set();
    for (const word of words.flatMap(pathsIn)) {
        if (word === '' || word.startsWith('-'))
            continue;
        try {
            places.add((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(node_path__WEBPACK_IMPORTED_MODULE_2__.resolve(folder, word.replace(/^~(?=\/|$)/, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)()))));
        }
        catch {
            // It is no path here.
        }
    }
    return places;
}
/** `--flag=PATH`, lists with commas, `PATH:view` of older versions, URLs of files. */
function pathsIn(word) {
    const value = word.replace(/^-[^=]*=/, '');
    const parts = [word, value, ...value.split(',')].map((part) => part.replace(/^file:\/\//, ''));
    return [...parts, ...parts.map((part) => part.replace(/:[^/]*$/, ''))];
}
/** The root of the git repository that a file or folder is in; undefined if it is in none. */
function repositoryOf(place) {
    for (let folder = place;; folder = node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, '.git')))
            return folder;
        if (folder === node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder))
            return undefined;
    }
}


/***/ }),

/***/ 2082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ uploadRoots),
/* harmony export */   mn: () => (/* binding */ scanUploads),
/* harmony export */   rl: () => (/* binding */ verbOf)
/* harmony export */ });
/* unused harmony export isTrusted */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(525);
/* harmony import */ var _folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(306);
/* harmony import */ var _local_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6446);






/**
 * Whether no file in the mirror with the same time can have different content.
 *
 * A time after `until` does not occur in the mirror. An older time is trusted if it is the time of the last write:
 * the kernel then set both times of the inode at once. Any tool can set the modification time, but none can set
 * the change time. Nanoseconds alone are not enough: kernels use the time of their last tick, so dozens of files
 * of one checkout have the same time to the nanosecond, and any of them can replace another through `cp -p`,
 * `touch -r`, `mv`, or an archive that keeps nanoseconds. All of these change the inode in a later tick, and the
 * tick of the last write ends before any upload.
 *
 * The remaining case exists on any machine where Dagger runs twice: folders whose files were written in one tick
 * may swap places, which does not change any file.
 *
 * @param keepsChangeTime whether the filesystem stores it separately from the modification time
 */
function isTrusted({ mtimeNs, ctimeNs }, { until, now }, keepsChangeTime) {
    const milliseconds = mtimeNs / million;
    // A time in the future may occur again.
    if (milliseconds > BigInt(now))
        return false;
    if (milliseconds > BigInt(until))
        return true;
    // Tools set whole seconds, and some filesystems round to them.
    return keepsChangeTime && mtimeNs === ctimeNs && mtimeNs % billion !== 0n;
}
const million = 1000000n;
const billion = 1000000000n;
/**
 * statfs(2): ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs. exFAT and some network filesystems derive one time from
 * the other.
 */
const withChangeTime = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630]);
/**
 * Git names these files by their content, so two files with the same path never differ. Git also moves each into
 * its place, which changes the inode after the last write.
 */
const gitObject = /\/objects\/([0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.[a-z]+)$/;
/** Maximum number of files and folders to inspect: 100,000 take about half a second. */
const maxEntries = 1_000_000;
/** Inspects all files below the roots. Synchronous, because nothing else runs meanwhile. */
function scanUploads(roots, times, most = maxEntries) {
    let newest = 0;
    let entries = 0;
    const kinds = new Map();
    const keepsChangeTime = (dev, folder) => {
        const known = kinds.get(dev);
        if (known !== undefined)
            return known;
        const keeps = withChangeTime.has((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(folder).type);
        kinds.set(dev, keeps);
        return keeps;
    };
    const waiting = [...roots];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
        if (++entries > most)
            return { doubtful: place, because: `is one of more than ${most}`, newest };
        try {
            const facts = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(place, { bigint: true });
            if (facts.isDirectory()) {
                for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(place).toSorted().reverse())
                    waiting.push(node_path__WEBPACK_IMPORTED_MODULE_2__.join(place, name));
            }
            else if (facts.isFile() && !gitObject.test(place)) {
                newest = Math.max(newest, Number(facts.mtimeNs / million));
                if (!isTrusted(facts, times, keepsChangeTime(facts.dev, node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(place)))) {
                    return { doubtful: place, because: 'has a time that a tool may have set', newest };
                }
            }
        }
        catch (error) {
            if ((0,_error_code_js__WEBPACK_IMPORTED_MODULE_5__/* .hasCode */ .u)(error, 'ENOENT', 'ENOTDIR'))
                continue;
            return { doubtful: place, because: 'cannot be read', newest };
        }
    }
    return { newest };
}
/**
 * Verbs whose functions can only read local files of the module's repository and files that the arguments name.
 */
const boundedVerbs = new Set(['call', 'check', 'checks', 'functions', 'generate']);
/** Global flags whose value may be the next word, which is then not the verb. */
const flagsWithValue = new Set(['-m', '--mod', '--load-module', '--progress']);
/** The verb of a command line, without `api`; undefined if there is none. */
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
 * The files and folders that a command may upload, with symbolic links resolved, none inside another. undefined if
 * it may upload any file of the machine: a script, a query or a program that the CLI starts may name any.
 *
 * They are the workdir's repository, the workspace around it, the repository of a local module, and what exists of what
 * the arguments, the CLI's variables and the files with defaults (`.env`, dagger.json and the like) name.
 */
async function uploadRoots(command) {
    const { argv, workspace, env } = command;
    if (!boundedVerbs.has(verbOf(argv) ?? ''))
        return undefined;
    // The command starts from another folder.
    if (env['DAGGER_WORKDIR'] || argv.some((word) => /^--workdir(=|$)/.test(word)))
        return undefined;
    const workdir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(command.workdir);
    const wholeOf = (place) => (0,_local_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._)(place) ?? place;
    const around = workspace === undefined ? workdir : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(workspace).catch(() => workdir);
    const roots = new Set([wholeOf(workdir), (0,_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .F)(around, workdir) ? around : workdir]);
    const named = [...argv, env['DAGGER_MODULE'] ?? '', env['DAGGER_ENV'] ?? ''];
    for (const place of (0,_local_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .localPaths */ .O)(named, workdir))
        roots.add(wholeOf(place));
    for (const folder of new Set([workdir, ...roots])) {
        for (const name of ['.env', 'dagger.json', 'dagger.toml', 'dagger-module.toml']) {
            const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, name), 'utf8').catch(() => '');
            const words = text.split(/[\s"'=,;]+/).filter((word) => /^(\.\.|\/|~|file:)/.test(word));
            for (const place of (0,_local_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .localPaths */ .O)(words, folder))
                roots.add(wholeOf(place));
        }
    }
    if (roots.has(node_path__WEBPACK_IMPORTED_MODULE_2__.parse(workdir).root))
        return undefined;
    return [...roots].filter((root) => ![...roots].some((other) => other !== root && (0,_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .F)(other, root)));
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

/***/ 4438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ makeVolume),
/* harmony export */   Fy: () => (/* binding */ isMountedHere),
/* harmony export */   Iy: () => (/* binding */ discardImage),
/* harmony export */   JL: () => (/* binding */ usedBytes),
/* harmony export */   P$: () => (/* binding */ removeOwnVolume),
/* harmony export */   as: () => (/* binding */ detachVolume),
/* harmony export */   d0: () => (/* binding */ imagePath),
/* harmony export */   i7: () => (/* binding */ makeFolderOf),
/* harmony export */   lg: () => (/* binding */ isAttached),
/* harmony export */   qH: () => (/* binding */ holdDevice),
/* harmony export */   tO: () => (/* binding */ imageName),
/* harmony export */   zL: () => (/* binding */ findLeftover)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5505);
/* harmony import */ var _symbolic_links_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9373);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1072);
/* harmony import */ var _loop_device_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6692);
/* harmony import */ var _mount_options_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7385);
/* harmony import */ var _mount_table_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5891);
/* harmony import */ var _served_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5889);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5603);
/* harmony import */ var _second_mount_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7675);











const imageLabel = 'warm-dagger.image';
/** File name of an image in the folder of a volume or of a kept state. */
const imageName = 'engine.img';
/** Path of a volume's image, below the job's folder for temporary files. */
function imagePath(temporary, volume) {
    // In a folder of its own, because a volume may have the same name as another file of this action.
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'warm-dagger', 'volumes', volume, imageName);
}
/**
 * Attaches an image and creates the Docker volume that mounts it. If it fails, detaches the image again.
 *
 * @param served the file to attach in place of the image, if parts of the image are not on this machine
 */
async function makeVolume(name, image, served) {
    const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_8__/* .readSuperblock */ .t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem.`);
    if (superblock.unusual !== undefined)
        throw new Error(`The filesystem in ${image} ${superblock.unusual}.`);
    const device = await (served === undefined ? (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .attach */ .K0)(image) : (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .attachServed */ .ZW)(served));
    const volume = { name, image, device, uuid: superblock.uuid, ...(served !== undefined && { served }) };
    try {
        // Later steps find the device by the path of its file, which the kernel may report differently.
        if (!(await isAttached(volume)))
            throw new Error(`${device} is not attached to ${served ?? image}.`);
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .createVolume */ .pb)(name, [
            ...['--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
            ...['--opt', `o=${_mount_options_js__WEBPACK_IMPORTED_MODULE_10__/* .engineMountOptions */ .G}`, '--label', `${imageLabel}=${image}`],
        ]);
        const made = await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectVolume */ .Px)(name);
        if (made?.options['device'] !== device || made.labels[imageLabel] !== image) {
            throw new Error(`The Docker volume ${name} was created by another program in the meantime.`);
        }
    }
    catch (error) {
        await (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .detach */ .Yo)(device);
        throw error;
    }
    return volume;
}
/**
 * Whether the loop device is still attached to the image, and the image still contains the recorded filesystem.
 * The kernel reuses loop numbers: after a detach, another program's disk may have the same path.
 */
async function isAttached({ image, served = image, device, uuid }) {
    return ((await (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .backingFile */ .a0)(device)) === served &&
        (await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_8__/* .readSuperblock */ .t_)(image).catch(() => undefined))?.uuid === uuid);
}
/**
 * Opens the loop device. Until it is closed, its number is not reused, because the kernel detaches an open device
 * only when it is closed (Linux, drivers/block/loop.c, loop_clr_fd). undefined if we have no permission, because
 * we are not root.
 */
async function holdDevice({ device }) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(device, 'r').catch(() => undefined);
}
/** Whether a volume with this name exists, and whether this job may remove it. */
async function findLeftover(name) {
    const volume = await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectVolume */ .Px)(name);
    if (!volume)
        return 'none';
    if (!(_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .ownLabel */ .tZ in volume.labels))
        return 'foreign';
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .containersOf */ .Mz)(name)) {
        if ((0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .isJobContainer */ .ru)(container))
            continue;
        const labels = (await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectContainer */ .aH)(container))?.labels;
        if (labels && !(_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .ownLabel */ .tZ in labels))
            return 'foreign';
    }
    return 'ours';
}
/**
 * Removes a volume of ours with its containers and its image. Does nothing if the volume does not exist or was created
 * by someone else.
 *
 * @param images the paths where the image may be. The volume's label also names it, but is not trusted, because every
 *   user of Docker can write such a label
 */
async function removeOwnVolume(name, images) {
    const volume = await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectVolume */ .Px)(name);
    if (!volume || !(_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .ownLabel */ .tZ in volume.labels))
        return;
    // Kills a stuck server first, because Docker cannot remove a container whose mount does not respond.
    for (const image of images)
        if (await (0,_symbolic_links_js__WEBPACK_IMPORTED_MODULE_3__/* .hasNoSymbolicLink */ .QJ)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image)))
            await (0,_served_file_js__WEBPACK_IMPORTED_MODULE_7__/* .killStuckServer */ .Ub)(image);
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .containersOf */ .Mz)(name))
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(container);
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .removeVolume */ .L)(name);
    for (const image of images)
        await discardImage(image);
}
/**
 * Removes an image that no container uses, with its folder. Also removes what a killed step may have left: our mount of
 * the image, its loop device, and the process that serves it.
 *
 * @param image as returned by `imagePath`, without symbolic links
 * @throws Error if a symbolic link is in the path, before anything is removed; or if another program has mounted the
 *   image
 */
async function discardImage(image) {
    await (0,_symbolic_links_js__WEBPACK_IMPORTED_MODULE_3__/* .assertNoSymbolicLink */ .Y7)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image));
    await (0,_served_file_js__WEBPACK_IMPORTED_MODULE_7__/* .killStuckServer */ .Ub)(image);
    await detachFrom(image);
    await detachFrom((0,_served_file_js__WEBPACK_IMPORTED_MODULE_7__/* .servedPath */ .Vb)(image));
    await (0,_served_file_js__WEBPACK_IMPORTED_MODULE_7__/* .endServing */ .OV)(image);
    await (0,_symbolic_links_js__WEBPACK_IMPORTED_MODULE_3__/* .removeFolder */ .v$)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image));
}
/** Removes the Docker volume and its containers, and detaches the image, which is kept. */
async function detachVolume({ name, image }) {
    for (const container of await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .containersOf */ .Mz)(name))
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(container);
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .removeVolume */ .L)(name);
    await detachFrom(image);
    if ((await devicesOf(image)).length > 0)
        throw new Error(`${image} is still in use`);
}
async function detachFrom(image) {
    for (const device of await devicesOf(image)) {
        for (const mountPoint of await mountPointsOf(device)) {
            // Another program mounted it there, and may be writing to it.
            if (!(0,_second_mount_js__WEBPACK_IMPORTED_MODULE_9__/* .isOwnMountPoint */ .E6)(mountPoint))
                throw new Error(`${image} is still mounted at ${mountPoint}`);
            await (0,_second_mount_js__WEBPACK_IMPORTED_MODULE_9__/* .unmount */ .vs)(mountPoint);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(mountPoint).catch(() => undefined);
        }
        await (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .detach */ .Yo)(device);
    }
}
/** The loop devices that are attached to an image now. Their numbers may differ from those in the job's record. */
async function devicesOf(image) {
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/sys/block')).filter((name) => name.startsWith('loop'));
    const devices = [];
    for (const device of names.map((name) => `/dev/${name}`)) {
        const file = await (0,_loop_device_js__WEBPACK_IMPORTED_MODULE_5__/* .backingFile */ .a0)(device);
        // If the file was deleted, for example by the runner, the kernel appends this to its path.
        if (file === image || file === `${image} (deleted)`)
            devices.push(device);
    }
    return devices;
}
/** Creates an empty folder for an image. Discards the image that it may contain. @throws Error like `discardImage` */
async function makeFolderOf(image) {
    await discardImage(image);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(image), { recursive: true, mode: 0o700 });
}
/**
 * Whether the device is mounted in this machine's mount table. If it is not, Docker's daemon runs on another machine or
 * sees other devices, and has mounted a different disk that has the same name there.
 */
async function isMountedHere(device) {
    return (await mountPointsOf(device)).length > 0;
}
/** Used bytes of the disk's mounted filesystem, also those that the engine does not count; undefined if unknown. */
async function usedBytes({ device }) {
    const [mountPoint] = await mountPointsOf(device);
    if (mountPoint === undefined)
        return undefined;
    const { stdout } = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('stat', ['--file-system', '--format', '%S %b %f', '--', mountPoint]);
    const [blockSize = NaN, blocks = NaN, free = NaN] = stdout.trim().split(' ').map(Number);
    const used = (blocks - free) * blockSize;
    return Number.isFinite(used) ? used : undefined;
}
async function mountPointsOf(device) {
    const { rdev } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(device);
    // Splits a device number like glibc, for the small numbers of loop devices.
    const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`;
    const mounts = await (0,_mount_table_js__WEBPACK_IMPORTED_MODULE_6__/* .readMounts */ .b)();
    return mounts.filter(({ device: mounted }) => mounted === number).map(({ mountPoint }) => mountPoint);
}


/***/ }),

/***/ 6692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ attachDisposable),
/* harmony export */   K0: () => (/* binding */ attach),
/* harmony export */   Yo: () => (/* binding */ detach),
/* harmony export */   ZW: () => (/* binding */ attachServed),
/* harmony export */   a0: () => (/* binding */ backingFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1072);


/**
 * Maximum size of a loop device's requests in KiB: one block of the host's filesystem, which is written completely
 * or not at all.
 */
const largestRequest = '4';
/**
 * Attaches an image to a free loop device with small requests, so that no write is lost silently. A request that only
 * partly fits on the host's disk would count as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; also observed).
 *
 * @returns the device's path, such as /dev/loop3
 */
async function attach(image) {
    const device = await attachFree(image);
    const refusal = await setLargestRequest(device, largestRequest);
    await declareRotational(device);
    if (refusal === undefined)
        return device;
    await detach(device);
    throw new Error(`the kernel's requests to ${device} could not be limited to ${largestRequest} KiB: ${refusal}`);
}
/**
 * Attaches a file that a process of ours serves, with direct I/O: with a second cache above the file, all access
 * would take two to three times as long. Requests may be large, because the process reports each partial write.
 *
 * @returns the device's path
 */
async function attachServed(file) {
    const device = await attachFree(file, '--direct-io=on');
    const isDirect = await readSetting(device, 'loop/dio');
    await declareRotational(device);
    if (isDirect === '1')
        return device;
    await detach(device);
    throw new Error(`the kernel refuses direct I/O for ${device}`);
}
/**
 * Attaches an image that is discarded with the machine, so a lost write does no harm.
 *
 * @returns the device's path
 */
async function attachDisposable(image) {
    return await attachFree(image);
}
async function attachFree(file, ...options) {
    const device = (await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .runAsRoot */ .yf)('losetup', ['--find', '--show', '--nooverlap', ...options, file])).trim();
    if (!/^\/dev\/loop\d+$/.test(device))
        throw new Error(`losetup answered "${device}", not a loop device`);
    await allowLargeRequests(device);
    return device;
}
/** Detaches a loop device. Succeeds if it is already detached. */
async function detach(device) {
    if ((await backingFile(device)) === undefined)
        return;
    await allowLargeRequests(device);
    await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .runAsRoot */ .yf)('losetup', ['--detach', device]);
}
/**
 * Lifts our limit. It outlives an attachment, so the number's next user would have it: after a job that was killed, that
 * is a job of ours.
 */
async function allowLargeRequests(device) {
    if ((await readSetting(device, 'queue/max_sectors_kb')) !== largestRequest)
        return;
    await setLargestRequest(device, await readSetting(device, 'queue/max_hw_sectors_kb'));
}
/**
 * @param size KiB
 * @returns why the limit could not be set; undefined if it was set
 */
async function setLargestRequest(device, size) {
    const set = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .attemptAsRoot */ .a$)('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size });
    return set.exitCode === 0 ? undefined : set.stderr.trim();
}
/**
 * Makes ext4 place small files together, as on a rotating disk. On other disks, ext4 fills gaps between files, and a
 * save stores the whole chunk around each gap: 7 to 14 MB instead of 3 to 5 after a command that changed nothing in a
 * tree of 150 MB. By default, a device on a FUSE file is not rotational. If this fails, the only effect is larger
 * saves.
 *
 * Source: Linux 6.18, fs/ext4/mballoc.c, ext4_mb_init (s_mb_max_linear_groups); drivers/block/loop.c, which sets the
 * default each time that a file is attached.
 */
async function declareRotational(device) {
    if ((await readSetting(device, 'queue/rotational')) === '1')
        return;
    await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_1__/* .attemptAsRoot */ .a$)('tee', [`${sysfsOf(device)}/queue/rotational`], { input: '1' });
}
/** @returns '' if the kernel does not show it */
async function readSetting(device, name) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`${sysfsOf(device)}/${name}`, 'utf8').catch(() => '')).trim();
}
/** The folder in which the kernel shows a device's properties and settings. */
function sysfsOf(device) {
    return `/sys/block/${device.replace('/dev/', '')}`;
}
/**
 * The file that a loop device is attached to, from sysfs; undefined if it is not attached. The kernel appends "
 * (deleted)" to the path of a removed file, so it never equals one of our paths.
 */
async function backingFile(device) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`${sysfsOf(device)}/loop/backing_file`, 'utf8')).trimEnd();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 7385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ engineMountOptions),
/* harmony export */   y: () => (/* binding */ ownMountOptions)
/* harmony export */ });
/**
 * Options for the engine's mount. noatime: reading changes nothing. noinit_itable: the inode tables are already
 * zero, because they are holes of a new file, and the kernel must not write them in the background. errors: after
 * the kernel finds damage, the filesystem accepts no more writes, whatever its superblock says; only the first
 * mount sets this. Not nodev, nosuid or noexec: the engine's layers contain devices (whiteouts) and programs that
 * it runs from there.
 */
const engineMountOptions = 'noatime,noinit_itable,errors=remount-ro';
/** Options for our own mounts, from which no program runs. */
const ownMountOptions = `${engineMountOptions},nosuid,nodev,noexec`;


/***/ }),

/***/ 7675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ isOwnMountPoint),
/* harmony export */   MW: () => (/* binding */ SecondMount),
/* harmony export */   _K: () => (/* binding */ canBeMounted),
/* harmony export */   vs: () => (/* binding */ unmount),
/* harmony export */   wE: () => (/* binding */ ownMountPoint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _privileged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1072);
/* harmony import */ var _mount_options_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7385);
/* harmony import */ var _superblock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5603);







/**
 * A second mount of the engine's filesystem. It keeps the filesystem mounted after the engine stops, so that its
 * errors can be checked: an unmount reports no errors, and on a full host it leaves a superblock that is marked
 * clean although data was never written.
 */
class SecondMount {
    #disk;
    #folder;
    #mounted = true;
    constructor(disk, folder) {
        this.#disk = disk;
        this.#folder = folder;
    }
    /** @param folder the mount point, which is created */
    static async mount(disk, folder) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
        try {
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('mount', ['-t', 'ext4', '-o', _mount_options_js__WEBPACK_IMPORTED_MODULE_6__/* .ownMountOptions */ .y, disk.device, folder]);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(folder);
            throw error;
        }
        return new SecondMount(disk, folder);
    }
    /**
     * Deletes the files directly in one folder of an engine's state, such as `a/b`. Does not follow symbolic links,
     * because the content of the state is not trusted.
     */
    async deleteFilesIn(folder) {
        const path = `${this.#folder}/${folder}/*`;
        const depth = String(folder.split('/').length + 1);
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('find', [
            ...[this.#folder, '-xdev', '-mindepth', depth, '-maxdepth', depth],
            ...['-path', path, '-type', 'f', '-delete'],
        ]);
    }
    /** Used bytes of the filesystem, also those that the engine does not count. */
    async usedBytes() {
        const { bsize, blocks, bfree } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(this.#folder);
        return (blocks - bfree) * bsize;
    }
    /**
     * Why the data on the disk cannot be trusted; undefined if it can. Call it after the engine has exited.
     *
     * @param releaseMilliseconds how long another mount namespace may hold the filesystem after our unmount, ms
     * @param aroundTrim runs its argument, which discards unused blocks when everything else is on the disk
     */
    async findProblem(releaseMilliseconds = 30_000, aroundTrim = (trim) => trim()) {
        const sync = await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('sync', ['-f', this.#folder], writing);
        if (sync.exitCode !== 0)
            return `not all of its data could be written to disk: ${sync.stderr.trim()}`;
        for (const counter of ['errors_count', 'warning_count']) {
            const count = await this.#counter(counter);
            if (count !== '0')
                return `the kernel counts ${count} in ${counter} of its filesystem`;
        }
        const trim = await aroundTrim(() => (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('fstrim', [this.#folder], writing));
        if (trim.exitCode !== 0)
            return `its free blocks could not be discarded: ${trim.stderr.trim()}`;
        await this.release();
        return await this.#superblockProblem(releaseMilliseconds);
    }
    async #counter(name) {
        const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`;
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => 'an unknown number')).trim();
    }
    async #superblockProblem(releaseMilliseconds) {
        // The kernel marks it clean after the last unmount, which may happen in another mount namespace.
        for (let waited = 0; waited <= releaseMilliseconds; waited += 100) {
            const superblock = await (0,_superblock_js__WEBPACK_IMPORTED_MODULE_5__/* .readSuperblock */ .t_)(this.#disk.image);
            // The data beyond the new end is lost, but the kernel still has it in memory and finds no error.
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
/** For commands that write all cached data to a disk, which may be slow. */
const writing = { timeoutSeconds: 600 };
/**
 * Unmounts a folder.
 *
 * @throws CommandError if it may still be mounted
 */
async function unmount(folder) {
    await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('umount', [folder], writing);
}
/** A mount point in a folder of the job. Its name shows that a mount which a killed step left is ours. */
function ownMountPoint(folder, purpose) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `warm-dagger-${purpose}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`);
}
/** Whether a mount at this path is one of ours, and not the engine's. */
function isOwnMountPoint(mountPoint) {
    return /^warm-dagger-(check|probe|files)-[0-9a-f]{8}$/.test((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(mountPoint));
}
/**
 * Whether the kernel can mount the disk's filesystem.
 *
 * @param folder the mount point, which is created
 */
async function canBeMounted(disk, folder) {
    try {
        await (await SecondMount.mount(disk, folder)).release();
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 2599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ii: () => (/* binding */ askDaemon),
/* harmony export */   Nh: () => (/* binding */ openAnswer),
/* harmony export */   uy: () => (/* binding */ daemonSocket),
/* harmony export */   zc: () => (/* binding */ timeLimit)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8321);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5005);






/**
 * Sends a GET request to the Docker daemon on its socket. The answer usually comes within milliseconds, and a `docker`
 * command takes ten times as long. `path` contains no API version, so the daemon uses its newest.
 *
 * @returns the answer; `absent` if what was asked for does not exist; undefined if the caller has to use the `docker`
 *   command instead: `daemonSocket` knows no socket, the connection fails, or the daemon refuses the request
 * @throws Error if the daemon does not answer in time
 */
async function askDaemon(path) {
    const signal = timeLimit();
    try {
        const response = await openAnswer(path, signal);
        if (response?.statusCode === 200)
            return { content: await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_4__.json)(response) };
        response?.destroy();
        return response?.statusCode === 404 ? 'absent' : undefined;
    }
    catch {
        if (signal.aborted)
            throw new Error(`the Docker daemon did not answer in time (GET ${path})`);
        return undefined;
    }
}
/**
 * The same, for an answer of any size. The signal ends the reading too.
 *
 * @returns undefined if `daemonSocket` knows no socket
 * @throws Error if the connection fails, or the signal is aborted before the answer begins
 */
async function openAnswer(path, signal) {
    const socketPath = await daemonSocket(process.env);
    if (socketPath === undefined)
        return undefined;
    return await new Promise((resolve, reject) => {
        (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ socketPath, path, agent: false, signal }, resolve).on('error', reject).end();
    });
}
/** Far more than a healthy daemon needs, even on a busy machine. */
const timeoutMilliseconds = 120_000;
/** Aborted when a healthy daemon would have answered, or the time of the current work is up. */
function timeLimit() {
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const deadline = (0,_deadline_js__WEBPACK_IMPORTED_MODULE_5__/* .currentSignal */ .e3)();
    return deadline ? AbortSignal.any([timeout, deadline]) : timeout;
}
/**
 * The path of the daemon's socket, if DOCKER_HOST or the default context names a socket of this machine. undefined for
 * any other context, even one with a local socket.
 *
 * Source: docker/cli v28.2.2, cli/command/cli.go, resolveContextName, and opts/hosts.go, for the order and the default.
 */
async function daemonSocket(env) {
    const { DOCKER_HOST: host, DOCKER_CONTEXT: context } = env;
    if (host)
        return /^unix:\/\/(.+)$/.exec(host)?.[1];
    const isDefault = [undefined, '', 'default'].includes(context || (await configuredContext(env)));
    return isDefault ? '/var/run/docker.sock' : undefined;
}
async function configuredContext(env) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(env['DOCKER_CONFIG'] || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.docker'), 'config.json');
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8')).currentContext;
    }
    catch {
        // The docker command ignores a file that it cannot read.
        return undefined;
    }
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GP: () => (/* binding */ volumeNameRule),
/* harmony export */   JW: () => (/* binding */ importImage),
/* harmony export */   Jj: () => (/* binding */ removeImage),
/* harmony export */   Kd: () => (/* binding */ removeOwnContainer),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   Le: () => (/* binding */ dockerMissing),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   Px: () => (/* binding */ inspectVolume),
/* harmony export */   Sn: () => (/* binding */ volumeNamePattern),
/* harmony export */   ZP: () => (/* binding */ pullImage),
/* harmony export */   _8: () => (/* binding */ dockerProblem),
/* harmony export */   __: () => (/* binding */ exportImage),
/* harmony export */   aH: () => (/* binding */ inspectContainer),
/* harmony export */   e_: () => (/* binding */ hasImage),
/* harmony export */   mm: () => (/* binding */ inspectImage),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   pF: () => (/* binding */ jobContainer),
/* harmony export */   pb: () => (/* binding */ createVolume),
/* harmony export */   ru: () => (/* binding */ isJobContainer),
/* harmony export */   tZ: () => (/* binding */ ownLabel)
/* harmony export */ });
/* harmony import */ var _actions_io__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8701);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5005);
/* harmony import */ var _docker_socket_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2599);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8856);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5105);





/** Distinguishes our containers and volumes from those that the CLI or a user created. */
const ownLabel = 'warm-dagger';
/** Docker's rule: moby v20.10, volume/local/local.go, volumeNameRegex. */
const volumeNamePattern = /^[a-zA-Z0-9][\w.-]{1,100}$/;
/** `volumeNamePattern` in words, for error messages. */
const volumeNameRule = "a Docker volume's name: letters, digits and _.- , at least two, at most 101";
/** Name of the container of a job's engine. */
function jobContainer(version, runnerSuffix) {
    return `warm-dagger-${version}${runnerSuffix}`;
}
/**
 * Decides only by the name, because the CLI sets no label on a container that it creates. Names with `on-` belong
 * to shells, not to jobs.
 */
function isJobContainer(name) {
    return /^warm-dagger-(?!on-)/.test(name);
}
/**
 * Why Docker cannot mount a device of this machine, as a sentence; undefined if it can. Only a local unix socket
 * is trusted: any other daemon may run on another machine, which has other loop devices.
 */
async function dockerProblem() {
    if ((await (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_2__/* .daemonSocket */ .uy)(process.env)) === undefined) {
        const endpoint = process.env['DOCKER_HOST'] ??
            (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim();
        if (endpoint !== '' && !endpoint.startsWith('unix://')) {
            return `The Docker daemon is at ${endpoint}, possibly another machine, which cannot use this machine's disks.`;
        }
    }
    return await dockerMissing();
}
/** Why no Docker daemon can be used, local or remote, as a sentence; undefined if one responds. */
async function dockerMissing() {
    try {
        if ((await (0,_actions_io__WEBPACK_IMPORTED_MODULE_0__/* .which */ .K7)('docker')) !== '' && (await (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_2__/* .askDaemon */ .Ii)('/version')))
            return undefined;
    }
    catch (error) {
        return `The Docker daemon does not respond: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A)(error)}.`;
    }
    const version = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', ['version', '--format', '{{.Server.Version}}']);
    if (version.exitCode === 0)
        return undefined;
    return version.exitCode === undefined
        ? 'The docker command is not on the PATH.'
        : `The Docker daemon does not respond: ${lastLine(version.stderr)}.`;
}
function lastLine(text) {
    return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
}
/** undefined if the container does not exist. */
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
        pid: State.Pid,
        // The year 1 means never.
        logsFrom: State.FinishedAt.startsWith('0001-') ? Created : State.FinishedAt,
        labels: Config.Labels ?? {},
        volumes: Object.fromEntries(Mounts.flatMap(({ Name, Destination }) => (Name ? [[Destination, Name]] : []))),
    };
}
/** undefined if the volume does not exist. */
async function inspectVolume(name) {
    const found = await inspect('volume', name);
    if (!found)
        return undefined;
    const { Options, Labels } = found;
    return { options: Options ?? {}, labels: Labels ?? {} };
}
/** undefined if the image does not exist. */
async function inspectImage(name) {
    const found = await inspect('image', name);
    if (!found)
        return undefined;
    const { Id, Os, Architecture, Config } = found;
    return {
        id: Id,
        platform: `${Os}-${Architecture}`,
        settings: {
            env: Config.Env ?? [],
            entrypoint: Config.Entrypoint ?? [],
            workingDir: Config.WorkingDir ?? '',
            user: Config.User ?? '',
        },
    };
}
/** Seconds; enough for an image of some hundred megabytes on a slow disk. */
const maxCopySeconds = 300;
/**
 * Writes all files of an image into a tar archive.
 *
 * @throws CommandError
 */
async function exportImage(name, archive) {
    const container = (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['create', '--label', ownLabel, '--', name])).trim();
    try {
        await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['export', '--output', archive, '--', container], { timeoutSeconds: maxCopySeconds });
    }
    finally {
        await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .cleaningUp */ .fm)(() => (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', ['rm', '--volumes', '--', container]));
    }
}
/**
 * Makes an image without a name and settings of the files in a tar archive.
 *
 * @returns its ID
 * @throws CommandError
 */
async function importImage(archive) {
    return (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['import', '--', archive])).trim();
}
/** Removes an image that no container uses. Never throws. */
async function removeImage(id) {
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', ['image', 'rm', '--', id]);
}
async function hasImage(name) {
    return (await inspect('image', name)) !== undefined;
}
/** Seconds; enough for an image of some hundred megabytes over a slow connection. */
const maxPullSeconds = 1200;
/** @throws CommandError */
async function pullImage(name) {
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['pull', '--quiet', '--', name], { timeoutSeconds: maxPullSeconds });
}
/** @throws Error if the daemon does not report whether it exists */
async function inspect(kind, name) {
    // The name of an image has slashes of its own.
    const encoded = name.split('/').map(encodeURIComponent).join('/');
    const answer = await (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_2__/* .askDaemon */ .Ii)(`/${kind}s/${encoded}${kind === 'volume' ? '' : '/json'}`);
    if (answer)
        return answer === 'absent' ? undefined : answer.content;
    const args = [kind, 'inspect', '--', name];
    const { exitCode, stdout, stderr } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0)
        return JSON.parse(stdout)[0];
    if (exitCode === undefined || /no such/i.test(stderr))
        return undefined;
    throw new _programs_js__WEBPACK_IMPORTED_MODULE_3__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
}
/** The names of all containers that use the volume, running or not. */
async function containersOf(volume) {
    const filters = encodeURIComponent(JSON.stringify({ volume: [volume] }));
    const answer = await (0,_docker_socket_js__WEBPACK_IMPORTED_MODULE_2__/* .askDaemon */ .Ii)(`/containers/json?all=true&filters=${filters}`);
    if (answer && answer !== 'absent') {
        // Those with a second slash are links.
        const all = answer.content.flatMap(({ Names }) => Names);
        return all.filter((name) => !name.includes('/', 1)).map((name) => name.slice(1));
    }
    const names = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', [
        ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
        ...['--format', '{{.Names}}'],
    ]);
    return names.split('\n').filter((name) => name !== '');
}
/** @throws CommandError if the container may still exist, and so use its volumes */
async function removeContainer(name) {
    const args = ['rm', '--force', '--', name];
    const { exitCode, stderr } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0 || !(await inspectContainer(name)))
        return;
    throw new _programs_js__WEBPACK_IMPORTED_MODULE_3__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
}
/** Like `removeContainer`, but keeps a container that is not ours. */
async function removeOwnContainer(name) {
    const container = await inspectContainer(name);
    if (container && ownLabel in container.labels)
        await removeContainer(name);
}
/**
 * Creates a volume with our label. If the volume exists, Docker returns it without an error.
 *
 * @throws CommandError
 */
async function createVolume(name, options = []) {
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name]);
}
/**
 * Removes a volume with our label; keeps any other volume.
 *
 * @throws CommandError if it still exists, and so may be mounted
 */
async function removeVolume(name) {
    const volume = await inspectVolume(name);
    if (!volume || !(ownLabel in volume.labels))
        return;
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('docker', ['volume', 'rm', '--force', '--', name]);
}


/***/ }),

/***/ 5260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Kf: () => (/* binding */ findRunnerHost),
/* harmony export */   Sg: () => (/* binding */ engineImage),
/* harmony export */   Sl: () => (/* binding */ stateElsewhere),
/* harmony export */   Tt: () => (/* binding */ runnerHostVariable),
/* harmony export */   Yr: () => (/* binding */ runnerHostOf),
/* harmony export */   rs: () => (/* binding */ runningHostOf)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** The CLI's variable for the engine's address. */
const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST';
/**
 * Where a step's engine is: where the step itself says, otherwise where the job's first step found it. If a flag
 * of an earlier step requested Dagger Cloud, this step's command still does not run there.
 */
function findRunnerHost({ env, asksForCloud, exported, ofEarlierStep }) {
    const address = env[runnerHostVariable] ?? '';
    if (address !== '' && address !== exported)
        return { kind: 'preset', address };
    // The CLI only checks whether it is set: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
    if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined)
        return { kind: 'cloud' };
    return ofEarlierStep?.kind === 'preset' ? ofEarlierStep : { kind: 'docker' };
}
/** For display: the end of a sentence about the engine. */
function placeOf(host) {
    return host.kind === 'cloud' ? 'in Dagger Cloud' : `at ${host.address}`;
}
/**
 * The image of a release, of a commit's build, or of `head`. Source of the tags of builds: dagger/dagger v0.21.8,
 * toolchains/release/main.go line 153, run by publish.yml.
 *
 * @param version as resolved for the job: a full version without v, a commit hash, or `head`
 */
function engineImage(version) {
    const tag = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`;
    return `registry.dagger.io/engine:${tag}`;
}
/**
 * The CLI's address for our container. The container's name does not have the prefix that other CLI versions clean
 * up, and `cleanup=false` keeps this CLI from removing other containers. All versions from 0.18 to 1.0 support the
 * scheme.
 */
function runnerHostOf({ image, container, volume }) {
    const query = new URLSearchParams({ container, volume, cleanup: 'false' });
    return `docker-image://${image}?${query.toString()}`;
}
/**
 * The CLI's address for a container that runs. Unlike with `runnerHostOf`, the CLI neither starts nor creates a
 * container, which saves two calls of docker.
 *
 * Source: dagger/dagger v0.18.0, engine/client/drivers/dial.go line 21; v0.20.3, v0.21.8 and v1.0.0-beta.10,
 * engine/client/drivers/container.go line 28.
 */
function runningHostOf(container) {
    return `docker-container://${container}`;
}
/** Why this action does not keep the engine's state, as a sentence. */
function stateElsewhere(host) {
    return host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud, which keeps its state.'
        : `The engine is at ${host.address}, which this action did not set, and keeps its own state.`;
}


/***/ }),

/***/ 7835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ad: () => (/* binding */ removeSocket),
/* harmony export */   Dc: () => (/* binding */ noSocket),
/* harmony export */   G7: () => (/* binding */ makeSocketFolder),
/* harmony export */   GC: () => (/* binding */ socketArguments),
/* harmony export */   MN: () => (/* binding */ removeSocketFolder),
/* harmony export */   bc: () => (/* binding */ becauseOfSocket),
/* harmony export */   et: () => (/* binding */ viaSocket),
/* harmony export */   jo: () => (/* binding */ socketHostOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _dagger_uploads_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2082);
/* harmony import */ var _host_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5260);





/** Where the engine's container has the folder of the socket. */
const mountedAt = '/run/warm-dagger';
const fileName = 'engine.sock';
/** Of a socket's path, without the final zero: unix(7). */
const maxPathLength = 107;
const noSocket = { docker: [], engine: [] };
/**
 * Makes an engine listen on a socket that this machine's programs reach, too. Through `docker exec`, which the CLI uses
 * otherwise, each of its four connections takes a tenth of a second: with 0.21.8, a query took 0.56 s, and 0.14 s through
 * the socket. The engine listens on its own sockets as well.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 555 and config.go line 46; v0.20.3, main.go line 649; v0.21.8,
 * line 662; v1.0.0-beta.10, line 680.
 *
 * @param folder on this machine. Only its owner may enter it: who reaches the engine has the rights of root
 */
function socketArguments(folder) {
    const group = process.getgid?.();
    if (group === undefined || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, fileName).length > maxPathLength)
        return noSocket;
    return {
        docker: ['--volume', `${folder}:${mountedAt}`],
        engine: ['--addr', `unix://${mountedAt}/${fileName}`, `--group=${group}`],
    };
}
/** Whether an engine ended because it could not listen on its socket. @param because its last log line */
function becauseOfSocket(because) {
    return because.includes(`${mountedAt}/${fileName}`);
}
/** Creates the folder for the socket of an engine that is about to start, without the socket of one that has exited. */
async function makeSocketFolder(folder) {
    await removeSocket(folder);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true, mode: 0o700 });
}
async function removeSocket(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, fileName), { force: true });
}
/** Removes what `makeSocketFolder` created, once the engine has ended. */
async function removeSocketFolder(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
}
/**
 * The CLI's address of an engine that runs; undefined if it has no socket on this machine, because Docker's daemon has
 * other folders.
 *
 * @param folder as for `socketArguments`
 */
function socketHostOf(folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, fileName);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? `unix://${path}` : undefined;
}
const imageStoreVariable = '_EXPERIMENTAL_DAGGER_RUNNER_IMAGESTORE';
/** Verbs with which the CLI starts no programs of the user. */
const withoutPrograms = new Set(['call', 'check', 'checks', 'core', 'functions', 'generate', 'query']);
/**
 * The variables with which the CLI reaches the engine through its socket, and loads and reads Docker's images as if it
 * had reached it through Docker. None for a command that may leave a CLI behind: when the engine stops, clients can only
 * be disconnected that came through `docker exec`.
 *
 * Source: dagger/dagger v0.18.19, cmd/dagger/engine.go line 26; v0.20.3, v0.21.8, engine/client/drivers/dial.go line 38
 * and engine/client/imageload/docker.go line 18; v1.0.0-beta.10, internal/cmd/dagger/engine.go line 30.
 *
 * @param socket as returned by `socketHostOf`
 * @param env of the command otherwise
 */
function viaSocket(argv, socket, env) {
    if (!withoutPrograms.has((0,_dagger_uploads_js__WEBPACK_IMPORTED_MODULE_3__/* .verbOf */ .rl)(argv) ?? ''))
        return {};
    return {
        [_host_js__WEBPACK_IMPORTED_MODULE_4__/* .runnerHostVariable */ .Tt]: socket,
        [imageStoreVariable]: env[imageStoreVariable] ?? 'docker-image',
    };
}


/***/ }),

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

/***/ 7428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ readRestoreInputs),
/* harmony export */   HX: () => (/* binding */ readSaveInputs),
/* harmony export */   JU: () => (/* binding */ readVolumeInput),
/* harmony export */   hT: () => (/* binding */ readRunInputs),
/* harmony export */   vv: () => (/* binding */ readAllInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(235);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _dagger_arguments_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8176);
/* harmony import */ var _dagger_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4185);
/* harmony import */ var _dagger_invoke_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(674);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5505);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(170);
/* harmony import */ var _store_s3_address_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8152);
/* harmony import */ var _input_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(901);











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
/**
 * Reads the inputs of all three actions and reports their problems together.
 *
 * @throws InputError
 */
function readAllInputs() {
    return read((inputs) => {
        // Includes the inputs of save, so that an invalid one fails the job at the start instead of at the end.
        return { restore: restoreInputs(inputs), run: runInputs(inputs), save: saveInputs(inputs) };
    });
}
function restoreInputs(inputs) {
    const key = inputs.text('key') || undefined;
    const restoreKeys = inputs.lines('restore-keys');
    inputs.problems.push(...(0,_policy_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .keyProblems */ .G8)(key, restoreKeys));
    const folder = inputs.text('cache-dir');
    return {
        ...versionInputs(inputs),
        key,
        restoreKeys,
        matrix: inputs.text('matrix'),
        failOnCacheMiss: inputs.flag('fail-on-cache-miss'),
        lookupOnly: inputs.flag('lookup-only'),
        volume: volumeName(inputs),
        volumeSize: inputs.size('volume-size', minVolumeSize),
        ...boundInputs(inputs),
        cacheDir: folder === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(folder),
        folderLimits: {
            days: inputs.integer('cache-dir-days', 1, 3650),
            bytes: inputs.size('cache-dir-size', minCacheSize) ?? Number.MAX_SAFE_INTEGER,
        },
        store: storeInput(inputs, folder),
        fetch: inputs.oneOf('fetch', { all: 'all', 'on-demand': 'on-demand', '': 'on-demand' }),
        keep: inputs.oneOf('keep', { true: true, false: false, '': undefined }),
    };
}
/** @param folder the input cache-dir */
function storeInput(inputs, folder = '') {
    const store = inputs.text('store');
    if (store === '')
        return undefined;
    if (!(0,_store_s3_address_js__WEBPACK_IMPORTED_MODULE_7__/* .parseS3Address */ .yL)(store)) {
        inputs.problems.push(`Input store is ${JSON.stringify(store)}; accepted: ${_store_s3_address_js__WEBPACK_IMPORTED_MODULE_7__/* .s3AddressRule */ .Ly}.`);
    }
    if (folder !== '') {
        inputs.problems.push(`Inputs store and cache-dir name two stores, ${JSON.stringify(store)} and ${JSON.stringify(folder)}; accepted: one of them.`);
    }
    return store;
}
/** Volumes have whole GiB: src/disk/image.ts. */
const minVolumeSize = '1GiB';
/**
 * With a lower limit, the engine evicts entries before a job can reuse them. A number without a unit is probably a
 * mistake.
 */
const minCacheSize = '100MB';
function boundInputs(inputs) {
    const maxCacheSize = inputs.size('max-cache-size', minCacheSize);
    const prune = inputs.flag('prune');
    if (prune && inputs.text('max-cache-size') === '') {
        inputs.problems.push('Input prune is true, but max-cache-size is empty: set the size to prune to.');
    }
    return { maxCacheSize, prune };
}
function runInputs(inputs) {
    const cloudToken = inputs.secret('cloud-token');
    const run = {
        ...versionInputs(inputs),
        volume: volumeName(inputs),
        cacheEngineImage: inputs.flag('cache-engine-image'),
        engineImage: inputs.matching('engine-image', /^[a-z0-9][\w.:/@-]*$|^$/i, "an image's name with its tag or digest"),
        cloudToken,
        env: inputs.env,
        callTimeoutSeconds: inputs.seconds('call-timeout', maxCallSeconds),
        verb: inputs.text('verb'),
        call: inputs.text('call'),
        check: inputs.text('check'),
        shell: inputs.raw('shell'),
        args: inputs.text('args'),
        summaryPath: inputs.path('summary-path').value,
        enableGithubSummary: inputs.flag('enable-github-summary'),
    };
    // Validates the command now, so that an invalid one fails before anything is restored or started.
    inputs.check(() => {
        inputs.noteReplaced((0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_2__/* .commandLine */ .ay)(run, undefined, run.variables)?.expansion?.names ?? []);
    });
    return run;
}
/** Maximum duration of a job on a self-hosted runner: 5 days. */
const maxCallSeconds = 5 * 24 * 60 * 60;
function saveInputs(inputs) {
    return {
        store: storeInput(inputs),
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
    inputs.check(() => (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVersionRequest */ .Hd)(version));
    const daggerFlags = inputs.text('dagger-flags');
    inputs.check(() => (0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_2__/* .asksForCloudEngine */ .Ny)(daggerFlags, inputs.variables));
    return {
        version,
        commit: inputs.matching('commit', /^([0-9a-f]{40}|head|)$/i, 'head or the 40 digits of a commit'),
        module: inputs.text('module'),
        workdir: inputs.folder('workdir'),
        daggerFlags,
        variables: inputs.variables,
        cachePrograms: inputs.flag('cache-programs'),
    };
}
function volumeName(inputs) {
    return inputs.matching('volume', _docker_js__WEBPACK_IMPORTED_MODULE_5__/* .volumeNamePattern */ .Sn, _docker_js__WEBPACK_IMPORTED_MODULE_5__/* .volumeNameRule */ .GP);
}
/** Reads all inputs and reports their problems together. */
function read(body) {
    const inputs = new Inputs();
    const result = body(inputs);
    if (inputs.problems.length > 0)
        throw new _input_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .InputError */ .d(inputs.problems);
    if (inputs.replaced.size > 0) {
        // Do not log the values, which may be secret.
        _actions_core__WEBPACK_IMPORTED_MODULE_9__/* .info */ .pq(`Replaced by their values in the inputs: ${[...inputs.replaced].join(', ')}.`);
    }
    return result;
}
/** Reads inputs in which variables may be replaced by their values. */
class Inputs extends _input_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .InputReader */ .i {
    /** The names of the variables that were replaced by their values. */
    replaced = new Set();
    /** Value of the input `env`. */
    env = this.secretVariables('env');
    /** The values of the variables that `$NAME` refers to. */
    variables = (0,_dagger_invoke_js__WEBPACK_IMPORTED_MODULE_3__/* .commandVariables */ .L0)(process.env, this.env, this.text('cloud-token') !== '');
    /** A path with its variables replaced by their values; '' if it is invalid. */
    path(name) {
        let word = { value: '', names: [] };
        this.check(() => {
            word = (0,_dagger_arguments_js__WEBPACK_IMPORTED_MODULE_10__/* .readPath */ .G7)(name, this.text(name), this.variables);
        });
        this.noteReplaced(word.names);
        return word;
    }
    /** Absolute path. A path with variables must exist; the error message does not show their values. */
    folder(name) {
        const { value, names } = this.path(name);
        const folder = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(value);
        const isThere = names.length === 0 || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() === true;
        if (!isThere)
            this.reportProblem(name, this.text(name), 'an existing folder');
        return folder;
    }
    noteReplaced(names) {
        for (const name of names)
            this.replaced.add(name);
    }
    /** Reads lines of NAME=value and skips empty lines. The error message does not show the value, which is a secret. */
    secretVariables(name) {
        const variables = {};
        for (const [at, line] of this.raw(name).split(/\r?\n/).entries()) {
            if (line.trim() === '')
                continue;
            const [, variable, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
            if (variable === undefined || value === undefined) {
                this.problems.push(`Input ${name} has a line (${at + 1}) that is not NAME=value.`);
                continue;
            }
            if (value !== '')
                _actions_core__WEBPACK_IMPORTED_MODULE_9__/* .setSecret */ .Pq(value);
            variables[variable] = value;
        }
        return variables;
    }
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

/***/ 3900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ leavesSomething),
/* harmony export */   Ob: () => (/* binding */ cleanUpJob),
/* harmony export */   fd: () => (/* binding */ cleanUpVolume),
/* harmony export */   yh: () => (/* binding */ warnOnFailure)
/* harmony export */ });
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3438);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4901);
/* harmony import */ var _own_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3836);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6454);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5543);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5505);
/* harmony import */ var _engine_socket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7835);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5105);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4438);









/**
 * On a machine that is reused, removes what a job left that was killed before it could record anything: the volume
 * that its inputs name, if it is ours, with its containers.
 */
async function cleanUpVolume(volumeName) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isPersistentMachine */ .he)
        return;
    await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
        const images = await (0,_own_images_js__WEBPACK_IMPORTED_MODULE_2__/* .imagesOf */ .I)(volumeName);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__/* .removeOwnVolume */ .P$)(volumeName, images);
        for (const image of images)
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__/* .discardImage */ .Iy)(image);
    });
    await removeSocketOfEngine();
}
/** Whether the job's machine is reused, or keeps the state, so that what the job created must not stay on it. */
function leavesSomething({ keepIn }) {
    return _github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isPersistentMachine */ .he || keepIn !== undefined;
}
/**
 * On a machine that is reused, or that keeps the state, removes the job's engine and its volume with everything
 * that belongs to it. If that fails, warns instead of failing the job.
 */
async function cleanUpJob(job) {
    if (!leavesSomething(job))
        return;
    const { volume, volumeName, container } = job;
    await warnOnFailure("The clients' identities could not be removed", _client_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .removeClients */ .th);
    await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
        if (volume) {
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__/* .removeOwnVolume */ .P$)(volumeName, [volume.image]);
            // If the state could not be kept, the Docker volume was already removed.
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__/* .discardImage */ .Iy)(volume.image);
        }
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
    await removeSocketOfEngine();
}
/** An engine that was killed leaves its socket. */
async function removeSocketOfEngine() {
    await warnOnFailure("The engine's socket could not be removed", () => (0,_engine_socket_js__WEBPACK_IMPORTED_MODULE_6__/* .removeSocketFolder */ .MN)(_record_record_js__WEBPACK_IMPORTED_MODULE_3__/* .socketFolder */ .k1));
}
/** An engine without our disk used a plain volume. Removes it, unless it existed before the job. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .removeOwnContainer */ .Kd)(container);
    if (!isOfOthers)
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_7__/* .removeOwnVolume */ .P$)(volume, []);
}
/** Turns an error of `body` into a warning that begins with `failure`. */
async function warnOnFailure(failure, body) {
    await body().catch((error) => {
        _github_log_js__WEBPACK_IMPORTED_MODULE_4__/* .jobLog */ .Wh.warning(`${failure}: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_8__/* .reasonOf */ .A)(error)}`);
    });
}


/***/ }),

/***/ 4901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BF: () => (/* binding */ withIdentity),
/* harmony export */   LT: () => (/* binding */ clientIn),
/* harmony export */   TE: () => (/* binding */ clientNotes),
/* harmony export */   hv: () => (/* binding */ ownStateHome),
/* harmony export */   th: () => (/* binding */ removeClients)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5543);
/* harmony import */ var _dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1175);
/* harmony import */ var _dagger_uploads_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2082);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5105);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7094);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6454);









/** The names of the notes, in manifests and in kept states. */
const idNote = 'client-id';
const untilNote = 'client-id-until';
/** The client that a restored state knows; undefined if the notes contain no valid one. */
function clientIn(notes) {
    const id = notes?.[idNote] ?? '';
    const until = Number(notes?.[untilNote]);
    return (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .isClientId */ .XC)(id) && Number.isSafeInteger(until) && until > 0 ? { id, until } : undefined;
}
/**
 * The notes for a saved state. If the job needed another ID, the noted one stays: later jobs must not use a mirror
 * with times that tools have set.
 */
function clientNotes({ client }, now) {
    if (!client)
        return undefined;
    const { id, until, uploaded } = client;
    const last = uploaded === undefined ? until : Math.max(until, uploaded, now);
    // A cold job whose commands all needed another ID has uploaded nothing to this ID's mirror.
    return last === 0 ? undefined : { [idNote]: id, [untilNote]: String(last) };
}
/**
 * The environment of a command. It uses the client ID that the state knows if no file's time can mislead the
 * engine, and otherwise another ID. Exports nothing, and neither writes nor replaces the user's own ID: if one
 * exists before the job's first command, the command uses it. Never throws.
 *
 * @param job undefined or without a volume of ours: the engine is not ours, and the environment stays unchanged
 * @param version of the engine
 */
async function withIdentity(job, version, command) {
    const { env } = command;
    if (!job?.volume)
        return env;
    try {
        const stateHome = await stateHomeFor(job, version, command);
        return stateHome === undefined ? env : { ...env, [_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .stateHomeVariable */ .DP]: stateHome };
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_2__/* .jobLog */ .Wh.info(`The client keeps no identity between jobs: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_7__/* .reasonOf */ .A)(error)}`);
        return env;
    }
}
async function stateHomeFor(job, version, command) {
    const users = (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .stateHomeOf */ .st)(command.env);
    const isOwn = job.clientIsOwn ?? (await (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .hasClientId */ .RG)(users));
    const client = job.client ?? { id: (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .newClientId */ .JZ)(), until: 0 };
    const now = Date.now();
    const doubt = isOwn ? undefined : await doubtAbout(command, client.until, now);
    const uploaded = typeof doubt === 'number' ? Math.max(client.uploaded ?? 0, doubt, now) : client.uploaded;
    const known = { ...client, ...(uploaded !== undefined && { uploaded }) };
    await noteClient({ client: known, clientIsOwn: isOwn });
    if (isOwn)
        return undefined;
    if (typeof doubt !== 'string') {
        await (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .makeStateHome */ .jk)(keptHome, users, client.id);
        return keptHome;
    }
    _github_log_js__WEBPACK_IMPORTED_MODULE_2__/* .jobLog */ .Wh.info(`The CLI uploads all local files again, because the client of this job has a new identity: ${doubt}.`);
    if (keepsAnonymous(version))
        await (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .makeStateHome */ .jk)(newHome, users, '');
    // The CLI creates an ID there, which the job's later commands use too.
    else if (!(await (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .hasClientId */ .RG)(newHome)))
        await (0,_dagger_client_id_js__WEBPACK_IMPORTED_MODULE_3__/* .makeStateHome */ .jk)(newHome, users, undefined);
    return newHome;
}
const keptHome = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_record_js__WEBPACK_IMPORTED_MODULE_6__/* .jobFolder */ .OW, 'client');
const newHome = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_record_js__WEBPACK_IMPORTED_MODULE_6__/* .jobFolder */ .OW, 'new-client');
/** For our own queries to the engine, which upload no files. */
const ownStateHome = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_record_record_js__WEBPACK_IMPORTED_MODULE_6__/* .jobFolder */ .OW, 'own-client');
/** Removes the job's clients. Does not follow the links, so the user's own state stays. */
async function removeClients() {
    for (const home of [keptHome, newHome, ownStateHome])
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(home, { recursive: true, force: true });
}
/**
 * Why the command must not use the client ID that the state knows, as part of a sentence; otherwise the newest
 * modification time of the files that it may upload, in milliseconds since 1970.
 */
async function doubtAbout(command, until, now) {
    const roots = await (0,_dagger_uploads_js__WEBPACK_IMPORTED_MODULE_4__/* .uploadRoots */ .TN)(command);
    if (!roots)
        return `dagger ${(0,_printable_js__WEBPACK_IMPORTED_MODULE_8__/* .printable */ .g)((0,_dagger_uploads_js__WEBPACK_IMPORTED_MODULE_4__/* .verbOf */ .rl)(command.argv) ?? '')} may upload any file of this machine`;
    const { doubtful, because = '', newest } = (0,_dagger_uploads_js__WEBPACK_IMPORTED_MODULE_4__/* .scanUploads */ .mn)(roots, { until, now });
    return doubtful === undefined ? newest : `${(0,_printable_js__WEBPACK_IMPORTED_MODULE_8__/* .printable */ .g)(doubtful)} ${because}`;
}
/**
 * Whether an empty ID makes the engine drop the mirror after each upload, so that nothing of it stays in the state
 * (v0.21.0, core/schema/host.go lines 288 to 309; v0.20.3, engine/filesync/filesyncer.go line 236, creates an ID
 * for each upload, and keeps all of them). A commit's build, which may have any version, counts as the newest.
 */
function keepsAnonymous(version) {
    return (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVersion */ .ot)(version) === undefined || (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_5__/* .isAtLeast */ .du)(version, '0.21.0');
}
async function noteClient(client) {
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_6__/* .readJob */ .cd)();
    if (job)
        await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_6__/* .writeJobOrWarn */ .Sb)({ ...job, ...client });
}


/***/ }),

/***/ 3836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imagesOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4438);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3438);



/** Where jobs on this machine have the image of a volume: those that keep their state, and those that do not. */
async function imagesOf(volumeName) {
    // The kernel names the file behind a loop device without symbolic links.
    const places = await Promise.all([_github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .temporary */ .q_, _github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .persistentFolder */ .gb].map((place) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(place).catch(() => place)));
    return [...new Set(places)].map((place) => (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_1__/* .imagePath */ .d0)(place, volumeName));
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

/***/ 6454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ jobId),
/* harmony export */   M8: () => (/* binding */ recordRestoredSnapshot),
/* harmony export */   OW: () => (/* binding */ jobFolder),
/* harmony export */   P6: () => (/* binding */ restoredSnapshot),
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   Sb: () => (/* binding */ writeJobOrWarn),
/* harmony export */   Vf: () => (/* binding */ recordCommandStart),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   k1: () => (/* binding */ socketFolder),
/* harmony export */   t6: () => (/* binding */ recordCommand)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3438);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5543);






/** The folder with the files that a job's steps share. */
const jobFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_github_context_js__WEBPACK_IMPORTED_MODULE_3__/* .temporary */ .q_, 'warm-dagger');
/** The folder for the socket of the job's engine. */
const socketFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'engine');
const recordFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'job.json');
const manifestFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(jobFolder, 'manifest');
/** Distinguishes this job from an earlier one whose record is still in a temporary folder that nothing empties. */
const jobId = ['RUNNER_TRACKING_ID', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']
    .map((name) => process.env[name] ?? '')
    .join('/');
/** undefined if no step of this job has written a record. */
async function readJob() {
    try {
        const { id, record } = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(recordFile, 'utf8'));
        // The record names what to remove and to mount, so only a record of this job is trusted.
        return id === jobId && typeof record.volumeName === 'string' ? record : undefined;
    }
    catch {
        return undefined;
    }
}
async function writeJob(record) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    // If the step is killed meanwhile, the old record stays complete.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${recordFile}.new`, JSON.stringify({ id: jobId, record }));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${recordFile}.new`, recordFile);
}
/** Like `writeJob`, but only warns on an error, such as a full disk: the job can do without this record. */
async function writeJobOrWarn(record) {
    try {
        await writeJob(record);
    }
    catch (error) {
        _github_log_js__WEBPACK_IMPORTED_MODULE_4__/* .jobLog */ .Wh.warning(`The job's record could not be written, so later steps do not know what this step did: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
    }
}
/** Records that a command starts. If it is terminated, `recordCommand` is never called. */
async function recordCommandStart() {
    const job = await readJob();
    if (job)
        await writeJobOrWarn({ ...job, commandsStarted: (job.commandsStarted ?? 0) + 1 });
}
/** Records a command that ended, for the job's later steps. */
async function recordCommand(command) {
    const job = await readJob();
    if (job)
        await writeJobOrWarn({ ...job, commands: [...(job.commands ?? []), command] });
}
/** Stores the manifest that the volume was restored from, for the save. */
async function recordRestoredSnapshot({ manifest }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(jobFolder, { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(manifestFile, (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)(manifest));
}
async function restoredSnapshot({ restoredKey }) {
    if (restoredKey === undefined)
        return undefined;
    return { key: restoredKey, manifest: (0,_snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeManifest */ .MK)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(manifestFile)) };
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

/***/ 9373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QJ: () => (/* binding */ hasNoSymbolicLink),
/* harmony export */   Y7: () => (/* binding */ assertNoSymbolicLink),
/* harmony export */   v$: () => (/* binding */ removeFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * Whether no part of a path is a symbolic link, so that an operation on it affects what the path says. Parts that do not
 * exist are not links. Each part is looked at once, because another step may create a folder at the same moment.
 *
 * @param path absolute and normalized
 */
async function hasNoSymbolicLink(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    if (found?.isSymbolicLink())
        return false;
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    return parent === path || (await hasNoSymbolicLink(parent));
}
/**
 * Removes a folder with its content; succeeds if it does not exist. Refuses a path through a link, which would empty
 * another folder.
 *
 * @param folder absolute, without symbolic links
 * @throws Error when there is a link in the path: nothing is removed then
 */
async function removeFolder(folder) {
    await assertNoSymbolicLink(folder);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
}
/** @throws Error when there is a symbolic link in the path */
async function assertNoSymbolicLink(path) {
    if (!(await hasNoSymbolicLink(path)))
        throw new Error(`${path} leads through a symbolic link`);
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

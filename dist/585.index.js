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
            const reason = (0,_reason_js__WEBPACK_IMPORTED_MODULE_8__.reasonOf)(error);
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
const longestLine = 8192;
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
            line = (lines.pop() ?? '').slice(-longestLine);
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
/** The root of the git repository that a file or folder is in; undefined where it is in none. */
function repositoryOf(place) {
    for (let folder = place;; folder = node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder)) {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(node_path__WEBPACK_IMPORTED_MODULE_2__.join(folder, '.git')))
            return folder;
        if (folder === node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(folder))
            return undefined;
    }
}


/***/ }),

/***/ 8:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ parseVersionRequest),
/* harmony export */   MU: () => (/* binding */ isRelease),
/* harmony export */   YQ: () => (/* binding */ loadsModule),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   bx: () => (/* binding */ baseOf),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   ft: () => (/* binding */ parseVersionOutput),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   tF: () => (/* binding */ isModuleVersion),
/* harmony export */   uh: () => (/* binding */ quoteIt)
/* harmony export */ });
/* harmony import */ var semver_functions_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8469);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6353);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(792);



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
    return new Error(`The input \`version\` is "${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
        `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.` +
        (unquoted === undefined
            ? ''
            : ` Without quotes, YAML reads ${unquoted} as a number: ${quoteIt(unquoted)}.`));
}
/** Advice for a version that YAML may have shortened. */
function quoteIt(version) {
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

/** A time limit for a piece of work. Commands that run `within` it are stopped when it is reached. */
class Deadline {
    /** Aborted when the time is up. */
    signal;
    /** The time limit for cleaning up after the work, if it is longer. */
    cleanUp;
    #end;
    /** @param seconds from now */
    constructor(seconds, cleanUp) {
        this.signal = AbortSignal.timeout(Math.round(seconds * 1000));
        this.#end = performance.now() + seconds * 1000;
        this.cleanUp = cleanUp;
    }
    /** Whole seconds; 0 if the time is up. */
    get secondsLeft() {
        return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000));
    }
    /** A deadline that ends earlier, so that `reserveSeconds` of this one remain for cleaning up. */
    before(reserveSeconds) {
        return new Deadline(Math.max(0, (this.#end - performance.now()) / 1000 - reserveSeconds), this);
    }
}
const ambient = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
/** Runs `body`. All its commands are stopped when the deadline is reached. */
async function within(deadline, body) {
    return await ambient.run(deadline, body);
}
/** Runs `body` with the time that the current deadline reserves for cleaning up. */
async function cleaningUp(body) {
    const reserve = ambient.getStore()?.cleanUp;
    return reserve ? await ambient.run(reserve, body) : await body();
}
/** Aborted when the time of the current work is up; undefined if it has no deadline. */
function currentSignal() {
    return ambient.getStore()?.signal;
}
/**
 * Waits for `work` until the signal is aborted. Does not stop the work, which may continue to use its resources.
 *
 * @throws the signal's reason if it is aborted first
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
  s9: () => (/* binding */ releaseVolume),
  JL: () => (/* binding */ usedBytes)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/docker.js
var docker = __webpack_require__(5505);
// EXTERNAL MODULE: ./build/src/own-folder.js
var own_folder = __webpack_require__(1310);
// EXTERNAL MODULE: ./build/src/privileged.js
var privileged = __webpack_require__(1072);
;// CONCATENATED MODULE: ./build/src/disk/loop-device.js


/**
 * Maximum size of a loop device's requests in KiB: one block of the host's filesystem, which is written completely
 * or not at all.
 */
const largestRequest = '4';
/**
 * Attaches an image to a free loop device, so that no write is lost without an error. A request that only partly
 * fits on the host's disk would count as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; seen there).
 *
 * @returns the device's path, such as /dev/loop3
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
/** Detaches a loop device. Succeeds if it is already detached. */
async function detach(device) {
    if ((await backingFile(device)) === undefined)
        return;
    // Restore the default, because the setting stays with the number for its next user.
    const usual = await (0,promises_.readFile)(`${sysfsOf(device)}/queue/max_hw_sectors_kb`, 'utf8').catch(() => '');
    await setLargestRequest(device, usual.trim());
    await (0,privileged/* runAsRoot */.yf)('losetup', ['--detach', device]);
}
/**
 * @param size KiB
 * @returns why the limit could not be set; undefined if it was set
 */
async function setLargestRequest(device, size) {
    const set = await (0,privileged/* attemptAsRoot */.a$)('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size });
    return set.exitCode === 0 ? undefined : set.stderr.trim();
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
/** File name of an image in the folder of a volume or of a kept state. */
const imageName = 'engine.img';
/** Path of a volume's image, below the job's folder for temporary files. */
function imagePath(temporary, volume) {
    // A separate folder, because a volume may have the same name as another file of this action.
    return (0,external_node_path_.join)(temporary, 'warm-dagger', 'volumes', volume, imageName);
}
/** Attaches an image and creates the Docker volume that mounts it. If it fails, detaches the image again. */
async function makeVolume(name, image) {
    const superblock = await (0,disk_superblock/* readSuperblock */.t_)(image);
    if (!superblock)
        throw new Error(`${image} holds no ext4 filesystem.`);
    if (superblock.unusual !== undefined)
        throw new Error(`The filesystem in ${image} ${superblock.unusual}.`);
    const device = await attach(image);
    const volume = { name, image, device, uuid: superblock.uuid };
    try {
        // If the device used another name of the file, for example, no later step would find and detach it.
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
 * Whether the loop device is still attached to the image, and the image still contains the recorded filesystem.
 * The kernel reuses loop numbers: after a detach, another program's disk may have the same path.
 */
async function isAttached({ image, device, uuid }) {
    return ((await backingFile(device)) === image &&
        (await (0,disk_superblock/* readSuperblock */.t_)(image).catch(() => undefined))?.uuid === uuid);
}
/**
 * Opens the loop device. Until it is closed, its number is not reused, because the kernel detaches an open device
 * only when it is closed (Linux, drivers/block/loop.c, loop_clr_fd). undefined if we have no permission, because
 * we are not root.
 */
async function holdDevice({ device }) {
    return await (0,promises_.open)(device, 'r').catch(() => undefined);
}
/** Whether a volume with this name exists, and whether this job may remove it. */
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
/**
 * Removes a volume of ours with its container and image. What is gone already is no error.
 *
 * @param images where the image may be. Its label is not asked: anybody who can make a volume can write one
 */
async function clearAway(name, images) {
    const volume = await (0,docker/* inspectVolume */.Px)(name);
    if (!volume || !(docker/* ownLabel */.tZ in volume.labels))
        return;
    for (const container of await (0,docker/* containersOf */.Mz)(name))
        await (0,docker/* removeContainer */.od)(container);
    await (0,docker/* removeVolume */.L)(name);
    for (const image of images)
        await discardImage(image);
}
/**
 * Removes an image that no container uses, the folder that was made for it, and what a killed step may have left on
 * it: the loop device that stands for it, and a mount of ours.
 *
 * @param image as `imagePath` names it, without symbolic links
 * @throws Error when it leads through a link: nothing is done then
 */
async function discardImage(image) {
    await (0,own_folder/* assertDirect */.mR)((0,external_node_path_.dirname)(image));
    await detachFrom(image);
    await (0,own_folder/* removeFolder */.v$)((0,external_node_path_.dirname)(image));
}
/** Removes the Docker volume with its container, and detaches the image. Keeps the image. */
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
            // A program that has it mounted elsewhere may be writing to it.
            if (!(0,second_mount/* isOwnMountPoint */.E6)(place))
                throw new Error(`${image} is still mounted at ${place}`);
            await (0,second_mount/* unmount */.vs)(place);
            await (0,promises_.rmdir)(place).catch(() => undefined);
        }
        await detach(device);
    }
}
/** The loop devices that are attached to an image now, whatever numbers they had before. */
async function devicesOf(image) {
    const names = (await (0,promises_.readdir)('/sys/block')).filter((name) => name.startsWith('loop'));
    const devices = [];
    for (const device of names.map((name) => `/dev/${name}`)) {
        const file = await backingFile(device);
        // The runner may have deleted the file. The kernel then appends this to the path.
        if (file === image || file === `${image} (deleted)`)
            devices.push(device);
    }
    return devices;
}
/** Makes the folder of an image, empty. @throws Error as `discardImage` does */
async function makeFolderOf(image) {
    await discardImage(image);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(image), { recursive: true, mode: 0o700 });
}
/**
 * Whether the device is mounted in this machine's own mount table. A daemon on another machine, or one that sees
 * other devices, would have mounted another disk with that name.
 */
async function isMountedHere(device) {
    return (await mountPointsOf(device)).length > 0;
}
/** Bytes that the disk's mounted filesystem holds, which its engine may not count; undefined where it cannot be asked. */
async function usedBytes({ device }) {
    const [place] = await mountPointsOf(device);
    if (place === undefined)
        return undefined;
    const { stdout } = await (0,privileged/* attemptAsRoot */.a$)('stat', ['--file-system', '--format', '%S %b %f', '--', place]);
    const [blockSize = NaN, blocks = NaN, free = NaN] = stdout.trim().split(' ').map(Number);
    const used = (blocks - free) * blockSize;
    return Number.isFinite(used) ? used : undefined;
}
async function mountPointsOf(device) {
    const { rdev } = await (0,promises_.stat)(device);
    // Splits a device number like glibc, for the small numbers of loop devices.
    const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`;
    const lines = (await (0,promises_.readFile)('/proc/self/mountinfo', 'utf8')).split('\n');
    return lines.flatMap((line) => {
        const [, , device, , place] = line.split(' ');
        // Spaces in a path are escaped in octal: proc_pid_mountinfo(5).
        const unescape = (path) => path.replace(/\\([0-7]{3})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 8)));
        return device === number && place !== undefined ? [unescape(place)] : [];
    });
}


/***/ }),

/***/ 7675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E6: () => (/* binding */ isOwnMountPoint),
/* harmony export */   MW: () => (/* binding */ SecondMount),
/* harmony export */   _K: () => (/* binding */ canBeMounted),
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
            await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .runAsRoot */ .yf)('mount', ['-t', 'ext4', '-o', ownMountOptions, disk.device, folder]);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(folder);
            throw error;
        }
        return new SecondMount(disk, folder);
    }
    /**
     * Deletes the files of one folder of an engine's state, `a/b`, not below it. What the state holds is not trusted: a
     * folder that is a link is not followed.
     */
    async deleteFilesIn(folder) {
        const path = `${this.#folder}/${folder}/*`;
        const depth = String(folder.split('/').length + 1);
        await (0,_privileged_js__WEBPACK_IMPORTED_MODULE_4__/* .attemptAsRoot */ .a$)('find', [
            ...[this.#folder, '-xdev', '-mindepth', depth, '-maxdepth', depth],
            ...['-path', path, '-type', 'f', '-delete'],
        ]);
    }
    /**
     * Why what the engine left on the disk is not to be trusted; undefined when it is. To be asked once it has ended.
     *
     * @param releaseMilliseconds how long another mount namespace may hold the filesystem after our unmount, ms
     */
    async complaint(releaseMilliseconds = 30_000) {
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
        return await this.#superblockComplaint(releaseMilliseconds);
    }
    async #counter(name) {
        const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`;
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => 'an unknown number')).trim();
    }
    async #superblockComplaint(releaseMilliseconds) {
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
function isOwnMountPoint(place) {
    return /^warm-dagger-(check|probe)-[0-9a-f]{8}$/.test((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(place));
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
/**
 * Options for the engine's mount. noatime: reading changes nothing. noinit_itable: the inode tables are already
 * zero, because they are holes of a new file, and the kernel must not write them in the background. errors: after
 * the kernel finds damage, the filesystem accepts no more writes, whatever its superblock says; only the first
 * mount sets this. Not nodev, nosuid or noexec: the engine's layers contain devices (whiteouts) and programs that
 * it runs from there.
 */
const mountOptions = 'noatime,noinit_itable,errors=remount-ro';
/** Options for our own mounts, from which no program runs. */
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
 * Reads the superblock of the filesystem in an image file; undefined if there is none. The layout is the kernel's,
 * Documentation/filesystems/ext4/super.rst.
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
/**
 * Whether an image was neither mounted nor truncated since its superblock was read. The superblock counts mounts.
 */
async function isUntouchedSince(then, image) {
    const now = await readSuperblock(image);
    return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort;
}
/**
 * What mke2fs writes for `makeImage`, as masks: 0x38 is ext_attr, resize_inode, dir_index; 0x2c2 filetype, extent,
 * 64bit, flex_bg; 0x46b sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum. 0xc is
 * user_xattr and acl, which are also the kernel's defaults.
 */
const masks = [
    { name: 'compatible features', at: 0x5c, usual: 0x38 },
    { name: 'incompatible features', at: 0x60, usual: 0x2c2 },
    { name: 'read-only compatible features', at: 0x64, usual: 0x46b },
    { name: 'default mount options', at: 0x100, usual: 0xc },
];
/** s_errors: 1 continues, 2 remounts read-only, 3 panics. 0 has no meaning and counts as 1. */
const panics = 3;
function unusualIn(bytes) {
    for (const { name, at, usual } of masks) {
        const more = (bytes.readUInt32LE(at) & ~usual) >>> 0;
        if (more !== 0)
            return `has unknown ${name} (0x${more.toString(16)})`;
    }
    if (bytes.readUInt16LE(0x3c) >= panics)
        return 'would stop the machine on an error (errors=panic)';
    // s_mount_opts: a string of mount options, as on the command line.
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
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8856);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);


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
 * Decides by the name alone, because the CLI sets no label on a container that it creates. Names with `on-` belong
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
    const endpoint = process.env['DOCKER_HOST'] ??
        (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim();
    if (endpoint !== '' && !endpoint.startsWith('unix://')) {
        return `The Docker daemon is at ${endpoint}, possibly another machine, which cannot use this machine's disks.`;
    }
    return await dockerMissing();
}
/** Why no Docker daemon can be used, local or remote, as a sentence; undefined if one responds. */
async function dockerMissing() {
    const version = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', ['version', '--format', '{{.Server.Version}}']);
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
async function hasImage(name) {
    return (await inspect('image', name)) !== undefined;
}
/** Seconds; enough for an image of some hundred megabytes over a slow connection. */
const longestPullSeconds = 1200;
/** @throws CommandError */
async function pullImage(name) {
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['pull', '--quiet', '--', name], { timeoutSeconds: longestPullSeconds });
}
/** @throws CommandError if the daemon does not report whether it exists */
async function inspect(kind, name) {
    const args = [kind, 'inspect', '--', name];
    const { exitCode, stdout, stderr } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0)
        return JSON.parse(stdout)[0];
    if (exitCode === undefined || /no such/i.test(stderr))
        return undefined;
    throw new _programs_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
}
/** The names of all containers that use the volume, running or not. */
async function containersOf(volume) {
    const names = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', [
        ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
        ...['--format', '{{.Names}}'],
    ]);
    return names.split('\n').filter((name) => name !== '');
}
/** @throws CommandError if the container may still exist, and so use its volumes */
async function removeContainer(name) {
    const args = ['rm', '--force', '--', name];
    const { exitCode, stderr } = await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('docker', args);
    if (exitCode === 0 || !(await inspectContainer(name)))
        return;
    throw new _programs_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(['docker', ...args].join(' '), exitCode, stderr);
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
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name]);
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
    await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)('docker', ['volume', 'rm', '--force', '--', name]);
}
/**
 * The lines of a container's log since a time, from both streams, for which `wanted` returns true. A build's log
 * can be larger than memory, so other lines are dropped.
 *
 * @param since RFC 3339
 * @throws Error if the log cannot be read
 */
async function containerLog(name, since, wanted) {
    try {
        return (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .pickLines */ .f2)('docker', ['logs', '--since', since, '--', name], wanted)).join('\n');
    }
    catch (error) {
        throw new Error(`the engine's log cannot be read: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_1__.reasonOf)(error)}`, { cause: error });
    }
}


/***/ }),

/***/ 6553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  he: () => (/* binding */ isPersistentMachine),
  Kv: () => (/* binding */ jobIdentity),
  Ch: () => (/* binding */ openStore),
  gb: () => (/* binding */ persistentFolder),
  Jk: () => (/* binding */ repository),
  pO: () => (/* binding */ runContext),
  oA: () => (/* binding */ runThatSaved),
  YC: () => (/* binding */ runnerSuffix),
  q_: () => (/* binding */ temporary)
});

// UNUSED EXPORTS: bucketScopes, repositoryIdentity, suffixOf, workflowFile

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
 * The cache that the runner's variables describe; undefined outside a job, or if there is no cache. Uses the rules
 * and names of @actions/cache 6.3.0, lib/internal/config.js: version 2 is never used with GitHub Enterprise
 * Server, and an unknown cache mode forbids nothing.
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
 * Whether a cache service is GitHub's: on one of its own hosts, or on the GitHub Enterprise Server that runs the
 * job. Gitea, Forgejo and nektos/act set the same variable to their own server, and set ACT.
 *
 * Source of the host names: docs.github.com, "Self-hosted runners reference", "Accessible domains by function";
 * for data residency "Network details for GHE.com".
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
// EXTERNAL MODULE: ./build/src/environment.js
var environment = __webpack_require__(2020);
;// CONCATENATED MODULE: ./build/src/store/actions-lookup.js
/**
 * Finds the newest entry for the first prefix that has entries. The service searches scope by scope: it prefers a
 * branch's own match of the last prefix to the default branch's match of the first. So unless its answer matches
 * the first prefix, the earlier prefixes are looked up one by one. A hit on the first prefix, or a miss of all,
 * takes only one lookup.
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
/** Reverses how @actions/core escapes the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data) {
    return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
/** Why a lookup or a restore failed; undefined if there was no entry, or this job may not read the cache. */
function restoreFailure({ complaints }) {
    return complaints.find((complaint) => !complaint.includes('cache read denied:'));
}
/**
 * Why a save failed; undefined if the key exists or the job may not write. If an outage makes the reservation
 * fail, the toolkit (6.3.0, lib/cache.js, saveCacheV2) reports an existing key; only its debug line shows the
 * cause.
 */
function saveFailure({ complaints, details }) {
    const refused = (text) => text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists');
    const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'));
    if (reserving !== undefined)
        return refused(reserving) ? undefined : reserving;
    // Version 1 reports an existing key for every answer without an ID, even for a proxy's page (saveCacheV1); only
    // the details show the cause.
    const taken = details.find((detail) => detail.includes('another job may be creating this cache. More details:'));
    if (taken !== undefined)
        return refused(taken) ? undefined : taken;
    return complaints.find((complaint) => !refused(complaint));
}

;// CONCATENATED MODULE: ./build/src/store/actions-toolkit.js











/**
 * The only file of every entry, below the staging folder. The toolkit hashes the name into the entry's version, so
 * it is the same on every machine: another name would make every lookup miss.
 */
const entryFile = 'warm-dagger-entry';
/**
 * The script of the toolkit's process: next to the bundle that contains this module or, if run from source, next
 * to this file. The path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function processEntry() {
    const fromSource = import.meta.url.endsWith('.ts');
    const name = fromSource ? 'actions-toolkit-process.ts' : 'toolkit.js';
    return (0,external_node_url_.fileURLToPath)(new URL(['.', name].join('/'), import.meta.url));
}
/**
 * The Actions cache through @actions/cache, one call after another: slower, but works wherever the toolkit works.
 */
class ActionsToolkitStore {
    name = 'the Actions cache through @actions/cache';
    isolatesBranches;
    cleanable;
    #access;
    #env;
    #log;
    #stagingFolder;
    #signal;
    #process;
    /** Settles when all calls so far are done. */
    #turn = Promise.resolve();
    /**
     * @param stagingFolder absolute path; created if needed. Opened entries are files in it
     * @param signal aborts the calls in progress, which then throw
     */
    constructor(access, env, log, stagingFolder, signal) {
        this.isolatesBranches = access.isGitHubs;
        this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' };
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
            // A link could point elsewhere, and reading a pipe could block forever.
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
    /** Runs calls one after another, because they share the entry's file. Removes what each call leaves there. */
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
    /** For the toolkit's archives, which it does not remove completely. */
    #temporary() {
        return (0,external_node_path_.join)(this.#stagingFolder, 'temporary');
    }
    async #call(call) {
        const answer = await this.#ask(call);
        const output = parseToolkitOutput(answer.output);
        output.secrets.forEach(core.setSecret);
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
            // It exits with this process, and does not keep this process running.
            child.unref();
            child.channel?.unref();
        }
    }
    #start() {
        const child = (0,external_node_child_process_.fork)(processEntry(), [], {
            cwd: this.#stagingFolder,
            // With RUNNER_DEBUG, the toolkit unpacks every archive a second time to list it.
            env: {
                ...(0,environment/* cacheClientEnvironment */.To)(this.#env),
                GITHUB_WORKSPACE: this.#stagingFolder,
                RUNNER_TEMP: this.#temporary(),
                RUNNER_DEBUG: undefined,
                // The toolkit unpacks with --absolute-names, so an archive can name any path. This makes GNU tar write
                // everything to our one file, whatever path or link the archive names.
                TAR_OPTIONS: `--transform=s,.*,${entryFile},`,
            },
            execArgv: [],
            // It sends its output in its answers. Only a crash writes to stderr.
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
 * Uploads a blob to a signed URL with the protocol of Azure Blob Storage: a small blob in one request, a larger
 * one in blocks, several at a time, which become the blob when the list of blocks is sent (REST API: Put Blob, Put
 * Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, an Error for a refused request, or what the content throws; the blob then does not
 *   exist
 */
async function uploadBlob(signedUrl, content, limits, log) {
    const url = masked(signedUrl);
    const { single, block: blockSize, blocksUnderWay } = (0,official_client/* uploadSizes */.eZ)(url);
    const put = async (name, query, body, headers) => {
        const target = new URL(url);
        for (const [key, value] of Object.entries(query))
            target.searchParams.set(key, value);
        const request = { name, method: 'PUT', url: target, headers: (0,official_client/* azureHeaders */.mN)(headers), body };
        const { status } = await (0,actions_http/* send */.tN)(request, limits, log, ({ status }) => 
        // A server that accepts an upload without storing it is not the store.
        status < 400 && status !== 201 ? `the answer was ${status} instead of 201` : undefined);
        if (status !== 201)
            throw new Error(`${name} was answered with ${status}`);
    };
    const bytes = { 'content-type': 'application/octet-stream' };
    const nameOf = (0,official_client/* blockNames */.cK)();
    const ids = [];
    const underWay = new Set();
    /** Blocks that may still fit into one request. */
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
 * Splits the content without copying it: a block is a list of pieces.
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
 * Masks the URL's signature in the log, both as it is and URL-encoded.
 *
 * @throws Error if the cache service's URL is not an HTTP address
 */
function masked(signedUrl) {
    const url = URL.parse(signedUrl);
    if (!url || !/^https?:$/.test(url.protocol)) {
        throw new Error('the cache service answered with an address that is not HTTP');
    }
    const signature = url.searchParams.get('sig');
    if (signature) {
        (0,core.setSecret)(signature);
        (0,core.setSecret)(encodeURIComponent(signature));
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
 * The version of every key that this store writes. It keeps the store from reading entries of other programs,
 * above all tar files of @actions/cache. Change it when the format of an entry's content changes.
 */
const version = (0,external_node_crypto_.createHash)('sha256').update('warm-dagger: an entry is its bytes').digest('hex');
/** `msg` is the message of an error. */
const texts = ['message', 'signed_upload_url', 'signed_download_url', 'matched_key', 'msg'];
/** Maximum size of a pack or a manifest in bytes. */
const largestEntry = 2 ** 30;
/**
 * The Actions cache through its own protocol, version 2: without tar, and with downloads in ranges, which need no
 * temporary file.
 */
class ActionsV2Store {
    name = 'the Actions cache';
    isolatesBranches;
    cleanable;
    #service;
    #access;
    #log;
    #stagingFolder;
    #limits;
    /** The URLs of the entries that lookups found, by key, so that `open` needs no second lookup. */
    #located = new Map();
    /** @param stagingFolder for downloads from a blob host that does not support ranges; created if needed */
    constructor(service, access, log, stagingFolder, limits = actions_http/* defaultRequestLimits */.vW) {
        this.#service = service;
        this.isolatesBranches = access.isGitHubs;
        this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' };
        this.#access = access;
        this.#log = log;
        this.#stagingFolder = stagingFolder;
        this.#limits = limits;
    }
    async find(prefixes) {
        return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key);
    }
    async has(key) {
        return (await this.#lookUp([key]))?.key === key;
    }
    async open(key) {
        const located = this.#located.get(key);
        // Only once: a caller that opens the entry again had a problem, such as an expired URL.
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
        const size = await uploadBlob(uploadUrl, content, this.#limits, this.#log);
        await this.#finalize(key, size);
        return true;
    }
    async #lookUp(keys) {
        if (!this.#access.readable)
            return undefined;
        const [key, ...restoreKeys] = keys;
        // Omits an empty list, like protobuf's JSON.
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
    /** @returns the signed URL to upload to; undefined if the key exists or the job may not write */
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
        // An earlier attempt may have succeeded although its answer was lost.
        if (!(await this.has(key)))
            throw failure;
    }
    /** @param needed fields that a successful answer must have */
    async #call(method, fields, needed = []) {
        const { url, token } = this.#service;
        const { status, repeated, body } = await (0,actions_http/* send */.tN)({
            name: method,
            method: 'POST',
            url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
            headers: { ...official_client/* serviceHeaders */.sq, authorization: `Bearer ${token}` },
            body: [Buffer.from(JSON.stringify({ ...fields, version }))],
        }, this.#limits, this.#log, (answer) => complaintAbout(answer, needed));
        return { status, repeated, fields: fieldsOf(body) ?? { ok: false } };
    }
    /** @returns the status of the answer if it is not an entry */
    async #openAt(signedUrl, key) {
        const url = masked(signedUrl);
        const name = `opening ${key}`;
        return (0,official_client/* isAzure */.QH)(url) ? await this.#measure(url, name) : await this.#download(url, name);
    }
    /** Requests only the size. The ranges are read when they are needed. */
    async #measure(url, name) {
        const request = { name, method: 'HEAD', url, headers: (0,official_client/* azureHeaders */.mN)() };
        const { status, headers } = await (0,actions_http/* send */.tN)(request, this.#limits, this.#log);
        return status === 200 ? readInRanges(url, headers['content-length'], name) : status;
    }
    /**
     * Requests the whole entry, as @actions/cache does from a host other than Azure, which may support neither HEAD
     * nor ranges. If the host offers ranges, reads a large entry in ranges.
     */
    async #download(url, name) {
        return await (0,actions_http/* withRetries */.LH)(name, this.#limits, this.#log, async () => {
            const response = await (0,http/* sendChecked */.u2)({ method: 'GET', url, headers: official_client/* downloadHeaders */.$R }, this.#limits);
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
/** Forwards the content, and fails if it is larger than `most` bytes: the server decides how much it sends. */
async function* atMost(most, response, name) {
    const pieces = response[Symbol.asyncIterator]();
    let size = 0;
    try {
        for (;;) {
            const next = await pieces.next().catch((error) => {
                throw new retry/* TransientError */.N_((0,reason.reasonOf)(error), { cause: error });
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
/** Why an answer is not a complete one of the cache service; undefined if it is. */
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
 * Parses an answer. Errors have the same form (twirp, "Errors"), and a missing field has its default, as in all of
 * protobuf's JSON.
 *
 * @returns undefined if it is not an answer of the cache service
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
 * Opens the job's Actions cache; undefined outside a job, or if there is no cache. The two implementations never
 * read each other's entries.
 *
 * @param env the variables that the runner sets
 * @param stagingFolder absolute path outside the checkout, on a disk with room for an entry; created if needed
 * @param signal aborts the requests in progress, which then throw
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
    return new ActionsV2Store(cache.service, cache, log, stagingFolder, { ...actions_http/* defaultRequestLimits */.vW, signal });
}

// EXTERNAL MODULE: ./build/src/deadline.js
var deadline = __webpack_require__(5005);
;// CONCATENATED MODULE: ./build/src/store/directory.js




const hour = 3600 * 1000;
/** A folder that a writer was killed in is removed after this long, ms. */
const abandonedAfterMilliseconds = 24 * hour;
/** Milliseconds in which a disk answers: one that is reached by network may not do so at all. */
const diskTimeoutMilliseconds = 120_000;
/**
 * Entries as folders below one folder, which several machines may share. An entry is a folder, named by the hash
 * of its key, with the files `key` and `content`; it is made under another name and moved into place whole, so a
 * reader never sees half of one, and the second of two writers of one key learns that the key is taken. The folder's
 * own time says when it was last used.
 */
class DirectoryStore {
    name;
    isolatesBranches = false;
    cleanable = { kind: 'folder', folder: this };
    #entries;
    #unfinished;
    #signal;
    /** @param signal ends what is under way, which then throws */
    constructor(folder, signal) {
        this.name = `the folder ${folder}`;
        this.#entries = (0,external_node_path_.join)(folder, 'entries');
        this.#unfinished = (0,external_node_path_.join)(folder, 'unfinished');
        this.#signal = signal;
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
    /** Counts as a use. */
    async has(key) {
        return await this.#inTime(async () => {
            // Noted first: whoever takes the entry away meanwhile then puts it back.
            await noteUse(this.#folder(key));
            return (await fileOrNothing(this.#content(key))) !== undefined;
        });
    }
    async open(key) {
        const path = this.#content(key);
        const stats = await this.#inTime(() => fileOrNothing(path));
        return (stats && {
            source: { kind: 'file', path },
            size: Number(stats.size),
            close: () => Promise.resolve(),
        });
    }
    async put(key, content) {
        const signal = this.#signal;
        signal?.throwIfAborted();
        const writing = this.#put(key, content);
        return signal ? await (0,deadline/* untilAborted */.Eu)(signal, writing) : await writing;
    }
    async #put(key, content) {
        await (0,promises_.mkdir)(this.#entries, { recursive: true });
        await this.#removeAbandoned();
        const draft = (0,external_node_path_.join)(this.#unfinished, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
        await (0,promises_.mkdir)(draft, { recursive: true });
        try {
            await writeDurably((0,external_node_path_.join)(draft, 'content'), this.#signal ? until(this.#signal, content) : content);
            await writeDurably((0,external_node_path_.join)(draft, 'key'), [Buffer.from(key)]);
            this.#signal?.throwIfAborted();
            await (0,promises_.rename)(draft, this.#folder(key));
            return true;
        }
        catch (error) {
            // A folder cannot replace another that is not empty.
            if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST'))
                return false;
            throw error;
        }
        finally {
            await (0,promises_.rm)(draft, { recursive: true, force: true });
        }
    }
    /** All entries, newest first. */
    async list() {
        return await this.#inTime(() => this.#list());
    }
    async #list() {
        const entries = [];
        for (const name of await readdirOrNothing(this.#entries)) {
            const used = await lstatOrNothing((0,external_node_path_.join)(this.#entries, name));
            const content = await fileOrNothing((0,external_node_path_.join)(this.#entries, name, 'content'));
            const key = await keyIn((0,external_node_path_.join)(this.#entries, name, 'key'));
            // Half of it may have been removed by someone since.
            if (!used || !content || key === undefined)
                continue;
            const usedAt = milliseconds(used.mtimeNs > content.mtimeNs ? used.mtimeNs : content.mtimeNs);
            entries.push({ key, size: Number(content.size), written: content.mtimeNs, usedAt });
        }
        entries.sort((a, b) => (a.written < b.written ? 1 : -1));
        return entries.map(({ written, ...entry }) => ({ ...entry, writtenAt: milliseconds(written) }));
    }
    /**
     * Removes the entry atomically: a reader finds all of it or nothing.
     *
     * @param usedAt when it was used last as far as the caller knows, ms since 1970: one that was used since stays
     * @returns false when it stays, or was gone already
     */
    async remove(key, usedAt = Infinity) {
        return await this.#inTime(() => this.#remove(key, usedAt));
    }
    async #remove(key, usedAt) {
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
        // Checked after the move: no other job can use the entry now, so the answer is final.
        const facts = await lstatOrNothing(gone);
        const isWanted = facts !== undefined && milliseconds(facts.mtimeNs) > usedAt;
        if (isWanted && (await isMoved(gone, this.#folder(key))))
            return false;
        await (0,promises_.rm)(gone, { recursive: true, force: true });
        return !isWanted;
    }
    /** Waits no longer than a disk may take, or until the signal. */
    async #inTime(work) {
        this.#signal?.throwIfAborted();
        const silent = AbortSignal.timeout(diskTimeoutMilliseconds);
        return await (0,deadline/* untilAborted */.Eu)(this.#signal ? AbortSignal.any([this.#signal, silent]) : silent, work());
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
            if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfterMilliseconds) {
                await (0,promises_.rm)(path, { recursive: true, force: true });
            }
        }
    }
}
/**
 * Writes and flushes a file, so that a crash of the machine after the rename leaves no entry without its content.
 */
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
/** Passes on the pieces, and throws the signal's reason as soon as it is given, also while a piece is awaited. */
async function* until(signal, content) {
    const pieces = content[Symbol.asyncIterator]();
    for (;;) {
        const next = await (0,deadline/* untilAborted */.Eu)(signal, pieces.next());
        if (next.done === true)
            return;
        yield next.value;
    }
}
async function readdirOrNothing(path) {
    return (await (0,promises_.readdir)(path).catch(nothingIfMissing)) ?? [];
}
async function statOrNothing(path) {
    return await (0,promises_.stat)(path, { bigint: true }).catch(nothingIfMissing);
}
async function lstatOrNothing(path) {
    return await (0,promises_.lstat)(path, { bigint: true }).catch(nothingIfMissing);
}
/** Records the use of an entry, at most once an hour. Without write access to its folder, the use is not recorded. */
async function noteUse(folder) {
    const facts = await lstatOrNothing(folder);
    const now = Date.now();
    if (!facts || milliseconds(facts.mtimeNs) > now - hour)
        return;
    await (0,promises_.lutimes)(folder, now / 1000, now / 1000).catch(() => undefined);
}
/** Where something has taken the place, nothing is moved. */
async function isMoved(from, to) {
    return await (0,promises_.rename)(from, to).then(() => true, () => false);
}
function milliseconds(nanoseconds) {
    return Number(nanoseconds / 1000000n);
}
/** What is no file could lead elsewhere, or be waited for without end. */
async function fileOrNothing(path) {
    const facts = await lstatOrNothing(path);
    return facts?.isFile() ? facts : undefined;
}
async function keyIn(path) {
    const size = (await fileOrNothing(path))?.size;
    // 512 characters of at most four bytes each.
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

// EXTERNAL MODULE: ./build/src/store/s3.js
var s3 = __webpack_require__(6429);
// EXTERNAL MODULE: ./build/src/store/s3-address.js
var s3_address = __webpack_require__(8152);
// EXTERNAL MODULE: ./build/src/store/bucket.js
var bucket = __webpack_require__(5277);
;// CONCATENATED MODULE: ./build/src/store/s3-bucket.js








/** Bytes of each part but the last: at least 5 MiB (docs.aws.amazon.com, "Amazon S3 multipart upload limits"). */
const partSize = 16 * 2 ** 20;
const partsUnderWay = 4;
/** Seconds that an address is good for, if the credentials are. */
const addressLifetimeSeconds = 3600;
/** Says which write an object is of: the answer to a write may get lost. */
const writerNote = 'writer';
/** Times by the server's clock, in milliseconds since 1970: not every service gives a copy onto itself a new time. */
const renewalNote = 'renewed';
const markNote = 'unnamed';
/**
 * A bucket at Amazon S3, or at another service that speaks its protocol. Region, endpoint and credentials are found
 * as Amazon's own tools find them, in variables, files and what the machine offers. Loads the SDK.
 *
 * @param signal ends what is under way, which then throws
 */
async function openBucket(name, env, log, signal, limits = actions_http/* defaultRequestLimits */.vW) {
    // An expression in a workflow that has no value leaves an empty variable, which the SDK would take for one.
    for (const [variable, value] of Object.entries(env)) {
        if (variable.startsWith('AWS_') && value === '')
            Reflect.deleteProperty(env, variable);
    }
    // Only jobs with such a store pay for it: it takes longer to load than all else that a restore loads.
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
    return new S3Bucket(name, sdk, env, log, { ...limits, signal });
}
class S3Bucket {
    #name;
    #sdk;
    #client;
    #log;
    #limits;
    /** Of the server's clock to ours, ms. */
    #clockAhead = 0;
    /** Cleared when the service does not know conditional writes. */
    #writesIfNone = true;
    constructor(name, sdk, env, log, limits) {
        this.#name = name;
        this.#sdk = sdk;
        this.#log = log;
        this.#limits = limits;
        this.#client = new sdk.S3Client({
            ...clientConfig(env),
            requestHandler: {
                handle: (request, options) => this.#send(request, options?.abortSignal),
            },
        });
        if (env['GITHUB_ACTIONS'] === 'true')
            this.#maskCredentials();
    }
    now() {
        return Date.now() + this.#clockAhead;
    }
    async *list(prefix) {
        const { ListObjectsV2Command } = this.#sdk;
        let next;
        do {
            const page = await this.#ask('listing the bucket', () => this.#client.send(new ListObjectsV2Command({ Bucket: this.#name, Prefix: prefix, ContinuationToken: next }), this.#options));
            yield (page.Contents ?? []).flatMap(({ Key: name, Size: size = 0, LastModified: modified }) => name === undefined ? [] : [{ name, size, modifiedAt: modified?.getTime() ?? 0 }]);
            next = page.IsTruncated ? page.NextContinuationToken : undefined;
        } while (next !== undefined);
    }
    async folders(prefix) {
        const { CommonPrefixes: folders = [] } = await this.#ask('listing the bucket', () => this.#client.send(new this.#sdk.ListObjectsV2Command({ Bucket: this.#name, Prefix: prefix, Delimiter: '/' }), this.#options));
        return folders.flatMap(({ Prefix: folder }) => folder ?? []);
    }
    async head(name) {
        return (await this.#facts(name))?.facts;
    }
    async address(name) {
        const { getSignedUrl } = await Promise.all(/* import() */[__webpack_require__.e(171), __webpack_require__.e(505)]).then(__webpack_require__.t.bind(__webpack_require__, 8505, 19));
        const command = new this.#sdk.GetObjectCommand({ Bucket: this.#name, Key: name });
        return await this.#ask('signing an address', () => getSignedUrl(this.#client, command, { expiresIn: addressLifetimeSeconds }));
    }
    async put(name, content) {
        // Not only for services that do not know conditional writes: it saves sending what is there.
        if (await this.head(name))
            return false;
        const blocks = inBlocks(content, partSize);
        const [first, second] = [await blocks.next(), await blocks.next()];
        const writer = (0,external_node_crypto_.randomUUID)();
        const stored = second.done
            ? await this.#putWhole(name, first.done ? [] : first.value.pieces, writer)
            : await this.#putInParts(name, startingWith(first.done ? [] : [first.value, second.value], blocks), writer);
        if (stored)
            return true;
        // It is taken. Perhaps by this write itself, whose answer was lost.
        return (await this.#facts(name))?.writer === writer;
    }
    async renew(name) {
        return await this.#copyOntoItself(name, renewalNote);
    }
    async mark(name) {
        return await this.#copyOntoItself(name, markNote);
    }
    async remove(name) {
        await this.#ask('deleting an object', () => this.#client.send(new this.#sdk.DeleteObjectCommand({ Bucket: this.#name, Key: name }), this.#options));
    }
    get #options() {
        return this.#limits.signal ? { abortSignal: this.#limits.signal } : {};
    }
    async #facts(name) {
        try {
            const found = await this.#ask('looking up an object', () => this.#client.send(new this.#sdk.HeadObjectCommand({ Bucket: this.#name, Key: name }), this.#options));
            const { ContentLength: size = 0, LastModified: modified, Metadata: notes = {} } = found;
            const modifiedAt = modified?.getTime() ?? 0;
            const markedAt = timeIn(notes[markNote]);
            const usedAt = timeIn(notes[renewalNote]) ?? (markedAt === undefined ? modifiedAt : 0);
            return { facts: { name, size, modifiedAt, usedAt, markedAt }, writer: notes[writerNote] };
        }
        catch (error) {
            if (isStatus(error, 404))
                return undefined;
            throw error;
        }
    }
    /** @returns false when there is one */
    async #putWhole(name, pieces, writer) {
        const { PutObjectCommand } = this.#sdk;
        const body = joined(pieces);
        return await this.#unlessThere('storing an object', (condition) => this.#client.send(new PutObjectCommand({
            Bucket: this.#name,
            Key: name,
            Body: body,
            Metadata: { [writerNote]: writer },
            ...condition,
        }), this.#options));
    }
    /** @returns false when there is one */
    async #putInParts(name, blocks, writer) {
        const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand } = this.#sdk;
        const target = { Bucket: this.#name, Key: name };
        const { UploadId } = await this.#ask('beginning an upload', () => this.#client.send(new CreateMultipartUploadCommand({ ...target, Metadata: { [writerNote]: writer } }), this.#options));
        let stored = false;
        try {
            const Parts = await this.#sendParts({ ...target, UploadId }, blocks);
            stored = await this.#unlessThere('ending an upload', (condition) => this.#client.send(new CompleteMultipartUploadCommand({
                ...target,
                UploadId,
                MultipartUpload: { Parts },
                ...condition,
            }), this.#options));
            return stored;
        }
        finally {
            // Its parts cost as much as an object. A rule of the bucket's ends what a killed job leaves.
            if (!stored) {
                await this.#client
                    .send(new AbortMultipartUploadCommand({ ...target, UploadId }))
                    .catch((error) => {
                    this.#log.debug(`An upload could not be ended: ${(0,reason.reasonOf)(error)}`);
                });
            }
        }
    }
    async #sendParts(upload, blocks) {
        const parts = [];
        let failed = false;
        const lane = async () => {
            while (!failed) {
                // The number is taken with the block: a generator answers in the order that it is asked in.
                const next = blocks.next();
                const PartNumber = parts.push({});
                const block = await next;
                if (block.done)
                    break;
                const Body = joined(block.value.pieces);
                const { ETag } = await this.#ask('uploading a part', () => this.#client.send(new this.#sdk.UploadPartCommand({ ...upload, PartNumber, Body }), this.#options));
                parts[PartNumber - 1] = { PartNumber, ETag };
            }
        };
        const lanes = Array.from({ length: partsUnderWay }, () => lane().catch((error) => {
            failed = true;
            throw error;
        }));
        const results = await Promise.allSettled(lanes);
        for (const result of results)
            if (result.status === 'rejected')
                throw result.reason;
        // Those that were asked for behind the last block.
        return parts.filter(({ PartNumber }) => PartNumber !== undefined);
    }
    /** @param note gets the time */
    async #copyOntoItself(name, note) {
        try {
            await this.#ask('renewing an object', () => this.#client.send(new this.#sdk.CopyObjectCommand({
                Bucket: this.#name,
                Key: name,
                CopySource: `${this.#name}/${pathOf(name)}`,
                // Without a change of its notes a copy onto itself is refused.
                MetadataDirective: 'REPLACE',
                Metadata: { [note]: String(this.now()) },
            }), this.#options));
            return true;
        }
        catch (error) {
            if (isStatus(error, 404))
                return false;
            throw error;
        }
    }
    /**
     * A write on the condition that nothing is there.
     *
     * @returns false when there is something
     */
    async #unlessThere(what, write) {
        try {
            await this.#ask(what, () => write(this.#writesIfNone ? { IfNoneMatch: '*' } : {}));
            return true;
        }
        catch (error) {
            // 404: an upload that is gone, since it was ended before and the answer was lost.
            if (isStatus(error, 412) || isStatus(error, 404))
                return false;
            if (!isStatus(error, 501) || !this.#writesIfNone)
                throw error;
            this.#writesIfNone = false;
            this.#log.debug('The storage does not know conditional writes: it is asked before each write.');
            return await this.#unlessThere(what, write);
        }
    }
    /** Our rule of retries in place of the SDK's. */
    async #ask(what, attempt) {
        return await (0,actions_http/* withRetries */.LH)(what, this.#limits, this.#log, async () => {
            try {
                return await attempt();
            }
            catch (error) {
                if (error instanceof retry/* TransientError */.N_)
                    throw error;
                const reason = explained(error);
                if (isPassing(error))
                    throw new retry/* TransientError */.N_(reason, { cause: error });
                if (isRefusal(error))
                    throw new bucket/* AccessDeniedError */.U(`${what} was refused: ${reason}`, { cause: error });
                throw Object.assign(new Error(`${what} failed: ${reason}`, { cause: error }), {
                    status: statusOf(error),
                });
            }
        });
    }
    /** Sends a request of the SDK's over our own connections, by whose rules an answer is none of a proxy's. */
    async #send(request, signal) {
        const { method, protocol, hostname, port, path, query = {}, headers, body } = request;
        const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
        for (const [key, value] of Object.entries(query)) {
            for (const one of typeof value === 'object' && value !== null ? value : [value ?? '']) {
                url.searchParams.append(key, one);
            }
        }
        // As the signature has it: a blank is no plus.
        url.search = url.search.replaceAll('+', '%20');
        const answer = await (0,http/* sendChecked */.u2)({
            method: method,
            url,
            headers,
            ...(body !== undefined && {
                body: [typeof body === 'string' ? Buffer.from(body) : body],
            }),
        }, {
            idleTimeoutMilliseconds: this.#limits.idleTimeoutMilliseconds,
            ...(signal instanceof AbortSignal && { signal }),
        });
        const { statusCode = 0, headers: fields, statusMessage: reason } = answer;
        const date = Date.parse(fields.date ?? '');
        if (!Number.isNaN(date))
            this.#clockAhead = date - Date.now();
        const plain = Object.fromEntries(Object.entries(fields).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]));
        return { response: { statusCode, reason, headers: plain, body: answer } };
    }
    /** Has the runner hide them: as they change while the job runs, each time that they are asked for. */
    #maskCredentials() {
        const { config } = this.#client;
        const find = config.credentials;
        config.credentials = async (options) => {
            const found = await find(options);
            (0,core.setSecret)(found.secretAccessKey);
            if (found.sessionToken)
                (0,core.setSecret)(found.sessionToken);
            return found;
        };
    }
}
/** What the SDK does not find in the variables and files that it knows itself. */
function clientConfig(env) {
    const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'];
    const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (endpoint ? 'us-east-1' : undefined);
    return {
        ...(region !== undefined && { region }),
        // Most services other than Amazon's have no host name for each bucket.
        ...(endpoint && !/\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname) && { forcePathStyle: true }),
        // We do it by our own rule.
        maxAttempts: 1,
        expectContinueHeader: false,
        // Each request is signed with the SHA-256 of its body, which every service has to check. Not all know more.
        ...(!env['AWS_REQUEST_CHECKSUM_CALCULATION'] && { requestChecksumCalculation: 'WHEN_REQUIRED' }),
        ...(!env['AWS_RESPONSE_CHECKSUM_VALIDATION'] && { responseChecksumValidation: 'WHEN_REQUIRED' }),
    };
}
function statusOf(error) {
    const { status, $metadata } = (error ?? {});
    return status ?? $metadata?.httpStatusCode;
}
function isStatus(error, status) {
    return statusOf(error) === status;
}
/**
 * What may pass although the status does not say so: what was damaged on its way, clocks that differ (the SDK then
 * corrects its own), and two writes that meet.
 *
 * Source of the names: docs.aws.amazon.com, "Amazon S3 error responses".
 */
const passingNames = new Set([
    ...['RequestTimeout', 'RequestTimeTooSkewed', 'XAmzContentSHA256Mismatch', 'BadDigest'],
    ...['ConditionalRequestConflict', 'OperationAborted', 'SlowDown', 'InternalError', 'ServiceUnavailable'],
]);
function isPassing(error) {
    const { name = '', $fault } = error;
    // A copy and the end of an upload may fail after the status was sent.
    return passingNames.has(name) || ($fault === 'server' && statusOf(error) !== 501);
}
function isRefusal(error) {
    return isStatus(error, 403) || error.name === 'AccessDenied';
}
function explained(error) {
    const { name = '' } = error;
    if (name === 'CredentialsProviderError') {
        return `there are no credentials (${(0,reason.reasonOf)(error)}): a step before this one has to set them, such as aws-actions/configure-aws-credentials`;
    }
    if (/region is missing/i.test((0,reason.reasonOf)(error)))
        return 'the variable AWS_REGION is not set';
    if (name === 'PermanentRedirect')
        return 'the bucket is in another region than AWS_REGION says';
    const status = statusOf(error);
    const said = (0,reason.reasonOf)(error);
    return status === undefined
        ? said
        : `the answer was ${status}${/^(Unknown.*)?$/.test(said) ? '' : `, ${said}`}`;
}
/** undefined for what is no time of ours. */
function timeIn(note) {
    return note !== undefined && /^\d{1,15}$/.test(note) ? Number(note) : undefined;
}
function pathOf(name) {
    return name.split('/').map(encodeURIComponent).join('/');
}
function joined(pieces) {
    const [only] = pieces;
    return pieces.length === 1 && only ? only : Buffer.concat(pieces);
}
async function* startingWith(first, rest) {
    yield* first;
    yield* rest;
}

// EXTERNAL MODULE: ./build/src/github/event.js
var github_event = __webpack_require__(5865);
;// CONCATENATED MODULE: ./build/src/github/context.js











const { env } = process;
/** `owner/name`; '' outside of a workflow. */
const repository = env['GITHUB_REPOSITORY'] ?? '';
/** Folder for this job's files. The runner empties RUNNER_TEMP after each job. */
const temporary = env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
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
    return `-${(0,external_node_crypto_.createHash)('sha256').update(runner).digest('hex').slice(0, 8)}`;
}
/** Folder that persists between jobs if the machine does. */
const persistentFolder = env['RUNNER_TOOL_CACHE'] || cacheHome();
function cacheHome() {
    return env['XDG_CACHE_HOME'] ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache');
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
    return (0,external_node_path_.join)(encodeURIComponent(host), id && /^\d+$/.test(id) ? id : `name=${encodeURIComponent(name)}`);
}
/**
 * Opens the store that holds the snapshots; undefined if this job has no cache.
 *
 * @param signal ends what is under way, which then throws
 * @throws Error when the store cannot be opened
 */
async function openStore({ cacheDir, store }, log, signal) {
    if (store !== undefined) {
        const address = (0,s3_address/* parseS3Address */.yL)(store);
        if (!address)
            throw new Error(`The store is ${store}, and has to be ${s3_address/* s3AddressRule */.Ly}.`);
        const bucket = await openBucket(address.bucket, env, log, signal);
        return new s3/* S3Store */.sl(store, bucket, bucketScopes(address.prefix, env, await (0,github_event/* eventPayload */.Z)()), log);
    }
    if (cacheDir !== undefined)
        return new DirectoryStore((0,external_node_path_.join)(cacheDir, repositoryIdentity(env)), signal);
    // Gitea, Forgejo and nektos/act set it; their cache servers follow rules of their own.
    if (env['ACT'] === 'true')
        return undefined;
    if (env['GITHUB_ACTIONS'] === 'true') {
        return actionsStore(env, log, (0,external_node_path_.join)(temporary, 'warm-dagger', 'staging'), signal);
    }
    return new DirectoryStore((0,external_node_path_.join)(cacheHome(), 'warm-dagger', 'local'), signal);
}
/**
 * Whose entries a run reads and writes in a bucket, as GitHub's cache has it: its own ref's, then those of its pull
 * request's base, then the default branch's.
 *
 * @param prefix of the address
 */
function bucketScopes(prefix, environment, { repository: { default_branch: branch } = {} }) {
    const { GITHUB_REF: ref = '', GITHUB_BASE_REF: base } = environment;
    const others = [base, branch].flatMap((name) => (name ? [`refs/heads/${name}`] : []));
    const [own, ...rest] = [...new Set([ref, ...others].map(s3_address/* scopeOf */.Od))];
    return {
        repository: `${prefix === '' ? '' : `${prefix}/`}${repositoryIdentity(environment)}/`,
        scopes: [own ?? '', ...rest],
    };
}
/**
 * @param code that the job's commands used, or will use
 * @throws Error if the event's payload cannot be read
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
        // Only the payload of a schedule may lack the default branch, and a schedule runs on the default branch.
        defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
    };
}
/** The workflow run of this repository that saved an entry; undefined if it was saved outside a workflow. */
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
/* harmony import */ var _dagger_arguments_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8176);
/* harmony import */ var _dagger_command_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4185);
/* harmony import */ var _dagger_invoke_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(674);
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5505);
/* harmony import */ var _policy_keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(170);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5105);
/* harmony import */ var _store_s3_address_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8152);











/** Contains every complaint about the inputs, one per line. */
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
        folderLimits: {
            days: inputs.integer('cache-dir-days', 1, 3650),
            bytes: inputs.size('cache-dir-size', leastCacheSize) ?? Number.MAX_SAFE_INTEGER,
        },
        store: storeInput(inputs, folder),
        keep: inputs.oneOf('keep', { true: true, false: false, '': undefined }),
    };
}
/** @param folder the input cache-dir */
function storeInput(inputs, folder = '') {
    const store = inputs.text('store');
    if (store === '')
        return undefined;
    if (!(0,_store_s3_address_js__WEBPACK_IMPORTED_MODULE_8__/* .parseS3Address */ .yL)(store)) {
        inputs.complaints.push(`Input store is ${JSON.stringify(store)}; accepted: ${_store_s3_address_js__WEBPACK_IMPORTED_MODULE_8__/* .s3AddressRule */ .Ly}.`);
    }
    if (folder !== '')
        inputs.complaints.push('Inputs store and cache-dir name two stores: give one.');
    return store;
}
/** Volumes have whole GiB: src/disk/image.ts. */
const leastVolumeSize = '1GiB';
/**
 * With a lower limit, the engine evicts entries before a job can reuse them. A number without a unit is probably a
 * mistake.
 */
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
        callTimeoutSeconds: inputs.seconds('call-timeout', longestCallSeconds),
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
        inputs.noteReplaced((0,_dagger_command_js__WEBPACK_IMPORTED_MODULE_3__/* .commandLine */ .ay)(run, undefined, run.variables)?.expansion?.names ?? []);
    });
    return run;
}
/** Maximum duration of a job on a self-hosted runner: 5 days. */
const longestCallSeconds = 5 * 24 * 60 * 60;
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
    inputs.check(() => (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVersionRequest */ .Hd)(version));
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
/** Reads all inputs and reports their problems together. */
function read(body) {
    const inputs = new Inputs();
    const result = body(inputs);
    // Two groups of inputs may contain the same input.
    const complaints = [...new Set(inputs.complaints)];
    if (complaints.length > 0)
        throw new InputError(complaints.join('\n'));
    if (inputs.replaced.size > 0) {
        // Do not log the values, which may be secret.
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.info(`Replaced by their values in the inputs: ${[...inputs.replaced].join(', ')}.`);
    }
    return result;
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
class Inputs {
    complaints = [];
    /** The names of the variables that were replaced by their values. */
    replaced = new Set();
    /** Value of the input `env`. */
    env = this.secretVariables('env');
    /** The values of the variables that `$NAME` refers to. */
    variables = (0,_dagger_invoke_js__WEBPACK_IMPORTED_MODULE_4__/* .commandVariables */ .L0)(process.env, this.env, this.text('cloud-token') !== '');
    text(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__.getInput(name);
    }
    /** Keeps leading and trailing whitespace. */
    raw(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__.getInput(name, { trimWhitespace: false });
    }
    lines(name) {
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__.getMultilineInput(name);
    }
    secret(name) {
        const value = this.text(name);
        if (value !== '')
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.setSecret(value);
        return value;
    }
    check(body) {
        try {
            body();
        }
        catch (error) {
            this.complaints.push((0,_reason_js__WEBPACK_IMPORTED_MODULE_9__.reasonOf)(error));
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
    /** A path with its variables replaced by their values; '' if it is invalid. */
    path(name) {
        let word = { value: '', names: [] };
        this.check(() => {
            word = (0,_dagger_arguments_js__WEBPACK_IMPORTED_MODULE_10__/* .readPath */ .G7)(name, this.text(name), this.variables);
        });
        this.noteReplaced(word.names);
        return word;
    }
    /** Absolute path. A path with variables must exist; the complaint does not show their values. */
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
    /** Reads `90`, `90s`, `20m` or `2h` as seconds; undefined if the input is empty. */
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
    /** Bytes, at least `least`; undefined if the input is empty. */
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
    /** Reads lines of NAME=value and skips empty lines. A complaint does not show the value, which is a secret. */
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
                _actions_core__WEBPACK_IMPORTED_MODULE_0__.setSecret(value);
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
    // core.info escapes nothing.
    info: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.info(inert(message));
    },
    // core.warning and core.debug escape no control characters except line breaks.
    warning: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.warning(unobeyed(message));
    },
    debug: (message) => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.debug(unobeyed(message));
    },
    group: (name, body) => _actions_core__WEBPACK_IMPORTED_MODULE_0__.group(name, async () => {
        const start = performance.now();
        try {
            return await body();
        }
        finally {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.info(`It took ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsSince */ .wv)(start)}.`);
        }
    }),
};
/** Escapes control characters, which a terminal would interpret, such as escape sequences. Keeps line breaks. */
function unobeyed(message) {
    return message.replaceAll(/(?![\r\n])\p{Cc}/gu, encodeURIComponent);
}
/**
 * Escapes a line so that the runner does not run it as a command, whatever it contains from outside: a key, a
 * server's answer, a file of the repository. A command starts a line with `::` or, in the old syntax, follows
 * `##[` anywhere in the line (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
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
/* harmony export */   Ob: () => (/* binding */ cleanUpJob),
/* harmony export */   fd: () => (/* binding */ cleanUpVolume),
/* harmony export */   yh: () => (/* binding */ warnOnFailure)
/* harmony export */ });
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6553);
/* harmony import */ var _client_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3162);
/* harmony import */ var _own_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3836);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5543);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5505);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9490);







/**
 * On a machine that is reused, removes what a job left that was killed before it could record anything: the volume
 * that its inputs name, if it is ours, with its containers.
 */
async function cleanUpVolume(volumeName) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isPersistentMachine */ .he)
        return;
    await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
        const images = await (0,_own_images_js__WEBPACK_IMPORTED_MODULE_2__/* .imagesOf */ .I)(volumeName);
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volumeName, images);
        for (const image of images)
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .discardImage */ .Iy)(image);
    });
}
/**
 * On a machine that is reused, or that keeps the state, removes the job's engine and its volume with everything
 * that belongs to it. If that fails, warns instead of failing the job.
 */
async function cleanUpJob(job) {
    if (!_github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .isPersistentMachine */ .he && job.keepIn === undefined)
        return;
    const { volume, volumeName, container } = job;
    await warnOnFailure("The clients' identities could not be removed", _client_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .removeClients */ .th);
    await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
        if (volume) {
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volumeName, [volume.image]);
            // Where the state could not be kept after all, the Docker volume is gone already.
            await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .discardImage */ .Iy)(volume.image);
        }
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
}
/** An engine without our disk used a plain volume. Removes it, unless it existed before the job. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_4__/* .removeOwnContainer */ .Kd)(container);
    if (!isOfOthers)
        await (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_5__/* .clearAway */ .MB)(volume, []);
}
/** Turns an error of `body` into a warning that begins with `failure`. */
async function warnOnFailure(failure, body) {
    await body().catch((error) => {
        _github_log_js__WEBPACK_IMPORTED_MODULE_3__/* .jobLog */ .W.warning(`${failure}: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_6__.reasonOf)(error)}`);
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
// EXTERNAL MODULE: ./build/src/dagger/folder.js
var folder = __webpack_require__(306);
// EXTERNAL MODULE: ./build/src/dagger/local-paths.js
var local_paths = __webpack_require__(6446);
;// CONCATENATED MODULE: ./build/src/dagger/uploads.js





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
const mostEntries = 1_000_000;
/** Inspects all files below the roots. Synchronous, because nothing else runs meanwhile. */
function scanUploads(roots, times, most = mostEntries) {
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
    const workdir = await (0,promises_.realpath)(command.workdir);
    const wholeOf = (place) => (0,local_paths/* repositoryOf */._)(place) ?? place;
    const around = workspace === undefined ? workdir : await (0,promises_.realpath)(workspace).catch(() => workdir);
    const roots = new Set([wholeOf(workdir), (0,folder/* isInside */.F)(around, workdir) ? around : workdir]);
    const named = [...argv, env['DAGGER_MODULE'] ?? '', env['DAGGER_ENV'] ?? ''];
    for (const place of (0,local_paths/* localPaths */.O)(named, workdir))
        roots.add(wholeOf(place));
    for (const folder of new Set([workdir, ...roots])) {
        for (const name of ['.env', 'dagger.json', 'dagger.toml', 'dagger-module.toml']) {
            const text = await (0,promises_.readFile)(external_node_path_.join(folder, name), 'utf8').catch(() => '');
            const words = text.split(/[\s"'=,;]+/).filter((word) => /^(\.\.|\/|~|file:)/.test(word));
            for (const place of (0,local_paths/* localPaths */.O)(words, folder))
                roots.add(wholeOf(place));
        }
    }
    if (roots.has(external_node_path_.parse(workdir).root))
        return undefined;
    return [...roots].filter((root) => ![...roots].some((other) => other !== root && (0,folder/* isInside */.F)(other, root)));
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









/** The names of the notes, in manifests and in kept states. */
const idNote = 'client-id';
const untilNote = 'client-id-until';
/** The client that a restored state knows; undefined if the notes contain no valid one. */
function clientIn(notes) {
    const id = notes?.[idNote] ?? '';
    const until = Number(notes?.[untilNote]);
    return (0,client_id/* isClientId */.XC)(id) && Number.isSafeInteger(until) && until > 0 ? { id, until } : undefined;
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
        return stateHome === undefined ? env : { ...env, [client_id/* stateHomeVariable */.DP]: stateHome };
    }
    catch (error) {
        log/* jobLog */.W.info(`The client keeps no identity between jobs: ${(0,reason.reasonOf)(error)}`);
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
    // The CLI creates an ID there, which the job's later commands use too.
    else if (!(await (0,client_id/* hasClientId */.RG)(newHome)))
        await (0,client_id/* makeStateHome */.jk)(newHome, users, undefined);
    return newHome;
}
const keptHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'client');
const newHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'new-client');
/** For our own queries to the engine, which upload no files. */
const ownStateHome = (0,external_node_path_.join)(record/* jobFolder */.OW, 'own-client');
/** Removes the job's clients. Does not follow the links, so the user's own state stays. */
async function removeClients() {
    for (const home of [keptHome, newHome, ownStateHome])
        await (0,promises_.rm)(home, { recursive: true, force: true });
}
/**
 * Why the command must not use the client ID that the state knows, as part of a sentence; otherwise the newest
 * modification time of the files that it may upload, in milliseconds since 1970.
 */
async function doubtAbout(command, until, now) {
    const roots = await uploadRoots(command);
    if (!roots)
        return `dagger ${(0,shown/* shown */.S)(verbOf(command.argv) ?? '')} may upload any file of this machine`;
    const { doubtful, because = '', newest } = scanUploads(roots, { until, now });
    return doubtful === undefined ? newest : `${(0,shown/* shown */.S)(doubtful)} ${because}`;
}
/**
 * Whether an empty ID makes the engine drop the mirror after each upload, so that nothing of it stays in the state
 * (v0.21.0, core/schema/host.go lines 288 to 309; v0.20.3, engine/filesync/filesyncer.go line 236, creates an ID
 * for each upload, and keeps all of them). A commit's build, which may have any version, counts as the newest.
 */
function keepsAnonymous(version) {
    return (0,dagger_version/* parseVersion */.ot)(version) === undefined || (0,dagger_version/* isAtLeast */.du)(version, '0.21.0');
}
async function noteClient(client) {
    const job = await (0,record/* readJob */.cd)();
    if (job)
        await (0,record/* writeJobOrWarn */.Sb)({ ...job, ...client });
}


/***/ }),

/***/ 3836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imagesOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9490);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6553);



/** Where jobs on this machine have the image of a volume: those that keep their state, and those that do not. */
async function imagesOf(volumeName) {
    // The kernel names the file behind a loop device without symbolic links.
    const places = await Promise.all([_github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .temporary */ .q_, _github_context_js__WEBPACK_IMPORTED_MODULE_2__/* .persistentFolder */ .gb].map((place) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(place).catch(() => place)));
    return [...new Set(places)].map((place) => (0,_disk_docker_volume_js__WEBPACK_IMPORTED_MODULE_1__/* .imagePath */ .d0)(place, volumeName));
}


/***/ }),

/***/ 4752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ jobId),
/* harmony export */   M8: () => (/* binding */ recordRestoredSnapshot),
/* harmony export */   OW: () => (/* binding */ jobFolder),
/* harmony export */   P6: () => (/* binding */ restoredSnapshot),
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   Sb: () => (/* binding */ writeJobOrWarn),
/* harmony export */   ab: () => (/* binding */ noteCommandStart),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   kE: () => (/* binding */ noteCommand)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _snapshot_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5785);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6553);
/* harmony import */ var _github_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5543);






/** The folder with the files that a job's steps share. */
const jobFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_github_context_js__WEBPACK_IMPORTED_MODULE_3__/* .temporary */ .q_, 'warm-dagger');
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
        _github_log_js__WEBPACK_IMPORTED_MODULE_4__/* .jobLog */ .W.warning(`The job's record could not be written, so later steps do not know what this step did: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__.reasonOf)(error)}`);
    }
}
/** Remembers that a command begins, which may be terminated. */
async function noteCommandStart() {
    const job = await readJob();
    if (job)
        await writeJobOrWarn({ ...job, commandsStarted: (job.commandsStarted ?? 0) + 1 });
}
/** Remembers a command for the job's later steps. */
async function noteCommand(command) {
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

/***/ 1310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c7: () => (/* binding */ isDirect),
/* harmony export */   mR: () => (/* binding */ assertDirect),
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
async function isDirect(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    if (found?.isSymbolicLink())
        return false;
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    return parent === path || (await isDirect(parent));
}
/**
 * Removes a folder with its content; succeeds if it does not exist. Refuses a path through a link, which would empty
 * another folder.
 *
 * @param folder absolute, without symbolic links
 * @throws Error when there is a link in the path: nothing is removed then
 */
async function removeFolder(folder) {
    await assertDirect(folder);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
}
/** @throws Error when there is a symbolic link in the path */
async function assertDirect(path) {
    if (!(await isDirect(path)))
        throw new Error(`${path} leads through a symbolic link`);
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
        { kind: 'opt-in', because: "bots use it to run a stranger's code on the default branch" },
    ],
    ['status', { kind: 'opt-in', because: notCode }],
    ['workflow_call', { kind: 'opt-in', because: 'a called workflow runs under the event of its caller' }],
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
/** Treats an unlisted event as one that anyone can trigger. */
function ruleOf(event) {
    return eventRules.get(event) ?? { kind: 'strangers', because: 'it is unknown who can cause it' };
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

/***/ 170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ savingRun),
/* harmony export */   JO: () => (/* binding */ snapshotPrefix),
/* harmony export */   MU: () => (/* binding */ isOurs),
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
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Every manifest's entry begins with this, even if the user sets a key. */
const snapshotPrefix = 'warm-dagger-snapshot/';
/** Every pack's entry begins with this. */
const packPrefix = 'warm-dagger-pack/';
/** The entry of every mark on a snapshot begins with this. */
const markPrefix = 'warm-dagger-mark/';
/** Whether this action created an entry of a shared cache. */
function isOurs(key) {
    return [snapshotPrefix, packPrefix, markPrefix].some((prefix) => key.startsWith(prefix));
}
// Does not occur in an encoded key, so a key followed by it is a prefix of that key's own entries only.
const separator = '@';
// @actions/cache 6.3.0, lib/cache.js:89 (length) and :91 (commas): rejects longer keys.
const longestEntryKey = 512;
const longestSuffix = 64;
const longestKey = longestEntryKey - snapshotPrefix.length - longestSuffix;
// @actions/cache 6.3.0, lib/cache.js:163: rejects more keys in one lookup.
const mostSearchKeys = 10;
/**
 * The default logical key of a job: `warm-dagger-<os>-<arch>-v<minor>/<workflow>/<job>/<hash>/<version>`. At most
 * 300 characters: letters, digits, `.`, `_`, `-` and `/`.
 */
function defaultKey(job) {
    return `${jobAndMatrix(job)}${part(withoutV(job.version), 40)}`;
}
/**
 * The prefixes that a job without a key falls back to if its default key has no entry, best first: the same job
 * and matrix with any patch version of the same minor; the same job with any matrix; any job of the same workflow
 * file. Never a job of another workflow: `release` must not start from the state of `lint` unless its author sets
 * this up.
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
    // The hash includes the names: GitHub's lookup ignores case, but `CI.yml` and `ci.yml` are two files.
    return `${anyMatrix(job)}${shortHash(JSON.stringify([job.workflow, job.job, inOneOrder(job.matrix)]), 16)}/`;
}
function minor(version) {
    const release = /^(\d{1,6})\.(\d{1,6})\./.exec(withoutV(version));
    return release ? `v${release[1] ?? ''}.${release[2] ?? ''}` : 'dev';
}
function withoutV(version) {
    return version.replace(/^v(?=\d)/, '');
}
/**
 * A name in safe characters, at most `longest` of them. A changed name gets a hash, so that different names stay
 * different.
 */
function part(name, longest) {
    const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-');
    if (safe === name && name !== '' && name.length <= longest)
        return name;
    return `${safe.slice(0, longest - 9)}-${shortHash(name, 8)}`;
}
function shortHash(text, digits) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, digits);
}
/** Sorts the matrix's properties at every depth; returns text that is not JSON unchanged. */
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
 * The problems of the user's keys, one sentence each; empty if there are none. `key` is undefined if the default
 * key is used.
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
/** The key of a new manifest entry: unique, and found by its logical key. */
function entryKey(logicalKey, save) {
    const suffix = [save.runId, save.attempt, save.random].map((text) => part(text, 20)).join('-');
    return `${ownPrefix(logicalKey)}${suffix}${separator}`;
}
/** The key of the pack with these contents. */
function packKey(sha256) {
    return `${packPrefix}${sha256}`;
}
/**
 * The prefixes that a job searches in a store for a state to start from, best first, at most 10: entries of the
 * logical key itself, then entries of every key that begins with a restore key.
 */
function searchKeys(logicalKey, restoreKeys) {
    const restore = restoreKeys.map((restoreKey) => `${snapshotPrefix}${encoded(restoreKey)}`);
    return [ownPrefix(logicalKey), ...restore].slice(0, mostSearchKeys);
}
/** The ID of the workflow run that saved a manifest's entry; undefined if it was saved outside GitHub Actions. */
function savingRun(entry) {
    return /@(\d{1,20})-\d+-[^@]*@$/.exec(entry)?.[1];
}
/** The logical key that a manifest's entry was saved under; undefined if the entry is not one of our manifests. */
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
 * How an entry matches a request: by the requested key, by a restore key, or (undefined) not at all. Ignores case,
 * like GitHub's lookup and actions/cache (v4, src/utils/actionUtils.ts, isExactKeyMatch).
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
/**
 * Printable ASCII without `%`, `,` and the separator. Encodes each character on its own, so that prefixes stay
 * prefixes.
 */
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
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8856);

function asRoot(program, args) {
    return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]];
}
/**
 * Runs a program as root: directly if we are root, otherwise through passwordless sudo.
 *
 * @throws CommandError
 */
async function runAsRoot(program, args, options = {}) {
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(...asRoot(program, args), options);
}
/** Like `runAsRoot`, but returns a failure as a result and never throws. */
async function attemptAsRoot(program, args, options = {}) {
    return await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)(...asRoot(program, args), options);
}
/** Whether `runAsRoot` can work: we are root, or sudo does not ask for a password. */
async function canBecomeRoot() {
    return process.getuid?.() === 0 || (await (0,_programs_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .CD)('sudo', ['-n', 'true'])).exitCode === 0;
}


/***/ }),

/***/ 8856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
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
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2020);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5105);








/** A command that could not be started, or exited with a code other than 0. */
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
/** Default timeout in seconds. On a healthy machine, our commands take less than one second. */
const defaultTimeoutSeconds = 120;
/** Milliseconds from SIGTERM to SIGKILL, and from SIGKILL until the command is abandoned. */
const endingMilliseconds = 1000;
/** The exit code of a command that timed out, as in coreutils' `timeout`. */
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
/** Like `run`, but returns a failure as a result and never throws. */
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
        return { exitCode: undefined, stdout: '', stderr: (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__.reasonOf)(error) };
    }
}
/**
 * Runs a program with output of any size, and returns the lines of both streams for which `wanted` returns true.
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
        throw new CommandError(commandLine, undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__.reasonOf)(error));
    });
    if (because !== undefined)
        last.push(because);
    if (exitCode !== 0)
        throw new CommandError(commandLine, exitCode, last.join('\n'));
    return picked;
}
/**
 * Starts a program and waits until it has exited and its output is read, or until its time is up. A program that
 * cannot be killed, such as a mount that waits for a disk, is abandoned: it blocks neither the caller nor the exit
 * of our process.
 *
 * @throws Error if it cannot be started
 */
async function spawnToEnd(program, args, options, listen) {
    const { timeoutSeconds = defaultTimeoutSeconds, input } = options;
    const deadline = (0,_deadline_js__WEBPACK_IMPORTED_MODULE_5__/* .currentSignal */ .e3)();
    if (deadline?.aborted)
        return { exitCode: timedOut, because: 'There was no time left to start it.' };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        cwd: options.cwd,
        env: environmentFor(options),
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    listen(child);
    if (input !== undefined && child.stdin) {
        // A program that does not read its input reports a failure through its exit code.
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
                resolve({ exitCode: exitCodeOf(code, signal) });
        });
    });
}
function environmentFor({ inherit = process.env, env }) {
    // English and plain, for those outputs that are parsed.
    return { ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Qc)(inherit), LC_ALL: 'C', ...env };
}
/** A program's own exit code; 128 and the signal's number when a signal ended it, as shells have it. */
function exitCodeOf(code, signal) {
    return code ?? 128 + (signal === null ? 0 : node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal]);
}
/**
 * Runs a long-running program until it writes a line, to either stream, for which `wanted` returns true. Then
 * stops it, as it does after the timeout and when the signal is aborted.
 *
 * @param wanted called for each line, in order
 * @param timeoutSeconds until it is stopped
 * @returns `found`; `ended`: it exited without such a line; `late`: the time was up, or the signal was aborted
 * @throws CommandError if it cannot be started
 */
async function awaitLine(program, args, wanted, timeoutSeconds, signal) {
    const outcome = Promise.withResolvers();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: environmentFor({}),
    });
    const giveUp = () => {
        outcome.resolve('late');
    };
    const timer = setTimeout(giveUp, timeoutSeconds * 1000);
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
        outcome.reject(new CommandError([program, ...args].join(' '), undefined, (0,_reason_js__WEBPACK_IMPORTED_MODULE_6__.reasonOf)(error)));
    });
    // Resolve only after its last line was checked.
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

/***/ 4279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ strangersCode),
/* harmony export */   t: () => (/* binding */ isFromFork)
/* harmony export */ });
/* harmony import */ var _policy_events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5431);

/**
 * Why a job may run a stranger's code, as the end of a sentence; undefined if it does not. This is a convenience
 * and not a security boundary: a fork can edit the workflow.
 */
function strangersCode(event, payload) {
    // Outside GitHub there is no event, and strangers cannot start a job.
    if (event !== '' && (0,_policy_events_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)(event).kind === 'strangers') {
        return `${event} can be caused by anyone, and only GitHub's machines run strangers' code`;
    }
    return isFromFork(payload)
        ? "the pull request comes from a fork, and only GitHub's machines run strangers' code"
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

/***/ 792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown)
/* harmony export */ });
/**
 * Formats external text for a log or an error: on one line, at a limited length, and unable to end the line or
 * start a workflow command.
 */
function shown(text) {
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

/***/ 5969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   tN: () => (/* binding */ send),
/* harmony export */   vW: () => (/* binding */ defaultRequestLimits)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2975);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2131);



const defaultRequestLimits = {
    attempts: 5,
    firstDelayMilliseconds: 500,
    longestDelayMilliseconds: 60_000,
    mostWaits: 20,
    idleTimeoutMilliseconds: 30_000,
};
/**
 * Sends a request until the service answers with a status other than 429 or 5xx. Returns any other status.
 *
 * @param complaintAbout explains why an answer is not from the service, as the end of a sentence
 * @throws UnavailableError if all attempts failed; the signal's reason or an AbortError, like {@link retry}
 */
async function send(request, limits, log, complaintAbout = () => undefined) {
    let repeated = false;
    return await withRetries(request.name, limits, log, async () => {
        try {
            const response = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .sendChecked */ .u2)(request, limits);
            const body = await (0,_http_js__WEBPACK_IMPORTED_MODULE_1__/* .readBody */ .x8)(response).catch((error) => {
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_((0,_reason_js__WEBPACK_IMPORTED_MODULE_2__.reasonOf)(error), { cause: error });
            });
            const answer = { status: response.statusCode ?? 0, headers: response.headers, body };
            const complaint = complaintAbout(answer);
            if (complaint !== undefined)
                throw new _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_(complaint);
            return { ...answer, repeated };
        }
        catch (error) {
            repeated ||= !(error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_ && error.refused);
            throw error;
        }
    });
}
/** Like {@link retry}, and logs each retry as debug output. */
async function withRetries(what, limits, log, attempt) {
    const note = (failure, delay) => {
        log.debug(`${what}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`);
    };
    return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .retry */ .L5)(what, attempt, limits, { note, signal: limits.signal });
}


/***/ }),

/***/ 5277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ AccessDeniedError)
/* harmony export */ });
/** The credentials do not permit what was asked for. */
class AccessDeniedError extends Error {
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

/** A longer prefix could make a name longer than the 1024 bytes that S3 allows. */
const longestPrefix = 200;
/** What an address has to look like, as the end of a sentence. */
const s3AddressRule = `s3://bucket or s3://bucket/prefix, the prefix of at most ${longestPrefix} letters, digits and . _ - = /`;
/**
 * Parses `s3://bucket/prefix`; undefined for what is no such address.
 *
 * Source of the rules for buckets: docs.aws.amazon.com, "General purpose bucket naming rules".
 */
function parseS3Address(text) {
    const [, bucket, rest = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\/.*)?$/.exec(text) ?? [];
    const prefix = rest.replace(/^\//, '').replace(/\/$/, '');
    if (bucket === undefined || bucket.includes('..') || prefix.length > longestPrefix)
        return undefined;
    const segments = prefix === '' ? [] : prefix.split('/');
    return segments.every((segment) => /^[\w.=-]+$/.test(segment) && !/^\.+$/.test(segment))
        ? { bucket, prefix }
        : undefined;
}
const longestScope = 150;
/**
 * The name of a ref as one part of a path, such as `refs:heads:main` for `refs/heads/main`. Git allows no colon in a
 * ref (git-check-ref-format), so no two refs get the same name. A long one is cut, and carries a hash.
 */
function scopeOf(ref) {
    const name = encodeURIComponent(ref.toWellFormed()).replaceAll('%2F', ':') || 'no:ref';
    return name.length <= longestScope
        ? name
        : `${name.slice(0, longestScope - 33)}+${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', ref).slice(0, 32)}`;
}
// Both stand for nothing of a key, in which they are encoded.
const end = '!';
const continuation = '+/';
/** Servers that store objects as files, as MinIO does, allow 255 bytes between two slashes. */
const longestSegment = 200;
/**
 * The key of an entry as the name of an object, below its scope: every name that a server with files can have. It is
 * made character by character, so that a prefix of a key gives a prefix of its name. Without {@link objectName}'s end
 * it is what to list for that prefix.
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
        if (segment + encoded.length > longestSegment) {
            name += continuation;
            segment = 0;
        }
        name += encoded;
        segment += encoded.length;
    }
    return name;
}
/** The name of an entry's object, below its scope. No such name is a folder of another. */
function objectName(key) {
    return `${objectPrefix(key)}${end}`;
}
const plainName = /^([\w@-][\w.@-]*\/)*[\w@-][\w.@-]*!$/;
/** The key that an object is the entry of; undefined for an object that is no entry. */
function keyOfObject(name) {
    if (!name.endsWith(end))
        return undefined;
    // Nearly all, of which a listing may have a million.
    if (name.length <= longestSegment && plainName.test(name))
        return name.slice(0, -end.length);
    try {
        const key = decodeURIComponent(name.slice(0, -end.length).replaceAll(continuation, ''));
        return objectName(key) === name ? key : undefined;
    }
    catch {
        return undefined;
    }
}
/** Neither an empty part, nor one that begins with a dot, is safe in a path. */
function encodedAfter(previous, character) {
    if (previous === '/' && character === '/')
        return '%2F';
    if (previous === '/' && character === '.')
        return '%2E';
    return /[A-Za-z0-9._@/-]/.test(character) ? character : encoded(character);
}
/** Also what encodeURIComponent leaves as it is. */
function encoded(character) {
    const uri = encodeURIComponent(character);
    return uri.length > 1 ? uri : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}


/***/ }),

/***/ 6429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XD: () => (/* binding */ longestUnusedMilliseconds),
/* harmony export */   sl: () => (/* binding */ S3Store)
/* harmony export */ });
/* unused harmony export renewAfterMilliseconds */
/* harmony import */ var _bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5277);
/* harmony import */ var _s3_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8152);


const day = 24 * 3600 * 1000;
/** What no job has looked up for this long goes when the bucket is cleaned, ms. */
const longestUnusedMilliseconds = 30 * day;
/** What is looked up and was not renewed for this long is renewed, ms. */
const renewAfterMilliseconds = longestUnusedMilliseconds / 3;
/**
 * Entries as objects of a bucket, below the repository and the scope that they belong to. A look-up is a use, as in
 * GitHub's cache: what `find` and `has` give is renewed when it is old, or when cleaning has marked it. So nothing
 * that a job relies on grows old or is deleted, as long as the job may write; where it may not, others have to.
 */
class S3Store {
    name;
    isolatesBranches = false;
    cleanable = { kind: 'bucket', bucket: this };
    #bucket;
    #where;
    #log;
    /** What `has` learned, for the `open` that follows it. */
    #located = new Map();
    /** Cleared when the storage refuses: then it is not asked for each pack again. */
    #mayRenew = true;
    /** @param name what the log calls it */
    constructor(name, bucket, where, log) {
        this.name = name;
        this.#bucket = bucket;
        this.#where = where;
        this.#log = log;
    }
    /** The same for one scope of the repository alone. */
    of(scope) {
        return new S3Store(this.name, this.#bucket, { ...this.#where, scopes: [scope] }, this.#log);
    }
    async find([first, ...others]) {
        if (first === undefined)
            return undefined;
        const found = (await this.#newest(first)) ??
            // A job that has no state of its own key asks for all others at once.
            (await Promise.all(others.map((prefix) => this.#newest(prefix)))).find((one) => one !== undefined);
        if (!found)
            return undefined;
        // Listed as old, it may have been renewed where a copy keeps its time.
        const facts = this.#isOld(found.modifiedAt) ? await this.#bucket.head(found.name) : undefined;
        if (facts)
            await this.#renewIfDue(facts);
        return { key: found.key, size: found.size };
    }
    async has(key) {
        const found = await this.#locate(key);
        if (!found)
            return false;
        const isThere = await this.#renewIfDue(found);
        if (isThere)
            this.#located.set(key, found);
        return isThere;
    }
    async open(key) {
        const found = this.#located.get(key) ?? (await this.#locate(key));
        // A second time it is because something was wrong with the first.
        this.#located.delete(key);
        if (!found)
            return undefined;
        const url = await this.#bucket.address(found.name);
        return { source: { kind: 'url', url }, size: found.size, close: () => Promise.resolve() };
    }
    async put(key, content) {
        return await this.#bucket.put(this.#nameIn(this.#where.scopes[0], (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key)), content);
    }
    /** The time by the clock that wrote the entries' times; milliseconds since 1970. */
    now() {
        return this.#bucket.now();
    }
    /** All entries of the repository, of all scopes, in pages as they come. */
    async *entries() {
        const { repository } = this.#where;
        for await (const page of this.#bucket.list(repository)) {
            yield page.flatMap((object) => entryOf(object, repository) ?? []);
        }
    }
    /** The entries of the job's own scope, newest first. */
    async list() {
        const [own] = this.#where.scopes;
        const all = [];
        for await (const page of this.#bucket.list(this.#nameIn(own, ''))) {
            all.push(...page.flatMap((object) => entryOf(object, this.#where.repository) ?? []));
        }
        return all
            .sort((a, b) => (isNewer(a, b) ? -1 : 1))
            .map(({ key, size, modifiedAt }) => ({ key, size, writtenAt: modifiedAt }));
    }
    /** @returns false when it was gone already */
    async remove(key) {
        const name = this.#nameIn(this.#where.scopes[0], (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key));
        const isThere = (await this.#bucket.head(name)) !== undefined;
        if (isThere)
            await this.#bucket.remove(name);
        return isThere;
    }
    /**
     * Deletes an entry.
     *
     * @param unlessUsedWithinMilliseconds ms: one that was looked up within this time stays
     * @returns whether it was deleted
     */
    async removeEntry({ name }, unlessUsedWithinMilliseconds = 0) {
        if (unlessUsedWithinMilliseconds > 0) {
            const facts = await this.#bucket.head(name);
            if (!facts || facts.usedAt > this.#bucket.now() - unlessUsedWithinMilliseconds)
                return false;
        }
        await this.#bucket.remove(name);
        return true;
    }
    /**
     * One of two steps to delete an entry that no job looked up in the meantime: marks it, or deletes it if it was
     * marked long enough ago.
     *
     * @param waitMilliseconds between the steps
     */
    async markOrRemove(entry, waitMilliseconds) {
        const facts = await this.#bucket.head(entry.name);
        const before = this.#bucket.now() - waitMilliseconds;
        if (!facts || facts.usedAt > before)
            return 'left';
        if (facts.markedAt === undefined)
            return (await this.#bucket.mark(entry.name)) ? 'marked' : 'left';
        if (facts.markedAt > before)
            return 'left';
        await this.#bucket.remove(entry.name);
        return 'removed';
    }
    #nameIn(scope, name) {
        return `${this.#where.repository}${scope}/${name}`;
    }
    /** In the first scope that has one. */
    async #newest(prefix) {
        const found = await Promise.all(this.#where.scopes.map((scope) => this.#newestIn(scope, prefix)));
        return found.find((one) => one !== undefined);
    }
    async #newestIn(scope, prefix) {
        let newest;
        const { repository } = this.#where;
        for await (const page of this.#bucket.list(this.#nameIn(scope, (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectPrefix */ .UA)(prefix)))) {
            for (const object of page) {
                if (!newest || isNewer(object, newest))
                    newest = entryOf(object, repository) ?? newest;
            }
        }
        return newest;
    }
    async #locate(key) {
        const { scopes } = this.#where;
        const name = (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd)(key);
        const found = await Promise.all(scopes.map((scope) => this.#bucket.head(this.#nameIn(scope, name))));
        return found.find((facts) => facts !== undefined);
    }
    /** @returns false when it is gone */
    async #renewIfDue(object) {
        return !this.#isOld(object.usedAt) || (await this.#renew(object));
    }
    #isOld(time) {
        return this.#bucket.now() - time >= renewAfterMilliseconds;
    }
    /** @returns false when it is gone; a storage that refuses has it still */
    async #renew({ name }) {
        if (!this.#mayRenew)
            return true;
        try {
            return await this.#bucket.renew(name);
        }
        catch (error) {
            if (!(error instanceof _bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .AccessDeniedError */ .U))
                throw error;
            this.#mayRenew = false;
            this.#log.debug(`${error.message}. Jobs that may write renew what grows old.`);
            return true;
        }
    }
}
/** undefined for an object that is no entry. */
function entryOf(object, repository) {
    const path = object.name.slice(repository.length);
    const slash = path.indexOf('/');
    const key = slash === -1 ? undefined : (0,_s3_address_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOfObject */ .iL)(path.slice(slash + 1));
    return key === undefined ? undefined : { ...object, key, scope: path.slice(0, slash) };
}
/** Times are whole seconds at most servers: of two within one, the later name. */
function isNewer(a, b) {
    return a.modifiedAt === b.modifiedAt ? a.name > b.name : a.modifiedAt > b.modifiedAt;
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

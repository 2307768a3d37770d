export const id = 101;
export const ids = [101];
export const modules = {

/***/ 8271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ stateVerdict),
/* harmony export */   Mh: () => (/* binding */ firstWithMark),
/* harmony export */   NO: () => (/* binding */ startedAndCutShort),
/* harmony export */   QE: () => (/* binding */ stopComplaint),
/* harmony export */   Wq: () => (/* binding */ isOfStop),
/* harmony export */   kl: () => (/* binding */ isOfStart)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
const firstWithMark = '0.21.0';
const resets = ['local cache state invalid; resetting', 'resetting all local cache state'];
const serving = 'running server on';
/** Whether a line of an engine's log is one that `stateVerdict` looks for. */
function isOfStart(line) {
    return [...resets, serving].some((text) => line.includes(text));
}
/**
 * What an engine's log, since its start, says of the state it was given. An engine that accepts a state says
 * nothing of it: it counts as accepted when the engine serves and has not reset it. Before 0.21 nothing is
 * checked, so nothing can be concluded. Where writer and reader are on two sides of 0.21, the reader accepts the
 * state and finds nothing in it: each looks in a namespace of its own.
 *
 * Source: dagger/dagger v0.21.8, engine/server/server.go lines 460 and 583; v0.20.3, engine/server/server.go line
 * 273; cmd/engine/main.go line 621 for "running server"; for the namespaces v0.20.3, engine/server/server.go line
 * 314, and v0.21.8, line 498.
 *
 * @param version of the engine
 */
function stateVerdict(log, version, given) {
    const reset = log.split('\n').find((line) => resets.some((text) => line.includes(text)));
    if (reset !== undefined)
        return `discarded:${/\breason="?([\w-]+)/.exec(reset)?.[1] ?? 'boltdb_init_failed'}`;
    if (given === 'none')
        return 'cold';
    const hasMark = (0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark);
    const writtenBy = given === 'of others' ? undefined : given.writtenBy;
    if (writtenBy === undefined)
        return 'unknown';
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(writtenBy, firstWithMark) !== hasMark)
        return `discarded:written_by_${writtenBy}`;
    return hasMark && log.includes(serving) ? 'warm' : 'unknown';
}
/** With this message, an error in all versions, every stop begins: cmd/engine/main.go, line 531, 549 and 567. */
const stopBegins = 'server context canceled';
/**
 * Messages of a stop that left a state which is not whole. The engine logs many others in normal operation that begin
 * or end like these, so they count only as a whole.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, engine/server/server.go line 761,
 * cmd/engine/main.go lines 486 and 491; the same in v1.0.0-beta.10, dagql/cache.go lines 3217 to 3249. Of these,
 * v0.20.3 has `server graceful stop` alone (cmd/engine/main.go line 551).
 */
const stopFailures = new Set([
    'server graceful stop',
    'http server shutdown',
    'failed to persist dagql cache during close',
    'failed to close dagql persistence databases after cache close error',
    'dagql cache close exiting with error',
    'failed to mark clean shutdown in persistence metadata',
    'failed to close dagql persistence databases',
    'failed to close base dagql cache',
]);
const mark = 'successfully marked clean shutdown in persistence metadata';
/** Of the executor (v0.21.8, engine/engineutil/executor_spec.go lines 1201 and 1203; the same in the others). */
const commandStarts = 'starting container';
const commandEnds = 'container done';
/** Whether a line of an engine's log is one that `stopComplaint` or `startedAndCutShort` looks for. */
function isOfStop(line) {
    const message = messageOf(line);
    if (message === undefined)
        return false;
    return [stopBegins, mark, commandStarts, commandEnds].includes(message) || stopFailures.has(message);
}
/**
 * The message of a line, as logrus (`time="…" level=error msg="…" key=value`) and Go's slog (`time=… level=ERROR
 * msg=…`) write it. What a build or a user named comes after it, or is escaped.
 */
function messageOf(line) {
    const found = /^time=\S+ level=\S+ msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.trim());
    return found?.[1] ?? found?.[2];
}
/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. Only
 * what it logged from its stop on counts. The mark is logged even after some failures, so both are looked for.
 */
function stopComplaint(log, version) {
    const lines = log.split('\n');
    const start = lines.findIndex((line) => messageOf(line) === stopBegins);
    if (start < 0)
        return `the engine did not log "${stopBegins}", with which its stop begins`;
    const stop = lines.slice(start);
    const failure = stop.find((line) => stopFailures.has(messageOf(line) ?? ''));
    if (failure !== undefined)
        return `the engine logged: ${failure.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark) && !stop.some((line) => messageOf(line) === mark)) {
        return `the engine did not log "${mark}", so the next one would discard its state`;
    }
    return undefined;
}
/**
 * The commands of builds that began in a part of an engine's log and did not end well in it, by the engine's own IDs
 * for them.
 */
function startedAndCutShort(log) {
    const running = new Set();
    for (const line of log.split('\n')) {
        const message = messageOf(line);
        // Without what is quoted: a command's arguments may look like the fields after them.
        const fields = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        const id = / id=(\S+)/.exec(fields)?.[1];
        if (id === undefined)
            continue;
        if (message === commandStarts)
            running.add(id);
        else if (message === commandEnds && !/ error=/.test(fields))
            running.delete(id);
    }
    return [...running];
}


/***/ }),

/***/ 5895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7428);
/* harmony import */ var _job_downloads_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9972);
/* harmony import */ var _job_run_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3775);
/* harmony import */ var _job_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6002);




/** The action run. */
async function run() {
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readRunInputs */ .hT)();
    const host = await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_3__/* .runnerHostOfStep */ .gC)(inputs);
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_2__/* .runDagger */ .Q)(inputs, (0,_job_downloads_js__WEBPACK_IMPORTED_MODULE_1__/* .sendForProvisions */ .I)(inputs, await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfJob */ .V0)(inputs, host, true), host));
}


/***/ })

};

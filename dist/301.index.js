export const id = 301;
export const ids = [301];
export const modules = {

/***/ 8271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ stateVerdict),
/* harmony export */   Mh: () => (/* binding */ firstWithMark),
/* harmony export */   QE: () => (/* binding */ stopComplaint),
/* harmony export */   c0: () => (/* binding */ isTelling)
/* harmony export */ });
/* harmony import */ var _dagger_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8);

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
const firstWithMark = '0.21.0';
const resets = ['local cache state invalid; resetting', 'resetting all local cache state'];
const serving = 'running server on';
const failures = [
    'server graceful stop',
    'http server shutdown',
    'failed to mark',
    'failed to persist',
    'failed to close',
];
const mark = 'successfully marked clean shutdown';
/** Whether a line of an engine's log is one that the functions below look for. */
function isTelling(line) {
    return [...resets, serving, ...failures, mark].some((text) => line.includes(text));
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
/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. The
 * mark is logged even after some failures, so both are looked for. `server context canceled` is part of every stop.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, cmd/engine/main.go lines 486 and 491.
 */
function stopComplaint(log, version) {
    const line = log.split('\n').find((one) => failures.some((failure) => one.includes(failure)));
    if (line !== undefined)
        return `the engine logged: ${line.trim().slice(0, 500)}`;
    if ((0,_dagger_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, firstWithMark) && !log.includes(mark)) {
        return `the engine did not log "${mark}", so the next one would discard its state`;
    }
    return undefined;
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
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_2__/* .runDagger */ .Q)(inputs, (0,_job_downloads_js__WEBPACK_IMPORTED_MODULE_1__/* .sendForProvisions */ .I)(inputs, await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfJob */ .V0)(inputs, host), host));
}


/***/ }),

/***/ 8865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ Deadline)
/* harmony export */ });
/** By when a save has to be done. */
class Deadline {
    /** Given when it has passed. */
    signal;
    #end;
    /** @param seconds from now */
    constructor(seconds) {
        this.signal = AbortSignal.timeout(seconds * 1000);
        this.#end = performance.now() + seconds * 1000;
    }
    /** Whole ones; 0 when it has passed. */
    get secondsLeft() {
        return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000));
    }
}


/***/ })

};

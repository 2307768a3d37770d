export const id = 905;
export const ids = [905];
export const modules = {

/***/ 8905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   clearAfterJob: () => (/* binding */ clearAfterJob),
/* harmony export */   leaveNothing: () => (/* binding */ leaveNothing),
/* harmony export */   withoutFailing: () => (/* binding */ withoutFailing)
/* harmony export */ });
/* harmony import */ var _action_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3151);
/* harmony import */ var _action_job_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6779);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8194);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5105);
/* harmony import */ var _volume_volume_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8360);






/** The post of restore and of run. Where an all-in-one has undertaken to save, its own post clears, after that. */
async function clearAfterJob() {
    const job = await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_1__/* .readJob */ .cd)();
    if (job && (!job.hasSaver || job.saved))
        await leaveNothing(job);
}
/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
async function leaveNothing(job) {
    if (!_action_context_js__WEBPACK_IMPORTED_MODULE_0__/* .machineStays */ .UZ && job.keepIn === undefined)
        return;
    const { volume, volumeName, container } = job;
    await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
        if (volume)
            await (0,_volume_volume_js__WEBPACK_IMPORTED_MODULE_4__/* .clearAway */ .MB)(volumeName);
        else if (container !== undefined)
            await clearPlainVolume(volumeName, container, job.volumeOfOthers);
    });
}
/** An engine that got no volume of ours had Docker make it a plain one, unless there was one already. */
async function clearPlainVolume(volume, container, isOfOthers = false) {
    if (!(_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .ownLabel */ .tZ in ((await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .inspectContainer */ .aH)(container))?.labels ?? {})))
        return;
    await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeContainer */ .od)(container);
    if (!isOfOthers)
        await (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__/* .removeVolume */ .L)(volume);
}
/** Turns what `body` throws into a warning that begins with `failure`. */
async function withoutFailing(failure, body) {
    await body().catch((error) => {
        _action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .jobLog */ .W.warning(`${failure}: ${(0,_reason_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A)(error)}`);
    });
}


/***/ })

};

export const id = 79;
export const ids = [79];
export const modules = {

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   afterAllInOne: () => (/* binding */ afterAllInOne),
/* harmony export */   allInOne: () => (/* binding */ allInOne)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3838);
/* harmony import */ var _action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _action_job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6779);
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7438);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6893);
/* harmony import */ var _save_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4416);






/** Restores, unless an earlier step has, and runs. The first use in a job undertakes to save at its end. */
async function allInOne() {
    const inputs = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readAllInputs */ .vv)();
    const job = await (0,_restore_js__WEBPACK_IMPORTED_MODULE_3__.restoreVolume)(inputs.restore, inputs.save.save);
    if (!job.hasSaver && !inputs.restore.lookupOnly) {
        await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJob */ .Pg)({ ...job, hasSaver: true });
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ('saver', 'true');
    }
    await (0,_run_js__WEBPACK_IMPORTED_MODULE_4__.runDagger)(inputs.run);
}
/** The post: saves, if it is this use that undertook it. */
async function afterAllInOne() {
    if (_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu('saver') !== 'true')
        return;
    const job = await (0,_action_job_js__WEBPACK_IMPORTED_MODULE_2__/* .readJob */ .cd)();
    if (job)
        await (0,_save_js__WEBPACK_IMPORTED_MODULE_5__.saveVolume)((0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readSaveInputs */ .HX)());
}


/***/ })

};

export const id = 393;
export const ids = [393];
export const modules = {

/***/ 4393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cleanUp: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6553);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7428);
/* harmony import */ var _job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1519);
/* harmony import */ var _job_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4752);




/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
async function cleanUp() {
    const job = await (0,_job_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readJob */ .cd)();
    if (!job)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__/* .cleanUpVolume */ .fd)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readVolumeInput */ .JU)() + _github_context_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerSuffix */ .YC);
    else if (!job.hasSaver || job.saved)
        await (0,_job_clean_up_js__WEBPACK_IMPORTED_MODULE_2__/* .cleanUpJob */ .Ob)(job);
}


/***/ })

};

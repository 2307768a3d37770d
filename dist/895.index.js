export const id = 895;
export const ids = [895];
export const modules = {

/***/ 5895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4393);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7428);
/* harmony import */ var _downloads_downloads_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4601);
/* harmony import */ var _downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7419);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6454);
/* harmony import */ var _job_run_command_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5691);
/* harmony import */ var _downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(634);







/** The action run. */
async function run() {
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunInputs */ .hT)();
    const host = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerHostOfStep */ .gC)(inputs);
    const recordedJob = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)();
    const programs = (0,_downloads_program_cache_js__WEBPACK_IMPORTED_MODULE_3__/* .programCache */ .b)(inputs, host, recordedJob);
    const version = await (0,_downloads_version_of_job_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOfJob */ .V0)(inputs, host, programs, true);
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_5__/* .runDagger */ .Q)(inputs, (0,_downloads_downloads_js__WEBPACK_IMPORTED_MODULE_2__/* .startDownloads */ .a)(inputs, version, host, programs, recordedJob));
    const job = await (0,_record_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readJob */ .cd)();
    if (job)
        (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_0__.skipPostOf)(job);
}


/***/ })

};

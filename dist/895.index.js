export const id = 895;
export const ids = [895];
export const modules = {

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
    await (0,_job_run_command_js__WEBPACK_IMPORTED_MODULE_2__/* .runDagger */ .Q)(inputs, (0,_job_downloads_js__WEBPACK_IMPORTED_MODULE_1__/* .startDownloads */ .a)(inputs, await (0,_job_version_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOfJob */ .V0)(inputs, host, true), host));
}


/***/ })

};

export const id = 813;
export const ids = [813];
export const modules = {

/***/ 1813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   save: () => (/* binding */ save)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7428);
/* harmony import */ var _job_save_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8971);


/** The action save. */
async function save() {
    await (0,_job_save_state_js__WEBPACK_IMPORTED_MODULE_1__/* .saveState */ .L)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readSaveInputs */ .HX)());
}


/***/ })

};

export const id = 105;
export const ids = [105];
export const modules = {

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reasonOf: () => (/* binding */ reasonOf)
/* harmony export */ });
/** An error's message, for the middle or the end of a sentence. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ })

};

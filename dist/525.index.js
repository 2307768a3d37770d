export const id = 525;
export const ids = [525];
export const modules = {

/***/ 525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ hasCode)
/* harmony export */ });
/** Whether an error, such as one of Node's file system, has one of these codes. */
function hasCode(error, ...codes) {
    return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}


/***/ })

};

export const id = 567;
export const ids = [567];
export const modules = {

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ reasonOf)
/* harmony export */ });
/** An error's message, for the middle or the end of a sentence. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 1567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2020);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5105);
// A process that only calls @actions/cache for ActionsToolkitStore, one call after another. It is a separate
// process because the toolkit takes its working directory, GITHUB_WORKSPACE and RUNNER_TEMP from the process,
// writes internal output to stdout, and takes a third of a second to load.



// The programs that it starts, such as tar, need no token.
(0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .hideFromChildren */ .oW)();
let output = '';
for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk, ...rest) => {
        output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
        const done = rest.at(-1);
        if (typeof done === 'function')
            process.nextTick(done);
        return true;
    };
}
async function answer(call) {
    if (call.kind === 'save')
        return { saved: (await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .saveCache */ .Io)([call.path], call.key)) !== -1 };
    const [key = '', ...restoreKeys] = call.kind === 'restore' ? [call.key] : call.keys;
    return {
        matchedKey: await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_0__/* .restoreCache */ .P3)([call.path], key, restoreKeys, { lookupOnly: call.kind === 'lookUp' }),
    };
}
process.on('message', (call) => {
    output = '';
    answer(call)
        .catch((error) => ({ error: (0,_reason_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A)(error) }))
        .then((result) => process.send?.({ ...result, output }))
        .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit());


/***/ })

};

export const id = 567;
export const ids = [567];
export const modules = {

/***/ 1567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6592);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5105);
// A process that does nothing but call @actions/cache, one call after the other, for ActionsToolkitStore. A process
// of its own because the toolkit takes its working directory, GITHUB_WORKSPACE and RUNNER_TEMP from the process,
// writes to stdout what is not for the user's log, and takes a third of a second to load.


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
        .catch((error) => ({ error: (0,_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A)(error) }))
        .then((result) => process.send?.({ ...result, output }))
        .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit());


/***/ })

};

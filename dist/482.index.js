export const id = 482;
export const ids = [482];
export const modules = {

/***/ 9482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   work: () => (/* binding */ work)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var _store_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);
/* harmony import */ var _worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _reason_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5105);




/** The body of a worker thread: answers each task until the thread is terminated. */
function work() {
    const port = node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort;
    if (!port)
        throw new Error('work() is for a worker thread');
    port.on('message', ({ id, task }) => {
        perform(task).then((result) => {
            const transferred = result?.flatMap(({ compressed }) => (compressed ? [compressed.bytes.buffer] : []));
            port.postMessage({ id, result }, transferred ?? []);
        }, (error) => {
            port.postMessage({
                id,
                error: (0,_reason_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A)(error),
                ofSource: error instanceof _store_source_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceError */ .c,
            });
        });
    });
}
async function perform(task) {
    if (task.kind === 'scan')
        return (0,_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .scan */ .SQ)(task);
    await (0,_worker_tasks_js__WEBPACK_IMPORTED_MODULE_2__/* .write */ .M9)(task);
    return undefined;
}


/***/ })

};

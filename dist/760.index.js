export const id = 760;
export const ids = [760];
export const modules = {

/***/ 760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveVolume: () => (/* binding */ serveVolume)
});

// EXTERNAL MODULE: ./build/src/demand/volume-process.js + 2 modules
var volume_process = __webpack_require__(533);
;// CONCATENATED MODULE: ./build/src/log.js
/** Discards everything: for callers without a log. */
const silent = {
    info: () => undefined,
    warning: () => undefined,
    debug: () => undefined,
    group: (_name, body) => body(),
};

;// CONCATENATED MODULE: ./build/src/entry/volume.js


/** The body of the process that serves a volume: it opens the store that the job's step used. */
async function serveVolume() {
    await (0,volume_process/* runVolumeProcess */.ZG)(async (access) => {
        const { choice, variables } = access;
        Object.assign(process.env, variables);
        const { openStore } = await Promise.all(/* import() */[__webpack_require__.e(952), __webpack_require__.e(757)]).then(__webpack_require__.bind(__webpack_require__, 1952));
        const store = await openStore(choice, silent);
        if (!store)
            throw new Error('This job has no store for its state.');
        return store;
    });
}


/***/ })

};

import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 9981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ isIdlePost),
/* harmony export */   Z: () => (/* binding */ idlePost)
/* harmony export */ });
/** What the runner passes from a step to its post step if the post step has nothing to do. */
const idlePost = 'idle-post';
/**
 * Whether this post step has nothing to do. Without `@actions/core`, because loading it takes most of the time of such a
 * step.
 */
function isIdlePost() {
    return process.env[`STATE_${idlePost}`] === 'true';
}


/***/ }),

/***/ 2020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   To: () => (/* binding */ cacheClientEnvironment),
/* harmony export */   e7: () => (/* binding */ cacheVariables),
/* harmony export */   oW: () => (/* binding */ hideFromChildren)
/* harmony export */ });
/**
 * Variables that the runner sets only for actions, including our inputs, and the state that steps of an action
 * share.
 */
const ofActions = /^(ACTIONS|INPUT|STATE)_/;
/**
 * The environment for programs that we start: our own, without our inputs, which include tokens, and without the
 * credentials to write to the repository's cache. Everything else stays: proxies, agents and credential helpers.
 *
 * Source of the names: actions/runner at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55
 * to 84, Handler.cs line 185.
 */
function childEnvironment(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !ofActions.test(name)));
}
/**
 * The environment for the process of `@actions/cache`: as for any program, plus the variables that locate the cache.
 *
 * Source of the names: @actions/cache 6.3.0, lib/internal/config.js and cacheUtils.js.
 */
function cacheClientEnvironment(env) {
    return { ...childEnvironment(env), ...cacheVariables(env) };
}
/** The variables that give access to the repository's cache. They include a token. */
function cacheVariables(env) {
    return Object.fromEntries(forCache.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
const forCache = [
    'ACTIONS_CACHE_MODE',
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_CACHE_URL',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_RUNTIME_TOKEN',
];
/**
 * Hides the same variables from programs that libraries start with all of `process.env`: this process can still read
 * them by name, but listing the environment omits them.
 */
function hideFromChildren() {
    process.env = new Proxy(process.env, {
        ownKeys: (env) => Reflect.ownKeys(env).filter((name) => typeof name !== 'string' || !ofActions.test(name)),
        // A proxy sets a value with defineProperty, which process.env rejects.
        set: (env, name, value) => Reflect.set(env, name, value),
    });
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  KY: () => (/* reexport */ fuseThread),
  PM: () => (/* binding */ step),
  HB: () => (/* reexport */ thread),
  VQ: () => (/* reexport */ toolkit),
  pD: () => (/* reexport */ volume)
});

// EXTERNAL MODULE: ./build/src/entry/idle-post.js
var idle_post = __nccwpck_require__(9981);
// EXTERNAL MODULE: ./build/src/environment.js
var environment = __nccwpck_require__(2020);
;// CONCATENATED MODULE: ./build/src/entry/processes.js

/** Prepares `process.env` of this process for the programs that it starts. */
function prepareEnvironment() {
    // On Debian, mke2fs and losetup are in folders that are not in the PATH of ordinary users.
    if (process.platform === 'linux')
        process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
    (0,environment/* hideFromChildren */.oW)();
}
/** The body of a worker thread. */
async function thread() {
    const { work } = await Promise.all(/* import() */[__nccwpck_require__.e(301), __nccwpck_require__.e(482)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9482));
    work();
}
/** The body of the process that serves a volume which fetches on demand. */
async function volume() {
    prepareEnvironment();
    await (await Promise.all(/* import() */[__nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(533), __nccwpck_require__.e(760)]).then(__nccwpck_require__.bind(__nccwpck_require__, 760))).serveVolume();
}
/** The body of a thread of that process. */
async function fuseThread() {
    const { answerKernel } = await Promise.all(/* import() */[__nccwpck_require__.e(301), __nccwpck_require__.e(109), __nccwpck_require__.e(525)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3109));
    answerKernel();
}
/** The body of the process that @actions/cache runs in. */
async function toolkit() {
    await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(119), __nccwpck_require__.e(625), __nccwpck_require__.e(28), __nccwpck_require__.e(567)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1567));
}

;// CONCATENATED MODULE: ./build/src/entry/index.js



/** The steps that files in dist/ name. Each loads no more than it needs, because every worker thread loads this file. */
const steps = {
    main: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(840), __nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(585), __nccwpck_require__.e(952), __nccwpck_require__.e(533), __nccwpck_require__.e(273), __nccwpck_require__.e(832), __nccwpck_require__.e(573), __nccwpck_require__.e(971), __nccwpck_require__.e(512), __nccwpck_require__.e(48)]).then(__nccwpck_require__.bind(__nccwpck_require__, 48))).allInOne(),
    post: async () => (0,idle_post/* isIdlePost */.R)() || (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(840), __nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(585), __nccwpck_require__.e(952), __nccwpck_require__.e(533), __nccwpck_require__.e(273), __nccwpck_require__.e(832), __nccwpck_require__.e(573), __nccwpck_require__.e(971), __nccwpck_require__.e(512), __nccwpck_require__.e(48)]).then(__nccwpck_require__.bind(__nccwpck_require__, 48))).postAllInOne(),
    restore: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(840), __nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(585), __nccwpck_require__.e(952), __nccwpck_require__.e(533), __nccwpck_require__.e(273), __nccwpck_require__.e(832), __nccwpck_require__.e(636)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9636))).restore(),
    'clean-up': async () => (0,idle_post/* isIdlePost */.R)() || (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(888), __nccwpck_require__.e(585), __nccwpck_require__.e(949)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4393))).cleanUp(),
    run: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(840), __nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(585), __nccwpck_require__.e(952), __nccwpck_require__.e(533), __nccwpck_require__.e(273), __nccwpck_require__.e(832), __nccwpck_require__.e(573), __nccwpck_require__.e(512), __nccwpck_require__.e(895)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5895))).run(),
    save: async () => (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(840), __nccwpck_require__.e(301), __nccwpck_require__.e(888), __nccwpck_require__.e(109), __nccwpck_require__.e(585), __nccwpck_require__.e(952), __nccwpck_require__.e(533), __nccwpck_require__.e(273), __nccwpck_require__.e(832), __nccwpck_require__.e(573), __nccwpck_require__.e(971), __nccwpck_require__.e(813)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1813))).save(),
    'select-runner': async () => (await Promise.all(/* import() */[__nccwpck_require__.e(751), __nccwpck_require__.e(292), __nccwpck_require__.e(273), __nccwpck_require__.e(487)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6871))).selectRunner(),
};
/** Runs one step. An error fails the step with its message. */
async function step(name) {
    prepareEnvironment();
    try {
        await steps[name]();
    }
    catch (error) {
        const { failStep } = await __nccwpck_require__.e(/* import() */ 463).then(__nccwpck_require__.bind(__nccwpck_require__, 1463));
        failStep(error);
    }
}

var __webpack_exports__fuseThread = __webpack_exports__.KY;
var __webpack_exports__step = __webpack_exports__.PM;
var __webpack_exports__thread = __webpack_exports__.HB;
var __webpack_exports__toolkit = __webpack_exports__.VQ;
var __webpack_exports__volume = __webpack_exports__.pD;
export { __webpack_exports__fuseThread as fuseThread, __webpack_exports__step as step, __webpack_exports__thread as thread, __webpack_exports__toolkit as toolkit, __webpack_exports__volume as volume };

// Where a thread that answers the kernel begins when the project is run from source; in dist/ this is fuse-thread.js.
import { answerKernel } from './fuse-thread.ts'

answerKernel()

// Where a worker thread begins when the project is run from source; in dist/ this is worker.js.
import { work } from './worker.ts'

work()

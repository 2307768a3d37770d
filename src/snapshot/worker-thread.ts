// The script of a worker thread when the project runs from source; in dist/ this is worker.js.
import { work } from './worker.ts'

work()

import { fuseThread } from './index.js'

await fuseThread()

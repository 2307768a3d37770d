// Where the process that serves a volume begins when the project is run from source; in dist/ this is volume.js.
import { serveVolume } from './volume.ts'

await serveVolume()

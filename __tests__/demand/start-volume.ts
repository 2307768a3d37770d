// Starts a volume and ends, as a step does: node start-volume.ts STORE IMAGE KEY [BYTES]
import { startVolumeProcess } from '../../src/demand/volume-process.ts'
import { reasonOf } from '../../src/reason.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { DirectoryStore } from '../../src/store/directory.ts'

const [store = '', image = '', key = '', size] = process.argv.slice(2)
const manifest = await readManifest(new DirectoryStore(store), key)
const started = startVolumeProcess({
  program: `${import.meta.dirname}/volume-program.ts`,
  env: process.env,
  readyTimeoutMilliseconds: 60_000,
  plan: {
    image,
    manifest,
    imageSize: size === undefined ? manifest.imageSize : Number(size),
    limits: {
      attempts: 2,
      firstDelayMilliseconds: 1,
      maxDelayMilliseconds: 1,
      maxWaits: 1,
      limitMilliseconds: 60_000,
    },
  },
  access: store,
})
await started.catch((error: unknown) => {
  process.stderr.write(reasonOf(error))
  process.exitCode = 1
})

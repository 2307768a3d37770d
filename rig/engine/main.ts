import { buildEngineImage } from './image.ts'

const versions = process.argv.slice(2)
if (versions.length === 0) {
  console.error(
    'usage: node rig/engine/main.ts VERSION...   builds the stand-in engine image of each version',
  )
  process.exitCode = 2
}
for (const version of versions) console.log(await buildEngineImage(version))

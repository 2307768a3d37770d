import { buildCli } from './build.ts'

const [version, file] = process.argv.slice(2)
if (version === undefined || file === undefined) {
  console.error('usage: node rig/dagger/build-main.ts VERSION FILE   writes the stand-in dagger of a version')
  process.exitCode = 2
} else {
  console.log(await buildCli(version, file))
}

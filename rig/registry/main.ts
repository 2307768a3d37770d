// Serves an image of the Docker daemon for pulls until stdin ends: node rig/registry/main.ts IMAGE
import { serveImage } from './server.ts'

const [name] = process.argv.slice(2)
if (name === undefined) {
  console.error('usage: node rig/registry/main.ts IMAGE')
  process.exit(2)
}
const registry = await serveImage(name)
console.log(registry.image)
process.stdin.resume().on('end', () => void registry.close())

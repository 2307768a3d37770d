// Prints the license of every production package in package-lock.json, because dist/ bundles their code. The bundler's
// own list lacks packages whose modules it concatenates, such as @actions/core.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dev?: true
  readonly optional?: true
}

const root = join(import.meta.dirname, '..')
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>
}

function licenseText(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice)/i.test(name))
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n')
}

for (const [folder, { version = '', license = 'unknown license', dev, optional }] of Object.entries(
  packages,
)) {
  if (folder === '' || dev || optional) continue
  const name = folder.replace(/^.*node_modules\//, '')
  const text = licenseText(join(root, folder)).replaceAll('\r\n', '\n')
  console.log(`${name} ${version} (${license})\n\n${text}\n\n`)
}

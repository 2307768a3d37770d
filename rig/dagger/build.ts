import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

/** Each module follows those that it imports. */
const modules = [
  ...['release.ts', 'runner-host.ts', 'provision.ts', 'connection.ts', 'progress.ts', 'command-line.ts'],
  ...['filesync.ts', 'module.ts', 'main.ts'],
]

/**
 * Writes the stand-in `dagger` of a version (with or without its `v`) as one executable file, which needs only the Node
 * that runs this function. Returns its path.
 */
export async function buildCli(version: string, file: string): Promise<string> {
  const sources = await Promise.all(
    modules.map((name) => readFile(path.join(import.meta.dirname, name), 'utf8')),
  )
  const release = `v${version.replace(/^v/, '')}`
  const program = join(sources).replace(
    /^const release\s*=.*$/m,
    `const release = ${JSON.stringify(release)}`,
  )
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `#!${process.execPath}\n${program}`)
  await chmod(file, 0o755)
  await writeFile(file, `#!/bin/sh\n':' //; ${await shellPart(file, release)}\n${program}`)
  return file
}

/**
 * The shell's part of the program, in a comment of JavaScript. The shell prints the version itself, because every job
 * asks for it, and Node needs twenty times as long to start. A test that records calls gets them from Node.
 *
 * @param file the program without this part
 */
async function shellPart(file: string, release: string): Promise<string> {
  const hostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST'
  const { stdout } = await promisify(execFile)(file, ['version'], { env: { [hostVariable]: '$host' } })
  return [
    `host=\${${hostVariable}:-image://registry.dagger.io/engine:${release}}`,
    `[ "$*$STANDIN_DAGGER_RECORD" != version ] || { printf %b "${stdout.replaceAll('\n', '\\n')}"; exit; }`,
    `exec '${process.execPath}' "$0" "$@"`,
  ].join('; ')
}

/**
 * Combines several modules into one script. Removes their imports of each other, and loads Node's modules without
 * `import`, so that the file runs with any name and in any package.
 */
function join(sources: readonly string[]): string {
  const imports = new Map<string, Set<string>>()
  const bodies = sources.map((source) =>
    stripTypeScriptTypes(source)
      .replace(/^import \{([^}]*)\} from '([^']+)'\n/gm, (_all, names: string, from: string) => {
        const known = imports.get(from) ?? new Set()
        for (const name of names.split(',').map((each) => each.trim())) if (name !== '') known.add(name)
        imports.set(from, known)
        return ''
      })
      .replace(/^import .*\n/gm, '')
      .replace(/^export /gm, ''),
  )
  const builtin = [...imports].filter(([from]) => from.startsWith('node:'))
  const lines = builtin.map(
    ([from, names]) => `const { ${[...names].join(', ')} } = process.getBuiltinModule('${from}')`,
  )
  return [...lines, ...bodies].join('\n')
}

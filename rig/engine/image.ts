import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '../../src/command.ts'

export interface EngineImageOptions {
  /** Defaults to the name that the CLI of that version asks for. */
  readonly tag?: string
  /** Faults and delays that every container of the image has: the STANDIN_* variables of CONTRACT.md. */
  readonly env?: Readonly<Record<string, string>>
}

/** The image that the CLI of `version` starts when nobody names one (Dagger v0.20.3, engine/consts.go). */
export function engineImage(version: string): string {
  return `registry.dagger.io/engine:v${version.replace(/^v/, '')}`
}

/**
 * Builds the stand-in engine of a version from nothing but a static busybox, setfattr and shell scripts, and
 * returns its tag. The files are one layer that all versions share, so that a second build takes a moment.
 *
 * @throws CommandError when docker, busybox or setfattr is missing
 */
export async function buildEngineImage(version: string, options: EngineImageOptions = {}): Promise<string> {
  const tag = options.tag ?? engineImage(version)
  const context = await mkdtemp(path.join(tmpdir(), 'stand-in-engine-'))
  try {
    await writeRoot(path.join(context, 'root'))
    await writeFile(path.join(context, 'Dockerfile'), dockerfile(version, options.env ?? {}))
    await run('docker', ['build', '--quiet', '--tag', tag, context])
  } finally {
    await rm(context, { recursive: true })
  }
  return tag
}

function dockerfile(version: string, env: Readonly<Record<string, string>>): string {
  const settings = { DAGGER_VERSION: `v${version.replace(/^v/, '')}`, PATH: '/usr/local/bin:/bin', ...env }
  return [
    'FROM scratch',
    'COPY root/ /',
    ...Object.entries(settings).map(([name, value]) => `ENV ${name}=${JSON.stringify(value)}`),
    'ENTRYPOINT ["dagger-entrypoint.sh"]',
    '',
  ].join('\n')
}

async function writeRoot(root: string): Promise<void> {
  const bin = path.join(root, 'bin')
  const localBin = path.join(root, 'usr/local/bin')
  const directories = [
    bin,
    localBin,
    'usr/local/lib',
    'etc/dagger',
    'run',
    'proc',
    'sys',
    'dev',
    'var/lib/dagger',
  ]
  for (const directory of directories) await mkdir(path.resolve(root, directory), { recursive: true })
  await mkdir(path.join(root, 'tmp'), { mode: 0o1777 })

  await install('/bin/busybox', path.join(bin, 'busybox'))
  for (const applet of (await run('/bin/busybox', ['--list'])).trim().split('\n')) {
    if (applet !== 'busybox') await symlink('busybox', path.join(bin, applet))
  }
  await installWithLibraries('/usr/bin/setfattr', root)

  const scripts = path.join(import.meta.dirname, 'image')
  for (const name of ['dagger-entrypoint.sh', 'dagger-engine', 'buildctl', 'function']) {
    await install(path.join(scripts, name), path.join(localBin, name))
  }
  await install(path.join(scripts, 'standin.sh'), path.join(root, 'usr/local/lib/standin.sh'))
  await writeFile(path.join(root, 'etc/dagger/engine.toml'), '')
}

/** busybox 1.35 has no setfattr and Debian's is dynamic: it comes with its loader and libraries. */
async function installWithLibraries(program: string, root: string): Promise<void> {
  const needed = (await run('ldd', [program])).matchAll(/(\/\S+) \(0x/g)
  for (const file of [program, ...[...needed].flatMap((match) => match[1] ?? [])]) {
    const target = path.join(root, file === program ? '/usr/local/bin/setfattr' : file)
    await mkdir(path.dirname(target), { recursive: true })
    await install(file, target)
  }
}

async function install(source: string, target: string): Promise<void> {
  await copyFile(source, target)
  await chmod(target, 0o755)
}

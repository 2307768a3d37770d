import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { attempt, run } from '../../src/programs.ts'

export interface EngineImageOptions {
  /** Defaults to the name that the CLI of that version asks for. */
  readonly tag?: string
  /** Faults and delays that every container of the image has: the STANDIN_* variables of CONTRACT.md. */
  readonly env?: Readonly<Record<string, string>>
}

/** The image that the CLI of `version` starts by default (Dagger v0.20.3, engine/consts.go). */
export function engineImage(version: string): string {
  return `registry.dagger.io/engine:v${version.replace(/^v/, '')}`
}

const scriptFolder = path.join(import.meta.dirname, 'image')
const programs = ['dagger-entrypoint.sh', 'dagger-engine', 'buildctl', 'function', 'debug-handlers']
const library = 'standin.sh'

/** The label with the settings that an image was built with. */
const settingsLabel = 'stand-in.settings'

/**
 * Builds the stand-in engine of a version from nothing but a static busybox, setfattr and shell scripts, and
 * returns its tag. All versions share one image with the files, and an image that the daemon has already is not built
 * again.
 *
 * @throws CommandError when docker, busybox or setfattr is missing
 */
export async function buildEngineImage(version: string, options: EngineImageOptions = {}): Promise<string> {
  const tag = options.tag ?? engineImage(version)
  const files = `stand-in-engine:${await hashOfFiles()}`
  const settings = dockerfile(files, version, options.env ?? {})
  const label = createHash('sha256').update(settings).digest('hex')
  const known = ['image', 'inspect', '--format', `{{index .Config.Labels "${settingsLabel}"}}`, '--', tag]
  if ((await attempt('docker', known)).stdout.trim() === label) return tag
  if ((await attempt('docker', ['image', 'inspect', '--', files])).exitCode !== 0) await buildFiles(files)
  const labeled = ['--label', `${settingsLabel}=${label}`, '--tag', tag]
  await run('docker', ['build', '--quiet', ...labeled, '-'], { input: settings })
  return tag
}

function dockerfile(files: string, version: string, env: Readonly<Record<string, string>>): string {
  const settings = { DAGGER_VERSION: `v${version.replace(/^v/, '')}`, PATH: '/usr/local/bin:/bin', ...env }
  const pairs = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return `FROM ${files}\nENTRYPOINT ["dagger-entrypoint.sh"]\nENV ${pairs.join(' ')}\n`
}

/** Of all that goes into the files of an image, the machine's programs by their size and time. */
async function hashOfFiles(): Promise<string> {
  const hash = createHash('sha256')
  const files = [...programs, library].map((name) => path.join(scriptFolder, name))
  for (const file of [import.meta.filename, ...files]) hash.update(await readFile(file))
  for (const program of ['/bin/busybox', '/usr/bin/setfattr']) {
    const { size, mtimeMs } = await stat(program)
    hash.update(`${program} ${size} ${mtimeMs}`)
  }
  return hash.digest('hex')
}

async function buildFiles(tag: string): Promise<void> {
  const context = await mkdtemp(path.join(tmpdir(), 'stand-in-engine-'))
  try {
    await writeRoot(path.join(context, 'root'))
    await writeFile(path.join(context, 'Dockerfile'), 'FROM scratch\nCOPY root/ /\n')
    await run('docker', ['build', '--quiet', '--tag', tag, context])
  } finally {
    await rm(context, { recursive: true })
  }
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

  for (const name of programs) await install(path.join(scriptFolder, name), path.join(localBin, name))
  await install(path.join(scriptFolder, library), path.join(root, 'usr/local/lib', library))
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

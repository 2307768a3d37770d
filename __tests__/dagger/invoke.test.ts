import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createMasks, createStepOutput, type StepOutput } from '../../rig/runner/output.ts'
import { until } from '../../rig/until.ts'
import {
  cliEnvironment,
  commandVariables,
  invokeCli,
  outputLimit,
  type CliResult,
  type Invocation,
} from '../../src/dagger/invoke.ts'
import { scratch, type Scratch } from './files.ts'

let folder: Scratch

beforeEach(async () => {
  folder = await scratch()
})

afterEach(async () => {
  await folder.remove()
})

/** A program in JavaScript that stands in for the CLI. */
async function cliThat(program: string): Promise<string> {
  const file = path.join(folder.path, 'dagger.cjs')
  await writeFile(file, `#!${process.execPath}\n${program}\n`)
  await chmod(file, 0o755)
  return file
}

interface Run extends CliResult {
  /** What reached the log, without the lines that stop and resume workflow commands. */
  readonly log: string
  /** What a runner made of the log. */
  readonly runner: StepOutput
}

async function invoke(program: string, more: Partial<Invocation> = {}): Promise<Run> {
  const log = more.log ?? new PassThrough()
  const whole = log instanceof PassThrough ? text(log) : Promise.resolve('')
  const result = await invokeCli({
    cli: await cliThat(program),
    command: { argv: [], script: undefined, ignored: [] },
    workdir: folder.path,
    env: process.env,
    temporary: folder.path,
    inWorkflow: true,
    ...more,
    log,
  })
  log.end()
  const runner = createStepOutput(createMasks(), false)
  const written = await whole
  for (const line of `${written}\n::notice::after`.split('\n')) runner.readLine(line)
  return { ...result, log: written.replaceAll(/^::.*\n/gm, ''), runner }
}

/** A log that leaves a file `seen1`, `seen2` and so on in the folder for each chunk that reached it. */
function acknowledging(): Writable & { readonly chunks: string[] } {
  const chunks: string[] = []
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString())
      writeFileSync(path.join(folder.path, `seen${chunks.length}`), '')
      done()
    },
  })
  return Object.assign(log, { chunks })
}

/** A CLI that takes each step only when what the steps before it wrote has reached an acknowledging log. */
function inSteps(steps: readonly string[]): string {
  return `
    const { existsSync } = require('node:fs')
    const steps = [${steps.map((step) => `() => ${step}`).join(', ')}]
    let taken = 0
    const timer = setInterval(() => {
      if (taken > 0 && !existsSync('seen' + taken)) return
      if (taken === steps.length) clearInterval(timer)
      else steps[taken++]()
    }, 5)`
}

const print = (what: string): string => `process.stdout.write(${JSON.stringify(what)})`

describe('stdout', () => {
  test.each([
    ['without a line’s end', 'hello world'],
    ['with one', 'hello world\n'],
    ['with several', '\n\nhello\n\n'],
    ['of several lines', 'hello\nworld'],
    ['with carriage returns', 'hello\r\nworld\r\n'],
    ['with lines that look like delimiters', 'output<<ghadelimiter_1\nEOF\nghadelimiter_1\n'],
    ['with characters of several bytes', 'é💡\ufeff\u0000end'],
    ['with a byte order mark', '\ufeffx'],
    ['that is empty', ''],
  ])('%s is had as it is', async (_name, output) => {
    const { stdout, log } = await invoke(print(output))
    expect(stdout.text).toBe(output)
    expect(stdout.cut).toBe(false)
    expect(stdout.bytes).toBe(Buffer.byteLength(output))
    expect(await readFile(stdout.path, 'utf8')).toBe(output)
    expect(log).toBe(output === '' || output.endsWith('\n') ? output : `${output}\n`)
  })

  test('is byte for byte in the file', async () => {
    const { stdout } = await invoke('process.stdout.write(Buffer.from([0xff, 0x00, 0xc3, 0x0a, 0xe2, 0x82]))')
    expect([...(await readFile(stdout.path))]).toEqual([0xff, 0x00, 0xc3, 0x0a, 0xe2, 0x82])
    expect(stdout.text).toBe('\ufffd\u0000\ufffd\n\ufffd')
  })

  test('is correct if a character arrives in two parts', async () => {
    const log = acknowledging()
    const halves = ['0xf0, 0x9f', '0x92, 0xa1'].map((half) => `process.stdout.write(Buffer.from([${half}]))`)
    const { stdout } = await invoke(inSteps(halves), { log, inWorkflow: false })
    expect(log.chunks).toHaveLength(2)
    expect(stdout.text).toBe('💡')
  })

  test('does not contain what was written to stderr', async () => {
    const { stdout, log } = await invoke('console.error("no"); console.log("yes")')
    expect(stdout.text).toBe('yes\n')
    expect(log.split('\n').toSorted()).toEqual(['', 'no', 'yes'])
  })

  test.each([
    ['just fits', 'x'.repeat(outputLimit), 'x'.repeat(outputLimit), false],
    ['is one character too long', 'x'.repeat(outputLimit + 1), 'x'.repeat(outputLimit), true],
    [
      'would be cut inside a character',
      `${'x'.repeat(outputLimit - 1)}💡`,
      'x'.repeat(outputLimit - 1),
      true,
    ],
  ])(
    'that %s is handed on up to the limit, and is whole in the file',
    async (_name, output, expected, cut) => {
      await folder.write({ big: output })
      const { stdout } = await invoke('process.stdout.write(require("node:fs").readFileSync("big"))')
      expect(stdout.text === expected).toBe(true)
      expect(stdout.cut).toBe(cut)
      expect((await readFile(stdout.path, 'utf8')) === output).toBe(true)
    },
  )
})

describe('the log', () => {
  test('contains the lines of both streams as they arrive, while the CLI still runs', async () => {
    const lines = Array.from({ length: 10 }, (_, index) => `${index}\n`)
    const log = acknowledging()
    await invoke(
      inSteps(
        lines.map(
          (line, index) => `process.${index % 3 === 0 ? 'stdout' : 'stderr'}.write('${line.trim()}\\n')`,
        ),
      ),
      { log, inWorkflow: false },
    )
    expect(log.chunks).toEqual(lines)
  })

  test.each([
    '::add-mask::a',
    '::set-output name=x::y',
    '::error::x',
    '::save-state name=x::y',
    '::stop-commands::guess',
    '  ::warning::x',
    'text ##[add-mask]a',
    '##[set-output name=x]y',
  ])('%s of a build is no command to the runner', async (line) => {
    for (const stream of ['stdout', 'stderr']) {
      const { runner, stdout } = await invoke(
        `process.${stream}.write(${JSON.stringify(`${line}\n${line}`)})`,
      )
      expect(runner.commands.filter(({ name }) => name !== 'stop-commands')).toEqual([
        { name: 'notice', properties: {}, data: 'after' },
      ])
      expect(runner.log()).toContain(line)
      expect(stdout.text).toBe(stream === 'stdout' ? `${line}\n${line}` : '')
    }
  })

  test('is processed by the runner again after a CLI that could not be started', async () => {
    const log = acknowledging()
    await expect(invoke('', { cli: '/nonexistent/dagger', log })).rejects.toThrow(
      /^The Dagger CLI at \/nonexistent\/dagger could not be started: .*ENOENT/,
    )
    expect(log.chunks.join('')).toMatch(/^::stop-commands::(\S+)\n::\1::\n$/)
  })

  test('is unchanged outside a workflow', async () => {
    const { log, runner } = await invoke(print('a\nb'), { inWorkflow: false })
    expect(log).toBe('a\nb')
    expect(runner.raw()).toBe('a\nb\n::notice::after\n')
  })
})

describe('the end', () => {
  test.each([0, 1, 2, 77, 255])('has the CLI’s exit code %i', async (code) => {
    expect((await invoke(`process.exit(${code})`)).exitCode).toBe(code)
  })

  test('by a signal has the exit code of a shell', async () => {
    expect((await invoke('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)')).exitCode).toBe(
      137,
    )
  })

  test('is reported even if a leftover process holds the streams open', async () => {
    const { stdout, exitCode } = await invoke(
      `const { spawn } = require('node:child_process')
      const child = spawn('sleep', ['600'], { stdio: 'inherit', detached: true })
      console.log(child.pid)
      child.unref()
      process.exit(3)`,
      { drainMilliseconds: 100 },
    )
    process.kill(Number(stdout.text))
    expect(exitCode).toBe(3)
  })
})

describe('a time limit', () => {
  /** A log that says that the time is up as soon as something is in it, and the limit that it means. */
  function limitAtFirstOutput(graceMilliseconds: number): Pick<Invocation, 'log' | 'limit'> {
    const time = new AbortController()
    const log = new Writable({
      write(_chunk, _encoding, done) {
        time.abort()
        done()
      },
    })
    return { log, limit: { reached: time.signal, graceMilliseconds } }
  }

  /** Waits until a process is gone, or killed and not yet collected. */
  async function ended(pid: string): Promise<void> {
    await until(`the process ${pid} has ended`, async () => {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) === ''
    })
  }

  test.each([0, 2])('interrupts the CLI, whatever its exit code then is: %i', async (code) => {
    const program = `
      process.on('SIGINT', () => { console.log('interrupted'); process.exitCode = ${code}; clearInterval(timer) })
      const timer = setInterval(() => {}, 1000)
      console.log('ready')`
    const { exitCode, timedOut, stdout } = await invoke(program, {
      ...limitAtFirstOutput(600_000),
      inWorkflow: false,
    })
    expect({ exitCode, timedOut }).toEqual({ exitCode: code, timedOut: true })
    expect(stdout.text).toBe('ready\ninterrupted\n')
  })

  test('kills a CLI that does not exit, and its children', async () => {
    const program = `
      const child = require('node:child_process').spawn('sh', ['-c', 'trap "" INT; echo ready; exec sleep 600'])
      process.on('SIGINT', () => {})
      child.stdout.on('data', () => console.log(child.pid))`
    const { exitCode, timedOut, stdout } = await invoke(program, {
      ...limitAtFirstOutput(0),
      inWorkflow: false,
    })
    expect({ exitCode, timedOut }).toEqual({ exitCode: 137, timedOut: true })
    await ended(stdout.text.trim())
  })

  test('kills the children of a CLI that exited when it was interrupted', async () => {
    const program = `
      const child = require('node:child_process').spawn('sh', ['-c', 'trap "" INT; echo ready; exec sleep 600'])
      process.on('SIGINT', () => process.exit(2))
      child.stdout.on('data', () => console.log(child.pid))`
    const { exitCode, stdout } = await invoke(program, { ...limitAtFirstOutput(600_000), inWorkflow: false })
    expect(exitCode).toBe(2)
    await ended(stdout.text.trim())
  })

  test('that is not reached has no effect', async () => {
    const limit = { reached: new AbortController().signal, graceMilliseconds: 0 }
    expect(await invoke('process.exit(3)', { limit })).toMatchObject({ exitCode: 3, timedOut: false })
  })
})

describe('the CLI', () => {
  const tell = 'console.log(JSON.stringify({ argv: process.argv.slice(2), cwd: process.cwd() }))'

  test('gets its arguments unchanged, in the workdir', async () => {
    await folder.write({ 'sub folder/x': '' })
    const argv = ['call', '$(id)', '`id`', ';', '&&', '|', '*', '$HOME', '#', '', "it's", 'a "b"', '--x=é']
    const { stdout } = await invoke(tell, {
      command: { argv, script: undefined, ignored: [] },
      workdir: path.join(folder.path, 'sub folder'),
    })
    expect(JSON.parse(stdout.text)).toEqual({ argv, cwd: path.join(folder.path, 'sub folder') })
  })

  test('gets a script as a file, after its arguments', async () => {
    const script = 'container |\n  from alpine | with-exec echo,"$(id)" \\\n'
    const { stdout } = await invoke(
      'console.log(JSON.stringify([process.argv.length, require("node:fs").readFileSync(process.argv[3], "utf8")]))',
      { command: { argv: ['shell'], script, ignored: [] } },
    )
    expect(JSON.parse(stdout.text)).toEqual([4, script])
  })

  test('is not started in a missing workdir', async () => {
    const workdir = path.join(folder.path, 'nowhere')
    await expect(invoke(tell, { workdir })).rejects.toThrow(
      `The input \`workdir\` names ${workdir}, which is not a folder here.`,
    )
  })

  test('reads nothing from our stdin', async () => {
    const { stdout } = await invoke('process.stdin.on("end", () => console.log("ended")).resume()')
    expect(stdout.text).toBe('ended\n')
  })
})

describe('the CLI’s environment', () => {
  const ours = {
    PATH: '/bin',
    'INPUT_CLOUD-TOKEN': 'secret',
    INPUT_TOKEN: 'secret',
    STATE_saver: 'of an action',
    ACTIONS_RUNTIME_TOKEN: 'secret',
    ACTIONS_RUNTIME_URL: 'x',
    ACTIONS_RESULTS_URL: 'x',
    ACTIONS_CACHE_URL: 'x',
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_CACHE_MODE: 'write',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'kept, as `run:` steps have it',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'kept, as `run:` steps have it',
    ACTIONS_STEP_DEBUG: 'true',
    RUNNER_TRACKING_ID: 'kept, by which the runner finds what we left',
    GITHUB_TOKEN: 'kept, as the workflow’s author put it there',
  }

  test('lacks the variables that are only for actions', () => {
    expect(Object.keys(cliEnvironment(ours))).toEqual([
      ...['PATH', 'RUNNER_TRACKING_ID', 'GITHUB_TOKEN'],
      ...['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
    ])
  })

  test('provides the values of variables in inputs, but no token of GitHub’s for actions', () => {
    const variables = commandVariables(ours, { NPM_TOKEN: 'x', PATH: '/own' }, false)
    expect(variables).toEqual({
      PATH: '/own',
      RUNNER_TRACKING_ID: ours.RUNNER_TRACKING_ID,
      GITHUB_TOKEN: ours.GITHUB_TOKEN,
      NPM_TOKEN: 'x',
    })
  })

  test.each([true, false])(
    'has Dagger Cloud’s token for them only where it is not our input: %s',
    (isInput) => {
      const variables = commandVariables({ DAGGER_CLOUD_TOKEN: 'theirs' }, {}, isInput)
      expect(variables).toEqual(isInput ? {} : { DAGGER_CLOUD_TOKEN: 'theirs' })
    },
  )
})

describe('the trace', () => {
  const trace = 'https://dagger.cloud/acme/traces/0123456789abcdef'
  test.each<[string, string, string | undefined]>([
    ['is found in a line', `1   : [0.0s] | cloud url=${trace} (rotate)\n`, trace],
    ['is found without a line’s end', `Full trace at ${trace}`, trace],
    ['is found before colours', `\u001b[1m${trace}\u001b[0m\n`, trace],
    ['is found without what follows it', `${trace}?span=1\n`, trace],
    ['is the first', `x\n${trace}\nhttps://dagger.cloud/other/traces/1\n`, trace],
    [
      'may be the page about setting it up',
      'Setup tracing at https://dagger.cloud/traces/setup. To hide\n',
      'https://dagger.cloud/traces/setup',
    ],
    [
      'is not any other page',
      'https://dagger.cloud/ https://dagger.cloud/acme https://v3.dagger.cloud/a/traces/1\n',
      undefined,
    ],
    ['is not made of two lines', 'https://dagger.cloud/a\n/traces/1\n', undefined],
    ['is found after a very long line', `${'x'.repeat(100_000)} ${trace}\n`, trace],
  ])('%s', async (_name, stderr, url) => {
    expect((await invoke(`process.stderr.write(${JSON.stringify(stderr)})`)).traceUrl).toBe(url)
  })

  test('is found if it arrives in two parts', async () => {
    const parts = [trace.slice(0, 30), `${trace.slice(30)}\n`]
    const { traceUrl } = await invoke(
      inSteps(parts.map((part) => `process.stderr.write(${JSON.stringify(part)})`)),
      {
        log: acknowledging(),
        inWorkflow: false,
      },
    )
    expect(traceUrl).toBe(trace)
  })

  test('is not searched in stdout, which belongs to the build', async () => {
    expect((await invoke(print(`${trace}\n`))).traceUrl).toBeUndefined()
  })
})

describe('in a process of its own', () => {
  function start(cli: string, argv: readonly string[]) {
    const file = path.join(import.meta.dirname, 'invoke-process.ts')
    const child = spawn(process.execPath, [file, folder.path, cli, ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = Promise.all([text(child.stderr), once(child, 'exit')])
    return {
      child,
      result: async () =>
        JSON.parse((await ended)[0]) as { exitCode: number; bytes: number; cut: boolean; megabytes: number },
    }
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('%s reaches the CLI and its children', async (signal) => {
    const program = `
      const name = process.argv[2]
      process.on('${signal}', () => { console.log(name, 'got it'); setTimeout(() => process.exit(42), 100) })
      if (name === 'cli') {
        const child = require('node:child_process').spawn(process.argv[1], ['child'], { stdio: 'inherit' })
      } else console.log('ready')
      setInterval(() => {}, 1000)`
    const { child, result } = start(await cliThat(program), ['cli'])
    let log = ''
    for await (const chunk of child.stdout) {
      log += String(chunk)
      if (log === 'ready\n') child.kill(signal)
    }
    expect(log.split('\n').toSorted()).toEqual(['', 'child got it', 'cli got it', 'ready'])
    expect((await result()).exitCode).toBe(42)
  })

  test('a very large output needs little memory', async () => {
    const { child, result } = start('/usr/bin/head', ['-c', '800M', '/dev/zero'])
    child.stdout.resume()
    const { bytes, cut, megabytes, exitCode } = await result()
    expect({ bytes, cut, exitCode }).toEqual({ bytes: 800 * 1024 * 1024, cut: true, exitCode: 0 })
    // What no process of ours may exceed. Buffers wait for the collector, so it takes more than are held.
    expect(megabytes).toBeLessThan(400)
  })
})

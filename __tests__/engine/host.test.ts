import { describe, expect, test } from '@jest/globals'
import {
  findRunnerHost,
  runnerHostOf,
  runnerHostVariable,
  type RunnerHost,
  type RunnerHostFacts,
} from '../../src/engine/host.ts'

const ours =
  'docker-image://registry.dagger.io/engine:v0.21.8?container=warm-dagger-0.21.8&volume=v&cleanup=false'

const elsewhere = { kind: 'preset', address: 'tcp://engine:8080' } as const

describe("the place of a step's engine", () => {
  const nothing = { env: {}, asksForCloud: false, exported: undefined, ofEarlierStep: undefined }

  test.each<[string, Partial<RunnerHostFacts>, RunnerHost]>([
    ['is Docker by default', {}, { kind: 'docker' }],
    ['is Docker where the address is empty', { env: { [runnerHostVariable]: '' } }, { kind: 'docker' }],
    [
      'is the address that was set elsewhere',
      { env: { [runnerHostVariable]: elsewhere.address } },
      elsewhere,
    ],
    [
      'is Docker where it was we who said so',
      { env: { [runnerHostVariable]: ours }, exported: ours },
      { kind: 'docker' },
    ],
    [
      'is where a step after ours says',
      { env: { [runnerHostVariable]: elsewhere.address }, exported: ours, ofEarlierStep: { kind: 'docker' } },
      elsewhere,
    ],
    [
      'is not ours by its look alone',
      { env: { [runnerHostVariable]: ours } },
      { kind: 'preset', address: ours },
    ],
    ['is in Dagger Cloud by the flags', { asksForCloud: true }, { kind: 'cloud' }],
    ['is in Dagger Cloud by the environment', { env: { DAGGER_CLOUD_ENGINE: '1' } }, { kind: 'cloud' }],
    [
      'is in Dagger Cloud by a variable that is set at all',
      { env: { DAGGER_CLOUD_ENGINE: '' } },
      { kind: 'cloud' },
    ],
    [
      'is the address that was set, rather than Dagger Cloud',
      { env: { [runnerHostVariable]: elsewhere.address }, asksForCloud: true },
      elsewhere,
    ],
    [
      'is in Dagger Cloud although an earlier step of ours has one here',
      { env: { [runnerHostVariable]: ours }, exported: ours, asksForCloud: true },
      { kind: 'cloud' },
    ],
    ['is where the first step of the job found it', { ofEarlierStep: elsewhere }, elsewhere],
    [
      'is where the step itself says rather than where the first one found it',
      { env: { [runnerHostVariable]: 'unix:///run/dagger.sock' }, ofEarlierStep: elsewhere },
      { kind: 'preset', address: 'unix:///run/dagger.sock' },
    ],
    [
      'is not in Dagger Cloud for a flag that only the first step has',
      { ofEarlierStep: { kind: 'cloud' } },
      { kind: 'docker' },
    ],
  ])('%s', (_name, facts, expected) => {
    expect(findRunnerHost({ ...nothing, ...facts })).toEqual(expected)
  })
})

describe('the address of our container', () => {
  test.each([
    [
      'names container and volume, and leaves the containers of others alone',
      {
        image: 'registry.dagger.io/engine:v0.20.3',
        container: 'warm-dagger-0.20.3',
        volume: 'dagger-engine',
      },
      'docker-image://registry.dagger.io/engine:v0.20.3?container=warm-dagger-0.20.3&volume=dagger-engine&cleanup=false',
    ],
    [
      'keeps a digest as it is',
      { image: `mirror:5000/engine@sha256:${'a'.repeat(64)}`, container: 'c', volume: 'v' },
      `docker-image://mirror:5000/engine@sha256:${'a'.repeat(64)}?container=c&volume=v&cleanup=false`,
    ],
  ])('%s', (_name, engine, address) => {
    expect(runnerHostOf(engine)).toBe(address)
  })
})

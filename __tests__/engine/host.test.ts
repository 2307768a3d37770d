import { describe, expect, test } from '@jest/globals'
import { findRunnerHost, runnerHostOf, runnerHostVariable } from '../../src/engine/host.ts'

const ours =
  'docker-image://registry.dagger.io/engine:v0.21.8?container=warm-dagger-0.21.8&volume=v&cleanup=false'

describe('where the engine is', () => {
  test.each<[string, NodeJS.ProcessEnv, string | undefined, boolean, unknown]>([
    ['is Docker where nobody says anything', {}, undefined, false, { kind: 'docker' }],
    [
      'is Docker where the address is empty',
      { [runnerHostVariable]: '' },
      undefined,
      false,
      { kind: 'docker' },
    ],
    [
      'is where somebody else says',
      { [runnerHostVariable]: 'tcp://engine:8080' },
      undefined,
      false,
      { kind: 'preset', address: 'tcp://engine:8080' },
    ],
    [
      'is Docker where it was we who said so',
      { [runnerHostVariable]: ours },
      ours,
      false,
      { kind: 'docker' },
    ],
    [
      'is where a step after ours says',
      { [runnerHostVariable]: 'unix:///run/dagger.sock' },
      ours,
      false,
      { kind: 'preset', address: 'unix:///run/dagger.sock' },
    ],
    [
      'is not ours by its look alone',
      { [runnerHostVariable]: ours },
      undefined,
      false,
      { kind: 'preset', address: ours },
    ],
    ['is in Dagger Cloud by the flags', {}, undefined, true, { kind: 'cloud' }],
    [
      'is in Dagger Cloud by the environment',
      { DAGGER_CLOUD_ENGINE: '1' },
      undefined,
      false,
      { kind: 'cloud' },
    ],
    [
      'is in Dagger Cloud by a variable that is set at all',
      { DAGGER_CLOUD_ENGINE: '' },
      undefined,
      false,
      { kind: 'cloud' },
    ],
    [
      'is where somebody says rather than in Dagger Cloud',
      { [runnerHostVariable]: 'kube-pod://engine' },
      undefined,
      true,
      { kind: 'preset', address: 'kube-pod://engine' },
    ],
    [
      'is in Dagger Cloud although an earlier step of ours has one here',
      { [runnerHostVariable]: ours },
      ours,
      true,
      { kind: 'cloud' },
    ],
  ])('%s', (_name, env, exported, asksForCloud, expected) => {
    expect(findRunnerHost(env, exported, asksForCloud)).toEqual(expected)
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

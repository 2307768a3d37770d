import { describe, expect, test } from '@jest/globals'
import { parseRunnerHost } from '../../../rig/dagger/runner-host.ts'

const image = (text: string, env: Record<string, string> = {}) => {
  const host = parseRunnerHost(text, env)
  if (host.kind !== 'image') throw new Error(`${text} is no image host`)
  return host
}

describe('the name of the container', () => {
  test.each([
    ['the tag', 'docker-image://registry.dagger.io/engine:v0.21.8', 'dagger-engine-v0.21.8'],
    ['latest without a tag', 'image://registry.dagger.io/engine', 'dagger-engine-latest'],
    ['not the port of a registry', 'image://localhost:5000/engine', 'dagger-engine-latest'],
    [
      'sixteen digits of a digest, whatever the tag',
      `image+docker://registry.dagger.io/engine:v0.21.8@sha256:${'0123456789abcdef'.repeat(4)}`,
      'dagger-engine-0123456789abcdef',
    ],
    ['the query', 'docker-image://registry.dagger.io/engine:v0.21.8?container=warm&volume=v', 'warm'],
  ])('is made of %s', (_what, text, expected) => {
    expect(image(text).container).toBe(expected)
  })
})

describe('whether other engines are removed', () => {
  const host = 'image://registry.dagger.io/engine:v0.21.8'
  test.each([
    ['by default', host, {}, true],
    ['not with cleanup=false', `${host}?cleanup=false`, {}, false],
    ['not with the variable', host, { DAGGER_LEAVE_OLD_ENGINE: '1' }, false],
    [
      'with a variable that says false, even against the query',
      `${host}?cleanup=false`,
      { DAGGER_LEAVE_OLD_ENGINE: '0' },
      true,
    ],
    ['with a variable that is no boolean', host, { DAGGER_LEAVE_OLD_ENGINE: 'yes' }, true],
    ['not with a cleanup that is no boolean', `${host}?cleanup=yes`, {}, false],
  ])('%s', (_what, text, env, expected) => {
    expect(image(text, env).cleanup).toBe(expected)
  })
})

test('the query of an image host is read whole', () => {
  expect(image('image://i:t?volume=v&port=1234&env=A=b%3Dc&env=D&cpus=2&memory=4g')).toEqual({
    kind: 'image',
    image: 'i:t',
    container: 'dagger-engine-t',
    volume: 'v',
    cleanup: true,
    port: 1234,
    env: ['A=b=c', 'D'],
    cpus: '2',
    memory: '4g',
  })
})

test.each([
  ['container://warm', { kind: 'container', container: 'warm' }],
  ['docker-container://warm', { kind: 'container', container: 'warm' }],
  ['unix:///run/dagger/engine.sock', { kind: 'socket', path: '/run/dagger/engine.sock' }],
  ['tcp://127.0.0.1:1234', { kind: 'tcp', host: '127.0.0.1', port: 1234 }],
  ['dagger-cloud://default-engine-config.dagger.cloud', { kind: 'cloud' }],
  [
    'kube-pod://engine-0?namespace=dagger&context=gke&container=engine',
    { kind: 'kube-pod', pod: 'engine-0', namespace: 'dagger', context: 'gke', container: 'engine' },
  ],
])('%s is understood', (text, expected) => {
  expect(parseRunnerHost(text, {})).toEqual(expected)
})

test.each([
  ['ftp://x', 'no driver for scheme "ftp" found'],
  ['kube-pod://', 'url lacks pod name'],
  ['kube-pod://Engine', 'unsupported pod name'],
  ['kube-pod://engine?namespace=$(id)', 'unsupported namespace name'],
])('%s is refused', (text, message) => {
  expect(() => parseRunnerHost(text, {})).toThrow(message)
})

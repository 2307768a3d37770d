import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { versionOfPreset } from '../../src/engine/preset.ts'

test.each([
  ['docker-image://registry.dagger.io/engine:v0.20.3', '0.20.3'],
  ['docker-image://registry.dagger.io/engine:v0.20.3?volume=a&container=b', '0.20.3'],
  ['image://localhost:5000/engine:v1.0.0-beta.10@sha256:00', '1.0.0-beta.10'],
  ['image+docker://registry.dagger.io/engine:v0.20.3', '0.20.3'],
  ['image+podman://registry.dagger.io/engine:v0.20.4', '0.20.4'],
  ['image+podman://registry.dagger.io/engine:v0.20.4?volume=a&container=b', '0.20.4'],
  ['image+nerdctl://registry.dagger.io/engine:v0.20.4', '0.20.4'],
  ['image+finch://registry.dagger.io/engine:v0.20.4', '0.20.4'],
  ['image+apple://registry.dagger.io/engine:v0.20.4@sha256:00', '0.20.4'],
  ['docker-image://registry.dagger.io/engine:v0.20.4-gpu', '0.20.4'],
  ['image+unknown://registry.dagger.io/engine:v0.20.4', undefined],
  ['docker-image://registry.dagger.io/engine:latest', undefined],
  ['docker-image://registry.dagger.io/engine:main', undefined],
  ['docker-image://registry.dagger.io/engine@sha256:00', undefined],
  ['docker-image://localhost:5000/engine', undefined],
  ['docker-image://mirror/engine:v20', undefined],
  ['unix:///run/dagger/engine.sock', undefined],
  ['tcp://engine:1234', undefined],
  ['not an address', undefined],
])('of %s the version is %s', async (address, version) => {
  expect(await versionOfPreset(address)).toBe(version)
})

let folder: string
const path = process.env['PATH'] ?? ''

/** Programs that answer with a version and what they are asked. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-'))
  for (const program of ['kubectl', 'docker', 'podman', 'nerdctl', 'finch', 'container']) {
    await writeFile(join(folder, program), '#!/bin/sh\necho v0.20.3\necho "$*" >"$0.asked"\n', {
      mode: 0o755,
    })
  }
  process.env['PATH'] = [folder, path].join(delimiter)
})

afterAll(async () => {
  process.env['PATH'] = path
  await rm(folder, { recursive: true })
})

test('a pod is asked for its version, unless its name looks like an option of kubectl', async () => {
  expect(await versionOfPreset('kube-pod://engine-0?namespace=dagger')).toBe('0.20.3')
  expect(await versionOfPreset('kube-pod://--kubeconfig=/tmp/theirs')).toBeUndefined()
  expect(await versionOfPreset('kube-pod://-f')).toBeUndefined()
})

test.each([
  ['docker-container', 'docker'],
  ['container', 'docker'],
  ['container+docker', 'docker'],
  ['container+podman', 'podman'],
  ['podman-container', 'podman'],
  ['container+nerdctl', 'nerdctl'],
  ['container+finch', 'finch'],
  ['container+apple', 'container'],
])('a container of %s is asked by %s, but one whose name is an option', async (scheme, program) => {
  expect(await versionOfPreset(`${scheme}://engine`)).toBe('0.20.3')
  const asked = await readFile(join(folder, `${program}.asked`), 'utf8')
  expect(asked).toBe('exec engine dagger-engine --version\n')
  expect(await versionOfPreset(`${scheme}://--privileged`)).toBeUndefined()
})

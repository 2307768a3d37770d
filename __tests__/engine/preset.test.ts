import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { versionOfPreset } from '../../src/engine/preset.ts'

test.each([
  ['docker-image://registry.dagger.io/engine:v0.20.3', '0.20.3'],
  ['docker-image://registry.dagger.io/engine:v0.20.3?volume=a&container=b', '0.20.3'],
  ['image://localhost:5000/engine:v1.0.0-beta.10@sha256:00', '1.0.0-beta.10'],
  ['image+docker://registry.dagger.io/engine:v0.20.3', '0.20.3'],
  ['docker-image://registry.dagger.io/engine:latest', undefined],
  ['docker-image://registry.dagger.io/engine:main', undefined],
  ['docker-image://registry.dagger.io/engine@sha256:00', undefined],
  ['docker-image://localhost:5000/engine', undefined],
  ['docker-image://mirror/engine:v20', undefined],
  ['unix:///run/dagger/engine.sock', undefined],
  ['tcp://engine:1234', undefined],
  ['container://there-is-no-such-container-of-ours', undefined],
  ['not an address', undefined],
])('of %s the version is %s', async (address, version) => {
  expect(await versionOfPreset(address)).toBe(version)
})

let folder: string
const path = process.env['PATH'] ?? ''

/** A kubectl that answers with a version, whatever it is asked. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-'))
  await writeFile(join(folder, 'kubectl'), '#!/bin/sh\necho v0.20.3\n', { mode: 0o755 })
  process.env['PATH'] = [folder, path].join(delimiter)
})

afterAll(async () => {
  process.env['PATH'] = path
  await rm(folder, { recursive: true })
})

test('a pod is asked, but one whose name is an option of kubectl’s', async () => {
  expect(await versionOfPreset('kube-pod://engine-0?namespace=dagger')).toBe('0.20.3')
  expect(await versionOfPreset('kube-pod://--kubeconfig=/tmp/theirs')).toBeUndefined()
  expect(await versionOfPreset('kube-pod://-f')).toBeUndefined()
})

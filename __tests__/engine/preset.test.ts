import { expect, test } from '@jest/globals'
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
  ['kube-pod://there-is-no-such-pod-of-ours', undefined],
  ['not an address', undefined],
])('of %s the version is %s', async (address, version) => {
  expect(await versionOfPreset(address)).toBe(version)
})

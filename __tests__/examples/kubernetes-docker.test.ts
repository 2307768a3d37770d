import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { root } from './sources.ts'

interface Container {
  readonly command: readonly string[]
  readonly securityContext: { readonly privileged: boolean }
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
}

interface ScaleSet {
  readonly runnerScaleSetName: string
  readonly containerMode?: unknown
  readonly template: {
    readonly spec: {
      readonly containers: readonly Container[]
      readonly volumes: readonly { readonly name: string }[]
    }
  }
}

const read = (name: string) => readFileSync(path.join(root, 'examples', name), 'utf8')
const scaleSet = parse(read('kubernetes-docker/scale-set.yaml')) as ScaleSet

test('the jobs of s3-minio.yml run on the scale set', () => {
  const { jobs } = parse(read('s3-minio.yml')) as { jobs: Record<string, { 'runs-on': string }> }
  expect(Object.values(jobs).map((job) => job['runs-on'])).toEqual([scaleSet.runnerScaleSetName])
})

test('a runner of the scale set runs the Docker daemon in its own container, which can mount', () => {
  expect(scaleSet.containerMode).toBeUndefined()
  const { containers, volumes } = scaleSet.template.spec
  expect(containers).toHaveLength(1)
  const [{ command, securityContext, volumeMounts } = {} as Container] = containers
  expect(command.at(-1)).toMatch(/\bdockerd\b.*& exec \/home\/runner\/run\.sh$/)
  expect(securityContext.privileged).toBe(true)
  expect(volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name))
})

test('the image of the runners has the programs that a daemon and the volume need', () => {
  const image = read('kubernetes-docker/Dockerfile')
  expect(image).toMatch(/apt-get install .*\be2fsprogs\b.*\biptables\b/)
  expect(image).toMatch(/^USER runner$(?![\s\S]*^USER)/m)
})

import { afterAll, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobRecord } from '../../src/record/record.ts'

const folder = await mkdtemp(join(tmpdir(), 'job-'))
process.env['RUNNER_TEMP'] = folder
const { jobFolder, jobId, readJob, writeJob } = await import('../../src/record/record.ts')

afterAll(async () => {
  await rm(folder, { recursive: true })
})

const record: JobRecord = {
  version: '0.21.8',
  engineRelease: '0.21.8',
  host: { kind: 'docker' },
  volumeName: 'dagger-engine',
  logicalKey: 'key',
  cacheHit: '',
}

test('the job that wrote a record can read it', async () => {
  expect(await readJob()).toBeUndefined()
  await writeJob(record)
  expect(await readJob()).toEqual(record)
})

test.each([
  ['nothing', ''],
  ['half of one', `{"id":${JSON.stringify(jobId)},"record":{"vers`],
  ['no object', 'null'],
  ['a list', '[]'],
  ['of another job', JSON.stringify({ id: 'another', record })],
  ['of no job', JSON.stringify({ record })],
  ['without a record', JSON.stringify({ id: jobId })],
  ['with no record in it', JSON.stringify({ id: jobId, record: null })],
  ['with a record of nothing', JSON.stringify({ id: jobId, record: {} })],
  ['deeply nested', '['.repeat(100_000)],
])('a record that is %s is none, and no reason to fail', async (_what, text) => {
  await mkdir(jobFolder, { recursive: true })
  await writeFile(join(jobFolder, 'job.json'), text)
  expect(await readJob()).toBeUndefined()
})

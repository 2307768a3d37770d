import { afterEach, describe, expect, test } from '@jest/globals'
import { resolve } from 'node:path'
import { readAllInputs, readRestoreInputs, readSaveInputs } from '../../src/github/inputs.ts'
import { inputVariable, readManifest } from '../../rig/runner/manifest.ts'

const root = resolve(import.meta.dirname, '../..')
const before = { ...process.env }

afterEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('INPUT_')) Reflect.deleteProperty(process.env, name)
  }
  Object.assign(process.env, before)
})

/** As a runner does, with the defaults of the action in this folder. */
function give(action: string, inputs: Readonly<Record<string, string>>): void {
  for (const [name, { default: value }] of Object.entries(readManifest(action).inputs)) {
    // The defaults with expressions are texts that any value may have.
    const given = inputs[name] ?? (value.includes('${{') ? '' : value)
    process.env[inputVariable(name)] = given
  }
}

const readers = [
  ['the action', root, () => readAllInputs().restore.store],
  ['restore', `${root}/restore`, () => readRestoreInputs().store],
  ['save', `${root}/save`, () => readSaveInputs().store],
] as const

describe.each(readers)('the input store of %s', (_name, action, read) => {
  test.each([
    ['', undefined],
    ['s3://states', 's3://states'],
    [' s3://states/ci/ ', 's3://states/ci/'],
  ])('may be %j', (store, expected) => {
    give(action, { store })
    expect(read()).toBe(expected)
  })

  test.each([
    ['another scheme', 'gs://states'],
    ['another scheme', 'https://states.s3.amazonaws.com/ci'],
    ['another scheme', 'S3://states'],
    ['no scheme', 'states/ci'],
    ['no bucket', 's3://'],
    ['no bucket', 's3:///ci'],
    ['a bucket with a short name', 's3://st'],
    ['a bucket with a long name', `s3://${'b'.repeat(64)}`],
    ['a bucket with capitals', 's3://States/ci'],
    ['a bucket with an underscore', 's3://my_states'],
    ['a bucket that is an IP address', 's3://192.168.5.4/ci'],
    ['a bucket with two dots', 's3://my..states'],
    ['a bucket that ends with a hyphen', 's3://states-/ci'],
    ['a user and a port', 's3://user@states:9000/ci'],
    ['two slashes at the end', 's3://states/ci//'],
    ['an empty part', 's3://states//ci'],
    ['a part ..', 's3://states/ci/../other'],
    ['a part .', 's3://states/./ci'],
    ['a blank', 's3://states/my states'],
    ['a query', 's3://states/ci?region=eu'],
    ['what is not replaced', 's3://states/$REPOSITORY'],
    ['a long prefix', `s3://states/${'p'.repeat(201)}`],
  ])('with %s, %s, is an error that names it and what is accepted', (_what, store) => {
    give(action, { store })
    expect(read).toThrow(
      `Input store is "${store}"; accepted: s3://bucket or s3://bucket/prefix, where the bucket's name has 3 to 63 lowercase letters`,
    )
  })
})

test.each(readers.slice(0, 2))('%s does not accept store and cache-dir together', (_name, action, read) => {
  give(action, { store: 's3://states', 'cache-dir': '/cache' })
  expect(read).toThrow(
    'Inputs store and cache-dir name two stores, "s3://states" and "/cache"; accepted: one of them.',
  )
})

import { join, resolve } from 'node:path'
import { expect, inject, test } from 'vitest'
import { run } from './run.js'

const repository = resolve(import.meta.dirname, '../..')

// That require() gives an ES module is as it should be: every Node that we support can do that, and the entry is made for it.
test('the types of the packed package resolve as its code does, for import and for require', async () => {
  const attw = join(repository, 'node_modules/.bin/attw')
  const args = [inject('tarball'), '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii', '--no-emoji']
  const { exitCode, stdout, stderr } = await run(attw, args, repository)
  // node10 has no exports; no Node that we take resolves by its rules.
  const resolutions = stdout.split('\n').filter(line => /^(?:node16|bundler)/.test(line))
  expect(resolutions.filter(line => !line.includes(': OK')), stdout + stderr).toEqual([])
  expect(resolutions).toHaveLength(12)
  expect(exitCode).toBe(0)
})

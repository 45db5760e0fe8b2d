import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { snippetsOf } from '../pages/snippets.js'

// The README's ten lines, with a child that complains until it is asked to end.
const shown = snippetsOf('README.md').find(({ text }) => text.includes('eslint-plugin-teardown/supervisor'))?.text ?? ''
const child = 'setInterval(() => { console.error("out of memory") }, 10)'
const program = `${shown.replace('command: \'agent\'', `command: process.execPath, args: ['--eval', ${JSON.stringify(child)}]`)}
console.log(JSON.stringify(report))`

it('supervises a child as the README shows it', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8', timeout: 20_000,
  })
  expect(stderr).not.toContain('Error')
  expect(JSON.parse(stdout)).toMatchObject({ cause: 'stop', step: 'term', consumers: [{ name: 'complaints', outcome: 'aborted' }] })
})

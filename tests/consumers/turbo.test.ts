import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { snippet } from '../pages/snippets.js'
import { example, repaired } from './example.js'
import { createProject, type Project } from './project.js'
import { run } from './run.js'

const calm = 'export const one: number = 1\n'

describe('a Turborepo workspace of three packages, set up as docs/use/ci.md says', () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject('turbo')
    await write('eslint.config.mjs', snippet('README.md', 'eslint.config.mjs'))
    await write('turbo.json', snippet('docs/use/ci.md', 'turbo.json'))
    await write('.gitignore', 'node_modules\n.turbo\n')
    await run('git', ['init', '--quiet'], project.folder)
    for (const name of ['a', 'b', 'c']) await write(`packages/${name}/index.ts`, calm)
  })

  const write = (file: string, text: string): Promise<void> => writeFile(join(project.folder, file), text)

  /** Runs the command of our page; which packages were linted, and which were known to pass? */
  async function lint() {
    const { exitCode, stdout, stderr } = await project.node('turbo/bin/turbo', ['run', 'lint'], {
      env: { TURBO_TELEMETRY_DISABLED: '1', CI: '1', PATH: [join(project.folder, 'node_modules/.bin'), process.env['PATH']].join(':') },
    })
    const packagesThat = (word: string): string[] =>
      [...stdout.matchAll(new RegExp(`^@example/(\\w):lint: cache ${word}`, 'gm'))].map(([, name = '']) => name).sort()
    return { passed: exitCode === 0, linted: packagesThat('miss'), known: packagesThat('hit'), output: stdout + stderr }
  }

  test('lints each package once, and then only what changed', async () => {
    expect(await lint()).toMatchObject({ passed: true, linted: ['a', 'b', 'c'], known: [] })
    expect(await lint()).toMatchObject({ passed: true, linted: [], known: ['a', 'b', 'c'] })

    await write('packages/b/index.ts', example)
    const refused = await lint()
    expect(refused).toMatchObject({ passed: false, linted: ['b'] })
    expect(refused.output).toMatch(/@example\/b:lint: +23:5 +error +`this\.#proc` is released here/)

    await write('packages/b/index.ts', repaired)
    expect(await lint()).toMatchObject({ passed: true, linted: ['b'], known: ['a', 'c'] })
  })

  test('lints all of them again when the configuration changes', async () => {
    await write('eslint.config.mjs', `${snippet('README.md', 'eslint.config.mjs')}// changed\n`)
    expect(await lint()).toMatchObject({ passed: true, linted: ['a', 'b', 'c'], known: [] })
  })
})

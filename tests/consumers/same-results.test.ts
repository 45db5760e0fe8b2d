import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type { ESLint } from 'eslint'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { snippet } from '../pages/snippets.js'
import { createRepository, type Repository } from './git.js'
import { programs } from './programs.js'
import { createProject, type Project } from './project.js'

const page = 'docs/use/ci.md'

/** The reports of each file, as JSON, by the name of the file. */
type Reports = Record<string, unknown[]>

// However ESLint comes to a file, it says the same about it: a report depends on nothing but the file, the options and the settings.
describe('some hundred programs under the strict preset', () => {
  let project: Project
  let repository: Repository
  let atOnce: Reports
  beforeAll(async () => {
    project = await createProject('eslint-10')
    repository = await createRepository(project)
    await repository.write('eslint.config.mjs', snippet('README.md', 'eslint.config.mjs').replace('configs.recommended', 'configs.strict'))
    for (const { file, text } of programs()) await repository.write(file, text)
    atOnce = await lint('npx eslint .')
  })

  const reportsOf = (results: readonly ESLint.LintResult[]): Reports => Object.fromEntries(results
    .filter(({ filePath }) => filePath.includes('programs/'))
    .map(({ filePath, messages }) => [relative(repository.folder, filePath), JSON.parse(JSON.stringify(messages)) as unknown[]]))

  /** Runs a command of our page, which prints the results as JSON instead. */
  async function lint(commandLine: string, environment: NodeJS.ProcessEnv = {}): Promise<Reports> {
    const { stdout, stderr } = await repository.attempt(commandLine.replace('npx eslint', 'npx eslint --format json'), environment)
    if (!stdout.startsWith('[')) throw new Error(`${commandLine}:\n${stdout}\n${stderr}`)
    return reportsOf(JSON.parse(stdout) as ESLint.LintResult[])
  }

  test('have reports to compare', () => {
    expect(Object.keys(atOnce).length).toBeGreaterThan(200)
    expect(Object.values(atOnce).flat().length).toBeGreaterThan(50)
  })

  test('give the same from a cache', async () => {
    const command = snippet(page, 'only files that changed since the last run')
    expect(await lint(command)).toEqual(atOnce)
    expect(await lint(command)).toEqual(atOnce)
  })

  test('give the same in several threads', async () => {
    const command = snippet(page, 'several threads: useful with some thousand files and four cores')
    expect(await lint(command.replace('auto', '2'))).toEqual(atOnce)
  })

  test('give the same in the shards of our page', async () => {
    await repository.commit()
    const shards: Reports[] = []
    for (const SHARD of ['0', '1', '2']) {
      shards.push(await lint(snippet(page, 'shard number SHARD (0, 1, ...) of SHARDS'), { SHARD, SHARDS: '3' }))
    }
    expect(Object.assign({}, ...shards)).toEqual(atOnce)
    expect(shards.reduce((sum, shard) => sum + Object.keys(shard).length, 0)).toBe(Object.keys(atOnce).length)
  })

  test('lint nothing in a shard without files', async () => {
    const shard = snippet(page, 'shard number SHARD (0, 1, ...) of SHARDS')
    expect(await repository.attempt(shard, { SHARD: '0', SHARDS: '100000' })).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test('give the same in any order, whatever was linted before by the same plugin', async () => {
    const { ESLint } = createRequire(join(project.folder, 'package.json'))('eslint') as { ESLint: new (options: ESLint.Options) => ESLint }
    const eslint = new ESLint({ cwd: repository.folder })
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(Object.keys(atOnce), { minLength: 20, maxLength: 120 }), async (files) => {
      for (const file of files) {
        expect(reportsOf(await eslint.lintFiles([file]))).toEqual({ [file]: atOnce[file] })
      }
    }), { numRuns: 6, seed: 20_261_122 })
  })
})

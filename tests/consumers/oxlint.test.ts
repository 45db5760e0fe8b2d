import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { classOf } from './eslint.js'
import { diagnostics, oxlint, oxlintReports } from './oxlint.js'
import { createProject, type Project } from './project.js'
import { expectedPlainReports } from './report.js'

describe('oxlint 1.94.0', () => {
  let project: Project
  beforeAll(async () => { project = await createProject('oxlint') })

  const text = (file: string): Promise<string> => readFile(join(project.folder, file), 'utf8')

  test('is installed beside the plugin without ESLint and without TypeScript', () => {
    expect(existsSync(join(project.folder, 'node_modules/oxlint'))).toBe(true)
    expect(existsSync(join(project.folder, 'node_modules/eslint'))).toBe(false)
    expect(existsSync(join(project.folder, 'node_modules/typescript'))).toBe(false)
  })

  test('gives the expected reports and no other', async () => {
    expect(await oxlintReports(project)).toEqual(expectedPlainReports())
  })

  test('refuses an unknown option by the schema of the rule', async () => {
    const outcome = await oxlint(project, ['-c', 'unknown-option.json', 'src'])
    expect(outcome.exitCode).toBe(1)
    expect(outcome.stdout + outcome.stderr).toMatch(/teardown\/no-release-before-cancel/)
    expect(outcome.stdout + outcome.stderr).toMatch(/additional properties|Unexpected property/)
  })

  test('says that a settings key is unknown, and which one was meant', async () => {
    const outcome = await oxlint(project, ['-c', 'unknown-setting.json', 'src/agent.js'])
    expect(outcome.exitCode).toBe(1)
    const said = outcome.stdout + outcome.stderr
    expect(said.match(/settings\.teardown\.cancle: unknown key, did you mean cancel\?/g)).toHaveLength(1)
  })

  test('leaves a file that does not parse to the parser', async () => {
    const found = await diagnostics(project, 'broken')
    expect(found.map(({ filename }) => filename).toSorted()).toEqual(['broken/broken.js', 'broken/broken.ts'])
    expect(found.filter(({ code }) => code?.startsWith('teardown'))).toEqual([])
  })

  test('applies the suggestion, which repairs the class', async () => {
    expect((await oxlint(project, ['--fix-suggestions', 'src'])).exitCode).toBe(0)
    for (const extension of ['js', 'ts']) {
      expect(classOf(await text(`src/agent.${extension}`))).toBe(classOf(await text(`src/repaired.${extension}`)))
    }
  })
})

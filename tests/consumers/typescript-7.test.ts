import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { oxlintReports } from './oxlint.js'
import { createProject, type Project } from './project.js'
import { expectedPlainReports } from './report.js'

// typescript-eslint's packages refuse TypeScript 7 as a peer: a plugin that depends on them cannot be installed here.
describe('a project with TypeScript 7', () => {
  let project: Project
  beforeAll(async () => { project = await createProject('typescript-7') })

  test('installs the plugin without a conflict of peers', async () => {
    const text = await readFile(join(project.folder, 'node_modules/typescript/package.json'), 'utf8')
    expect((JSON.parse(text) as { version: string }).version).toBe('7.0.2')
    expect(project.installed.stderr).not.toContain('ERESOLVE')
  })

  test('gives the expected reports under oxlint and no other', async () => {
    expect(await oxlintReports(project)).toEqual(expectedPlainReports())
  })
})

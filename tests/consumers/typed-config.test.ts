import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { reports } from './eslint.js'
import { createProject, type Project } from './project.js'
import { expectedReports } from './report.js'

describe('eslint.config.ts', () => {
  let project: Project
  beforeAll(async () => { project = await createProject('typed-config') })

  test('type-checks with every library checked and no package of typescript-eslint installed', async () => {
    expect(existsSync(join(project.folder, 'node_modules/@typescript-eslint'))).toBe(false)
    const outcome = await project.node('typescript/bin/tsc', ['-p', '.'])
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test('gives the expected reports for JavaScript and no other', async () => {
    expect(await reports(project, { config: 'eslint.config.ts', target: 'src/*.js' }))
      .toEqual(expectedReports().filter(({ file }) => file.endsWith('.js')))
  })
})

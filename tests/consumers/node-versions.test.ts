import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { reports } from './eslint.js'
import { createProject, type Project } from './project.js'
import { expectedReports } from './report.js'
import { run } from './run.js'

describe.each([
  { host: 'node-20', version: 'v20.19.0' },
  { host: 'node-22', version: 'v22.13.0' },
  { host: 'node-24', version: 'v24.21.0' },
])('ESLint 10 under Node $version', ({ host, version }) => {
  let project: Project
  let node: string
  beforeAll(async () => {
    project = await createProject(host)
    node = join(project.folder, 'node_modules/node/bin/node')
  })

  test('runs under that Node', async () => {
    expect((await run(node, ['--version'], project.folder)).stdout.trim()).toBe(version)
  })

  test.each(['spread.config.js', 'require.config.cjs'])('%s gives the expected reports and no other', async (config) => {
    expect(await reports(project, { config, node })).toEqual(expectedReports())
  })
})

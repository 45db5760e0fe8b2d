import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ESLint } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'
import { ruleUrl } from '../../src/rule/docs-url.js'
import { snippet } from '../pages/snippets.js'
import { structureOf } from '../pages/structures.js'
import { example, repaired, reportsOfTheExample } from './example.js'
import { createRepository, type Repository } from './git.js'
import { programs } from './programs.js'
import { createProject, type Project } from './project.js'

const page = 'docs/use/ci.md'

let project: Project
beforeAll(async () => { project = await createProject('ci') })

/** A repository with the configuration of the README and the example in it. */
async function repositoryWithTheExample(): Promise<Repository> {
  const repository = await createRepository(project)
  await repository.write('eslint.config.mjs', snippet('README.md', 'eslint.config.mjs'))
  await repository.write('src/persistent-agent.ts', example)
  return repository
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>
}

/** The command of a workflow of our page that runs ESLint. */
function eslintIn(workflow: string): string {
  const { jobs } = structureOf.yaml(snippet(page, workflow)) as Workflow
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run = '' }) => run))
  return commands.find((command) => command.includes('eslint')) ?? `${workflow} does not run ESLint`
}

describe('the workflows', () => {
  test('annotate the pull request at the line of each report, and fail', async () => {
    const repository = await repositoryWithTheExample()
    const { exitCode, stdout } = await repository.attempt(eslintIn('.github/workflows/lint.yml'), { GITHUB_ACTIONS: 'true' })
    const annotations = [...stdout.matchAll(/^::error file=.*\/src\/persistent-agent\.ts,line=(\d+),.*::(.*)$/gm)]
    expect(annotations.map(([, line]) => Number(line))).toEqual(reportsOfTheExample.map(({ line }) => line))
    expect(annotations.map(([, , text]) => text)).toContainEqual(expect.stringContaining('`this.#proc` is released here'))
    expect(exitCode).toBe(1)
  })

  test('write SARIF with a link to the page of each rule', async () => {
    const repository = await repositoryWithTheExample()
    await repository.attempt(eslintIn('.github/workflows/code-scanning.yml'))
    const { version, runs: [run] } = JSON.parse(await readFile(join(repository.folder, 'eslint.sarif'), 'utf8')) as Sarif
    expect(version).toBe('2.1.0')
    expect(run.results.map(({ ruleId, locations: [{ physicalLocation: { region } }] }) => ({ rule: ruleId, line: region.startLine })))
      .toEqual(reportsOfTheExample)
    expect(run.tool.driver.rules.map(({ id, helpUri }) => [id, helpUri]))
      .toEqual([...new Set(reportsOfTheExample.map(({ rule }) => rule))].map((rule) => [rule, ruleUrl(rule.replace('teardown/', ''))]))
  })
})

interface Sarif {
  readonly version: string
  readonly runs: readonly [{
    readonly results: readonly {
      readonly ruleId: string
      readonly locations: readonly [{ readonly physicalLocation: { readonly region: { readonly startLine: number } } }]
    }[]
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string, readonly helpUri: string }[] } }
  }]
}

describe('bulk suppressions', () => {
  const setAside = snippet(page, 'suppress existing reports')
  const prune = snippet(page, 'lower the counts')

  let repository: Repository
  beforeAll(async () => {
    repository = await repositoryWithTheExample()
    for (const { file, text } of programs()) await repository.write(file, text)
  })

  const suppressions = (): Promise<string> => readFile(join(repository.folder, 'eslint-suppressions.json'), 'utf8')

  test('set aside each report once, in numbers that stay the same', async () => {
    const { stdout } = await repository.attempt('npx eslint --format json .')
    const results = JSON.parse(stdout) as ESLint.LintResult[]
    const reports = results.reduce((sum, { errorCount }) => sum + errorCount, 0)
    expect(reports).toBeGreaterThan(50)

    await repository.does(setAside)
    const first = await suppressions()
    const counts = Object.values(JSON.parse(first) as Record<string, Record<string, { count: number }>>)
    expect(counts.flatMap((rules) => Object.values(rules)).reduce((sum, { count }) => sum + count, 0)).toBe(reports)

    await rm(join(repository.folder, 'eslint-suppressions.json'))
    await repository.does(setAside)
    expect(await suppressions()).toBe(first)
    await repository.does('npx eslint .')
  })

  test('let no new report through, and shrink when one is mended', async () => {
    await repository.write('src/another.ts', example)
    const { exitCode, stdout } = await repository.attempt('npx eslint .')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('another.ts')
    expect(stdout).not.toContain('persistent-agent.ts')

    await repository.write('src/another.ts', repaired)
    await repository.write('src/persistent-agent.ts', repaired)
    expect(await suppressions()).toContain('src/persistent-agent.ts')
    await repository.does(prune)
    expect(await suppressions()).not.toContain('src/persistent-agent.ts')
    await repository.does('npx eslint .')
  })
})

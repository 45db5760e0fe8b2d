import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { repository, version } from '../../src/package.js'
import { snippet, snippetsOf } from '../pages/snippets.js'
import { example, repaired, reportsOfTheExample } from './example.js'
import { createRepository, type Repository } from './git.js'
import { preCommit } from './pre-commit.js'
import { createProject, type Project } from './project.js'
import type { Outcome } from './run.js'

const page = 'docs/use/pre-commit.md'

let project: Project
beforeAll(async () => { project = await createProject('commit') })

/** A repository with the configuration of the README and these files, in which these commands of our page were run. */
async function setUp(files: Record<string, string>, commands: string): Promise<Repository> {
  const repository = await newRepository()
  for (const [file, text] of Object.entries(files)) await repository.write(file, text)
  await repository.does(commands)
  return repository
}

/** A repository in which the files were written and the commands run that this section of our page shows, in its order. */
async function setUpAsIn(section: string): Promise<Repository> {
  const repository = await newRepository()
  for (const { heading, language, name, text } of snippetsOf(page)) {
    if (heading !== section) continue
    if (language === 'sh') await repository.does(withoutInstallation(text))
    else if (name !== undefined) await repository.write(name, text)
  }
  return repository
}

async function newRepository(): Promise<Repository> {
  const repository = await createRepository(project)
  await repository.write('eslint.config.mjs', snippet('README.md', 'eslint.config.mjs'))
  return repository
}

/** The project has already made it. */
const withoutInstallation = (commands: string): string => commands.replace(/^npm install .*\n/m, '')

/** The commands of our page that have this one, without the installation. */
function commandsWith(first: string): string {
  const [found] = snippetsOf(page).filter(({ language, text }) => language === 'sh' && text.includes(first))
  if (!found) throw new Error(`${page} does not say ${first}`)
  return withoutInstallation(found.text)
}

// As it is printed, whatever the tools do to make it colourful.
const wordsOf = ({ stdout, stderr }: Outcome): string => stripVTControlCharacters(stdout + stderr)

/** The line of the report in what the page shows of a refused commit. */
const reportOnThePage = snippetsOf(page).flatMap(({ text }) => text.split('\n')).find((line) => line.includes('  error  ')) ?? page

async function expectARefusalAndThenACommit(repository: Repository): Promise<void> {
  await repository.write('src/persistent-agent.ts', example)
  const refused = await repository.commit()
  const said = wordsOf(refused)
  expect(said).toContain(reportOnThePage)
  const reported = [...said.matchAll(/^ +(\d+):\d+ +error .* (teardown\/[\w-]+)$/gm)]
    .map(([, line, rule]) => ({ rule, line: Number(line) }))
  expect(reported).toEqual(reportsOfTheExample)
  expect(refused.exitCode).toBe(1)

  await repository.write('src/persistent-agent.ts', repaired)
  const accepted = await repository.commit()
  expect(wordsOf(accepted)).toMatch(/eslint/i)
  expect(accepted.exitCode).toBe(0)
  expect((await repository.does('git show HEAD:src/persistent-agent.ts')).stdout).toBe(repaired)
}

describe('a commit of the example is refused, and a commit of its repair passes', () => {
  test('husky and lint-staged', async () => {
    await expectARefusalAndThenACommit(await setUpAsIn('husky and lint-staged'))
  })

  test('lefthook', async () => {
    await expectARefusalAndThenACommit(await setUpAsIn('lefthook'))
  })
})

describe('pre-commit: a commit of the example is refused, and a commit of its repair passes', () => {
  beforeAll(preCommit)

  test('with a local hook', async () => {
    const files = { '.pre-commit-config.yaml': snippet(page, '.pre-commit-config.yaml with a local hook') }
    await expectARefusalAndThenACommit(await setUp(files, commandsWith('pre-commit install')))
  })

  test('with the hook of our repository', async () => {
    const ours = await createRepository()
    await ours.write('.pre-commit-hooks.yaml', await readFile(resolve(import.meta.dirname, '../../.pre-commit-hooks.yaml'), 'utf8'))
    await ours.commit()
    await ours.does(`git tag v${version}`)
    const config = snippet(page, '.pre-commit-config.yaml').replace(`repo: ${repository}\n`, `repo: ${pathToFileURL(ours.folder).href}\n`)
    expect(config).toContain('repo: file://')
    await expectARefusalAndThenACommit(await setUp({ '.pre-commit-config.yaml': config }, commandsWith('pre-commit install')))
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const { scripts, engines } = JSON.parse(read('package.json')) as { scripts: Record<string, string>, engines: { node: string } }

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
}

interface Job {
  readonly 'permissions'?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly 'needs'?: string
  readonly 'steps': readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const workflow = (file: string): Workflow => parse(read(`.github/workflows/${file}`)) as Workflow

describe.each(readdirSync(new URL('.github/workflows', root)))('.github/workflows/%s', (file) => {
  const { permissions, jobs } = workflow(file)
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  it('gives no permission but those that a job names, and each job a limit', () => {
    expect(permissions).toEqual({})
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeDefined()
      expect(job['timeout-minutes']).toBeGreaterThan(0)
    }
  })

  it('runs scripts that package.json has, on a Node that it allows', () => {
    const called = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name))
    for (const name of called) expect(scripts).toHaveProperty([name])
    for (const { with: settings } of steps) {
      if (settings?.['node-version'] !== undefined) expect(engines.node).toContain(`>=${String(settings['node-version'])}`)
    }
  })

  it('keeps no credentials of the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false })
  })
})

describe('publishing', () => {
  const { on, jobs } = workflow('publish.yml')

  it('starts with a release, and only after the tests', () => {
    expect(on).toEqual({ release: { types: ['published'] } })
    expect(jobs['publish']?.needs).toBe('test')
    expect(jobs['test']?.steps.map(({ run }) => run)).toContain('npm test')
  })

  it('signs the provenance, without a token, and checks the tag against the version', () => {
    expect(jobs['publish']?.permissions).toEqual({ 'contents': 'read', 'id-token': 'write' })
    const commands = (jobs['publish']?.steps ?? []).flatMap(({ run }) => run ?? [])
    expect(commands.at(-1)).toBe('npm publish --provenance --access public')
    expect(commands.some((command) => command.includes('"$TAG"'))).toBe(true)
    expect(read('.github/workflows/publish.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/)
  })
})

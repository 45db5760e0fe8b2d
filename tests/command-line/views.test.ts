import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import type { Log } from 'sarif'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { optionsOf, UsageError } from '../../src/command-line/options.js'
import { Project, type Run } from '../../src/command-line/project.js'
import { sarifOf } from '../../src/command-line/sarif.js'
import { explanationOf, factsText } from '../../src/command-line/views.js'
import type { FileFacts } from '../../src/explain/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'teardown-views-'))
afterAll(() => { rmSync(scratch, { recursive: true }) })

const hazard = readFileSync(join(root, 'docs/examples/persistent-agent.ts'), 'utf8')
const suppressed = hazard.replace('    this.#proc = null\n', '    // eslint-disable-next-line -- in one turn\n    this.#proc = null\n')
const files = { 'agent.ts': hazard, 'an agent#2.ts': suppressed, 'broken.ts': 'class {', 'calm.ts': 'export const one = 1\n' }

let run: Run
beforeAll(async () => {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(scratch, file), text)
  const project = await Project.open(Object.keys(files), scratch, () => undefined)
  run = await project.lint({ preset: 'recommended', isDescribed: true })
})

describe('--facts', () => {
  it('prints text for each file, and why there is none', () => {
    const text = factsText(run, 'text', scratch)
    expect(text).toContain('agent.ts\n  Cells\n    class PersistentAgent, line 5\n')
    expect(text).toMatch(/broken\.ts\n {2}No facts: Parsing error: /)
  })

  it('prints JSON that its schema describes, property by property', () => {
    const schema = JSON.parse(readFileSync(join(root, 'docs/use/facts.schema.json'), 'utf8')) as object
    const validate = new Ajv({ allErrors: true }).compile<{ files: FileFacts[], failed: { file: string }[] }>(schema)
    const facts: unknown = JSON.parse(factsText(run, 'json', scratch))
    expect(validate(facts) ? [] : validate.errors).toEqual([])
    const { files: seen, failed } = facts as { files: FileFacts[], failed: { file: string }[] }
    expect(seen.map(({ file, reports }) => [file, reports.length])).toEqual([['agent.ts', 1], ['an agent#2.ts', 1], ['calm.ts', 0]])
    expect(failed.map(({ file }) => file)).toEqual(['broken.ts'])
  })

  it('prints one diagram for each teardown', () => {
    expect(factsText(run, 'mermaid', scratch).match(/^ {2}title .*$/gm)).toEqual([
      '  title agent.ts:21 kill()', '  title an agent#35;2.ts:21 kill()',
    ])
  })

  it('gives what docs/use/facts.md shows', async () => {
    const project = await Project.open(['docs/examples/persistent-agent.ts'], root, () => undefined)
    const text = factsText(await project.lint({ preset: 'recommended', isDescribed: true }), 'text', root)
    const page = readFileSync(join(root, 'docs/use/facts.md'), 'utf8')
    const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? []
    expect(shown).not.toBe('')
    expect(text).toContain(shown)
  })
})

describe('--explain', () => {
  it('explains a report, and says so where the file does not parse', () => {
    const reported = explanationOf(run, join(scratch, 'agent.ts'), 'agent.ts', 23)
    expect(reported).toMatchObject({ isReported: true, isParsed: true })
    expect(reported.text).toContain('This line is reported by teardown/no-release-before-cancel.')
    expect(explanationOf(run, join(scratch, 'broken.ts'), 'broken.ts', 1)).toMatchObject({
      isReported: false, isParsed: false, text: expect.stringMatching(/^broken\.ts: no rule ran, Parsing error: /) as string,
    })
  })
})

describe('--format sarif', () => {
  /** Checks a log against the schema that OASIS published. */
  function violationsOf(log: unknown): readonly string[] {
    const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
    const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats: {
      'uri': text => URL.canParse(text),
      'uri-reference': text => URL.canParse(text, 'file:///') && !/[\s\\]/.test(text),
      'date-time': text => !Number.isNaN(Date.parse(text)),
    } })
    // It is written for draft 4 of JSON Schema, and uses nothing that draft 7 reads in another way.
    const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const validate = ajv.compile({ ...schema, $schema: undefined, id: undefined })
    return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
  }

  it('keeps to the schema of SARIF 2.1.0', () => {
    const log = JSON.parse(JSON.stringify(sarifOf(run, scratch))) as Log
    expect(violationsOf(log)).toEqual([])
    expect(violationsOf(JSON.parse(JSON.stringify(sarifOf({ ...run, results: [] }, scratch))))).toEqual([])
  })

  it('would not pass with a place that is none, or a word that the schema does not know', () => {
    const log = JSON.parse(JSON.stringify(sarifOf(run, scratch))) as Log
    const [result] = log.runs[0]?.results ?? []
    const region = result?.locations?.[0]?.physicalLocation?.region
    if (region) region.startLine = 0
    Object.assign(result ?? {}, { steps: [] })
    expect(violationsOf(log)).toEqual([
      '/runs/0/results/0 must NOT have additional properties',
      '/runs/0/results/0/locations/0/physicalLocation/region/startLine must be >= 1',
    ])
  })

  it('gives the steps of each report as related locations and as a code flow', () => {
    const log: Log = sarifOf(run, scratch)
    const [result] = log.runs[0]?.results ?? []
    expect(result).toMatchObject({
      ruleId: 'teardown/no-release-before-cancel', level: 'error',
      locations: [{ physicalLocation: {
        artifactLocation: { uri: 'agent.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 23, startColumn: 5 },
      } }],
    })
    const related = result?.relatedLocations?.map(({ id, message, physicalLocation: at }) => [id, message?.text, at?.region?.startLine])
    expect(related).toEqual([
      [1, 'starts the task this.#drainTask', 14], [2, 'releases this.#proc', 23],
      [3, 'the task may still use this.#proc', 29], [4, 'cancels the task only then', 24],
    ])
    const flow = result?.codeFlows?.[0]?.threadFlows[0]?.locations
    expect(flow?.map(({ kinds, location }) => [...kinds ?? [], location?.message?.text])).toEqual([
      ['start', 'start(): starts the task this.#drainTask'], ['release', 'kill(): releases this.#proc'],
      ['use', '#drain(): the task may still use this.#proc'], ['cancel', 'kill(): cancels the task only then'],
    ])
  })

  it('writes paths as URIs, marks what is suppressed, and names files that do not parse', () => {
    const [log] = (sarifOf(run, scratch) satisfies Log).runs
    expect(log?.results.map(({ locations: [at], suppressions }) => [at?.physicalLocation.artifactLocation.uri, suppressions])).toEqual([
      ['agent.ts', undefined], ['an%20agent%232.ts', [{ kind: 'inSource', justification: 'in one turn' }]],
    ])
    expect(log?.invocations[0]).toMatchObject({
      executionSuccessful: false, toolExecutionNotifications: [{ message: { text: expect.stringMatching(/^Parsing error/) as string } }],
    })
    expect(log?.results.every(({ ruleId, ruleIndex }) => log.tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true)
    expect(log?.originalUriBaseIds['%SRCROOT%']?.uri).toMatch(/^file:\/\/\/.*\/$/)
  })
})

describe('the options of views', () => {
  it('take a format of facts, or text without one', () => {
    expect(optionsOf(['--facts', 'src'])).toMatchObject({ facts: 'text', paths: ['src'] })
    expect(optionsOf(['--facts=json', 'src'])).toMatchObject({ facts: 'json', paths: ['src'] })
  })

  it('take a line of a file, as editors write it', () => {
    expect(optionsOf(['--explain', 'src/agent.ts:23'])).toMatchObject({ paths: ['src/agent.ts'], explain: 23 })
    expect(optionsOf(['--explain', 'C:\\src\\agent.ts:23:5'])).toMatchObject({ paths: ['C:\\src\\agent.ts'], explain: 23 })
  })

  it.each([
    [['--facts=xml', '.'], '--facts takes text, json or mermaid, not xml.'],
    [['--explain', 'agent.ts'], '--explain takes FILE:LINE, not agent.ts.'],
    [['--explain', 'agent.ts:23', 'src'], '--explain takes one line of one file: leave out src.'],
  ])('refuse %j', (args, message) => {
    expect(() => optionsOf(args)).toThrow(new UsageError(message))
  })
})

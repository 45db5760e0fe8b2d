import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ESLint, Linter } from 'eslint'
import { withReports, type ReportStep } from '../explain/index.js'
import plugin from '../index.js'
import { homepage, packageName, version } from '../package.js'
import type { Run } from './project.js'

/** What the base of all paths in the log is called. */
const root = '%SRCROOT%'

const rules = Object.entries(plugin.rules ?? {}).map(([name, { meta }]) => ({
  id: `teardown/${name}`,
  name,
  shortDescription: { text: `${meta?.docs?.description ?? name}.` },
  helpUri: meta?.docs?.url ?? homepage,
  defaultConfiguration: { level: 'error' as const },
}))

/**
 * Writes reports as a SARIF 2.1.0 log. Beside the line of each report it names those that lead to it: as related locations, and in the
 * order in which they run as a code flow, so that code scanning shows the way from the check to the use.
 */
export function sarifOf({ results, descriptions }: Run, folder: string) {
  const failures = results.flatMap(result => result.messages.filter(({ ruleId }) => ruleId === null)
    .map(message => ({ level: 'error' as const, message: { text: message.message }, locations: [locationAt(result, message, folder)] })))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0' as const,
    runs: [{
      tool: { driver: { name: packageName, version, informationUri: homepage, rules } },
      columnKind: 'utf16CodeUnits' as const,
      originalUriBaseIds: { [root]: { uri: `${pathToFileURL(folder).href.replace(/\/$/, '')}/` } },
      invocations: [{ executionSuccessful: failures.length === 0, toolExecutionNotifications: failures }],
      results: results.flatMap(result => resultsOf(result, stepsIn(result, descriptions), folder)),
    }],
  }
}

type Steps = (message: Linter.LintMessage) => readonly ReportStep[]

function stepsIn({ filePath, messages, suppressedMessages }: ESLint.LintResult, descriptions: Run['descriptions']): Steps {
  const description = descriptions.get(filePath)
  const reports = description ? withReports(filePath, description, messages, suppressedMessages).reports : []
  return ({ ruleId, line, column }) =>
    reports.find(report => `teardown/${report.rule}` === ruleId && report.line === line && report.column === column)?.steps ?? []
}

function resultsOf(result: ESLint.LintResult, steps: Steps, folder: string) {
  const told = [
    ...result.messages.map(message => ({ message, suppressions: [] })),
    ...result.suppressedMessages.filter(({ ruleId }) => ruleId?.startsWith('teardown/')).map(message => ({
      message,
      suppressions: message.suppressions.map(({ kind, justification }) => ({
        kind: kind === 'directive' ? 'inSource' as const : 'external' as const, justification,
      })),
    })),
  ]
  return told.flatMap(({ message, suppressions }) => {
    const { ruleId } = message
    if (ruleId === null) return []
    const at = steps(message).map(step => ({ step, location: locationAt(result, step, folder) }))
    return [{
      ruleId,
      ruleIndex: rules.findIndex(({ id }) => id === ruleId),
      level: message.severity === 2 ? 'error' as const : 'warning' as const,
      message: { text: message.message },
      locations: [locationAt(result, message, folder)],
      ...at.length > 0 && {
        relatedLocations: at.map(({ step, location }, index) => ({ id: index + 1, ...location, message: { text: step.label } })),
        codeFlows: [{ threadFlows: [{ locations: at.map(({ step, location }, index) => ({
          location: { ...location, message: { text: `${step.function}: ${step.label}` } }, kinds: [step.role], executionOrder: index + 1,
        })) }] }],
      },
      ...suppressions.length > 0 && { suppressions },
    }]
  })
}

interface Range {
  readonly line: number
  readonly column: number
  readonly endLine?: number | undefined
  readonly endColumn?: number | undefined
}

function locationAt({ filePath }: ESLint.LintResult, { line, column, endLine, endColumn }: Range, folder: string) {
  const uri = relative(folder, filePath).split(/[\\/]/).map(encodeURIComponent).join('/')
  const region = { startLine: line, startColumn: column, ...endLine !== undefined && endColumn !== undefined && { endLine, endColumn } }
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: root }, region } }
}

import { relative } from 'node:path'
import { explain, factsAsMermaid, factsAsText, isExplained, withReports, type FileFacts } from '../explain/index.js'
import type { FactsFormat } from './options.js'
import type { Run } from './project.js'

/** Returns the facts of a file with its reports; undefined where it does not parse. */
function factsOf({ results, descriptions }: Run, file: string, name: string): FileFacts | undefined {
  const description = descriptions.get(file)
  const result = results.find(({ filePath }) => filePath === file)
  return description && withReports(name, description, result?.messages ?? [], result?.suppressedMessages)
}

/** Returns why a file has no facts, as ESLint says it. */
const troubleOf = ({ results }: Run, file: string): string =>
  results.find(({ filePath }) => filePath === file)?.messages.find(({ ruleId }) => ruleId === null)?.message ?? 'it was not linted'

/** Writes what the analysis saw in each file. */
export function factsText(run: Run, format: FactsFormat, folder: string): string {
  const files = run.results.map(({ filePath }) => ({ filePath, name: relative(folder, filePath) }))
  const facts = files.map(({ filePath, name }) => ({ filePath, name, found: factsOf(run, filePath, name) }))
  if (format === 'json') {
    const none = facts.filter(({ found }) => !found).map(({ filePath, name }) => ({ file: name, trouble: troubleOf(run, filePath) }))
    return JSON.stringify({ version: 1, files: facts.flatMap(({ found }) => found ?? []), failed: none }, null, 2)
  }
  const drawn = facts.map(({ filePath, name, found }) => {
    if (format === 'mermaid') return found ? factsAsMermaid(found) : ''
    return found ? factsAsText(found) : `${name}\n  No facts: ${troubleOf(run, filePath)}`
  })
  return drawn.filter(text => text !== '').join('\n\n')
}

interface Explanation {
  readonly text: string
  readonly isReported: boolean
  readonly isParsed: boolean
}

/** Explains why a line of a file is reported, or what is known where it is not. */
export function explanationOf(run: Run, file: string, name: string, line: number): Explanation {
  const facts = factsOf(run, file, name)
  if (!facts) return { text: `${name}: no rule ran, ${troubleOf(run, file)}`, isReported: false, isParsed: false }
  return { text: explain(facts, line), isReported: isExplained(facts, line), isParsed: true }
}

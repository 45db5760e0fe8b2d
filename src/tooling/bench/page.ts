import { nameOf, type Results, type Share } from './results.js'
import { isSteady, type Spread } from './statistics.js'
import type { Arm } from './lint.js'

const ratio = (value: number): string => value.toFixed(value < 0.0995 ? 3 : 2)
const shown = ({ low, median, high }: Spread): string => `${ratio(median)} (${ratio(low)} to ${ratio(high)})`
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = (heads: readonly string[], rows: readonly string[]): string =>
  [row(...heads), row(...heads.map(() => '-')), ...rows].join('\n')

/** docs/performance.md: all of its numbers are those of `results`. */
export function pageOf(results: Results): string {
  const sections = [introduction, corpus, parts, slowest, edit, memory, growth, method]
  return `${sections.map((section) => section(results)).join('\n\n')}\n`
}

function introduction({ whole, itself, machine: { date, cpu, cores, node, eslint } }: Results): string {
  const [ours] = whole
  return `# Performance

What the rules cost, as shares of the time that ESLint needs to parse the same files: all rules of the strict preset take
${ours ? ratio(ours.toParsing.median) : '?'} of parsing.

\`npm run bench\` measured every number on this page and wrote the page on ${date}, under Node.js ${node} and ESLint ${eslint}, on
${String(cores)} cores of ${cpu}. Only ratios are comparable between machines. ESLint without rules took ${shown(itself)} of its own CPU
time when it ran twice: this is the noise.${isSteady(itself) ? '' : '\n\n**This run is inconclusive: the machine had other work to do.**'}`
}

function corpus({ whole, rejected }: Results): string {
  return `## All rules

The corpus is the published source of mongodb, livekit-client, ws and kafkajs. Each cell is the median, and the range of 80 % of the
rounds. "First run" is the first lint of a process, when no code is compiled yet.

${table(['rules', 'of parsing', 'of `require-atomic-updates`', 'CPU time, of no rules', 'of parsing, first run'],
    whole.map(({ name, toParsing, toAtomic, toNone, cold }) => row(name, ...[toParsing, toAtomic, toNone, cold].map(shown))))}

A test of the text rejects ${String(rejected.files)} of ${String(rejected.of)} files before they are analyzed. These files cost
${ratio(rejected.toParsing)} of the time to parse the corpus.`
}

const sharesOf = (head: string, shares: readonly Share[]): string => {
  const compares = shares.some(({ before }) => before !== undefined)
  return table([head, 'of parsing', ...compares ? ['older build'] : []], shares.map(({ name, toParsing, before }) =>
    row(name, ratio(toParsing), ...compares ? [before === undefined ? '' : ratio(before)] : [])))
}

function parts({ rules, stages }: Results): string {
  return `## Rules and stages

All rules share one analysis of a file. The first rule that needs an answer pays for it, so the rows of rules depend on their order.

${sharesOf('rule', rules.map(({ name, ...share }) => ({ ...share, name: `\`${name}\`` })))}

${sharesOf('stage', stages)}`
}

function slowest({ slowest: files }: Results): string {
  const compares = files.some(({ before }) => before !== undefined)
  return `## The slowest files

The ten files of the corpus that take the rules the longest, each compared with its own parsing.

${table(['file', 'lines', 'of its parsing', ...compares ? ['older build'] : []], files.map(({ file, lines, toParsing, before }) =>
    row(`\`${file}\``, lines, ratio(toParsing), ...compares ? [ratio(before ?? NaN)] : [])))}`
}

function edit({ edit: { file, lines, itself, rows } }: Results): string {
  return `## An edit in the editor

The time from a keystroke in \`${file}\` (${String(lines)} lines) until the ESLint language server shows the diagnostics, compared with
a server that runs no rules. A second server without rules takes ${shown(itself)}.

${table(['rules', 'of no rules'], rows.map(({ name, toNone }) => row(name, shown(toNone))))}`
}

function memory({ memory: { allocated, peak, peakFile } }: Results): string {
  const none = allocated.none ?? NaN
  const arms = (Object.keys(allocated) as Arm[]).filter((arm) => arm !== 'none')
  return `## Memory

What one lint of the ten slowest files allocates, compared with ESLint without rules.

${table(['rules', 'of no rules'], arms.map((arm) => row(nameOf[arm], ratio((allocated[arm] ?? NaN) / none))))}

The peak memory of a process that lints \`${peakFile}\`, the longest file, is ${shown(peak)} of the peak without rules.`
}

function growth({ growth: rows }: Results): string {
  const compares = new Set(rows.map(({ build }) => build)).size > 1
  return `## Growth

Programs that grow in one dimension. A time that grows with the square of the size has an exponent of 2; the table shows how much higher
the exponent of the rules is than that of parsing. "Exhausted" counts the questions that ran out of their budget and stayed silent.

${table(['program', ...compares ? ['build'] : [], 'largest size', 'of parsing', 'exponent above', 'exponent of parsing', 'exhausted'],
    rows.map((each) => row(each.shape, ...compares ? [each.build] : [],
      each.largest, ratio(each.toParsing), each.exponent.toFixed(2), each.parsing.toFixed(2), each.exhausted)))}`
}

function method({ runs: { processes, rounds } }: Results): string {
  return `## Method

- ${String(processes)} processes lint the corpus ${String(rounds)} times with each set of rules, in turn, in changing order.
  Each lint parses anew.
- The times of rules and parsing are ESLint's own, of the same pass. Stages are timed from outside: the published code has no clock.
- Allocation is the growth of the heap over one lint while no garbage is collected.
- Growth is CPU time, the least of several lints of each size.`
}

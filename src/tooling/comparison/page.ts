import { readFileSync } from 'node:fs'
import { hardChildren } from './children.js'
import { ways, type Way } from './libraries.js'
import type { Outcome } from './measure.js'

/** An outcome for each child, in the order of `hardChildren`, for each way, in the order of `ways`. */
export type Measured = readonly (readonly Outcome[])[]

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
  readonly devDependencies: Readonly<Record<string, string>>
}

/** docs/supervisor/comparison.md. */
export function comparisonPage(measured: Measured): string {
  const rows = ways.map((way, index) => row([nameOf(way), `\`${way.call}\``, ...(measured[index] ?? []).map(cell)]))
  const scripts = hardChildren.map(({ description, script }) => `${description}:\n\n\`\`\`sh\n${script}\n\`\`\`\n`)
  return `# What is left behind

<!-- Made by \`npm run docs:comparison\`, which measures every figure. -->

This page counts the processes that live on after a child was ended, by library. Zero is what you want.

${[row(['ended by', 'call', ...hardChildren.map(({ name }) => name)]), row(['-', '-', ...hardChildren.map(() => '-')]), ...rows].join('\n')}

- A figure is the number of processes that still run. "Not settled" means that the promise of the library was still pending after
  4 seconds, so the caller waits for a child that it has ended.
- Every library is called as its documentation shows, with its defaults. execa follows SIGTERM by SIGKILL, as the supervisor does; both
  are given 500 ms between them. For the libraries that send one signal there is a row for each signal.
- \`kill('SIGKILL')\` gives the child no chance to end by itself, to save its state or to end what it has started.
- zx runs the command in a shell of its own, and looks for descendants with \`ps\` before it signals them.
- The count does not depend on parents, groups or sessions: every process that inherited a mark in its environment is counted, 1 second
  after the library said that the child has ended.

## The children

Each creates the file \`$READY\` when it is hard to end, and only then is it ended.

${scripts.join('\n')}`
}

/** The outcomes on a page, so that a test can make the page again from them. */
export function outcomesOn(page: string): Measured {
  const cells = page.split('\n').filter((line) => line.startsWith('| ')).slice(2).map((line) => line.slice(2, -2).split(' | ').slice(2))
  return cells.map((row) => row.map((text) => {
    const [, left, notSettled] = /^(\d+)(, not settled)?$/.exec(text) ?? []
    if (left === undefined) throw new Error(`${JSON.stringify(text)} is no outcome.`)
    return { left: Number(left), isSettled: notSettled === undefined }
  }))
}

function nameOf({ library }: Way): string {
  return library === undefined ? `this supervisor ${manifest.version}` : `${library} ${manifest.devDependencies[library] ?? 'unknown'}`
}

function cell({ left, isSettled }: Outcome): string {
  return isSettled ? String(left) : `${left}, not settled`
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

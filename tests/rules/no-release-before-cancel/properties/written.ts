import { waits, type Step } from './steps.js'

/** A way to write one and the same owner. */
export interface Style {
  /** What the cell is called. */
  readonly cell: string
  readonly holder: 'class' | 'private fields' | 'arrow fields' | 'factory'
  readonly task: 'interval' | 'promise'
}

/** Writes an owner whose `stop` does these steps; the line of a step ends with its id. */
export function written(steps: readonly Step[], style: Style): string {
  const isFactory = style.holder === 'factory'
  const place = (name: string) => isFactory ? name : `this.${style.holder === 'private fields' ? '#' : ''}${name}`
  const parts: string[] = []

  const routine = (name: string, body: readonly Step[]) => {
    const kept = waits(body) ? 'async ' : ''
    const lines = statements(body)
    if (isFactory) return [`${kept}function ${name}(a, items) {`, ...lines, '}']
    if (style.holder === 'arrow fields') return [`${name} = ${kept}(a, items) => {`, ...lines, '}']
    return [`${kept}${name}(a, items) {`, ...lines, '}']
  }
  const statements = (list: readonly Step[]): string[] => list.flatMap(step => statement(step))
  const statement = (step: Step): string[] => {
    switch (step.kind) {
      case 'release':
        return [`${place(style.cell)} = null // ${step.id}`]
      case 'cancel':
        return [style.task === 'interval' ? `clearInterval(${place('beat')})` : `${place('ending')}.abort()`]
      case 'wait':
        return [`await ${place('log')}.flush()`]
      case 'work':
        return [`${place('log')}.write('stopping')`]
      case 'leave':
        return ['return']
      case 'choice':
        return ['if (a) {', ...statements(step.first), '} else {', ...statements(step.second), '}']
      case 'loop':
        return ['for (const item of items) {', ...statements(step.body), '}']
      case 'attempt':
        return ['try {', ...statements(step.body), '} catch {', ...statements(step.handler), '}']
      case 'ensured':
        return ['try {', ...statements(step.body), '} catch {', '} finally {', ...statements(step.last), '}']
      case 'part': {
        const name = `part${parts.length}`
        parts.push('')
        parts.push(...routine(name, step.body))
        return [`${waits(step.body) ? 'await ' : ''}${isFactory ? '' : 'this.'}${name}(a, items) // ${step.id}`]
      }
    }
  }

  const stop = routine('stop', steps)
  const { start, run } = tasks(style, place)
  if (isFactory) {
    return ['function make() {', `let ${style.cell}, beat, ending, log`, ...start.map(line => line.replace(/^(start|async run)/, functionOf)),
      ...run.map(line => line.replace(/^(start|async run)/, functionOf)), ...stop, ...parts, 'return { start, stop }', '}'].join('\n')
  }
  const fields = style.holder === 'private fields' ? [`#${style.cell}; #beat; #ending; #log`] : []
  return ['class Owner {', ...fields, ...start, ...run, ...stop, ...parts, '}'].join('\n')
}

const functionOf = (head: string): string => head === 'start' ? 'function start' : 'async function run'

function tasks({ cell, task, holder }: Style, place: (name: string) => string): { start: string[], run: string[] } {
  if (task === 'interval') {
    return { start: ['start() {', `${place('beat')} = setInterval(() => ${place(cell)}.ping(), 100)`, '}'], run: [] }
  }
  const run = holder === 'factory' ? 'run' : 'this.run'
  return {
    start: ['start() {', `${place('ending')} = new AbortController()`, `${place('beat')} = ${run}(${place('ending')}.signal)`, '}'],
    run: ['async run(signal) {', 'while (!signal.aborted) {', 'await pause(10)', `${place(cell)}.ping()`, '}', '}'],
  }
}

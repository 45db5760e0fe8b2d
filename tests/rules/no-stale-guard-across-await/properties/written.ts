import fc from 'fast-check'

/** What a function does behind its guard. */
export type Step = 'wait' | 'perhaps wait' | 'use' | 'look' | 'ask' | 'log'

export const anySteps = fc.array(fc.constantFrom<Step>('wait', 'perhaps wait', 'use', 'look', 'ask', 'log'), { minLength: 1, maxLength: 9 })

/** How a program is written, whatever it does. */
export interface Style {
  readonly cell: string
  readonly holder: 'class' | 'private fields' | 'arrow fields' | 'factory'
  readonly guard: 'early return' | 'if'
}

/** The program, with each step on a line of its own that ends with its number. */
export function written(steps: readonly Step[], { cell, holder, guard }: Style): string {
  const place = holder === 'factory' ? cell : holder === 'private fields' ? `this.#${cell}` : `this.${cell}`
  const lines = steps.map((step, index) => `${lineOf(step, place)} // ${String(index)}`)
  const body = guard === 'if' ? [`if (${place}) {`, ...lines, '}'] : [`if (!${place}) return`, ...lines]
  const empty = `${place} = null`
  switch (holder) {
    case 'factory':
      return [`function make() { let ${cell} = open()`, `function stop() { ${empty} }`, 'async function run(slow) {', ...body, '}', 'return { stop, run } }'].join('\n')
    case 'arrow fields':
      return ['class A {', `stop = () => { ${empty} }`, 'run = async (slow) => {', ...body, '}', '}'].join('\n')
    default:
      return [`class A { ${place.slice('this.'.length)} = open()`, `stop() { ${empty} }`, 'async run(slow) {', ...body, '}', '}'].join('\n')
  }
}

function lineOf(step: Step, place: string): string {
  switch (step) {
    case 'wait': return 'await turn()'
    case 'perhaps wait': return 'if (slow) await turn()'
    case 'use': return `${place}.send()`
    case 'look': return `if (!${place}) return`
    case 'ask': return `${place}?.send()`
    case 'log': return 'log()'
  }
}

/** The steps that rely on what was seen before a wait: the first behind each look and wait. */
export function staleUses(steps: readonly Step[]): readonly number[] {
  const found: number[] = []
  let hasWaited = false
  let isReported = false
  for (const [index, step] of steps.entries()) {
    if (step === 'look') hasWaited = isReported = false
    if (step === 'wait' || step === 'perhaps wait') hasWaited = true
    if (step !== 'use' || !hasWaited || isReported) continue
    found.push(index)
    isReported = true
  }
  return found
}

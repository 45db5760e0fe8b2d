import fc from 'fast-check'

/** A statement of a made-up teardown. `id` tells the places of its reports apart, however it is written. */
export type Step =
  | { readonly kind: 'release' | 'cancel' | 'wait' | 'work' | 'leave', readonly id: number }
  | { readonly kind: 'choice', readonly id: number, readonly first: readonly Step[], readonly second: readonly Step[] }
  | { readonly kind: 'loop', readonly id: number, readonly body: readonly Step[] }
  | { readonly kind: 'attempt', readonly id: number, readonly body: readonly Step[], readonly handler: readonly Step[] }
  | { readonly kind: 'ensured', readonly id: number, readonly body: readonly Step[], readonly last: readonly Step[] }
  | { readonly kind: 'part', readonly id: number, readonly body: readonly Step[] }

const id = fc.constant(0)
const simple = (kind: 'release' | 'cancel' | 'wait' | 'work' | 'leave') => fc.record({ kind: fc.constant(kind), id })

const { steps } = fc.letrec<{ step: Step, steps: readonly Step[] }>(tie => {
  const steps = tie('steps')
  return {
    steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
    step: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: simple('release') },
      { weight: 4, arbitrary: simple('cancel') },
      { weight: 2, arbitrary: simple('wait') },
      { weight: 1, arbitrary: simple('work') },
      { weight: 1, arbitrary: simple('leave') },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('choice' as const), id, first: steps, second: steps }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), id, body: steps }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('attempt' as const), id, body: steps, handler: steps }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('ensured' as const), id, body: steps, last: steps }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('part' as const), id, body: steps }) },
    ),
  }
})

/**
 * Lists of statements: releases, cancels, awaits and work under branches, loops, handlers and functions of their own. No function
 * is called inside a try: the analysis does not follow an error out of the middle of one into its caller's handler.
 */
export const anySteps: fc.Arbitrary<readonly Step[]> = steps.map(list => numbered(list)).filter(list => !list.some(callsInTry))

function callsInTry(step: Step): boolean {
  const tried = step.kind === 'attempt' || step.kind === 'ensured' ? step.body : []
  return calls(tried) || inside(step).some(callsInTry)
}

const calls = (list: readonly Step[]): boolean => list.some(step => step.kind === 'part' || calls(inside(step)))

/** The same steps, each with an id of its own. */
export function numbered(list: readonly Step[]): readonly Step[] {
  let last = 0
  const number = (step: Step): Step => {
    const own = { ...step, id: ++last }
    switch (own.kind) {
      case 'choice':
        return { ...own, first: own.first.map(number), second: own.second.map(number) }
      case 'attempt':
        return { ...own, body: own.body.map(number), handler: own.handler.map(number) }
      case 'ensured':
        return { ...own, body: own.body.map(number), last: own.last.map(number) }
      case 'loop':
      case 'part':
        return { ...own, body: own.body.map(number) }
      default:
        return own
    }
  }
  return list.map(number)
}

/** The steps that a step has inside it. */
export function inside(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'choice':
      return [...step.first, ...step.second]
    case 'attempt':
      return [...step.body, ...step.handler]
    case 'ensured':
      return [...step.body, ...step.last]
    case 'loop':
    case 'part':
      return step.body
    default:
      return []
  }
}

/** Whether a function of these steps has to be async. */
export function waits(steps: readonly Step[]): boolean {
  return steps.some(step => step.kind === 'wait' || waits(inside(step)))
}

import { endsSomething, waits, type Step } from './steps.js'

/**
 * How things stand on one way through the steps: nothing happened, the task was cancelled, the cell was released (and was the
 * task able to see that?), or the cancel came too late. Places are ids, from the outermost call to the step itself.
 */
interface Standing {
  readonly phase: 'live' | 'cancelled' | 'released' | 'wrong'
  readonly at: readonly number[]
  readonly isSeen: boolean
}

/** Where ways end: behind the steps, at a `return`, or at an error. */
interface Ends {
  readonly through: Standings
  readonly returned: Standings
  readonly thrown: Standings
}

type Standings = ReadonlyMap<string, Standing>

const none: Standings = new Map()
const union = (...all: readonly Standings[]): Standings => new Map(all.flatMap(standings => [...standings]))
const keyOf = ({ phase, at, isSeen }: Standing): string => [phase, isSeen, ...at].join(' ')
const change = (standings: Standings, how: (standing: Standing) => Standing): Standings =>
  new Map([...standings.values()].map(standing => how(standing)).map(standing => [keyOf(standing), standing]))

/** What is wrong with a function, by the ids of the places to report. */
export interface Mistakes {
  readonly races: ReadonlySet<number>
  /** Wrong orders that nothing can see today, and that are no races on another way. */
  readonly latent: ReadonlySet<number>
  /** Releases behind which the function may end without a cancel. */
  readonly left: ReadonlySet<number>
}

/**
 * What a careful reader finds by going every way. It follows the tree of steps and shares no code with the analysis: no syntax,
 * no graph.
 */
export function mistakesIn(steps: readonly Step[]): Mistakes {
  bodies = new Map(steps.flatMap(partsIn))
  const live: Standing = { phase: 'live', at: [], isSeen: false }
  const { through, returned } = follow(steps, new Map([[keyOf(live), live]]), [])
  const ends = [...union(through, returned).values()]
  const placesOf = (isMeant: (standing: Standing) => boolean) =>
    new Set(ends.filter(isMeant).flatMap(standing => standing.at.slice(0, 1)))
  const races = placesOf(standing => standing.phase === 'wrong' && standing.isSeen)
  const wrong = placesOf(standing => standing.phase === 'wrong')
  const latent = new Set([...wrong].filter(place => !races.has(place)))
  return { races, latent, left: placesOf(({ phase }) => phase === 'released') }
}

function follow(steps: readonly Step[], entering: Standings, calls: readonly number[]): Ends {
  let through = entering
  let returned = none
  let thrown = none
  for (const step of steps) {
    const ends = go(step, through, calls)
    through = ends.through
    returned = union(returned, ends.returned)
    thrown = union(thrown, ends.thrown)
  }
  return { through, returned, thrown }
}

function go(step: Step, before: Standings, calls: readonly number[]): Ends {
  switch (step.kind) {
    case 'release':
      return cannotFail(change(before, standing => standing.phase === 'live'
        ? { phase: 'released', at: [...calls, step.id], isSeen: false } : standing))
    case 'cancel':
      return mayFail(before, change(before, standing => cancelled(standing, [...calls, step.id])))
    case 'wait':
      return mayFail(before, change(before, yielded))
    case 'work':
      return mayFail(before, before)
    case 'leave':
      return { through: none, returned: before, thrown: none }
    case 'choice':
      return either(follow(step.first, before, calls), follow(step.second, before, calls))
    case 'loop':
      return rounds(step.body, before, calls)
    case 'attempt': {
      const tried = follow(step.body, before, calls)
      const handled = follow(step.handler, tried.thrown, calls)
      return { ...either(tried, handled), thrown: handled.thrown }
    }
    case 'ensured': {
      const tried = follow(step.body, before, calls)
      const went = follow(step.last, union(tried.through, tried.thrown), calls)
      const left = follow(step.last, tried.returned, calls)
      const thrown = union(went.thrown, left.thrown)
      return { through: went.through, returned: union(went.returned, left.returned, left.through), thrown }
    }
    case 'part': {
      const { through, returned, thrown } = follow(step.body, before, [...calls, step.id])
      const back = union(through, returned)
      // A rejection of an async function arrives behind the wait for it. A function that ends nothing may always fail.
      const failed = union(endsSomething(step.body) ? none : before, thrown)
      return waits(step.body)
        ? { through: change(back, yielded), returned: none, thrown: change(failed, yielded) }
        : { through: back, returned: none, thrown: failed }
    }
  }
}

const mayFail = (before: Standings, after: Standings): Ends => ({ through: after, returned: none, thrown: union(before, after) })

const cannotFail = (after: Standings): Ends => ({ through: after, returned: none, thrown: none })

const either = (one: Ends, other: Ends): Ends => ({
  through: union(one.through, other.through),
  returned: union(one.returned, other.returned),
  thrown: union(one.thrown, other.thrown),
})

const yielded = (standing: Standing): Standing => standing.phase === 'released' ? { ...standing, isSeen: true } : standing

/** The bodies of the functions of their own, by the ids of their calls. */
let bodies: ReadonlyMap<number, readonly Step[]> = new Map()

const stepsIn = (step: Step): readonly Step[] =>
  [step, ...['body', 'first', 'second', 'handler', 'last'].flatMap(part => (step as unknown as Partial<Record<string, readonly Step[]>>)[part] ?? [])
    .flatMap(stepsIn)]

const partsIn = (step: Step): readonly (readonly [number, readonly Step[]])[] =>
  stepsIn(step).flatMap(inner => inner.kind === 'part' ? [[inner.id, inner.body] as const] : [])

const has = (body: readonly Step[] | undefined, kind: Step['kind']): boolean =>
  body?.flatMap(stepsIn).some(inner => inner.kind === kind) ?? false

/** The report stands where the way to the release parts from the way to the cancel. */
function cancelled(standing: Standing, at: readonly number[]): Standing {
  if (standing.phase === 'live') return { phase: 'cancelled', at: [], isSeen: false }
  if (standing.phase !== 'released') return standing
  const parting = standing.at.findIndex((id, depth) => id !== at[depth])
  // Two functions of which one has both are two teardowns, each with its own order.
  const both = [standing.at, at].map(places => places.length > parting + 1 ? bodies.get(places[parting] ?? 0) : undefined)
  if (both.every(body => body) && both.some(body => has(body, 'release') && has(body, 'cancel'))) {
    return { phase: 'cancelled', at: [], isSeen: false }
  }
  return { ...standing, phase: 'wrong', at: standing.at.slice(parting, parting + 1) }
}

function rounds(body: readonly Step[], before: Standings, calls: readonly number[]): Ends {
  let entering = before
  for (;;) {
    const ends = follow(body, entering, calls)
    const again = union(entering, ends.through)
    if (again.size === entering.size) return { ...ends, through: again, thrown: union(again, ends.thrown) }
    entering = again
  }
}

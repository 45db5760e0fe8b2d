import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction } from '../syntax/nodes.js'

/**
 * When a place of a function is passed, as far as its text tells: control goes down the text, but for loops, in which all comes before
 * and behind all else. Where `from` and `to` differ, the text does not tell the moment.
 */
export interface Moment {
  readonly from: number
  readonly to: number
  /** The outermost loop around it. */
  readonly loop: TSESTree.Node | undefined
}

/** How much later than its operands are evaluated an expression waits, or stores what they gave. */
export const later = { waits: 0.25, stores: 0.5 } as const

/** The moment at which the end of a node is passed. */
export function momentOf(node: TSESTree.Node, after = 0): Moment {
  const from = node.range[1] + after
  let to = from
  let loop: TSESTree.Node | undefined
  let below = node
  for (let at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (goesRound(at)) loop = at
    // A pattern takes its value apart when that is there.
    else if (isTarget(at, below)) to = Math.max(to, at.range[1] + later.stores)
  }
  return { from, to, loop }
}

function goesRound(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
      return true
    case 'SwitchStatement':
      // A case that stands behind the default is asked before the default runs.
      return node.cases.slice(0, -1).some(({ test }) => test === null)
    default:
      return false
  }
}

const isTarget = (node: TSESTree.Node, below: TSESTree.Node): boolean =>
  (node.type === 'VariableDeclarator' && node.id === below) || (node.type === 'AssignmentExpression' && node.left === below)

/** What may happen at a moment, as a sum of steps: one of three that must follow each other, or several of them in their order. */
export interface Event {
  readonly moment: Moment
  readonly steps: number
}

export const steps = { first: 1, second: 2, third: 4, firstTwo: 8, lastTwo: 16, all: 32 } as const

/** Whether one event may be passed before the other. */
export const mayPrecede = ({ moment: { from, loop } }: Event, { moment: { to, loop: other } }: Event): boolean =>
  from <= to || (loop !== undefined && loop === other)

/** Which steps may be passed in their order, as far as the text tells: more than control can do, and never less. */
export function stepsOf(events: readonly Event[]): number {
  let found = 0
  for (const event of events) found |= event.steps
  if ((found & steps.all) !== 0) return found
  const seconds = events.filter(event => (event.steps & steps.second) !== 0)
  const first = new Those(events, steps.first)
  const third = new Those(events, steps.third)
  for (const event of seconds) {
    const [isBehind, isBefore] = [first.mayPrecede(event), third.mayFollow(event)]
    if (isBehind) found |= steps.firstTwo
    if (isBefore) found |= steps.lastTwo
    if (isBehind && isBefore) return found | steps.all
  }
  const isAll = events.some(event => ((event.steps & steps.firstTwo) !== 0 && third.mayFollow(event))
    || ((event.steps & steps.lastTwo) !== 0 && first.mayPrecede(event)))
  return isAll ? found | steps.all : found
}

/** The events that take one step: whether there is one before or behind another event. */
class Those {
  readonly #loops = new Set<TSESTree.Node>()
  /** The two that may come first, and the two that may come last: an event is none of its own neighbours. */
  #earliest: Event | undefined
  #early: Event | undefined
  #latest: Event | undefined
  #late: Event | undefined

  constructor(events: readonly Event[], step: number) {
    for (const event of events) {
      if ((event.steps & step) === 0) continue
      if (event.moment.loop) this.#loops.add(event.moment.loop)
      this.#order(event)
    }
  }

  #order(event: Event): void {
    const { from, to } = event.moment
    if (!this.#earliest || from < this.#earliest.moment.from) [this.#earliest, this.#early] = [event, this.#earliest]
    else if (!this.#early || from < this.#early.moment.from) this.#early = event
    if (!this.#latest || to > this.#latest.moment.to) [this.#latest, this.#late] = [event, this.#latest]
    else if (!this.#late || to > this.#late.moment.to) this.#late = event
  }

  mayPrecede(event: Event): boolean {
    const { loop, to } = event.moment
    const other = this.#earliest === event ? this.#early : this.#earliest
    return (loop !== undefined && this.#loops.has(loop)) || (other !== undefined && other.moment.from <= to)
  }

  mayFollow(event: Event): boolean {
    const { loop, from } = event.moment
    const other = this.#latest === event ? this.#late : this.#latest
    return (loop !== undefined && this.#loops.has(loop)) || (other !== undefined && other.moment.to >= from)
  }
}

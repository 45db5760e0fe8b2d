import { describe, expect, test } from 'vitest'
import { largestOf, shapes, type Shape } from '../../src/tooling/bench/shapes.js'
import { answersTo, type Answers } from './answers.js'
import { growing } from './programs.js'
import { waiting } from './programs-that-wait.js'

type Counts = readonly [solves: number, visits: number, points: number, joins: number]

/** What the flows of each question cost at a quarter of the largest size, as solves, visits of blocks, points and joins. */
const expected: Readonly<Record<Shape, Readonly<Record<string, Counts>>>> = {
  'async methods that call each other': {
    consumption: [1, 2, 1, 0],
    teardown: [1, 2, 4, 0],
    preconditions: [1, 3, 3, 1],
    'stale guards': [1, 4, 3, 1],
  },
  'if and await': {
    consumption: [1, 2, 1, 0],
    teardown: [1, 202, 102, 100],
    preconditions: [1, 203, 101, 300],
    'stale guards': [1, 204, 102, 2],
  },
  'try, catch and finally': {
    consumption: [1, 2, 1, 0],
    teardown: [1, 403, 302, 299],
    preconditions: [1, 403, 301, 3],
    'stale guards': [1, 404, 102, 3],
  },
  'waits inside each other': {
    consumption: [1, 2, 1, 0],
    teardown: [1, 103, 103, 0],
    preconditions: [1, 104, 102, 101],
    'stale guards': [1, 105, 102, 1],
  },
  'tasks and cells': {
    consumption: [100, 200, 100, 0],
    teardown: [1, 2, 200, 0],
    preconditions: [100, 300, 10000, 0],
    'stale guards': [1, 202, 101, 100],
  },
  'tasks that all read all cells': {
    consumption: [25, 50, 625, 0],
    teardown: [1, 2, 50, 0],
    preconditions: [25, 75, 625, 0],
    'stale guards': [1, 52, 26, 25],
  },
}

describe('the flows of each question take', () => {
  test.each(Object.keys(shapes) as Shape[])('%s', (shape) => {
    const { facts } = answersTo(shapes[shape](largestOf(shape) / 4))
    const counted = [...facts.works].map(([question, { solves, visits, points, joins }]) => [question, [solves, visits, points, joins]])
    expect(Object.fromEntries(counted)).toEqual(expected[shape])
  })
})

/** The power of the size with which a count grows when the size doubles. */
const exponent = (small: number, large: number): number => Math.log2(large / small)

/** How much faster than the program the counted work may grow. */
const bar = 0.25

/**
 * Growth above the bar that is known, and may only go down. One flow per cleared cell passes all the writes beside it (`preconditions`),
 * so that N cells that one function clears take N x N points. The closure of each of N functions in a chain of calls is walked anew.
 */
const known: Readonly<Record<string, number>> = { 'tasks and cells': 1, 'async methods that call each other': 0.9 }

const sizes = (name: string): readonly [small: number, large: number] => {
  const large = name in shapes ? largestOf(name as Shape) : 400
  return [large / 2, large]
}

describe('up to the largest size, no question runs out of its budget, and the work grows as parsing does', () => {
  test.each(Object.entries({ ...shapes, ...growing, ...waiting }))('%s', (name, program: (size: number) => string) => {
    const [small, large] = sizes(name).map((size) => answersTo(program(size))) as [Answers, Answers]
    const exhausted = large.facts.exhausted.map(({ question, scope }) => `${question} in line ${String(scope.loc.start.line)}`)
    const above = exponent(small.facts.operations, large.facts.operations) - exponent(small.nodes, large.nodes)
    console.log(`growth: ${name}: exponent ${above.toFixed(2)} above that of nodes`)
    expect(exhausted).toEqual([])
    expect(large.reports).toEqual(small.reports)
    expect(large.reports).not.toEqual([])
    expect(above).toBeLessThanOrEqual(known[name] ?? bar)
  })
})

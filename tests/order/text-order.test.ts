import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { momentOf, steps, stepsOf, type Event } from '../../src/order/index.js'

const place = (end: number, parent?: object): TSESTree.Node => ({ type: 'Identifier', range: [end - 1, end], parent }) as unknown as TSESTree.Node
const loop = { type: 'WhileStatement', range: [0, 100] } as unknown as TSESTree.Node
const at = (end: number, step: number, parent?: object): Event => ({ moment: momentOf(place(end, parent)), steps: step })

describe('the order of the text', () => {
  it('takes three steps that stand in their order', () => {
    expect(stepsOf([at(1, steps.first), at(2, steps.second), at(3, steps.third)]) & steps.all).toBe(steps.all)
  })

  it('takes none of them backwards', () => {
    expect(stepsOf([at(3, steps.first), at(2, steps.second), at(1, steps.third)])).toBe(steps.first | steps.second | steps.third)
  })

  it('takes them in any order where they stand in one loop', () => {
    const found = stepsOf([at(3, steps.first, loop), at(2, steps.second, loop), at(1, steps.third, loop)])
    expect(found & steps.all).toBe(steps.all)
  })

  it('lets a call that takes two steps be followed by the third', () => {
    expect(stepsOf([at(1, steps.firstTwo), at(2, steps.third)]) & steps.all).toBe(steps.all)
    expect(stepsOf([at(2, steps.firstTwo), at(1, steps.third)]) & steps.all).toBe(0)
  })

  it('does not let one event come behind itself', () => {
    expect(stepsOf([at(1, steps.first | steps.second)])).toBe(steps.first | steps.second)
  })

  it('counts what a pattern writes as written behind its value', () => {
    const pattern = place(2)
    const declarator = { type: 'VariableDeclarator', id: pattern, range: [0, 9] }
    Object.assign(pattern, { parent: declarator })
    expect(momentOf(pattern)).toEqual({ from: 2, to: 9.5, loop: undefined })
  })
})

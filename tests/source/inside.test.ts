import type { TSESTree } from '@typescript-eslint/utils'
import { expect, it } from 'vitest'
import { inside, inTextOrder } from '../../src/source/inside.js'

const at = (start: number, end: number) => ({ range: [start, end] }) as unknown as TSESTree.Node

it('takes the nodes of a list that stand inside a node, with those that share its borders', () => {
  const ordered = [at(0, 4), at(5, 20), at(5, 9), at(8, 9), at(12, 20), at(18, 24), at(20, 22)]
  expect(inside(ordered, at(5, 20))).toEqual([at(5, 20), at(5, 9), at(8, 9), at(12, 20)])
})

it('takes none where a list ends before the node, begins after it, or is empty', () => {
  expect(inside([at(0, 4)], at(5, 9))).toEqual([])
  expect(inside([at(9, 12)], at(5, 9))).toEqual([])
  expect(inside([], at(5, 9))).toEqual([])
})

it('takes a node that begins inside and ends after the node for none of it', () => {
  expect(inside([at(6, 30), at(7, 8)], at(5, 9))).toEqual([at(7, 8)])
})

it('puts nodes in the order of the text, and leaves those that begin at one place as they were', () => {
  const [outer, inner] = [at(3, 9), at(3, 5)]
  expect(inTextOrder([at(7, 8), outer, inner])).toEqual([outer, inner, at(7, 8)])
})

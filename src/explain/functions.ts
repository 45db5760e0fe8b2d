import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts } from '../facts/index.js'
import type { Program } from '../model/program.js'
import { Waits } from '../model/waits/waits.js'
import { addTo, enclosingFunction, type FunctionNode } from '../source/index.js'
import { inOrder, linesOf, nameOf, placeOf } from './places.js'
import type { FunctionFacts, Place } from './shape.js'

/** Lists the functions of the file, with the waits during which others can run. */
export function functionsOf(facts: Facts, program: Program): readonly FunctionFacts[] {
  const waits = new Waits(program)
  const loops = new Map<TSESTree.Node, TSESTree.Node[]>()
  for (const loop of program.file.loopsWithYield) addTo(loops, enclosingFunction(loop), loop)
  return program.file.functions.map(node => ({
    name: nameOf(node),
    ...linesOf(node),
    async: node.async,
    waits: inOrder(waitsIn(facts, program, waits, node)),
    loops: (loops.get(node) ?? []).map(linesOf),
  }))
}

function waitsIn(facts: Facts, program: Program, waits: Waits, node: FunctionNode): readonly Place[] {
  const points = program.graph(node)?.blocks.flatMap(block => block.points) ?? []
  // A `finally` is laid out once for each way through it.
  const nodes = new Set(points.flatMap(point => point.kind === 'yield' && waits.at(point.node) ? [point.node] : []))
  return [...nodes].map(wait => placeOf(facts, wait, wait.type === 'ForOfStatement' ? wait.right : wait))
}

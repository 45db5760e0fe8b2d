import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, enclosingFunction, isFunction } from '../../../source/index.js'
import { later, momentOf, steps, type Event } from '../../../order/index.js'
import type { Program } from '../../../model/program.js'

/** A place where a function waits, and the moment of it. */
export interface Wait extends Event {
  readonly place: TSESTree.Node
}

/** The function around a place, also where that stands in a class within it. */
export function functionAround(node: TSESTree.Node): TSESTree.Node {
  let home = enclosingFunction(node)
  while (!isFunction(home) && home.parent) home = enclosingFunction(home)
  return home
}

/** Where each function waits, or gives back what its callers wait for. */
export function waitsByHome({ file }: Program): ReadonlyMap<TSESTree.Node, readonly Wait[]> {
  const found = new Map<TSESTree.Node, Wait[]>()
  const note = (place: TSESTree.Node, end: TSESTree.Node, after: number): void => {
    addTo(found, functionAround(place), { moment: momentOf(end, after), steps: steps.second, place })
  }
  for (const node of [...file.awaits, ...file.yields]) note(node, node, later.waits)
  for (const loop of file.loopsWithYield) if (loop.type === 'ForOfStatement' && loop.await) note(loop, loop.right, later.waits)
  for (const node of file.returns) {
    const home = node.argument ? functionAround(node) : undefined
    if (isFunction(home) && home.async) note(node, node, 0)
  }
  if (/\bawait\s+using\b/.test(file.code.text)) {
    // Such a declaration waits where the block around it ends.
    for (const node of file.functions) addTo(found, node, { moment: anyTime, steps: steps.second, place: node })
  }
  return found
}

const anyTime = { from: -1, to: Infinity, loop: undefined }

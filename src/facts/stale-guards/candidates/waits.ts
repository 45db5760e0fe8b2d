import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, enclosingFunction, isFunction } from '../../../source/index.js'
import { later, momentOf, steps, type Event } from '../../../order/index.js'
import type { Program } from '../../../model/program.js'

/** A place where a function waits, and the moment of it. */
export interface Wait extends Event {
  readonly place: TSESTree.Node
  /** Whether a promise is handed on there, for which only those wait who wait for the function. */
  readonly isHandedOn: boolean
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
  const note = (place: TSESTree.Node, end: TSESTree.Node, after: number, isHandedOn = false): void => {
    addTo(found, functionAround(place), { moment: momentOf(end, after), steps: steps.second, place, isHandedOn })
  }
  for (const node of [...file.awaits, ...file.yields]) note(node, node, later.waits)
  for (const loop of file.loopsWithYield) if (loop.type === 'ForOfStatement' && loop.await) note(loop, loop.right, later.waits)
  for (const node of file.returns) {
    const home = node.argument ? functionAround(node) : undefined
    // What is given back has been evaluated by then.
    if (isFunction(home)) note(node, node, later.waits, !home.async)
  }
  for (const { body } of file.functions) if (body.type !== 'BlockStatement') note(body, body, later.waits, true)
  if (/\bawait\s+using\b/.test(file.code.text)) {
    // Such a declaration waits where the block around it ends.
    for (const node of file.functions) addTo(found, node, { moment: anyTime, steps: steps.second, place: node, isHandedOn: false })
  }
  return found
}

const anyTime = { from: -1, to: Infinity, loop: undefined }

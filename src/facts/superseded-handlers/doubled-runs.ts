import type { TSESTree } from '@typescript-eslint/utils'
import { handleCancels } from '../../catalog/cancels.js'
import { endVerbs } from '../../catalog/teardowns.js'
import { timerClears, timers } from '../../catalog/tasks.js'
import { isStartUp } from '../../model/callers.js'
import { conditionsWhere } from '../../model/cells/conditions.js'
import { cellsIn } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import { waitsOf } from '../../model/waits/waits.js'
import {
  addTo, calleeName, enclosingFunction, isConstructor, isFunction, isInside, memberName, walk, type Cell, type FunctionNode,
} from '../../source/index.js'

/**
 * A loop that goes on by a flag, which a stop clears and the next start sets again: if that happens during a wait of the loop, two of
 * them run.
 *
 *     start() { if (this.running) return; this.running = true; void this.#loop() }
 *     stop() { this.running = false }
 *     async #loop() { while (this.running) await this.#poll() }
 */
export interface DoubledRun {
  readonly flag: Cell
  /** The test by which the loop, or the next round of a timer, goes on. */
  readonly test: TSESTree.Node
  readonly wait: TSESTree.AwaitExpression
  readonly home: FunctionNode
  readonly start: TSESTree.AssignmentExpression
  readonly stop: TSESTree.AssignmentExpression
}

/** Whether the text has the words without which no run is doubled. */
export const mayDoubleRuns = (text: string): boolean => text.includes('await')
  && /= ?true\b/.test(text) && /= ?false\b/.test(text) && /\bwhile ?\(|\bsetTimeout\(/.test(text)

/** Finds the loops that a stop and a start during their wait double. */
export function findDoubledRuns(program: Program): readonly DoubledRun[] {
  const flags = flagsOf(program)
  if (flags.size === 0) return []
  const rounds = roundsOf(program)
  return rounds.flatMap(round => {
    program.budget.spend()
    for (const { subject, held } of conditionsWhere(program.file, round.test, 'truthy')) {
      const flag = 'path' in subject && held.truth === 'truthy' ? flags.get(subject) : undefined
      if (!flag || !('path' in subject) || tellsRun(program, round)) continue
      for (const start of flag.sets) {
        const stop = mayStart(program, start, round) ? flag.clears.find(each => mayStop(program, each, start, round)) : undefined
        if (stop) return [{ ...round, flag: subject, start, stop }]
      }
    }
    return []
  })
}

interface Flag {
  readonly sets: TSESTree.AssignmentExpression[]
  readonly clears: TSESTree.AssignmentExpression[]
}

/** The cells that one function sets to true and another one to false. */
function flagsOf({ file }: Program): ReadonlyMap<Cell, Flag> {
  const sets = new Map<Cell, TSESTree.AssignmentExpression[]>()
  const clears = new Map<Cell, TSESTree.AssignmentExpression[]>()
  for (const write of file.assignments) {
    const value = write.operator === '=' && write.right.type === 'Literal' ? write.right.value : undefined
    const cell = typeof value === 'boolean' ? file.cells.at(write.left) : undefined
    const home = cell && enclosingFunction(write)
    if (cell && isFunction(home) && !isConstructor(home)) addTo(value === true ? sets : clears, cell, write)
  }
  return new Map([...sets].flatMap(([cell, all]) => {
    const others = clears.get(cell)
    return others ? [[cell, { sets: all, clears: others }] as const] : []
  }))
}

type Round = Pick<DoubledRun, 'test' | 'wait' | 'home'> & { readonly body: TSESTree.Node }

/** The loops with a wait, and the functions that arm a timer for their next round after one. */
function roundsOf(program: Program): readonly Round[] {
  const { file } = program
  const waits = waitsOf(program)
  const loops = file.loopsWithYield.flatMap(loop => {
    const home = enclosingFunction(loop)
    if (loop.type !== 'WhileStatement' || !isFunction(home) || loop.test.type === 'Literal') return []
    const wait = awaitsIn(file, home).find(each => isInside(each, loop.body) && enclosingFunction(each) === home && waits.lets(each))
    return wait ? [{ test: loop.test, wait, home, body: loop }] : []
  })
  const armed = file.callNodes.flatMap(call => {
    const home = enclosingFunction(call)
    const [callback] = call.arguments
    if (!timers.has(calleeName(call) ?? '') || !callback || !isFunction(home) || !home.async) return []
    const comesBack = file.calls.functions(callback).some(target => program.closureOf(target).has(home))
    const test = comesBack ? testAround(call) : undefined
    const wait = test && awaitsIn(file, home).findLast(each => each.range[1] <= test.range[0] && enclosingFunction(each) === home)
    return test && wait && waits.lets(wait) ? [{ test, wait, home, body: home.body }] : []
  })
  return [...loops, ...armed]
}

/** `if (this.running) this.timer = setTimeout(…)` */
function testAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'IfStatement' && at.parent.consequent === at) return at.parent.test
  }
  return undefined
}

/** Whether a round asks after its wait whose it is: by a signal, a count, or the handle that it works with. */
function tellsRun({ file }: Program, { body, test }: Round): boolean {
  let found = false
  walk(body, file.code.visitorKeys, node => {
    if (node.type === 'MemberExpression') found ||= /^(?:aborted|throwIfAborted|isCancellationRequested)$/.test(memberName(node) ?? '')
    if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
      const sides = [node.left, node.right]
      found ||= sides.some(side => file.cells.at(side)) && sides.some(side => side.type === 'Identifier' && !file.cells.at(side))
    }
    return !found
  })
  // `while (this.running && this.socket)`: what else it goes on by may be gone.
  return cellsIn(file, test).length > 1 || found
}

/** Whether a start runs the round, and is none that its owner does but once. */
function mayStart(program: Program, start: TSESTree.AssignmentExpression, { home, wait }: Round): boolean {
  const { file } = program
  const starter = enclosingFunction(start)
  if (!isFunction(starter) || isStartUp(program, starter) || start.range[0] > wait.range[0] && starter === home) return false
  if (starter !== home && !program.closureOf(starter).has(home)) return false
  // A start that looks at what the round leaves at its end starts only when that has ended.
  const left = new Set(file.assignmentsIn(home).flatMap(({ left: place }) => file.cells.at(place) ?? []))
  const flag = file.cells.at(start.left)
  let isAlone = false
  walk(starter.body, file.code.visitorKeys, node => {
    if (node.type === 'IfStatement') isAlone ||= cellsIn(file, node.test).some(cell => cell !== flag && left.has(cell))
    if (node.type === 'AwaitExpression') isAlone ||= node.range[1] <= start.range[0]
    return !isAlone && !(isFunction(node) && node !== starter)
  })
  return !isAlone
}

/** Whether a stop only clears the flag: it neither waits for the round nor ends what that waits for. */
function mayStop(program: Program, stop: TSESTree.AssignmentExpression, start: TSESTree.Node, { home, wait, body }: Round): boolean {
  const { file } = program
  const stopper = enclosingFunction(stop)
  if (!isFunction(stopper) || stopper === home || isInside(stopper, body) || stopper === enclosingFunction(start)) return false
  if (program.closureOf(home).has(stopper)) return false
  const waitedFor = wait.argument.type === 'CallExpression' ? program.closure(file.calls.targets(wait.argument)) : []
  const awaited = new Set([wait, ...waitedFor].flatMap(node => cellsIn(file, node)))
  return ![...program.closureOf(stopper)].some(part => awaitsIn(file, part).length > 0 || file.callsIn(part).some(call => {
    const name = calleeName(call) ?? ''
    return /abort|cancel|reject|resolve|wake|notify/i.test(name)
      || ((endVerbs.has(name) || handleCancels.has(name) || timerClears.has(name)) && cellsIn(file, call).some(cell => awaited.has(cell)))
  }))
}

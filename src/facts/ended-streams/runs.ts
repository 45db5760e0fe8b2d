import type { TSESTree } from '@typescript-eslint/utils'
import { handleStates, namesEnd } from '../../catalog/teardowns.js'
import type { Program } from '../../model/program.js'
import { functionAround, type Task } from '../../model/tasks/tasks.js'
import {
  calleeName, isFunction, leavesBy, memberName, unwrap, walk, type FunctionNode,
} from '../../source/index.js'
import type { Stream } from './streams.js'

/** How many own calls lead from a task to what it writes, at most. */
const deepestCall = 4

/** Finds the tasks that come to a call with no check and no `try` on the way, so that nobody catches what it throws. */
export class Runs {
  readonly #program: Program
  readonly #stream: Stream
  readonly #tasks: ReadonlyMap<FunctionNode, readonly Task[]>

  constructor(program: Program, stream: Stream, tasks: ReadonlyMap<FunctionNode, readonly Task[]>) {
    this.#program = program
    this.#stream = stream
    this.#tasks = tasks
  }

  tasksTo(call: TSESTree.Node, depth = 0, seen = new Set<FunctionNode>()): readonly Task[] {
    this.#program.budget.spend()
    const home = functionAround(call)
    if (!home || seen.has(home) || this.#stream.sources.includes(home) || this.isGuarded(call, home)) return []
    seen.add(home)
    const tasks = this.#tasks.get(home) ?? []
    if (depth >= deepestCall) return tasks
    const outer: readonly TSESTree.Node[] = this.#program.runsInPlace(home) ? [home] : this.#program.file.callsTo(home)
    return [...tasks, ...outer.flatMap(place => this.tasksTo(place, depth + 1, seen))]
  }

  /** Whether something between the start of its function and a place may keep what it throws from getting out. */
  isGuarded(place: TSESTree.Node, home: FunctionNode): boolean {
    for (let at = place; at !== home && at.parent; at = at.parent) {
      const { parent } = at
      if (parent.type === 'TryStatement' && parent.block === at && parent.handler) return true
      const isChoice = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression'
      if (isChoice && parent.test !== at && this.#asks(parent.test)) return true
      if (parent.type === 'LogicalExpression' && parent.right === at && this.#asks(parent.left)) return true
      if (parent.type === 'BlockStatement' && parent.body.some(statement => statement.range[1] <= at.range[0] && this.#leaves(statement))) {
        return true
      }
    }
    return false
  }

  #leaves(statement: TSESTree.Statement): boolean {
    return statement.type === 'IfStatement' && leavesBy(statement.consequent, ['Return', 'Throw', 'Break', 'Continue'])
      && this.#asks(statement.test)
  }

  /** Whether a test may tell that the stream has ended: it reads what changes, or has a name that says so. */
  #asks(test: TSESTree.Node): boolean {
    const { file } = this.#program
    let found = false
    walk(test, file.code.visitorKeys, node => {
      if (found || isFunction(node)) return false
      if (node.type === 'Identifier') {
        const variable = file.scopes.variable(node)
        found = namesEnd(node.name) || tellingNames.test(node.name) || (variable !== undefined && file.cells.at(node) !== undefined)
      } else if (node.type === 'MemberExpression') {
        const name = memberName(node) ?? ''
        found = handleStates.has(name) || namesEnd(name) || name === 'desiredSize' || tellingNames.test(name)
          || unwrap(node.object).type === 'ThisExpression'
      } else if (node.type === 'CallExpression') found = namesEnd(calleeName(node) ?? '')
      return !found
    })
    return found
  }
}

const tellingNames = /clos|cancel|open|active|alive|ended|controller|connected|running/i

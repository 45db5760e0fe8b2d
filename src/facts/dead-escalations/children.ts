import type { TSESTree } from '@typescript-eslint/utils'
import { exitEvents, exitStates, spawners } from '../../catalog/children.js'
import { listenerAdders } from '../../catalog/tasks.js'
import { accessPath, isSamePath, type AccessPath } from '../../model/cells/access-paths.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  calleeName, isFunction, memberName, receiver, unwrap, walk, type CallNode, type SourceFile,
} from '../../source/index.js'

/** Answers what the file does with child processes: who kills them, and who looks whether they have exited. */
export class Children {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #kills: readonly (readonly [call: TSESTree.CallExpression, path: AccessPath])[]
  #told: ReadonlySet<Handle> | undefined

  constructor(program: Program) {
    this.#program = program
    this.#file = program.file
    this.#kills = program.file.callNodes.flatMap(call => {
      program.budget.spend()
      const on = call.type === 'CallExpression' && calleeName(call) === 'kill' ? receiver(call) : undefined
      const path = on && accessPath(program.file, on)
      return path ? [[call as TSESTree.CallExpression, path] as const] : []
    })
  }

  /** The calls of `kill()` on what is at this path. */
  killsOf(path: AccessPath): readonly TSESTree.CallExpression[] {
    return this.#kills.flatMap(([call, killed]) => isSamePath(killed, path) ? [call] : [])
  }

  /** Whether the file shows that a child process is at this path. */
  isChild(path: AccessPath): boolean {
    return this.killsOf(path).length > 0 || this.spawnOf(path) !== undefined
  }

  /** The call by which the file makes what is at the path. */
  spawnOf({ root, members }: AccessPath): CallNode | undefined {
    return members === '' ? this.#spawns.get(root) : undefined
  }

  get #spawns(): ReadonlyMap<Handle, CallNode> {
    return this.#made ??= new Map(this.#file.callNodes.flatMap(call => {
      if (!spawners.test(calleeName(call) ?? '')) return []
      const { parent } = call
      const target = parent.type === 'VariableDeclarator' && parent.init === call ? parent.id
        : parent.type === 'AssignmentExpression' && parent.right === call ? parent.left : undefined
      const path = target && accessPath(this.#file, target)
      return path?.members === '' ? [[path.root, call] as const] : []
    }))
  }

  #made: ReadonlyMap<Handle, CallNode> | undefined

  /** Whether code asks if a child has exited: by its state, or by what a listener for its exit has set. */
  asksForExit(root: TSESTree.Node): boolean {
    let found = false
    walk(root, this.#file.code.visitorKeys, node => {
      this.#program.budget.spend()
      const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined
      if (name === undefined) return !found
      const handle = node.type === 'Identifier' ? this.#file.scopes.variable(node) : this.#file.cells.at(node)
      found ||= exitStates.test(name) || (handle !== undefined && this.#toldOfExits.has(handle))
      return !found
    })
    return found
  }

  /** What the listeners for exits write. */
  get #toldOfExits(): ReadonlySet<Handle> {
    return this.#told ??= new Set(this.#file.callNodes.flatMap(call => {
      const callback = isExitListener(call) ? call.arguments[1] : undefined
      const listeners = callback && callback.type !== 'SpreadElement' ? this.#file.calls.functions(callback) : []
      const run = listeners.flatMap(listener => [...this.#program.closureOf(listener)])
      return run.flatMap(node => this.#file.assignmentsIn(node)).flatMap(({ left }) => {
        const target = unwrap(left)
        return this.#file.cells.at(target) ?? (target.type === 'Identifier' ? this.#file.scopes.variable(target) : undefined) ?? []
      })
    }))
  }
}

/** Whether a call adds a listener for the exit of a child: `child.on('exit', …)`, `child.once('close', …)`. */
export const isExitListener = (call: CallNode): boolean => listenerAdders.has(calleeName(call) ?? '') && receiver(call) !== undefined
  && isExitEvent(call.arguments[0])

export const isExitEvent = (node: TSESTree.Node | undefined): boolean =>
  node?.type === 'Literal' && typeof node.value === 'string' && exitEvents.has(node.value)

/** Whether an expression reads from a child how it has exited. */
export function mentionsExit(file: SourceFile, root: TSESTree.Node): boolean {
  let found = false
  walk(root, file.code.visitorKeys, node => {
    if (isFunction(node)) return false
    found ||= (node.type === 'Identifier' && exitStates.test(node.name))
      || (node.type === 'MemberExpression' && exitStates.test(memberName(node) ?? ''))
    return !found
  })
  return found
}

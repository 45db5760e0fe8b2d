import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import type { Mask, Point } from '../../order/index.js'
import {
  enclosingFunction, grouped, isDereferenced, memberName, unwrap,
  type CallNode, type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/**
 * What is asked of the code of tasks: which of some cells they consume. What names none of these, and leaves what is known of others as it
 * was, is passed by.
 */
export class ConsumptionScope {
  readonly #program: Program
  readonly #cells: ReadonlySet<Cell> | undefined
  readonly #homes: ReadonlySet<TSESTree.Node>
  #reading: ReadonlySet<FunctionNode> | undefined
  #telling: ReadonlySet<FunctionNode> | undefined
  readonly #masks = new Map<boolean, Mask>()

  /**
   * @param cells those that are asked for; without them, all
   * @param homes the functions in which one of these cells may be read
   */
  constructor(program: Program, cells?: ReadonlySet<Cell>, homes: ReadonlySet<TSESTree.Node> = new Set()) {
    this.#program = program
    this.#cells = cells
    this.#homes = homes
  }

  asksFor(cell: Cell): boolean {
    return this.#cells === undefined || this.#cells.has(cell)
  }

  /** Whether a function, or what it runs, may read one of the cells. */
  mayRead(node: FunctionNode): boolean {
    if (!this.#cells) return true
    this.#reading ??= this.#program.callGraph.reaching(inner => this.#homes.has(inner))
    return this.#reading.has(node)
  }

  /** Those of the functions that a call runs which read one of the cells, or after which more, or less, is known than before. */
  followed(call: CallNode): readonly FunctionNode[] {
    const targets = this.#program.file.runBy(call)
    return this.#cells && targets.length > 0 ? targets.filter(target => this.mayRead(target) || (!target.async && this.#mayTell(target)))
      : targets
  }

  #mayTell(node: FunctionNode): boolean {
    this.#telling ??= this.#program.callGraph.reaching(tellingIn(this.#program))
    return this.#telling.has(node)
  }

  /** The points that matter to the code of a task; the same mask for all tasks that are promises, and for all others. */
  mask({ kind }: Task): Mask {
    const isPromise = kind === 'promise'
    const mask = this.#masks.get(isPromise) ?? { wants: point => this.#wants(point, isPromise) }
    this.#masks.set(isPromise, mask)
    return mask
  }

  #wants(point: Point, isPromise: boolean): boolean {
    const { file, taskCallbacks } = this.#program
    switch (point.kind) {
      case 'yield':
        return true
      case 'read': {
        const { node } = point
        const cell = this.#mayName(node) ? file.cells.at(node) : undefined
        return (cell !== undefined && this.asksFor(cell)) || (isDereferenced(node) && this.#isCopy(node))
          || (node.type === 'MemberExpression' && file.calls.getters(node).some(getter => this.mayRead(getter)))
      }
      case 'write': {
        const target = unwrap(point.write.target)
        return file.cells.at(target) !== undefined || this.#isCopy(target)
      }
      case 'call':
        return point.node.type !== 'TaggedTemplateExpression' && this.followed(point.node).length > 0
      case 'function':
        return isPromise && this.mayRead(point.node) && !this.#program.runsInPlace(point.node) && !taskCallbacks.has(point.node)
      default:
        return false
    }
  }

  /** Whether a place may be one of the cells, as far as its name tells. */
  #mayName(node: TSESTree.Node): boolean {
    if (!this.#cells || node.type !== 'MemberExpression' || node.computed) return true
    this.#names ??= new Set([...this.#cells].map(({ path }) => path.at(-1)))
    return this.#names.has(memberName(node))
  }

  #names: ReadonlySet<string | undefined> | undefined

  /** Whether a local keeps what one of the cells held. */
  #isCopy(node: TSESTree.Node): boolean {
    const { scopes, cells } = this.#program.file
    const variable = node.type === 'Identifier' ? scopes.variable(node) : undefined
    const copied = variable && cells.copiedFrom(variable)
    return copied !== undefined && this.asksFor(copied)
  }
}

/** The functions after which more, or less, may be known than before: they write a cell, wait, or end by an error. */
function tellingIn({ file }: Program): (node: FunctionNode) => boolean {
  const { text } = file.code
  const homes = new Set<TSESTree.Node>([...file.updates, ...file.deletions, ...file.yields].map(node => enclosingFunction(node)))
  const throws = [...text.matchAll(/\bthrow\b/g)].map(({ index }) => index)
  // `for (this.at of list)` is seldom written.
  const isOdd = /\bfor\s*(?:await\s*)?\(\s*(?!(?:const|let|var|using)\b)[\w$.#]+\s+(?:of|in)\b/.test(text)
  return node => isOdd || homes.has(node) || file.assignmentsIn(node).length > 0 || file.entries.in(node).length > 0
    || hasBetween(throws, node.range)
}

const locals = new WeakMap<SourceFile, ReadonlyMap<Cell, readonly Variable[]>>()

/** The locals that took their value from a cell. */
export function localsFrom(file: SourceFile, cell: Cell): readonly Variable[] {
  const known = locals.get(file) ?? grouped(file.scopes.variables, variable => {
    const copied = file.cells.copiedFrom(variable)
    return copied ? [copied] : []
  })
  locals.set(file, known)
  return known.get(cell) ?? []
}

/** Whether one of these positions, which go upwards, lies in a range. */
function hasBetween(positions: readonly number[], [from, to]: readonly [number, number]): boolean {
  let [low, high] = [0, positions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((positions[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return (positions[low] ?? to) < to
}

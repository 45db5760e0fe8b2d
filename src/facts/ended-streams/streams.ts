import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import {
  calleeName, isStatement, keyName, unwrap, type CallNode, type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'

/** A stream that the file makes, with what it is told to do. */
export interface Stream {
  readonly made: CallNode
  /** `start()` and `pull()`, which are given the controller. What they throw errors the stream, or is dropped when that has ended. */
  readonly sources: readonly FunctionNode[]
  /** Runs when the reader gives up; undefined where the stream has none. */
  readonly cancel: FunctionNode | undefined
  /** The calls that throw once the stream has been cancelled or closed, in the order of the text. */
  readonly writes: readonly TSESTree.CallExpression[]
}

/** Methods of a controller that throw when its stream is not readable any more. `error()` does nothing then. */
const throwing: ReadonlySet<string> = new Set(['enqueue', 'close'])

/** Finds the streams of a file whose controller is written to. */
export function findStreams(program: Program): readonly Stream[] {
  return program.file.callNodes.flatMap((made): Stream[] => {
    // A stream that nobody is given has no reader.
    if (made.type !== 'NewExpression' || calleeName(made) !== 'ReadableStream' || isStatement(made)) return []
    program.budget.spend()
    const stream = sourceOf(program, made)
    return stream && stream.writes.length > 0 ? [stream] : []
  })
}

function sourceOf(program: Program, made: TSESTree.NewExpression): Stream | undefined {
  const [source] = made.arguments
  const options = source && unwrap(source)
  if (options?.type !== 'ObjectExpression' || options.properties.some(({ type }) => type !== 'Property')) return undefined
  const named = new Map(options.properties.flatMap(property => property.type === 'Property' ? [[keyName(property), property.value]] : []))
  const value = named.get('cancel')
  const functionOf = (name: string): readonly FunctionNode[] => {
    const node = named.get(name)
    return node ? program.file.calls.functions(node) : []
  }
  const [cancel] = functionOf('cancel')
  // A cancel from somewhere else may stop anything.
  if (value && !cancel) return undefined
  const sources = [...functionOf('start'), ...functionOf('pull')]
  return { made, sources, cancel, writes: writesOf(program, sources) }
}

function writesOf({ file }: Program, sources: readonly FunctionNode[]): readonly TSESTree.CallExpression[] {
  const places = sources.flatMap(({ params: [controller] }) => {
    const variable = controller?.type === 'Identifier' ? file.scopes.variable(controller) : undefined
    return variable ? [...readsOf(variable), ...putElsewhere(variable)] : []
  })
  return [...new Set(places.flatMap(node => writeBy(node)))].sort((one, other) => one.range[0] - other.range[0])

  /** `let send; new ReadableStream({ start(c) { send = c } })`, `this.controller = c` */
  function putElsewhere(variable: Variable): readonly TSESTree.Node[] {
    return readsOf(variable).flatMap(node => {
      const { parent } = node
      if (parent?.type !== 'AssignmentExpression' || parent.right !== node) return []
      if (parent.left.type !== 'Identifier') return membersOf(file.cells.at(parent.left))
      const kept = file.scopes.variable(parent.left)
      return kept ? readsOf(kept) : []
    })
  }

  function membersOf(cell: Cell | undefined): readonly TSESTree.Node[] {
    const name = cell?.path.at(-1)
    return name === undefined ? [] : (file.membersByName.get(name) ?? []).filter(node => file.cells.at(node) === cell)
  }
}

const readsOf = ({ references }: Variable): readonly TSESTree.Node[] =>
  references.flatMap(reference => reference.isRead() ? [reference.identifier as TSESTree.Node] : [])

function writeBy(node: TSESTree.Node): readonly TSESTree.CallExpression[] {
  let at = node
  while (at.parent?.type === 'TSNonNullExpression') at = at.parent
  const member = at.parent
  const call = member?.type === 'MemberExpression' && member.object === at && !member.optional ? member.parent : undefined
  return call?.type === 'CallExpression' && call.callee === member && throwing.has(calleeName(call) ?? '') ? [call] : []
}

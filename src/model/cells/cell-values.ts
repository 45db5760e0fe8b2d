import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, dataOf, enclosingFunction, isClass, isNullish, keyName, unwrap, type Cell, type SourceFile, type Variable,
} from '../../source/index.js'

/** What a cell holds from the beginning of its owner: a field's own value, a property's, a variable's. */
export function initialOf({ owner, path }: Cell): TSESTree.Node | undefined {
  const [name] = path
  const identity = owner.identity as TSESTree.Node | Variable
  if (owner.kind === 'variable' && 'defs' in identity) {
    const [def] = identity.defs
    return path.length === 0 && def?.type === 'Variable' ? def.node.init ?? undefined : undefined
  }
  if (!('type' in identity) || path.length !== 1) return undefined
  const members: readonly TSESTree.Node[] = isClass(identity) ? identity.body.body
    : identity.type === 'ObjectExpression' ? [...identity.properties, ...dataOf(identity)] : []
  for (const member of members) {
    const isField = member.type === 'PropertyDefinition' || member.type === 'Property'
    if (isField && keyName(member) === name) return member.value ?? undefined
  }
  return undefined
}

/** Classes whose objects hold data and do nothing by themselves. */
const dataClasses = /^(?:Array|Map|Set|WeakMap|WeakSet|Date|URL|URLSearchParams|Headers|FormData|\w*Array)$/

/** Whether a cell is another one, or a part of what that holds: `this.session.key` of `this.session`. */
export const isWithin = (part: Cell, whole: Cell): boolean =>
  part.owner === whole.owner && part.path.length >= whole.path.length && whole.path.every((name, index) => part.path[index] === name)

/** The function whose local the cell is: each run of it has another one. Undefined where the cell is no local. */
export function homeOfLocal({ owner: { identity } }: Cell): TSESTree.Node | undefined {
  const [name] = 'identifiers' in identity ? (identity as Variable).identifiers : []
  return name && enclosingFunction(name)
}

/** Methods by which one array is made from another. */
const arrayMakers: ReadonlySet<string> = new Set([
  'slice', 'filter', 'map', 'concat', 'flat', 'flatMap', 'split', 'toSorted', 'toReversed', 'toSpliced', 'from', 'of',
])

/** Whether a cell holds nothing but data wherever it is filled: a list, a map. Its copy is a snapshot of data, no handle. */
export function holdsData(file: SourceFile, cell: Cell): boolean {
  const written = file.assignments.filter(({ left }) => file.cells.at(left) === cell).map(({ right }) => right)
  const initial = initialOf(cell)
  const values = [...initial ? [initial] : [], ...written].filter(value => !isNullish(value))
  return values.length > 0 && values.every(value => isData(value))
}

function isData(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'AssignmentExpression') return isData(node.right)
  if (node.type === 'CallExpression') return arrayMakers.has(calleeName(node) ?? '')
  return node.type === 'ArrayExpression' || (node.type === 'NewExpression' && dataClasses.test(calleeName(node) ?? ''))
}

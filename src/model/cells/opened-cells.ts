import type { TSESTree } from '@typescript-eslint/utils'
import { openers, openingMakers } from '../../catalog/releases.js'
import { calleeName, enclosingFunction, unwrap, type Cell, type SourceFile } from '../../source/index.js'

/** The cells that are given what was opened a moment before: `await client.connect(url); this.client = client`. */
export const openedCells = (file: SourceFile): readonly Cell[] => file.assignments.flatMap(({ left, right, operator }) => {
  const cell = operator !== '&&=' && isOpened(file, right) ? file.cells.at(left) : undefined
  return cell ? [cell] : []
})

function isOpened(file: SourceFile, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'AwaitExpression') {
    const call = unwrap(node.argument)
    return call.type === 'CallExpression' && openingMakers.test(calleeName(call) ?? '')
  }
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  const made = variable && file.scopes.initial(variable)
  if (made?.path.length !== 0 || made.value.type !== 'NewExpression') return false
  if (enclosingFunction(made.value) !== enclosingFunction(node)) return false
  return variable?.references.some(({ identifier }) => isOpenedAt(identifier)) ?? false
}

/** `await client.connect(url)` */
function isOpenedAt({ parent }: TSESTree.Node): boolean {
  const call = parent?.type === 'MemberExpression' ? parent.parent : undefined
  return call?.type === 'CallExpression' && call.callee === parent && call.parent.type === 'AwaitExpression'
    && openers.test(calleeName(call) ?? '')
}

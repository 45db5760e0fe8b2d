import type { Cell, Facts, StaleGuard } from '../../../facts/index.js'
import { enclosingFunction, isInside, type FunctionNode, type SourceFile } from '../../../source/index.js'

/**
 * Finds a test of the stop flag that all functions that clear the cell set, and no other function does: a method of the class that
 * returns the flag, such as `this.isClosed()`, or the flag itself if the function has not tested it. TypeScript narrows a flag that
 * was tested, and `no-unnecessary-condition` would report the second test.
 */
export function questionFor({ program, code }: Facts, { clear, clears, use }: StaleGuard, home: FunctionNode): string | undefined {
  const target = use.type === 'AssignmentExpression' ? use.left : use
  if (!program || !clear || target.type !== 'MemberExpression' || target.object.type !== 'ThisExpression') return undefined
  const setters = clears.flatMap(({ home: emptier, way }) => [emptier, ...way.map(({ caller }) => caller)])
  const flags = [...clear.tokens].flatMap(([flag, left]) => left === 'truthy' && flag.owner === clear.cell.owner
    && clears.every(({ tokens }) => tokens.get(flag) === 'truthy') && isStopFlag(program.file, flag, setters) ? [flag] : [])
  const known = program.file.functions.find(node => flags.includes(flagOf(program.file, node) as Cell))
  if (known?.parent.type === 'MethodDefinition') {
    const { key } = known.parent
    return `this.${key.type === 'PrivateIdentifier' ? '#' : ''}${code.getText(key).replace(/^#/, '')}()`
  }
  const [flag] = flags.filter(({ path }) => path.length === 1)
  const [name = ''] = flag?.path ?? []
  return flag && !isMentioned(program.file, flag, home) && !isOptional(code, name) ? `this.${name}` : undefined
}

/** Whether the function reads or writes the flag. */
const isMentioned = (file: SourceFile, flag: Cell, home: FunctionNode): boolean =>
  (file.membersByName.get(flag.path[0] ?? '') ?? []).some(node => isInside(node, home) && file.cells.at(node) === flag)

/** An optional field is no boolean: `strict-boolean-expressions` reports a test of it. */
const isOptional = ({ text }: Facts['code'], name: string): boolean =>
  new RegExp(String.raw`(?<![\w$#])${name.replace('$', String.raw`\$`)}\?\s*:`).test(text)

/** Whether the cell is a flag that only these functions set. */
function isStopFlag(file: SourceFile, flag: Cell, setters: readonly FunctionNode[]): boolean {
  return file.assignments.filter(({ left }) => file.cells.at(left) === flag).every(({ right, parent }) =>
    right.type === 'Literal' && typeof right.value === 'boolean'
    && (!right.value || setters.some(setter => setter === enclosingFunction(parent))))
}

/** Returns the flag that a method without parameters returns. */
function flagOf({ cells }: SourceFile, { parent, body, async: isAsync, params }: FunctionNode): Cell | undefined {
  if (parent.type !== 'MethodDefinition' || parent.kind !== 'method' || parent.computed || isAsync || params.length > 0) return undefined
  const [statement] = body.type === 'BlockStatement' ? body.body : []
  const value = statement?.type === 'ReturnStatement' ? statement.argument : undefined
  return value ? cells.at(value) : undefined
}

import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Cell, Facts, StaleGuard } from '../../facts/index.js'
import { enclosingFunction, keyName, type FunctionNode, type SourceFile } from '../../source/index.js'

/** A method call that returns whether the cell was cleared. */
export interface Question {
  /** The call, as source text. */
  readonly source: string
  /** Adds the method, if the class has none. */
  readonly add?: (fixer: Rule.RuleFixer) => Rule.Fix
}

/**
 * Finds a method of the class, such as `this.isClosed()`, that returns a flag. All functions that clear the cell set the flag, and no
 * other function does. If the class has only the flag, adds a method: TypeScript narrows the flag, but not the result of a call.
 */
export function questionFor({ program, code }: Facts, { clear, clears, use }: StaleGuard, home: FunctionNode): Question | undefined {
  if (!program || !clear || use.type !== 'MemberExpression' || use.object.type !== 'ThisExpression') return undefined
  const setters = clears.flatMap(({ home: emptier, way }) => [emptier, ...way.map(({ caller }) => caller)])
  const flags = [...clear.tokens].flatMap(([flag, left]) => left === 'truthy' && flag.owner === clear.cell.owner
    && clears.every(({ tokens }) => tokens.get(flag) === 'truthy') && isStopFlag(program.file, flag, setters) ? [flag] : [])
  const known = program.file.functions.find(node => flags.includes(flagOf(program.file, node) as Cell))
  if (known?.parent.type === 'MethodDefinition') {
    const { key } = known.parent
    return { source: `this.${key.type === 'PrivateIdentifier' ? '#' : ''}${code.getText(key).replace(/^#/, '')}()` }
  }
  const [flag] = flags.filter(({ path }) => path.length === 1)
  return flag && newQuestion(code, flag, home)
}

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

/** Adds a private method after the one that calls it, in the style of the code around it. */
function newQuestion(code: Facts['code'], { path: [flag = ''] }: Cell, home: FunctionNode): Question | undefined {
  const method = home.parent
  if (method.type !== 'MethodDefinition' || method.static) return undefined
  const plain = flag.replace(/^[#_]+/, '')
  const name = `#is${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  if (!/^[a-z]\w*$/.test(plain) || /^(?:is|has|was)[A-Z]/.test(plain) || hasMember(method.parent, name)) return undefined
  const indent = /(?:^|\n)([ \t]*)$/.exec(code.text.slice(0, method.range[0]))?.[1]
  if (indent === undefined) return undefined
  const type = home.returnType ? ': boolean' : ''
  const semicolon = code.getText(home.body).includes(';') ? ';' : ''
  const asked = mayBeAbsent(method.parent, flag) ? `this.${flag} === true` : `this.${flag}`
  return {
    source: `this.${name}()`,
    add: fixer => fixer.insertTextAfterRange([...method.range], `\n\n${indent}${name}()${type} { return ${asked}${semicolon} }`),
  }
}

/** Example: `private closed?: boolean` */
const mayBeAbsent = ({ body }: TSESTree.ClassBody, name: string): boolean => body.some(member =>
  member.type === 'PropertyDefinition' && member.optional && keyName(member) === name)

const hasMember = ({ body }: TSESTree.ClassBody, name: string): boolean => body.some(member => 'key' in member && keyName(member) === name)

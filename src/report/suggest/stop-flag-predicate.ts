import type { TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { Cell, Facts, StaleGuard } from '../../facts/index.js'
import { enclosingFunction, keyName, type FunctionNode, type SourceFile } from '../../source/index.js'

/** How to ask a method whether the cell was emptied. */
export interface Question {
  /** The call, as it is written. */
  readonly source: string
  /** Adds the method, where there is none yet. */
  readonly add?: (fixer: Rule.RuleFixer) => Rule.Fix
}

/**
 * `this.isClosed()`: a method of the same class that answers with a flag which whoever empties the cell sets, and nobody else. Where
 * there is the flag alone, a method that asks it: its result is not narrowed, as the flag itself would be.
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

/** Whether the cell is a flag that these functions alone set. */
function isStopFlag(file: SourceFile, flag: Cell, setters: readonly FunctionNode[]): boolean {
  return file.assignments.filter(({ left }) => file.cells.at(left) === flag).every(({ right, parent }) =>
    right.type === 'Literal' && typeof right.value === 'boolean'
    && (!right.value || setters.some(setter => setter === enclosingFunction(parent))))
}

/** The flag that a method without parameters gives back. */
function flagOf({ cells }: SourceFile, { parent, body, async: isAsync, params }: FunctionNode): Cell | undefined {
  if (parent.type !== 'MethodDefinition' || parent.kind !== 'method' || parent.computed || isAsync || params.length > 0) return undefined
  const [statement] = body.type === 'BlockStatement' ? body.body : []
  const value = statement?.type === 'ReturnStatement' ? statement.argument : undefined
  return value ? cells.at(value) : undefined
}

/** A private method behind the one that asks it, written as the code around it is. */
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

/** `private closed?: boolean` */
const mayBeAbsent = ({ body }: TSESTree.ClassBody, name: string): boolean => body.some(member =>
  member.type === 'PropertyDefinition' && member.optional && keyName(member) === name)

const hasMember = ({ body }: TSESTree.ClassBody, name: string): boolean => body.some(member => 'key' in member && keyName(member) === name)

import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type { DeadEscalation, Facts } from '../../../facts/index.js'
import { unwrap, wrapped } from '../../../source/index.js'
import { indentBefore, styleOf } from '../style.js'

/** An edit that asks a child whether it has exited. */
export interface ExitCheck {
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix
  /** The check, as source text. */
  readonly check: string
}

/** Returns the edit that replaces the test of `killed`, or that puts a check before the wait; undefined where none is certain. */
export function askForExit({ code }: Facts, escalation: DeadEscalation): ExitCheck | undefined {
  return escalation.kind === 'neverSent' ? replaceTest(code, escalation.test) : checkFirst(code, escalation.wait, escalation.child)
}

type Code = Readonly<TSESLint.SourceCode>

function replaceTest(code: Code, test: TSESTree.MemberExpression): ExitCheck | undefined {
  const { at, isNegated } = comparisonOf(test)
  // Below another `!`, the outcome of the whole would turn round.
  if (at.parent?.type === 'UnaryExpression' || code.getCommentsInside(at).length > 0) return undefined
  const child = `${code.getText(test.object)}${test.optional ? '?.' : '.'}`
  const check = isNegated ? `${child}exitCode === null && ${child}signalCode === null`
    : `${child}exitCode !== null || ${child}signalCode !== null`
  const operator = at.parent?.type === 'LogicalExpression' ? at.parent.operator : undefined
  const isBare = operator === undefined ? !/(?<!ArrowFunction)Expression$/.test(at.parent?.type ?? '')
    : operator === (isNegated ? '&&' : '||')
  const text = isBare || isInParentheses(code, at) ? check : `(${check})`
  return { check, fix: fixer => fixer.replaceTextRange(at.range, text) }
}

/** The largest expression that says the same as the test, or its opposite: `!child.killed`, `child.killed === false`. */
function comparisonOf(test: TSESTree.Node): { at: TSESTree.Node, isNegated: boolean } {
  let at = wrapped(test)
  let isNegated = false
  for (let { parent } = at; parent; { parent } = at) {
    if (parent.type === 'UnaryExpression' && parent.operator === '!') isNegated = !isNegated
    else if (parent.type === 'BinaryExpression' && parent.right.type === 'Literal' && typeof parent.right.value === 'boolean'
      && /^[!=]==?$/.test(parent.operator)) {
      if (parent.operator.startsWith('!') === parent.right.value) isNegated = !isNegated
    } else return { at, isNegated }
    at = wrapped(parent)
  }
  return { at, isNegated }
}

const isInParentheses = (code: Code, node: TSESTree.Node): boolean =>
  code.getTokenBefore(node)?.value === '(' && code.getTokenAfter(node)?.value === ')'

/** Puts a check before a statement that does nothing but wait. */
function checkFirst(code: Code, wait: TSESTree.Node, child: TSESTree.Node): ExitCheck | undefined {
  const awaited = wrapped(wait).parent
  const statement = awaited?.type === 'AwaitExpression' ? awaited.parent : undefined
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement') return undefined
  const text = code.getText(unwrap(child))
  const check = `${text}.exitCode === null && ${text}.signalCode === null`
  const { hasBraces, step } = styleOf(code)
  const indent = indentBefore(code, statement)
  if (!hasBraces || indent === undefined) return { check, fix: fixer => fixer.insertTextBeforeRange(statement.range, `if (${check}) `) }
  const body = code.getText(statement).replaceAll('\n', `\n${step}`)
  return { check, fix: fixer => fixer.replaceTextRange(statement.range, `if (${check}) {\n${indent}${step}${body}\n${indent}}`) }
}

import type { Rule } from 'eslint'
import type { Facts, SupersededAnswer } from '../../../facts/index.js'
import { calleeName, enclosingFunction, isFunction, isInside } from '../../../source/index.js'
import { canLeaveAt, returnsValue } from '../leave-safely.js'
import { ended, freeName, ifStatement, indentBefore, styleOf } from '../style.js'

/** An edit that shows an answer only if no later run of the effect has begun. */
export interface AnswerEdit {
  /** The name of the new flag. */
  readonly source: string
  readonly fix: (fixer: Rule.RuleFixer) => Rule.Fix[]
}

/**
 * Gives an effect a flag that its cleanup sets, and asks it before the answer is shown:
 *
 *     let isOver = false
 *     fetchUser(id).then(user => { if (!isOver) setUser(user) })
 *     return () => { isOver = true }
 */
export function askBeforeAnswer(facts: Facts, { effect, show, home }: SupersededAnswer): AnswerEdit | undefined {
  const { code, program } = facts
  const { callback, call } = effect
  if (!program || calleeName(call) === 'watch' || callback.body.type !== 'BlockStatement' || !isInside(home, callback)) return undefined
  const hasCleanup = program.file.returns.some(node => node.argument && enclosingFunction(node) === callback)
  const [first, last] = [callback.body.body[0], callback.body.body.at(-1)]
  const indent = first && indentBefore(code, first)
  const name = freeName(code, callback, ['isOver', 'hasEnded', 'isStale'])
  if (hasCleanup || !first || !last || indent === undefined || name === undefined || last.type === 'ReturnStatement') return undefined
  const check = checkOf(facts, show, name)
  const { step } = styleOf(code)
  const cleanup = `return () => {\n${indent}${step}${ended(code, `${name} = true`)}\n${indent}${ended(code, '}')}`
  return check && {
    source: name,
    fix: fixer => [
      fixer.insertTextBeforeRange([...first.range], `${ended(code, `let ${name} = false`)}\n${indent}`),
      check(fixer),
      fixer.insertTextAfterRange([...last.range], `\n${indent}${cleanup}`),
    ],
  }
}

type Check = (fixer: Rule.RuleFixer) => Rule.Fix

function checkOf(facts: Facts, { node, at, value }: SupersededAnswer['show'], name: string): Check | undefined {
  const { code } = facts
  const shown = (text: string): string => `{ if (!${name}) ${ended(code, text)} }`
  // `.then(setUser)`
  if (!value) return fixer => fixer.replaceTextRange([...at.range], `answer => ${shown(`${code.getText(at)}(answer)`)}`)
  const { parent } = node
  // `.then(user => setUser(user))`
  if (isFunction(parent) && parent.body === node) {
    const isBare = !/\($/.test(code.text.slice(0, node.range[0]).trimEnd()) && !code.getText(node).includes('\n')
    return isBare ? fixer => fixer.replaceTextRange([...node.range], shown(code.getText(node))) : undefined
  }
  const home = enclosingFunction(node)
  const indent = parent && indentBefore(code, parent)
  if (parent?.type !== 'ExpressionStatement' || parent.parent.type !== 'BlockStatement' || !isFunction(home)) return undefined
  const mayLeave = !returnsValue(facts, home) && canLeaveAt(facts, home, parent)
  return mayLeave && indent !== undefined
    ? fixer => fixer.insertTextBeforeRange([...parent.range], `${ifStatement(code, name, ['return'], indent)}\n${indent}`) : undefined
}

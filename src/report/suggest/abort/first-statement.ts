import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import { ended, ifStatement, styleOf } from '../style.js'

type Code = Readonly<TSESLint.SourceCode>

/** A statement as text: whole, or an `if` with the statement that it decides about. */
export type Inserted = string | { readonly condition: string, readonly leaving: string }

/** Inserts a statement at the start of a block, in the style of the file. */
export function firstStatement(code: Code, fixer: Rule.RuleFixer, body: TSESTree.BlockStatement, statement: Inserted): Rule.Fix {
  const [open] = body.range
  const after = code.text.slice(open + 1)
  const next = code.getFirstToken(body, { skip: 1, includeComments: true })
  const first = body.body[0]
  const isContinued = first !== undefined && /^[([`/+*-]/.test(code.getText(first))
  const isOnOneLine = !/^[ \t]*\r?\n/.test(after) && (!first || next?.loc.start.line === body.loc.start.line)
  if (isOnOneLine) {
    const isNeeded = isContinued || (first !== undefined && next?.value !== '}')
    const text = textOf(code, statement, undefined, isNeeded)
    return fixer.insertTextAfterRange([open, open + 1], ` ${text}${/^\s/.test(after) ? '' : ' '}`)
  }
  const indentOf = (line: number) => /^\s*/.exec(code.lines[line - 1] ?? '')?.[0] ?? ''
  const indent = next && next.value !== '}' ? indentOf(next.loc.start.line) : `${indentOf(body.loc.start.line)}${styleOf(code).step}`
  return fixer.insertTextAfterRange([open, open + 1], `\n${indent}${textOf(code, statement, indent, isContinued)}`)
}

function textOf(code: Code, statement: Inserted, indent: string | undefined, isNeeded: boolean): string {
  if (typeof statement === 'string') return ended(code, statement, isNeeded)
  if (indent !== undefined) {
    const text = ifStatement(code, statement.condition, [statement.leaving], indent)
    return isNeeded && !/[;}]$/.test(text) ? `${text};` : text
  }
  return ended(code, `if (${statement.condition}) ${statement.leaving}`, isNeeded)
}

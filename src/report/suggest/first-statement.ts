import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'

type Code = Readonly<TSESLint.SourceCode>

/** Inserts a statement at the start of a block, in the style of the block. */
export function firstStatement(code: Code, fixer: Rule.RuleFixer, body: TSESTree.BlockStatement, statement: string): Rule.Fix {
  const [open] = body.range
  const after = code.text.slice(open + 1)
  const next = code.getFirstToken(body, { skip: 1, includeComments: true })
  const first = body.body[0]
  const semicolon = usesSemicolons(code) || (first !== undefined && /^[([`/+*-]/.test(code.getText(first))) ? ';' : ''
  const isOnOneLine = !/^[ \t]*\r?\n/.test(after) && (!first || next?.loc.start.line === body.loc.start.line)
  if (isOnOneLine) {
    const end = first && next?.value !== '}' ? ';' : semicolon
    return fixer.insertTextAfterRange([open, open + 1], ` ${statement}${end}${/^\s/.test(after) ? '' : ' '}`)
  }
  const indentOf = (line: number) => /^\s*/.exec(code.lines[line - 1] ?? '')?.[0] ?? ''
  const indent = next && next.value !== '}' ? indentOf(next.loc.start.line) : `${indentOf(body.loc.start.line)}  `
  return fixer.insertTextAfterRange([open, open + 1], `\n${indent}${statement}${semicolon}`)
}

const usesSemicolons = (code: Code): boolean => /;[ \t]*(?:\/\/.*)?\r?$/m.test(code.text)

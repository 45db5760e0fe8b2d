import type { TSESTree } from '@typescript-eslint/utils'
import type { Builder } from './builder.js'
import { layExpression } from './expressions.js'
import { layStatements } from './statements.js'

/** Lays what runs where a class is written: what it extends, its computed keys, and behind them its static fields and blocks. */
export function layClass(builder: Builder, node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): void {
  if (node.superClass) layExpression(builder, node.superClass)
  for (const member of node.body.body) {
    if ('computed' in member && member.computed) layExpression(builder, member.key)
  }
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') layStatements(builder, member.body)
    else if (member.type === 'PropertyDefinition' && member.static && member.value) layExpression(builder, member.value)
  }
}

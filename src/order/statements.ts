import type { TSESTree } from '@typescript-eslint/utils'
import { onlyByLabel, type Builder } from './builder.js'
import { layCondition, layExpression, layPattern, layTarget } from './expressions.js'

/** Lays statements one after the other; a `using` among them puts the rest of the list inside its disposal. */
export function layStatements(builder: Builder, statements: readonly TSESTree.Node[]): void {
  for (const [index, statement] of statements.entries()) {
    if (statement.type === 'VariableDeclaration' && (statement.kind === 'using' || statement.kind === 'await using')) {
      layUsing(builder, statement, statement.declarations, () => { layStatements(builder, statements.slice(index + 1)) })
      return
    }
    layStatement(builder, statement)
  }
}

/** Each resource is disposed of behind all that follows it, the further resources of its own declaration included. */
function layUsing(
  builder: Builder, declaration: TSESTree.VariableDeclaration, declarators: readonly TSESTree.VariableDeclarator[], rest: () => void,
): void {
  const [declarator, ...others] = declarators
  if (!declarator) {
    rest()
    return
  }
  layDeclarator(builder, declarator)
  const dispose = () => {
    builder.point({ kind: 'dispose', node: declarator })
    if (declaration.kind === 'await using') builder.point({ kind: 'yield', node: declaration })
  }
  builder.finalized(dispose, () => { layUsing(builder, declaration, others, rest) })
}

export function layStatement(builder: Builder, node: TSESTree.Node): void {
  builder.enter()
  layOneStatement(builder, node)
  builder.leave()
}

function layOneStatement(builder: Builder, node: TSESTree.Node): void {
  const labels = builder.labels
  builder.labels = []
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      layStatements(builder, node.body)
      return
    case 'ExpressionStatement':
      layExpression(builder, node.expression)
      return
    case 'VariableDeclaration':
      for (const declarator of node.declarations) layDeclarator(builder, declarator)
      return
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      if (node.declaration) layStatement(builder, node.declaration)
      return
    case 'IfStatement': {
      const [then, otherwise, after] = [builder.block(), builder.block(), builder.block()]
      layCondition(builder, node.test, then, otherwise)
      builder.moveTo(then)
      layStatement(builder, node.consequent)
      builder.connect(after)
      builder.moveTo(otherwise)
      if (node.alternate) layStatement(builder, node.alternate)
      builder.flowInto(after)
      return
    }
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      layLoop(builder, node, labels)
      return
    case 'ForInStatement':
    case 'ForOfStatement':
      layIteration(builder, node, labels)
      return
    case 'SwitchStatement':
      laySwitch(builder, node, labels)
      return
    case 'TryStatement':
      layTry(builder, node)
      return
    case 'LabeledStatement':
      layLabelled(builder, node, labels)
      return
    case 'ReturnStatement':
      if (node.argument) layExpression(builder, node.argument)
      builder.point({ kind: 'leave', node })
      builder.returnTo()
      return
    case 'ThrowStatement':
      layExpression(builder, node.argument)
      builder.point({ kind: 'leave', node })
      builder.throwOn()
      return
    case 'BreakStatement':
      builder.breakTo(node.label?.name)
      return
    case 'ContinueStatement':
      builder.continueTo(node.label?.name)
      return
    case 'FunctionDeclaration':
      builder.point({ kind: 'function', node })
      return
    default:
      if (/Expression$|^Identifier$/.test(node.type)) layExpression(builder, node)
  }
}

function layDeclarator(builder: Builder, declarator: TSESTree.VariableDeclarator): void {
  if (declarator.init) {
    layExpression(builder, declarator.init)
    layPattern(builder, declarator.id, { node: declarator, value: declarator.init, operator: '=' })
  }
}

function layLoop(
  builder: Builder, node: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement, labels: readonly string[],
): void {
  if (node.type === 'ForStatement' && node.init) layStatement(builder, node.init)
  const [test, body, update, after] = [builder.block(), builder.block(), builder.block(), builder.block()]
  builder.connect(node.type === 'DoWhileStatement' ? body : test)
  builder.moveTo(test)
  if (node.test) layCondition(builder, node.test, body, after)
  else builder.connect(body)
  builder.moveTo(body)
  const round = node.type === 'ForStatement' ? update : test
  builder.within({ breakTo: after, continueTo: round }, labels, () => { layStatement(builder, node.body) })
  builder.connect(round)
  if (node.type === 'ForStatement') {
    builder.moveTo(update)
    if (node.update) layExpression(builder, node.update)
    builder.connect(test)
  }
  builder.moveTo(after)
}

function layIteration(
  builder: Builder, node: TSESTree.ForInStatement | TSESTree.ForOfStatement, labels: readonly string[],
): void {
  layExpression(builder, node.right)
  const [head, body, after] = [builder.block(), builder.block(), builder.block()]
  builder.flowInto(head)
  if (node.type === 'ForOfStatement' && node.await) builder.point({ kind: 'yield', node })
  builder.connect(body)
  builder.connect(after)
  builder.moveTo(body)
  const left = node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : node.left
  layPattern(builder, left, { node, operator: '=' })
  builder.within({ breakTo: after, continueTo: head }, labels, () => { layStatement(builder, node.body) })
  builder.connect(head)
  builder.moveTo(after)
}

function laySwitch(builder: Builder, node: TSESTree.SwitchStatement, labels: readonly string[]): void {
  layExpression(builder, node.discriminant)
  const after = builder.block()
  const bodies = node.cases.map(() => builder.block())
  for (const [index, branch] of node.cases.entries()) {
    const body = bodies[index]
    if (!branch.test || !body) continue
    layExpression(builder, branch.test)
    builder.connect(body)
    builder.flowInto(builder.block())
  }
  const fallback = node.cases.findIndex(branch => branch.test === null)
  builder.connect(bodies[fallback] ?? after)
  builder.within({ breakTo: after }, labels, () => {
    for (const [index, branch] of node.cases.entries()) {
      const body = bodies[index]
      if (!body) continue
      builder.moveTo(body)
      layStatements(builder, branch.consequent)
      builder.connect(bodies[index + 1] ?? after)
    }
  })
  builder.moveTo(after)
}

function layTry(builder: Builder, node: TSESTree.TryStatement): void {
  const { handler, finalizer } = node
  const attempt = () => {
    if (!handler) {
      layStatement(builder, node.block)
      return
    }
    const [caught, after] = [builder.block(), builder.block()]
    builder.guarded(caught, () => { layStatement(builder, node.block) })
    builder.connect(after)
    builder.moveTo(caught)
    if (handler.param) layPattern(builder, handler.param, { node: handler, operator: '=' })
    layStatement(builder, handler.body)
    builder.flowInto(after)
  }
  if (finalizer) builder.finalized(() => { layStatement(builder, finalizer) }, attempt)
  else attempt()
}

function layLabelled(builder: Builder, node: TSESTree.LabeledStatement, labels: readonly string[]): void {
  const own = [...labels, node.label.name]
  builder.labels = own
  if (/^(While|DoWhile|For|ForIn|ForOf|Labeled)Statement$/.test(node.body.type)) {
    layStatement(builder, node.body)
    return
  }
  const after = builder.block()
  builder.within({ breakTo: after }, [...own, ...(node.body.type === 'SwitchStatement' ? [] : [onlyByLabel])], () => {
    layStatement(builder, node.body)
  })
  builder.flowInto(after)
}

/** Lays what happens before the body of a function runs: defaults and destructuring of its parameters. */
export function layParameters(builder: Builder, parameters: readonly TSESTree.Parameter[]): void {
  for (const parameter of parameters) {
    const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
    if (pattern.type !== 'Identifier') layTarget(builder, pattern)
  }
}

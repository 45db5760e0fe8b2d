import type { TSESTree } from '@typescript-eslint/utils'
import type { Truth } from '../../model/cells/conditions.js'
import { isFalsy, lastOf, unwrap, type FunctionNode, type SourceFile } from '../../source/index.js'
import type { Teardown } from './teardowns.js'

type Left = Pick<Teardown, 'writes'>

/**
 * What an own function answers when the teardown has run, as far as its first statements show: who goes on by that answer has learned
 * nothing of the teardown.
 *
 *     async #isLost() { if (this.closed) return false; return await this.ping() }
 */
export function answerWhenOver(file: SourceFile, test: TSESTree.Node, teardown: Left): Truth | undefined {
  const asked = unwrap(test)
  const call = asked.type === 'AwaitExpression' ? unwrap(asked.argument) : asked
  const targets = call.type === 'CallExpression' ? file.calls.targets(call) : []
  const answers = new Set(targets.flatMap(target => answersOf(file, target, teardown)))
  const [answer, ...others] = answers
  return others.length > 0 ? undefined : answer
}

/** What it gives back where it finds that the teardown has run; undefined for anything else than a constant. */
const answersOf = (file: SourceFile, { body }: FunctionNode, teardown: Left): readonly (Truth | undefined)[] =>
  (body.type === 'BlockStatement' ? body.body : []).flatMap(statement => {
    if (statement.type !== 'IfStatement' || truthWhenOver(file, statement.test, teardown) !== 'truthy') return []
    const left = lastOf(statement.consequent)
    if (left?.type !== 'ReturnStatement') return [undefined]
    if (!left.argument || isFalsy(left.argument)) return ['falsy']
    return [left.argument.type === 'Literal' ? 'truthy' : undefined]
  })

/** What a test comes to with what the teardown leaves in the cells that it asks. */
function truthWhenOver(file: SourceFile, test: TSESTree.Node, teardown: Left): Truth | undefined {
  const node = unwrap(test)
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const truth = truthWhenOver(file, node.argument, teardown)
    return truth && (truth === 'truthy' ? 'falsy' : 'truthy')
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const decisive = node.operator === '||' ? 'truthy' : 'falsy'
    const sides = [node.left, node.right].map(side => truthWhenOver(file, side, teardown))
    return sides.includes(decisive) ? decisive : sides[0] === sides[1] ? sides[0] : undefined
  }
  const cell = file.cells.at(node)
  return cell && teardown.writes.get(cell)
}

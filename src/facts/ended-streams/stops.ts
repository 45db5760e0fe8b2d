import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import { handleOf, sourceOf } from '../../model/tasks/handles.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import { calleeName, memberName, receiver, unwrap, type CallNode, type FunctionNode, type Variable } from '../../source/index.js'
import type { Stream } from './streams.js'

/** Whether a function may stop a task: it is told the handle of a timer, or calls something that may know of it. */
export const mayStop = (program: Program, stream: Stream, task: Task, root: FunctionNode): boolean =>
  [...withAssigned(program, root)].some(part => program.file.callsIn(part).some(call => isStop(program, stream, task, call)))

/** Whether a call may stop a task. A timer ends by its handle alone; what stops a listener has many names. */
export function isStop({ file }: Program, { writes }: Stream, task: Task, call: CallNode): boolean {
  const name = calleeName(call) ?? ''
  const on = receiver(call)
  if (timerClears.has(name)) {
    const handle = call.arguments[0] && handleOf(file, call.arguments[0])
    return isTimer(task) && (handle === undefined || task.handles.includes(handle))
  }
  if (call.type === 'NewExpression' || file.calls.targets(call).length > 0) return false
  if (on === undefined) return !quiet.test(name) && !isEndOfOther(file, call, task)
  if (!isTimer(task)) {
    return !writes.some(write => write === call) && !quiet.test(name) && !builtIn.test(on.type === 'Identifier' ? on.name : '')
  }
  const handle = handleOf(file, on)
  return handle !== undefined && task.handles.includes(handle)
}

/** Functions that stop nothing. */
const quiet = /^(?:log|debug|trace|info|warn|error|now|toString|String|Number|Date|stringify|encode|delete|Error|get|set|has|next)$/

export const isTimer = ({ kind }: Task): boolean => kind === 'interval' || kind === 'timeout' || kind === 'frame'

const builtIn = /^(?:console|Math|JSON|Object|Date|logger|log)$/

/** `unsubscribe()`, where `const unsubscribe = bus.on('x', f)`: it ends that subscription alone. */
function isEndOfOther(file: Program['file'], { callee }: CallNode, { start }: Task): boolean {
  const made = initialOfLocal(file, callee)
  return made?.type === 'CallExpression' && made !== start
}

/** What a local is made by: `const socket = connect(url)`. */
function initialOfLocal({ scopes }: Program['file'], place: TSESTree.Node): TSESTree.Node | undefined {
  const node = unwrap(place)
  const variable = node.type === 'Identifier' ? scopes.variable(node) : undefined
  const initial = variable && scopes.initial(variable)
  return initial?.path.length === 0 ? initial.value : undefined
}

/** The functions that run with one, those included that are put into the variables which it calls: `let end; end = () => { … }`. */
function withAssigned(program: Program, root: FunctionNode): ReadonlySet<FunctionNode> {
  const { file } = program
  const found = new Set<FunctionNode>()
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (found.has(node)) continue
    found.add(node)
    for (const part of program.closureOf(node)) pending.push(part)
    for (const { callee } of file.callsIn(node)) {
      const name = unwrap(callee)
      const variable = name.type === 'Identifier' ? file.scopes.variable(name) : undefined
      if (variable) pending.push(...functionsPutInto(program, variable))
    }
  }
  return found
}

const functionsPutInto = ({ file }: Program, { references }: Variable): readonly FunctionNode[] => references.flatMap(({ identifier }) => {
  const { parent } = identifier as TSESTree.Node
  return parent?.type === 'AssignmentExpression' && parent.left === identifier ? file.calls.functions(parent.right) : []
})

/** Ends after which a source still sends its last events: all of a child process, the closing of a connection. */
const tellingEnds: ReadonlyMap<string, RegExp> = new Map([
  ['kill', /^(?:data|end|close|exit|line|finish)$/],
  ['destroy', /^close$/],
  ['terminate', /^close$/],
])

const connections = /^(?:WebSocket|connect|createConnection)$/

/**
 * The call by which a cancel ends what a task listens to, so that the event comes after it:
 *
 *     child.stdout.on('end', () => { controller.close() })
 *
 *     cancel() { child.kill() }
 */
export function bringingEnd(program: Program, task: Task, root: FunctionNode): TSESTree.CallExpression | undefined {
  const { file } = program
  const { event, start } = task
  const heard = start.type === 'CallExpression' ? receiver(start)
    : start.parent?.type === 'AssignmentExpression' && start.parent.left.type === 'MemberExpression' ? start.parent.left.object : undefined
  if (event === undefined || !heard) return undefined
  const isProperty = start.type !== 'CallExpression'
  const calls = [...program.closureOf(root)].flatMap(part => file.callsIn(part))
  // Whoever takes listeners off, or ends another thing as well, may have stopped this one.
  if (calls.some(call => /^(?:off|remove\w*|unpipe|unsubscribe|abort)$/.test(calleeName(call) ?? ''))) return undefined
  return calls.find((call): call is TSESTree.CallExpression => {
    const on = receiver(call)
    const name = calleeName(call) ?? ''
    // What has an `onclose` tells of its end in a later turn, as a connection does.
    const ending = tellingEnds.get(name) ?? (name === 'close' && (isProperty || isConnection(file, heard)) ? /^close$/ : undefined)
    return call.type === 'CallExpression' && on !== undefined && ending?.test(event) === true && isOf(file, heard, on, name)
  })
}

/** Whether an end is of what is heard; that of a child process is of its pipes as well. */
function isOf(file: Program['file'], heard: TSESTree.Node, ended: TSESTree.Node, name: string): boolean {
  const source = sourceOf(file, ended)
  if (source === undefined) return false
  if (sourceOf(file, heard) === source) return true
  const member = unwrap(heard)
  return name === 'kill' && member.type === 'MemberExpression' && /^std(?:out|err)$/.test(memberName(member) ?? '')
    && sourceOf(file, member.object) === source
}

function isConnection(file: Program['file'], heard: TSESTree.Node): boolean {
  const made = initialOfLocal(file, heard)
  return (made?.type === 'NewExpression' || made?.type === 'CallExpression') && connections.test(calleeName(made) ?? '')
}

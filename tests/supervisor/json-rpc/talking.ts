import { JsonRpc, type JsonRpcOptions, type Peer } from '../../../src/supervisor/json-rpc/index.js'
import type { Run, Supervisor } from '../../../src/supervisor/index.js'
import { commandOf } from '../command.js'
import type { Scene, SuperviseOverrides } from '../scene.js'

export interface Conversation {
  readonly rpc: JsonRpc
  readonly supervisor: Supervisor
  readonly run: Run
  readonly peer: Peer
  /** What onError was told. */
  readonly errors: Error[]
}

/** A JsonRpc, and the options of a supervisor that talks by it with the child that answers. */
export function jsonRpc(options: Partial<JsonRpcOptions> = {}): { rpc: JsonRpc, child: SuperviseOverrides, errors: Error[] } {
  const errors: Error[] = []
  const framing = options.framing ?? 'lines'
  const rpc = new JsonRpc({ framing, onError: (error) => { errors.push(error) }, ...options })
  const { command, args } = commandOf('answers-json-rpc.mjs')
  return { rpc, errors, child: { deaf: true, command, args: [...args, framing], consumers: { rpc: rpc.consumer } } }
}

/** Starts a child that answers, and talks with it. */
export async function converse(scene: Scene, options: Partial<JsonRpcOptions> = {}): Promise<Conversation> {
  const { rpc, child, errors } = jsonRpc(options)
  const { supervisor } = scene.supervise('answers-json-rpc.mjs', child)
  const run = await supervisor.start()
  return { rpc, supervisor, run, peer: rpc.peer(run), errors }
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then((value) => ({ resolved: value }), (error: unknown) => error)
}

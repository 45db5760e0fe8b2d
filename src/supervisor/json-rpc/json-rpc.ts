import type { Consumer, Run } from '../index.js'
import { Connection } from './connection.js'
import { settingsOf, type Settings } from './options.js'
import type { JsonRpcOptions, Peer, Talk } from './types.js'

/**
 * JSON-RPC 2.0 over the stdin and stdout of a supervised child. One object serves all runs of a supervisor, one after the other: each run
 * has a {@link Peer} of its own, with its own ids and its own open requests, so nothing of an old run can reach a new one.
 */
export class JsonRpc {
  readonly #settings: Settings
  readonly #connections = new WeakMap<Run, Connection>()

  /** @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it */
  constructor(options: JsonRpcOptions) {
    this.#settings = settingsOf(options)
  }

  /**
   * Reads the messages of a run and awaits the handlers that they start. List it among the `consumers` of the supervisor, before those
   * that send requests. It is the only reader of stdout.
   */
  readonly consumer: Consumer = (run) => this.#connectionOf(run).consume()

  /** The child of a run, to send requests and notifications to. */
  peer(run: Run): Peer {
    return this.#connectionOf(run).peer()
  }

  /** Makes the `ready` option of a supervisor: what is said first. */
  ready(talk: Talk): (run: Run, signal: AbortSignal) => Promise<void> {
    return (run, signal) => talk(this.#connectionOf(run).peer(signal), signal, run)
  }

  /**
   * Makes the `goodbye` option of a supervisor: what is said last. Messages are read again while it runs; the rest of one that came
   * during the teardown is skipped.
   */
  goodbye(talk: Talk): (run: Run, signal: AbortSignal) => Promise<void> {
    return (run, signal) => {
      const connection = this.#connectionOf(run)
      return connection.readDuring(() => talk(connection.peer(signal), signal, run))
    }
  }

  #connectionOf(run: Run): Connection {
    const known = this.#connections.get(run)
    const connection = known ?? new Connection(run, this.#settings)
    if (!known) this.#connections.set(run, connection)
    return connection
  }
}

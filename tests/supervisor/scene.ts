import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test as base } from 'vitest'
import { Supervisor, type Consumer, type SuperviseOptions } from '../../src/supervisor/index.js'
import { commandOf } from './command.js'
import { Ear } from './ear.js'
import { Postcondition, processesMarked } from './postcondition.js'
import { Trace } from './trace.js'

// Nothing that is left for the end of a test to stop takes this long.
const DISPOSE_MS = 5000

export interface Supervised {
  readonly supervisor: Supervisor
  readonly trace: Trace
  /** What the child says on stdout; it is not there when the test's own consumer claims stdout. */
  readonly ear: Ear
}

export interface SuperviseOverrides extends Partial<SuperviseOptions> {
  /** Leaves stdout to the consumers of the test, or to nobody. */
  deaf?: boolean
}

/** Where the children of one test come from. When the test is over, whatever it did, the postcondition is asserted. */
export class Scene {
  readonly env: NodeJS.ProcessEnv
  readonly #marker = `TEARDOWN_SCENE=${randomUUID()}`
  readonly #signals: AbortSignal[] = []
  readonly #supervised: Supervised[] = []
  readonly #postcondition = new Postcondition(this.#marker, this.#signals)

  constructor() {
    const [name = '', id] = this.#marker.split('=')
    this.env = { ...process.env, [name]: id }
  }

  /** Supervises one of the child programs, its words heard, its events traced. */
  supervise(program: string, { deaf = false, ...options }: SuperviseOverrides = {}): Supervised {
    const trace = new Trace()
    const ear = new Ear()
    const listen: Record<string, Consumer> = deaf ? {} : { ear: ear.consumer }
    const supervisor = new Supervisor({
      ...commandOf(program),
      ...options,
      spawn: { env: this.env, ...options.spawn },
      consumers: { ...listen, ...options.consumers },
      onEvent: (event) => {
        trace.push(event)
        if (event.type === 'report') ear.end(event.report)
        options.onEvent?.(event)
      },
    })
    const supervised = { supervisor, trace, ear }
    this.#supervised.push(supervised)
    return supervised
  }

  /** A controller whose signal has to be without listeners in the end. */
  controller(): AbortController {
    const controller = new AbortController()
    this.#signals.push(controller.signal)
    return controller
  }

  /** Disposes of what still runs and asserts the postcondition; whatever the test left behind is killed, so that only this one is red. */
  async end(): Promise<void> {
    const disposals = Promise.allSettled(this.#supervised.map(async ({ supervisor }) => supervisor[Symbol.asyncDispose]()))
    const disposed = await Promise.race([disposals, pause(DISPOSE_MS, 'dispose() never settled', { ref: false })])
    const leftovers = await this.#postcondition.leftovers()
    for (const { pid } of processesMarked(this.#marker)) process.kill(pid, 'SIGKILL')

    expect(disposed).toEqual(this.#supervised.map(() => ({ status: 'fulfilled', value: undefined })))
    expect(leftovers).toEqual([])
    for (const { supervisor, trace } of this.#supervised) {
      expect(trace.breaches()).toEqual([])
      expect(supervisor.run).toBeNull()
      expect(supervisor.reports).toEqual(trace.reports.slice(trace.reports.length - supervisor.reports.length))
    }
  }
}

/** vitest's `test`, with a scene whose end is the postcondition. */
export const test = base.extend<{ scene: Scene }>({
  // The empty pattern is how vitest knows that this fixture needs no other.
  // eslint-disable-next-line no-empty-pattern -- see above
  scene: async ({}, use) => {
    const scene = new Scene()
    await use(scene)
    await scene.end()
  },
})

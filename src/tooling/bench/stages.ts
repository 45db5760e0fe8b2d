import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The stages of the analysis, in the order in which a file comes to them. */
export const stages = ['inventory', 'tasks', 'lifetimes', 'teardown', 'stale guards', 'swallows', 'cached handles'] as const
export type Stage = typeof stages[number]

/** Where a stage can be seen from outside: a getter or a method of an object that all rules share. */
const seams: Readonly<Record<Stage, { readonly module: string, readonly name: string, readonly member: string }>> = {
  inventory: { module: 'facts/index.js', name: 'Facts', member: 'program' },
  tasks: { module: 'model/program.js', name: 'Program', member: 'tasks' },
  lifetimes: { module: 'facts/index.js', name: 'Facts', member: 'lifetimes' },
  teardown: { module: 'facts/index.js', name: 'Facts', member: 'disorders' },
  'stale guards': { module: 'facts/index.js', name: 'Facts', member: 'staleGuards' },
  swallows: { module: 'facts/index.js', name: 'Facts', member: 'swallows' },
  'cached handles': { module: 'facts/index.js', name: 'Facts', member: 'cachedHandles' },
}

/** In milliseconds; a stage that a build does at once with another is left out. */
export type StageTimes = Partial<Record<Stage, number>>

export interface StageClock {
  /** What the stages took since they were last asked, each without the stages inside it. */
  readonly take: () => StageTimes
}

/** Times the stages of a build by wrapping what its objects offer, so that the published code has no clock in it. */
export async function clockStages(entry: string): Promise<StageClock> {
  let times: StageTimes = {}
  const open: { inner: number }[] = []
  const clock = <Result>(stage: Stage, work: () => Result): Result => {
    const frame = { inner: 0 }
    open.push(frame)
    const begin = performance.now()
    try {
      return work()
    } finally {
      const took = performance.now() - begin
      open.pop()
      const around = open.at(-1)
      if (around) around.inner += took
      times[stage] = (times[stage] ?? 0) + took - frame.inner
    }
  }
  for (const stage of stages) await wrap(entry, stage, clock)
  return {
    take: () => {
      const taken = times
      times = {}
      return taken
    },
  }
}

type Clock = <Result>(stage: Stage, work: () => Result) => Result
type Member = (this: object, ...args: unknown[]) => unknown

async function wrap(entry: string, stage: Stage, clock: Clock): Promise<void> {
  const { module, name, member } = seams[stage]
  const path = join(dirname(entry), module)
  if (!existsSync(path)) return
  const { [name]: exported } = await import(pathToFileURL(path).href) as Partial<Record<string, { prototype: object }>>
  const found = exported && Object.getOwnPropertyDescriptor(exported.prototype, member) as Partial<Record<string, unknown>> | undefined
  if (!found) return
  const key = found['get'] === undefined ? 'value' : 'get'
  const work = found[key] as Member
  const timed: Member = function (...args) { return clock(stage, () => work.apply(this, args)) }
  Object.defineProperty(exported.prototype, member, { ...found, [key]: timed })
}

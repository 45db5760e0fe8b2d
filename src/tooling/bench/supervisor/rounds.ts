/** One way of doing the work that is measured. Gives what the round took, or whatever else is compared, in any unit. */
export interface Arm {
  readonly name: string
  readonly run: () => Promise<number>
}

/** How much an arm takes of what the first arm takes in the same round: the quartiles over all rounds. */
export interface Ratio {
  readonly name: string
  readonly lower: number
  readonly median: number
  readonly upper: number
}

/**
 * Runs all arms once a round, each round in another order, so that whatever slows the machine down slows them all. Only what one round
 * says of two arms is compared, never times of different rounds.
 */
export async function ratiosOf(arms: readonly [Arm, ...Arm[]], rounds: number): Promise<readonly Ratio[]> {
  const found = new Map(arms.map(({ name }) => [name, [] as number[]]))
  for (const { run } of arms) await run()
  for (let round = 0; round < rounds; round++) {
    const took = new Map<string, number>()
    for (const at of arms.keys()) {
      const arm = arms[(at + round) % arms.length] ?? arms[0]
      took.set(arm.name, await arm.run())
    }
    const first = took.get(arms[0].name) ?? NaN
    for (const [name, time] of took) found.get(name)?.push(first / time)
  }
  return [...found].slice(1).map(([name, values]) => ({ name, ...quartiles(values) }))
}

/** The first quartile, the median and the third. */
export function quartiles(values: readonly number[]): Omit<Ratio, 'name'> {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

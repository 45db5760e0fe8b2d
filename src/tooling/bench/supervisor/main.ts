import { addedStopLatency, cycles } from './cycles.js'
import { outputs } from './outputs.js'
import { quartiles, ratiosOf, type Ratio } from './rounds.js'

/**
 * `npm run bench:supervisor [ROUNDS]`: how fast the supervisor is, as a share of child_process in the same round. It prints; whether the
 * figures are good enough is for a reader who sees the noise, which is what `raw again` says of `raw`.
 */
const rounds = Number(process.argv[2] ?? 200)
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  throw new TypeError(`The number of rounds must be a whole number, not ${String(process.argv[2])}.`)
}

const latencies: number[] = []
for (let round = 0; round < rounds; round++) latencies.push(await addedStopLatency())

console.log(`${rounds} paired rounds under Node ${process.versions.node}\n`)
print('Start, ready, stop: speed against child_process', await ratiosOf(cycles, rounds), [['supervisor', 'execa']])
print('24 MiB of output: speed against the bytes of child_process', await ratiosOf(outputs, rounds), [
  ['supervisor lines', 'execa lines'],
  ['supervisor lines', 'tinyexec lines'],
])
console.log('Time that stop() adds to the end of a child that leaves at SIGTERM, in milliseconds\n')
console.log(row('supervisor - raw', quartiles(latencies)))

function print(title: string, ratios: readonly Ratio[], pairs: readonly (readonly [string, string])[]): void {
  console.log(`${title}\n`)
  console.log('| arm | median | quartiles |\n| --- | --- | --- |')
  for (const ratio of ratios) console.log(row(ratio.name, ratio))
  for (const [one, other] of pairs) {
    const [first, second] = [one, other].map(name => ratios.find(ratio => ratio.name === name)?.median ?? NaN)
    console.log(`| ${one} / ${other} | ${shown((first ?? NaN) / (second ?? NaN))} | |`)
  }
  console.log()
}

function row(name: string, { lower, median, upper }: Omit<Ratio, 'name'>): string {
  return `| ${name} | ${shown(median)} | ${shown(lower)} to ${shown(upper)} |`
}

function shown(value: number): string {
  return value.toFixed(2)
}

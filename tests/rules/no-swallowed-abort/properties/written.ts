/** What a handler does, one thing after the other. */
export type Step = 'log' | 'act' | 'test' | 'rethrow' | 'leave'

/** What stands around the `try`. */
export type Place = 'endless loop' | 'guarded loop' | 'nothing'

export interface Program {
  readonly place: Place
  /** What the handler does in case of one of two conditions, and otherwise. */
  readonly first: readonly Step[]
  readonly second: readonly Step[]
}

/** A way to write one and the same program. */
export interface Style {
  readonly signal: string
  readonly holder: 'class' | 'private method' | 'arrow field' | 'factory' | 'function expression'
  readonly branch: 'else' | 'early return'
}

/** Writes an owner whose `run` calls `poll` under the caller's signal. */
export function written({ place, first, second }: Program, { signal, holder, branch }: Style): string {
  const lines = (steps: readonly Step[]) => steps.map(step => statements(signal)[step])
  const handler = branch === 'else'
    ? ['if (late) {', ...lines(first), '} else {', ...lines(second), '}']
    : ['if (late) {', ...lines(first), 'return', '}', ...lines(second)]
  const attempt = ['try {', `await poll({ signal: ${signal} })`, '} catch (error) {', ...handler, '}']
  const body = loops(signal)[place](attempt)
  return holders[holder](signal, body).join('\n')
}

const statements = (signal: string): Readonly<Record<Step, string>> => ({
  log: 'console.warn(error)',
  act: 'peers.block(peer)',
  test: `${signal}.throwIfAborted()`,
  rethrow: 'throw error',
  leave: 'return',
})

const loops = (signal: string): Readonly<Record<Place, (attempt: readonly string[]) => readonly string[]>> => ({
  'endless loop': attempt => ['for (;;) {', ...attempt, '}'],
  'guarded loop': attempt => [`while (!${signal}.aborted) {`, ...attempt, '}'],
  nothing: attempt => attempt,
})

const holders: Readonly<Record<Style['holder'], (signal: string, body: readonly string[]) => readonly string[]>> = {
  class: (signal, body) => ['class Owner {', `async run(late, ${signal}) {`, ...body, '}', '}'],
  'private method': (signal, body) => ['class Owner {', `async #run(late, ${signal}) {`, ...body, '}', '}'],
  'arrow field': (signal, body) => ['class Owner {', `run = async (late, ${signal}) => {`, ...body, '}', '}'],
  factory: (signal, body) => ['function make() {', `async function run(late, ${signal}) {`, ...body, '}', 'return { run }', '}'],
  'function expression': (signal, body) => ['const owner = {', `run: async function (late, ${signal}) {`, ...body, '}', '}'],
}

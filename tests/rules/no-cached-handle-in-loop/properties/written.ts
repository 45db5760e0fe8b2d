/** A made-up owner with a round that uses a copy of its cell. */
export interface Story {
  readonly round: 'while' | 'endless' | 'interval' | 'timeout'
  /** What another function does to the cell. */
  readonly writer: 'empties' | 'replaces' | 'nothing'
  /** How the round notices, or why it need not. */
  readonly notices: 'nothing' | 'compares' | 'reads again' | 'tests a flag' | 'takes over'
  /** Whether a turn does something else now and then. */
  readonly pauses: boolean
}

/** A way to write one and the same story. */
export interface Style {
  readonly cell: string
  readonly holder: 'class' | 'private fields' | 'arrow fields' | 'factory'
  readonly leaves: 'by an else' | 'early'
}

/** Whether a careful reader would report the copy. */
export const isStale = ({ writer, notices }: Story): boolean => writer !== 'nothing' && notices === 'nothing'

/** The program, with its copy on the line that ends in `// copy`. */
export function written(story: Story, { cell, holder, leaves }: Style): string {
  const place = (name: string) => holder === 'factory' ? name : holder === 'private fields' ? `this.#${name}` : `this.${name}`
  const isTimer = story.round === 'interval' || story.round === 'timeout'
  const leave = isTimer ? 'return' : 'break'
  const work = isTimer ? ['held.ping()'] : ['await held.ping()']
  const turn = story.pauses ? choice('a', isTimer ? ['rest()'] : ['await rest()'], work, leaves, isTimer ? 'return' : 'continue') : work
  const body = [
    ...story.notices === 'reads again' ? [`const held = ${place(cell)}`, ...choice('!held', [], turn, leaves, leave)]
      : story.notices === 'compares' ? choice(`${place(cell)} !== held`, [], turn, leaves, leave)
        : story.notices === 'tests a flag' ? choice(place('gone'), [], turn, leaves, leave) : turn,
  ]
  const run = [
    ...story.notices === 'reads again' ? [] : [`const held = ${place(cell)} // copy`],
    ...story.notices === 'takes over' ? [`${place(cell)} = null`] : [],
    ...rounds(story, body),
  ]
  const stop = [
    ...story.notices === 'tests a flag' ? [`${place('gone')} = true`] : [],
    ...story.writer === 'empties' ? [`${place(cell)} = null`] : story.writer === 'replaces' ? [`${place(cell)} = open()`] : ['rest()'],
  ]
  if (holder === 'factory') {
    return ['function make(a) {', `let ${cell} = open(), gone`, 'function stop() {', ...stop, '}', 'async function run() {', ...run, '}',
      'return { stop, run }', '}'].join('\n')
  }
  const hash = holder === 'private fields' ? '#' : ''
  const heads = holder === 'arrow fields' ? ['stop = () => {', 'run = async a => {'] : ['stop() {', 'async run(a) {']
  return ['class Owner {', `${hash}${cell} = open(); ${hash}gone = false`, heads[0], ...stop, '}', heads[1], ...run, '}', '}'].join('\n')
}

function rounds({ round, notices }: Story, body: readonly string[]): readonly string[] {
  switch (round) {
    case 'while':
      return [notices === 'reads again' ? 'while (true) {' : 'while (held) {', ...body, '}']
    case 'endless':
      return ['for (;;) {', ...body, '}']
    case 'interval':
      return ['setInterval(() => {', ...body, '}, 100)']
    case 'timeout':
      return ['const tick = () => {', 'setTimeout(tick, 100)', ...body, '}', 'tick()']
  }
}

/** `if (test) { …; leave }` and the rest behind it, or the rest in its else. */
function choice(test: string, first: readonly string[], second: readonly string[], leaves: Style['leaves'], leave: string): string[] {
  if (leaves === 'early') return [`if (${test}) {`, ...first, leave, '}', ...second]
  return [`if (${test}) {`, ...first, ...leave === 'continue' || (leave === 'return' && first.length > 0) ? [] : [leave], '} else {', ...second, '}']
}

/**
 * Programs that grow in one dimension. In each a teardown releases before it cancels, and a method uses behind its waits what it has
 * checked before them: both questions of order have to reach the end of what grows.
 */
export const shapes = {
  'async methods that call each other': (size) => owner('await this.step0()', times(size, (at) =>
    `async step${at}() { if (this.flag${at}) await sleep(${at}); ${at + 1 < size ? `await this.step${at + 1}()` : ''} }`)),

  'if and await': (size) => owner(times(size, (at) => `if (this.flag${at}) await sleep(${at})`)),

  'try, catch and finally': (size) => owner(times(size, (at) =>
    `try { await load(${at}) } catch (error) { this.failed(error) } finally { this.done${at} = true }`)),

  'waits inside each other': (size) => owner(`${times(size, (at) => `if (await sleep(${at}))`)} this.last = ${size}`),

  'tasks and cells': (size) => crossing(size, (at) => `this.cell${at}.poll()`),

  'tasks that all read all cells': (size) => crossing(size, () => times(size, (cell) => `this.cell${cell}.poll()`)),
} satisfies Record<string, (size: number) => string>

export type Shape = keyof typeof shapes

/** How far a shape is grown: where all tasks read all cells, the text itself grows with the square. */
export const largestOf = (shape: Shape): number => shape === 'tasks that all read all cells' ? 100 : 400

/** As many tasks as cells; a teardown that releases all cells first, and a method that checks all and uses all. */
const crossing = (size: number, reads: (at: number) => string): string => `class Owner {
  start() {
    ${times(size, (at) => `this.timer${at} = setInterval(() => { ${reads(at)} }, 10)`)}
  }
  async stop() {
    ${times(size, (at) => `this.cell${at} = null`)}
    ${times(size, (at) => `clearInterval(this.timer${at})`)}
  }
  async work() {
    ${times(size, (at) => `if (!this.cell${at}) return`)}
    await sleep(1)
    ${times(size, (at) => `this.cell${at}.poll()`)}
  }
}`

/** A class whose teardown, and whose method with a check, do `middle` where it matters. */
const owner = (middle: string, members = ''): string => `class Owner {
  start() {
    this.proc = open()
    this.timer = setInterval(() => { this.proc.poll() }, 10)
  }
  async stop() {
    this.proc = null
    ${middle}
    clearInterval(this.timer)
  }
  async work() {
    if (!this.proc) return
    ${middle}
    await sleep(1)
    this.proc.poll()
  }
  ${members}
}`

const times = (size: number, part: (at: number) => string): string =>
  Array.from({ length: size }, (_, at) => part(at)).join('\n    ')

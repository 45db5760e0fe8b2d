/** Programs that grow in one dimension. In each a teardown releases before it cancels: the analysis has to reach its end. */
export const growing = {
  'methods that call each other': size => owner('this.step0()', times(size, at =>
    `  step${at}() { if (this.flag${at}) this.last = ${at}; ${at + 1 < size ? `this.step${at + 1}()` : ''} }`)),

  'conditions and awaits in the teardown': size => owner(times(size, at =>
    `if (this.flag${at}) await this.part${at}.close()`)),

  'try, catch and finally in the teardown': size => owner(times(size, at =>
    `try { await this.part${at}.close() } catch (error) { this.failed(error) } finally { this.done${at} = true }`)),

  'try and finally inside each other': size => owner(nested(size, at => [`try { this.part${at}.close()`, `} finally { this.done${at} = true }`])),

  'conditions inside each other': size => owner(nested(size, at => [`if (this.flag${at}) { this.part${at}.close()`, '}'])),

  'loops inside each other': size => owner(nested(size, at => [`for (const part of this.parts${at}) { if (part) continue; part.close()`, '}'])),

  'cases of one switch': size => owner(`switch (this.state) {\n${times(size, at => `case ${at}: await this.part${at}.close()${at % 2 === 0 ? '; break' : ''}`)}\n}`),

  'early returns': size => owner(times(size, at => `if (this.flag${at}) return`)),

  'tasks and cells, one of each': size => `class Owner {
  start() {
    ${times(size, at => `this.cell${at} = open()\nthis.timer${at} = setInterval(() => { this.cell${at}.poll() }, 10)`)}
  }
  stop() {
    ${times(size, at => `this.cell${at} = null`)}
    ${times(size, at => `clearInterval(this.timer${at})`)}
  }
}`,

  'owners in one file': size => times(size, at => owner('', '', at)),

  'functions inside each other': size => owner(nested(size, at => [`this.run(() => { this.part${at}.close()`, '})'])),

  'callbacks of one task': size => owner('', `  more() {\n${times(size, at => `this.source.on('event${at}', () => { this.proc.poll(${at}) })`)}\n  }`),
} satisfies Record<string, (size: number) => string>

/**
 * Programs whose paths, call chains or states multiply, so that an analysis that lists them does not end. Where the cap is
 * reached there is no report; otherwise there is one for each released cell.
 */
export const multiplying = {
  'calls that double at every step': {
    program: size => owner('this.step0()', times(size, at =>
      `  step${at}() { ${at + 1 < size ? `this.step${at + 1}(); this.step${at + 1}()` : ''} }`)),
    released: () => 1,
  },

  'methods that all call all': {
    program: size => owner('this.step0()', times(size, at =>
      `  async step${at}() { ${times(size, other => `if (this.flag${other}) await this.step${other}();`)} }`)),
    released: () => 1,
  },

  'tasks that all read all cells': {
    program: size => `class Owner {
  start() {
    ${times(size, at => `this.timer${at} = setInterval(() => { ${times(size, cell => `this.cell${cell}.poll();`)} }, 10)`)}
  }
  async stop() {
    ${times(size, at => `this.cell${at} = null\nif (this.flag${at}) await this.wait()`)}
    ${times(size, at => `clearInterval(this.timer${at})`)}
  }
}`,
    released: size => size,
  },

  'loops around conditions around loops': {
    program: size => owner(nested(size, at => [`while (this.flag${at}) { if (await this.ask()) {`, `} else this.last = ${at} }`])),
    released: () => 1,
  },
} satisfies Record<string, { program: (size: number) => string, released: (size: number) => number }>

/** Programs as deep as generated code gets, on many lines: what walks them by calling itself may run out of stack. */
export const deep = {
  'a sum': depth => owner(`this.total = ${Array.from({ length: depth }, () => 'this.part').join('\n+ ')}`),
  'a condition': depth => owner(`if (${Array.from({ length: depth }, () => 'this.part').join('\n|| ')}) return`),
  'a chain of calls': depth => owner(`this.query${'\n.where(1)'.repeat(depth)}`),
  'a chain of methods': depth => owner('this.step0()', times(depth, at => `step${at}() { ${at + 1 < depth ? `this.step${at + 1}()` : ''} }`)),
  'else if': depth => owner(Array.from({ length: depth }, (_, at) => `if (this.state === ${at}) this.log(${at});`).join('\nelse ')),
  'blocks': depth => owner(`${'{\n'.repeat(depth)}${'}'.repeat(depth)}`),
  'conditions': depth => owner(`${'if (this.flag) {\n'.repeat(depth)}${'}'.repeat(depth)}`),
  'arrays': depth => owner(`this.data = ${'[\n'.repeat(depth)}${']'.repeat(depth)}`),
  'functions': depth => owner(`this.curried = ${'() =>\n'.repeat(depth)}null`),
  'alternatives': depth => owner(`this.choice = ${'this.flag ? 1 :\n'.repeat(depth)}0`),
} satisfies Record<string, (depth: number) => string>

/** A class with a timer that reads a cell, and a teardown that does `middle` between the release and the cancel. */
const owner = (middle: string, members = '', number = 0): string => `class Owner${number} {
  start() {
    this.proc = open()
    this.timer = setInterval(() => { this.proc.poll() }, 10)
  }
  async stop() {
    this.proc = null
    ${middle}
    clearInterval(this.timer)
  }
${members}
}`

const times = (size: number, part: (at: number) => string): string => Array.from({ length: size }, (_, at) => part(at)).join('\n    ')

function nested(size: number, part: (at: number) => readonly [before: string, after: string]): string {
  return Array.from({ length: size }, (_, at) => part(size - 1 - at)).reduce((inner, [before, after]) => `${before}\n${inner}\n${after}`, '')
}

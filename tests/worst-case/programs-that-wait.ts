/** Programs that grow in one dimension of guards, waits, handlers and copies; each has something to report. */
export const waiting = {
  'guards of one cell, with a wait behind each': size => worker('proc', times(size, at =>
    `if (!this.proc) return\nawait sleep(${at})\nthis.proc.poll()`), 'this.proc = null'),

  'waits between one guard and its use': size => worker('proc', `if (!this.proc) return
    ${times(size, at => `await sleep(${at})`)}
    this.proc.poll()`, 'this.proc = null'),

  'uses behind one wait': size => worker('proc', `if (!this.proc) return
    await sleep()
    ${times(size, at => `if (this.flag${at}) this.proc.poll(${at})`)}`, 'this.proc = null'),

  'functions that write one cell': size => worker('proc', 'if (!this.proc) return\nawait sleep()\nthis.proc.poll()', 'this.proc = null',
    times(size, at => `stop${at}() { if (this.flag${at}) this.proc = null }`)),

  'functions that guard and wait for one cell': size => worker('proc', '', 'this.proc = null', times(size, at =>
    `async work${at}() { if (!this.proc) return; await sleep(${at}); this.proc.poll() }`)),

  'cells that one function empties': size => worker('proc', 'if (!this.proc) return\nawait sleep()\nthis.proc.poll()',
    `this.proc = null\n${times(size, at => `this.cell${at} = null`)}`),

  'private functions that call each other in layers': size => worker('proc', 'if (!this.proc) return\nawait sleep()\nthis.proc.poll()',
    'this.#layer0()', times(size, at => `#layer${at}() { ${at + 1 < size ? `this.#layer${at + 1}(); this.#layer${at + 1}()` : 'this.proc = null'} }`)),

  'runs that empty what the next one set': size => `class Owner {
  ${times(size, at => `async find${at}(text) {
    const controller = new AbortController()
    this.controller${at} = controller
    try { return await query(text, controller.signal) } finally { this.controller${at} = null }
  }
  cancel${at}() { this.controller${at}?.abort(); this.controller${at} = null }`)}
}`,

  'functions with a handler and a signal': size => times(size, at =>
    `async function run${at}(signal) { try { await load(${at}, { signal }) } catch { failed.push(${at}) } }`),

  'calls in one handled block': size => `async function run(signal) {
  try {
    ${times(size, at => `await load(${at}, { signal })`)}
  } catch { failed.push(1) }
}`,

  'a chain of own calls that are handled': size => `async function run(signal) {
  try { await step0(signal) } catch { failed.push(1) }
}
${times(size, at => `async function step${at}(signal) { ${at + 1 < size ? `await step${at + 1}(signal)` : 'await fetch("", { signal })'} }`)}`,

  'loops behind one copy': size => worker('proc', `const proc = this.proc
    ${times(size, at => `while (proc) await read(proc.output${at})`)}`, 'this.proc = null'),

  'functions with a copy before a loop': size => worker('proc', '', 'this.proc = null', times(size, at =>
    `async work${at}() { const proc = this.proc; while (proc) await read(proc.output) }`)),
} satisfies Record<string, (size: number) => string>

/**
 * Programs where each of a number of guards, copies or handlers meets each of as many waits, turns or calls: the work grows by
 * their product, so that what ends it is the cap.
 */
export const crossing = {
  'handlers with a signal in one loop': {
    program: size => `async function run(signal) {
  for (;;) {
    ${times(size, at => `try { await load(${at}, { signal }) } catch { failed.push(${at}) }`)}
  }
}`,
    released: size => size,
  },

  'handlers with a signal in one function': {
    program: size => `async function run(signal) {
  ${times(size, at => `try { await load(${at}, { signal }) } catch { failed.push(${at}) }`)}
}`,
    released: size => size,
  },

  'guards and waits in one function': {
    program: size => worker('#proc', times(size, at =>
    `if (!this.cell${at}) return\nawait sleep(${at})\nthis.cell${at}.poll()`), times(size, at => `this.cell${at} = null`)),
    released: size => size,
  },

  'guards first, then waits, then uses': {
    program: size => worker('proc', `${times(size, at => `if (!this.cell${at}) return`)}
    ${times(size, at => `await sleep(${at})`)}
    ${times(size, at => `this.cell${at}.poll()`)}`, '', times(size, at => `stop${at}() { this.cell${at} = null }`)),
    released: size => size,
  },

  'waits inside each other': {
    program: size => worker('proc', `if (!this.proc) return
    await ${'sleep(await '.repeat(size)}sleep()${')'.repeat(size)}
    this.proc.poll()`, 'this.proc = null'),
    released: () => 1,
  },

  'a chain of own calls with guards': {
    program: size => worker('proc', 'if (!this.proc) return\nawait this.step0()\nthis.proc.poll()', 'this.proc = null',
    times(size, at => `async step${at}() { if (!this.part${at}) return; ${at + 1 < size ? `await this.step${at + 1}()` : 'await sleep()'} }`)),
    released: () => 1,
  },

  'guards and waits inside each other': {
    program: size => worker('proc', nested(size, at =>
    [`if (this.cell${at}) { await sleep(${at})`, `this.cell${at}.poll() }`]), times(size, at => `this.cell${at} = null`)),
    released: size => size,
  },

  'waits in loops inside each other': {
    program: size => worker('proc', `if (!this.proc) return
    ${nested(size, at => [`for (const part of this.parts${at}) { await part.close()`, '}'])}
    this.proc.poll()`, 'this.proc = null'),
    released: () => 1,
  },

  'handlers with a signal inside each other': {
    program: size => `async function run(signal) {
  ${nested(size, at => [`try { await load(${at}, { signal })`, `} catch { failed.push(${at}) }`])}
}`,
    released: size => size,
  },

  'copies before loops': {
    program: size => worker('proc', times(size, at =>
    `const cell${at} = this.cell${at}\nwhile (cell${at}) await read(cell${at}.output)`), times(size, at => `this.cell${at} = null`)),
    released: size => size,
  },

  'copies before one loop': {
    program: size => worker('proc', `${times(size, at => `const cell${at} = this.cell${at}`)}
    while (${Array.from({ length: size }, (_, at) => `cell${at}`).join(' && ')}) {
      ${times(size, at => `await read(cell${at}.output)`)}
    }`, times(size, at => `this.cell${at} = null`)),
    released: size => size,
  },

  'copies before loops inside each other': {
    program: size => worker('proc', nested(size, at =>
    [`const cell${at} = this.cell${at}\nwhile (cell${at}) { await read(cell${at}.output)`, '}']), times(size, at => `this.cell${at} = null`)),
    released: size => size,
  },
} satisfies Record<string, { program: (size: number) => string, released: (size: number) => number }>

/** A class with a method that waits, one that stops it, and whatever else. */
const worker = (cell: string, work: string, stop: string, members = ''): string => `class Owner {
  start() { this.${cell.replace('#', '')} = open() }
  async work() {
    ${work}
  }
  stop() {
    ${stop}
  }
  ${members}
}`

const times = (size: number, part: (at: number) => string): string => Array.from({ length: size }, (_, at) => part(at)).join('\n    ')

function nested(size: number, part: (at: number) => readonly [before: string, after: string]): string {
  return Array.from({ length: size }, (_, at) => part(size - 1 - at)).reduce((inner, [before, after]) => `${before}\n${inner}\n${after}`, '')
}

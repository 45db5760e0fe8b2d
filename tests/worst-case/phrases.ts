// What the edits write into programs: the words and shapes that the rules look for, and those that trip an analysis up.
// CELL and OTHER stand for cells of the program itself, BODY for the statement that is wrapped.

/** Names, for identifiers and properties. */
export const words = [
  'abort', 'aborted', 'signal', 'cancel', 'close', 'kill', 'destroy', 'dispose', 'unsubscribe', 'removeListener', 'disconnect',
  'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout', 'AbortController', 'Promise', 'allSettled', 'race', 'then', 'catch',
  'finally', 'on', 'off', 'addEventListener', 'proc', 'timer', 'task', '#proc', '#timer', 'prototype', '__proto__', 'constructor',
  'hasOwnProperty', 'toString', 'valueOf', 'arguments', 'undefined', 'eval', 'async', 'await', 'yield', 'of', 'get', 'set', 'static',
  'super', 'this', 'null', 'globalThis', 'Symbol', 'using', 'accessor', 'type', 'declare', 'namespace', 'enum', 'abstract',
]

export const expressions = [
  'null', 'undefined', 'void 0', 'this', 'super.close()', 'new.target', 'import.meta', 'await CELL', 'yield CELL', 'yield* CELL',
  'CELL?.abort()', 'CELL?.[0]?.(OTHER)', '(CELL)', '(0, CELL)', 'CELL ??= OTHER', 'CELL ||= null', 'CELL &&= undefined', 'delete CELL',
  'CELL = OTHER = null', '[CELL, OTHER] = [OTHER, null]', '({ a: CELL = null, ...OTHER } = {})', '(async () => { await CELL })',
  'function* () { yield CELL }', 'class { static #p = CELL; static { this.#p = null } }', 'new AbortController()', 'CELL!', 'CELL as any',
  'setInterval(() => { CELL.poll() }, 10)', 'setTimeout(async function again() { await CELL.poll(); setTimeout(again, 1) })',
  'clearInterval(CELL)', 'Promise.allSettled([CELL, OTHER])', '`${CELL}`', 'CELL`x`', 'import(CELL)', '#p in CELL', 'CELL.then(OTHER, OTHER)',
  '({ __proto__: null, get a() { return CELL }, set a(v) { CELL = v }, async *[CELL]() {} })', 'CELL satisfies unknown', '<any>CELL',
]

export const statements = [
  'CELL = null', 'CELL = undefined', 'delete CELL', 'CELL = OTHER', 'CELL.abort()', 'CELL?.abort()', 'clearInterval(CELL)', 'await CELL',
  'CELL = setInterval(() => { OTHER.poll() }, 10)', 'CELL = new AbortController()', 'CELL = this.run(OTHER.signal)', 'if (!CELL) return',
  'if (CELL) { CELL = null; return }', 'while (CELL) { await OTHER.read() }', 'for await (const part of CELL) OTHER.push(part)',
  'do { continue } while (CELL)', 'for (;;) { if (OTHER) break }', 'a: for (;;) { for (;;) { continue a } }', 'try { await CELL } catch {}',
  'try { CELL.close() } finally { CELL = null }', 'try { return } finally { CELL = null }', 'for (CELL of OTHER) {}', 'for (CELL in OTHER) {}',
  'CELL.on("data", () => { OTHER.write() })', 'CELL.addEventListener("x", OTHER)', 'CELL.off("data")', 'const { a = CELL, ...b } = OTHER',
  'const [a, , b = CELL] = OTHER', 'const copy = CELL', 'let late; setTimeout(() => { late = null })', 'throw CELL', 'break', 'continue',
  'return', 'return CELL', 'debugger', ';', 'var copied = CELL', 'function hoisted() { CELL = null; hoisted() }', 'switch (CELL) { default: case 1: OTHER = null }',
  'using resource = CELL', 'await using resource = CELL', 'with (CELL) {}', 'enum E { A = 1 }', 'namespace N { export const a = 1 }',
  'type T = typeof import("x")', 'declare function overload(a: string): void', 'export default CELL', 'import x from "x"', 'export * from "x"',
  'Object.assign(CELL, { a: null })', 'CELL.prototype.kill = function () { this.proc = null; this.abort.abort() }', 'Owner: { break Owner }',
  'class Owner { #p = null; kill() { this.#p = null; clearInterval(this.t) } run() { this.t = setInterval(() => this.#p.poll()) } }',
]

export const wrappers = [
  'try { BODY } catch {}', 'try { BODY } catch (error) { throw error }', 'try { BODY } finally { CELL = null }', 'try {} finally { BODY }',
  'try { try { BODY } finally { await CELL } } catch { OTHER = null }', 'if (CELL) { BODY }', 'if (CELL) {} else { BODY }', 'while (CELL) { BODY }',
  'do { BODY } while (await CELL)', 'for (const each of CELL) { BODY }', 'for await (const each of CELL) { BODY }', 'label: { BODY break label }',
  'switch (CELL) { case 1: BODY default: OTHER }', '(async () => { BODY })()', 'setInterval(() => { BODY })', 'CELL.then(() => { BODY })',
  'class Wrapped { static { BODY } kill() { BODY } }', 'const wrapped = { async stop() { BODY }, get x() { BODY } }', '{ BODY }',
  'function* generated() { BODY yield }', 'async function* generated() { BODY yield* CELL }', 'namespace N { BODY }',
]

export const members = [
  'kill() { CELL = null; OTHER?.abort() }', 'async stop() { OTHER = null; await CELL; clearInterval(CELL) }', '#proc = null', 'static #proc',
  'static { this.proc = null }', 'constructor() { super(); CELL = null }', 'get proc() { return CELL }', 'set proc(value) { CELL = value }',
  'static async *[Symbol.asyncIterator]() { yield CELL }', '[Symbol.dispose]() { CELL = null }', 'start() { CELL = setInterval(() => this.kill()) }',
  'run = async () => { while (CELL) { await OTHER } }', '"quoted"() {}', '1() {}', 'constructor(private readonly a: string, public b = CELL) {}',
  'declare field: string', 'abstract missing(): void', 'accessor a = CELL', '@decorated() method() { CELL = null }', '[key: string]: unknown',
  'async recurse() { await this.recurse(); this.stop(); this.kill() }', 'static run(signal: AbortSignal): asserts signal is AbortSignal {}',
]

export const properties = [
  '...CELL', 'a: CELL', '[CELL]: OTHER', '__proto__: CELL', 'kill() { CELL = null; OTHER.abort() }', 'async stop() { CELL = null; await OTHER }',
  'get proc() { return CELL }', 'set proc(value) { CELL = value }', '*generated() { yield CELL }', 'close: () => { clearInterval(CELL) }',
  'start() { CELL = setInterval(() => this.kill()) }', 'constructor: function () { CELL = null }', '"quoted": null', '1: null',
]

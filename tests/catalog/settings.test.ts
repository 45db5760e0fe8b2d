import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../src/catalog/settings.js'

const parse = (teardown: unknown) => parseSettings({ teardown })

describe('settings.teardown', () => {
  it('adds nothing when it is absent', () => {
    expect(parseSettings({})).toEqual({ cancel: [], release: [], settle: [], isAbortError: [], rethrow: [], taskStarters: [] })
  })

  it('takes plain names, methods of a named object, and methods of this', () => {
    expect(parse({
      cancel: ['stopPolling', 'pool.drain', 'this.halt', 'this.#halt'],
      release: ['give_back', '$free'],
      settle: ['tasks.idle'],
      isAbortError: ['isCancelled'],
      rethrow: ['throwUnlessTransient'],
      taskStarters: ['runInBackground'],
    })).toEqual({
      cancel: ['pool.drain', 'stopPolling', 'this.#halt', 'this.halt'],
      release: ['$free', 'give_back'],
      settle: ['tasks.idle'],
      isAbortError: ['isCancelled'],
      rethrow: ['throwUnlessTransient'],
      taskStarters: ['runInBackground'],
    })
  })

  it('leaves the settings of other plugins alone', () => {
    expect(parseSettings({ react: { version: 'detect' }, teardown: { cancel: ['stop'] } }).cancel).toEqual(['stop'])
  })

  it('gives one frozen vocabulary for one settings object', () => {
    const settings = { teardown: { cancel: ['stop'] } }
    const first = parseSettings(settings)
    expect(parseSettings(settings)).toBe(first)
    expect(Object.isFrozen(first)).toBe(true)
    expect(Object.isFrozen(first.cancel)).toBe(true)
  })

  it('gives equal text for equal content, whatever the order it was written in', () => {
    const one = parse({ cancel: ['stop', 'halt'], release: ['free'] })
    const other = parse({ release: ['free', 'free'], cancel: ['halt', 'stop'] })
    const different = parse({ cancel: ['stop'], release: ['free'] })
    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
    expect(JSON.stringify(different)).not.toBe(JSON.stringify(one))
  })

  it('does not hold on to the lists of the user', () => {
    const names = ['stop']
    const vocabulary = parse({ cancel: names })
    names.push('halt')
    expect(vocabulary.cancel).toEqual(['stop'])
  })
})

describe('an unknown key of settings.teardown', () => {
  it.each([
    ['cancle', 'settings.teardown.cancle: unknown key, did you mean cancel?'],
    ['cancels', 'settings.teardown.cancels: unknown key, did you mean cancel?'],
    ['Release', 'settings.teardown.Release: unknown key, did you mean release?'],
    ['setle', 'settings.teardown.setle: unknown key, did you mean settle?'],
    ['isAborterror', 'settings.teardown.isAborterror: unknown key, did you mean isAbortError?'],
    ['retrhow', 'settings.teardown.retrhow: unknown key, did you mean rethrow?'],
    ['taskStarter', 'settings.teardown.taskStarter: unknown key, did you mean taskStarters?'],
    ['taskStrater', 'settings.teardown.taskStrater: unknown key, did you mean taskStarters?'],
  ])('%s: says what was probably meant', (key, message) => {
    expect(() => parse({ [key]: [] })).toThrow(new Error(message))
  })

  it.each(['stop', 'cancelNames', 'toString', ''])('%j: names the keys when none is near', (key) => {
    expect(() => parse({ [key]: [] })).toThrow(new Error(
      `settings.teardown.${key}: unknown key, the keys are cancel, release, settle, isAbortError, rethrow, taskStarters`,
    ))
  })

  it('is refused each time, not only the first', () => {
    const settings = { teardown: { cancle: [] } }
    expect(() => parseSettings(settings)).toThrow(/did you mean cancel\?/)
    expect(() => parseSettings(settings)).toThrow(/did you mean cancel\?/)
  })
})

describe('a value of the wrong kind in settings.teardown', () => {
  it.each([
    [null, 'settings.teardown.cancel: expected a list of names, found null'],
    ['stop', 'settings.teardown.cancel: expected a list of names, found the string "stop"'],
    [true, 'settings.teardown.cancel: expected a list of names, found the boolean true'],
    [{ stop: true }, 'settings.teardown.cancel: expected a list of names, found an object'],
    [/stop/, 'settings.teardown.cancel: expected a list of names, found the regular expression /stop/'],
  ])('cancel: %j', (cancel, message) => {
    expect(() => parse({ cancel })).toThrow(new Error(message))
  })

  it.each([
    [['stop', 3], '[1]', 'the number 3'],
    [[/stop/i], '[0]', 'the regular expression /stop/i'],
    [[['stop']], '[0]', 'a list'],
    [[undefined], '[0]', 'undefined'],
    [[() => true], '[0]', 'a function'],
    [[''], '[0]', 'the string ""'],
    [['stop()'], '[0]', 'the string "stop()", write "stop"'],
    [['a.b.c'], '[0]', 'the string "a.b.c", write "b.c"'],
    [['this'], '[0]', 'the string "this"'],
    [['stop*'], '[0]', 'the string "stop*"'],
    [['.stop'], '[0]', 'the string ".stop", write "stop"'],
    [['two words'], '[0]', 'the string "two words"'],
  ])('release: %j', (release, index, found) => {
    expect(() => parse({ release })).toThrow(new Error(
      `settings.teardown.release${index}: expected a name (stop) or an object and its method (pool.drain), found ${found}`,
    ))
  })

  it.each([
    [null, 'null'],
    [['stop'], 'a list'],
    ['stop', 'the string "stop"'],
    [false, 'the boolean false'],
    [/stop/, 'the regular expression /stop/'],
  ])('the whole: %j', (teardown, found) => {
    expect(() => parse(teardown)).toThrow(new Error(`settings.teardown: expected an object of lists of names, found ${found}`))
  })
})

describe('a name that is refused', () => {
  it.each([
    ['this.rl.close', 'rl.close'], ['this.rl?.close()', 'rl.close'], ['stop()', 'stop'], ['this.#pool.drain(true)', 'pool.drain'],
    ['Pool#drain', 'Pool.drain'], ['Pool::drain', 'Pool.drain'],
  ])('%s: says what to write', (name, meant) => {
    expect(() => parse({ cancel: ['stop', name] })).toThrow(new Error(
      'settings.teardown.cancel[1]: expected a name (stop) or an object and its method (pool.drain), '
      + `found the string ${JSON.stringify(name)}, write ${JSON.stringify(meant)}`,
    ))
  })

  it.each(['/stop/', 'stop*', 'this', ''])('%j: says nothing where nothing can be meant', name => {
    expect(() => parse({ cancel: [name] })).toThrow(/found the string "[^,]*$/)
  })
})

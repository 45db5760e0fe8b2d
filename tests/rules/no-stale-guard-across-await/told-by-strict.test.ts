import { RuleTester } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../rules/no-stale-guard-across-await.js'
import { testTold } from './told.js'

const phases = (end: string) => `
  class Phases {
    byEvent = new Map()
    async enter(event, phase) {
      const known = this.byEvent.get(event)
      if (!known) return
      await save(event, phase)
      known.phase = phase
      this.byEvent.set(event, known)
    }
    leave(event) { ${end} }
  }
`
const bills = (failed: string) => `
  class Bills {
    async send(bill) {
      if (!this.client) return { success: false }
      try {
        await this.client.finish(bill)
        await this.client.send(bill)
        return { success: true }
      } catch (error) { ${failed} }
    }
    disconnect() { this.client = null }
  }
`
const put = 'this.byEvent.set(event, known)'
const send = 'await this.client.send(bill)'

testTold('what both forms tell of', [
  { name: 'an entry that is ended', code: phases('this.byEvent.get(event)?.close(); this.byEvent.delete(event)'), told: [put] },
  { name: 'a failure that is only reported', code: bills('report(error)'), told: [send] },
  { name: 'one that is thrown', code: bills('throw new Failure(error)'), told: [send] },
  { name: 'one that is handed to somebody', code: bills('return failed(error)'), told: [send] },
], undefined, {})

const minor = [
  { name: 'data', code: phases('this.byEvent.delete(event)'), place: put },
  { name: 'a failure in the answer', code: bills('console.error(error); return { success: false, error }'), place: send },
]

testTold('what recommended leaves alone', minor, undefined, {})
testTold('what strict tells of', minor.map(({ place, ...program }) => ({ ...program, told: [place] })), undefined, { strict: true })

const office = (body: string, others = '') => `
  class Office {
    ${body}
    async #open() {
      if (this.line) return this.line.test()
      const line = await connect()
      this.line = line
    }
    ${others}
    close() { this.line.close(); this.line = null }
  }
`
const given = (name: string, gives: string) => `
  class Office {
    async ${name}() {
      if (!this.line) {
        const line = await connect()
        this.line = line
      }
      ${gives}
    }
    close() { this.line.close(); this.line = null }
  }
`
const storesLine = 'this.line = line'

testTold('a second value in the place of the first, in both forms', [
  { name: 'all who need the value call the function', code: given('line', 'return this.line'), told: [storesLine] },
  { name: 'by a local of the run', code: given('line', 'return line').replace('const line', 'var line'), told: [storesLine] },
  {
    name: 'by the expression that stores it',
    code: `
  let line
  export async function theLine() {
    if (line) return line
    const address = await find()
    return line = connect(address)
  }
  export function close() { line.close(); line = null }
`,
    told: ['return line = connect(address)'],
  },
  {
    name: 'whoever calls for the key starts it',
    code: `
  class Office {
    #lines = new Map()
    async start(name) {
      if (this.#lines.has(name)) return
      const line = await connect(name)
      this.#lines.set(name, line)
    }
    stop(name) { this.#lines.get(name)?.close(); this.#lines.delete(name) }
  }
`,
    told: ['this.#lines.set(name, line)'],
  },
  { name: 'whoever needs the value makes it first', code: given('send', 'this.line.send()'), told: [storesLine] },
  { name: 'an event runs it', code: office("listen(bus) { bus.on('call', () => this.#open()) }"), told: [storesLine] },
  { name: 'an event of an editor runs it', code: office('listen(bus) { bus.onDidCall(() => this.#open()) }'), told: [storesLine] },
], undefined, {})

const commands: readonly { readonly name: string, readonly code: string, readonly stored?: string }[] = [
  { name: 'whoever starts it waits', code: given('start', '') },
  { name: 'it uses what it has made', code: given('start', '').replace(storesLine, `${storesLine}; this.line.ring()`), stored: `${storesLine}; this.line.ring()` },
  { name: 'it gives back something else', code: given('start', 'return true') },
  { name: 'a timer runs it', code: office('constructor() { setInterval(() => this.#open(), 1000) }') },
]

testTold('a second value that recommended leaves alone', commands, undefined, {})
testTold('a second value that strict tells of', commands.map(({ stored = storesLine, ...program }) => ({ ...program, told: [stored] })), undefined, { strict: true })

const player = (play: string, before = '') => `
  function Player({ load }) {
    const audio = useRef(null)
    const play = async () => {
      if (!audio.current) return${before}
      await load()
      ${play}
    }
    return <audio ref={audio} onClick={play} />
  }
`
const caught = 'try { await audio.current.play() } catch (error) { fail(error) }'
const guard = 'if (audio.current !== currentAudio) return'
const errorsOf = (guarded: string) => [{
  messageId: 'dereferences' as const,
  line: 7,
  suggestions: [{
    messageId: 'compare' as const,
    output: player(guarded, '\n      const currentAudio = audio.current'),
  }],
}]
const strictly = [{ strict: true }] as const

new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }).run(
  'a failure when the component has gone', rule as unknown as TSESLint.RuleModule<'dereferences' | 'compare', typeof strictly | []>, {
    valid: [{ name: 'caught: nobody is there to see it', code: player(caught) }],
    invalid: [
      { name: 'caught, in the strict form', code: player(caught), options: strictly, errors: errorsOf(caught.replace('{ await', `{ ${guard}; await`)) },
      { name: 'not caught', code: player('await audio.current.play()'), errors: errorsOf(`${guard}\n      await audio.current.play()`) },
    ],
  })

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

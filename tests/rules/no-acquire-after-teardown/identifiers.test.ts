import { testStrictly } from './tester.js'

testStrictly('what a collection holds', {
  valid: [
    {
      name: 'the id of what somebody else keeps is nothing to end',
      code: `
        const runs = new Map()
        export async function startScript(session, name) {
          const result = await transport.start(session, name)
          runs.set(session, result.runId)
        }
        export function stopScript(session) {
          const runId = runs.get(session)
          runs.delete(session)
          if (runId) transport.stopScript(runId)
        }
      `,
    },
    {
      name: 'a timer that writes plain values when it fires',
      options: [{ strict: false }],
      code: `
        import { onBeforeUnmount, ref } from 'vue'
        export function useUpgrade() {
          const progress = ref({ step: '', text: '' })
          let timer = null
          const upgrade = async () => {
            await send()
            timer = setTimeout(() => {
              timer = null
              progress.value = { step: '', text: '' }
            }, 2000)
          }
          onBeforeUnmount(() => clearTimeout(timer))
          return { upgrade }
        }
      `,
    },
    {
      name: 'a helper that starts it anew is no end of it, whoever calls it',
      code: `
        let flash
        function select(name) {
          clearTimeout(flash)
          flash = setTimeout(() => show(name), 100)
        }
        function onClose() {
          select('none')
        }
        async function remove(name) {
          await confirm(name)
          select(name)
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a helper that only ends it',
      code: `
        let flash
        function select(name) {
          stop()
          flash = setTimeout(() => show(name), 100)
        }
        export function stop() { clearTimeout(flash) }
        function onClose() {
          stop()
        }
        async function remove(name) {
          await confirm(name)
          select(name)
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 13, column: 11,
        data: {
          place: 'flash', after: 'by this call (line 5) after the `await` on line 12', teardown: '`stop()` (line 7)', run: '`stop()`',
        },
      }],
    },
    {
      name: 'the handle itself',
      code: `
        const runs = new Map()
        export async function startScript(session, name) {
          const result = await transport.start(session, name)
          runs.set(session, result.run)
        }
        export function stopScript(session) {
          const run = runs.get(session)
          runs.delete(session)
          run?.stop()
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 11,
        data: { place: 'runs', after: 'after the `await` on line 4', teardown: '`stopScript()` (line 10)', run: '`stopScript()`' },
      }],
    },
    {
      name: 'the id of a timer',
      code: `
        class Clock {
          timers = new Set()
          async start() {
            await load()
            const intervalId = setInterval(tick, 100)
            this.timers.add(intervalId)
          }
          stop() {
            for (const id of this.timers) clearInterval(id)
          }
        }
      `,
      errors: [{
        messageId: 'rearmed', line: 7, column: 13,
        data: { place: 'this.timers', after: 'after the `await` on line 5', teardown: '`stop()` (line 10)', run: '`stop()`' },
      }],
    },
  ],
})

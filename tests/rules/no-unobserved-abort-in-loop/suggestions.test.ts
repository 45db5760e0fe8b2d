import { testRule } from './tester.js'

testRule('what ends a loop', {
  valid: [],
  invalid: [
    {
      name: 'a pause of timers/promises',
      code: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await setTimeout(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'passSignal', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await setTimeout(1000, undefined, { signal })
          }
        }
      ` },
          { messageId: 'throwAtTop', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            signal.throwIfAborted()
            await refresh()
            await setTimeout(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'with a value, and under another name',
      code: `
        import { setTimeout as sleep } from 'timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          for (;;) {
            const turn = await refresh()
            await sleep(1000, turn)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'passSignal', output: `
        import { setTimeout as sleep } from 'timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          for (;;) {
            const turn = await refresh()
            await sleep(1000, turn, { signal })
          }
        }
      ` },
          { messageId: 'throwAtTop', output: `
        import { setTimeout as sleep } from 'timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          for (;;) {
            signal.throwIfAborted()
            const turn = await refresh()
            await sleep(1000, turn)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a signal of another name, which may be absent',
      code: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(abortSignal?: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await setTimeout(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'passSignal', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(abortSignal?: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await setTimeout(1000, undefined, { signal: abortSignal })
          }
        }
      ` },
          { messageId: 'throwAtTop', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(abortSignal?: AbortSignal): Promise<void> {
          while (true) {
            abortSignal?.throwIfAborted()
            await refresh()
            await setTimeout(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a pause of its own, which takes a signal',
      code: `
        declare function wait(ms: number): Promise<void>
        function sleep(ms: number, signal?: AbortSignal): Promise<void> {
          signal?.throwIfAborted()
          return wait(ms)
        }
        export async function watch(abortSignal: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await sleep(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 8,
        suggestions: [
          { messageId: 'passSignal', output: `
        declare function wait(ms: number): Promise<void>
        function sleep(ms: number, signal?: AbortSignal): Promise<void> {
          signal?.throwIfAborted()
          return wait(ms)
        }
        export async function watch(abortSignal: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await sleep(1000, abortSignal)
          }
        }
      ` },
          { messageId: 'throwAtTop', output: `
        declare function wait(ms: number): Promise<void>
        function sleep(ms: number, signal?: AbortSignal): Promise<void> {
          signal?.throwIfAborted()
          return wait(ms)
        }
        export async function watch(abortSignal: AbortSignal): Promise<void> {
          while (true) {
            abortSignal.throwIfAborted()
            await refresh()
            await sleep(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a pause that takes none',
      code: `
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            await refresh()
            await sleep(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 3,
        suggestions: [
          { messageId: 'throwAtTop', output: `
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            signal.throwIfAborted()
            await refresh()
            await sleep(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a pause on one way only',
      code: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            const isIdle = await refresh()
            if (isIdle) await setTimeout(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'throwAtTop', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            signal.throwIfAborted()
            const isIdle = await refresh()
            if (isIdle) await setTimeout(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a way that leaves out the pause',
      code: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) continue
            await setTimeout(1000)
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'throwAtTop', output: `
        import { setTimeout } from 'node:timers/promises'
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            signal.throwIfAborted()
            const isBusy = await refresh()
            if (isBusy) continue
            await setTimeout(1000)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'in a file with semicolons',
      code: `
        import { setTimeout } from 'node:timers/promises';
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            await refresh();
            await setTimeout(1000);
          }
        }
      `,
      errors: [{
        messageId: 'unobserved', line: 4,
        suggestions: [
          { messageId: 'passSignal', output: `
        import { setTimeout } from 'node:timers/promises';
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            await refresh();
            await setTimeout(1000, undefined, { signal });
          }
        }
      ` },
          { messageId: 'throwAtTop', output: `
        import { setTimeout } from 'node:timers/promises';
        export async function watch(signal: AbortSignal): Promise<void> {
          while (true) {
            signal.throwIfAborted();
            await refresh();
            await setTimeout(1000);
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a continue without a block',
      code: `
        export async function poll(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) continue
            if (signal.aborted) return
            use(isBusy)
          }
        }
      `,
      errors: [{
        messageId: 'skipped', line: 5,
        suggestions: [
          { messageId: 'checkFirst', output: `
        export async function poll(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) { if (signal.aborted) return; continue }
            if (signal.aborted) return
            use(isBusy)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a check that throws',
      code: `
        export async function poll(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) {
              await sleep(1000)
              continue
            }
            if (signal.aborted) throw new Error('stopped')
            use(isBusy)
          }
        }
      `,
      errors: [{
        messageId: 'skipped', line: 7,
        suggestions: [
          { messageId: 'checkFirst', output: `
        export async function poll(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) {
              await sleep(1000)
              if (signal.aborted) throw new Error('stopped')
              continue
            }
            if (signal.aborted) throw new Error('stopped')
            use(isBusy)
          }
        }
      ` },
        ],
      }],
    },
    {
      name: 'a check that does more than to leave is not repeated',
      code: `
        export async function poll(signal: AbortSignal): Promise<void> {
          while (true) {
            const isBusy = await refresh()
            if (isBusy) continue
            if (signal.aborted) {
              log('stopped')
              return
            }
          }
        }
      `,
      errors: [{ messageId: 'skipped', line: 5, suggestions: [] }],
    },
  ],
})

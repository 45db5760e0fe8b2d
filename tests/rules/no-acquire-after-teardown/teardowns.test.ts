import { testStrictly } from './tester.js'

const queue = (then: string) => `
        class Queue {
          async work() {
            await next()
            this.later = setTimeout(() => this.drop(), 1000)
          }
          cleanup() {
            clearTimeout(this.later)
            ${then}
          }
          drop() { this.items = [] }
        }
      `

testStrictly('what is a teardown', {
  valid: [
    {
      name: 'a reset is none',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          reset() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'a clean-up that sets the timer again is none of the timer',
      code: queue('this.later = setTimeout(() => this.drop(), 1000)'),
    },
    {
      name: 'the teardown of something else, by its noun',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          stopRecording() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'the function itself',
      code: `
        class Link {
          async close() {
            const socket = await connect()
            this.socket?.close()
            this.socket = socket
          }
        }
      `,
    },
    {
      name: 'a private step of the function',
      code: `
        class Link {
          async open() {
            const socket = await connect()
            this.#close()
            this.socket = socket
          }
          #close() { this.socket?.close() }
        }
      `,
    },
    {
      name: 'what is made in the function and not given out before its end',
      code: `
        export async function createLink() {
          let socket
          const close = () => socket?.close()
          socket = await connect()
          return { close }
        }
      `,
    },
    {
      name: 'activate and deactivate, which the host runs one after the other',
      code: `
        let client
        export async function activate() {
          client = await start()
        }
        export function deactivate() { client?.stop() }
      `,
    },
    {
      name: 'what only tests run',
      code: `
        let server
        export async function listen() {
          server = await start()
        }
        afterAll(function stop() { server?.close() })
      `,
    },
  ],
  invalid: [
    {
      name: 'a clean-up that leaves the timer cleared',
      code: queue('this.items = []'),
      errors: [{
        messageId: 'rearmed', line: 5, column: 13,
        data: { place: 'this.later', after: 'after the `await` on line 4', teardown: '`cleanup()` (line 8)', run: '`cleanup()`' },
      }],
    },
    {
      name: 'by its name and noun',
      code: `
        class Recorder {
          async startRecording() {
            this.stream = await capture()
          }
          stopRecording() { this.stream?.stop() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: {
          place: 'this.stream', after: 'after the `await` on this line', teardown: '`stopRecording()` (line 6)', run: '`stopRecording()`',
        },
      }],
    },
    {
      name: 'Symbol.asyncDispose',
      code: `
        class Link {
          async open() {
            this.socket = await connect()
          }
          async [Symbol.asyncDispose]() { await this.socket?.close() }
        }
      `,
      errors: [{
        messageId: 'late', line: 4, column: 13,
        data: { place: 'this.socket', after: 'after the `await` on this line', teardown: 'the callback on line 6', run: 'the callback' },
      }],
    },
    {
      name: 'the clean-up of an effect',
      code: `
        export function useMicrophone(on) {
          const stream = useRef(null)
          useEffect(() => {
            navigator.mediaDevices.getUserMedia({ audio: true }).then(found => {
              stream.current = found
            })
            return () => {
              stream.current?.getTracks().forEach(track => track.stop())
            }
          }, [on])
        }
      `,
      errors: [{
        messageId: 'late', line: 6, column: 15,
        data: {
          place: 'stream.current', after: 'once the promise on line 5 settles', teardown: 'the cleanup function on line 9',
          run: 'the cleanup function',
        },
        suggestions: [{ messageId: 'endIfGone', data: { source: 'isGone' }, output: `
        export function useMicrophone(on) {
          const stream = useRef(null)
          useEffect(() => {
            let isGone = false
            navigator.mediaDevices.getUserMedia({ audio: true }).then(found => {
              if (isGone) {
                found.getTracks().forEach(track => track.stop())
                return
              }
              stream.current = found
            })
            return () => {
              isGone = true
              stream.current?.getTracks().forEach(track => track.stop())
            }
          }, [on])
        }
      ` }],
      }],
    },
    {
      name: 'a hook of a component',
      code: `
        export function setup() {
          let map
          onMounted(async () => {
            map = await loadMap()
          })
          onUnmounted(() => { map?.destroy() })
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 13,
        data: {
          place: 'map', after: 'after the `await` on this line', teardown: 'the `onUnmounted()` callback on line 7',
          run: 'the `onUnmounted()` callback',
        },
      }],
    },
    {
      name: 'a function that a component wraps',
      code: `
        export function useSocket() {
          const socket = useRef(null)
          const open = useCallback(async () => {
            socket.current = await connect()
          }, [])
          const close = useCallback(() => { socket.current?.close() }, [])
          return { open, close }
        }
      `,
      errors: [{
        messageId: 'late', line: 5, column: 13,
        data: { place: 'socket.current', after: 'after the `await` on this line', teardown: '`close()` (line 7)', run: '`close()`' },
      }],
    },
  ],
})

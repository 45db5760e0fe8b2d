import { testRule } from './tester.js'

testRule('a clear that is given a function', {
  valid: [
    {
      name: 'the handle',
      code: `
        let timer

        function tick() { poll() }

        export function start() { timer = setInterval(tick, 1000) }

        export function stop() { clearInterval(timer) }
      `,
    },
  ],
  invalid: [
    {
      name: 'the callback',
      code: `
        function tick() { poll() }

        export function start() { setInterval(tick, 1000) }

        export function stop() { clearInterval(tick) }
      `,
      errors: [
        {
          messageId: 'clearsNothing',
          data: {
            clear: 'clearInterval',
            name: 'tick',
          },
          line: 6, column: 48, endLine: 6, endColumn: 52,
          suggestions: [],
        },
      ],
    },
  ],
})

import { describe, it } from 'vitest'

// What the rules print would end in the middle of a user's report, so a test in which anything is printed fails.
describe('a test in which something is printed', () => {
  it.fails.each(['log', 'error', 'warn', 'info', 'debug'] as const)('fails at console.%s', (method) => {
    console[method]('printed by accident')
  })
})

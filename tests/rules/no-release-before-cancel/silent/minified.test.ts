import { testRule } from '../tester.js'

const player = `
  class Player {
    play() { this.timer = setTimeout(() => this.source.stop(), 1000) }
    dispose() {
      this.source = null
      clearTimeout(this.timer)
    }
  }
`
const onOneLine = player.replace(/\s+/g, ' ').replaceAll('} d', '}d').replace('null clear', 'null;clear')
const rest = 'function f(n){return n<2?n:f(n-1)+f(n-2)};'.repeat(150)

testRule('files that are made for machines', {
  valid: [{ name: 'everything is on one line', code: onOneLine + rest }],
  invalid: [{ name: 'a line of it by itself', code: onOneLine, errors: [{ messageId: 'latent', line: 1 }] }],
})

import * as typescriptParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import * as svelteParser from 'svelte-eslint-parser'
import { describe, expect, it } from 'vitest'
import * as vueParser from 'vue-eslint-parser'
import plugin from '../../../../src/index.js'

function reports(code: string, filename: string, parser: object): string[] {
  const messages = new Linter().verify(code, [{
    files: ['**/*.{vue,svelte}'],
    plugins: { teardown: plugin },
    rules: { 'teardown/no-release-before-cancel': ['error', { latent: 'all' }] },
    languageOptions: { parser: parser, parserOptions: { parser: typescriptParser } },
  }], filename)
  return messages.map(({ line, column, messageId, message }) => `${line}:${column} ${messageId ?? message}`)
}

describe('the script of a Vue component', () => {
  it('is reported at its own lines', () => {
    expect(reports(`<template><button @click="stop">Stop</button></template>
<script setup lang="ts">
let socket: WebSocket | null = new WebSocket('wss://example.test')
const timer = setInterval(() => { socket!.send('ping') }, 1000)
function stop() {
  socket = null
  clearInterval(timer)
}
</script>
`, 'Feed.vue', vueParser)).toEqual(['6:3 latent'])
  })

  it('is left alone where the timer is cleared first', () => {
    expect(reports(`<template><button @click="stop">Stop</button></template>
<script setup lang="ts">
let socket: WebSocket | null = new WebSocket('wss://example.test')
const timer = setInterval(() => { socket!.send('ping') }, 1000)
function stop() {
  clearInterval(timer)
  socket = null
}
</script>
`, 'Feed.vue', vueParser)).toEqual([])
  })
})

describe('the script of a Svelte component', () => {
  it('is reported at its own lines', () => {
    expect(reports(`<script lang="ts">
  let socket: WebSocket | null = new WebSocket('wss://example.test')
  const timer = setInterval(() => { socket!.send('ping') }, 1000)
  function stop() {
    socket = null
    clearInterval(timer)
  }
</script>
<button onclick={stop}>Stop</button>
`, 'Feed.svelte', svelteParser)).toEqual(['5:5 latent'])
  })

  it('is left alone where the timer is cleared first', () => {
    expect(reports(`<script lang="ts">
  let socket: WebSocket | null = new WebSocket('wss://example.test')
  const timer = setInterval(() => { socket!.send('ping') }, 1000)
  function stop() {
    clearInterval(timer)
    socket = null
  }
</script>
<button onclick={stop}>Stop</button>
`, 'Feed.svelte', svelteParser)).toEqual([])
  })
})

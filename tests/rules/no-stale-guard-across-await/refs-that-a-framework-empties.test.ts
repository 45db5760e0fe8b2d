import * as typescript from '@typescript-eslint/parser'
import { Linter, type Rule } from 'eslint'
import * as svelte from 'svelte-eslint-parser'
import { expect, test } from 'vitest'
import * as vue from 'vue-eslint-parser'
import rule from '../../../rules/no-stale-guard-across-await.js'

const parsers = { tsx: typescript, jsx: undefined, vue, svelte }

/** The lines that are told of, and what the messages say of the writer. */
function toldOf(code: string, extension: keyof typeof parsers): readonly string[] {
  const messages = new Linter().verify(code, [{
    files: [`**/*.${extension}`],
    plugins: { teardown: { rules: { rule: rule as unknown as Rule.RuleModule } } },
    rules: { 'teardown/rule': 'error' },
    languageOptions: {
      ...parsers[extension] && { parser: parsers[extension] },
      parserOptions: { parser: typescript, ecmaFeatures: { jsx: true } },
    },
  }], `file.${extension}`)
  const lines = code.split('\n')
  return messages.map(({ line, column, message }) =>
    `${lines[line - 1]?.slice(column - 1) ?? ''} | ${/but (.*?) during/.exec(message)?.[1] ?? message}`)
}

const composer = (behind: string, ref = 'useRef(null)'): string => `
export function Composer({ send }) {
  const box = ${ref}
  const submit = async () => {
    if (!box.current) return
    await send(box.current.value)
    ${behind}
  }
  return <form action={submit}><input ref={box} /></form>
}`

test.each(['tsx', 'jsx'] as const)('React: a ref that is looked into once, and used behind a wait (%s)', extension => {
  expect(toldOf(composer('box.current.focus()'), extension)).toEqual([
    'box.current.focus() | the unmount of the element on line 9 may set it to null',
  ])
})

test.each([
  'box.current?.focus()', 'if (box.current) box.current.focus()', 'if (!box.current) return; box.current.focus()', 'done()',
])('React: %s behind the wait', behind => {
  expect(toldOf(composer(behind), 'jsx')).toEqual([])
})

test('React: a ref that no element has is emptied by nobody', () => {
  expect(toldOf(composer('box.current.focus()').replace('ref={box}', 'name="box"'), 'jsx')).toEqual([])
})

test('React: a local that was taken before the wait', () => {
  expect(toldOf(`
export function Composer({ send }) {
  const box = useRef(null)
  const submit = async () => {
    const input = box.current
    if (!input) return
    await send(input.value)
    input.focus()
  }
  return <form action={submit}><input ref={box} /></form>
}`, 'jsx')).toEqual([])
})

test('React: a class with createRef, and one with a callback', () => {
  expect(toldOf(`
class Composer extends Component {
  box = createRef()
  list = null
  other = null
  async submit() {
    if (!this.box.current || !this.list || !this.other) return
    await this.props.send()
    this.box.current.focus()
    this.list.scrollTo(0)
    this.other.scrollTo(0)
  }
  render() { return <><input ref={this.box} /><ul ref={list => { this.list = list }} /></> }
}`, 'tsx')).toEqual([
    'this.box.current.focus() | the unmount of the element on line 13 may set it to null',
    'this.list.scrollTo(0) | the unmount of the element on line 13 may set it to null',
  ])
})

const vueComponent = (script: string): string => `<template><div v-if="open"><input ref="box"></div></template>
<script${script.startsWith('import') ? ' setup' : ''}>
${script}
</script>`

test('Vue: a ref of the template, and one of the script alone', () => {
  expect(toldOf(vueComponent(`import { ref } from 'vue'
const box = ref(null)
const state = ref(null)
async function submit() {
  if (!box.value || !state.value) return
  await send()
  box.value.focus()
  state.value.focus()
}
async function later() {
  if (!box.value) return
  await send()
  box.value?.focus()
}`), 'vue')).toEqual(['box.value.focus() | the unmount of the element on line 1 may set it to null'])
})

test('Vue: this.$refs of the options', () => {
  expect(toldOf(vueComponent(`export default {
  methods: {
    async submit() {
      if (!this.$refs.box) return
      await send()
      this.$refs.box.focus()
    },
    async later() {
      if (!this.$refs.box) return
      await send()
      if (this.$refs.box) this.$refs.box.focus()
    },
  },
}`), 'vue')).toEqual(['this.$refs.box.focus() | the unmount of the element on line 1 may set it to null'])
})

test('Vue: composables say by a type or a name that a template fills the ref', () => {
  expect(toldOf(`
export function useBox() {
  const box = ref<HTMLInputElement | null>(null)
  const other = useTemplateRef('other')
  const state = ref<State | null>(null)
  async function submit() {
    if (!box.value || !other.value || !state.value) return
    await send()
    box.value.focus()
    other.value.focus()
    state.value.focus()
  }
  return { box, submit }
}`, 'tsx')).toEqual([
    'box.value.focus() | the unmount of its element may set it to null',
    'other.value.focus() | the unmount of its element may set it to null',
  ])
})

test('Svelte: bind:this', () => {
  expect(toldOf(`<script>
  let box
  let plain
  async function submit() {
    if (!box || !plain) return
    await send(box.value)
    box.focus()
    plain.focus()
  }
  async function later() {
    if (!box) return
    await send(box.value)
    box?.focus()
  }
</script>
{#if open}<input bind:this={box}>{/if}`, 'svelte')).toEqual([
    'box.focus() | the unmount of the element on line 16 may set it to null',
  ])
})

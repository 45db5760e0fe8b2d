import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node | undefined): number | undefined => node?.loc.start.line

/** What writes to a cancelled stream: 'interval@3 writes@3, cancel@5, end@none'. */
const writersIn = (code: string): readonly string[] => factsOf(code).endedStreams.map(({ task, write, cancel, end }) =>
  `${task ? `${task.kind}@${lineOf(task.start)}` : 'promise'} writes@${lineOf(write)}, `
  + `cancel@${lineOf(cancel) ?? 'none'}, end@${lineOf(end) ?? 'none'}`)

describe('a write to a cancelled stream', () => {
  it('has the task and the write, and no cancel where the stream has none', () => {
    expect(writersIn(`export const body = new ReadableStream({
      start(controller) {
        setInterval(() => { send('ping') }, 1000)
        function send(text) { controller.enqueue(text) } } })`)).toEqual(['interval@3 writes@4, cancel@none, end@none'])
  })

  it('is told of each timer, and once of all listeners', () => {
    expect(writersIn(`export const pipe = source => new ReadableStream({
      start(controller) {
        source.on('data', chunk => { controller.enqueue(chunk) })
        source.on('end', () => { controller.close() })
        setInterval(() => { controller.enqueue('ping') }, 1000)
        setInterval(() => { controller.enqueue('pong') }, 2000) },
      cancel() { console.log('gone') } })`)).toEqual([
      'listener@3 writes@3, cancel@7, end@none', 'interval@5 writes@5, cancel@7, end@none', 'interval@6 writes@6, cancel@7, end@none',
    ])
  })

  it('has the call that brings the event, where the cancel ends what sends it', () => {
    expect(writersIn(`export const run = child => new ReadableStream({
      start(controller) {
        child.stdout.on('end', () => { controller.close() }) },
      cancel() {
        child.kill() } })`)).toEqual(['listener@3 writes@3, cancel@4, end@5'])
  })

  it('has no task where a promise is dropped', () => {
    expect(writersIn(`export const run = work => new ReadableStream({
      start(controller) {
        work().finally(() => { controller.close() }) } })`)).toEqual(['promise writes@3, cancel@none, end@none'])
  })

  it('is none where the cancel stops the timer', () => {
    expect(writersIn(`let timer
    export const body = new ReadableStream({
      start(controller) { timer = setInterval(() => { controller.enqueue('ping') }, 1000) },
      cancel() { clearInterval(timer) } })`)).toEqual([])
  })
})

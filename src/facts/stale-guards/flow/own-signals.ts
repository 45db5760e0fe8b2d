import { calleeName, receiver, type SourceFile } from '../../../source/index.js'
import type { Look } from '../../../model/cells/tests.js'
import { handleOf, placesOfHandle } from '../../../model/tasks/handles.js'
import { controllersOf } from '../../../model/tasks/signals.js'
import type { Frame } from './frames.js'

/**
 * Whether a test asks a signal that the next run of the function would have aborted:
 *
 *     this.#loading?.abort()
 *     this.#loading = new AbortController()
 *     const { signal } = this.#loading
 *     await turn()
 *     if (signal.aborted) return
 */
export function isAbortedByNextRun(file: SourceFile, { atAbort, locals }: Look, { running }: Frame): boolean {
  if (!atAbort) return false
  const places = [...locals].flatMap(({ identifiers: [name] }) => {
    const handle = name && handleOf(file, name)
    return name ? [...controllersOf(file, name), ...handle ? placesOfHandle(file, handle) : []] : []
  })
  return running.some(node => file.callsIn(node).some(call => {
    const on = calleeName(call) === 'abort' ? receiver(call) : undefined
    const cell = on && file.cells.carriedBy(on)
    return cell !== undefined && places.includes(cell)
      && file.assignmentsIn(node).some(({ left, range }) => file.cells.at(left) === cell && range[0] > call.range[1])
  }))
}

import type { Answer, Preset, Request } from './messages.js'

/** Asks the worker, which holds ESLint, the parser and the rules; only the newest question is of interest. */
export class LintingWorker {
  readonly #worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' })
  #newest = 0

  constructor(tell: (answer: Answer) => void, fail: (reason: string) => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => { if (data.id === this.#newest) tell(data) })
    this.#worker.addEventListener('error', ({ message }) => { fail(message) })
  }

  ask(text: string, preset: Preset): void {
    const request: Request = { id: ++this.#newest, text, preset }
    this.#worker.postMessage(request)
  }
}

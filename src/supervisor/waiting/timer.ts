import { host } from '../system/host.js'

/** The longest time that a timer of Node can wait; with a longer one it would not wait at all. */
export const longestTimer = 2 ** 31 - 1

export interface Timer {
  cancel(): void
}

/**
 * Calls `work` after so many milliseconds, and never earlier: a timer of Node counts from the beginning of the turn that made it, and
 * that turn may have taken long.
 */
export function startTimer(ms: number, work: () => void): Timer {
  const endsAt = host.now() + ms
  let timer: NodeJS.Timeout
  const arm = () => { timer = setTimeout(() => { (host.now() < endsAt ? arm : work)() }, Math.min(endsAt - host.now(), longestTimer)) }
  arm()
  return { cancel: () => { clearTimeout(timer) } }
}

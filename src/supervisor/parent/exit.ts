/** What must not outlive this process. */
const kills = new Set<() => void>()
let isListening = false

/**
 * Calls `kill` when this process exits, until what it returns is called. All share one listener, installed once. It is the fast way: the
 * guardian covers what it cannot see, and a listener that was removed.
 */
export function killAtExit(kill: () => void): () => void {
  if (!isListening) process.on('exit', () => { for (const each of kills) each() })
  isListening = true
  kills.add(kill)
  return () => { kills.delete(kill) }
}

import { host } from '../system/host.js'

/** The environment variable that marks a child and all that it starts. A run below a run adds its own token to those above it. */
export const markerName = 'TEARDOWN_RUN'

/** Marks the process that guards a parent: it ends by itself, and a run above must not take it for an orphan. */
export const guardianMark = 'TEARDOWN_GUARDIAN=1'

/** A text that no other environment holds. The comma ends it, so that no token is the beginning of another one of its family. */
export function tokenOf(family: string, number: number): string {
  return `${family}.${number},`
}

/** The environment of a child with its token; the tokens above it stay, even when the user has replaced the rest. */
export function marked(environment: NodeJS.ProcessEnv, token: string): NodeJS.ProcessEnv {
  return { ...environment, [markerName]: `${process.env[markerName] ?? ''}${token}` }
}

/** What the environment of a process says of whose it is; a process between two programs has none for a moment. */
export type Mark = 'ours' | 'guardian' | 'none' | 'not known yet'

export function markOf(pid: number, token: string | undefined): Mark {
  let environment = host.environment(pid)
  if (environment?.length === 0) {
    if (host.process(pid)?.isExecuting) return 'not known yet'
    environment = host.environment(pid) // It may have come to its next program just now.
  }
  if (!environment) return 'none'
  if (environment.includes(guardianMark)) return 'guardian'
  return token !== undefined && environment.includes(token) ? 'ours' : 'none'
}

/** Functions that start a child process. */
export const spawners = /^(?:spawn|fork|exec|execFile|execa\w*|execaNode|crossSpawn|spawnChild|spawnProcess|cp_?spawn)$/

/** Members of a child by which it tells that it has exited, and names of flags that an owner keeps for that. */
export const exitStates = new RegExp(`^[#_]*(?:exitCode|signalCode|connected|(?:is|was|has)?_?(?:${[
  'exited', 'closed', 'dead', 'alive', 'gone', 'running', 'ended', 'finished', 'exitSeen', 'terminated', 'isRunning',
].join('|')}))$|exited|^(?:pid)?(?:is)?Alive$|hasExit|didExit|processExit`, 'i')

/** Events by which a child tells, once, that it has exited. */
export const exitEvents: ReadonlySet<string> = new Set(['exit', 'close'])

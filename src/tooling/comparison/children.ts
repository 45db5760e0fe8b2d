/** A child that is hard to end: it creates the file `$READY` when it is. `script` is for `sh`. */
export interface HardChild {
  /** The head of its column. */
  readonly name: string
  readonly description: string
  readonly script: string
}

/** The child exits at SIGTERM; its grandchild is started by `command`. */
const parentOf = (command: string): string => `trap 'exit 0' TERM\n${command} &\nwhile :; do wait; done`

/** Sleeps without holding the pipes, and is ready. */
const sleeper = (setup = ''): string => `sh -c '${setup}: >"$READY"; exec sleep 1000 </dev/null >/dev/null 2>&1'`

export const hardChildren: readonly HardChild[] = [
  {
    name: 'ignores SIGTERM',
    description: 'A child that ignores SIGTERM',
    script: 'trap \'\' TERM\n: >"$READY"\nexec sleep 1000',
  },
  {
    name: 'grandchild ignores SIGTERM',
    description: 'A grandchild in the group of the child ignores SIGTERM, the child does not',
    script: parentOf(sleeper('trap "" TERM; ')),
  },
  {
    name: 'grandchild holds the pipe',
    description: 'A grandchild inherits stdout and stderr, and holds them open when the child has exited',
    script: parentOf('sh -c \': >"$READY"; exec sleep 1000\''),
  },
  {
    name: 'grandchild in its own session',
    description: 'A grandchild has left the group and the session of the child, as a daemon or the tool of an agent does',
    script: parentOf(`setsid ${sleeper()}`),
  },
  {
    name: 'grandchild under job control',
    description: 'A shell with job control gives the grandchild a group of its own, in the same session',
    script: `set -m\n${parentOf(sleeper())}`,
  },
]

/** Ready at once, deaf to the end of its input, gone at the first SIGTERM. */
export const idler = { command: 'sh', args: ['-c', 'echo ready; exec sleep 1000'] } as const

const megabytes = 24

/** So many bytes, and so many lines of 64 bytes. */
export const writer = {
  command: 'sh',
  args: ['-c', `yes ${'x'.repeat(63)} | head -c ${megabytes * 2 ** 20}`],
  bytes: megabytes * 2 ** 20,
  lines: megabytes * 2 ** 20 / 64,
} as const

import { fileURLToPath } from 'node:url'

/** The path of a child program. */
export function program(name: string): string {
  return fileURLToPath(new URL(`./programs/${name}`, import.meta.url))
}

/** How a child program is started: `.sh` by sh, `.mjs` by this very node. */
export function commandOf(name: string): { command: string, args: readonly string[] } {
  return { command: name.endsWith('.sh') ? 'sh' : process.execPath, args: [program(name)] }
}

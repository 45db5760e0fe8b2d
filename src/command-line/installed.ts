import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageName } from '../package.js'

/** Something that has to be installed and is not; the message holds a command that works. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool'
}

/** The command that brings along what is missing, for the same paths. */
export const commandWith = (tools: readonly string[], paths: readonly string[]): string =>
  `npx ${[...tools, packageName].map((tool) => `-p ${tool}`).join(' ')} ${packageName} ${paths.join(' ')}`

/** The modules of the project in a folder; what it does not have is taken from where this package stands, as under `npx -p`. */
export class Installed {
  readonly #places: readonly NodeJS.Require[]

  constructor(folder: string) {
    this.#places = [createRequire(join(folder, 'package.json')), createRequire(import.meta.url)]
  }

  /**
   * The first of these modules that is there; undefined when none is.
   *
   * @throws whatever a module that is there throws while it loads
   */
  find(...names: readonly string[]): unknown {
    for (const require of this.#places) {
      for (const name of names) if (isThere(require, name)) return require(name)
    }
    return undefined
  }
}

function isThere(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name)
    return true
  }
  catch {
    return false
  }
}

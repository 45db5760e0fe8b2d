import { snippet } from '../pages/snippets.js'
import { structureOf } from '../pages/structures.js'

const page = 'docs/use/editor.md'

/** What VS Code answers when the ESLint server asks for its settings and the user has changed none. */
export const unchanged = {
  validate: 'on',
  run: 'onType',
  nodePath: null,
  experimental: {},
  problems: { shortenToSingleLine: false },
  rulesCustomizations: [] as object[],
  codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
}

const vsCode = structureOf.jsonc(snippet(page, '.vscode/settings.json')) as { 'eslint.rules.customizations': object[] }
const zed = structureOf.jsonc(snippet(page, '.zed/settings.json')) as { lsp: { eslint: { settings: object } } }
const neovim = structureOf.lua(snippet(page, '~/.config/nvim/init.lua')) as { eslint: { settings: object } }
const helix = structureOf.toml(snippet(page, '.helix/languages.toml')) as { 'language-server': { eslint: HelixServer } }
const helixWithOxlint = structureOf.toml(snippet(page, '.helix/languages.toml for oxlint')) as
  { 'language-server': { oxlint: Omit<HelixServer, 'config'> } }

interface HelixServer {
  readonly command: string
  readonly args: readonly string[]
  readonly config: object
}

/**
 * What each editor answers when it is configured as our page says: VS Code, Zed and Neovim put the user's settings over those that
 * they know the server needs, Helix answers with the user's alone.
 */
export const settingsOf = {
  'VS Code': { ...unchanged, rulesCustomizations: vsCode['eslint.rules.customizations'] },
  Zed: { ...unchanged, ...zed.lsp.eslint.settings },
  Neovim: { ...unchanged, ...neovim.eslint.settings },
  Helix: helix['language-server'].eslint.config,
}

/** The commands that our page tells Helix to run, by the server that they start. */
export const helixCommands = {
  eslint: commandOf(helix['language-server'].eslint),
  oxlint: commandOf(helixWithOxlint['language-server'].oxlint),
}

function commandOf({ command, args }: Omit<HelixServer, 'config'>): [string, ...string[]] {
  return [command, ...args]
}

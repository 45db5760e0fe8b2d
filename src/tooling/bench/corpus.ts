import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Source {
  readonly file: string
  readonly text: string
}

const manifest = fileURLToPath(new URL('corpus.json', import.meta.url))

/** Where the corpus is installed; it stays there from one bench to the next. */
export const corpusFolder = fileURLToPath(new URL('../../../node_modules/.cache/teardown-bench', import.meta.url))

/** The folders of the sources, and how many files each has: when a version has others, the figures are not comparable. */
const sources: Readonly<Record<string, number>> = {
  'kafkajs/src': 383,
  'livekit-client/src': 137,
  'mongodb/src': 132,
  'ws/lib': 13,
}

/** Installs the pinned packages, unless they are there. */
export function installCorpus(): void {
  const installed = join(corpusFolder, 'package.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(manifest, 'utf8')) return
  mkdirSync(corpusFolder, { recursive: true })
  const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--no-save', '--no-package-lock']
  cpSync(manifest, installed)
  execFileSync('npm', args, { cwd: corpusFolder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/**
 * The sources of the packages, without their tests and declarations.
 *
 * @throws {Error} when a folder does not hold as many files as it should
 */
export function readCorpus(): Source[] {
  return Object.entries(sources).flatMap(([folder, count]) => {
    const files = readdirSync(join(corpusFolder, 'node_modules', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !/\.d\.ts$|\.(?:test|spec)\.[jt]s$|(?:^|\/)(?:__tests__|testHelpers|test)\//.test(file))
      .sort()
    if (files.length !== count) throw new Error(`${folder} has ${String(files.length)} sources, not ${String(count)}`)
    const read = (file: string): string => readFileSync(join(corpusFolder, 'node_modules', folder, file), 'utf8')
    return files.map((file) => ({ file: `${folder}/${file}`, text: read(file) }))
  })
}

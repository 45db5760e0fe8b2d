import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { measureOtherLinters, type Measured, type Row } from './other-linters.js'

// npm run docs:others    installs other linters, measures what they tell of our rules' hazards, and writes the table of the README

const root = fileURLToPath(new URL('../..', import.meta.url))
const project = join(root, 'tests/consumers/other-linters')
const marks = ['<!-- begin measured by npm run docs:others -->\n', '\n<!-- end measured -->'] as const

/** The line of the table for one rule. */
export function lineOf({ rule, programs, told }: Row): string {
  const by = Object.entries(told).map(([name, count]) => `\`${name}\` (${String(count)})`)
  return `| \`${rule.replace('teardown/', '')}\` | ${String(programs)} | ${by.length > 0 ? by.join(', ') : 'no rule'} |`
}

/** The table, and what it took to measure it. */
export function tableOf({ rules, rows }: Measured): string {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const version = (name: string): string => `${name.replace('@biomejs/', '')} ${devDependencies[name] ?? '?'}`
  const plugins = Object.keys(devDependencies).filter((name) => /^eslint-plugin-(?!teardown)/.test(name))
  return [
    '| hazard of our rule | programs on its page | told by |',
    '| - | - | - |',
    ...rows.map(lineOf),
    '',
    `With every rule on: ${String(rules.eslint)} of ${['eslint', 'typescript-eslint', ...plugins].map(version).join(', ')}, with types;`,
    `${String(rules.oxlint)} of ${version('oxlint')}; all of ${version('@biomejs/biome')}.`,
    '',
  ].join('\n')
}

/** A page with what stands between its marks replaced. */
export function withTable(page: string, table: string): string {
  const [before, rest, ...more] = page.split(marks[0])
  const [, after] = (rest ?? '').split(marks[1])
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`the page does not have the marks once: ${marks[0]}`)
  return `${before}${marks[0]}\n${table}${marks[1]}${after}`
}

function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'teardown-others-'))
  const npm = (cwd: string, ...args: string[]): unknown => execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  cpSync(project, folder, { recursive: true })
  npm(root, 'pack', '--ignore-scripts', '--pack-destination', folder)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  cpSync(join(folder, `eslint-plugin-teardown-${version}.tgz`), join(folder, 'eslint-plugin-teardown.tgz'))
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund')
  return folder
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const folder = install()
  try {
    const readme = join(root, 'README.md')
    writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), tableOf(measureOtherLinters(folder))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

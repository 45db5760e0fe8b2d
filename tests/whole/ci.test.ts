import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

// .ci/run, with an npm, an npx and an apt-get that only say what they were asked, and fail at what FAIL_AT names.
const script = fileURLToPath(new URL('../../.ci/run', import.meta.url))
const bin = mkdtempSync(join(tmpdir(), 'teardown-ci-'))
afterAll(() => { rmSync(bin, { recursive: true }) })
for (const tool of ['npm', 'npx', 'apt-get']) {
  writeFileSync(join(bin, tool), `#!/bin/sh\necho "ran: ${tool} $*"\ncase "${tool} $*" in *"$FAIL_AT"*) exit 3 ;; esac\n`, { mode: 0o755 })
}

function run(failAt: string) {
  const { status, stdout } = spawnSync('bash', [script], {
    encoding: 'utf8', env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, FAIL_AT: failAt },
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}

const ran = (lines: readonly string[]) => lines.filter((line) => line.startsWith('ran: ')).map((line) => line.slice('ran: '.length))

describe('.ci/run', () => {
  it('runs the two commands of the README and the long suite, and says how long each part took', () => {
    const { status, lines } = run('nothing')
    expect(ran(lines)).toEqual([
      'npm ci',
      'npm test',
      'npm run demo',
      'npm run test:consumers',
      'npm run test:site:run',
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends chromium',
      'npm run test:playground:run',
      'npm run test:fuzz',
      'npm run test:supervisor:long',
      'npm run test:mutants',
      'npx --yes --package node@20.19.0 -- node node_modules/vitest/vitest.mjs run --project analysis --project commands',
      'npx --yes --package node@22 -- node node_modules/vitest/vitest.mjs run --project analysis --project commands',
      'npx --yes --package node@24 -- node node_modules/vitest/vitest.mjs run --project analysis --project commands',
    ])
    expect(lines.filter((line) => /^=== .* passed in \d+ s$/.test(line))).toHaveLength(12)
    expect(lines.at(-1)).toBe('12 passed, 0 failed')
    expect(status).toBe(0)
  })

  it('goes on after a part that fails, and fails in the end', () => {
    const { status, lines } = run('test:consumers')
    expect(ran(lines)).toHaveLength(14)
    expect(lines).toContainEqual(expect.stringMatching(/^=== hosts FAILED \(3\) in \d+ s$/))
    expect(lines.at(-1)).toBe('11 passed, 1 failed')
    expect(status).toBe(1)
  })

  it('leaves the playground out where there is no browser, and says so', () => {
    const { status, lines } = run('apt-get update')
    expect(ran(lines)).not.toContain('npm run test:playground:run')
    expect(lines).toContain('=== playground left out: no Chromium here')
    expect(lines.at(-1)).toBe('11 passed, 0 failed')
    expect(status).toBe(0)
  })
})

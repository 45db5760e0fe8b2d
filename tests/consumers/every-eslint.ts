import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { classOf, eslint, messages, reports, suggestedClasses, type Linting } from './eslint.js'
import { createProject, type Project } from './project.js'
import { expectedReports } from './report.js'

/** A configuration that must give the expected reports; `prefix` is the name under which it registers the plugin. */
export interface Preset extends Linting {
  readonly prefix?: string
}

/** What every ESLint must do with the packed plugin, in the project of `host`. */
export function describeESLint(
  host: string, version: string, presets: readonly Preset[], more?: (project: () => Project) => void,
): void {
  describe(`${host}: ESLint ${version}`, () => {
    let project: Project
    beforeAll(async () => { project = await createProject(host) })

    test('installs the pinned ESLint beside the plugin, without a complaint about peers', async () => {
      const text = await readFile(join(project.folder, 'node_modules/eslint/package.json'), 'utf8')
      expect((JSON.parse(text) as { version: string }).version).toBe(version)
      expect(project.installed.stderr).not.toMatch(/ERESOLVE|EBADENGINE|peer/)
    })

    test.each(presets)('$config gives the expected reports and no other', async (preset) => {
      expect(await reports(project, preset)).toEqual(expectedReports(preset.prefix))
    })

    test('offers one suggestion for each, which makes of the class the repaired one', async () => {
      const repaired = async (language: string) => ({
        file: `src/agent.${language}`,
        suggested: classOf(await readFile(join(project.folder, `src/repaired.${language}`), 'utf8')),
      })
      expect(await suggestedClasses(project, { config: 'spread.config.js' })).toEqual([await repaired('js'), await repaired('ts')])
    })

    test('refuses an unknown option by the schema of the rule', async () => {
      const outcome = await eslint(project, { config: 'unknown-option.config.js', target: 'src/agent.js' })
      expect(outcome.exitCode).toBe(2)
      expect(outcome.stderr).toMatch(/"?teardown\/no-release-before-cancel"?/)
      expect(outcome.stderr).toMatch(/should NOT have additional properties|Unexpected property "latnet"/)
    })

    test('says once that a settings key is unknown, and which one was meant', async () => {
      const outcome = await eslint(project, { config: 'unknown-setting.config.js', target: 'src/*.js' })
      expect(outcome.exitCode).toBe(2)
      expect(outcome.stderr.match(/settings\.teardown\.cancle: unknown key, did you mean cancel\?/g)).toHaveLength(1)
    })

    test('leaves a file that does not parse to the parser', async () => {
      const found = await messages(project, { config: 'spread.config.js', target: 'broken' })
      expect(found.map(({ file, line, fatal, ruleId }) => ({ file, line, fatal, ruleId }))).toEqual([
        { file: 'broken/broken.js', line: 3, fatal: true, ruleId: null },
        { file: 'broken/broken.ts', line: 3, fatal: true, ruleId: null },
      ])
    })

    test('gives the same reports by its own command line, without a configuration', async () => {
      const outcome = await project.node('eslint-plugin-teardown/dist/src/command-line/main.js', ['--format', 'json', 'src'])
      expect(outcome.stderr).toBe('')
      const results = JSON.parse(outcome.stdout) as { filePath: string, messages: { ruleId: string, line: number }[] }[]
      const found = results.flatMap((result) => result.messages.map(({ ruleId, line }) => {
        return { file: relative(project.folder, result.filePath), rule: ruleId, line }
      }))
      expect(found).toEqual(expectedReports().map(({ file, rule, line }) => ({ file, rule, line })))
      expect(outcome.exitCode).toBe(1)
    })

    more?.(() => project)
  })
}

import { beforeAll, describe, expect, test } from 'vitest'
import { createProject, type Project } from './project.js'

// Without ESLint: whoever keeps a child need not have it.
describe('a program that keeps a child', () => {
  let project: Project
  beforeAll(async () => { project = await createProject('supervisor') })

  test('type-checks, the declarations of the package included', async () => {
    expect(await project.node('typescript/bin/tsc', [])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test('starts and stops it, and loads neither ESLint nor TypeScript', async () => {
    const output = ['purr', 'exit 0 null', 'eof', 'meow 1 -32601', '[]', ''].join('\n')
    expect(await project.node('../keep.js', [])).toEqual({ exitCode: 0, stdout: output, stderr: '' })
  })
})

import parser from '@typescript-eslint/parser'
import { ESLintUtils } from '@typescript-eslint/utils'
import { Linter, type Rule } from 'eslint'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withTypes } from './with-types.js'

it('a program that is run with types has them', () => {
  const types: string[] = []
  const asks: Rule.RuleModule = {
    create(context) {
      const services = ESLintUtils.getParserServices(context as never)
      return {
        Identifier(node) {
          types.push(services.program.getTypeChecker().typeToString(services.getTypeAtLocation(node as never)))
        },
      }
    },
  }
  new Linter().verify('const words = "a b".split(" ")', {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions: withTypes },
    plugins: { own: { rules: { asks } } },
    rules: { 'own/asks': 'error' },
  }, join(withTypes.tsconfigRootDir, 'file.ts'))
  expect(types[0]).toBe('string[]')
})

import { parse } from '@typescript-eslint/parser'
import { subjectPrograms } from '../worst-case/corpus.js'

/** Some hundred programs of our subject that parse, with the name of a file for each: a third of them, for they are linted often. */
export function programs(): { file: string, text: string }[] {
  return subjectPrograms()
    .filter(({ text }, at) => at % 3 === 0 && text.length >= 60 && parses(text))
    .map(({ text }, at) => ({ file: `programs/${String(at).padStart(4, '0')}.ts`, text }))
}

function parses(text: string): boolean {
  try {
    parse(text, { sourceType: 'module', suppressDeprecatedPropertyWarnings: true })
    return true
  } catch {
    return false
  }
}

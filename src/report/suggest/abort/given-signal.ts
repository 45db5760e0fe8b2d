import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { UnobservedAbort } from '../../../facts/index.js'

type Code = Readonly<TSESLint.SourceCode>

/** The signal that a function was given as source text, without what says that it may be absent; undefined where it is a controller's. */
export function givenSignal({ text }: Code, { parameter, isSignal }: UnobservedAbort['source']): string | undefined {
  if (!parameter) return undefined
  if (isSignal) return parameter.name
  return text.includes(`${parameter.name}?.signal`) ? `${parameter.name}?.signal` : `${parameter.name}.signal`
}

/** Whether a signal is there by its type, or is used elsewhere as one that is. */
export function isAlwaysThere({ text }: Code, parameter: TSESTree.Identifier, signal: string): boolean {
  if (text.includes(`${signal}?.`)) return false
  const type = parameter.typeAnnotation?.typeAnnotation
  return (type?.type === 'TSTypeReference' && !parameter.optional && signal === parameter.name)
    || text.includes(`${signal}.aborted`) || text.includes(`${signal}.throwIfAborted`)
}

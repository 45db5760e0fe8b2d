import type { TSESTree } from '@typescript-eslint/utils'
import type { Failure, Point } from './graph.js'

export function failureOf(point: Point): Failure {
  switch (point.kind) {
    case 'call':
    case 'dispose':
      return 'either'
    case 'yield':
      // A rejection tells that what was awaited has come to its end, just as a value does.
      return 'behind'
    case 'read':
      return isThere(point.node) ? 'never' : 'before'
    case 'delete':
      return isThere(point.target) ? 'never' : 'before'
    case 'write': {
      const { target, value, operator } = point.write
      const isKnown = value !== undefined || operator === '++' || operator === '--'
      // What is not written out comes from an iterator, or from an object that may be missing.
      return isKnown && isThere(target) ? 'never' : 'before'
    }
    case 'function':
    case 'leave':
      return 'never'
  }
}

/** A variable, or a member of `this`: setters and getters apart, there is nothing about it that could fail. */
function isThere(place: TSESTree.Node): boolean {
  return place.type !== 'MemberExpression' || place.object.type === 'ThisExpression' || place.object.type === 'Super'
}

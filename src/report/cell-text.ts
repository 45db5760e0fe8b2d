import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Cell, Facts } from '../facts/index.js'
import { calleeName, enclosingFunction, grouped, isClass, isInside, memberName, receiver, unwrap } from '../source/index.js'

/**
 * Writes a cell as the code near a place does: `this.#proc`, `self.client`, `ref.current`, `state.timer`, `Pool.instance`. Prefers an
 * expression inside the place, then one in the same function. A cell that the function only destructures gets the name of its owner.
 */
export function cellText({ program }: Facts, cell: Cell, at: TSESTree.Node): string {
  const file = program?.file
  if (!file || cell.path.length === 0) return cell.name
  if (cell.key !== undefined) return entryText(file, cell, at)
  const mentions = mentionsOf(file, cell)
  const home = enclosingFunction(at)
  const near = mentions.find(node => isInside(node, at)) ?? mentions.find(node => enclosingFunction(node) === home)
  if (near) return memberText(file.code, near)
  return ownerText(cell) ?? (mentions[0] ? memberText(file.code, mentions[0]) : cell.name)
}

/** An entry as a lookup of it: `this.runs.get(id)`, `this.busy.has(id)` of a set, `byId[id]`. */
function entryText(file: File, cell: Cell, at: TSESTree.Node): string {
  const mentions = file.entries.of(cell).map(({ node }) => node)
  const near = mentions.find(node => isInside(node, at)) ?? mentions.find(node => enclosingFunction(node) === enclosingFunction(at))
  const node = near ?? mentions[0]
  if (!node) return cell.name
  if (node.type === 'MemberExpression') return memberText(file.code, node)
  const on = receiver(node)
  const [key] = node.arguments
  const isSet = mentions.every(mention => mention.type === 'CallExpression' && !/^[gs]et$/.test(calleeName(mention) ?? ''))
  return on && key ? `${memberText(file.code, on)}.${isSet ? 'has' : 'get'}(${lineText(file.code, key)})` : cell.name
}

type File = NonNullable<Facts['program']>['file']

/** The mentions of the cells that share a name, for each file and name that was asked for. */
const mentioned = new WeakMap<File, Map<string, ReadonlyMap<Cell, readonly TSESTree.MemberExpression[]>>>()

function mentionsOf(file: File, cell: Cell): readonly TSESTree.MemberExpression[] {
  const byName = mentioned.get(file) ?? new Map<string, ReadonlyMap<Cell, readonly TSESTree.MemberExpression[]>>()
  mentioned.set(file, byName)
  const name = cell.path.at(-1) ?? ''
  const byCell = byName.get(name) ?? grouped(file.membersByName.get(name) ?? [], node => {
    const found = file.cells.at(node)
    return found ? [found] : []
  })
  byName.set(name, byCell)
  return byCell.get(cell) ?? []
}

/** The members of a class are `this.x` in all of its methods, and its statics `Pool.x`. */
function ownerText({ owner, path }: Cell): string | undefined {
  if (owner.kind !== 'class') return undefined
  const node = owner.identity as TSESTree.Node
  if (!owner.isStatic) return ['this', ...path].join('.')
  return isClass(node) && node.id ? [node.id.name, ...path].join('.') : undefined
}

/** Writes a chain of members without line breaks, `?.` and `!`: they say nothing about which variable it is. */
export function memberText(code: Readonly<TSESLint.SourceCode>, expression: TSESTree.Node): string {
  const node = unwrap(expression)
  if (node.type !== 'MemberExpression') return lineText(code, node)
  const name = node.computed ? `[${lineText(code, node.property)}]` : `.${memberName(node) ?? ''}`
  return `${memberText(code, node.object)}${name}`
}

/** Returns the text of a node on one line. */
export const lineText = (code: Readonly<TSESLint.SourceCode>, node: TSESTree.Node): string =>
  code.getText(node).replace(/\s+/g, ' ')

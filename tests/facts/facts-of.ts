import parser from '@typescript-eslint/parser'
import type { TSESTree } from '@typescript-eslint/utils'
import { Linter, type Rule } from 'eslint'
import { parseSettings } from '../../src/catalog/settings.js'
import { getFacts, type Disorder, type Facts, type Lifetime, type Task } from '../../src/facts/index.js'
import type { Program } from '../../src/model/program.js'
import { keyName, type FunctionNode } from '../../src/source/index.js'

/** What is true in a program, as a rule under a real linter is told. Line 1 is the first line behind the opening backtick. */
export function factsOf(code: string): Facts {
  let facts: Facts | undefined
  const asks: Rule.RuleModule = {
    create(context) {
      return {
        'Program:exit'() {
          facts = getFacts(context, parseSettings({}))
        },
      }
    },
  }
  const messages = new Linter().verify(code.replace(/^\n/, ''), {
    plugins: { own: { rules: { asks } } },
    rules: { 'own/asks': 'error' },
    languageOptions: { parser },
  })
  if (!facts) throw new Error(messages[0]?.message ?? 'the rule did not run')
  return facts
}

/**
 * Which task consumes which cell: 'interval timer@3 consumes conn@3, while closed is falsy, cancelled@7'. Cells that are only
 * called are left out: `ping` of `this.conn.ping()`.
 */
export function lifetimesOf(code: string): readonly string[] {
  const { lifetimes } = factsOf(code)
  return lifetimes?.all.filter(({ consumption }) => !consumption.uses.every(isCalled)).map(lifetime => {
    const cancels = lifetimes.cancelsOf(lifetime.task).map(lineOf)
    const end = cancels.length > 0 ? `cancelled@${cancels.join(',')}` : 'never cancelled'
    return [consumes(lifetime), ...conditions(lifetime), end].join(', ')
  }) ?? ['too large']
}

const isCalled = (use: TSESTree.Node): boolean => use.parent?.type === 'CallExpression' && use.parent.callee === use

function consumes({ task, cell, consumption }: Lifetime): string {
  return `${taskAt(task)} consumes ${cell.name}@${[...new Set(consumption.uses.map(lineOf))].join(',')}`
}

function conditions({ consumption }: Lifetime): string[] {
  const flags = [...consumption.stopFlags].map(([cell, { truth, is, not }]) => {
    const known = [truth && `is ${truth}`, is && `is ${is.join(' or ')}`, not && `not ${not.join(', not ')}`]
    return `while ${cell.name} ${known.filter(Boolean).join(', ')}`
  })
  return consumption.isGuarded ? ['looks first', ...flags] : flags
}

/** Releases that come too early: 'stop: race conn@6 before clearInterval@8 of timer@3'. */
export function disordersOf(code: string, strict = false): readonly string[] {
  return factsOf(code).disorders(strict).map(({ worst }) => disorderAt(worst))
}

function disorderAt({ kind, cell, at, cancel, lifetime: { task } }: Disorder): string {
  const cancelled = cancel.type === 'CallExpression' && cancel.callee.type === 'Identifier' ? cancel.callee.name : nameOf(cancel)
  return `${functionAround(at)}: ${kind} ${cell.name}@${lineOf(at)} before ${cancelled}@${lineOf(cancel)} of ${taskAt(task)}`
}

function taskAt({ kind, handles: [handle], event, start }: Task): string {
  return `${[kind, handle?.name ?? event].filter(part => part !== undefined).join(' ')}@${lineOf(start)}`
}

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** `abort` of `this.#ac.abort()`, `closed` of `this.closed = true`. */
function nameOf(node: TSESTree.Node): string {
  if (node.type === 'ChainExpression') return nameOf(node.expression)
  if (node.type === 'CallExpression') return nameOf(node.callee)
  if (node.type === 'AssignmentExpression') return nameOf(node.left)
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : node.type
}

function functionAround(node: TSESTree.Node): string {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'MethodDefinition' || at.type === 'PropertyDefinition') return nameOf(at.key)
    if (at.type === 'FunctionDeclaration' && at.id) return at.id.name
  }
  return 'program'
}

/** Handles that were copied before a loop: 'proc@6 of #proc: guard of the loop@7, emptied@3'. */
export function cachedHandlesOf(code: string): readonly string[] {
  return factsOf(code).cachedHandles.map(({ copy, round, reliance, writer }) => {
    const kind = round.task?.kind ?? 'loop'
    return `${copy.name.name}@${lineOf(copy.name)} of ${copy.cell.name}: ${reliance} of the ${kind}@${lineOf(round.place)}, `
      + `${writer.kind === 'empties' ? 'emptied' : 'replaced'}@${lineOf(writer.node)}`
  })
}

/** What is written in a program, laid out. */
export function programOf(code: string): Program {
  const { program } = factsOf(code)
  if (!program) throw new Error('too large')
  return program
}

/** The methods and functions of a name, which is given with its `#`. */
export const functionsNamed = (program: Program, name: string): readonly FunctionNode[] => program.file.functions.filter(node => {
  const { parent } = node
  return (parent.type === 'MethodDefinition' ? keyName(parent) : node.id?.name) === name
})

import type { TSESTree } from '@typescript-eslint/utils'
import { signalNames } from '../../catalog/aborts.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { homeOfLocal } from '../../model/cells/cell-values.js'
import type { Program } from '../../model/program.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, type Cell, type FunctionNode,
} from '../../source/index.js'

/** Who says that a loop has to end: a parameter that is or carries a signal, or a controller in a place of the owner. */
export interface AbortSource {
  readonly parameter: TSESTree.Identifier | undefined
  /** Whether the parameter is the signal, and not an object with one. */
  readonly isSignal: boolean
  readonly controller: Cell | undefined
}

/** The parameter of a function, or of one around it, that is an abort signal or an object whose signal the function reads. */
export function signalGiven(program: Program, home: FunctionNode): AbortSource | undefined {
  for (let at: TSESTree.Node = home, depth = 0; isFunction(at) && depth < 3; at = enclosingFunction(at), depth++) {
    for (const parameter of [...namesOf(at), ...localsOf(program, at)]) {
      if (!program.signals.of(parameter).some(({ origin }) => origin === 'caller')) continue
      const isSignal = signalNames.test(parameter.name)
      if (isSignal || readsSignalOf(program, parameter, home)) return { parameter, isSignal, controller: undefined }
    }
  }
  return undefined
}

/** The locals of a function that go by the name of a signal: `const { signal } = { ...defaults, ...options }`. */
const localsOf = ({ file }: Program, home: FunctionNode): readonly TSESTree.Identifier[] => file.scopes.variables.flatMap(variable => {
  const [def] = variable.defs
  const isLocal = def?.type === 'Variable' && signalNames.test(variable.name) && enclosingFunction(def.name) === home
  return isLocal ? [def.name] : []
})

function namesOf({ params }: FunctionNode): readonly TSESTree.Identifier[] {
  return params.flatMap(param => {
    const target = param.type === 'AssignmentPattern' ? param.left : param
    if (target.type === 'Identifier') return [target]
    if (target.type !== 'ObjectPattern') return []
    return target.properties.flatMap(property => {
      const value = property.type === 'Property' ? property.value : undefined
      const name = value?.type === 'AssignmentPattern' ? value.left : value
      return name?.type === 'Identifier' ? [name] : []
    })
  })
}

/** Whether the function, not only somebody whom it hands the object on to, reads the signal: `options.signal`. */
function readsSignalOf({ file }: Program, parameter: TSESTree.Identifier, home: FunctionNode): boolean {
  const variable = file.scopes.variable(parameter)
  return file.signalReads.some(read => {
    const on = unwrap(read.object)
    return on.type === 'Identifier' && file.scopes.variable(on) === variable && isInside(read, home)
  })
}

/** Names of a controller that ends all that its owner does: a `loginController` is about something else. */
const generalNames = new RegExp(`^[#_]*(?:${[
  'ac', 'abort(?:er)?',
  '(?:(?:main|task|run|stop|close|shutdown|dispose|life(?:time|cycle)|this|current|active)?_?(?:abort|cancel(?:lation)?)_?)?'
  + '(?:controller|ctrl|ctl|source|signal)',
].join('|')})_?(?:Ref)?$`, 'i')

const nameOf = ({ path, name }: Cell): string => path.at(-1) ?? name

/** The controller of the class, or of the function around, that another function aborts. */
export function controllerAround(program: Program, home: FunctionNode): AbortSource | undefined {
  const { file } = program
  for (const call of file.callNodes) {
    const on = call.type === 'CallExpression' && calleeName(call) === 'abort' ? receiver(call) : undefined
    const controller = on && enclosingFunction(call) !== home ? file.cells.at(on) : undefined
    if (controller && generalNames.test(nameOf(controller)) && isAround(controller, home) && isMade(program, controller)) {
      return { parameter: undefined, isSignal: false, controller }
    }
  }
  return undefined
}

/** Whether a function belongs to the owner of a place: a method of the class, or code that sees the local. */
function isAround(cell: Cell, home: FunctionNode): boolean {
  const { kind, identity } = cell.owner
  if (kind === 'class') return cell.path.length === 1 && isInside(home, identity as TSESTree.Node)
  const outer = homeOfLocal(cell)
  return outer !== undefined && isFunction(outer) && cell.path.length === 0 && (outer === home || isInside(home, outer))
}

function isMade(program: Program, cell: Cell): boolean {
  const { identity } = cell.owner
  const variable = 'defs' in identity ? identity as { readonly defs: readonly { readonly node: TSESTree.Node }[] } : undefined
  const values = [
    ...assignmentsTo(program, cell).map(({ right }) => right),
    ...variable?.defs.flatMap(({ node }) => node.type === 'VariableDeclarator' && node.init ? [node.init] : []) ?? [],
    ...program.file.callNodes.filter(({ parent }) => parent.type === 'PropertyDefinition' && program.file.cells.field(parent) === cell),
  ]
  return values.some(value => {
    const made = unwrap(value)
    return made.type === 'NewExpression' && calleeName(made) === 'AbortController'
  })
}

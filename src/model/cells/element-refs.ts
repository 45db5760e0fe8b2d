import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, memberName, unwrap, type Cell, type SourceFile, type Variable } from '../../source/index.js'

/** Functions that make a place for an element of a template: Vue's. React's has the element in `current`. */
const vueMakers = /^(?:ref|shallowRef|useTemplateRef|templateRef)$/

/** Types of what only a template puts into a place. */
const elementTypes = /^(?:(?:HTML|SVG|MathML)\w*Element|Element|InstanceType<.*|ComponentPublicInstance\b.*)(?: *\| *(?:null|undefined))*$/s

/**
 * The cells that a framework fills with an element while that is shown, and empties when it no longer is, each with the place that says
 * so: `ref={box}` of React, `ref="box"` and `this.$refs.box` of Vue, `bind:this={box}` of Svelte.
 */
export function elementRefs(file: SourceFile): ReadonlyMap<Cell, TSESTree.Node> {
  const known = found.get(file)
  if (known) return known
  const refs = new Map<Cell, TSESTree.Node>()
  const note = (cell: Cell | undefined, node: TSESTree.Node): void => {
    if (cell && !refs.has(cell)) refs.set(cell, node)
  }
  for (const attribute of file.elementRefs) noteAttribute(file, attribute, note)
  const inTemplate = templateRefs(file)
  if (inTemplate.size > 0) {
    for (const variable of file.scopes.variables) {
      const element = inTemplate.get(variable.name)
      if (element && vueMakers.test(makerOf(file, variable) ?? '')) note(valueOf(file, variable), element)
    }
  }
  for (const call of file.callNodes) {
    if (call.type === 'CallExpression' && call.callee.type === 'Identifier' && isForElement(file, call)) {
      const { parent } = call
      const variable = parent.type === 'VariableDeclarator' ? file.scopes.variable(parent.id) : undefined
      if (variable) note(valueOf(file, variable), call)
    }
  }
  for (const { parent } of file.membersByName.get('$refs') ?? []) {
    if (parent.type === 'MemberExpression') note(file.cells.at(parent), inTemplate.get(memberName(parent) ?? '') ?? parent)
  }
  found.set(file, refs)
  return refs
}

const found = new WeakMap<SourceFile, ReadonlyMap<Cell, TSESTree.Node>>()

type Note = (cell: Cell | undefined, node: TSESTree.Node) => void

function noteAttribute(file: SourceFile, attribute: TSESTree.Node, note: Note): void {
  const value = valueIn(attribute)
  if (!value) return
  // `bind:this={box}` writes to the place itself.
  if (attribute.type !== 'JSXAttribute') {
    note(file.cells.at(value), attribute)
    return
  }
  const place = unwrap(value)
  const variable = place.type === 'Identifier' ? file.scopes.variable(place) : undefined
  note(variable ? valueOf(file, variable) : file.cells.member(place, 'current'), attribute)
  // `ref={node => { this.box = node }}`
  for (const callback of file.calls.functions(place)) {
    const [given] = callback.params
    const parameter = given?.type === 'Identifier' ? file.scopes.variable(given) : undefined
    if (!parameter) continue
    for (const { left, right } of file.assignmentsIn(callback)) {
      if (right.type === 'Identifier' && file.scopes.variable(right) === parameter) note(file.cells.at(left), attribute)
    }
  }
}

/** The expression between the braces. */
function valueIn(attribute: TSESTree.Node): TSESTree.Node | undefined {
  if (attribute.type !== 'JSXAttribute') return (attribute as unknown as { readonly expression?: TSESTree.Node }).expression
  return attribute.value?.type === 'JSXExpressionContainer' ? attribute.value.expression : undefined
}

/** Where the element of a ref is: `box.current`, `box.value`. */
function valueOf(file: SourceFile, variable: Variable): Cell | undefined {
  const [name] = variable.identifiers
  const maker = makerOf(file, variable)
  return name && maker !== undefined ? file.cells.member(name, vueMakers.test(maker) ? 'value' : 'current') : undefined
}

/** The function whose result a variable holds: `useRef`. */
function makerOf(file: SourceFile, variable: Variable): string | undefined {
  const made = file.scopes.initial(variable)
  return made?.path.length === 0 && made.value.type === 'CallExpression' ? calleeName(made.value) : undefined
}

/** `useTemplateRef('box')`, `ref<HTMLElement | null>(null)` */
function isForElement({ code }: SourceFile, call: TSESTree.CallExpression): boolean {
  const name = calleeName(call) ?? ''
  if (!vueMakers.test(name)) return false
  if (name === 'useTemplateRef' || name === 'templateRef') return true
  const [type] = call.typeArguments?.params ?? []
  return type !== undefined && elementTypes.test(code.getText(type))
}

/** The refs in the template of a Vue component, by their names, where the parser has read it. */
function templateRefs({ code }: SourceFile): ReadonlyMap<string, TSESTree.Node> {
  const refs = new Map<string, TSESTree.Node>()
  const { templateBody } = code.ast as unknown as { readonly templateBody?: TSESTree.Node | null }
  if (!templateBody) return refs
  const pending: unknown[] = [templateBody]
  for (let at = pending.pop() as TemplateNode | undefined; at; at = pending.pop() as TemplateNode | undefined) {
    pending.push(...at.children ?? [])
    for (const { directive, key, value } of at.startTag?.attributes ?? []) {
      if (!directive && key.name === 'ref' && value) refs.set(value.value, at as unknown as TSESTree.Node)
    }
  }
  return refs
}

/** What of vue-eslint-parser's tree is looked at here. */
interface TemplateNode {
  readonly children?: readonly unknown[]
  readonly startTag?: {
    readonly attributes: readonly {
      readonly directive: boolean
      readonly key: { readonly name: unknown }
      readonly value: { readonly value: string } | null
    }[]
  }
}

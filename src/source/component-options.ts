import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, keyName, wrapped } from './syntax.js'

/** The parts of a component's options whose functions have the component as `this`: Vue, Pinia, and what took after them. */
const sections: ReadonlySet<string> = new Set(['methods', 'computed', 'watch', 'actions', 'getters', 'lifetimes', 'pageLifetimes'])

/** The parts whose functions run where the property by their name is read. */
const readSections: ReadonlySet<string> = new Set(['computed', 'getters'])

/** What else tells that an object is a component's options. */
const optionKeys: ReadonlySet<string> = new Set([
  'data', 'props', 'template', 'render', 'components', 'mixins', 'emits', 'setup', 'state', 'beforeCreate', 'created', 'beforeMount',
  'mounted', 'updated', 'beforeDestroy', 'destroyed', 'beforeUnmount', 'unmounted', 'activated', 'deactivated', 'started', 'stopped',
  'lifetimes', 'properties',
])

/** Functions that are given a component's options: `defineComponent({ … })`, `Vue.extend({ … })`, `new Vue({ … })`. */
const takers = /^(?:define\w*(?:Component|Store|Element)|extend|component|mixin|create(?:SSR)?App|Vue|Component|Page|Behavior)$/

/**
 * The object with a component's options that another one is a part of: `{ data() {}, methods: { stop() {} } }` for that of the methods.
 * Their `this` is the component, and what one of them leaves there the others find.
 */
export function componentOf(literal: TSESTree.ObjectExpression): TSESTree.ObjectExpression | undefined {
  const section = sectionOf(literal)
  if (section) return section.component
  // `watch: { text: { handler() {} } }`, `computed: { text: { get() {}, set() {} } }`
  const outer = outerOf(literal)
  const around = outer && sectionOf(outer.literal)
  return around && (around.name === 'watch' || around.name === 'computed') ? around.component : undefined
}

/** Whether a function by this name in the literal runs where the property is read: `computed: { isOpen() {} }`. */
export const isReadSection = (literal: TSESTree.ObjectExpression): boolean => readSections.has(sectionOf(literal)?.name ?? '')

interface Section {
  readonly name: string
  readonly component: TSESTree.ObjectExpression
}

function sectionOf(literal: TSESTree.ObjectExpression): Section | undefined {
  const outer = outerOf(literal)
  return outer && sections.has(outer.name) && isComponent(outer.literal) ? { name: outer.name, component: outer.literal } : undefined
}

/** The literal in which another one is the value of a property, and that property's name. */
function outerOf(literal: TSESTree.ObjectExpression): { readonly literal: TSESTree.ObjectExpression, readonly name: string } | undefined {
  const place = wrapped(literal)
  const { parent } = place
  if (parent?.type !== 'Property' || parent.value !== place || parent.parent.type !== 'ObjectExpression') return undefined
  return { literal: parent.parent, name: keyName(parent) ?? '' }
}

function isComponent(options: TSESTree.ObjectExpression): boolean {
  const { parent } = wrapped(options)
  const isGiven = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && takers.test(calleeName(parent) ?? '')
  return isGiven || parent?.type === 'ExportDefaultDeclaration'
    || options.properties.some(property => property.type === 'Property' && optionKeys.has(keyName(property) ?? ''))
}

/** What the data of a component holds from the beginning: `client: null` of `data() { return { client: null } }`. */
export function dataOf(options: TSESTree.ObjectExpression): readonly TSESTree.ObjectLiteralElement[] {
  for (const property of options.properties) {
    if (property.type !== 'Property' || !/^(?:data|state)$/.test(keyName(property) ?? '')) continue
    const { value } = property
    if (value.type !== 'FunctionExpression' && value.type !== 'ArrowFunctionExpression') continue
    const { body } = value
    const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined
    const made = body.type === 'BlockStatement' ? last?.type === 'ReturnStatement' ? last.argument : undefined : body
    if (made?.type === 'ObjectExpression') return made.properties
  }
  return []
}

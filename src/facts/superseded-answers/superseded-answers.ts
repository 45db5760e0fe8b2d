import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { waitsOf } from '../../model/waits/waits.js'
import { calleeName, isFunction, isInside, unwrap, walk, wrapped, type FunctionNode, type Variable } from '../../source/index.js'
import { requestsOf, runAround, showsOf, type Request, type Show } from './answers.js'
import { givesUnknownCleanUp, looksAt, mayStop, tellsRun, testsBetween } from './asks.js'
import { mentionsAny, type Key } from './keys.js'
import { effectsOf, isAbout, type Effect } from './runs.js'

/**
 * An answer that is shown though its effect may have asked for another one meanwhile:
 *
 *     useEffect(() => {
 *       fetchUser(id).then(setUser)          // the answer for the last id may come after that for the next
 *     }, [id])
 */
export interface SupersededAnswer {
  readonly effect: Effect
  readonly show: Show
  readonly request: Request
  /** What the request was about. */
  readonly key: Key
  /** The function whose run shows the answer. */
  readonly home: FunctionNode
}

/** Whether the text has the words without which no effect shows an answer. */
export const mayShowAnswers = (text: string): boolean =>
  (/\buse\w*Effect\(/.test(text) && text.includes('useState')) || (/\bwatch\(/.test(text) && /\b(?:shallowR|r)ef[(<]/.test(text))

/** Finds the answers that a later run of their effect may have superseded. */
export function findSupersededAnswers(program: Program): readonly SupersededAnswer[] {
  const effects = effectsOf(program)
  if (effects.length === 0) return []
  const shows = showsOf(program).toSorted((one, other) => one.node.range[0] - other.node.range[0])
  const seen = new Set<TSESTree.Node>()
  return effects.flatMap(effect => {
    const found = firstIn(program, effect, shows)
    if (!found || seen.has(found.show.node)) return []
    seen.add(found.show.node)
    return [found]
  })
}

function firstIn(program: Program, effect: Effect, shows: readonly Show[]): SupersededAnswer | undefined {
  for (const show of shows) {
    const home = runAround(show.node)
    const given = home && effect.runs.get(home)
    if (!home || !given) continue
    for (const request of requestsOf(program, show)) {
      const key = keyOf(program, request, effect, given)
      if (key && isUnasked(program, effect, home, show, request, shows)) return { effect, show, request, key, home }
    }
  }
  return undefined
}

/** Waits for no answer of their own, or for one of a library that knows which is the latest. */
const knowing = new RegExp(`^(?:${[
  'refetch', String.raw`mutate\w*`, 'trigger', '(?:fetch|prefetch|ensure)Query(?:Data)?', 'dispatch', 'sleep', 'delay', 'wait', 'nextTick',
  'json', 'text', 'blob', 'arrayBuffer', 'digest',
].join('|')})$`)

/** What a request is about, of what may change while it waits. */
function keyOf(program: Program, { asked }: Request, { keys }: Effect, given: ReadonlySet<Variable>): Key | undefined {
  const made = unwrap(asked)
  if (made.type === 'ImportExpression' || (made.type === 'CallExpression' && knowing.test(calleeName(made) ?? ''))) return undefined
  if (!waitsOf(program).waitsFor(asked)) return undefined
  return keyIn(program, asked, keys, given, 3) ?? ownRequest(program, made, keys)
}

function keyIn(program: Program, node: TSESTree.Node, keys: readonly Key[], given: ReadonlySet<Variable>, depth: number): Key | undefined {
  const { file } = program
  let found: Key | undefined
  mentionsAny(file, node, (key, place) => {
    program.budget.spend()
    if (isAskedItself(place, node)) return false
    if (isAbout(key, keys, given)) found = keys.find(each => each.variable === key.variable) ?? key
    else if (depth > 0) {
      const [def] = key.variable.defs
      const made = def?.type === 'Variable' && def.node.init && !isFunction(def.node.init) ? def.node.init : undefined
      found = made && !isInside(node, made) ? keyIn(program, made, keys, given, depth - 1) : undefined
    }
    return found !== undefined
  })
  return found
}

/** `props.api` of `await props.api.load(id)`: who is asked, not what about. */
function isAskedItself(place: TSESTree.Node, asked: TSESTree.Node): boolean {
  let at = wrapped(place)
  const { parent } = at
  if (parent?.type !== 'CallExpression' && parent?.type !== 'MemberExpression') return false
  while (at.parent && isInside(at.parent, asked)) {
    const outer: TSESTree.Node = at.parent
    const isHead = (outer.type === 'CallExpression' && outer.callee === at) || (outer.type === 'MemberExpression' && outer.object === at)
    if (!isHead) return false
    at = wrapped(outer)
  }
  return at !== wrapped(place)
}

/** `await load()`, where the function that is called asks by what it knows of the component. */
function ownRequest(program: Program, made: TSESTree.Node, keys: readonly Key[]): Key | undefined {
  if (made.type !== 'CallExpression') return undefined
  for (const target of program.file.calls.targets(made)) {
    const key = keyIn(program, target.body, keys, new Set(), 1)
    if (key) return key
  }
  return undefined
}

/** Whether nothing asks, after the wait, if a later run has begun, and nothing lets only one run begin. */
function isUnasked(program: Program, effect: Effect, home: FunctionNode, show: Show, { wait }: Request, shows: readonly Show[]): boolean {
  const { callback, call } = effect
  const isWatcher = calleeName(call) === 'watch'
  // The third parameter of a watcher takes its cleanup.
  if (isWatcher ? callback.params.length > 2 : givesUnknownCleanUp(program, callback)) return false
  if (mayStop(program, callback) || mayStop(program, home)) return false
  const [start, end] = [wait.range[0], show.node.range[1]]
  if (testsBetween(program, home, start, end).some(test => tellsRun(program, test))) return false
  // A run that looks first at what it shows, or at a state that it sets before it waits, runs once, or alone.
  const own = new Set(shows.flatMap(({ node, state }) => {
    const isOwn = node === show.node || (node.range[0] < start && runAround(node) === home)
    return state && isOwn ? [state] : []
  }))
  const before = home === callback ? [] : testsBetween(program, callback, callback.range[0], Math.min(home.range[0], callback.range[1]))
  const isAlone = [...before, ...testsBetween(program, home, home.range[0], start)].some(test => looksAt(program, test, own))
  return !isAlone && !addsTo(program, show)
}

/** `setItems([...items, ...more])` adds to what is shown. */
function addsTo({ file }: Program, { value, state }: Show): boolean {
  let found = false
  if (value && state) {
    walk(value, file.code.visitorKeys, place => {
      found ||= place.type === 'Identifier' && file.scopes.variable(place) === state
      return !found
    })
  }
  return found
}

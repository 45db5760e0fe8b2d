import type { Linter } from 'eslint'
import { Editor } from './editor.js'
import { examples } from './examples.js'
import { LintingWorker } from './linting/client.js'
import type { Answer, Preset } from './linting/messages.js'
import { drawStory } from './timeline/draw.js'
import { storiesOf, type Story } from './timeline/moments.js'

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no element ${id}.`)
  return found
}

const status = element('status')
const reports = element('reports')
const timeline = element('timeline')
const mark = element('mark')
const exampleList = element('example') as HTMLSelectElement
const presetList = element('preset') as HTMLSelectElement

const worker = new LintingWorker(show, (reason) => { status.textContent = `The rules do not run here: ${reason}` })
let waiting: ReturnType<typeof setTimeout> | undefined
const editor = new Editor(element('editor'), () => {
  clearTimeout(waiting)
  waiting = setTimeout(ask, 150)
})

function ask(): void { worker.ask(editor.text, presetList.value as Preset) }

function show({ messages, facts, milliseconds }: Answer): void {
  editor.show(messages)
  reports.replaceChildren(...messages.map(reportItem))
  status.textContent = `${counted(messages.length)} in ${milliseconds.toFixed(0)} ms.`
  timeline.replaceChildren(...facts ? storiesOf(facts).map(figureOf) : [])
  mark.textContent = ''
}

const counted = (number: number): string => number === 0 ? 'Nothing to report' : `${number} report${number === 1 ? '' : 's'}`

function reportItem(message: Linter.LintMessage): HTMLElement {
  const { line, column, ruleId, suggestions = [] } = message
  const item = document.createElement('li')
  const place = button(`Line ${line}`, () => { editor.goTo(line, column) })
  const rule = document.createElement('strong')
  rule.textContent = ruleId?.replace('teardown/', '') ?? 'parser'
  const text = document.createElement('p')
  text.append(...quoted(message.message))
  item.append(place, rule, text, ...suggestions.map(({ desc, fix }) => button(`Fix: ${desc}`, () => { editor.apply(fix) })))
  return item
}

/** A message with what it quotes as code. */
const quoted = (text: string): readonly (string | HTMLElement)[] => text.split('`').map((part, index) => {
  if (index % 2 === 0) return part
  const code = document.createElement('code')
  code.textContent = part
  return code
})

function figureOf(story: Story): HTMLElement {
  const figure = document.createElement('figure')
  // drawStory escapes all text that it is given.
  figure.innerHTML = drawStory(story)
  const caption = document.createElement('figcaption')
  caption.textContent = story.title
  figure.prepend(caption)
  return figure
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.append(...quoted(text))
  made.addEventListener('click', act)
  return made
}

function tellMark({ target }: Event): void {
  const chosen = target instanceof Element ? target.closest<SVGElement>('.mark') : null
  if (chosen) mark.replaceChildren(`${chosen.getAttribute('aria-label') ?? ''}: `, ...quoted(`\`${chosen.dataset['text'] ?? ''}\``))
}

function goToMark(event: Event): void {
  const chosen = event.target instanceof Element ? event.target.closest<SVGElement>('.mark') : null
  if (!chosen || (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  tellMark(event)
  editor.goTo(Number(chosen.dataset['line']), Number(chosen.dataset['column']))
}

timeline.addEventListener('pointerover', tellMark)
timeline.addEventListener('focusin', tellMark)
timeline.addEventListener('click', goToMark)
timeline.addEventListener('keydown', goToMark)
presetList.addEventListener('change', ask)
exampleList.append(...examples.map(({ name }) => new Option(name)))
exampleList.addEventListener('change', () => { editor.text = examples[exampleList.selectedIndex]?.code ?? '' })
// A page of a rule shows the playground with its own example, and in its own colors: #example=no-dead-escalation&theme=dark
const asked = new URLSearchParams(location.hash.slice(1))
const theme = asked.get('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme
exampleList.value = examples.find(({ name }) => name === asked.get('example'))?.name ?? 'no-stale-guard-across-await'
exampleList.dispatchEvent(new Event('change'))

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorSelection, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Linter } from 'eslint'

const colors = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--keyword)' },
  { tag: [tags.string, tags.regexp], color: 'var(--string)' },
  { tag: [tags.comment], color: 'var(--comment)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--number)' },
  { tag: [tags.typeName, tags.className], color: 'var(--type)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--function)' },
]))

const extensions = (changed: (text: string) => void): Extension => [
  lineNumbers(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), lintGutter(), colors,
  javascript({ typescript: true, jsx: true }), EditorView.lineWrapping,
  // Tab leaves the editor, so that nobody is caught in it.
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'Code to check' }),
  EditorView.updateListener.of(update => { if (update.docChanged) changed(update.state.doc.toString()) }),
]

/** The editor, with reports under the text. */
export class Editor {
  readonly #view: EditorView

  constructor(parent: Element, changed: (text: string) => void) {
    this.#view = new EditorView({ parent, extensions: extensions(changed) })
  }

  get text(): string { return this.#view.state.doc.toString() }

  set text(text: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } })
  }

  show(messages: readonly Linter.LintMessage[]): void {
    this.#view.dispatch(setDiagnostics(this.#view.state, messages.map(message => this.#diagnosticOf(message))))
  }

  apply({ range: [from, to], text }: { readonly range: readonly [number, number], readonly text: string }): void {
    this.#view.dispatch({ changes: { from, to, insert: text } })
    this.#view.focus()
  }

  /** Selects a place, and brings it into sight. */
  goTo(line: number, column: number): void {
    const at = this.#offset(line, column)
    this.#view.dispatch({ selection: EditorSelection.cursor(at), effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  }

  #diagnosticOf(message: Linter.LintMessage): Diagnostic {
    const { line, column, endLine = line, endColumn = column + 1, ruleId, suggestions = [] } = message
    const from = this.#offset(line, column)
    return {
      from, to: Math.max(from, this.#offset(endLine, endColumn)), severity: 'error', source: ruleId ?? 'parser', message: message.message,
      actions: suggestions.map(({ desc, fix }) => ({ name: desc, apply: () => { this.apply(fix) } })),
    }
  }

  #offset(line: number, column: number): number {
    const { doc } = this.#view.state
    // A message that is about the whole text has no place.
    const { from, to } = doc.line(Math.min(Math.max(line || 1, 1), doc.lines))
    return Math.min(from + Math.max(column || 1, 1) - 1, to)
  }
}

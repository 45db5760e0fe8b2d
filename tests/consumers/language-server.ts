import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'
import {
  ApplyWorkspaceEditRequest, CodeActionRequest, CodeActionTriggerKind, ConfigurationRequest, createProtocolConnection,
  DiagnosticRefreshRequest, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticRequest,
  ExecuteCommandRequest, ExitNotification, InitializedNotification, InitializeRequest, PublishDiagnosticsNotification,
  RegistrationRequest, ShutdownRequest, type CodeAction, type Command, type Diagnostic, type InitializeParams,
  type ProtocolConnection, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'

/** What an editor is told about its language server: the command, the folder that is open, and the settings the server asks for. */
export interface Setup {
  readonly command: readonly [string, ...string[]]
  readonly folder: string
  /** Where the packages are installed whose commands the editor finds in its path. */
  readonly installed: string
  readonly settings: object
  /** Whether the editor asks for diagnostics; older ones only take those that are pushed. */
  readonly pulls?: boolean
}

/** A language server that runs for one folder, seen as an editor sees it. */
export interface Editor {
  /** Opens a file of the folder, as it is on disk. */
  readonly open: (file: string) => Promise<TextDocument>
  readonly diagnostics: (document: TextDocument) => Promise<readonly Diagnostic[]>
  /** The quick fixes that stand in the menu for one diagnostic. */
  readonly quickFixes: (document: TextDocument, diagnostic: Diagnostic) => Promise<readonly (CodeAction | Command)[]>
  /** Picks a quick fix; the result is the document as the editor then shows it. */
  readonly apply: (document: TextDocument, picked: CodeAction | Command) => Promise<TextDocument>
  /** Types: the document with this text, as the editor then shows it. */
  readonly change: (document: TextDocument, text: string) => Promise<TextDocument>
  /** Puts back what a document was before something was applied to it. */
  readonly restore: (document: TextDocument) => Promise<void>
  /** Settles when the server first asks the editor to ask for diagnostics anew. */
  readonly refreshed: Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a language server over stdio and shakes hands with it as an editor does. */
export async function startEditor({ command: [program, ...args], folder, installed, settings, pulls = true }: Setup): Promise<Editor> {
  const child = spawn(program, args, { cwd: folder, env: withBin(installed), stdio: ['pipe', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  const connection = createProtocolConnection(child.stdout, child.stdin)
  const workspaceFolder = { uri: pathToFileURL(folder).href, name: basename(folder) }
  const pushed = collectPushed(connection)
  const edits: WorkspaceEdit[] = []
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ ...settings, workspaceFolder })))
  connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    edits.push(edit)
    return { applied: true }
  })
  connection.onRequest(RegistrationRequest.type, () => undefined)
  const refreshed = new Promise<void>(resolve => {
    connection.onRequest(DiagnosticRefreshRequest.type, () => { resolve() })
  })
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, handshake(workspaceFolder, pulls))
  await connection.sendNotification(InitializedNotification.type, {})

  const change = async (document: TextDocument, text: string): Promise<TextDocument> => {
    const changed = TextDocument.create(document.uri, document.languageId, document.version + 1, text)
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: changed.uri, version: changed.version }, contentChanges: [{ text }],
    })
    return changed
  }

  return {
    async open(file) {
      const path = join(folder, file)
      const document = TextDocument.create(pathToFileURL(path).href, 'typescript', 1, await readFile(path, 'utf8'))
      const { uri, languageId, version } = document
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version, text: document.getText() },
      })
      return document
    },
    async diagnostics({ uri, version }) {
      if (!pulls) return pushed.of(uri, version)
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } })
      if (report.kind !== 'full') throw new Error(`the server said ${report.kind} where nothing was known`)
      return report.items
    },
    async quickFixes({ uri }, diagnostic) {
      return await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic], only: ['quickfix'], triggerKind: CodeActionTriggerKind.Invoked },
      }) ?? []
    },
    async apply(document, picked) {
      const edit = 'edit' in picked ? picked.edit : undefined
      const command = typeof picked.command === 'string' ? picked as Command : picked.command
      if (command) await connection.sendRequest(ExecuteCommandRequest.type, command)
      return await change(document, TextDocument.applyEdits(document, editsOf(edit ?? edits.pop(), document.uri)))
    },
    change,
    async restore(document) {
      await change(document, document.getText())
    },
    refreshed,
    async close() {
      await connection.sendRequest(ShutdownRequest.type)
      await connection.sendNotification(ExitNotification.type)
      await exited
      connection.dispose()
    },
  }
}

/** The environment of an editor that finds the commands of a project's packages as if they were installed globally. */
function withBin(folder: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'node_modules/.bin')
  return { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter) }
}

function handshake(workspaceFolder: { uri: string, name: string }, pulls: boolean): InitializeParams {
  return {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still demands it beside the workspaceFolders
    rootUri: workspaceFolder.uri,
    workspaceFolders: [workspaceFolder],
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        workspaceEdit: { documentChanges: true },
        // oxlint answers a pull with nothing unless the editor could be told to pull again.
        ...(pulls ? { diagnostics: { refreshSupport: true } } : {}),
      },
      textDocument: {
        ...(pulls ? { diagnostic: { dynamicRegistration: false } } : {}),
        publishDiagnostics: { codeDescriptionSupport: true, dataSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source.fixAll'] } } },
      },
    },
  }
}

/** Keeps what the server pushes; `of` waits until something was pushed for this version of the document. */
function collectPushed(connection: ProtocolConnection) {
  const latest = new Map<string, readonly Diagnostic[]>()
  // What was open when the server had read its configuration is told of without a version.
  const keyOf = (uri: string, version = 1): string => `${uri} ${String(version)}`
  const arrivals = new EventEmitter()
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    latest.set(keyOf(uri, version), diagnostics)
    arrivals.emit('pushed')
  })
  return {
    async of(uri: string, version: number): Promise<readonly Diagnostic[]> {
      for (;;) {
        const diagnostics = latest.get(keyOf(uri, version))
        if (diagnostics) return diagnostics
        await once(arrivals, 'pushed')
      }
    },
  }
}

function editsOf(edit: WorkspaceEdit | undefined, uri: string): TextEdit[] {
  if (!edit) throw new Error('the quick fix edited nothing')
  const documentEdits = (edit.documentChanges ?? []).flatMap((change) => 'edits' in change && change.textDocument.uri === uri ? change.edits : [])
  return [...documentEdits, ...edit.changes?.[uri] ?? []] as TextEdit[]
}

import * as vscode from 'vscode'
import { languageServer } from './language-client.ts'
import { pickClusterModel } from './placement/cluster-model.ts'
import { panels } from './placement/panels.ts'
import { placementQuestions, type Question } from './placement/questions.ts'
import { textViews } from './placement/text-view.ts'
import { placed, type ReadLanguage, readAs } from './reads.ts'

/** Wires the parts together; nothing is decided and nothing is started here. */
export function activate(context: vscode.ExtensionContext): void {
  const server = languageServer(context)
  const questions = placementQuestions(server)
  const previews = panels(context, server.log, questions)
  const texts = textViews(questions)
  const about = () => previews.active() ?? editedDocument()
  const commands: Readonly<Record<string, () => unknown>> = {
    previewPlacement: () => previews.open(about()),
    showPlacementAsText: () => texts.open(about()),
    pickClusterModel: () => pickClusterModel(about()?.source),
    treatAsEcsTaskDefinition: () => treatAs('ecs-task-definition'),
    treatAsEcsServiceDefinition: () => treatAs('ecs-service-definition'),
    showLog: () => server.log.show(),
  }
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`bayplan.${name}`, run))
  }
  context.subscriptions.push(server, previews, texts, manifestContext())
}

/** Keeps the context `bayplan.manifest`: whether the active editor holds a Kubernetes manifest, which the language id does not tell. */
function manifestContext(): vscode.Disposable {
  let now = false
  const update = () => {
    const document = vscode.window.activeTextEditor?.document
    const manifest = document !== undefined && readAs(document) === 'kubernetes'
    if (manifest === now) return
    now = manifest
    void vscode.commands.executeCommand('setContext', 'bayplan.manifest', manifest)
  }
  update()
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document === vscode.window.activeTextEditor?.document && update()),
  )
}

/** The document of the active editor; where the focus is elsewhere, such as on the walkthrough, the first open one that can be placed. */
function editedDocument(): Question | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window
  const ours = [...visibleTextEditors.map(({ document }) => document), ...vscode.workspace.textDocuments].find((document) =>
    placed.includes(readAs(document)),
  )
  const source = (activeTextEditor?.document ?? ours)?.uri
  return source && { source }
}

/** Changes the language of the document in the active editor; nothing ever does so unasked. */
async function treatAs(language: ReadLanguage): Promise<void> {
  const document = vscode.window.activeTextEditor?.document
  if (document !== undefined) await vscode.languages.setTextDocumentLanguage(document, language)
}

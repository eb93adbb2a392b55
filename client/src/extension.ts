import * as vscode from 'vscode'
import { languageServer } from './language-client.ts'
import { panels } from './placement/panel.ts'
import { placementQuestions } from './placement/questions.ts'
import { textViews } from './placement/text-view.ts'

/** Wires the parts together; nothing is decided and nothing is started here. */
export function activate(context: vscode.ExtensionContext): void {
  const server = languageServer(context)
  const questions = placementQuestions(server)
  const previews = panels(context, server, questions)
  const texts = textViews(questions)
  context.subscriptions.push(
    server,
    previews,
    texts,
    vscode.commands.registerCommand('bayplan.previewPlacement', () => previews.open()),
    vscode.commands.registerCommand('bayplan.showPlacementAsText', () => texts.open()),
    vscode.commands.registerCommand('bayplan.treatAsEcsTaskDefinition', treatAsEcsTaskDefinition),
    vscode.commands.registerCommand('bayplan.showLog', () => server.log.show()),
  )
}

/** Changes the language of the document in the active editor; nothing ever does so unasked. */
async function treatAsEcsTaskDefinition(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document
  if (document !== undefined) await vscode.languages.setTextDocumentLanguage(document, 'ecs-task-definition')
}

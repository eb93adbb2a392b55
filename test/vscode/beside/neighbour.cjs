// Stands in for another extension: it has its name, and shows something of its own for YAML files and Dockerfiles.
const vscode = require('vscode')

exports.activate = () => {
  for (const language of ['yaml', 'dockerfile']) {
    vscode.languages.registerHoverProvider(language, { provideHover: () => new vscode.Hover('from a neighbour') })
    vscode.languages.registerCompletionItemProvider(language, { provideCompletionItems: () => [new vscode.CompletionItem('neighbour')] })
    vscode.languages.registerDocumentFormattingEditProvider(language, {
      provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), '# neighbour\n')],
    })
  }
}

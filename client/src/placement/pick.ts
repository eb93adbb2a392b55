import * as vscode from 'vscode'

/** Asks for the number of tasks or pods; `null` means what the definition says, undefined that nothing was chosen. */
export async function pickCount(current: number | undefined): Promise<number | null | undefined> {
  const value = await vscode.window.showInputBox({
    title: 'How many tasks or pods?',
    prompt: 'Empty: as many as the definition says.',
    value: current === undefined ? '' : String(current),
    validateInput: (text) => (/^(|[1-9][0-9]{0,5})$/.test(text.trim()) ? undefined : 'A number from 1 to 999,999.'),
  })
  if (value === undefined) return undefined
  return value.trim() === '' ? null : Number(value)
}

/** Asks for a cluster model of the workspace; `null` means what the settings say. */
export async function pickCluster(): Promise<vscode.Uri | null | undefined> {
  const files = await vscode.workspace.findFiles('**/*.cluster.{yaml,yml,json}', '**/node_modules/**', 100)
  const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
  const fromSettings = { label: 'As the settings say', description: 'bayplan.clusterModel, else the built-in example', uri: null }
  const picked = await vscode.window.showQuickPick([fromSettings, ...items.sort((a, b) => (a.label < b.label ? -1 : 1))], {
    title: 'Cluster model',
  })
  return picked?.uri
}

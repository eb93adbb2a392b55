import * as vscode from 'vscode'

const setting = 'clusterModel'

/** Names by which cluster models, and the files that may name one, are known. */
const modelFiles = '**/*.cluster.{json,yaml,yml}'
const settingsFiles = '**/.bayplan.json'

/** The file that `bayplan.clusterModel` names for a document; undefined where it names none and the server decides. */
export function clusterModelOf(source: vscode.Uri): vscode.Uri | undefined {
  const path = vscode.workspace.getConfiguration('bayplan', source).get(setting, '').replaceAll('\\', '/')
  if (path === '') return undefined
  const base = vscode.workspace.getWorkspaceFolder(source)?.uri ?? vscode.Uri.joinPath(source, '..')
  const absolute = path.startsWith('/') || /^[a-z]:\//i.test(path)
  return absolute ? base.with({ path: path.startsWith('/') ? path : `/${path}` }) : vscode.Uri.joinPath(base, path)
}

/** The text of a file, as it stands in an editor if it is open in one. Works wherever the workspace is. Rejects if there is none. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
}

/** Tells when a cluster model of the workspace, or a settings file that may name one, has changed on disk. */
export function onClusterModelSaved(changed: () => void): vscode.Disposable {
  return vscode.Disposable.from(...[modelFiles, settingsFiles].map((pattern) => watch(pattern, changed)))
}

/** Tells when one file has changed on disk, also outside of the workspace. */
export function onFileSaved(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1)
  return watch(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name), changed)
}

function watch(pattern: vscode.GlobPattern, changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern)
  return vscode.Disposable.from(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed))
}

/** Asks which cluster model counts for a document, and writes the answer to the settings of its folder, where it is in sight. */
export async function pickClusterModel(source: vscode.Uri | undefined): Promise<void> {
  const folder = source && vscode.workspace.getWorkspaceFolder(source)
  const picked = await vscode.window.showQuickPick(choices(source), {
    title: 'Cluster Model',
    placeHolder: `Written to bayplan.clusterModel in the settings of ${folder === undefined ? 'the user' : folder.name}`,
    matchOnDescription: true,
  })
  const path = picked?.path ?? (picked?.browse ? await browsed(folder) : undefined)
  if (path === undefined) return
  const target = folder === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.WorkspaceFolder
  await vscode.workspace.getConfiguration('bayplan', source).update(setting, path, target)
}

interface Choice extends vscode.QuickPickItem {
  /** What to write; absent for the choice that opens a dialog. */
  readonly path?: string
  readonly browse?: true
}

async function choices(source: vscode.Uri | undefined): Promise<Choice[]> {
  const now = source && clusterModelOf(source)?.toString()
  const found = await vscode.workspace.findFiles(modelFiles, '**/node_modules/**', 200)
  const models = found.map((uri): Choice => {
    const path = pathFor(uri, source && vscode.workspace.getWorkspaceFolder(source))
    return { label: path, path, iconPath: new vscode.ThemeIcon(uri.toString() === now ? 'check' : 'server-environment') }
  })
  const example: Choice = {
    label: 'Built-in example',
    description: 'unless a file .bayplan.json names a model',
    path: '',
    iconPath: new vscode.ThemeIcon(now === undefined ? 'check' : 'beaker'),
  }
  const browse: Choice = { label: 'Browse ...', browse: true, iconPath: new vscode.ThemeIcon('folder-opened') }
  return [...models.sort((a, b) => (a.label < b.label ? -1 : 1)), example, browse]
}

async function browsed(folder: vscode.WorkspaceFolder | undefined): Promise<string | undefined> {
  const filters = { 'Cluster models': ['json', 'yaml', 'yml'] }
  const [uri] = (await vscode.window.showOpenDialog({ filters, ...(folder && { defaultUri: folder.uri }) })) ?? []
  return uri && pathFor(uri, folder)
}

/** Relative where the file lies in the folder, else absolute. */
function pathFor(uri: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): string {
  const inside = folder !== undefined && uri.path.startsWith(`${folder.uri.path}/`)
  return inside ? uri.path.slice(folder.uri.path.length + 1) : uri.fsPath
}

import * as vscode from 'vscode'
import type { SharedLanguage } from '../../server/src/protocol.ts'
import { type Around, isShared, type Left, leftToOthers, type Mode, type Part } from './coexistence.ts'
import { type ReadLanguage, readAs } from './reads.ts'

/** What Bayplan gives in this editor, beside the extensions that are in it. */
export interface Given extends vscode.Disposable {
  /** Whether a part of a document is shown: the server reads it, and nobody else shows the same. */
  shows(document: vscode.TextDocument, part: Part): boolean
  /** The rules whose findings others show in a file of a language, by code. */
  rulesLeft(uri: vscode.Uri): readonly string[]
  /** The languages that somebody else completes and explains too: of them the server offers only what that one does not know. */
  shared(): readonly SharedLanguage[]
  /** Whether the layout of Dockerfiles is ours. */
  laysOutDockerfiles(): boolean
  /** Told when extensions came or went, or a mode was chosen. */
  onChange(listener: () => void): void
}

/** Watches the extensions of this editor. */
export function given(): Given {
  const listeners: (() => void)[] = []
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const settings = ['bayplan.kubernetes.mode', 'bayplan.dockerfile.mode', 'yaml.schemas']
  const watching = [
    vscode.extensions.onDidChange(tell),
    vscode.workspace.onDidChangeConfiguration((change) => settings.some((name) => change.affectsConfiguration(name)) && tell()),
  ]
  return {
    shows(document, part) {
      const language = readAs(document)
      return language !== undefined && !left(language, document.languageId, document.uri).parts.has(part)
    },
    rulesLeft(uri) {
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
      const language = open === undefined ? languageByName(uri) : readAs(open)
      return language === undefined ? [] : left(language, open?.languageId ?? editorLanguageByName(uri), uri).rules
    },
    shared: () => (['dockerfile', 'kubernetes'] as const).filter((language) => isShared(language, around(language, undefined))),
    laysOutDockerfiles: () => !left('dockerfile', 'dockerfile', undefined).parts.has('layout'),
    onChange: (listener) => listeners.push(listener),
    dispose: () => vscode.Disposable.from(...watching).dispose(),
  }
}

function left(language: ReadLanguage, editorLanguage: string, uri: vscode.Uri | undefined): Left {
  return leftToOthers(language, editorLanguage, around(language, uri))
}

function around(language: ReadLanguage, uri: vscode.Uri | undefined): Around {
  const hasMode = language === 'kubernetes' || language === 'dockerfile'
  const mode = hasMode ? vscode.workspace.getConfiguration('bayplan', uri).get<Mode>(`${language}.mode`, 'auto') : 'auto'
  return { mode, installed: (id) => vscode.extensions.getExtension(id) !== undefined, kubernetesSchema: hasKubernetesSchema(uri) }
}

/** A schema is named by its address, or by the word that stands for the one the YAML extension brings. */
function hasKubernetesSchema(uri: vscode.Uri | undefined): boolean {
  const schemas = vscode.workspace.getConfiguration('yaml', uri).get<Readonly<Record<string, unknown>>>('schemas') ?? {}
  return Object.keys(schemas).some((schema) => /kubernetes/i.test(schema))
}

/** Of files that are not open, which only the report about a whole workspace asks for. */
function languageByName({ path }: vscode.Uri): ReadLanguage | undefined {
  if (/\.cluster\.(ya?ml|json)$/i.test(path)) return 'bayplan-cluster'
  if (/\.ya?ml$/i.test(path)) return 'kubernetes'
  return /(^|\/)(docker|container)file([.-][^/]*)?$|\.(docker|container)file$/i.test(path) ? 'dockerfile' : undefined
}

function editorLanguageByName({ path }: vscode.Uri): string {
  return /\.json$/i.test(path) ? 'json' : /\.ya?ml$/i.test(path) ? 'yaml' : 'dockerfile'
}

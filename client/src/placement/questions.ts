import type * as vscode from 'vscode'
import { workspace } from 'vscode'
import type { PlacementAnswer, PlacementParams, PlacementRequest, PlacementTextRequest } from '../../../server/src/protocol.ts'
import type { LanguageServer } from '../language-client.ts'
import { clusterModelOf, textOf } from './cluster-model.ts'

/** What is to be placed: a document, and how often where the user decided that for a view. */
export interface Question {
  readonly source: vscode.Uri
  readonly count?: number
}

/** Asks the server where a document's tasks or pods would run, on the cluster that the settings name. */
export interface PlacementQuestions {
  answer(question: Question, token?: vscode.CancellationToken): Promise<PlacementAnswer>
  /** The same in words, ending with a line feed. */
  words(question: Question, token?: vscode.CancellationToken): Promise<string>
}

/** Whether the answer may change with a document: it is the one that is placed, the cluster model, or the task definition of a service. */
export function dependsOn({ source }: Question, { uri, languageId }: vscode.TextDocument): boolean {
  if ([source, clusterModelOf(source)].some((one) => one?.toString() === uri.toString())) return true
  return languageId === 'ecs-task-definition' && languageOf(source) === 'ecs-service-definition'
}

function languageOf(source: vscode.Uri): string | undefined {
  return workspace.textDocuments.find(({ uri }) => uri.toString() === source.toString())?.languageId
}

/** The last part of the path of a document, for titles. */
export function nameOf(source: vscode.Uri): string {
  return source.path.slice(source.path.lastIndexOf('/') + 1)
}

const answerMethod: PlacementRequest['method'] = 'bayplan/placement'
const wordsMethod: PlacementTextRequest['method'] = 'bayplan/placementText'

/** Questions over a language server. */
export function placementQuestions(server: LanguageServer): PlacementQuestions {
  return {
    async answer(question, token) {
      const params = await paramsFor(question)
      if (typeof params === 'string') return { kind: 'nothing', version: 0, why: params }
      return server.ask<PlacementRequest>(answerMethod, params, token)
    },
    async words(question, token) {
      const params = await paramsFor(question)
      if (typeof params === 'string') return `${params}\n`
      return (await server.ask<PlacementTextRequest>(wordsMethod, params, token)).text
    },
  }
}

/** What to ask, or in one sentence why it cannot be asked. The document is opened, so that the server holds its text. */
async function paramsFor({ source, count }: Question): Promise<PlacementParams | string> {
  const document = await workspace.openTextDocument(source).then(undefined, () => undefined)
  if (document === undefined) return `${workspace.asRelativePath(source)} cannot be read.`
  const model = clusterModelOf(source)
  const text = model && (await textOf(model).catch(() => undefined))
  if (model !== undefined && text === undefined) return `The cluster model ${workspace.asRelativePath(model)} cannot be read.`
  return {
    uri: source.toString(),
    ...(model !== undefined && text !== undefined && { cluster: { uri: model.toString(), text } }),
    ...(count !== undefined && { count }),
  }
}

import * as vscode from 'vscode'
import type { PlacementAnswer, PlacementParams, PlacementRequest, PlacementTextRequest } from '../../../server/src/protocol.ts'
import type { LanguageServer } from '../language-client.ts'

/** What a view wants to know beside the document: both are the user's choice for that view. */
export interface Choice {
  readonly count?: number
  /** A cluster model picked for this view; without one, the setting or the built-in example decides. */
  readonly cluster?: vscode.Uri
}

/** Asks the server where a document's tasks or pods would run. */
export interface PlacementQuestions {
  answer(uri: vscode.Uri, choice: Choice, token?: vscode.CancellationToken): Promise<PlacementAnswer>
  words(uri: vscode.Uri, choice: Choice): Promise<string>
}

const answerMethod: PlacementRequest['method'] = 'bayplan/placement'
const wordsMethod: PlacementTextRequest['method'] = 'bayplan/placementText'

/** Questions over a language server. */
export function placementQuestions(server: LanguageServer): PlacementQuestions {
  return {
    answer: async (uri, choice, token) => server.ask<PlacementRequest>(answerMethod, await paramsOf(uri, choice), token),
    words: async (uri, choice) => (await server.ask<PlacementTextRequest>(wordsMethod, await paramsOf(uri, choice))).text,
  }
}

async function paramsOf(uri: vscode.Uri, { count, cluster }: Choice): Promise<PlacementParams> {
  const model = cluster && { uri: cluster.toString(), text: await textOf(cluster) }
  return { uri: uri.toString(), ...(model && { cluster: model }), ...(count !== undefined && { count }) }
}

/** The text of a file, as it stands in an editor if it is open in one. Works wherever the workspace is. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
}

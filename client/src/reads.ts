import type { TextDocument } from 'vscode'

/** The languages that the server reads, by the names it has for them. */
export type ReadLanguage = 'ecs-task-definition' | 'ecs-service-definition' | 'dockerfile' | 'kubernetes' | 'bayplan-cluster'

/** The editor's languages that documents for the server come in; of YAML and JSON only some are for it. */
export const editorLanguages: readonly string[] = ['ecs-task-definition', 'ecs-service-definition', 'dockerfile', 'yaml', 'json']

/** What decides about a document: the rest of it is of no interest here. */
export type Candidate = Pick<TextDocument, 'languageId' | 'uri' | 'version' | 'getText'>

/** The languages of documents that ask a cluster to run something. */
export const placed: readonly (ReadLanguage | undefined)[] = ['ecs-task-definition', 'ecs-service-definition', 'kubernetes']

/** Judgements, each with the state of the document that it is about. */
const known = new WeakMap<Candidate, { readonly state: string; readonly language: ReadLanguage | undefined }>()

/** As what the server reads a document; undefined where it does not, and the server is neither started for it nor told of it. */
export function readAs(document: Candidate): ReadLanguage | undefined {
  const state = `${document.languageId} ${document.version}`
  const before = known.get(document)
  if (before?.state === state) return before.language
  const language = judged(document)
  known.set(document, { state, language })
  return language
}

function judged(document: Candidate): ReadLanguage | undefined {
  const { languageId, uri } = document
  if (languageId === 'ecs-task-definition' || languageId === 'ecs-service-definition' || languageId === 'dockerfile') return languageId
  if (languageId !== 'yaml' && languageId !== 'json') return undefined
  if (/\.cluster\.(ya?ml|json)$/i.test(uri.path)) return 'bayplan-cluster'
  return isManifest(languageId, document.getText()) ? 'kubernetes' : undefined
}

/** Whether a text has an object that names its version and its kind; the server judges by the same. */
function isManifest(languageId: 'yaml' | 'json', text: string): boolean {
  if (languageId === 'json') return /"apiVersion"\s*:\s*"/.test(text) && /"kind"\s*:\s*"/.test(text)
  return /^(?:apiVersion|["']apiVersion["'])[ \t]*:/m.test(text) && /^(?:kind|["']kind["'])[ \t]*:/m.test(text)
}

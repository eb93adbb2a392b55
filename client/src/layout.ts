import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type LanguageClient,
  type StaticFeature,
} from 'vscode-languageclient/node'
import type { Given } from './neighbours.ts'

/**
 * Announces formatting for the languages whose layout is ours, and for no other: where a document has several formatters an editor
 * asks which of them to take, even if one of them would have nothing to say.
 */
export function layout(client: LanguageClient, given: Given): StaticFeature {
  let registered: readonly string[] = []
  const features = [client.getFeature(DocumentFormattingRequest.method), client.getFeature(DocumentRangeFormattingRequest.method)]
  const update = (languages: readonly string[]) => {
    for (const feature of features) {
      for (const language of registered) if (!languages.includes(language)) feature.unregister(idOf(language))
      for (const language of languages) {
        if (registered.includes(language)) continue
        feature.register({ id: idOf(language), registerOptions: { documentSelector: [{ language }] } })
      }
    }
    registered = languages
  }
  const wanted = () => ['ecs-task-definition', 'ecs-service-definition', ...(given.laysOutDockerfiles() ? ['dockerfile'] : [])]
  let running = false
  given.onChange(() => running && update(wanted()))
  return {
    fillClientCapabilities: () => undefined,
    getState: () => ({ kind: 'static' }),
    preInitialize(capabilities) {
      delete capabilities.documentFormattingProvider
      delete capabilities.documentRangeFormattingProvider
    },
    initialize() {
      running = true
      update(wanted())
    },
    clear() {
      running = false
      registered = []
    },
  }
}

function idOf(language: string): string {
  return `bayplan.layout.${language}`
}

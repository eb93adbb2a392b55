import { schemaAt } from '../../schema/at.ts'
import { describeField } from '../../schema/describe.ts'
import type { Step } from '../../syntax/node.ts'
import { yamlSlotsAt } from '../../syntax/yaml-slot.ts'
import { completeJson } from '../json-completion.ts'
import type { Completion } from '../language.ts'
import { completeYaml } from '../yaml-completion.ts'
import type { ClusterDocument } from './read.ts'
import { clusterBundle, fieldAt, rootSchema } from './schema.ts'
import { suggestedKeys, suggestedValues } from './suggestions.ts'

/** What can be written at an offset of a cluster model. */
export function completeCluster(doc: ClusterDocument, offset: number): readonly Completion[] {
  return /^\uFEFF?\s*\{/.test(doc.text) ? inJson(doc, offset) : inYaml(doc, offset)
}

function inJson(doc: ClusterDocument, offset: number): readonly Completion[] {
  return completeJson(
    {
      text: doc.text,
      comments: doc.comments,
      node: doc.root,
      bundle: clusterBundle,
      schemaOf: (path) => schemaAt(clusterBundle, rootSchema(doc), path),
      documents: [],
      bodies: () => [],
      values: ({ path }) => suggestedValues(doc, path),
      key: (offer) => offer,
      describe: (path) => describe(doc, path),
    },
    offset,
  )
}

function describe(doc: ClusterDocument, path: readonly Step[]): string | undefined {
  const field = fieldAt(doc, path)
  return field && describeField(clusterBundle, field)
}

function inYaml(doc: ClusterDocument, offset: number): readonly Completion[] {
  return completeYaml(
    {
      text: doc.text,
      bundle: clusterBundle,
      schemaOf: (path) => schemaAt(clusterBundle, rootSchema(doc), path),
      documents: () => [],
      bodies: () => [],
      skeleton: () => undefined,
      values: (path) => suggestedValues(doc, path),
      keys: (path) => suggestedKeys(doc, path).map((key) => ({ key })),
      key: (offer) => offer,
      describe: (path) => describe(doc, path),
    },
    yamlSlotsAt(doc.text, offset),
  )
}

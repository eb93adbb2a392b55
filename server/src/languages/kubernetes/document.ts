import { type JsonErrorCode, readJson } from '../../syntax/json.ts'
import { get, items, type MapNode, type Node, type ReadError, type Step, text as textOf } from '../../syntax/node.ts'
import { readYaml, type YamlErrorCode } from '../../syntax/yaml.ts'
import { kindOf } from './kinds.ts'
import type { Manifest } from './manifest.ts'
import { manifestOf } from './read-manifest.ts'

/** One document of a file: its spans count from its own beginning, so that it may move without being read again. */
export interface KubernetesDocument {
  readonly text: string
  readonly root: Node | undefined
  readonly errors: readonly ReadError<YamlErrorCode | JsonErrorCode>[]
  /** The object, or the items of a list of objects, as far as they are of kinds we know. */
  readonly manifests: readonly Manifest[]
}

/** Reads one document. Never throws. */
export function readDocument(text: string): KubernetesDocument {
  const { root, errors } = readTree(text)
  return { text, root, errors, manifests: manifestsOf(text, root, []) }
}

/** A text that begins with a brace is read as JSON; what is no JSON may still be YAML with braces. */
function readTree(text: string): Pick<KubernetesDocument, 'root' | 'errors'> {
  if (!/^\uFEFF?(?:---)?\s*\{/.test(text)) return readYaml(text)
  const json = readJson(text)
  if (json.errors.every(({ code }) => code === 'json-duplicate-key')) return json
  const yaml = readYaml(text)
  return yaml.errors.length === 0 || !/^\s*\{\s*"/.test(text) ? yaml : json
}

function manifestsOf(text: string, root: Node | undefined, prefix: readonly Step[]): readonly Manifest[] {
  if (root?.kind !== 'map') return []
  const kind = textOf(get(root, 'kind'))
  const known = kindOf(textOf(get(root, 'apiVersion')), kind)
  if (known !== undefined) return [manifestOf(text, root, known, prefix)]
  if (prefix.length > 0 || !kind?.endsWith('List')) return []
  return listed(text, root)
}

function listed(text: string, root: MapNode): readonly Manifest[] {
  return items(get(root, 'items')).flatMap((item, index) => manifestsOf(text, item, ['items', index]))
}

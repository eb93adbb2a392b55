import type { KubernetesObjects, KubernetesWorkload, Path, Source, Unknown } from '../../placement/workload.ts'
import * as json from '../../syntax/json-edit.ts'
import { at, get, items, type Node, plain, text as textOf } from '../../syntax/node.ts'
import { pathText } from '../../syntax/path.ts'
import * as yaml from '../../syntax/yaml-edit.ts'
import { linesOf } from '../../text/lines.ts'
import type { Span } from '../../text/span.ts'
import type { KubernetesDocument } from './document.ts'
import { isObject } from './field.ts'
import type { Kind, Manifest } from './manifest.ts'
import { spanOf } from './place.ts'
import { settled } from './settled.ts'

/** A document and where it begins in its file. */
export interface PlacedDocument {
  readonly start: number
  readonly doc: KubernetesDocument
}

/**
 * What the manifests of a file ask a cluster to run, each with the other objects of the file beside it; of a file that asks for nothing,
 * these objects alone.
 */
export function workloadsOf(text: string, documents: readonly PlacedDocument[]): readonly (KubernetesWorkload | KubernetesObjects)[] {
  const lines = linesOf(text)
  const companions = documents.flatMap(({ doc }) => objectsIn(doc.root)).filter((object) => !isWorkload(object))
  const sourceAt = (start: number) => (span: Span, path: Path) => {
    const moved = { start: span.start + start, end: span.end + start }
    return { span: moved, line: lines.position(moved.start).line + 1, path: pathText(path) }
  }
  const workloads = documents.flatMap(({ start, doc }) =>
    doc.objects.flatMap(({ manifest, partial }) => {
      const workload = partial ? undefined : workloadOf(manifest, doc, sourceAt(start), start)
      return workload === undefined ? [] : [{ ...workload, companions }]
    }),
  )
  return workloads.length > 0 || companions.length === 0 ? workloads : [{ kind: 'kubernetes-objects', objects: companions }]
}

const workloadKinds: readonly Kind[] = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
]

function isWorkload(object: unknown): boolean {
  return isObject(object) && workloadKinds.some((kind) => kind === object.kind)
}

function objectsIn(root: Node | undefined): readonly unknown[] {
  if (root?.kind !== 'map') return []
  if (textOf(get(root, 'kind'))?.endsWith('List') === true) return items(get(root, 'items')).map(plain)
  return [plain(root)]
}

type SourceAt = (span: Span, path: Path) => Source

function workloadOf(
  manifest: Manifest,
  doc: KubernetesDocument,
  sourceAt: SourceAt,
  start: number,
): Omit<KubernetesWorkload, 'companions'> | undefined {
  const { kind, root } = manifest
  if (!workloadKinds.includes(kind) || manifest.pod === undefined || !isObject(manifest.pod.spec.value)) return undefined
  const written = (path: Path) => (at(root, path) === undefined ? undefined : sourceAt(spanOf(doc.text, root, path), path))
  const unknown: Unknown[] = []
  const object = settled(plain(root), (path, what) => {
    const source = written(path)
    if (source) unknown.push({ what, source })
  })
  const metadata = isObject(object) && isObject(object.metadata) ? object.metadata : {}
  return {
    kind: 'kubernetes',
    name: string(metadata.name) ?? string(metadata.generateName) ?? kind.toLowerCase(),
    namespace: string(metadata.namespace) ?? 'default',
    objectKind: kind,
    count: countOf(kind, object),
    source: sourceAt(root.span, []),
    object,
    unknown,
    sourceOf: written,
    append: (path, item) => appended(doc.text, root, path, item, start),
    rewrite(path, value) {
      const node = at(root, path)
      if (node?.kind !== 'scalar' || node.anchor !== undefined) return undefined
      const { start: from, end } = node.span
      const before = doc.text.slice(from, end)
      if (before.includes('\n') || before === '') return undefined
      const quote = /^["']/.exec(before)?.[0] ?? (isJson(doc.text) ? '"' : '')
      return { span: { start: start + from, end: start + end }, text: `${quote}${value}${quote}` }
    },
  }
}

/** A document in JSON; in YAML with braces an edit may leave quotes out. */
function isJson(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"/.test(text)
}

/** An edit in the document, moved to where the document stands in its file. */
function appended(
  text: string,
  root: Node,
  path: Path,
  item: Readonly<Record<string, string>>,
  start: number,
): ReturnType<KubernetesWorkload['append']> {
  const list = at(root, path)
  const parent = at(root, path.slice(0, -1))
  const key = path.at(-1)
  if (list?.anchor !== undefined || parent?.anchor !== undefined) return undefined
  const { insertItem, insertEntry } = isJson(text) ? json : yaml
  const edits =
    list?.kind === 'list'
      ? insertItem(text, list, item)
      : list === undefined && parent?.kind === 'map' && typeof key === 'string'
        ? insertEntry(text, parent, key, [item])
        : []
  const [only, more] = edits
  if (only === undefined || more !== undefined) return undefined
  return { span: { start: only.span.start + start, end: only.span.end + start }, text: only.text }
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** More are not placed: no cluster has room for them. */
const most = 100_000

/** How many pods there are at once. A DaemonSet has as many as nodes want one. */
function countOf(kind: Kind, object: unknown): number {
  switch (kind) {
    case 'Pod':
    case 'DaemonSet':
      return 1
    case 'Job':
      return jobCount(field(object, 'spec'))
    case 'CronJob':
      return jobCount(field(object, 'spec', 'jobTemplate', 'spec'))
    default:
      return limited(field(object, 'spec', 'replicas')) ?? 1
  }
}

/** A job that is suspended runs nothing; one that needs fewer pods than may run at once starts only those. */
function jobCount(spec: unknown): number {
  if (field(spec, 'suspend') === true) return 0
  return Math.min(limited(field(spec, 'parallelism')) ?? 1, limited(field(spec, 'completions')) ?? most)
}

function limited(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, most) : undefined
}

function field(value: unknown, ...steps: readonly string[]): unknown {
  return steps.reduce<unknown>((here, step) => (isObject(here) ? here[step] : undefined), value)
}

import type { ClusterModel } from '../../placement/cluster/model.ts'
import { type JsonErrorCode, readJson } from '../../syntax/json.ts'
import { get, type Node, type ReadError, text as textOf } from '../../syntax/node.ts'
import { readYaml, splitYaml, type YamlErrorCode } from '../../syntax/yaml.ts'
import { linesOf } from '../../text/lines.ts'
import type { Span } from '../../text/span.ts'
import { consistency } from './consistency.ts'
import type { DecodeError, Where } from './decode.ts'
import { ecsFile } from './ecs-file.ts'
import { anyFile } from './keys.ts'
import { kubernetesFile } from './kubernetes-file.ts'
import { ecsModel, kubernetesModel } from './model.ts'

/** A cluster model file as it was read; the model is missing if there is an error. */
export interface ClusterDocument {
  readonly text: string
  readonly root: Node | undefined
  /** Of JSON, in which they are allowed here. */
  readonly comments: readonly Span[]
  /** What keeps the text from being a tree. */
  readonly syntax: readonly ReadError<JsonErrorCode | YamlErrorCode>[]
  /** What keeps the tree from being a model. */
  readonly problems: readonly DecodeError[]
  readonly model: ClusterModel | undefined
}

/** Reads a cluster model, in JSON if it begins with a brace, else in YAML. Never throws. */
export function readCluster(text: string): ClusterDocument {
  const { root, errors, comments } = /^\uFEFF?\s*\{/.test(text) ? readJson(text) : { ...readOneYaml(text), comments: [] }
  const syntax = errors.filter(({ code }) => code !== 'json-comment')
  const problems: DecodeError[] = []
  const at = { text, path: '', report: (error: DecodeError) => problems.push(error) }
  const model = root && modelOf(root, at)
  if (root === undefined && syntax.length === 0)
    at.report({ message: 'the file is empty; it needs version, name and kind', span: { start: 0, end: 0 }, path: '' })
  if (model !== undefined) problems.push(...consistency(model, root))
  problems.sort((a, b) => a.span.start - b.span.start)
  return { text, root, comments, syntax, problems, model: syntax.length + problems.length === 0 ? model : undefined }
}

/** The first error with its line, for a sentence in place of a picture. */
export function firstError({ text, syntax, problems }: ClusterDocument): string | undefined {
  const all: readonly { readonly message: string; readonly span: Span }[] = [...syntax, ...problems]
  const first = [...all].sort((a, b) => a.span.start - b.span.start)[0]
  return first && `line ${linesOf(text).position(first.span.start).line + 1}: ${first.message}`
}

/** The kind decides which keys there are; without one only those that every file has are read. */
function modelOf(root: Node, at: Where): ClusterModel | undefined {
  const kind = textOf(get(root, 'kind'))
  if (kind === 'ecs') {
    const file = ecsFile(root, at)
    return file && ecsModel(file)
  }
  if (kind === 'kubernetes' || kind === 'eks') {
    const file = kubernetesFile(root, at)
    return file && kubernetesModel(file)
  }
  anyFile(root, at)
  return undefined
}

function readOneYaml(text: string): { readonly root: Node | undefined; readonly errors: readonly ReadError<YamlErrorCode>[] } {
  const [first, second] = splitYaml(text)
  const { root, errors } = readYaml(text.slice(0, first?.end))
  if (second === undefined) return { root, errors }
  const message = 'a cluster model is one document; this begins another'
  return {
    root,
    errors: [...errors, { code: 'yaml-syntax', message, span: { start: second.start, end: Math.min(second.start + 3, second.end) } }],
  }
}

import { type RuleSettings, type RunOptions, run } from '../../rules/run.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import type { Finding } from '../../text/finding.ts'
import { withCommonFixes } from './common-fixes.ts'
import type { KubernetesDocument } from './document.ts'
import type { Kind } from './manifest.ts'
import type { Memory } from './memory.ts'
import type { KubernetesObject } from './read-object.ts'
import { kubernetesRules } from './rules/index.ts'
import { readRules } from './rules/read.ts'
import { silenceOf, silencingComments } from './silence.ts'

/**
 * How far a document comes that is created: `yaml`, text to tree; `decode`, tree to object; `strict`, unknown and double fields;
 * `validate`, the rules of the kind; `template`, those of the pods of a workload whose selector cannot be read. The server stops at the
 * first stage that finds something.
 */
export type Stage = 'yaml' | 'decode' | 'strict' | 'validate' | 'template'

/** A finding and the stage whose rule spoke. */
export interface StagedFinding extends Finding {
  readonly stage: Stage
}

/** Hears of a rule that threw. */
export type Bug = (rule: string, error: unknown) => void

/**
 * What all stages say about one document; spans count from its beginning. `memories` are what is known of its objects from before an edit,
 * by their place among them.
 */
export function checkDocument(
  doc: KubernetesDocument,
  settings: RuleSettings,
  bug?: Bug,
  memories?: readonly Memory[],
): readonly StagedFinding[] {
  const options = { settings, ...(bug && { bug }) }
  const read = readProblems(doc, options)
  // Of a tree with holes nobody can say what is missing.
  if (read.some(({ stage }) => stage === 'yaml')) return read
  const comments = silencingComments(doc.text)
  const validated = doc.objects
    .filter(({ partial }) => !partial)
    .flatMap((object, i) => {
      const { kind, root } = object.manifest
      const silence = silenceOf(comments, root, kind, rulesById)
      const recall = memories?.[i]?.recall(object.manifest)
      const validated = run(kubernetesRules, object.manifest, { ...options, ...(recall && { recall }) })
      const found = withTemplate(kind, staged('validate', validated))
      return found.filter((finding) => isJudged(doc.text, object, finding) && !silence.isSilent(finding))
    })
  return [...read, ...withCommonFixes(doc, validated)]
}

/** What reading has found; most documents are read without any fault. */
function readProblems(
  doc: KubernetesDocument,
  options: Pick<RunOptions<KubernetesDocument>, 'settings' | 'bug'>,
): readonly StagedFinding[] {
  if (doc.errors.length === 0 && doc.problems.length === 0) return []
  return readLists.flatMap(({ stage, rules }) => staged(stage, run(rules, doc, options)))
}

/** Lists that stay the same, as the runner knows them by that. */
const readLists = readRules.map(({ stage, rule }) => ({ stage, rules: [rule] }))

function staged(stage: Stage, findings: readonly Finding[]): readonly StagedFinding[] {
  return findings.map((finding) => ({ ...finding, stage }))
}

const rulesById = new Map(kubernetesRules.map((rule) => [rule.id, rule]))

/** Values that something else will fill in are not judged, nor is a place of which the decoder has said that it cannot read it. */
function isJudged(text: string, { settled }: KubernetesObject, { span, path = '' }: Finding): boolean {
  if (settled.size > 0 && within(path, settled)) return false
  return !hasPlaceholder(text.slice(span.start, span.end))
}

/** Whether a path leads to one of the places or below. */
function within(path: string, places: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
    if (places.has(path.slice(0, end))) return true
  }
  return false
}

/** Where the server cannot read the selector of one of these, it looks no further, and what else is wrong with the template shows later. */
const selectorFirst: ReadonlySet<Kind> = new Set<Kind>(['Deployment', 'ReplicaSet', 'StatefulSet'])

function withTemplate(kind: Kind, findings: readonly StagedFinding[]): readonly StagedFinding[] {
  const isUnreadable = ({ code, path = '' }: StagedFinding) => code === 'workload-selector' && /\bspec\.selector\./.test(path)
  if (!selectorFirst.has(kind) || !findings.some(isUnreadable)) return findings
  const always = kind === 'StatefulSet' ? /^spec\.(?:restartPolicy|activeDeadlineSeconds)$/ : undefined
  return findings.map((finding) => {
    const rest = /\bspec\.template\.(.*)$/.exec(finding.path ?? '')?.[1]
    return rest === undefined || always?.test(rest) ? finding : { ...finding, stage: 'template' }
  })
}

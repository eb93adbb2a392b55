import { checkDocument, type Stage, type StagedFinding } from '../../../server/src/languages/kubernetes/check.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { ndjson } from '../files.ts'
import { conformanceSet } from '../set.ts'
import type { Tally } from '../tally.ts'

/** A line of `cases.ndjson.gz`, or one of `defaults.ndjson.gz`, which has no verdict. */
interface Line {
  readonly id?: string
  readonly family?: string
  readonly yaml?: string
  readonly stage?: Stage | 'ok'
  readonly errors?: readonly { readonly field: string; readonly type: string }[]
  readonly defaulted?: unknown
}

type Expected =
  | { readonly kind: 'verdict'; readonly stage: Stage | 'ok'; readonly fields: readonly string[] }
  | { readonly kind: 'defaults'; readonly defaulted: unknown }

interface Own {
  /** Only those that refuse the document. */
  readonly errors: readonly StagedFinding[]
  readonly object: unknown
}

const stages: readonly Stage[] = ['yaml', 'decode', 'strict', 'validate', 'template']

/**
 * What the API server 1.36.3 says about manifests. All findings of a document are made; compared are those of the first stage that has any,
 * as the server stops there. While you write a rule, run the family of documents that its mistakes are in:
 *
 *     npm run conformance -- kubernetes-validation [FOLDER] --family probe-port --show 50
 *
 * A family matches where it is one of those that a document joins by `+`; README.md of the recording lists them.
 */
export const kubernetesValidation = conformanceSet<string, Expected, Own>({
  name: 'kubernetes-validation',
  *cases(folder) {
    for (const line of ndjson(folder) as Iterable<Line>) {
      const expected = expectedOf(line)
      if (expected === undefined || line.yaml === undefined) continue
      yield { id: `${line.id} ${line.family ?? 'defaults'}`, family: line.family ?? 'defaults', input: line.yaml, expected }
    }
  },
  answer(yaml) {
    const doc = readDocument(yaml)
    const errors = checkDocument(doc, {}, throwIt).filter(({ severity }) => severity === 'error')
    return { errors, object: doc.objects[0]?.manifest.object.value }
  },
  compare(id, own, expected, tally) {
    if (expected.kind === 'defaults') tally.compare('defaults', id, expected.defaulted, own.object)
    else compareVerdict(id, own, expected, tally)
  },
})

function throwIt(rule: string, error: unknown): never {
  throw new Error(`rule ${rule} threw`, { cause: error })
}

function expectedOf({ stage, errors = [], defaulted }: Line): Expected | undefined {
  if (defaulted !== undefined) return { kind: 'defaults', defaulted }
  return stage && { kind: 'verdict', stage, fields: errors.map(({ field }) => field) }
}

function compareVerdict(id: string, { errors }: Own, { stage, fields }: Expected & { kind: 'verdict' }, tally: Tally): void {
  const first = stages.find((one) => errors.some((error) => error.stage === one))
  const said = errors.map(({ stage, path, message }) => `${stage} ${path}: ${message}`)
  tally.count('verdict', id, (stage === 'ok') === (first === undefined) ? 1 : 0, 1, { stage, fields }, said)
  if (stage === 'ok') tally.count('accepted-clean', id, errors.length === 0 ? 1 : 0, 1, [], said)
  else tally.compare('stage', id, stage, first === 'template' ? 'validate' : first)
  if (stage !== 'decode' && stage !== 'strict' && stage !== 'validate') return
  const own = errors.filter((error) => error.stage === first).flatMap(({ path = '', alsoPaths = [] }) => [path, ...alsoPaths])
  tally.count(stage === 'decode' ? 'decode-paths' : 'paths', id, same(own, fields) ? 1 : 0, 1, sorted(fields), said)
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return sorted(a).join('\n') === sorted(b).join('\n')
}

function sorted(fields: readonly string[]): readonly string[] {
  return [...new Set(fields)].sort()
}

import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems } from '../demands.ts'
import { below, child } from '../field.ts'
import { dnsLabel, dnsSubdomain, type Grammar } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { isMisread, numberOf, textAt, textOf } from '../values.ts'
import { jobSpecOf, metaValidation, pathOf } from '../workload.ts'
import { podNamed, workload } from '../workload-examples.ts'

/** Every kind takes a host name, except that pods of a StatefulSet have its name in one label of theirs. */
export const objectName: Rule<Manifest> = {
  id: 'object-name',
  severity: 'error',
  summary: 'An object has a name that its kind can use: lower case letters, digits, `-` and `.`.',
  why: `The API server answers \`metadata.name: Required value: name or generateName is required\` or \`a lowercase RFC 1123 subdomain must consist
of lower case alphanumeric characters\`. A StatefulSet takes no dots and at most 63 characters, a CronJob at most 52, because
what they make carries their name and a suffix; the name of an Indexed Job with the number of its last pod is one label of at most 63.`,
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  examples: {
    bad: [
      podNamed(`  name: Web_1
        ^^^^^ name is "Web_1"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit`),
      podNamed(`  namespace: shop
^^^^^^^^ name is missing; an object has a name or generateName`)
        .replace('metadata:\n  namespace: shop\n^^^^^^^^', 'metadata:\n^^^^^^^^')
        .replace('generateName\n', 'generateName\n  namespace: shop\n'),
      workload({ kind: 'StatefulSet' }).replace(
        'name: web\nspec',
        'name: my.db\n        ^^^^^ name is "my.db"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit\nspec',
      ),
    ],
    good: [podNamed('  name: web-1.example'), podNamed('  generateName: web-'), podNamed('  name: ${NAME}')],
  },
  *check(doc) {
    const metadata = below(doc.object, 'metadata')
    const field = child(metadata, 'name')
    const name = textOf(field)
    if (name === undefined || isMisread(doc, field)) return
    const prefix = textAt(metadata, 'generateName')
    if (prefix === undefined) return
    if (prefix !== '' && doc.kind !== 'ReplicationController') yield* prefixProblems(doc, prefix)
    if (name !== '') yield* nameProblems(doc, name, false)
    else if (prefix !== '') yield* nameProblems(doc, generated(prefix), true)
    else yield doc.problem(field, 'name is missing; an object has a name or generateName')
  },
}

function* prefixProblems(doc: Manifest, prefix: string): Problems {
  const grammar = grammarOf(doc)
  const field = below(doc.object, 'metadata', 'generateName')
  const limit = grammar(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix)
  if (limit !== undefined) yield doc.problem(field, `generateName is ${JSON.stringify(prefix)}; ${limit}`)
}

/** Problems of a name; of one that the server makes, they show at the prefix and are not said twice. */
function* nameProblems(doc: Manifest, name: string, made: boolean): Problems {
  const path = pathOf(doc, below(doc.object, 'metadata', 'name'))
  const field = below(doc.object, 'metadata', made ? 'generateName' : 'name')
  yield* judged(doc, field, made ? 'the generated name' : 'name', name, grammarOf(doc), { path })
  yield* lengthProblems(doc, name, made)
}

function* lengthProblems(doc: Manifest, name: string, made: boolean): Problems {
  const path = pathOf(doc, below(doc.object, 'metadata', 'name'))
  const field = below(doc.object, 'metadata', made ? 'generateName' : 'name')
  if (doc.kind === 'CronJob' && name.length > 52) {
    yield doc.problem(
      field,
      `${made ? 'the generated name' : 'name'} has ${name.length} characters; a CronJob takes 52, its jobs get 11 more`,
      { path },
    )
  }
  const last = doc.kind === 'Job' ? lastIndex(doc) : undefined
  const limit = last === undefined ? undefined : dnsLabel(`${name}-${last}`)
  if (limit !== undefined)
    yield doc.problem(field, `the last pod of this Indexed Job is called ${JSON.stringify(`${name}-${last}`)}; ${limit}`, { path })
}

function lastIndex(doc: Manifest): number | undefined {
  const spec = jobSpecOf(doc)
  if (spec === undefined || child(spec, 'completionMode').value !== 'Indexed') return undefined
  const completions = numberOf(child(spec, 'completions'))
  return completions !== undefined && completions > 0 ? completions - 1 : undefined
}

function grammarOf({ kind }: Manifest): Grammar {
  return kind === 'StatefulSet' ? dnsLabel : dnsSubdomain
}

/** The server cuts the prefix to 58 characters and appends five. */
function generated(prefix: string): string {
  return `${prefix.slice(0, 58)}bcdfg`
}

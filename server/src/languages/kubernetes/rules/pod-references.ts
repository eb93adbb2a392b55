import type { Rule } from '../../../rules/rule.ts'
import { judged, wellFormed } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import { dnsSubdomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { textOf } from '../values.ts'

/** What a pod names outside of itself has names like host names. */
export const podReferences: Rule<Manifest> = {
  id: 'pod-references',
  severity: 'error',
  summary: '`serviceAccountName`, `nodeName`, `priorityClassName` and `runtimeClassName` are DNS subdomains.',
  why: 'No object can have another name, so the server refuses it without looking. An empty `runtimeClassName` is refused too.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names'],
  examples: {
    bad: [
      specWith(`  serviceAccountName: Builder_1
                      ^^^^^^^^^ serviceAccountName is "Builder_1"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
  nodeName: Node 1
            ^^^^^^ nodeName is "Node 1"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
  priorityClassName: -high
                     ^^^^^ priorityClassName is "-high"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
  runtimeClassName: ""
                    ^^ runtimeClassName is ""; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit`),
    ],
    good: [specWith('  serviceAccountName: builder\n  nodeName: ip-10-0-0-1.ec2.internal\n  priorityClassName: system-node-critical')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const key of ['serviceAccountName', 'nodeName', 'priorityClassName'])
      yield* wellFormed(doc, child(doc.pod.spec, key), key, dnsSubdomain)
    const runtime = child(doc.pod.spec, 'runtimeClassName')
    const name = textOf(runtime)
    if (isSet(runtime) && name !== undefined) yield* judged(doc, runtime, 'runtimeClassName', name, dnsSubdomain)
  },
}

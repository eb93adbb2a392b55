import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { isTrue, isWritten } from '../values.ts'

/** In the network of the node the names of the cluster are not known unless asked for. */
export const hostNetworkDns: Rule<Manifest> = {
  id: 'host-network-dns',
  severity: 'warning',
  summary: 'A pod with `hostNetwork: true` that wants the DNS of the cluster says `ClusterFirstWithHostNet`.',
  why: '`ClusterFirst` is taken as `Default` there: the pod asks the nameserver of its node, which knows no services. Spoken of only where `ClusterFirst` is written.',
  source: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy'],
  examples: {
    bad: [
      specWith(`  hostNetwork: true
  dnsPolicy: ClusterFirst
             ^^^^^^^^^^^^ dnsPolicy is ClusterFirst; with hostNetwork that is Default, without the DNS of the cluster`),
    ],
    good: [specWith('  hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet'), specWith('  hostNetwork: true')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const policy = child(doc.pod.spec, 'dnsPolicy')
    if (policy.value === 'ClusterFirst' && isTrue(child(doc.pod.spec, 'hostNetwork')) && isWritten(doc, policy))
      yield doc.problem(policy, 'dnsPolicy is ClusterFirst; with hostNetwork that is Default, without the DNS of the cluster', {
        fixes: setField(doc, policy, 'ClusterFirstWithHostNet'),
      })
  },
}

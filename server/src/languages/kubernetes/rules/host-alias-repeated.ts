import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** One address is one entry. */
export const hostAliasRepeated: Rule<Manifest> = {
  id: 'host-alias-repeated',
  severity: 'warning',
  summary: 'Each address occurs once in `hostAliases`.',
  why: 'The address is the key of the list: `kubectl apply` merges entries with the same one. The server accepts it with a warning.',
  source: [podWarnings],
  examples: {
    bad: [
      specWith(`  hostAliases:
    - ip: 127.0.0.1
      hostnames: [a]
    - ip: 127.0.0.1
          ^^^^^^^^^ address "127.0.0.1" has an entry already
      hostnames: [b]`),
    ],
    good: [specWith('  hostAliases:\n    - ip: 127.0.0.1\n      hostnames: [a, b]')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const seen = new Set<string>()
    for (const alias of structsOf(child(doc.pod.spec, 'hostAliases'))) {
      const ip = textAt(alias, 'ip')
      if (!ip) continue
      if (seen.has(ip)) yield doc.problem(child(alias, 'ip'), `address ${quote(ip)} has an entry already`)
      seen.add(ip)
    }
  },
}

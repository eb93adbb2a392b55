import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { judged, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { descendingPath } from '../grammar/paths.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'

const types = ['Localhost', 'RuntimeDefault', 'Unconfined']

/** Which system calls a container may make. */
export const seccompProfile: Rule<Manifest> = {
  id: 'seccomp-profile',
  severity: 'error',
  summary:
    'A `seccompProfile` has the type RuntimeDefault, Unconfined or Localhost; the last with a relative `localhostProfile`, the others without.',
  why: 'The server refuses the rest. Profiles of the node stand below the directory of the kubelet, so that their path is relative.',
  source: [podValidation, 'https://kubernetes.io/docs/tutorials/security/seccomp/'],
  examples: {
    bad: [
      specWith(
        `      securityContext:
        seccompProfile:
          type: runtime/default
                ^^^^^^^^^^^^^^^ type is "runtime/default"; it is Localhost, RuntimeDefault, Unconfined; did you mean RuntimeDefault
  securityContext:
    seccompProfile:
    ^^^^^^^^^^^^^^ localhostProfile is missing; type Localhost needs it
      type: Localhost

`,
      ),
      specWith(`  securityContext:
    seccompProfile:
      type: RuntimeDefault
      localhostProfile: audit.json
                        ^^^^^^^^^^ localhostProfile is set; it goes with type Localhost, not RuntimeDefault`),
    ],
    good: [specWith('  securityContext:\n    seccompProfile:\n      type: Localhost\n      localhostProfile: profiles/audit.json')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    yield* profileProblems(doc, below(doc.pod.spec, 'securityContext', 'seccompProfile'))
    for (const { field } of containersOf(doc)) yield* profileProblems(doc, below(field, 'securityContext', 'seccompProfile'))
  },
}

function* profileProblems(doc: Manifest, profile: Field): Problems {
  if (!isSet(profile)) return
  const type = textAt(profile, 'type')
  const path = child(profile, 'localhostProfile')
  if (type === undefined) return
  if (!types.includes(type) && !isMisread(doc, child(profile, 'type')))
    yield doc.problem(
      child(profile, 'type'),
      `type is ${type === '' ? 'missing' : quote(type)}; it is ${types.join(', ')}${meant(type, types)}`,
    )
  if (type !== 'Localhost') {
    if (isSet(path)) yield doc.problem(path, `localhostProfile is set; it goes with type Localhost${type === '' ? '' : `, not ${type}`}`)
  } else if (!isSet(path)) {
    if (!isMisread(doc, path)) yield doc.problem(path, 'localhostProfile is missing; type Localhost needs it')
  } else yield* judged(doc, path, 'localhostProfile', textAt(profile, 'localhostProfile') ?? '', descendingPath)
}

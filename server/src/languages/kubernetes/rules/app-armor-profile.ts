import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { byteLength, isMisread, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'

const types = ['Localhost', 'RuntimeDefault', 'Unconfined']

/** Which files a container may touch. */
export const appArmorProfile: Rule<Manifest> = {
  id: 'app-armor-profile',
  severity: 'error',
  summary:
    'An `appArmorProfile` has the type RuntimeDefault, Unconfined or Localhost; the last with the name of a profile in `localhostProfile`, the others without.',
  why: 'The server refuses the rest, blanks around the name, and names of more than 4095 bytes.',
  source: [podValidation, 'https://kubernetes.io/docs/tutorials/security/apparmor/'],
  examples: {
    bad: [
      specWith(
        `      securityContext:
        appArmorProfile:
          type: runtime/default
                ^^^^^^^^^^^^^^^ type is "runtime/default"; it is Localhost, RuntimeDefault, Unconfined; did you mean RuntimeDefault
  securityContext:
    appArmorProfile:
      type: Localhost
      localhostProfile: " web "
                        ^^^^^^^ localhostProfile is " web "; there are no blanks around it

`,
      ),
      specWith(`  securityContext:
    appArmorProfile:
      type: Unconfined
      localhostProfile: web
                        ^^^ localhostProfile is set; it goes with type Localhost, not Unconfined`),
    ],
    good: [specWith('  securityContext:\n    appArmorProfile:\n      type: Localhost\n      localhostProfile: k8s-web')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    yield* profileProblems(doc, below(doc.pod.spec, 'securityContext', 'appArmorProfile'))
    for (const { field } of containersOf(doc)) yield* profileProblems(doc, below(field, 'securityContext', 'appArmorProfile'))
  },
}

function* profileProblems(doc: Manifest, profile: Field): Problems {
  const type = textAt(profile, 'type')
  if (!isSet(profile) || type === undefined) return
  const name = child(profile, 'localhostProfile')
  if (type === 'Localhost') yield* nameProblems(doc, name, textAt(profile, 'localhostProfile'))
  else if (types.includes(type)) {
    if (isSet(name)) yield doc.problem(name, `localhostProfile is set; it goes with type Localhost, not ${type}`)
  } else if (!isMisread(doc, child(profile, 'type')))
    yield doc.problem(
      child(profile, 'type'),
      `type is ${type === '' ? 'missing' : quote(type)}; it is ${types.join(', ')}${meant(type, types)}`,
    )
}

function* nameProblems(doc: Manifest, field: Field, name: string | undefined): Problems {
  if (name === undefined) return
  if (name.trim() === '' && name === name.trim()) {
    if (!isMisread(doc, field)) yield doc.problem(field, 'localhostProfile is missing; type Localhost needs it')
  } else if (name.trim() !== name) yield doc.problem(field, `localhostProfile is ${quote(name)}; there are no blanks around it`)
  else if (byteLength(name) > 4095) yield doc.problem(field, `localhostProfile has ${byteLength(name)} bytes; the most is 4095`)
}

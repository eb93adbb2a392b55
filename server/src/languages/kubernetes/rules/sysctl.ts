import type { Rule } from '../../../rules/rule.ts'
import { named, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import { sysctlName } from '../grammar/keys.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** Kernel parameters of namespaces that the pod has for itself. */
export const sysctl: Rule<Manifest> = {
  id: 'sysctl',
  severity: 'error',
  summary: 'An entry of `sysctls` has a name of its own, and none of a namespace that the pod shares with the node.',
  why: 'With `hostNetwork` parameters below `net.` would be those of the node, with `hostIPC` those of shared memory, messages and semaphores; the server refuses them.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  examples: {
    bad: [
      specWith(`  hostNetwork: true
  securityContext:
    sysctls:
      - name: net.core.somaxconn
              ^^^^^^^^^^^^^^^^^^ name is "net.core.somaxconn"; with hostNetwork that is a parameter of the node
        value: "1024"
      - name: kernel.shm_rmid_forced
        value: "0"
      - name: kernel.shm_rmid_forced
              ^^^^^^^^^^^^^^^^^^^^^^ another sysctl of this pod is "kernel.shm_rmid_forced" too
        value: "1"
      - name: Kernel Sem
              ^^^^^^^^^^ name is "Kernel Sem"; it is parts of a-z, 0-9, "-" and "_" with "." or "/" between them
        value: "1"`),
    ],
    good: [specWith('  securityContext:\n    sysctls:\n      - name: net.core.somaxconn\n        value: "1024"')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const seen = new Set<string>()
    for (const one of structsOf(below(spec, 'securityContext', 'sysctls'))) {
      const field = child(one, 'name')
      const name = textAt(one, 'name')
      yield* named(doc, field, 'name', sysctlName)
      if (!name) continue
      if (seen.has(name) && sysctlName(name) === undefined) yield doc.problem(field, `another sysctl of this pod is ${quote(name)} too`)
      seen.add(name)
      yield* namespaceProblems(doc, spec, field, name)
    }
  },
}

function* namespaceProblems(doc: Manifest, spec: Field, field: Field, name: string): Problems {
  const dotted = withDots(name)
  if (dotted.startsWith('net.') && isTrue(child(spec, 'hostNetwork')))
    yield doc.problem(field, `name is ${quote(name)}; with hostNetwork that is a parameter of the node`)
  const ipc = dotted === 'kernel.sem' || ['kernel.shm', 'kernel.msg', 'fs.mqueue.'].some((prefix) => dotted.startsWith(prefix))
  if (ipc && isTrue(child(spec, 'hostIPC')))
    yield doc.problem(field, `name is ${quote(name)}; with hostIPC that is a parameter of the node`)
}

/** Where the first separator is a slash, slashes separate and dots are part of names. */
function withDots(name: string): string {
  const first = /[./]/.exec(name)?.[0]
  return first === '/' ? name.replace(/[./]/g, (one) => (one === '/' ? '.' : '/')) : name
}

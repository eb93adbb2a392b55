import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith, podWith } from '../examples.ts'
import { below, child } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { isGiven, isWindows, podSecurityStandards, securityContexts, trivy } from '../security.ts'

/** A container without any filter of system calls. */
export const seccompUnconfined: Rule<Manifest> = {
  id: 'seccomp-unconfined',
  aliases: ['seccompProfile_baseline', ...trivy(104)],
  severity: 'off',
  profile: 'baseline',
  summary: 'No seccomp profile is `Unconfined`.',
  why: '`Unconfined` takes away the filter of system calls that the runtime puts in front of the kernel. `RuntimeDefault` or a profile of the node (`Localhost`) keep one.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tutorials/security/seccomp/'],
  examples: {
    bad: [
      containerWith(`      securityContext:
        seccompProfile: {type: Unconfined}
                               ^^^^^^^^^^ container "web" has no filter of system calls; its seccomp profile is Unconfined`),
    ],
    good: [containerWith('      securityContext:\n        seccompProfile: {type: RuntimeDefault}')],
  },
  *check(doc) {
    for (const { field, label } of securityContexts(doc)) {
      const type = below(field, 'seccompProfile', 'type')
      if (type.value !== 'Unconfined') continue
      const fixes = setField(doc, type, 'RuntimeDefault')
      yield doc.problem(type, `${label} has no filter of system calls; its seccomp profile is Unconfined`, { fixes })
    }
  },
}

/** A profile has to be asked for; the pod can do it for all. */
export const missingSeccompProfile: Rule<Manifest> = {
  id: 'missing-seccomp-profile',
  aliases: ['seccompProfile_restricted', 'container-seccomp-profile', 'CKV_K8S_31', ...trivy(30)],
  severity: 'off',
  profile: 'restricted',
  summary: 'Containers have a seccomp profile, from the pod or of their own.',
  why: 'Without a profile the runtime filters no system calls, unless the kubelet was told to by default. `RuntimeDefault` suits nearly everything. Pods for Windows have none.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tutorials/security/seccomp/'],
  examples: {
    bad: [
      containerWith(`      stdin: true`).replace(
        '      image',
        '            ^^^ container "web" has no seccomp profile; RuntimeDefault suits nearly everything\n      image',
      ),
    ],
    good: [podWith('  securityContext:\n    seccompProfile: {type: RuntimeDefault}\n  containers:\n    - {name: web, image: nginx:1.27}')],
  },
  *check(doc) {
    if (isWindows(doc) || doc.pod === undefined) return
    const ofPod = below(doc.pod.spec, 'securityContext', 'seccompProfile')
    if (isGiven(doc, ofPod)) return
    for (const { field, label } of containersOf(doc)) {
      if (isGiven(doc, below(field, 'securityContext', 'seccompProfile'))) continue
      const fixes = setField(doc, child(ofPod, 'type'), 'RuntimeDefault')
      yield doc.problem(child(field, 'name'), `${label} has no seccomp profile; RuntimeDefault suits nearly everything`, { fixes })
    }
  },
}

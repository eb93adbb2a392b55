import { listed } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below, child } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { isGiven, isWindows, podSecurityStandards, trivy } from '../security.ts'
import { isFilled, textsOf } from '../values.ts'

/** What containers have by default and may therefore add. */
const usual: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/** Capabilities beyond those of every container. */
export const addedCapability: Rule<Manifest> = {
  id: 'added-capability',
  aliases: [
    'capabilities_baseline',
    'dangerousCapabilities',
    'CKV_K8S_24',
    'CKV_K8S_25',
    'CKV_K8S_39',
    ...[5, 22, 119, 120].flatMap(trivy),
  ],
  severity: 'off',
  profile: 'baseline',
  summary: 'A container adds no capability beyond those that containers have by default.',
  why: '`SYS_ADMIN` is nearly root, `NET_RAW` reads the traffic of others, `SYS_PTRACE` other processes. The name is compared as it is written: `CAP_SYS_ADMIN` and `sys_admin` are not the names of capabilities here.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      securityContext:
        capabilities:
          add: [NET_BIND_SERVICE, SYS_ADMIN]
                                  ^^^^^^^^^ container "web" adds SYS_ADMIN, which containers do not have by default`),
    ],
    good: [containerWith('      securityContext:\n        capabilities:\n          add: [NET_BIND_SERVICE, CHOWN]')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      for (const { field: at, value } of textsOf(below(field, 'securityContext', 'capabilities', 'add'))) {
        if (!usual.has(value)) yield doc.problem(at, `${label} adds ${value}, which containers do not have by default`)
      }
    }
  },
}

/** Beside the rule about added capabilities, which speaks of the worse ones. */
export const droppedCapabilities: Rule<Manifest> = {
  id: 'dropped-capabilities',
  aliases: [
    'capabilities_restricted',
    'drop-net-raw-capability',
    'insecureCapabilities',
    'CKV_K8S_28',
    'CKV_K8S_36',
    'CKV_K8S_37',
    ...[3, 4, 106].flatMap(trivy),
  ],
  severity: 'off',
  profile: 'restricted',
  summary: 'A container drops `ALL` capabilities and adds back at most `NET_BIND_SERVICE`.',
  why: 'Few programs need any capability; the usual fourteen are there for the rest. Those that listen below port 1024 as another user than root need `NET_BIND_SERVICE`. Pods for Windows have none.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      stdin: true`).replace(
        '      image',
        '            ^^^ container "web" keeps capabilities; drop: [ALL] is missing\n      image',
      ),
      containerWith(`      securityContext:
        capabilities:
          drop: [NET_RAW]
          ^^^^ container "web" keeps capabilities; drop has no ALL
          add: [CHOWN, NET_BIND_SERVICE]
                ^^^^^ container "web" adds CHOWN; only NET_BIND_SERVICE may come back`),
    ],
    good: [containerWith('      securityContext:\n        capabilities:\n          drop: [ALL]\n          add: [NET_BIND_SERVICE]')],
  },
  *check(doc) {
    if (isWindows(doc)) return
    for (const { field, label } of containersOf(doc)) {
      const capabilities = below(field, 'securityContext', 'capabilities')
      const drop = child(capabilities, 'drop')
      if (isFilled(drop) ? !textsOf(drop).some(({ value }) => value === 'ALL') : !isGiven(doc, drop)) {
        const [shown, rest] = isFilled(drop) ? [drop, 'drop has no ALL'] : [child(field, 'name'), 'drop: [ALL] is missing']
        const onKey = isFilled(drop)
        yield doc.problem(shown, `${label} keeps capabilities; ${rest}`, { onKey, fixes: setField(doc, drop, ['ALL']) })
      }
      const added = textsOf(child(capabilities, 'add')).filter(({ value }) => value !== 'NET_BIND_SERVICE' && usual.has(value))
      const [first] = added
      if (first === undefined) continue
      yield doc.problem(first.field, `${label} adds ${listed(added.map(({ value }) => value))}; only NET_BIND_SERVICE may come back`)
    }
  },
}

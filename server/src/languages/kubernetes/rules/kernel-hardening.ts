import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { containerWith, podWith, specWith } from '../examples.ts'
import { below, child, entriesOf } from '../field.ts'
import { removeField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { hasOwnUsers, podSecurityStandards, type SecurityContext, securityContexts, trivy } from '../security.ts'
import { isTrue, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** AppArmor, in the field and in the annotation that it had before. */
export const appArmorUnconfined: Rule<Manifest> = {
  id: 'app-armor-unconfined',
  aliases: ['appArmorProfile', ...trivy(2)],
  severity: 'off',
  profile: 'baseline',
  summary: 'No AppArmor profile is `Unconfined`.',
  why: 'Where the node has AppArmor, containers get the profile of the runtime by themselves. `Unconfined` takes it away.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tutorials/security/apparmor/'],
  examples: {
    bad: [
      containerWith(`      securityContext:
        appArmorProfile: {type: Unconfined}
                                ^^^^^^^^^^ container "web" has no AppArmor profile; it is Unconfined`),
    ],
    good: [containerWith('      securityContext:\n        appArmorProfile: {type: Localhost, localhostProfile: strict}')],
  },
  *check(doc) {
    for (const { field, label } of securityContexts(doc)) {
      const type = below(field, 'appArmorProfile', 'type')
      if (type.value === 'Unconfined') yield doc.problem(type, `${label} has no AppArmor profile; it is Unconfined`)
    }
    if (doc.pod === undefined) return
    for (const entry of entriesOf(child(doc.pod.metadata, 'annotations'))) {
      const isProfile = String(entry.step).startsWith('container.apparmor.security.beta.kubernetes.io/')
      if (isProfile && entry.value === 'unconfined') yield doc.problem(entry, 'the container has no AppArmor profile; it is unconfined')
    }
  },
}

const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']

/** Types that keep containers apart, and no user or role. */
export const seLinuxOptions: Rule<Manifest> = {
  id: 'se-linux-options',
  aliases: ['seLinuxOptions', ...trivy(25)],
  severity: 'off',
  profile: 'baseline',
  summary: 'SELinux options have one of the types for containers, and neither user nor role.',
  why: 'A type such as `spc_t` is outside of what SELinux keeps containers from. `container_t`, `container_init_t`, `container_kvm_t` and `container_engine_t` are fine, and so is any level.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      securityContext:
        seLinuxOptions: {type: spc_t, user: root}
                               ^^^^^ SELinux type is "spc_t"; for containers it is container_t, container_init_t, container_kvm_t or container_engine_t
                                            ^^^^ SELinux user is set; it is left to the node`),
    ],
    good: [containerWith('      securityContext:\n        seLinuxOptions: {level: "s0:c123,c456"}')],
  },
  *check(doc) {
    for (const { field } of securityContexts(doc)) yield* seLinuxProblems(doc, child(field, 'seLinuxOptions'))
  },
}

function* seLinuxProblems(doc: Manifest, options: SecurityContext['field']): Problems {
  const type = textAt(options, 'type')
  if (type !== undefined && !seLinuxTypes.includes(type)) {
    const rest = 'for containers it is container_t, container_init_t, container_kvm_t or container_engine_t'
    yield doc.problem(child(options, 'type'), `SELinux type is ${quote(type)}; ${rest}`)
  }
  for (const name of ['user', 'role']) {
    const field = child(options, name)
    if (textAt(options, name))
      yield doc.problem(field, `SELinux ${name} is set; it is left to the node`, { fixes: removeField(doc, field) })
  }
}

/** The whole of /proc, unless its root is nobody's. */
export const unsafeProcMount: Rule<Manifest> = {
  id: 'unsafe-proc-mount',
  aliases: ['procMount', ...trivy(27)],
  severity: 'off',
  profile: 'baseline',
  summary: '`procMount` is `Default`, unless the pod has users of its own.',
  why: '`Unmasked` shows and lets write what the runtime hides in `/proc`. It is for containers in containers, with `hostUsers: false`.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      securityContext:
        procMount: Unmasked
                   ^^^^^^^^ container "web" sees all of /proc; procMount is Unmasked`),
    ],
    good: [podWith('  hostUsers: false\n  containers:\n    - name: web\n      securityContext: {procMount: Unmasked}')],
  },
  *check(doc) {
    if (!hasOwnUsers(doc)) yield* procMountProblems(doc)
  },
}

/** Stricter than the rule about \`/proc\` in general, and beside it. */
export const procMountInUserNamespace: Rule<Manifest> = {
  id: 'proc-mount-in-user-namespace',
  aliases: ['procMount_restricted'],
  severity: 'off',
  profile: 'restricted',
  summary: '`procMount` is `Default`, also where the pod has users of its own.',
  why: 'Users of its own make `Unmasked` less dangerous, not harmless.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      podWith(`  hostUsers: false
  containers:
    - name: web
      securityContext: {procMount: Unmasked}
                                   ^^^^^^^^ container "web" sees all of /proc; procMount is Unmasked`),
    ],
    good: [containerWith('      securityContext:\n        procMount: Default')],
  },
  *check(doc) {
    if (hasOwnUsers(doc)) yield* procMountProblems(doc)
  },
}

function* procMountProblems(doc: Manifest): Problems {
  for (const { field, label } of containersOf(doc)) {
    const mount = below(field, 'securityContext', 'procMount')
    if (mount.value === 'Unmasked')
      yield doc.problem(mount, `${label} sees all of /proc; procMount is Unmasked`, { fixes: removeField(doc, mount) })
  }
}

/** Those that belong to the pod alone. */
const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
])

/** Parameters of the kernel that could harm others on the node. */
export const unsafeSysctls: Rule<Manifest> = {
  id: 'unsafe-sysctls',
  aliases: ['sysctls', ...trivy(26)],
  severity: 'off',
  profile: 'baseline',
  summary: 'A pod sets only sysctls that are known to touch nobody else.',
  why: 'Twelve parameters belong to the pod alone. Others may turn off security or harm the node, and the kubelet starts no pod with them unless it was told to allow them.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  examples: {
    bad: [
      specWith(`  securityContext:
    sysctls:
      - {name: kernel.msgmax, value: "65536"}
               ^^^^^^^^^^^^^ sysctl kernel.msgmax is not among the safe ones; the kubelet refuses it unless told otherwise`),
    ],
    good: [specWith('  securityContext:\n    sysctls:\n      - {name: net.ipv4.tcp_syncookies, value: "1"}')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const sysctl of structsOf(below(doc.pod.spec, 'securityContext', 'sysctls'))) {
      const name = textAt(sysctl, 'name')
      if (!name || safeSysctls.has(name)) continue
      yield doc.problem(child(sysctl, 'name'), `sysctl ${name} is not among the safe ones; the kubelet refuses it unless told otherwise`)
    }
  },
}

/** What privileged is on Linux. */
export const hostProcess: Rule<Manifest> = {
  id: 'host-process',
  aliases: ['windowsHostProcess', 'hostProcess', ...trivy(103)],
  severity: 'off',
  profile: 'baseline',
  summary: 'No container is a process of its Windows host.',
  why: 'With `hostProcess: true` a container runs on the node itself, with its files, devices and network.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/'],
  examples: {
    bad: [
      specWith(`  os: {name: windows}
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
                                  ^^^^ the pod runs on its Windows host; hostProcess is true`),
    ],
    good: [specWith('  os: {name: windows}\n  securityContext:\n    windowsOptions: {hostProcess: false}')],
  },
  *check(doc) {
    for (const { field, label } of securityContexts(doc)) {
      const host = below(field, 'windowsOptions', 'hostProcess')
      if (isTrue(host)) yield doc.problem(host, `${label} runs on its Windows host; hostProcess is true`)
    }
  },
}

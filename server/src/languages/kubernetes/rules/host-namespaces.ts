import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith, specWith, volumeWith } from '../examples.ts'
import { below, child, isSet } from '../field.ts'
import { removeField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { podSecurityStandards, trivy } from '../security.ts'
import { isTrue, numberOf, structsOf } from '../values.ts'
import { volumesOf } from '../volumes.ts'

/** What a pod may share with its node, and the names of the checks that forbid it. */
function shared(id: string, name: string, what: string, aliases: readonly string[], why: string): Rule<Manifest> {
  return {
    id,
    aliases: ['hostNamespaces', ...aliases],
    severity: 'off',
    profile: 'baseline',
    summary: `A pod does not share ${what} with its node.`,
    why,
    source: [podSecurityStandards],
    examples: {
      bad: [specWith(`  ${name}: true\n${' '.repeat(name.length + 4)}^^^^ the pod shares ${what} with its node; ${name} is true`)],
      good: [specWith(`  ${name}: false`)],
    },
    *check(doc) {
      if (doc.pod === undefined) return
      const field = child(doc.pod.spec, name)
      if (isTrue(field))
        yield doc.problem(field, `the pod shares ${what} with its node; ${name} is true`, { fixes: removeField(doc, field) })
    },
  }
}

/** The network of the node: its interfaces, its loopback, the traffic of others. */
export const hostNetwork: Rule<Manifest> = shared(
  'host-network',
  'hostNetwork',
  'the network',
  ['hostNetworkSet', 'CKV_K8S_19', ...trivy(9)],
  'On the network of the node a container reaches what listens on its loopback, sees the traffic of others, and no network policy holds for it.',
)

/** All processes of the node. */
export const hostPid: Rule<Manifest> = shared(
  'host-pid',
  'hostPID',
  'the processes',
  ['hostPIDSet', 'CKV_K8S_17', ...trivy(10)],
  'A container sees all processes of the node, with their environment, and with enough rights it can enter them.',
)

/** Shared memory and queues of the node. */
export const hostIpc: Rule<Manifest> = shared(
  'host-ipc',
  'hostIPC',
  'the shared memory',
  ['hostIPCSet', 'CKV_K8S_18', ...trivy(8)],
  'A container reads and writes the shared memory and the message queues of everything on the node.',
)

/** Ports of the node. On its network all ports are; that is told of there. */
export const hostPort: Rule<Manifest> = {
  id: 'host-port',
  aliases: ['hostPorts', 'hostPortSet', 'CKV_K8S_26', ...trivy(24)],
  severity: 'off',
  profile: 'baseline',
  summary: 'A container opens no port on its node.',
  why: 'A host port is reachable past services and most network policies, and only one pod on a node can have it. A Service of type NodePort or LoadBalancer does the same for many.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      ports:
        - {containerPort: 80, hostPort: 8080}
                                        ^^^^ container "web" opens port 8080 of its node`),
    ],
    good: [containerWith('      ports:\n        - {containerPort: 80}')],
  },
  *check(doc) {
    if (doc.pod !== undefined && isTrue(child(doc.pod.spec, 'hostNetwork'))) return
    for (const { field, label } of containersOf(doc)) {
      for (const port of structsOf(child(field, 'ports'))) {
        const host = child(port, 'hostPort')
        if (numberOf(host)) yield doc.problem(host, `${label} opens port ${host.value} of its node`, { fixes: removeField(doc, host) })
      }
    }
  },
}

/** Files of the node. */
export const hostPath: Rule<Manifest> = {
  id: 'host-path',
  aliases: ['hostPathVolumes', 'hostPathSet', 'sensitive-host-mounts', ...trivy(23), ...trivy(121)],
  severity: 'off',
  profile: 'baseline',
  summary: 'A pod mounts no files of its node.',
  why: 'What a container may read on the node are often the secrets of others, and what it may write may be run by the node. Agents of the node need it; others have claims, config maps and empty directories.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  examples: {
    bad: [
      volumeWith(`      hostPath:
      ^^^^^^^^ volume "data" is /var/log of the node
        path: /var/log`),
    ],
    good: [volumeWith('      emptyDir: {}')],
  },
  *check(doc) {
    for (const { field, name } of volumesOf(doc)) {
      const source = child(field, 'hostPath')
      if (!isSet(source)) continue
      yield doc.problem(source, `volume "${name}" is ${below(source, 'path').value} of the node`, { onKey: true })
    }
  },
}

const allowedVolumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']

/** Beside the rule about files of the node, which are the worst of them. */
export const restrictedVolumeType: Rule<Manifest> = {
  id: 'restricted-volume-type',
  aliases: ['restrictedVolumes', ...trivy(28)],
  severity: 'off',
  profile: 'restricted',
  summary: 'Volumes are of the kinds that need nothing of the node: claims, config maps, secrets and the like.',
  why: 'Other kinds mount storage of the network with the rights of the node, past the administrator who gives out claims. Allowed are configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected and secret.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      volumeWith(`      nfs: {server: files, path: /}
      ^^^ volume "data" is of kind nfs; a claim gives the same through the cluster`),
    ],
    good: [volumeWith('      persistentVolumeClaim: {claimName: data}')],
  },
  *check(doc) {
    for (const { field, name, source, claimed } of volumesOf(doc)) {
      if (claimed || source === undefined || source === 'hostPath' || allowedVolumes.some((kind) => isSet(child(field, kind)))) continue
      yield doc.problem(child(field, source), `volume "${name}" is of kind ${source}; a claim gives the same through the cluster`, {
        onKey: true,
      })
    }
  },
}

/** Probes and hooks that ask another host. */
export const probeHost: Rule<Manifest> = {
  id: 'probe-host',
  aliases: ['hostProbesAndHostLifecycle'],
  severity: 'off',
  profile: 'baseline',
  summary: 'Probes and lifecycle hooks ask the pod itself, not another host.',
  why: 'The kubelet makes the request, from the node: with `host` a manifest has it ask anything that the node can reach.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      livenessProbe:
        tcpSocket: {host: 169.254.169.254, port: 80}
                          ^^^^^^^^^^^^^^^ livenessProbe of container "web" asks 169.254.169.254 instead of the pod`),
    ],
    good: [containerWith('      livenessProbe:\n        tcpSocket: {port: 80}')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      for (const path of handlers) {
        for (const action of ['httpGet', 'tcpSocket']) {
          const host = below(field, ...path, action, 'host')
          if (!isSet(host)) continue
          yield doc.problem(host, `${path.at(-1)} of ${label} asks ${host.value} instead of the pod`, { fixes: removeField(doc, host) })
        }
      }
    }
  },
}

const handlers = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']] as const

import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { specWith, volumeWith } from '../examples.ts'
import { below, child, isSet } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { inEffect, isGiven, trivy } from '../security.ts'
import { isFilled, structsOf, textAt } from '../values.ts'
import { volumesOf } from '../volumes.ts'
import { isWritten } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

/** Who has the socket of the runtime has the node. */
export const dockerSock: Rule<Manifest> = {
  id: 'docker-sock',
  aliases: ['CKV_K8S_27', ...trivy(6)],
  severity: 'off',
  summary: 'No pod mounts the socket of a container runtime.',
  why: 'Over the socket a container starts others with any rights, past everything that the cluster controls.',
  source: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  examples: {
    bad: [
      volumeWith(`      hostPath:
        path: /var/run/docker.sock
              ^^^^^^^^^^^^^^^^^^^^ volume "data" is the socket of the container runtime; with it a container owns the node`),
    ],
    good: [volumeWith('      hostPath: {path: /var/log}')],
  },
  *check(doc) {
    for (const { field, name } of volumesOf(doc)) {
      const path = below(field, 'hostPath', 'path')
      if (!/\/(?:docker|containerd\/containerd|crio\/crio|podman\/podman)\.sock$/.test(String(path.value ?? ''))) continue
      yield doc.problem(path, `volume "${name}" is the socket of the container runtime; with it a container owns the node`)
    }
  },
}

/** A mount of files of the node that is not read-only. */
export const writableHostMount: Rule<Manifest> = {
  id: 'writable-host-mount',
  severity: 'off',
  summary: 'Files of the node are mounted read-only.',
  why: 'What a container can write on the node, the node may run.',
  source: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  examples: {
    bad: [
      specWith(`      volumeMounts:
        - {name: logs, mountPath: /logs}
                 ^^^^ container "web" may write to /var/log of the node; readOnly is not set to true
  volumes:
    - {name: logs, hostPath: {path: /var/log}}`),
    ],
    good: [
      specWith(
        '      volumeMounts:\n        - {name: logs, mountPath: /logs, readOnly: true}\n  volumes:\n    - {name: logs, hostPath: {path: /var/log}}',
      ),
    ],
  },
  *check(doc) {
    const paths = new Map(
      volumesOf(doc).flatMap(({ field, name }) =>
        isSet(child(field, 'hostPath')) ? [[name, below(field, 'hostPath', 'path').value]] : [],
      ),
    )
    if (paths.size === 0) return
    for (const { field, label } of containersOf(doc)) {
      for (const mount of structsOf(child(field, 'volumeMounts'))) {
        const name = textAt(mount, 'name')
        if (name === undefined || !paths.has(name) || child(mount, 'readOnly').value === true) continue
        const message = `${label} may write to ${paths.get(name)} of the node; readOnly is not set to true`
        yield doc.problem(child(mount, 'name'), message, { fixes: setField(doc, child(mount, 'readOnly'), true) })
      }
    }
  },
}

/** Most pods never talk to the API server. */
export const automountServiceAccountToken: Rule<Manifest> = {
  id: 'automount-service-account-token',
  aliases: ['automountServiceAccountToken', 'CKV_K8S_38', ...trivy(36)],
  severity: 'off',
  summary: 'A pod that does not talk to the API server has no token for it.',
  why: 'The token of the service account lies in every container unless the pod (or the account) says `automountServiceAccountToken: false`.',
  source: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  examples: {
    bad: [
      specWith('  terminationGracePeriodSeconds: 5').replace(
        'spec:\n',
        'spec:\n^^^^ the token of the service account is mounted; automountServiceAccountToken is not set to false\n',
      ),
    ],
    good: [specWith('  automountServiceAccountToken: false')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const mount = child(doc.pod.spec, 'automountServiceAccountToken')
    if (mount.value === false || (!isSet(mount) && isGiven(doc, mount))) return
    const message = 'the token of the service account is mounted; automountServiceAccountToken is not set to false'
    yield doc.problem(mount, message, { fixes: setField(doc, mount, false) })
  },
}

/** Rights given to the account of everybody are given to everybody. */
export const defaultServiceAccount: Rule<Manifest> = {
  id: 'default-service-account',
  severity: 'off',
  summary: 'A pod has a service account of its own.',
  why: 'All pods without one share the account `default` of their namespace, with whatever it may do.',
  source: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  examples: {
    bad: [
      specWith('  terminationGracePeriodSeconds: 5').replace(
        'spec:\n',
        'spec:\n^^^^ the pod runs as service account default, like all others without one\n',
      ),
    ],
    good: [specWith('  serviceAccountName: web'), specWith('  automountServiceAccountToken: false')],
  },
  *check(doc) {
    if (doc.pod === undefined || child(doc.pod.spec, 'automountServiceAccountToken').value === false) return
    const name = child(doc.pod.spec, 'serviceAccountName')
    if (isSet(name) && name.value !== 'default') return
    yield doc.problem(name, 'the pod runs as service account default, like all others without one')
  },
}

/** Entries in /etc/hosts that nobody looks for. */
export const hostAliasesUsed: Rule<Manifest> = {
  id: 'host-aliases-used',
  aliases: [...trivy(7)],
  severity: 'off',
  summary: 'A pod has no `hostAliases`.',
  why: 'They put names into `/etc/hosts` of the pod, past the DNS of the cluster and whoever looks after it.',
  source: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  examples: {
    bad: [
      specWith('  hostAliases:\n  ^^^^^^^^^^^ hostAliases put names past the DNS of the cluster\n    - {ip: 10.0.0.1, hostnames: [db]}'),
    ],
    good: [specWith('  dnsPolicy: Default')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const aliases = child(doc.pod.spec, 'hostAliases')
    if (isFilled(aliases)) yield doc.problem(aliases, 'hostAliases put names past the DNS of the cluster', { onKey: true })
  },
}

/** Neither the namespace of everybody nor that of the cluster itself. */
export const useNamespace: Rule<Manifest> = {
  id: 'use-namespace',
  aliases: ['CKV_K8S_21', ...trivy(37), ...trivy(110)],
  severity: 'off',
  summary: 'Objects live in a namespace of their own, neither `default` nor `kube-system`.',
  why: 'Rights, quotas and policies are given by namespace; in `default` everybody meets, and `kube-system` belongs to the cluster. A manifest without a namespace leaves it to whoever applies it and is not judged.',
  source: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  examples: {
    bad: [podNamed('  name: web\n  namespace: default\n             ^^^^^^^ namespace is default; everybody meets there')],
    good: [podNamed('  name: web\n  namespace: shop')],
  },
  *check(doc) {
    const namespace = below(doc.object, 'metadata', 'namespace')
    if (namespace.value === 'default') yield doc.problem(namespace, 'namespace is default; everybody meets there')
    if (namespace.value === 'kube-system') yield doc.problem(namespace, 'namespace is kube-system, which belongs to the cluster')
  },
}

/** Who goes first when there is not enough for all. */
export const priorityClassName: Rule<Manifest> = {
  id: 'priority-class-name',
  aliases: ['priorityClassNotSet'],
  severity: 'off',
  summary: 'A pod has a priority class.',
  why: 'When a node is full, pods of lower priority make room for those of higher. Without a class a pod has the default of the cluster, usually 0.',
  source: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  examples: {
    bad: [specWith('  terminationGracePeriodSeconds: 5').replace('spec:\n', 'spec:\n^^^^ priorityClassName is not set\n')],
    good: [specWith('  priorityClassName: web')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const name = child(doc.pod.spec, 'priorityClassName')
    if (!isGiven(doc, name)) yield doc.problem(name, 'priorityClassName is not set')
  },
}

/** Requests equal to limits give a pod the best of the three classes of service. */
export const requestsEqualLimits: Rule<Manifest> = {
  id: 'requests-equal-limits',
  aliases: [
    'container-resource-requests-equal-limits',
    'container-cpu-requests-equal-limits',
    'container-memory-requests-equal-limits',
    'container-ephemeral-storage-request-equals-limit',
  ],
  severity: 'off',
  summary: 'A container requests as much cpu, memory and ephemeral storage as its limits allow.',
  why: 'A pod whose containers all do so is of class Guaranteed: it is the last to be evicted, and what it may use it also gets.',
  source: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  examples: {
    bad: [
      specWith(`      resources:
        requests: {memory: 64Mi}
                           ^^^^ memory request of container "web" is 64Mi, its limit 128Mi
        limits: {memory: 128Mi}`),
    ],
    good: [specWith('      resources:\n        requests: {memory: 128Mi}\n        limits: {memory: 128Mi}')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
        const [request, limit] = ['requests', 'limits'].map((list) => below(field, 'resources', list, resource))
        if (request === undefined || limit === undefined || !isSet(request) || !isSet(limit) || request.value === limit.value) continue
        yield doc.problem(request, `${resource} request of ${label} is ${request.value}, its limit ${limit.value}`)
      }
    }
  },
}

/** A security context is where all of that is written. */
export const securityContextMissing: Rule<Manifest> = {
  id: 'security-context-missing',
  aliases: ['CKV_K8S_29', 'CKV_K8S_30', ...trivy(118)],
  severity: 'off',
  summary: 'The pod or each of its containers has a `securityContext`.',
  why: 'Without one everything is left to the image and the runtime: user, capabilities, privileges.',
  source: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      specWith('  terminationGracePeriodSeconds: 5').replace(
        '      image',
        '            ^^^ container "web" has no securityContext, and neither has the pod\n      image',
      ),
    ],
    good: [specWith('  securityContext:\n    runAsNonRoot: true')],
  },
  *check(doc) {
    if (doc.pod === undefined || isFilled(child(doc.pod.spec, 'securityContext'))) return
    for (const container of containersOf(doc)) {
      if (isFilled(child(container.field, 'securityContext')) || isSet(inEffect(doc, container, 'runAsNonRoot'))) continue
      yield doc.problem(child(container.field, 'name'), `${container.label} has no securityContext, and neither has the pod`)
    }
  },
}

/** The old name of a field; the server fills in the new one. */
export const deprecatedServiceAccountField: Rule<Manifest> = {
  id: 'deprecated-service-account-field',
  severity: 'hint',
  summary: 'The service account stands in `serviceAccountName`, not in `serviceAccount`.',
  why: '`serviceAccount` is the name that the field had before. The server reads it where the new one is not set, and ignores it otherwise.',
  source: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec'],
  examples: {
    bad: [specWith('  serviceAccount: web\n  ^^^^^^^^^^^^^^ serviceAccount is the old name of serviceAccountName')],
    good: [specWith('  serviceAccountName: web'), specWith('  serviceAccountName: web\n  serviceAccount: web')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const old = child(doc.pod.spec, 'serviceAccount')
    if (!isWritten(doc, old) || isWritten(doc, child(doc.pod.spec, 'serviceAccountName'))) return
    yield doc.problem(old, 'serviceAccount is the old name of serviceAccountName', { onKey: true, tag: 'deprecated' })
  },
}

/** How many dots a name needs to be asked for as it is. */
export const dnsConfigOptions: Rule<Manifest> = {
  id: 'dnsconfig-options',
  severity: 'off',
  summary: 'A pod that asks for names outside of the cluster sets `ndots`.',
  why: 'With the default of 5 a name such as `example.com` is first looked for in every search domain of the cluster. `ndots: 2` saves those questions; names with a dot at the end are never completed.',
  source: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
  examples: {
    bad: [specWith('  terminationGracePeriodSeconds: 5').replace('spec:\n', 'spec:\n^^^^ dnsConfig has no option ndots\n')],
    good: [specWith('  dnsConfig:\n    options: [{name: ndots, value: "2"}]')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const config = child(doc.pod.spec, 'dnsConfig')
    if (structsOf(child(config, 'options')).some((option) => textAt(option, 'name') === 'ndots')) return
    yield doc.problem(config, 'dnsConfig has no option ndots', { onKey: true })
  },
}

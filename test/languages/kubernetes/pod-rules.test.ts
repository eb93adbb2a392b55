import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDocument } from '../../../server/src/languages/kubernetes/check.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'

function findings(text: string): readonly Finding[] {
  return checkDocument(readDocument(text), {}, (rule, error) => {
    throw new Error(`${rule} threw`, { cause: error })
  })
}

/** The fields that the server would name, in order. */
function refused(text: string): readonly string[] {
  const errors = findings(text).filter(({ severity }) => severity === 'error')
  return [...new Set(errors.flatMap(({ path = '', alsoPaths = [] }) => [path, ...alsoPaths]))].sort()
}

function warned(text: string): readonly string[] {
  return findings(text).flatMap(({ severity, code, path }) => (severity === 'warning' ? [`${code} ${path}`] : []))
}

/** A Pod; the text of its spec is indented by two blanks. */
function pod(spec: string, metadata = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n${metadata}spec:\n${spec}`
}

/** A Pod with one container and more; the text is indented by two blanks, as the spec is. */
function web(rest: string, metadata = ''): string {
  return pod(`  containers:\n    - {name: web, image: "nginx:1.27"}\n${rest}`, metadata)
}

/** A Pod with one container; its fields are in braces. */
function container(fields: string, rest = ''): string {
  return pod(`  containers:\n    - {name: web, image: "nginx:1.27", ${fields}}\n${rest}`)
}

function statefulSet(rest: string): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
${rest}`
}

test('the server writes some fields in its own way', () => {
  const written: readonly (readonly [string, readonly string[]])[] = [
    [web('  volumes: [{name: a, gcePersistentDisk: {}}]'), ['spec.volumes[0].persistentDisk.pdName']],
    [
      web('  volumes: [{name: a, emptyDir: {}, downwardAPI: {}, cephfs: {monitors: [a]}}]'),
      ['spec.volumes[0].cephFS', 'spec.volumes[0].downwarAPI'],
    ],
    [
      web('  volumes: [{name: a, downwardAPI: {items: [{path: /a, mode: 512}]}}]'),
      ['', '.mode', '.path'].map((end) => `spec.volumes[0].downwardAPI${end}`),
    ],
    [web('  volumes: [{name: a, csi: {driver: a, nodePublishSecretRef: {name: A}}}]'), ['spec.volumes[0].csi.name']],
    [
      web('  volumes: [{name: a, iscsi: {targetPortal: a, iqn: "iqn.2001-04.com.example:a", lun: 0, initiatorName: a}}]'),
      ['spec.volumes[0].iscsi.initiatorname'],
    ],
    [web('  hostUsers: false\n  hostPID: true\n  hostIPC: true'), ['spec.HostIPC', 'spec.HostPID']],
    [web('  overhead: {cpu: -1}'), ['spec.overhead.limits[cpu]']],
    [web('  os: {name: mac}'), ['spec.os']],
    [web('  shareProcessNamespace: true\n  hostPID: true'), ['spec.securityContext.shareProcessNamespace']],
    [container('envFrom: [{}]'), ['spec.containers[0].envFrom']],
    [container('resizePolicy: [{resourceName: gpu, restartPolicy: NotRequired}]'), ['spec.containers[0].resizePolicy']],
    [
      container('resources: {limits: {cpu: 2}}', '  resources: {limits: {cpu: 1}}'),
      ['spec.resources.containers[0][cpu].limits', 'spec.resources.requests'],
    ],
    [
      web(
        '  topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [app]}]',
        '  labels: {app: web}\n',
      ),
      ['spec.topologySpreadConstraints[0][0]'],
    ],
    [
      web(
        '  topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: x}, {maxSkew: 1, topologyKey: a, whenUnsatisfiable: x}]',
      ),
      ['[0].whenUnsatisfiable', '[0].{topologyKey, whenUnsatisfiable}', '[1].whenUnsatisfiable'].map(
        (end) => `spec.topologySpreadConstraints${end}`,
      ),
    ],
    [web('  resourceClaims: [{name: a}]\n  nodeName: a', '  annotations: {kubernetes.io/config.mirror: a}\n'), ['']],
    [
      web('', '  annotations: {scheduler.alpha.kubernetes.io/tolerations: \'[{"Key": "a", "operator": "Is"}]\'}\n'),
      ['metadata.annotations.scheduler.alpha.kubernetes.io/tolerations[0].operator'],
    ],
  ]
  for (const [text, fields] of written) assert.deepEqual(refused(text), fields, text)
})

test('an init container stands for the first when its ports of the node collide', () =>
  assert.deepEqual(
    refused(
      pod(`  containers: [{name: web, image: a}]
  initContainers:
    - {name: a, image: a}
    - {name: b, image: a, ports: [{containerPort: 1, hostPort: 9}, {containerPort: 2, hostPort: 9}]}`),
    ),
    ['spec.initContainers[0].ports[1].hostPort'],
  ))

test('a limit that is the request as well is said once, for both', () => {
  assert.deepEqual(refused(container('resources: {limits: {gpu: 1}}')), [
    'spec.containers[0].resources.limits[gpu]',
    'spec.containers[0].resources.requests[gpu]',
  ])
  assert.equal(findings(container('resources: {limits: {gpu: 1}}')).filter(({ code }) => code === 'container-resources').length, 1)
})

test('a volume that is refused cannot be mounted, which is said with the volume', () => {
  const text = container('volumeMounts: [{name: a, mountPath: /a}]', '  volumes: [{name: a, nfs: {path: /a}}]')
  assert.deepEqual(refused(text), ['spec.containers[0].volumeMounts[0].name', 'spec.volumes[0].nfs.server'])
  assert.deepEqual(
    findings(text).filter(({ code }) => code === 'volume-mount'),
    [],
  )
})

test('claims of a StatefulSet are volumes before those of its template', () => {
  const template = (volumes: string) => `  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: a, volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [${volumes}]
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]`
  assert.deepEqual(refused(statefulSet(template(''))), [])
  assert.deepEqual(refused(statefulSet(template('{name: a, secret: {}}'))), ['spec.template.spec.volumes[1].secret.secretName'])
  // One of the same name gives way to the claim.
  assert.deepEqual(refused(statefulSet(template('{name: data, secret: {}}'))), [])
})

test('what has the wrong type is not missing too', () => {
  for (const fields of [
    'ports: [{containerPort: "80"}]',
    'image: [a]',
    'livenessProbe: {httpGet: {port: {}}}',
    'volumeMounts: [{name: 1, mountPath: /a}]',
  ]) {
    const codes = findings(pod(`  containers: [{name: web, image: a, ${fields}}]`)).flatMap(({ severity, code }) =>
      severity === 'error' ? [code] : [],
    )
    assert.ok(codes.includes('field-type') || codes.includes('duplicate-field'), fields)
    assert.deepEqual(
      codes.filter((code) => code === 'container-port' || code === 'container-image' || code === 'probe'),
      [],
      fields,
    )
  }
})

test('a pod is judged less in a template', () => {
  const deployment = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
${spec}`
  assert.deepEqual(refused(pod('  containers: [{name: web, image: " a"}]')), ['spec.containers[0].image'])
  assert.deepEqual(warned(deployment('      containers: [{name: web, image: " a"}]')), [
    'container-image spec.template.spec.containers[0].image',
  ])
  assert.deepEqual(refused(web('  volumes: [{name: a, image: {}}]')), ['spec.volumes[0].image.reference'])
  assert.deepEqual(refused(deployment('      containers: [{name: web, image: a}]\n      volumes: [{name: a, image: {}}]')), [])
  assert.deepEqual(refused(web('  schedulingGates: [{name: a}]\n  nodeName: a')), ['spec.nodeName'])
  assert.deepEqual(
    refused(deployment('      containers: [{name: web, image: a}]\n      schedulingGates: [{name: a}]\n      nodeName: a')),
    [],
  )
})

test('values that are not values yet are not judged', () => {
  const text = pod(`  containers:
    - name: \${NAME}
      image: "{{ image }}"
      imagePullPolicy: \${POLICY}
      ports: [{name: "\${PORT_NAME}", containerPort: 80, protocol: "<PROTOCOL>"}]
      env:
        - {name: "%NAME%", value: a}
        - {name: A, valueFrom: {secretKeyRef: {name: "\${SECRET}", key: "{{ key }}"}}}
        - {name: B, valueFrom: {fieldRef: {fieldPath: "\${FIELD}"}}}
      volumeMounts: [{name: "\${VOLUME}", mountPath: "\${DIR}"}, {name: other, mountPath: /a}]
      livenessProbe: {httpGet: {port: "\${PORT}", scheme: "\${SCHEME}"}}
  volumes:
    - {name: "\${VOLUME}", configMap: {name: "\${MAP}", items: [{key: "\${KEY}", path: "\${FILE}"}]}}
  nodeSelector: {zone: "\${ZONE}"}
  tolerations: [{key: "\${KEY}", operator: "\${OPERATOR}", effect: "\${EFFECT}"}]
  restartPolicy: \${RESTART}
  serviceAccountName: \${ACCOUNT}
  hostname: \${HOST}
  dnsConfig: {nameservers: ["\${SERVER}"]}`)
  assert.deepEqual(refused(text), [])
})

test('nor is what depends on such a value', () => {
  const pages = 'resources: {requests: {cpu: 1, hugepages-2Mi: 4Mi}, limits: {cpu: 1, hugepages-2Mi: "${PAGES}"}}'
  assert.deepEqual(refused(container(pages)), [])
  const starting = '{name: a, image: b, restartPolicy: "${POLICY}", startupProbe: {tcpSocket: {port: 1}}, resizePolicy: '
  assert.deepEqual(refused(web(`  initContainers: [${starting}[{resourceName: cpu, restartPolicy: RestartContainer}]}]`)), [])
  const jobWith = (spec: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
${spec}
  template: {spec: {restartPolicy: Never, containers: [{name: web, image: a}]}}`
  const policy = '  successPolicy: {rules: [{succeededIndexes: "0-2", succeededCount: 3}]}'
  assert.deepEqual(refused(jobWith(`  completionMode: Indexed\n  completions: "\${COUNT}"\n${policy}`)), [])
  assert.deepEqual(refused(jobWith(`  completionMode: "\${MODE}"\n  completions: 3\n${policy}`)), [])
})

test('what kills a pod later is a warning', () => {
  assert.deepEqual(warned(container('livenessProbe: {tcpSocket: {port: http}}')), [
    'probe-port-name spec.containers[0].livenessProbe.tcpSocket.port',
  ])
  assert.deepEqual(warned(container('securityContext: {runAsNonRoot: true}', '  securityContext: {runAsUser: 0}')), [
    'non-root-user spec.securityContext.runAsUser',
  ])
  assert.deepEqual(warned(container('resources: {limits: {memory: 512m}}')), [
    'fractional-bytes spec.containers[0].resources.limits[memory]',
  ])
  // The same port for two addresses of the node, or with two protocols, is no repetition.
  assert.deepEqual(
    warned(
      container(
        'ports: [{containerPort: 80, hostPort: 80, hostIP: 10.0.0.1}, {containerPort: 80, hostPort: 80, hostIP: 10.0.0.2}, {containerPort: 80, protocol: UDP}]',
      ),
    ),
    [],
  )
})

test('an old label of nodes is written as it is called today', () => {
  const text = web('  nodeSelector:\n    "beta.kubernetes.io/os": linux # all of them\n')
  const [fix] = findings(text).flatMap((finding) => (finding.code === 'deprecated-node-label' ? fixesOf(finding) : []))
  assert.equal(fix?.title, 'Change to "kubernetes.io/os"')
  assert.equal(apply(text, fix.edits), text.replace('beta.', ''))
  const both = web('  nodeSelector: {beta.kubernetes.io/os: linux, kubernetes.io/os: linux}\n')
  const titles = findings(both).flatMap((finding) =>
    finding.code === 'deprecated-node-label' ? fixesOf(finding).map(({ title }) => title) : [],
  )
  assert.deepEqual(titles, ['Remove beta.kubernetes.io/os'])
})

test('annotations of a claim template have an end', () => {
  const annotations = (size: number) =>
    web(`  volumes:
    - name: a
      ephemeral:
        volumeClaimTemplate:
          metadata: {annotations: {a: ${'x'.repeat(size)}}}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}`)
  assert.deepEqual(refused(annotations(256 * 1024 - 1)), [])
  assert.deepEqual(refused(annotations(256 * 1024)), ['spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.annotations'])
})

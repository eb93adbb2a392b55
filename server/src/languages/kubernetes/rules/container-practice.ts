import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith, specWith } from '../examples.ts'
import { below, child, isSet, itemsOf } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { inEffect, isGiven, isWindows, securityContexts, trivy } from '../security.ts'
import { isTrue, numberOf, structsOf, textAt, textOf } from '../values.ts'

const securityContextPage = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'

/** What cannot be written cannot be changed by who breaks in. */
export const noReadOnlyRootFs: Rule<Manifest> = {
  id: 'no-read-only-root-fs',
  aliases: ['container-security-context-readonlyrootfilesystem', 'notReadOnlyRootFilesystem', 'CKV_K8S_22', ...trivy(14)],
  severity: 'off',
  summary: 'The root file system of a container is read-only.',
  why: 'Whoever gets into the container can then change no program in it. What is to be written gets a volume, such as an emptyDir at `/tmp`.',
  source: [securityContextPage],
  examples: {
    bad: [
      containerWith('      stdin: true').replace(
        '      image',
        '            ^^^ container "web" may write to its root file system; readOnlyRootFilesystem is not set to true\n      image',
      ),
    ],
    good: [containerWith('      securityContext:\n        readOnlyRootFilesystem: true')],
  },
  *check(doc) {
    if (isWindows(doc)) return
    for (const { field, label } of containersOf(doc)) {
      const readOnly = below(field, 'securityContext', 'readOnlyRootFilesystem')
      if (isTrue(readOnly) || (!isSet(readOnly) && isGiven(doc, readOnly))) continue
      const message = `${label} may write to its root file system; readOnlyRootFilesystem is not set to true`
      yield doc.problem(isSet(readOnly) ? readOnly : child(field, 'name'), message, { fixes: setField(doc, readOnly, true) })
    }
  },
}

/** Numbers that people and programs of the node do not have. */
export const lowUserId: Rule<Manifest> = {
  id: 'low-user-id',
  aliases: ['container-security-context-user-group-id', 'CKV_K8S_40', ...trivy(20), ...trivy(21)],
  severity: 'off',
  summary: 'A container runs as a user and a group above 10000.',
  why: 'Lower numbers are often those of users of the node, whose files the container could then have.',
  source: [securityContextPage],
  examples: {
    bad: [
      containerWith(`      securityContext:
        runAsUser: 1000
                   ^^^^ runAsUser of container "web" is 1000; above 10000 it is nobody of the node
        runAsGroup: 20000`),
    ],
    good: [containerWith('      securityContext:\n        runAsUser: 10001\n        runAsGroup: 10001')],
  },
  *check(doc) {
    for (const container of containersOf(doc)) {
      for (const name of ['runAsUser', 'runAsGroup']) {
        const id = inEffect(doc, container, name)
        const number = numberOf(id)
        if (number === undefined ? isGiven(doc, id) : number > 10000) continue
        const fact = number === undefined ? 'is not set' : `is ${number}`
        yield doc.problem(
          isSet(id) ? id : child(container.field, 'name'),
          `${name} of ${container.label} ${fact}; above 10000 it is nobody of the node`,
        )
      }
    }
  },
}

/** Files of group 0 belong to many. */
export const rootGroup: Rule<Manifest> = {
  id: 'root-group',
  aliases: [...trivy(116)],
  severity: 'off',
  summary: 'No group of a pod is 0.',
  why: 'Group 0 owns many files of the node and of images.',
  source: [securityContextPage],
  examples: {
    bad: [
      specWith(`  securityContext:
    runAsGroup: 0
                ^ runAsGroup of the pod is 0, the group of root
    supplementalGroups: [1, 0]
                            ^ supplementalGroups has 0, the group of root`),
    ],
    good: [specWith('  securityContext:\n    runAsGroup: 1000\n    fsGroup: 2000')],
  },
  *check(doc) {
    for (const { field, label } of securityContexts(doc)) {
      for (const name of ['runAsGroup', 'fsGroup']) {
        const group = child(field, name)
        if (group.value === 0) yield doc.problem(group, `${name} of ${label} is 0, the group of root`)
      }
      for (const group of itemsOf(child(field, 'supplementalGroups'))) {
        if (group.value === 0) yield doc.problem(group, 'supplementalGroups has 0, the group of root')
      }
    }
  },
}

/** Below 1024 only root may listen, or who has the capability. */
export const privilegedPorts: Rule<Manifest> = {
  id: 'privileged-ports',
  aliases: [...trivy(117)],
  severity: 'off',
  summary: 'Containers listen on ports from 1024 on.',
  why: 'Lower ports need root, a capability or a setting of the kernel. A Service can give the port its usual number.',
  source: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  examples: {
    bad: [
      containerWith(`      ports:
        - containerPort: 80
                         ^^ port is 80; below 1024 a process needs more rights to listen`),
    ],
    good: [containerWith('      ports:\n        - containerPort: 8080')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const port of structsOf(child(field, 'ports'))) {
        const number = numberOf(child(port, 'containerPort'))
        if (number === undefined || number < 1 || number > 1023) continue
        yield doc.problem(child(port, 'containerPort'), `port is ${number}; below 1024 a process needs more rights to listen`)
      }
    }
  },
}

/** A container that people log into is one that changes. */
export const sshPort: Rule<Manifest> = {
  id: 'ssh-port',
  severity: 'off',
  summary: 'No container opens port 22.',
  why: '`kubectl exec` and `kubectl debug` do what SSH is for, with the rights and the logs of the cluster.',
  source: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  examples: {
    bad: [
      containerWith(`      ports:
        - containerPort: 22
                         ^^ container "web" opens port 22; kubectl exec needs no SSH`),
    ],
    good: [containerWith('      ports:\n        - containerPort: 2222')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      for (const port of structsOf(child(field, 'ports'))) {
        const number = child(port, 'containerPort')
        if (number.value === 22) yield doc.problem(number, `${label} opens port 22; kubectl exec needs no SSH`)
      }
    }
  },
}

const secretName = /secret|password|passwd|token|api[_-]?key|private[_-]?key|credential/i

/** Manifests are read by many and kept for ever. */
export const envVarSecret: Rule<Manifest> = {
  id: 'env-var-secret',
  aliases: ['sensitiveContainerEnvVar'],
  severity: 'off',
  summary: 'A variable whose name tells of a secret has no value in the manifest.',
  why: 'Whoever reads the repository reads the secret. It belongs into a Secret, from which `secretKeyRef` or a volume takes it.',
  source: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  examples: {
    bad: [
      containerWith(`      env:
        - {name: DB_PASSWORD, value: hunter2}
                                     ^^^^^^^ DB_PASSWORD looks like a secret and has its value in the manifest`),
    ],
    good: [
      containerWith(`      env:
        - name: DB_PASSWORD
          valueFrom: {secretKeyRef: {name: db, key: password}}
        - {name: DB_PASSWORD_FILE, value: /run/secrets/db}
        - {name: API_TOKEN, value: "\${API_TOKEN}"}`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) {
        const name = textAt(variable, 'name') ?? ''
        const value = textOf(child(variable, 'value'))
        if (!value || !secretName.test(name) || /_?(?:FILE|PATH|DIR|URL|NAME)$/i.test(name) || /^\$\(\w+\)$/.test(value)) continue
        yield doc.problem(child(variable, 'value'), `${name} looks like a secret and has its value in the manifest`)
      }
    }
  },
}

/** The environment of a process leaks more easily than a file. */
export const readSecretFromEnvVar: Rule<Manifest> = {
  id: 'read-secret-from-env-var',
  aliases: ['CKV_K8S_35'],
  severity: 'off',
  summary: 'Secrets are mounted as files, not put into the environment.',
  why: 'The environment is inherited by every child, shows in crash reports and in `/proc`, and does not change when the Secret does.',
  source: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  examples: {
    bad: [
      containerWith(`      env:
        - name: DB_PASSWORD
                ^^^^^^^^^^^ DB_PASSWORD puts a secret into the environment; a file can be kept from others and changes with the secret
          valueFrom: {secretKeyRef: {name: db, key: password}}`),
    ],
    good: [containerWith('      volumeMounts: [{name: db, mountPath: /run/secrets/db}]')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) {
        if (!isSet(below(variable, 'valueFrom', 'secretKeyRef'))) continue
        const rest = 'a file can be kept from others and changes with the secret'
        yield doc.problem(child(variable, 'name'), `${textAt(variable, 'name')} puts a secret into the environment; ${rest}`)
      }
      for (const source of structsOf(child(field, 'envFrom'))) {
        const secret = child(source, 'secretRef')
        if (isSet(secret)) yield doc.problem(secret, 'envFrom puts all of a secret into the environment', { onKey: true })
      }
    }
  },
}

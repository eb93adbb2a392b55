import type { Shape } from './shape.ts'

const fieldRef: Shape = { always: { fieldPath: '' } }
const resourceFieldRef: Shape = { always: { resource: '', divisor: '0' }, quantities: 'divisor' }
const key: Shape = { keeps: 'optional', always: { key: '' } }
const optional: Shape = { keeps: 'optional' }

const env: Shape = {
  always: { name: '' },
  of: {
    valueFrom: {
      of: {
        fieldRef,
        resourceFieldRef,
        configMapKeyRef: key,
        secretKeyRef: key,
        fileKeyRef: { keeps: 'optional', always: { volumeName: '', path: '', key: '' } },
      },
    },
  },
}

const httpGet: Shape = { always: { port: 0 }, of: { httpHeaders: { always: { name: '', value: '' } } } }
const tcpSocket: Shape = { always: { port: 0 } }

const probe: Shape = {
  keeps: 'terminationGracePeriodSeconds',
  of: { httpGet, tcpSocket, grpc: { keeps: 'service', always: { port: 0 } } },
}

const handler: Shape = { of: { httpGet, tcpSocket, sleep: { always: { seconds: 0 } } } }

/** Limits and requests of a container, a pod or a claim. */
export const resources: Shape = { amounts: 'limits requests', of: { claims: { always: { name: '' } } } }

/** A profile of seccomp or AppArmor. */
export const profile: Shape = { keeps: 'localhostProfile', always: { type: '' } }

/** Options for Windows, of a container or a pod. */
export const windowsOptions: Shape = { keeps: 'gmsaCredentialSpecName gmsaCredentialSpec runAsUserName hostProcess' }

/** Where a file of the downward API takes its content from. */
export const downwardItems: Shape = { keeps: 'mode', always: { path: '' }, of: { fieldRef, resourceFieldRef } }

/** A container of any sort. */
export const container: Shape = {
  keeps: 'restartPolicy',
  always: { name: '', resources: {} },
  of: {
    ports: { always: { containerPort: 0 } },
    envFrom: { of: { configMapRef: optional, secretRef: optional } },
    env,
    resources,
    resizePolicy: { always: { resourceName: '', restartPolicy: '' } },
    restartPolicyRules: { of: { exitCodes: { numbers: 'values' } } },
    volumeMounts: { keeps: 'recursiveReadOnly mountPropagation', always: { name: '', mountPath: '' } },
    volumeDevices: { always: { name: '', devicePath: '' } },
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: { keeps: 'stopSignal', of: { postStart: handler, preStop: handler } },
    securityContext: {
      keeps: 'privileged runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation procMount',
      of: { windowsOptions, seccompProfile: profile, appArmorProfile: profile },
    },
  },
}

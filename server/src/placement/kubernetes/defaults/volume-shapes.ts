import { downwardItems, resources } from './container-shapes.ts'
import { labelSelector, metadata } from './meta-shapes.ts'
import type { Shape } from './shape.ts'

const items: Shape = { keeps: 'mode', always: { key: '', path: '' } }
const files: Shape = { keeps: 'defaultMode optional', of: { items } }
const fileSource: Shape = { keeps: 'optional', of: { items } }
const volumeId: Shape = { always: { volumeID: '' } }

const projected: Shape = {
  keeps: 'defaultMode',
  always: { sources: null },
  of: {
    sources: {
      of: {
        secret: fileSource,
        configMap: fileSource,
        downwardAPI: { of: { items: downwardItems } },
        serviceAccountToken: { keeps: 'expirationSeconds', always: { path: '' } },
        clusterTrustBundle: { keeps: 'name signerName optional', always: { path: '' }, of: { labelSelector } },
        podCertificate: { keeps: 'maxExpirationSeconds', maps: 'userAnnotations' },
      },
    },
  },
}

/** What a claim asks for. */
export const claimSpec: Shape = {
  keeps: 'storageClassName volumeMode volumeAttributesClassName',
  always: { resources: {} },
  of: {
    selector: labelSelector,
    resources,
    dataSource: { keeps: 'apiGroup', always: { apiGroup: null, kind: '', name: '' } },
    dataSourceRef: { keeps: 'apiGroup namespace', always: { apiGroup: null, kind: '', name: '' } },
  },
}

/** A volume of a pod. */
export const volume: Shape = {
  always: { name: '' },
  of: {
    hostPath: { keeps: 'type', always: { path: '' } },
    emptyDir: { quantities: 'sizeLimit' },
    gcePersistentDisk: { always: { pdName: '' } },
    awsElasticBlockStore: volumeId,
    gitRepo: { always: { repository: '' } },
    secret: files,
    nfs: { always: { server: '', path: '' } },
    iscsi: { keeps: 'initiatorName', always: { targetPortal: '', iqn: '', lun: 0 } },
    glusterfs: { always: { endpoints: '', path: '' } },
    persistentVolumeClaim: { always: { claimName: '' } },
    rbd: { always: { monitors: null, image: '' } },
    flexVolume: { always: { driver: '' }, maps: 'options' },
    cinder: volumeId,
    cephfs: { always: { monitors: null } },
    downwardAPI: { keeps: 'defaultMode', of: { items: downwardItems } },
    fc: { keeps: 'lun' },
    azureFile: { always: { secretName: '', shareName: '' } },
    configMap: files,
    vsphereVolume: { always: { volumePath: '' } },
    quobyte: { always: { registry: '', volume: '' } },
    azureDisk: { keeps: 'cachingMode fsType readOnly kind', always: { diskName: '', diskURI: '' } },
    photonPersistentDisk: { always: { pdID: '' } },
    projected,
    portworxVolume: volumeId,
    scaleIO: { always: { gateway: '', system: '', secretRef: null } },
    csi: { keeps: 'readOnly fsType', always: { driver: '' }, maps: 'volumeAttributes' },
    ephemeral: { of: { volumeClaimTemplate: { always: { metadata: {}, spec: {} }, of: { metadata, spec: claimSpec } } } },
  },
}

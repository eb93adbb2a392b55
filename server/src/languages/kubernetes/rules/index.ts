import type { Rule } from '../../../rules/rule.ts'
import type { Manifest } from '../manifest.ts'
import { azureVolume } from './azure-volume.ts'
import { claimVolume } from './claim-volume.ts'
import { configVolume } from './config-volume.ts'
import { csiVolume } from './csi-volume.ts'
import { downwardVolume } from './downward-volume.ts'
import { duplicateEnvVar } from './duplicate-env-var.ts'
import { emptyDirVolume } from './empty-dir-volume.ts'
import { ephemeralClaimReused } from './ephemeral-claim-reused.ts'
import { ephemeralVolume } from './ephemeral-volume.ts'
import { fcVolume } from './fc-volume.ts'
import { hostPathVolume } from './host-path-volume.ts'
import { imageVolume } from './image-volume.ts'
import { iscsiVolume } from './iscsi-volume.ts'
import { nfsVolume } from './nfs-volume.ts'
import { projectedVolume } from './projected-volume.ts'
import { volumeName } from './volume-name.ts'
import { volumeNameUnique } from './volume-name-unique.ts'
import { volumeSourceFields } from './volume-source-fields.ts'
import { volumeType } from './volume-type.ts'

/** Every rule about objects of the kinds we know, in alphabetical order. */
export const kubernetesRules: readonly Rule<Manifest>[] = [
  azureVolume,
  claimVolume,
  configVolume,
  csiVolume,
  downwardVolume,
  duplicateEnvVar,
  emptyDirVolume,
  ephemeralClaimReused,
  ephemeralVolume,
  fcVolume,
  hostPathVolume,
  imageVolume,
  iscsiVolume,
  nfsVolume,
  projectedVolume,
  volumeName,
  volumeNameUnique,
  volumeSourceFields,
  volumeType,
]

/** What the server holds every object to, and says only where the rules of the kind have found nothing; in alphabetical order. */
export const objectMetadataRules: readonly Rule<Manifest>[] = []

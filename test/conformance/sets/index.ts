import type { ConformanceSet } from '../set.ts'
import { dockerfile } from './dockerfile.ts'
import { eksAllocatable } from './eks-allocatable.ts'
import { kubernetesValidation } from './kubernetes-validation.ts'
import { scheduler } from './scheduler.ts'

/** Every set of recorded answers; its folder has its name. */
export const sets: readonly ConformanceSet[] = [dockerfile, eksAllocatable, kubernetesValidation, scheduler]

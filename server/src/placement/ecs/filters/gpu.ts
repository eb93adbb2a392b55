import { type Filter, none, shortage } from './filter.ts'

/** Whole GPUs, each pinned to one task. */
export const gpu: Filter = {
  id: 'RESOURCE:GPU',
  refuse({ task: { gpus } }, { gpusFree, instance }) {
    if (gpus.value === 0 || gpus.value <= gpusFree) return none
    return shortage('RESOURCE:GPU', 'GPU', '', gpus, gpusFree, instance.gpus)
  },
}

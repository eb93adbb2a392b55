import type { Reason } from '../../report.ts'
import type { Source } from '../../workload.ts'
import type { InstanceState } from '../state.ts'
import { type Filter, none } from './filter.ts'

/** Operating system and CPU architecture, each where the definition says it. What `runtimePlatform` leaves out an image may fit. */
export const platform: Filter = {
  id: 'ATTRIBUTE',
  refuse({ task: { platform } }, state) {
    const { os, osSource, cpu, cpuSource } = platform
    if (osSource === undefined && cpuSource === undefined) return none
    return [
      ...mismatch('ecs.os-type', os.toLowerCase(), osSource, state),
      ...mismatch('ecs.cpu-architecture', cpu.toLowerCase(), cpuSource, state),
    ]
  },
}

function mismatch(name: string, asked: string, source: Source | undefined, { instance }: InstanceState): readonly Reason[] {
  const has = instance.attributes.get(name)
  if (source === undefined || has === undefined || has === asked) return none
  return [{ filter: 'ATTRIBUTE', what: name, short: has, asked, free: has, resolvable: false, source }]
}

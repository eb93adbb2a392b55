import type { Reason } from '../../report.ts'
import type { Plan } from '../plan.ts'
import type { InstanceState } from '../state.ts'
import { type Filter, none } from './filter.ts'

/** Operating system and CPU architecture, where the definition says them. Without `runtimePlatform` an image may fit either. */
export const platform: Filter = {
  id: 'ATTRIBUTE',
  refuse({ task: { platform } }, state) {
    if (platform.source === undefined) return none
    return [
      ...mismatch('ecs.os-type', platform.os.toLowerCase(), platform.source, state),
      ...mismatch('ecs.cpu-architecture', platform.cpu.toLowerCase(), platform.source, state),
    ]
  },
}

function mismatch(
  name: string,
  asked: string,
  source: Plan['task']['platform']['source'],
  { instance: { attributes } }: InstanceState,
): readonly Reason[] {
  const has = attributes.get(name)
  if (has === undefined || has === asked) return none
  return [{ filter: 'ATTRIBUTE', what: name, short: has, asked, free: has, resolvable: false, ...(source && { source }) }]
}

import type { Rollout, RolloutLimits } from '../what-if/scene.ts'
import { grouped } from '../words.ts'
import type { EcsWorkload } from '../workload.ts'

type Percent = readonly [minimum: number, maximum: number]

/** Other limits worth trying, those that keep most tasks running first. */
const alternatives: readonly Percent[] = [
  [100, 200],
  [50, 200],
  [50, 100],
  [0, 100],
]

/** The rolling update of a workload; without a service with the service's own defaults: all stay healthy, twice as many may run. */
export function rolloutOf({ service }: EcsWorkload, desired: number, attempt: Rollout['attempt']): Rollout {
  const own: Percent = [service?.minimumHealthyPercent ?? 100, service?.maximumPercent ?? 200]
  const limits = limitsIn(desired, own)
  const [minimum, maximum] = own
  return {
    event: `rolling update ${name(own)}`,
    limits,
    standstill: `${maximum} % of ${grouped(desired)} rounds down to ${grouped(limits.upper)}, ${minimum} % up to ${grouped(limits.lower)}`,
    alternatives: alternatives
      .filter((other) => other[0] !== minimum || other[1] !== maximum)
      .map((other) => ({ name: name(other), limits: limitsIn(desired, other) })),
    attempt,
  }
}

function name([minimum, maximum]: Percent): string {
  return `${minimum} / ${maximum} %`
}

/** The limits in tasks: the service rounds the lower up and the upper down. */
function limitsIn(desired: number, [minimum, maximum]: Percent): RolloutLimits {
  return { lower: Math.ceil((desired * minimum) / 100), upper: Math.floor((desired * maximum) / 100) }
}

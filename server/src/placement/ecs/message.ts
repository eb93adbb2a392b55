import type { Reason } from '../report.ts'
import type { EcsWorkload } from '../workload.ts'

/**
 * What the service says of the closest instance, by the failure it met there. Anything else is quoted as an error, and so is the limit of
 * reserved ports, which is no clash of two.
 */
const problems: Readonly<Record<string, string>> = {
  'RESOURCE:CPU': 'has insufficient CPU units available',
  'RESOURCE:MEMORY': 'has insufficient memory available',
  'RESOURCE:GPU': 'has insufficient GPU resource available',
  'RESOURCE:PORTS': 'is already using a port required by your task',
  ATTRIBUTE: 'is missing an attribute required by your task',
}

/**
 * The event of a service that cannot place a task, as seen in the console, or for a task definition alone the reason among the failures
 * of RunTask. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function schedulerMessage(
  { service }: EcsWorkload,
  closest: { readonly node: string; readonly reasons: readonly Reason[] } | undefined,
  found: 'instances' | 'none in the cluster' | 'none in the capacity provider',
): string {
  const [first] = closest?.reasons ?? []
  if (service === undefined) return found === 'instances' ? (first?.filter ?? '') : 'No Container Instances were found in your cluster.'
  if (found !== 'instances') {
    const where = found === 'none in the cluster' ? 'cluster' : 'capacity provider'
    return `service ${service.name} was unable to place a task. Reason: No Container Instances were found in your ${where}.`
  }
  const problem =
    first &&
    ((first.amounts && first.filter === 'RESOURCE:PORTS' ? undefined : problems[first.filter]) ?? `encountered error "${first.filter}"`)
  const nearest = problem === undefined ? '' : ` The closest matching container-instance ${closest?.node} ${problem}.`
  return `service ${service.name} was unable to place a task because no container instance met all of its requirements.${nearest}`
}

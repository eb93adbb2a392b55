import { fargatePricesAsOf } from '../cluster/fargate-sizes.ts'
import type { EcsTask } from '../workload.ts'
import type { EcsCluster } from './cluster.ts'
import type { EcsRun } from './run.ts'

/** What the real service looks at and this preview does not, and what was assumed; one sentence each, without a full stop. */
export function fidelityOf(runs: readonly EcsRun[], cluster: EcsCluster): readonly string[] {
  return [...new Set([...runs.flatMap(ofRun), ...cluster.assumptions, ...always])]
}

const always: readonly string[] = [
  'the service does not publish how it breaks ties; equal instances are taken by name',
  'service quotas, image pulls, subnets and security groups, and tasks that others start meanwhile are not simulated',
]

function ofRun(run: EcsRun): readonly string[] {
  const { task, service, name } = run.workload
  const unknown = task.unknown.map(({ what, source }) => `${what} (line ${source.line}) is not known yet and counts as nothing`)
  switch (run.kind) {
    case 'nowhere':
      return unknown
    case 'fargate':
      return [...unknown, `Fargate prices are those of ${fargatePricesAsOf}; Spot is a typical discount and varies`]
    case 'instances':
      return [
        ...unknown,
        ...(managed(task) ? ['ECS Managed Instances starts instances as it needs them; the preview takes those of the model'] : []),
        ...(service === undefined ? [`${name} is placed as a service without strategies would be; RunTask documents no order`] : []),
        ...(run.plan.strategies.some(({ type }) => type === 'random') ? ['the strategy random is drawn from a fixed seed'] : []),
        ...(run.plan.constraints.memberOf.some(({ expression }) => /=~|!~|matches/i.test(expression))
          ? ['a pattern in a constraint must match the whole value']
          : []),
        ...run.plan.constraints.unread,
      ]
  }
}

function managed({ requiresCompatibilities: asked }: EcsTask): boolean {
  return asked.includes('MANAGED_INSTANCES') && !asked.includes('EC2')
}

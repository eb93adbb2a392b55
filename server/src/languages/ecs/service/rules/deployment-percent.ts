import type { Rule } from '../../../../rules/rule.ts'
import { changeTo, guess } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** How many tasks may be missing, and how many too many there may be, while a service is deployed. */
export const deploymentPercent: Rule<ServiceDefinition> = {
  id: 'deployment-percent',
  severity: 'error',
  summary: '`minimumHealthyPercent` is 0 to 100, `maximumPercent` at least 100, and a deployment can begin between them.',
  why: 'CreateService answers `minimumHealthyPercent must be at most 100`, or `Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.` Where the numbers of tasks they come to leave no room either, the service is created and no deployment of it ever begins: a warning, as is what is documented only.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "desiredCount": 2,
  "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 }
                                                                               ^^^ minimumHealthyPercent and maximumPercent are both 100; no task could stop or start
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": { "minimumHealthyPercent": 150, "maximumPercent": 50 }
                                                        ^^^ minimumHealthyPercent is 150; it is 0 to 100
                                                                               ^^ maximumPercent is 50; it is at least 100
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "desiredCount": 1,
  "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 150 }
                                                                              ^^^ no deployment can begin: of 1 task at least 1 has to run (50 %) and at most 1 may (150 %)
}`,
    ],
    good: [
      '{ "serviceName": "a", "taskDefinition": "a", "desiredCount": 1, "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 200 } }',
      '{ "serviceName": "a", "taskDefinition": "a", "desiredCount": 2, "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 100 } }',
      '{ "serviceName": "a", "taskDefinition": "a", "desiredCount": 0, "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 150 } }',
      '{ "serviceName": "a", "taskDefinition": "a", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "minimumHealthyPercent": 0, "maximumPercent": 100 } }',
    ],
  },
  *check({ minimumHealthyPercent: least, maximumPercent: most, desiredCount, daemon }) {
    if (least.kind === 'known' && (least.value > 100 || least.value < 0))
      yield {
        at: least.span,
        message: `minimumHealthyPercent is ${least.value}; it is 0 to 100`,
        fixes: guess(changeTo(least.span, least.value > 100 ? 100 : 0)),
        ...(least.value < 0 && { severity: 'warning' as const }),
      }
    if (most.kind === 'known' && most.value < 100 && !daemon)
      yield { at: most.span, message: `maximumPercent is ${most.value}; it is at least 100`, severity: 'warning' }
    if (least.kind !== 'known' || most.kind !== 'known' || least.value > 100 || most.value < 100) return
    const related = [{ span: least.span, message: 'the lower bound' }]
    if (least.value === 100 && most.value === 100) {
      const message = 'minimumHealthyPercent and maximumPercent are both 100; no task could stop or start'
      yield {
        at: most.span,
        message,
        related,
        fixes: guess([...changeTo(most.span, 200), ...changeTo(least.span, 50, 'Lower the bound to 50')]),
      }
    } else if (!daemon && desiredCount.kind === 'known' && desiredCount.value > 0) {
      const { value: count } = desiredCount
      const lower = Math.ceil((count * least.value) / 100)
      const upper = Math.floor((count * most.value) / 100)
      if (lower < count || upper > count) return
      const tasks = count === 1 ? '1 task' : `${count} tasks`
      const message = `no deployment can begin: of ${tasks} at least ${lower} has to run (${least.value} %) and at most ${upper} may (${most.value} %)`
      yield { at: most.span, message, related, severity: 'warning', fixes: guess(changeTo(most.span, 200)) }
    }
  },
}

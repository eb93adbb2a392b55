import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringsAt } from '../field.ts'
import { asksReader } from '../names.ts'

/** What ECS hands on to Docker of its security options. That Fargate takes none is said by `fargate-security-options`. */
export const securityOption: Rule<TaskDefinition> = {
  id: 'security-option',
  aliases: ['docker-security-options'],
  severity: 'warning',
  summary: '`dockerSecurityOptions` are `no-new-privileges`, `apparmor:`, `label:` or `credentialspec:`, the last three with a value.',
  why: 'ECS documents no others: a seccomp profile does not reach the container. What Docker does not know it refuses with `invalid --security-opt`, so that the container never starts.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://github.com/aws/containers-roadmap/issues/356',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dockerSecurityOptions": ["seccomp:unconfined", "privileged", "apparmor", "systempaths=unconfined"]
                                ^^^^^^^^^^^^^^^^^^^^ "seccomp:unconfined" is no security option of ECS: no-new-privileges, apparmor:, label: or credentialspec:
                                                      ^^^^^^^^^^^^ "privileged" is no security option of ECS: no-new-privileges, apparmor:, label: or credentialspec:
                                                                    ^^^^^^^^^^ "apparmor" is no security option of ECS: no-new-privileges, apparmor:, label: or credentialspec:
                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^ "systempaths=unconfined" is no security option of ECS: no-new-privileges, apparmor:, label: or credentialspec:
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dockerSecurityOptions": ["no-new-privileges", "no-new-privileges:true", "apparmor:docker-web", "label=disable", "credentialspec:file://web.json", "\${OPTION}"]
    }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "dockerSecurityOptions": ["seccomp:unconfined"] }]
}`,
    ],
  },
  about: 'container',
  reads: ['dockerSecurityOptions'],
  *check({ fargate, containers }) {
    if (fargate) return
    for (const { node } of containers)
      for (const { value, span: at } of stringsAt(node, 'dockerSecurityOptions')) {
        if (value === '' || asksReader(value) || /^(?:no-new-privileges(?:$|[:=])|(?:apparmor|label|credentialspec)[:=])/.test(value))
          continue
        yield {
          at,
          message: `${JSON.stringify(value)} is no security option of ECS: no-new-privileges, apparmor:, label: or credentialspec:`,
        }
      }
  },
}

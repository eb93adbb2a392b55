import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { guess, removeProperty, setProperty } from '../fix.ts'

/** Faults are injected into a network that the agent can reach. Which mode Fargate takes is said by `fargate-network-mode`. */
export const faultInjectionNetworkMode: Rule<TaskDefinition> = {
  id: 'fault-injection-network-mode',
  severity: 'warning',
  summary: 'With `enableFaultInjection` the network mode is `awsvpc` or `host`.',
  why: 'Tasks of other network modes take no fault injection requests; the CDK refuses the definition before it is registered.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "bridge",
  "enableFaultInjection": true,
  ^^^^^^^^^^^^^^^^^^^^^^ networkMode is bridge; faults can be injected with awsvpc or host only
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "enableFaultInjection": true,
  ^^^^^^^^^^^^^^^^^^^^^^ networkMode is left out, so bridge; faults can be injected with awsvpc or host only
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "host",
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "networkMode": "bridge",
  "enableFaultInjection": false,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "networkMode": "\${MODE}",
  "enableFaultInjection": true,
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { text, definition, networkMode } = doc
    const enabled = booleanAt(definition, 'enableFaultInjection')
    const mode = effectiveNetworkMode(doc)
    if (doc.fargate || definition === undefined || enabled.kind !== 'known' || !enabled.value) return
    if (mode !== 'bridge' && mode !== 'none') return
    const left = networkMode.kind === 'known' ? `networkMode is ${mode}` : `networkMode is left out, so ${mode}`
    yield {
      at: enabled.key,
      message: `${left}; faults can be injected with awsvpc or host only`,
      ...(networkMode.kind === 'known' && { related: [{ span: networkMode.span, message: 'the network mode' }] }),
      fixes: guess([
        ...setProperty(text, definition, 'networkMode', 'awsvpc', 'Change the network mode to "awsvpc"'),
        ...removeProperty(text, definition, 'enableFaultInjection'),
      ]),
    }
  },
}

import { schemaAt } from '../../../schema/at.ts'
import { type KeyOffer, ranks } from '../../../schema/complete.ts'
import type { ValueSlot } from '../../../syntax/json-slot.ts'
import { get, text } from '../../../syntax/node.ts'
import { completeJson, type NamedBody, type Suggestion } from '../../json-completion.ts'
import type { Completion } from '../../language.ts'
import { queryAt } from '../query-completions.ts'
import { fieldKeys } from '../suggestions.ts'
import { isValue, type ServiceDefinition } from './document.ts'
import { describeServiceField } from './hover.ts'
import { serviceBundle } from './schema.ts'

/** What can be written at an offset of a service definition. */
export function completeService(doc: ServiceDefinition, offset: number): readonly Completion[] {
  const bundle = serviceBundle()
  const schema = bundle.roots.definition
  if (schema === undefined) return []
  return (
    queryAt(doc, offset) ??
    completeJson(
      {
        text: doc.text,
        comments: doc.comments,
        node: doc.root,
        bundle,
        schemaOf: (path) => schemaAt(bundle, schema, path),
        documents,
        bodies: (title) => bodies.get(title) ?? [],
        values: suggested,
        key: (offer, slot) => fitted(doc, offer, slot.path.length === 0),
        describe: (path) => describeServiceField(doc, path),
      },
      offset,
    )
  )
}

/** The fields that go with the type of a placement strategy. */
function suggested({ path, parent }: ValueSlot): readonly Suggestion[] | undefined {
  if (fieldKeys(path) !== 'placementStrategy.field') return undefined
  const fields = fieldsByType[text(get(parent, 'type')) ?? '']
  return fields?.map((value, rank) => ({ kind: 'value', value, rank }))
}

const fieldsByType: Readonly<Record<string, readonly string[]>> = {
  spread: ['attribute:ecs.availability-zone', 'instanceId', 'host', 'attribute:ecs.instance-type'],
  binpack: ['memory', 'cpu'],
}

/** What the launch type or the scheduling strategy refuses goes down. */
function fitted({ launchType, daemon }: ServiceDefinition, offer: KeyOffer, top: boolean): KeyOffer {
  if (!top || offer.deprecated) return offer
  const refused = (detail: string) => ({ ...offer, detail, rank: ranks.unsupported })
  if (isValue(launchType, 'FARGATE') && /^placement(Constraints|Strategy)$/.test(offer.key)) return refused('not on Fargate')
  if (isValue(launchType, 'EC2') && offer.key === 'platformVersion') return refused('not on EC2')
  if (daemon && /^(desiredCount|placementStrategy)$/.test(offer.key)) return refused('not for daemons')
  return launchType.kind === 'known' && offer.key === 'capacityProviderStrategy' ? refused('not beside launchType') : offer
}

/** Whole definitions to begin with. */
const documents: readonly NamedBody[] = [
  {
    label: 'Fargate service',
    detail: 'two tasks behind a load balancer',
    body: `{
  "serviceName": "\${1:web}",
  "cluster": "\${2:default}",
  "taskDefinition": "\${3:web}",
  "desiredCount": \${4:2},
  "launchType": "FARGATE",
  "networkConfiguration": {
    "awsvpcConfiguration": {
      "subnets": ["\${5:subnet-0123456789abcdef0}"],
      "securityGroups": ["\${6:sg-0123456789abcdef0}"]
    }
  },
  "loadBalancers": [
    {
      "targetGroupArn": "\${7:arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef}",
      "containerName": "\${8:app}",
      "containerPort": \${9:80}
    }
  ],
  "deploymentConfiguration": {
    "minimumHealthyPercent": 100,
    "maximumPercent": 200,
    "deploymentCircuitBreaker": {
      "enable": true,
      "rollback": true
    }
  }
}`,
  },
  {
    label: 'EC2 service',
    detail: 'spread over zones, packed by memory',
    body: `{
  "serviceName": "\${1:web}",
  "cluster": "\${2:default}",
  "taskDefinition": "\${3:web}",
  "desiredCount": \${4:2},
  "launchType": "EC2",
  "placementStrategy": [
    {
      "type": "spread",
      "field": "attribute:ecs.availability-zone"
    },
    {
      "type": "binpack",
      "field": "memory"
    }
  ]
}`,
  },
  {
    label: 'daemon',
    detail: 'one task on every instance',
    body: `{
  "serviceName": "\${1:agent}",
  "cluster": "\${2:default}",
  "taskDefinition": "\${3:agent}",
  "schedulingStrategy": "DAEMON",
  "launchType": "EC2"
}`,
  },
]

/** Ready-made values of a structure. */
const bodies: ReadonlyMap<string, readonly NamedBody[]> = new Map([
  [
    'PlacementStrategy',
    [
      { label: 'spread over zones', detail: 'evenly', body: '{ "type": "spread", "field": "attribute:ecs.availability-zone" }' },
      { label: 'pack by memory', detail: 'as few instances as possible', body: '{ "type": "binpack", "field": "memory" }' },
    ],
  ],
  [
    'PlacementConstraint',
    [
      { label: 'one task an instance', detail: 'distinctInstance', body: '{ "type": "distinctInstance" }' },
      {
        label: 'instances that meet an expression',
        detail: 'memberOf',
        body: '{ "type": "memberOf", "expression": "${1:attribute:ecs.instance-type =~ m6i.*}" }',
      },
    ],
  ],
  [
    'CapacityProviderStrategyItem',
    [
      { label: 'Fargate', detail: 'on demand', body: '{ "capacityProvider": "FARGATE", "weight": ${1:1} }' },
      { label: 'Fargate Spot', detail: 'may be interrupted', body: '{ "capacityProvider": "FARGATE_SPOT", "weight": ${1:1} }' },
    ],
  ],
])

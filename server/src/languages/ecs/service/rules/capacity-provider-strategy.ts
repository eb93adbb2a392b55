import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, isWhole, type MapNode } from '../../../../syntax/node.ts'
import type { Span } from '../../../../text/span.ts'
import { keySpan, maps } from '../../document.ts'
import { type Field, numberAt, stringAt } from '../../field.ts'
import type { ServiceDefinition } from '../document.ts'

const mostProviders = 20

/** How tasks are divided among capacity providers. */
export const capacityProviderStrategy: Rule<ServiceDefinition> = {
  id: 'capacity-provider-strategy',
  severity: 'error',
  summary:
    'In a `capacityProviderStrategy` one provider at most has a `base`, one at least a `weight` above 0, and those of Fargate stand by themselves.',
  why: 'CreateService answers `Only one capacity provider can have a base value greater than zero.`, `There are no capacity providers in the capacity provider strategy with a weight value greater than zero.` or `A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers.` A weight that is left out is 0.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
    'https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/68',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "capacityProviderStrategy": [
    { "capacityProvider": "FARGATE", "base": 1, "weight": 1 },
    { "capacityProvider": "FARGATE_SPOT", "base": 2, "weight": 4 },
                                                  ^ another provider has a base above 0 already
    { "capacityProvider": "general", "weight": 1 }
                          ^^^^^^^^^ "general" stands beside FARGATE; providers of Fargate and of Auto Scaling groups do not mix
  ]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "capacityProviderStrategy": [
  ^^^^^^^^^^^^^^^^^^^^^^^^^^ no provider has a weight above 0
    { "capacityProvider": "a", "weight": 0 },
    { "capacityProvider": "b", "weight": 0 }
  ]
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "capacityProviderStrategy": [
    { "capacityProvider": "FARGATE", "base": 1, "weight": 0 },
    { "capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 1 }
  ]
}`,
      '{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "${A}", "weight": 0 }, { "capacityProvider": "b", "weight": "${W}" }] }',
    ],
  },
  *check({ service }) {
    const at = keySpan(service, 'capacityProviderStrategy')
    const list = get(service, 'capacityProviderStrategy')
    const providers = maps(service, 'capacityProviderStrategy').map(({ node }) => providerOf(node))
    if (at === undefined || list?.kind !== 'list') return
    if (providers.length > mostProviders)
      yield { at, message: `${providers.length} providers are given; there can be ${mostProviders}`, severity: 'warning' }
    yield* bases(providers)
    yield* mixed(providers)
    const idle = providers.every(({ weight }) => weight.kind === 'absent' || (weight.kind === 'known' && weight.value === 0))
    const written = providers.every(({ node, weight }) => weight.kind !== 'absent' && isWhole(node))
    if (providers.length > 0 && idle && isWhole(list))
      yield { at, message: 'no provider has a weight above 0', ...(!written && { severity: 'warning' as const }) }
  },
}

interface Provider {
  readonly node: MapNode
  readonly name: Field<string>
  readonly base: Field<number>
  readonly weight: Field<number>
}

function providerOf(node: MapNode): Provider {
  return { node, name: stringAt(node, 'capacityProvider'), base: numberAt(node, 'base'), weight: numberAt(node, 'weight') }
}

function* bases(providers: readonly Provider[]): Iterable<Problem> {
  let first: Span | undefined
  for (const { base } of providers) {
    if (base.kind !== 'known' || base.value <= 0) continue
    if (first !== undefined)
      yield {
        at: base.span,
        message: 'another provider has a base above 0 already',
        related: [{ span: first, message: 'the first base' }],
      }
    first ??= base.span
  }
}

/** Those of the other kind than the first. */
function* mixed(providers: readonly Provider[]): Iterable<Problem> {
  const named = providers.flatMap(({ name }) => (name.kind === 'known' ? [name] : []))
  const [first] = named
  if (first === undefined) return
  for (const { value, span: at } of named) {
    if (isFargate(value) === isFargate(first.value)) continue
    yield {
      at,
      message: `${JSON.stringify(value)} stands beside ${first.value}; providers of Fargate and of Auto Scaling groups do not mix`,
      related: [{ span: first.span, message: 'the first provider' }],
    }
  }
}

function isFargate(provider: string): boolean {
  return provider === 'FARGATE' || provider === 'FARGATE_SPOT'
}

import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, isWhole, type MapNode } from '../../../../syntax/node.ts'
import { anchorOf, keySpan, maps } from '../../document.ts'
import { lacks, numberAt, stringAt } from '../../field.ts'
import { isPort } from '../../ports.ts'
import type { ServiceDefinition } from '../document.ts'

const longestName = 127

/** The names under which other services reach this one. */
export const serviceConnect: Rule<ServiceDefinition> = {
  id: 'service-connect',
  severity: 'error',
  summary:
    'Each entry of `serviceConnectConfiguration.services` has exactly one client alias, whose `dnsName` has at most 127 lower case letters, digits, dots, hyphens and underscores.',
  why: 'CreateService answers `clientAliases must have 1 element.`, `2 clientAliases exceeds the max limit of 1` or `The DNS name that you provided is invalid.` The range of the port is documented, so there it is a warning.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "serviceConnectConfiguration": {
    "enabled": true,
    "services": [
      { "portName": "http" },
                    ^^^^^^ a service of Service Connect has one client alias, and here is none
      { "portName": "api", "clientAliases": [{ "port": 80 }, { "port": 81 }] },
                           ^^^^^^^^^^^^^^^ 2 client aliases are given; there is exactly one
      { "portName": "admin", "clientAliases": [{ "port": 70000, "dnsName": "Admin.internal" }] }
                                                         ^^^^^ port is 70000; it is 1 to 65535
                                                                           ^^^^^^^^^^^^^^^^ dnsName contains "A"; it takes a to z, 0 to 9, dots, - and _, no - first
    ]
  }
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "serviceConnectConfiguration": {
    "enabled": true,
    "services": [
      { "portName": "http", "clientAliases": [{ "port": 80, "dnsName": "web.internal" }] },
      { "portName": "api", "clientAliases": [{ "port": 81, "dnsName": "\${NAME}" }] }
    ]
  }
}`,
      '{ "serviceName": "web", "taskDefinition": "web", "serviceConnectConfiguration": { "enabled": true } }',
    ],
  },
  *check({ service }) {
    for (const { node } of maps(get(service, 'serviceConnectConfiguration'), 'services')) {
      yield* aliases(node)
      for (const { node: alias } of maps(node, 'clientAliases')) yield* aliasProblems(alias)
    }
  },
}

function* aliases(service: MapNode): Iterable<Problem> {
  const list = get(service, 'clientAliases')
  const at = keySpan(service, 'clientAliases') ?? anchorOf(service, stringAt(service, 'portName'))
  const none = lacks(service, 'clientAliases') || (list?.kind === 'list' && list.items.length === 0 && isWhole(list))
  if (none) yield { at, message: 'a service of Service Connect has one client alias, and here is none' }
  if (list?.kind === 'list' && list.items.length > 1)
    yield { at, message: `${list.items.length} client aliases are given; there is exactly one` }
}

function* aliasProblems(alias: MapNode): Iterable<Problem> {
  const port = numberAt(alias, 'port')
  if (port.kind === 'known' && !isPort(port.value))
    yield { at: port.span, message: `port is ${port.value}; it is 1 to 65535`, severity: 'warning' }
  const name = stringAt(alias, 'dnsName')
  if (name.kind !== 'known') return
  const wrong = /[^a-z0-9._-]|^-/.exec(name.value)?.[0]
  if (wrong !== undefined)
    yield {
      at: name.span,
      message: `dnsName contains ${JSON.stringify(wrong)}; it takes a to z, 0 to 9, dots, - and _, no - first`,
    }
  else if (name.value.length > longestName)
    yield { at: name.span, message: `dnsName has ${name.value.length} characters; it takes at most ${longestName}` }
}

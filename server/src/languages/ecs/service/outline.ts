import { get, text } from '../../../syntax/node.ts'
import type { OutlineItem } from '../../language.ts'
import { detailed, headOf, labelBy, type OutlineWords, propertiesOf } from '../../property-outline.ts'
import type { ServiceDefinition } from './document.ts'

/** The service by its name, and in it every property. */
export function outlineOfService({ service, launchType, daemon, desiredCount }: ServiceDefinition): readonly OutlineItem[] {
  if (service === undefined) return []
  const name = get(service, 'serviceName')
  const count = daemon ? 'daemon' : desiredCount.kind === 'known' ? `${desiredCount.value} tasks` : ''
  const details = [launchType.kind === 'known' ? launchType.value : '', count].filter(Boolean).join(' · ')
  return [
    {
      name: text(name) || 'service definition',
      ...detailed(details),
      kind: 'document',
      span: service.span,
      selection: text(name) ? (name?.span ?? service.span) : headOf(service),
      children: propertiesOf(service, words),
    },
  ]
}

const words: OutlineWords = {
  kinds: { loadBalancers: 'port' },
  labels: {
    loadBalancers: (item) => labelBy(item, 'containerName', 'containerPort'),
    placementStrategy: (item) => labelBy(item, 'type', 'field'),
    placementConstraints: (item) => labelBy(item, 'type', 'expression'),
    capacityProviderStrategy: (item) => labelBy(item, 'capacityProvider', 'weight'),
    serviceRegistries: (item) => labelBy(item, 'registryArn'),
    services: (item) => labelBy(item, 'portName', 'discoveryName'),
    clientAliases: (item) => labelBy(item, 'dnsName', 'port'),
    volumeConfigurations: (item) => labelBy(item, 'name'),
    tags: (item) => labelBy(item, 'key', 'value'),
  },
}

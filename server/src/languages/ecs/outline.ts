import { entry, get, type Node, text } from '../../syntax/node.ts'
import type { OutlineItem } from '../language.ts'
import { detailed, headOf, labelBy, listItem, type OutlineLabel, type OutlineWords, propertiesOf, scalarText } from '../property-outline.ts'
import type { TaskDefinition } from './document.ts'

/** The document by its family, and in it every container, volume, port and property, named as people call them. */
export function outlineOf(doc: TaskDefinition): readonly OutlineItem[] {
  const { root, definition, shape } = doc
  if (shape === 'containers' && root?.kind === 'list') return root.items.map((item, i) => listItem(item, 'containerDefinitions', i, words))
  if (definition === undefined) return []
  const family = get(definition, 'family')
  const name = text(family) || 'task definition'
  const wrapper = doc.shape === 'wrapped' ? outerProperties(root) : []
  return [
    {
      name,
      ...detailed(platformOf(doc)),
      kind: 'document',
      span: definition.span,
      selection: text(family) ? (family?.span ?? definition.span) : headOf(definition),
      children: propertiesOf(definition, words),
    },
    ...wrapper,
  ]
}

/** Where it is to run and how large it is: "FARGATE · 256 CPU · 512 memory". */
function platformOf({ compatibilities, cpu, memory }: TaskDefinition): string {
  const sizes = [cpu.kind === 'known' ? `${cpu.value} CPU` : '', memory.kind === 'known' ? `${memory.value} memory` : '']
  return [compatibilities.map(({ value }) => value).join(', '), ...sizes].filter((part) => part !== '').join(' · ')
}

/** What stands beside the definition in its wrapper. */
function outerProperties(root: Node | undefined): readonly OutlineItem[] {
  return propertiesOf(root, words).filter(({ name }) => name !== 'taskDefinition')
}

/** What people call the items of a list. */
const words: OutlineWords = {
  kinds: { containerDefinitions: 'container', volumes: 'volume', portMappings: 'port' },
  labels: {
    containerDefinitions: (item) => labelBy(item, 'name', 'image'),
    volumes: (item) => ({ ...labelBy(item, 'name'), detail: volumeType(item) }),
    portMappings: portLabel,
    environment: (item) => labelBy(item, 'name', 'value'),
    secrets: (item) => labelBy(item, 'name', 'valueFrom'),
    mountPoints: (item) => labelBy(item, 'sourceVolume', 'containerPath'),
    dependsOn: (item) => labelBy(item, 'containerName', 'condition'),
    volumesFrom: (item) => labelBy(item, 'sourceContainer'),
    ulimits: (item) => labelBy(item, 'name', 'softLimit'),
    resourceRequirements: (item) => labelBy(item, 'type', 'value'),
    placementConstraints: (item) => labelBy(item, 'type', 'expression'),
    tags: (item) => labelBy(item, 'key', 'value'),
  },
}

/** `8080/tcp`, with its name and the port of the instance. */
function portLabel(item: Node): OutlineLabel {
  const at = get(item, 'containerPort') ?? get(item, 'containerPortRange')
  const port = scalarText(at)
  const host = scalarText(get(item, 'hostPort'))
  const detail = [scalarText(get(item, 'name')), host === '' || host === '0' ? '' : `host ${host}`]
    .filter((part) => part !== '')
    .join(' · ')
  return { name: port && `${port}/${scalarText(get(item, 'protocol')) || 'tcp'}`, detail, at }
}

const volumeTypes: Readonly<Record<string, string>> = {
  efsVolumeConfiguration: 'EFS',
  fsxWindowsFileServerVolumeConfiguration: 'FSx for Windows',
  s3filesVolumeConfiguration: 'S3 Files',
  dockerVolumeConfiguration: 'Docker',
  host: 'host',
  configuredAtLaunch: 'configured at launch',
}

function volumeType(item: Node): string {
  const key = Object.keys(volumeTypes).find((one) => entry(item, one) !== undefined)
  if (key !== 'host') return key === undefined ? '' : (volumeTypes[key] ?? '')
  return scalarText(get(get(item, 'host'), 'sourcePath')) || 'host'
}

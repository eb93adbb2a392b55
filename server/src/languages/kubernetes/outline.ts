import { at, get, type Node, text } from '../../syntax/node.ts'
import { covers } from '../../text/span.ts'
import type { OutlineItem } from '../language.ts'
import { detailed, headOf, labelBy, type OutlineLabel, type OutlineWords, propertiesOf, scalarText } from '../property-outline.ts'
import { objectsOf, volumeSource, type WrittenObject } from './objects.ts'

/** The objects of a document by kind and name, and in them every container, volume, port and property, named as people call them. */
export function outlineOf(root: Node | undefined): readonly OutlineItem[] {
  return objectsOf(root).map(objectItem)
}

function objectItem({ root, kindName }: WrittenObject): OutlineItem {
  const name = get(get(root, 'metadata'), 'name')
  const named = text(name)
  return {
    name: named || kindName || 'object',
    ...detailed([named ? kindName : '', scalarText(at(root, ['metadata', 'namespace']))].filter((part) => part !== '').join(' · ')),
    kind: 'document',
    span: root.span,
    selection: named && name !== undefined && covers(root.span, name.span) ? name.span : headOf(root),
    children: propertiesOf(root, words),
  }
}

const words: OutlineWords = {
  kinds: { containers: 'container', initContainers: 'container', ephemeralContainers: 'container', volumes: 'volume', ports: 'port' },
  labels: {
    containers: (item) => labelBy(item, 'name', 'image'),
    initContainers: (item) => labelBy(item, 'name', 'image'),
    ephemeralContainers: (item) => labelBy(item, 'name', 'image'),
    volumes: (item) => ({ ...labelBy(item, 'name'), detail: volumeSource(item) }),
    ports: portLabel,
    env: envLabel,
    envFrom: (item) => ({ ...labelBy(item, 'prefix'), ...nested(item, ['configMapRef', 'secretRef'], 'name') }),
    volumeMounts: (item) => labelBy(item, 'name', 'mountPath'),
    volumeDevices: (item) => labelBy(item, 'name', 'devicePath'),
    tolerations: (item) => labelBy(item, 'key', 'effect'),
    topologySpreadConstraints: (item) => labelBy(item, 'topologyKey', 'whenUnsatisfiable'),
    matchExpressions: (item) => labelBy(item, 'key', 'operator'),
    hostAliases: (item) => labelBy(item, 'ip'),
    volumeClaimTemplates: (item) => ({
      name: scalarText(at(item, ['metadata', 'name'])),
      detail: scalarText(at(item, ['spec', 'resources', 'requests', 'storage'])),
      at: at(item, ['metadata', 'name']),
    }),
  },
}

/** `8080/TCP` with its name; of a Service the port it sends to. */
function portLabel(item: Node): OutlineLabel {
  const where = get(item, 'containerPort') ?? get(item, 'port')
  const port = scalarText(where)
  const parts = [scalarText(get(item, 'name')), get(item, 'targetPort') === undefined ? '' : `to ${scalarText(get(item, 'targetPort'))}`]
  return {
    name: port && `${port}/${scalarText(get(item, 'protocol')) || 'TCP'}`,
    detail: parts.filter((part) => part !== '').join(' · '),
    at: where,
  }
}

function envLabel(item: Node): OutlineLabel {
  const source = get(item, 'valueFrom')
  return source === undefined ? labelBy(item, 'name', 'value') : { ...labelBy(item, 'name'), detail: sourceWords(source) }
}

function sourceWords(source: Node): string {
  const field = scalarText(at(source, ['fieldRef', 'fieldPath'])) || scalarText(at(source, ['resourceFieldRef', 'resource']))
  const key = ['secretKeyRef', 'configMapKeyRef'].map((one) => get(source, one)).find((one) => one !== undefined)
  return field || [scalarText(get(key, 'name')), scalarText(get(key, 'key'))].filter((part) => part !== '').join(' › ')
}

function nested(item: Node, keys: readonly string[], name: string): OutlineLabel {
  const key = keys.find((one) => get(item, one) !== undefined)
  const where = key === undefined ? undefined : at(item, [key, name])
  return { name: scalarText(where), detail: key ?? '', at: where }
}

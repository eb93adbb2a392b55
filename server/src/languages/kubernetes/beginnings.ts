import { schemaAt, typesOf } from '../../schema/at.ts'
import type { Json, Schema } from '../../schema/schema.ts'
import type { JsonValue } from '../../syntax/json-layout.ts'
import { get, items, at as nodeAt, type Step, text as textOf } from '../../syntax/node.ts'
import { podPathOf, type WrittenObject } from './objects.ts'
import { kubernetesBundle, schemaOfObject } from './schema.ts'

/** What most people begin with; undefined where nothing would be right more often than wrong. */
export function beginning(object: WrittenObject, path: readonly Step[]): JsonValue | undefined {
  const schema = schemaAt(kubernetesBundle(), schemaOfObject(object), path)
  // The paths of some findings are odd: no such field exists.
  if (schema === undefined) return undefined
  const key = String(path.at(-1))
  const own = Object.hasOwn(usual, key) ? usual[key]?.(object, path) : undefined
  return own ?? exampleOf(schema)
}

const usual: Readonly<Record<string, (object: WrittenObject, path: readonly Step[]) => JsonValue | undefined>> = {
  cpu: (object, path) => besideOf(object, path) ?? '100m',
  memory: (object, path) => besideOf(object, path) ?? '128Mi',
  'ephemeral-storage': (object, path) => besideOf(object, path) ?? '1Gi',
  storage: () => '1Gi',
  serviceAccountName: nameOf,
  serviceName: nameOf,
  replicas: () => 2,
  startingDeadlineSeconds: () => 200,
  ttlSecondsAfterFinished: () => 86_400,
  runAsUser: () => 10_001,
  runAsNonRoot: () => true,
  readOnlyRootFilesystem: () => true,
  automountServiceAccountToken: () => false,
  livenessProbe: probe,
  readinessProbe: probe,
  securityContext: (_object, path) =>
    typeof path.at(-2) === 'number'
      ? { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }
      : { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  labels: wantedLabels,
}

/** What the other of requests and limits says. */
function besideOf({ root }: WrittenObject, path: readonly Step[]): JsonValue | undefined {
  const list = path.at(-2)
  const resources = nodeAt(root, path.slice(0, -2))
  const other = get(get(resources, list === 'limits' ? 'requests' : 'limits'), String(path.at(-1)))
  return other?.kind === 'scalar' && other.value !== null ? other.value : undefined
}

function nameOf({ root }: WrittenObject): string | undefined {
  return textOf(get(get(root, 'metadata'), 'name'))
}

/** A look at the first port that the container has; without one nobody can tell what to look at. */
function probe({ root }: WrittenObject, path: readonly Step[]): JsonValue | undefined {
  const container = nodeAt(root, path.slice(0, -1))
  const port = items(get(container, 'ports'))[0]
  const name = textOf(get(port, 'name'))
  const number = get(port, 'containerPort')
  const value = name ?? (number?.kind === 'scalar' && typeof number.value === 'number' ? number.value : undefined)
  return value === undefined ? undefined : { tcpSocket: { port: value } }
}

/** The labels that the selector of a workload asks for, for the place of the labels of its pods. */
export function wantedLabels({ root, kind }: WrittenObject, path: readonly Step[]): { readonly [name: string]: JsonValue } | undefined {
  if (kind === undefined || path.length !== podPathOf(kind).length + 2) return undefined
  const selector = get(get(root, 'spec'), 'selector')
  const wanted = kind === 'ReplicationController' ? selector : get(selector, 'matchLabels')
  const pairs =
    wanted?.kind === 'map'
      ? wanted.entries.flatMap(({ key, value }) => (value?.kind === 'scalar' ? [[String(key.value), value.value]] : []))
      : []
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}

function exampleOf(schema: Schema): JsonValue | undefined {
  // What holds without the field mends nothing.
  const known: Json | undefined = [...(schema.examples ?? []), ...(schema.enum ?? [])].find((value) => value !== schema.default)
  return known ?? (typesOf(schema)[0] === 'boolean' ? schema.default !== true : undefined)
}

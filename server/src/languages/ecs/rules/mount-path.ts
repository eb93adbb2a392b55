import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { fromRoot, relativePath } from '../container-path.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess, removeItem } from '../fix.ts'
import { areAlternatives } from '../references.ts'

/** Where in a container its volumes appear. */
export const mountPath: Rule<TaskDefinition> = {
  id: 'mount-path',
  aliases: ['container-path'],
  severity: 'warning',
  summary: 'The `containerPath` of a mount point is absolute, not the root, and used once in a container.',
  why: "The definition may be registered, but Docker makes no such container: it answers `mount path must be absolute`, `destination can't be '/'` or `Duplicate mount point`, and the task stops before it starts.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [{ "name": "data" }, { "name": "logs" }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "data", "containerPath": "data" },
                                                   ^^^^^^ containerPath is data; a container mounts at absolute paths only
        { "sourceVolume": "data", "containerPath": "/" },
                                                   ^^^ containerPath is /; no volume takes the place of the whole file system
        { "sourceVolume": "data", "containerPath": "/var/lib" },
        { "sourceVolume": "logs", "containerPath": "/var/lib/" }
                                                   ^^^^^^^^^^^ another volume is mounted at /var/lib already
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [{ "name": "data" }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "data", "containerPath": "/data" },
        { "sourceVolume": "data", "containerPath": "C:/data" },
        { "sourceVolume": "data", "containerPath": "\${FOLDER}" },
        { "sourceVolume": "data", "containerPath": "\${FOLDER}" },
        { "sourceVolume": "data", "containerPath": "{path}" },
        { "sourceVolume": "data", "containerPath": "" },
        { "sourceVolume": "data", "containerPath": "" }
      ]
    },
    { "name": "api", "image": "api:1", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['mountPoints'],
  *check({ text, containers }) {
    for (const { node } of containers) {
      for (const { node: mount } of maps(node, 'mountPoints')) yield* place(mount)
      yield* doubled(text, node)
    }
  },
}

function* place(mount: MapNode): Iterable<Problem> {
  const path = stringAt(mount, 'containerPath')
  const relative = relativePath(path)
  if (relative !== undefined) {
    const { value, span: at } = relative
    const meant = fromRoot(value)
    yield {
      at,
      message: `containerPath is ${value}; a container mounts at absolute paths only`,
      fixes: meant === undefined ? [] : guess(changeTo(at, meant)),
    }
  } else if (path.kind === 'known' && /^\/+$/.test(path.value))
    yield { at: path.span, message: 'containerPath is /; no volume takes the place of the whole file system' }
}

function* doubled(text: string, container: MapNode): Iterable<Problem> {
  const list = get(container, 'mountPoints')
  if (list?.kind !== 'list' || areAlternatives(list)) return
  const first = new Map<string, Span>()
  for (const { node } of maps(container, 'mountPoints')) {
    const path = stringAt(node, 'containerPath')
    const key = path.kind === 'known' ? withoutEnd(path.value) : ''
    if (path.kind !== 'known' || key === '') continue
    const other = first.get(key)
    if (other === undefined) first.set(key, path.span)
    else
      yield {
        at: path.span,
        message: `another volume is mounted at ${key} already`,
        related: [{ span: other, message: 'the first mount' }],
        fixes: guess(removeItem(text, list, node)),
      }
  }
}

/** A path without slashes at its end. */
function withoutEnd(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end--
  return path.slice(0, end)
}

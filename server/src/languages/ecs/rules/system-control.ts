import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Related } from '../../../text/finding.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { asksReader } from '../names.ts'

/** Kernel parameters that a container can have for itself. Where Fargate refuses a mode of `host`, its rules say so. */
export const systemControl: Rule<TaskDefinition> = {
  id: 'system-control',
  aliases: ['system-controls', 'sysctl'],
  severity: 'warning',
  summary:
    'A `systemControls` namespace is one of IPC (`kernel.msg...`, `kernel.sem`, `kernel.shm...`, `fs.mqueue.`) or of the network (`net.`), and the task does not share that with the host.',
  why: 'Every other parameter belongs to the kernel of the instance, and so do these where `networkMode` or `ipcMode` is `host`. The definition may be registered, but the container cannot be started.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "host",
  "ipcMode": "host",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "systemControls": [
        { "namespace": "vm.max_map_count", "value": "262144" },
                       ^^^^^^^^^^^^^^^^^^ a container has no "vm.max_map_count" of its own; it can set parameters of IPC and net.*
        { "namespace": "net.core.somaxconn", "value": "1024" },
                       ^^^^^^^^^^^^^^^^^^^^ networkMode is host; a container cannot set parameters of that network
        { "namespace": "kernel.shmmax", "value": "1024" }
                       ^^^^^^^^^^^^^^^ ipcMode is host; a container cannot set parameters of the IPC there
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "ipcMode": "task",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "systemControls": [
        { "namespace": "net.core.somaxconn", "value": "1024" },
        { "namespace": "kernel.shmmax", "value": "1024" },
        { "namespace": "fs.mqueue.msg_max", "value": "100" },
        { "namespace": "\${PARAMETER}", "value": "1" }
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "kernel.sem", "value": "250 32000 100 128" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['systemControls'],
  *check(doc) {
    if (doc.windows) return
    const shared = sharedWithHost(doc)
    for (const container of doc.containers)
      for (const { node } of maps(container.node, 'systemControls')) {
        const name = stringAt(node, 'namespace')
        if (name.kind !== 'known' || name.value === '' || asksReader(name.value)) continue
        const kind = kindOf(name.value)
        const host = kind && shared[kind]
        if (kind === undefined)
          yield {
            at: name.span,
            message: `a container has no ${JSON.stringify(name.value)} of its own; it can set parameters of IPC and net.*`,
          }
        else if (host !== undefined) yield { at: name.span, ...host }
      }
  },
}

type Kind = 'ipc' | 'net'

/** Of which namespace a kernel parameter is; undefined for those of the instance. */
function kindOf(name: string): Kind | undefined {
  if (name.startsWith('net.')) return 'net'
  const ipc = /^(?:kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$|fs\.mqueue\.)/
  return ipc.test(name) ? 'ipc' : undefined
}

/** What is said of a parameter of a namespace that the task shares with its instance. */
function sharedWithHost(doc: TaskDefinition): Partial<Record<Kind, Pick<Problem, 'message' | 'related'>>> {
  if (doc.fargate) return {}
  const ipc = stringAt(doc.definition, 'ipcMode')
  const net = doc.networkMode
  const related = (span: Related['span']): readonly Related[] => [{ span, message: 'shared here' }]
  return {
    ...(net.kind === 'known' &&
      net.value === 'host' && {
        net: { message: 'networkMode is host; a container cannot set parameters of that network', related: related(net.span) },
      }),
    ...(ipc.kind === 'known' &&
      ipc.value === 'host' && {
        ipc: { message: 'ipcMode is host; a container cannot set parameters of the IPC there', related: related(ipc.span) },
      }),
  }
}

import type { Rule } from '../../../rules/rule.ts'
import { containersOf, type PodContainer } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below, child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { isGiven, trivy } from '../security.ts'

const source = ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/']

interface Amount {
  readonly id: string
  readonly list: 'requests' | 'limits'
  readonly resource: string
  readonly aliases: readonly string[]
  readonly severity: 'hint' | 'off'
  readonly why: string
}

function amountRule({ id, list, resource, aliases, severity, why }: Amount): Rule<Manifest> {
  const kind = list === 'limits' ? 'limit' : 'request'
  return {
    id,
    aliases,
    severity,
    summary: `A container has a ${resource} ${kind}.`,
    why,
    source,
    examples: {
      bad: [
        containerWith('      stdin: true').replace(
          '      image',
          `            ^^^ container "web" has no ${resource} ${kind}\n      image`,
        ),
      ],
      good: [containerWith(`      resources:\n        ${list}: {${resource}: "1"}`)],
    },
    *check(doc) {
      for (const container of running(doc)) {
        if (!has(doc, container, list, resource))
          yield doc.problem(child(container.field, 'name'), `${container.label} has no ${resource} ${kind}`)
      }
    },
  }
}

/** Containers that stay: not those that only prepare, and not those of a person who looks around. */
function running(doc: Manifest): readonly PodContainer[] {
  return containersOf(doc).filter(({ list, sidecar }) => list === 'containers' || sidecar)
}

/** Said by the container or for the whole pod; without a request the limit is one. */
function has(doc: Manifest, { field }: PodContainer, list: string, resource: string): boolean {
  const holders = doc.pod === undefined ? [field] : [field, doc.pod.spec]
  const lists = list === 'requests' ? ['requests', 'limits'] : ['limits']
  return holders.some((holder) => lists.some((name) => isGiven(doc, below(holder, 'resources', name, resource))))
}

/** Without it one leak takes the node down with everything on it. */
export const memoryLimit: Rule<Manifest> = amountRule({
  id: 'memory-limit',
  list: 'limits',
  resource: 'memory',
  aliases: ['memoryLimitsMissing', 'unset-memory-requirements', 'container-resources', 'CKV_K8S_13', ...trivy(18)],
  severity: 'hint',
  why: 'A container without a limit may take all memory of its node; the kernel then ends processes of anybody. With one, only the container is ended and started anew.',
})

/** What the scheduler reserves. */
export const memoryRequest: Rule<Manifest> = amountRule({
  id: 'memory-request',
  list: 'requests',
  resource: 'memory',
  aliases: ['memoryRequestsMissing', 'CKV_K8S_12', ...trivy(16)],
  severity: 'off',
  why: 'The scheduler counts requests: without one the pod fits everywhere, and is among the first to go when memory gets scarce.',
})

/** What the scheduler reserves, and the share when everybody wants cpu. */
export const cpuRequest: Rule<Manifest> = amountRule({
  id: 'cpu-request',
  list: 'requests',
  resource: 'cpu',
  aliases: ['cpuRequestsMissing', 'unset-cpu-requirements', 'CKV_K8S_10', ...trivy(15)],
  severity: 'off',
  why: 'The scheduler counts requests, and under pressure cpu is shared in their proportion: without one the container gets next to nothing.',
})

/** Contested: a limit also slows down where the node has cpu to spare. */
export const cpuLimit: Rule<Manifest> = amountRule({
  id: 'cpu-limit',
  list: 'limits',
  resource: 'cpu',
  aliases: ['cpuLimitsMissing', 'CKV_K8S_11', ...trivy(11)],
  severity: 'off',
  why: 'A limit keeps a container from using cpu that others pay for. It also slows the container down while the node is idle, so not everybody wants it.',
})

/** Logs and files of a container fill the disk of its node. */
export const ephemeralStorageLimit: Rule<Manifest> = amountRule({
  id: 'ephemeral-storage-limit',
  list: 'limits',
  resource: 'ephemeral-storage',
  aliases: ['container-ephemeral-storage-request-and-limit'],
  severity: 'off',
  why: 'What a container writes beside its volumes fills the disk of the node; with a limit only this pod is evicted for it.',
})

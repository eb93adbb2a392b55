import type { Quantity } from '../../../placement/kubernetes/objects/quantity.ts'
import type { Rule } from '../../../rules/rule.ts'
import { containersIn, type PodContainer } from '../containers.ts'
import { oddPath, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet, stepsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { claimUseProblems } from '../resource-claim-uses.ts'
import { type Amount, amountsOf, bothAmountProblems, limitProblems, pageProblems } from '../resource-lists.ts'
import { isHugePages, isPodResource, podResourceName } from '../resource-names.ts'
import { podValidation } from '../server-source.ts'
import { togetherOf } from '../together.ts'
import { shown } from '../values.ts'

/** A pod that asks as a whole asks for what its containers ask for. */
export const podResources: Rule<Manifest> = {
  id: 'pod-resources',
  severity: 'error',
  summary:
    '`resources` of a pod are cpu, memory and hugepages; its requests cover those of its containers together, its limits those of each.',
  why: 'The server refuses other resources, claims, requests over limits, and all of it in a pod for Windows.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/'],
  examples: {
    bad: [
      specWith(`      resources:
        requests:
          cpu: 500m
        limits:
          memory: 2Gi
                  ^^^ the limit of memory is 2Gi; that of the pod is 1Gi
  resources:
    requests:
      cpu: 250m
           ^^^^ cpu is 250m; the requests of the containers together are more
      memory: 2Gi
              ^^^ the request of memory is 2Gi; the limit is 1Gi
    limits:
      memory: 1Gi
      nvidia.com/gpu: 1
      ^^^^^^^^^^^^^^ resource is "nvidia.com/gpu"; a pod can have cpu, memory and hugepages-<size>`),
      specWith(`  os:
    name: windows
  resources:
  ^^^^^^^^^ resources are set; a pod for windows has them at its containers only
    requests:
      cpu: 1`),
    ],
    good: [
      specWith('      resources:\n        requests:\n          cpu: 500m\n  resources:\n    requests:\n      cpu: 1\n      memory: 1Gi'),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const resources = child(spec, 'resources')
    if (!isSet(resources)) return
    if (below(spec, 'os', 'name').value === 'windows') {
      yield doc.problem(resources, 'resources are set; a pod for windows has them at its containers only', { onKey: true })
      return
    }
    // An empty list is a list to the server.
    const claims = child(resources, 'claims')
    if (Array.isArray(below(doc.written, ...stepsOf(claims)).value))
      yield doc.problem(claims, 'claims are given; containers use claims, not the pod', { onKey: true })
    yield* claimUseProblems(doc, claims)
    yield* bothAmountProblems(doc, resources, podResourceName)
    yield* limitProblems(doc, resources)
    yield* pageProblems(doc, resources)
    yield* togetherProblems(doc, resources)
    yield* eachProblems(doc, resources)
  },
}

function* togetherProblems(doc: Manifest, resources: Field): Problems {
  const requests = togetherOf(doc, 'requests')
  for (const own of amountsOf(child(resources, 'requests')))
    if (isPodResource(own.name)) yield* sumProblems(doc, resources, own, requests, 'requests')
  const limits = togetherOf(doc, 'limits')
  for (const own of amountsOf(child(resources, 'limits')))
    if (isHugePages(own.name)) yield* sumProblems(doc, resources, own, limits, 'limits')
}

function* sumProblems(doc: Manifest, resources: Field, own: Amount, sums: ReadonlyMap<string, Quantity>, list: string): Problems {
  const sum = sums.get(own.name)
  if (sum === undefined || own.amount === undefined || sum <= own.amount) return
  yield doc.problem(own.field, `${own.name} is ${shown(doc, own.field)}; the ${list} of the containers together are more`, {
    path: oddPath(doc, resources, `.${list}[${own.name}]`),
  })
}

function* eachProblems(doc: Manifest, resources: Field): Problems {
  const limits = new Map(amountsOf(child(resources, 'limits')).map((one) => [one.name, one]))
  for (const container of containersIn(doc, 'containers')) {
    for (const own of amountsOf(below(container.field, 'resources', 'limits'))) {
      const limit = limits.get(own.name)
      if (limit?.amount === undefined || own.amount === undefined || own.amount <= limit.amount) continue
      yield doc.problem(own.field, `the limit of ${own.name} is ${shown(doc, own.field)}; that of the pod is ${shown(doc, limit.field)}`, {
        path: oddPath(doc, resources, containerPath(container, own.name)),
      })
    }
  }
}

/** The server writes the container below the resources of the pod. */
function containerPath({ index }: PodContainer, name: string): string {
  return `.containers[${index}][${name}].limits`
}

import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { bothAmountProblems, limitProblems, pageProblems } from '../resource-lists.ts'
import { containerResourceName } from '../resource-names.ts'
import { podValidation } from '../server-source.ts'

/** A container asks for resources that exist, and for no more than its limit. */
export const containerResources: Rule<Manifest> = {
  id: 'container-resources',
  severity: 'error',
  summary:
    'Requests and limits are amounts of cpu, memory, ephemeral-storage, hugepages or devices; no request is over its limit, and for devices and hugepages both are equal.',
  why: 'A limit without a request is the request too. Devices and hugepages cannot be promised twice, so they need a limit.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  examples: {
    bad: [
      containerWith(`      resources:
        requests:
          cpu: 2
               ^ the request of cpu is 2; the limit is 500m
          gpu: 1
          ^^^ resource is "gpu"; one without a domain is cpu, memory, ephemeral-storage or hugepages-<size>
          nvidia.com/gpu: 1
                          ^ nvidia.com/gpu has no limit; it needs one that is equal to the request
        limits:
          cpu: 500m
          memory: -1Gi
                  ^^^^ memory is -1Gi; the least is 0
          example.com/port: 500m
                            ^^^^ example.com/port is 500m; devices are counted in whole numbers`),
      containerWith(`      resources:
      ^^^^^^^^^ hugepages are asked for without cpu or memory; they need one of them beside them
        limits:
          hugepages-2Mi: 3Mi
                         ^^^ hugepages-2Mi is 3Mi; it is a multiple of the page size, 2Mi`),
    ],
    good: [
      containerWith(`      resources:
        requests:
          cpu: 250m
          memory: 512Mi
        limits:
          memory: 512Mi
          nvidia.com/gpu: 1`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const resources = child(field, 'resources')
      if (!isSet(resources)) continue
      yield* bothAmountProblems(doc, resources, containerResourceName)
      yield* limitProblems(doc, resources)
      yield* pageProblems(doc, resources)
    }
  },
}

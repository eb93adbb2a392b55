import { instanceType } from '../../placement/cluster/instance-types.ts'
import { dollars, memory } from '../../placement/words.ts'
import { describeField } from '../../schema/describe.ts'
import { locate } from '../../syntax/node.ts'
import type { Hover } from '../language.ts'
import type { ClusterDocument } from './read.ts'
import { clusterBundle, fieldAt } from './schema.ts'

/** What is known about the key or value under the cursor: of an instance type what it offers. */
export function hoverCluster(doc: ClusterDocument, offset: number): Hover | undefined {
  const place = doc.root && locate(doc.root, offset)
  const field = place && fieldAt(doc, place.path)
  if (place === undefined || field === undefined) return undefined
  if (place.key !== undefined) return { span: place.key.key.span, markdown: describeField(clusterBundle, field) }
  const node = place.nodes.at(-1)
  if (node?.kind !== 'scalar') return undefined
  const facts = field.name === 'instanceType' ? typeFacts(String(node.value)) : undefined
  return { span: node.span, markdown: facts ?? describeField(clusterBundle, field) }
}

/** "**m6i.large** 2 vCPU, 8 GiB, x86_64 ..." */
export function typeFacts(name: string): string | undefined {
  const type = instanceType(name)
  if (type === undefined) return undefined
  const { vcpu, memoryMiB, architecture, gpus, interfaces, trunkTasks, branchInterfaces, eksMaxPods, usdPerHour } = type
  const trunk = trunkTasks ?? branchInterfaces
  const facts = [
    `${vcpu} vCPU, ${memory(memoryMiB)}${architecture === undefined ? '' : `, ${architecture}`}${gpus === 0 ? '' : `, ${gpus} GPU`}`,
    `${Math.max(interfaces - 1, 0)} awsvpc tasks${trunk === undefined ? '' : `, ${trunk} with trunking`}; ${eksMaxPods} pods on EKS`,
    usdPerHour === undefined ? 'price not known' : `${dollars(usdPerHour)} per hour on demand in us-east-1`,
  ]
  return `**${name}**\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`
}

import { literal } from '../../../schema/skeleton.ts'
import { bodyOf, type YamlBody } from '../../../schema/yaml-body.ts'
import { yamlScalar } from '../../../syntax/yaml-layout.ts'
import type { WrittenObject } from '../objects.ts'
import { specOf, templateOfJob, templateWith } from './documents.ts'
import { selectorLabels, templateLabels } from './labels.ts'

/**
 * What to begin a structure with: the specs of workloads and the templates in them with all that belongs there, selector and labels as the
 * other of them is written already.
 */
export function skeletonFor(title: string, object: WrittenObject): YamlBody | undefined {
  const asked = { object, path: [], structure: '', field: '', file: [] }
  const written = (pairsThere: readonly (readonly [key: string, value: string])[]) =>
    Object.fromEntries(pairsThere.map(([key, value]) => [key, literal(yamlScalar(value, '"', false))]))
  if (title === 'PodTemplateSpec') {
    const once = object.kind === 'Job' || object.kind === 'CronJob'
    return once ? templateOfJob : templateWith(written(selectorLabels(asked)))
  }
  if (title === 'JobTemplateSpec') return { kind: 'map', entries: [['spec', { kind: 'map', entries: [['template', templateOfJob]] }]] }
  if (title === 'LabelSelector') {
    const labelsThere = written(templateLabels(asked))
    return Object.keys(labelsThere).length === 0 ? undefined : bodyOf({ matchLabels: labelsThere })
  }
  return title.endsWith('Spec') && object.kind === title.slice(0, -4) ? specOf(object.kind) : undefined
}

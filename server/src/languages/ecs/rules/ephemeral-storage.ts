import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, items, type MapNode } from '../../../syntax/node.ts'
import type { Fix } from '../../../text/finding.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, numberAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'

/** How much scratch space a task may ask of Fargate, and that EC2 gives none on request. */
export const ephemeralStorage: Rule<TaskDefinition> = {
  id: 'ephemeral-storage',
  aliases: ['ephemeral-storage-size', 'ephemeral-storage-ec2'],
  severity: 'error',
  summary: '`ephemeralStorage` is 21 to 200 GiB and not asked of EC2.',
  why: 'RegisterTaskDefinition answers `EphemeralStorage size should be at least 21`, `... at most 200` or `Tasks using the EC2 launch type do not support EphemeralStorage.` The 20 GiB that every Fargate task has are there without asking, and cannot be asked for.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html'],
  examples: {
    bad: [
      `{
  "family": "etl",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "ephemeralStorage": { "sizeInGiB": 20 },
                                     ^^ sizeInGiB is 20 GiB; ephemeral storage is 21 to 200 GiB
  "containerDefinitions": [{ "name": "etl", "image": "etl:1" }]
}`,
      `{
  "family": "etl",
  "ephemeralStorage": { "sizeInGiB": 201 },
                                     ^^^ sizeInGiB is 201 GiB; ephemeral storage is 21 to 200 GiB
  "containerDefinitions": [{ "name": "etl", "image": "etl:1", "memory": 512 }]
}`,
      `{
  "family": "etl",
  "requiresCompatibilities": ["EC2"],
  "ephemeralStorage": { "sizeInGiB": 50 },
  ^^^^^^^^^^^^^^^^^^ EC2 does not support ephemeralStorage; Fargate does
  "containerDefinitions": [{ "name": "etl", "image": "etl:1", "memory": 512 }]
}`,
    ],
    good: [
      `{
  "family": "etl",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "ephemeralStorage": { "sizeInGiB": 21 },
  "containerDefinitions": [{ "name": "etl", "image": "etl:1" }]
}`,
      `{
  "family": "etl",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "ephemeralStorage": { "sizeInGiB": 200 },
  "containerDefinitions": [{ "name": "etl", "image": "etl:1" }]
}`,
      `{
  "family": "etl",
  "requiresCompatibilities": ["EC2", "\${LAUNCH_TYPE}"],
  "ephemeralStorage": { "sizeInGiB": \${SIZE} },
  "containerDefinitions": [{ "name": "etl", "image": "etl:1", "memory": 512 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { text, definition } = doc
    const storage = filledAt(definition, 'ephemeralStorage')
    if (definition === undefined || storage?.value?.kind !== 'map') return
    const without = removeProperty(text, definition, 'ephemeralStorage')
    if (onlyOnInstances(doc))
      yield { at: storage.key.span, message: 'EC2 does not support ephemeralStorage; Fargate does', fixes: guess(without) }
    else yield* outside(storage.value, without)
  },
}

/** Whether the definition is for EC2 (and machines outside), so that Fargate cannot be meant. */
function onlyOnInstances({ definition, compatibilities }: TaskDefinition): boolean {
  const written = items(get(definition, 'requiresCompatibilities')).length
  const instances = compatibilities.filter(({ value }) => value === 'EC2' || value === 'EXTERNAL').length
  return compatibilities.some(({ value }) => value === 'EC2') && written === instances
}

/** 20 GiB are what a task has anyway, so there leaving the key out says the same. */
function* outside(storage: MapNode, without: readonly Fix[]): Iterable<Problem> {
  const size = numberAt(storage, 'sizeInGiB')
  if (size.kind !== 'known' || (size.value >= least && size.value <= most)) return
  const clamped = guess(changeTo(size.span, size.value < least ? least : most))
  yield {
    at: size.span,
    message: `sizeInGiB is ${size.value} GiB; ephemeral storage is ${least} to ${most} GiB`,
    fixes: size.value === 20 ? [...without, ...clamped] : clamped,
  }
}

const least = 21
const most = 200

import type { Rule } from '../../rules/rule.ts'
import type { Problems } from './demands.ts'
import type { Manifest } from './manifest.ts'
import { volumeUses } from './mounts.ts'
import { podValidation } from './server-source.ts'
import { asCounted, type PodVolume, volumesOf } from './volumes.ts'

/** A rule about volumes, one at a time: a volume that breaks one cannot be mounted either. */
export interface VolumeRule extends Rule<Manifest> {
  /** What is wrong with one volume. */
  judge(doc: Manifest, volume: PodVolume): Problems
}

/** Makes a rule of what is said about one volume. The manifest that `judge` gets counts volumes as the server does. */
export function volumeRule(facts: Omit<VolumeRule, 'check' | 'severity' | 'source'> & { readonly docs?: readonly string[] }): VolumeRule {
  const { docs = [], ...rest } = facts
  return {
    ...rest,
    severity: 'error',
    source: [podValidation, ...docs],
    judge: (doc, volume) => facts.judge(asCounted(doc, volume), volume),
    *check(doc) {
      for (const volume of volumesOf(doc)) yield* withUses(doc, volume, facts.judge(asCounted(doc, volume), volume))
    },
  }
}

/** The server does not know a refused volume when it comes to the mounts; the findings about the volume stand for those. */
function* withUses(doc: Manifest, volume: PodVolume, problems: Problems): Problems {
  for (const problem of problems) {
    const only = volumesOf(doc).filter(({ name }) => name === volume.name).length === 1
    const uses =
      (only &&
        volume.name &&
        volumeUses(doc)
          .get(volume.name)
          ?.filter(({ step }) => step === 'name')) ||
      []
    yield uses.length === 0 ? problem : { ...problem, alsoPaths: uses.flatMap((use) => doc.problem(use, '').path ?? []) }
  }
}

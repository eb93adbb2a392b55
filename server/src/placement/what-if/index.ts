import type { WhatIf } from '../report.ts'
import { grow } from './grow.ts'
import { loseAnyNode } from './lose-node.ts'
import { loseGroups, loseZones } from './lose-zone.ts'
import { oneMore } from './one-more.ts'
import { rollingUpdate } from './rolling-update.ts'
import type { Scene } from './scene.ts'

/** All questions that a placement can answer, in the order of the table. */
export function askAll(scene: Scene): readonly WhatIf[] {
  return [...oneMore(scene), ...loseZones(scene), ...loseGroups(scene), ...loseAnyNode(scene), ...rollingUpdate(scene), ...grow(scene)]
}

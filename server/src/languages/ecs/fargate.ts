import { get, items } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'
import type { TaskDefinition } from './document.ts'

/**
 * Whether Fargate is the only platform the definition is meant for: then a setting that has no effect there has none at all,
 * and taking it away is safe. Beside EC2 it may be wanted, and somebody has to choose.
 */
export function onlyOnFargate({ fargate, definition, compatibilities }: TaskDefinition): boolean {
  const written = items(get(definition, 'requiresCompatibilities')).length
  return fargate && written === compatibilities.length && compatibilities.every(({ value }) => value === 'FARGATE')
}

/** The word FARGATE in `requiresCompatibilities`: where to point when Fargate demands something that is not there. */
export function fargateToken({ compatibilities }: TaskDefinition): Span | undefined {
  return compatibilities.find(({ value }) => value === 'FARGATE')?.span
}

import { instanceType } from './instance-types.ts'
import type { CommonGroup } from './model.ts'

/** Spot costs about 30 % of the price on demand; it varies. */
const spotShare = 0.3

/** US dollars per hour of one machine of a group: what the model says, else the price of its type; undefined if neither is known. */
export function priceOf({ usdPerHour, instanceType: name, spot }: CommonGroup): number | undefined {
  if (usdPerHour !== undefined) return usdPerHour
  const price = name === undefined ? undefined : instanceType(name)?.usdPerHour
  return price === undefined ? undefined : spot ? price * spotShare : price
}

import { listed } from '../../words.ts'
import { type Filter, none } from './filter.ts'

/** A capacity provider strategy takes instances of its providers only; a launch type takes any. */
export const capacityProvider: Filter = {
  id: 'capacityProvider',
  refuse({ providers, providerSource }, { instance }) {
    if (providers.length === 0 || providers.some(({ name }) => name === instance.capacityProvider)) return none
    const free = instance.capacityProvider ?? 'none'
    const asked = listed(
      providers.map(({ name }) => name),
      'or',
    )
    const reason = { filter: 'capacityProvider', what: 'capacity provider', short: `provider ${free}`, asked, free, resolvable: false }
    return [{ ...reason, ...(providerSource && { source: providerSource }) }]
  },
}

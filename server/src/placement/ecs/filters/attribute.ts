import { type Filter, none } from './filter.ts'

/** Capabilities that the features in use require of the agent on the instance. */
export const attribute: Filter = {
  id: 'ATTRIBUTE',
  refuse({ task }, { instance: { attributes } }) {
    const missing = task.attributes.filter(({ name }) => !attributes.has(name))
    if (missing.length === 0) return none
    return missing.map(({ name, source }) => ({
      filter: 'ATTRIBUTE',
      what: `attribute ${name}`,
      short: `no ${name.replace(/^(com\.amazonaws\.)?ecs\.capability\./, '')}`,
      asked: 'present',
      free: 'missing',
      resolvable: false,
      source,
    }))
  },
}

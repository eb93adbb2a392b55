import { type Filter, none, shortage } from './filter.ts'

/** In network mode awsvpc every task takes an elastic network interface of the instance, or a branch interface with trunking. */
export const networkInterface: Filter = {
  id: 'RESOURCE:ENI',
  refuse({ load, task: { networkModeSource: source } }, { interfacesFree, instance }) {
    if (!load.awsvpc || interfacesFree >= 1) return none
    return shortage(
      'RESOURCE:ENI',
      'network interface',
      '',
      { value: 1, ...(source && { source }) },
      interfacesFree,
      instance.taskInterfaces ?? 0,
    )
  },
}

import { type Filter, none } from './filter.ts'

/** Launch type EXTERNAL takes instances outside of EC2, which say so by an attribute; all others take those of EC2. */
export const launchType: Filter = {
  id: 'ATTRIBUTE',
  refuse({ external }, { instance: { attributes } }) {
    const is = attributes.has('ecs.capability.external')
    if (is === external) return none
    const [asked, free] = external ? ['EXTERNAL', 'EC2'] : ['EC2', 'EXTERNAL']
    return [{ filter: 'ATTRIBUTE', what: 'launch type', short: `launch type ${free}`, asked, free, resolvable: false }]
  },
}

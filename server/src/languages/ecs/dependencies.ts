import { type Container, maps } from './document.ts'
import { type Field, stringAt } from './field.ts'
import { once } from './once.ts'
import { containersByName } from './references.ts'

/** An entry of `dependsOn`: one container waits for another. */
export interface Dependency {
  /** The container that waits. */
  readonly from: Container
  /** The name it gives. */
  readonly target: Field<string>
  /** The container of that name; undefined if there is none or the name is not known. */
  readonly to: Container | undefined
  readonly condition: Field<string>
}

/** Every dependency, in the order of the text. */
export const dependencies = once((doc): readonly Dependency[] => {
  const { byName } = containersByName(doc)
  return doc.containers.flatMap((from) =>
    maps(from.node, 'dependsOn').map(({ node }) => {
      const target = stringAt(node, 'containerName')
      const to = target.kind === 'known' ? byName.get(target.value) : undefined
      return { from, target, to, condition: stringAt(node, 'condition') }
    }),
  )
})

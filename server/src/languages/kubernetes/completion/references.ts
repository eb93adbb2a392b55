import { ranks } from '../../../schema/complete.ts'
import { at, entries, get, items, text } from '../../../syntax/node.ts'
import type { Suggestion } from '../../json-completion.ts'
import type { Asked } from '../asked.ts'
import { containerAt, containersOf, mapsIn, podSpecOf, volumeSource, type WrittenContainer, type WrittenObject } from '../objects.ts'

/** The volumes of the pod; those that the container has mounted already come later. */
export function volumes({ object, path }: Asked, fits: (source: string) => boolean): readonly Suggestion[] {
  const own = containerAt(object, path)?.node
  const index = path.at(-2)
  const used = new Set(
    ['volumeMounts', 'volumeDevices'].flatMap((key) =>
      items(get(own, key)).flatMap((mount, i) => (i === index ? [] : (text(get(mount, 'name')) ?? []))),
    ),
  )
  const claimed = mapsIn(get(object.root, 'spec'), 'volumeClaimTemplates').map((claim) => ({
    name: text(get(get(claim, 'metadata'), 'name')),
    source: 'persistentVolumeClaim',
  }))
  const declared = mapsIn(podSpecOf(object), 'volumes').map((volume) => ({ name: text(get(volume, 'name')), source: volumeSource(volume) }))
  return [...declared, ...claimed].flatMap(({ name, source }): Suggestion[] =>
    name === undefined || name === '' || !fits(source)
      ? []
      : [{ value: name, detail: source, kind: 'reference', rank: used.has(name) ? ranks.property : ranks.reference }],
  )
}

/** The ports of the container by name and number. */
export function ports({ object, path }: Asked): readonly Suggestion[] {
  return mapsIn(containerAt(object, path)?.node, 'ports').flatMap((port): Suggestion[] => {
    const number = get(port, 'containerPort')
    const value = number?.kind === 'scalar' && typeof number.value === 'number' ? number.value : undefined
    const name = text(get(port, 'name'))
    return [
      ...(name ? [{ value: name, ...(value !== undefined && { detail: `port ${value}` }), kind: 'reference' as const }] : []),
      ...(value === undefined
        ? []
        : [{ value, ...(name && { detail: name }), kind: 'reference' as const, rank: name ? ranks.property : ranks.oneOf }]),
    ]
  })
}

/** The containers of the pod that fit. */
export function containers({ object }: Asked, fits: (container: WrittenContainer) => boolean): readonly Suggestion[] {
  return containersOf(podSpecOf(object)).flatMap((container): Suggestion[] =>
    container.name && fits(container)
      ? [{ value: container.name, detail: text(get(container.node, 'image')) ?? '', kind: 'reference' }]
      : [],
  )
}

/** The resource claims of the pod. */
export function claims({ object }: Asked): readonly Suggestion[] {
  return mapsIn(podSpecOf(object), 'resourceClaims').flatMap((claim): Suggestion[] => {
    const name = text(get(claim, 'name'))
    return name ? [{ value: name, kind: 'reference' }] : []
  })
}

/** Objects of the same file by their names. */
export function named({ file }: Asked, kindName: string): readonly Suggestion[] {
  return file.flatMap((object): Suggestion[] => {
    const name = text(get(get(object.root, 'metadata'), 'name'))
    return object.kindName === kindName && name ? [{ value: name, detail: `${kindName} in this file`, kind: 'reference' }] : []
  })
}

/** The keys of the ConfigMap or Secret that is named beside, if it is in the file. */
export function keysOfNamed({ object, path, file }: Asked, kindName: string): readonly Suggestion[] {
  const name = text(get(at(object.root, path.slice(0, -1)), 'name'))
  return name === undefined ? [] : keysOf(file, kindName, name)
}

/** The keys of the ConfigMap or Secret that a volume is made of. */
export function keysOfVolume({ path, ...asked }: Asked): readonly Suggestion[] {
  const source = path.slice(0, -3)
  const kind = String(source.at(-1)) === 'secret' ? 'Secret' : 'ConfigMap'
  const holder = at(asked.object.root, source)
  const name = text(get(holder, 'name')) ?? text(get(holder, 'secretName'))
  return name === undefined ? [] : keysOf(asked.file, kind, name)
}

function keysOf(file: readonly WrittenObject[], kindName: string, name: string): readonly Suggestion[] {
  const found = file.find(({ kindName: kind, root }) => kind === kindName && text(get(get(root, 'metadata'), 'name')) === name)
  return ['data', 'stringData', 'binaryData'].flatMap((part) =>
    entries(get(found?.root, part)).map(({ key }): Suggestion => ({ value: String(key.value), kind: 'reference' })),
  )
}

/** Services of the file; one has to be headless to give the pods names. */
export function serviceNames(asked: Asked): readonly Suggestion[] {
  const own = text(get(get(asked.object.root, 'metadata'), 'name'))
  const known = named(asked, 'Service')
  return known.length > 0 || !own ? known : [{ value: own, detail: 'as the StatefulSet', kind: 'value' }]
}

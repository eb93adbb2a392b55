import { get, type Node } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { type Span, span } from '../../text/span.ts'
import { imagePage } from '../image-page.ts'
import type { Link } from '../language.ts'
import { containersOf, mapsIn, objectsOf, podSpecOf } from './objects.ts'
import { kubernetesBundle, schemaOf } from './schema.ts'

/** Where parts of a document lead: images to the page of their registry, the kind to its page in the API reference. */
export function linksOf(text: string, root: Node | undefined): readonly Link[] {
  return objectsOf(root).flatMap((object) => {
    const spec = podSpecOf(object)
    const images = [
      ...containersOf(spec).map(({ node }) => get(node, 'image')),
      ...mapsIn(spec, 'volumes').map((volume) => get(get(volume, 'image'), 'reference')),
    ]
    const kind = object.kind && kindPage(object.kind)
    return [
      ...link(text, get(object.root, 'kind'), kind, 'Open the API reference'),
      ...images.flatMap((image) => link(text, image, pageOf(image), 'Open the page of the image')),
    ]
  })
}

function kindPage(kind: Parameters<typeof schemaOf>[0]): string | undefined {
  const name = schemaOf(kind).$ref?.split('/').at(-1)
  return name === undefined ? undefined : kubernetesBundle().definitions[name]?.href
}

function pageOf(image: Node | undefined): string | undefined {
  if (image?.kind !== 'scalar' || typeof image.value !== 'string' || hasPlaceholder(image.value)) return undefined
  return imagePage(image.value)
}

/** Only of what stands there in one piece: behind an alias it is written elsewhere. */
function link(text: string, node: Node | undefined, target: string | undefined, tooltip: string): readonly Link[] {
  if (node?.kind !== 'scalar' || target === undefined || node.anchor !== undefined) return []
  const where = inner(text, node.span)
  return text.slice(where.start, where.end) === node.value ? [{ span: where, target, tooltip }] : []
}

function inner(text: string, { start, end }: Span): Span {
  const quote = /["']/.test(text[start] ?? '') ? 1 : 0
  return span(start + quote, Math.max(start + quote, end - quote))
}

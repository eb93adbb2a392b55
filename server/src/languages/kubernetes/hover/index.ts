import type { Scalar } from '../../../schema/schema.ts'
import { locate, type Node, type Step } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import type { Span } from '../../../text/span.ts'
import type { Hover } from '../../language.ts'
import { askedAt } from '../asked.ts'
import { suggestedKeys, suggestedValues } from '../completion/suggestions.ts'
import { describeAt, describeValueAt, fieldAt } from '../describe.ts'
import type { KubernetesDocument } from '../document.ts'
import { objectAt } from '../objects.ts'
import { extrasOf } from './extras.ts'

/**
 * What is known about the key or value under the cursor; undefined between them and where nobody has anything to say. `beside` another
 * extension that tells what the schema knows, only what follows from the values and from convention.
 */
export function hoverManifest(doc: KubernetesDocument, offset: number, now: Date | undefined, beside = false): Hover | undefined {
  const place = locate(doc.root, offset)
  if (place === undefined) return undefined
  const node = place.nodes.at(-1)
  if (place.key !== undefined) return describe(doc, place.path, place.key.key.span, place.key.value, { onValue: false, now, beside })
  return node?.kind === 'scalar' ? describe(doc, place.path, node.span, node, { onValue: true, now, beside }) : undefined
}

function describe(
  doc: KubernetesDocument,
  path: readonly Step[],
  at: Span,
  node: Node | undefined,
  { onValue, now, beside }: { readonly onValue: boolean; readonly now: Date | undefined; readonly beside: boolean },
): Hover | undefined {
  const found = objectAt(doc.root, path)
  const field = found && fieldAt(found.object, found.inner)
  if (found === undefined || field === undefined) return undefined
  const { object, inner } = found
  const manifest = doc.objects.find((one) => one.manifest.root === object.root)?.manifest
  const value = node?.kind === 'scalar' ? known(node.value) : undefined
  const written = node === undefined ? '' : doc.text.slice(node.span.start, node.span.end)
  const asked = askedAt(object, inner, [], inner.length - 1)
  const meaning = asked && (value === undefined && !onValue ? keyWords(asked) : (valueWords(asked, value) ?? keyWords(asked)))
  const extra = [
    ...(meaning === undefined ? [] : [meaning]),
    ...extrasOf({
      manifest,
      path: inner,
      structure: asked?.structure ?? field.parent?.title ?? '',
      field: asked?.field ?? field.name,
      value,
      written,
      now,
    }),
  ]
  if (beside) return extra.length === 0 ? undefined : { span: at, markdown: extra.join('\n\n') }
  const options = { value, extra }
  const own = onValue && value !== undefined ? describeValueAt(object, inner, value, options) : undefined
  const markdown = own ?? describeAt(object, inner, options)
  return markdown === undefined ? undefined : { span: at, markdown }
}

/** What a value of convention means: a capability, a label of nodes. */
function valueWords(asked: NonNullable<ReturnType<typeof askedAt>>, value: Scalar | undefined): string | undefined {
  const detail =
    value === undefined || quantity.has(asked.field) ? undefined : suggestedValues(asked)?.find((one) => one.value === value)?.detail
  return detail === undefined || detail === '' ? undefined : `\`${value}\` – ${detail}`
}

/** Amounts are told in full elsewhere. */
const quantity: ReadonlySet<string> = new Set(['requests', 'limits', 'overhead', 'sizeLimit', 'kind'])

/** What a key of the writer's choice means. */
function keyWords(asked: NonNullable<ReturnType<typeof askedAt>>): string | undefined {
  const key = asked.path.at(-1)
  if (key === asked.field || typeof key !== 'string') return undefined
  const detail = suggestedKeys({ ...asked, path: asked.path.slice(0, -1) }).find((one) => one.key === key)?.detail
  return detail === undefined || detail === '' ? undefined : `\`${key}\` – ${detail}`
}

/** A value as far as it is one already. */
function known(value: Scalar | null): Scalar | undefined {
  return value === null || (typeof value === 'string' && hasPlaceholder(value)) ? undefined : value
}

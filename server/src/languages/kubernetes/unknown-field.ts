import type { Problem } from '../../rules/rule.ts'
import type { ScalarNode } from '../../syntax/node.ts'
import { replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import { nearest } from '../../text/nearest.ts'
import type { StructShape } from './shape.ts'

/**
 * A field that the innermost of the structures around it does not have: what was meant, of those fields that are still `free` there, or
 * where it belongs.
 */
export function unknownField(
  text: string,
  key: ScalarNode,
  free: readonly string[],
  around: readonly StructShape[],
): Problem & { readonly meant?: string } {
  const name = String(key.value)
  const shape = around.at(-1)
  const meant = nearest(name, free)
  const advice = meant === undefined ? homeOf(name, around) : `; did you mean ${meant}`
  const message = `${shape?.name} has no field "${name}"${advice}`
  return { at: key.span, message, ...(meant !== undefined && { meant, fixes: [renamed(text, key, meant)] }) }
}

function renamed(text: string, { span }: ScalarNode, name: string): Fix {
  const quote = /["']/.exec(text[span.start] ?? '')?.[0] ?? ''
  return { title: `Rename to ${name}`, edits: [replace(span, `${quote}${name}${quote}`)] }
}

/** A field is often one level too high or some too low. */
function homeOf(name: string, around: readonly StructShape[]): string {
  for (const [key, field] of around.at(-1)?.fields ?? []) {
    if (key !== 'status' && field.kind === 'struct' && field.fields.has(name)) return `; it belongs under ${key}`
  }
  const outer = around.slice(0, -1).findLast(({ fields }) => fields.has(name))
  return outer === undefined ? '' : `; it is a field of ${outer.name}`
}

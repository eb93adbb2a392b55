import type { Span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'

/** A proposal that writes its label or another text over a span. */
export function item(
  kind: Completion['kind'],
  label: string,
  where: Span,
  more: Partial<Omit<Completion, 'edit' | 'documentation'>> & { readonly text?: string; readonly about?: string } = {},
): Completion {
  const { text = label, about, ...rest } = more
  return {
    label,
    kind,
    rank: 10,
    edit: { span: where, text },
    ...(about !== undefined && { documentation: () => about }),
    ...rest,
  }
}

/** Proposals from a table of names and what they mean, in its order. */
export function choices(kind: Completion['kind'], table: Readonly<Record<string, string>>, where: Span, rank = 10): readonly Completion[] {
  return Object.entries(table).map(([label, about], index) => item(kind, label, where, { about, rank: rank + index }))
}

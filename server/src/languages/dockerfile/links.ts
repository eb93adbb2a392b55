import { span } from '../../text/span.ts'
import { imagePage } from '../image-page.ts'
import type { Link } from '../language.ts'
import type { Dockerfile } from './document.ts'
import { stageNamed } from './stages.ts'

/** Where images lead: to the page of their registry. Stages lead nowhere outside, and variables are not known. */
export function linksOf(doc: Dockerfile): readonly Link[] {
  const bases = doc.stages.flatMap(({ base, parent }) =>
    base === undefined || parent !== undefined ? [] : [{ text: base.text, where: base.span }],
  )
  const copied = doc.stages.flatMap(({ instructions, index }) =>
    instructions.flatMap(({ keyword, flags }) =>
      flags.flatMap(({ name, value, valueSpan }) => {
        if (keyword !== 'COPY' || name !== 'from' || value === undefined || valueSpan === undefined || /^\d+$/.test(value)) return []
        return stageNamed(value, doc.stages, index) === undefined ? [{ text: value, where: valueSpan }] : []
      }),
    ),
  )
  return [...bases, ...copied].flatMap(({ text, where }) => {
    const target = text === 'scratch' ? undefined : imagePage(text)
    return target === undefined ? [] : [{ span: span(where.start, where.end), target, tooltip: 'Open the page of the image' }]
  })
}

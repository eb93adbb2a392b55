import type { Schema } from '../../../server/src/schema/schema.ts'

/**
 * What the comments of the API say as keywords of a schema: the first sentence, all of it as Markdown, what the values of an enumeration
 * mean, and what is written instead of a deprecated field.
 */
export function documentation(docs: string): Schema {
  const { text, values } = withoutValues(docs)
  const paragraphs = text
    .split(/\n\s*\n/)
    .map(markdown)
    .filter((paragraph) => paragraph !== '')
  const full = paragraphs.join('\n\n')
  if (full === '') return {}
  const description = firstSentence(plain(paragraphs[0] ?? ''))
  const deprecated = /(?:^|[.] |\n)(?:deprecated|DEPRECATED)(?::|\.| -)\s*([^\n]+)/i.exec(full)?.[1]
  return {
    description,
    ...(full !== description && { documentation: full }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(deprecated !== undefined && { deprecated: firstSentence(deprecated) }),
  }
}

/** The list under "Possible enum values" is data, not text. */
function withoutValues(docs: string): { readonly text: string; readonly values: Readonly<Record<string, string>> } {
  const [text = '', list = ''] = docs.split(/\n\s*Possible enum values:\n/)
  const items = list.split(/\n\s*- (?=`")/).map((item) => /^\s*(?:- )?`"(.*?)"`\s*([\s\S]*)$/.exec(item))
  const values = items.flatMap((item) => {
    const meaning = item?.[2]?.replace(/\s+/g, ' ').trim().replace(/\.$/, '') ?? ''
    return item === null || meaning === '' ? [] : [[item[1] ?? '', asClause(meaning)] as const]
  })
  return { text, values: Object.fromEntries(values) }
}

/** "means that X" and "will X" read well behind a name, as the API writes them; kept, without their first word where it only links. */
function asClause(meaning: string): string {
  return markdown(meaning.replace(/^(?:means that|means|indicates that|indicates) /, ''))
}

/** Line ends inside a paragraph mean nothing unless an item begins; angle brackets would be taken for tags. */
function markdown(paragraph: string): string {
  return paragraph
    .replace(/\n(?!\s*(?:[-*] |\d+\. ))\s*/g, ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/`[^`]*`|[<*]/g, (part) => (part.length > 1 ? part : `\\${part}`))
    .replace(/(?<![(<`\w])https?:\/\/[^\s)>\]]*[\w/#]/g, '<$&>')
    .trim()
}

function plain(text: string): string {
  return text
    .replace(/\\([<*])/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/\s+/g, ' ')
}

function firstSentence(text: string): string {
  const end = /(?<!\b(?:e\.g|i\.e|etc|vs|No|Inc))[.!?](?=\s+[A-Z0-9"`*<]|\s*$)|(?=\s+More info:)/.exec(text)
  return end === null ? text : text.slice(0, end.index + end[0].length)
}

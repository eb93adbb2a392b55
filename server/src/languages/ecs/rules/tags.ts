import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { keySpan, maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { removeProperty } from '../fix.ts'

/** What tags may be called, and how many there are. */
export const tags: Rule<TaskDefinition> = {
  id: 'tags',
  severity: 'warning',
  summary:
    'A task definition has 1 to 50 `tags` or no such key; their keys are unique, have 1 to 128 characters and do not begin with `aws:`; values have at most 256.',
  why: 'To an empty list RegisterTaskDefinition answers `Tags can not be empty`. The rest is documented, so it is a warning. Letters, digits, blanks and `_ . : / = + - @` are allowed.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "tags": [],
  ^^^^^^ the list of tags is empty; without tags it is left out
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "tags": [
    { "key": "team", "value": "a" },
    { "key": "team", "value": "b" },
             ^^^^^^ another tag has the key "team" too
    { "key": "AWS:stack", "value": "web" },
             ^^^^^^^^^^^ a tag whose key begins with aws: can be set by AWS only
    { "key": "cost#center", "value": "7*" },
             ^^^^^^^^^^^^^ the key of the tag contains "#"; allowed are letters, digits, blanks and _ . : / = + - @
                                     ^^^^ the value of the tag contains "*"; allowed are letters, digits, blanks and _ . : / = + - @
    { "key": "", "value": "" }
             ^^ the key of a tag is empty; it has 1 to 128 characters
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "tags": [
    { "key": "team", "value": "a" },
    { "key": "Team", "value": "" },
    { "key": "Größe/1.0 + @home", "value": "x=y:z_-" },
    { "key": "\${KEY}", "value": "\${VALUE}" },
    { "key": "\${KEY}", "value": "1" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "taskDefinition": {
    "family": "web",
    "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
  },
  "tags": []
}`,
    ],
  },
  about: 'frame',
  *check({ text, root, shape, definition }) {
    // DescribeTaskDefinition prints the tags beside the definition, and an empty list where there are none.
    const holder = shape === 'wrapped' ? root : definition
    const list = get(holder, 'tags')
    const key = keySpan(holder, 'tags')
    if (holder?.kind !== 'map' || list?.kind !== 'list' || key === undefined) return
    if (list.items.length === 0 && shape === 'definition')
      yield {
        at: key,
        message: 'the list of tags is empty; without tags it is left out',
        severity: 'error',
        fixes: removeProperty(text, holder, 'tags'),
      }
    if (list.items.length > mostTags) yield { at: key, message: `${list.items.length} tags are given; there can be ${mostTags} at most` }
    yield* doubled(holder)
    for (const { node } of maps(holder, 'tags')) yield* characters(node)
  },
}

function* doubled(holder: MapNode): Iterable<Problem> {
  const first = new Map<string, Span>()
  for (const { node } of maps(holder, 'tags')) {
    const key = stringAt(node, 'key')
    if (key.kind !== 'known') continue
    const other = first.get(key.value)
    if (other === undefined) first.set(key.value, key.span)
    else
      yield {
        at: key.span,
        message: `another tag has the key "${key.value}" too`,
        related: [{ span: other, message: 'the first of that key' }],
      }
  }
}

function* characters(tag: MapNode): Iterable<Problem> {
  const key = stringAt(tag, 'key')
  const value = stringAt(tag, 'value')
  if (key.kind === 'known') {
    if (key.value === '') yield { at: key.span, message: 'the key of a tag is empty; it has 1 to 128 characters' }
    if (/^aws:/i.test(key.value)) yield { at: key.span, message: 'a tag whose key begins with aws: can be set by AWS only' }
    yield* text('key', key.value, key.span, longestKey)
  }
  if (value.kind === 'known') yield* text('value', value.value, value.span, longestValue)
}

function* text(what: string, written: string, at: Span, most: number): Iterable<Problem> {
  const length = [...written].length
  if (length > most) yield { at, message: `the ${what} of the tag has ${length} characters; it can have ${most}` }
  const strange = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u.exec(written)?.[0]
  if (strange !== undefined)
    yield {
      at,
      message: `the ${what} of the tag contains ${JSON.stringify(strange)}; allowed are letters, digits, blanks and _ . : / = + - @`,
    }
}

const mostTags = 50
const longestKey = 128
const longestValue = 256

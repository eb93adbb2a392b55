import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutPlaces } from '../../server/src/lsp/snippet.ts'

test('a snippet without its places is what accepting every proposal gives', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['"memory": $1', '"memory": '],
    ['"memory": ${1:512}$0', '"memory": 512'],
    ['${1|awsvpc,bridge,host|},', 'awsvpc,'],
    ['${1|a\\,b,c|}', 'a,b'],
    ['{ "name": "${1:web-${2:a}}" }', '{ "name": "web-a" }'],
    ['\\${TAG} costs 5\\$ \\} \\\\', '${TAG} costs 5$ } \\'],
    ['{\n  ${1}\n}', '{\n  \n}'],
    ['$', '$'],
    ['a } b', 'a } b'],
    ['${1:half', 'half'],
  ]
  for (const [snippet, plain] of cases) assert.equal(withoutPlaces(snippet), plain, snippet)
})

import { test } from 'node:test'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'

const head = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: a\n'
const service = 'apiVersion: v1\nkind: Service\nspec: { selector: { a: b }, ports: [{ targetPort: http }] }\n---\n'
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { labels: { a: b } }\nspec: { containers: [{ name: a, ports: [{ name: http }] }] }\n---\n'

/** Texts that cost more than their length where somebody is careless. */
const documents: Readonly<Record<string, string>> = {
  'brackets that are never closed': `${head}  x: ${'[{a: '.repeat(40_000)}`,
  'texts and anchors in turns': `${head}  x:\n${'    - |\n      t\n    - &b c # d\n'.repeat(6000)}`,
  'quotes that are never closed': `${head}  x:\n${'    - "a\n'.repeat(8000)}`,
  'many aliases': `${head}  a: &a [x]\n  x:\n${'    - *a\n'.repeat(10_000)}`,
  'everything selects everything': service.repeat(600) + pod.repeat(600),
  'ever further in': Array.from({ length: 800 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
}

for (const [what, text] of Object.entries(documents)) {
  test(`everything can be asked of ${what}`, { timeout: 30_000 }, () => {
    const reading = kubernetes.read(text)
    for (const offset of [0, text.length >> 1, text.length]) {
      reading.complete(offset)
      reading.hover(offset)
      reading.selections(offset)
    }
    reading.check({})
    reading.names()
    reading.folds()
    reading.outline()
    reading.links()
  })
}

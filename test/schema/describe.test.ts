import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeField, describeValue, rangeText, typeText } from '../../server/src/schema/describe.ts'
import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts'
import { trimmed } from '../../server/src/schema/trim.ts'
import { amountWords } from '../../server/src/schema/unit.ts'

const port: Schema = { type: 'object', title: 'ContainerPort', properties: {} }
const bundle: SchemaBundle = { roots: {}, definitions: { ContainerPort: port } }

test('types in words', () => {
  const words = (schema: Schema) => typeText(bundle, schema)
  assert.equal(words({ type: 'string' }), 'string')
  assert.equal(words({ type: ['integer', 'string'] }), 'integer or string')
  assert.equal(words({ type: 'array', items: { type: 'string' } }), 'list of strings')
  assert.equal(words({ type: 'array', items: { $ref: '#/definitions/ContainerPort' } }), 'list of ContainerPort')
  assert.equal(words({ type: 'object', additionalProperties: { type: 'string' } }), 'map of strings')
  assert.equal(words(port), 'ContainerPort')
  assert.equal(words({ type: 'object' }), 'object')
  assert.equal(words({ type: 'array' }), 'list of values')
  assert.equal(words({}), '')
})

test('ranges in words', () => {
  assert.equal(rangeText({ minimum: 5, maximum: 300, unit: 'seconds' }), '5 to 300 seconds')
  assert.equal(rangeText({ minimum: 0 }), '0 or more')
  assert.equal(rangeText({ minimum: 1, maximum: 65535, unit: 'port' }), '1 to 65535')
  assert.equal(rangeText({ maxLength: 255 }), 'at most 255 characters')
  assert.equal(rangeText({ minItems: 1, maxItems: 10 }), '1 to 10 items')
  assert.equal(rangeText({ maxItems: 1 }), 'at most 1 item')
  assert.equal(rangeText({}), undefined)
})

test('amounts in the unit people think in', () => {
  assert.equal(amountWords('cpu-units', 256), '256 CPU units = 0.25 vCPU')
  assert.equal(amountWords('cpu-units', '1536'), '1536 CPU units = 1.5 vCPU')
  assert.equal(amountWords('cpu-units', 2), '2 CPU units = 0.002 vCPU')
  assert.equal(amountWords('MiB', '512'), '512 MiB = 0.5 GiB')
  assert.equal(amountWords('GiB', 21), '21 GiB = 21504 MiB')
  assert.equal(amountWords('seconds', 90), '90 seconds = 1.5 min')
  assert.equal(amountWords('seconds', 30), undefined)
  assert.equal(amountWords('port', 80), undefined)
  assert.equal(amountWords('MiB', 'lots'), undefined)
  assert.equal(amountWords('MiB', 0), undefined)
})

test('a description says everything there is, in this order', () => {
  const schema: Schema = {
    type: 'string',
    description: 'How it restarts.',
    documentation: 'How it restarts. More about it.',
    enum: ['Always', 'Never'],
    values: { Always: 'whatever happens' },
    default: 'Always',
    maxLength: 9,
    limits: { fargate: 'only `Always`', ec2: 'all' },
    deprecated: 'Use something else.',
  }
  assert.equal(
    describeField(
      bundle,
      { name: 'restart', schema, parent: { title: 'Pod', required: ['restart'] } },
      { platforms: new Set(['ec2']), value: 'Never', href: 'https://x', extra: ['Extra.'] },
    ),
    `**restart** – string · required

How it restarts. More about it.

**Deprecated.** Use something else.

- **Default:** \`Always\`
- **Range:** at most 9 characters
- Fargate: only \`Always\`
- **EC2 (this task):** all

- \`Always\` – whatever happens
- **\`Never\`**

Extra.

[Pod › restart](https://x)`,
  )
})

test('many values are only listed, and a sentence of ours goes before the documentation', () => {
  const schema: Schema = {
    type: 'string',
    description: 'Ours.',
    documentation: 'Theirs.',
    enum: Array.from({ length: 12 }, (_, i) => `v${i}`),
    values: { v1: 'x' },
  }
  const text = describeField(bundle, { name: 'a', schema })
  assert.match(text, /^\*\*a\*\* – string\n\nOurs\.\n\nTheirs\.\n\n\*\*Values:\*\* `v0`, `v1`/)
})

test('one of several keys that is required', () => {
  const parent: Schema = { requiredAny: [['a', 'b'], ['c']] }
  assert.equal(describeField(bundle, { name: 'a', schema: { type: 'integer' }, parent }), '**a** – integer · one of a, b is required')
  assert.equal(describeField(bundle, { name: 'c', schema: { type: 'integer' }, parent }), '**c** – integer · required')
})

test('a value is described by what it means', () => {
  const schema: Schema = { type: 'string', description: 'How.', enum: ['Always'], values: { Always: 'whatever happens' } }
  assert.equal(describeValue(bundle, { name: 'restart', schema }, 'Always'), '`Always` – whatever happens\n\n**restart** – string\n\nHow.')
  assert.equal(describeValue(bundle, { name: 'restart', schema }, 'constructor'), undefined)
})

test('long text is cut between sentences, paragraphs and items', () => {
  const long = 'A sentence of about fifty characters, as they are. '.repeat(8).trim()
  assert.equal(trimmed('short', 3), 'short')
  assert.equal(trimmed(long, 1), 'A sentence of about fifty characters, as they are. …')
  assert.equal(trimmed(`One.\n\n${long}`, 2), 'One. …')
  assert.equal(trimmed('Items:\n\n- a\n- b\n- c', 4), 'Items:\n\n- a\n- b …')
  assert.equal(trimmed('One.\n\nItems:\n\n- a', 4), 'One. …')
  assert.match(trimmed('word '.repeat(100), 2), /^(word ){39}word …$/)
})

import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts'
import type { GeneratedFile } from './output.ts'

/**
 * Code that validates what the roots of a bundle describe, one exported function a root, without ajv and without `new Function`.
 * It checks what no rule checks: types, unknown keys, missing keys and enumerations, all of them and not only the first.
 */
export function validator(name: string, bundle: SchemaBundle): readonly GeneratedFile[] {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strict: false,
    code: { source: true, esm: true, lines: false },
  })
  const roots = Object.keys(bundle.roots)
  // One document for all, so that roots share the functions of their structures.
  ajv.addSchema({ $id: name, definitions: mapped({ ...bundle.definitions, ...bundle.roots }, checked) })
  const code = linear(standalone(ajv, Object.fromEntries(roots.map((root) => [root, `${name}#/definitions/${root}`]))))
  if (/\brequire\(|\bimport\b|new Function|\beval\b/.test(code)) throw new Error(`${name}: the validator is not self-contained`)
  return [
    { name: `${name}.validate.js`, text: `${code}\n` },
    {
      name: `${name}.validate.d.ts`,
      text: `import type { Validate } from '../../server/src/schema/load.ts'\n\n${roots.map((root) => `export declare const ${root}: Validate\n`).join('')}`,
    },
  ]
}

/** ajv copies all errors found so far whenever a function adds its own; with many errors that takes minutes, adding them does not. */
function linear(code: string): string {
  const better = code.replace(/vErrors\.concat\((\w+)\.errors\)/g, 'added(vErrors, $1.errors)')
  if (better === code) throw new Error('the code of ajv is not what it was')
  return `${better}\nfunction added(all, more) { for (const error of more) all.push(error); return all }`
}

/** Only what is validated, in plain draft-07: our keywords for keys become combinators, keys that are printed only are unknown. */
function checked(schema: Schema): Schema {
  const { $ref, type, enum: values, lenient, properties, required, wanted, requiredAny, additionalProperties, items } = schema
  const needed = [...(required ?? []), ...(wanted ?? [])]
  return {
    ...($ref && { $ref }),
    ...(type && { type }),
    ...(values && !lenient && { enum: values }),
    ...(properties && { properties: mapped(writable(properties), checked) }),
    ...(needed.length > 0 && { required: needed }),
    ...(requiredAny && { allOf: requiredAny.map((group) => ({ anyOf: group.map((key) => ({ required: [key] })) })) }),
    ...(additionalProperties !== undefined && { additionalProperties: additionalProperties && checked(additionalProperties) }),
    ...(items && { items: checked(items) }),
  }
}

function writable(properties: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(properties).filter(([, { readOnly }]) => !readOnly))
}

function mapped(all: Readonly<Record<string, Schema>>, change: (schema: Schema) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(all).map(([key, schema]) => [key, change(schema)]))
}

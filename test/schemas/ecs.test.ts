import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ecsModel, overlay, request, taskDefinition } from '../../schemas/build/ecs/schemas.ts'
import { generated, generatedFolder } from '../../schemas/build/generate.ts'
import { withOverlay } from '../../schemas/build/overlay.ts'
import fargate from '../../schemas/fargate.json' with { type: 'json' }
import { typesOf } from '../../server/src/schema/at.ts'
import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts'

const model = ecsModel()
const bundle = taskDefinition(model)
const source = request(model, 'RegisterTaskDefinitionRequest')

interface Field {
  readonly path: string
  readonly schema: Schema
}

/** All properties of a bundle, those of maps with named keys too. */
function fields({ definitions }: SchemaBundle): readonly Field[] {
  const below = (path: string, { properties = {} }: Schema): Field[] =>
    Object.entries(properties).flatMap(([key, schema]) => [{ path: `${path}.${key}`, schema }, ...below(`${path}.${key}`, schema)])
  return Object.entries(definitions).flatMap(([name, definition]) => below(name, definition))
}

const field = (path: string, from = bundle): Schema => {
  const found = fields(from).find((one) => one.path === path)
  assert.ok(found, path)
  return found.schema
}

/** The words in double quotes in what the source says about a field: how it lists values that are no enumeration. */
const quoted = (path: string) => [...(field(path, source).documentation ?? '').matchAll(/"([^"|\n]+)"/g)].map(([, word]) => word)

test('everything of the requests is there', () => {
  assert.equal(Object.keys(source.definitions).length, 38)
  assert.equal(fields(source).length, 162)
  assert.equal(fields(source).filter(({ schema }) => schema.description !== undefined).length, 162)
  assert.equal(fields(source).filter(({ schema }) => (schema.enum ?? schema.items?.enum) !== undefined).length, 21)
  const roots = ['RegisterTaskDefinitionRequest', 'CreateServiceRequest', 'RunTaskRequest']
  const all = new Set(roots.flatMap((root) => fields(request(model, root)).map(({ path }) => path)))
  assert.equal(all.size, 368)
})

test('a field has the type, the words and the values of the model', () => {
  assert.deepEqual(field('ContainerDefinition.portMappings', source).items, { $ref: '#/definitions/PortMapping' })
  assert.deepEqual(typesOf(field('ContainerDefinition.memory', source)), ['integer'])
  assert.deepEqual(field('RegisterTaskDefinitionRequest.pidMode', source).enum, ['host', 'task'])
  assert.deepEqual(field('ContainerDefinition.dockerLabels', source).additionalProperties, { type: 'string' })
  assert.equal(field('ContainerDefinition.essential', source).type, 'boolean')
  assert.equal(field('HealthCheck.interval').description, 'The time period in seconds between each health check execution.')
  assert.deepEqual(bundle.definitions.Secret?.required, ['name', 'valueFrom'])
  assert.deepEqual(bundle.definitions.SharingStrategy?.requiredAny, [['nvidiaMps']])
  assert.match(bundle.definitions.PortMapping?.href ?? '', /API_PortMapping\.html$/)
})

test('only percentages of deployments are no integers', () => {
  const service = request(model, 'CreateServiceRequest')
  const numbers = fields(service).filter(({ schema }) => schema.type === 'number')
  assert.deepEqual(
    numbers.map(({ path }) => path),
    ['CanaryConfiguration.canaryPercent', 'LinearConfiguration.stepPercent'],
  )
  const decimals = [source, service]
    .flatMap(fields)
    .filter(({ schema }) => schema.type === 'integer' && /\b(?:between|from|of) `?\d+\.\d/.test(schema.documentation ?? ''))
  assert.deepEqual(
    decimals.map(({ path }) => path),
    [],
    'the source speaks of fractions here',
  )
})

test('the bundle of a request holds nothing that the request does not reach', () => {
  assert.equal(bundle.definitions.LoadBalancer, undefined)
  for (const [name, definition] of Object.entries(bundle.definitions)) {
    for (const [, target] of JSON.stringify(definition).matchAll(/"#\/definitions\/(\w+)"/g))
      assert.ok(bundle.definitions[target ?? ''], `${name} leads to ${target}`)
  }
})

test('no documentation has tags or entities left', () => {
  for (const { path, schema } of ['RegisterTaskDefinitionRequest', 'CreateServiceRequest', 'RunTaskRequest'].flatMap((root) =>
    fields(request(model, root)),
  )) {
    const text = `${schema.description ?? ''} ${(schema.documentation ?? '').replace(/`[^`]*`/g, '')}`
    assert.doesNotMatch(text, /<\/?[a-z]+>|&[a-z]+;|\\[{}]/, path)
  }
})

test('the overlay speaks about what exists only', () => {
  const unknown = (name: string, schema: Schema) => () => withOverlay(source, { definitions: { [name]: schema } })
  assert.throws(unknown('Nope', {}), /Nope does not exist/)
  assert.throws(unknown('Secret', { properties: { nope: {} } }), /Secret\.nope does not exist/)
  assert.throws(unknown('Secret', { required: ['nope'] }), /Secret\.nope does not exist/)
  assert.throws(unknown('Secret', { wanted: ['nope'] }), /Secret\.nope does not exist/)
  assert.throws(unknown('Secret', { properties: { name: { items: {} } } }), /Secret\.name\[\] does not exist/)
  assert.throws(() => withOverlay(source, { definitions: {}, add: { Secret: { name: {} } } }), /Secret\.name exists/)
})

test('every value the overlay explains is one that can be written, and all of an enumeration are explained', () => {
  for (const { path, schema } of fields(bundle).flatMap(({ path, schema }) => [
    { path, schema },
    ...(schema.items ? [{ path: `${path}[]`, schema: schema.items }] : []),
  ])) {
    if (schema.values === undefined) continue
    const known = (schema.enum ?? schema.examples ?? []).map(String)
    assert.deepEqual(Object.keys(schema.values).sort(), [...known].sort(), path)
  }
})

test('defaults and examples are of the type of their field', () => {
  for (const { path, schema } of fields(bundle)) {
    for (const value of [schema.default, ...(schema.examples ?? [])]) {
      if (value === undefined) continue
      const type = Array.isArray(value) ? 'array' : typeof value === 'number' ? 'integer' : typeof value
      assert.ok(typesOf(schema).includes(type as 'string'), `${path}: ${JSON.stringify(value)}`)
    }
  }
})

test('the lists of the overlay are those of the documentation of the pinned SDK', () => {
  const examples = (path: string) => (field(path).items ?? field(path)).examples
  assert.deepEqual(examples('KernelCapabilities.add'), quoted('KernelCapabilities.add'))
  assert.deepEqual(examples('KernelCapabilities.drop'), quoted('KernelCapabilities.drop'))
  assert.deepEqual(examples('Tmpfs.mountOptions'), quoted('Tmpfs.mountOptions'))
  assert.deepEqual(examples('ContainerDefinition.dockerSecurityOptions'), quoted('ContainerDefinition.dockerSecurityOptions'))
  assert.deepEqual(
    examples('SystemControl.namespace'),
    quoted('SystemControl.value').filter((word) => !word?.includes('*')),
  )
  const options = [...(field('LogConfiguration.options', source).documentation ?? '').matchAll(/^- \*\*([\w-]+)\*\*/gm)].map(
    ([, name]) => name,
  )
  assert.deepEqual(Object.keys(field('LogConfiguration.options').properties ?? {}).sort(), options.sort())
})

test('ranges and defaults of the overlay are those of the documentation, where it names them', () => {
  const ranges = fields(bundle).flatMap(({ path, schema }) => {
    const said = /between `?(\d+)`? and `?(\d+)`?/.exec(schema.documentation ?? '')
    return said === null || schema.minimum === undefined
      ? []
      : [[path, Number(said[1]), Number(said[2]), schema.minimum, schema.maximum] as const]
  })
  assert.ok(ranges.length >= 4)
  for (const [path, least, most, minimum, maximum] of ranges) assert.deepEqual([minimum, maximum], [least, most], path)
  const defaults = fields(bundle).flatMap(({ path, schema }) => {
    const said = /default(?: value)? (?:is|of)(?: used)? `?(\w+)`?/.exec(schema.documentation ?? '')?.[1]
    return said === undefined || schema.default === undefined || said === 'a' ? [] : [[path, said, String(schema.default)] as const]
  })
  assert.ok(defaults.length >= 6)
  for (const [path, said, known] of defaults) assert.equal(known, said, path)
})

test('read-only keys are what DescribeTaskDefinition prints beside what is registered', () => {
  const printed = (model.structures.get('TaskDefinition')?.members ?? []).map(({ name }) => name)
  const registered = Object.keys(source.definitions.RegisterTaskDefinitionRequest?.properties ?? {})
  const readOnly = Object.keys(overlay('ecs-task-definition').add?.RegisterTaskDefinitionRequest ?? {})
  assert.deepEqual([...readOnly].sort(), printed.filter((name) => !registered.includes(name)).sort())
})

test('a deprecated member of the model is deprecated in the schema', () => {
  for (const name of Object.keys(source.definitions)) {
    for (const member of model.structures.get(name)?.members ?? []) {
      if (member.deprecated) assert.ok(field(`${name}.${member.name}`).deprecated, `${name}.${member.name}`)
    }
  }
})

test('the sizes of Fargate: 74 pairs on Linux, from one vCPU to four on Windows', () => {
  assert.equal(Object.values(fargate.linux).flat().length, 74)
  assert.deepEqual(Object.keys(fargate.windows), ['1024', '2048', '4096'])
  for (const [cpu, memory] of Object.entries(fargate.windows))
    assert.deepEqual(memory, fargate.linux[cpu as keyof typeof fargate.linux], cpu)
})

test('validators are code of their own', () => {
  for (const name of ['ecs-task-definition', 'ecs-service-definition', 'ecs-run-task']) {
    const code = readFileSync(`${generatedFolder}${name}.validate.js`, 'utf8')
    assert.doesNotMatch(code, /\brequire\(|\bimport\b|new Function|\beval\b/, name)
  }
})

test('what is generated is up to date, and comes out the same every time; otherwise: npm run generate', async () => {
  const [files, again] = [await generated(), await generated()]
  assert.deepEqual(files, again)
  for (const { name, text } of files) assert.ok(readFileSync(generatedFolder + name, 'utf8') === text, `${name} is stale: npm run generate`)
})

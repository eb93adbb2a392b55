import { readFileSync } from 'node:fs'
import type { Schema, SchemaBundle } from '../../../server/src/schema/schema.ts'
import { firstSentence, markdown } from '../markdown.ts'
import { bundleModule, type GeneratedFile } from '../output.ts'
import { type Overlay, withOverlay } from '../overlay.ts'
import { validator } from '../validator.ts'
import { type Member, type MemberType, type Model, readModel } from './model.ts'

/** What is generated from the SDK of ECS: a schema for each request that people keep in files. */
export function ecsSchemas(): readonly GeneratedFile[] {
  const model = ecsModel()
  return [
    ...files('ecs-task-definition', taskDefinition(model)),
    ...files('ecs-service-definition', serviceDefinition(model)),
    ...files('ecs-run-task', request(model, 'RunTaskRequest')),
  ]
}

/**
 * The bundle of task definitions: `definition` is the whole input, `containers` a bare list of container definitions, `dockerrun` the
 * file of Elastic Beanstalk (version 2) that has both lists of a definition and keys of its own.
 */
export function taskDefinition(model: Model): SchemaBundle {
  const { roots, definitions } = request(model, 'RegisterTaskDefinitionRequest')
  return withOverlay(
    { roots: { ...roots, containers: listOf('ContainerDefinition'), dockerrun }, definitions },
    overlay('ecs-task-definition'),
  )
}

/**
 * The bundle of service definitions: the input of CreateService. The name is no demand of the file: tools that keep services in files, and
 * the option of the AWS CLI, give it elsewhere.
 */
function serviceDefinition(model: Model): SchemaBundle {
  const { roots, definitions } = request(model, 'CreateServiceRequest')
  const { required: _named, ...service } = definitions.CreateServiceRequest ?? {}
  return withOverlay({ roots, definitions: { ...definitions, CreateServiceRequest: service } }, overlay('ecs-service-definition'))
}

const dockerrun: Schema = {
  type: 'object',
  title: 'Dockerrun',
  href: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html',
  description: 'A task of an Elastic Beanstalk environment with several containers.',
  properties: {
    AWSEBDockerrunVersion: { type: ['integer', 'string'], enum: [2, '2'], description: 'The version of this format: 2.' },
    authentication: { type: 'object', description: 'Where in Amazon S3 the credentials for a private registry are.' },
    containerDefinitions: { ...listOf('ContainerDefinition'), description: 'The containers of the task.' },
    volumes: { ...listOf('Volume'), description: 'The volumes that containers may mount.' },
  },
  required: ['AWSEBDockerrunVersion', 'containerDefinitions'],
  additionalProperties: false,
}

function listOf(structure: string): Schema {
  return { type: 'array', items: { $ref: `#/definitions/${structure}` } }
}

/** The declarations of the pinned SDK. */
export function ecsModel(): Model {
  const folder = new URL('../../../node_modules/@aws-sdk/client-ecs/dist-types/models/', import.meta.url)
  return readModel(
    ['enums.d.ts', 'models_0.d.ts', 'models_1.d.ts'].map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
  )
}

/** The hand-written facts beside a generated schema. */
export function overlay(name: string): Overlay {
  return JSON.parse(readFileSync(new URL(`../../${name}.overlay.json`, import.meta.url), 'utf8'))
}

function files(name: string, bundle: SchemaBundle): readonly GeneratedFile[] {
  const text = bundleModule(bundle)
  return [{ name: `${name}.ts`, text }, ...validator(name, bundle)]
}

/** A request and all structures it is made of. */
export function request(model: Model, root: string): SchemaBundle {
  const definitions: Record<string, Schema> = {}
  const add = (name: string) => {
    if (definitions[name] !== undefined) return
    definitions[name] = {}
    definitions[name] = structureSchema(model, name, add)
  }
  add(root)
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { roots: { definition: { $ref: `#/definitions/${root}` } }, definitions: sorted }
}

function structureSchema(model: Model, name: string, add: (name: string) => void): Schema {
  const structure = model.structures.get(name)
  if (structure === undefined) throw new Error(`${name} is not a structure of the model`)
  const required = structure.members.filter((member) => member.required).map((member) => member.name)
  return {
    type: 'object',
    title: name,
    href: `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${name.replace(/Request$/, '')}.html`,
    ...documentation(structure.html),
    properties: Object.fromEntries(structure.members.map((member) => [member.name, memberSchema(model, name, member, add)])),
    ...(required.length > 0 && { required }),
    ...(structure.union && { requiredAny: [structure.members.map((member) => member.name)] }),
    additionalProperties: false,
  }
}

function memberSchema(model: Model, structure: string, { name, type, html }: Member, add: (name: string) => void): Schema {
  return { ...typeSchema(model, `${structure}.${name}`, type, add), ...documentation(html) }
}

/** All numbers of the requests are integers but these; the declarations do not tell. */
const fractions = new Set(['LinearConfiguration.stepPercent', 'CanaryConfiguration.canaryPercent'])

function typeSchema(model: Model, path: string, type: MemberType, add: (name: string) => void): Schema {
  switch (type.kind) {
    case 'string':
    case 'boolean':
      return { type: type.kind }
    case 'number':
      return { type: fractions.has(path) ? 'number' : 'integer' }
    case 'any':
      return {}
    case 'list':
      return { type: 'array', items: typeSchema(model, path, type.of, add) }
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(model, path, type.of, add) }
    case 'named': {
      const values = model.enums.get(type.name)
      if (values !== undefined) return { type: 'string', enum: values }
      add(type.name)
      return { $ref: `#/definitions/${type.name}` }
    }
  }
}

function documentation(html: string): Schema {
  const description = firstSentence(html)
  const full = markdown(html)
  if (description === '') return {}
  return full === description ? { description } : { description, documentation: full }
}

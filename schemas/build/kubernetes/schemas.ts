import type { Schema, SchemaBundle } from '../../../server/src/schema/schema.ts'
import { overlay } from '../ecs/schemas.ts'
import { bundleModule, type GeneratedFile } from '../output.ts'
import { withOverlay } from '../overlay.ts'
import { type Member, type MemberType, readStructure, type Structure } from './declarations.ts'
import { documentation } from './documentation.ts'
import { clientFormats, type Formats } from './formats.ts'

/** The objects people write, by the folder of their declarations. */
const roots: Readonly<Record<string, readonly string[]>> = {
  v1: ['Pod', 'PodTemplate', 'ReplicationController'],
  'apps/v1': ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  'batch/v1': ['Job', 'CronJob'],
}

/** What is generated from the declarations of the Kubernetes API: one schema with a root for each kind, named `apps/v1 Deployment`. */
export function kubernetesSchemas(): readonly GeneratedFile[] {
  const bundle = withOverlay(withoutStatusTexts(kubernetesBundle()), overlay('kubernetes'))
  const text = bundleModule(bundle)
  return [{ name: 'kubernetes.ts', text }]
}

/** The bundle as the packages have it, without our overlay. */
export function kubernetesBundle(): SchemaBundle {
  const builder = new Builder(clientFormats())
  const entries = Object.entries(roots).flatMap(([version, kinds]) =>
    kinds.map((kind) => {
      const file = new URL(`../../../node_modules/kubernetes-models/${version}/${kind}.d.ts`, import.meta.url)
      return [`${version} ${kind}`, builder.structure(file)] as const
    }),
  )
  return { roots: Object.fromEntries(entries), definitions: builder.sorted() }
}

/** What only the status of an object is made of keeps one sentence for each field: nobody writes it. */
function withoutStatusTexts({ roots, definitions }: SchemaBundle): SchemaBundle {
  const written = new Set<string>()
  const follow = (schema: Schema): void => {
    const name = schema.$ref?.slice('#/definitions/'.length)
    const target = name === undefined || written.has(name) ? undefined : definitions[name]
    if (name !== undefined) written.add(name)
    if (target !== undefined) follow(target)
    for (const [key, property] of Object.entries(schema.properties ?? {})) if (key !== 'status') follow(property)
    if (schema.items !== undefined) follow(schema.items)
    if (typeof schema.additionalProperties === 'object') follow(schema.additionalProperties)
  }
  for (const root of Object.values(roots)) follow(root)
  const short = Object.entries(definitions).map(([name, schema]) => [name, written.has(name) ? schema : shortened(schema)] as const)
  return { roots, definitions: Object.fromEntries(short) }
}

function shortened({ documentation: _, values: __, properties = {}, ...schema }: Schema): Schema {
  const entries = Object.entries(properties).map(([key, { documentation: _, values: __, ...rest }]) => [key, rest] as const)
  return { ...schema, properties: Object.fromEntries(entries) }
}

/** Collects definitions by name. A class because each structure is read once, from whichever place leads to it first. */
class Builder {
  private readonly definitions = new Map<string, { readonly file: string; schema: Schema }>()
  private readonly formats: Formats

  constructor(formats: Formats) {
    this.formats = formats
  }

  sorted(): Readonly<Record<string, Schema>> {
    const entries = [...this.definitions].map(([name, { schema }]) => [name, schema] as const)
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** A reference to the structure of a file. */
  structure(file: URL): Schema {
    const name = /(\w+)\.d\.ts$/.exec(file.pathname)?.[1] ?? ''
    const known = this.definitions.get(name)
    if (known !== undefined && known.file !== file.href) throw new Error(`two structures are called ${name}: ${known.file}, ${file}`)
    if (known === undefined) {
      const definition = { file: file.href, schema: {} }
      this.definitions.set(name, definition)
      definition.schema = this.definition(readStructure(file))
    }
    return { $ref: `#/definitions/${name}` }
  }

  private definition({ name, group, version, docs, members }: Structure): Schema {
    return {
      type: 'object',
      title: name,
      href: `https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#${name.toLowerCase()}-${version}-${group}`,
      ...documentation(docs),
      ...this.members(name, members),
    }
  }

  private members(structure: string, members: readonly Member[]): Schema {
    const required = members.filter((member) => member.required).map(({ name }) => name)
    return {
      properties: Object.fromEntries(members.map((member) => [member.name, this.member(structure, member)])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    }
  }

  private member(structure: string, { name, docs, type }: Member): Schema {
    return { ...this.type(type, this.formats.of(structure, name), `${structure}.${name}`), ...documentation(docs) }
  }

  private type(type: MemberType, format: string, path: string): Schema {
    switch (type.kind) {
      case 'string':
        return format === 'byte' ? { type: 'string', format } : { type: 'string' }
      case 'boolean':
        return { type: 'boolean' }
      case 'number':
        if (format !== 'int32' && format !== 'int64') throw new Error(`${path} is a number of format "${format}"`)
        return { type: 'integer', format }
      case 'enum':
        return { type: 'string', enum: type.values }
      case 'quantity':
        return { type: ['string', 'number'], format: 'quantity' }
      case 'int-or-string':
        return { type: ['integer', 'string'], format: 'int-or-string' }
      case 'time':
        return { type: 'string', format: 'date-time' }
      case 'any':
        return {}
      case 'list':
        return { type: 'array', items: this.type(type.of, format, path) }
      case 'map':
        return { type: 'object', additionalProperties: this.type(type.of, format, path) }
      case 'structure':
        return this.structure(type.file)
      case 'inline':
        return this.inline(type.members)
    }
  }

  /** The claims of a StatefulSet are spelled out because two of their keys may be left out there. */
  private inline(members: readonly Member[]): Schema {
    return { type: 'object', title: 'PersistentVolumeClaim', ...this.members('PersistentVolumeClaim', members) }
  }
}

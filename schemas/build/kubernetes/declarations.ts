import { readFileSync } from 'node:fs'
import { type Comment, parseSync, type TSSignature, type TSType } from 'oxc-parser'

/** A structure of the API as TypeScript declares it. */
export interface Structure {
  /** As Kubernetes calls it: "ContainerPort". */
  readonly name: string
  /** Where in the API it belongs: "core", "apps", "batch", "meta", "resource". */
  readonly group: string
  readonly version: string
  readonly docs: string
  readonly members: readonly Member[]
}

export interface Member {
  readonly name: string
  readonly docs: string
  readonly required: boolean
  readonly type: MemberType
}

export type MemberType =
  | { readonly kind: 'string' | 'number' | 'boolean' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'list' | 'map'; readonly of: MemberType }
  | { readonly kind: 'quantity' | 'int-or-string' | 'time' | 'any' }
  | { readonly kind: 'structure'; readonly file: URL }
  | { readonly kind: 'inline'; readonly members: readonly Member[] }

/** Types that are no structures, by the end of their alias. */
const special: Readonly<Record<string, MemberType>> = {
  ApiResourceQuantity: { kind: 'quantity' },
  UtilIntstrIntOrString: { kind: 'int-or-string' },
  MetaV1Time: { kind: 'time' },
  MetaV1MicroTime: { kind: 'time' },
  MetaV1FieldsV1: { kind: 'any' },
}

/** Reads the structure a declaration file is about; throws at a form it does not know, so that nothing is lost silently. */
export function readStructure(file: URL): Structure {
  const text = readFileSync(file, 'utf8')
  const name = /\/(\w+)\.d\.ts$/.exec(file.pathname)?.[1] ?? ''
  const { program, comments, errors } = parseSync(file.pathname, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const reader = new Reader(file, text, comments)
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) reader.imports.set(local.name, statement.source.value)
    }
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'TSInterfaceDeclaration') continue
    const { id, body } = statement.declaration
    if (id.name !== `I${name}`) continue
    return { name, ...placeOf(file), docs: reader.docsBefore(statement.start), members: reader.members(body.body) }
  }
  throw new Error(`${file} declares no I${name}`)
}

function placeOf({ pathname }: URL): Pick<Structure, 'group' | 'version'> {
  const [, group, version] = /\/(?:kubernetes-models|apis)\/(?:([\w.-]+)\/)?(v\w+)\/\w+\.d\.ts$/.exec(pathname) ?? []
  if (version === undefined) throw new Error(`${pathname} is of no version`)
  return { group: group?.split('.')[0] ?? 'core', version }
}

/** Reads one file. A class because imports and comments are indexes made once a file. */
class Reader {
  readonly imports = new Map<string, string>()
  private readonly comments = new Map<number, string>()
  private readonly file: URL
  private readonly text: string

  constructor(file: URL, text: string, comments: readonly Comment[]) {
    this.file = file
    this.text = text
    for (const { type, end, value } of comments) if (type === 'Block') this.comments.set(end, value)
  }

  docsBefore(offset: number): string {
    let end = offset
    while (/\s/.test(this.text[end - 1] ?? '')) end--
    const lines = (this.comments.get(end) ?? '').split('\n').map((line) => line.replace(/^\s*\*? ?/, ''))
    return lines.join('\n').trim()
  }

  members(body: readonly TSSignature[]): readonly Member[] {
    return body.map((member) => {
      if (member.type !== 'TSPropertySignature') throw new Error(`${this.file}: a member of type ${member.type}`)
      const { key, optional, typeAnnotation } = member
      if (key.type !== 'Literal' || typeof key.value !== 'string') throw new Error(`${this.file}: a key of type ${key.type}`)
      return {
        name: key.value,
        docs: this.docsBefore(member.start),
        required: !optional,
        type: this.type(typeAnnotation?.typeAnnotation),
      }
    })
  }

  private type(type: TSType | undefined): MemberType {
    switch (type?.type) {
      case 'TSStringKeyword':
        return { kind: 'string' }
      case 'TSNumberKeyword':
        return { kind: 'number' }
      case 'TSBooleanKeyword':
        return { kind: 'boolean' }
      case 'TSLiteralType':
        return { kind: 'enum', values: literal(type) }
      case 'TSUnionType':
        return { kind: 'enum', values: type.types.flatMap(literal) }
      case 'TSTypeLiteral':
        return this.literalType(type.members)
      case 'TSTypeReference':
        return this.reference(type)
    }
    throw new Error(`${this.file}: a type of form ${type?.type}`)
  }

  /** `{ [key: string]: T }` is a map, any other literal a structure without a name. */
  private literalType(members: readonly TSSignature[]): MemberType {
    const [first] = members
    if (first?.type !== 'TSIndexSignature') return { kind: 'inline', members: this.members(members) }
    return { kind: 'map', of: this.type(first.typeAnnotation.typeAnnotation) }
  }

  private reference(type: TSType & { type: 'TSTypeReference' }): MemberType {
    if (type.typeName.type !== 'Identifier') throw new Error(`${this.file}: a qualified name`)
    const { name } = type.typeName
    if (name === 'Array') return { kind: 'list', of: this.type(type.typeArguments?.params[0]) }
    const known = Object.entries(special).find(([end]) => name.endsWith(end))
    if (known !== undefined) return known[1]
    const source = this.imports.get(name)
    if (source === undefined) throw new Error(`${this.file}: ${name} is not imported`)
    return { kind: 'structure', file: this.resolve(source) }
  }

  private resolve(source: string): URL {
    if (source.startsWith('.')) return new URL(source.replace(/\.js$/, '.d.ts'), this.file)
    const modules = /^.*\/node_modules\//.exec(this.file.href)?.[0]
    return new URL(`${source}.d.ts`, modules)
  }
}

function literal(type: TSType): string[] {
  if (type.type !== 'TSLiteralType' || type.literal.type !== 'Literal' || typeof type.literal.value !== 'string') {
    throw new Error(`a union with something else than texts: ${type.type}`)
  }
  return [type.literal.value]
}

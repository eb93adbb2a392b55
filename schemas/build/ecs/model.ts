import { type Comment, type Declaration, parseSync, type TSInterfaceBody, type TSPropertySignature, type TSType } from 'oxc-parser'

/** The structures and enumerations that TypeScript declarations of an AWS SDK describe, in the words of the service. */
export interface Model {
  readonly structures: ReadonlyMap<string, Structure>
  readonly enums: ReadonlyMap<string, readonly string[]>
}

export interface Structure extends Documented {
  readonly members: readonly Member[]
  /** Exactly one of the members has to be there. */
  readonly union: boolean
}

export interface Member extends Documented {
  readonly name: string
  readonly required: boolean
  readonly type: MemberType
}

interface Documented {
  /** HTML as the service's model has it. */
  readonly html: string
  readonly deprecated: boolean
}

export type MemberType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: MemberType }
  | { readonly kind: 'named'; readonly name: string }

/** Reads declaration files; throws at a form it does not know, so that nothing of the model is lost silently. */
export function readModel(files: readonly { readonly name: string; readonly text: string }[]): Model {
  const structures = new Map<string, Structure>()
  const enums = new Map<string, readonly string[]>()
  for (const { name, text } of files) {
    const { program, comments, errors } = parseSync(name, text)
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`)
    const docs = new DocComments(comments, text)
    for (const statement of program.body) {
      if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) continue
      for (const [id, one] of structuresOf(statement.declaration, statement.start, docs)) structures.set(id, one)
      for (const [id, values] of enumsOf(statement.declaration)) enums.set(id, values)
    }
  }
  return { structures, enums }
}

/** Doc comments by the offset of what they stand before. It is a class because it is an index made once a file. */
class DocComments {
  private readonly byEnd = new Map<number, Comment>()
  private readonly text: string

  constructor(comments: readonly Comment[], text: string) {
    this.text = text
    for (const comment of comments) if (comment.type === 'Block') this.byEnd.set(comment.end, comment)
  }

  before(offset: number): Documented {
    let end = offset
    while (/\s/.test(this.text[end - 1] ?? '')) end--
    const lines = (this.byEnd.get(end)?.value ?? '').split('\n').map((line) => line.replace(/^\s*\* ?/, ''))
    const firstTag = lines.findIndex((line) => /^@(public|deprecated|internal)\b/.test(line))
    return {
      html: lines
        .slice(0, firstTag === -1 ? lines.length : firstTag)
        .join('\n')
        .trim(),
      deprecated: lines.some((line) => line.startsWith('@deprecated')),
    }
  }
}

/**
 * A structure is an interface. A union is `type NAME = NAME.AMember | ...` and a namespace NAME with an interface for each member;
 * what `$unknown` and the visitor are for concerns programs only.
 */
function* structuresOf(declaration: Declaration, start: number, docs: DocComments): Generator<[string, Structure]> {
  if (declaration.type === 'TSInterfaceDeclaration') {
    yield [declaration.id.name, { ...docs.before(start), members: members(declaration.body, docs), union: false }]
  }
  if (declaration.type === 'TSModuleDeclaration' && declaration.id.type === 'Identifier' && declaration.body?.type === 'TSModuleBlock') {
    const parts = declaration.body.body.flatMap((part) =>
      part.type === 'TSInterfaceDeclaration' && /^[A-Z]\w*Member$/.test(part.id.name) ? [part] : [],
    )
    const one = parts.flatMap((part) =>
      members(part.body, docs)
        .filter(({ name }) => name !== '$unknown')
        .map((member) => ({ ...member, ...docs.before(part.start), required: false })),
    )
    if (one.length > 0) yield [declaration.id.name, { html: '', deprecated: false, members: one, union: true }]
  }
}

function members(body: TSInterfaceBody, docs: DocComments): Member[] {
  return body.body
    .filter((member): member is TSPropertySignature => member.type === 'TSPropertySignature')
    .map((member) => ({
      ...docs.before(member.start),
      name: keyOf(member),
      required: !member.optional,
      type: typeOf(member.typeAnnotation?.typeAnnotation),
    }))
}

function keyOf({ key }: TSPropertySignature): string {
  if (key.type === 'Identifier') return key.name
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value
  throw new Error(`a key of type ${key.type}`)
}

function typeOf(type: TSType | undefined): MemberType {
  switch (type?.type) {
    case 'TSUnionType': {
      const [one, more] = type.types.filter((part) => part.type !== 'TSUndefinedKeyword')
      if (more !== undefined) break
      return typeOf(one)
    }
    case 'TSStringKeyword':
      return { kind: 'string' }
    case 'TSNumberKeyword':
      return { kind: 'number' }
    case 'TSBooleanKeyword':
      return { kind: 'boolean' }
    case 'TSArrayType':
      return { kind: 'list', of: typeOf(type.elementType) }
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') break
      const [key, value] = type.typeArguments?.params ?? []
      if (type.typeName.name === 'Record' && key?.type === 'TSStringKeyword') return { kind: 'map', of: typeOf(value) }
      return type.typeName.name === '__DocumentType' ? { kind: 'any' } : { kind: 'named', name: type.typeName.name }
    }
  }
  // Streams, unions and the like occur in the model, but in no request that is generated; naming them there fails.
  return { kind: 'named', name: `unknown ${type?.type}` }
}

/** `declare const NAME: { readonly KEY: "value"; ... }` is how the SDK writes an enumeration. */
function* enumsOf(declaration: Declaration): Generator<[string, readonly string[]]> {
  if (declaration.type !== 'VariableDeclaration') return
  for (const { id } of declaration.declarations) {
    if (id.type !== 'Identifier' || id.typeAnnotation?.typeAnnotation.type !== 'TSTypeLiteral') continue
    const { members } = id.typeAnnotation.typeAnnotation
    yield [
      id.name,
      members.flatMap((member) => (member.type === 'TSPropertySignature' ? literal(member.typeAnnotation?.typeAnnotation) : [])),
    ]
  }
}

function literal(type: TSType | undefined): string[] {
  return type?.type === 'TSLiteralType' && type.literal.type === 'Literal' && typeof type.literal.value === 'string'
    ? [type.literal.value]
    : []
}

import { readFileSync } from 'node:fs'

/** What the client of the API knows of a field's value and the declarations do not: `int32`, `int64`, `byte`, `date-time`; empty for nothing. */
export interface Formats {
  of(structure: string, member: string): string
}

interface Attribute {
  readonly baseName: string
  readonly type: string
  readonly format: string
}

const folder = new URL('../../../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url)

/** The formats of the members of structures, which the client knows by a prefix and their name. */
export function clientFormats(): Formats {
  const read = new Map<string, readonly Attribute[]>()
  const attributes = (structure: string) => {
    const known = read.get(structure) ?? attributesOf(structure)
    read.set(structure, known)
    return known
  }
  return {
    of(structure, member) {
      const attribute = attributes(structure).find(({ baseName }) => baseName === member)
      if (attribute === undefined) throw new Error(`the client knows no ${structure}.${member}`)
      return attribute.format
    },
  }
}

function attributesOf(structure: string): readonly Attribute[] {
  for (const prefix of ['V1', 'CoreV1']) {
    try {
      const text = readFileSync(new URL(`${prefix}${structure}.js`, folder), 'utf8')
      const json = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(text)?.[1]
      return json === undefined ? [] : JSON.parse(json)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  throw new Error(`the client knows no ${structure}`)
}

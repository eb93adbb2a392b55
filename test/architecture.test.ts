import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

/**
 * Who may import whom: a folder, and the folders and packages its files may import. A folder may always import itself.
 * The same table stands in README.md for people; nothing else is allowed.
 */
const layers: Readonly<Record<string, readonly string[]>> = {
  'server/src/text': [],
  'server/src/syntax': ['server/src/text', 'jsonc-parser', 'unbash', 'yaml'],
  'server/src/schema': ['server/src/text', 'server/src/syntax', 'schemas'],
  'server/src/rules': ['server/src/text', 'server/src/syntax', 'server/src/schema'],
  'server/src/placement': ['server/src/text', 'schemas', 're2js'],
  'server/src/languages': [
    'server/src/text',
    'server/src/syntax',
    'server/src/schema',
    'server/src/rules',
    'server/src/placement',
    'schemas',
  ],
  'server/src/features': [
    'server/src/text',
    'server/src/syntax',
    'server/src/schema',
    'server/src/rules',
    'server/src/placement',
    'server/src/languages',
  ],
  'server/src/lsp': [
    'server/src/text',
    'server/src/rules',
    'server/src/languages',
    'server/src/placement',
    'server/src/features',
    'server/src/protocol.ts',
    'vscode-languageserver',
    'vscode-languageserver-textdocument',
    'vscode-uri',
  ],
  'server/src/node': ['server/src/lsp', 'server/src/version.ts', 'vscode-languageserver'],
  'server/src/cli': [
    'server/src/text',
    'server/src/rules',
    'server/src/languages',
    'server/src/placement',
    'server/src/features',
    'server/src/node',
    'server/src/version.ts',
  ],
  'client/src/webview': ['lit', 'type server/src/protocol.ts'],
  'client/src': ['vscode', 'vscode-languageclient', 'type server/src/protocol.ts'],
}

/** Packages that only one wrapper may import. */
const only: Readonly<Record<string, RegExp>> = {
  unbash: /^server\/src\/syntax\/shell\.ts$/,
  'jsonc-parser': /^server\/src\/syntax\/json-format/,
}

/** Node's own modules belong to the composition roots, what they share, and the command line; everything else runs in a browser too. */
const nodeAllowed = /^server\/src\/(main\.ts$|cli\.ts$|cli\/|node\/)/

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

test('every import is one the layers allow', () => {
  assert.deepEqual(imports().flatMap(violation), [])
})

test('one language does not import another', () => {
  const language = (path: string) => /^server\/src\/languages\/([^/.]+)\//.exec(path)?.[1]
  const crossing = imports().filter(({ file, target }) => language(file) && language(target) && language(file) !== language(target))
  assert.deepEqual(crossing, [])
})

test('the placement of one scheduler does not import another', () => {
  const engine = (path: string) => /^server\/src\/placement\/(ecs|kubernetes)\//.exec(path)?.[1]
  const crossing = imports().filter(({ file, target }) => engine(file) && engine(target) && engine(file) !== engine(target))
  assert.deepEqual(crossing, [])
})

test('no folder is a drawer for everything', () => {
  const drawers = sources().filter((file) => /\/(utils?|helpers?|common|misc|types)(\/|\.ts$)/.test(file))
  assert.deepEqual(drawers, [])
})

function violation({ file, target, typeOnly }: Import): string[] {
  const layer = Object.keys(layers)
    .sort((a, b) => b.length - a.length)
    .find((folder) => file.startsWith(`${folder}/`))
  if (layer === undefined) return []
  const wrong = `${file} imports ${target}`
  if (target.startsWith('node:')) return nodeAllowed.test(file) ? [] : [wrong]
  if (only[target] !== undefined && !only[target].test(file)) return [wrong]
  const allowed = [layer, ...(layers[layer] ?? [])]
  const matches = allowed.some((entry) =>
    entry.startsWith('type ') ? typeOnly && target === entry.slice(5) : target === entry || target.startsWith(`${entry}/`),
  )
  return matches ? [] : [wrong]
}

function imports(): readonly Import[] {
  return sources().flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/^\s*\/?\*.*$/gm, '')
    const pattern = /^(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+()'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
    return [...text.matchAll(pattern)].map((match) => ({
      file,
      target: resolved(file, match[2] ?? match[4] ?? match[5] ?? ''),
      typeOnly: match[1] !== undefined,
    }))
  })
}

function resolved(file: string, target: string): string {
  return target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target
}

function sources(): readonly string[] {
  return ['server/src', 'client/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  )
}

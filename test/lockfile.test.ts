import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly resolved?: string
  readonly integrity?: string
}

const packages: Readonly<Record<string, Entry>> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages

/** Where Node would find a package for another one: beside it, or in any folder above. */
function lockedFor(path: string, name: string): Entry | undefined {
  const beside = packages[`${path === '' ? '' : `${path}/`}node_modules/${name}`]
  if (beside !== undefined || path === '') return beside
  return lockedFor(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))).replace(/^node_modules$/, ''), name)
}

test('every package of another platform is in the lock file, so it installs on all of them', () => {
  const optional = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  )
  assert.ok(optional.length > 50, 'the tools come with binaries for many platforms')
  const missing = optional.filter(({ path, name }) => lockedFor(path, name) === undefined)
  assert.deepEqual(missing, [], 'run: npm install --package-lock-only')
})

test('every locked package has its digest, and none comes from a place of its own', () => {
  for (const [path, { resolved, integrity }] of Object.entries(packages)) {
    if (path === '') continue
    assert.match(integrity ?? '', /^sha512-/, path)
    assert.equal(resolved, undefined, `${path} names a host; whoever installs has one of their own`)
  }
})

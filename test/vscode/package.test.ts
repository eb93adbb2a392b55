import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'

/** What is handed out, as `npm run package` leaves it in `out/`. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const vsix = `out/bayplan-${version}.vsix`
const tarball = `out/bayplan-${version}.tgz`

test('the VSIX holds what runs and what explains it, nothing else, in less than a megabyte', () => {
  assert.deepEqual(zipEntries(readFileSync(vsix)).sort(), [
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/NOTICE',
    'extension/changelog.md',
    'extension/client/media/bays-dark.svg',
    'extension/client/media/bays-light.svg',
    'extension/client/media/icon.png',
    'extension/client/media/walkthrough-cluster.svg',
    'extension/client/media/walkthrough-findings.svg',
    'extension/client/media/walkthrough-placement.svg',
    'extension/dist/client.cjs',
    'extension/dist/server.cjs',
    'extension/dist/webview.css',
    'extension/dist/webview.js',
    'extension/package.json',
    'extension/readme.md',
    'extension/syntaxes/ecs-task-definition.language-configuration.json',
    'extension/syntaxes/ecs-task-definition.tmLanguage.json',
  ])
  assert.ok(statSync(vsix).size < 1_000_000, `${statSync(vsix).size} bytes`)
})

test('the npm tarball holds the command line, which runs without anything beside it', () => {
  const entries = tarEntries(gunzipSync(readFileSync(tarball))).sort()
  assert.deepEqual(
    entries,
    ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'dist/cli.cjs', 'package.json'].map((name) => `package/${name}`),
  )
  const { status, stdout } = spawnSync(process.execPath, ['out/npm/dist/cli.cjs', '--version'], { encoding: 'utf8' })
  assert.deepEqual([status, stdout.trim()], [0, version])
})

/** Names in the central directory of a zip file. */
function zipEntries(zip: Buffer): string[] {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  const names: string[] = []
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    names.push(zip.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}

/** Names of the files in a tar archive. */
function tarEntries(tar: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; tar[at] !== 0 && at < tar.length; ) {
    names.push(tar.toString('utf8', at, tar.indexOf(0, at)))
    at += 512 * (1 + Math.ceil(Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8) / 512))
  }
  return names
}

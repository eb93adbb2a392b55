// `npm run package`: the VSIX and the npm tarball, both into `out/`; `-- --vsix` makes only the VSIX. Each is packed from a folder that
// holds just what it ships, so no list of exceptions is needed. Run `npm run build` first.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createVSIX } from '@vscode/vsce'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const texts = ['README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE']

await vsix()
if (!process.argv.includes('--vsix')) tarball()

/** The extension: client, server, the page of the panel, grammars and the icon. */
async function vsix() {
  const files = [...texts, 'dist/client.cjs', 'dist/server.cjs', 'dist/webview.js', 'dist/webview.css', ...contributed()]
  const { scripts: _scripts, devDependencies: _dependencies, bin: _bin, type: _type, ...shipped } = manifest
  const folder = stage('vsix', files, { ...shipped, files })
  const packagePath = join('out', `bayplan-${manifest.version}.vsix`)
  await createVSIX({ cwd: folder, packagePath, dependencies: false })
  report(packagePath)
}

/** The command line and the language server, for any editor and for CI. */
function tarball() {
  const { name, version, description, license, repository, keywords, engines } = manifest
  const shipped = {
    name,
    version,
    description,
    license,
    repository,
    keywords,
    engines: { node: engines.node },
    bin: { bayplan: 'dist/cli.cjs' },
  }
  const folder = stage('npm', [...texts, 'dist/cli.cjs'], shipped)
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--pack-destination', '..', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(stderr)
  report(join('out', JSON.parse(stdout)[0].filename))
}

/** Files the manifest names: grammars, language configurations, icons, pictures of the walkthrough. */
function contributed() {
  const { grammars, languages, walkthroughs = [] } = manifest.contributes
  const icons = languages.flatMap(({ icon }) => (icon ? [icon.light, icon.dark] : []))
  const pictures = walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg))
  const settings = languages.map(({ configuration }) => configuration)
  const named = [...grammars.map(({ path }) => path), ...settings, ...icons, ...pictures, manifest.icon]
  return [...new Set(named.filter(Boolean).map((path) => path.replace(/^\.\//, '')))]
}

function stage(name, files, shipped) {
  const folder = join('out', name)
  rmSync(folder, { recursive: true, force: true })
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(shipped, null, 2)}\n`)
  return folder
}

function report(path) {
  console.log(`${path}: ${(statSync(path).size / 1024).toFixed(0)} KiB`)
}

// Bundles what ships into dist/: client, server, command line (CommonJS for Node), the server as a web worker, and the page of the
// panel (ES module for the webview).

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, context } from 'esbuild'
import { parseSync } from 'oxc-parser'

/** Writes the bundles into `outdir`; `only` names some of them (client, server, worker, cli, webview), `watch` goes on and adds source maps. */
export async function bundle({ only, watch = false, outdir = 'dist' } = {}) {
  const wanted = Object.entries(bundles(watch, outdir)).filter(([name]) => only === undefined || only.includes(name))
  if (watch) for (const [, options] of wanted) await (await context(options)).watch()
  else {
    await Promise.all(wanted.map(([, options]) => build(options)))
    for (const file of readdirSync(outdir)) if (/\.c?js$/.test(file)) escapeLetters(`${outdir}/${file}`)
  }
}

/**
 * One letter beyond ASCII makes V8 keep the whole text of a bundle at twice its size. esbuild escapes them in strings; what is left are
 * regular expressions, where the same escape stands for the same letter.
 */
function escapeLetters(path) {
  const text = readFileSync(path, 'utf8')
  const escaped = text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  if (escaped !== text) writeFileSync(path, escaped)
}

function bundles(watch, outdir) {
  const shared = {
    bundle: true,
    minify: !watch,
    sourcemap: watch,
    logLevel: 'warning',
    target: 'es2022',
    legalComments: 'none',
    outdir,
    plugins: [withoutExamples],
  }
  const node = { ...shared, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outExtension: { '.js': '.cjs' } }
  const page = ['client/src/webview/main.ts', 'client/src/webview/style.css'].map((file) => ({ in: file, out: 'webview' }))
  return {
    client: { ...node, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] },
    server: { ...node, entryPoints: { server: 'server/src/main.ts' } },
    worker: { ...shared, platform: 'browser', format: 'iife', entryPoints: { 'server.worker': 'server/src/browser.ts' } },
    cli: { ...node, entryPoints: { cli: 'server/src/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
    webview: { ...shared, platform: 'browser', format: 'esm', entryPoints: page },
  }
}

/** Rules without their examples, which only their tests and pages read: a tenth of the server's text, which it keeps in memory. */
const withoutExamples = {
  name: 'rules without examples',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]server[\\/]src[\\/].*[\\/]rules[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      let contents = source
      for (const { start, end } of examplesIn(parseSync(path, source).program).sort((a, b) => b.start - a.start))
        contents = `${contents.slice(0, start)}{ bad: [], good: [] }${contents.slice(end)}`
      return { contents, loader: 'ts' }
    })
  },
}

/** The values of `examples` beside a `check`, wherever they stand in a syntax tree. */
function examplesIn(node) {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(examplesIn)
  if (node.type === 'ObjectExpression') {
    const named = (name) => node.properties.find(({ key }) => key?.name === name)
    const examples = named('examples')
    if (examples !== undefined && named('check') !== undefined) return [examples.value]
  }
  return Object.values(node).flatMap(examplesIn)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync('dist', { recursive: true, force: true })
  const watch = process.argv.includes('--watch')
  await bundle({ watch })
  if (watch) console.log('watching') // what the task of the editor waits for
}

// Bundles what ships into dist/: client, server, command line (CommonJS for Node), the server as a web worker, and the page of the
// panel (ES module for the webview).

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, context } from 'esbuild'

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync('dist', { recursive: true, force: true })
  const watch = process.argv.includes('--watch')
  await bundle({ watch })
  if (watch) console.log('watching') // what the task of the editor waits for
}

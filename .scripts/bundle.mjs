// Bundles what ships into dist/: client, server, command line (CommonJS for Node), the server as a web worker, and the page of the
// panel (ES module for the webview).

import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, context } from 'esbuild'

/** Writes the bundles into `outdir`; `only` names some of them (client, server, worker, cli, webview), `watch` goes on and adds source maps. */
export async function bundle({ only, watch = false, outdir = 'dist' } = {}) {
  const wanted = Object.entries(bundles(watch, outdir)).filter(([name]) => only === undefined || only.includes(name))
  if (watch) for (const [, options] of wanted) await (await context(options)).watch()
  else await Promise.all(wanted.map(([, options]) => build(options)))
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

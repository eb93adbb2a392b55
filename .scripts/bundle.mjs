// Bundles what ships into dist/: client, server, command line (CommonJS for Node) and the page of the panel (ES module for the webview).

import { rmSync } from 'node:fs'
import { build, context } from 'esbuild'

const watch = process.argv.includes('--watch')
const shared = { bundle: true, minify: !watch, sourcemap: watch, logLevel: 'warning', target: 'es2022', legalComments: 'none' }
const node = { ...shared, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outExtension: { '.js': '.cjs' }, outdir: 'dist' }

const bundles = [
  { ...node, entryPoints: { client: 'client/src/extension.ts' }, external: ['vscode'] },
  { ...node, entryPoints: { server: 'server/src/main.ts' } },
  { ...node, entryPoints: { cli: 'server/src/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
  {
    ...shared,
    platform: 'browser',
    format: 'esm',
    entryPoints: { webview: 'client/src/webview/main.ts' },
    outdir: 'dist',
    loader: { '.css': 'css' },
  },
]

rmSync('dist', { recursive: true, force: true })
if (watch) for (const options of bundles) await (await context(options)).watch()
else await Promise.all(bundles.map((options) => build(options)))

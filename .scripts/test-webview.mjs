// The page of the panel in a real browser, with a stand-in for VS Code behind it.
import { spawnSync } from 'node:child_process'
import { bundle } from './bundle.mjs'
import { browserTestsWanted } from './chromium.mjs'

if (browserTestsWanted()) {
  await bundle({ only: ['webview'] })
  const args = ['--import', 'tsx', '--test', '--test-timeout=120000', '--test-reporter=spec', 'test/webview/panel.test.ts']
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
}

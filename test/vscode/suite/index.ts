import { features } from './features.ts'
import { manifests } from './manifests.ts'
import { placement } from './placement.ts'

/** A test inside the extension host: it has the `vscode` API and shares one window with the others. */
export interface HostTest {
  readonly name: string
  run(): Promise<void>
}

/** What VS Code calls. */
export const run = () => runAll([...features, ...placement, ...manifests])

/** Runs tests in order, prints a line for each, and rejects if one failed. */
export async function runAll(tests: readonly HostTest[]): Promise<void> {
  const failed: string[] = []
  for (const [index, test] of tests.entries()) {
    try {
      await test.run()
      console.log(`ok ${index + 1} - ${test.name}`)
    } catch (error) {
      failed.push(test.name)
      console.log(`not ok ${index + 1} - ${test.name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  console.log(`${tests.length - failed.length} passed, ${failed.length} failed`)
  if (failed.length > 0) throw new Error(`failed: ${failed.join('; ')}`)
}

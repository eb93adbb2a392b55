import { runCommand } from './cli/run.ts'
import { terminal } from './cli/terminal.ts'

runCommand(process.argv.slice(2), terminal()).then((code) => {
  if (code !== undefined) process.exitCode = code
})

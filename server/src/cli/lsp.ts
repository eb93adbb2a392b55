import type { Command } from './command.ts'

/** `bayplan lsp --stdio` */
export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'Is the language server, for any editor, over standard input and output.',
  options: { stdio: '', clientProcessId: 'PID' },
  about: {
    stdio: 'the only way to talk; may be left out',
    clientProcessId: 'the editor, so that the server ends with it',
  },
  async run(_paths, _values, _terminal) {
    // Loaded here only, as the other commands need nothing of the protocol.
    const { startServer } = await import('../node/start.ts')
    startServer([])
    return undefined
  },
}

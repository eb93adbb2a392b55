import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'
import type { SettingsProblem } from '../features/settings.ts'
import { linesOf } from '../text/lines.ts'
import { converter, type Encoding } from './convert.ts'

/**
 * Shows what is wrong in a settings file as findings on that file. They are pushed even to clients that pull: the file is of no
 * language of ours, so nobody would pull them. A file that was put right, or is gone, is cleared.
 */
export function settingsFileReporter(connection: Connection, encoding: Encoding) {
  const shown = new Set<string>()
  return (uri: string, text: string, problems: readonly SettingsProblem[]): void => {
    if (problems.length === 0 && !shown.delete(uri)) return
    if (problems.length > 0) shown.add(uri)
    const convert = converter(linesOf(text), () => text, encoding)
    const diagnostics = problems.map(
      ({ message, span }): Diagnostic => ({
        range: convert.range(span),
        severity: DiagnosticSeverity.Warning,
        source: 'bayplan',
        code: 'settings-file',
        message,
      }),
    )
    connection.sendDiagnostics({ uri, diagnostics })
  }
}

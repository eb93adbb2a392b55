import type { Service } from '../server.ts'
import { codeAction } from './code-action.ts'
import { completion } from './completion.ts'
import { diagnostics } from './diagnostics.ts'
import { documentLink } from './document-link.ts'
import { documentSymbol } from './document-symbol.ts'
import { foldingRange } from './folding-range.ts'
import { formatting } from './formatting.ts'
import { hover } from './hover.ts'
import { navigation } from './navigation.ts'
import { placement } from './placement.ts'
import { rename } from './rename.ts'
import { selectionRange } from './selection-range.ts'
import { semanticTokens } from './semantic-tokens.ts'
import { workspaceDiagnostics } from './workspace-diagnostics.ts'

/** Everything an editor may ask. Adding something is its file and one line here. */
export const services: readonly Service[] = [
  diagnostics,
  workspaceDiagnostics,
  completion,
  hover,
  codeAction,
  documentSymbol,
  foldingRange,
  selectionRange,
  formatting,
  documentLink,
  navigation,
  rename,
  semanticTokens,
  placement,
]

/** Writes the bundles into `outdir`, `dist` unless told; `only` names some of them, `watch` goes on and adds source maps. */
export function bundle(options?: {
  readonly only?: readonly ('client' | 'server' | 'worker' | 'cli' | 'webview')[]
  readonly watch?: boolean
  readonly outdir?: string
}): Promise<void>

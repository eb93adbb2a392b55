import { runCommand } from '../../server/src/cli/run.ts'

/** What a command did. */
export interface Outcome {
  readonly code: number | undefined
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process and this folder. */
export async function bayplan(
  args: readonly string[],
  options: { readonly stdin?: string; readonly colour?: boolean } = {},
): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    stdin: async () => options.stdin ?? '',
    colour: options.colour ?? false,
  })
  return { code, out, err }
}

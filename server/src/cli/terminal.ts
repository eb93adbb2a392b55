/** What a command reads and writes beside files, so that tests can hold it in their hands. */
export interface Terminal {
  out(text: string): void
  /** Progress, logs and complaints: never part of the result. */
  err(text: string): void
  stdin(): Promise<string>
  /** Whether `out` shows colours. */
  readonly colour: boolean
}

/** The terminal of this process. A reader that has seen enough (`| head`) is no error. */
export function terminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    stdin: readStdin,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

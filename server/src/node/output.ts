import { Writable } from 'node:stream'

/**
 * The same output, written to once a message: the protocol's library writes a header, waits, and writes what it announces, which are
 * twice the calls of the system, and wakes the client up for half a message.
 */
export function byMessage(output: Writable): Writable {
  let header: Buffer | undefined
  const whole = new Writable({
    write(chunk: Buffer, _, done) {
      if (header === undefined) {
        header = chunk
        done()
      } else {
        output.write(Buffer.concat([header, chunk]), done)
        header = undefined
      }
    },
    final: (done) => output.end(done),
  })
  output.on('error', (error) => whole.destroy(error))
  return whole
}

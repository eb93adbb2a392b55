import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Every line of the NDJSON files of a folder, gzipped or not, in the order of the files' names. */
export function* ndjson(folder: string): Generator<unknown> {
  for (const name of readdirSync(folder).sort()) {
    if (!/\.ndjson(\.gz)?$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes
    for (let start = 0; start < plain.length; ) {
      const newline = plain.indexOf(10, start)
      const end = newline < 0 ? plain.length : newline
      if (end > start) yield JSON.parse(plain.toString('utf8', start, end))
      start = end + 1
    }
  }
}

/** The JSON of one file. */
export function json(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

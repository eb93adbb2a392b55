import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Every line of the NDJSON files of a folder, gzipped or not, in the order of the files' names. */
export function* ndjson(folder: string): Generator<unknown> {
  for (const name of readdirSync(folder).sort()) {
    if (!/\.ndjson(\.gz)?$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
    for (const line of text.split('\n')) if (line !== '') yield JSON.parse(line)
  }
}

/** The JSON of one file. */
export function json(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

import type { Manifest } from './manifest.ts'
import { textAt } from './values.ts'

/** How long a generated ending is; the beginning is cut to make room. */
const ending = 'xxxxx'

/** The name a Pod will have, as far as it is known; undefined for templates, whose Pods get names later. */
export function podName(doc: Manifest): string | undefined {
  if (doc.pod === undefined || !doc.pod.bare) return undefined
  const metadata = doc.pod.metadata
  const name = textAt(metadata, 'name')
  const prefix = textAt(metadata, 'generateName')
  if (name === undefined || prefix === undefined) return undefined
  if (name !== '') return name
  return prefix === '' ? undefined : prefix.slice(0, 63 - ending.length) + ending
}

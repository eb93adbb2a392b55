import type { ArgumentSlot } from '../../../syntax/dockerfile-slot.ts'
import { span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { item } from './item.ts'

/** More than that of one folder helps nobody. */
const most = 100

/** Files and folders of the build context, without those that `.dockerignore` leaves out. A stage or image is not looked into. */
export function completePath(doc: Dockerfile, slot: ArgumentSlot, offset: number): readonly Completion[] {
  const { instruction, before, span: where } = slot
  const { files } = doc.around
  if (files === undefined || instruction.flags.some(({ name }) => name === 'from')) return []
  const folder = before.slice(0, before.lastIndexOf('/') + 1)
  const inContext = folder.replace(/^(?:\.?\/)+/, '')
  const names = new Map<string, boolean>()
  for (const file of files) {
    if (!file.startsWith(inContext)) continue
    const rest = file.slice(inContext.length)
    const slash = rest.indexOf('/')
    const name = slash < 0 ? rest : rest.slice(0, slash)
    if (name === '' || names.get(name) === true) continue
    names.set(name, slash >= 0)
    if (names.size >= most) break
  }
  const start = offset - (before.length - folder.length)
  return [...names].map(([name, isFolder]) =>
    item('file', isFolder ? `${name}/` : name, span(start, where.end), { rank: isFolder ? 1 : 2 }),
  )
}

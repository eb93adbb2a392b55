/** Moves the focus from box to box with the arrow keys, Home and End; up and down lead to the box above or below. */
export function rove(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement) || !(document.activeElement instanceof HTMLElement)) return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('.node')]
  const at = boxes.indexOf(document.activeElement)
  const next = at < 0 || event.ctrlKey || event.altKey || event.metaKey ? undefined : target(boxes, at, event.key)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

function target(boxes: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return boxes[at + 1]
    case 'ArrowLeft':
      return boxes[at - 1]
    case 'ArrowDown':
      return beyond(boxes.slice(at + 1), boxes[at])
    case 'ArrowUp':
      return beyond(boxes.slice(0, at).reverse(), boxes[at])
    case 'Home':
      return boxes[0]
    case 'End':
      return boxes.at(-1)
    default:
      return undefined
  }
}

/** Of boxes in the order away from one, that of the next row which stands closest to it. */
function beyond(boxes: readonly HTMLElement[], from: HTMLElement | undefined): HTMLElement | undefined {
  if (from === undefined) return undefined
  const { top, left } = from.getBoundingClientRect()
  const first = boxes.find((box) => box.getBoundingClientRect().top !== top)
  const row = first?.getBoundingClientRect().top
  const inRow = boxes.filter((box) => box.getBoundingClientRect().top === row)
  const away = (box: HTMLElement) => Math.abs(box.getBoundingClientRect().left - left)
  return inRow.reduce<HTMLElement | undefined>((best, box) => (best === undefined || away(box) < away(best) ? box : best), undefined)
}

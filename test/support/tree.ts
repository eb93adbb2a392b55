import assert from 'node:assert/strict'
import type { Node } from '../../server/src/syntax/node.ts'
import { covers, type Span } from '../../server/src/text/span.ts'

/** Asserts what every tree promises: spans inside the text, children inside their parents, in order and apart. */
export function checkTree(text: string, root: Node | undefined): void {
  if (root !== undefined) checkNode(root, { start: 0, end: text.length })
}

function checkNode(node: Node, outer: Span): void {
  assert.ok(node.span.start <= node.span.end && covers(outer, node.span), `${show(node.span)} lies in ${show(outer)}`)
  if (node.kind === 'scalar') return
  let end = node.span.start
  for (const child of node.kind === 'list' ? node.items : node.entries) {
    assert.ok(child.span.start >= end, `${show(child.span)} begins behind ${end}`)
    end = child.span.end
    if ('key' in child) {
      assert.ok(covers(node.span, child.span))
      checkNode(child.key, child.span)
      if (child.value !== undefined) {
        assert.ok(child.value.span.start >= child.key.span.end)
        checkNode(child.value, child.span)
      }
    } else checkNode(child, node.span)
  }
}

function show({ start, end }: Span): string {
  return `${start}..${end}`
}

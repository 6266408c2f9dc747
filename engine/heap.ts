// A binary min-heap of (key, node) on typed arrays. Entries are not updated in place: a node is pushed again with a
// smaller key, and whoever pops skips what is out of date.

export type Heap = { keys: Float64Array; nodes: Int32Array; size: number }

export const createHeap = (capacity = 1024): Heap => ({
  keys: new Float64Array(capacity),
  nodes: new Int32Array(capacity),
  size: 0,
})

export function push(heap: Heap, key: number, node: number): void {
  if (heap.size === heap.keys.length) grow(heap)
  const { keys, nodes } = heap
  let at = heap.size++
  while (at > 0) {
    const above = (at - 1) >> 1
    if (keys[above]! <= key) break
    keys[at] = keys[above]!
    nodes[at] = nodes[above]!
    at = above
  }
  keys[at] = key
  nodes[at] = node
}

/** The node with the smallest key, which `heap.keys[0]` shows before; only when the heap is not empty. */
export function pop(heap: Heap): number {
  const { keys, nodes } = heap
  const top = nodes[0]!
  const size = --heap.size
  const key = keys[size]!
  const node = nodes[size]!
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= size) break
    if (below + 1 < size && keys[below + 1]! < keys[below]!) below++
    if (keys[below]! >= key) break
    keys[at] = keys[below]!
    nodes[at] = nodes[below]!
    at = below
  }
  keys[at] = key
  nodes[at] = node
  return top
}

function grow(heap: Heap): void {
  const keys = new Float64Array(2 * heap.size)
  const nodes = new Int32Array(2 * heap.size)
  keys.set(heap.keys)
  nodes.set(heap.nodes)
  heap.keys = keys
  heap.nodes = nodes
}

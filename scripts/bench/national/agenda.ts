/** Virtual time for very many appointments: a binary heap, earliest first. */
export interface Agenda {
  /** Ms since the beginning. */
  now(): number
  at(ms: number, task: () => void): void
  /** Plays everything before a moment. */
  run(until: number): void
}

interface Entry {
  readonly at: number
  readonly order: number
  readonly task: () => void
}

const isBefore = (one: Entry, other: Entry): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

export const createAgenda = (): Agenda => {
  const heap: Entry[] = []
  let now = 0
  let order = 0

  const swap = (one: number, other: number): void => {
    const [first, second] = [heap[one], heap[other]]
    if (first === undefined || second === undefined) return
    heap[one] = second
    heap[other] = first
  }
  const before = (one: number, other: number): boolean => {
    const [first, second] = [heap[one], heap[other]]
    return first !== undefined && second !== undefined && isBefore(first, second)
  }
  const take = (): Entry | undefined => {
    const top = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return top
    heap[0] = last
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const least = before(left + 1, left) ? left + 1 : left
      if (!before(least, index)) return top
      swap(least, index)
      index = least
    }
  }

  return {
    now: () => now,
    at: (ms, task) => {
      order += 1
      let index = heap.push({ at: Math.max(ms, now), order, task }) - 1
      for (let parent = (index - 1) >> 1; index > 0 && before(index, parent); parent = (index - 1) >> 1) {
        swap(index, parent)
        index = parent
      }
    },
    run: (until) => {
      for (let next = heap[0]; next !== undefined && next.at < until; next = heap[0]) {
        take()
        now = next.at
        next.task()
      }
    },
  }
}

/** Lets one piece of work in at a time, in the order of asking. */
export const createQueue = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    // A failure is its own caller's business; the next in line starts all the same.
    last = turn.catch(() => undefined)
    return turn
  }
}

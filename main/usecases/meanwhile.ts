/**
 * Does work that is needed later while something else is being waited for: begun when the program next has nothing at hand, as when a
 * question to the card is on its way. What it throws is thrown where it is awaited.
 */
export const meanwhile = <T>(work: () => T): Promise<T> => {
  const done = new Promise<void>((resolve) => setImmediate(resolve)).then(work)
  // Who gives up before it is needed has no use for its failure.
  done.catch(() => undefined)
  return done
}

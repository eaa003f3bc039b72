/**
 * Lets verbs that use the card run one after another, in the order they were asked for: a second key press must find the first
 * one's result, never race it.
 */
export const createOneAtATime = (): (<T>(verb: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (verb) => {
    const turn = last.then(verb, verb)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Something that must be let go of when nobody needs it. */
export interface Closable {
  close(): void
}

/**
 * Keeps one piece of work under way and at most one waiting: a newer one takes the waiting one's place, which is closed and
 * answered with null. So a slow reader never works through a queue of old frames.
 */
export const newestWins = <Item extends Closable, Answer>(
  work: (item: Item) => Promise<Answer>,
): ((item: Item) => Promise<Answer | null>) => {
  let isBusy = false
  let waiting: { readonly item: Item; readonly resolve: (answer: Promise<Answer> | null) => void } | null = null

  const run = (item: Item): Promise<Answer> => {
    isBusy = true
    return work(item).finally(() => {
      isBusy = false
      const next = waiting
      waiting = null
      if (next !== null) next.resolve(run(next.item))
    })
  }
  return (item) => {
    if (!isBusy) return run(item)
    waiting?.item.close()
    waiting?.resolve(null)
    return new Promise((resolve) => {
      waiting = { item, resolve }
    })
  }
}

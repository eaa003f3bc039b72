/** What the program itself fills in where a text has `{{date}}`, `{{diagnosis}}` or `{{vitals}}`; what it doesn't know stays a place. */
export interface KnownFacts {
  readonly date: string
  readonly diagnosis: string
  readonly vitals: string
}

const place = /\{\{([^{}\n]{1,30})\}\}/g

export const fillKnown = (text: string, facts: KnownFacts): string =>
  text.replace(place, (whole, name: string) => {
    const key = name.trim()
    const known = key === 'date' || key === 'diagnosis' || key === 'vitals' ? facts[key] : ''
    return known === '' ? whole : known
  })

/** The name of a snippet that ends at the caret: a dot that follows no letter, digit or dot, and what comes after it. */
export const triggerBefore = (
  text: string,
  caret: number,
): { readonly name: string; readonly start: number } | null => {
  const found = /(?:^|[^A-Za-z0-9.])(\.[^\s.{}]{1,20})$/.exec(text.slice(0, caret))
  const name = found?.[1]
  return name === undefined ? null : { name, start: caret - name.length }
}

/** The next place to be filled in from a position on, or the last one before it. */
export const placeFrom = (
  text: string,
  from: number,
  direction: 'forward' | 'back',
): { readonly start: number; readonly end: number } | null => {
  const places = [...text.matchAll(place)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  return (
    (direction === 'forward' ? places.find(({ start }) => start >= from) : places.findLast(({ end }) => end <= from)) ??
    null
  )
}

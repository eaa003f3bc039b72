import type { SelfPayItem } from '../../../preload/contract/desk/settings.ts'

/** Most that is shown at once. */
const longestList = 8

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The items of the clinic's list whose name has the typed text in it, those that begin with it first. None for no text. */
export const selfPayMatches = (items: readonly SelfPayItem[], typed: string): readonly SelfPayItem[] => {
  const text = plain(typed)
  if (text === '') return []
  const places = items.map((item) => ({ item, at: plain(item.name).indexOf(text) })).filter(({ at }) => at >= 0)
  return [...places.filter(({ at }) => at === 0), ...places.filter(({ at }) => at > 0)]
    .slice(0, longestList)
    .map(({ item }) => item)
}

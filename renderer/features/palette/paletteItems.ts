/** Kinds of entries, in the order in which the palette shows them. */
export const paletteGroups = [
  'commands',
  'screens',
  'patients',
  'places',
  'status',
  'look',
  'drugs',
  'diagnoses',
] as const
export type PaletteGroup = (typeof paletteGroups)[number]

/** Something the palette can do. */
export interface PaletteItem {
  readonly id: string
  readonly group: PaletteGroup
  readonly label: string
  /** Right of the label: what tells two entries apart. */
  readonly detail?: string
  /** Key that does the same without the palette. */
  readonly shortcut?: string
  /** At the end of the line: price, or what speaks against it. */
  readonly mark?: string
  /** Null for what can only be read here. */
  readonly run: (() => void) | null
}

/** Half-width, lower case, without blanks, as a person may type it. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')

/**
 * The entries that a text means: every entry for an empty text but those that are only found by name, else those whose label
 * or shortcut holds the text, the ones that begin with it first. The order of groups stays.
 */
export const matchItems = (items: readonly PaletteItem[], text: string): readonly PaletteItem[] => {
  const wanted = folded(text)
  if (wanted === '') return items.filter(({ group }) => group === 'commands' || group === 'screens')
  const rank = ({ label, shortcut = '' }: PaletteItem): number => {
    if (folded(label).startsWith(wanted) || folded(shortcut) === wanted) return 0
    return folded(label).includes(wanted) ? 1 : 2
  }
  const found = items.filter((item) => rank(item) < 2)
  return paletteGroups.flatMap((group) =>
    found.filter((item) => item.group === group).sort((one, other) => rank(one) - rank(other)),
  )
}

/**
 * Whether an entry may be run before every answer is there. A patient, a drug or a diagnosis found for an older text is never taken,
 * nor is one behind which something better may still come.
 */
export const isSettled = (
  item: PaletteItem | null,
  fresh: { readonly patients: boolean; readonly catalog: boolean },
): boolean => {
  if (item?.group === 'patients') return fresh.patients
  if (item === null || item.group === 'drugs' || item.group === 'diagnoses') return fresh.patients && fresh.catalog
  return true
}

/** Entries by group, leaving out groups that have none. */
export const byGroup = (
  items: readonly PaletteItem[],
): readonly { readonly group: PaletteGroup; readonly items: readonly PaletteItem[] }[] =>
  paletteGroups
    .map((group) => ({ group, items: items.filter((item) => item.group === group) }))
    .filter((entry) => entry.items.length > 0)

/** The entry that a step of the arrows leads to, around the ends; the first when nothing was highlighted. */
export const stepTo = (items: readonly PaletteItem[], highlighted: string | null, by: 1 | -1): string | null => {
  if (items.length === 0) return null
  const index = items.findIndex(({ id }) => id === highlighted)
  const next = index < 0 ? (by === 1 ? 0 : items.length - 1) : (index + by + items.length) % items.length
  return items[next]?.id ?? null
}

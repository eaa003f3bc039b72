/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly aside?: string
  readonly key?: string
  readonly run: () => void
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Entries that hold every word typed, in their label, group or key; those whose label begins with the text come first. */
export const matching = (entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const found = entries.filter((entry) => {
    const all = plain(`${entry.label} ${entry.group} ${entry.key ?? ''}`)
    return words.every((word) => all.includes(word))
  })
  const begins = (entry: PaletteEntry): number => (plain(entry.label).startsWith(plain(typed)) ? 0 : 1)
  return words.length === 0 ? found : found.toSorted((one, other) => begins(one) - begins(other))
}

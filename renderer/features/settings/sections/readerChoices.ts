/** One reader to choose; `now` is the connected reader that a kept beginning of a name means at present. */
export interface ReaderChoice {
  readonly value: string
  readonly now: string | null
  readonly connected: boolean
}

/**
 * The readers to choose from for one role: those connected, and the kept name when it is none of them word for word (it may be
 * the beginning of one, or a reader that is not plugged in now).
 */
export const readerChoices = (kept: string, connected: readonly string[]): readonly ReaderChoice[] => {
  const choices = [...new Set(connected)].map((value) => ({ value, now: null, connected: true }))
  if (kept === '' || connected.includes(kept)) return choices
  const now = connected.find((name) => name.startsWith(kept)) ?? null
  return [{ value: kept, now, connected: now !== null }, ...choices]
}

/** The connected reader that a name in the settings means: itself, or the first that begins with it. */
const meant = (name: string, connected: readonly string[]): string =>
  connected.find((reader) => reader === name) ?? connected.find((reader) => reader.startsWith(name)) ?? name

/** Whether both roles would take the same reader. */
export const sameReader = (patient: string, professional: string, connected: readonly string[]): boolean =>
  patient !== '' && professional !== '' && meant(patient, connected) === meant(professional, connected)

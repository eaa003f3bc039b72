const TAIPEI_OFFSET_MS = 8 * 60 * 60 * 1000
const ROC_OFFSET_YEARS = 1911

/** A moment as ROC yyyMMdd (7 characters) in Taipei time. */
export function rocDate(at: number): string {
  return rocDateTime(at).slice(0, 7)
}

/** A moment as ROC yyyMMddHHmmss (13 characters) in Taipei time. */
export function rocDateTime(at: number): string {
  const taipei = new Date(at + TAIPEI_OFFSET_MS).toISOString()
  const year = String(Number(taipei.slice(0, 4)) - ROC_OFFSET_YEARS).padStart(3, '0')
  return `${year}${taipei.slice(5, 19).replaceAll(/[-T:]/g, '')}`
}

/** An ISO date (yyyy-MM-dd) as ROC yyyMMdd. */
export function rocDateOfIso(isoDate: string): string {
  return rocDate(Date.parse(`${isoDate}T00:00:00+08:00`))
}

/** The moment of a ROC yyyMMdd or yyyMMddHHmmss in Taipei time, or undefined when there is no such date or time. */
export function momentOfRoc(text: string): number | undefined {
  const parts = /^(\d{3})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts
  const isoYear = String(Number(year) + ROC_OFFSET_YEARS)
  const at = Date.parse(`${isoYear}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  if (Number.isNaN(at)) return undefined
  const expected = text.length === 7 ? rocDate(at) : rocDateTime(at)
  return expected === text ? at : undefined
}

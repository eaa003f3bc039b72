/** What a log line may carry besides its event. Anything else is left out, and its name noted. */
const allowed = [
  'afterMs',
  'channel',
  'code',
  'count',
  'encounterId',
  'error',
  'from',
  'incident',
  'known',
  'ms',
  'path',
  'paths',
  'pid',
  'places',
  'problem',
  'process',
  'reason',
  'recovered',
  'restartInMs',
  'row',
  'rows',
  'stack',
  'state',
  'step',
  'target',
  'to',
  'tries',
  'version',
] as const

const isAllowed = (name: string): boolean => (allowed as readonly string[]).includes(name)

const maxLength = 4000

/**
 * Blackens what could be personal in a text: everything that isn't ASCII (names), quoted pieces (an error message may quote its
 * input), and ids, card numbers and dates, which are letters and digits in a row.
 */
export const blacken = (text: string): string =>
  text
    .slice(0, maxLength)
    .replace(/"[^"\n]*"/g, '"…"')
    .replace(/[^\n\t\x20-\x7e…]+/g, '…')
    .replace(/\b[A-Za-z][0-9A-Da-d]\d{8}\b/g, '…')
    .replace(/\d{7,}/g, '…')

export type LogValue = string | number | boolean | null

/**
 * The fields of a log line that may be written. Ids of records (UUIDs) stay as they are; they name no person.
 */
export const loggable = (fields: Readonly<Record<string, LogValue>>): Readonly<Record<string, LogValue>> => {
  const kept: Record<string, LogValue> = {}
  const dropped: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (!isAllowed(name)) dropped.push(name)
    else kept[name] = typeof value === 'string' ? blackenUnlessId(value) : value
  }
  return dropped.length === 0 ? kept : { ...kept, dropped: dropped.join(' ') }
}

const recordId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const blackenUnlessId = (value: string): string => (recordId.test(value) ? value : blacken(value))

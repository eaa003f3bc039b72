import { fail } from '../../../preload/contract/result.ts'
import type { CheckedDesk } from './checkedDesk.ts'
import { bad, good, type Step, skipped } from './verdict.ts'

const atrOf = (atr: string | null): string | null => (atr !== null && /^([0-9A-F]{2}){1,33}$/.test(atr) ? atr : null)

const serviceStep = ({ status, reader }: CheckedDesk): Step<'smart-card-service'> => ({
  item: 'smart-card-service',
  index: 0,
  late: 'READER_SERVICE_DOWN',
  run: async () => {
    const { state } = status().reader
    const down = fail('READER_SERVICE_DOWN', { retryable: true }).error
    if (state === 'service-down') return bad('fault', down, null, null)
    // While it is being started anew, nothing is known of the readers.
    if (state === 'restarting' && reader.readers().length === 0) return bad('warning', down, null, null)
    return good({ readers: reader.readers().length }, null)
  },
})

/** One step for each reader that is plugged in when the check begins. */
const readerSteps = ({ status, reader }: CheckedDesk): readonly Step<'reader'>[] =>
  reader.readers().map(({ name, cardPresent, atr, watched }, index) => ({
    item: 'reader',
    index,
    late: 'READER_TIMEOUT',
    run: async () => {
      const role = status().reader.readers.find((one) => one.name === name)?.role ?? null
      const value = { name, role, cardPresent, atr: atrOf(atr) }
      return watched ? good(value, null) : skipped('unwatched', value)
    },
  }))

/** The test read: one reading of the public profile as any card gets, and what it says is dropped here. */
const patientCardStep = ({ status, reader }: CheckedDesk): Step<'patient-card'> => ({
  item: 'patient-card',
  index: 0,
  late: 'READER_TIMEOUT',
  run: async () => {
    const { state, readers } = status().reader
    if (state === 'service-down') return skipped('no-answer')
    const own = readers.find(({ role }) => role === 'patient')
    if (own === undefined) return bad('fault', fail('READER_NOT_FOUND').error, null, null)
    const read = await reader.readPublicProfile(own.name)
    if (read.ok) return good({})
    if (read.error.code === 'CARD_ABSENT') return skipped('no-card')
    return bad(read.error.code === 'CARD_IN_USE' ? 'warning' : 'fault', read.error)
  },
})

const professionalReaderStep = ({ status, reader }: CheckedDesk): Step<'professional-reader'> => ({
  item: 'professional-reader',
  index: 0,
  late: 'READER_TIMEOUT',
  run: async () => {
    const { state, readers, roles } = status().reader
    if (state === 'service-down') return skipped('no-answer')
    if (roles.professional === 'unset') return skipped('no-reader')
    const own = readers.find(({ role }) => role === 'professional')
    const seen = reader.readers().find(({ name }) => name === own?.name)
    if (seen === undefined) return bad('warning', fail('READER_NOT_FOUND').error, null, null)
    return good({ cardPresent: seen.cardPresent, atr: atrOf(seen.atr) }, null)
  },
})

/** The smart-card service, every reader, and the cards in them at byte level. */
export const deviceSteps = (desk: CheckedDesk): readonly Step[] => [
  serviceStep(desk),
  ...readerSteps(desk),
  patientCardStep(desk),
  professionalReaderStep(desk),
]

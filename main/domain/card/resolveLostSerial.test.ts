import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rocDateTimeToEpoch, toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import { type LostSerialIntent, longestCallMs, resolveLostSerial } from './resolveLostSerial.ts'

const ours = '3501200000'
const intent: LostSerialIntent & { readonly endedAt: number } = {
  medium: 'plastic',
  intentAt: Date.parse('2026-11-22T09:30:00+08:00'),
  endedAt: Date.parse('2026-11-22T09:30:20+08:00'),
  isClockKnown: true,
  treatmentItem: '01',
  hospitalId: ours,
  knownTreatmentDateTimes: ['1151120100000'],
}
interface VisitChanges {
  readonly treatmentItem?: string
  readonly hospitalId?: string
  readonly visitSequenceNumber?: string
}
const visit = (treatmentDateTime: string, changes: VisitChanges = {}) => ({
  visitSequenceNumber: null as string | null,
  treatmentItem: '01',
  hospitalId: ours,
  treatmentDateTime,
  ...changes,
})
type Visits = readonly ReturnType<typeof visit>[]
const fateOf = (visits: Visits, of: LostSerialIntent = intent): string => {
  const fate = resolveLostSerial(visits, of)
  return fate.kind === 'found' ? fate.visit.treatmentDateTime : fate.kind
}

describe('resolveLostSerial', () => {
  it.each<[string, Visits, string]>([
    ['the visit taken just after the intent', [visit('1151122093001')], '1151122093001'],
    ['a server clock a little behind', [visit('1151122092950')], '1151122092950'],
    [
      'the one of the call, whatever was taken since',
      [visit('1151122094500'), visit('1151122093005')],
      '1151122093005',
    ],
    ['none on an empty card', [], 'none'],
    ['none when the newest is older than the intent', [visit('1151122092800')], 'none'],
    ['none when another desk took one long after', [visit('1151122094500')], 'none'],
    ['none when the visit is another clinic’s', [visit('1151122093001', { hospitalId: '3501299999' })], 'none'],
    ['none when it is another treatment item', [visit('1151122093001', { treatmentItem: 'AC' })], 'none'],
    ['nothing said when two fit', [visit('1151122093005'), visit('1151122093010')], 'unsure'],
    ['nothing said when it lies where only a wrong clock could put it', [visit('1151122093110')], 'unsure'],
  ])('%s', (_, visits, expected) => {
    expect(fateOf(visits)).toBe(expected)
    expect(fateOf(visits.toReversed())).toBe(expected)
  })

  it.each<[string, Visits, string]>([
    ['may have given any unknown visit of the day', [visit('1151122083000')], 'unsure'],
    ['has given the one that fits and is alone', [visit('1151122093001')], '1151122093001'],
    ['says nothing of one that fits beside another', [visit('1151122093001'), visit('1151122083000')], 'unsure'],
    ['has given none of another day', [visit('1151121093001')], 'none'],
    ['has given none of another clinic', [visit('1151122083000', { hospitalId: '3501299999' })], 'none'],
    ['has given none of another item', [visit('1151122083000', { treatmentItem: 'AC' })], 'none'],
  ])('by a clock that nobody has told, the call %s', (_, visits, expected) => {
    expect(fateOf(visits, { ...intent, isClockKnown: false })).toBe(expected)
  })

  it('by such a clock, a visit that the store has is no doubt', () => {
    const known = { ...intent, isClockKnown: false, knownTreatmentDateTimes: ['1151122083000'] }
    expect(fateOf([visit('1151122083000')], known)).toBe('none')
  })

  it('leaves alone a visit the store already has', () => {
    expect(fateOf([visit('1151122093001')], { ...intent, knownTreatmentDateTimes: ['1151122093001'] })).toBe('none')
  })

  it('takes only what this kind of card gives: letters for a virtual one, digits for a plastic one', () => {
    const plastic = visit('1151122093001', { visitSequenceNumber: '0007' })
    const virtual = visit('1151122093004', { visitSequenceNumber: 'V001' })
    expect(fateOf([plastic, virtual])).toBe('1151122093001')
    expect(fateOf([plastic, virtual], { ...intent, medium: 'virtual' })).toBe('1151122093004')
    expect(fateOf([plastic], { ...intent, medium: 'virtual' })).toBe('none')
    expect(fateOf([virtual])).toBe('none')
  })

  it('gives a call that never ended the longest time a call takes', () => {
    const interrupted = { ...intent, endedAt: null }
    expect(fateOf([visit('1151122093155')], interrupted)).toBe('1151122093155')
    expect(fateOf([visit('1151122100000')], interrupted)).toBe('none')
    // A program that was started again hours later says nothing about the call.
    expect(fateOf([visit('1151122100000')], { ...intent, endedAt: intent.endedAt + 4 * 3_600_000 })).toBe('none')
  })

  it('gives back the visit as the card told it', () => {
    const full = { ...visit('1151122093001'), visitSequenceNumber: '0007' }
    expect(resolveLostSerial([full], intent)).toEqual({ kind: 'found', visit: full })
  })
})

describe('resolveLostSerial, whatever the card tells', () => {
  const second = fc.integer({ min: -300, max: 300 }).map((s) => toRocDateTime(intent.intentAt + s * 1000))
  const anyVisit = fc.record({
    treatmentItem: fc.constantFrom('01', '02', 'AC'),
    hospitalId: fc.constantFrom(ours, '3501299999'),
    treatmentDateTime: second,
    visitSequenceNumber: fc.constant(null),
  })
  const cards = fc.uniqueArray(anyVisit, { maxLength: 6, selector: ({ treatmentDateTime }) => treatmentDateTime })

  it('never takes a serial the store knows, another clinic’s, another item’s, or one from outside the call', () => {
    fc.assert(
      fc.property(
        cards,
        fc.array(second, { maxLength: 4 }),
        fc.integer({ min: 0, max: 200_000 }),
        (visits, known, took) => {
          const lost = { ...intent, knownTreatmentDateTimes: known, endedAt: intent.intentAt + took }
          const fate = resolveLostSerial(visits, lost)
          if (fate.kind !== 'found') return
          const at = rocDateTimeToEpoch(fate.visit.treatmentDateTime)
          expect(known).not.toContain(fate.visit.treatmentDateTime)
          expect(fate.visit).toMatchObject({ hospitalId: ours, treatmentItem: '01' })
          expect(at).toBeGreaterThanOrEqual(intent.intentAt - 15_000)
          expect(at).toBeLessThanOrEqual(intent.intentAt + Math.min(took, longestCallMs) + 15_000)
        },
      ),
    )
  })

  it('says none only when nothing unknown of ours lies near the call, and does not depend on the order', () => {
    fc.assert(
      fc.property(cards, (visits) => {
        const fate = resolveLostSerial(visits, intent)
        expect(resolveLostSerial(visits.toReversed(), intent)).toEqual(fate)
        const near = visits.filter((each) => {
          const at = rocDateTimeToEpoch(each.treatmentDateTime)
          const isOurs = each.hospitalId === ours && each.treatmentItem === '01'
          return isOurs && at >= intent.intentAt - 60_000 && at <= intent.endedAt + 60_000
        })
        if (fate.kind === 'none') expect(near).toEqual([])
        if (near.length === 0) expect(fate.kind).toBe('none')
      }),
    )
  })

  it('two lost serials in a row, each settled in turn, are never taken for one another', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 160, max: 1000 }),
        fc.integer({ min: 0, max: 20 }),
        (firstTaken, secondTaken, firstDelay, gap, secondDelay) => {
          const later = { ...intent, intentAt: intent.intentAt + gap * 1000, endedAt: intent.endedAt + gap * 1000 }
          const first = toRocDateTime(intent.intentAt + firstDelay * 1000)
          const last = toRocDateTime(later.intentAt + secondDelay * 1000)
          const onCard = [...(secondTaken ? [visit(last)] : []), ...(firstTaken ? [visit(first)] : [])]
          const fate = fateOf(onCard)
          expect(fate).toBe(firstTaken ? first : 'none')
          const knownTreatmentDateTimes = fate === 'none' ? [] : [fate]
          expect(fateOf(onCard, { ...later, knownTreatmentDateTimes })).toBe(secondTaken ? last : 'none')
        },
      ),
    )
  })
})

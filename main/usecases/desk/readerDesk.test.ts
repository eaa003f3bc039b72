import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeCardReader, type FakeCardReader } from '../../../native/card-reader/fakeCardReader.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { RememberedReaders } from '../../domain/desk/readerRoles.ts'
import { lin } from '../testDesk.ts'
import { createReaderDesk, type ReaderDesk } from './readerDesk.ts'

let reader: FakeCardReader
let kept: RememberedReaders[]
let answer: Result<null>
let desk: ReaderDesk

const open = (patient: string, professional: string): void => {
  desk = createReaderDesk({
    reader,
    remembered: { patient, professional },
    remember: async (readers) => {
      if (answer.ok) kept.push(readers)
      return answer
    },
  })
}
beforeEach(() => {
  reader = createFakeCardReader(['A 00 00', 'B 01 00'])
  reader.start()
  kept = []
  answer = ok(null)
})

describe('the readers of a desk', () => {
  it('have roles, and say where a card is', () => {
    open('A 00 00', 'B 01 00')
    reader.insert('B 01 00', lin)
    expect(desk.status(false)).toEqual({
      state: 'ready',
      readerName: 'A 00 00',
      cardPresent: false,
      readers: [
        { name: 'A 00 00', role: 'patient', cardPresent: false, watched: true },
        { name: 'B 01 00', role: 'professional', cardPresent: true, watched: true },
      ],
      roles: { patient: 'assigned', professional: 'assigned' },
      choiceNeeded: false,
    })
  })

  it('follow a reader that comes back under another index', () => {
    open('A 00 00', 'B 01 00')
    reader.unplug('A 00 00')
    expect(desk.status(false)).toMatchObject({ state: 'no-reader', roles: { patient: 'missing' }, choiceNeeded: false })
    reader.plug('A 02 00')
    expect(desk.status(false)).toMatchObject({ state: 'ready', readerName: 'A 02 00' })
    expect(desk.isPatientReader('A 02 00')).toBe(true)
  })

  it('ask for a choice when one is missing and others are there, but not while all are still coming', () => {
    open('C 00 00', 'B 01 00')
    expect(desk.status(true)).toMatchObject({ state: 'restarting', choiceNeeded: false })
    expect(desk.status(false)).toMatchObject({ state: 'no-reader', choiceNeeded: true })
    reader.setService('down')
    expect(desk.status(false)).toMatchObject({ state: 'service-down', choiceNeeded: false })
    reader.setService('restarting')
    expect(desk.status(false)).toMatchObject({ state: 'restarting', choiceNeeded: false })
  })

  it('know the professional’s, also one that has just gone and served by its likeness', () => {
    open('A 00 00', 'B 07 00')
    expect(desk.isProfessionalReader('B 01 00')).toBe(true)
    expect(desk.isProfessionalReader('A 00 00')).toBe(false)
    reader.insert('B 01 00', lin)
    const seen: boolean[] = []
    const unsubscribe = reader.subscribe((event) => {
      if (event.type === 'card-removed') seen.push(desk.isProfessionalReader(event.reader))
    })
    reader.unplug('B 01 00')
    unsubscribe()
    expect(seen).toEqual([true])
    expect(desk.isProfessionalReader('B 02 00')).toBe(false)
    reader.plug('B 02 00')
    expect(desk.isProfessionalReader('B 02 00')).toBe(true)
    expect(desk.isProfessionalReader('A 00 00')).toBe(false)
  })

  it('are the professional’s no more once another role was chosen for them', async () => {
    open('A 00 00', 'B 01 00')
    await desk.assign('patient', 'B 01 00')
    expect(desk.isProfessionalReader('A 00 00')).toBe(true)
    expect(desk.isProfessionalReader('B 01 00')).toBe(false)
    reader.unplug('B 01 00')
    expect(desk.isProfessionalReader('B 01 00')).toBe(false)
  })

  it('say which cannot be watched', () => {
    open('A 00 00', 'B 01 00')
    reader.plug('B 01 00', false)
    expect(desk.status(false).readers[1]).toEqual({
      name: 'B 01 00',
      role: 'professional',
      cardPresent: false,
      watched: false,
    })
  })
})

describe('a choice', () => {
  it('takes effect at once and is kept', async () => {
    open('C 00 00', 'B 01 00')
    let told = 0
    desk.onAssigned(() => {
      told += 1
    })
    expect(await desk.assign('patient', 'A 00 00')).toEqual(ok(null))
    expect(desk.isPatientReader('A 00 00')).toBe(true)
    expect(kept).toEqual([{ patient: 'A 00 00', professional: 'B 01 00' }])
    expect(told).toBe(1)
  })

  it('of the other role’s reader lets the two change places', async () => {
    open('A 00 00', 'B 01 00')
    await desk.assign('patient', 'B 01 00')
    expect(desk.status(false).readers.map(({ role }) => role)).toEqual(['professional', 'patient'])
  })

  it('is told, too, when the patient’s reader is another one because of what is plugged in', async () => {
    open('C 00 00', 'B 01 00')
    let told = 0
    desk.onAssigned(() => {
      told += 1
    })
    reader.plug('D 02 00')
    reader.plug('C 03 00')
    await Promise.resolve()
    expect(told).toBe(1)
    desk.dispose()
    reader.unplug('C 03 00')
    await Promise.resolve()
    expect(told).toBe(1)
  })

  it('that cannot be kept changes nothing', async () => {
    open('A 00 00', 'B 01 00')
    answer = fail('STORE_FULL', { retryable: true })
    expect(await desk.assign('patient', 'B 01 00')).toMatchObject({ error: { code: 'STORE_FULL' } })
    expect(desk.isPatientReader('A 00 00')).toBe(true)
  })

  it('of a reader that is not plugged in is refused', async () => {
    open('A 00 00', 'B 01 00')
    expect(await desk.assign('patient', 'Z')).toMatchObject({ error: { code: 'READER_NOT_FOUND' } })
    expect(kept).toEqual([])
  })
})

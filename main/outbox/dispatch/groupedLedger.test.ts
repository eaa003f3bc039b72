import { afterEach, beforeEach, expect, it } from 'vitest'
import { fail, type Result } from '../../../preload/contract/result.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import { groupedLedger } from './groupedLedger.ts'
import { type AppliedTry, type LedgerGroup, type OutboxLedger, storeLedger, writeGroup } from './ledger.ts'

let temporary: TemporaryStore
let time: VirtualTime
let groups: LedgerGroup[]
let write: (group: LedgerGroup) => Promise<Result<readonly string[]>>
let ledger: OutboxLedger
let ids: readonly string[]

beforeEach(async () => {
  temporary = await openTemporaryStore()
  time = createVirtualTime()
  groups = []
  write = writeGroup(temporary.store)
  const noted = (group: LedgerGroup) => {
    groups.push(group)
    return write(group)
  }
  ledger = groupedLedger(storeLedger(temporary.store), noted, time)
  ids = await temporary.append({}, {}, {}, {})
})
afterEach(() => temporary.dispose())

const accepted = (id: string): AppliedTry => ({
  id,
  transition: {
    state: 'accepted',
    nextTryAt: 1,
    tries: 1,
    lastCode: 'accepted',
    reference: 'r',
    receiptAt: 2,
    fieldErrors: [],
  },
  attempt: { at: 1, ms: 5, code: 'accepted' },
})
const stateOf = async (id: string): Promise<string> => (await temporary.row(id)).state

it('writes at once after a pause, and then what has gathered in one transaction', async () => {
  const [a = '', b = '', c = '', d = ''] = ids
  expect(await ledger.markSending([a])).toEqual({ ok: true, value: [a] })
  const together = [ledger.apply([accepted(a)]), ledger.markSending([b, c]), ledger.markSending([d, a])] as const
  expect(await stateOf(a)).toBe('sending')
  await time.advance(60)
  expect(await Promise.all(together)).toEqual([
    { ok: true, value: null },
    { ok: true, value: [b, c] },
    { ok: true, value: [d] },
  ])
  expect(groups.map(({ tries, marks }) => [tries.length, marks.length])).toEqual([
    [0, 1],
    [1, 4],
  ])
  expect(await Promise.all([a, b, c, d].map(stateOf))).toEqual(['accepted', 'sending', 'sending', 'sending'])
  await time.advance(1_000)
  expect(await ledger.apply([accepted(b)])).toEqual({ ok: true, value: null })
})

it('tells everyone of a group that nothing of it was kept, and goes on with the next', async () => {
  const [a = '', b = ''] = ids
  write = () => Promise.resolve(fail('STORE_FULL'))
  expect(await ledger.markSending([a])).toMatchObject({ ok: false, error: { code: 'STORE_FULL' } })
  write = () => Promise.reject(new Error('broken'))
  const both = Promise.allSettled([ledger.markSending([a]), ledger.apply([accepted(b)])])
  await time.advance(60)
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await stateOf(a)).toBe('waiting')
  write = writeGroup(temporary.store)
  await time.advance(60)
  expect(await ledger.markSending([a])).toEqual({ ok: true, value: [a] })
})

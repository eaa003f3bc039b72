import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { KeptAmendment } from '../../../../preload/contract/record/amendmentDraft.ts'
import { fail, ok, type Result } from '../../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { InstantSchema } from '../../../../preload/contract/words.ts'
import { visit } from '../../../dev/answers/visits.ts'
import {
  amendedNow,
  beginAmendment,
  editAmendment,
  endAmendment,
  keepOwnAmendment,
  leaveAmendment,
  letGoAmendment,
  takeBack,
  takeOtherAmendment,
  useAmendments,
} from './amendmentStore.ts'

const closed = visit(1, 'closed')
const { encounterId } = closed

/** Main, as far as it keeps amendments: the rule of `amendment:keep`, and the visit as it stands there. */
let standing: { kept: KeptAmendment | null; visit: VisitDetail }
let clock: number

const keep = ({
  basedOn,
  encounterId: _,
  ...draft
}: KeptAmendment & { basedOn: string | null; encounterId: string }) => {
  if (draft.fromVersion !== standing.visit.version) return fail('CONFLICT', { details: { version: 1 } })
  const savedAt = standing.kept?.savedAt ?? null
  if (basedOn !== savedAt) return fail('CONFLICT', { details: { savedAt } })
  clock += 1
  const kept = { ...draft, savedAt: InstantSchema.parse(new Date(clock).toISOString()), savedBy: 'somebody' }
  standing = { ...standing, kept }
  return ok({ savedAt: kept.savedAt })
}

let isRefused: boolean
const answer = (name: string, input: unknown): Result<unknown> => {
  if (isRefused && name === 'amendment:let-go') return fail('STORE_FULL')
  if (name === 'amendment:kept') return ok(standing.kept)
  if (name === 'visit:detail') return ok(standing.visit)
  if (name === 'amendment:keep') return keep(input as never)
  if (name === 'amendment:let-go') {
    standing = { ...standing, kept: null }
    return ok({})
  }
  return fail('INTERNAL')
}

beforeEach(() => {
  vi.useFakeTimers()
  clock = 1_800_000_000_000
  isRefused = false
  standing = { kept: null, visit: closed }
  vi.stubGlobal('window', { desk: { invoke: async (name: string, input: unknown) => answer(name, input) } })
})
afterEach(() => {
  endAmendment(encounterId)
  useAmendments.setState({ letGo: null })
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const saved = () => vi.advanceTimersByTimeAsync(600)
/** Everything here is gone, as with the program; main still has what it kept. */
const restart = (): void => endAmendment(encounterId)
/** Another desk keeps one of its own over the one that stands. */
const elsewhere = (reason: string): void => {
  const draft = { fromVersion: standing.visit.version, soap: closed.soap, diagnoses: [], orders: [], vitals: [] }
  const basedOn = standing.kept?.savedAt ?? null
  expect(answer('amendment:keep', { ...draft, encounterId, reason, basedOn }).ok).toBe(true)
}
const reasonNow = (): string | undefined => amendedNow(encounterId)?.reason

it('is there again after a restart as it was typed', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: 'typo' })
  await saved()
  restart()
  expect(amendedNow(encounterId)).toBe(undefined)
  await beginAmendment(closed)
  expect(reasonNow()).toBe('typo')
  editAmendment(encounterId, { reason: 'typo in the code' })
  await saved()
  expect(standing.kept?.reason).toBe('typo in the code')
})

it('is kept when the desk turns to something else, and begins anew where nothing was typed', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: 'typo' })
  leaveAmendment(encounterId)
  await saved()
  expect(standing.kept?.reason).toBe('typo')
  expect(reasonNow()).toBe('typo')
  restart()
  standing = { ...standing, kept: null }
  await beginAmendment(closed)
  leaveAmendment(encounterId)
  expect(amendedNow(encounterId)).toBe(undefined)
})

it('does not write over what another desk has kept; a person takes it or writes over it', async () => {
  await beginAmendment(closed)
  elsewhere('of the other desk')
  editAmendment(encounterId, { reason: 'mine' })
  await saved()
  expect(standing.kept?.reason).toBe('of the other desk')
  await keepOwnAmendment(encounterId)
  await saved()
  expect(standing.kept?.reason).toBe('mine')
  elsewhere('newer')
  await takeOtherAmendment(encounterId)
  expect(reasonNow()).toBe('newer')
})

it('goes on upon the next version where the visit was amended elsewhere meanwhile', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: 'mine' })
  await saved()
  standing = { kept: null, visit: { ...closed, version: 2 } }
  editAmendment(encounterId, { reason: 'mine too' })
  await saved()
  expect(standing.kept).toBe(null)
  await beginAmendment(standing.visit)
  expect(amendedNow(encounterId)).toMatchObject({ fromVersion: 1, reason: 'mine too' })
  await keepOwnAmendment(encounterId)
  await saved()
  expect(standing.kept).toMatchObject({ fromVersion: 2, reason: 'mine too' })
})

it('is let go at main too, and can be taken back', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: 'typo' })
  await saved()
  await letGoAmendment(encounterId)
  expect(standing.kept).toBe(null)
  expect(amendedNow(encounterId)).toBe(undefined)
  takeBack()
  expect(useAmendments.getState()).toMatchObject({ amending: encounterId, letGo: null })
  await saved()
  expect(standing.kept?.reason).toBe('typo')
})

it('that was never on this screen can be let go, and taken back', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: '診斷' })
  leaveAmendment(encounterId)
  await vi.advanceTimersByTimeAsync(600)
  endAmendment(encounterId)
  expect(standing.kept?.reason).toBe('診斷')
  expect(await letGoAmendment(encounterId)).toBe(null)
  expect(standing.kept).toBe(null)
  takeBack()
  expect(useAmendments.getState().amending).toBe(encounterId)
  expect(amendedNow(encounterId)?.reason).toBe('診斷')
  await vi.advanceTimersByTimeAsync(600)
  expect(standing.kept?.reason).toBe('診斷')
})

it('is not said to be let go when main could not', async () => {
  await beginAmendment(closed)
  editAmendment(encounterId, { reason: '診斷' })
  await vi.advanceTimersByTimeAsync(600)
  isRefused = true
  expect(await letGoAmendment(encounterId)).toMatchObject({ code: 'STORE_FULL' })
  expect(useAmendments.getState().letGo).toBe(null)
  expect(standing.kept?.reason).toBe('診斷')
})

import { expect, it } from 'vitest'
import { type PlanDraft, planOf } from './rosterDraft.ts'

const draft: PlanDraft = {
  practitionerId: 'dr-1',
  roomId: '1',
  session: 'morning',
  from: '830',
  to: '12:00',
  slotMinutes: '10',
  places: '2',
  walkInPlaces: '1',
  numberLimit: '',
}

it('sends times as minutes and an empty limit as none', () => {
  expect(planOf(draft)).toMatchObject({
    from: 510,
    to: 720,
    slotMinutes: 10,
    places: 2,
    walkInPlaces: 1,
    numberLimit: null,
  })
  expect(planOf({ ...draft, numberLimit: '40' })).toMatchObject({ numberLimit: 40 })
})

it.each([
  { from: '' },
  { to: '25:00' },
  { slotMinutes: 'ten' },
  { places: '' },
  { numberLimit: 'x' },
  { roomId: null },
])('sends nothing with %j', (change) => {
  expect(planOf({ ...draft, ...change })).toBeNull()
})

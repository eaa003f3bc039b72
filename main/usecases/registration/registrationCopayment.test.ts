import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { registrationOptions } from './registrationOptions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const copayments = async (context = desk.context): Promise<Record<string, string | null>> => {
  const cardSessionId = desk.context.cards.current()?.session.sessionId ?? null
  const { treatmentItems } = okValue(
    await registrationOptions(context, { cardSessionId, patientId: null, attendance: 'on-site' }),
  )
  return Object.fromEntries(treatmentItems.map(({ code, copayment }) => [code, copayment?.code ?? null]))
}

it('proposes for each 就醫類別 what it is paid under, and nothing where no source says', async () => {
  await desk.insert(lin)
  expect(await copayments()).toEqual({
    '01': 'D10',
    '04': 'D00',
    '06': 'D30',
    '07': 'D10',
    '08': 'D10',
    AD: '006',
    CA: null,
  })
})

it('lets everybody off in a clinic of the mountains or islands, but not before an injury at work', async () => {
  await desk.insert(lin)
  const { settings } = desk.context
  const clinic = { ...settings.clinic, area: 'mountain-island' as const }
  const found = await copayments({ ...desk.context, settings: { ...settings, clinic } })
  expect(found).toMatchObject({ '01': '007', '04': '007', AD: '006', CA: '007' })
})

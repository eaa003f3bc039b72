import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { Desk } from '../fixtures/desk.ts'
import { cold, present } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import type { Sims } from '../sims/client.ts'

// 雲端醫事人員卡: the control software speaks of it as of a card in the reader, but its session can end by itself.

const threeCards = '/api/hc/v1/Signature/HpcHc'
const verification = '/api/hpc/v1/Verification/Hpc'

interface Ending {
  readonly number: number
  readonly code: ErrorCode
  /** What the number's own next step tells to do. */
  readonly next: string
}

const endings: readonly Ending[] = [
  { number: 9251, code: 'PROFESSIONAL_SESSION_EXPIRED', next: '重新登入' },
  { number: 9267, code: 'PROFESSIONAL_SESSION_ELSEWHERE', next: '在另一台電腦登出' },
  { number: 1707, code: 'PROFESSIONAL_SESSION_ELSEWHERE', next: '在另一台電腦登出' },
]

/** The next call with three cards finds the session ended: the patient's card is put in again. */
const endSession = async (desk: Desk, sims: Sims, { number, code, next }: Ending): Promise<void> => {
  await desk.frontDesk.open()
  await sims.control.failNext({ kind: 'code', code: String(number), path: threeCards })
  await sims.cards.pull()
  await desk.frontDesk.cardIs('none')
  await sims.cards.insert('lin-adult')
  await desk.frontDesk.cardIs('authenticated')
  const card = await desk.frontDesk.says(code)
  await expect(card).toHaveAttribute('data-number', String(number))
  await expect(card.getByTestId('error-next')).toContainText(next)
  await desk.status.is('hpc', 'pin-pending')
}

const signInAgain = async (desk: Desk, sims: Sims): Promise<void> => {
  await desk.status.enterPin(sims.settings.demo.professionalPin)
  await desk.status.is('hpc', 'verified')
  await desk.status.closeLayer()
}

test('a virtual doctor’s card: PIN error, time-out and another PC, each in its own words; orders and signing lock until it is back', async ({
  sims,
  desk,
}) => {
  const { cashier, consultation, page, status } = desk
  await test.step('9250: the PIN failed', async () => {
    await sims.cards.insertProfessional()
    await sims.control.failNext({ kind: 'code', code: '9250', path: verification })
    await status.enterPin(sims.settings.demo.professionalPin)
    const card = await expectErrorCard(page.locator('[data-layer]'), 'PROFESSIONAL_PIN_WRONG')
    await expect(card).toHaveAttribute('data-number', '9250')
    await expect(card).toContainText('虛擬醫事人員卡密碼驗證失敗')
    await expect(card.getByTestId('error-next')).toContainText('再輸入一次密碼')
    await expect(page.getByTestId('hpc-tries-left')).toContainText('2')
    await signInAgain(desk, sims)
  })
  await present(desk, sims, 'lin-adult', '林示安')
  await desk.frontDesk.register()
  await consultation.open()
  await consultation.takeNext()
  await consultation.isLocked(false)
  for (const ending of endings) {
    await test.step(`${ending.number}: orders lock, and open when its holder has signed in again`, async () => {
      await endSession(desk, sims, ending)
      await consultation.open()
      await consultation.isLocked(true)
      await expect(page.getByTestId('order-lock')).toHaveAttribute('data-reason', 'pin-pending')
      await signInAgain(desk, sims)
      await consultation.isLocked(false)
    })
  }
  await consultation.addDiagnosis(cold.diagnosis)
  await consultation.addDrug(cold.drug)
  await expect(consultation.orders()).toHaveCount(1)
  await consultation.finish()
  await test.step('nothing is signed at the cashier’s either until it is back', async () => {
    await endSession(desk, sims, { number: 9251, code: 'PROFESSIONAL_SESSION_EXPIRED', next: '重新登入' })
    await cashier.open()
    await cashier.tryToClose('PROFESSIONAL_PIN_NEEDED')
    expect((await sims.nhi.ledger()).visits).toMatchObject([{ orders: [], codesAndFees: null }])
    await signInAgain(desk, sims)
    await cashier.screen.getByTestId('received').focus()
    await cashier.close()
  })
})

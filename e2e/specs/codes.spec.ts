import { present, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { nhiCode } from '../pages/nhiCodes.ts'
import { words } from '../pages/words.ts'

const next = '/api/v1/SequelNumber/Next'

test('the NHI refuses a registration by number: the number, its meaning, who does what; an unknown one keeps its number', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await test.step('a number of the table', async () => {
    await sims.nhi.failNext({ kind: 'code', code: '9084', path: next })
    const error = await frontDesk.tryToRegister('NHI_REFUSED')
    const { meaning, nextStep } = nhiCode('control', '9084')
    const source = words('code.source.nhi')
    await expect(error.getByTestId('error-number')).toHaveText(words('code.said', { source, code: '9084', meaning }))
    await expect(error.getByTestId('error-next')).toHaveText(
      words('code.next', { who: words('code.who.desk'), step: nextStep }),
    )
    await expect(error).toContainText(words('error.NHI_REFUSED.safe'))
  })
  await test.step('a number of no table', async () => {
    await sims.nhi.failNext({ kind: 'code', code: '7777', path: next })
    const error = await frontDesk.tryToRegister('NHI_REFUSED')
    const said = { source: words('code.source.nhi'), code: '7777', meaning: words('code.unknown') }
    await expect(error.getByTestId('error-number')).toHaveText(words('code.said', said))
    await expect(error.getByTestId('error-next')).toHaveText(words('code.unknownNext', { code: '7777' }))
  })
  expect((await sims.nhi.ledger()).visits).toEqual([])
  await test.step('and Enter again registers', async () => {
    const registered = await frontDesk.register()
    expect(registered.serial).toBe('0001')
  })
})

test('the control software refuses by number: its own name beside the number, and the exception code that the step names', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await sims.control.failNext({ kind: 'code', code: '9202', path: '/api/hc/v1/Signature/Hc' })
  await sims.cards.insert('lin-adult')
  await desk.strip.shows('林示安')
  const error = await frontDesk.says('SAM_FILE_ELSEWHERE')
  const { meaning } = nhiCode('control', '9202')
  const source = words('code.source.control')
  await expect(error.getByTestId('error-number')).toHaveText(words('code.said', { source, code: '9202', meaning }))
  await expect(error.getByTestId('error-next')).toContainText(words('code.who.support'))
  await expect(error.getByTestId('error-next')).toContainText('A030')
  await expect(error.getByTestId('use-exception')).toContainText('A030')
})

test('an upload is refused by number, and a record by the code of its field: in the words of the same table', async ({
  sims,
  desk,
}) => {
  const { cashier } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'code', code: '5004', path: '/V2000/VNHI_Upload' })
  await cashier.close()
  const answer = cashier.upload('nhi-upload').getByTestId('last-answer')
  const { meaning, nextStep } = nhiCode('upload', '5004')
  const source = words('code.source.upload')
  await expect(answer).toContainText(words('code.said', { source, code: '5004', meaning }))
  await expect(answer).toContainText(nextStep)
})

import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { Desk } from '../fixtures/desk.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { simsLog } from '../fixtures/simsLog.ts'
import { present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import type { Sims } from '../sims/client.ts'

/** The status bar says it, and its item has the explanation with the next step. */
const saidInTheBar = async (desk: Desk, code: ErrorCode): Promise<void> => {
  await desk.status.is('sam', 'unknown')
  await desk.status.is('hpc', 'unknown')
  const layer = await desk.status.open('sam')
  await expectErrorCard(layer, code)
  await desk.status.closeLayer()
}

/** The name stands there at once all the same, and the way on is an exception with the code that fits. */
const registersAsException = async (desk: Desk, sims: Sims, code: ErrorCode, exception: string): Promise<void> => {
  await sims.cards.insert('lin-adult')
  await desk.strip.shows('林示安')
  const error = await desk.frontDesk.says(code)
  await expect(error).toContainText(exception)
  const registered = await desk.frontDesk.registerAsException(exception)
  expect(registered.serial).toBe(exception)
  expect((await sims.nhi.ledger()).visits).toEqual([])
  await desk.frontDesk.next()
  await sims.cards.pull()
  await desk.strip.isEmpty()
}

/** A whole authentication and registration, as if nothing had been. */
const worksAgain = async (desk: Desk, sims: Sims): Promise<void> => {
  await desk.status.is('sam', 'verified')
  await present(desk, sims, 'wu-low-income', '吳範例')
  const registered = await desk.frontDesk.register()
  expect(registered.serial).toBe('0001')
}

test('absent at the start: said, exceptions are possible, and it comes back by itself', async ({ sims, desk }) => {
  await sims.control.absent()
  await desk.relaunch()
  await saidInTheBar(desk, 'CONTROL_ABSENT')
  await registersAsException(desk, sims, 'CONTROL_ABSENT', 'A000')
  await sims.control.on()
  await worksAgain(desk, sims)
})

test('absent later: said within seconds, exceptions are possible, and it comes back by itself', async ({
  sims,
  desk,
}) => {
  await signOn(desk, sims)
  await sims.control.absent()
  await saidInTheBar(desk, 'CONTROL_ABSENT')
  await registersAsException(desk, sims, 'CONTROL_ABSENT', 'A000')
  await sims.control.on()
  // The control software has forgotten the PIN with its end, so the bar asks for it again.
  await desk.status.is('hpc', /^(present|pin-pending)$/)
  await worksAgain(desk, sims)
})

test('nonsense: never taken for an answer', async ({ sims, desk }) => {
  await desk.status.is('sam', 'verified')
  await sims.control.nonsense()
  await saidInTheBar(desk, 'CONTROL_BAD_REPLY')
  await registersAsException(desk, sims, 'CONTROL_BAD_REPLY', 'A000')
  await sims.control.on()
  await worksAgain(desk, sims)
})

test('slow: the name does not wait, and Enter pressed ahead registers as soon as the authentication is done', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await desk.status.is('sam', 'verified')
  await sims.control.slow(1_000)
  await sims.cards.insert('lin-adult')
  await strip.shows('林示安')
  await frontDesk.cardIs(/^(identified|authenticating)$/)
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
})

test('too slow: given up after its time, said, and gone on with', async ({ sims, desk }) => {
  await desk.status.is('sam', 'verified')
  await sims.control.slow(11_000)
  await saidInTheBar(desk, 'CONTROL_TIMEOUT')
  await registersAsException(desk, sims, 'CONTROL_TIMEOUT', 'A000')
  await sims.control.on()
  await worksAgain(desk, sims)
})

test('another certificate than the pinned one: nothing is sent to it until a person has adopted it', async ({
  sims,
  desk,
  folder,
}) => {
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    controlSoftware: { ...settings.controlSoftware, sha256Fingerprint: 'ab'.repeat(32) },
  }))
  await desk.close()
  const heardSince = async (since: number) =>
    (await simsLog(sims, since)).split('\n').filter((line) => / control /.test(line)).length
  // The last answers to the desk that has been closed may be written down a little later.
  await expect.poll(() => heardSince(Date.now() - 500)).toBe(0)
  const startedAt = Date.now()
  await desk.start({ settingsFile })
  await saidInTheBar(desk, 'CONTROL_FINGERPRINT')
  await registersAsException(desk, sims, 'CONTROL_FINGERPRINT', 'A000')
  expect(await heardSince(startedAt)).toBe(0)

  await desk.settings.open()
  const found = await desk.settings.pinCertificate()
  expect(found).toBe(sims.settings.controlSoftware.sha256Fingerprint)
  await desk.settings.save()
  await desk.relaunch({ settingsFile })
  await worksAgain(desk, sims)
})

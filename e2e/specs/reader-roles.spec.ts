import { readFileSync } from 'node:fs'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { present } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

test('another reader than the one remembered: the bar asks, one key makes it the patient’s, the card in it is read, and it stays so', async ({
  sims,
  desk,
  folder,
}) => {
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    readers: { ...settings.readers, patient: 'Replaced Reader 00 00' },
  }))
  await desk.close()
  await desk.start({ settingsFile })
  await desk.status.is('reader', 'no-reader')
  await sims.cards.insert('lin-adult')
  await test.step('the bar asks for a choice and names the readers', async () => {
    const layer = await desk.status.open('reader')
    await expect(layer.getByTestId('reader-choice')).toBeVisible()
    const own = layer.getByTestId('reader-row').filter({ hasText: sims.settings.readers.patient })
    await own.getByTestId('reader-assign-patient').press('Enter')
    await expect(own).toHaveAttribute('data-role', 'patient')
    await expect(layer.getByTestId('reader-choice')).toHaveCount(0)
    await desk.status.closeLayer()
  })
  await desk.status.is('reader', 'ready')
  await desk.strip.shows('林示安')
  const kept = JSON.parse(readFileSync(settingsFile, 'utf8')) as { readers: { patient: string } }
  expect(kept.readers.patient).toBe(sims.settings.readers.patient)
  await sims.cards.pull()
  await desk.relaunch({ settingsFile })
  await present(desk, sims, 'lin-adult', '林示安')
})

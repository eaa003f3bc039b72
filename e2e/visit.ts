// `node e2e/visit.ts OUT [--settings FILE]`: plays one whole visit unattended. Called by `npm start -- --visit OUT`, which has
// prepared the environment and the display. Ends with 0 only when both receipts have come back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Album, openAlbum } from './fixtures/album.ts'
import { type Desk, openDesk } from './fixtures/desk.ts'
import { bothReceived, cold, signOn } from './fixtures/steps.ts'
import { opened } from './pages/opened.ts'
import { screenKey } from './pages/screenKeys.ts'
import { attachSims, type Sims, startSims } from './sims/client.ts'

const patient = { card: 'lin-adult', name: '林示安' } as const

/** What is still missing for a good end, in words. */
const missing = async (desk: Desk): Promise<string[]> => {
  const visits = await desk.ask('visit:list', { day: null }).catch(() => [])
  const mine = visits.findLast((visit) => visit.patient.name === patient.name)
  if (mine === undefined) return ['the visit was not registered']
  if (mine.state !== 'closed') return [`the visit was not closed (${mine.state})`]
  return mine.uploads
    .filter((upload) => upload.state !== 'accepted')
    .map(
      ({ target, state, lastCode }) => `no receipt of ${target} (${state}${lastCode === null ? '' : `, ${lastCode}`})`,
    )
}

const play = async (desk: Desk, sims: Sims, album: Album): Promise<void> => {
  const { status, strip, frontDesk, consultation, cashier } = desk
  const { step, photograph } = album
  await step('everything ready', async () => {
    await status.is('reader', 'ready')
    await status.is('sam', 'verified')
    await status.is('vpn', 'up')
  })
  await photograph('empty-desk', ['light', 'dark'])
  await step('professional card and PIN', () => signOn(desk, sims))
  await step('card to name', async () => {
    await sims.cards.insert(patient.card)
    await strip.shows(patient.name)
  })
  await photograph('name-on-screen')
  await step('three-card authentication', () => frontDesk.cardIs('authenticated'))
  await photograph('front-desk', ['light', 'dark'])
  await step('registration and serial', () => frontDesk.register())
  await photograph('registered')

  await consultation.open()
  await photograph('waiting-list')
  await step('patient called in', () => consultation.takeNext())
  await step('note', () => consultation.writeNote(cold.note))
  await step('diagnosis', () => consultation.addDiagnosis(cold.diagnosis))
  await step('drug', () => consultation.addDrug(cold.drug))
  await step('procedure', () => consultation.addProcedure(cold.procedure))
  await step('draft kept', () => consultation.draftIs('saved'))
  await photograph('consultation', ['light', 'dark'])
  await step('end of consultation and price', () => consultation.finish())

  await cashier.open()
  await cashier.cardIs('here')
  await photograph('cashier', ['light', 'dark'])
  await step('card write and close', () => cashier.close(1000))
  await photograph('stored')
  await step('both receipts', () => bothReceived(desk))
  await photograph('received', ['light', 'dark'])
  await step('nothing unsent', () => status.isAllSent())
  for (const name of ['uploads', 'patients', 'reports', 'settings', 'front-desk'] as const) {
    await desk.page.keyboard.press(screenKey(name))
    await opened(desk.page.getByTestId(`screen-${name}`))
    await photograph(name === 'front-desk' ? 'end-of-visit' : name, ['light', 'dark'])
  }
}

const surroundings = async (settingsFile: string | undefined, folder: string): Promise<Sims> => {
  if (settingsFile === undefined) return startSims({ dir: join(folder, 'surroundings') })
  const sims = attachSims(settingsFile)
  if (sims.settings.demo?.adminUrl === undefined) {
    throw new Error('these settings name no demonstration surroundings (demo.adminUrl): nobody could put in the cards')
  }
  return sims
}

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options: { settings: { type: 'string' } }, allowPositionals: true })
  const [out] = positionals
  if (out === undefined) throw new Error('usage: node e2e/visit.ts OUT [--settings FILE]')
  const outFolder = resolve(out)
  mkdirSync(outFolder, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'clinic-visit-'))
  const album = openAlbum(outFolder)
  let sims: Sims | null = null
  let desk: Desk | null = null
  try {
    const started = await album.step('surroundings', () => surroundings(values.settings, folder))
    sims = started
    const settingsFile = started.settingsFile
    const options = { settingsFile, dataDirectory: join(folder, 'data'), environment: started.env }
    const opened = await album.step('application', () => openDesk(options))
    desk = opened
    album.show(() => opened.page)
    await play(opened, started, album)
    await album.step('application closed', () => opened.close())
    const complaints = opened.complaints()
    if (complaints.length === 0) return 0
    album.say(`The visit is complete, but the app complained:\n${complaints.join('\n')}`)
    return 1
  } catch (error) {
    album.say(`The visit was not completed: ${error instanceof Error ? error.message : String(error)}`)
    await album.photograph('where-it-stopped').catch(() => undefined)
    for (const line of (await desk?.ask('visit:list', { day: null }).then(
      () => desk && missing(desk),
      () => null,
    )) ?? []) {
      album.say(`Missing: ${line}`)
    }
    return 1
  } finally {
    await desk?.close().catch(() => undefined)
    await sims?.stop()
    album.finish()
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main()

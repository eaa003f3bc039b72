import { expect } from '../pages/soon.ts'
import type { CardId, Sims } from '../sims/client.ts'
import { visitors } from './people.ts'
import { accidentIsOver } from './recovery.ts'
import { cancel, close, consult, openVisits, register } from './visits.ts'
import { count, type Model, type World } from './world.ts'

/** How often a step that may meet a reader just coming back is tried. */
const tries = 30

/** Ends everything that was put in the app's way, and waits until the desk stands ready again. */
export const restore = async (model: Model, world: World): Promise<void> => {
  const { sims, desk } = world
  await sims.control.on()
  await sims.nhi.clearFaults()
  if (!model.isPluggedIn) {
    // Somebody is waiting for the reader to come back.
    model.card ??= await putIn(sims)
    await sims.cards.plugIn()
    model.isPluggedIn = true
    accidentIsOver(model, world)
  }
  if (!model.isDoctorIn) await sims.cards.insertProfessional()
  model.isDoctorIn = true
  await expect.poll(async () => (await desk.ask('status:current', {})).reader.state, { intervals: [50] }).toBe('ready')
  await Promise.all(world.underWay.splice(0))
}

const putIn = async (sims: Sims): Promise<CardId> => {
  const [{ card }] = visitors
  await sims.cards.insert(card)
  return card
}

/** The doctor's card has lost its PIN when its reader went away for a moment. */
export const signOnAgain = async ({ desk, sims }: Pick<World, 'desk' | 'sims'>): Promise<void> => {
  await expect
    .poll(async () => (await desk.ask('status:probe', {})).professionalCard.state, { intervals: [100] })
    .toMatch(/^(verified|pin-pending|present)$/)
  const { professionalCard } = await desk.ask('status:current', {})
  if (professionalCard.state === 'verified') return
  await persist('the PIN', async () => {
    const answer = await desk.invoke('professional:verify-pin', { pin: sims.settings.demo.professionalPin })
    return answer.ok ? 'done' : answer.error.code
  })
}

/** Does a step until it is done; fails when it is still not done with everything in order. */
export const persist = async (what: string, step: () => Promise<string>): Promise<void> => {
  let last = ''
  for (let time = 0; time < tries; time += 1) {
    last = await step()
    if (last === 'done') return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${what}: still ${last} after ${tries} tries with everything in order`)
}

/**
 * Everybody comes once more, with everything in order: the screen shows the right name, what was left open is finished, and a
 * serial whose answer was lost becomes a visit. Afterwards nothing may be open any more.
 */
export const finishEverything = async (model: Model, world: World): Promise<void> => {
  const { sims, desk } = world
  await signOnAgain(world)
  const { visits: atNhi } = await sims.nhi.ledger()
  for (const { card, name } of visitors) {
    const isInvolved =
      atNhi.some(({ personId, rolledBack }) => personId === card && !rolledBack) ||
      (await openVisits(desk)).some(({ patient }) => patient.name === name)
    if (!isInvolved || (await isFinished(world, card, name))) continue
    await sims.cards.insert(card)
    model.card = card
    await desk.strip.shows(name)
    await desk.frontDesk.cardIs('authenticated')
    await finishVisitsOf(world, card, name)
  }
  await sims.cards.pull()
  model.card = null
}

/** As many visits at the NHI as the desk has closed, and none open. */
const isFinished = async ({ sims, desk }: World, card: string, name: string): Promise<boolean> => {
  const { visits } = await sims.nhi.ledger()
  const given = visits.filter(({ personId, kind, rolledBack }) => kind === 'card' && personId === card && !rolledBack)
  const own = (await desk.ask('visit:list', { day: null })).filter(({ patient }) => patient.name === name)
  const closed = own.filter(({ state }) => state === 'closed')
  const open = own.filter(({ state }) => state !== 'closed' && state !== 'cancelled')
  return open.length === 0 && closed.length === given.length
}

const finishVisitsOf = async (world: World, card: string, name: string): Promise<void> => {
  const { desk } = world
  const own = async () => (await openVisits(desk)).find(({ patient }) => patient.name === name)
  let visit = await own()
  if (visit === undefined) {
    // The NHI knows of a serial that no visit was made of: registering takes it up, and takes no second one.
    count(world, 'serial taken up again')
    await persist('taking a lost serial up', () => register(desk))
    visit = await own()
  }
  if (visit === undefined) throw new Error('a registration that is not on the list')
  if (visit.state === 'waiting' && visit.queueNumber % 3 === 0 && visit.exceptionCode === null) {
    const { encounterId } = visit
    const waiting = visit
    await persist('cancelling', () => cancel(desk, waiting))
    const [cancelled] = (await desk.ask('visit:list', { day: null })).filter((each) => each.encounterId === encounterId)
    expect(cancelled?.state).toBe('cancelled')
    return
  }
  const registered = visit
  const withProfessional = async (step: () => Promise<string>): Promise<string> => {
    const answer = await step()
    // The professional's reader may have come back only now.
    if (answer.startsWith('PROFESSIONAL_')) await signOnAgain(world)
    return answer
  }
  if (registered.state !== 'to-pay') {
    await persist('consulting', () => withProfessional(() => consult(desk, registered)))
  }
  await persist('closing', () => withProfessional(() => close(desk, registered)))
  if (!(await isFinished(world, card, name))) await finishVisitsOf(world, card, name)
}

import { setTimeout as sleep } from 'node:timers/promises'
import fc, { type AsyncCommand } from 'fast-check'
import type { VisitSummary } from '../../preload/contract/visit/visit.ts'
import { visitorOf, visitors } from './people.ts'
import { accidentBegins, accidentIsOver } from './recovery.ts'
import { awaitVisit, cancel, close, consult, openVisits, register } from './visits.ts'
import { count, leaveUnderWay, type Model, type World } from './world.ts'

type Command = AsyncCommand<Model, World>

const command = (
  name: string,
  fits: (model: Readonly<Model>) => boolean,
  play: (model: Model, world: World) => Promise<void>,
): Command => ({
  check: fits,
  run: async (model, world) => {
    count(world, name)
    await play(model, world)
  },
  toString: () => name,
})
const always = (): boolean => true

const insert = (card: (typeof visitors)[number]['card']): Command =>
  command(
    `insert ${card}`,
    (model) => model.card !== card,
    async (model, { sims }) => {
      await sims.cards.insert(card)
      model.card = card
    },
  )

const remove = command(
  'remove',
  (model) => model.card !== null,
  async (model, { sims }) => {
    await sims.cards.pull()
    model.card = null
  },
)

const unplug = command(
  'unplug',
  (model) => model.isPluggedIn,
  async (model, world) => {
    accidentBegins(world)
    await world.sims.cards.unplug()
    model.isPluggedIn = false
  },
)

const plugIn = command(
  'plug in',
  (model) => !model.isPluggedIn,
  async (model, world) => {
    await world.sims.cards.plugIn()
    model.isPluggedIn = true
    accidentIsOver(model, world)
  },
)

const doctorLeaves = command(
  'doctor’s card out',
  (model) => model.isDoctorIn,
  async (model, { sims }) => {
    await sims.cards.pullProfessional()
    model.isDoctorIn = false
  },
)

const doctorReturns = command(
  'doctor’s card in',
  (model) => !model.isDoctorIn,
  async (model, { sims }) => {
    await sims.cards.insertProfessional()
    model.isDoctorIn = true
  },
)

const restartService = command('restart service', always, async (model, world) => {
  accidentBegins(world)
  await world.sims.cards.stopService()
  await world.sims.cards.startService()
  // With the cable out, the accident is not over yet.
  if (model.isPluggedIn) accidentIsOver(model, world)
})

const slow = (ms: number): Command =>
  command(`slow ${ms}`, always, async (_model, { sims }) => {
    await sims.control.slow(ms)
  })

const loseReply = (path: string): Command =>
  command(`lose the reply of ${path}`, always, async (_model, { sims }) => {
    await sims.nhi.failNext({ kind: 'lost-reply', path: `/api/v1/${path}` })
  })

/** Carried out, and answered with a number that leaves open whether it was. */
const misanswer = (path: string, code: number): Command =>
  command(`answer ${path} with ${code}`, always, async (_model, { sims }) => {
    await sims.nhi.failNext({ kind: 'code', code: String(code), path: `/api/v1/${path}`, processed: true })
  })

const pause = (ms: number): Command => command(`pause ${ms}`, always, () => sleep(ms).then(() => undefined))

/** One person at the keyboard, or two desks' worth of impatience: the same request twice at once. */
const registering = (times: number): Command =>
  command(`register × ${times}`, always, async (_model, world) => {
    for (let time = 0; time < times; time += 1) leaveUnderWay(world, 'register', () => register(world.desk))
  })

const closeOne = async ({ desk }: World, fits?: (visit: VisitSummary) => boolean): Promise<string> => {
  const visit = await awaitVisit(desk, fits)
  if (visit === undefined) return 'no visit'
  if (visit.state !== 'to-pay') {
    const consulted = await consult(desk, visit)
    if (consulted !== 'done') return consulted
  }
  return close(desk, visit)
}

const closing = command('close', always, async (_model, world) => {
  leaveUnderWay(world, 'close', () => closeOne(world))
})

/** Registering, consulting and closing take about so long; then the next command comes, whatever has become of them. */
const blindMs = 2_500

/**
 * A closing that loses the answer to one of its two writes: of the card that is in, registered first where it has no visit, and left alone
 * until then. By chance the fault hardly ever met a closing that got as far as its write.
 */
const closingBlind = (path: string): Command =>
  command(
    `close, losing the reply of ${path}`,
    ({ card, isPluggedIn, isDoctorIn }) => card !== null && isPluggedIn && isDoctorIn,
    async (model, world) => {
      const name = visitorOf(model.card ?? '').name
      const isOwn = ({ patient }: VisitSummary): boolean => patient.name === name
      await world.sims.nhi.failNext({ kind: 'lost-reply', path: `/api/v1/${path}` })
      const ended = Promise.withResolvers<void>()
      leaveUnderWay(world, 'close', async () => {
        try {
          if (!(await openVisits(world.desk)).some(isOwn)) count(world, `register: ${await register(world.desk)}`)
          return await closeOne(world, isOwn)
        } finally {
          ended.resolve()
        }
      })
      await Promise.race([ended.promise, sleep(blindMs)])
    },
  )

const cancelling = command('cancel', always, async (_model, world) => {
  leaveUnderWay(world, 'cancel', async () => {
    const visit = await awaitVisit(world.desk, ({ state }) => state === 'waiting')
    return visit === undefined ? 'no visit' : cancel(world.desk, visit)
  })
})

const cardMoves: readonly Command[] = [...visitors.map(({ card }) => insert(card)), remove]
const accidents: readonly Command[] = [
  unplug,
  plugIn,
  restartService,
  doctorLeaves,
  doctorReturns,
  slow(300),
  loseReply('SequelNumber/Next'),
  misanswer('SequelNumber/Next', 5174),
  misanswer('SequelNumber/Next', 4000),
  loseReply('SequelNumber/Rollback'),
  loseReply('Treatment/WriteCodeFee'),
  loseReply('Prescription/Write'),
]
const work: readonly Command[] = [registering(1), registering(2), closing, cancelling, pause(150), pause(600)]
const lostWrites: readonly Command[] = [closingBlind('Treatment/WriteCodeFee'), closingBlind('Prescription/Write')]

/**
 * A run: cards, accidents and work in any order. Somebody is at the desk when it begins, because nothing happens at an empty one, and
 * often with a visit that can be closed or cancelled.
 */
export const runs = fc.record({
  first: fc.constantFrom(...visitors.map(({ card }) => card)),
  isRegistered: fc.boolean(),
  commands: fc.commands(
    [...cardMoves, ...cardMoves, ...accidents, ...work, ...work, ...lostWrites, ...lostWrites].map((each) =>
      fc.constant(each),
    ),
    { maxCommands: 16, size: 'max' },
  ),
})

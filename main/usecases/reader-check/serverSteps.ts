import { fail, type Result } from '../../../preload/contract/result.ts'
import { clockState } from '../../domain/desk/clockDifference.ts'
import { stopwatch } from '../stopwatch.ts'
import type { CheckedDesk, CheckedServer } from './checkedDesk.ts'
import { bad, good, type Step, skipped } from './verdict.ts'
import { withinTime } from './withinTime.ts'

interface Asked {
  readonly server: CheckedServer
  readonly answer: Result<{ readonly offsetMs: number | null }>
  readonly ms: number
}

const askServer = async (
  server: CheckedServer,
  late: 'NHI_TIMEOUT' | 'CLOUD_UNREACHABLE',
  withinMs: number,
  signal: AbortSignal,
): Promise<Asked> => {
  const elapsed = stopwatch()
  const answer = await withinTime(server.ask(signal), withinMs, () => fail(late, { retryable: true }))
  return { server, answer, ms: elapsed() }
}

/** A data centre that is cut while another one of the same service answers is no fault: calls go there by themselves. */
const centreSteps = <Item extends 'nhi-data-centre' | 'cloud-data-centre'>(
  item: Item,
  asked: readonly Promise<Asked>[],
  late: 'NHI_TIMEOUT' | 'CLOUD_UNREACHABLE',
): readonly Step<Item>[] =>
  asked.map((own, index) => ({
    item,
    index,
    late,
    run: async () => {
      const { server, answer, ms } = await own
      const value = { host: server.host }
      if (answer.ok) return good(value, ms)
      const all = await Promise.all(asked)
      if (!all.some((one) => one.answer.ok)) return bad('fault', answer.error, value, ms)
      // The failure's own advice is for a service that can't be reached at all.
      const details = { ...answer.error.details, cause: answer.error.code }
      return bad('warning', fail('DATA_CENTRE_DOWN', { retryable: true, details }).error, value, ms)
    },
  }))

const noServers = (item: 'nhi-data-centre' | 'cloud-data-centre'): Step => ({
  item,
  index: 0,
  late: 'NOT_CONFIGURED',
  run: async () => skipped('not-configured'),
})

/** By the first that has answered just now, in the order of the settings; else by what the desk has learned before. */
const clockStep = (desk: CheckedDesk, asked: readonly Promise<Asked>[]): Step<'clock'> => ({
  item: 'clock',
  index: 0,
  late: 'NHI_TIMEOUT',
  run: async () => {
    const answers = (await Promise.all(asked)).map(({ answer }) => (answer.ok ? answer.value.offsetMs : null))
    const offsetMs = answers.find((one) => one !== null) ?? desk.status().clock.offsetMs
    if (offsetMs === null) return skipped('no-answer')
    const value = { offsetSeconds: Math.round(offsetMs / 1000) }
    const state = clockState(value.offsetSeconds)
    return state === 'good' ? good(value, null) : bad(state, fail('CLOCK_OFF').error, value, null)
  },
})

/** Every data centre of the NHI and of the clinic's cloud by itself, and the clock by what they answer. */
export const serverSteps = (desk: CheckedDesk, withinMs: number, signal: AbortSignal): readonly Step[] => {
  const nhi = desk.nhiServers.map((server) => askServer(server, 'NHI_TIMEOUT', withinMs, signal))
  const cloud = desk.cloudServers.map((server) => askServer(server, 'CLOUD_UNREACHABLE', withinMs, signal))
  return [
    ...(nhi.length === 0 ? [noServers('nhi-data-centre')] : centreSteps('nhi-data-centre', nhi, 'NHI_TIMEOUT')),
    ...(cloud.length === 0
      ? [noServers('cloud-data-centre')]
      : centreSteps('cloud-data-centre', cloud, 'CLOUD_UNREACHABLE')),
    clockStep(desk, [...nhi, ...cloud]),
  ]
}

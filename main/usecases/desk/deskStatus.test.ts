import { describe, expect, it } from 'vitest'
import { cshisWay } from '../../../native/nhi-control/cshis/createCshis.ts'
import { fakeWay } from '../../../native/nhi-control/fakeNhiControl.ts'
import type { NhiWay } from '../../../native/nhi-control/port.ts'
import { vhcSdkWay } from '../../../native/nhi-control/vhc-sdk/notOffered.ts'
import { createDeskStatus } from './deskStatus.ts'

const statusOf = (way: NhiWay | null) =>
  createDeskStatus({
    control: way === null ? null : { way },
    settings: null,
    now: () => 0,
    publish: () => undefined,
  }).current()

describe('whether records can be handed in', () => {
  it.each([
    ['control software 6.0', fakeWay, true],
    ['the 5.x library', cshisWay, false],
    ['the SDK of virtual cards', vhcSdkWay, false],
    ['a clinic that has not been set up', null, true],
  ] as const)('%s', (_, way, offered) => expect(statusOf(way).outbox.nhiOffered).toBe(offered))
})

describe('what the way does without is said from the start, as nobody ever asks it', () => {
  it.each([
    ['control software 6.0', fakeWay, 'unknown', 'unknown'],
    ['the 5.x library', cshisWay, 'unknown', 'unknown'],
    ['the SDK of virtual cards', vhcSdkWay, 'not-needed', 'not-needed'],
    ['a clinic that has not been set up', null, 'unknown', 'unknown'],
  ] as const)('%s', (_, way, sam, professionalCard) =>
    expect(statusOf(way)).toMatchObject({ sam: { state: sam }, professionalCard: { state: professionalCard } }),
  )
})

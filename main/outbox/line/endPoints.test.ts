import { describe, expect, it } from 'vitest'
import { createFakeNhiControl } from '../../../native/nhi-control/fakeNhiControl.ts'
import { ControlSoftwareSchema } from '../../../preload/contract/desk/controlSoftware.ts'
import { ok } from '../../../preload/contract/result.ts'
import { chainStart } from '../../store/audit/auditChain.ts'
import { OutboxPaceSchema } from '../process/messages.ts'
import { openEndPoints } from './endPoints.ts'

const first = { startWith: 0, onActiveChange: () => undefined }

const open = (offers: readonly ('sam' | 'server-probe')[]) => {
  const fake = createFakeNhiControl({ way: { adapter: 'cshis', pinEntry: 'device', offers: new Set(offers) } })
  const endPoints = openEndPoints({
    settings: {
      controlSoftware: ControlSoftwareSchema.parse({
        adapter: 'cshis',
        baseUrl: 'https://localhost:1',
        sha256Fingerprint: '',
        initialName: '',
      }),
      nhiServer: { baseUrls: ['https://localhost:1'], caPem: null },
      clinicCloud: null,
    },
    pace: OutboxPaceSchema.parse({}),
    ledger: { keepPayload: async () => ok(null), rowsAwaiting: async () => [], earlierRows: async () => [] },
    now: Date.now,
    mainNhi: fake,
    heldOtherwise: () => Promise.resolve(new Set()),
    auditTrail: {
      tail: async () => chainStart,
      newestAnchor: async () => null,
      keep: async () => undefined,
    },
    appointments: {
      state: async () => ({ pulledAt: null, failure: null }),
      keep: async () => ok(0),
      keepFailure: async () => ok(undefined),
    },
    deskId: 'desk-1',
    remembered: { nhi: first, cloud: first },
  })
  return { fake, endPoints }
}

describe('the way to the NHI of a device that only one process may hold', () => {
  it('goes through main, whose offset is the worker’s', async () => {
    const { fake, endPoints } = open(['sam', 'server-probe'])
    fake.setServerOffset(1_234)
    expect(await endPoints.nhi.probe()).toEqual({ up: true, dataCentre: 0 })
    expect(fake.calls).toEqual(['probeServer'])
    expect(endPoints.offsetMs()).toBe(1_234)
  })

  it('is judged by its SAM where it has no probe', async () => {
    const { fake, endPoints } = open(['sam'])
    expect(await endPoints.nhi.probe()).toEqual({ up: true, dataCentre: null })
    fake.lapseSam()
    fake.cutServer(true)
    expect(await endPoints.nhi.probe()).toEqual({ up: false, dataCentre: null })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NhiControlPort } from '../port.ts'
import {
  codeOf,
  initial,
  next,
  personReply,
  register,
  scriptedCard,
  serialInput,
  serialReply,
  signHc,
  status,
  verifySam,
} from '../testing/replies.ts'
import { type ScriptedNhi, startScriptedNhi, statusReply } from '../testing/scriptedNhi.ts'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

/** The SAM is not verified any more; verifying it mends that. */
const lapse = (answer: number | null): void => {
  nhi.local.set(status, statusReply({ initialized: answer !== 1000, sam: 1 }))
  if (answer !== null) nhi.local.once(signHc, answer)
  nhi.local.set(initial, 0)
  nhi.local.set(verifySam, (_request, response) => {
    nhi.local.set(status, statusReply({}))
    response.end('{"statusCode":0}')
  })
}

describe('a SAM whose verification has lapsed', () => {
  it.each([
    ['control software started anew', 1000, [initial, verifySam]],
    ['not authenticated', 4050, [verifySam]],
    ['authentication failed', 4051, [verifySam]],
  ])('is verified again, and the call made once more: %s', async (_name, answer, mending) => {
    lapse(answer)
    nhi.first.set(register, personReply)
    expect(await control.registeredPerson()).toMatchObject({ ok: true })
    expect(nhi.local.calls()).toEqual([signHc, status, ...mending, status, signHc])
    expect(nhi.first.calls()).toEqual([register])
  })

  it('is verified again when the server refuses its signature, which has carried nothing out', async () => {
    lapse(null)
    nhi.first.once(next, 4050)
    nhi.first.set(next, serialReply)
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({ ok: true })
    expect(nhi.first.calls()).toEqual([next, next])
  })

  it('that stays so is told after one try', async () => {
    nhi.local.set(signHc, 4050)
    expect(await control.registeredPerson()).toMatchObject({
      error: { code: 'SAM_NOT_VERIFIED', details: { statusCode: 4050 } },
    })
    expect(nhi.local.calls()).toEqual([signHc, status, signHc])
    nhi.local.set(status, statusReply({ sam: 1 }))
    nhi.local.set(verifySam, 4061)
    expect(await codeOf(control.registeredPerson())).toBe('NHI_UNREACHABLE')
    expect(nhi.first.seen).toHaveLength(0)
  })

  it('is verified once for all who need it', async () => {
    lapse(4050)
    nhi.local.once(signHc, 4050)
    nhi.first.set(register, personReply)
    await Promise.all([control.registeredPerson(), control.registeredPerson(), control.open()])
    expect(nhi.local.calls().filter((call) => call === verifySam)).toHaveLength(1)
  })

  it('never makes a call again whose answer is lost', async () => {
    nhi.first.set(next, (_request, _response, socket) => socket.destroy())
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('NHI_REPLY_LOST')
    expect(nhi.local.calls()).toEqual([signHc])
    expect(nhi.first.calls()).toEqual([next])
  })
})

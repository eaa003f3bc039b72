import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asking } from '../contract-suite/asking.ts'
import type { NhiControlPort } from '../port.ts'
import { codeOf, initial, status, verifySam } from '../testing/replies.ts'
import { type ScriptedNhi, startScriptedNhi, statusReply } from '../testing/scriptedNhi.ts'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('the control software', () => {
  it.each([
    [
      { sam: 0, hpc: 0, hc: 0 },
      { sam: 'none', professionalCard: 'none', patientCard: 'none' },
    ],
    [
      { sam: 1, hpc: 1, hc: 1 },
      { sam: 'not-verified', professionalCard: 'present', patientCard: 'present' },
    ],
    [
      { sam: 2, hpc: 2, hc: 2 },
      { sam: 'verified', professionalCard: 'pin-pending', patientCard: 'authenticated' },
    ],
    [
      { sam: 9, hpc: 3, hc: 5 },
      { sam: 'none', professionalCard: 'verified', patientCard: 'authenticated' },
    ],
    [
      { sam: 2, hpc: 9, hc: 9 },
      { professionalCard: 'none', patientCard: 'none' },
    ],
  ])('tells its state %j', async (codes, expected) => {
    nhi.local.set(status, statusReply(codes))
    expect(await control.status()).toMatchObject({ ok: true, value: { initialised: true, ...expected } })
  })

  it('is told from absent, slow, nonsense and a stranger', async () => {
    nhi.local.once(status, (_request, response) => response.end('<html>'))
    expect(await codeOf(control.status())).toBe('CONTROL_BAD_REPLY')
    nhi.local.once(status, { status: 'fine' })
    expect(await codeOf(control.status())).toBe('CONTROL_BAD_REPLY')
    nhi.local.once(status, () => undefined)
    expect(await codeOf(control.status())).toBe('CONTROL_TIMEOUT')
    nhi.local.once(status, (_request, response) => response.writeHead(500).end())
    expect(await codeOf(control.status())).toBe('CONTROL_TIMEOUT')
    await nhi.local.close()
    expect(await codeOf(control.status())).toBe('CONTROL_ABSENT')
  })

  it('is not spoken to when its certificate is another one, or none has been pinned', async () => {
    for (const fingerprint of ['0'.repeat(64), '']) {
      const stranger = await startScriptedNhi({ fingerprint })
      expect(await stranger.control.status()).toMatchObject({
        error: { code: 'CONTROL_FINGERPRINT', retryable: false },
      })
      expect(await codeOf(stranger.control.verifyProfessionalPin('123456'))).toBe('CONTROL_FINGERPRINT')
      expect(stranger.local.seen).toHaveLength(0)
      await stranger.close()
    }
  })

  it('with another certificate hears no call at all, whichever it is', async () => {
    const stranger = await startScriptedNhi({ fingerprint: '0'.repeat(64) })
    // These two have nothing to do with the program on this PC.
    const { probeServer: _server, cumulativeData: _never, ...calls } = asking
    for (const [name, ask] of Object.entries(calls)) {
      expect([name, await codeOf(ask(stranger.control))]).toEqual([name, 'CONTROL_FINGERPRINT'])
    }
    expect(stranger.local.seen).toHaveLength(0)
    expect(stranger.first.seen).toHaveLength(0)
    await stranger.close()
  })

  it('is opened only where it is not open', async () => {
    expect(await control.open()).toMatchObject({ ok: true, value: { initialised: true, sam: 'verified' } })
    expect(nhi.local.calls()).toEqual([status])
  })

  it('is initialised and its SAM verified, with 1001 as done', async () => {
    nhi.local.once(status, statusReply({ initialized: false, sam: 0 }))
    nhi.local.once(status, statusReply({ initialized: false, sam: 0 }))
    nhi.local.set(initial, 1001)
    nhi.local.set(verifySam, 0)
    expect(await control.open()).toMatchObject({ ok: true, value: { sam: 'verified' } })
    expect(nhi.local.calls()).toEqual([status, status, initial, verifySam, status])
    expect(nhi.local.lastBody(initial)).toEqual({})
  })

  it.each<[string, number, string]>([
    ['refused', 9013, 'SAM_NOT_VERIFIED'],
    ['not there', 4012, 'SAM_NOT_VERIFIED'],
    ['failed', 4051, 'SAM_NOT_VERIFIED'],
    ['unreachable', 4061, 'NHI_UNREACHABLE'],
    ['its console is not running', 9240, 'SAM_CONSOLE_NOT_RUNNING'],
    ['its file is not there', 9200, 'SAM_FILE_MISSING'],
    ['its file is another PC’s', 9202, 'SAM_FILE_ELSEWHERE'],
    ['its file cannot be read', 9201, 'SAM_FILE_UNREADABLE'],
    ['its file is for testing, and the NHI is not', 9203, 'SAM_FILE_MIXED'],
    ['its contract is suspended', 9060, 'SAM_SUSPENDED'],
  ])('says why a SAM is not verified: %s', async (_name, statusCode, code) => {
    nhi.local.set(status, statusReply({ sam: 1 }))
    nhi.local.set(verifySam, statusCode)
    expect(await control.open()).toMatchObject({ ok: false, error: { code, details: { statusCode } } })
  })

  it('verifies a verified SAM anew where that is wanted, and only then', async () => {
    nhi.local.set(verifySam, 0)
    expect(await control.open({ renew: true })).toMatchObject({ ok: true, value: { sam: 'verified' } })
    expect(nhi.local.calls()).toEqual([status, status, verifySam, status])
    nhi.local.set(verifySam, 4061)
    expect(await codeOf(control.open({ renew: true }))).toBe('NHI_UNREACHABLE')
    expect(await codeOf(control.open())).toBe('ok')
  })

  it('does not take a verification for done that the state denies', async () => {
    nhi.local.set(status, statusReply({ sam: 1 }))
    nhi.local.set(verifySam, 0)
    expect(await codeOf(control.open())).toBe('SAM_NOT_VERIFIED')
  })

  it('passes the PIN on once, and tells wrong from locked', async () => {
    const verify = 'POST /api/hpc/v1/Verification/Hpc'
    nhi.local.once(verify, 9039)
    nhi.local.once(verify, 9043)
    nhi.local.once(verify, 4014)
    nhi.local.once(verify, 0)
    expect(await codeOf(control.verifyProfessionalPin('111111'))).toBe('PROFESSIONAL_PIN_WRONG')
    expect(await codeOf(control.verifyProfessionalPin('111111'))).toBe('PROFESSIONAL_PIN_LOCKED')
    expect(await codeOf(control.verifyProfessionalPin('111111'))).toBe('PROFESSIONAL_CARD_ABSENT')
    expect(await codeOf(control.verifyProfessionalPin('123456'))).toBe('ok')
    expect(nhi.local.seen).toHaveLength(4)
    expect(nhi.local.lastBody(verify)).toEqual({ pin: '123456' })
  })

  it('a PIN whose answer is lost is not sent again', async () => {
    const verify = 'POST /api/hpc/v1/Verification/Hpc'
    nhi.local.set(verify, (_request, _response, socket) => socket.destroy())
    expect(await codeOf(control.verifyProfessionalPin('123456'))).toBe('CONTROL_TIMEOUT')
    expect(nhi.local.seen).toHaveLength(1)
  })
})

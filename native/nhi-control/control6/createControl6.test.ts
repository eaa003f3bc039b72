import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testAuthority } from '../../network/testing/certificates.ts'
import { sendJson } from '../../network/testing/localServer.ts'
import type { NhiControlPort } from '../port.ts'
import {
  codeOf,
  next,
  personReply,
  register,
  scriptedCard,
  serialInput,
  serialReply,
  treatments,
} from '../testing/replies.ts'
import { type ScriptedNhi, startScriptedNhi } from '../testing/scriptedNhi.ts'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('the two data centres', () => {
  it('a question goes to the second when the first fails, and stays there', async () => {
    nhi.first.set(register, (_request, response) => response.writeHead(503).end())
    nhi.second.set(register, personReply)
    expect(await control.registeredPerson()).toMatchObject({ ok: true })
    expect(await control.registeredPerson()).toMatchObject({ ok: true })
    expect(nhi.first.calls()).toEqual([register])
    nhi.second.set('GET /', (_request, response) => response.writeHead(404).end())
    expect(await control.probeServer()).toEqual({ ok: true, value: { dataCentre: 1 } })
  })

  it('a run begins where the one before has left off, and tells when it goes on to another', async () => {
    const changes: number[] = []
    const later = await startScriptedNhi({
      dataCentre: { startWith: 1, onActiveChange: (index) => changes.push(index) },
    })
    later.first.set(register, personReply)
    later.second.set(register, personReply)
    expect(await later.control.registeredPerson()).toMatchObject({ ok: true })
    expect([later.first.calls(), later.second.calls(), changes]).toEqual([[], [register], []])
    later.second.set(register, (_request, response) => response.writeHead(503).end())
    expect(await later.control.registeredPerson()).toMatchObject({ ok: true })
    expect(changes).toEqual([0])
    await later.close()
  })

  it('tells whether anybody answers, whatever is said', async () => {
    nhi.first.set('GET /', (_request, response) => response.end('<html>'))
    expect(await control.probeServer()).toEqual({ ok: true, value: { dataCentre: 0 } })
    await nhi.first.close()
    await nhi.second.close()
    expect(await codeOf(control.probeServer())).toBe('NHI_UNREACHABLE')
  })

  it('give their clock, also in an answer that refuses', async () => {
    expect(control.serverOffsetMs()).toBeNull()
    nhi.first.set(register, (_request, response) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString())
      sendJson(response, { statusCode: 5012 })
    })
    await control.registeredPerson()
    expect(control.serverOffsetMs()).toBeGreaterThan(3_590_000)
    expect(control.serverOffsetMs()).toBeLessThan(3_610_000)
  })

  it('with another CA are not spoken to', async () => {
    const other = await startScriptedNhi({ caPem: (await testAuthority('Other')).caPem })
    expect(await codeOf(other.control.nextSerial(serialInput, scriptedCard))).toBe('NHI_UNREACHABLE')
    expect(other.first.seen).toHaveLength(0)
    await other.close()
  })
})

describe('one call at a time', () => {
  it('the state is told while a card call runs', async () => {
    let answer = (): void => undefined
    const asked = new Promise<void>((resolve) => {
      nhi.first.set(register, (_request, response) => {
        answer = () => sendJson(response, { statusCode: 0, ...personReply })
        resolve()
      })
    })
    nhi.first.set(treatments, { treatments: [] })
    const person = control.registeredPerson()
    const visits = control.cardVisits()
    await asked
    // Whether the other question is out by now depends on how soon the card has signed it.
    expect(await control.status()).toMatchObject({ ok: true })
    answer()
    expect(await person).toMatchObject({ ok: true })
    expect(await visits).toEqual({ ok: true, value: [] })
  })

  it('a new card does not wait for what is being asked about the old one', async () => {
    const asked = new Promise<void>((resolve) => {
      nhi.first.set(register, () => resolve())
    })
    const person = control.registeredPerson()
    const visits = control.cardVisits()
    await asked
    expect(await control.logOutPatientCard()).toEqual({ ok: true, value: null })
    expect(await codeOf(person)).toBe('CARD_REMOVED')
    expect(await codeOf(visits)).toBe('CARD_REMOVED')
    expect(nhi.first.calls()).toEqual([register])
  })

  it('a serial under way is never given up for a new card', async () => {
    let answer = (): void => undefined
    const asked = new Promise<void>((resolve) => {
      nhi.first.set(next, (_request, response) => {
        answer = () => sendJson(response, { statusCode: 0, ...serialReply })
        resolve()
      })
    })
    const serial = control.nextSerial(serialInput, scriptedCard)
    await asked
    const loggedOut = control.logOutPatientCard()
    answer()
    expect(await serial).toMatchObject({ ok: true })
    expect(await loggedOut).toEqual({ ok: true, value: null })
  })

  it('without a card there is nobody to log out', async () => {
    nhi.local.set('DELETE /api/hc/v1/Logout', 4013)
    expect(await control.logOutPatientCard()).toEqual({ ok: true, value: null })
  })
})

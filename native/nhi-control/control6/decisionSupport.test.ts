import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NhiControlPort } from '../port.ts'
import { codeOf, signHpcHc } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi } from '../testing/scriptedNhi.ts'

const question = 'POST /api/imie5000/GetMedPrtInfo'
const card = { cardNumber: scriptedSignatures.hpcHc.hcId, nationalId: scriptedSignatures.hpcHc.hcIdNo }
const alert = {
  oOrder: 'AC29812100',
  effect: '出血風險增加',
  mechanism: '併用',
  management: '評估替代藥物',
  sub: [{ hospName: '別家診所', funcDT: '1151119', ddiatC7Name: 'aspirin' }],
}
const none = { rtnNum: '0', sub: [] }

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('drugAlerts', () => {
  it('asks about each kind with a signature of three cards, and tells what each block answers', async () => {
    nhi.first.set(question, { rtnCode: '00', sub: [{ rtnNum: '1', sub: [alert] }, none, none, none] })
    const other = { ...alert, oOrder: 'B', sub: [{ ...alert.sub[0], funcDT: 'lately' }] }
    expect(await control.drugAlerts(['AC29812100', 'B'], card)).toEqual({
      ok: true,
      value: [
        {
          kind: 'interaction',
          code: 'AC29812100',
          effect: '出血風險增加',
          mechanism: '併用',
          management: '評估替代藥物',
          elsewhere: [{ hospital: '別家診所', suppliedOn: '2026-11-19', drug: 'aspirin' }],
        },
      ],
    })
    expect(nhi.local.lastBody(signHpcHc)).toEqual({ serviceType: '91' })
    const orders = [{ sOrder: 'AC29812100' }, { sOrder: 'B' }]
    expect(nhi.first.lastBody(question)).toEqual({
      sHospId: scriptedSignatures.hpcHc.hospitalId,
      sHpcId: scriptedSignatures.hpcHc.hpcId,
      sPatId: scriptedSignatures.hpcHc.hcIdNo,
      sVerify: { ...scriptedSignatures.hpcHc, serviceType: '91' },
      sub: ['09', 'D', 'A', 'R'].map((sType) => ({ sType, sub: orders })),
    })
    nhi.first.set(question, { rtnCode: '00', sub: [none, none, none, { rtnNum: 1, sub: [other] }] })
    expect(await control.drugAlerts(['B'], card)).toMatchObject({
      value: [{ kind: 'renal', code: 'B', elsewhere: [{ suppliedOn: null }] }],
    })
  })

  it("asks nothing about somebody else's card", async () => {
    expect(await codeOf(control.drugAlerts(['B'], { ...card, nationalId: 'A987654321' }))).toBe('CARD_CHANGED')
    expect(nhi.first.calls()).toEqual([])
  })

  it.each([
    [{ rtnCode: '3100', sub: [] }, 'NHI_REFUSED'],
    // One block fewer: which kind is missing is not to be guessed.
    [{ rtnCode: '00', sub: [none, none, none] }, 'NHI_BAD_REPLY'],
    [{ rtnCode: '00', sub: [{ sub: [{ ...alert, effect: null }] }, none, none, none] }, 'NHI_BAD_REPLY'],
    [{ sub: [none, none, none, none] }, 'NHI_BAD_REPLY'],
  ])('tells no alerts from %j', async (reply, code) => {
    nhi.first.set(question, reply)
    nhi.second.set(question, reply)
    expect(await codeOf(control.drugAlerts(['B'], card))).toBe(code)
  })
})

import { expect, it } from 'vitest'
import { type NhiCall, neededCapability } from '../offered.ts'
import type { NhiControlPort } from '../port.ts'
import { codeOf, given, needed, offersAll, type SuiteStage, serialInput } from './harness.ts'

const nobody = { cardNumber: '000000000000', nationalId: 'A000000000' }

/** Every call with something to ask, for finding out whether it is offered. */
const asking: Readonly<Record<NhiCall, (control: NhiControlPort) => ReturnType<NhiControlPort[NhiCall]>>> = {
  status: (control) => control.status(),
  open: (control) => control.open(),
  reopen: (control) => control.reopen(),
  logOutPatientCard: (control) => control.logOutPatientCard(),
  verifyProfessionalPin: (control) => control.verifyProfessionalPin('000000'),
  professionalCardHolder: (control) => control.professionalCardHolder(),
  logOutProfessionalCard: (control) => control.logOutProfessionalCard(),
  changeProfessionalPin: (control) => control.changeProfessionalPin('000000'),
  unlockProfessionalPin: (control) => control.unlockProfessionalPin('00000000', '000000'),
  verifyPatientPin: (control) => control.verifyPatientPin('0000'),
  changePatientPin: (control) => control.changePatientPin('0000'),
  disablePatientPin: (control) => control.disablePatientPin(),
  registeredPerson: (control) => control.registeredPerson(),
  criticalIllnesses: (control) => control.criticalIllnesses(),
  cardValidity: (control) => control.cardValidity(),
  updateCard: (control) => control.updateCard(nobody),
  emergencyPhone: (control) => control.emergencyPhone(),
  cardVisits: (control) => control.cardVisits(),
  cardVisitsWithDiagnoses: (control) => control.cardVisitsWithDiagnoses(),
  cardPrescriptions: (control) => control.cardPrescriptions(),
  cumulativeData: (control) => control.cumulativeData(),
  readVirtualCard: (control) => control.readVirtualCard('no such card'),
  presentVirtualCard: (control) => control.presentVirtualCard('no such card'),
  requestRemoteVisit: (control) => control.requestRemoteVisit('A123456789'),
  remoteVisitToken: (control) => control.remoteVisitToken('no such request'),
  nextSerial: (control) => control.nextSerial(serialInput, nobody),
  rollbackSerial: (control) => control.rollbackSerial('1000101000000', nobody),
  treatmentNumberOfCard: (control) => control.treatmentNumberOfCard('1000101000000'),
  treatmentNumberWithoutCard: (control) => control.treatmentNumberWithoutCard('A123456789'),
  writeTreatment: (control) =>
    control.writeTreatment(
      {
        afterCheck: '1',
        treatmentDateTime: '1000101000000',
        diagnoses: ['J069'],
        outpatientFee: 0,
        copayment: 0,
      },
      nobody,
    ),
  writePrescriptions: (control) => control.writePrescriptions('1000101000000', [], nobody),
  signWithSam: (control) => control.signWithSam('30'),
  signWithCards: (control) => control.signWithCards('two', '01'),
  uploadRecords: (control) => control.uploadRecords(new Uint8Array(), 'connection-test'),
  uploadResult: (control) => control.uploadResult('no such upload'),
  probeServer: (control) => control.probeServer(),
}

/** Opening, what lies in the readers, the SAM that heals itself, and the calls that aren't offered. */
export const openingSuite = ({ way, harness, control, withCard }: SuiteStage): void => {
  const offered = (call: NhiCall): boolean => {
    const capability = neededCapability[call]
    return capability === undefined || way.offers.has(capability)
  }
  const missing = (Object.keys(asking) as NhiCall[]).filter((call) => !offered(call))

  it('is the way that it says it is', () => {
    expect(control().way).toEqual(way)
    expect(offersAll(way, 'physical-card') || offersAll(way, 'virtual-card')).toBe(true)
  })

  it('is open after opening, and says what lies in the readers', async () => {
    expect(given(await control().status())).toEqual({
      initialised: true,
      sam: way.offers.has('sam') ? 'verified' : 'none',
      professionalCard: 'none',
      patientCard: 'none',
    })
    await withCard()
    expect(given(await control().status()).patientCard).not.toBe('none')
  })

  it('can be opened again, and ended and opened anew', async () => {
    expect(given(await control().open()).initialised).toBe(true)
    expect(given(await control().reopen()).initialised).toBe(true)
    await withCard()
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
  })

  it.each(missing)('says that it does not offer %s, and nothing else', async (call) => {
    expect(await asking[call](control())).toEqual({
      ok: false,
      error: { code: 'NOT_OFFERED', retryable: false, details: { adapter: way.adapter } },
    })
  })

  if (offersAll(way, 'signatures') && !offersAll(way, 'professional-card')) {
    it('does not offer a signature of three cards', async () => {
      await withCard()
      expect(codeOf(await control().signWithCards('three', '01'))).toBe('NOT_OFFERED')
    })
  }

  if (offersAll(way, 'sam')) {
    it('verifies a SAM anew that has lapsed, and goes on', async () => {
      await withCard()
      await needed(harness().lapseSam, 'lapseSam')()
      expect(given(await control().registeredPerson())).toMatchObject(harness().person)
      expect(given(await control().status()).sam).toBe('verified')
      await harness().lapseSam?.()
      expect(given(await control().nextSerial(serialInput, harness().person)).treatmentNumber).toHaveLength(20)
    })
  }
}

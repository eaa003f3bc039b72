import type { NhiCall } from '../offered.ts'
import type { NhiControlPort } from '../port.ts'
import { serialInput } from './harness.ts'

const nobody = { cardNumber: '000000000000', nationalId: 'A000000000' }

/** Every call with something to ask, for finding out whether it is offered. */
export const asking: Readonly<Record<NhiCall, (control: NhiControlPort) => ReturnType<NhiControlPort[NhiCall]>>> = {
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
  drugAlerts: (control) => control.drugAlerts(['AC29812100'], nobody),
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
  signWithProfessionalCard: (control) => control.signWithProfessionalCard('02'),
  uploadRecords: (control) => control.uploadRecords(new Uint8Array(), 'connection-test'),
  uploadResult: (control) => control.uploadResult('no such upload'),
  probeServer: (control) => control.probeServer(),
}

import { notOffered as refusal } from '../offered.ts'
import type { NhiControlPort, NhiWay } from '../port.ts'

/** Virtual cards, and what their two read buffers tell besides the person. */
export const vhcSdkWay: NhiWay = {
  adapter: 'vhc-sdk',
  pinEntry: 'screen',
  offers: new Set(['virtual-card', 'emergency-phone']),
}

const refuse = async (): Promise<ReturnType<typeof refusal>> => refusal(vhcSdkWay.adapter)

/**
 * What version 1 of the SDK has no call for. Among it the card's history: a serial whose answer was lost cannot be looked up by
 * this way in, so that its intent stays open in the journal (`SERIAL_UNRESOLVED`) until somebody has seen the NHI's own list.
 */
export const notOffered = {
  verifyProfessionalPin: refuse,
  professionalCardHolder: refuse,
  logOutProfessionalCard: refuse,
  changeProfessionalPin: refuse,
  unlockProfessionalPin: refuse,
  verifyPatientPin: refuse,
  changePatientPin: refuse,
  disablePatientPin: refuse,
  criticalIllnesses: refuse,
  updateCard: refuse,
  cardVisits: refuse,
  cardVisitsWithDiagnoses: refuse,
  cardPrescriptions: refuse,
  cumulativeData: refuse,
  drugAlerts: refuse,
  requestRemoteVisit: refuse,
  remoteVisitToken: refuse,
  treatmentNumberOfCard: refuse,
  treatmentNumberWithoutCard: refuse,
  signWithSam: refuse,
  signWithCards: refuse,
  signWithProfessionalCard: refuse,
  uploadRecords: refuse,
  uploadResult: refuse,
  probeServer: refuse,
} satisfies Partial<NhiControlPort>

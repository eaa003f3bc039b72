import { fail } from '../../preload/contract/result.ts'
import type { NhiCapability, NhiControlPort, NhiWay } from './port.ts'

/** The calls of the port, without what is no call. */
export type NhiCall = Exclude<keyof NhiControlPort, 'way' | 'serverOffsetMs' | 'dispose'>

/**
 * Which capability a call needs; the calls that aren't here belong to every way in. Three cards of `signWithCards` need
 * `professional-card` besides.
 */
export const neededCapability: Readonly<Partial<Record<NhiCall, NhiCapability>>> = {
  updateCard: 'physical-card',
  readVirtualCard: 'virtual-card',
  presentVirtualCard: 'virtual-card',
  verifyProfessionalPin: 'professional-card',
  professionalCardHolder: 'professional-card',
  logOutProfessionalCard: 'professional-card',
  criticalIllnesses: 'professional-card',
  cardVisitsWithDiagnoses: 'professional-card',
  changeProfessionalPin: 'professional-pin-change',
  unlockProfessionalPin: 'professional-pin-change',
  verifyPatientPin: 'patient-pin',
  changePatientPin: 'patient-pin',
  disablePatientPin: 'patient-pin',
  cardVisits: 'visit-history',
  treatmentNumberOfCard: 'visit-history',
  emergencyPhone: 'emergency-phone',
  cardPrescriptions: 'prescriptions',
  cumulativeData: 'cumulative',
  treatmentNumberWithoutCard: 'cardless-number',
  requestRemoteVisit: 'remote-visit',
  remoteVisitToken: 'remote-visit',
  signWithSam: 'signatures',
  signWithCards: 'signatures',
  signWithProfessionalCard: 'professional-signature',
  uploadRecords: 'record-upload',
  uploadResult: 'record-upload',
  probeServer: 'server-probe',
  drugAlerts: 'decision-support',
}

/** What a call answers that this way in doesn't offer. */
export const notOffered = (adapter: NhiWay['adapter']): ReturnType<typeof fail> =>
  fail('NOT_OFFERED', { details: { adapter } })

import { type KeyObject, randomBytes } from 'node:crypto'
import { type SignatureKind, signCards } from '../card-signature/cardSignature.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import type { CardAccess } from './cardAccess.ts'
import type { ControlSoftwareConfiguration } from './configuration.ts'
import type { DataCentreLink } from './dataCentreLink.ts'
import { type CardMemory, type Session, VIRTUAL_CARD_MS } from './session.ts'
import { CODE } from './statusCode.ts'

/** Everything the routes of the control software work with. */
export interface Desk {
  readonly configuration: ControlSoftwareConfiguration
  readonly cards: CardAccess
  readonly dataCentre: DataCentreLink
  readonly memory: JsonFile<CardMemory>
  readonly signingKey: KeyObject
  readonly session: Session
}

/** The patient card that speaks now, or the status code that says why none does. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: number }

export interface PatientIdentity {
  readonly hcId: string
  readonly hcIdNo: string
  readonly virtual: boolean
}

export interface ProfessionalIdentity {
  readonly hpcId: string
  readonly hpcIdNo: string
}

/** Service types the control software signs for. */
export const SERVICE_TYPES: readonly string[] = ['01', '02', '03', '04', '06', '30', '91']

/** Nothing works before Initial and the SAM's verification. */
export function readiness(desk: Desk): number {
  if (!desk.session.initialised) return CODE.notInitialised
  return desk.session.samVerified ? CODE.done : CODE.samNotAuthenticated
}

/** The virtual card while its hour lasts, else the card in the reader, read anew. */
export async function patientCard(desk: Desk): Promise<Answer<PatientIdentity>> {
  const { virtualCard } = desk.session
  if (virtualCard) {
    if (Date.now() - virtualCard.verifiedAt > VIRTUAL_CARD_MS) return { ok: false, code: CODE.accessTokenExpired }
    return { ok: true, value: { hcId: virtualCard.hcId, hcIdNo: virtualCard.hcIdNo, virtual: true } }
  }
  const reading = await desk.cards.readPatient()
  switch (reading.kind) {
    case 'none':
      return { ok: false, code: CODE.patientCardAbsent }
    case 'foreign':
      return { ok: false, code: CODE.notPatientCard }
    case 'unreadable':
      return { ok: false, code: CODE.readerTimeout }
    case 'card': {
      const { hcId, hcIdNo } = reading
      const locked = desk.memory.value.patientPins[hcId] !== undefined && desk.session.patientPinVerified !== hcId
      return locked
        ? { ok: false, code: CODE.cardPinNotVerified }
        : { ok: true, value: { hcId, hcIdNo, virtual: false } }
    }
  }
}

/** The professional card in the reader, whether or not its PIN was given. */
export async function professionalCard(desk: Desk): Promise<Answer<ProfessionalIdentity>> {
  const reading = await desk.cards.readProfessional()
  switch (reading.kind) {
    case 'none':
      return { ok: false, code: CODE.professionalCardAbsent }
    case 'foreign':
      return { ok: false, code: CODE.notProfessionalCard }
    case 'unreadable':
      return { ok: false, code: CODE.readerTimeout }
    case 'card':
      return { ok: true, value: { hpcId: reading.hpcId, hpcIdNo: reading.hpcIdNo } }
  }
}

/** Was the right PIN given for this card in its present insertion? */
export function isPinVerified(desk: Desk, hpcId: string): boolean {
  const { pinVerified } = desk.session
  return pinVerified?.hpcId === hpcId && pinVerified.generation === desk.cards.professionalGeneration()
}

/** The fields of a signature reply; without the HC or HPC fields where that card has no part. */
export function signed(
  desk: Desk,
  kind: SignatureKind,
  serviceType: string,
  patient?: PatientIdentity,
  professional?: ProfessionalIdentity,
): Record<string, string | number> {
  const clientRandom = randomBytes(16).toString('hex')
  const { samId, hospitalId } = desk.configuration.clinic
  const fields = {
    clientRandom,
    samId,
    hospitalId,
    hcId: patient?.hcId ?? '',
    hcIdNo: patient?.hcIdNo ?? '',
    hpcId: professional?.hpcId ?? '',
    hpcIdNo: professional?.hpcIdNo ?? '',
  }
  const claims = { kind, serviceType, signedAt: Date.now(), virtual: patient?.virtual ?? false }
  return {
    statusCode: CODE.done,
    clientRandom,
    hospitalId,
    samId,
    signature: signCards(desk.signingKey, claims, fields),
    ...(patient ? { hcId: patient.hcId, hcIdNo: patient.hcIdNo } : {}),
    ...(professional ? { hpcId: professional.hpcId, hpcIdNo: professional.hpcIdNo } : {}),
  }
}

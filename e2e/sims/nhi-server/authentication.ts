import { type SignatureClaims, type SignatureKind, verifyCards } from '../card-signature/cardSignature.ts'
import { ok, type Reply, type Request } from '../http/exchange.ts'
import { type Fields, fieldsOf, textField } from '../http/fields.ts'
import type { Person, Professional } from '../people/person.ts'
import { type DataCentre, personByCard } from './dataCentre.ts'
import { STATUS } from './statusCode.ts'
import { isVirtualCardOver } from './virtualCards.ts'

/** Who a request comes from, proved by its signature. */
export interface Caller {
  readonly hospitalId: string
  readonly samId: string
  readonly claims: SignatureClaims
}

/** A caller with a patient card. */
export interface CardCaller extends Caller {
  readonly person: Person
  readonly virtual: boolean
  /** The professional of a three-card signature. */
  readonly professional: Professional | undefined
}

/** A flat reply with nothing but its status code. */
export function codeReply(statusCode: number): Reply {
  return ok({ statusCode })
}

/** A flat reply that is done. */
export function doneReply(fields: Record<string, unknown> = {}): Reply {
  return ok({ statusCode: STATUS.done, ...fields })
}

/** Runs `work` for a caller whose signature has this kind and service type; else answers with the reason. */
export function withCaller(
  centre: DataCentre,
  request: Request,
  wanted: { readonly kinds: readonly SignatureKind[]; readonly serviceType: string },
  work: (caller: Caller, fields: Fields) => Reply,
): Reply {
  const fields = fieldsOf(request.body)
  const signature = textField(fields, 'signature')
  if (signature === undefined) return codeReply(Object.keys(fields).length > 0 ? STATUS.signatureWrong : STATUS.syntax)
  const claims = verifyCards(centre.signatureKey, signature, {
    clientRandom: textField(fields, 'clientRandom') ?? '',
    samId: textField(fields, 'samId') ?? '',
    hospitalId: textField(fields, 'hospitalId') ?? '',
    hcId: textField(fields, 'hcId') ?? '',
    hcIdNo: textField(fields, 'hcIdNo') ?? '',
    hpcId: textField(fields, 'hpcId') ?? '',
    hpcIdNo: textField(fields, 'hpcIdNo') ?? '',
  })
  if (!claims || !wanted.kinds.includes(claims.kind) || claims.serviceType !== wanted.serviceType) {
    return codeReply(STATUS.signatureWrong)
  }
  const { clinic } = centre.configuration
  if (fields.samId !== clinic.samId || fields.hospitalId !== clinic.hospitalId) return codeReply(STATUS.samUnknown)
  return work({ hospitalId: clinic.hospitalId, samId: clinic.samId, claims }, fields)
}

/** As withCaller, for calls in the name of a patient card. `three` asks for the professional card as well. */
export function withCard(
  centre: DataCentre,
  request: Request,
  serviceType: string,
  cards: 'two' | 'three',
  work: (caller: CardCaller, fields: Fields) => Reply,
): Reply {
  const kinds: readonly SignatureKind[] = cards === 'three' ? ['hpc-hc'] : ['hc', 'hpc-hc']
  return withCaller(centre, request, { kinds, serviceType }, (caller, fields) => {
    const person = personByCard(centre, String(fields.hcId))
    if (!person) return codeReply(STATUS.cardUnknown)
    if (person.nationalId !== fields.hcIdNo) return codeReply(STATUS.notThisPatient)
    const professional = centre.configuration.staff.find(({ hpcId }) => hpcId === fields.hpcId)
    if (cards === 'three' && professional?.nationalId !== fields.hpcIdNo) return codeReply(STATUS.signatureWrong)
    const { virtual } = caller.claims
    if (virtual && isVirtualCardOver(centre, person.id)) return codeReply(STATUS.accessTokenExpired)
    return work({ ...caller, person, professional, virtual }, fields)
  })
}

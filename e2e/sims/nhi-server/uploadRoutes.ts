import { verifyCards } from '../card-signature/cardSignature.ts'
import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { type Fields, fieldsOf, textField } from '../http/fields.ts'
import type { DataCentre } from './dataCentre.ts'
import { receiveUpload } from './upload/receiveUpload.ts'

/** An upload signature is good for one hour. */
const SIGNATURE_LIFE_MS = 60 * 60 * 1000
const XML_LIMIT = 8_000_000
const UPLOAD_TIME = /^\d{17}$/

const RTN = {
  done: '0000',
  notReady: '5002',
  typeWrong: '5003',
  samWrong: '5004',
  signatureMissing: '8201',
  signatureWrong: '8202',
  signatureExpired: '8203',
  syntax: '9002',
  unknownOpcode: '9005',
} as const

/** V2000/VNHI_Upload and VNHI_Download. */
export function uploadRoutes(centre: DataCentre): readonly Route[] {
  const upload = (request: Request): Reply => {
    const fields = fieldsOf(request.body)
    const refusal = identityRefusal(centre, fields)
    if (refusal) return refused(refusal)
    const type = textField(fields, 'sType', 2)
    if (type !== 'A1' && type !== 'A2' && type !== 'ZZ') return refused(RTN.typeWrong)
    const bytes = base64Of(textField(fields, 'sPatData', XML_LIMIT) ?? '')
    const uploadedAt = textField(fields, 'sUploadDT', 17) ?? ''
    if (!bytes || !UPLOAD_TIME.test(uploadedAt) || (type !== 'ZZ' && bytes.length === 0)) return refused(RTN.syntax)
    const { opcode } = receiveUpload(centre, { type, bytes, uploadedAt })
    return ok({ RtnCode: RTN.done, Opcode: opcode })
  }

  const download = (request: Request): Reply => {
    const fields = fieldsOf(request.body)
    const refusal = identityRefusal(centre, fields)
    if (refusal) return ok({ RtnCode: refusal, tx_result_json: '' })
    const found = centre.file.value.uploads.find(({ opcode }) => opcode === fields.sOpcode)
    if (!found) return ok({ RtnCode: RTN.unknownOpcode, tx_result_json: '' })
    if (Date.now() < found.readyAt) return ok({ RtnCode: RTN.notReady, tx_result_json: '' })
    return ok({ RtnCode: RTN.done, tx_result_json: Buffer.from(found.resultText, 'utf8').toString('base64') })
  }

  return [
    { method: 'POST', path: '/V2000/VNHI_Upload', handle: upload },
    { method: 'POST', path: '/V2000/VNHI_Download', handle: download },
  ]
}

/** What is wrong with the four identity fields, if anything. The signature's age is by the machine's clock, as it was made. */
function identityRefusal(centre: DataCentre, fields: Fields): string | undefined {
  const { clinic } = centre.configuration
  const signature = textField(fields, 'sSignature') ?? ''
  if (signature === '') return RTN.signatureMissing
  if (fields.sSamid !== clinic.samId || fields.sHospid !== clinic.hospitalId) return RTN.samWrong
  const claims = verifyCards(centre.signatureKey, signature, {
    clientRandom: textField(fields, 'sClientrandom') ?? '',
    samId: clinic.samId,
    hospitalId: clinic.hospitalId,
    hcId: '',
    hcIdNo: '',
    hpcId: '',
    hpcIdNo: '',
  })
  if (claims?.kind !== 'sam' || claims.serviceType !== '30') return RTN.signatureWrong
  return Date.now() - claims.signedAt > SIGNATURE_LIFE_MS ? RTN.signatureExpired : undefined
}

function refused(RtnCode: string): Reply {
  return ok({ RtnCode, Opcode: '' })
}

function base64Of(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? Buffer.from(text, 'base64') : undefined
}

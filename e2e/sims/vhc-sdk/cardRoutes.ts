import { basicDataLayout, registerBasicLayout } from '../../../native/nhi-control/layouts/personLayouts.ts'
import { rocToIso } from '../../../preload/contract/patient/rocDate.ts'
import type { Reply, Request, Route } from '../http/exchange.ts'
import { type Fields, fieldsOf, looseText, textField } from '../http/fields.ts'
import { big5Name, bufferText } from './buffers.ts'
import { codeOf, ERROR, sdkReply } from './errorCode.ts'
import { askCloud, type Sdk, whenOpen, withCard } from './sdk.ts'
import { newSession } from './session.ts'

const QR_LIMIT = 400

/** Opening and closing, the scanned QR, and what the card says. */
export function cardRoutes(sdk: Sdk): readonly Route[] {
  const { session } = sdk

  const open = (): Reply => {
    session.open = true
    return sdkReply(ERROR.done)
  }

  const close = (): Reply => {
    Object.assign(session, newSession())
    return sdkReply(ERROR.done)
  }

  const upload = (request: Request): Reply | Promise<Reply> =>
    whenOpen(sdk, async () => {
      const token = textField(fieldsOf(request.body), 'QRCodeString', QR_LIMIT)
      if (!token) return sdkReply(ERROR.badParameter)
      const reply = await askCloud(sdk, '/simulated/virtual-card/verification', '01', { token })
      const code = codeOf(reply)
      if (code === ERROR.done) {
        session.card = {
          hcId: looseText(reply, 'cardId'),
          hcIdNo: looseText(reply, 'idNo'),
          birthday: looseText(reply, 'birthday'),
          loadedAt: Date.now(),
        }
      }
      return sdkReply(code)
    })

  const basicData = (): Reply | Promise<Reply> =>
    withCard(sdk, async (card) => {
      const reply = await askCloud(sdk, '/api/v1/BasicData/Query', '01', {}, card)
      if (codeOf(reply) !== ERROR.done) return sdkReply(codeOf(reply))
      const telephone = await askCloud(sdk, '/api/v1/EmergentTel/Query', '01', {}, card)
      if (codeOf(telephone) !== ERROR.done) return sdkReply(codeOf(telephone))
      const pBuffer = bufferText(basicDataLayout, {
        ...identityOf(reply),
        emergencyPhone: looseText(telephone, 'tel'),
      })
      return sdkReply(ERROR.done, { pBuffer })
    })

  const registerBasic = (): Reply | Promise<Reply> =>
    withCard(sdk, async (card) => {
      const reply = await askCloud(sdk, '/api/v1/BasicData/Register', '01', {}, card)
      if (codeOf(reply) !== ERROR.done) return sdkReply(codeOf(reply))
      const pBuffer = bufferText(registerBasicLayout, {
        ...identityOf(reply),
        insurerCode: looseText(reply, 'insurerCode'),
        insuredMark: looseText(reply, 'insurerId'),
        validUntil: rocToIso(looseText(reply, 'cardValidity')),
        remainingCount: Number(looseText(reply, 'treatmentCounter')),
        newbornBirthDate: null,
        newbornMark: '',
      })
      return sdkReply(ERROR.done, { pBuffer })
    })

  return [
    { method: 'POST', path: '/VHC/VHCcsOpenCom', handle: open },
    { method: 'POST', path: '/VHC/VHCcsCloseCom', handle: close },
    { method: 'POST', path: '/QRCodeReader/uploadqrcode', handle: upload },
    { method: 'POST', path: '/VHC/VHChisGetBasicData', handle: basicData },
    { method: 'POST', path: '/VHC/VHChisGetRegisterBasic', handle: registerBasic },
  ]
}

function identityOf(reply: Fields) {
  return {
    cardNumber: looseText(reply, 'cardSn'),
    name: big5Name(looseText(reply, 'name')),
    nationalId: looseText(reply, 'idCardNum'),
    birthDate: rocToIso(looseText(reply, 'birthday')),
    sex: looseText(reply, 'sex') === 'M' ? ('M' as const) : ('F' as const),
    issueDate: rocToIso(looseText(reply, 'dateIssue')),
    cancelled: looseText(reply, 'cancelTermination') === '2',
  }
}

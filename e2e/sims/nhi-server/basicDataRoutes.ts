import type { Reply, Request, Route } from '../http/exchange.ts'
import { rocDate, rocDateOfIso } from '../people/rocDate.ts'
import { type CardCaller, codeReply, doneReply, withCard } from './authentication.ts'
import { cardStateOf, type DataCentre } from './dataCentre.ts'
import { STATUS } from './statusCode.ts'

const UPDATE_WHEN_LEFT = 3
const COUNTER_AFTER_UPDATE = 6
const YEARS_AFTER_UPDATE = 3
const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000

/** BasicData, EmergentTel, HcContent and CriticalIllness. */
export function basicDataRoutes(centre: DataCentre): readonly Route[] {
  const today = (): string => rocDate(centre.clock.now())

  const basicData = ({ person }: CardCaller): Record<string, unknown> => {
    const card = cardStateOf(centre, person)
    return {
      cardSn: person.nhiCardNumber,
      name: person.name,
      idCardNum: person.nationalId,
      birthday: rocDateOfIso(person.birthDate),
      sex: person.sex,
      dateIssue: rocDateOfIso(person.issueDate),
      cancelTermination: person.cardCancelled === true ? '2' : '1',
      insurerCode: '01',
      insurerId: person.insuredMark,
      cardValidity: card.validUntil,
      treatmentCounter: card.treatmentCounter,
      newbornBirthday: '',
      newbornBaby: '',
    }
  }

  const query = (request: Request): Reply =>
    withCard(centre, request, '01', 'two', (caller) => doneReply(basicData(caller)))

  const register = (request: Request): Reply =>
    withCard(centre, request, '01', 'two', (caller) =>
      cardStateOf(centre, caller.person).validUntil < today()
        ? codeReply(STATUS.cardExpired)
        : doneReply(basicData(caller)),
    )

  const telephone = (request: Request): Reply =>
    withCard(centre, request, '01', 'two', ({ person }) => doneReply({ tel: person.emergencyTel }))

  const update = (request: Request): Reply =>
    withCard(centre, request, '04', 'two', ({ person, virtual }) => {
      if (virtual) return codeReply(STATUS.physicalCardOnly)
      if (person.cardCancelled) return codeReply(STATUS.cardCancelled)
      const card = cardStateOf(centre, person)
      const expired = card.validUntil < today()
      if (!expired && card.treatmentCounter > UPDATE_WHEN_LEFT) return codeReply(STATUS.updateNotNeeded)
      card.treatmentCounter = COUNTER_AFTER_UPDATE
      if (expired) card.validUntil = rocDate(centre.clock.now() + YEARS_AFTER_UPDATE * YEAR_MS)
      centre.file.save()
      return doneReply()
    })

  const criticalIllness = (request: Request): Reply =>
    withCard(centre, request, '01', 'three', ({ person, professional }) =>
      professional?.role === 'doctor'
        ? doneReply({ criticalIllnesses: person.criticalIllnesses })
        : codeReply(STATUS.notDoctorOrPharmacist),
    )

  return [
    { method: 'POST', path: '/api/v1/BasicData/Query', handle: query },
    { method: 'POST', path: '/api/v1/BasicData/Register', handle: register },
    { method: 'POST', path: '/api/v1/BasicData/Register2', handle: register },
    { method: 'POST', path: '/api/v1/EmergentTel/Query', handle: telephone },
    { method: 'POST', path: '/api/v1/HcContent/Update', handle: update },
    { method: 'POST', path: '/api/v1/CriticalIllness/Query', handle: criticalIllness },
  ]
}

import type { Reply, Request, Route } from '../http/exchange.ts'
import { looseText } from '../http/fields.ts'
import { rocDateOfIso } from '../people/rocDate.ts'
import { codeReply, doneReply, withCaller } from './authentication.ts'
import type { DataCentre } from './dataCentre.ts'
import { findToken, findTokenToPresent } from './virtualCards.ts'

/**
 * What the simulated control software asks its data centre. The real one has its own secret line for this;
 * no workstation ever calls these paths.
 */
export function controlSoftwareRoutes(centre: DataCentre): readonly Route[] {
  const verifySam = (request: Request): Reply =>
    withCaller(centre, request, { kinds: ['sam'], serviceType: '01' }, () => doneReply())

  const virtualCard = (request: Request, verify: boolean): Reply =>
    withCaller(centre, request, { kinds: ['sam'], serviceType: '01' }, (_caller, fields) => {
      const text = looseText(fields, 'token', 400)
      const token = verify ? findTokenToPresent(centre, text) : findToken(centre, text)
      if (typeof token === 'number') return codeReply(token)
      const person = centre.configuration.people.find(({ id }) => id === token.personId)
      if (!person) return { status: 500 }
      if (verify) {
        token.verifiedAt ??= centre.clock.now()
        centre.file.save()
      }
      return doneReply({
        cardId: person.nhiCardNumber,
        name: person.name,
        idNo: person.nationalId,
        birthday: rocDateOfIso(person.birthDate),
        sex: person.sex,
        identityStatus: person.insuredMark,
      })
    })

  return [
    { method: 'POST', path: '/simulated/sam/verification', handle: verifySam },
    { method: 'POST', path: '/simulated/virtual-card/basic', handle: (request) => virtualCard(request, false) },
    { method: 'POST', path: '/simulated/virtual-card/verification', handle: (request) => virtualCard(request, true) },
  ]
}

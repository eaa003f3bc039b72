import iconv from 'iconv-lite'
import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'
import type { PublicProfile } from '../port.ts'

/** The 57 bytes of a card with this profile. `pad` fills the name field. */
export const profileBytes = (profile: PublicProfile, pad = 0x00): Buffer => {
  const name = Buffer.alloc(20, pad)
  iconv.encode(profile.name, 'cp950').copy(name)
  return Buffer.concat([
    Buffer.from(profile.cardNumber, 'latin1'),
    name,
    Buffer.from(profile.nationalId, 'latin1'),
    Buffer.from(isoToRoc(profile.birthDate), 'latin1'),
    Buffer.from(profile.sex, 'latin1'),
    Buffer.from(isoToRoc(profile.issueDate), 'latin1'),
  ])
}

/** Nobody real. */
export const syntheticProfile: PublicProfile = {
  cardNumber: '900000000017',
  name: '測試甲',
  nationalId: 'A123456789',
  birthDate: '1985-06-15',
  sex: 'M',
  issueDate: '2020-01-02',
}

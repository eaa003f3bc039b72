import type { Person, Professional } from '../people/person.ts'
import type { ProfileDamage } from './profileBytes.ts'
import type { CatalogueEntry, ChipDialect, ChipTrouble, EmulatedCard, PatientCard } from './virtualCard.ts'

const SLOW_APDU_MS = 1500

const DIALECTS: readonly (readonly [ChipDialect, string])[] = [
  ['wants-le', '晶片要求結尾 Le'],
  ['get-response', '晶片以 61xx 回應'],
  ['wrong-le', '晶片以 6Cxx 回應'],
]

const TROUBLES: readonly (readonly [string, string, ChipTrouble])[] = [
  ['tear-after-select', '選取後即拔卡', { kind: 'tear-after-select' }],
  ['tear-mid-read', '讀到一半拔卡', { kind: 'tear-mid-read' }],
  ['slow', '很慢的卡', { kind: 'slow', delayMs: SLOW_APDU_MS }],
  ['silent', '沒有回應的卡', { kind: 'silent' }],
]

const DAMAGES: readonly (readonly [ProfileDamage, string])[] = [
  ['wrong-check-digit', '身分證檢查碼錯誤'],
  ['bad-big5', '姓名不是 Big5'],
  ['user-defined-character', '姓名含造字'],
  ['impossible-date', '不存在的生日'],
  ['other-birth-date', '生日與健保署不符'],
  ['short-data', '資料不足 57 位元組'],
  ['blank', '空白卡'],
]

const EMULATED: readonly (readonly [EmulatedCard['type'], string])[] = [
  ['iso7816', '別家的 ISO 7816 卡'],
  ['ePass', '晶片護照'],
  ['cryptoflex', '憑證卡 Cryptoflex'],
]

/** Every card that can be put into a reader: one for each person and professional, then the odd ones. */
export function catalogueOf(people: readonly Person[], staff: readonly Professional[]): readonly CatalogueEntry[] {
  const [usual] = people
  if (!usual) throw new Error('the catalogue needs at least one person')
  const plain: PatientCard = { kind: 'patient', person: usual, dialect: 'plain' }
  return [
    ...people.map(
      (person): CatalogueEntry => ({
        id: person.id,
        title: `${person.name}（${person.note}）`,
        group: 'patient',
        card: { kind: 'patient', person, dialect: 'plain' },
      }),
    ),
    ...staff.map(
      (professional): CatalogueEntry => ({
        id: professional.id,
        title: `醫事人員卡 ${professional.name}`,
        group: 'professional',
        card: { kind: 'professional', professional },
      }),
    ),
    ...DIALECTS.map(([dialect, title]) => trouble(dialect, title, { ...plain, dialect })),
    ...TROUBLES.map(([id, title, kind]) => trouble(id, title, { ...plain, trouble: kind })),
    ...DAMAGES.map(([damage, title]) => trouble(damage, title, { ...plain, damage })),
    trouble('foreign', '不是健保卡', { kind: 'foreign' }),
    ...EMULATED.map(([type, title]) => trouble(`vicc-${type}`, `${title}（vicc）`, { kind: 'emulated', type })),
    trouble('sam', '安全模組卡', { kind: 'sam' }),
    trouble('mute', '插反的卡（沒有 ATR）', { kind: 'mute' }),
  ]
}

function trouble(id: string, title: string, card: CatalogueEntry['card']): CatalogueEntry {
  return { id, title, group: 'trouble', card }
}

import type { Person, Professional } from '../people/person.ts'
import type { ProfileDamage } from './profileBytes.ts'

/** How the chip wants its commands, as seen on real cards of different generations. */
export type ChipDialect = 'plain' | 'wants-le' | 'get-response' | 'wrong-le'

/** What goes wrong while the card is in the reader. `tear-…` pulls the card out by itself at that moment. */
export type ChipTrouble =
  | { readonly kind: 'tear-after-select' }
  | { readonly kind: 'tear-mid-read' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'silent' }

/** An NHI patient card. */
export interface PatientCard {
  readonly kind: 'patient'
  readonly person: Person
  readonly dialect: ChipDialect
  readonly damage?: ProfileDamage
  readonly trouble?: ChipTrouble
}

/** A health professional card (醫事人員卡): presence and ATR, and a simulator-only command that says whose it is. */
export interface ProfessionalCard {
  readonly kind: 'professional'
  readonly professional: Professional
}

/** A card of somebody else: a bank card, an SAM put in the wrong reader, a card that gives no ATR at all. */
export interface OtherCard {
  readonly kind: 'foreign' | 'sam' | 'mute'
}

/** A card of another issuer, emulated by Debian's vicc. */
export interface EmulatedCard {
  readonly kind: 'emulated'
  readonly type: 'iso7816' | 'ePass' | 'cryptoflex'
}

export type VirtualCard = PatientCard | ProfessionalCard | OtherCard | EmulatedCard

/** A card of the box beside the readers: its name for tests, its title for the panel. */
export interface CatalogueEntry {
  readonly id: string
  readonly title: string
  readonly group: 'patient' | 'professional' | 'trouble'
  readonly card: VirtualCard
}

const ATR_PATIENT = '3BFD1800008131FE45534C4A35324778787979797A52AA'
const ATR_PROFESSIONAL = '3BF91800008131FE4550565F4A3244303831B6'
const ATR_FOREIGN = '3B6500002063CB6600'
const ATR_SAM = '3BFD1300008131FE454A434F50323176323331474454E1'

/** The answer to reset; empty for a mute card. */
export function atrOf(card: VirtualCard): Buffer {
  switch (card.kind) {
    case 'patient':
      return Buffer.from(ATR_PATIENT, 'hex')
    case 'professional':
      return Buffer.from(ATR_PROFESSIONAL, 'hex')
    case 'sam':
      return Buffer.from(ATR_SAM, 'hex')
    case 'foreign':
    case 'emulated':
      return Buffer.from(ATR_FOREIGN, 'hex')
    case 'mute':
      return Buffer.alloc(0)
  }
}

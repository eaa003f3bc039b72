import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CardValidity, RegisteredPerson } from '../port.ts'
import {
  cardNumber,
  day,
  either,
  freeText,
  matching,
  name,
  nationalId,
  optionalDay,
  optionalWhole,
  sex,
  text,
} from './fieldKinds.ts'
import { decodeLayout, type Layout, place } from './layout.ts'

/** The public data of a card. Dates `YYYY-MM-DD`. */
export interface BasicData {
  readonly cardNumber: string
  readonly name: string
  readonly nationalId: string
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  readonly issueDate: string
  /** 卡片註銷註記: 1 normal, 2 cancelled. */
  readonly cancelled: boolean
  /** 緊急聯絡電話; empty where the card has none. */
  readonly emergencyPhone: string
}

const identity = {
  cardNumber: place(1, 12, cardNumber),
  name: place(13, 32, name),
  nationalId: place(33, 42, nationalId),
  birthDate: place(43, 49, day),
  sex: place(50, 50, sex),
  issueDate: place(51, 57, day),
  cancelled: place(58, 58, either('2', '1')),
}

/** hisGetBasicData. */
export const basicDataLayout: Layout<BasicData> = {
  name: 'hisGetBasicData',
  length: 72,
  places: { ...identity, emergencyPhone: place(59, 72, freeText) },
}

/** Everything that hisGetRegisterBasic tells. */
export interface RegisterBasic extends RegisteredPerson {
  readonly issueDate: string
  readonly insurerCode: string
  readonly newbornBirthDate: string | null
  /** 新生兒胞胎註記: which of a multiple birth; blank without a newborn. */
  readonly newbornMark: string
}

/** hisGetRegisterBasic. */
export const registerBasicLayout: Layout<RegisterBasic> = {
  name: 'hisGetRegisterBasic',
  length: 78,
  places: {
    ...identity,
    insurerCode: place(59, 60, text),
    insuredMark: place(61, 61, matching(/^[0-9A-Z]?$/)),
    validUntil: place(62, 68, optionalDay),
    remainingCount: place(69, 70, optionalWhole),
    newbornBirthDate: place(71, 77, optionalDay),
    newbornMark: place(78, 78, text),
  },
}

/** hisGetRegisterBasic2. */
export const validityLayout: Layout<CardValidity> = {
  name: 'hisGetRegisterBasic2',
  length: 9,
  places: { validUntil: place(1, 7, optionalDay), remainingCount: place(8, 9, optionalWhole) },
}

/** hisGetBasicData. */
export const decodeBasicData = (bytes: Uint8Array): Result<BasicData> => decodeLayout(basicDataLayout, bytes)

/** hisGetRegisterBasic: the authenticated identity and its insurance. */
export const decodeRegisterBasic = (bytes: Uint8Array): Result<RegisteredPerson> => {
  const register = decodeLayout(registerBasicLayout, bytes)
  if (!register.ok) return register
  const {
    issueDate: _issueDate,
    insurerCode: _code,
    newbornBirthDate: _birth,
    newbornMark: _mark,
    ...person
  } = register.value
  return ok(person)
}

/** hisGetRegisterBasic2. */
export const decodeValidity = (bytes: Uint8Array): Result<CardValidity> => decodeLayout(validityLayout, bytes)

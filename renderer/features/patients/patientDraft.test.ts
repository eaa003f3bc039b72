import { describe, expect, it } from 'vitest'
import { rocDate } from '../../ui/format/date.ts'
import {
  blankDraft,
  draftFromSearch,
  draftOf,
  formOf,
  identityOf,
  type PatientDraft,
  problemsOf,
  sexDiffers,
  sexOf,
} from './patientDraft.ts'

const today = '2026-11-26'
const draft = (changes: Partial<PatientDraft> = {}): PatientDraft => ({
  ...blankDraft,
  name: '陳示安',
  idNumber: 'f131104093',
  birthDate: '73/1/5',
  ...changes,
})
const newborn = { idKind: 'newborn', parentId: 'F131104093', parentBirthDate: '0790203', sex: 'F' } as const

describe('a form that is filled', () => {
  it('goes to main with the day and the number as they are kept, and comes back the same', () => {
    const form = formOf(draft({ name: ' 陳示安 ', contactName: '陳範例' }))
    expect(form).toMatchObject({
      name: '陳示安',
      identity: { kind: 'national-id', value: 'F131104093' },
      birthDate: '1984-01-05',
      sex: 'M',
      contact: { name: '陳範例', relation: '', phone: '' },
    })
    expect(form === null ? null : formOf(draftOf(form, rocDate))).toEqual(form)
    expect(problemsOf(draft(), today, false)).toEqual({})
  })

  it('shows its days as the screen writes them', () => {
    const form = formOf(draft({ ...newborn, birthDate: '1151120', birthOrder: '2', birthCount: '2' }))
    expect(form === null ? null : draftOf(form, rocDate)).toMatchObject({
      birthDate: '115/11/20',
      parentBirthDate: '79/02/03',
    })
  })

  it('of a newborn comes back with the parent', () => {
    const form = formOf(draft({ ...newborn, birthDate: '1151120', birthOrder: '2', birthCount: '2' }))
    expect(form?.identity).toEqual({
      kind: 'newborn',
      parentId: 'F131104093',
      parentBirthDate: '1990-02-03',
      birthOrder: 2,
      birthCount: 2,
    })
    expect(form === null ? null : formOf(draftOf(form, rocDate))).toEqual(form)
  })
})

describe('what is wrong', () => {
  it.each([
    [{ name: ' ' }, { name: 'required' }],
    [{ idNumber: '' }, { idNumber: 'required', sex: 'required' }],
    [{ idNumber: 'F131104094' }, { idNumber: 'check-digit' }],
    [{ idKind: 'passport', sex: 'M' }, { idNumber: 'passport' }],
    [{ idKind: 'passport', idNumber: 'P1234567' }, { sex: 'required' }],
    [{ birthDate: '' }, { birthDate: 'required' }],
    [{ birthDate: '1120229' }, { birthDate: 'no-day' }],
    [{ birthDate: '1151127' }, { birthDate: 'future' }],
    [{ birthDate: '1895-01-01' }, { birthDate: 'too-old' }],
    [{ birthDate: '1911-12-31' }, { birthDate: 'before-roc' }],
    [{ ...newborn, birthDate: '1150801' }, { birthDate: 'not-newborn' }],
    [{ ...newborn, birthDate: '1151120', birthOrder: '3', birthCount: '2' }, { birthOrder: 'birth-order' }],
    [{ ...newborn, birthDate: '1151120', parentId: '' }, { parentId: 'required' }],
    [{ phone: '123' }, { phone: 'phone' }],
    [{ contactPhone: '電話' }, { contactPhone: 'phone' }],
  ] as const)('%j', (changes, problems) => {
    expect(problemsOf(draft(changes), today, false)).toEqual(problems)
    if (!('birthDate' in problems) || problems.birthDate === 'no-day' || problems.birthDate === 'required') {
      expect(formOf(draft(changes))).toBeNull()
    }
  })

  it('is not that a newborn on record has grown', () => {
    expect(problemsOf(draft({ ...newborn, birthDate: '1150801' }), today, true)).toEqual({})
  })
})

describe('the sex', () => {
  it.each([
    ['F131104093', null, 'M', false],
    ['A223456781', null, 'F', false],
    ['FA12345689', null, 'M', false],
    ['F131104093', 'F', 'F', true],
    ['F131104094', 'F', 'F', false],
    ['', null, null, false],
  ] as const)('of %s with %s chosen is %s', (idNumber, sex, expected, differs) => {
    expect(sexOf(draft({ idNumber, sex }))).toBe(expected)
    expect(sexDiffers(draft({ idNumber, sex }))).toBe(differs)
  })
})

describe('what was typed to find somebody', () => {
  it.each([
    ['陳示安', { name: '陳示安' }],
    ['a123456789', { idNumber: 'A123456789' }],
    ['0730105', { birthDate: '0730105' }],
    ['73/1/5', { birthDate: '73/1/5' }],
    ['0912345678', { phone: '0912345678' }],
    ['Maria', { name: 'Maria' }],
    ['123', {}],
    ['ㄌㄕㄢ', {}],
    ['ㄌㄧㄣˊ ㄕˋ', {}],
    ['民國76年', {}],
    ['民國73年1月5日', { birthDate: '民國73年1月5日' }],
    ['02-2345-6789', { phone: '02-2345-6789' }],
    ['０９１２－３４５－６７８', { phone: '0912-345-678' }],
    ['+886 912 345 678', { phone: '+886 912 345 678' }],
    ['073-03-15', { birthDate: '073-03-15' }],
  ])('%s', (typed, filled) => {
    expect(draftFromSearch(typed)).toEqual({ ...blankDraft, ...filled })
  })
})

it('no identity comes of a half-typed number', () => {
  expect(identityOf(draft({ idNumber: 'F1311' }))).toBeNull()
})

import { expect, it } from 'vitest'
import { DocumentWordsSchema } from '../../../preload/contract/paper/printing.ts'
import { proposedWords } from './letters.ts'
import type { VisitFacts } from './visitFacts.ts'

const drug = (index: number) => ({
  kind: 'drug',
  name: `LONG NAMED COMBINATION ${index} EXTENDED RELEASE FILM-COATED TABLETS 500MG/125MG`,
  dose: 1,
  unit: '錠',
  frequency: '每日三次',
  days: 7,
})

it('proposes for a referral everything that was written and ordered, however much that is', () => {
  const facts = {
    soap: { subjective: '咳'.repeat(4_000), objective: '喘'.repeat(4_000) },
    orders: Array.from({ length: 100 }, (_, index) => drug(index + 1)),
  } as unknown as VisitFacts
  const { summary, treatment, ...others } = DocumentWordsSchema.parse(proposedWords('referral', facts))
  expect(summary).toBe(`${facts.soap.subjective}\n${facts.soap.objective}`)
  expect(treatment?.split('\n')).toHaveLength(100)
  expect(treatment).toMatch(/COMBINATION 100 .* 1 錠 每日三次 × 7$/)
  expect(others).toEqual({ receivingClinic: '', receivingDepartment: '', purpose: '' })
})

it('proposes the diagnoses for a certificate, and nothing for what has no words of its own', () => {
  const diagnoses = [
    { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute upper respiratory infection' },
    { code: 'R05', nameZh: '', nameEn: 'Cough' },
  ]
  const facts = { diagnoses } as unknown as VisitFacts
  expect(proposedWords('certificate', facts).diagnosis).toBe('急性上呼吸道感染（J06.9）\nCough（R05）')
  expect(proposedWords('receipt', facts)).toEqual({})
})

import type { DocumentGap, DocumentKind, DocumentWords } from '../../../preload/contract/paper/printing.ts'
import { documentWordFields, longestWords } from '../../../preload/contract/paper/printing.ts'
import { clinicGaps, doseOf, headOf, type Layout, paragraphs } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

const wordGaps = (kind: DocumentKind, words: DocumentWords): readonly DocumentGap[] =>
  documentWordFields[kind].some((field) => paragraphs(words[field]).length === 0) ? ['word'] : []

const diagnosisText = ({ diagnoses }: VisitFacts): string =>
  diagnoses.map(({ code, nameZh, nameEn }) => `${nameZh === '' ? nameEn : nameZh}（${code}）`).join('\n')

const drugText = ({ orders }: VisitFacts): string =>
  orders
    .filter(({ kind }) => kind === 'drug')
    .map((drug) =>
      [drug.name, doseOf(drug), drug.frequency, drug.days === null ? null : `× ${drug.days}`]
        .filter((part) => part !== null && part !== '')
        .join(' '),
    )
    .join('\n')

/** What the visit already knows of the words that a letter wants; a person goes on from there. */
export const proposedWords = (kind: DocumentKind, facts: VisitFacts): DocumentWords => {
  if (kind === 'certificate') return { diagnosis: diagnosisText(facts), advice: '', purpose: '' }
  if (kind !== 'referral') return {}
  const { subjective, objective } = facts.soap
  return {
    receivingClinic: '',
    receivingDepartment: '',
    purpose: '',
    summary: [subjective, objective]
      .filter((part) => part.trim() !== '')
      .join('\n')
      .slice(0, longestWords),
    treatment: drugText(facts).slice(0, longestWords),
  }
}

/** 診斷證明書. */
export const layOutCertificate = (facts: VisitFacts, printedAt: number): Layout => ({
  gaps: [...clinicGaps(facts), ...wordGaps('certificate', facts.words)],
  view: {
    ...headOf(facts, printedAt),
    diagnosis: paragraphs(facts.words.diagnosis),
    advice: paragraphs(facts.words.advice),
    purpose: paragraphs(facts.words.purpose),
  },
})

/** 轉診單, in the parts of the form under 全民健康保險轉診實施辦法: who, summary, diagnosis, treatment, purpose, where to. */
export const layOutReferral = (facts: VisitFacts, printedAt: number): Layout => ({
  gaps: [...clinicGaps(facts), ...wordGaps('referral', facts.words)],
  view: {
    ...headOf(facts, printedAt),
    diagnoses: facts.diagnoses.map(({ code, nameZh, nameEn }) => ({ code, name: nameZh === '' ? nameEn : nameZh })),
    receivingClinic: facts.words.receivingClinic ?? '',
    receivingDepartment: facts.words.receivingDepartment ?? '',
    purpose: paragraphs(facts.words.purpose),
    summary: paragraphs(facts.words.summary),
    treatment: paragraphs(facts.words.treatment),
  },
})

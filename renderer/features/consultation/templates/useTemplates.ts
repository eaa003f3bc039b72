import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnosis } from '../../../../preload/contract/orders/order.ts'
import type { RecordTemplate } from '../../../../preload/contract/record/recordTemplate.ts'
import type { EncounterId, PractitionerId } from '../../../../preload/contract/words.ts'
import { answered, useDeskQuery } from '../../../bridge/query.ts'
import { dayOf, dayWords } from '../../../ui/format/date.ts'
import { cellText, vitalCells } from '../vitals/vitalCells.ts'
import { fillKnown } from './snippetText.ts'

const none: readonly RecordTemplate[] = []

/** The texts a doctor may write, and how each is written into this visit. `diagnosesNow`: what stands at the moment of writing. */
export const useTemplates = (
  encounterId: EncounterId,
  practitionerId: PractitionerId,
  diagnosesNow: () => readonly Diagnosis[],
) => {
  const { t } = useTranslation()
  const templates = useDeskQuery('record-template:list', { practitionerId }).data ?? none
  const filled = useCallback(
    (text: string): string => {
      const [main] = diagnosesNow()
      const values = answered('vitals:of-visit', { encounterId })?.values ?? []
      const vitals = vitalCells.flatMap((cell) => {
        const measured = cellText(cell, values)
        return measured === '' ? [] : [`${t(`vitals.cell.${cell}`)} ${measured}`]
      })
      return fillKnown(text, {
        date: dayWords(dayOf(Date.now()), t),
        diagnosis: main === undefined ? '' : main.nameZh || main.nameEn,
        vitals: vitals.join(t('app.and')),
      })
    },
    [encounterId, diagnosesNow, t],
  )
  const snippet = useCallback(
    (name: string): string | null => {
      const content = templates.find((template) => template.content.name === name)?.content
      return content?.kind === 'snippet' ? filled(content.text) : null
    },
    [templates, filled],
  )
  return { templates, filled, snippet }
}

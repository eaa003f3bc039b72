import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { Diagnosis } from '../../../../preload/contract/orders/order.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { FavouriteMark } from '../../../ui/fields/FavouriteMark.tsx'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { useCatalogScope, useFavouriteDiagnoses } from '../orders/favourites.ts'
import { addDiagnosis, mostDiagnoses } from './diagnoses.ts'

type Found = Diagnosis & Partial<Pick<ChannelOutput<'catalog:search-diagnoses'>[number], 'billable' | 'favourite'>>

interface DiagnosisSearchProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly diagnoses: readonly Diagnosis[]
  /** Diagnoses of earlier visits, offered before anything is typed. */
  readonly recent: readonly Diagnosis[]
  readonly onChange: (diagnoses: readonly Diagnosis[]) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** The field by which a diagnosis is added; what is picked leaves it empty. */
export const DiagnosisSearch = (props: DiagnosisSearchProps) => {
  const { t } = useTranslation()
  const { text, onText, diagnoses, recent, onChange, inputRef } = props
  const asked = text.trim()
  const scope = useCatalogScope()
  const { favourites } = useFavouriteDiagnoses()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'catalog:search-diagnoses',
    { text: asked, limit: 30, ...scope },
    { enabled: asked !== '', keepPrevious: true },
  )
  const taken = new Set([...recent, ...diagnoses].map(({ code }) => code))
  const offered = [...recent, ...favourites.filter(({ code }) => !taken.has(code))]
  const items: readonly Found[] = asked === '' ? offered : data
  return (
    <SuggestBox
      label={t('consultation.diagnosis.add')}
      text={text}
      onText={onText}
      items={items}
      fresh={asked === '' || !isFetching}
      showsWhenEmpty
      keyOf={({ code }) => code}
      emptyWords={error === null ? t('consultation.diagnosis.none') : t(`error.${error.code}.title`)}
      inputRef={inputRef}
      inputProps={{
        placeholder: t(
          diagnoses.length >= mostDiagnoses ? 'consultation.diagnosis.full' : 'consultation.diagnosis.placeholder',
        ),
        disabled: diagnoses.length >= mostDiagnoses,
        maxLength: 60,
      }}
      testId="diagnosis-search"
      onPick={(found) => {
        onText('')
        onChange(addDiagnosis(diagnoses, found))
      }}
      renderItem={({ code, nameZh, nameEn, billable, favourite }) => (
        <span className="flex w-full items-baseline gap-3">
          <span className="w-18 shrink-0">{code}</span>
          <span className="min-w-0 flex-1">
            {nameZh} <span className="text-sm text-muted">{nameEn}</span>
          </span>
          <FavouriteMark shown={favourite === true} />
          {billable === false ? <Chip tone="wait">{t('consultation.diagnosis.notBillable')}</Chip> : null}
        </span>
      )}
    />
  )
}

import { Star, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { Diagnosis } from '../../../../preload/contract/orders/order.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { FavouriteMark } from '../../../ui/fields/FavouriteMark.tsx'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { useFavouriteDiagnoses, usePractitioner } from '../orders/favourites.ts'
import { addDiagnosis, makeMain, mostDiagnoses, removeDiagnosis } from './diagnoses.ts'

type Found = Diagnosis & Partial<Pick<ChannelOutput<'catalog:search-diagnoses'>[number], 'billable' | 'favourite'>>

interface DiagnosisListProps {
  readonly diagnoses: readonly Diagnosis[]
  /** Diagnoses of earlier visits, offered before anything is typed. */
  readonly recent: readonly Diagnosis[]
  readonly readOnly: boolean
  /** What is missing for finishing, in words. */
  readonly missing: string | null
  readonly onChange: (diagnoses: readonly Diagnosis[]) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

const Search = ({ diagnoses, recent, onChange, inputRef }: DiagnosisListProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const asked = text.trim()
  const practitionerId = usePractitioner()
  const { favourites } = useFavouriteDiagnoses()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'catalog:search-diagnoses',
    { text: asked, limit: 30, practitionerId },
    { enabled: asked !== '', keepPrevious: true },
  )
  const taken = new Set([...recent, ...diagnoses].map(({ code }) => code))
  const offered = [...recent, ...favourites.filter(({ code }) => !taken.has(code))]
  const items: readonly Found[] = asked === '' ? offered : data
  return (
    <SuggestBox
      label={t('consultation.diagnosis.add')}
      text={text}
      onText={setText}
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
        setText('')
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

/** The diagnoses, main one first. On a row: Del removes, Enter makes it the main one, F marks it as a favourite. */
export const DiagnosisList = (props: DiagnosisListProps) => {
  const { t } = useTranslation()
  const { diagnoses, readOnly, missing, onChange, inputRef } = props
  const { isFavourite, toggle } = useFavouriteDiagnoses()
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.key.toLowerCase() === 'f' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      toggle(diagnoses[index]?.code ?? '')
      return
    }
    if (readOnly || (event.key !== 'Delete' && event.key !== 'Enter')) return
    event.preventDefault()
    onChange(event.key === 'Delete' ? removeDiagnosis(diagnoses, index) : makeMain(diagnoses, index))
    inputRef.current?.focus()
  }
  return (
    <section aria-label={t('consultation.diagnosis.title')} className="flex flex-col border-b border-line bg-surface">
      <div className="flex items-center gap-2 px-3 py-1">
        <h2 className="shrink-0 text-sm text-muted">{t('consultation.diagnosis.title')}</h2>
        {readOnly ? null : <Search {...props} />}
      </div>
      {missing === null ? null : (
        <p role="alert" className="px-3 pb-1 text-sm text-act">
          {missing}
        </p>
      )}
      <ol>
        {diagnoses.map(({ code, nameZh, nameEn }, index) => (
          <li key={code} className="flex min-h-7 items-center gap-2 border-t border-line pr-2">
            <button
              type="button"
              disabled={readOnly}
              title={index === 0 ? '' : t('consultation.diagnosis.makeMain')}
              onKeyDown={(event) => onKeyDown(event, index)}
              onClick={() => onChange(makeMain(diagnoses, index))}
              className="flex min-w-0 flex-1 items-center gap-2 px-3 text-left hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="w-16 shrink-0">{code}</span>
              <span className="min-w-0 flex-1 truncate" title={nameEn}>
                {nameZh} <span className="text-sm text-muted">{nameEn}</span>
              </span>
              {index === 0 ? <Chip tone="accent">{t('consultation.diagnosis.main')}</Chip> : null}
            </button>
            {readOnly ? null : (
              <button
                type="button"
                tabIndex={-1}
                aria-pressed={isFavourite(code)}
                aria-label={t('consultation.diagnosis.favourite', { name: nameZh })}
                title={t('consultation.diagnosis.favourite', { name: nameZh })}
                onClick={() => toggle(code)}
                className="grid size-6 place-items-center rounded-sm text-muted hover:bg-sunken aria-pressed:text-accent"
              >
                <Star className={`size-4 ${isFavourite(code) ? 'fill-current' : ''}`} aria-hidden />
              </button>
            )}
            {readOnly ? null : (
              <button
                type="button"
                tabIndex={-1}
                aria-label={t('consultation.diagnosis.remove', { name: nameZh })}
                title={t('consultation.diagnosis.remove', { name: nameZh })}
                onClick={() => onChange(removeDiagnosis(diagnoses, index))}
                className="grid size-6 place-items-center rounded-sm text-muted hover:bg-sunken"
              >
                <X className="size-4" aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

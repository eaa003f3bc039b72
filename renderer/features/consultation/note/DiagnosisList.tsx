import { Star, X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnosis } from '../../../../preload/contract/orders/order.ts'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { useFieldMemory } from '../halfTyped.ts'
import { useFavouriteDiagnoses } from '../orders/favourites.ts'
import type { HalfTypedStop } from '../stops.ts'
import { DiagnosisSearch } from './DiagnosisSearch.tsx'
import { makeMain, mostDiagnoses, removeDiagnosis } from './diagnoses.ts'

/** Lets keys go to the search, and an end of the visit ask it: it stops at what was not picked. */
export interface DiagnosisHandle extends HalfTypedStop {
  focus(): void
}

const field = 'diagnosis-search'

interface DiagnosisListProps {
  readonly diagnoses: readonly Diagnosis[]
  /** Diagnoses of earlier visits, offered before anything is typed. */
  readonly recent: readonly Diagnosis[]
  readonly readOnly: boolean
  /** What is missing for finishing, in words. */
  readonly missing: string | null
  readonly onChange: (diagnoses: readonly Diagnosis[]) => void
  readonly handle: Ref<DiagnosisHandle>
}

/** The diagnoses, main one first. On a row: Del removes, Enter makes it the main one, F marks it as a favourite. */
export const DiagnosisList = ({ diagnoses, recent, readOnly, missing, onChange, handle }: DiagnosisListProps) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const memory = useFieldMemory()
  const [typed, setTyped] = useState(() => memory.read(field) ?? '')
  const [isHalfTypedTold, setHalfTypedTold] = useState(false)
  const type = (text: string): void => {
    setTyped(text)
    memory.keep(field, text.trim())
    setHalfTypedTold(false)
  }
  useImperativeHandle(handle, () => ({
    focus: () => input.current?.focus(),
    stopsAt: () => {
      // Where no more diagnoses fit the search is shut, and nothing typed in it could be taken away.
      if (readOnly || diagnoses.length >= mostDiagnoses || typed.trim() === '') return false
      input.current?.focus()
      setHalfTypedTold(true)
      return true
    },
  }))
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
    input.current?.focus()
  }
  return (
    <section aria-label={t('consultation.diagnosis.title')} className="flex flex-col border-b border-line bg-surface">
      <div className="flex items-center gap-2 px-3 py-1">
        <h2 className="shrink-0 text-sm text-muted">{t('consultation.diagnosis.title')}</h2>
        {readOnly ? null : (
          <DiagnosisSearch
            text={typed}
            onText={type}
            diagnoses={diagnoses}
            recent={recent}
            onChange={onChange}
            inputRef={input}
          />
        )}
      </div>
      {missing === null ? null : (
        <p role="alert" className="px-3 pb-1 text-sm text-act">
          {missing}
        </p>
      )}
      {isHalfTypedTold ? (
        <p role="alert" className="px-3 pb-1 text-act" data-testid="diagnosis-half-typed">
          {t('consultation.diagnosis.halfTyped', { text: typed.trim() })}
        </p>
      ) : null}
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
                onClick={() => {
                  onChange(removeDiagnosis(diagnoses, index))
                  input.current?.focus()
                }}
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

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { DayBox } from '../../../ui/fields/DayBox.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { useSettled } from '../../../ui/fields/useSettled.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { changeFilter, choosePatient, useAuditView } from './auditStore.ts'
import { actionNames, useActionWords } from './useActionWords.ts'

const everything = 'everything'

const PatientFilter = () => {
  const { t } = useTranslation()
  const patient = useAuditView(({ patient }) => patient)
  const [text, setText] = useState('')
  const settled = useSettled(text.trim(), 150)
  const { data, isFetching } = useDeskQuery('patient:search', { text: settled, limit: 8 }, { enabled: settled !== '' })
  if (patient !== null) {
    return (
      <div className="flex items-end gap-2">
        <span className="flex flex-col gap-1">
          <span className="text-sm text-muted">{t('audit.patient')}</span>
          <strong className="min-h-8 content-center">{patient.name}</strong>
        </span>
        <Button onClick={() => choosePatient(null)}>{t('audit.clear')}</Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm text-muted" aria-hidden>
        {t('audit.patient')}
      </span>
      <SuggestBox
        label={t('audit.patient')}
        text={text}
        onText={setText}
        items={settled === '' ? [] : (data ?? [])}
        fresh={settled === text.trim() && !isFetching}
        keyOf={({ patientId }) => patientId}
        renderItem={({ name, birthDate, chartNumber }) => `${name} ${dayWords(birthDate, t)} ${chartNumber}`}
        onPick={(picked) => {
          setText('')
          choosePatient(picked)
        }}
        emptyWords={t('audit.noPatient')}
        testId="audit-patient"
      />
    </div>
  )
}

/** Who, when, what, and whose records. */
export const AuditFilters = () => {
  const { t } = useTranslation()
  const words = useActionWords()
  const filter = useAuditView(({ filter }) => filter)
  return (
    <div className="grid grid-cols-[10rem_10rem_1fr_1fr_1fr] items-start gap-3 @max-3xl:grid-cols-2">
      {(['from', 'to'] as const).map((end) => (
        <DayBox
          key={end}
          isOptional
          label={t(`audit.${end}`)}
          value={filter[end]}
          testId={`audit-${end}`}
          onDay={(day) => changeFilter({ [end]: day })}
        />
      ))}
      <TextField
        label={t('audit.who')}
        value={filter.who}
        maxLength={40}
        data-testid="audit-who"
        onChange={({ target }) => changeFilter({ who: target.value })}
      />
      <Select
        label={t('audit.what')}
        value={filter.action === '' ? everything : filter.action}
        options={[
          { value: everything, label: t('audit.everything') },
          ...actionNames.map((action) => ({ value: action, label: words(action) })),
        ]}
        onChange={(action) => changeFilter({ action: action === everything ? '' : action })}
        testId="audit-action"
      />
      <PatientFilter />
    </div>
  )
}

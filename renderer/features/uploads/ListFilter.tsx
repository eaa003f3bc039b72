import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { UploadTargetSchema } from '../../../preload/contract/upload/upload.ts'
import { Button } from '../../ui/Button.tsx'
import { DayBox } from '../../ui/fields/DayBox.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { narrow, uploadFilters, useUploads } from './uploadsStore.ts'

const every = 'every'

/** Which rows by what became of them. */
export const StateFilter = () => {
  const { t } = useTranslation()
  const filter = useUploads((state) => state.filter)
  return (
    <Segmented
      label={t('upload.filter.label')}
      labelHidden
      value={filter}
      onChange={(next) => narrow({ filter: next })}
      options={uploadFilters.map((value) => ({ value, label: t(`upload.filter.${value}`) }))}
    />
  )
}

/** What the list is narrowed down by beside it: whose it is, visit day, receiver. */
export const ListFilter = ({ textField }: { readonly textField: RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation()
  const { day, target, text } = useUploads()
  const targets = [
    { value: every, label: t('upload.find.everyTarget') },
    ...UploadTargetSchema.options.map((value) => ({ value, label: t(`upload.target.${value}`) })),
  ]
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 pb-2">
      <input
        ref={textField}
        type="search"
        className="control h-7! w-56 text-sm"
        aria-label={t('upload.find.text')}
        placeholder={t('upload.find.text')}
        maxLength={40}
        value={text}
        onChange={(event) => narrow({ text: event.target.value })}
        data-testid="upload-find"
      />
      <DayBox
        isInline
        isOptional
        label={t('upload.find.day')}
        value={day}
        onDay={(next) => narrow({ day: next })}
        fieldClassName="w-36"
        testId="upload-day-only"
      />
      <div className="w-32">
        <Select
          isInline
          label={t('upload.find.target')}
          options={targets}
          value={target ?? every}
          onChange={(value) => narrow({ target: UploadTargetSchema.safeParse(value).data ?? null })}
          testId="upload-target-only"
        />
      </div>
      {day === null && target === null && text === '' ? null : (
        <Button
          className="min-h-7! text-sm"
          onClick={() => narrow({ day: null, target: null, text: '' })}
          data-testid="upload-find-clear"
        >
          {t('upload.find.clear')}
        </Button>
      )}
      <span className="text-sm text-muted">{text === '' || day !== null ? '' : t('upload.find.hint')}</span>
    </div>
  )
}

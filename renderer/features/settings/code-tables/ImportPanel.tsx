import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileLook, ImportableSystem, ImportField } from '../../../../preload/contract/codes/codeTables.ts'
import { IsoDateSchema } from '../../../../preload/contract/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { DayBox } from '../../../ui/fields/DayBox.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { byteSize } from '../../../ui/format/bytes.ts'
import { onEnter } from '../store-care/Pane.tsx'
import { ChangeList } from './ChangeList.tsx'
import { changeWish, chooseColumn, dropImport, previewImport, runImport, useImport } from './importStore.ts'

const fields: Readonly<Record<ImportableSystem, readonly ImportField[]>> = {
  'icd-10-cm': ['code', 'nameZh', 'nameEn', 'billable'],
  'nhi-drug': ['code', 'nameEn', 'nameZh', 'ingredient', 'atc', 'unit', 'points', 'validFrom', 'validTo'],
  'nhi-procedure': ['code', 'nameZh', 'nameEn', 'points', 'validFrom', 'validTo'],
  'nhi-institution': ['code', 'nameZh', 'validFrom', 'validTo'],
}

const noColumn = 'none'

/** Which column of the file is which; proposed by its headings. */
const Columns = ({ look }: { readonly look: FileLook }) => {
  const { t } = useTranslation()
  const columns = useImport(({ wish }) => wish.columns)
  const options = [
    { value: noColumn, label: t('codeTables.noColumn') },
    ...look.headings.map((heading, index) => ({
      value: String(index),
      label: heading === '' ? t('codeTables.columnNumber', { number: index + 1 }) : heading,
      aside: look.sample[0]?.[index]?.slice(0, 16) ?? '',
    })),
  ]
  return (
    <fieldset className="grid grid-cols-4 gap-3 @max-3xl:grid-cols-2">
      <legend className="mb-1 text-sm text-muted">{t('codeTables.columns')}</legend>
      {fields[look.system].map((field) => (
        <Select
          key={field}
          label={t(`codeTables.field.${field}`)}
          value={columns[field] === undefined ? noColumn : String(columns[field])}
          options={options}
          onChange={(value) => chooseColumn(field, value === noColumn ? null : Number(value))}
          testId={`import-column-${field}`}
        />
      ))}
    </fieldset>
  )
}

const FileFacts = ({ look }: { readonly look: FileLook }) => {
  const { t } = useTranslation()
  const facts = [
    look.fileName,
    byteSize(look.bytes),
    look.encoding === null ? 'XLSX' : `${look.format.toUpperCase()} ${t(`codeTables.encoding.${look.encoding}`)}`,
    t('codeTables.rows', { count: look.rows }),
  ]
  return (
    <p data-testid="import-file" data-encoding={look.encoding ?? ''} data-rows={look.rows} className="break-all">
      {facts.join(' · ')}
    </p>
  )
}

/** The file that was chosen: what is what in it, what it would change, and the import. */
export const ImportPanel = ({ look }: { readonly look: FileLook }) => {
  const { t } = useTranslation()
  const { wish, preview, busy } = useImport()
  const next = useRef<HTMLButtonElement>(null)
  const isReady = preview !== null
  // The next step always lies under Enter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step
  useEffect(() => next.current?.focus(), [look, isReady])
  return (
    <section
      aria-label={t('codeTables.panel', { table: t(`codeTables.system.${look.system}`) })}
      data-testid="import-panel"
      className="flex flex-col gap-3 border-t border-line pt-3"
    >
      <h3 className="font-semibold">{t('codeTables.panel', { table: t(`codeTables.system.${look.system}`) })}</h3>
      <FileFacts look={look} />
      <Columns look={look} />
      <div className="grid grid-cols-[2fr_1fr_2fr] items-start gap-3 @max-3xl:grid-cols-1">
        <TextField
          label={t('codeTables.edition')}
          value={wish.edition}
          maxLength={60}
          data-testid="import-edition"
          onChange={({ target }) => changeWish({ edition: target.value })}
          onKeyDown={onEnter(() => void previewImport())}
        />
        <DayBox
          label={t('codeTables.validFrom')}
          value={IsoDateSchema.safeParse(wish.validFrom).data ?? null}
          testId="import-valid-from"
          onDay={(day) => changeWish({ validFrom: day ?? '' })}
          onKeyDown={onEnter(() => void previewImport())}
        />
        <label className="flex items-start gap-2 pt-6">
          <input
            type="checkbox"
            checked={wish.whole}
            data-testid="import-whole"
            className="mt-1"
            onChange={({ target }) => changeWish({ whole: target.checked })}
            onKeyDown={onEnter(() => void previewImport())}
          />
          <span>
            {t('codeTables.whole')}
            <span className="block text-sm text-muted">{t('codeTables.wholeHint')}</span>
          </span>
        </label>
      </div>
      {preview === null ? null : <ChangeList preview={preview} />}
      <div className="flex flex-wrap items-center gap-2">
        {preview === null ? (
          <Button
            ref={next}
            tone="primary"
            shortcut="F5"
            data-testid="import-preview"
            disabled={busy !== null || wish.edition.trim() === '' || wish.validFrom === ''}
            onClick={() => void previewImport()}
          >
            {t('codeTables.key.preview')}
          </Button>
        ) : (
          <Button
            ref={next}
            tone="primary"
            shortcut="F6"
            data-testid="import-run"
            disabled={busy !== null}
            onClick={() => void runImport()}
          >
            {t('codeTables.key.run')}
          </Button>
        )}
        <Button shortcut="F8" data-testid="import-cancel" onClick={() => void dropImport()}>
          {t('codeTables.key.cancel')}
        </Button>
      </div>
    </section>
  )
}

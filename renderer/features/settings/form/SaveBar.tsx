import { useFormState } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../../preload/contract/result.ts'
import { formSections } from '../../../app/settingsSections.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useSettingsView } from '../settingsStore.ts'
import { useDraftForm } from './draftForm.ts'
import { errorCount } from './errorCount.ts'
import { FileProblemList } from './FileProblemNotice.tsx'
import { RestartOffer } from './RestartOffer.tsx'

interface SaveBarProps {
  readonly file: string
  readonly saving: boolean
  readonly error: AppError | null
  readonly discarded: boolean
  readonly onDiscard: () => void
  readonly onUndoDiscard: () => void
}

/** What is wrong, counted over all sections; only said once somebody has tried to save. */
const InvalidSummary = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { errors, isSubmitted } = useFormState({ control })
  const wrong = formSections.filter((section) => errorCount(errors[section]) > 0)
  if (!isSubmitted || wrong.length === 0) return null
  return (
    <Notice tone="act">
      {t('settings.invalidSummary', {
        count: errorCount(errors),
        sections: wrong.map((section) => t(`settings.section.${section}`)).join(t('app.and')),
      })}
    </Notice>
  )
}

/** Foot of the settings: always in sight, whichever section is open. */
export const SaveBar = ({ file, saving, error, discarded, onDiscard, onUndoDiscard }: SaveBarProps) => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { isDirty } = useFormState({ control })
  const restartWaits = useSettingsView(({ keptIn }) => keptIn !== null)
  const isCheck = useSettingsView(({ section }) => section === 'readerCheck')
  const problem = error?.details?.problem
  return (
    <footer className="flex flex-col gap-2 border-t border-line bg-surface px-4 py-2">
      <InvalidSummary />
      {error === null ? null : (
        <ErrorCard error={error}>
          <div className="flex flex-col gap-1">
            <p>{t('settings.notSaved')}</p>
            {typeof problem === 'string' ? <FileProblemList problem={problem} /> : null}
          </div>
        </ErrorCard>
      )}
      <RestartOffer unsaved={isDirty} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          tone={isDirty || (!restartWaits && !isCheck) ? 'primary' : 'plain'}
          shortcut="F2"
          data-testid="settings-save"
          disabled={saving}
        >
          {saving ? t('settings.saving') : t('settings.save')}
        </Button>
        <Button shortcut="F7" disabled={!isDirty || saving} onClick={onDiscard}>
          {t('settings.discard')}
        </Button>
        {isDirty ? (
          <span role="status" data-testid="settings-unsaved" className="flex items-center gap-2 text-accent">
            <span className="size-2 rounded-full bg-accent" aria-hidden />
            {t('settings.unsaved')}
          </span>
        ) : null}
        {discarded && !isDirty ? (
          <span role="status" className="flex items-center gap-1 text-muted">
            {t('settings.discarded')}
            <Button tone="quiet" onClick={onUndoDiscard}>
              {t('settings.undo')}
            </Button>
          </span>
        ) : null}
        <span className="min-w-0 flex-1 text-right text-sm break-all text-muted">
          {t('settings.file', { path: file })}
        </span>
      </div>
    </footer>
  )
}

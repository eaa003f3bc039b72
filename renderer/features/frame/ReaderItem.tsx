import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { goTo, openReaderCheck } from '../../app/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { ReaderList } from './ReaderList.tsx'
import { StatusItem } from './StatusItem.tsx'
import { readerTone } from './statusTones.ts'

/** The patient's reader, and which of the readers is for what. */
export const ReaderItem = ({ reader }: { readonly reader: DeskStatus['reader'] }) => {
  const { t } = useTranslation()
  const word = reader.choiceNeeded
    ? t('status.reader.choose')
    : reader.state === 'ready' && reader.cardPresent
      ? t('status.reader.cardPresent')
      : t(`status.reader.state.${reader.state}`)
  const lacking = (['patient', 'professional'] as const).filter(
    (role) => reader.readers.every((one) => one.role !== role) && reader.roles[role] !== 'unset',
  )
  const asked = reader.roles.patient === 'unset' ? (['patient', ...lacking] as const) : lacking
  return (
    <StatusItem
      name="reader"
      state={reader.state}
      tone={readerTone(reader)}
      label={t('status.reader.label')}
      value={word}
    >
      <p>{t(`status.reader.explain.${reader.state}`, { name: reader.readerName ?? '' })}</p>
      {reader.choiceNeeded ? (
        <Notice tone="wait">
          <span data-testid="reader-choice" className="min-w-0 flex-1">
            {asked.map((role) => t(`status.reader.asked.${role}`)).join(' ')}
          </span>
        </Notice>
      ) : (
        <p className="text-muted">{t(`status.reader.remedy.${reader.state}`)}</p>
      )}
      <ReaderList reader={reader} />
      <div className="flex flex-wrap gap-2">
        {reader.state === 'ready' ? null : (
          <Button onClick={() => goTo('settings')}>{t('status.reader.goToSettings')}</Button>
        )}
        <Button data-testid="open-reader-check" onClick={openReaderCheck}>
          {t('check.open')}
        </Button>
      </div>
    </StatusItem>
  )
}

import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/status.ts'
import { goTo } from '../../app/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { StatusItem } from './StatusItem.tsx'
import { statusTones } from './statusTones.ts'

export const ReaderItem = ({ reader }: { readonly reader: DeskStatus['reader'] }) => {
  const { t } = useTranslation()
  const word =
    reader.state === 'ready' && reader.cardPresent
      ? t('status.reader.cardPresent')
      : t(`status.reader.state.${reader.state}`)
  return (
    <StatusItem
      name="reader"
      state={reader.state}
      tone={statusTones.reader[reader.state]}
      label={t('status.reader.label')}
      value={word}
    >
      <p>{t(`status.reader.explain.${reader.state}`, { name: reader.readerName ?? '' })}</p>
      <p className="text-muted">{t(`status.reader.remedy.${reader.state}`)}</p>
      <div>
        <p className="text-sm text-muted">{t('status.reader.seen')}</p>
        {reader.readers.length === 0 ? <p>{t('status.reader.seenNone')}</p> : null}
        <ul className="list-disc pl-5">
          {reader.readers.map((name) => (
            <li key={name} className="break-all">
              {name}
            </li>
          ))}
        </ul>
      </div>
      {reader.state === 'ready' ? null : (
        <Button className="self-start" onClick={() => goTo('settings')}>
          {t('status.reader.goToSettings')}
        </Button>
      )}
    </StatusItem>
  )
}

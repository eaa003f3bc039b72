import { useTranslation } from 'react-i18next'
import { setPaletteOpen } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'
import { seconds } from '../../ui/format/countdown.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { DeadlineItem } from './DeadlineItem.tsx'
import { OutboxItem, VpnItem } from './NetworkStatusItems.tsx'
import { ProfessionalCardItem } from './ProfessionalCardItem.tsx'
import { ReaderItem } from './ReaderItem.tsx'
import { SamItem } from './SamItem.tsx'
import { StatusItem } from './StatusItem.tsx'
import { StoreItem } from './StoreItem.tsx'

const DeskItem = ({ version }: { readonly version: string }) => {
  const { t } = useTranslation()
  const status = useStatus()
  if (status === undefined) return null
  const { offsetMs } = status.clock
  return (
    <StatusItem
      name="desk"
      state="ready"
      tone="neutral"
      label={t('status.desk.label')}
      value={t('status.desk.value', { desk: status.desk.name, person: status.desk.person })}
    >
      <p>{t('status.desk.explain')}</p>
      <p className="text-sm text-muted">
        {t('status.desk.version', { version })} ·{' '}
        {offsetMs === null ? t('status.desk.clockUnknown') : t('status.desk.clock', { seconds: seconds(offsetMs) })}
      </p>
    </StatusItem>
  )
}

/** The truth about everything around this desk, always in sight. */
export const StatusBar = () => {
  const { t } = useTranslation()
  const status = useStatus()
  const startup = useDeskQuery('app:startup', {}).data
  const protection = startup?.keyProtection ?? 'os'
  return (
    <section
      aria-label={t('status.bar')}
      className="flex min-h-7 flex-wrap items-stretch border-t border-line bg-surface @max-4xl:flex-nowrap @max-4xl:overflow-x-auto [&>*]:min-h-7 [&>*]:shrink-0"
    >
      {status === undefined ? null : (
        <>
          <ReaderItem reader={status.reader} />
          <SamItem status={status} />
          <ProfessionalCardItem card={status.professionalCard} pins={status.pins} />
          <VpnItem status={status} />
          <OutboxItem outbox={status.outbox} />
          <StoreItem />
          <DeadlineItem deadlines={status.deadlines} />
        </>
      )}
      {startup?.demonstration === true ? (
        <StatusItem name="demonstration" state="on" tone="accent" label="" value={t('status.demonstration.label')}>
          <p>{t('status.demonstration.explain')}</p>
        </StatusItem>
      ) : null}
      {protection === 'os' ? null : (
        <StatusItem
          name="key-protection"
          state={protection}
          tone="act"
          label=""
          value={t(`status.keyProtection.${protection}`)}
        >
          <p>{t(`status.keyProtection.${protection}Explain`)}</p>
        </StatusItem>
      )}
      <span className="flex-1" />
      <DeskItem version={startup?.version ?? ''} />
      <button
        type="button"
        onClick={() => setPaletteOpen(true)}
        className="flex h-7 max-w-max flex-[999_0_4.5rem] flex-row-reverse flex-wrap content-start gap-x-1.5 overflow-hidden px-2 text-sm whitespace-nowrap text-muted hover:bg-sunken focus-visible:-outline-offset-2"
      >
        {/* Its words need room that nothing else wants: else they stand in a second line, which isn't seen. */}
        <span className="flex h-7 items-center">
          <Kbd>Ctrl+K</Kbd>
        </span>
        <span className="flex h-7 items-center">{t('app.paletteKey')}</span>
      </button>
    </section>
  )
}

import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { useServerNow } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayOf, dayWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { Fingerprint } from './Fingerprint.tsx'

type Certificate = ChannelOutput<'settings:probe-certificate'>

const minuteMs = 60_000

interface FoundProps {
  readonly certificate: Certificate
  readonly pinned: string
  readonly onPin: () => void
}

/** What the control software shows, for a person to compare; nothing is pinned but by the button. */
const Found = ({ certificate, pinned, onPin }: FoundProps) => {
  const { t } = useTranslation()
  const expired = Date.parse(certificate.validUntil) < useServerNow(minuteMs)
  const same = certificate.sha256Fingerprint === pinned
  return (
    <section
      aria-label={t('settings.controlSoftware.found')}
      data-testid="found-certificate"
      className="flex flex-col gap-3 rounded-md border border-edge bg-surface p-3"
    >
      <h3 className="font-semibold">{t('settings.controlSoftware.found')}</h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">{t('settings.controlSoftware.subject')}</dt>
        <dd className="break-all">{certificate.subject}</dd>
        <dt className="text-muted">{t('settings.controlSoftware.validUntil')}</dt>
        <dd className={expired ? 'text-act' : ''}>
          {t('settings.controlSoftware.validUntilDate', { date: dayWords(dayOf(certificate.validUntil), t) })}
          {expired ? ` ${t('settings.controlSoftware.expired')}` : ''}
        </dd>
      </dl>
      {same || pinned === '' ? (
        <div className="flex flex-col gap-1">
          <p className="text-sm text-muted">{t('settings.controlSoftware.foundFingerprint')}</p>
          <Fingerprint sha256={certificate.sha256Fingerprint} testId="found-fingerprint" />
        </div>
      ) : (
        <div className="flex flex-wrap gap-3" data-testid="fingerprints-compared">
          <div className="flex flex-col gap-1">
            <p className="text-sm text-muted">{t('settings.controlSoftware.pinnedBefore')}</p>
            <Fingerprint sha256={pinned} unlike={certificate.sha256Fingerprint} />
          </div>
          <div className="flex flex-col gap-1">
            <p className="text-sm text-muted">{t('settings.controlSoftware.shownNow')}</p>
            <Fingerprint sha256={certificate.sha256Fingerprint} unlike={pinned} testId="found-fingerprint" />
          </div>
        </div>
      )}
      {same ? (
        <p>{t('settings.controlSoftware.same')}</p>
      ) : (
        <>
          {pinned === '' ? null : <Notice tone="act">{t('settings.controlSoftware.different')}</Notice>}
          <p>{t('settings.controlSoftware.compare')}</p>
          <Button className="self-start" data-testid="pin-certificate" onClick={onPin}>
            {t('settings.controlSoftware.pin')}
          </Button>
        </>
      )}
    </section>
  )
}

/** Fetches the certificate at the typed address and pins it when a person says so. */
export const CertificateProbe = () => {
  const { t } = useTranslation()
  const { control, setValue } = useDraftForm()
  const [address, pinned] = useWatch({
    control,
    name: ['controlSoftware.baseUrl', 'controlSoftware.sha256Fingerprint'],
  })
  const baseUrl = address.normalize('NFKC').trim()
  const usable = URL.canParse(baseUrl) && new URL(baseUrl).protocol === 'https:'
  const { mutate, data, error, isPending, variables } = useDeskMutation('settings:probe-certificate')
  // An answer about another address must not be pinned for this one.
  const about = variables?.baseUrl === baseUrl
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={!usable || isPending} data-testid="probe-certificate" onClick={() => mutate({ baseUrl })}>
          {isPending ? t('settings.controlSoftware.probing') : t('settings.controlSoftware.probe')}
        </Button>
        {usable ? null : <span className="text-muted">{t('settings.controlSoftware.probeNeedsUrl')}</span>}
      </div>
      {error === null || !about ? null : <ErrorCard error={error} />}
      {data === undefined || !about ? null : (
        <Found
          certificate={data}
          pinned={pinned}
          onPin={() =>
            setValue('controlSoftware.sha256Fingerprint', data.sha256Fingerprint, {
              shouldDirty: true,
              shouldValidate: true,
            })
          }
        />
      )}
    </>
  )
}

import { ImageOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CardSession, VirtualCard } from '../../../../preload/contract/card/card.ts'
import { wantsNewScan } from '../../../../preload/contract/card/newScan.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { openScan } from '../../../scan/redeem/scanDesk.ts'
import { Button } from '../../../ui/Button.tsx'
import { ageWords } from '../../../ui/format/age.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { Delegate, OpenDelegate } from './DelegateForm.tsx'

const Photo = ({ photo, name }: { readonly photo: string | null; readonly name: string }) => {
  const { t } = useTranslation()
  return photo === null ? (
    <div
      className="flex h-20 w-24 shrink-0 flex-col items-center justify-center gap-1 rounded-md border border-edge bg-sunken text-center text-xs text-muted"
      aria-hidden
    >
      <ImageOff className="size-6" />
      {t('virtualCard.holder.noPhotoShort')}
    </div>
  ) : (
    <img
      src={photo}
      alt={t('virtualCard.holder.photo', { name })}
      data-testid="holder-photo"
      className="h-28 w-24 shrink-0 rounded-md border border-edge object-cover"
    />
  )
}

/** Who the code says stands here, large enough to be compared from a step away; and what to do when it is somebody else. */
const Holder = ({
  session,
  virtual,
  holder,
}: {
  readonly session: CardSession
  readonly virtual: VirtualCard
  readonly holder: NonNullable<CardSession['holder']>
}) => {
  const { t } = useTranslation()
  const putAway = useDeskMutation('virtual-card:put-away')
  return (
    <section
      aria-label={t('virtualCard.holder.title')}
      data-testid="virtual-holder"
      className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Photo photo={virtual.photo} name={holder.name} />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className="text-xl font-semibold">{holder.name}</p>
          <p className="flex flex-wrap gap-x-4 text-lg">
            <span>
              {t(`patient.sex.${holder.sex}`)} {ageWords(holder.birthDate, t)}
            </span>
            <span className="whitespace-nowrap">{t('patient.birthday', { date: dayWords(holder.birthDate, t) })}</span>
          </p>
          {virtual.photo === null ? (
            <p className="text-wait" data-testid="no-photo">
              {t('virtualCard.holder.noPhoto')}
            </p>
          ) : (
            <p className="text-muted">{t('virtualCard.holder.compare')}</p>
          )}
        </div>
        <div className="flex flex-wrap gap-2 @xl:flex-col">
          <Button
            disabled={putAway.isPending}
            data-testid="put-away"
            onClick={() => putAway.mutate({ cardSessionId: session.sessionId })}
          >
            {t('virtualCard.holder.putAway')}
          </Button>
          <OpenDelegate session={session} />
        </div>
      </div>
      {virtual.lapsed && (session.fault === null || !wantsNewScan(session.fault.code)) ? (
        <Notice tone="wait">
          <span className="min-w-0 flex-1">{t('virtualCard.lapsedHere')}</span>
          <Button shortcut="F9" data-testid="scan-again" onClick={() => openScan(null)}>
            {t('virtualCard.scanAgain')}
          </Button>
        </Notice>
      ) : null}
      <Delegate key={session.sessionId} session={session} />
    </section>
  )
}

/** The holder of the virtual card on the screen; nothing for a plastic one. */
export const VirtualHolder = ({ session }: { readonly session: CardSession | null }) => {
  if (session === null || session.virtual === null || session.holder === null) return null
  return <Holder session={session} virtual={session.virtual} holder={session.holder} />
}

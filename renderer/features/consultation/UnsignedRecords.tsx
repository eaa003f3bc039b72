import { useTranslation } from 'react-i18next'
import type { UnsignedRecord } from '../../../preload/contract/record/recordSignature.ts'
import { openStatusItem } from '../../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

const noRecords: readonly UnsignedRecord[] = []

/** Records that wait for a signature, and the one press by which the doctor who is signed in signs all of theirs. */
export const useUnsigned = () => {
  const records = useDeskQuery('signature:unsigned', {}).data ?? noRecords
  const status = useStatus()
  const card = status?.professionalCard
  // Only control software 6.0 hands out the professional card's own signature.
  const isOffered = (status?.controlSoftware.way ?? 'control6') === 'control6'
  const signer = card?.state === 'verified' ? card.practitionerName : null
  const own = records.filter(({ practitionerName }) => practitionerName === signer)
  const sign = useDeskMutation('signature:sign')
  const canSign = isOffered && own.length > 0 && !sign.isPending
  return {
    records,
    own,
    signer,
    isOffered,
    canSign,
    isPending: sign.isPending,
    answer: sign.data,
    error: sign.error,
    signAll: () =>
      canSign && sign.mutate({ records: own.map(({ encounterId, version }) => ({ encounterId, version })) }),
  }
}

export type Unsigned = ReturnType<typeof useUnsigned>

/** 病歷簽章 under the waiting list: how many records are unsigned, whose, until when. Nothing where all are signed. */
export const UnsignedRecords = ({ unsigned }: { readonly unsigned: Unsigned }) => {
  const { t } = useTranslation()
  const { records, own, signer, isOffered, canSign, isPending, answer, error, signAll } = unsigned
  if (records.length === 0 && answer === undefined && error === null) return null
  const late = records.filter(({ isLate }) => isLate).length
  return (
    <section
      aria-label={t('signature.label')}
      className="border-t border-line bg-surface px-4 py-2"
      data-testid="unsigned"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {records.length === 0 ? null : (
          <h3 className="font-semibold">{t('signature.waiting', { count: records.length })}</h3>
        )}
        {late === 0 ? null : <Chip tone="act">{t('signature.waitingLate', { count: late })}</Chip>}
        <span className="min-w-0 flex-1 text-sm text-muted" role="status">
          {answer === undefined ? '' : t('signature.done', { count: answer.signed })}
          {answer === undefined || answer.skipped === 0 ? '' : ` ${t('signature.skipped', { count: answer.skipped })}`}
        </span>
        {records.length === 0 ? null : !isOffered ? (
          <span className="text-sm text-muted">{t('signature.notOffered')}</span>
        ) : signer === null ? (
          <>
            <span className="text-sm text-wait">{t('signature.needsCard')}</span>
            <Button onClick={() => openStatusItem('hpc')}>{t('consultation.lock.remedy')}</Button>
          </>
        ) : (
          <>
            <span className="text-sm text-muted">
              {own.length === records.length
                ? t('signature.allOf', { name: signer })
                : t('signature.ofOthers', { count: records.length - own.length })}
            </span>
            <Button shortcut="F9" disabled={!canSign} onClick={signAll} data-testid="sign-all">
              {isPending ? t('signature.signing') : t('signature.all', { count: own.length })}
            </Button>
          </>
        )}
      </div>
      {error === null ? null : <ErrorCard error={error} />}
      {records.length === 0 ? null : (
        <Disclosure summary={<span className="text-sm text-muted">{t('signature.list')}</span>}>
          <p className="text-sm text-muted">{t('signature.meaning')}</p>
          <ul className="max-h-40 overflow-y-auto text-sm">
            {records.map((record) => (
              <li key={record.encounterId} className="flex flex-wrap gap-x-4">
                <span className="w-48 truncate">
                  {t('signature.record', { number: record.queueNumber, name: record.patientName })}
                </span>
                <span className="w-32 truncate text-muted">{record.practitionerName}</span>
                <span className={record.isLate ? 'text-act' : 'text-muted'}>
                  {t('signature.due', { time: momentWords(record.dueAt, t) })}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}

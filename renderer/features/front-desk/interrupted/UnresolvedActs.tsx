import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UnresolvedAct } from '../../../../preload/contract/card/journal.ts'
import { dismissResolved, useResolvedActs } from '../../../bridge/journal.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'

const noActs: readonly UnresolvedAct[] = []

/** What happened and what to do about it, in two lines. */
const Act = ({ act }: { readonly act: UnresolvedAct }) => {
  const { t } = useTranslation()
  const settle = useDeskMutation('journal:settle')
  const words = { item: act.treatmentItem ?? '—', serial: act.visitSequenceNumber ?? '—' }
  const isAsked = act.kind === 'serial-lost' || act.kind === 'rollback-lost'
  return (
    <li className="flex flex-col py-1" data-testid="unresolved-act" data-kind={act.kind}>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <strong className="font-semibold">{act.patient.name}</strong>
        {act.queueNumber === null ? null : <span>{t('journal.queue', { number: act.queueNumber })}</span>}
        <span className="text-sm text-muted">{momentWords(act.at, t)}</span>
        <span>{t(`journal.kind.${act.kind}.what`, words)}</span>
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-sm">
        <span>{isAsked && !act.cardCanTell ? t('journal.cannotTell') : t(`journal.kind.${act.kind}.todo`, words)}</span>
        {act.canBeSettled ? (
          <Button disabled={settle.isPending} onClick={() => settle.mutate({ entryId: act.entryId })}>
            {t('journal.settle')}
          </Button>
        ) : null}
      </p>
    </li>
  )
}

const List = ({ acts }: { readonly acts: readonly UnresolvedAct[] }) => (
  <ul className="flex flex-col divide-y divide-line">
    {acts.map((act) => (
      <Act key={act.entryId} act={act} />
    ))}
  </ul>
)

/** 待確認的卡片作業: one amber line with the count, which unfolds; nothing where there is none. */
export const UnresolvedActs = () => {
  const { t } = useTranslation()
  const acts = useDeskQuery('journal:unresolved', {}).data ?? noActs
  if (acts.length === 0) return null
  return (
    <div className="rounded-md bg-wait-soft px-3" data-testid="unresolved-acts" data-count={acts.length}>
      <Disclosure
        summary={
          <span className="flex items-center gap-2 text-wait">
            <TriangleAlert className="size-4 shrink-0" aria-hidden />
            {t('journal.count', { count: acts.length })}
          </span>
        }
      >
        <div className="max-h-60 overflow-y-auto">
          <List acts={acts} />
        </div>
      </Disclosure>
    </div>
  )
}

/** The same for the one person at the desk, unfolded. */
export const UnresolvedOfPatient = ({ patientId }: { readonly patientId: string | null }) => {
  const { t } = useTranslation()
  const acts = (useDeskQuery('journal:unresolved', {}).data ?? noActs).filter(
    ({ patient }) => patient.patientId === patientId,
  )
  if (acts.length === 0) return null
  return (
    <section
      aria-label={t('journal.ofPatient')}
      className="rounded-md border-l-4 border-wait bg-wait-soft px-3 py-2"
      data-testid="unresolved-of-patient"
    >
      <p className="font-semibold text-wait">{t('journal.ofPatient')}</p>
      <List acts={acts} />
    </section>
  )
}

/** What has just been found out, until somebody has read it. */
export const ResolvedActs = () => {
  const { t } = useTranslation()
  const acts = useResolvedActs(({ acts }) => acts)
  return acts.map(({ entryId, result, patientName, visitSequenceNumber }) => (
    <Notice key={entryId}>
      <span className="min-w-0 flex-1" data-testid="resolved-act" data-result={result}>
        {t(`journal.result.${result}`, { name: patientName, serial: visitSequenceNumber ?? '—' })}
      </span>
      <Button tone="quiet" onClick={() => dismissResolved(entryId)}>
        {t('journal.close')}
      </Button>
    </Notice>
  ))
}

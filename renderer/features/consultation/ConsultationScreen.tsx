import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { AmendWorkspace } from './amend/AmendWorkspace.tsx'
import { askAmendment, beginAmendment, useAmendmentBesideNote, useAmendments } from './amend/amendmentStore.ts'
import { beginDraft, openVisit, pick, useBesideNote, useConsultation } from './consultationStore.ts'
import { HalfTypedProvider, useHalfTypedKnown } from './halfTyped.ts'
import { PastVisit } from './history/PastVisit.tsx'
import { WaitingList } from './WaitingList.tsx'
import { Workspace } from './Workspace.tsx'

const OpenedVisit = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const { data: visit, error, isFetching, refetch } = useDeskQuery('visit:detail', { encounterId })
  const draft = useBesideNote(encounterId)
  const finishing = useConsultation(({ finishing }) => finishing === encounterId)
  const inConsultation = visit?.state === 'in-consultation'
  useEffect(() => {
    if (visit !== undefined && inConsultation && !isFetching) beginDraft(visit)
  }, [visit, inConsultation, isFetching])
  const isAmending = useAmendments(({ amending }) => amending === encounterId) && visit?.state === 'closed'
  const amendment = useAmendmentBesideNote(encounterId)
  useEffect(() => {
    if (visit !== undefined && isAmending && !isFetching) void beginAmendment(visit)
  }, [visit, isAmending, isFetching])
  const isHalfTypedKnown = useHalfTypedKnown(encounterId)
  useOnStrip(visit?.patient ?? null)
  if (error !== null) {
    return (
      <div className="p-3">
        <ErrorCard error={error}>
          <Button onClick={() => openVisit(null)}>{t('consultation.key.back')}</Button>
        </ErrorCard>
      </div>
    )
  }
  if (visit === undefined) return <Loading onReload={() => void refetch()} />
  if (draft !== undefined && (inConsultation || finishing)) {
    return isHalfTypedKnown ? (
      <HalfTypedProvider value={encounterId}>
        <Workspace visit={visit} draft={draft} />
      </HalfTypedProvider>
    ) : null
  }
  if (inConsultation) return null
  if (isAmending) {
    return amendment === undefined || !isHalfTypedKnown ? null : (
      <HalfTypedProvider value={encounterId}>
        <AmendWorkspace visit={visit} amendment={amendment} />
      </HalfTypedProvider>
    )
  }
  return <PastVisit visit={visit} />
}

/** 看診: the waiting list, or the patient who sits here. */
export const ConsultationScreen = () => {
  const open = useConsultation(({ open }) => open)
  useEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'amendment') askAmendment(target.encounterId)
    if (target?.kind !== 'visit') return
    openVisit(null)
    pick(target.encounterId)
  }, [])
  return open === null ? <WaitingList /> : <OpenedVisit key={open} encounterId={open} />
}

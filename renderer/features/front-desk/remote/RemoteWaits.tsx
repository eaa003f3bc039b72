import { useTranslation } from 'react-i18next'
import type { RemoteVisit } from '../../../../preload/contract/visit/remoteVisit.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { RemoteRequest } from '../../../scan/remote/RemoteRequest.tsx'
import { Button } from '../../../ui/Button.tsx'
import { AttendanceChip } from '../../../ui/chips/AttendanceChip.tsx'
import { KeepFocus } from '../../../ui/KeepFocus.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { choosePatient, touch, useFrontDesk } from '../frontDeskStore.ts'

/** The form of the patient, with what was said before. */
const fillForm = ({ patient, attendance, consent }: RemoteVisit): void => {
  choosePatient(patient)
  touch(`patient:${patient.patientId}`, {
    attendance,
    consentHow: consent.how,
    consentReason: consent.reason ?? '',
    exceptionCode: null,
  })
}

const Wait = ({ item }: { readonly item: RemoteVisit }) => {
  const { t } = useTranslation()
  const who = (
    <>
      <strong className="font-semibold">{item.patient.name}</strong>
      <AttendanceChip attendance={item.attendance} />
      {item.encounterId === null ? null : <span className="text-sm">{t('remote.forVisit')}</span>}
    </>
  )
  return (
    <li className="py-1.5" data-testid="remote-visit" data-state={item.state}>
      <KeepFocus className="flex flex-col gap-1">
        <RemoteRequest item={item} who={who} onAgain={() => fillForm(item)} />
      </KeepFocus>
    </li>
  )
}

const none: readonly RemoteVisit[] = []

/** 線上授權: everybody whose app has been asked, side by side; the desk goes on working under it. */
export const RemoteWaits = () => {
  const { t } = useTranslation()
  const { data, error, refetch } = useDeskQuery('remote-visit:list', {})
  const items = data?.items ?? none
  // At the desk already, but for somebody else whom the desk is busy with; a visit under way has gone on by then.
  const isBusy = useFrontDesk(({ chosen }) => chosen !== null)
  const shown = items.filter(({ state, encounterId }) => state !== 'presented' || (isBusy && encounterId === null))
  // A patient who came by such a request can't be registered without what was asked: nobody may wait for it unsaid.
  if (error !== null) {
    return (
      <ErrorCard error={error}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </ErrorCard>
    )
  }
  if (shown.length === 0) return null
  return (
    <section
      aria-label={t('remote.title')}
      data-testid="remote-visits"
      data-count={shown.length}
      className="max-h-64 overflow-y-auto rounded-md border border-line bg-surface px-3"
    >
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((item) => (
          <Wait key={item.remoteVisitId} item={item} />
        ))}
      </ul>
    </section>
  )
}

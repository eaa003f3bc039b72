import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BegunAmendment } from '../../../../preload/contract/record/amendmentDraft.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { dayWords, momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { askAmendment, letGoAmendment, takeBack, useAmendments } from './amendmentStore.ts'

const none: readonly BegunAmendment[] = []

/** Under the waiting list: the amendments that were begun and not sent, of whatever day, each with its way on. Nothing where there is none. */
export const BegunAmendments = () => {
  const { t } = useTranslation()
  const begun = useDeskQuery('amendment:begun', {}).data ?? none
  const [letGoHere, setLetGoHere] = useState<EncounterId | null>(null)
  const hasLetGo = useAmendments(({ letGo }) => letGo !== null && letGo.encounterId === letGoHere)
  const [error, setError] = useState<AppError | null>(null)
  const drop = async (encounterId: EncounterId): Promise<void> => {
    setLetGoHere(encounterId)
    setError(await letGoAmendment(encounterId))
  }
  if (begun.length === 0 && !hasLetGo) return null
  return (
    <section
      aria-label={t('amendment.begunList.label')}
      className="border-t border-line bg-surface px-4 py-2"
      data-testid="amendments-begun"
    >
      {error === null ? null : <ErrorCard error={error} />}
      {hasLetGo ? (
        <p className="flex items-center gap-3 text-sm text-muted">
          <span role="status">{t('amendment.letGoDone')}</span>
          <Button onClick={takeBack} data-testid="amend-take-back">
            {t('amendment.takeBack')}
          </Button>
        </p>
      ) : null}
      {begun.length === 0 ? null : (
        <Disclosure
          summary={<h3 className="font-semibold">{t('amendment.begunList.waiting', { count: begun.length })}</h3>}
        >
          <ul className="max-h-40 overflow-y-auto pr-1 text-sm">
            {begun.map(({ encounterId, day, queueNumber, patientName, savedAt, savedBy }) => (
              <li
                key={encounterId}
                className="flex flex-wrap items-center gap-x-4 py-1"
                data-testid={`amendment-begun-${encounterId}`}
              >
                <span className="w-48 truncate">
                  {t('amendment.begunList.record', { number: queueNumber, name: patientName })}
                </span>
                <span className="text-muted">{t('amendment.begunList.visitOf', { day: dayWords(day, t) })}</span>
                <span className="min-w-0 flex-1 truncate text-muted">
                  {t('amendment.begunList.keptBy', { by: savedBy, time: momentWords(savedAt, t) })}
                </span>
                <Button onClick={() => askAmendment(encounterId)} data-testid="amendment-go-on">
                  {t('amendment.begunList.goOn')}
                </Button>
                <Button tone="quiet" onClick={() => void drop(encounterId)} data-testid="amendment-let-go">
                  {t('amendment.begunList.letGo')}
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}

import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPapers } from '../../../preload/contract/paper/ownPapers.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { setPrinting } from '../../app/navigation.ts'
import { call } from '../../bridge/desk.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorLine } from '../../ui/notices/ErrorLine.tsx'

interface FailedPapersProps {
  readonly visit: OwnPapers
  /** Patients besides this one whose papers failed. */
  readonly others: number
}

/** The papers of one visit that didn't print by themselves, and what a person can do about it. */
export const FailedPapers = ({ visit, others }: FailedPapersProps) => {
  const { t } = useTranslation()
  const { encounterId, patientName: name, queueNumber: number } = visit
  const note = useDeskMutation('print:note-by-itself', (answer) => putAnswer('print:by-itself', {}, answer))
  const [again, setAgain] = useState<'under-way' | AppError | null>(null)
  const failed = visit.papers.filter(({ state }) => state === 'failed')
  const error = (again === 'under-way' ? null : again) ?? failed.find((paper) => paper.error !== null)?.error ?? null
  /** One after another; what succeeds leaves the notice by itself, and the first that doesn't ends it. */
  const printAgain = async (): Promise<void> => {
    setAgain('under-way')
    for (const { kind } of failed) {
      const sent = await call('print:send', { encounterId, kind, words: {} })
      if (!sent.ok) return setAgain(sent.error)
    }
    setAgain(null)
  }
  return (
    <section
      role="alert"
      aria-label={t('print.byItself.failedTitle')}
      data-testid="papers-failed"
      className="flex items-center gap-3 border-b border-l-4 border-b-line border-l-act bg-act-soft px-3 py-1.5 text-act"
    >
      <Printer className="size-4 shrink-0" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p>
          <strong className="font-semibold">{t('print.byItself.failedTitle')}</strong>{' '}
          {t('print.byItself.failedOf', {
            name,
            number,
            kinds: failed.map(({ kind }) => t(`print.kind.${kind}`)).join(t('app.and')),
          })}{' '}
          {others === 0 ? null : t('print.byItself.others', { count: others })}
        </p>
        {error === null ? null : <ErrorLine error={error} />}
      </div>
      <Button data-testid="papers-again" disabled={again === 'under-way'} onClick={() => void printAgain()}>
        {t('print.byItself.again')}
      </Button>
      <Button data-testid="papers-otherwise" onClick={() => setPrinting(encounterId)}>
        {t('print.byItself.otherwise')}
      </Button>
      <Button data-testid="papers-noted" disabled={note.isPending} onClick={() => note.mutate({ encounterId })}>
        {t('print.byItself.noted')}
      </Button>
    </section>
  )
}

/** Papers that should have come by themselves and didn't: above every screen until they are printed or somebody has taken note. */
export const OwnPaperNotice = () => {
  const visits = useDeskQuery('print:by-itself', {}).data ?? []
  const failed = visits.filter(({ papers }) => papers.some(({ state }) => state === 'failed'))
  const [first] = failed
  return first === undefined ? null : <FailedPapers key={first.encounterId} visit={first} others={failed.length - 1} />
}

import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CareStatus } from '../../../preload/contract/desk/care.ts'
import { openStoreCare } from '../../app/navigation.ts'
import { useCare, useCareAction } from '../../bridge/care.ts'
import { Button } from '../../ui/Button.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

type Lost = NonNullable<CareStatus['lostTail']>

/** What is gone, as far as anybody knows. */
const useLostWords = ({ lastAt, missing }: Lost): string => {
  const { t } = useTranslation()
  if (missing === null) return t('care.lostTail.differs')
  return lastAt === null
    ? t('care.lostTail.empty', { missing })
    : t('care.lostTail.since', { missing, time: momentWords(lastAt, t) })
}

/** The words and what a person can do about them. */
export const LostTail = ({ lost }: { readonly lost: Lost }) => {
  const { t } = useTranslation()
  const words = useLostWords(lost)
  const note = useCareAction('care:note-lost-tail')
  return (
    <section
      role="alert"
      aria-label={t('care.lostTail.title')}
      data-testid="lost-tail"
      data-missing={lost.missing ?? 'unknown'}
      className="flex flex-col gap-2 border-b border-l-4 border-b-line border-l-act bg-act-soft px-3 py-1.5 text-act"
    >
      <div className="flex items-center gap-3">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <p>
            <strong className="font-semibold">{t('care.lostTail.title')}</strong> {words}
          </p>
          <p>{t(lost.missing === null ? 'care.lostTail.safeElsewhere' : 'care.lostTail.safe')}</p>
          <p>{t('care.lostTail.next')}</p>
        </div>
        <Button data-testid="lost-tail-care" onClick={openStoreCare}>
          {t('care.status.open')}
        </Button>
        <Button
          data-testid="lost-tail-noted"
          disabled={note.isPending}
          onClick={() => note.mutate({ foundAt: lost.foundAt })}
        >
          {t('care.lostTail.noted')}
        </Button>
      </div>
      {note.error === null ? null : <ErrorCard error={note.error} />}
    </section>
  )
}

/** The store came back without its newest records: above every screen until somebody has taken note of it. */
export const LostTailNotice = () => {
  const lost = useCare()?.lostTail ?? null
  return lost === null ? null : <LostTail lost={lost} />
}

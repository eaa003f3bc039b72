import { useTranslation } from 'react-i18next'
import type { VisitChange, VisitVersion } from '../../../preload/contract/record/amendment.ts'
import { Disclosure } from '../Disclosure.tsx'
import { dayWords, momentWords } from '../format/date.ts'
import { number } from '../format/number.ts'
import { wordsText } from './prescriptionText.ts'
import { vitalChangeText } from './vitalText.ts'

const Change = ({ change }: { readonly change: VisitChange }) => {
  const { t } = useTranslation()
  const { part, line, before, after } = change
  const shown = (text: string | null): string | null =>
    text === null
      ? null
      : part === 'amount'
        ? t('app.money', { amount: number(Number(text)) })
        : part === 'prescription'
          ? wordsText(text, t)
          : part === 'vital-sign'
            ? vitalChangeText(text, t)
            : part === 'return-on'
              ? dayWords(text, t)
              : text
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2" data-testid="version-change" data-part={part}>
      <span className="text-muted">
        {part === 'diagnosis' || part === 'order'
          ? t(`amendment.part.${part}`, { line: line ?? 1 })
          : t(`amendment.part.${part}`)}
      </span>
      <span className="min-w-0 break-words">
        <del className="text-muted">{shown(before) ?? t('amendment.added')}</del>{' '}
        <ins className="no-underline">{shown(after) ?? t('amendment.removed')}</ins>
      </span>
    </li>
  )
}

/** The versions a visit had before, newest first: who ended each, when, why, and what was changed. */
export const VersionList = ({ versions }: { readonly versions: readonly VisitVersion[] }) => {
  const { t } = useTranslation()
  if (versions.length === 0) return null
  return (
    <section aria-label={t('amendment.versions')} data-testid="versions">
      <h3 className="text-sm text-muted">{t('amendment.versions')}</h3>
      {versions.map(({ version, endedAs, endedAt, endedBy, reason, difference, changes }, index) => (
        <Disclosure
          key={version}
          open={index === 0}
          summary={
            <>
              <span className="shrink-0">{t('amendment.version', { version })}</span>
              <span className="truncate text-sm text-muted">
                {t(`amendment.endedAs.${endedAs}`, { by: endedBy, time: momentWords(endedAt, t) })}
              </span>
            </>
          }
        >
          <p className="text-sm">
            {t('amendment.why', { reason })}
            {difference === 0 ? null : (
              <span className="text-muted">
                {' '}
                {t(`amendment.money.${difference > 0 ? 'more' : 'less'}`, {
                  amount: t('app.money', { amount: number(Math.abs(difference)) }),
                })}
              </span>
            )}
          </p>
          {endedAs === 'cancelled' ? null : changes.length === 0 ? (
            <p className="text-sm text-muted">{t('amendment.noChange')}</p>
          ) : (
            <ul aria-label={t('amendment.changed')} className="flex flex-col gap-0.5 text-sm">
              {changes.map((change) => (
                <Change key={`${change.part}-${change.line}-${change.before}-${change.after}`} change={change} />
              ))}
            </ul>
          )}
        </Disclosure>
      ))}
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useFieldName } from '../../ui/visit/codeWords.ts'
import { SubstitutionList } from '../../ui/visit/SubstitutionList.tsx'

/** What of a record is sent otherwise than it is kept, field by field; nothing where it is sent as it is. */
export const Substitutions = ({ item }: { readonly item: OutboxItem }) => {
  const { t } = useTranslation()
  const fieldName = useFieldName()
  const told = useDeskQuery('outbox:substitutions', { outboxId: item.outboxId }).data
  if (told === undefined || told.fields.length + told.nameOutsideBig5.length === 0) return null
  return (
    <section aria-label={t('substitution.title')} className="flex flex-col gap-1" data-testid="substitutions">
      <h3 className="text-sm text-muted">{t('substitution.title')}</h3>
      {told.fields.map(({ field, orderLine, original, sent, substitutions }) => (
        <div
          key={`${field}-${orderLine}`}
          data-testid="substituted-field"
          data-field={field}
          className="flex flex-col border-l-4 border-line px-2"
        >
          <p className="flex flex-wrap items-baseline gap-x-3">
            <strong className="font-semibold">{fieldName(field, orderLine)}</strong>
            <span>{t('substitution.sentAs', { original, sent })}</span>
          </p>
          <SubstitutionList substitutions={substitutions} />
        </div>
      ))}
      {told.nameOutsideBig5.length === 0 ? null : (
        <Notice>
          {t('substitution.nameStays', {
            name: item.patientName,
            characters: [...new Set(told.nameOutsideBig5.map(({ from }) => from))].join(t('app.and')),
          })}
        </Notice>
      )}
    </section>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportPreview, mostListed } from '../../../../preload/contract/codes/codeTables.ts'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { Rows } from '../../../ui/Rows.tsx'

const kinds = ['changed', 'ended', 'new', 'refused'] as const
type Kind = (typeof kinds)[number]

interface Line {
  readonly key: string
  readonly code: string
  readonly what: string
  readonly aside: string
}

const useLines = (preview: ImportPreview, kind: Kind): readonly Line[] => {
  const { t } = useTranslation()
  const price = (points: number | null): string => (points === null ? t('codeTables.noPrice') : String(points))
  if (kind === 'refused') {
    return preview.refusals.map(({ line, code, reason }) => ({
      key: `${line} ${code}`,
      code: t('codeTables.line', { line }),
      what: code,
      aside: t(`codeTables.refusal.${reason}`),
    }))
  }
  return preview.changes
    .filter((change) => change.kind === kind)
    .map(({ code, name, before, after, day }) => ({
      key: code,
      code,
      what: name,
      aside: [
        before === after ? '' : t('codeTables.price', { before: price(before), after: price(after) }),
        t(kind === 'ended' ? 'codeTables.until' : 'codeTables.from', { day: dayWords(day, t) }),
      ]
        .filter((word) => word !== '')
        .join(' · '),
    }))
}

/** What an import would change: numbers, and the first rows of each kind. */
export const ChangeList = ({ preview }: { readonly preview: ImportPreview }) => {
  const { t } = useTranslation()
  const { counts, refused, expired, pricesLost, pricesOlder } = preview
  const numbers: Readonly<Record<Kind, number>> = { ...counts, refused }
  const [chosen, setChosen] = useState<Kind | null>(null)
  const kind = chosen ?? kinds.find((each) => numbers[each] > 0) ?? 'changed'
  const [selected, setSelected] = useState<string | null>(null)
  const lines = useLines(preview, kind)
  const more = numbers[kind] - lines.length
  return (
    <div
      className="flex flex-col gap-2"
      data-testid="import-changes"
      data-new={counts.new}
      data-changed={counts.changed}
      data-ended={counts.ended}
      data-unchanged={counts.unchanged}
      data-refused={refused}
    >
      <p role="status">
        {t('codeTables.summary', { ...counts, refused })}
        {expired === 0 ? '' : ` ${t('codeTables.expired', { count: expired })}`}
      </p>
      {pricesLost === 0 ? null : <Notice tone="act">{t('codeTables.pricesLost', { count: pricesLost })}</Notice>}
      {pricesOlder === 0 ? null : <Notice tone="act">{t('codeTables.pricesOlder', { count: pricesOlder })}</Notice>}
      {counts.ended > counts.unchanged + counts.changed && counts.ended > 20 ? (
        <Notice tone="wait">{t('codeTables.manyEnded', { count: counts.ended })}</Notice>
      ) : null}
      <Segmented
        label={t('codeTables.show')}
        labelHidden
        value={kind}
        onChange={setChosen}
        options={kinds.map((each) => ({ value: each, label: t(`codeTables.kind.${each}`), count: numbers[each] }))}
        testId="import-kinds"
      />
      <div className="flex h-56 flex-col border-b border-line">
        <Rows
          key={kind}
          label={t(`codeTables.kind.${kind}`)}
          items={lines}
          keyOf={({ key }) => key}
          selected={selected}
          onSelect={({ key }) => setSelected(key)}
          rowClassName="grid grid-cols-[7rem_minmax(0,1fr)_auto] gap-3 px-2"
          rowTestId={() => 'import-change'}
          renderRow={({ code, what, aside }) => (
            <>
              <span>{code}</span>
              <span className="truncate" title={what}>
                {what}
              </span>
              <span className="text-sm whitespace-nowrap text-muted tabular-nums">{aside}</span>
            </>
          )}
          empty={<p className="p-2 text-muted">{t('codeTables.nothingOfIt')}</p>}
        />
      </div>
      {more <= 0 ? null : (
        <p className="text-sm text-muted">{t('codeTables.more', { count: more, listed: mostListed })}</p>
      )}
    </div>
  )
}

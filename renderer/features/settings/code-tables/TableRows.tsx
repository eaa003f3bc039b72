import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CodeTable,
  type ImportableSystem,
  importableSystems,
} from '../../../../preload/contract/codes/codeTables.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { chooseTableFile, forgetDone, useImport } from './importStore.ts'

const isImportable = (system: string): system is ImportableSystem =>
  (importableSystems as readonly string[]).includes(system)

/** What the program's own tables say of themselves in brackets is told in words below. */
const starterRemark = / \(starter.*\)$/

const Edition = ({ active }: { readonly active: CodeTable['active'] }) => {
  const { t } = useTranslation()
  if (active === null) return <span className="text-muted">{t('codeTables.none')}</span>
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate" title={active.sourceFile}>
        {active.importedAt === null ? active.edition.replace(starterRemark, '') : active.edition}
      </span>
      <span className="text-sm text-muted">
        {active.importedAt === null
          ? t('codeTables.starter')
          : t('codeTables.importedAt', { time: momentWords(active.importedAt, t) })}
      </span>
    </span>
  )
}

/** Every table with the edition in use, and the ways to another. */
export const TableRows = () => {
  const { t } = useTranslation()
  const { data, error } = useDeskQuery('code-tables:list', {})
  const undo = useDeskMutation('code-tables:undo', forgetDone)
  const busy = useImport(({ busy }) => busy)
  const first = useRef<HTMLButtonElement>(null)
  const done = useImport(({ done }) => done)
  // The panel that had the focus is gone.
  useEffect(() => {
    if (done !== null) first.current?.focus()
  }, [done])
  if (error !== null) return <ErrorCard error={error} />
  return (
    <>
      <ul className="flex flex-col" aria-label={t('codeTables.list')}>
        {(data ?? [])
          .filter(({ system }) => isImportable(system))
          .map(({ system, active, previous }, index) => (
            <li
              key={system}
              data-testid={`code-table-${system}`}
              data-edition={active?.edition ?? ''}
              data-count={active?.concepts ?? 0}
              className="grid min-h-14 grid-cols-[7rem_minmax(0,1fr)_6rem_6rem_17rem] items-center gap-3 border-t border-line @max-3xl:grid-cols-2"
            >
              <strong>{t(`codeTables.system.${system}`)}</strong>
              <Edition active={active} />
              <span className="text-right tabular-nums">
                {active === null ? '' : t('codeTables.codes', { shown: number(active.concepts) })}
              </span>
              <span>
                {active?.priceBasis === 'demonstration' ? (
                  <Chip tone="wait">{t('codeTables.priceBasis.demonstration')}</Chip>
                ) : active?.priceBasis === 'official' ? (
                  t('codeTables.priceBasis.official')
                ) : null}
              </span>
              <span className="flex justify-end gap-2 py-1">
                {previous === null ? null : (
                  <Button
                    disabled={busy !== null || undo.isPending}
                    title={previous.edition}
                    data-testid={`code-table-undo-${system}`}
                    onClick={() => undo.mutate({ system })}
                  >
                    {t('codeTables.undo')}
                  </Button>
                )}
                <Button
                  ref={index === 0 ? first : null}
                  disabled={busy !== null}
                  data-testid={`code-table-choose-${system}`}
                  onClick={() => {
                    if (isImportable(system)) void chooseTableFile(system)
                  }}
                >
                  {t('codeTables.choose')}
                </Button>
              </span>
            </li>
          ))}
      </ul>
      {undo.error === null ? null : <ErrorCard error={undo.error} />}
    </>
  )
}

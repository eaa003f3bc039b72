import { useTranslation } from 'react-i18next'
import { paperMoments } from '../../../preload/contract/paper/ownPapers.ts'
import type { DocumentKind, PrintChoice } from '../../../preload/contract/paper/printing.ts'

interface ByItselfFieldProps {
  readonly kind: DocumentKind
  readonly choice: PrintChoice
  readonly onChange: (byItself: boolean) => void
}

/** 自動列印: whether this kind of document comes by itself at this desk; nothing for a kind that can't. */
export const ByItselfField = ({ kind, choice, onChange }: ByItselfFieldProps) => {
  const { t } = useTranslation()
  const moment = paperMoments[kind]
  if (moment === null) return null
  const hasPrinter = choice.printer !== null
  return (
    <label className={`flex flex-wrap items-center gap-x-2 ${hasPrinter ? 'cursor-pointer' : 'text-muted'}`}>
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={choice.byItself}
        disabled={!hasPrinter}
        onChange={({ target }) => onChange(target.checked)}
        data-testid="print-by-itself"
      />
      {t(`print.byItself.${moment}`)}
      <span className="w-full pl-6 text-sm text-muted empty:hidden">
        {!hasPrinter
          ? t('print.byItself.needsPrinter')
          : kind === 'medicine-bag'
            ? t('print.byItself.dispensedHere')
            : kind === 'prescription'
              ? t('print.byItself.released')
              : ''}
      </span>
    </label>
  )
}

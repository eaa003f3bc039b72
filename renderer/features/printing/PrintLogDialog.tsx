import { useTranslation } from 'react-i18next'
import { setPrinting } from '../../app/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { useDialog } from '../../ui/useDialog.ts'
import { PrintLog } from './PrintLog.tsx'

/** What was printed, of whatever visit: opened from the palette, where no visit is at hand. */
export const PrintLogDialog = () => {
  const { t } = useTranslation()
  const dialog = useDialog()
  return (
    <dialog
      ref={dialog}
      data-testid="print-log-dialog"
      aria-label={t('print.log')}
      className="layer m-auto h-[min(44rem,94vh)] w-[min(60rem,96vw)] overflow-hidden p-0"
      onClose={() => setPrinting(null)}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="flex h-full min-h-0 flex-col">
        <header className="flex items-center gap-3 border-b border-line px-4 py-2">
          <h1 className="flex-1 text-lg font-semibold">{t('print.log')}</h1>
          <Button shortcut="Esc" onClick={() => dialog.current?.close()}>
            {t('print.close')}
          </Button>
        </header>
        <PrintLog />
      </div>
    </dialog>
  )
}

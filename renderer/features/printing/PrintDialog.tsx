import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'
import { documentWordFields } from '../../../preload/contract/paper/printing.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { shortcutOf } from '../../app/keyboard.ts'
import { setPrinting } from '../../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { useDialog } from '../../ui/useDialog.ts'
import { DocumentList } from './DocumentList.tsx'
import { DocumentWordFields } from './DocumentWordFields.tsx'
import { DrugNoteFields } from './DrugNoteFields.tsx'
import { Preview } from './Preview.tsx'
import { PrinterFields } from './PrinterFields.tsx'
import { PrintLog } from './PrintLog.tsx'
import { keepNotes, typeWord, usePaperDrafts } from './paperDrafts.ts'

/** The documents of one visit: chosen with the arrows, looked at, printed with Enter. */
export const PrintDialog = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const dialog = useDialog(true)
  const visit = useDeskQuery('visit:detail', { encounterId }).data
  const documents = useDeskQuery('print:documents', { encounterId })
  const printers = useDeskQuery('print:printers', {})
  const [chosen, setChosen] = useState<DocumentKind | null>(null)
  const notes = useDeskQuery('print:drug-notes', { encounterId })
  const drugs = notes.data ?? []
  const typed = usePaperDrafts(({ words }) => words[encounterId])
  const [keeping, setKeeping] = useState<'notes' | AppError | null>(null)
  const [isLog, setIsLog] = useState(false)
  const send = useDeskMutation('print:send')
  const save = useDeskMutation('print:save-pdf')

  const listed = documents.data ?? []
  const shown = listed.find(({ kind }) => kind === chosen) ?? listed.find(({ problem }) => problem === null) ?? null
  const words = shown === null ? {} : { ...shown.words, ...typed?.[shown.kind] }
  const possible = shown !== null && shown.problem === null
  // Which notes of a bag are still to be kept is not known before.
  const awaitsNotes = shown?.kind === 'medicine-bag' && notes.isPending
  const busy = send.isPending || save.isPending || keeping === 'notes' || awaitsNotes
  const choose = (kind: DocumentKind): void => {
    send.reset()
    save.reset()
    setKeeping(null)
    setIsLog(false)
    setChosen(kind)
  }
  /** What is written of a drug and not kept yet is kept first, so that the bag has it. */
  const afterNotes = async (kind: DocumentKind, go: () => void): Promise<void> => {
    send.reset()
    save.reset()
    setKeeping('notes')
    const failed = kind === 'medicine-bag' ? await keepNotes(drugs) : null
    setKeeping(failed)
    if (failed === null) go()
  }
  const print = (event: FormEvent): void => {
    event.preventDefault()
    if (shown === null || !possible || busy || isLog) return
    void afterNotes(shown.kind, () => send.mutate({ encounterId, kind: shown.kind, words }))
  }
  const savePdf = (): void => {
    if (shown === null || !possible || busy) return
    void afterNotes(shown.kind, () => save.mutate({ encounterId, kind: shown.kind, words }))
  }
  const error = (keeping === 'notes' ? null : keeping) ?? send.error ?? save.error
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      data-testid="print-dialog"
      aria-label={t('print.title')}
      className="layer m-auto h-[min(64rem,94vh)] w-[min(76rem,96vw)] overflow-hidden p-0"
      onClose={() => setPrinting(null)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (shortcutOf(event.nativeEvent) !== 'Ctrl+S') return
        event.preventDefault()
        savePdf()
      }}
    >
      <form onSubmit={print} className="flex h-full min-h-0 flex-col">
        <header className="flex items-center gap-3 border-b border-line px-4 py-2">
          <h1 className="text-lg font-semibold">{t('print.title')}</h1>
          <span className="flex-1 text-muted">
            {visit === undefined ? '' : t('print.of', { name: visit.patient.name, number: visit.queueNumber })}
          </span>
          <Button aria-pressed={isLog} onClick={() => setIsLog(!isLog)} data-testid="print-log-open">
            {t('print.log')}
          </Button>
          <Button shortcut="Esc" onClick={() => dialog.current?.close()}>
            {t('print.close')}
          </Button>
        </header>
        {documents.error !== null ? (
          <div className="p-3">
            <ErrorCard error={documents.error} />
          </div>
        ) : documents.data === undefined || printers.data === undefined ? (
          <Loading />
        ) : (
          <div className="@container flex min-h-0 flex-1 flex-col">
            <div className="flex min-h-0 flex-1 @max-3xl:flex-col @max-3xl:overflow-y-auto">
              <DocumentList documents={listed} shown={shown?.kind ?? null} onChoose={choose} />
              {isLog ? (
                <PrintLog />
              ) : shown === null ? (
                <Empty title={t('print.choose')} />
              ) : (
                <>
                  <Preview
                    encounterId={encounterId}
                    kind={shown.kind}
                    words={words}
                    possible={possible}
                    times={shown.times}
                  />
                  <div className="flex w-80 shrink-0 flex-col border-l border-line @max-3xl:order-first @max-3xl:w-full @max-3xl:border-l-0">
                    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
                      {documentWordFields[shown.kind].length === 0 ? null : (
                        <DocumentWordFields
                          kind={shown.kind}
                          words={words}
                          onType={(field, text) => typeWord(encounterId, shown.kind, field, text)}
                        />
                      )}
                      {shown.kind === 'medicine-bag' && possible ? <DrugNoteFields encounterId={encounterId} /> : null}
                      <PrinterFields key={shown.kind} kind={shown.kind} printers={printers.data} />
                      {error === null ? null : <ErrorCard error={error} />}
                    </div>
                    {/* In sight however long the words above them are. */}
                    <div className="flex flex-col gap-2 border-t border-line p-3">
                      <p role="status" className="text-sm empty:hidden" data-testid="print-done">
                        {send.isPending
                          ? t('print.sending')
                          : send.data !== undefined
                            ? t(send.data.isReprint ? 'print.sentAgain' : 'print.sent', {
                                printer: send.data.printer ?? '',
                              })
                            : save.data == null
                              ? ''
                              : t('print.saved')}
                      </p>
                      <div className="flex flex-wrap gap-2">
                        <Button
                          tone="primary"
                          type="submit"
                          shortcut="Enter"
                          disabled={!possible || busy}
                          data-testid="print-send"
                        >
                          {t('print.print')}
                        </Button>
                        <Button
                          shortcut="Ctrl+S"
                          onClick={savePdf}
                          disabled={!possible || busy}
                          data-testid="print-save"
                        >
                          {t('print.savePdf')}
                        </Button>
                      </div>
                    </div>
                  </div>
                </>
              )}
            </div>
          </div>
        )}
      </form>
    </dialog>
  )
}

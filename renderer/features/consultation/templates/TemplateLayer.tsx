import { type KeyboardEvent, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordTemplate } from '../../../../preload/contract/record/recordTemplate.ts'
import type { PractitionerId } from '../../../../preload/contract/words.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useDialog } from '../../../ui/useDialog.ts'
import type { VisitDraft } from '../consultationStore.ts'
import { TemplateForm } from './TemplateForm.tsx'

interface TemplateLayerProps {
  readonly templates: readonly RecordTemplate[]
  readonly practitionerId: PractitionerId
  readonly draft: Pick<VisitDraft, 'soap' | 'diagnoses'>
  readonly onInsert: (template: RecordTemplate) => void
  readonly onClose: () => void
}

/** What the layer shows: the list, or one text that is being named. */
type Mode = { readonly kind: 'list' } | { readonly kind: 'form'; readonly template: RecordTemplate | null }

const wordsOf = ({ content }: RecordTemplate): string =>
  content.kind === 'snippet' ? content.text : Object.values(content.soap).filter(Boolean).join(' ')

/** The texts that are written again and again: found by typing, taken by Enter, made of this note, renamed, deleted and taken back. */
export const TemplateLayer = ({ templates, practitionerId, draft, onInsert, onClose }: TemplateLayerProps) => {
  const { t } = useTranslation()
  const dialog = useDialog()
  const [mode, setMode] = useState<Mode>({ kind: 'list' })
  const [text, setText] = useState('')
  const [deleted, setDeleted] = useState<RecordTemplate | null>(null)
  // Not the way out, which comes first in it.
  useLayoutEffect(() => dialog.current?.querySelector<HTMLElement>('[data-stop]')?.focus(), [dialog])
  const remove = useDeskMutation('record-template:delete')
  const restore = useDeskMutation('record-template:restore', () => setDeleted(null))
  const wanted = text.trim().toLowerCase()
  const found = templates.filter((template) =>
    [template.content.name, wordsOf(template)].some((part) => part.toLowerCase().includes(wanted)),
  )
  const focusFilter = (): void => dialog.current?.querySelector<HTMLElement>('[data-stop]')?.focus()
  const take = (template: RecordTemplate): void => {
    setDeleted(template)
    remove.mutate({ templateId: template.templateId }, { onError: () => setDeleted(null) })
    focusFilter()
  }
  const undo = (): void => {
    if (deleted !== null) restore.mutate({ templateId: deleted.templateId })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    const { activeElement } = document
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
    const at = activeElement instanceof HTMLElement ? stops.indexOf(activeElement) : -1
    const chosen = found[at - 1]
    const ctrl = event.ctrlKey ? `Ctrl+${event.key.toLowerCase()}` : event.key
    if (ctrl === 'ArrowDown') stops[at + 1]?.focus()
    else if (ctrl === 'ArrowUp') stops[at - 1]?.focus()
    else if (ctrl === 'Enter' && at === 0 && found[0] !== undefined) onInsert(found[0])
    else if (ctrl === 'Ctrl+n') setMode({ kind: 'form', template: null })
    else if (ctrl === 'Ctrl+e' && chosen !== undefined) setMode({ kind: 'form', template: chosen })
    else if (ctrl === 'Delete' && chosen !== undefined) take(chosen)
    else if (ctrl === 'Ctrl+z' && at !== 0 && deleted !== null) undo()
    else return
    event.preventDefault()
  }
  const error = remove.error ?? restore.error
  return (
    <dialog
      ref={dialog}
      data-layer
      data-testid="templates"
      aria-label={t('template.title')}
      // One that was shown again meanwhile has not been closed by anybody.
      onClose={({ currentTarget }) => (currentTarget.open ? undefined : onClose())}
      className="layer mx-auto mt-[10vh] max-h-[80vh] w-150 max-w-[92vw] p-4 text-base backdrop:bg-ground/60"
    >
      <div className="flex flex-col gap-3">
        <header className="flex items-center gap-2">
          <h2 className="flex-1 text-lg font-semibold">{t('template.title')}</h2>
          {mode.kind === 'form' ? (
            <Kbd>Esc</Kbd>
          ) : (
            <Button shortcut="Esc" onClick={() => dialog.current?.close()} data-testid="templates-close">
              {t('app.close')}
            </Button>
          )}
        </header>
        {mode.kind === 'form' ? (
          <TemplateForm
            template={mode.template}
            practitionerId={practitionerId}
            draft={draft}
            onDone={() => setMode({ kind: 'list' })}
          />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field and the rows in it
          <div className="flex flex-col gap-2" onKeyDown={onKeyDown}>
            <input
              autoFocus
              data-stop
              className="control"
              aria-label={t('template.find')}
              placeholder={t('template.find')}
              value={text}
              maxLength={60}
              onChange={({ target }) => setText(target.value)}
              data-testid="template-find"
            />
            {error === null ? null : <ErrorCard error={error} />}
            {deleted === null ? null : (
              <Notice>
                <span className="flex-1">{t('template.deleted', { name: deleted.content.name })}</span>
                <Button shortcut="Ctrl+Z" onClick={undo} data-testid="template-undo">
                  {t('template.undo')}
                </Button>
              </Notice>
            )}
            {found.length === 0 ? <p className="text-muted">{t('template.none')}</p> : null}
            <ul className="max-h-[40vh] overflow-y-auto">
              {found.map((template) => (
                <li key={template.templateId} className="flex items-center gap-1 border-b border-line">
                  <button
                    type="button"
                    data-stop
                    data-testid="template-row"
                    onClick={() => onInsert(template)}
                    className="flex min-w-0 flex-1 items-baseline gap-3 rounded-md px-2 py-1 text-left hover:bg-sunken focus-visible:-outline-offset-2"
                  >
                    <strong className="shrink-0 font-semibold">{template.content.name}</strong>
                    <span className="min-w-0 flex-1 truncate text-sm text-muted">{wordsOf(template)}</span>
                    <span className="shrink-0 text-sm text-muted">
                      {t(`template.kind.${template.content.kind}`)}・
                      {t(template.practitionerId === null ? 'template.owner.everybody' : 'template.owner.own')}
                    </span>
                  </button>
                  <Button tone="quiet" className="px-1.5!" onClick={() => setMode({ kind: 'form', template })}>
                    {t('template.edit')}
                  </Button>
                  <Button tone="quiet" className="px-1.5!" onClick={() => take(template)}>
                    {t('template.delete')}
                  </Button>
                </li>
              ))}
            </ul>
            <div className="flex flex-wrap items-center gap-2">
              <Button
                shortcut="Ctrl+N"
                onClick={() => setMode({ kind: 'form', template: null })}
                data-testid="template-new"
              >
                {t('template.new')}
              </Button>
              <span className="text-sm text-muted">{t('template.keys')}</span>
            </div>
          </div>
        )}
      </div>
    </dialog>
  )
}

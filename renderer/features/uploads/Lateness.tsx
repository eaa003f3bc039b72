import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useAnswerWords } from '../../ui/visit/codeWords.ts'

const longestNote = 200

/** Late is late, said plainly; what was in the way, and what a person says of it for the NHI. */
export const Lateness = ({ item }: { readonly item: OutboxItem }) => {
  const { t, i18n } = useTranslation()
  const answer = useAnswerWords()
  const { mutate, isPending, error } = useDeskMutation('outbox:explain-late')
  const { lateness } = item
  const [note, setNote] = useState(lateness?.note ?? '')
  if (!item.isLate) return null
  const causeKey = `upload.cause.${lateness?.cause ?? ''}`
  const cause =
    lateness === null
      ? null
      : i18n.exists(causeKey)
        ? i18n.t(causeKey as 'upload.cause.waiting')
        : answer(lateness.cause).line
  const canSave = note.trim() !== '' && note.trim() !== lateness?.note && !isPending
  const save = (): void => {
    if (canSave) mutate({ outboxId: item.outboxId, note })
  }
  return (
    <div className="flex flex-col gap-2" data-testid="lateness">
      <Notice tone="act">
        {t(item.receiptAt === null ? 'upload.lateNow' : 'upload.lateReceived')}
        {cause === null ? null : ` ${t('upload.lateCause', { cause })}`}
      </Notice>
      {lateness === null ? null : (
        <form
          className="flex items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <TextField
            label={t('upload.lateNote')}
            fieldClassName="grow"
            placeholder={t('upload.lateNoteHint')}
            maxLength={longestNote}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            data-testid="late-note"
          />
          <Button className="mt-6" disabled={!canSave} onClick={save}>
            {t('upload.lateNoteSave')}
          </Button>
        </form>
      )}
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}

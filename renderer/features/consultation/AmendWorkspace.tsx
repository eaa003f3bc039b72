import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/ErrorCard.tsx'
import { TextField } from '../../ui/Field.tsx'
import { dayOf } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Notice } from '../../ui/Notice.tsx'
import { AmendVitalsStrip } from './AmendVitalsStrip.tsx'
import { type Amendment, editAmendment, endAmendment } from './amendmentStore.ts'
import { plain, type VisitDraft } from './consultationStore.ts'
import { DiagnosisList } from './DiagnosisList.tsx'
import { recentDiagnoses } from './diagnoses.ts'
import { type NoteHandle, NotePane } from './NotePane.tsx'
import { OrderSheet, type SheetHandle } from './OrderSheet.tsx'
import { PrescriptionStrip } from './PrescriptionStrip.tsx'
import { RefusedFields } from './RefusedFields.tsx'
import { ReturnDay, type ReturnDayHandle } from './ReturnDay.tsx'
import { refusedFields } from './refusedParts.ts'
import { useOrderLock } from './useOrderLock.tsx'
import { useOrderPreview } from './useOrderPreview.ts'
import { useTemplates } from './useTemplates.ts'
import type { VitalsHandle } from './VitalsStrip.tsx'
import { showVisit } from './visitActions.ts'

const longestReason = 200

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

interface AmendWorkspaceProps {
  readonly visit: VisitDetail
  readonly amendment: Amendment
}

/** A closed visit, to be amended: note, diagnoses and orders as the doctor's desk has them, and why. */
export const AmendWorkspace = ({ visit, amendment }: AmendWorkspaceProps) => {
  const { t } = useTranslation()
  const { encounterId, history } = visit
  const { draft, reason, fromVersion, vitals } = amendment
  const note = useRef<NoteHandle>(null)
  const diagnosis = useRef<HTMLInputElement>(null)
  const sheet = useRef<SheetHandle>(null)
  const vitalsSpot = useRef<VitalsHandle>(null)
  const returnDay = useRef<ReturnDayHandle>(null)
  const reasonField = useRef<HTMLInputElement>(null)
  const lock = useOrderLock()
  const preview = useOrderPreview(encounterId, draft)
  const amend = useDeskMutation('amendment:amend')
  const [isAsked, setAsked] = useState(false)
  const [isPrescribing, setPrescribing] = useState(false)
  const ordersChanged = !sameText(draft.orders, visit.orders) || !sameText(draft.prescription, visit.prescription)
  const isChanged =
    vitals.length > 0 ||
    ordersChanged ||
    !sameText(draft.soap, visit.soap) ||
    !sameText(draft.diagnoses, visit.diagnoses) ||
    draft.returnOn !== visit.returnOn
  const hasReason = reason.trim() !== ''
  const canSubmit = isChanged && !amend.isPending

  const edit = (change: Partial<VisitDraft>): void => {
    amend.reset()
    editAmendment(encounterId, { draft: { ...draft, ...change } })
  }
  const leave = (): void => endAmendment(encounterId)
  const submit = (): void => {
    if (returnDay.current?.stopsAt() === true) return
    setAsked(true)
    if (!hasReason) reasonField.current?.focus()
    if (!canSubmit || !hasReason) return
    amend.mutate(
      { encounterId, fromVersion, reason, vitals: [...vitals], ...plain(draft) },
      {
        onSuccess: ({ visit: amended }) => {
          if (amended === null) return
          endAmendment(encounterId)
          showVisit(amended)
        },
      },
    )
  }
  const { diagnoses } = draft
  const diagnosesNow = useCallback(() => diagnoses, [diagnoses])
  const { snippet } = useTemplates(encounterId, visit.practitionerId, diagnosesNow)
  const editVitals = useCallback(
    (changes: Amendment['vitals']) => editAmendment(encounterId, { vitals: changes }),
    [encounterId],
  )
  const goToPart = (part: 'diagnosis' | 'orders'): void => {
    if (part === 'diagnosis') diagnosis.current?.focus()
    else sheet.current?.focusNew()
  }
  useScreenCommands([
    { key: 'F2', label: t('amendment.submit'), run: submit, disabled: !canSubmit },
    { key: 'F3', label: t('consultation.key.note'), run: () => note.current?.focus() },
    { key: 'F4', label: t('consultation.key.diagnosis'), run: () => diagnosis.current?.focus() },
    {
      key: 'F5',
      label: t('consultation.key.orders'),
      run: () => sheet.current?.focusNew(),
      disabled: lock !== null,
    },
    {
      key: 'F8',
      label: t('consultation.key.remove'),
      run: () => sheet.current?.removeActive(),
      disabled: lock !== null,
    },
    { key: 'Ctrl+G', label: t('order.set.title'), run: () => sheet.current?.openSets(), disabled: lock !== null },
    { key: 'Ctrl+O', label: t('consultation.key.vitals'), run: () => vitalsSpot.current?.focus() },
    { key: 'Ctrl+N', label: t('consultation.returnOn.label'), run: () => returnDay.current?.focus() },
    { key: 'Ctrl+R', label: t('prescription.title'), run: () => setPrescribing(true), disabled: lock !== null },
    { key: 'Ctrl+Enter', label: t('amendment.submit'), run: submit, disabled: !canSubmit },
    {
      key: 'Escape',
      label: t('amendment.leave'),
      run: () => {
        const { activeElement } = document
        if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement)
          activeElement.blur()
        else leave()
      },
    },
  ])
  const problems = amend.data?.visit === null ? amend.data.problems : (preview.data?.problems ?? [])
  const missing = amend.data?.missing[0]
  const difference = (preview.data?.price?.amountDue ?? visit.price?.amountDue ?? 0) - (visit.price?.amountDue ?? 0)
  const money = t('app.money', { amount: number(Math.abs(difference)) })
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="amend-workspace">
      <div className="flex flex-col gap-2 border-b border-line px-3 py-2">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h2 className="text-lg font-semibold">{t('amendment.title', { number: visit.queueNumber })}</h2>
          <p className="min-w-0 flex-1 text-sm text-muted">{t('amendment.explain')}</p>
        </div>
        <RefusedFields errors={refusedFields(visit.uploads)} onGoTo={goToPart} />
        {amend.error === null ? null : <ErrorCard error={amend.error} />}
      </div>
      <AmendVitalsStrip
        encounterId={encounterId}
        changes={vitals}
        onChange={editVitals}
        handle={vitalsSpot}
        onLeave={() => note.current?.focus()}
      />
      <div className="flex min-h-0 flex-1 @max-4xl:flex-col @max-4xl:overflow-y-auto">
        <div className="flex min-h-0 min-w-0 flex-2 flex-col border-r border-line @max-4xl:min-h-72">
          <NotePane soap={draft.soap} onChange={(soap) => edit({ soap })} handle={note} snippet={snippet} />
        </div>
        <div className="flex min-h-0 min-w-0 flex-3 flex-col @max-4xl:min-h-72">
          <DiagnosisList
            diagnoses={draft.diagnoses}
            recent={recentDiagnoses(history, draft.diagnoses)}
            readOnly={false}
            missing={
              missing === undefined
                ? null
                : t(
                    missing === 'diagnosis'
                      ? 'consultation.diagnosis.missing'
                      : 'consultation.diagnosis.missingBillable',
                  )
            }
            onChange={(diagnoses) => edit({ diagnoses })}
            inputRef={diagnosis}
          />
          <OrderSheet
            key={encounterId}
            encounterId={encounterId}
            orders={draft.orders}
            preview={preview.data}
            problems={problems}
            lock={lock}
            below={() => null}
            onChange={(orders) => edit({ orders })}
            handle={sheet}
          />
          <PrescriptionStrip
            patient={visit.patient}
            prescription={draft.prescription}
            orders={draft.orders}
            problems={problems}
            readOnly={lock !== null}
            isOpen={isPrescribing}
            onOpen={(isOpen) => {
              setPrescribing(isOpen)
              if (!isOpen) sheet.current?.focusNew()
            }}
            onChange={(prescription) => edit({ prescription })}
            onRefill={null}
          >
            <ReturnDay
              visitedOn={IsoDateSchema.parse(dayOf(visit.registeredAt))}
              day={draft.returnOn}
              onChange={(returnOn) => edit({ returnOn })}
              onLeave={() => reasonField.current?.focus()}
              handle={returnDay}
            />
          </PrescriptionStrip>
        </div>
      </div>
      <footer className="flex flex-wrap items-start gap-x-4 gap-y-1 border-t border-line bg-surface px-4 py-2">
        <TextField
          ref={reasonField}
          label={t('amendment.reason')}
          fieldClassName="min-w-60 flex-1"
          placeholder={t('amendment.reasonHint')}
          maxLength={longestReason}
          value={reason}
          error={isAsked && !hasReason ? t('amendment.needsReason') : undefined}
          onChange={({ target }) => editAmendment(encounterId, { reason: target.value })}
          data-testid="amend-reason"
        />
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <span className="text-muted" role="status">
            {isChanged
              ? t(`amendment.due.${difference === 0 ? 'same' : difference > 0 ? 'more' : 'less'}`, { amount: money })
              : t('amendment.unchanged')}
          </span>
          <Button shortcut="Esc" onClick={leave} data-testid="amend-leave">
            {t('amendment.leave')}
          </Button>
          <Button tone="primary" shortcut="F2" disabled={!canSubmit} onClick={submit} data-testid="amend-submit">
            {t(amend.isPending ? 'amendment.submitting' : 'amendment.submit')}
          </Button>
        </div>
        {ordersChanged && visit.exceptionCode === null ? (
          <div className="w-full">
            <Notice tone="wait">{t('amendment.needsCard')}</Notice>
          </div>
        ) : null}
      </footer>
    </div>
  )
}

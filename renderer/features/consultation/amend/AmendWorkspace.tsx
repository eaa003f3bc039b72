import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { type Command, useScreenCommands } from '../../../app/commands.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { plain, type VisitDraft } from '../consultationStore.ts'
import { AmendedNote } from '../history/LiveNote.tsx'
import { DiagnosisList } from '../note/DiagnosisList.tsx'
import { recentDiagnoses } from '../note/diagnoses.ts'
import { AlertedSheet } from '../orders/AlertedSheet.tsx'
import { AlertsOpen } from '../orders/AlertsOpen.tsx'
import { CatalogScope, useScopeOf } from '../orders/favourites.ts'
import { useOrderLock } from '../orders/useOrderLock.tsx'
import { useOrderPreview } from '../orders/useOrderPreview.ts'
import { withPrescription } from '../prescription/prescriptionDraft.ts'
import { VisitPrescription } from '../prescription/VisitPrescription.tsx'
import { halfTypedStops } from '../stops.ts'
import { useTemplateLayer } from '../templates/useTemplateLayer.tsx'
import { showVisit } from '../visitActions.ts'
import { leavesField, missingWords, partCommands, usePaletteIntoRecord, useVisitParts } from '../visitParts.ts'
import { AmendVitalsStrip } from '../vitals/AmendVitalsStrip.tsx'
import { AmendFoot } from './AmendFoot.tsx'
import {
  type Amendment,
  type AmendmentBesideNote,
  amendedNow,
  editAmendedDraft,
  editAmendment,
  endAmendment,
  flushAmendment,
  leaveAmendment,
  useAmendments,
} from './amendmentStore.ts'
import { RefusedFields } from './RefusedFields.tsx'
import { refusedFields } from './refusedParts.ts'

const noCommands: readonly Command[] = []

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

interface AmendWorkspaceProps {
  readonly visit: VisitDetail
  readonly amendment: AmendmentBesideNote
}

/** A closed visit, to be amended: note, diagnoses and orders as the doctor's desk has them, and why. */
export const AmendWorkspace = ({ visit, amendment }: AmendWorkspaceProps) => {
  const { t } = useTranslation()
  const { encounterId, history } = visit
  const { reason, fromVersion, vitals, ...draft } = amendment
  const parts = useVisitParts()
  const { note, diagnosis, sheet, vitals: vitalsSpot, returnDay } = parts
  const reasonField = useRef<HTMLInputElement>(null)
  const lock = useOrderLock()
  const scope = useScopeOf(visit)
  const preview = useOrderPreview(encounterId, draft)
  const amend = useDeskMutation('amendment:amend')
  const [isAsked, setAsked] = useState(false)
  const [isPrescribing, setPrescribing] = useState(false)
  const ordersChanged = !sameText(draft.orders, visit.orders) || !sameText(draft.prescription, visit.prescription)
  const noteChanged = useAmendments(({ begun }) => !sameText(begun[encounterId]?.draft.soap, visit.soap))
  const isChanged =
    vitals.length > 0 ||
    ordersChanged ||
    noteChanged ||
    !sameText(draft.diagnoses, visit.diagnoses) ||
    draft.returnOn !== visit.returnOn
  const hasReason = reason.trim() !== ''
  const canSubmit = isChanged && !amend.isPending && fromVersion === visit.version

  const edit = (change: Partial<VisitDraft>): void => {
    // Even a reset of nothing draws the desk anew.
    if (!amend.isIdle) amend.reset()
    editAmendedDraft(encounterId, change)
  }
  const submit = (): void => {
    if (halfTypedStops([returnDay, vitalsSpot, diagnosis, sheet])) return
    setAsked(true)
    if (!hasReason) reasonField.current?.focus()
    const standing = amendedNow(encounterId)
    if (!canSubmit || !hasReason || standing === undefined) return
    amend.mutate(
      { encounterId, fromVersion, reason, vitals: [...vitals], ...plain(standing.draft) },
      {
        onSuccess: ({ visit: amended, alerts }) => {
          if (alerts.length > 0) sheet.current?.focusAlert()
          if (amended === null) return
          endAmendment(encounterId)
          showVisit(amended)
        },
      },
    )
  }
  useEffect(() => () => flushAmendment(encounterId), [encounterId])
  usePaletteIntoRecord(parts, {
    ...draft,
    scope,
    isLocked: lock !== null,
    onDiagnoses: (diagnoses) => edit({ diagnoses }),
  })
  const draftNow = useCallback(() => amendedNow(encounterId)?.draft, [encounterId])
  const templates = useTemplateLayer(visit, { draftNow, edit, note })
  const editVitals = useCallback(
    (changes: Amendment['vitals']) => editAmendment(encounterId, { vitals: changes }),
    [encounterId],
  )
  const goToPart = (part: 'diagnosis' | 'orders'): void => {
    if (part === 'diagnosis') diagnosis.current?.focus()
    else sheet.current?.focusNew()
  }
  const commands: readonly Command[] = [
    ...partCommands(t, parts, {
      isLocked: lock !== null,
      prescribe: () => setPrescribing(true),
      openTemplates: templates.open,
    }),
    { key: 'F2', label: t('amendment.submit'), run: submit, disabled: !canSubmit },
    { key: 'Ctrl+Enter', label: t('amendment.submit'), run: submit, disabled: !canSubmit },
    {
      key: 'Escape',
      label: t('amendment.leave'),
      run: () => {
        if (!leavesField()) leaveAmendment(encounterId)
      },
    },
  ]
  // The layer of templates has keys of its own.
  useScreenCommands(templates.isOpen ? noCommands : commands)
  const problems = amend.data?.visit === null ? amend.data.problems : (preview.data?.problems ?? [])
  const openAlerts = amend.data?.alerts.length ?? 0
  const difference = (preview.data?.price?.amountDue ?? visit.price?.amountDue ?? 0) - (visit.price?.amountDue ?? 0)
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
      <div className="flex min-h-0 flex-1 @max-4xl:min-h-60 @max-4xl:flex-col @max-4xl:overflow-y-auto">
        <div className="flex min-h-0 min-w-0 flex-2 flex-col border-r border-line @max-4xl:min-h-72">
          <AmendedNote
            encounterId={encounterId}
            onChange={(soap) => edit({ soap })}
            handle={note}
            snippet={templates.snippet}
          />
        </div>
        <div className="flex min-h-0 min-w-0 flex-3 flex-col @max-4xl:min-h-72">
          <CatalogScope value={scope}>
            <DiagnosisList
              diagnoses={draft.diagnoses}
              recent={recentDiagnoses(history, draft.diagnoses)}
              readOnly={false}
              missing={missingWords(t, amend.data)}
              onChange={(diagnoses) => edit({ diagnoses })}
              handle={diagnosis}
            />
            <AlertedSheet
              encounterId={encounterId}
              orders={draft.orders}
              reasons={draft.alertReasons}
              preview={preview.data}
              problems={problems}
              lock={lock}
              isAsked={openAlerts > 0}
              onOrders={(orders) => edit({ orders })}
              onReasons={(alertReasons) => edit({ alertReasons })}
              handle={sheet}
            />
            <VisitPrescription
              visit={visit}
              draft={draft}
              problems={problems}
              readOnly={lock !== null}
              isOpen={isPrescribing}
              onOpen={setPrescribing}
              onPrescription={(prescription) => edit(withPrescription(draft, prescription))}
              onRefill={null}
              onReturnOn={(returnOn) => edit({ returnOn })}
              onLeave={() => reasonField.current?.focus()}
              returnDay={returnDay}
            />
          </CatalogScope>
        </div>
      </div>
      {templates.layer}
      <AlertsOpen count={openAlerts} />
      <AmendFoot
        encounterId={encounterId}
        reason={reason}
        lacksReason={isAsked && !hasReason}
        reasonRef={reasonField}
        difference={isChanged ? difference : null}
        needsCard={ordersChanged && visit.exceptionCode === null}
        isOvertaken={!amend.isPending && fromVersion !== visit.version}
        isPending={amend.isPending}
        canSubmit={canSubmit}
        onSubmit={submit}
      />
    </div>
  )
}

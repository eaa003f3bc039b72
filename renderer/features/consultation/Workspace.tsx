import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { type Command, useScreenCommands } from '../../app/commands.ts'
import { KeptPanes } from '../../app/KeptPanes.tsx'
import { setPrinting } from '../../app/navigation.ts'
import { toggleScan } from '../../scan/redeem/redeem.ts'
import { useScanDesk } from '../../scan/redeem/scanDesk.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import {
  type BesideNote,
  editDraft,
  flushDraft,
  openVisit,
  useConsultation,
  type VisitDraft,
} from './consultationStore.ts'
import { flushHalfTyped } from './halfTyped.ts'
import { copyInto } from './history/copyPast.ts'
import { HistoryPane } from './history/HistoryPane.tsx'
import { ConsultationNote } from './history/LiveNote.tsx'
import { DiagnosisList } from './note/DiagnosisList.tsx'
import { recentDiagnoses } from './note/diagnoses.ts'
import type { NamedOrder } from './order-sets/useTakeOrders.ts'
import { AlertedSheet } from './orders/AlertedSheet.tsx'
import { AlertsOpen } from './orders/AlertsOpen.tsx'
import { CardMedicationLine } from './orders/CardMedicationLine.tsx'
import { CatalogScope, useScopeOf } from './orders/favourites.ts'
import { NhiAlerts } from './orders/NhiAlerts.tsx'
import { lastDrugs } from './orders/orderSheet.ts'
import { useCardMedication } from './orders/useCardMedication.ts'
import { useOrderLock } from './orders/useOrderLock.tsx'
import { type OrderProblem, useOrderPreview } from './orders/useOrderPreview.ts'
import { takeRefill, withPrescription } from './prescription/prescriptionDraft.ts'
import { rememberDispenser } from './prescription/rememberDispenser.ts'
import { VisitPrescription } from './prescription/VisitPrescription.tsx'
import { halfTypedStops } from './stops.ts'
import { useTemplateLayer } from './templates/useTemplateLayer.tsx'
import { useFinish } from './useFinish.ts'
import { VisitBar } from './VisitBar.tsx'
import { VisitFoot } from './VisitFoot.tsx'
import { leavesField, missingWords, partCommands, usePaletteIntoRecord, useVisitParts } from './visitParts.ts'
import { VisitVitalsStrip } from './vitals/VisitVitalsStrip.tsx'

const usualDividers = { 'consultation.history': 210, 'consultation.note': 500 }
const noProblems: readonly OrderProblem[] = []
const noCommands: readonly Command[] = []

/** Escape leaves the field first, and only then the patient; both keep everything. */
const stepBack = (visit: VisitDetail): void => {
  if (leavesField()) return
  flushDraft(visit.encounterId)
  flushHalfTyped(visit.encounterId)
  openVisit(null)
}

/** The doctor's desk for one patient: history, note, orders. */
export const Workspace = ({ visit, draft }: { readonly visit: VisitDetail; readonly draft: BesideNote }) => {
  const { t } = useTranslation()
  const { encounterId, history } = visit
  const parts = useVisitParts()
  const isScanOpen = useScanDesk(({ open }) => open)
  const pastSpot = useRef<HTMLInputElement>(null)
  const lock = useOrderLock()
  const scope = useScopeOf(visit)
  const medication = useCardMedication(visit)
  const preview = useOrderPreview(encounterId, draft, medication.version)
  const finish = useFinish(visit)
  const { note, diagnosis: diagnosisSpot, sheet: sheetSpot, vitals: vitalsSpot, returnDay } = parts
  const [isPrescribing, setPrescribing] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each patient
  useEffect(() => note.current?.focus(), [encounterId])
  useEffect(
    () => () => {
      flushDraft(encounterId)
      flushHalfTyped(encounterId)
    },
    [encounterId],
  )

  const { clear } = finish
  const edit = useCallback(
    (change: Partial<VisitDraft>): void => {
      clear()
      editDraft(encounterId, change)
    },
    [clear, encounterId],
  )
  const draftNow = useCallback(() => useConsultation.getState().drafts[encounterId], [encounterId])
  const templates = useTemplateLayer(visit, { draftNow, edit, note })
  const isLocked = lock !== null
  usePaletteIntoRecord(parts, {
    ...draft,
    scope,
    isLocked,
    onDiagnoses: (diagnoses) => edit({ diagnoses }),
  })
  const repeat = useCallback((orders: readonly NamedOrder[]): void => sheetSpot.current?.take(orders), [sheetSpot])
  const run = (): void => {
    if (halfTypedStops([returnDay, vitalsSpot, diagnosisSpot, sheetSpot])) return
    void finish.run(
      () => diagnosisSpot.current?.focus(),
      () => sheetSpot.current?.focusAlert(),
    )
  }
  const last = lastDrugs(history)
  const commands: readonly Command[] = [
    ...partCommands(t, parts, { isLocked, prescribe: () => setPrescribing(true), openTemplates: templates.open }),
    { key: 'F2', label: t('consultation.key.finish'), run, disabled: finish.isPending },
    {
      key: 'F6',
      label: t('consultation.key.repeat'),
      run: () => repeat(last),
      disabled: isLocked || last.length === 0,
    },
    {
      key: 'F7',
      label: t('scan.key'),
      run: () => toggleScan({ encounterId, patientName: visit.patient.name }),
      disabled: visit.medium !== 'virtual',
      pressed: isScanOpen,
    },
    { key: 'F9', label: t('consultation.key.list'), run: () => openVisit(null) },
    { key: 'F10', label: t('print.open'), run: () => setPrinting(encounterId) },
    { key: 'Ctrl+Enter', label: t('consultation.finish'), run, disabled: finish.isPending },
    { key: 'Ctrl+D', label: t('consultation.key.repeat'), run: () => repeat(last), disabled: isLocked },
    { key: 'Ctrl+H', label: t('consultation.history.title'), run: () => pastSpot.current?.focus() },
    { key: 'Escape', label: t('consultation.key.back'), run: () => stepBack(visit) },
  ]
  // The layer of templates has keys of its own.
  useScreenCommands(templates.isOpen ? noCommands : commands)

  const missing = missingWords(t, finish.obstacle)
  const problems =
    finish.obstacle.problems.length > 0 ? finish.obstacle.problems : (preview.data?.problems ?? noProblems)
  // A key in one part draws that part: what stands beside it is the same element until its own part changes.
  const past = useMemo(
    () => (
      <HistoryPane
        encounterId={encounterId}
        own={null}
        onRepeat={isLocked ? null : (entry) => repeat(entry.orders)}
        copy={copyInto(encounterId, clear, (part, text) => note.current?.append({ [part]: text }))}
        filterRef={pastSpot}
      />
    ),
    [encounterId, isLocked, repeat, clear, note],
  )
  const diagnosisList = useMemo(
    () => (
      <DiagnosisList
        diagnoses={draft.diagnoses}
        recent={recentDiagnoses(history, draft.diagnoses)}
        readOnly={false}
        missing={missing}
        onChange={(diagnoses) => edit({ diagnoses })}
        handle={diagnosisSpot}
      />
    ),
    [draft.diagnoses, history, missing, edit, diagnosisSpot],
  )
  const vitalsStrip = useMemo(
    () => <VisitVitalsStrip encounterId={encounterId} handle={vitalsSpot} onLeave={() => note.current?.focus()} />,
    [encounterId, vitalsSpot, note],
  )
  const { alertReasons } = draft
  const isAsked = finish.obstacle.alerts.length > 0
  const sheet = useMemo(
    () => (
      <AlertedSheet
        encounterId={encounterId}
        orders={draft.orders}
        reasons={alertReasons}
        preview={preview.data}
        problems={problems}
        lock={lock}
        isAsked={isAsked}
        onOrders={(orders) => edit({ orders })}
        onReasons={(reasons) => edit({ alertReasons: reasons })}
        handle={sheetSpot}
      />
    ),
    [encounterId, draft.orders, preview.data, problems, lock, alertReasons, isAsked, edit, sheetSpot],
  )
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <VisitBar visit={visit} next={finish.next} waiting={finish.waiting} />
      {(finish.obstacle.error ?? preview.error) === null ? null : (
        <div className="p-2">
          <ErrorCard error={finish.obstacle.error ?? preview.error ?? { code: 'INTERNAL', retryable: false }} />
        </div>
      )}
      {vitalsStrip}
      <KeptPanes
        usual={usualDividers}
        dividerLabel={t('consultation.divider')}
        panes={[
          {
            name: 'history',
            content: past,
          },
          {
            name: 'note',
            firstWhenStacked: true,
            content: (
              <ConsultationNote
                encounterId={encounterId}
                onChange={(soap) => edit({ soap })}
                handle={note}
                snippet={templates.snippet}
              />
            ),
          },
          {
            name: 'orders',
            content: (
              <CatalogScope value={scope}>
                {diagnosisList}
                {sheet}
                <CardMedicationLine medication={medication} onAgain={medication.readAgain} />
                <NhiAlerts
                  encounterId={encounterId}
                  orders={draft.orders}
                  cannotAsk={medication.cannotAsk}
                  reasons={alertReasons}
                  readOnly={isLocked}
                  onReasons={(reasons) => edit({ alertReasons: reasons })}
                />
                <VisitPrescription
                  visit={visit}
                  draft={draft}
                  problems={problems}
                  readOnly={isLocked}
                  isOpen={isPrescribing}
                  onOpen={setPrescribing}
                  onPrescription={(prescription) => {
                    rememberDispenser(draft.prescription, prescription)
                    edit(withPrescription(draft, prescription))
                  }}
                  onRefill={(refill) => edit(takeRefill(refill, draft))}
                  onReturnOn={(returnOn) => edit({ returnOn })}
                  onLeave={() => note.current?.focus()}
                  returnDay={returnDay}
                />
              </CatalogScope>
            ),
          },
        ]}
      />
      {templates.layer}
      <AlertsOpen count={finish.obstacle.alerts.length} />
      <VisitFoot encounterId={encounterId} preview={preview.data} finishing={finish.isPending} onFinish={run} />
    </div>
  )
}

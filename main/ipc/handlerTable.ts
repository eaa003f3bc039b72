import type { PaperMoment } from '../../preload/contract/paper/ownPapers.ts'
import { ok, type Result } from '../../preload/contract/result.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import type { CareHandlers } from '../care/careHandlers.ts'
import type { ImportHandlers } from '../code-import/importDesk.ts'
import type { ReportHandlers } from '../reports/reportDesk.ts'
import {
  bookAppointment,
  cancelAppointment,
  linkAppointmentPatient,
  markNoShow,
  moveAppointment,
  restoreAppointment,
} from '../usecases/appointments/bookAppointment.ts'
import {
  endRoster,
  exceptRoster,
  planRoster,
  showRoster,
  undoRosterException,
} from '../usecases/appointments/roster.ts'
import {
  countAppointments,
  listAppointmentTodos,
  showAppointmentDay,
  showAppointmentWeek,
} from '../usecases/appointments/showAppointments.ts'
import { dismissUnreadable, pullAppointments } from '../usecases/appointments/takeInCloud.ts'
import type { AuditHandlers } from '../usecases/audit/auditHandlers.ts'
import { acceptVirtualCard, giveUpVirtualCard } from '../usecases/card/acceptVirtualCard.ts'
import { changePatientPin, disablePatientPin, verifyPatientPin } from '../usecases/card/patientPin.ts'
import { readCardContent } from '../usecases/card/readCardContent.ts'
import { updateCard } from '../usecases/card/updateCard.ts'
import { noteDelegate, putAwayVirtualCard, readCardAgain } from '../usecases/card/virtualCardAtDesk.ts'
import { cardMedication } from '../usecases/consultation/cardMedication.ts'
import { pharmacistsOf } from '../usecases/consultation/dispensings.ts'
import { finishConsultation } from '../usecases/consultation/finishConsultation.ts'
import { halfTypedOf, keepHalfTyped } from '../usecases/consultation/halfTyped.ts'
import { nhiAlerts } from '../usecases/consultation/nhiAlerts.ts'
import {
  endedOrders,
  listOrderSets,
  removeOrderSet,
  restoreOrderSet,
  saveOrderSet,
} from '../usecases/consultation/orderSets.ts'
import { putBack } from '../usecases/consultation/putBack.ts'
import {
  listTemplates,
  removeTemplate,
  restoreTemplate,
  saveTemplate,
} from '../usecases/consultation/recordTemplates.ts'
import { dueRefills } from '../usecases/consultation/refills.ts'
import { reopenConsultation } from '../usecases/consultation/reopenConsultation.ts'
import { saveDraft } from '../usecases/consultation/saveDraft.ts'
import {
  markFavouriteCode,
  orderVocabulary,
  searchDiagnoses,
  searchOrders,
} from '../usecases/consultation/searchCatalog.ts'
import { startConsultation } from '../usecases/consultation/startConsultation.ts'
import { visitHistory } from '../usecases/consultation/visitHistory.ts'
import { judgeVitals, saveVitals, showVitals } from '../usecases/consultation/vitals.ts'
import type { DeskContext } from '../usecases/context.ts'
import type { ControlWatch } from '../usecases/desk/controlWatch.ts'
import type { DeskStatusBoard } from '../usecases/desk/deskStatus.ts'
import { type DisplaySwitch, switchDisplay } from '../usecases/desk/keptDisplay.ts'
import {
  changeProfessionalPin,
  logOutProfessional,
  unlockProfessionalCard,
  verifyProfessionalPin,
} from '../usecases/desk/professionalPin.ts'
import { reopenSam, verifySam } from '../usecases/desk/verifySam.ts'
import { keepDeposit } from '../usecases/make-up/keepDeposit.ts'
import { listMakeUps } from '../usecases/make-up/listMakeUps.ts'
import { makeUpVisit } from '../usecases/make-up/makeUpVisit.ts'
import { owedCardTerms } from '../usecases/make-up/owedCardTerms.ts'
import { registerOwedCard } from '../usecases/make-up/registerOwedCard.ts'
import { returnCard } from '../usecases/make-up/returnCard.ts'
import { closeDrawer } from '../usecases/money/closeDrawer.ts'
import { drawerReports, showDrawer } from '../usecases/money/drawerView.ts'
import { listDebts } from '../usecases/money/listDebts.ts'
import { openDrawer } from '../usecases/money/openDrawer.ts'
import { payDebt } from '../usecases/money/payDebt.ts'
import { previewPrice } from '../usecases/money/previewPrice.ts'
import { refundMoney } from '../usecases/money/refundMoney.ts'
import { showVisitMoney } from '../usecases/money/visitMoneyView.ts'
import { mergePatients, undoMerge } from '../usecases/patient/mergePatients.ts'
import {
  addPatientNote,
  endPatientNote,
  headPatientFamily,
  joinPatientFamily,
  leavePatientFamily,
  patientChart,
  seePatientNotes,
  setPatientProblems,
} from '../usecases/patient/patientChart.ts'
import { createPatient, patientDetails, similarPatients, updatePatient } from '../usecases/patient/patientForms.ts'
import { revealNationalId, searchPatients } from '../usecases/patient/searchPatients.ts'
import type { PrintDesk } from '../usecases/printing/createPrinting.ts'
import {
  keepAmendment,
  keptAmendment,
  letGoAmendment,
  listBegunAmendments,
} from '../usecases/record/amendmentDrafts.ts'
import { amendVisit } from '../usecases/record/amendVisit.ts'
import { cancelRefill } from '../usecases/record/cancelRefill.ts'
import { cancelVisit } from '../usecases/record/cancelVisit.ts'
import { closeVisit } from '../usecases/record/closeVisit.ts'
import { signRecords, unsignedRecords } from '../usecases/record/signRecords.ts'
import { visitVersions } from '../usecases/record/visitVersions.ts'
import { listVisits, showVisit } from '../usecases/record/visitView.ts'
import { cancelRegistration } from '../usecases/registration/cancelRegistration.ts'
import { changeCopayment, copaymentChoices } from '../usecases/registration/changeCopayment.ts'
import { checkHome } from '../usecases/registration/checkHome.ts'
import { exceptionOptions } from '../usecases/registration/exceptionOptions.ts'
import { handOver } from '../usecases/registration/handOver.ts'
import { addHomeStop, moveHomeStop, removeHomeStop, showHomeRoute } from '../usecases/registration/homeRoute.ts'
import { noteConsentRefused } from '../usecases/registration/noteConsentRefused.ts'
import { listQueue, moveInQueue } from '../usecases/registration/queue.ts'
import { registerVisit } from '../usecases/registration/registerVisit.ts'
import { registrationException } from '../usecases/registration/registrationException.ts'
import { registrationOptions } from '../usecases/registration/registrationOptions.ts'
import type { RemoteVisits } from '../usecases/registration/remoteVisits.ts'
import {
  askRemoteVisitAgain,
  listRemoteVisits,
  requestRemoteVisit,
  thenList,
} from '../usecases/registration/remoteVisitVerbs.ts'
import { otherSerial } from '../usecases/serial/otherSerial.ts'
import { settleByHand, unresolvedActs } from '../usecases/serial/unresolvedActs.ts'
import { cloudFindings, takeNoteOfFindings } from '../usecases/upload/cloudFindings.ts'
import { createUploadExport } from '../usecases/upload/exportUploads.ts'
import {
  countUploads,
  explainLateUpload,
  listUploads,
  requeueUpload,
  sendNow,
  uploadDays,
  uploadsToday,
  uploadTries,
} from '../usecases/upload/monitorUploads.ts'
import { preCheckUpload } from '../usecases/upload/preCheckUpload.ts'
import { readOldUploads } from '../usecases/upload/readOldUploads.ts'
import { drainUploads, pauseUploads } from '../usecases/upload/steerUploads.ts'
import { uploadSubstitutions } from '../usecases/upload/uploadSubstitutions.ts'
import type { Handlers } from './handlers.ts'

/** The channels that need the open store and the desk's settings. */
type DeskHandlers = Omit<
  Handlers,
  keyof ProgramHandlers | keyof AuditHandlers | keyof ImportHandlers | keyof ReportHandlers
>

/** The channels that answer without them: about the program itself. */
export type ProgramHandlers = Pick<
  Handlers,
  | 'app:startup'
  | 'app:first-screen'
  | 'app:restart'
  | 'codes:all'
  | 'codes:departments'
  | 'settings:current'
  | 'settings:save'
  | 'settings:probe-certificate'
  | 'settings:find-ways'
  | 'status:current'
  | 'status:probe'
  | 'readers:assign'
  | 'reader-check:run'
  | 'reader-check:cancel'
  | 'reader-check:copy'
  | 'preferences:get'
  | 'preferences:set'
  | 'screen:capture'
  | 'scanner-port:current'
  | 'scanner-port:find'
  | 'scanner-port:choose'
> &
  CareHandlers

/** The handler table of the desk: the contents page of the app. */
export const deskHandlers = (
  context: DeskContext,
  board: DeskStatusBoard,
  watch: ControlWatch,
  remoteVisits: RemoteVisits,
  printing: PrintDesk,
  display: DisplaySwitch,
): DeskHandlers => {
  const withCard = context.cardTurn
  const uploadExport = createUploadExport(context)
  /** What comes on paper by itself goes behind the answer, which waits for no printer. */
  const withPaper = async <Visit extends { readonly encounterId: EncounterId }>(
    moment: PaperMoment,
    verb: Promise<Result<Visit>>,
  ): Promise<Result<Visit>> => {
    const done = await verb
    if (done.ok) void printing.byItself(moment, done.value.encounterId)
    return done
  }
  return {
    'card:current': async () => ok(context.cards.current()?.session ?? null),
    'card:read-again': () => readCardAgain(context),
    'card:content': (input) => withCard(() => readCardContent(context, input)),
    'card:update': (input) => withCard(() => updateCard(context, input)),
    'sam:verify': () => verifySam(watch, board),
    'sam:reopen': () =>
      withCard(async () => {
        context.speaking.nobody()
        return reopenSam(watch, board)
      }),
    'professional:verify-pin': ({ pin }) => verifyProfessionalPin(watch, board, pin),
    'professional:change-pin': ({ newPin }) => changeProfessionalPin(watch, board, newPin),
    'professional:unlock': (input) => unlockProfessionalCard(watch, board, input),
    'professional:log-out': () => logOutProfessional(watch, board),
    'patient-pin:verify': ({ pin }) => verifyPatientPin(context, pin),
    'patient-pin:change': (pins) => changePatientPin(context, pins),
    'patient-pin:disable': ({ pin }) => disablePatientPin(context, pin),

    'registration:options': (input) => registrationOptions(context, input),
    'registration:propose-exception': (input) => registrationException(context, input),
    'registration:register': (input) =>
      withPaper(
        'registered',
        withCard(() => registerVisit(context, input)),
      ),
    'registration:cancel': ({ encounterId }) => withCard(() => cancelRegistration(context, encounterId)),
    'registration:other-serial': (input) => otherSerial(context, input),

    'journal:unresolved': () => unresolvedActs(context),
    'journal:settle': (input) => settleByHand(context, input),

    'make-up:list': () => listMakeUps(context),
    'make-up:owed-terms': async () => owedCardTerms(context),
    'make-up:register-owed': (input) => withPaper('registered', registerOwedCard(context, input)),
    'make-up:return-card': (input) => withCard(() => returnCard(context, input)),
    'make-up:make-up-visit': (input) => withCard(() => makeUpVisit(context, input)),
    'make-up:keep-deposit': (input) => keepDeposit(context, input),

    // Takes its turn by itself: a second code must not wait for it.
    'virtual-card:accept': (input) => acceptVirtualCard(context, input),
    'virtual-card:give-up': () => giveUpVirtualCard(context),
    'virtual-card:delegate': (input) => noteDelegate(context, input),
    'virtual-card:put-away': (input) => withCard(() => putAwayVirtualCard(context, input)),

    'remote-visit:request': (input) => requestRemoteVisit(context, remoteVisits, input),
    'remote-visit:ask-again': (input) => askRemoteVisitAgain(context, remoteVisits, input),
    'remote-visit:consent-refused': (input) => noteConsentRefused(context, input),
    'remote-visit:list': () => listRemoteVisits(remoteVisits),
    'remote-visit:wait-on': ({ remoteVisitId }) => thenList(remoteVisits, remoteVisits.waitOn(remoteVisitId)),
    'remote-visit:cancel': ({ remoteVisitId }) => thenList(remoteVisits, remoteVisits.cancel(remoteVisitId)),
    'remote-visit:present': ({ remoteVisitId }) => thenList(remoteVisits, remoteVisits.present(remoteVisitId)),

    'home-route:show': ({ day }) => showHomeRoute(context, day),
    'home-route:add': (input) => addHomeStop(context, input),
    'home-route:remove': (input) => removeHomeStop(context, input),
    'home-route:move': (input) => moveHomeStop(context, input),
    'home-route:check': () => checkHome(context, board, watch),

    'visit:list': ({ day }) => listVisits(context, day),
    'visit:detail': ({ encounterId }) => showVisit(context, encounterId),

    'copayment:choices': ({ encounterId }) => copaymentChoices(context, encounterId),
    'copayment:change': (input) => changeCopayment(context, input),

    'consultation:start': ({ encounterId }) => startConsultation(context, encounterId),
    'consultation:card-medication': (input) =>
      input.read ? withCard(() => cardMedication(context, input)) : cardMedication(context, input),
    'consultation:nhi-alerts': (input) => withCard(() => nhiAlerts(context, input)),
    'consultation:save-draft': (input) => saveDraft(context, input),
    'half-typed:of-visit': ({ encounterId }) => halfTypedOf(context, encounterId),
    'half-typed:keep': (input) => keepHalfTyped(context, input),
    'record-template:list': (input) => listTemplates(context, input),
    'record-template:save': (input) => saveTemplate(context, input),
    'record-template:delete': (input) => removeTemplate(context, input),
    'record-template:restore': (input) => restoreTemplate(context, input),
    'visit:history': (input) => visitHistory(context, input),
    'vitals:of-visit': ({ encounterId }) => showVitals(context, encounterId),
    'vitals:save': (input) => saveVitals(context, input),
    'vitals:judge': (input) => judgeVitals(context, input),
    'consultation:finish': (input) => finishConsultation(context, input),
    'consultation:put-back': ({ encounterId }) => putBack(context, encounterId),
    'consultation:reopen': ({ encounterId }) => reopenConsultation(context, encounterId),
    'pricing:preview': (input) => previewPrice(context, input),
    'refills:due': (input) => dueRefills(context, input),
    'dispensing:pharmacists': async () => ok(pharmacistsOf(context)),
    'order-set:list': (input) => listOrderSets(context, input),
    'order-set:save': (input) => saveOrderSet(context, input),
    'order-set:delete': ({ orderSetId }) => removeOrderSet(context, orderSetId),
    'order-set:restore': ({ orderSetId }) => restoreOrderSet(context, orderSetId),
    'order-set:ended': (input) => endedOrders(context, input),

    'cashier:exception-options': (input) => exceptionOptions(context, input),
    'cashier:close': (input) =>
      withPaper(
        'paid',
        withCard(() => closeVisit(context, input)),
      ),

    'amendment:amend': (input) => withCard(() => amendVisit(context, input)),
    'amendment:cancel': (input) => cancelVisit(context, input),
    'amendment:cancel-refill': (input) => cancelRefill(context, input),
    'amendment:begun': () => listBegunAmendments(context),
    'amendment:kept': ({ encounterId }) => keptAmendment(context, encounterId),
    'amendment:keep': (input) => keepAmendment(context, input),
    'amendment:let-go': ({ encounterId }) => letGoAmendment(context, encounterId),
    'amendment:versions': ({ encounterId }) => visitVersions(context, encounterId),
    'signature:unsigned': () => unsignedRecords(context),
    'signature:sign': (input) => signRecords(context, input),
    'money:of-visit': ({ encounterId }) => showVisitMoney(context, encounterId),
    'money:debts': (input) => listDebts(context, input),
    'money:pay': (input) => payDebt(context, input),
    'money:refund': (input) => refundMoney(context, input),
    'drawer:current': () => showDrawer(context),
    'drawer:reports': () => drawerReports(context),
    'drawer:open': (input) => openDrawer(context, input),
    'drawer:close': (input) => closeDrawer(context, input),

    'patient:search': (input) => searchPatients(context, input),
    'patient:reveal-id': ({ patientId }) => revealNationalId(context, patientId),
    'patient:details': ({ patientId }) => patientDetails(context, patientId),
    'patient:similar': (input) => similarPatients(context, input),
    'patient:create': (form) => createPatient(context, form),
    'patient:update': (input) => updatePatient(context, input),
    'patient:chart': ({ patientId }) => patientChart(context, patientId),
    'patient:set-problems': (input) => setPatientProblems(context, input),
    'patient:add-note': (input) => addPatientNote(context, input),
    'patient:end-note': (input) => endPatientNote(context, input),
    'patient:see-notes': (input) => seePatientNotes(context, input),
    'patient:merge': (input) => mergePatients(context, input),
    'patient:undo-merge': ({ mergeId }) => undoMerge(context, mergeId),
    'patient:join-family': (input) => joinPatientFamily(context, input),
    'patient:leave-family': ({ patientId }) => leavePatientFamily(context, patientId),
    'patient:head-family': ({ patientId }) => headPatientFamily(context, patientId),

    'catalog:search-diagnoses': (input) => searchDiagnoses(context, input),
    'catalog:search-orders': (input) => searchOrders(context, input),
    'catalog:mark-favourite': (input) => markFavouriteCode(context, input),
    'catalog:order-vocabulary': async () => ok(orderVocabulary(context)),

    'appointment:day': (input) => showAppointmentDay(context, input),
    'appointment:week': (input) => showAppointmentWeek(context, input),
    'appointment:count': () => countAppointments(context),
    'appointment:todos': () => listAppointmentTodos(context),
    'appointment:book': (input) => bookAppointment(context, input),
    'appointment:move': (input) => moveAppointment(context, input),
    'appointment:cancel': (input) => cancelAppointment(context, input),
    'appointment:restore': (input) => restoreAppointment(context, input),
    'appointment:no-show': (input) => markNoShow(context, input),
    'appointment:link-patient': (input) => linkAppointmentPatient(context, input),
    'appointment:dismiss-unreadable': (input) => dismissUnreadable(context, input),
    'appointment:pull': () => pullAppointments(context),
    'roster:show': () => showRoster(context),
    'roster:plan': (input) => planRoster(context, input),
    'roster:end': (input) => endRoster(context, input),
    'roster:except': (input) => exceptRoster(context, input),
    'roster:undo-exception': (input) => undoRosterException(context, input),

    'queue:list': () => listQueue(context),
    'queue:move': (input) => moveInQueue(context, input),
    'queue:hand-over': (input) => handOver(context, input),
    'display:current': async () => ok(display.current()),
    'display:switch': ({ isOpen }) => switchDisplay(context.store, display, isOpen),

    ...printing.handlers,

    'outbox:list': (input) => listUploads(context, input),
    'outbox:count': (input) => countUploads(context, input),
    'outbox:send-now': ({ outboxId }) => sendNow(context, outboxId),
    'outbox:requeue': ({ outboxId }) => requeueUpload(context, outboxId),
    'outbox:pause': (input) => pauseUploads(context, input),
    'outbox:drain': () => drainUploads(context),
    'outbox:pre-check': ({ outboxId }) => preCheckUpload(context, outboxId),
    'outbox:read-old-file': ({ base64 }) => readOldUploads(base64),
    'outbox:today': () => uploadsToday(context),
    'outbox:tries': ({ outboxId }) => uploadTries(context, outboxId),
    'outbox:substitutions': ({ outboxId }) => uploadSubstitutions(context, outboxId),
    'outbox:days': () => uploadDays(context),
    'outbox:explain-late': (input) => explainLateUpload(context, input),
    'outbox:export': uploadExport.run,
    'outbox:stop-export': async () => uploadExport.stop(),
    'outbox:cloud-findings': () => cloudFindings(context),
    'outbox:note-cloud-findings': (input) => takeNoteOfFindings(context, input),
  }
}

import type { z } from 'zod'
import { appointmentChannels, appointmentEvents } from './appointments/appointment.ts'
import { rosterChannels, rosterEvents } from './appointments/roster.ts'
import { cardChannels, cardEvents } from './card/card.ts'
import { cardContentChannels } from './card/cardContent.ts'
import { cardMedicationChannels } from './card/cardMedication.ts'
import { journalChannels, journalEvents } from './card/journal.ts'
import { scanChannels } from './card/scan.ts'
import { virtualCardChannels } from './card/virtualCard.ts'
import { catalogChannels } from './codes/catalog.ts'
import { codeChannels } from './codes/codes.ts'
import { codeTableChannels, codeTableEvents } from './codes/codeTables.ts'
import { appChannels } from './desk/app.ts'
import { auditChannels } from './desk/audit.ts'
import { careChannels, careEvents } from './desk/care.ts'
import { readerCheckChannels, readerCheckEvents } from './desk/readerCheck.ts'
import { scannerPortChannels, scannerPortEvents } from './desk/scannerPort.ts'
import { statusChannels, statusEvents } from './desk/status.ts'
import { drawerChannels } from './money/drawer.ts'
import { moneyChannels, moneyEvents } from './money/money.ts'
import { pricingChannels } from './money/pricing.ts'
import { nhiAlertChannels } from './orders/nhiAlerts.ts'
import { orderSetChannels, orderSetEvents } from './orders/orderSet.ts'
import { prescriptionChannels } from './orders/prescription.ts'
import { drugNoteChannels, drugNoteEvents } from './paper/drugNotes.ts'
import { ownPaperChannels } from './paper/ownPapers.ts'
import { printingChannels, printingEvents } from './paper/printing.ts'
import { reportChannels, reportEvents } from './paper/report.ts'
import { patientChannels } from './patient/patient.ts'
import { patientChartChannels } from './patient/patientChart.ts'
import { patientFormChannels, patientFormEvents } from './patient/patientForm.ts'
import { amendmentChannels } from './record/amendment.ts'
import { amendmentDraftChannels } from './record/amendmentDraft.ts'
import { recordSignatureChannels } from './record/recordSignature.ts'
import { recordTemplateChannels, recordTemplateEvents } from './record/recordTemplate.ts'
import { outboxChannels, outboxEvents } from './upload/outbox.ts'
import { cashierChannels } from './visit/cashier.ts'
import { consultationChannels } from './visit/consultation.ts'
import { copaymentChannels } from './visit/copayment.ts'
import { halfTypedChannels } from './visit/halfTyped.ts'
import { homeRouteChannels, homeRouteEvents } from './visit/homeRoute.ts'
import { makeUpChannels } from './visit/makeUp.ts'
import { queueChannels, queueEvents } from './visit/queue.ts'
import { registrationChannels } from './visit/registration.ts'
import { remoteVisitChannels, remoteVisitEvents } from './visit/remoteVisit.ts'
import { visitChannels } from './visit/visit.ts'
import { visitEvents } from './visit/visitEvents.ts'
import { visitHistoryChannels } from './visit/visitHistory.ts'
import { vitalsChannels, vitalsEvents } from './visit/vitals.ts'

/** Every request of the door. Main's handler table and the front room's client are both derived from it. */
export const channels = {
  ...amendmentChannels,
  ...amendmentDraftChannels,
  ...appChannels,
  ...appointmentChannels,
  ...auditChannels,
  ...cardChannels,
  ...cardContentChannels,
  ...cardMedicationChannels,
  ...nhiAlertChannels,
  ...careChannels,
  ...catalogChannels,
  ...codeChannels,
  ...codeTableChannels,
  ...copaymentChannels,
  ...drawerChannels,
  ...halfTypedChannels,
  ...homeRouteChannels,
  ...journalChannels,
  ...makeUpChannels,
  ...moneyChannels,
  ...orderSetChannels,
  ...ownPaperChannels,
  ...outboxChannels,
  ...patientChannels,
  ...patientChartChannels,
  ...patientFormChannels,
  ...prescriptionChannels,
  ...pricingChannels,
  ...printingChannels,
  ...drugNoteChannels,
  ...queueChannels,
  ...readerCheckChannels,
  ...recordSignatureChannels,
  ...recordTemplateChannels,
  ...remoteVisitChannels,
  ...reportChannels,
  ...rosterChannels,
  ...scanChannels,
  ...scannerPortChannels,
  ...statusChannels,
  ...virtualCardChannels,
  ...visitChannels,
  ...registrationChannels,
  ...consultationChannels,
  ...cashierChannels,
  ...visitHistoryChannels,
  ...vitalsChannels,
} as const

/** Every fact main may tell. */
export const events = {
  ...appointmentEvents,
  ...cardEvents,
  ...careEvents,
  ...codeTableEvents,
  ...homeRouteEvents,
  ...journalEvents,
  ...moneyEvents,
  ...orderSetEvents,
  ...outboxEvents,
  ...patientFormEvents,
  ...printingEvents,
  ...drugNoteEvents,
  ...queueEvents,
  ...readerCheckEvents,
  ...recordTemplateEvents,
  ...remoteVisitEvents,
  ...reportEvents,
  ...rosterEvents,
  ...scannerPortEvents,
  ...statusEvents,
  ...visitEvents,
  ...vitalsEvents,
} as const

export type ChannelName = keyof typeof channels
export type ChannelInput<Name extends ChannelName> = z.input<(typeof channels)[Name]['input']>
export type ChannelOutput<Name extends ChannelName> = z.output<(typeof channels)[Name]['output']>

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

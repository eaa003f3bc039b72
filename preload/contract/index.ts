import type { z } from 'zod'
import { amendmentChannels } from './amendment.ts'
import { amendmentDraftChannels } from './amendmentDraft.ts'
import { appChannels } from './app.ts'
import { appointmentChannels, appointmentEvents } from './appointment.ts'
import { auditChannels } from './audit.ts'
import { cardChannels, cardEvents } from './card.ts'
import { cardContentChannels } from './cardContent.ts'
import { cardMedicationChannels } from './cardMedication.ts'
import { careChannels, careEvents } from './care.ts'
import { catalogChannels } from './catalog.ts'
import { codeChannels } from './codes.ts'
import { codeTableChannels, codeTableEvents } from './codeTables.ts'
import { drawerChannels } from './drawer.ts'
import { halfTypedChannels } from './halfTyped.ts'
import { homeRouteChannels, homeRouteEvents } from './homeRoute.ts'
import { journalChannels, journalEvents } from './journal.ts'
import { makeUpChannels } from './makeUp.ts'
import { moneyChannels, moneyEvents } from './money.ts'
import { nhiAlertChannels } from './nhiAlerts.ts'
import { orderSetChannels, orderSetEvents } from './orderSet.ts'
import { outboxChannels, outboxEvents } from './outbox.ts'
import { patientChannels } from './patient.ts'
import { patientChartChannels } from './patientChart.ts'
import { patientFormChannels, patientFormEvents } from './patientForm.ts'
import { prescriptionChannels } from './prescription.ts'
import { pricingChannels } from './pricing.ts'
import { printingChannels, printingEvents } from './printing.ts'
import { queueChannels, queueEvents } from './queue.ts'
import { readerCheckChannels, readerCheckEvents } from './readerCheck.ts'
import { recordSignatureChannels } from './recordSignature.ts'
import { recordTemplateChannels, recordTemplateEvents } from './recordTemplate.ts'
import { remoteVisitChannels, remoteVisitEvents } from './remoteVisit.ts'
import { reportChannels, reportEvents } from './report.ts'
import { rosterChannels, rosterEvents } from './roster.ts'
import { scanChannels } from './scan.ts'
import { scannerPortChannels, scannerPortEvents } from './scannerPort.ts'
import { statusChannels, statusEvents } from './status.ts'
import { virtualCardChannels } from './virtualCard.ts'
import { visitChannels } from './visit.ts'
import { visitEvents } from './visitEvents.ts'
import { visitHistoryChannels } from './visitHistory.ts'
import { vitalsChannels, vitalsEvents } from './vitals.ts'

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
  ...drawerChannels,
  ...halfTypedChannels,
  ...homeRouteChannels,
  ...journalChannels,
  ...makeUpChannels,
  ...moneyChannels,
  ...orderSetChannels,
  ...outboxChannels,
  ...patientChannels,
  ...patientChartChannels,
  ...patientFormChannels,
  ...prescriptionChannels,
  ...pricingChannels,
  ...printingChannels,
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

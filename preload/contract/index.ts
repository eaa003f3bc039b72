import type { z } from 'zod'
import { appChannels } from './app.ts'
import { auditChannels } from './audit.ts'
import { cardChannels, cardEvents } from './card.ts'
import { careChannels, careEvents } from './care.ts'
import { catalogChannels } from './catalog.ts'
import { codeChannels } from './codes.ts'
import { codeTableChannels, codeTableEvents } from './codeTables.ts'
import { homeRouteChannels, homeRouteEvents } from './homeRoute.ts'
import { journalChannels, journalEvents } from './journal.ts'
import { makeUpChannels } from './makeUp.ts'
import { outboxChannels, outboxEvents } from './outbox.ts'
import { patientChannels } from './patient.ts'
import { pricingChannels } from './pricing.ts'
import { readerCheckChannels, readerCheckEvents } from './readerCheck.ts'
import { remoteVisitChannels, remoteVisitEvents } from './remoteVisit.ts'
import { scanChannels } from './scan.ts'
import { scannerPortChannels, scannerPortEvents } from './scannerPort.ts'
import { statusChannels, statusEvents } from './status.ts'
import { virtualCardChannels } from './virtualCard.ts'
import { visitChannels } from './visit.ts'
import { visitEvents } from './visitEvents.ts'

/** Every request of the door. Main's handler table and the front room's client are both derived from it. */
export const channels = {
  ...appChannels,
  ...auditChannels,
  ...cardChannels,
  ...careChannels,
  ...catalogChannels,
  ...codeChannels,
  ...codeTableChannels,
  ...homeRouteChannels,
  ...journalChannels,
  ...makeUpChannels,
  ...outboxChannels,
  ...patientChannels,
  ...pricingChannels,
  ...readerCheckChannels,
  ...remoteVisitChannels,
  ...scanChannels,
  ...scannerPortChannels,
  ...statusChannels,
  ...virtualCardChannels,
  ...visitChannels,
} as const

/** Every fact main may tell. */
export const events = {
  ...cardEvents,
  ...careEvents,
  ...codeTableEvents,
  ...homeRouteEvents,
  ...journalEvents,
  ...outboxEvents,
  ...readerCheckEvents,
  ...remoteVisitEvents,
  ...scannerPortEvents,
  ...statusEvents,
  ...visitEvents,
} as const

export type ChannelName = keyof typeof channels
export type ChannelInput<Name extends ChannelName> = z.input<(typeof channels)[Name]['input']>
export type ChannelOutput<Name extends ChannelName> = z.output<(typeof channels)[Name]['output']>

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

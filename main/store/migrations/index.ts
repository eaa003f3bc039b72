import type { Database } from 'better-sqlite3'
import * as patients from './0010-patients.ts'
import * as encounters from './0020-encounters.ts'
import * as cardJournal from './0030-card-journal.ts'
import * as outbox from './0040-outbox.ts'
import * as audit from './0050-audit.ts'
import * as catalog from './0060-catalog.ts'
import * as preferences from './0070-preferences.ts'
import * as cardClaims from './0080-card-claims.ts'
import * as makeUps from './0090-make-ups.ts'
import * as virtualCards from './0100-virtual-cards.ts'
import * as remoteAndHome from './0110-remote-and-home.ts'
import * as auditAnchors from './0120-audit-anchors.ts'
import * as deadlineNotices from './0130-deadline-notices.ts'
import * as outboxPayloads from './0140-outbox-payloads.ts'
import * as amendmentsAndSignatures from './0150-amendments-and-signatures.ts'
import * as patientForms from './0160-patient-forms.ts'
import * as patientCharts from './0170-patient-charts.ts'
import * as catalogEditions from './0180-catalog-editions.ts'
import * as money from './0200-money.ts'
import * as printJobs from './0230-print-jobs.ts'
import * as queue from './0240-queue.ts'
import * as rosters from './0250-rosters.ts'
import * as appointments from './0260-appointments.ts'
import * as refills from './0270-refills.ts'
import * as reports from './0310-reports.ts'
import * as orderSets from './0320-order-sets.ts'
import * as drugIngredients from './0330-drug-ingredients.ts'
import * as outboxOpenRows from './0340-outbox-open-rows.ts'
import * as vitalSigns from './0350-vital-signs.ts'
import * as recordTemplates from './0360-record-templates.ts'
import * as cloudFindings from './0370-cloud-findings.ts'
import * as receivedRows from './0420-received-rows.ts'
import * as amendmentDrafts from './0450-amendment-drafts.ts'
import * as halfTyped from './0460-half-typed.ts'
import * as refillCancellations from './0480-refill-cancellations.ts'
import * as lowerDebts from './0490-lower-debts.ts'
import * as dispensings from './0510-dispensings.ts'
import * as selfPayKinds from './0520-self-pay-kinds.ts'
import * as drugNotes from './0530-drug-notes.ts'
import * as visitDepartments from './0570-visit-departments.ts'

/** One step of the schema: forward only, never edited once released, importing nothing of ours. */
export interface Migration {
  /** `user_version` after this step; steps of ten. */
  readonly version: number
  readonly up: (db: Database) => void
}

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  patients,
  encounters,
  cardJournal,
  outbox,
  audit,
  catalog,
  preferences,
  cardClaims,
  makeUps,
  virtualCards,
  remoteAndHome,
  auditAnchors,
  deadlineNotices,
  outboxPayloads,
  amendmentsAndSignatures,
  patientForms,
  patientCharts,
  catalogEditions,
  money,
  printJobs,
  queue,
  rosters,
  appointments,
  refills,
  reports,
  orderSets,
  drugIngredients,
  outboxOpenRows,
  vitalSigns,
  recordTemplates,
  cloudFindings,
  receivedRows,
  amendmentDrafts,
  halfTyped,
  refillCancellations,
  lowerDebts,
  dispensings,
  selfPayKinds,
  drugNotes,
  visitDepartments,
]

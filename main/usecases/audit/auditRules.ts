import type { ChannelName } from '../../../preload/contract/index.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'

const second = 1_000
/** A screen asks again at every change; the same person looking at the same thing is one look for so long. */
const sameLookMs = 60 * second
/** Every key asks anew; a text that is typed is one search. */
const sameTypingMs = 15 * second
/** Lists are asked for again all day. */
const sameListMs = 600 * second

export interface NotedRule<Name extends ChannelName> {
  readonly action: string
  /** Null: this time it was about nobody, and nothing is noted. */
  readonly subject?: (input: HandlerInput<Name>, output: HandlerOutput<Name> | null) => string | null
  readonly details?: (
    input: HandlerInput<Name>,
    output: HandlerOutput<Name> | null,
  ) => Readonly<Record<string, string | number | boolean | null>>
  /** The same again within so many ms is not written a second time; 0 for what is always written. */
  readonly sameForMs?: number
  /** Also what was refused is written, with its code: who tried to sign in, who tried to restore. */
  readonly evenFailed?: true
}

/**
 * What the audit trail keeps of each channel. `own`: the verb writes its row in the transaction of its deed. `none`: nothing about a person is told and
 * nothing that is kept is changed. A channel that is not decided here doesn't compile.
 */
export const auditRules: { readonly [Name in ChannelName]: 'own' | 'none' | NotedRule<Name> } = {
  'app:startup': 'none',
  'app:first-screen': 'none',
  'app:restart': 'none',
  'preferences:get': 'none',
  'preferences:set': 'none',
  'codes:all': 'none',
  'codes:departments': 'none',
  'catalog:search-diagnoses': 'none',
  'catalog:search-orders': 'none',
  'catalog:mark-favourite': { action: 'code-favourite-marked', details: ({ code, marked }) => ({ code, marked }) },
  'catalog:order-vocabulary': 'none',
  'order-set:list': 'none',
  'order-set:save': { action: 'order-set-saved', subject: (_, set) => set?.orderSetId ?? null },
  'order-set:delete': { action: 'order-set-deleted', subject: ({ orderSetId }) => orderSetId },
  'order-set:restore': { action: 'order-set-restored', subject: ({ orderSetId }) => orderSetId },
  'order-set:ended': 'none',
  'code-tables:list': 'none',
  'code-tables:undo': { action: 'code-table-restored', subject: ({ system }) => system },
  'code-import:choose': 'none',
  'code-import:preview': 'none',
  'code-import:run': {
    action: 'code-table-imported',
    // Null: it was cancelled, and nothing is changed.
    subject: (_, imported) => imported?.system ?? null,
    details: (_, imported) => ({ edition: imported?.edition ?? '', concepts: imported?.concepts ?? 0 }),
  },
  'code-import:cancel': 'none',
  'status:current': 'none',
  'status:probe': 'none',
  'settings:current': 'none',
  'settings:probe-certificate': 'none',
  'settings:find-ways': 'none',
  'settings:save': { action: 'settings-saved' },
  'readers:assign': { action: 'reader-assigned', details: ({ role }) => ({ role }) },
  'reader-check:run': { action: 'reader-checked' },
  'reader-check:cancel': 'none',
  'reader-check:copy': { action: 'support-text-copied' },
  'screen:capture': { action: 'screen-captured' },

  // Every card that is read is noted where it is read (openDesk.ts).
  'card:current': 'none',
  'card:read-again': 'none',
  'card:content': { action: 'card-content-opened', subject: ({ cardSessionId }) => cardSessionId },
  'card:update': { action: 'card-updated', evenFailed: true },
  'sam:verify': { action: 'sam-verified', evenFailed: true },
  'sam:reopen': { action: 'sam-reopened', evenFailed: true },
  'professional:verify-pin': { action: 'login', evenFailed: true },
  'professional:change-pin': { action: 'professional-pin-changed', evenFailed: true },
  'professional:unlock': { action: 'professional-card-unlocked', evenFailed: true },
  'professional:log-out': { action: 'logout' },
  'patient-pin:verify': { action: 'patient-pin-verified', evenFailed: true },
  'patient-pin:change': { action: 'patient-pin-changed', evenFailed: true },
  'patient-pin:disable': { action: 'patient-pin-disabled', evenFailed: true },

  // The card session is noted like every card that is read; the delegate is kept with its own row.
  'virtual-card:accept': { action: 'virtual-card-scanned', details: ({ source }) => ({ source }), evenFailed: true },
  'virtual-card:give-up': { action: 'virtual-card-given-up' },
  'virtual-card:delegate': 'own',
  'virtual-card:put-away': { action: 'virtual-card-put-away' },
  'remote-visit:request': 'own',
  'remote-visit:ask-again': 'own',
  'remote-visit:consent-refused': 'own',
  'remote-visit:list': { action: 'remote-visits-listed', sameForMs: sameListMs },
  'remote-visit:wait-on': 'none',
  'remote-visit:cancel': 'own',
  'remote-visit:present': 'none',
  'home-route:show': { action: 'route-listed', sameForMs: sameListMs },
  'home-route:add': { action: 'route-stop-added', subject: ({ patientId }) => patientId },
  'home-route:remove': { action: 'route-stop-removed', subject: ({ patientId }) => patientId },
  'home-route:move': { action: 'route-stop-moved', subject: ({ patientId }) => patientId },
  'home-route:check': 'none',
  'scanner-port:current': 'none',
  'scanner-port:find': 'none',
  'scanner-port:choose': { action: 'scanner-port-chosen' },

  'registration:options': {
    action: 'patient-opened',
    subject: ({ patientId }) => patientId,
    sameForMs: sameLookMs,
  },
  'registration:propose-exception': 'none',
  'registration:register': 'own',
  'registration:cancel': 'own',
  'registration:other-serial': 'none',
  'journal:unresolved': { action: 'open-acts-listed', sameForMs: sameListMs },
  'journal:settle': 'own',
  'make-up:list': { action: 'make-ups-listed', sameForMs: sameListMs },
  'make-up:owed-terms': 'none',
  'make-up:register-owed': 'own',
  'make-up:return-card': 'own',
  'make-up:make-up-visit': 'own',
  'make-up:keep-deposit': 'own',

  'visit:list': { action: 'day-listed', subject: ({ day }) => day ?? '', sameForMs: sameListMs },
  'visit:detail': {
    action: 'visit-opened',
    subject: ({ encounterId }) => encounterId,
    sameForMs: sameLookMs,
  },
  'consultation:start': { action: 'consultation-started', subject: ({ encounterId }) => encounterId },
  'consultation:card-medication': {
    action: 'card-medication-read',
    // Null: the card was not asked, or told nothing.
    subject: ({ encounterId, read }, told) => (read && told?.fault === null ? encounterId : null),
    sameForMs: sameLookMs,
  },
  'consultation:nhi-alerts': {
    action: 'nhi-alerts-asked',
    // Null: the NHI gave no answer.
    subject: ({ encounterId }, told) => (told?.askedAt == null ? null : encounterId),
    details: (_, told) => ({ found: told?.alerts.length ?? 0 }),
  },
  'consultation:save-draft': {
    action: 'draft-saved',
    subject: ({ encounterId }) => encounterId,
    sameForMs: sameLookMs,
  },
  'half-typed:of-visit': 'none',
  'half-typed:keep': {
    action: 'draft-saved',
    subject: ({ encounterId }) => encounterId,
    sameForMs: sameLookMs,
  },
  'consultation:finish': { action: 'consultation-finished', subject: ({ encounterId }) => encounterId },
  'consultation:put-back': { action: 'consultation-put-back', subject: ({ encounterId }) => encounterId },
  'copayment:choices': 'none',
  'copayment:change': 'own',
  'consultation:reopen': { action: 'consultation-reopened', subject: ({ encounterId }) => encounterId },
  'record-template:list': 'none',
  'record-template:save': { action: 'record-template-saved', subject: (_, saved) => saved?.templateId ?? null },
  'record-template:delete': { action: 'record-template-deleted', subject: ({ templateId }) => templateId },
  'record-template:restore': { action: 'record-template-restored', subject: ({ templateId }) => templateId },
  'visit:history': { action: 'history-shown', subject: ({ encounterId }) => encounterId, sameForMs: sameLookMs },
  'vitals:of-visit': { action: 'vitals-shown', subject: ({ encounterId }) => encounterId, sameForMs: sameLookMs },
  'vitals:save': { action: 'vitals-saved', subject: ({ encounterId }) => encounterId },
  'vitals:judge': { action: 'vitals-shown', subject: ({ encounterId }) => encounterId, sameForMs: sameLookMs },
  'pricing:preview': 'none',
  'dispensing:pharmacists': 'none',
  'refills:due': { action: 'refills-listed', subject: ({ patientId }) => patientId ?? '', sameForMs: sameListMs },
  'cashier:exception-options': 'none',
  'cashier:close': 'own',
  'amendment:amend': 'own',
  'amendment:cancel': 'own',
  'amendment:cancel-refill': 'own',
  'amendment:begun': { action: 'amendments-listed', sameForMs: sameListMs },
  // What a begun amendment holds is the visit's record, more or less: who looks at it looks at the visit.
  'amendment:kept': {
    action: 'visit-opened',
    // Null: none was begun, and nothing is told.
    subject: ({ encounterId }, kept) => (kept === null ? null : encounterId),
    sameForMs: sameLookMs,
  },
  'amendment:keep': {
    action: 'amendment-kept',
    subject: ({ encounterId }) => encounterId,
    sameForMs: sameLookMs,
  },
  'amendment:let-go': { action: 'amendment-let-go', subject: ({ encounterId }) => encounterId },
  'amendment:versions': {
    action: 'versions-opened',
    subject: ({ encounterId }) => encounterId,
    sameForMs: sameLookMs,
  },
  'signature:unsigned': { action: 'unsigned-listed', sameForMs: sameListMs },
  'signature:sign': 'own',
  'money:of-visit': { action: 'money-shown', subject: ({ encounterId }) => encounterId, sameForMs: sameLookMs },
  'money:debts': { action: 'debts-listed', subject: ({ patientId }) => patientId ?? '', sameForMs: sameListMs },
  'money:pay': 'own',
  'money:refund': 'own',
  'drawer:current': { action: 'drawer-read', sameForMs: sameListMs },
  'drawer:reports': { action: 'drawer-read', sameForMs: sameListMs },
  'reports:practitioners': 'none',
  'reports:run': {
    action: 'report-shown',
    subject: ({ kind }, report) => (report === null ? null : kind),
    details: ({ from, to }) => ({ from, to }),
    sameForMs: sameListMs,
  },
  'reports:visits': {
    action: 'report-visits-listed',
    subject: ({ question }, found) => (found === null ? null : question.kind),
    details: ({ question: { from, to }, cell }, found) => ({ from, to, column: cell.column, count: found?.count ?? 0 }),
  },
  'reports:export': {
    action: 'report-exported',
    // Null: no file was written, and nothing has left the program.
    subject: ({ question }, written) => (written?.file == null ? null : question.kind),
    details: ({ question: { from, to }, cell, format }, written) => ({
      from,
      to,
      format,
      column: cell?.column ?? null,
      rows: written?.rows ?? 0,
    }),
  },
  'reports:cancel': 'none',
  'drawer:open': 'own',
  'drawer:close': 'own',
  // What was typed may be an id number: only how many were found is kept.
  'patient:search': {
    action: 'patients-searched',
    details: (_, found) => ({ found: found?.length ?? 0 }),
    sameForMs: sameTypingMs,
  },
  'patient:reveal-id': 'own',
  'patient:details': {
    action: 'patient-details-opened',
    subject: ({ patientId }) => patientId,
    sameForMs: sameLookMs,
  },
  // Asked at every key of the form; what comes of it is the chart that is made or opened.
  'patient:similar': { action: 'patients-searched', sameForMs: sameLookMs },
  'patient:chart': { action: 'patient-chart-opened', subject: ({ patientId }) => patientId, sameForMs: sameLookMs },
  'patient:set-problems': 'own',
  'patient:add-note': 'own',
  'patient:end-note': 'own',
  'patient:see-notes': 'own',
  'patient:merge': 'own',
  'patient:undo-merge': 'own',
  'patient:join-family': 'own',
  'patient:leave-family': 'own',
  'patient:head-family': 'own',
  'patient:create': 'own',
  'patient:update': 'own',
  'appointment:day': { action: 'appointments-listed', subject: ({ day }) => day ?? '', sameForMs: sameListMs },
  'appointment:week': 'none',
  'appointment:count': 'none',
  'appointment:todos': { action: 'appointments-listed', sameForMs: sameListMs },
  'appointment:book': 'own',
  'appointment:move': 'own',
  'appointment:cancel': 'own',
  'appointment:restore': 'own',
  'appointment:no-show': 'own',
  'appointment:link-patient': 'own',
  'appointment:dismiss-unreadable': { action: 'cloud-appointment-dismissed', subject: ({ cloudId }) => cloudId },
  'appointment:pull': 'none',
  'roster:show': 'none',
  'roster:plan': 'own',
  'roster:end': 'own',
  'roster:except': 'own',
  'roster:undo-exception': 'own',
  'queue:list': 'none',
  'queue:move': 'own',
  'queue:hand-over': 'own',
  'display:current': 'none',
  'display:switch': { action: 'display-toggled' },
  'print:documents': 'none',
  'print:preview': {
    action: 'document-previewed',
    subject: ({ encounterId }) => encounterId,
    details: ({ kind }) => ({ kind }),
    sameForMs: sameLookMs,
  },
  // Noted by the verb itself, before anything comes to paper.
  'print:send': 'own',
  'print:save-pdf': 'own',
  'print:again': 'own',
  'print:drug-notes': 'none',
  'print:keep-drug-note': {
    action: 'drug-note-kept',
    subject: ({ code }) => code,
    details: ({ note: { indication, warning, advice } }) => ({ indication, warning, advice }),
  },
  'print:jobs': { action: 'print-jobs-listed', sameForMs: sameListMs },
  // What the desk itself has just printed; the printing of each is noted by the verb.
  'print:by-itself': 'none',
  'print:note-by-itself': 'none',
  'print:printers': 'none',
  'print:choose': { action: 'printer-chosen', details: ({ kind }) => ({ kind }) },
  'outbox:list': { action: 'uploads-listed', sameForMs: sameListMs },
  'outbox:count': 'none',
  'outbox:send-now': { action: 'upload-asked', subject: ({ outboxId }) => outboxId ?? '' },
  'outbox:requeue': 'own',
  'outbox:pause': { action: 'uploads-paused', details: ({ paused }) => ({ paused }) },
  'outbox:drain': { action: 'uploads-drained', details: (_, left) => ({ unsent: left?.unsent ?? null }) },
  'outbox:pre-check': { action: 'upload-pre-checked', subject: ({ outboxId }) => outboxId },
  'outbox:read-old-file': {
    action: 'old-uploads-opened',
    details: (_, read) => ({ records: read?.records.length ?? 0 }),
  },
  'outbox:tries': { action: 'upload-tries-opened', subject: ({ outboxId }) => outboxId, sameForMs: sameLookMs },
  // The same look at the same row as `outbox:tries`, which is asked with it.
  'outbox:substitutions': 'none',
  'outbox:today': 'none',
  'outbox:days': 'none',
  'outbox:explain-late': 'own',
  'outbox:export': 'own',
  'outbox:stop-export': 'none',
  'outbox:cloud-findings': {
    action: 'cloud-findings-opened',
    details: (_, found) => ({ unseen: found?.unseen ?? null }),
    sameForMs: sameListMs,
  },
  'outbox:note-cloud-findings': 'own',

  'care:status': 'none',
  'care:check': { action: 'store-checked' },
  'care:note-lost-tail': { action: 'store-loss-noted', details: ({ foundAt }) => ({ foundAt }) },
  'recovery:make': { action: 'recovery-code-shown' },
  'recovery:confirm': { action: 'recovery-code-made', evenFailed: true },
  'recovery:print': { action: 'recovery-code-printed' },
  'recovery:save-pdf': {
    action: 'recovery-code-exported',
    subject: (_, written) => (written?.file == null ? null : ''),
  },
  'recovery:open': { action: 'recovery-code-used', evenFailed: true },
  'backup:choose-folder': { action: 'backup-folder-chosen' },
  'backup:set-time': { action: 'backup-time-set', details: ({ time }) => ({ time }) },
  'backup:run': { action: 'backup-made', evenFailed: true },
  'backup:cancel': { action: 'backup-cancelled' },
  'backup:list': 'none',
  'backup:inspect': { action: 'backup-opened', subject: ({ name }) => name, evenFailed: true },
  'backup:restore': { action: 'restore-ordered', subject: ({ name }) => name, evenFailed: true },

  'audit:list': { action: 'audit-read', sameForMs: sameLookMs },
  'audit:verify': { action: 'audit-verified', details: (_, verdict) => ({ brokenAt: verdict?.brokenAt ?? null }) },
  'audit:export': {
    action: 'audit-exported',
    // Null: no file was written, and nothing has left the program.
    subject: (_, written) => (written?.file == null ? null : ''),
    details: (_, written) => ({ rows: written?.rows ?? 0 }),
  },
}

import alarm from '../../resources/i18n/en/alarm.json'
import alert from '../../resources/i18n/en/alert.json'
import amendment from '../../resources/i18n/en/amendment.json'
import app from '../../resources/i18n/en/app.json'
import appointment from '../../resources/i18n/en/appointment.json'
import attendance from '../../resources/i18n/en/attendance.json'
import audit from '../../resources/i18n/en/audit.json'
import card from '../../resources/i18n/en/card.json'
import cardContent from '../../resources/i18n/en/cardContent.json'
import care from '../../resources/i18n/en/care.json'
import cashier from '../../resources/i18n/en/cashier.json'
import check from '../../resources/i18n/en/check.json'
import code from '../../resources/i18n/en/code.json'
import codeTables from '../../resources/i18n/en/codeTables.json'
import consultation from '../../resources/i18n/en/consultation.json'
import display from '../../resources/i18n/en/display.json'
import error from '../../resources/i18n/en/error.json'
import field from '../../resources/i18n/en/field.json'
import journal from '../../resources/i18n/en/journal.json'
import makeUp from '../../resources/i18n/en/makeUp.json'
import order from '../../resources/i18n/en/order.json'
import palette from '../../resources/i18n/en/palette.json'
import patient from '../../resources/i18n/en/patient.json'
import patientChart from '../../resources/i18n/en/patientChart.json'
import patientForm from '../../resources/i18n/en/patientForm.json'
import prescription from '../../resources/i18n/en/prescription.json'
import print from '../../resources/i18n/en/print.json'
import queue from '../../resources/i18n/en/queue.json'
import registration from '../../resources/i18n/en/registration.json'
import remote from '../../resources/i18n/en/remote.json'
import report from '../../resources/i18n/en/report.json'
import route from '../../resources/i18n/en/route.json'
import scan from '../../resources/i18n/en/scan.json'
import settings from '../../resources/i18n/en/settings.json'
import signature from '../../resources/i18n/en/signature.json'
import status from '../../resources/i18n/en/status.json'
import substitution from '../../resources/i18n/en/substitution.json'
import template from '../../resources/i18n/en/template.json'
import upload from '../../resources/i18n/en/upload.json'
import virtualCard from '../../resources/i18n/en/virtualCard.json'
import visit from '../../resources/i18n/en/visit.json'
import vitals from '../../resources/i18n/en/vitals.json'
import type { zhTW } from './resources.ts'

/** The English words; the type holds them to the same keys. */
export const en: typeof zhTW = {
  alarm,
  alert,
  amendment,
  app,
  appointment,
  audit,
  attendance,
  card,
  cardContent,
  care,
  cashier,
  check,
  code,
  codeTables,
  consultation,
  display,
  error,
  field,
  journal,
  makeUp,
  order,
  palette,
  patient,
  patientChart,
  substitution,
  patientForm,
  prescription,
  print,
  queue,
  registration,
  remote,
  report,
  route,
  scan,
  settings,
  signature,
  status,
  template,
  upload,
  virtualCard,
  visit,
  vitals,
}

import alarm from '../../resources/i18n/zh-TW/alarm.json'
import alert from '../../resources/i18n/zh-TW/alert.json'
import amendment from '../../resources/i18n/zh-TW/amendment.json'
import app from '../../resources/i18n/zh-TW/app.json'
import appointment from '../../resources/i18n/zh-TW/appointment.json'
import attendance from '../../resources/i18n/zh-TW/attendance.json'
import audit from '../../resources/i18n/zh-TW/audit.json'
import card from '../../resources/i18n/zh-TW/card.json'
import cardContent from '../../resources/i18n/zh-TW/cardContent.json'
import care from '../../resources/i18n/zh-TW/care.json'
import cashier from '../../resources/i18n/zh-TW/cashier.json'
import check from '../../resources/i18n/zh-TW/check.json'
import code from '../../resources/i18n/zh-TW/code.json'
import codeTables from '../../resources/i18n/zh-TW/codeTables.json'
import consultation from '../../resources/i18n/zh-TW/consultation.json'
import display from '../../resources/i18n/zh-TW/display.json'
import error from '../../resources/i18n/zh-TW/error.json'
import field from '../../resources/i18n/zh-TW/field.json'
import journal from '../../resources/i18n/zh-TW/journal.json'
import makeUp from '../../resources/i18n/zh-TW/makeUp.json'
import order from '../../resources/i18n/zh-TW/order.json'
import palette from '../../resources/i18n/zh-TW/palette.json'
import patient from '../../resources/i18n/zh-TW/patient.json'
import patientChart from '../../resources/i18n/zh-TW/patientChart.json'
import patientForm from '../../resources/i18n/zh-TW/patientForm.json'
import prescription from '../../resources/i18n/zh-TW/prescription.json'
import print from '../../resources/i18n/zh-TW/print.json'
import queue from '../../resources/i18n/zh-TW/queue.json'
import registration from '../../resources/i18n/zh-TW/registration.json'
import remote from '../../resources/i18n/zh-TW/remote.json'
import report from '../../resources/i18n/zh-TW/report.json'
import route from '../../resources/i18n/zh-TW/route.json'
import scan from '../../resources/i18n/zh-TW/scan.json'
import settings from '../../resources/i18n/zh-TW/settings.json'
import signature from '../../resources/i18n/zh-TW/signature.json'
import status from '../../resources/i18n/zh-TW/status.json'
import substitution from '../../resources/i18n/zh-TW/substitution.json'
import template from '../../resources/i18n/zh-TW/template.json'
import upload from '../../resources/i18n/zh-TW/upload.json'
import virtualCard from '../../resources/i18n/zh-TW/virtualCard.json'
import visit from '../../resources/i18n/zh-TW/visit.json'
import vitals from '../../resources/i18n/zh-TW/vitals.json'

/** The screens' words as written, Traditional Chinese; topics are the first part of every key. */
export const zhTW = {
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

import type { Preferences } from './app.ts'

/** What holds at a desk where nobody has chosen anything; apart from the schema, so that the first screen need not load that. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  language: 'zh-TW',
  textSize: 100,
  dividers: {},
  lastPractitionerId: null,
  lastRoomId: null,
  waitingDoctorId: null,
  lastPharmacistId: null,
  alarmSound: true,
  display: 'closed',
  lastCameraId: null,
  report: null,
}

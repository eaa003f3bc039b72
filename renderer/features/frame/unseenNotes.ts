import type { NotePlace, PatientChart, PatientNote } from '../../../preload/contract/patient/patientChart.ts'

/** The notes that pop up at a place: those that matter and that nobody there has taken note of today. */
export const unseenNotes = (chart: PatientChart, place: NotePlace): readonly PatientNote[] =>
  chart.notes.filter(({ severity, seenAt }) => severity !== 'info' && !seenAt.includes(place))

import { expect, it } from 'vitest'
import { PatientChartSchema } from '../../../preload/contract/patient/patientChart.ts'
import { unseenNotes } from './unseenNotes.ts'

const note = (number: number, severity: string, seenAt: readonly string[]) => ({
  noteId: `019a0000-0000-7000-8000-00000000000${number}`,
  severity,
  text: `note ${number}`,
  writtenAt: '2026-11-26T01:00:00.000Z',
  writtenBy: '',
  seenAt,
})

it('pop up where they matter and were not seen there', () => {
  const chart = PatientChartSchema.parse({
    patientId: '019a0000-0000-7000-8000-000000000001',
    phone: '',
    address: '',
    allergies: [],
    problems: [],
    notes: [
      note(1, 'critical', []),
      note(2, 'important', ['registration']),
      note(3, 'info', []),
      note(4, 'important', ['registration', 'consultation']),
    ],
    family: [],
    merged: [],
    nameOutsideBig5: [],
  })
  expect(unseenNotes(chart, 'registration').map(({ text }) => text)).toEqual(['note 1'])
  expect(unseenNotes(chart, 'consultation').map(({ text }) => text)).toEqual(['note 1', 'note 2'])
})

import type { PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { InstantSchema, PatientIdSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { type Handlers, id, instant, type World } from '../world.ts'

const notFound: AppError = { code: 'NOT_FOUND', retryable: false }
const charts = new WeakMap<World, Map<string, PatientChart>>()
let made = 0

/** The chart as the fixtures have it, until something of it is changed. */
const chartOf = (world: World, patientId: string): PatientChart | null => {
  const kept = charts.get(world) ?? new Map<string, PatientChart>()
  charts.set(world, kept)
  const known = kept.get(patientId)
  if (known !== undefined) return known
  const patient = world.patients.find((one) => one.patientId === patientId)
  if (patient === undefined) return null
  const note = {
    noteId: id(70_000 + world.patients.indexOf(patient)),
    severity: 'important' as const,
    text: patient.note,
    writtenAt: InstantSchema.parse(instant(-86_400_000)),
    writtenBy: '',
    seenAt: [],
  }
  return {
    patientId: patient.patientId,
    phone: '0912-345-678',
    address: '',
    allergies: patient.allergies,
    problems: [],
    notes: patient.note === '' ? [] : [note],
    family: [],
    merged: [],
    nameOutsideBig5: [],
  }
}

const change = (
  world: World,
  patientId: string,
  next: (old: PatientChart) => PatientChart,
): PatientChart | AppError => {
  const old = chartOf(world, patientId)
  if (old === null) return notFound
  const chart = next(old)
  charts.get(world)?.set(patientId, chart)
  world.patients = world.patients.map((one) =>
    one.patientId === patientId
      ? { ...one, allergies: chart.allergies, note: chart.notes.map(({ text }) => text).join('；') }
      : one,
  )
  setTimeout(() => world.tell('patient:changed', { patientId: PatientIdSchema.parse(patientId) }), 0)
  return chart
}

const member = (world: World, patientId: string, relation: string, isHead: boolean) =>
  world.patients
    .filter((one) => one.patientId === patientId)
    .map((patient) => ({ patient, relation, isHead, phone: '0912-345-678', address: fixtures.note }))

/** Notes, problems, family and merges behind the pretend door. */
export const patientChartHandlers = {
  'patient:chart': (world, { patientId }) => chartOf(world, patientId) ?? notFound,
  'patient:set-problems': (world, { patientId, allergies, problems }) =>
    change(world, patientId, (old) => ({ ...old, allergies, problems })),
  'patient:add-note': (world, { patientId, severity, text }) =>
    change(world, patientId, (old) => {
      made += 1
      const writtenAt = InstantSchema.parse(instant())
      const note = { noteId: id(80_000 + made), severity, text, writtenAt, writtenBy: '', seenAt: [] }
      return { ...old, notes: [note, ...old.notes] }
    }),
  'patient:end-note': (world, { patientId, noteId }) =>
    change(world, patientId, (old) => ({ ...old, notes: old.notes.filter((note) => note.noteId !== noteId) })),
  'patient:see-notes': (world, { patientId, noteIds, place }) =>
    change(world, patientId, (old) => ({
      ...old,
      notes: old.notes.map((note) =>
        noteIds.includes(note.noteId) ? { ...note, seenAt: [...note.seenAt, place] } : note,
      ),
    })),
  'patient:merge': (world, { keptId, mergedId }) => {
    const merged = world.patients.find((one) => one.patientId === mergedId)
    const kept = world.patients.find((one) => one.patientId === keptId)
    if (merged === undefined || kept === undefined) return notFound
    made += 1
    const merge = {
      mergeId: id(85_000 + made),
      patient: merged,
      mergedAt: InstantSchema.parse(instant()),
      mergedBy: '',
    }
    change(world, keptId, (old) => ({ ...old, merged: [...old.merged, merge] }))
    return kept
  },
  'patient:undo-merge': (world, { mergeId }) => {
    const chart = [...(charts.get(world)?.values() ?? [])].find(({ merged }) =>
      merged.some((merge) => merge.mergeId === mergeId),
    )
    const kept = world.patients.find((one) => one.patientId === chart?.patientId)
    if (chart === undefined || kept === undefined) return notFound
    change(world, chart.patientId, (old) => ({
      ...old,
      merged: old.merged.filter((merge) => merge.mergeId !== mergeId),
    }))
    return kept
  },
  'patient:join-family': (world, { patientId, memberId, relation }) =>
    change(world, patientId, (old) => ({
      ...old,
      family: [
        ...(old.family.length === 0 ? member(world, patientId, '', true) : old.family),
        ...member(world, memberId, relation, false),
      ],
    })),
  'patient:leave-family': (world, { patientId }) => change(world, patientId, (old) => ({ ...old, family: [] })),
  'patient:head-family': (world, { patientId }) =>
    change(world, patientId, (old) => ({
      ...old,
      family: old.family.map((one) => ({ ...one, isHead: one.patient.patientId === patientId })),
    })),
} satisfies Partial<Handlers>

import { z } from 'zod'
import {
  type ClinicArea,
  type SelfPayKind,
  type Settings,
  SettingsSchema,
} from '../../../../preload/contract/desk/settings.ts'
import { parseNumber } from '../../../ui/format/number.ts'

type SettingsInput = z.input<typeof SettingsSchema>

/** One address of an ordered list. */
export interface Address {
  url: string
}

/**
 * The settings as they are typed: every text may still be wrong, an amount is text, and nothing is null, so that what was
 * typed stays when a part is switched off.
 */
export interface SettingsDraft {
  demonstration: boolean
  clinic: {
    providerNumber: string
    name: string
    medicalCategory: string
    area: ClinicArea
    registrationFee: string
    cardDeposit: string
    address: string
    telephone: string
  }
  desk: { id: string; name: string; person: string }
  readers: { patient: string; professional: string }
  controlSoftware: {
    adapter: SettingsInput['controlSoftware']['adapter']
    baseUrl: string
    sha256Fingerprint: string
    initialName: string
    cshis: { libraryFile: string; port: string; helperFile: string }
    vhcSdk: { baseUrl: string }
  }
  /** `resultPollMs` is on no screen, and is kept as the file has it. */
  nhiServer: { baseUrls: Address[]; caFile: string; interfaceName: string; resultPollMs?: number }
  usesClinicCloud: boolean
  clinicCloud: { baseUrls: Address[]; caFile: string; clientCertFile: string; clientKeyFile: string }
  practitioners: {
    id: string
    name: string
    nationalId: string
    department: string
    role: SettingsInput['practitioners'][number]['role']
  }[]
  rooms: { id: string; name: string }[]
  selfPayItems: { name: string; amount: string; kind: SelfPayKind }[]
}

const emptyAddresses = (): Address[] => [{ url: '' }]

/** What a clinic that has no settings yet starts from. The address is the one at which control software 6.0 listens by itself. */
const emptyDraft = (): SettingsDraft => ({
  demonstration: false,
  clinic: {
    providerNumber: '',
    name: '',
    medicalCategory: '11',
    area: 'general',
    registrationFee: '0',
    cardDeposit: '500',
    address: '',
    telephone: '',
  },
  desk: { id: 'desk-1', name: '', person: '' },
  readers: { patient: '', professional: '' },
  controlSoftware: {
    adapter: 'auto',
    baseUrl: 'https://localhost:5066',
    sha256Fingerprint: '',
    initialName: '',
    cshis: { libraryFile: 'C:\\NHI\\LIB\\csHis50.dll', port: '0', helperFile: '' },
    vhcSdk: { baseUrl: 'http://localhost:3033' },
  },
  nhiServer: { baseUrls: emptyAddresses(), caFile: '', interfaceName: '' },
  usesClinicCloud: false,
  clinicCloud: { baseUrls: emptyAddresses(), caFile: '', clientCertFile: '', clientKeyFile: '' },
  practitioners: [],
  rooms: [],
  selfPayItems: [],
})

const addressesOf = (urls: readonly string[]): Address[] => urls.map((url) => ({ url }))

/** The kept settings as a draft; an empty one when there are none. */
export const draftOf = (settings: Settings | null): SettingsDraft => {
  const empty = emptyDraft()
  if (settings === null) return empty
  const { clinic, controlSoftware, nhiServer, clinicCloud } = settings
  return {
    demonstration: settings.demonstration,
    clinic: { ...clinic, registrationFee: String(clinic.registrationFee), cardDeposit: String(clinic.cardDeposit) },
    desk: { ...settings.desk },
    readers: { ...settings.readers },
    controlSoftware: {
      ...controlSoftware,
      cshis: {
        libraryFile: controlSoftware.cshis.libraryFile,
        port: String(controlSoftware.cshis.port),
        helperFile: controlSoftware.cshis.helperFile ?? '',
      },
      vhcSdk: { ...controlSoftware.vhcSdk },
    },
    nhiServer: {
      baseUrls: addressesOf(nhiServer.baseUrls),
      caFile: nhiServer.caFile ?? '',
      interfaceName: nhiServer.interfaceName ?? '',
      resultPollMs: nhiServer.resultPollMs,
    },
    usesClinicCloud: clinicCloud !== null,
    clinicCloud:
      clinicCloud === null ? empty.clinicCloud : { ...clinicCloud, baseUrls: addressesOf(clinicCloud.baseUrls) },
    practitioners: settings.practitioners.map((practitioner) => ({ ...practitioner })),
    rooms: settings.rooms.map((room) => ({ ...room })),
    selfPayItems: settings.selfPayItems.map((item) => ({ ...item, amount: String(item.amount) })),
  }
}

/** Codes and addresses are meant in half-width, as an input method does not always write them. */
const plain = (text: string): string => text.normalize('NFKC').trim()
const code = (text: string): string => plain(text).toUpperCase()
const amountOf = (text: string, max = 10_000): number => parseNumber(text, { min: 0, max, decimals: 0 }) ?? Number.NaN
const dearest = 1_000_000
const urlsOf = (addresses: readonly Address[]): string[] => addresses.map(({ url }) => plain(url))

/** The way to the NHI as it is typed, in the shape of the settings; still to be checked. */
export const controlSoftwareOf = (draft: SettingsDraft['controlSoftware']): SettingsInput['controlSoftware'] => ({
  ...draft,
  baseUrl: plain(draft.baseUrl),
  initialName: draft.initialName.trim(),
  cshis: {
    libraryFile: draft.cshis.libraryFile.trim(),
    port: parseNumber(draft.cshis.port, { min: 0, max: 99, decimals: 0 }) ?? Number.NaN,
    helperFile: draft.cshis.helperFile.trim() === '' ? null : draft.cshis.helperFile.trim(),
  },
  vhcSdk: { baseUrl: plain(draft.vhcSdk.baseUrl) },
})

/** The draft in the shape of the settings; still to be checked. An amount that is no number becomes NaN, which no check passes. */
export const settingsOf = (draft: SettingsDraft): SettingsInput => ({
  version: 1,
  demonstration: draft.demonstration,
  clinic: {
    providerNumber: code(draft.clinic.providerNumber),
    name: draft.clinic.name.trim(),
    medicalCategory: plain(draft.clinic.medicalCategory),
    area: draft.clinic.area,
    registrationFee: amountOf(draft.clinic.registrationFee),
    cardDeposit: amountOf(draft.clinic.cardDeposit),
    address: draft.clinic.address.trim(),
    telephone: draft.clinic.telephone.trim(),
  },
  desk: { id: draft.desk.id.trim(), name: draft.desk.name.trim(), person: draft.desk.person.trim() },
  readers: { patient: draft.readers.patient.trim(), professional: draft.readers.professional.trim() },
  controlSoftware: controlSoftwareOf(draft.controlSoftware),
  nhiServer: {
    baseUrls: urlsOf(draft.nhiServer.baseUrls),
    caFile: draft.nhiServer.caFile.trim() === '' ? null : draft.nhiServer.caFile.trim(),
    ...(draft.nhiServer.interfaceName.trim() === '' ? {} : { interfaceName: draft.nhiServer.interfaceName.trim() }),
    resultPollMs: draft.nhiServer.resultPollMs,
  },
  clinicCloud: draft.usesClinicCloud
    ? {
        baseUrls: urlsOf(draft.clinicCloud.baseUrls),
        caFile: draft.clinicCloud.caFile.trim(),
        clientCertFile: draft.clinicCloud.clientCertFile.trim(),
        clientKeyFile: draft.clinicCloud.clientKeyFile.trim(),
      }
    : null,
  practitioners: draft.practitioners.map((practitioner) => ({
    id: practitioner.id.trim(),
    name: practitioner.name.trim(),
    nationalId: code(practitioner.nationalId),
    department: code(practitioner.department),
    role: practitioner.role,
  })),
  rooms: draft.rooms.map((room) => ({ id: room.id.trim(), name: room.name.trim() })),
  selfPayItems: draft.selfPayItems.map(({ name, amount, kind }) => ({
    name: name.trim(),
    amount: amountOf(amount, dearest),
    kind,
  })),
})

/** Settings that main has accepted, as settings again. */
export const checkedSettings = (accepted: SettingsInput): Settings => SettingsSchema.parse(accepted)

/** Paths of the entries that say the same as an earlier one, where each has to be another. */
const duplicatesIn = (settings: SettingsInput): (string | number)[][] => {
  const lists: readonly (readonly [readonly string[], (index: number) => (string | number)[]])[] = [
    [settings.practitioners.map(({ id }) => id), (index) => ['practitioners', index, 'id']],
    [settings.rooms.map(({ id }) => id), (index) => ['rooms', index, 'id']],
    [(settings.selfPayItems ?? []).map(({ name }) => name), (index) => ['selfPayItems', index, 'name']],
    [settings.nhiServer.baseUrls, (index) => ['nhiServer', 'baseUrls', index, 'url']],
    [settings.clinicCloud?.baseUrls ?? [], (index) => ['clinicCloud', 'baseUrls', index, 'url']],
  ]
  return lists.flatMap(([values, pathOf]) =>
    values.flatMap((value, index) => (value !== '' && values.indexOf(value) < index ? [pathOf(index)] : [])),
  )
}

/** An address stands in the draft one step deeper than in the settings. */
const draftPath = (path: readonly PropertyKey[]): (string | number)[] => {
  const names = path.map((name) => (typeof name === 'number' ? name : String(name)))
  return names.at(-2) === 'baseUrls' ? [...names, 'url'] : names
}

const valueAt = (draft: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[name]
        : undefined,
    draft,
  )

/** What is wrong at a field, as the message of its issue; the words are chosen on the screen. */
export type DraftProblem = 'required' | 'invalid' | 'duplicate'

const problemOf = (value: unknown): DraftProblem =>
  typeof value === 'string' && value.trim() === '' ? 'required' : 'invalid'

/**
 * Checks a draft by the very schema main uses and gives the settings. Every issue stands at the draft's field. `departments` are the
 * 科別 there are; null while nobody has told, and then main alone asks for them.
 */
export const settingsDraftSchema = (departments: ReadonlySet<string> | null) =>
  z.custom<SettingsDraft>().transform((draft, context): Settings => {
    const settings = settingsOf(draft)
    const parsed = SettingsSchema.safeParse(settings)
    const duplicates = duplicatesIn(settings)
    for (const issue of parsed.error?.issues ?? []) {
      const path = draftPath(issue.path)
      context.addIssue({ code: 'custom', path, message: problemOf(valueAt(draft, path)) })
    }
    for (const path of duplicates) context.addIssue({ code: 'custom', path, message: 'duplicate' })
    for (const [index, { department }] of settings.practitioners.entries()) {
      if (departments === null || departments.has(department)) continue
      context.addIssue({ code: 'custom', path: ['practitioners', index, 'department'], message: 'invalid' })
    }
    return parsed.success ? parsed.data : z.NEVER
  })

import { describe, expect, it } from 'vitest'
import { type Settings, SettingsSchema } from '../../../../preload/contract/desk/settings.ts'
import { draftOf, type SettingsDraft, settingsDraftSchema, settingsOf } from './settingsDraft.ts'

const settings: Settings = SettingsSchema.parse({
  version: 1,
  demonstration: true,
  clinic: { providerNumber: '3501200000', name: '示範診所', medicalCategory: '11', registrationFee: 150 },
  desk: { id: 'desk-1', name: '櫃台一', person: '林' },
  readers: { patient: 'Reader A', professional: 'Reader B' },
  controlSoftware: {
    adapter: 'control6',
    baseUrl: 'https://localhost:5066',
    sha256Fingerprint: 'ab'.repeat(32),
    initialName: '',
  },
  nhiServer: { baseUrls: ['https://a.test', 'https://b.test'], caFile: null, resultPollMs: 12_000 },
  clinicCloud: {
    baseUrls: ['https://c.test'],
    caFile: '/ca.pem',
    clientCertFile: '/client.pem',
    clientKeyFile: '/client.key',
  },
  practitioners: [{ id: 'dr-1', name: '許', nationalId: 'A123456789', department: '02', role: 'doctor' }],
  rooms: [{ id: '1', name: '一診' }],
  selfPayItems: [{ name: '診斷證明書', amount: 100, kind: 'other' }],
})

const SettingsDraftSchema = settingsDraftSchema(new Set(['01', '02']))

/** The paths and messages of what is wrong with a draft. */
const problems = (change: (draft: SettingsDraft) => void): readonly string[] => {
  const draft = draftOf(settings)
  change(draft)
  const parsed = SettingsDraftSchema.safeParse(draft)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('a draft of the settings', () => {
  it('gives the same settings back when nothing was typed', () => {
    expect(SettingsDraftSchema.parse(draftOf(settings))).toEqual(settings)
  })

  it('wants a department of the table, as soon as there is one', () => {
    const change = (draft: SettingsDraft): void => {
      for (const practitioner of draft.practitioners) practitioner.department = 'ZZ'
    }
    expect(problems(change)).toEqual(['practitioners.0.department invalid'])
    const draft = draftOf(settings)
    change(draft)
    expect(settingsDraftSchema(null).safeParse(draft).success).toBe(true)
  })

  it('gives the same settings back without cloud and with a CA file', () => {
    const other = { ...settings, clinicCloud: null, nhiServer: { ...settings.nhiServer, caFile: '/nhi.pem' } }
    expect(SettingsDraftSchema.parse(draftOf(other))).toEqual(other)
  })

  it('takes the ways to the NHI as they are typed', () => {
    const draft = draftOf(settings)
    draft.controlSoftware.adapter = 'cshis'
    draft.controlSoftware.cshis = { libraryFile: ' D:\\csHis50.dll ', port: '２', helperFile: 'D:\\helper32.exe' }
    draft.controlSoftware.vhcSdk.baseUrl = 'ｈｔｔｐ://localhost:3034 '
    expect(SettingsDraftSchema.parse(draft).controlSoftware).toMatchObject({
      adapter: 'cshis',
      cshis: { libraryFile: 'D:\\csHis50.dll', port: 2, helperFile: 'D:\\helper32.exe' },
      vhcSdk: { baseUrl: 'http://localhost:3034' },
    })
    expect(
      problems(({ controlSoftware }) => {
        controlSoftware.cshis.port = 'COM1'
        controlSoftware.cshis.libraryFile = ''
        controlSoftware.vhcSdk.baseUrl = 'http://192.168.0.9:3033'
      }),
    ).toEqual([
      'controlSoftware.cshis.libraryFile required',
      'controlSoftware.cshis.port invalid',
      'controlSoftware.vhcSdk.baseUrl invalid',
    ])
  })

  it('keeps what was typed for the cloud while it is switched off', () => {
    const draft = { ...draftOf(settings), usesClinicCloud: false }
    expect(settingsOf(draft).clinicCloud).toBeNull()
    expect(SettingsDraftSchema.parse({ ...draft, usesClinicCloud: true })).toEqual(settings)
  })

  it('takes full-width and lower-case codes as meant', () => {
    const draft = draftOf(settings)
    draft.clinic.providerNumber = ' ３５０１２０００００ '
    draft.clinic.registrationFee = '１５０'
    draft.controlSoftware.baseUrl = 'ｈｔｔｐｓ://localhost:5066 '
    const [first] = draft.practitioners
    if (first !== undefined) Object.assign(first, { nationalId: 'a123456789', name: ' 許 ' })
    expect(SettingsDraftSchema.parse(draft)).toEqual(settings)
  })

  it('names every field of an empty form that must be filled in', () => {
    const parsed = SettingsDraftSchema.safeParse(draftOf(null))
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'clinic.providerNumber',
      'clinic.name',
      'desk.name',
      'desk.person',
      'nhiServer.baseUrls.0.url',
    ])
  })

  it.each<readonly [string, (draft: SettingsDraft) => void, readonly string[]]>([
    [
      'an amount that is no number',
      ({ clinic }) => Object.assign(clinic, { registrationFee: '1.5' }),
      ['clinic.registrationFee invalid'],
    ],
    [
      'an empty amount',
      ({ clinic }) => Object.assign(clinic, { registrationFee: '' }),
      ['clinic.registrationFee required'],
    ],
    [
      'an address without encryption',
      ({ nhiServer }) => Object.assign(nhiServer, { baseUrls: [{ url: 'https://a.test' }, { url: 'http://b.test' }] }),
      ['nhiServer.baseUrls.1.url invalid'],
    ],
    [
      'an address twice',
      ({ clinicCloud }) =>
        Object.assign(clinicCloud, { baseUrls: [{ url: 'https://a.test' }, { url: 'https://a.test ' }] }),
      ['clinicCloud.baseUrls.1.url duplicate'],
    ],
    [
      'a wrong check digit',
      ({ practitioners }) => Object.assign(practitioners[0] ?? {}, { nationalId: 'A123456788' }),
      ['practitioners.0.nationalId invalid'],
    ],
    [
      'the id of another practitioner',
      ({ practitioners }) =>
        practitioners.push({ ...(practitioners[0] as (typeof practitioners)[number]), name: '周' }),
      ['practitioners.1.id duplicate'],
    ],
    ['the id of another room', ({ rooms }) => rooms.push({ id: ' 1', name: '二診' }), ['rooms.1.id duplicate']],
    [
      'a self-pay item for nothing, or that is in the list already',
      ({ selfPayItems }) => selfPayItems.push({ name: '診斷證明書 ', amount: '0', kind: 'other' }),
      ['selfPayItems.1.amount invalid', 'selfPayItems.1.name duplicate'],
    ],
    [
      'a self-pay item without a name or a number',
      ({ selfPayItems }) => selfPayItems.push({ name: '', amount: '十', kind: 'drug' }),
      ['selfPayItems.1.name required', 'selfPayItems.1.amount invalid'],
    ],
    ['a blank row', ({ rooms }) => rooms.push({ id: '', name: '' }), ['rooms.1.id required', 'rooms.1.name required']],
  ])('points at the field of %s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected)
  })
})

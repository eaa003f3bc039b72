import { expect, it } from 'vitest'
import { ControlSoftwareSchema } from '../../preload/contract/desk/controlSoftware.ts'
import { chooseWay } from './chooseWay.ts'

const nowhere = ControlSoftwareSchema.parse({
  adapter: 'auto',
  baseUrl: 'https://127.0.0.1:1',
  sha256Fingerprint: '',
  initialName: '',
  cshis: { libraryFile: '/nowhere/csHis50.dll' },
  vhcSdk: { baseUrl: 'http://127.0.0.1:1' },
})

it('takes the way that the settings name, without looking', async () => {
  expect(await chooseWay({ ...nowhere, adapter: 'vhc-sdk' })).toEqual({ adapter: 'vhc-sdk', findings: [] })
})

it('waits for control software 6.0 where nothing is found yet, and says what was looked for', async () => {
  expect(await chooseWay(nowhere)).toEqual({
    adapter: 'control6',
    findings: [
      { adapter: 'control6', state: 'absent' },
      { adapter: 'cshis', state: 'absent' },
      { adapter: 'vhc-sdk', state: 'absent' },
    ],
  })
})

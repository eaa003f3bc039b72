import { expect, it } from 'vitest'
import { ControlSoftwareSchema, NhiAdapterSchema } from '../../preload/contract/desk/controlSoftware.ts'
import { builtWays, createNhiControl } from './createNhiControl.ts'

const options = {
  controlSoftware: ControlSoftwareSchema.parse({
    adapter: 'auto',
    baseUrl: 'https://localhost:1',
    sha256Fingerprint: '',
    initialName: '',
  }),
  cshisHelper: {
    processFile: '/nowhere/cshis-process.js',
    fork: () => {
      throw new Error('nothing is started before the first call')
    },
    external: null,
  },
  handInDirectory: '/nowhere/hand-in',
  nhiServer: { baseUrls: ['https://localhost:1'], caPem: null },
}

it.each(NhiAdapterSchema.options)('builds %s, or says plainly that it is not offered', async (adapter) => {
  const created = createNhiControl(adapter, options)
  if (builtWays.has(adapter)) expect(created).toMatchObject({ ok: true, value: { way: { adapter } } })
  else expect(created).toMatchObject({ error: { code: 'NOT_OFFERED', details: { adapter } } })
  if (created.ok) await created.value.dispose()
})

import { describe, expect, it } from 'vitest'
import { readerConfiguration, vpcdSlotsOf } from './readerConfiguration.ts'

describe('reader.conf', () => {
  it('is read back as it was written', () => {
    const text = readerConfiguration([
      { name: 'NHI Reader Patient', port: 0x9000, driver: '/a/libifdvpcd.so' },
      { name: 'NHI Reader Professional', port: 0x9002, driver: '/b/libifdvpcd.so' },
    ])
    expect(vpcdSlotsOf(text)).toEqual([
      { name: 'NHI Reader Patient 00 00', port: 0x9000 },
      { name: 'NHI Reader Patient 00 01', port: 0x9001 },
      { name: 'NHI Reader Professional 00 00', port: 0x9002 },
      { name: 'NHI Reader Professional 00 01', port: 0x9003 },
    ])
  })

  it('counts only the last of the entries that share a driver file', () => {
    const driver = '/usr/lib/libifdvpcd.so'
    const text = readerConfiguration([
      { name: 'First', port: 1000, driver },
      { name: 'Last', port: 2000, driver },
    ])
    expect(vpcdSlotsOf(text).map((slot) => slot.port)).toEqual([2000, 2001])
  })

  it('passes over comments and other drivers', () => {
    const text = '# LIBPATH x\nFRIENDLYNAME "Serial"\nLIBPATH /usr/lib/libccidtwin.so\nCHANNELID 0x1\n'
    expect(vpcdSlotsOf(text)).toEqual([])
  })
})

import { expect, it } from 'vitest'
import { type NhiCall, neededCapability } from '../offered.ts'
import { asking } from './asking.ts'
import { codeOf, given, needed, offersAll, type SuiteStage, serialInput } from './harness.ts'

/** Opening, what lies in the readers, the SAM that heals itself, and the calls that aren't offered. */
export const openingSuite = ({ way, harness, control, withCard }: SuiteStage): void => {
  const offered = (call: NhiCall): boolean => {
    const capability = neededCapability[call]
    return capability === undefined || way.offers.has(capability)
  }
  const missing = (Object.keys(asking) as NhiCall[]).filter((call) => !offered(call))

  it('is the way that it says it is', () => {
    expect(control().way).toEqual(way)
    expect(offersAll(way, 'physical-card') || offersAll(way, 'virtual-card')).toBe(true)
  })

  it('is open after opening, and says what lies in the readers', async () => {
    expect(given(await control().status())).toEqual({
      initialised: true,
      sam: way.offers.has('sam') ? 'verified' : 'none',
      professionalCard: 'none',
      patientCard: 'none',
    })
    await withCard()
    expect(given(await control().status()).patientCard).not.toBe('none')
  })

  it('can be opened again, and ended and opened anew', async () => {
    expect(given(await control().open()).initialised).toBe(true)
    expect(given(await control().reopen()).initialised).toBe(true)
    await withCard()
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
  })

  it.each(missing)('says that it does not offer %s, and nothing else', async (call) => {
    expect(await asking[call](control())).toEqual({
      ok: false,
      error: { code: 'NOT_OFFERED', retryable: false, details: { adapter: way.adapter } },
    })
  })

  if (offersAll(way, 'signatures') && !offersAll(way, 'professional-card')) {
    it('does not offer a signature of three cards', async () => {
      await withCard()
      expect(codeOf(await control().signWithCards('three', '01'))).toBe('NOT_OFFERED')
    })
  }

  if (offersAll(way, 'sam')) {
    it('verifies its SAM anew where that is wanted, and is open then as before', async () => {
      expect(given(await control().open({ renew: true }))).toMatchObject({ initialised: true, sam: 'verified' })
      await harness().cutServer(true)
      expect(given(await control().open()).sam).toBe('verified')
    })

    it('verifies a SAM anew that has lapsed, and goes on', async () => {
      await withCard()
      await needed(harness().lapseSam, 'lapseSam')()
      expect(given(await control().registeredPerson())).toMatchObject(harness().person)
      expect(given(await control().status()).sam).toBe('verified')
      await harness().lapseSam?.()
      expect(given(await control().nextSerial(serialInput, harness().person)).treatmentNumber).toHaveLength(20)
    })
  }
}

import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { decisionSupportSuite } from './contract-suite/decisionSupportSuite.ts'
import { given, type NhiControlHarness, needed, type SuiteStage } from './contract-suite/harness.ts'
import { openingSuite } from './contract-suite/openingSuite.ts'
import { patientSuite } from './contract-suite/patientSuite.ts'
import { professionalSuite } from './contract-suite/professionalSuite.ts'
import { serialSuite } from './contract-suite/serialSuite.ts'
import { uploadSuite } from './contract-suite/uploadSuite.ts'
import { virtualCardSuite } from './contract-suite/virtualCardSuite.ts'
import { writeSuite } from './contract-suite/writeSuite.ts'
import type { NhiWay } from './port.ts'

export type { NhiControlHarness } from './contract-suite/harness.ts'

const parts = [
  openingSuite,
  professionalSuite,
  patientSuite,
  serialSuite,
  writeSuite,
  virtualCardSuite,
  uploadSuite,
  decisionSupportSuite,
] as const

/**
 * Everything that stands on the NHI port relies on: every way in and every fake passes it. What is asked depends on what the way
 * says it offers; a call that isn't offered must answer `NOT_OFFERED`.
 */
export const describeNhiControlPort = (name: string, way: NhiWay, open: () => Promise<NhiControlHarness>): void => {
  describe(`NhiControlPort: ${name}`, () => {
    let harness: NhiControlHarness
    const isVirtualOnly = !way.offers.has('physical-card')

    beforeAll(async () => {
      harness = await open()
    })
    afterAll(() => harness.close())
    beforeEach(async () => {
      await harness.reset()
      given(await harness.control.open())
    })
    afterEach(() => harness.cutServer(false))

    const stage: SuiteStage = {
      way,
      harness: () => harness,
      control: () => harness.control,
      async withCard() {
        // A virtual card is what logging out ends; a card in the reader is what it makes ready.
        if (isVirtualOnly) given(await harness.control.logOutPatientCard())
        await harness.insertCard()
        if (!isVirtualOnly) given(await harness.control.logOutPatientCard())
      },
      async withProfessional() {
        await needed(harness.insertProfessionalCard, 'insertProfessionalCard')()
        given(await harness.control.verifyProfessionalPin(await stage.give(needed(harness.pin, 'pin'))))
      },
      async give(pin, ...following) {
        if (way.pinEntry === 'device') await needed(harness.typePins, 'typePins')([pin, ...following])
        return stage.passed(pin)
      },
      passed: (pin) => (way.pinEntry === 'screen' ? pin : 'typed at the device'),
    }
    for (const part of parts) part(stage)
  })
}

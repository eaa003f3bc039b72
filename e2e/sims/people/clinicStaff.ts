import { withCheckDigit } from './nationalId.ts'
import type { Clinic, Professional } from './person.ts'

/** The invented clinic; the code keeps the usual check-digit rule (sum of position times digit, modulo 10). */
export const DEMO_CLINIC: Clinic = {
  hospitalId: '3599990014',
  name: '示範診所',
  medicalCategory: '11',
  samId: '000000100001',
}

/** The invented staff. Their professional cards are found by `id` in the catalogue of virtual cards. */
export const DEMO_STAFF: readonly Professional[] = [
  {
    id: 'dr-wang',
    name: '王示範',
    nationalId: withCheckDigit('A10000101'),
    role: 'doctor',
    department: '02',
    hpcId: '800000000101',
  },
  {
    id: 'dr-li',
    name: '李樣心',
    nationalId: withCheckDigit('B20000102'),
    role: 'doctor',
    department: '01',
    hpcId: '800000000102',
  },
  {
    id: 'ph-zhou',
    name: '周試藥',
    nationalId: withCheckDigit('C20000103'),
    role: 'pharmacist',
    department: '02',
    hpcId: '800000000103',
  },
]

/** PIN of every professional card of the demonstration. */
export const DEMO_PROFESSIONAL_PIN = '123456'

/** PUK (unblocking code) of every professional card of the demonstration. */
export const DEMO_PROFESSIONAL_PUK = '12345678'

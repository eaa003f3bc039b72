import { z } from 'zod'

/** Why a 部分負擔代號 is proposed: translation key under `registration.reason`. */
export const CopaymentReasonSchema = z.enum([
  'general',
  'low-income',
  'veteran',
  'under-three',
  'centenarian',
  'catastrophic',
  'mountain-island',
  'preventive',
  'occupational',
  'chronic-refill',
])

import { z } from 'zod'

/** 實體健保卡 in a reader, or 虛擬健保卡 from a scanned code. */
export const CardMediumSchema = z.enum(['plastic', 'virtual'])
export type CardMedium = z.infer<typeof CardMediumSchema>

/** Whoever presents a virtual card for its holder: a child's or an old person's relative, a carer. */
export const DelegateSchema = z.strictObject({
  relation: z.enum(['family', 'carer', 'other']),
  name: z.string().trim().min(1).max(40),
})
export type Delegate = z.infer<typeof DelegateSchema>

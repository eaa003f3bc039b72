import { type CardContent, CardContentSchema } from '../../../preload/contract/card/cardContent.ts'
import fixtures from '../fixtures.json'
import { instant } from '../world.ts'

const dayMs = 86_400_000

/** What the card of an invented person has, read by control software 6.0 (which tells no counters). */
export const cardContent = (): CardContent =>
  CardContentSchema.parse({
    emergencyPhone: { state: 'told', value: '0900000000' },
    history: {
      state: 'told',
      value: {
        withDiagnoses: true,
        visits: [3, 20, 41].map((days, index) => ({
          at: instant(-days * dayMs),
          treatmentItem: '01',
          hospitalId: `350120000${index}`,
          visitSequenceNumber: String(9 - index).padStart(4, '0'),
          diagnoses: [
            {
              code: 'J069',
              nameZh: fixtures.cardContent.diagnosis,
              nameEn: 'Acute upper respiratory infection, unspecified',
            },
            ...(index === 1 ? [{ code: 'Z9999', nameZh: null, nameEn: null }] : []),
          ],
        })),
      },
    },
    orders: {
      state: 'told',
      value: [
        { code: 'A029089100', nameZh: null, nameEn: 'ACETAMINOPHEN 500MG TABLETS' },
        { code: '48011C', nameZh: fixtures.cardContent.procedure, nameEn: null },
      ].map((order, index) => ({
        at: instant(-3 * dayMs),
        orderType: index === 0 ? '1' : '3',
        order,
        usage: index === 0 ? 'TID' : '',
        days: index === 0 ? 3 : null,
        totalQuantity: index === 0 ? 9 : 1,
      })),
    },
    years: { state: 'missing', error: { code: 'NOT_OFFERED', retryable: false } },
  })

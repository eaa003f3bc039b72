import type { CheckLine } from '../../../preload/contract/desk/readerCheck.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { instant } from '../world.ts'

type Of<Item extends CheckLine['item']> = Extract<CheckLine, { item: Item }>

const good = <Item extends CheckLine['item']>(
  item: Item,
  value: Of<Item>['value'],
  ms: number | null = null,
  index = 0,
) => ({ item, index, state: 'good', value, error: null, why: null, ms }) as Of<Item>

const atr = '3BFD1800008131FE45534C4A353247787879797A52AA'
const reader = (name: string, role: 'patient' | 'professional') => ({ name, role, cardPresent: true, atr })

/** A check that found nothing wrong. */
export const goodLines = (): readonly CheckLine[] => [
  good('program', { version: '0.1.0', electron: '45.0.0', system: 'Windows 11 Pro 10.0.26100 x64' }),
  good('smart-card-service', { readers: 2 }),
  good('reader', reader('NHI Reader Patient 00 00', 'patient')),
  good('reader', reader('NHI Reader Professional 01 00', 'professional'), null, 1),
  good('patient-card', {}, 96),
  good('professional-reader', { cardPresent: true, atr }),
  good(
    'way',
    {
      adapter: 'control6',
      ways: [
        { adapter: 'control6', state: 'found', reason: 'in-use' },
        { adapter: 'cshis', state: 'found', reason: 'other-named' },
        { adapter: 'vhc-sdk', state: 'absent', reason: 'not-there' },
      ],
    },
    31,
  ),
  good('control-software', { pinned: true, certificate: 'a1b2c3d4' }, 12),
  good('sam', { sam: 'verified', verifiedAt: instant(-3_600_000) as never }),
  good('professional-card', { card: 'verified' }),
  good('nhi-data-centre', { host: '10.253.1.1:443' }, 23),
  good('nhi-data-centre', { host: '10.253.2.1:443' }, 31, 1),
  good('cloud-data-centre', { host: 'taipei.cloud.example:443' }, 18),
  good('cloud-data-centre', { host: 'taichung.cloud.example:443' }, 27, 1),
  good('clock', { offsetSeconds: 0 }),
  good('store', { freeMegabytes: 214_528 }, 4),
  good('outbox', { running: true, unsent: 4, overdue: 0 }),
]

const worse = (line: CheckLine, state: 'warning' | 'fault', error: AppError): CheckLine => ({ ...line, state, error })

/** A bad morning: another card in the reader, no control software, one data centre cut, the clock off. */
export const badLines = (): readonly CheckLine[] =>
  goodLines().map((line): CheckLine => {
    switch (line.item) {
      case 'patient-card':
        return worse({ ...line, value: null }, 'fault', {
          code: 'CARD_FOREIGN',
          retryable: false,
          details: { sw: '6A82' },
        })
      case 'control-software':
        return worse({ ...line, value: { pinned: false, certificate: null } }, 'fault', {
          code: 'CONTROL_ABSENT',
          retryable: true,
          details: { reason: 'ECONNREFUSED' },
        })
      case 'sam':
      case 'professional-card':
        return { ...line, state: 'skipped', value: null, why: 'no-answer', ms: null }
      case 'nhi-data-centre':
        if (line.index === 1) return line
        return worse(line, 'warning', {
          code: 'DATA_CENTRE_DOWN',
          retryable: true,
          details: { reason: 'ECONNREFUSED', cause: 'NHI_UNREACHABLE' },
        })
      case 'clock':
        return worse({ ...line, value: { offsetSeconds: 128 } }, 'warning', { code: 'CLOCK_OFF', retryable: false })
      default:
        return line
    }
  })

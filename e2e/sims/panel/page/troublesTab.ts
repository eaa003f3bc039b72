import { button, choice, group, note, row } from './elements.ts'
import { type PanelState, throwSwitch } from './surroundings.ts'

const HOUR_MS = 60 * 60 * 1000

const NHI_CALLS = [
  { value: '*', title: '任何呼叫' },
  { value: '/api/v1/SequelNumber/Next', title: '取得就醫序號' },
  { value: '/api/v1/BasicData/*', title: '基本資料' },
  { value: '/api/v1/Treatment/WriteCodeFee', title: '寫入診斷與費用' },
  { value: '/api/v1/Prescription/Write', title: '寫入處方' },
  { value: '/V2000/VNHI_Upload', title: '上傳' },
  { value: '/V2000/VNHI_Download', title: '查詢上傳結果' },
]

const FAULTS = [
  { label: '503', fault: { kind: 'http-status', status: 503, retryAfterSeconds: 5 } },
  { label: '500', fault: { kind: 'http-status', status: 500 } },
  { label: '逾時', fault: { kind: 'timeout' } },
  { label: '亂碼', fault: { kind: 'garbage' } },
  { label: '回覆遺失', fault: { kind: 'lost-reply' } },
]

/** What the next request meets, refused records, and the servers' clocks. */
export function buildTroublesTab(place: HTMLElement): (state: PanelState) => void {
  const call = choice('健保署呼叫', NHI_CALLS)
  const nhiClock = note('')
  const faultButtons = (name: string, pathOf: () => string) =>
    FAULTS.map(({ label, fault }) => button(label, () => throwSwitch(`${name}/faults`, { ...fault, path: pathOf() })))
  const shift = (state: () => number, hours: number | undefined) => () => {
    const shiftMs = hours === undefined ? 0 : state() + hours * HOUR_MS
    return Promise.all([throwSwitch('nhi/clock', { shiftMs }), throwSwitch('cloud/clock', { shiftMs })])
  }
  let shiftMs = 0

  place.append(
    group('健保署下一次失敗', row(call), row(...faultButtons('nhi', () => call.value))),
    group('診所雲端下一次失敗', row(...faultButtons('cloud', () => '*'))),
    group('控制軟體下一次失敗', row(...faultButtons('control', () => '*'))),
    group('虛擬健保卡元件下一次失敗', row(...faultButtons('vhc', () => '*'))),
    group(
      '下一次上傳退件',
      row(
        button('健保署退第一筆', () => throwSwitch('nhi/refuse-next-upload', {})),
        button('雲端退第一筆', () => throwSwitch('cloud/reject-next-record', {})),
      ),
    ),
    group(
      '伺服器時鐘',
      nhiClock,
      row(
        button(
          '撥慢 1 小時',
          shift(() => shiftMs, -1),
        ),
        button(
          '撥快 1 小時',
          shift(() => shiftMs, 1),
        ),
        button(
          '撥快 23 小時',
          shift(() => shiftMs, 23),
        ),
        button(
          '校正',
          shift(() => shiftMs, undefined),
        ),
      ),
    ),
    group('全部重來', row(button('清除所有紀錄與狀況', () => throwSwitch('reset')))),
  )

  return ({ nhi }) => {
    shiftMs = nhi.shiftMs
    const offset = shiftMs === 0 ? '與本機相同' : `與本機相差 ${Math.round(shiftMs / HOUR_MS)} 小時`
    nhiClock.textContent = `${new Date(nhi.now).toLocaleString('zh-TW', { hour12: false, timeZone: 'Asia/Taipei' })}（${offset}）`
  }
}

import { button, group, note, press, row } from './elements.ts'
import { type PanelState, throwSwitch } from './surroundings.ts'

const STATES = [
  { kind: 'pass', label: '連線', body: { state: 'pass' } },
  { kind: 'slow', label: '緩慢', body: { state: 'slow', delayMs: 2000 } },
  { kind: 'cut', label: '中斷', body: { state: 'cut' } },
  { kind: 'black-hole', label: '無回應', body: { state: 'black-hole' } },
]

const GATEWAYS = [
  { gateway: 'nhi/taipei', title: '健保署 台北' },
  { gateway: 'nhi/taichung', title: '健保署 台中' },
  { gateway: 'cloud/taipei', title: '診所雲端 台北' },
  { gateway: 'cloud/taichung', title: '診所雲端 台中' },
]

const MODES = [
  { mode: 'on', label: '正常' },
  { mode: 'absent', label: '未執行' },
  { mode: 'slow', label: '緩慢' },
  { mode: 'nonsense', label: '亂回應' },
]

/** The VPN as a whole, each data centre, and the control software. */
export function buildNetworkTab(place: HTMLElement): (state: PanelState) => void {
  const whole = STATES.map((each) => ({
    ...each,
    button: button(each.label, () => throwSwitch('vpn/state', each.body)),
  }))
  const single = GATEWAYS.map(({ gateway, title }) => ({
    gateway,
    title,
    buttons: STATES.filter(({ kind }) => kind !== 'slow').map((each) => ({
      kind: each.kind,
      button: button(each.label, () => throwSwitch('vpn/state', { ...each.body, gateway })),
    })),
  }))
  const modes = MODES.map((each) => ({
    ...each,
    button: button(each.label, () => throwSwitch('control/mode', { mode: each.mode })),
  }))

  place.append(
    group('健保 VPN', row(...whole.map((each) => each.button))),
    group('各資料中心', ...single.map(({ title, buttons }) => row(note(title), ...buttons.map((each) => each.button)))),
    group('讀卡機控制軟體', row(...modes.map((each) => each.button))),
  )

  return ({ vpn, control }) => {
    const kinds = Object.values(vpn ?? {}).map(({ kind }) => kind)
    for (const each of whole) {
      each.button.disabled = vpn === undefined
      press(each.button, kinds.length > 0 && kinds.every((kind) => kind === each.kind))
    }
    for (const { gateway, buttons } of single) {
      for (const each of buttons) {
        each.button.disabled = vpn === undefined
        press(each.button, vpn?.[gateway]?.kind === each.kind)
      }
    }
    for (const each of modes) press(each.button, control.mode === each.mode)
  }
}

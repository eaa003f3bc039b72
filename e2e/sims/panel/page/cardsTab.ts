import { button, choice, group, note, part, press, row } from './elements.ts'
import { type CatalogueCard, look, type PanelState, type RemoteRequest, throwSwitch } from './surroundings.ts'

const QR_LIFE_S = 5 * 60

/** Cards into and out of both readers, QR of a virtual card, and the patient's answer to a remote visit. */
export async function buildCardsTab(place: HTMLElement): Promise<(state: PanelState) => void> {
  const catalogue = await look<readonly CatalogueCard[]>('cards/catalogue')
  const ofGroup = (name: CatalogueCard['group']) => catalogue.filter((card) => card.group === name)

  const reader = (role: 'patient' | 'professional', cards: readonly CatalogueCard[]) =>
    cards.map((card) => ({
      card,
      button: button(card.title, () => throwSwitch('cards/insert', { reader: role, card: card.id })),
    }))
  const patientButtons = reader('patient', ofGroup('patient'))
  const professionalButtons = reader('professional', ofGroup('professional'))
  const trouble = choice(
    '異常卡',
    ofGroup('trouble').map(({ id, title }) => ({ value: id, title })),
  )
  const patientNow = note('')
  const professionalNow = note('')
  const pinNote = note('')

  place.append(
    group(
      '病人讀卡機',
      row(
        button('拔卡', () => throwSwitch('cards/pull', { reader: 'patient' })),
        patientNow,
      ),
      row(...patientButtons.map((each) => each.button)),
      row(
        trouble,
        button('插入異常卡', () => throwSwitch('cards/insert', { reader: 'patient', card: trouble.value })),
      ),
    ),
    group(
      '醫事人員卡讀卡機',
      row(
        button('拔卡', () => throwSwitch('cards/pull', { reader: 'professional' })),
        professionalNow,
      ),
      row(...professionalButtons.map((each) => each.button)),
      pinNote,
    ),
    virtualCardGroup(ofGroup('patient')),
    remoteGroup(),
  )

  const titleOf = (cardId: string | null) => catalogue.find((card) => card.id === cardId)?.title ?? '（無卡）'
  return (state) => {
    const { patient, professional } = state.cards
    patientNow.textContent = `目前：${titleOf(patient.cardId)}`
    professionalNow.textContent = `目前：${titleOf(professional.cardId)}`
    pinNote.textContent = `示範 PIN 碼：${state.professionalPin}`
    for (const each of patientButtons) press(each.button, each.card.id === patient.cardId)
    for (const each of professionalButtons) press(each.button, each.card.id === professional.cardId)
  }
}

function virtualCardGroup(people: readonly CatalogueCard[]): HTMLFieldSetElement {
  const person = choice(
    '虛擬健保卡持卡人',
    people.map(({ id, title }) => ({ value: id, title })),
  )
  const show = async (): Promise<void> => {
    const { token } = await throwSwitch<{ token: string }>('nhi/virtual-card', { person: person.value })
    showQr(token, person.selectedOptions[0]?.textContent ?? '')
  }
  return group('虛擬健保卡', row(person, button('顯示 QR Code', show)))
}

function showQr(token: string, title: string): void {
  const dialog = part('#qr', HTMLDialogElement)
  const rest = part('#qr p', HTMLParagraphElement)
  part('#qr h2', HTMLHeadingElement).textContent = title
  part('#qr img', HTMLImageElement).src = `/qr.svg?text=${encodeURIComponent(token)}`
  const deadline = Date.now() + QR_LIFE_S * 1000
  const tick = (): void => {
    const seconds = Math.max(0, Math.round((deadline - Date.now()) / 1000))
    rest.textContent = seconds > 0 ? `有效時間 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒` : '已逾時，請重新產生'
  }
  tick()
  const clock = setInterval(tick, 1000)
  dialog.addEventListener('close', () => clearInterval(clock), { once: true })
  dialog.showModal()
}

function remoteGroup(): HTMLFieldSetElement {
  const pending = note('')
  const decide = (approve: boolean) => () => throwSwitch('nhi/remote-requests', { approve })
  const refresh = async (): Promise<void> => {
    const requests = await look<readonly RemoteRequest[]>('nhi/remote-requests')
    const count = requests.filter(({ decision }) => decision === 'pending').length
    pending.textContent = count > 0 ? `病人手機上有 ${count} 則授權請求` : '目前沒有授權請求'
  }
  document.addEventListener('panel-refreshed', () => void refresh().catch(() => {}))
  return group('視訊診療授權', pending, row(button('病人同意', decide(true)), button('病人拒絕', decide(false))))
}

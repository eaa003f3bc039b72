import type { Person } from '../../people/person.ts'

/** An alert about one order, in the words of the interface. */
export interface Alert {
  readonly oOrder: string
  readonly effect: string
  readonly mechanism: string
  readonly management: string
  readonly sub: readonly { readonly hospName: string; readonly funcDT: string; readonly ddiatC7Name: string }[]
}

/** 09 interaction, D duplicate, A allergy, R renal. */
export type AlertType = '09' | 'D' | 'A' | 'R'

const ELSEWHERE = '別家示範診所'
const ASPIRIN = ['AC37344100', 'AC373441G0', 'AC495361G0', 'AC42774100']
const NSAID = ['AC29812100', 'AC298121G0', 'AC22971100']
const RENALLY_CLEARED = ['AC36201100', 'AC362011G0', 'AC36204100', 'AC356651G0', ...NSAID]
const KIDNEY_FAILURE = /^N18/

/** Alerts of one type about the orders of a visit, from a few demonstration rules. `funcDT` is ROC yyyMMdd. */
export function alertsOf(type: AlertType, person: Person, orders: readonly string[], funcDT: string): readonly Alert[] {
  const origin = (drug: string) => [{ hospName: ELSEWHERE, funcDT, ddiatC7Name: drug }]
  const taken = [...person.currentDrugs, ...orders]
  switch (type) {
    case 'D':
      return orders
        .filter((order) => person.currentDrugs.includes(order))
        .map((oOrder) => alert(oOrder, '重複用藥', '病人仍有同一藥品的餘藥', '確認餘藥日數後再開立', origin(oOrder)))
    case 'A':
      return orders
        .filter((order) => person.allergies.includes(order))
        .map((oOrder) => alert(oOrder, '過敏反應', '健保卡登錄之藥物過敏', '避免使用', []))
    case 'R':
      return orders
        .filter((order) => RENALLY_CLEARED.includes(order) && isKidneyPatient(person))
        .map((oOrder) => alert(oOrder, '蓄積或腎功能惡化', '主要由腎臟排除', '避免使用或調整劑量', []))
    case '09':
      return orders
        .filter((order) => NSAID.includes(order) && taken.some((drug) => ASPIRIN.includes(drug)))
        .map((oOrder) =>
          alert(oOrder, '胃腸出血風險增加', '併用抗血小板藥與非類固醇抗發炎藥', '評估替代藥物', origin('AC37344100')),
        )
  }
}

function isKidneyPatient(person: Person): boolean {
  return person.criticalIllnesses.some(({ ciCode }) => KIDNEY_FAILURE.test(ciCode))
}

function alert(oOrder: string, effect: string, mechanism: string, management: string, sub: Alert['sub']): Alert {
  return { oOrder, effect, mechanism, management, sub }
}

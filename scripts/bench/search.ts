// With 200,000 patients: from a key in the patients' search to the painted list that answers it, in the real renderer; and the
// query behind it against a bare prepared statement over the same words.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { closeApp } from '../../e2e/fixtures/launch.ts'
import { screenKey } from '../../e2e/pages/screenKeys.ts'
import { initialsOf } from '../../main/domain/patient/nameInitials.ts'
import { openStore } from '../../main/store/openStore.ts'
import { nameReadings } from '../../main/store/patient/nameReadings.ts'
import { readPatientQuery } from '../../main/store/patient/patientQuery.ts'
import type { PatientRecord } from '../../main/store/patient/patientRecord.ts'
import { findPatients } from '../../main/store/patient/patientSearch.ts'
import { afterPrefix } from '../../main/store/patient/searchText.ts'
import { openConnection } from '../../main/store/sqliteConnection.ts'
import { syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { okValue } from '../../main/store/temporaryStore.ts'
import { isoToRoc } from '../../preload/contract/patient/rocDate.ts'
import { type BenchDesk, benchDesk } from './desks/desk.ts'
import { launchPage } from './measure/launchPage.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const patients = Number(process.argv[2] ?? 200_000)
const limitMs = 50
const ratioLimit = 3
const listed = 50
const rounds = 40

const surnames = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高蕭潘簡朱鍾彭游詹胡施沈']
const given = [
  ...'志明俊傑家豪淑芬美玲雅婷怡君承恩宥廷佩珊文彥建宏冠宇欣詩涵子軒品妍柏翰惠雯秀英麗華春花國榮金龍水木土火山川安示範例樣本測試',
]

const at = <Item>(list: readonly Item[], index: number): Item => {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('empty list')
  return item
}

/** People by the thousand: surnames as uneven as real ones, every day of ninety years, a telephone each. */
const person = (index: number): PatientRecord => {
  const year = 1936 + ((index * 7) % 90)
  const month = String(((index * 5) % 12) + 1).padStart(2, '0')
  const day = String(((index * 11) % 28) + 1).padStart(2, '0')
  const visitDay = String(((index * 13) % 28) + 1).padStart(2, '0')
  const surname = surnames[Math.floor((((index * 7919) % 1000) ** 2 / 1_000_000) * surnames.length)] ?? '陳'
  return syntheticPatient(index, {
    name: `${surname}${at(given, index * 31)}${at(given, Math.floor(index / 60) * 17 + index)}`,
    birthDate: `${year}-${month}-${day}`,
    phone: `09${String((index * 104_729) % 100_000_000).padStart(8, '0')}`,
    lastVisitOn:
      index % 3 === 0 ? null : `20${String(16 + (index % 11)).padStart(2, '0')}-0${(index % 9) + 1}-${visitDay}`,
  })
}

/** What a desk types of one patient: never the same text twice, because an answer is kept. */
const textsOf = (index: number): readonly string[] => {
  const { name, birthDate, phone, nationalId, chartNumber } = person(index * 1_009 + 17)
  const roc = isoToRoc(birthDate)
  const { pinyin, zhuyin } = initialsOf(name, nameReadings())
  return [
    name,
    name.slice(1),
    pinyin[0] ?? '',
    (zhuyin[0] ?? '').slice(0, 2 + (index % 2)),
    index % 2 === 0 ? roc : `${Number(roc.slice(0, 3))}/${Number(roc.slice(3, 5))}/${Number(roc.slice(5))}`,
    birthDate.slice(5).replace('-', ''),
    phone.slice(-4 - (index % 3)),
    index % 2 === 0 ? nationalId : nationalId.slice(-4),
    chartNumber,
  ]
}

/** Ours against one prepared statement over the first reading's range, with the rows of those it finds. */
const measureQueries = async ({ file, key }: BenchDesk): Promise<{ ours: number; bare: number }> => {
  const store = okValue(await openStore({ file, key }))
  const connection = openConnection({ file, key, readonly: true, nativeBinding: undefined, busyTimeoutMs: 1_000 })
  const statement = connection.prepare(
    `SELECT * FROM patient WHERE search_no IN
       (SELECT search_no FROM patient_word WHERE word >= ? AND word < ? ORDER BY last_visit DESC LIMIT ${listed})`,
  )
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const text of textsOf(round)) {
      const prefixes = readPatientQuery(text).words.map(({ prefix }) => prefix)
      const before = performance.now()
      for (const prefix of prefixes) statement.all(prefix, afterPrefix(prefix))
      const between = performance.now()
      await findPatients(store.db, text, listed)
      if (round === 0) continue
      bare.push(between - before)
      ours.push(performance.now() - between)
    }
  }
  connection.close()
  await store.close()
  const sum = (list: readonly number[]) => list.reduce((total, ms) => total + ms, 0) / list.length
  console.log(
    `query: ours mean ${sum(ours).toFixed(2)} ms, median ${median(ours).toFixed(2)}, p95 ${quantile(ours, 0.95).toFixed(2)}; ` +
      `bare mean ${sum(bare).toFixed(2)} ms, median ${median(bare).toFixed(2)}, p95 ${quantile(bare, 0.95).toFixed(2)}`,
  )
  return { ours: sum(ours), bare: sum(bare) }
}

/** Sets the page up to time each key: from its own time stamp until the frame is painted in which the list answers the whole text. */
const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    document.addEventListener(
      'input',
      ({ target, timeStamp }) => {
        if (!(target instanceof HTMLInputElement) || target.dataset.testid !== 'patients-search') return
        const text = target.value.trim()
        const isAnswered = (): boolean => {
          // A key that was overtaken by the next has no list of its own.
          if (target.value.trim() !== text) return true
          return document.querySelector<HTMLElement>('[data-answers]')?.dataset.answers === text
        }
        void window.paintClock.painted(isAnswered).then((at) => {
          if (at !== null && target.value.trim() === text) times.push(at - timeStamp)
        })
      },
      { capture: true },
    )
  })

const measureKeys = async (desk: BenchDesk): Promise<readonly number[]> => {
  const launched = await launchPage(desk)
  const { page } = launched
  await page.keyboard.press(screenKey('patients'))
  const box = page.getByTestId('patients-search')
  await box.waitFor()
  await watchKeys(page)
  const take = () => page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0))
  const values: number[] = []
  for (let round = 0; round < 8; round += 1) {
    for (const text of textsOf(1_000 + round)) {
      await box.fill('')
      await sleep(100)
      await take()
      for (const key of [...text]) {
        // A character that no key of this keyboard writes comes as an input method gives it.
        if (key < '\u0080') await page.keyboard.press(key === ' ' ? 'Space' : key)
        else await page.keyboard.insertText(key)
        await sleep(120)
      }
      const times = await take()
      // The first round warms the caches.
      if (round === 0) continue
      values.push(...times)
      if (round === 1) console.log(`${text}: ${times.map((ms) => ms.toFixed(0)).join(' ')} ms`)
    }
  }
  await closeApp(launched)
  return values
}

const startedAt = Date.now()
const desk = await benchDesk({ patients, person })
console.log(`${patients} patients written in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`)
const { ours, bare } = await measureQueries(desk)
const keys = await measureKeys(desk)
const p95 = quantile(keys, 0.95)
console.log(
  `key to painted list: median ${median(keys).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms over ${keys.length} keys`,
)
pronounce({
  name: 'search',
  value: p95,
  unit: 'ms',
  baseline: bare,
  ratio: ours / bare,
  limit: limitMs,
  pass: p95 <= limitMs && ours / bare <= ratioLimit,
})

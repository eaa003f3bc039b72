import { insert } from './main/store/patientRepository.ts'
import { findPatients } from './main/store/patientSearch.ts'
import { openConnection } from './main/store/sqliteConnection.ts'
import { syntheticPatient } from './main/store/syntheticRecords.ts'
import { openTemporaryStore } from './main/store/temporaryStore.ts'

const t = await openTemporaryStore()
const S = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高'],
  G = [...'志明俊傑家豪淑芬美玲雅婷怡君承恩宥廷佩珊文彥建宏冠宇欣怡詩涵子軒品妍柏翰']
const n = Number(process.argv[2])
const b = performance.now()
await t.must(async (tx) => {
  for (let i = 0; i < n; i++)
    await insert(
      tx,
      syntheticPatient(i, {
        name: S[i % 30]! + G[(i * 31) % 40]! + G[Math.floor(i / 30) % 40]!,
        lastVisitOn: `2026-0${1 + (i % 9)}-1${i % 10}`,
        phone: `09${String((i * 104729) % 100000000).padStart(8, '0')}`,
      }),
    )
})
console.log('insert', (performance.now() - b).toFixed(0))
const con = openConnection({ file: t.file, key: t.key, readonly: true, nativeBinding: undefined, busyTimeoutMs: 1000 })
const orig = con.prepare.bind(con)
for (const text of ['陳', '志明', 'lm', '0730105', '0105', 'A10001', '6789']) {
  for (let r = 0; r < 3; r++) {
    const s = performance.now()
    const f = await findPatients(t.store.db, text, 50)
    if (r == 2) console.log(text, f.length, (performance.now() - s).toFixed(1))
  }
}
const q = (sql: string, ...a: unknown[]) => {
  const st = orig(sql)
  st.all(...a)
  const s = performance.now()
  const r = st.all(...a)
  console.log(
    (performance.now() - s).toFixed(2),
    r.length,
    sql.slice(0, 90),
    '|',
    orig('EXPLAIN QUERY PLAN ' + sql)
      .all(...a)
      .map((x: any) => x.detail)
      .join(' ; '),
  )
}
q(`select id from patient where chart_number in (?,?) order by last_visit_on desc limit 50`, '1', '0000001')
q(`select id from patient where name_search = ? order by last_visit_on desc limit 50`, '志明')
q(`select id from patient where words_edition = 0 limit 1`)
q(
  `select search_no from patient_word where word >= ? and word < ? order by last_visit desc limit 50`,
  'n志明',
  'n志明\u{10ffff}',
)
const nos = Array.from({ length: 50 }, (_, i) => i + 1)
q(`select * from patient where (id in () or search_no in (${nos.map(() => '?').join(',')}))`, ...nos)
q(`select * from patient where (id in ('x') or search_no in (${nos.map(() => '?').join(',')}))`, ...nos)
q(`select * from patient where search_no in (${nos.map(() => '?').join(',')})`, ...nos)
con.close()
await t.dispose()

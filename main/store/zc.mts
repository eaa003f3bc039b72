import { openTemporaryStore } from './temporaryStore.ts'
import { openStore } from './openStore.ts'
import { search, seed } from './catalogRepository.ts'
import * as P from './patientRepository.ts'
import * as S from './syntheticRecords.ts'
import { insertRows } from './insertRows.ts'
import fs from 'node:fs'
import zlib from 'node:zlib'
const t = await openTemporaryStore()
const no = { dose: null, frequency: null, route: null, days: null }
const base = { billable: true, unit: '', unitPoints: null, usual: no, validFrom: '2025-01-01' as never, validTo: null }
const icd = zlib.gunzipSync(fs.readFileSync('/work/shared/data/icd-10-cm-2023-tw.tsv.gz')).toString().split('\n').slice(1).filter(Boolean).map(l => l.split('\t')).map(([code, b, en, zh]) => ({ ...base, code: code!, billable: b === '1', displayEn: en!, displayZh: zh! }))
const drugs = fs.readFileSync('/work/shared/data/nhi-drugs-2026-07.tsv', 'utf8').split('\n').slice(1).filter(Boolean).map(l => l.split('\t')).map(([code, n]) => ({ ...base, code: code!, displayEn: n!, displayZh: '' }))
const fees = new Map(fs.readFileSync('/work/shared/data/nhi-fee-schedule-2017-05.tsv', 'utf8').split('\n').slice(1).filter(Boolean).map(l => l.split('\t')).map((f) => [f[0]!, { ...base, code: f[0]!, displayEn: f[4]!, displayZh: f[5]!.slice(0, 400) }]))
console.log(icd[0], drugs.length, fees.size)
for (const [system, concepts] of [['icd-10-cm', icd], ['nhi-drug', drugs], ['nhi-procedure', [...fees.values()]]] as const) { const s = performance.now(); await t.must(tx => seed(tx, { system, edition: '1', concepts })); console.log('seed', system, concepts.length, (performance.now() - s).toFixed(0)) }
let s = performance.now(); await t.must(tx => seed(tx, { system: 'icd-10-cm', edition: '2', concepts: icd })); console.log('reseed', (performance.now() - s).toFixed(0))
s = performance.now(); for (let k = 0; k < 100; k++) await t.must(async tx => { await insertRows(tx, 'patient', Array.from({ length: 1000 }, (_, i) => { const p = S.syntheticPatient(k * 1000 + i, { lastVisitOn: `2026-0${1 + i % 9}-11` }); return { id: p.id, national_id: p.nationalId, name: p.name, name_search: p.name, birth_date: p.birthDate, sex: p.sex, nhi_card_number: null, chart_number: p.chartNumber, allergies: '[]', note: '', created_at: 1, updated_at: 1, last_visit_on: p.lastVisitOn } })) }); console.log('patients', (performance.now() - s).toFixed(0))
await t.store.close()
const r = await openStore({ file: t.file, key: t.key }); if (!r.ok) throw new Error()
const db = r.value.db
for (const q of ['高血壓', '糖尿病', 'E11', 'J06.9', 'hyper', '右側骨折', 'initial encounter', 'a', 'a e', '後續照護 右', '之', 'zzzz', '感']) { const o = []; for (let i = 0; i < 3; i++) { const s = performance.now(); var f = await search(db, { systems: ['icd-10-cm'], text: q, day: '2026-01-01', limit: 20 }); o.push((performance.now() - s).toFixed(1)) } console.log('icd', q, o.join(' '), f!.length, f![0]?.code, f![0]?.displayZh, '|', f![1]?.code, f![1]?.displayZh) }
for (const q of ['amox', '500mg', 'tab 500', '抽血', '57017', 'a', '注射']) { const o = []; for (let i = 0; i < 3; i++) { const s = performance.now(); var f = await search(db, { systems: ['nhi-drug', 'nhi-procedure', 'nhi-material'], text: q, day: '2026-01-01', limit: 20 }); o.push((performance.now() - s).toFixed(1)) } console.log('order', q, o.join(' '), f!.length, f![0]?.code, f![0]?.displayZh || f![0]?.displayEn) }
for (const q of ['陳', '示安', '無此人', '0500312', 'A100', '77777', 'A1']) { const o = []; for (let i = 0; i < 3; i++) { const s = performance.now(); var g = await P.search(db, q, 20); o.push((performance.now() - s).toFixed(1)) } console.log('patient', q, o.join(' '), g!.length) }
await r.value.close(); await t.dispose()

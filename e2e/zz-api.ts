import { spawn } from 'node:child_process'
import { launchApp, closeApp } from './fixtures/launch.ts'
const sims = spawn(process.execPath, ['e2e/sims/run.ts','--state','/tmp/sims2'],{stdio:['pipe','pipe','ignore']})
const ready:any = await new Promise(r=>sims.stdout.on('data',(d:Buffer)=>{ const s=d.toString(); if(s.includes('ready')) r(JSON.parse(s))}))
const admin = async (path:string, body:any={})=>{const r=await fetch(ready.adminUrl+'/admin/'+path,{method:'POST',body:JSON.stringify(body),headers:{'content-type':'application/json'}}); const t=await r.text(); if(!r.ok) console.log(path,r.status,t); return t}
Object.assign(process.env, ready.env)
const l = await launchApp({ settingsFile: ready.settingsFile, dataDirectory: '/tmp/try-data2' })
const inv = async (name:string,input:any={})=>{const t=Date.now();const r:any=await l.page.evaluate(([n,i])=>(window as any).desk.invoke(n,i),[name,input] as const); console.log(name,Date.now()-t,'ms',r.ok?'ok':JSON.stringify(r.error)); return r.value}
await admin('cards/insert',{reader:'professional',card:'dr-wang'})
await l.page.waitForTimeout(800)
await inv('professional:verify-pin',{pin:'123456'})
await admin('cards/insert',{reader:'patient',card:'lin-adult'})
let card:any; for(let i=0;i<50;i++){card=await l.page.evaluate(()=>(window as any).desk.invoke('card:current',{})); if(['authenticated','fault','identified'].includes(card.value?.phase)) break; await l.page.waitForTimeout(100)}
console.log(JSON.stringify(card.value))
const opts=await inv('registration:options',{cardSessionId:card.value.sessionId,patientId:null})
const p=opts.proposed
const v=await inv('registration:register',{cardSessionId:card.value.sessionId,patientId:null,practitionerId:p.practitionerId,roomId:p.roomId,session:p.session,treatmentItem:p.treatmentItem,copaymentCode:p.copaymentCode,exceptionCode:null})
const id=v.encounterId
await inv('consultation:start',{encounterId:id})
const dx=await inv('catalog:search-diagnoses',{text:'J06.9',limit:5}); const drugs=await inv('catalog:search-orders',{text:'acetamin',limit:5}); const procs=await inv('catalog:search-orders',{text:'48011C',limit:5})
console.log(dx[0],drugs[0],procs[0])
const draft={encounterId:id,soap:{subjective:'喉嚨痛兩天',objective:'紅腫',assessment:'上呼吸道感染',plan:'多休息'},diagnoses:[{code:dx[0].code,nameZh:dx[0].nameZh,nameEn:dx[0].nameEn}],orders:[{kind:'drug',code:drugs[0].code,dose:1,frequency:'TID',route:'PO',days:3,quantity:null,site:''},{kind:'procedure',code:procs[0].code,dose:null,frequency:null,route:null,days:null,quantity:1,site:''}]}
const prev=await inv('pricing:preview',{encounterId:id,orders:draft.orders}); console.log(JSON.stringify(prev).slice(0,600))
const fin=await inv('consultation:finish',draft); console.log(fin.missing,fin.problems)
const closed=await inv('cashier:close',{encounterId:id,received:1000,exceptionCode:null}); console.log(JSON.stringify(closed?.uploads))
for(let i=0;i<40;i++){const d:any=await l.page.evaluate((i)=>(window as any).desk.invoke('visit:detail',{encounterId:i}),id); const s=d.value.uploads.map((u:any)=>u.target+':'+u.state+':'+u.lastCode+':'+JSON.stringify(u.fieldErrors)); console.log(i,s.join(' ')); if(d.value.uploads.every((u:any)=>u.state==='accepted'||u.state==='rejected'||u.state==='quarantined')) break; await l.page.waitForTimeout(1000)}
console.log('UNCAUGHT',l.uncaught, l.output.join('').slice(0,500))
await closeApp(l); sims.stdin.end(); sims.kill(); process.exit(0)

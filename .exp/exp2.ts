import { readFileSync } from 'node:fs'
import { createAnalyser } from '../src/domain/retrieval/analysis.ts'
import { bareForm } from '../src/domain/retrieval/normal-form.ts'
import { isStopWord } from '../src/domain/retrieval/stop-words.ts'
import { withNoise } from '../bench/retrieval/noise.ts'
const dir='/work/shared/corpus/search_de_xquad/'
const lines=(f:string)=>readFileSync(dir+f,'utf8').split('\n').filter(x=>x.trim()).map(x=>JSON.parse(x))
const docs=lines('docs.jsonl') as {id:string,title:string,text:string}[]
const queries=lines('queries.jsonl') as {query:string,relevant:string[]}[]
const analyse=createAnalyser()
const half=(id:string)=>docs.findIndex(d=>d.id===id)%2
type Bag=Map<string,number>
function bm25(bags:Bag[],k1:number,b:number){
  const df=new Map<string,number>();const len=bags.map(x=>[...x.values()].reduce((a,c)=>a+c,0));const avg=len.reduce((a,c)=>a+c,0)/len.length
  for(const bag of bags)for(const t of bag.keys())df.set(t,(df.get(t)??0)+1)
  const N=bags.length
  const idf=(t:string)=>Math.log(1+(N-(df.get(t)??0)+.5)/((df.get(t)??0)+.5))
  return {df,idf,score:(i:number,t:string)=>{const tf=bags[i]!.get(t)??0;return tf===0?0:idf(t)*tf*(k1+1)/(tf+k1*(1-b+b*len[i]!/avg))}}
}
const bagOf=(ts:string[])=>{const m:Bag=new Map();for(const t of ts)m.set(t,(m.get(t)??0)+1);return m}
const grams=(w:string,n:number)=>{const p='_'+w+'_';if(p.length<=n)return [p];return Array.from({length:p.length-n+1},(_,i)=>p.slice(i,i+n))}
function run(noise:number,seedOff=0){
  const texts=docs.map((d,i)=>withNoise(d.text,noise/100,i+seedOff))
  const words=texts.map(t=>analyse(t).words)
  const stems=bm25(words.map(w=>bagOf(w.map(x=>x.term))),1.2,.75)
  const G=[3,4,5].map(n=>bm25(words.map(w=>bagOf(w.flatMap(x=>isStopWord(x.spelling as never)?[]:grams(bareForm((x as any).spelling),n)))),1.2,.75))
  const vocab=[...stems.df.keys()]
  return {texts,words,stems,G,vocab}
}
function evaluate(name:string,score:(q:string)=>number[]){
  const out=[0,1].map(h=>{let r1=0,r5=0,r10=0,mrr=0,n=0
    for(const q of queries){ if(half(q.relevant[0]!)!==h)continue;n++
      const s=score(q.query);const rel=docs.findIndex(d=>d.id===q.relevant[0]);const rank=1+s.filter((x,i)=>x>s[rel]!||(x===s[rel]&&i<rel)).length
      if(s[rel]===0)continue
      r1+=+(rank<=1);r5+=+(rank<=5);r10+=+(rank<=10);mrr+=1/rank}
    return [r1/n,r5/n,r10/n,mrr/n].map(x=>x.toFixed(3)).join(' ')})
  console.log(name.padEnd(46),'tune',out[0],' | held',out[1])
}

const data=[0,5,10].map(n=>run(n))
// soft: best similarity per query word in docs
function evalAll(name:string,mk:(d:ReturnType<typeof run>)=>(q:string)=>number[]){
  const rows=data.map(d=>{const f=mk(d);return [0,1].map(h=>{let r1=0,mrr=0,n=0,r5=0,r10=0
    for(const q of queries){ if(half(q.relevant[0]!)!==h)continue;n++
      const s=f(q.query);const rel=docs.findIndex(d=>d.id===q.relevant[0]);const rank=1+s.filter((x,i)=>x>s[rel]!||(x===s[rel]&&i<rel)).length
      if(s[rel]===0)continue
      r1+=+(rank<=1);r5+=+(rank<=5);r10+=+(rank<=10);mrr+=1/rank}
    return [r1/n,r5/n,r10/n,mrr/n]})})
  const f=(h:number)=>rows.map(r=>r[h]!.map(x=>x.toFixed(3)).join(' ')).join(' / ')
  const avg=(h:number)=>(rows.reduce((a,r)=>a+r[h]![3]!,0)/3).toFixed(4)
  console.log(name.padEnd(40),avg(0),'|',avg(1),'   tune',f(0),'  held',f(1))
}
const qw=(q:string)=>analyse(q).words
const content=(q:string)=>{const w=qw(q);const c=w.filter(x=>!isStopWord((x as any).spelling));return c.length?c:w}
const sum=(a:number[])=>a.reduce((x,y)=>x+y,0)
const G4=new Map(data.map(d=>[d,new Map<string,ReturnType<typeof bm25>>()]))
function g4(d:any,k1:number,b:number,n=4,stop=false){const key=[k1,b,n,stop].join();let m=G4.get(d)!.get(key);if(!m){m=bm25(d.words.map((w:any)=>bagOf(w.flatMap((x:any)=>!stop&&isStopWord(x.spelling)?[]:grams(bareForm(x.spelling),n)))),k1,b);G4.get(d)!.set(key,m)}return m}
for(const k1 of [.6,1.2,2]) for(const b of [.4,.75]) evalAll(`g4 k1=${k1} b=${b}`,d=>{const G=g4(d,k1,b);return q=>{const g=content(q).flatMap(t=>grams(bareForm((t as any).spelling),4));return docs.map((_,i)=>sum(g.map(t=>G.score(i,t))))}})
evalAll('g4 binary',d=>{const G=g4(d,.01,0);return q=>{const g=content(q).flatMap(t=>grams(bareForm((t as any).spelling),4));return docs.map((_,i)=>sum(g.map(t=>G.score(i,t))))}})
for(const pw of [.5,1]) evalAll(`g4 per word norm ^${pw}`,d=>{const G=g4(d,1.2,.75);return q=>{const ws=content(q).map(t=>grams(bareForm((t as any).spelling),4));return docs.map((_,i)=>sum(ws.map(g=>sum(g.map(t=>G.score(i,t)))/Math.pow(g.length,pw))))}})
// window: best 60-word window by grams
evalAll('g4 + window idf coverage .3',d=>{const G=g4(d,1.2,.75);return q=>{const g=content(q).flatMap(t=>grams(bareForm((t as any).spelling),4));const set=new Set(g)
  return docs.map((_,i)=>{const base=sum(g.map(t=>G.score(i,t)));const W=d.words[i]!;const per=W.map(w=>isStopWord((w as any).spelling)?[]:grams(bareForm((w as any).spelling),4).filter(x=>set.has(x)))
   let best=0;for(let s=0;s<W.length;s+=8){const seen=new Set(per.slice(s,s+25).flat());let v=0;for(const t of seen)v+=G.idf(t);best=Math.max(best,v)}return base+.3*best})}})
evalAll('g4 + window idf coverage 1',d=>{const G=g4(d,1.2,.75);return q=>{const g=content(q).flatMap(t=>grams(bareForm((t as any).spelling),4));const set=new Set(g)
  return docs.map((_,i)=>{const base=sum(g.map(t=>G.score(i,t)));const W=d.words[i]!;const per=W.map(w=>isStopWord((w as any).spelling)?[]:grams(bareForm((w as any).spelling),4).filter(x=>set.has(x)))
   let best=0;for(let s=0;s<W.length;s+=8){const seen=new Set(per.slice(s,s+25).flat());let v=0;for(const t of seen)v+=G.idf(t);best=Math.max(best,v)}return base+1*best})}})
// mix 3,4,5
evalAll('g3+g4+g5',d=>{const Gs=[3,4,5].map(n=>g4(d,1.2,.75,n));return q=>{const w=content(q).map(t=>bareForm((t as any).spelling));return docs.map((_,i)=>sum([3,4,5].map((n,k)=>sum(w.flatMap(x=>grams(x,n)).map(t=>Gs[k]!.score(i,t))))))}})
evalAll('g4 with stopwords',d=>{const G=g4(d,1.2,.75,4,true);return q=>{const g=qw(q).flatMap(t=>grams(bareForm((t as any).spelling),4));return docs.map((_,i)=>sum(g.map(t=>G.score(i,t))))}})
for(const m of [.2,.5,1]) evalAll(`g4 + ${m}*stems all`,d=>{const G=g4(d,1.2,.75);return q=>{const w=qw(q),g=content(q).flatMap(t=>grams(bareForm((t as any).spelling),4));return docs.map((_,i)=>sum(g.map(t=>G.score(i,t)))+m*sum(w.map(t=>d.stems.score(i,t.term))))}})
for(const m of [1,2,4]) evalAll(`g4 + ${m}*stem bigrams`,d=>{const G=g4(d,1.2,.75);const B=bm25(d.words.map(w=>{const c=w.filter(x=>!isStopWord((x as any).spelling)).map(x=>x.term);return bagOf(c.slice(1).map((x,i)=>c[i]+' '+x))}),1.2,.75);return q=>{const c=content(q);const g=c.flatMap(t=>grams(bareForm((t as any).spelling),4));const bi=c.slice(1).map((x,i)=>c[i]!.term+' '+x.term);return docs.map((_,i)=>sum(g.map(t=>G.score(i,t)))+m*sum(bi.map(t=>B.score(i,t))))}})

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
for(const noise of [0,5,10]){
  const {words,stems,G,vocab}=run(noise)
  console.log('noise',noise)
  const qw=(q:string)=>analyse(q).words
  const content=(q:string)=>{const w=qw(q);const c=w.filter(x=>!isStopWord((x as any).spelling));return c.length?c:w}
  const S=(q:string,f:(i:number)=>number)=>docs.map((_,i)=>f(i))
  evaluate('stems all',q=>{const w=qw(q);return S(q,i=>w.reduce((a,t)=>a+stems.score(i,t.term),0))})
  evaluate('stems content',q=>{const w=content(q);return S(q,i=>w.reduce((a,t)=>a+stems.score(i,t.term),0))})
  for(const [k,n] of [3,4,5].entries()) evaluate(`grams ${n}`,q=>{const w=content(q).flatMap(t=>grams(bareForm((t as any).spelling),n));return S(q,i=>w.reduce((a,t)=>a+G[k]!.score(i,t),0))})
  for(const [k,n] of [3,4,5].entries()) for(const m of [.1,.2,.4,.8]) evaluate(`stems+${m}*grams ${n}`,q=>{const w=content(q);const g=w.flatMap(t=>grams(bareForm((t as any).spelling),n));return S(q,i=>w.reduce((a,t)=>a+stems.score(i,t.term),0)+m*g.reduce((a,t)=>a+G[k]!.score(i,t),0))})
}

import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchSummary, BatchView, ReceivedScans } from '../../src/contract/batches.ts'
import { CheckedClosing, ClosingPreview, DayClosing } from '../../src/contract/day-closings.ts'
import { ItemView } from '../../src/contract/incoming-items.ts'
import { ReceiptGaps } from '../../src/contract/mail-register.ts'
import { EditedSplitPlan, SplitPlanView } from '../../src/contract/split-plan.ts'
import { startPatience } from '../support/patience.ts'
import { makeTemplate, type Running, type Template } from './harness/installation.ts'
import { accountOf, composeDay, fileOf, scanOf, type DayStack } from './harness/mailroom-day.ts'
import { allItems, type Items } from './harness/oracle.ts'
import { outlive, type Outliving } from './harness/outliving.ts'
import { randomFrom } from './harness/random.ts'
import { isCrash } from './harness/recover.ts'
import { pause } from './harness/watch.ts'

const LETTERS = Number(process.env['FAULT_LETTERS'] ?? 8)
const KILLS = Number(process.env['FAULT_KILLS'] ?? 2)
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_130)
const SIDE_BY_SIDE = 4
/** Spans in which a kill hits a step, from runs on two cores. */
const STEP_MS = 150
const READ_MS = 4_000
const LOOK_MS = 250
/** Without any progress, on an idle machine. */
const STANDSTILL_MS = 120_000

describe('a day in the mailroom', function () {
  this.timeout(3_600_000)
  const directory = mkdtempSync(join(tmpdir(), 'poststelle-day-'))
  const random = randomFrom(SEED)
  const day = composeDay(LETTERS, random)
  const letters = [...day.singles, ...day.stacks.flatMap((stack) => stack.letters)]
  const pages = letters.reduce((sum, { marks }) => sum + marks.length, 0)
  let template: Template
  let house: Outliving

  before(async function () {
    template = await makeTemplate()
    const storageDir = join(directory, 'storage')
    template.copyTo(storageDir)
    house = await outlive(storageDir)
  })
  after(async function () {
    await house[Symbol.asyncDispose]()
    template[Symbol.dispose]()
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  })

  it(`balances to the last page: ${LETTERS} letters with ${pages} pages, ${KILLS} times killed (seed ${SEED})`, async function () {
    const [handingIn, reading, sendingOut] = thirds(KILLS)
    const batchIds = await handIn(handingIn)
    await divide(batchIds, reading)
    await whenRead()
    for (const [index, batchId] of batchIds.entries()) await balance(batchId, day.stacks[index])
    await sendOut(sendingOut)
    expect(house.cuts).to.equal(KILLS)
    await everyLetterIsThere()
    await closeDay()
  })

  /** Everybody puts in their post at the same time: stacks at the scanner, single letters at the counter. */
  async function handIn(kills: number): Promise<string[]> {
    const sheet = await house.insist(sheetOf)
    const batchIds: string[] = []
    const stacks = day.stacks.map((stack, index) => async () => {
      const bytes = await scanOf(stack, sheet)
      const batch = await house.insist(({ client }) => openBatch(client, stack))
      const { scans } = await house.insist((running) => handInScan(running, batch.id, stack.name, bytes))
      expect(scans).to.have.length(1)
      batchIds[index] = batch.id
    })
    const singles = day.singles.map((letter, index) => async () => {
      const file = { name: `einzeln-${index + 1}.pdf`, bytes: await fileOf(letter) }
      await house.insist(async ({ client }) => {
        const key = { 'idempotency-key': file.name }
        const answer = await client.upload([file], { channel: index % 2 === 0 ? 'counter' : 'fax' }, key)
        if (!answer.ok) throw new Error(`${file.name}: ${answer.status} ${await answer.text()}`)
      })
    })
    await sideBySide([...stacks, ...singles], kills)
    return batchIds
  }

  /** Waits until every scan is cut into its letters; the power fails while pages are read and while letters are cut out. */
  async function divide(batchIds: readonly string[], kills: number): Promise<void> {
    const open = new Set(batchIds)
    let left = kills
    let patience = startPatience(STANDSTILL_MS)
    while (open.size > 0) {
      if (left > 0) {
        await pause(random.fraction() * READ_MS)
        await house.cutPower()
        left -= 1
      }
      const before = open.size
      for (const batchId of open) {
        const { scans } = await house.insist(({ client }) =>
          client.json(BatchView, 'GET', `/batches/${batchId}`),
        )
        for (const { itemId, phase } of scans) if (phase === 'open') await lookThrough(itemId)
        if (scans.every(({ phase }) => phase === 'split')) open.delete(batchId)
      }
      if (open.size < before) patience = startPatience(STANDSTILL_MS)
      if (patience.isOver()) throw new Error(`${open.size} stacks are not divided.`)
      await pause(LOOK_MS)
    }
  }

  /** What the machine asks about is as the machine has proposed it: nothing here is unreadable. */
  async function lookThrough(itemId: string): Promise<void> {
    await house.insist(async ({ client }) => {
      const path = `/incoming-items/${itemId}/split-plan`
      const plan = await client.json(SplitPlanView, 'GET', path)
      if (plan.phase !== 'open') return
      const edits = plan.stops.map(({ page }) => ({ kind: 'settle', page }))
      const { version } =
        edits.length === 0
          ? plan
          : await client.json(EditedSplitPlan, 'PATCH', path, {
              body: { edits },
              headers: { 'if-match': `"${plan.version}"` },
            })
      await client.json(SplitPlanView, 'POST', `${path}/confirm`, {
        body: {},
        headers: { 'if-match': `"${version}"` },
      })
    })
  }

  /** One whose reader was killed too often may ask for a person, once. */
  async function whenRead(): Promise<void> {
    const { client } = house.running
    const retried = new Set<string>()
    let waiting = LETTERS
    let patience = startPatience(STANDSTILL_MS)
    while (waiting > 0) {
      const items = await allItems(client)
      const open = items.filter(({ processing }) => processing.state !== 'done')
      for (const item of open.filter(({ processing }) => processing.state === 'needs-attention')) {
        if (!isCrash(item) || retried.has(item.id))
          throw new Error(`The letter ${item.id} is ${JSON.stringify(item.processing)}`)
        retried.add(item.id)
        await client.json(ItemView, 'POST', `/incoming-items/${item.id}/retry`)
      }
      const left = open.length + (LETTERS - items.length)
      if (left < waiting) patience = startPatience(STANDSTILL_MS)
      waiting = left
      if (patience.isOver())
        throw new Error(`${waiting} letters are not read: ${JSON.stringify(open[0]?.processing)}`)
      await pause(LOOK_MS)
    }
  }

  async function balance(batchId: string, stack: DayStack | undefined): Promise<void> {
    if (stack === undefined) throw new Error(`The batch ${batchId} was never composed.`)
    const { ledger } = await house.insist(({ client }) =>
      client.json(BatchView, 'GET', `/batches/${batchId}`),
    )
    expect(ledger, stack.name).to.include({ ...accountOf(stack), removed: 0 })
    expect(ledger.differences, stack.name).to.deep.equal([])
    const closed = await house.insist(({ client }) =>
      client.json(BatchSummary, 'POST', `/batches/${batchId}/close`, { body: {} }),
    )
    expect(closed.state, stack.name).to.equal('balanced')
  }

  async function sendOut(kills: number): Promise<void> {
    const items = await house.insist(({ client }) => allItems(client))
    const steps = items.map(({ id }) => async () => {
      await house.insist(async ({ client }) => {
        const { state } = await client.json(ItemView, 'GET', `/incoming-items/${id}`)
        if (state === 'routed') return
        const body = { target: { orgUnitId: template.unitId }, index: { subject: 'Auskunft' } }
        await client.json(ItemView, 'POST', `/incoming-items/${id}/confirm`, { body })
      })
    })
    await sideBySide(steps, kills)
  }

  /** Each letter is one item with its own pages in their order, and nothing else is there. */
  async function everyLetterIsThere(): Promise<void> {
    const { client } = house.running
    const items = await allItems(client)
    const found: string[] = []
    await sideBySide(items.map((item) => async () => void found.push(await marksIn(client, item))))
    const composed = letters.map(({ marks }) => marks.join(' '))
    expect(found.sort()).to.deep.equal(composed.sort())
  }

  async function closeDay(): Promise<void> {
    const { client } = house.running
    const { counts, waiting, batches } = await client.json(ClosingPreview, 'GET', '/day-closings/preview')
    expect({ waiting, batches }).to.deep.equal({ waiting: [], batches: [] })
    expect(counts).to.include({ items: LETTERS, waiting: 0, openBatches: 0, unbalancedBatches: 0 })
    const closing = await client.json(DayClosing, 'POST', '/day-closings', { body: {}, expect: 201 })
    expect(closing.counts.items).to.equal(LETTERS)
    const { matches } = await client.json(CheckedClosing, 'GET', `/day-closings/${closing.id}`)
    expect(matches).to.equal(true)
    const { count, gaps } = await client.json(ReceiptGaps, 'GET', '/mail-register/gaps')
    expect({ count, gaps }).to.deep.equal({ count: LETTERS, gaps: [] })
  }

  /** Some at a time; the power fails during as many of them as are wanted. */
  async function sideBySide(steps: readonly (() => Promise<void>)[], kills = 0): Promise<void> {
    const unharmed = [...steps.keys()]
    const killed = new Set(
      Array.from({ length: kills }, () => unharmed.splice(random.between(0, unharmed.length - 1), 1)[0]),
    )
    const waiting = steps.entries()
    const work = async (): Promise<void> => {
      for (const [index, step] of waiting) {
        const cut = killed.has(index) ? pause(random.fraction() * STEP_MS).then(house.cutPower) : undefined
        await Promise.all([step(), cut])
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  }
})

type Client = Running['client']

/** As even as it goes, the first ones first. */
function thirds(count: number): [number, number, number] {
  return [Math.ceil(count / 3), Math.ceil((count - 1) / 3), Math.ceil((count - 2) / 3)]
}

async function sheetOf({ client }: Running): Promise<Uint8Array> {
  const answer = await client.request('GET', '/separator-sheets/sheets.pdf')
  if (!answer.ok) throw new Error(`The sheets: ${answer.status} ${await answer.text()}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** 201 at the first time, 200 when an answer got lost and it is asked again. */
async function openBatch(client: Client, stack: DayStack): Promise<BatchSummary> {
  const { images, letters } = accountOf(stack)
  const body = { announcedPages: images, announcedPieces: letters, byContent: false, dividesAlone: true }
  const headers = { 'idempotency-key': stack.name }
  const answer = await client.request('POST', '/batches', { body, headers })
  if (!answer.ok) throw new Error(`${stack.name}: ${answer.status} ${await answer.text()}`)
  return BatchSummary.parse(await answer.json())
}

async function handInScan(
  { product, client }: Running,
  batchId: string,
  name: string,
  bytes: Uint8Array,
): Promise<ReceivedScans> {
  const form = new FormData()
  form.append('files', new Blob([new Uint8Array(bytes)]), `${name}.pdf`)
  const url = `${product.url}/api/v1/batches/${batchId}/scans`
  const answer = await fetch(url, { method: 'POST', headers: { cookie: client.cookie }, body: form })
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
  return ReceivedScans.parse(await answer.json())
}

async function marksIn(client: Client, { documents }: Items[number]): Promise<string> {
  const answer = await client.request('GET', `/documents/${documents[0]?.id ?? ''}/text`)
  const text = await answer.text()
  return text
    .split('\f')
    .map((page) => /Schreiben\d+Seite\d+/.exec(page)?.[0] ?? '(no mark)')
    .join(' ')
}

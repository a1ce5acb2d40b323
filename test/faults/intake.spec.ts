import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { JobPage } from '../../src/contract/operation.ts'
import { signIn, type ApiClient } from '../support/client.ts'
import {
  blackPng,
  brokenPdf,
  encryptedPdf,
  enormousPagePdf,
  nestedPagesPdf,
  truncatedPng,
} from '../support/hostile-files.ts'
import { ADMIN_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { randomFrom } from './harness/random.ts'

const LETTER = readFileSync(new URL('../../src/demo/letters/06-bewerbung-verwaltung.pdf', import.meta.url))
const GOOD = Number(process.env['FAULT_GOOD'] ?? 6)
const POISON = Number(process.env['FAULT_POISON'] ?? 6)
const ABORTED = Number(process.env['FAULT_ABORTED'] ?? 20)
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_122)

const POISONS = [
  { bytes: brokenPdf(), reason: 'document-damaged' },
  { bytes: encryptedPdf(), reason: 'document-encrypted' },
  { bytes: nestedPagesPdf(9), reason: 'document-damaged' },
  { bytes: enormousPagePdf(), reason: 'document-limits' },
  { bytes: blackPng(20_000, 20_000), reason: 'document-limits' },
  { bytes: truncatedPng(), reason: 'document-damaged' },
] as const

interface Poison {
  readonly bytes: Uint8Array
  /** Why it is parked; absent for a good letter. */
  readonly reason: string | undefined
}

const BOUNDARY = 'end-of-part'
const BODY = Buffer.concat([
  Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n`),
  LETTER,
  Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
])

const Created = z.looseObject({ id: z.string(), documents: z.array(z.looseObject({ id: z.string() })) })

function marked(bytes: Uint8Array, mark: string): Buffer {
  return Buffer.concat([bytes, Buffer.from(`\n%${mark}\n`)])
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Sends so many bytes of a body, then ends the connection without a word. */
function breakOffAfter(url: string, cookie: string, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const headers = [
      'POST /api/v1/incoming-items HTTP/1.1',
      'Host: x',
      `Cookie: ${cookie}`,
      'Sec-Fetch-Site: same-origin',
      `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
      `Content-Length: ${BODY.length}`,
    ].join('\r\n')
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      resolve()
    })
    socket.write(`${headers}\r\n\r\n`)
    socket.write(BODY.subarray(0, bytes), () => socket.destroy())
  })
}

describe('intake under bad conditions', function () {
  this.timeout(600_000)
  let product: Product
  let client: ApiClient

  before(async function () {
    product = await startProduct({ environment: { DEMO_DATA: 'false' } })
    client = await signIn(product.url, 'admin', ADMIN_PASSWORD)
    const scan = { username: 'scan', displayName: 'Scan', roles: ['mailroom'], orgUnitIds: [] }
    await client.request('POST', '/users', { body: { ...scan, password: ADMIN_PASSWORD } })
    client = await signIn(product.url, 'scan', ADMIN_PASSWORD)
  })
  after(async function () {
    await product[Symbol.asyncDispose]()
  })

  it(`parks ${POISON} poisonous files with their reasons and reads the ${GOOD} good ones among them`, async function () {
    const random = randomFrom(SEED)
    const files = [
      ...Array.from({ length: GOOD }, (_, index) => ({
        bytes: marked(LETTER, `${index}`),
        reason: undefined,
      })),
      ...Array.from({ length: POISON }, (_, index) => POISONS[index % POISONS.length] ?? POISONS[0]),
    ]
      .map((file) => ({ ...file, place: random.fraction() }))
      .sort((left, right) => left.place - right.place)
    const taken: (Poison & z.infer<typeof Created>)[] = []
    for (const { bytes, reason } of files) {
      const response = await client.upload([{ name: 'brief', bytes }])
      expect(response.status, await response.clone().text()).to.equal(201)
      taken.push({ bytes, reason, ...Created.parse(await response.json()) })
    }
    for (const { id, documents, bytes, reason } of taken) {
      const { processing } = await client.processed(id, 300_000)
      if (reason === undefined) expect(processing.state).to.equal('done')
      else expect(processing).to.include({ state: 'needs-attention', reason })
      const original = await client.request('GET', `/documents/${documents[0]?.id ?? ''}/original`)
      expect(sha256(Buffer.from(await original.arrayBuffer()))).to.equal(sha256(bytes))
    }
    const parked = await client.json(JobPage, 'GET', '/jobs?state=parked&limit=200')
    expect(parked.items).to.have.length(POISON)
    for (const { attempt } of parked.items) expect(attempt).to.be.within(1, 3)
  })

  it(`leaves nothing of ${ABORTED} uploads that break off at any byte (seed ${SEED})`, async function () {
    const random = randomFrom(SEED, 1)
    const whole = await fetch(`${product.url}/api/v1/incoming-items`, {
      method: 'POST',
      headers: { cookie: client.cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: Uint8Array.from(BODY),
    })
    expect(whole.status, 'the same body is taken when it comes to its end').to.equal(201)
    const before = (await client.items('?limit=200')).items.length
    const bytesOf = Array.from({ length: ABORTED }, () => random.between(0, BODY.length - 1))
    await Promise.all(bytesOf.map((bytes) => breakOffAfter(product.url, client.cookie, bytes)))
    const staged = (): string[] => readdirSync(join(product.storageDir, 'tmp'))
    for (let round = 0; round < 300 && staged().length > 0; round += 1) await pause(100)
    expect(staged()).to.deep.equal([])
    expect((await client.items('?limit=200')).items).to.have.length(before)
  })

  it('makes one item of fifty requests with one key, and knows the answer after a restart', async function () {
    const bytes = marked(LETTER, 'one key')
    const headers = { 'idempotency-key': 'fifty' }
    const send = (key = headers, content = bytes): Promise<Response> =>
      client.upload([{ name: 'a.pdf', bytes: content }], {}, key)
    const answers = await Promise.all(Array.from({ length: 50 }, () => send()))
    expect(answers.filter(({ status }) => status === 201)).to.have.length(1)
    for (const { status } of answers) expect([200, 201, 409, 503]).to.include(status)
    const { id } = Created.parse(await answers.find(({ status }) => status === 201)?.json())
    expect((await send(headers, marked(LETTER, 'another body'))).status).to.equal(422)

    const uploads = Array.from({ length: 8 }, (_, index) =>
      client.upload([{ name: `${index}.pdf`, bytes: marked(LETTER, `stop ${index}`) }]).then(
        async (response) => (response.status === 201 ? Created.parse(await response.json()).id : undefined),
        () => undefined,
      ),
    )
    await pause(50)
    const { storageDir } = product
    await product.stop()
    const acknowledged = (await Promise.all(uploads)).filter((itemId) => itemId !== undefined)
    product = await startProduct({ storageDir, environment: { DEMO_DATA: 'false' } })
    client = await signIn(product.url, 'scan', ADMIN_PASSWORD)

    const replayed = await send()
    expect(replayed.status).to.equal(200)
    expect(replayed.headers.get('idempotency-replayed')).to.equal('true')
    expect(Created.parse(await replayed.json()).id).to.equal(id)
    const known = new Set((await client.items('?limit=200')).items.map((item) => item.id))
    for (const itemId of acknowledged) expect(known.has(itemId)).to.equal(true)
  })
})

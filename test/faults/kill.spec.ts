import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { AuditVerification } from '../../src/contract/operation.ts'
import { signIn, type ApiClient } from '../support/client.ts'
import { ADMIN_PASSWORD, startProduct } from '../support/product.ts'

const LETTER = readFileSync(new URL('../../src/demo/letters/02-einspruch-bussgeld.pdf', import.meta.url))
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 3)
const UPLOADS_A_ROUND = 6
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_122)

const Created = z.looseObject({ id: z.string(), documents: z.array(z.looseObject({ id: z.string() })) })

/** A small reproducible generator (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Acknowledged {
  readonly itemId: string
  readonly documentId: string
  readonly sha256: string
}

describe('kill -9 at seeded moments', function () {
  this.timeout(300_000)
  const storageDir = mkdtempSync(join(tmpdir(), 'poststelle-kill-'))
  after(function () {
    rmSync(storageDir, { recursive: true, force: true })
  })

  it(`loses nothing that was acknowledged, leaves nothing half (seed ${SEED})`, async function () {
    const random = randomFrom(SEED)
    const acknowledged: Acknowledged[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const product = await startProduct({ storageDir, environment: { DEMO_DATA: 'false' } })
      const client = await signIn(product.url, 'admin', ADMIN_PASSWORD)
      const uploads = Promise.allSettled(
        Array.from({ length: UPLOADS_A_ROUND }, (_, index) =>
          uploadDistinct(client, `${round}-${index}`, acknowledged),
        ),
      )
      await new Promise((resolve) => setTimeout(resolve, random() * 1_500))
      await product.kill()
      await uploads
    }
    await expectAllThere(storageDir, acknowledged)
  })
})

/** Bytes differ by a comment behind the end of the file, so that each upload has its own hash. */
async function uploadDistinct(client: ApiClient, mark: string, acknowledged: Acknowledged[]): Promise<void> {
  const bytes = Buffer.concat([LETTER, Buffer.from(`\n%${mark}\n`)])
  const headers = { 'idempotency-key': `kill-${mark}` }
  const response = await client.upload([{ name: `${mark}.pdf`, bytes }], {}, headers)
  if (response.status !== 201) return
  const { id, documents } = Created.parse(await response.json())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  acknowledged.push({ itemId: id, documentId: documents[0]?.id ?? '', sha256 })
}

async function expectAllThere(storageDir: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  await using product = await startProduct({ storageDir, environment: { DEMO_DATA: 'false' } })
  const client = await signIn(product.url, 'admin', ADMIN_PASSWORD)
  const { items } = await client.items('?limit=200')
  expect(acknowledged.length).to.be.greaterThan(0)
  for (const { itemId, documentId, sha256 } of acknowledged) {
    const item = await client.processed(itemId, 120_000)
    expect(item.processing.state).to.equal('done')
    const original = await client.request('GET', `/documents/${documentId}/original`)
    const bytes = Buffer.from(await original.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).to.equal(sha256)
  }
  const serials = items.map((item) => Number(item.receiptNumber.split('-').at(-1))).sort((a, b) => a - b)
  expect(serials).to.deep.equal(serials.map((_, index) => index + 1))
  const audit = await client.json(AuditVerification, 'GET', '/audit/verify')
  expect(audit.ok).to.equal(true)
}

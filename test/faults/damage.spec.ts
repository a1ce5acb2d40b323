import { expect } from 'chai'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinoLogger } from '../../src/adapters/pino/log.ts'
import { openPlatform, type Platform } from '../../src/compose.ts'
import { readConfig } from '../../src/config/config.ts'
import { systemActor, type Actor } from '../../src/domain/access/actor.ts'
import type { StoredDocument } from '../../src/domain/intake/document.ts'
import type { Finding } from '../../src/domain/integrity/finding.ts'
import { createFoundTenant } from '../../src/usecases/access/found-tenant.ts'
import { createReceiveItem } from '../../src/usecases/intake/receive-item.ts'
import { createRequestScan } from '../../src/usecases/integrity/request-scan.ts'
import { createRunScan } from '../../src/usecases/integrity/run-scan.ts'
import { upload } from '../unit/usecases/support/mailroom.ts'
import { randomFrom } from './harness/random.ts'

const OBJECTS = Number(process.env['FAULT_OBJECTS'] ?? 100)
const OBJECTS_AN_ITEM = 50
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_122)

const signal = new AbortController().signal

describe('damage behind the back of the product', function () {
  this.timeout(600_000)
  const storageDir = mkdtempSync(join(tmpdir(), 'poststelle-damage-'))
  let house: Platform
  let machine: Actor
  let documents: readonly StoredDocument[]

  before(async function () {
    const fail = (error: Error): void => {
      throw error
    }
    const silent = createPinoLogger({ level: 'silent' })
    house = await openPlatform(readConfig({ STORAGE_DIR: storageDir }), silent, { stopping: signal, fail })
    const tenant = { name: 'Musterstadt', slug: 'musterstadt', receiptPrefix: 'MU' }
    await createFoundTenant(house)({ ...tenant, adminPassword: 'a password for tests only' }, signal)
    machine = systemActor((await house.tenants.all(signal))[0]?.id ?? '', 'r')
    documents = await handedIn()
  })
  after(async function () {
    await house.close()
    rmSync(storageDir, { recursive: true, force: true })
  })

  async function handedIn(): Promise<StoredDocument[]> {
    const all: StoredDocument[] = []
    while (all.length < OBJECTS) {
      const count = Math.min(OBJECTS_AN_ITEM, OBJECTS - all.length)
      const files = Array.from({ length: count }, (_, index) => upload(`letter ${all.length + index}`))
      const taken = await createReceiveItem(house)(machine, { files, channel: 'letter' }, signal)
      all.push(...taken.documents)
    }
    return all
  }

  function pathOf({ original }: StoredDocument): string {
    return join(storageDir, 'objects', original.key)
  }

  function rewrite(document: StoredDocument, change: (bytes: Buffer) => Uint8Array): void {
    chmodSync(pathOf(document), 0o600)
    writeFileSync(pathOf(document), change(readFileSync(pathOf(document))))
  }

  async function findingsOfScan(): Promise<readonly Finding[]> {
    const { id } = await createRequestScan(house)(machine, signal)
    const claimed = await house.integrityStore.claimScan(60_000, signal)
    if (claimed === undefined) throw new Error('The scan is not there.')
    await createRunScan({ ...house, pace: { wait: () => Promise.resolve() } })(claimed, signal)
    return (await house.integrityStore.findScan(machine, id, signal))?.findings ?? []
  }

  it(`is named exactly: one flipped, cut, deleted and two swapped of ${OBJECTS} objects (seed ${SEED})`, async function () {
    expect(await findingsOfScan()).to.deep.equal([])
    const random = randomFrom(SEED)
    const [flipped, cut, gone, one, other] = documents
      .map((document) => ({ document, place: random.fraction() }))
      .sort((left, right) => left.place - right.place)
      .map(({ document }) => document)
    if (!flipped || !cut || !gone || !one || !other) throw new Error('There are too few objects.')
    rewrite(flipped, (bytes) => {
      const at = random.between(0, bytes.length - 1)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7))
      return bytes
    })
    rewrite(cut, (bytes) => bytes.subarray(0, random.between(0, bytes.length - 1)))
    rmSync(pathOf(gone), { force: true })
    const bytesOfOne = readFileSync(pathOf(one))
    rewrite(one, () => readFileSync(pathOf(other)))
    rewrite(other, () => bytesOfOne)

    const named = (await findingsOfScan()).map(({ kind, documentId }) => `${kind} ${documentId ?? ''}`)
    expect(named).to.have.members([
      `altered ${flipped.id}`,
      `truncated ${cut.id}`,
      `missing ${gone.id}`,
      `swapped ${one.id}`,
      `swapped ${other.id}`,
    ])
  })
})

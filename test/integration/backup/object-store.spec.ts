import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinoLogger } from '../../../src/adapters/pino/log.ts'
import { checkBackup, makeBackup, putBack } from '../../../src/compose-backup.ts'
import { checkRecords } from '../../../src/compose-fsck.ts'
import { openPlatform, type Platform } from '../../../src/compose.ts'
import { readConfig, type Config } from '../../../src/config/config.ts'
import { systemActor, type Actor } from '../../../src/domain/access/actor.ts'
import { createFoundTenant } from '../../../src/usecases/access/found-tenant.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { FAKE_S3_ACCOUNT, startFakeS3, type FakeS3 } from '../../support/fake-s3.ts'
import { startTestServer } from '../../support/mongo.ts'
import { skipUnless } from '../../support/skip.ts'
import { isSwiftInstalled, startSwiftServer, SWIFT_PACKAGES } from '../../support/swift-server.ts'
import { upload } from '../../unit/usecases/support/mailroom.ts'

const signal = new AbortController().signal
const KEY = 'a key for the anchors of tests only'
const LETTERS = 5

describe('backup with an object store', function () {
  this.timeout(300_000)
  const root = mkdtempSync(join(tmpdir(), 'poststelle-backup-s3-'))
  after(() => {
    rmSync(root, { recursive: true, force: true })
  })

  it('saves originals out of one store and puts them back into another one', async function () {
    await using first = await startFakeS3()
    await using second = await startFakeS3()
    const configOf = (name: string, { port }: FakeS3): Config =>
      readConfig({
        ...FAKE_S3_ACCOUNT,
        STORAGE_DIR: join(root, name),
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        AUDIT_ANCHOR_KEY: KEY,
      })
    await expectSavedAndRestored(
      configOf('origin', first),
      configOf('restored', second),
      join(root, 'backup'),
    )
  })

  it('does so for the scaled form, with a database server and Swift, while post comes in', async function () {
    skipUnless(this, await isSwiftInstalled(), `not installed: ${SWIFT_PACKAGES.join(' ')}`)
    await using swift = await startSwiftServer()
    await using database = await startTestServer()
    const configOf = (name: string): Config =>
      readConfig({
        STORAGE_DIR: join(root, `scaled-${name}`),
        MONGODB_URI: database.uri,
        MONGODB_DATABASE: name,
        S3_ENDPOINT: swift.endpoint,
        S3_ACCESS_KEY: swift.accessKey,
        S3_SECRET_KEY: swift.secretKey,
        S3_REGION: swift.region,
        S3_BUCKET: name,
        AUDIT_ANCHOR_KEY: KEY,
      })
    await expectSavedAndRestored(configOf('origin'), configOf('restored'), join(root, 'scaled-backup'))
  })
})

interface House {
  readonly platform: Platform
  readonly machine: Actor
}

async function openHouse(config: Config): Promise<Platform> {
  const fail = (error: Error): void => {
    throw error
  }
  return openPlatform(config, createPinoLogger({ level: 'silent' }), { stopping: signal, fail })
}

async function foundedHouse(config: Config): Promise<House> {
  const platform = await openHouse(config)
  const tenant = { name: 'Musterstadt', slug: 'musterstadt', receiptPrefix: 'MU' }
  await createFoundTenant(platform)({ ...tenant, adminPassword: 'a password for tests only' }, signal)
  return { platform, machine: systemActor((await platform.tenants.all(signal))[0]?.id ?? '', 'r') }
}

/** @returns the hash of its bytes, by the id of the document */
async function handIn({ platform, machine }: House, text: string): Promise<readonly [string, string]> {
  const input = { files: [upload(text)], channel: 'letter' } as const
  const { documents } = await createReceiveItem(platform)(machine, input, signal)
  return [documents[0]?.id ?? '', createHash('sha256').update(text).digest('hex')]
}

/** What was acknowledged before the backup began comes back with the same bytes, whatever comes in meanwhile. */
async function expectSavedAndRestored(origin: Config, empty: Config, folder: string): Promise<void> {
  const house = await foundedHouse(origin)
  const before: (readonly [string, string])[] = []
  try {
    for (let index = 0; index < LETTERS; index += 1) before.push(await handIn(house, `letter ${index}`))
    const backup = makeBackup(origin, folder, signal)
    await handIn(house, 'meanwhile')
    await backup
  } finally {
    await house.platform.close()
  }
  const { manifest, ...verification } = await checkBackup(origin, folder, signal)
  expect(verification).to.deep.include({ findings: [], seal: 'genuine' })
  if (manifest === undefined) throw new Error('There is no manifest.')
  const restored = await putBack(empty, folder, manifest, verification.sums, signal)
  expect(restored.objects).to.equal(manifest.objects.count)
  const checked = await checkRecords(empty, { chain: true }, signal)
  expect(checked).to.deep.equal([{ tenantName: 'Musterstadt', found: [], firstBadEvent: undefined }])
  await expectKept(empty, before)
}

async function expectKept(config: Config, letters: readonly (readonly [string, string])[]): Promise<void> {
  const platform = await openHouse(config)
  try {
    const machine = systemActor((await platform.tenants.all(signal))[0]?.id ?? '', 'r')
    for (const [documentId, sha256] of letters) {
      const document = await platform.documents.find(machine, documentId, signal)
      const hash = createHash('sha256')
      const original = document?.original ?? { key: 'none', sizeBytes: 0, sha256: '' }
      for await (const part of await platform.blobStore.open(original.key, original, signal))
        hash.update(part)
      expect(hash.digest('hex')).to.equal(sha256)
    }
  } finally {
    await platform.close()
  }
}

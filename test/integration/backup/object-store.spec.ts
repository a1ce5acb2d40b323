import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPinoLogger } from '../../../src/adapters/pino/log.ts'
import { checkBackup, makeBackup, putBack } from '../../../src/compose-backup.ts'
import { checkRecords } from '../../../src/compose-fsck.ts'
import { openPlatform } from '../../../src/compose.ts'
import { readConfig, type Config } from '../../../src/config/config.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { createFoundTenant } from '../../../src/usecases/access/found-tenant.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { FAKE_S3_ACCOUNT, startFakeS3, type FakeS3 } from '../../support/fake-s3.ts'
import { upload } from '../../unit/usecases/support/mailroom.ts'

const signal = new AbortController().signal
const KEY = 'a key for the anchors of tests only'

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
    const origin = configOf('origin', first)
    const empty = configOf('restored', second)
    const originals = await handInLetters(origin, 5)
    const folder = join(root, 'backup')
    const manifest = await makeBackup(origin, folder, signal)
    const verification = await checkBackup(origin, folder, signal)
    expect(verification).to.deep.include({ findings: [], seal: 'genuine' })
    const restored = await putBack(empty, folder, manifest, verification.sums, signal)
    expect(restored.objects).to.equal(originals)
    const checked = await checkRecords(empty, { chain: true }, signal)
    expect(checked).to.deep.equal([{ tenantName: 'Musterstadt', found: [], firstBadEvent: undefined }])
  })
})

/** Returns how many objects were stored. */
async function handInLetters(config: Config, count: number): Promise<number> {
  const fail = (error: Error): void => {
    throw error
  }
  const house = await openPlatform(config, createPinoLogger({ level: 'silent' }), { stopping: signal, fail })
  try {
    const tenant = { name: 'Musterstadt', slug: 'musterstadt', receiptPrefix: 'MU' }
    await createFoundTenant(house)({ ...tenant, adminPassword: 'a password for tests only' }, signal)
    const tenantId = (await house.tenants.all(signal))[0]?.id ?? ''
    for (let index = 0; index < count; index += 1) {
      const input = { files: [upload(`letter ${index}`)], channel: 'letter' } as const
      await createReceiveItem(house)(systemActor(tenantId, 'r'), input, signal)
    }
    return count
  } finally {
    await house.close()
  }
}

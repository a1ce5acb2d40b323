import { expect } from 'chai'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorkDirectory } from '../../../src/adapters/filesystem/work-directory.ts'
import { createPinoLogger } from '../../../src/adapters/pino/log.ts'
import { checkBackup, makeBackup, putBack } from '../../../src/compose-backup.ts'
import { checkRecords } from '../../../src/compose-fsck.ts'
import { BACKUP_COPY } from '../../../src/compose-stores.ts'
import { openPlatform, type Platform } from '../../../src/compose.ts'
import { readConfig, type Config } from '../../../src/config/config.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { createFoundTenant } from '../../../src/usecases/access/found-tenant.ts'
import { createVerifyAudit } from '../../../src/usecases/audit/verify-audit.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { startTestServer } from '../../support/mongo.ts'
import { upload } from '../../unit/usecases/support/mailroom.ts'

const signal = new AbortController().signal
const SILENT = createPinoLogger({ level: 'silent' })
const FIRST_LETTERS = 12

interface Kept {
  readonly itemId: string
  readonly documentId: string
  readonly sha256: string
}

function configOf(storageDir: string, more: Readonly<Record<string, string>> = {}): Config {
  return readConfig({ STORAGE_DIR: storageDir, ...more })
}

function openHouse(config: Config): Promise<Platform> {
  const fail = (error: Error): void => {
    throw error
  }
  return openPlatform(config, SILENT, { stopping: signal, fail })
}

describe('backup and restore', function () {
  this.timeout(300_000)
  const root = mkdtempSync(join(tmpdir(), 'poststelle-backup-'))
  const [origin, folder] = [join(root, 'origin'), join(root, 'backup')]
  let house: Platform
  let tenantId: string
  const acknowledged: Kept[] = []

  async function handIn(mark: string): Promise<void> {
    const file = upload(`letter ${mark}`)
    const input = { files: [file], channel: 'letter', subject: `Größe ${mark} 😀` } as const
    const { item, documents } = await createReceiveItem(house)(systemActor(tenantId, 'r'), input, signal)
    acknowledged.push({ itemId: item.id, documentId: documents[0]?.id ?? '', sha256: file.staged.sha256 })
  }

  before(async function () {
    house = await openHouse(configOf(origin))
    const tenant = { name: 'Musterstadt', slug: 'musterstadt', receiptPrefix: 'MU' }
    await createFoundTenant(house)({ ...tenant, adminPassword: 'a password for tests only' }, signal)
    tenantId = (await house.tenants.all(signal))[0]?.id ?? ''
    for (let index = 0; index < FIRST_LETTERS; index += 1) await handIn(`first ${index}`)
  })
  after(async function () {
    await house.close()
    rmSync(root, { recursive: true, force: true })
  })

  async function hashOf(opened: Platform, { documentId }: Kept): Promise<string | undefined> {
    const document = await opened.documents.find(systemActor(tenantId, 'r'), documentId, signal)
    if (document === undefined) return undefined
    const hash = createHash('sha256')
    for await (const part of await opened.blobStore.open(document.original.key, document.original, signal))
      hash.update(part)
    return hash.digest('hex')
  }

  it('saves everything that was acknowledged before it began, while post comes in, and restores it', async function () {
    const before = [...acknowledged]
    const stop = new AbortController()
    const load = (async () => {
      for (let index = 0; !stop.signal.aborted && index < 500; index += 1) await handIn(`meanwhile ${index}`)
    })()
    const manifest = await makeBackup(configOf(origin), folder, signal)
    stop.abort()
    await load
    expect(acknowledged.length).to.be.greaterThan(before.length)
    expect(manifest.damaged).to.deep.equal([])
    const verification = await checkBackup(configOf(origin), folder, signal)
    expect(verification).to.deep.include({ findings: [], seal: 'genuine' })
    execFileSync('sha256sum', ['-c', '--quiet', `${manifest.id}/SHA256SUMS`], { cwd: folder })

    const config = configOf(join(root, 'restored'))
    const restored = await putBack(config, folder, manifest, verification.sums, signal)
    expect(restored.objects).to.equal(manifest.objects.count)
    const [proven] = await checkRecords(config, { chain: true }, signal)
    expect(proven).to.deep.equal({ tenantName: 'Musterstadt', found: [], firstBadEvent: undefined })
    const opened = await openHouse(config)
    try {
      for (const kept of before) expect(await hashOf(opened, kept)).to.equal(kept.sha256)
      const audit = await createVerifyAudit(opened)(systemActor(tenantId, 'r'), signal)
      expect(audit.ok).to.equal(true)
      const item = await opened.incomingItems.find(
        systemActor(tenantId, 'r'),
        before[0]?.itemId ?? '',
        signal,
      )
      expect(item?.subject).to.equal('Größe first 0 😀')
    } finally {
      await opened.close()
    }
    const again = await putBack(config, folder, manifest, verification.sums, signal).catch(
      (error: unknown) => error,
    )
    expect(isMailroomError(again, 'state-conflict')).to.equal(true)
  })

  it('clears away the copy of the database that a killed backup has left', async function () {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const own = await makeWorkDirectory(origin, BACKUP_COPY)
    const ofTheDead = own.replace(`-${process.pid}-`, `-${pid}-`)
    renameSync(own, ofTheDead)
    writeFileSync(join(ofTheDead, 'copy'), 'of the database')
    await makeBackup(configOf(origin), join(root, 'after-a-kill'), signal)
    expect(readdirSync(origin).filter((name) => name.startsWith(BACKUP_COPY))).to.deep.equal([])
  })

  it('takes over what an earlier backup has left, and only copies what is new', async function () {
    await handIn('after the first backup')
    const manifest = await makeBackup(configOf(origin), folder, signal)
    expect(manifest.objects.count).to.equal(acknowledged.length)
    expect(manifest.objects.reused).to.be.within(FIRST_LETTERS, acknowledged.length - 1)
    expect((await checkBackup(configOf(origin), folder, signal)).findings).to.deep.equal([])
  })

  it('names every file in which a bit was flipped', async function () {
    const small = join(root, 'small')
    const { id } = await makeBackup(configOf(origin), small, signal)
    const sound = await checkBackup(configOf(origin), small, signal)
    const oneObject = [...sound.sums.keys()].filter((path) => path.startsWith('objects/')).slice(0, 2)
    const records = readdirSync(join(small, id, 'records')).map((name) => `${id}/records/${name}`)
    const filled = records.filter((path) => statSync(join(small, path)).size > 0)
    const seals = [`${id}/SHA256SUMS`, `${id}/SHA256SUMS.seal`]
    for (const path of [...filled, ...oneObject, ...seals, `${id}/manifest.json`, 'latest']) {
      const bytes = readFileSync(join(small, path))
      const copy = Buffer.from(bytes)
      const at = Math.floor(copy.byteLength / 2)
      copy[at] = (copy[at] ?? 0) ^ 0x10
      writeFileSync(join(small, path), copy)
      const { findings } = await checkBackup(configOf(origin), small, signal)
      expect(findings.map((finding) => finding.path)).to.include(path)
      writeFileSync(join(small, path), bytes)
    }
    rmSync(join(small, oneObject[0] ?? ''))
    const { findings } = await checkBackup(configOf(origin), small, signal)
    expect(findings).to.deep.equal([{ path: oneObject[0], problem: 'missing' }])
  })

  it('tells a backup that was made anew by somebody without the key', async function () {
    const forged = join(root, 'forged')
    const { id } = await makeBackup(configOf(origin), forged, signal)
    const sums = join(forged, id, 'SHA256SUMS')
    const users = join(forged, id, 'records', 'users.jsonl')
    writeFileSync(users, readFileSync(users, 'utf8').replace('admin', 'nimda'))
    const sha256 = createHash('sha256').update(readFileSync(users)).digest('hex')
    const path = `${id}/records/users.jsonl`
    writeFileSync(
      sums,
      readFileSync(sums, 'utf8').replace(new RegExp(`^.*  ${path}$`, 'mu'), `${sha256}  ${path}`),
    )
    const verification = await checkBackup(configOf(origin), forged, signal)
    expect(verification.seal).to.equal('altered')
    expect(verification.findings.map((finding) => finding.path)).to.deep.equal([
      `${id}/SHA256SUMS`,
      `${id}/SHA256SUMS.seal`,
    ])
    const elsewhere = await checkBackup(configOf(join(root, 'nowhere')), folder, signal)
    expect(elsewhere).to.deep.include({ seal: 'no-key', findings: [] })
    const other = configOf(join(root, 'nowhere'), {
      AUDIT_ANCHOR_KEY: 'the key of another installation' + '.',
    })
    expect((await checkBackup(other, folder, signal)).seal).to.equal('other-key')
  })

  it('saves the rest and says so when an object is damaged in the store', async function () {
    const key = `originals/${tenantId}/${acknowledged[0]?.documentId ?? ''}`
    const path = join(origin, 'objects', key)
    const bytes = readFileSync(path)
    rmSync(path)
    writeFileSync(path, bytes.subarray(1))
    const damaged = join(root, 'damaged')
    const manifest = await makeBackup(configOf(origin), damaged, signal)
    expect(manifest.damaged).to.deep.equal([key])
    expect((await checkBackup(configOf(origin), damaged, signal)).findings).to.deep.equal([])
    rmSync(path)
    writeFileSync(path, bytes)
  })

  it('reads no file outside of itself that a list of hashes names', async function () {
    const hostile = join(root, 'hostile')
    const { id } = await makeBackup(configOf(origin), hostile, signal)
    for (const path of ['../outside', '/etc/passwd', 'objects/../../x', 'a\\..\\b']) {
      writeFileSync(join(hostile, id, 'SHA256SUMS'), `${'0'.repeat(64)}  ${path}\n`)
      const { findings } = await checkBackup(configOf(join(root, 'nowhere')), hostile, signal)
      expect(findings).to.deep.include({ path, problem: 'missing' })
    }
  })

  it('moves from the embedded database to a server and back without a difference', async function () {
    const [over, back] = [join(root, 'over'), join(root, 'back')]
    const first = await makeBackup(configOf(origin), over, signal)
    await using server = await startTestServer()
    const config = configOf(join(root, 'scaled'), { MONGODB_URI: server.uri })
    const { sums } = await checkBackup(configOf(origin), over, signal)
    await putBack(config, over, first, sums, signal)
    const second = await makeBackup(config, back, signal)
    expect(second.records).to.deep.equal(first.records)
    expect(second.objects).to.deep.include({ count: first.objects.count, bytes: first.objects.bytes })
    const other = await checkBackup(config, back, signal)
    for (const [path, sha256] of sums) {
      if (!path.endsWith('manifest.json'))
        expect(other.sums.get(path.replace(first.id, second.id))).to.equal(sha256)
    }
  })
})

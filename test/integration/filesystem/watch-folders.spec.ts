import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createMediaTypeDetector } from '../../../src/adapters/file-type/media-type-detector.ts'
import { createScanFolders } from '../../../src/adapters/filesystem/scan-folders.ts'
import { createStagingArea } from '../../../src/adapters/filesystem/staging.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import type { Batch } from '../../../src/domain/batches/batch.ts'
import type { Scanner } from '../../../src/domain/batches/scanner.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Log } from '../../../src/ports/log.ts'
import type { ScanFolders } from '../../../src/ports/scan-folders.ts'
import { createCloseBatch } from '../../../src/usecases/batches/close-batch.ts'
import { createReceiveFromFolder } from '../../../src/usecases/batches/receive-from-folder.ts'
import { createFolderWatch, type FolderWatch } from '../../../src/workers/watch-folders.ts'
import { expectFailure } from '../../unit/usecases/support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../../unit/usecases/support/mailroom.ts'

const MIA = person('mia')
const SCANNER: Scanner = {
  id: 'scanner-1',
  tenantId: TENANT.id,
  name: 'Scanner im Rathaus',
  folder: 'rathaus',
  site: 'Rathaus',
  protectionClass: 'high',
  channel: 'letter',
  dividesAlone: false,
  byContent: true,
  disabled: false,
  version: 1,
}
/** As the watch names it. */
const FOLDER = `${TENANT.slug}/${SCANNER.folder}`
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`)
/** Two days that are the same ones in Berlin. */
const MONDAY = new Date('2026-03-02T10:00:00Z')
const TUESDAY = new Date('2026-03-03T10:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1_000

describe('watched folders', function () {
  let directory: string
  let inbox: string
  let mailroom: Mailroom
  let events: string[]

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-watch-'))
    inbox = join(directory, 'inbox', FOLDER)
    mailroom = await openMailroom()
    events = []
    await mailroom.scanners.insert(mailroom.machine, SCANNER, SIGNAL)
  })

  afterEach(async function () {
    await mailroom.blobStore[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  async function watch(changed: Partial<ScanFolders> = {}): Promise<FolderWatch> {
    const note = (event: string): void => {
      events.push(event)
    }
    const log: Log = { info: note, warn: note, error: note }
    const scanFolders = { ...createScanFolders({ directory: join(directory, 'inbox') }), ...changed }
    const staging = await createStagingArea({ directory: join(directory, 'tmp'), headroomBytes: 1 })
    const receiveFromFolder = createReceiveFromFolder(mailroom)
    const services = { scanFolders, staging, receiveFromFolder, mediaTypes: createMediaTypeDetector(), log }
    return createFolderWatch({ ...mailroom, ...services }, { maxFileBytes: 10_000 })
  }

  async function put(name: string, content: Buffer, at = MONDAY): Promise<void> {
    const path = join(inbox, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, content)
    await utimes(path, at, at)
  }

  async function lookTwice(folders: FolderWatch): Promise<void> {
    await folders.look(SIGNAL)
    await folders.look(SIGNAL)
  }

  const list = async (part = ''): Promise<string[]> =>
    (await readdir(join(inbox, part))).filter((name) => name !== 'done' && name !== 'error').sort()

  const batches = async (): Promise<readonly Batch[]> =>
    (await mailroom.batches.list(MIA, {}, { limit: 50 }, SIGNAL)).items.toReversed()

  async function filesOf(batch: Batch | undefined): Promise<string[]> {
    const items = await mailroom.incomingItems.scansOf(MIA, batch?.id ?? '', SIGNAL)
    const documents = await mailroom.documents.findMany(
      MIA,
      items.flatMap(({ documentIds }) => documentIds),
      SIGNAL,
    )
    return documents.map(({ filename }) => filename)
  }

  it('takes whole files in that do not change, into the batch of their day, and moves them away', async function () {
    const folders = await watch()
    await put('b.pdf', pdf('b'))
    await put('a.pdf', pdf('a'))
    await put('c.pdf', pdf('c'), TUESDAY)
    await folders.look(SIGNAL)
    expect(await batches()).to.deep.equal([])
    await folders.look(SIGNAL)
    const [monday, tuesday] = await batches()
    expect(await filesOf(monday)).to.deep.equal(['a.pdf', 'b.pdf'])
    const [scanner] = await mailroom.scanners.list(MIA, SIGNAL)
    expect(scanner?.lastScan?.batchNumber).to.equal(tuesday?.number)
    expect(scanner?.version).to.equal(1)
    expect(await filesOf(tuesday)).to.deep.equal(['c.pdf'])
    expect(monday).to.include({ scanner: SCANNER.name, site: 'Rathaus', protectionClass: 'high' })
    expect(monday?.createdBy.displayName).to.equal(SCANNER.name)
    expect(await list()).to.deep.equal([])
    expect((await list('done')).map((name) => name.slice(-5))).to.have.members(['a.pdf', 'b.pdf', 'c.pdf'])
  })

  it('gives each city what lies in its own folder, also where two have one of the same name', async function () {
    const other = { ...TENANT, id: 'other', slug: 'andersstadt', receiptPrefix: 'AN' }
    await mailroom.tenants.insert(other, SIGNAL)
    const machine = systemActor(other.id, 'request')
    await mailroom.scanners.insert(machine, { ...SCANNER, id: 'scanner-2', tenantId: other.id }, SIGNAL)
    await put('a.pdf', pdf('a'))
    await put('../../andersstadt/rathaus/b.pdf', pdf('b'))
    await lookTwice(await watch())
    expect(await filesOf((await batches())[0])).to.deep.equal(['a.pdf'])
    const [theirs] = (await mailroom.batches.list(machine, {}, { limit: 9 }, SIGNAL)).items
    const scans = await mailroom.incomingItems.scansOf(machine, theirs?.id ?? '', SIGNAL)
    const documents = await mailroom.documents.findMany(machine, scans[0]?.documentIds ?? [], SIGNAL)
    expect(documents.map(({ filename }) => filename)).to.deep.equal(['b.pdf'])
  })

  it('lets a batch arrive when its first file was written, and none in the time to come', async function () {
    const nowMs = mailroom.clock.now().getTime()
    const [friday, tomorrow] = [new Date(nowMs - 3 * DAY_MS), new Date(nowMs + DAY_MS)]
    await put('a.pdf', pdf('a'), friday)
    await put('b.pdf', pdf('b'), tomorrow)
    await lookTwice(await watch())
    expect((await batches()).map(({ receivedAt }) => receivedAt)).to.have.members([
      friday.toISOString(),
      new Date(nowMs).toISOString(),
    ])
  })

  it('gives a folder inside of the folder a batch of its own', async function () {
    await put('Sitzung/a.pdf', pdf('a'))
    await put('b.pdf', pdf('b'))
    await lookTwice(await watch())
    expect(await Promise.all((await batches()).map(filesOf))).to.have.deep.members([['a.pdf'], ['b.pdf']])
  })

  it('takes in files with names that are no text, or as long as they can be', async function () {
    const letters = (text: string): Buffer => Buffer.from(`${inbox}/${text}`, 'latin1')
    await put('a.pdf', pdf('a'))
    await mkdir(letters('Fächer'))
    await writeFile(letters('Fächer/Übersicht.pdf'), pdf('b'))
    await put(`${'ü'.repeat(125)}.pdf`, pdf('c'))
    await lookTwice(await watch())
    const names = (await Promise.all((await batches()).map(filesOf))).flat()
    expect(names).to.have.members(['a.pdf', 'Übersicht.pdf', `${'ü'.repeat(125)}.pdf`])
    expect((await list('done')).filter((name) => /(?:-a|-Übersicht|üü)\.pdf$/.test(name))).to.have.length(3)
    expect(await readdir(letters('Fächer'))).to.deep.equal([])
  })

  it('leaves alone what is being written', async function () {
    const folders = await watch()
    for (const name of ['a.pdf.tmp', 'b.pdf.part', 'c.pdf.crdownload', '.d.pdf', 'done/e.pdf']) {
      await put(name, pdf(name))
    }
    await symlink('/etc/hostname', join(inbox, 'f.pdf'))
    await put('growing.pdf', pdf('1'))
    await folders.look(SIGNAL)
    await put('growing.pdf', pdf('12'))
    await folders.look(SIGNAL)
    expect(await batches()).to.deep.equal([])
    await folders.look(SIGNAL)
    expect(await filesOf((await batches())[0])).to.deep.equal(['growing.pdf'])
    expect(await list()).to.deep.equal(['.d.pdf', 'a.pdf.tmp', 'b.pdf.part', 'c.pdf.crdownload', 'f.pdf'])
  })

  it('waits for the end of a file, and says after a while that it is cut off', async function () {
    const folders = await watch()
    const now = mailroom.clock.now()
    await put('half.pdf', Buffer.from('%PDF-1.7\n1 0 obj'), now)
    await put('half.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), now)
    await lookTwice(folders)
    expect(await list()).to.deep.equal(['half.jpg', 'half.pdf'])
    mailroom.clock.advance(11 * 60_000)
    await folders.look(SIGNAL)
    expect(await list()).to.deep.equal([])
    const errors = await list('error')
    expect(errors).to.have.length(4)
    const why = errors.find((name) => name.endsWith('half.pdf.txt')) ?? ''
    expect(await readFile(join(inbox, 'error', why), 'utf8')).to.contain('unvollständig')
    expect(await batches()).to.deep.equal([])
  })

  it('waits for a minute where nobody can tell whether more pages are to come', async function () {
    const folders = await watch()
    const tiff = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    await put('seiten.tif', tiff)
    await lookTwice(folders)
    mailroom.clock.advance(30_000)
    await folders.look(SIGNAL)
    expect(await batches()).to.deep.equal([])
    await put('seiten.tif', Buffer.concat([tiff, tiff]))
    mailroom.clock.advance(40_000)
    await lookTwice(folders)
    expect(await batches()).to.deep.equal([])
    mailroom.clock.advance(60_000)
    await folders.look(SIGNAL)
    expect(await filesOf((await batches())[0])).to.deep.equal(['seiten.tif'])
  })

  it('takes nothing in that was written to while it was read', async function () {
    const real = createScanFolders({ directory: join(directory, 'inbox') })
    let isWritten = false
    const folders = await watch({
      async *read(file, signal) {
        yield* real.read(file, signal)
        if (!isWritten) await put('a.pdf', pdf('other'), TUESDAY)
        isWritten = true
      },
    })
    await put('a.pdf', pdf('first'))
    await lookTwice(folders)
    expect(isWritten).to.equal(true)
    expect(await batches()).to.deep.equal([])
    await lookTwice(folders)
    const [document] = await mailroom.documents.findMany(
      MIA,
      (await mailroom.incomingItems.scansOf(MIA, (await batches())[0]?.id ?? '', SIGNAL)).flatMap(
        ({ documentIds }) => documentIds,
      ),
      SIGNAL,
    )
    expect(document?.original.sizeBytes).to.equal(pdf('other').byteLength)
    expect(await list()).to.deep.equal([])
  })

  it('takes in what lies behind a file that it cannot read', async function () {
    const real = createScanFolders({ directory: join(directory, 'inbox') })
    const folders = await watch({
      ending: (file, signal) =>
        file.name === 'a.pdf' ? Promise.reject(new Error('EACCES')) : real.ending(file, signal),
    })
    await put('a.pdf', pdf('a'))
    await put('b.pdf', pdf('b'))
    await lookTwice(folders)
    expect(events).to.include('folder-file-not-taken-in')
    expect(await filesOf((await batches())[0])).to.deep.equal(['b.pdf'])
    expect(await list()).to.deep.equal(['a.pdf'])
  })

  it('reads no link that was put into the place of a file', async function () {
    const folders = createScanFolders({ directory: join(directory, 'inbox') })
    await put('a.pdf', pdf('a'))
    const [file] = await folders.waiting(FOLDER, SIGNAL)
    if (file === undefined) throw new Error('the file was not seen')
    await rm(join(inbox, 'a.pdf'))
    await symlink('/etc/hostname', join(inbox, 'a.pdf'))
    const bytes: Uint8Array[] = []
    const read = async (): Promise<void> => {
      for await (const chunk of folders.read(file, SIGNAL)) bytes.push(chunk)
    }
    await expectFailure(read(), 'dependency-unavailable')
    expect(bytes).to.deep.equal([])
    expect(await folders.isUnchanged(file, SIGNAL)).to.equal(false)
  })

  it('keeps both of two files of the same name that are put aside', async function () {
    await put('Eins/a.docx', Buffer.from('MZ one'))
    await put('Zwei/a.docx', Buffer.from('MZ two'))
    const folders = createScanFolders({ directory: join(directory, 'inbox') })
    await folders.prepare(FOLDER, SIGNAL)
    const files = await folders.waiting(FOLDER, SIGNAL)
    await Promise.all(files.map((file) => folders.moveToError(file, 'Kein Scan.', SIGNAL)))
    expect(files).to.have.length(2)
    expect((await list('error')).filter((name) => !name.endsWith('.txt'))).to.have.length(2)
  })

  it('puts aside what is no scan, and what is too large, with the reason beside it', async function () {
    await put('programm.exe', Buffer.from('MZ not a scan'))
    await put('gross.pdf', Buffer.concat([pdf('x'), Buffer.alloc(20_000, 32), Buffer.from('%%EOF')]))
    const folders = await watch()
    await lookTwice(folders)
    mailroom.clock.advance(60_000)
    await folders.look(SIGNAL)
    const errors = await list('error')
    expect(errors.filter((name) => !name.endsWith('.txt'))).to.have.length(2)
    const why = errors.find((name) => name.endsWith('programm.exe.txt')) ?? ''
    expect(await readFile(join(inbox, 'error', why), 'utf8')).to.contain('unsupported-media-type')
    expect(await batches()).to.deep.equal([])
  })

  it('takes a file in once, when the machine dies before it is moved away', async function () {
    await put('a.pdf', pdf('a'))
    await lookTwice(await watch({ moveToDone: () => Promise.reject(new Error('the power is gone')) }))
    expect(events).to.include('folder-file-not-taken-in')
    expect(await list()).to.deep.equal(['a.pdf'])
    await lookTwice(await watch())
    expect(await list()).to.deep.equal([])
    const all = await batches()
    expect(all).to.have.length(1)
    expect(await filesOf(all[0])).to.deep.equal(['a.pdf'])
  })

  it('takes it in once though its batch was closed meanwhile, and opens another batch for what comes later', async function () {
    await put('a.pdf', pdf('a'))
    await lookTwice(await watch({ moveToDone: () => Promise.reject(new Error('the power is gone')) }))
    const [first] = await batches()
    const reason = 'Feierabend'
    await createCloseBatch(mailroom)(MIA, { batchId: first?.id ?? '', reason }, SIGNAL)
    await put('b.pdf', pdf('b'))
    await lookTwice(await watch())
    const all = await batches()
    expect(all.map(({ state }) => state)).to.have.members(['closed', 'open'])
    expect(await Promise.all(all.map(filesOf))).to.have.deep.members([['a.pdf'], ['b.pdf']])
    expect(await list()).to.deep.equal([])
  })

  it('leaves everything where it is while the store is away, and goes on afterwards', async function () {
    await put('a.pdf', pdf('a'))
    const away = new MailroomError('dependency-unavailable', 'The store is away.')
    const { put: store } = mailroom.blobStore
    mailroom.blobStore.put = () => Promise.reject(away)
    const folders = await watch()
    await lookTwice(folders)
    expect(await list()).to.deep.equal(['a.pdf'])
    mailroom.blobStore.put = store
    await lookTwice(folders)
    expect(await list()).to.deep.equal([])
    expect(await filesOf((await batches())[0])).to.deep.equal(['a.pdf'])
  })

  it('leaves the folder of a disabled scanner alone', async function () {
    await mailroom.scanners.save(mailroom.machine, { ...SCANNER, disabled: true }, SIGNAL)
    await put('a.pdf', pdf('a'))
    await lookTwice(await watch())
    expect(await list()).to.deep.equal(['a.pdf'])
  })
})

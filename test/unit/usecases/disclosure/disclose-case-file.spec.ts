import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { openPromise } from 'yauzl'
import { createScratchSpace } from '../../../../src/adapters/filesystem/scratch.ts'
import { createZipWriter } from '../../../../src/adapters/yazl/zip-writer.ts'
import { unitKey } from '../../../../src/domain/access/actor.ts'
import type { StoredObject } from '../../../../src/domain/intake/document.ts'
import { NOTHING_FOUND } from '../../../../src/domain/redaction/redaction.ts'
import type { BindRequest } from '../../../../src/ports/case-file-binder.ts'
import {
  createDiscloseCaseFile,
  type DiscloseCaseFile,
  type DiscloseInput,
} from '../../../../src/usecases/disclosure/disclose-case-file.ts'
import { createListDisclosures } from '../../../../src/usecases/disclosure/list-disclosures.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { SILENT_LOG } from '../../../support/silent-log.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter, type LetterOptions } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const run = promisify(execFile)
const CLARA = person('clara')
const HANS = person('hans')
const WHY = { recipient: 'Rechtsanwältin Berg', legalBasis: '§ 29 VwVfG' } as const

describe('DiscloseCaseFile', function () {
  let folder: string
  let mailroom: Mailroom
  let disclose: DiscloseCaseFile
  let caseFileId: string
  const bound: BindRequest[] = []
  /** Parts that cannot be bound, by their title. */
  let unreadable: readonly string[] = []
  const warnings: unknown[] = []
  const log = { ...SILENT_LOG, warn: (...warning: unknown[]) => void warnings.push(warning) }

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    bound.length = 0
    unreadable = []
    warnings.length = 0
    mailroom = await openMailroom()
    const binder = {
      async bindCaseFile(request: BindRequest) {
        bound.push(request)
        const unreadablePart = request.parts.findIndex(({ title }) => unreadable.includes(title))
        if (unreadablePart !== -1) return { unreadablePart, cause: 'Error: no PDF' }
        await writeFile(request.targetPath, 'the pages')
        return { sizeBytes: 9, sha256: 'ab'.repeat(32), pageCount: 2 + request.parts.length }
      },
    }
    const scratch = await createScratchSpace({ directory: join(folder, 'scratch'), headroomBytes: 0 })
    disclose = createDiscloseCaseFile({ ...mailroom, binder, scratch, zipWriter: createZipWriter(), log })
    const input = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
    caseFileId = (await createOpenCaseFile(mailroom)(CLARA, input, SIGNAL)).id
  })
  afterEach(async function () {
    await rm(folder, { recursive: true })
  })

  async function store(key: string, text: string): Promise<StoredObject> {
    const bytes = Buffer.from(text)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const object = { key, mediaType: 'application/pdf', sizeBytes: bytes.length, sha256 }
    const content = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes
    }
    await mailroom.blobStore.put(key, content(), object, SIGNAL)
    return object
  }

  /** A letter in the file, with a searchable copy. */
  async function filed(name: string, document: LetterOptions['document'] = {}): Promise<string> {
    const viewCopy = await store(`renditions/tenant/${name}/view`, `copy of ${name}`)
    const { item, documents } = await anInboxLetter(mailroom, {
      item: { confirmedAt: '2026-03-02T08:00:00.000Z' },
      document: { viewCopy, filename: `${name}.pdf`, ...document },
    })
    await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId }, SIGNAL)
    return documents[0]?.id ?? ''
  }

  /** Files of the ZIP, unpacked into the folder. */
  async function unpacked(input: Partial<DiscloseInput> = {}): Promise<ReadonlyMap<string, string>> {
    await using made = await disclose(CLARA, { caseFileId, form: 'zip', ...WHY, ...input }, SIGNAL)
    const chunks: Uint8Array[] = []
    for await (const chunk of made.content(SIGNAL)) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    expect(bytes.length).to.equal(made.disclosure.sizeBytes)
    expect(createHash('sha256').update(bytes).digest('hex')).to.equal(made.disclosure.sha256)
    const path = join(folder, 'akte.zip')
    await writeFile(path, bytes)
    const files = new Map<string, string>()
    const zip = await openPromise(path)
    for await (const entry of zip.eachEntry()) {
      const parts: Buffer[] = []
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
      files.set(entry.fileName, Buffer.concat(parts).toString())
    }
    for (const [name, text] of files) {
      await mkdir(dirname(join(folder, 'akte', name)), { recursive: true })
      await writeFile(join(folder, 'akte', name), text)
    }
    return files
  }

  it('gives originals, copies, metadata, history and hashes that sha256sum accepts', async function () {
    await filed('Antrag')
    await filed('Bescheid')
    const files = await unpacked()
    expect([...files.keys()]).to.deep.equal([
      'originale/0001-Antrag.pdf',
      'lesefassungen/0001-Antrag.pdf',
      'originale/0002-Bescheid.pdf',
      'lesefassungen/0002-Bescheid.pdf',
      'metadata.json',
      'history.json',
      'SHA256SUMS',
    ])
    expect(files.get('lesefassungen/0002-Bescheid.pdf')).to.equal('copy of Bescheid')
    const metadata = JSON.parse(files.get('metadata.json') ?? '') as { documents: { filename: string }[] }
    expect(metadata.documents.map(({ filename }) => filename)).to.deep.equal(['Antrag.pdf', 'Bescheid.pdf'])
    const history = JSON.parse(files.get('history.json') ?? '') as { action: string }[]
    expect(history.map(({ action }) => action)).to.include.members(['case-file.opened', 'item.received'])
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(folder, 'akte') })
    expect(stdout.trim().split('\n')).to.have.length(6)
  })

  it('tells of what was picked alone, and of no other case file', async function () {
    const documentId = await filed('Antrag')
    await filed('Bescheid')
    const event = {
      action: 'case-file.reference-added',
      object: { kind: 'case-file', id: caseFileId },
      changes: { reference: { after: 'another-file' } },
    } as const
    await mailroom.transactor.inTransaction(() => mailroom.auditLog.append(CLARA, event, SIGNAL), SIGNAL)
    const historyOf = async (input: Partial<DiscloseInput>): Promise<string> =>
      (await unpacked(input)).get('history.json') ?? ''
    const whole = await historyOf({})
    expect(whole).to.include('case-file.reference-added').and.not.to.include('another-file')
    const picked = await historyOf({ documents: [{ documentId }] })
    expect(picked).to.include('item.received').and.not.to.include('case-file.opened')
  })

  it('holds only what the actor may read, and tells of the rest only who decides over access', async function () {
    await filed('offen')
    const secret = await filed('vertraulich')
    const document = await mailroom.documents.find(mailroom.machine, secret, SIGNAL)
    if (document === undefined) expect.fail('The document is there.')
    const hide = async (readKeys: readonly string[]): Promise<void> => {
      const now = await mailroom.documents.find(mailroom.machine, secret, SIGNAL)
      if (now !== undefined) await mailroom.documents.save(mailroom.machine, { ...now, readKeys }, SIGNAL)
    }
    await hide([unitKey('social', 'confidential')])
    expect([...(await unpacked()).keys()].filter((name) => name.startsWith('originale'))).to.deep.equal([
      'originale/0001-offen.pdf',
    ])
    const remarksFor = async (actor: typeof CLARA): Promise<readonly string[]> => {
      await using _made = await disclose(actor, { caseFileId, form: 'pdf', ...WHY }, SIGNAL)
      return bound.at(-1)?.front.remarks ?? []
    }
    expect(await remarksFor(CLARA)).to.deep.equal([])
    await hide(['unit:tax'])
    expect(await remarksFor(HANS)).to.deep.equal(['1 Dokument der Akte ist nicht enthalten.'])
    const picked = { caseFileId, form: 'zip', ...WHY, documents: [{ documentId: secret }] } as const
    await expectFailure(disclose(CLARA, picked, SIGNAL), 'not-found')
  })

  it('binds the copies, and names in the index what has none, is shut, or cannot be bound', async function () {
    await filed('gut')
    const { viewCopy: _none, ...bare } = { viewCopy: undefined }
    await filed('ohne', { ...bare, pageCount: 0 })
    await filed('shut', { virusScan: { state: 'infected', at: '2026-03-02T08:00:00.000Z' } })
    const documentId = await filed('kaputt')
    unreadable = ['4 kaputt.pdf']
    await using made = await disclose(HANS, { caseFileId, form: 'pdf', ...WHY }, SIGNAL)
    expect(bound.map(({ parts }) => parts.map(({ title }) => title))).to.deep.equal([
      ['1 gut.pdf', '4 kaputt.pdf'],
      ['1 gut.pdf'],
    ])
    const { front, title } = bound[1] ?? expect.fail('It was bound twice.')
    expect(title).to.equal('Akte 50.10-2026/000001')
    expect(front.listed.map(({ part }) => part)).to.deep.equal([0, undefined, undefined, undefined])
    expect(front.remarks).to.have.length(3)
    expect(front.remarks[1]).to.include('Nr. 3').and.to.include('Quarantäne')
    expect(made.disclosure.documents.map(({ pages }) => pages)).to.deep.equal([1, 0, 0, 0])
    const told = { tenantId: 'tenant', documentId, cause: 'Error: no PDF' }
    expect(warnings).to.deep.equal([['document-not-bound', told]])
    expect(made).to.include({ filename: 'Akte 50.10-2026-000001.pdf', mediaType: 'application/pdf' })
  })

  it('gives of a redacted document the version alone: no name, no index data, no history', async function () {
    const object = await store('renditions/tenant/x/redacted', 'black')
    const check = {
      findings: NOTHING_FOUND,
      pagesToReread: [1],
      pagesReread: 1,
      stillVisibleOn: [],
      at: '2026-03-02T08:00:00.000Z',
    }
    const redaction = {
      id: 'r',
      createdAt: '2026-03-02T08:00:00.000Z',
      createdBy: { userId: 'clara', displayName: 'clara' },
      marks: [{ page: 1, box: [0, 0, 1, 1] as const, reason: 'third-party' as const }],
      pageCount: 1,
      object,
      check,
    }
    const documentId = await filed('Geheimnis', { redactions: [redaction] })
    const files = await unpacked({ documents: [{ documentId, redactionId: 'r' }] })
    expect([...files.keys()]).to.deep.equal([
      'geschwaerzt/0001-geschwaerzt.pdf',
      'metadata.json',
      'SHA256SUMS',
    ])
    expect(files.get('geschwaerzt/0001-geschwaerzt.pdf')).to.equal('black')
    for (const text of files.values()) expect(text).not.to.include('Geheimnis')
  })

  it('stands in the log and in the chain before anything goes out, and leaves nothing on the disk', async function () {
    const documentId = await filed('Antrag')
    const made = await disclose(CLARA, { caseFileId, form: 'zip', note: 'Abholung', ...WHY }, SIGNAL)
    const [entry] = await createListDisclosures(mailroom)(HANS, caseFileId, SIGNAL)
    expect(entry).to.deep.include({ ...WHY, note: 'Abholung', form: 'zip', isWhole: true })
    expect(entry).to.include({ sha256: made.disclosure.sha256, pageCount: 1 })
    expect(entry?.documents).to.deep.equal([{ documentId, number: 1, pages: 1 }])
    expect(entry?.createdBy.displayName).to.equal('clara')
    const events = await mailroom.auditLog.history(mailroom.machine, 'case-file', caseFileId, SIGNAL)
    const event = events.find(({ action }) => action === 'case-file.disclosed')
    expect(event?.changes['disclosure']?.after).to.deep.include({ ...WHY, sha256: made.disclosure.sha256 })
    await made[Symbol.asyncDispose]()
    expect(await readdir(join(folder, 'scratch'))).to.deep.equal([])
  })

  it('shows of the log nothing of documents that its reader may not read', async function () {
    await filed('offen')
    const secret = await filed('vertraulich')
    await using _made = await disclose(HANS, { caseFileId, form: 'zip', ...WHY }, SIGNAL)
    const document = await mailroom.documents.find(mailroom.machine, secret, SIGNAL)
    if (document === undefined) expect.fail('The document is there.')
    const readKeys = [unitKey('social', 'confidential')]
    await mailroom.documents.save(mailroom.machine, { ...document, readKeys }, SIGNAL)
    const [entry] = await createListDisclosures(mailroom)(CLARA, caseFileId, SIGNAL)
    expect(entry?.documents.map(({ number }) => number)).to.deep.equal([1])
    expect(entry?.isWhole).to.equal(false)
  })

  const refused = [
    { name: 'an administrator', as: 'ada', code: 'forbidden' },
    { name: 'the mailroom', as: 'mia', code: 'forbidden' },
    { name: 'another office', as: 'tom', code: 'not-found' },
  ] as const
  for (const { name, as, code } of refused) {
    it(`is refused to ${name}`, async function () {
      await filed('Antrag')
      await expectFailure(disclose(person(as), { caseFileId, form: 'pdf', ...WHY }, SIGNAL), code)
    })
  }

  it('is refused for a file without documents, and when the store has damaged bytes', async function () {
    await expectFailure(disclose(CLARA, { caseFileId, form: 'pdf', ...WHY }, SIGNAL), 'validation-failed')
    const missing = {
      key: 'renditions/tenant/x/gone',
      mediaType: 'application/pdf',
      sizeBytes: 3,
      sha256: 'a'.repeat(64),
    }
    await filed('Antrag', { viewCopy: missing })
    for (const form of ['pdf', 'zip'] as const)
      await expectFailure(disclose(CLARA, { caseFileId, form, ...WHY }, SIGNAL), 'integrity-failure')
    expect(await readdir(join(folder, 'scratch'))).to.deep.equal([])
    expect(await createListDisclosures(mailroom)(CLARA, caseFileId, SIGNAL)).to.deep.equal([])
  })
})

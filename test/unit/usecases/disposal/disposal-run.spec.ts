import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openPromise } from 'yauzl'
import { createScratchSpace } from '../../../../src/adapters/filesystem/scratch.ts'
import { createZipWriter } from '../../../../src/adapters/yazl/zip-writer.ts'
import type { DisposalRun } from '../../../../src/domain/disposal/disposal-run.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import {
  createApproveDestruction,
  createEraseObjects,
  createRequestDestruction,
} from '../../../../src/usecases/disposal/destroy-run.ts'
import { createMakeMessage, type MessageKind } from '../../../../src/usecases/disposal/make-message.ts'
import { createPrepareRun } from '../../../../src/usecases/disposal/prepare-run.ts'
import { createCancelRun, createShowRun } from '../../../../src/usecases/disposal/runs.ts'
import { createRecordLetter, createTakeAnswer } from '../../../../src/usecases/disposal/take-answer.ts'
import { createLiftHold, createPlaceHold } from '../../../../src/usecases/filing/legal-holds.ts'
import { createCheckConsistency } from '../../../../src/usecases/integrity/check-consistency.ts'
import { missingRecords } from '../../../../src/usecases/shared/missing-records.ts'
import { certificateView } from '../../../../src/domain/disposal/certificate.ts'
import { schemaFaults } from '../../../support/xdomea.ts'
import { createShowCheck } from '../../../../src/usecases/quality/show-check.ts'
import { checkOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../support/mailroom.ts'
import { appraisal, confirmation } from './messages.ts'
import { CLARA, closedFile, keepNothing, RITA, ROLF } from './support.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

describe('a disposal run', function () {
  let folder: string
  let mailroom: Mailroom
  let files: readonly [CaseFile, CaseFile]
  let ports: Parameters<typeof createMakeMessage>[0]

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    mailroom = await openMailroom()
    await keepNothing(mailroom)
    files = [await closedFile(mailroom, 'eins'), await closedFile(mailroom, 'zwei')]
    mailroom.clock.advance(2 * DAY_MS)
    const scratch = await createScratchSpace({ directory: join(folder, 'scratch'), headroomBytes: 0 })
    ports = { ...mailroom, scratch, zipWriter: createZipWriter() }
  })
  afterEach(async function () {
    await rm(folder, { recursive: true })
  })

  const prepare = (isDirect = false): Promise<DisposalRun> => {
    const input = { caseFileIds: files.map(({ id }) => id), archive: 'Stadtarchiv Muster & Söhne', isDirect }
    return createPrepareRun(mailroom)(RITA, input, SIGNAL)
  }
  const runOf = async ({ id }: DisposalRun): Promise<DisposalRun> =>
    (await createShowRun(mailroom)(RITA, id, SIGNAL)).run

  /** Members of the container by name. */
  async function made(runId: string, kind: MessageKind): Promise<ReadonlyMap<string, Buffer>> {
    await using message = await createMakeMessage(ports)(RITA, { runId, kind }, SIGNAL)
    const chunks: Uint8Array[] = []
    for await (const chunk of message.content(SIGNAL)) chunks.push(chunk)
    const path = join(folder, message.filename)
    await writeFile(path, Buffer.concat(chunks))
    const members = new Map<string, Buffer>()
    const zip = await openPromise(path)
    for await (const entry of zip.eachEntry()) {
      const parts: Buffer[] = []
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
      members.set(entry.fileName, Buffer.concat(parts))
    }
    return members
  }

  async function xmlOf(
    members: ReadonlyMap<string, Buffer>,
  ): Promise<{ readonly text: string; readonly path: string }> {
    const [name] = [...members.keys()].filter((one) => one.endsWith('.xml'))
    const path = join(folder, name ?? 'none')
    await writeFile(path, members.get(name ?? '') ?? '')
    return { text: (members.get(name ?? '') ?? '').toString(), path }
  }

  const answer = (runId: string, xml: string): Promise<DisposalRun> =>
    createTakeAnswer(mailroom)(RITA, { runId, xml }, SIGNAL)

  it('takes what is free, in one run at a time, and gives it back when it is cancelled', async function () {
    const run = await prepare()
    expect([run.serial, run.state, run.files.map(({ proposal }) => proposal)]).to.deep.equal([
      1,
      'prepared',
      ['B', 'B'],
    ])
    await expectFailure(prepare(), 'validation-failed')
    await createCancelRun(mailroom)(RITA, { runId: run.id, reason: 'Irrtum' }, SIGNAL)
    await createPlaceHold(mailroom)(
      CLARA,
      { caseFileId: files[0].id, owner: 'Rechtsamt', reason: 'Klage' },
      SIGNAL,
    )
    await expectFailure(prepare(), 'validation-failed')
    await expectFailure(
      createPrepareRun(mailroom)(CLARA, { caseFileIds: [], archive: 'a', isDirect: false }, SIGNAL),
      'forbidden',
    )
  })

  it('offers by 0501 without files, and hands over by 0503 with them, as the schema has it', async function () {
    const run = await prepare()
    await expectFailure(made(run.id, 'transfer'), 'state-conflict')
    const offer = await made(run.id, 'offer')
    expect([...offer.keys()]).to.deep.equal([`${run.processId}_Aussonderung.Anbieteverzeichnis.0501.xml`])
    const offered = await xmlOf(offer)
    expect(offered.text)
      .to.include('Hilfe zur Pflege &lt;Müller &amp; Söhne&gt;')
      .and.not.include('Primaerdokument')
    await answer(run.id, appraisal(run, ['A', 'V']))
    const transfer = await made(run.id, 'transfer')
    const sent = await xmlOf(transfer)
    const names = [...sent.text.matchAll(/<xdomea:Dateiname>([^<]+)</g)].map(([, name = '']) => name)
    expect(names).to.have.lengthOf(2)
    expect([...transfer.keys()].slice(1)).to.have.members(names)
    expect(names.map((name) => transfer.get(name)?.toString())).to.include('copy of eins')
    expect(sent.text).to.include(files[0].fileNumber).and.not.include(files[1].fileNumber)
    for (const { path } of [offered, sent]) expect(schemaFaults(this, path)).to.equal('')
  })

  it('packs just what it keeps in mind of the file, also when that changes at this moment', async function () {
    const looks = new Map<string, number>()
    const documents: typeof mailroom.documents = {
      ...mailroom.documents,
      async ofCaseFile(actor, caseFileId, signal) {
        looks.set(caseFileId, (looks.get(caseFileId) ?? 0) + 1)
        return looks.get(caseFileId) === 1 ? mailroom.documents.ofCaseFile(actor, caseFileId, signal) : []
      },
    }
    ports = { ...ports, documents }
    const run = await prepare()
    const { text } = await xmlOf(await made(run.id, 'offer'))
    expect([text.match(/<xdomea:Dokument>/g)?.length, [...looks.values()]]).to.deep.equal([2, [1, 1]])
  })

  it('takes no answer for another run, of another kind, or with a document type', async function () {
    const run = await prepare()
    await made(run.id, 'offer')
    const good = appraisal(run, ['A', 'V'])
    const bad = [
      ['<x/>', 'validation-failed'],
      [good.replace(run.processId, '00000000-0000-4000-8000-000000000000'), 'validation-failed'],
      [
        good.replace(run.files[0]?.messageId ?? '', '00000000-0000-4000-8000-000000000000'),
        'validation-failed',
      ],
      [good.replace('<code>V</code>', '<code>X</code>'), 'validation-failed'],
      [good.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), 'xml-forbidden'],
      [good.slice(0, -20), 'document-damaged'],
      [confirmation(run, run.files[0]?.messageId ?? '', true), 'state-conflict'],
    ] as const
    for (const [xml, code] of bad) await expectFailure(answer(run.id, xml), code)
    expect((await runOf(run)).files.some(({ decision }) => decision !== undefined)).to.equal(false)
  })

  it('destroys nothing without the word of the archive, nor for one person alone', async function () {
    const run = await prepare()
    const request = createRequestDestruction(mailroom)
    await expectFailure(request(RITA, run.id, SIGNAL), 'state-conflict')
    await made(run.id, 'offer')
    await expectFailure(request(RITA, run.id, SIGNAL), 'state-conflict')
    const undecided = await answer(run.id, appraisal(run, ['B', 'A']))
    expect(undecided.files.map(({ decision }) => decision?.value)).to.deep.equal([undefined, 'A'])
    await expectFailure(request(RITA, run.id, SIGNAL), 'state-conflict')
    await made(run.id, 'transfer')
    const failed = await answer(run.id, confirmation(run, run.files[1]?.messageId ?? '', false))
    expect(failed.files[1]?.importFault).to.equal('kaputt')
    await expectFailure(request(RITA, run.id, SIGNAL), 'state-conflict')
    const taken = await answer(run.id, confirmation(run, run.files[1]?.messageId ?? '', true))
    expect(taken.files[1]?.imported?.archiveNumber).to.equal('B 7/12')
    await request(RITA, run.id, SIGNAL)
    await expectFailure(createApproveDestruction(mailroom)(RITA, run.id, SIGNAL), 'forbidden')
    await createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL)
    const ended = await runOf(run)
    expect(ended.files.map(({ destroyed }) => destroyed !== undefined)).to.deep.equal([false, true])
    expect((await mailroom.caseFiles.find(CLARA, files[0].id, SIGNAL))?.disposalRunId).to.equal(undefined)
  })

  /** Decided V by letter, and asked for. */
  async function doomed(): Promise<DisposalRun> {
    const run = await prepare()
    await made(run.id, 'offer')
    const answers = files.map(({ id }) => ({ caseFileId: id, answer: 'V' as const }))
    await createRecordLetter(mailroom)(
      RITA,
      { runId: run.id, reference: 'Schreiben vom 1.3.2026', answers },
      SIGNAL,
    )
    return createRequestDestruction(mailroom)(RITA, run.id, SIGNAL)
  }

  it('leaves nothing of a file but numbers, and no check takes that for a loss', async function () {
    const documents = await mailroom.documents.ofCaseFile(mailroom.machine, files[0].id, SIGNAL)
    const [item] = (
      await mailroom.incomingItems.list(mailroom.machine, { caseFileId: files[0].id }, { limit: 5 }, SIGNAL)
    ).items
    const run = await doomed()
    await createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL)
    const after = await runOf(run)
    expect(after).to.include({ state: 'ended' })
    expect(after.objectsToErase).to.deep.equal([])
    expect([...mailroom.blobStore.objects.keys()]).to.deep.equal([])
    expect(await mailroom.caseFiles.find(mailroom.machine, files[0].id, SIGNAL)).to.equal(undefined)
    for (const { id } of documents) {
      expect(await mailroom.documents.find(mailroom.machine, id, SIGNAL)).to.equal(undefined)
      expect(await mailroom.documents.findPage(mailroom.machine, id, 1, SIGNAL)).to.equal(undefined)
    }
    const left = await mailroom.incomingItems.find(mailroom.machine, item?.id ?? '', SIGNAL)
    expect(left).to.include({ receiptNumber: item?.receiptNumber, state: 'done' })
    expect(left).to.not.have.any.keys('subject', 'sender', 'note')
    expect(JSON.stringify(left)).to.not.include('Erika')
    const { machine } = mailroom
    expect(await createCheckConsistency(mailroom)(person('ada'), SIGNAL)).to.deep.equal([])
    const events = await mailroom.auditLog.events(machine, 0, 500, SIGNAL)
    expect(await missingRecords(mailroom, machine, events, SIGNAL)).to.deep.equal([])
    expect((await mailroom.auditLog.verify(machine, SIGNAL)).ok).to.equal(true)
    const told = JSON.stringify(certificateView(after, TENANT, { versions: false }))
    expect(told)
      .to.include(files[0].fileNumber)
      .and.include('Schreiben vom 1.3.2026')
      .and.include('Konto rolf')
    for (const word of ['Pflege', 'Müller', 'Erika']) expect(told).to.not.include(word)
  })

  it('spares what somebody holds back in the last moment, and what has changed since the offer', async function () {
    const run = await doomed()
    const hold = { caseFileId: files[0].id, owner: 'Rechnungshof', reason: 'Prüfung' }
    const held = await createPlaceHold(mailroom)(CLARA, hold, SIGNAL)
    const [document] = await mailroom.documents.ofCaseFile(mailroom.machine, files[1].id, SIGNAL)
    if (document === undefined) throw new Error('The file has no document.')
    const { original } = document
    const other = { ...document, original: { ...original, sha256: 'ab'.repeat(32) } }
    await mailroom.documents.save(mailroom.machine, other, SIGNAL)
    await createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL)
    const after = await runOf(run)
    expect(after.files.map(({ keptBecause }) => keptBecause)).to.deep.equal([['hold'], ['changed']])
    expect(after.files.some(({ destroyed }) => destroyed !== undefined)).to.equal(false)
    expect(await mailroom.caseFiles.find(CLARA, files[0].id, SIGNAL)).to.not.equal(undefined)
    const holdId = held.holds?.[0]?.id ?? ''
    await createLiftHold(mailroom)(
      person('hans'),
      { caseFileId: files[0].id, holdId, reason: 'fertig' },
      SIGNAL,
    )
    await expectFailure(createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL), 'state-conflict')
  })

  it('ends the check of a scan with its letter, and remembers that the paper is kept', async function () {
    const [document] = await mailroom.documents.ofCaseFile(mailroom.machine, files[0].id, SIGNAL)
    const type = await mailroom.documentTypes.find(mailroom.machine, 'rechnung', SIGNAL)
    if (document === undefined || type === undefined) throw new Error('Letter or type is missing.')
    const { itemId } = document
    const stamp = {
      confirmedAt: document.capturedAt,
      confirmedBy: { kind: 'user', id: 'u', displayName: 'u' },
    } as const
    const index = { documentType: { value: 'rechnung', ...stamp } }
    await mailroom.documents.save(mailroom.machine, { ...document, index }, SIGNAL)
    await mailroom.documentTypes.save(mailroom.machine, { ...type, keepsPaper: true }, SIGNAL)
    await mailroom.scanChecks.insert(mailroom.machine, checkOf(TENANT.id, { itemId }), SIGNAL)
    const run = await doomed()
    await createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL)
    const left = await mailroom.incomingItems.find(mailroom.machine, itemId, SIGNAL)
    expect(left?.disposal?.keepsPaper).to.equal(true)
    const check = await mailroom.scanChecks.ofItem(mailroom.machine, itemId, SIGNAL)
    expect(check?.state).to.equal('ended')
    await expectFailure(createShowCheck(mailroom)(person('max'), check?.id ?? '', SIGNAL), 'not-found')
  })

  it('goes on where the store failed, and says until then that bytes are left', async function () {
    const run = await doomed()
    const broken = { ...mailroom.blobStore, erase: () => Promise.reject(new Error('no store')) }
    const approve = createApproveDestruction({ ...mailroom, blobStore: broken })
    const failure: unknown = await approve(ROLF, run.id, SIGNAL).catch((error: unknown) => error)
    expect(String(failure)).to.include('no store')
    expect((await runOf(run)).objectsToErase.length).to.be.above(0)
    expect(mailroom.blobStore.objects.size).to.be.above(0)
    const after = await createEraseObjects(mailroom)(RITA, run.id, SIGNAL)
    expect([after.objectsToErase, mailroom.blobStore.objects.size]).to.deep.equal([[], 0])
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createScratchSpace } from '../../../../src/adapters/filesystem/scratch.ts'
import { createZipWriter } from '../../../../src/adapters/yazl/zip-writer.ts'
import type { DisposalRun } from '../../../../src/domain/disposal/disposal-run.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createRequestDestruction } from '../../../../src/usecases/disposal/destroy-run.ts'
import { createMakeMessage, type MessageKind } from '../../../../src/usecases/disposal/make-message.ts'
import { createPrepareRun } from '../../../../src/usecases/disposal/prepare-run.ts'
import { createTakeAnswer } from '../../../../src/usecases/disposal/take-answer.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, SIGNAL, type Mailroom } from '../support/mailroom.ts'
import { appraisal, confirmation } from './messages.ts'
import { CLARA, closedFile, keepNothing, RITA } from './support.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** What an archive says counts for what it was told of, once, and in the order in which it says it. */
describe('the word of an archive', function () {
  let folder: string
  let mailroom: Mailroom
  let file: CaseFile
  let run: DisposalRun
  let ports: Parameters<typeof createMakeMessage>[0]

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    mailroom = await openMailroom()
    await keepNothing(mailroom)
    file = await closedFile(mailroom, 'eins')
    mailroom.clock.advance(2 * DAY_MS)
    const scratch = await createScratchSpace({ directory: join(folder, 'scratch'), headroomBytes: 0 })
    ports = { ...mailroom, scratch, zipWriter: createZipWriter() }
    const input = { caseFileIds: [file.id], archive: 'Stadtarchiv', isDirect: false }
    run = await createPrepareRun(mailroom)(RITA, input, SIGNAL)
  })
  afterEach(async function () {
    await rm(folder, { recursive: true })
  })

  async function make(kind: MessageKind): Promise<void> {
    await using _made = await createMakeMessage(ports)(RITA, { runId: run.id, kind }, SIGNAL)
  }
  const answer = (xml: string): Promise<DisposalRun> =>
    createTakeAnswer(mailroom)(RITA, { runId: run.id, xml }, SIGNAL)

  async function setState(state: 'open' | 'closed'): Promise<void> {
    const { version = 0 } = (await mailroom.caseFiles.find(CLARA, file.id, SIGNAL)) ?? {}
    const patch = { caseFileId: file.id, expectedVersion: version, state, reason: 'Nachtrag' }
    await createPatchCaseFile(mailroom)(CLARA, patch, SIGNAL)
  }

  /** One more letter comes into the closed file. */
  async function addLetter(): Promise<void> {
    await setState('open')
    const confirmed = { confirmedAt: '2026-03-02T08:00:00.000Z' }
    const { item } = await anInboxLetter(mailroom, { item: confirmed })
    await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId: file.id }, SIGNAL)
    await setState('closed')
    mailroom.clock.advance(2 * DAY_MS)
  }

  it('is of the files as they were told of first: another offer of something else is not made', async function () {
    await make('offer')
    await make('offer')
    await addLetter()
    await expectFailure(make('offer'), 'validation-failed')
  })

  it('that it has a file is not that it has what came into the file later', async function () {
    await make('offer')
    await answer(appraisal(run, ['A']))
    await make('transfer')
    await answer(confirmation(run, run.files[0]?.messageId ?? '', true))
    const told = (await mailroom.disposalRuns.find(RITA, run.id, SIGNAL))?.files[0]?.contents
    await addLetter()
    await expectFailure(make('transfer'), 'validation-failed')
    expect((await mailroom.disposalRuns.find(RITA, run.id, SIGNAL))?.files[0]?.contents).to.equal(told)
  })

  it('does not come to files of which a document is in quarantine', async function () {
    await make('offer')
    await answer(appraisal(run, ['A']))
    const [document] = await mailroom.documents.ofCaseFile(mailroom.machine, file.id, SIGNAL)
    if (document === undefined) throw new Error('The file has no document.')
    const virusScan = { state: 'infected', at: '2026-03-02T08:00:00.000Z' } as const
    const held = await mailroom.documents.save(mailroom.machine, { ...document, virusScan }, SIGNAL)
    await expectFailure(make('transfer'), 'validation-failed')
    const clean = { ...virusScan, state: 'clean' } as const
    await mailroom.documents.save(mailroom.machine, { ...held, virusScan: clean }, SIGNAL)
    await make('transfer')
  })

  it('comes to files that few may know, and who got them out is in the access log', async function () {
    await make('offer')
    await answer(appraisal(run, ['A']))
    const { machine, documents, auditLog } = mailroom
    const [document] = await documents.ofCaseFile(machine, file.id, SIGNAL)
    if (document === undefined) throw new Error('The file has no document.')
    await documents.save(machine, { ...document, readKeys: ['unit:social:confidential'] }, SIGNAL)
    await make('transfer')
    const told = await auditLog.history(machine, 'document', document.id, SIGNAL)
    expect(told.map(({ action, actor }) => [action, actor.userId])).to.deep.include([
      'read.downloaded',
      'rita',
    ])
  })

  it('is heard once, and not when it is older than what it has said since', async function () {
    await make('offer')
    const first = appraisal(run, ['V'], '2026-03-10T09:00:00+01:00')
    const second = appraisal(run, ['A'], '2026-03-10T08:30:00Z')
    await answer(second)
    for (const stale of [first, second]) await expectFailure(answer(stale), 'validation-failed')
    await expectFailure(createRequestDestruction(mailroom)(RITA, run.id, SIGNAL), 'state-conflict')
    const third = await answer(appraisal(run, ['V'], '2026-03-10T10:00:00Z'))
    expect(third.files[0]?.decision?.value).to.equal('V')
  })

  it('says nothing when it says two things of one file', async function () {
    await make('offer')
    await expectFailure(answer(appraisal(run, ['A', 'V'])), 'validation-failed')
    const twice = await answer(appraisal(run, ['V', 'V']))
    expect(twice.files[0]?.decision?.value).to.equal('V')
  })
})

import { expect } from 'chai'
import type { DisposalRun } from '../../../src/domain/disposal/disposal-run.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { CaseFile } from '../../../src/domain/filing/case-file.ts'
import type { BlobStore } from '../../../src/ports/blob-store.ts'
import type { RecordRemover } from '../../../src/ports/record-remover.ts'
import { createApproveDestruction, createFinishRun } from '../../../src/usecases/disposal/destroy-run.ts'
import { createCancelRun } from '../../../src/usecases/disposal/runs.ts'
import { createPlaceHold } from '../../../src/usecases/filing/legal-holds.ts'
import { finishDisposals, finishDue } from '../../../src/workers/finish-disposals.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../usecases/support/mailroom.ts'
import { CLARA, closedFile, keepNothing, requestedRun, RITA, ROLF } from '../usecases/disposal/support.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const SENDER = 'Erika Beispiel'

describe('destructions that were interrupted', function () {
  let mailroom: Mailroom
  let files: readonly [CaseFile, CaseFile]
  let run: DisposalRun

  beforeEach(async function () {
    mailroom = await openMailroom()
    await keepNothing(mailroom)
    files = [await closedFile(mailroom, 'eins'), await closedFile(mailroom, 'zwei')]
    mailroom.clock.advance(2 * DAY_MS)
    const ids = files.map(({ id }) => id)
    run = await requestedRun(mailroom, ids)
  })

  const portsFor = (changed: Partial<Mailroom> = {}) => {
    const own = { ...mailroom, ...changed }
    return { ...own, finishRun: createFinishRun(own), log: SILENT_LOG }
  }
  const finish = (changed: Partial<Mailroom> = {}): Promise<void> =>
    finishDue(portsFor(changed), TENANT.id, SIGNAL)
  const runNow = async (): Promise<DisposalRun> => {
    const found = await mailroom.disposalRuns.find(RITA, run.id, SIGNAL)
    if (found === undefined) throw new Error('The run is gone.')
    return found
  }
  const areThere = (): Promise<boolean[]> =>
    Promise.all(
      files.map(
        async ({ id }) => (await mailroom.caseFiles.find(mailroom.machine, id, SIGNAL)) !== undefined,
      ),
    )

  /** The process ends when the second file is to be removed. */
  function dyingRemover(): RecordRemover {
    let calls = 0
    return {
      ...mailroom.recordRemover,
      removeCaseFile(actor, removed, signal) {
        calls += 1
        if (calls > 1) return Promise.reject(new Error('killed'))
        return mailroom.recordRemover.removeCaseFile(actor, removed, signal)
      },
    }
  }

  async function approveAndDie(changed: Partial<Mailroom>): Promise<void> {
    const approve = createApproveDestruction({ ...mailroom, ...changed })
    const failure: unknown = await approve(ROLF, run.id, SIGNAL).catch((error: unknown) => error)
    expect(String(failure)).to.include('killed')
  }

  it('are ended at the start, with the files that are left and all bytes', async function () {
    await approveAndDie({ recordRemover: dyingRemover() })
    expect(await areThere()).to.deep.equal([false, true])
    const stopper = new AbortController()
    const bell = {
      ring: () => undefined,
      wait: () => {
        stopper.abort()
        return Promise.resolve()
      },
    }
    await finishDisposals({ ...portsFor(), bell }, stopper.signal)
    expect(await areThere()).to.deep.equal([false, false])
    expect(await runNow()).to.deep.include({ state: 'ended', objectsToErase: [] })
    expect([...mailroom.blobStore.objects.keys()]).to.deep.equal([])
    const events = await mailroom.auditLog.history(mailroom.machine, 'disposal-run', run.id, SIGNAL)
    expect(events.map(({ action }) => action)).to.include.members(['disposal.ended', 'disposal.erased'])
  })

  it('spare what was put under a hold meanwhile, and leave alone what only one person wants', async function () {
    await finish()
    expect(await areThere()).to.deep.equal([true, true])
    await approveAndDie({ recordRemover: dyingRemover() })
    const hold = { caseFileId: files[1].id, owner: 'Rechnungshof', reason: 'Prüfung' }
    await createPlaceHold(mailroom)(CLARA, hold, SIGNAL)
    await finish()
    expect(await areThere()).to.deep.equal([false, true])
    expect((await runNow()).files.map(({ keptBecause }) => keptBecause)).to.deep.equal([undefined, ['hold']])
  })

  it('are not gone on with by a run that was called off, but its bytes go', async function () {
    await approveAndDie({ recordRemover: dyingRemover() })
    await createCancelRun(mailroom)(RITA, { runId: run.id, reason: 'Halt' }, SIGNAL)
    await finish()
    expect(await areThere()).to.deep.equal([false, true])
    expect((await runNow()).objectsToErase).to.deep.equal([])
    expect(mailroom.blobStore.objects.size).to.be.above(0)
  })

  it('destroy nothing for a run whose record names one person twice', async function () {
    const { requested } = run
    if (requested === undefined) throw new Error('Nobody has asked.')
    await mailroom.disposalRuns.save(RITA, { ...run, approved: requested }, SIGNAL)
    await finish()
    expect(await areThere()).to.deep.equal([true, true])
    await expectFailure(createFinishRun(mailroom)(run, 'request', SIGNAL), 'state-conflict')
  })

  it('do nothing twice when two go on with the same run at once', async function () {
    await approveAndDie({ recordRemover: dyingRemover() })
    await Promise.all([finish(), finish(), finish()])
    const events = await mailroom.auditLog.events(mailroom.machine, 0, 500, SIGNAL)
    const count = (action: string): number => events.filter((event) => event.action === action).length
    expect([count('case-file.destroyed'), count('disposal.ended')]).to.deep.equal([2, 1])
  })

  it('erase what they can when the store guards an object, and say what is left', async function () {
    const [first] = await mailroom.documents.ofCaseFile(mailroom.machine, files[0].id, SIGNAL)
    const guarded = first?.original.key ?? ''
    const blobStore: BlobStore = {
      ...mailroom.blobStore,
      erase: (key, signal) =>
        key === guarded
          ? Promise.reject(new MailroomError('retention-locked', 'guarded'))
          : mailroom.blobStore.erase(key, signal),
    }
    const approve = createApproveDestruction({ ...mailroom, blobStore })
    await expectFailure(approve(ROLF, run.id, SIGNAL), 'retention-locked')
    expect((await runNow()).objectsToErase).to.deep.equal([guarded])
    expect([...mailroom.blobStore.objects.keys()]).to.deep.equal([guarded])
    await finish()
    expect((await runNow()).objectsToErase).to.deep.equal([])
  })

  it('leave nothing of what a document once had: other readings, lessons, the learnt sender', async function () {
    const [document] = await mailroom.documents.ofCaseFile(mailroom.machine, files[0].id, SIGNAL)
    if (document === undefined) throw new Error('The file has no document.')
    const old = `renditions/${TENANT.id}/${document.id}/view-old.pdf`
    mailroom.blobStore.objects.set(old, { bytes: Buffer.from('old'), storedAt: new Date() })
    const entry = {
      value: SENDER,
      confirmedAt: '2026-03-02T08:00:00.000Z',
      confirmedBy: { kind: 'user', id: 'clara', displayName: 'clara' },
    } as const
    const taught = { ...document, index: { sender: entry }, taughtSender: SENDER }
    await mailroom.documents.save(mailroom.machine, taught, SIGNAL)
    // That somebody had typed in at the door, and that another letter has taught.
    const [typed] = await mailroom.documents.ofCaseFile(mailroom.machine, files[1].id, SIGNAL)
    if (typed === undefined) throw new Error('The file has no document.')
    const index = { sender: { ...entry, value: 'Anna Klein' } }
    await mailroom.documents.save(mailroom.machine, { ...typed, index }, SIGNAL)
    for (const name of [SENDER, 'Anna Klein'])
      await mailroom.addressBook.learn(CLARA, { name, city: 'Mainz' }, SIGNAL)
    await createApproveDestruction(mailroom)(ROLF, run.id, SIGNAL)
    expect([...mailroom.blobStore.objects.keys()]).to.deep.equal([])
    const senders = await mailroom.addressBook.senders(mailroom.machine, 9, SIGNAL)
    expect(senders.map(({ name }) => name)).to.deep.equal(['Anna Klein'])
    const lines = await mailroom.trainingJournal.readSince(mailroom.machine, 0, 50, SIGNAL)
    expect(lines.filter(({ features }) => features !== '')).to.deep.equal([])
    await expectFailure(createApproveDestruction(mailroom)(person('ada'), run.id, SIGNAL), 'forbidden')
  })
})

import { expect } from 'chai'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { classifiableDocument } from '../../../src/domain/classification/classifiable-document.ts'
import { featuresOf } from '../../../src/domain/classification/features.ts'
import type { TrainingTask } from '../../../src/domain/classification/training.ts'
import { NO_PROPOSALS } from '../../../src/domain/extraction/proposal.ts'
import type { Log } from '../../../src/ports/log.ts'
import type { TrainingJournal } from '../../../src/ports/training-journal.ts'
import { createClassifierMemory, type ClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { aPage } from '../usecases/support/letters.ts'
import { openMailroom, SIGNAL, type Mailroom } from '../usecases/support/mailroom.ts'

describe('the memory of the classifiers', function () {
  let mailroom: Mailroom

  let warnings: string[]
  const log: Log = { info: () => undefined, warn: (event) => warnings.push(event), error: () => undefined }

  function memoryOf(trainingJournal: TrainingJournal, patienceMs?: number): ClassifierMemory {
    return createClassifierMemory({ trainingJournal, log, sliceRunner: createSliceRunner() }, patienceMs)
  }

  beforeEach(async function () {
    mailroom = await openMailroom()
    warnings = []
  })

  it('passes over a damaged line and says so', async function () {
    await append('documentType', 'rechnung', 'a')
    const damaged = { task: 'documentType', label: 'rechnung', documentId: 'b', features: '!' } as const
    await mailroom.trainingJournal.append(mailroom.machine, damaged, SIGNAL)
    const memory = memoryOf(mailroom.trainingJournal)
    expect((await memory.classifiers(mailroom.machine, SIGNAL)).documentType.size.examples).to.equal(1)
    expect(warnings).to.deep.equal(['training-lines-damaged'])
  })

  async function append(
    task: TrainingTask,
    label: string,
    documentId: string,
    retracted = false,
  ): Promise<void> {
    const features = featuresOf(
      classifiableDocument([aPage(`${label} Brief`)], NO_PROPOSALS, 'letter'),
    ).packed
    const example = { task, label, documentId, features, ...(retracted ? { retracted } : {}) }
    await mailroom.trainingJournal.append(mailroom.machine, example, SIGNAL)
  }

  it('counts a lesson with the next question', async function () {
    const memory = memoryOf(mailroom.trainingJournal)
    expect((await memory.classifiers(mailroom.machine, SIGNAL)).documentType.size.examples).to.equal(0)
    await append('documentType', 'rechnung', 'a')
    const { documentType, orgUnit } = await memory.classifiers(mailroom.machine, SIGNAL)
    expect([documentType.size.examples, orgUnit.size.examples]).to.deep.equal([1, 0])
  })

  it('forgets what was taken back', async function () {
    const memory = memoryOf(mailroom.trainingJournal)
    await append('orgUnit', 'social', 'a')
    await append('orgUnit', 'social', 'a', true)
    expect((await memory.classifiers(mailroom.machine, SIGNAL)).orgUnit.size.examples).to.equal(0)
  })

  it('learns each lesson once, however many ask at once', async function () {
    for (let index = 0; index < 20; index += 1) await append('documentType', 'rechnung', `document ${index}`)
    const memory = memoryOf(mailroom.trainingJournal)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => memory.classifiers(mailroom.machine, SIGNAL)),
    )
    for (const { documentType } of answers) expect(documentType.size.examples).to.equal(20)
  })

  it('keeps tenants apart', async function () {
    await append('documentType', 'rechnung', 'a')
    const memory = memoryOf(mailroom.trainingJournal)
    await memory.classifiers(mailroom.machine, SIGNAL)
    const { documentType } = await memory.classifiers(systemActor('other', 'r'), SIGNAL)
    expect(documentType.size.examples).to.equal(0)
  })

  it('answers from what it has learnt while the journal is slow', async function () {
    for (let index = 0; index < 40; index += 1) await append('documentType', 'rechnung', `a${index}`)
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    let reads = 0
    const journal = {
      ...mailroom.trainingJournal,
      readSince: async (...call: Parameters<typeof mailroom.trainingJournal.readSince>) => {
        reads += 1
        if (reads === 2) await gate
        return mailroom.trainingJournal.readSince(...call)
      },
    }
    const memory = memoryOf(journal, 1)
    await memory.classifiers(mailroom.machine, SIGNAL)
    await append('documentType', 'mahnung', 'b')
    expect((await memory.classifiers(mailroom.machine, SIGNAL)).documentType.size.examples).to.equal(40)
    open()
    let examples = 0
    for (let round = 0; round < 10_000 && examples < 41; round += 1) {
      examples = (await memory.classifiers(mailroom.machine, SIGNAL)).documentType.size.examples
    }
    expect(examples).to.equal(41)
  })

  it('goes on after the journal could not be read', async function () {
    await append('documentType', 'rechnung', 'a')
    let failures = 1
    const journal = {
      ...mailroom.trainingJournal,
      readSince: (...call: Parameters<typeof mailroom.trainingJournal.readSince>) =>
        failures-- > 0 ? Promise.reject(new Error('down')) : mailroom.trainingJournal.readSince(...call),
    }
    const memory = memoryOf(journal)
    expect(await memory.classifiers(mailroom.machine, SIGNAL).catch(() => 'failed')).to.equal('failed')
    expect((await memory.classifiers(mailroom.machine, SIGNAL)).documentType.size.examples).to.equal(1)
  })
})

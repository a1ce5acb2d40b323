import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../src/adapters/re2js/pattern-matcher.ts'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import { classifiableDocument } from '../../../src/domain/classification/classifiable-document.ts'
import { featuresOf } from '../../../src/domain/classification/features.ts'
import { NO_PROPOSALS } from '../../../src/domain/extraction/proposal.ts'
import type { Log } from '../../../src/ports/log.ts'
import { createClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import type { Additions } from '../../../src/pipeline/stage.ts'
import { aCaseFile } from '../domain/intake/items.ts'
import { aLetter, aPage } from '../usecases/support/letters.ts'
import { openMailroom, SIGNAL, TENANT, type Mailroom } from '../usecases/support/mailroom.ts'
import { createFakeReader } from './fake-reader.ts'

const BILL = 'Rechnung über Pflegeleistungen im Monat März Betrag zahlbar bis Monatsende Überweisung'
const REMINDER = 'Mahnung wegen Gewerbesteuer Vorauszahlung Säumniszuschlag Vollstreckung angedroht Frist'

describe('the job understand', function () {
  let mailroom: Mailroom
  let warnings: string[]

  beforeEach(async function () {
    mailroom = await openMailroom()
    warnings = []
  })

  async function understand(text: string): Promise<Additions> {
    const { item, documents } = await aLetter(mailroom, { text })
    const [document] = documents
    if (document === undefined) throw new Error('the document is missing')
    const reader = createFakeReader({ pages: [text] })
    const log: Log = { info: () => undefined, warn: (event) => warnings.push(event), error: () => undefined }
    const ports = {
      ...mailroom,
      reader,
      scratch: reader.scratch,
      patternMatcher: createRe2PatternMatcher(),
      log,
    }
    const context = {
      actor: mailroom.machine,
      signal: SIGNAL,
      jobId: 'j',
      report: async () => undefined,
      mayGoOn: async () => true,
    }
    const memory = createClassifierMemory({ ...ports, sliceRunner: createSliceRunner() })
    return createPipeline(ports, memory).understand.run({ item, document }, context)
  }

  async function teach(text: string, documentType: string, orgUnit: string, count = 4): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const pages = [aPage(`${text} ${index}`)]
      const features = featuresOf(classifiableDocument(pages, NO_PROPOSALS, 'letter')).packed
      const documentId = `${documentType} ${index}`
      for (const [task, label] of [
        ['documentType', documentType],
        ['orgUnit', orgUnit],
      ] as const) {
        await mailroom.trainingJournal.append(mailroom.machine, { task, label, documentId, features }, SIGNAL)
      }
    }
  }

  it('abstains with a sentence while it has learnt nothing', async function () {
    const { proposals } = await understand(BILL)
    expect(proposals?.fields.documentType).to.deep.equal([])
    expect(proposals?.abstained.documentType).to.be.a('string')
    expect(proposals?.abstained.orgUnit).to.be.a('string')
  })

  it('proposes what people have taught, with labels and reasons', async function () {
    await teach(BILL, 'rechnung', 'social')
    await teach(REMINDER, 'mahnung', 'tax')
    const { fields } = (await understand(`${BILL} Nachtrag`)).proposals ?? NO_PROPOSALS
    const [type] = fields.documentType ?? []
    const [unit] = fields.orgUnit ?? []
    expect(type).to.include({ value: 'rechnung' })
    expect(type?.details).to.include({ label: 'rechnung' })
    expect(type?.reasons).not.to.deep.equal([])
    expect(unit?.details).to.include({ label: '50 Sozialamt' })
  })

  it('keeps the earlier letters most like this one for those who may see them, and puts none into words', async function () {
    await teach(BILL, 'rechnung', 'social')
    await teach(REMINDER, 'mahnung', 'tax')
    const { similar, proposals } = await understand(`${BILL} Nachtrag`)
    expect(similar?.map(({ documentId }) => documentId.split(' ')[0])).to.deep.equal(
      Array.from({ length: 4 }, () => 'rechnung'),
    )
    expect(JSON.stringify(proposals)).not.to.match(/rechnung \d|Ähnelt/)
  })

  it('never proposes retired types and dissolved units', async function () {
    await teach(BILL, 'fernschreiben', 'social')
    await teach(REMINDER, 'mahnung', 'tax')
    const unit = await mailroom.orgUnits.find(mailroom.machine, 'social', SIGNAL)
    if (unit === undefined) throw new Error('the unit is missing')
    await mailroom.orgUnits.save(mailroom.machine, { ...unit, validTo: '2026-01-31' }, SIGNAL)
    const { proposals } = await understand(BILL)
    const values = [...(proposals?.fields.documentType ?? []), ...(proposals?.fields.orgUnit ?? [])].map(
      ({ value }) => value,
    )
    expect(values).not.to.include.members(['fernschreiben'])
    expect(values).not.to.include.members(['social'])
  })

  it('proposes a unit through its last day in the city, in the evening too, and not after it', async function () {
    await teach(BILL, 'rechnung', 'social')
    await teach(REMINDER, 'mahnung', 'tax')
    const unit = await mailroom.orgUnits.find(mailroom.machine, 'social', SIGNAL)
    if (unit === undefined) throw new Error('the unit is missing')
    await mailroom.orgUnits.save(mailroom.machine, { ...unit, validTo: '2026-03-29' }, SIGNAL)
    const unitsAt = async (instant: string) => {
      mailroom.clock.advance(Date.parse(instant) - mailroom.clock.now().getTime())
      const { proposals } = await understand(`${BILL} Nachtrag`)
      return (proposals?.fields.orgUnit ?? []).map(({ value }) => value)
    }
    expect(await unitsAt('2026-03-29T21:59:59.000Z')).to.include('social')
    expect(await unitsAt('2026-03-29T22:00:00.000Z')).not.to.include('social')
  })

  it('finds the open case file whose number stands in the letter', async function () {
    const caseFile = aCaseFile({ leadUnitId: 'social', readKeys: ['unit:social'] })
    await mailroom.caseFiles.insert(mailroom.machine, caseFile, SIGNAL)
    const { proposals } = await understand(`Aktenzeichen: ${caseFile.fileNumber} Ihr Schreiben`)
    expect(proposals?.fields.caseFile?.[0]).to.include({ value: 'file' })
    expect(proposals?.fields.caseFile?.[0]?.details).to.include({
      label: '50.10-2026/000001',
      orgUnitId: 'social',
    })
    expect(proposals?.fields.orgUnit?.[0]).to.include({ value: 'social' })
  })

  for (const [state, expected] of [
    ['open', ['file']],
    ['closed', []],
  ] as const) {
    it(`knows an ${state} case file by the reference of an earlier document`, async function () {
      const caseFile = aCaseFile({ state, leadUnitId: 'social', readKeys: ['unit:social'] })
      await mailroom.caseFiles.insert(mailroom.machine, caseFile, SIGNAL)
      const [earlier] = (await aLetter(mailroom, { text: 'früher' })).documents
      if (earlier === undefined) throw new Error('the document is missing')
      const confirmedBy = { kind: 'user', id: 'mia', displayName: 'Mia' } as const
      const foreignReference = { value: 'W-4711/26', confirmedAt: '2026-03-02T08:00:00.000Z', confirmedBy }
      const filed = { ...earlier, caseFileId: caseFile.id, index: { foreignReference } }
      await mailroom.documents.save(mailroom.machine, filed, SIGNAL)
      const { fields } = (await understand('Unser Zeichen: W-4711/26')).proposals ?? NO_PROPOSALS
      expect(fields.caseFile?.map(({ value }) => value)).to.deep.equal(expected)
      if (state === 'closed') return
      expect(fields.orgUnit?.[0]).to.include({ value: 'social' })
      expect(fields.orgUnit?.[0]?.reasons[0]?.text).to.match(
        /„W-4711\/26“ des Absenders steht in der offenen Akte/,
      )
    })
  }

  it('proposes no closed case file', async function () {
    const caseFile = aCaseFile({ state: 'closed', leadUnitId: 'social' })
    await mailroom.caseFiles.insert(mailroom.machine, caseFile, SIGNAL)
    const { proposals } = await understand(`Aktenzeichen: ${caseFile.fileNumber} Ihr Schreiben`)
    expect(proposals?.fields.caseFile).to.deep.equal([])
  })

  it('follows the rules, and passes over one that does not compile any more', async function () {
    const rule = { tenantId: TENANT.id, enabled: true, priority: 1, version: 1, target: { orgUnitId: 'tax' } }
    const conditions = [{ field: 'text', operator: 'contains', value: 'gewerbesteuer' }] as const
    await mailroom.routingRules.insert(
      mailroom.machine,
      { ...rule, id: 'good', name: 'Steuern', conditions },
      SIGNAL,
    )
    const broken = [{ field: 'text', operator: 'matches', value: '(' }] as const
    await mailroom.routingRules.insert(
      mailroom.machine,
      { ...rule, id: 'broken', name: 'kaputt', priority: 9, conditions: broken },
      SIGNAL,
    )
    const { proposals } = await understand(REMINDER)
    expect(proposals?.fields.orgUnit?.[0]).to.include({ value: 'tax' })
    expect(proposals?.fields.orgUnit?.[0]?.details).to.include({ ruleId: 'good' })
    expect(warnings).to.deep.equal(['routing-rule-unusable'])
  })

  it('is not brought down by hostile text', async function () {
    for (const text of ['', '\u0000\u202E', '('.repeat(2_000), '__proto__ constructor', '💥'.repeat(500)]) {
      expect((await understand(text)).proposals).to.be.an('object')
    }
  })
})

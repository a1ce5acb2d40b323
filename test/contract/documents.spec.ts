import { expect } from 'chai'
import type { StoredDocument } from '../../src/domain/intake/document.ts'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import { codeOf, documentOf, newId, newTenant, pageOf, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('documents', function (stores) {
  it('keeps proposals, index data and renditions as they are', async function () {
    const { id, machine } = newTenant()
    const object = { key: 'derived/1', mediaType: 'image/webp', sizeBytes: 12, sha256: 'cd'.repeat(32) }
    const document: StoredDocument = documentOf(id, {
      viewCopy: object,
      features: {
        signatures: [{ signer: 'Erika Muster', signedAt: '2026-11-22T20:05:49.000Z' }, {}],
        isProtected: true,
        form: 'xfa',
        hasEmbeddedFiles: true,
        isPortfolio: false,
        hasScripts: false,
        claimedPdfA: '2b',
      },
      viewCopyConformance: { claim: 'none', faults: ['foreign-fonts', 'form'] },
      pageImages: [{ page: 1, widthPx: 200, heightPx: 283, object }],
      ocr: { engine: 'tesseract.js', meanConfidence: 0.87654321, source: 'mixed', readingVersion: 3 },
      reading: 'r',
      taughtSender: 'Anna Klein',
      proposals: {
        fields: {
          amounts: [
            {
              value: { amount: '1234.50', currency: 'EUR' },
              weight: 0.75,
              page: 2,
              box: [0.1, 0.2, 0.3, 0.4],
              reasons: [{ kind: 'label', text: 'Summe', weight: -0.1 }],
              details: { role: 'total' },
            },
          ],
          subject: [],
        },
        abstained: { caseFile: 'Kein Aktenzeichen gefunden.' },
      },
      similar: [{ documentId: 'd', similarity: 0.875 }],
      index: {
        letterDate: {
          value: ['2026-03-01', { nested: { empty: {} } }, null, 0.5],
          confirmedAt: '2026-03-02T09:00:00.000Z',
          confirmedBy: { kind: 'user', id: 'u', displayName: 'U' },
        },
      },
      caseFileId: 'c',
      procedureId: 'p',
      processing: {
        state: 'needs-attention',
        stage: 'understand',
        reason: 'recognition-failed',
        pagesDone: 1,
      },
    })
    await stores.documents.insert(machine, document, signal)
    expect(await stores.documents.find(machine, document.id, signal)).to.deep.equal(document)
  })

  it('finds many in the order of the ids, leaving out what the actor may not read', async function () {
    const { id, machine, social } = newTenant()
    const open = [1, 2, 3].map(() => documentOf(id, { readKeys: ['unit:social'] }))
    const closed = documentOf(id, { readKeys: ['unit:roads'] })
    for (const document of [...open, closed]) await stores.documents.insert(machine, document, signal)
    const [first, second, third] = open.map((document) => document.id)
    const asked = [third, closed.id, first, newId(), second, third].flatMap((each) => each ?? [])
    const found = await stores.documents.findMany(social, asked, signal)
    expect(found.map((document) => document.id)).to.deep.equal([third, first, second, third])
    expect(await stores.documents.findMany(social, [], signal)).to.deep.equal([])
    expect(await stores.documents.findMany(newTenant().machine, asked, signal)).to.deep.equal([])
  })

  it('lists those of an item and of a case file by id, as far as the actor may read them', async function () {
    const { id, machine, social, roads } = newTenant()
    const mine = [1, 2].map(() => documentOf(id, { itemId: 'i', caseFileId: 'c', readKeys: ['unit:social'] }))
    for (const document of [...mine].reverse()) await stores.documents.insert(machine, document, signal)
    await stores.documents.insert(machine, documentOf(id, { itemId: 'other' }), signal)
    expect(await stores.documents.ofItem(social, 'i', signal)).to.deep.equal(mine)
    expect(await stores.documents.ofCaseFile(social, 'c', signal)).to.deep.equal(mine)
    expect(await stores.documents.ofItem(roads, 'i', signal)).to.deep.equal([])
    expect(await stores.documents.ofCaseFile(newTenant().machine, 'c', signal)).to.deep.equal([])
  })

  it('finds filed documents by the sender’s reference that people confirmed, newest first', async function () {
    const { id, machine, social, roads } = newTenant()
    const confirmedBy = { kind: 'user', id: 'u', displayName: 'Mia' } as const
    const stamp = { confirmedAt: '2026-03-02T08:00:00.000Z', confirmedBy }
    const withReference = (value: string | null, more: Parameters<typeof documentOf>[1] = {}) =>
      documentOf(id, { index: { foreignReference: { value, ...stamp } }, readKeys: ['unit:social'], ...more })
    const first = withReference('W-77/26', { caseFileId: 'c' })
    const second = withReference('W-78/26', { caseFileId: 'd' })
    const others = [
      withReference('W-77/26'),
      withReference('W-99/26', { caseFileId: 'c' }),
      withReference(null, { caseFileId: 'c' }),
      documentOf(id, { caseFileId: 'c' }),
    ]
    for (const document of [first, second, ...others])
      await stores.documents.insert(machine, document, signal)
    const wanted = ['W-77/26', 'W-78/26', '$ne']
    expect(await stores.documents.filedUnder(social, wanted, 10, signal)).to.deep.equal([second, first])
    expect(await stores.documents.filedUnder(machine, wanted, 1, signal)).to.deep.equal([second])
    expect(await stores.documents.filedUnder(roads, wanted, 10, signal)).to.deep.equal([])
    expect(await stores.documents.filedUnder(machine, [], 10, signal)).to.deep.equal([])
  })

  it('finds the documents for which a case file was proposed', async function () {
    const { id, machine, social } = newTenant()
    const proposing = (...values: readonly string[]): StoredDocument['proposals'] => ({
      fields: { caseFile: values.map((value) => ({ value, weight: 0.9, reasons: [] })) },
      abstained: {},
    })
    const wanted = documentOf(id, { proposals: proposing('f1', 'f2') })
    const others = [documentOf(id, { proposals: proposing('f3') }), documentOf(id)]
    for (const document of [wanted, ...others]) await stores.documents.insert(machine, document, signal)
    expect(await stores.documents.proposedFor(machine, 'f2', signal)).to.deep.equal([wanted])
    expect(await stores.documents.proposedFor(social, 'f2', signal)).to.deep.equal([])
  })

  it('finds the documents that share a key of their fingerprint, newest first', async function () {
    const { id, machine, social } = newTenant()
    const knownBy = (...keys: readonly string[]): StoredDocument =>
      documentOf(id, { fingerprint: { keys, signature: [1, 2], numbers: [3] } })
    const [first, second] = [knownBy('bytes:a', 'text:0:b'), knownBy('text:0:b')]
    const others = [knownBy('text:1:b'), documentOf(id)]
    for (const document of [first, second, ...others])
      await stores.documents.insert(machine, document, signal)
    const keys = ['bytes:a', 'text:0:b', '$ne']
    expect(await stores.documents.sharingFingerprint(machine, keys, 10, signal)).to.deep.equal([
      second,
      first,
    ])
    expect(await stores.documents.sharingFingerprint(machine, keys, 1, signal)).to.deep.equal([second])
    expect(await stores.documents.sharingFingerprint(social, keys, 10, signal)).to.deep.equal([])
  })

  it('walks through all documents of a tenant, for the machine only', async function () {
    const { id, machine, mailroom } = newTenant()
    const all = Array.from({ length: 5 }, () => documentOf(id))
    for (const document of all) await stores.documents.insert(machine, document, signal)
    const first = await stores.documents.all(machine, undefined, 3, signal)
    const rest = await stores.documents.all(machine, first.at(-1)?.id, 3, signal)
    expect([...first, ...rest]).to.deep.equal(all)
    expect(await stores.documents.all(machine, rest.at(-1)?.id, 3, signal)).to.deep.equal([])
    expect(await codeOf(stores.documents.all(mailroom, undefined, 3, signal))).to.equal('forbidden')
  })

  describe('pages', function () {
    const { id, machine, social, roads } = newTenant()
    const document = documentOf(id, { readKeys: ['unit:social'] })

    before(async function () {
      await stores.documents.insert(machine, document, signal)
      for (const number of [10, 2, 1])
        await stores.documents.savePage(machine, document.id, pageOf(number), signal)
    })

    it('come back with every word, box and confidence', async function () {
      expect(await stores.documents.findPage(social, document.id, 2, signal)).to.deep.equal(pageOf(2))
      expect(await stores.documents.findPage(social, document.id, 3, signal)).to.equal(undefined)
    })

    it('come by number', async function () {
      const pages = await stores.documents.pages(social, document.id, signal)
      expect(pages).to.deep.equal([pageOf(1), pageOf(2), pageOf(10)])
    })

    it('are replaced by a better reading', async function () {
      const blank: RecognizedPage = {
        ...pageOf(1),
        blank: true,
        blocks: [],
        meanConfidence: 0,
        languages: [],
      }
      await stores.documents.savePage(machine, document.id, blank, signal)
      expect(await stores.documents.findPage(machine, document.id, 1, signal)).to.deep.equal(blank)
      await stores.documents.savePage(machine, document.id, pageOf(1), signal)
    })

    it('keep boxes to 1e-5 and confidences to 1e-4', async function () {
      const words = [{ text: 'a', box: [1 / 3, 0.000004, 2 / 3, 0.999999] as const, confidence: 2 / 3 }]
      const blocks = [{ lines: [{ words, box: [0, 0, 1, 1] as const }], box: [0, 0, 1, 1] as const }]
      await stores.documents.savePage(machine, document.id, { ...pageOf(7), blocks }, signal)
      const word = (await stores.documents.findPage(machine, document.id, 7, signal))?.blocks[0]?.lines[0]
        ?.words[0]
      word?.box.forEach((side, index) => {
        expect(side).to.be.closeTo([1 / 3, 0.000004, 2 / 3, 0.999999][index] ?? NaN, 0.51e-5)
      })
      expect(word?.confidence).to.be.closeTo(2 / 3, 0.51e-4)
    })

    it('are hidden with their document', async function () {
      for (const stranger of [roads, newTenant().machine]) {
        expect(await stores.documents.findPage(stranger, document.id, 1, signal)).to.equal(undefined)
        expect(await stores.documents.pages(stranger, document.id, signal)).to.deep.equal([])
        expect(await codeOf(stores.documents.savePage(stranger, document.id, pageOf(1), signal))).to.equal(
          'not-found',
        )
      }
    })
  })

  describe('pages of a later reading', function () {
    const { id, machine, social, roads } = newTenant()
    const document = documentOf(id, { readKeys: ['unit:social'] })
    const neighbour = documentOf(id)
    const object = { key: 'derived/2', mediaType: 'image/webp', sizeBytes: 12, sha256: 'cd'.repeat(32) }
    const staged = (number: number) => ({
      page: { ...pageOf(number), engine: 'better' },
      images: [{ page: number, widthPx: 200, heightPx: 283, object }],
    })
    const engines = async (): Promise<string[]> =>
      (await stores.documents.pages(social, document.id, signal)).map(({ engine }) => engine)

    before(async function () {
      for (const each of [document, neighbour]) {
        await stores.documents.insert(machine, each, signal)
        await stores.documents.savePage(machine, each.id, pageOf(1), signal)
      }
      for (const number of [2, 1])
        await stores.documents.stagePage(machine, document.id, 'r', staged(number), signal)
      await stores.documents.stagePage(machine, document.id, 's', staged(1), signal)
      await stores.documents.stagePage(machine, neighbour.id, 'r', staged(1), signal)
    })

    it('come with their pictures, and nobody else sees them', async function () {
      expect(await stores.documents.stagedPages(machine, document.id, 'r', signal)).to.deep.equal([
        staged(1),
        staged(2),
      ])
      expect(await stores.documents.stagedPages(machine, document.id, 'other', signal)).to.deep.equal([])
      expect(await engines()).to.deep.equal([pageOf(1).engine])
      for (const call of [
        stores.documents.stagedPages(roads, document.id, 'r', signal),
        stores.documents.stagePage(roads, document.id, 'r', staged(1), signal),
        stores.documents.dropOtherReadings(roads, document.id, signal),
      ]) {
        expect(await codeOf(call)).to.equal('not-found')
      }
    })

    it('are those of the document once it names them', async function () {
      const before = await stores.documents.find(machine, document.id, signal)
      await stores.documents.save(machine, { ...document, ...before, reading: 'r' }, signal)
      expect(await engines()).to.deep.equal(['better', 'better'])
      expect((await stores.documents.findPage(social, document.id, 2, signal))?.engine).to.equal('better')
      await stores.documents.savePage(machine, document.id, pageOf(2), signal)
      expect(await engines()).to.deep.equal(['better', pageOf(2).engine])
    })

    it('stay when those of all other readings are dropped', async function () {
      await stores.documents.dropOtherReadings(machine, document.id, signal)
      expect(await engines()).to.have.length(2)
      expect(await stores.documents.stagedPages(machine, document.id, 's', signal)).to.deep.equal([])
      expect(await stores.documents.stagedPages(machine, neighbour.id, 'r', signal)).to.have.length(1)
      await stores.documents.dropOtherReadings(machine, neighbour.id, signal)
      expect(await stores.documents.stagedPages(machine, neighbour.id, 'r', signal)).to.deep.equal([])
      expect(await stores.documents.pages(machine, neighbour.id, signal)).to.deep.equal([pageOf(1)])
    })
  })
})

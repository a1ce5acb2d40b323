import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString, type PDFPage } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { pageContentBytes } from '../../../../src/adapters/pdf-lib/content-bytes.ts'
import { aReadPage, rewritten, wrapped, type WrittenCopy } from './written-copy.ts'

/** Text of a scanner's own recognition and a line that is drawn. */
const HIDDEN = 'q BT /F 9 Tf 3 Tr 10 10 Td (Gr0Be) Tj ET Q 0 0 m 9 9 l S'
const VISIBLE = 'BT /F 9 Tf 10 30 Td (Stempel) Tj ET'

async function pageWith(content: string): Promise<PDFDocument> {
  const document = await PDFDocument.create()
  addContent(document.addPage([595, 842]), content)
  return document
}

function addContent(page: PDFPage, content: string): void {
  const { context } = page.doc
  const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }))
  page.node.setFontDictionary(PDFName.of('F'), font)
  page.node.set(PDFName.of('Contents'), context.register(context.flateStream(content)))
}

function contentOf({ document }: WrittenCopy): string {
  return pageContentBytes(document.getPages()[0]?.node.Contents()).toString('latin1')
}

function invisibleWords(content: string): number {
  return content.match(/<[\da-f]+> Tj/giu)?.length ?? 0
}

describe('An earlier recognition in a PDF', function () {
  it('is replaced by ours when it was poor, and what is drawn stays', async function () {
    const copy = await rewritten(await pageWith(HIDDEN), [
      aReadPage('Größe Maß', { sourceReason: 'hidden-text-poor' }),
    ])
    expect(contentOf(copy)).to.not.contain('Gr0Be')
    expect(contentOf(copy)).to.contain('0 0 m 9 9 l S')
    expect(invisibleWords(contentOf(copy))).to.equal(2)
    expect(copy.conformance.claim).to.equal('PDF/A-2b')
  })

  it('is replaced inside of a form object too', async function () {
    const document = await pageWith('/Fm Do')
    const { context } = document
    const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }))
    const form = context.flateStream(HIDDEN, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 595, 842],
      Resources: { Font: { F: font } },
    })
    document.getPages()[0]?.node.setXObject(PDFName.of('Fm'), context.register(form))
    const copy = await rewritten(document, [aReadPage('Größe')])
    expect(copy.bytes.toString('latin1')).to.not.contain('Gr0Be')
    const objects = copy.document.context.enumerateIndirectObjects()
    const forms = objects.filter(([, object]) => object.toString().includes('/Form'))
    expect(forms).to.have.length(1)
    expect(invisibleWords(contentOf(copy))).to.equal(1)
  })

  it('is set anew in a sound font when it was good', async function () {
    const read = aReadPage('Größe', { source: 'text-layer', sourceReason: 'hidden-text-sound' })
    const copy = await rewritten(await pageWith(HIDDEN), [read])
    expect(contentOf(copy)).to.not.contain('Gr0Be')
    expect(invisibleWords(contentOf(copy))).to.equal(1)
  })

  it('stays when it was good and visible text stands beside it', async function () {
    const read = aReadPage('Größe', { source: 'text-layer', sourceReason: 'hidden-text-sound' })
    const copy = await rewritten(await pageWith(`${HIDDEN} ${VISIBLE}`), [read])
    expect(contentOf(copy)).to.contain('Gr0Be').and.to.contain('Stempel')
    expect(invisibleWords(contentOf(copy))).to.equal(0)
  })

  it('never takes visible text away', async function () {
    const copy = await rewritten(await pageWith(`${HIDDEN} ${VISIBLE}`), [aReadPage('Größe')])
    expect(contentOf(copy)).to.not.contain('Gr0Be')
    expect(contentOf(copy)).to.contain('Stempel')
  })

  for (const { what, content } of [
    { what: 'breaks off inside of a string', content: '(never ends' },
    { what: 'nests without end', content: '['.repeat(100_000) },
    { what: 'is full of operands', content: '1 '.repeat(100_000) },
    { what: 'has a picture without an end', content: 'BI /W 1 ID xx' },
  ]) {
    it(`lets a page pass whose content ${what}`, async function () {
      const copy = await rewritten(await pageWith(content), [aReadPage('Größe')])
      expect(copy.conformance.faults).to.include('content')
      expect(contentOf(copy)).to.contain(content.slice(0, 100))
    })
  }
})

describe('What could act in a PDF', function () {
  const script = { Type: 'Action', S: 'JavaScript', JS: PDFString.of('app.alert(1)') }

  it('is gone from every place, with what only it referred to', async function () {
    const document = await pageWith('0 0 m 9 9 l S')
    const { catalog, context } = document
    const page = document.getPages()[0] ?? expect.fail('no page')
    const secret = context.register(context.stream('secret attachment'))
    document.addJavaScript('greet', 'app.alert(2)')
    catalog.set(PDFName.of('OpenAction'), context.register(context.obj(script)))
    catalog.set(PDFName.of('AF'), context.obj([{ Type: 'Filespec', EF: { F: secret } }]))
    const item = context.register(context.obj({ Title: PDFString.of('x'), A: script }))
    catalog.set(PDFName.of('Outlines'), context.register(context.obj({ First: item, Last: item, Count: 1 })))
    page.node.addAnnot(
      context.register(
        context.obj({
          Subtype: 'Link',
          Rect: [0, 0, 9, 9],
          A: { S: 'URI', URI: PDFString.of('https://a.example'), Next: script },
        }),
      ),
    )
    page.node.set(PDFName.of('AA'), context.obj({ O: script }))
    const copy = await rewritten(document, [aReadPage('')])
    const text = copy.document.context
      .enumerateIndirectObjects()
      .map(([, object]) => object.toString())
      .join('\n')
    expect(text).to.not.match(/JavaScript|app\.alert|\/AA|OpenAction/u)
    expect(copy.bytes.toString('latin1')).to.not.contain('secret attachment')
    expect(text).to.contain('https://a.example')
    expect(copy.conformance.faults).to.deep.equal([])
  })

  it('takes the value of a signature with it, because a copy is not what was signed', async function () {
    const document = await pageWith('0 0 m 9 9 l S')
    const { catalog, context } = document
    const value = context.register(context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite' }))
    const field = context.obj({
      FT: 'Sig',
      T: PDFString.of('s'),
      V: value,
      Subtype: 'Widget',
      Rect: [0, 0, 9, 9],
    })
    catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [context.register(field)], SigFlags: 3 }))
    const copy = await rewritten(document, [aReadPage('')])
    const text = copy.document.context.enumerateIndirectObjects().map(([, object]) => object.toString())
    expect(text.join('\n')).to.not.contain('PPKLite')
    expect(text.join('\n')).to.contain('Widget')
  })
})

describe('The particulars of a view copy', function () {
  const picture = {
    kind: 'jpeg-gray',
    widthPx: 1,
    heightPx: 1,
    bytes: Buffer.alloc(4),
    orientation: 1,
  } as const

  it('agree between document information and XMP', async function () {
    const document = await pageWith('0 0 m 9 9 l S')
    document.setAuthor('Jürgen & Söhne <GmbH>')
    document.setSubject('Alter Betreff\u0000')
    document.setKeywords(['Straße'])
    document.setCreator('Drucker')
    const copy = await rewritten(document, [aReadPage('')], 'Antrag „Größe“ & <mehr>')
    const xmp = copy.bytes.toString('utf8')
    expect(copy.document.getTitle()).to.equal('Antrag „Größe“ & <mehr>')
    expect(copy.document.getAuthor()).to.equal('Jürgen & Söhne <GmbH>')
    expect(copy.document.getCreationDate()?.toISOString()).to.equal('2026-11-22T20:05:49.000Z')
    for (const part of [
      '<rdf:li xml:lang="x-default">Antrag „Größe“ &amp; &lt;mehr&gt;</rdf:li>',
      '<rdf:li>Jürgen &amp; Söhne &lt;GmbH&gt;</rdf:li>',
      '<rdf:li xml:lang="x-default">Alter Betreff</rdf:li>',
      '<pdf:Keywords>Straße</pdf:Keywords>',
      '<pdf:Producer>Poststelle</pdf:Producer>',
      '<xmp:CreateDate>2026-11-22T20:05:49Z</xmp:CreateDate>',
      '<xmp:ModifyDate>2026-11-22T20:05:49Z</xmp:ModifyDate>',
    ]) {
      expect(xmp).to.contain(part)
    }
    expect(copy.document.getCreator()).to.equal(undefined)
  })

  it('name the language of the text', async function () {
    const { document } = await wrapped([picture], [aReadPage('Größe', { languages: ['eng'] })])
    expect(document.catalog.lookup(PDFName.of('Lang'))?.toString()).to.equal('(en)')
  })

  it('have a bookmark a page with its first line, cut to a length that can be read', async function () {
    const pages = [aReadPage('Stadt Musterhausen'), aReadPage('Wort '.repeat(30).trim()), aReadPage('')]
    const { document } = await wrapped([picture, picture, picture], pages)
    const outlines = document.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    const titles: string[] = []
    let item = outlines.lookupMaybe(PDFName.of('First'), PDFDict)
    for (; item !== undefined; item = item.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      const title = item.lookup(PDFName.of('Title'))
      titles.push(title instanceof PDFHexString ? title.decodeText() : '')
    }
    expect(titles[0]).to.equal('Seite 1: Stadt Musterhausen')
    expect(titles[1])
      .to.match(/^Seite 2: (?:Wort )+(?:Wort)?…$/u)
      .and.to.have.length.below(70)
    expect(titles[2]).to.equal('Seite 3')
  })

  it('leave the bookmarks of an original as they are', async function () {
    const document = await pageWith('0 0 m 9 9 l S')
    addContent(document.addPage(), '0 0 m 9 9 l S')
    const { catalog, context } = document
    const item = context.register(context.obj({ Title: PDFString.of('Anlage A') }))
    catalog.set(PDFName.of('Outlines'), context.register(context.obj({ First: item, Last: item, Count: 1 })))
    const copy = await rewritten(document, [aReadPage('Größe'), aReadPage('Maß')])
    const outlines = copy.document.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    expect(outlines.lookup(PDFName.of('First'))?.toString()).to.contain('Anlage A')
  })

  it('are the same for the same work done again', async function () {
    const [first, second] = [
      await wrapped([picture], [aReadPage('Größe')]),
      await wrapped([picture], [aReadPage('Größe')]),
    ]
    expect(second.sha256).to.equal(first.sha256)
  })
})

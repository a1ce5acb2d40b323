import { makeZip, type ZipEntry } from './zip.ts'

/** The smallest office files that programs open, made here from their parts. */

const OOXML = 'http://schemas.openxmlformats.org'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function types(part: string, type: string): string {
  return `${XML}<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/></Types>`
}

function relations(target: string): string {
  return `${XML}<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="r1" Type="${OOXML}/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`
}

/** @param more entries besides, such as macros */
export function docx(paragraphs: readonly string[], more: readonly ZipEntry[] = []): Buffer {
  const text = paragraphs.map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join('')
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: types('/word/document.xml', 'wordprocessingml.document.main'),
    },
    { name: '_rels/.rels', content: relations('word/document.xml') },
    {
      name: 'word/document.xml',
      content: `${XML}<w:document xmlns:w="${OOXML}/wordprocessingml/2006/main"><w:body>${text}</w:body></w:document>`,
    },
    ...more,
  ])
}

export function xlsx(cells: readonly string[]): Buffer {
  const row = cells.map((one) => `<c t="inlineStr"><is><t>${one}</t></is></c>`).join('')
  const main = `${OOXML}/spreadsheetml/2006/main`
  return makeZip([
    { name: '[Content_Types].xml', content: types('/xl/workbook.xml', 'spreadsheetml.sheet.main') },
    { name: '_rels/.rels', content: relations('xl/workbook.xml') },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${main}" xmlns:r="${OOXML}/officeDocument/2006/relationships"><sheets><sheet name="Tabelle" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="r1" Type="${OOXML}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${XML}<worksheet xmlns="${main}"><sheetData><row>${row}</row></sheetData></worksheet>`,
    },
  ])
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns'

/** @param body of `office:text` or `office:spreadsheet` */
export function odf(kind: 'text' | 'spreadsheet', body: string, more: readonly ZipEntry[] = []): Buffer {
  const mediaType = `application/vnd.oasis.opendocument.${kind}`
  const spaces = ['office', 'text', 'table', 'drawing'].map((name) => {
    return `xmlns:${name === 'drawing' ? 'draw' : name}="${ODF}:${name}:1.0"`
  })
  const content = `${XML}<office:document-content ${spaces.join(' ')} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`
  return makeZip([
    { name: 'mimetype', content: mediaType, method: 'stored', flags: 0 },
    { name: 'content.xml', content },
    {
      name: 'META-INF/manifest.xml',
      content: `${XML}<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    },
    ...more,
  ])
}

// Makes src/demo/letters from scripts/demo-letters: letters set by Chromium, then printed and scanned as an office would.
// Needs Debian's chromium and poppler-utils; the results are committed, so nobody needs to run this to use the demo.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { letters } from './demo-letters/letters.mjs'
import { root } from './lib/steps.mjs'

const target = join(root, 'src', 'demo', 'letters')
const work = mkdtempSync(join(tmpdir(), 'letters-'))

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function body(part) {
  if (typeof part === 'string') return `<p>${escape(part)}</p>`
  const rows = part.table.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`)
  return `<table>${rows.join('')}</table>`
}

function html(letter) {
  const { sender, to } = letter
  const contact = [sender.phone && `Telefon ${sender.phone}`, sender.mail].filter(Boolean).join(' · ')
  const info = letter.info ?? [letter.date]
  const first = `
    <header><b>${escape(sender.name)}</b><br>${escape(sender.street)}<br>${escape(sender.town)}<br>${escape(contact)}</header>
    <div class="return">${escape([sender.name, sender.street, sender.town].join(' · '))}</div>
    <address>${[to.name, to.unit, to.street, to.town].map(escape).join('<br>')}</address>
    <div class="info">${info.map(escape).join('<br>')}</div>
    <h1>${escape(letter.subject)}</h1>${letter.pages[0].map(body).join('')}`
  const rest = letter.pages
    .slice(1)
    .map(
      (page, index) =>
        `<section><div class="number">Seite ${index + 2} von ${letter.pages.length}</div>${page.map(body).join('')}</section>`,
    )
  return `<!doctype html><meta charset="utf-8"><style>
    @page { size: A4; margin: 0 } body { margin: 0; font: 11.5pt/1.45 'Liberation Serif', serif }
    section { position: relative; width: 210mm; height: 296.5mm; box-sizing: border-box; padding: 25mm 20mm 20mm 25mm; page-break-after: always; overflow: hidden }
    header { position: absolute; top: 15mm; right: 20mm; text-align: right; font-size: 10pt }
    .return { position: absolute; top: 46mm; left: 25mm; font-size: 7pt; text-decoration: underline }
    address { position: absolute; top: 52mm; left: 25mm; font-style: normal }
    .info { position: absolute; top: 58mm; left: 135mm; font-size: 10.5pt }
    h1 { margin: 78mm 0 6mm; font-size: 11.5pt } table { border-collapse: collapse; width: 100% } td { padding: 1mm 2mm 1mm 0; border-bottom: .2mm solid #777 }
    .number { text-align: right; font-size: 9pt }</style><section>${first}</section>${rest.join('')}`
}

function print(letter) {
  const page = join(work, 'letter.html')
  const pdf = join(work, 'letter.pdf')
  writeFileSync(page, html(letter))
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-pdf-header-footer',
    '--disable-background-networking',
  ]
  execFileSync('chromium', [...flags, `--print-to-pdf=${pdf}`, `file://${page}`], { stdio: 'ignore' })
  return pdf
}

/** Pages of the PDF as gray pictures. */
function rasterise(pdf, dpi) {
  const folder = mkdtempSync(join(work, 'pages-'))
  execFileSync('pdftoppm', ['-gray', '-png', '-r', String(dpi), pdf, join(folder, 'page')])
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
}

/** Reproducible noise, so that running the script again changes nothing. */
function mulberry32(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

async function scanned(file, { degrees, noise, paper, seed }) {
  const { data, info } = await sharp(file)
    .rotate(degrees, { background: '#fff' })
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const random = mulberry32(seed)
  for (let i = 0; i < data.length; i += info.channels) {
    const shade = (data[i] / 255) * paper + (random() + random() - 1) * noise
    data.fill(Math.max(0, Math.min(255, shade)), i, i + info.channels)
  }
  return sharp(data, { raw: info }).greyscale()
}

async function pdfOf(images, dpi) {
  const pdf = await PDFDocument.create()
  for (const image of images) {
    const picture = await pdf.embedJpg(image)
    const [width, height] = [picture.width, picture.height].map((px) => (px / dpi) * 72)
    pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
  }
  pdf.setCreationDate(new Date('2026-11-08T08:00:00Z'))
  pdf.setModificationDate(new Date('2026-11-08T08:00:00Z'))
  return pdf.save()
}

const forms = {
  async digital(pdf, path) {
    copyFileSync(pdf, path)
  },
  async scan(pdf, path, seed) {
    const pages = await Promise.all(
      rasterise(pdf, 200).map(async (file, index) => {
        const image = await scanned(file, {
          degrees: 0.7 - 0.5 * index,
          noise: 10,
          paper: 244,
          seed: seed + index,
        })
        return image.jpeg({ quality: 42 }).toBuffer()
      }),
    )
    writeFileSync(path, await pdfOf(pages, 200))
  },
  async fax(pdf, path) {
    const pages = rasterise(pdf, 200)
    const bilevel = await Promise.all(
      pages.map((file) => sharp(file).threshold(150).toColourspace('b-w').png().toBuffer()),
    )
    await sharp(bilevel, { join: { animated: true } })
      .removeAlpha()
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 200 / 25.4, yres: 200 / 25.4 })
      .toFile(path)
  },
  async photo(pdf, path, seed) {
    const image = await scanned(rasterise(pdf, 170)[0], { degrees: 91.2, noise: 14, paper: 226, seed })
    await image.jpeg({ quality: 50 }).toFile(path)
  },
  async screenshot(pdf, path) {
    await sharp(rasterise(pdf, 150)[0]).png({ palette: true, colours: 16 }).toFile(path)
  },
}

mkdirSync(target, { recursive: true })
for (const [index, letter] of letters.entries()) {
  await forms[letter.form](print(letter), join(target, letter.file), 1_000 * (index + 1))
}
rmSync(work, { recursive: true })

import { expect } from 'chai'
import sharp from 'sharp'
import { createBarcodeReader } from '../../../../src/adapters/zxing/barcode-reader.ts'
import { createQrCodeWriter } from '../../../../src/adapters/zxing/qr-code-writer.ts'

const URI =
  'otpauth://totp/Poststelle%20Mainz:kora?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Poststelle%20Mainz'

describe('the QR code writer', function () {
  it('draws what a reader reads, as SVG without script', async function () {
    const svg = await createQrCodeWriter().write(URI)
    expect(svg).to.match(/^<(\?xml|svg)/)
    expect(svg).not.to.match(/<script|href|\son\w+=/i)
    const picture = sharp(Buffer.from(svg), { density: 300 })
      .flatten({ background: 'white' })
      .greyscale()
      .raw()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true })
    const raster = { widthPx: info.width, heightPx: info.height, channels: 1 as const, data }
    const { barcodes } = await createBarcodeReader().read(raster)
    expect(barcodes.map(({ text }) => text)).to.deep.equal([URI])
  })
})

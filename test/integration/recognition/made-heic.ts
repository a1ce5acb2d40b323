/** A box of the ISO base media file format (ISO 14496-12, 4.2). */
function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A box with a version and flags. */
function fullBox(type: string, version: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...parts)
}

const bytes = (...values: readonly number[]): Buffer => Buffer.from(values)
const text = (value: string): Buffer => Buffer.from(value, 'latin1')
const ITEM = bytes(0, 1)

/** The frame of a square photo as iPhones take them (ISO 23008-12), whose pixels no decoder can draw. */
export function makeHeic({ sidePx }: { readonly sidePx: number }): Buffer {
  const [high, low] = [sidePx >> 8, sidePx & 255]
  const codec = box(
    'hvcC',
    bytes(1, 3, 0x70, 0, 0, 0, 0, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 0),
  )
  const size = fullBox('ispe', 0, bytes(0, 0, high, low, 0, 0, high, low))
  const meta = (dataAt: number): Buffer =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, bytes(0, 0, 0, 0), text('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, ITEM),
      fullBox(
        'iloc',
        0,
        bytes(0x44, 0, 0, 1),
        ITEM,
        bytes(0, 0, 0, 1),
        bytes(0, 0, dataAt >> 8, dataAt & 255, 0, 0, 0, 8),
      ),
      fullBox('iinf', 0, bytes(0, 1), fullBox('infe', 2, ITEM, bytes(0, 0), text('hvc1\0'))),
      box('iprp', box('ipco', codec, size), fullBox('ipma', 0, bytes(0, 0, 0, 1), ITEM, bytes(2, 0x81, 2))),
    )
  const type = box('ftyp', text('heic'), bytes(0, 0, 0, 0), text('mif1heic'))
  const before = type.length + meta(0).length + 8
  return Buffer.concat([type, meta(before), box('mdat', Buffer.alloc(8))])
}

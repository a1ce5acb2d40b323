import {
  PDFArray,
  PDFBool,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFDict,
  type PDFObject,
} from '@cantoo/pdf-lib'
import type { ConformanceFault } from '../../domain/recognition/conformance.ts'
import { filterNames, streamBytes } from './content-bytes.ts'
import { dictOf } from './object-walk.ts'

/** One rule of ISO 19005-2, in part 3 the same, about a dictionary or the dictionary of a stream. */
interface DictRule {
  readonly clause: string
  readonly fault: ConformanceFault
  breaks(dict: PDFDict, object: PDFObject): boolean
}

const FILTERS = new Set([
  'ASCIIHexDecode',
  'ASCII85Decode',
  'FlateDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
])
const BLEND_MODES = new Set([
  ...[
    'Normal',
    'Compatible',
    'Multiply',
    'Screen',
    'Overlay',
    'Darken',
    'Lighten',
    'ColorDodge',
    'ColorBurn',
  ],
  ...['HardLight', 'SoftLight', 'Difference', 'Exclusion', 'Hue', 'Saturation', 'Color', 'Luminosity'],
])
const INTENTS = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'])
const ACTIONS = new Set(['GoTo', 'GoToR', 'Thread', 'URI', 'Named'])
/** Colour spaces that need more than the sRGB output intent, or checks that are not made here. */
const FOREIGN_COLOURS = new Set(['DeviceCMYK', 'CalCMYK', 'Separation', 'DeviceN'])

const is = (dict: PDFDict, key: string, value: string): boolean =>
  dict.lookup(PDFName.of(key)) === PDFName.of(value)
const has = (dict: PDFDict, ...keys: readonly string[]): boolean =>
  keys.some((key) => dict.has(PDFName.of(key)))
const nameAt = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}
const isImage = (dict: PDFDict): boolean => is(dict, 'Subtype', 'Image') && has(dict, 'Width')
const isForm = (dict: PDFDict): boolean => is(dict, 'Subtype', 'Form') && has(dict, 'BBox')

const DICT_RULES: readonly DictRule[] = [
  {
    clause: '6.1.7.1: streams are inside the file',
    fault: 'structure',
    breaks: (dict, object) => object instanceof PDFStream && has(dict, 'F', 'FFilter', 'FDecodeParms'),
  },
  {
    clause: '6.1.7.2: standard filters, but not LZW; JPX has rules that are not checked here',
    fault: 'pictures',
    breaks: (dict, object) =>
      object instanceof PDFStream && filterNames(dict).some((filter) => !FILTERS.has(filter)),
  },
  {
    clause: '6.1.7.2: what is called JPEG is JPEG',
    fault: 'pictures',
    breaks: (dict, object) =>
      object instanceof PDFRawStream && filterNames(dict)[0] === 'DCTDecode' && !isJpeg(object.contents),
  },
  {
    clause: '6.2.5: no transfer functions, no halftones, standard blend modes (6.2.10)',
    fault: 'graphics',
    breaks: (dict) => {
      const mode = nameAt(dict, 'BM')
      const isState = is(dict, 'Type', 'ExtGState') || mode !== undefined
      const transfer = nameAt(dict, 'TR2')
      const oddTransfer = has(dict, 'TR2') && transfer !== 'Default'
      const oddMode = has(dict, 'BM') && (mode === undefined || !BLEND_MODES.has(mode))
      return isState && (has(dict, 'TR', 'HTP', 'HT') || oddTransfer || oddMode)
    },
  },
  {
    clause: '6.2.6: rendering intents',
    fault: 'graphics',
    breaks: (dict) =>
      ['RI', ...(isImage(dict) ? ['Intent'] : [])].some((key) => {
        const intent = nameAt(dict, key)
        return intent !== undefined && !INTENTS.has(intent)
      }),
  },
  {
    clause: '6.2.8: no alternates, no interpolation, usual depths',
    fault: 'pictures',
    breaks: (dict) => {
      if (!isImage(dict)) return false
      const depth = dict.lookup(PDFName.of('BitsPerComponent'))
      const oddDepth = depth instanceof PDFNumber && ![1, 2, 4, 8, 16].includes(depth.asNumber())
      return (
        has(dict, 'Alternates', 'OPI') || dict.lookup(PDFName.of('Interpolate')) === PDFBool.True || oddDepth
      )
    },
  },
  {
    clause: '6.2.9: no PostScript, no references to other files',
    fault: 'graphics',
    breaks: (dict) =>
      is(dict, 'Subtype', 'PS') ||
      (isForm(dict) && (has(dict, 'PS', 'Ref', 'OPI') || is(dict, 'Subtype2', 'PS'))),
  },
  {
    clause: '6.3: only links; other annotations have rules that are not checked here',
    fault: 'annotations',
    breaks: (dict) => has(dict, 'Rect') && has(dict, 'Subtype') && !isForm(dict) && !isPrintedLink(dict),
  },
  {
    clause: '6.4: no form',
    fault: 'form',
    breaks: (dict) => has(dict, 'AcroForm', 'XFA', 'NeedAppearances'),
  },
  { clause: '6.5.2: no triggers', fault: 'actions', breaks: (dict) => has(dict, 'AA', 'OpenAction', 'PA') },
  {
    clause: '6.5.1: only actions that move or link',
    fault: 'actions',
    breaks: (dict) => is(dict, 'Type', 'Action') && !ACTIONS.has(nameAt(dict, 'S') ?? ''),
  },
  {
    clause: '6.9: no layers; they have rules that are not checked here',
    fault: 'layers',
    breaks: (dict) => has(dict, 'OCProperties', 'OC'),
  },
  {
    clause: '6.10, 6.11: no other presentations, no requirements',
    fault: 'structure',
    breaks: (dict) => has(dict, 'AlternatePresentations', 'PresSteps', 'Requirements'),
  },
  {
    clause: '6.1.13: pages of 3 to 14,400 units',
    fault: 'limits',
    breaks: (dict) =>
      ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'].some((box) => oddBox(dict, box)),
  },
]

/** Start of image (ITU-T T.81, table B.1). */
function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8
}

/** Print is set, nothing hides it (6.3.2). */
function isPrintedLink(dict: PDFDict): boolean {
  const flags = dict.lookup(PDFName.of('F'))
  return is(dict, 'Subtype', 'Link') && flags instanceof PDFNumber && (flags.asNumber() & 0b100101111) === 4
}

function oddBox(dict: PDFDict, key: string): boolean {
  const box = dict.lookup(PDFName.of(key))
  if (!(box instanceof PDFArray)) return false
  const [left, bottom, right, top] = [0, 1, 2, 3].map((index) => {
    const side = box.lookup(index)
    return side instanceof PDFNumber ? side.asNumber() : Number.NaN
  })
  const sides = [Math.abs((right ?? 0) - (left ?? 0)), Math.abs((top ?? 0) - (bottom ?? 0))]
  return sides.some((side) => !(side >= 3 && side <= 14_400))
}

const MAX_INTEGER = 2_147_483_647
const MAX_STRING_BYTES = 32_767
const MAX_NAME_BYTES = 127

/** Faults of single objects, wherever they stand. */
export function objectFaults(object: PDFObject): ConformanceFault[] {
  const dict = dictOf(object)
  if (dict !== undefined) return dictFaults(dict, object)
  if (object instanceof PDFName) return nameFaults(object)
  if (object instanceof PDFArray) return isForeignProfile(object) ? ['colour'] : []
  if (object instanceof PDFNumber) return Math.abs(object.asNumber()) > MAX_INTEGER ? ['limits'] : []
  return object instanceof PDFString || object instanceof PDFHexString ? textFaults(object) : []
}

function textFaults(text: PDFString | PDFHexString): ConformanceFault[] {
  if (text instanceof PDFHexString && !isWholeHex(text)) return ['structure']
  return text.asBytes().length > MAX_STRING_BYTES ? ['limits'] : []
}

function dictFaults(dict: PDFDict, object: PDFObject): ConformanceFault[] {
  const faults = DICT_RULES.filter((rule) => rule.breaks(dict, object)).map(({ fault }) => fault)
  return dict.keys().some(isLongName) ? [...faults, 'limits'] : faults
}

function nameFaults(name: PDFName): ConformanceFault[] {
  if (FOREIGN_COLOURS.has(name.decodeText())) return ['colour']
  return isLongName(name) ? ['limits'] : []
}

function isLongName(name: PDFName): boolean {
  return Buffer.byteLength(name.decodeText(), 'utf8') > MAX_NAME_BYTES
}

/** 6.1.6: an even number of hexadecimal digits and nothing else. */
function isWholeHex(text: PDFHexString): boolean {
  const digits = text.asString().replace(/\s/gu, '')
  return digits.length % 2 === 0 && /^[\da-f]*$/iu.test(digits)
}

const PROFILE_CHANNELS: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3 }
const PROFILE_CLASSES = new Set(['scnr', 'mntr', 'prtr', 'spac'])

/** 6.2.4.2: an ICC profile of version 4 at most, with as many channels as it says. */
function isForeignProfile(array: PDFArray): boolean {
  if (array.size() < 2 || array.lookup(0) !== PDFName.of('ICCBased')) return false
  const stream = array.lookup(1)
  if (!(stream instanceof PDFRawStream)) return true
  const channels = stream.dict.lookup(PDFName.of('N'))
  try {
    const named = channels instanceof PDFNumber ? channels.asNumber() : 0
    return profileChannels(streamBytes(stream)) !== named
  } catch {
    // A profile that cannot be unpacked is no profile.
    return true
  }
}

/** Channels of a profile by its header (ICC.1:2001-04, 6.1); undefined for a header that is wrong or unknown. */
function profileChannels(profile: Buffer): number | undefined {
  if (profile.length < 128 || profile.readUInt32BE(0) !== profile.length) return undefined
  const isKnown =
    profile.toString('latin1', 36, 40) === 'acsp' &&
    profile.readUInt8(8) <= 4 &&
    PROFILE_CLASSES.has(profile.toString('latin1', 12, 16))
  return isKnown ? PROFILE_CHANNELS[profile.toString('latin1', 16, 20)] : undefined
}

import {
  PDFDict,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib'
import type { ConformanceFault } from '../../domain/recognition/conformance.ts'
import { pageContentBytes, streamBytes } from './content-bytes.ts'
import { contentOperators, type ContentOperator } from './content-tokens.ts'
import { reachableObjects } from './object-walk.ts'

/** ISO 32000-1, annex A. */
const OPERATORS = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ' +
    'ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'
  ).split(' '),
)
/** Which kind of resource an operator names (ISO 32000-1, table 33). */
const RESOURCE_OF: Readonly<Record<string, string>> = {
  Do: 'XObject',
  gs: 'ExtGState',
  Tf: 'Font',
  sh: 'Shading',
}
const SHOWS_TEXT = new Set(['Tj', 'TJ', "'", '"'])
const DEVICE_SPACES = new Set(['DeviceGray', 'DeviceRGB', 'Pattern'])
const INTENTS = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'])
/** ISO 19005-2, 6.1.13. */
const MAX_NESTING = 28

/** Faults of what is drawn: pages and everything that they draw by name. */
export function contentFaults(document: PDFDocument, ownFont: PDFRef | undefined): Set<ConformanceFault> {
  const faults = new Set<ConformanceFault>()
  const check = (bytes: () => Buffer, resources: PDFObject | undefined): void => {
    try {
      const names = resources instanceof PDFDict ? resources : undefined
      for (const fault of streamFaults(document.context, bytes(), names, ownFont)) faults.add(fault)
    } catch {
      // Whatever cannot be read cannot be vouched for.
      faults.add('content')
    }
  }
  for (const { node } of document.getPages()) {
    check(() => pageContentBytes(node.Contents()), node.lookup(PDFName.of('Resources')))
  }
  for (const object of reachableObjects(document.context)) {
    if (object instanceof PDFStream && isContent(object.dict)) {
      check(() => streamBytes(object), object.dict.lookup(PDFName.of('Resources')))
    }
  }
  return faults
}

function isContent(dict: PDFDict): boolean {
  const isForm = dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form')
  return isForm || dict.has(PDFName.of('PatternType'))
}

function* streamFaults(
  context: PDFContext,
  bytes: Buffer,
  resources: PDFDict | undefined,
  ownFont: PDFRef | undefined,
): Generator<ConformanceFault> {
  const state = createState()
  for (const operator of contentOperators(bytes)) {
    const { name, operands } = operator
    if (!OPERATORS.has(name)) yield 'content'
    yield* state.follow(name)
    if (SHOWS_TEXT.has(name) && !state.isOwnFont()) yield 'foreign-fonts'
    const fault = OPERAND_FAULTS[name]?.(operands[0] ?? '', resources)
    if (fault !== undefined) yield fault
    yield* resourceFaults(context, resources, operator, (resource) => {
      if (name === 'Tf') state.setFont(isSame(resource, ownFont))
    })
  }
}

/** Whatever is drawn by name must stand in the resources of the stream itself. */
function* resourceFaults(
  context: PDFContext,
  resources: PDFDict | undefined,
  operator: ContentOperator,
  use: (resource: PDFObject | undefined) => void,
): Generator<ConformanceFault> {
  const kind = RESOURCE_OF[operator.name]
  if (kind === undefined) return
  const resource = namedResource(context, resources, kind, operator)
  if (resource === undefined) yield 'content'
  use(resource)
}

function isSame(resource: PDFObject | undefined, ownFont: PDFRef | undefined): boolean {
  return resource !== undefined && resource === ownFont
}

/** The part of the graphics state that matters here: nesting, and whether our own font is set. */
interface State {
  readonly follow: (operator: string) => Generator<ConformanceFault>
  readonly setFont: (isOwn: boolean) => void
  readonly isOwnFont: () => boolean
}

function createState(): State {
  const outer: boolean[] = []
  // A form may be drawn while a font of its caller is set.
  let isOwn = false
  return {
    *follow(operator) {
      if (operator === 'q' && outer.push(isOwn) > MAX_NESTING) yield 'limits'
      if (operator !== 'Q') return
      if (outer.length === 0) yield 'content'
      isOwn = outer.pop() === true
    },
    setFont(value) {
      isOwn = value
    },
    isOwnFont: () => isOwn,
  }
}

type OperandFault = (operand: string, resources: PDFDict | undefined) => ConformanceFault | undefined

const spaceFault: OperandFault = (operand, resources) =>
  isKnownSpace(operand.slice(1), resources) ? undefined : 'colour'

/** Faults of the first operand: colours, rendering intents, pictures inside of the content. */
const OPERAND_FAULTS: Readonly<Record<string, OperandFault>> = {
  k: () => 'colour',
  K: () => 'colour',
  cs: spaceFault,
  CS: spaceFault,
  ri: (operand) => (INTENTS.has(operand.slice(1)) ? undefined : 'graphics'),
  BI(dict) {
    if (dict.includes('CMYK')) return 'colour'
    return /LZW|JPX|Crypt|\/I(?:nterpolate)?\s+true/u.test(dict) ? 'pictures' : undefined
  },
}

function isKnownSpace(name: string, resources: PDFDict | undefined): boolean {
  const named = resources?.lookup(PDFName.of('ColorSpace'))
  return DEVICE_SPACES.has(name) || (named instanceof PDFDict && named.has(PDFName.of(name)))
}

/** The entry itself, so that references can be compared. */
function namedResource(
  context: PDFContext,
  resources: PDFDict | undefined,
  kind: string,
  { operands }: ContentOperator,
): PDFObject | undefined {
  const entries = resources?.lookup(PDFName.of(kind))
  const name = operands[0]
  if (!(entries instanceof PDFDict) || name === undefined) return undefined
  const entry = entries.get(PDFName.of(name.slice(1)))
  return entry instanceof PDFRef && context.lookup(entry) === undefined ? undefined : entry
}

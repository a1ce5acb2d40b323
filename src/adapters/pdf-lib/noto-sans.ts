import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocument } from '@cantoo/pdf-lib'

/** Of the design system of our pages: whole, with the rules for where marks go. SIL Open Font License 1.1. */
const FOLDER = 'dist/fonts/noto-sans'
const FACES = { plain: 'NotoSans-Regular.woff', bold: 'NotoSans-Bold.woff' }

interface PlacedGlyph {
  readonly advanceWidth: number
  readonly path: { readonly commands: readonly unknown[] }
}

interface GlyphPlace {
  readonly xAdvance: number
  readonly xOffset: number
  readonly yOffset: number
}

/** What is used of a font of fontkit, whose lengths are in units of the font. */
export interface Face {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  layout(text: string): { readonly glyphs: readonly PlacedGlyph[]; readonly positions: readonly GlyphPlace[] }
}

export interface LoadedFace {
  readonly face: Face
  readonly bytes: Uint8Array
}

export interface NotoSans {
  readonly fontkit: Parameters<PDFDocument['registerFontkit']>[0]
  readonly plain: LoadedFace
  readonly bold: LoadedFace
}

let loaded: Promise<NotoSans> | undefined

/** Read when a text first needs it: most documents do without, and so do most processes. */
export function notoSans(): Promise<NotoSans> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function load(): Promise<NotoSans> {
  const { default: fontkit } = await import('@cantoo/fontkit')
  const root = dirname(createRequire(import.meta.url).resolve('@kern-ux/native/package.json'))
  const read = async (name: string): Promise<LoadedFace> => {
    const bytes = await readFile(join(root, FOLDER, name))
    return { face: fontkit.create(bytes) as Face, bytes }
  }
  return { fontkit, plain: await read(FACES.plain), bold: await read(FACES.bold) }
}

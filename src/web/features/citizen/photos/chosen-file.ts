import type { Turn } from './jpeg.ts'
import type { Photo } from './look-at-photo.ts'
import { photoPdf } from './photo-pdf.ts'

/** A file that a citizen has chosen, in the place where it will be sent. */
export interface ChosenFile {
  readonly id: number
  readonly file: File
  /** Of what can be turned and put into a PDF. */
  readonly photo?: Photo
  /** By hand, besides what the camera has noted. */
  readonly turn: Turn
}

const TURNS = [0, 90, 180, 270] as const

export function turned(chosen: ChosenFile): ChosenFile {
  return { ...chosen, turn: sumOf(chosen.turn, 90) }
}

function sumOf(left: Turn, right: Turn): Turn {
  return TURNS[((left + right) / 90) % TURNS.length] ?? 0
}

/** To another place in the order; the ends stay the ends. */
export function moved(all: readonly ChosenFile[], id: number, by: -1 | 1): readonly ChosenFile[] {
  const from = all.findIndex((one) => one.id === id)
  const to = from + by
  const one = all[from]
  const other = all[to]
  if (one === undefined || other === undefined) return all
  return all.map((file, index) => (index === from ? other : index === to ? one : file))
}

/** A PDF is little more than its photos. */
const PDF_ROOM_BYTES = 64 * 1_024

/** Whether the photos can go as one file. */
export function canMerge(chosen: readonly ChosenFile[], maxFileBytes: number): boolean {
  const photos = chosen.filter(({ photo }) => photo !== undefined)
  const bytes = photos.reduce((sum, { file }) => sum + file.size, PDF_ROOM_BYTES)
  return photos.length > 1 && bytes <= maxFileBytes
}

/** The same files for a second try, which then goes on where the first one ended. */
const made = new WeakMap<
  readonly ChosenFile[],
  { readonly mergedName: string | undefined; readonly files: readonly File[] }
>()

/**
 * What is sent. Photos that are put together, and those that were turned by hand, go as PDF with the bytes of the camera
 * inside; everything else goes as it is.
 *
 * @param mergedName of the PDF of all photos; without it each goes by itself
 */
export async function filesToSend(
  chosen: readonly ChosenFile[],
  mergedName: string | undefined,
): Promise<readonly File[]> {
  const before = made.get(chosen)
  if (before !== undefined && before.mergedName === mergedName) return before.files
  const files = await makeFiles(chosen, mergedName)
  made.set(chosen, { mergedName, files })
  return files
}

async function makeFiles(
  chosen: readonly ChosenFile[],
  mergedName: string | undefined,
): Promise<readonly File[]> {
  const photos = chosen.filter(({ photo }) => photo !== undefined)
  const files: File[] = []
  for (const one of chosen) {
    if (one.photo === undefined || (mergedName === undefined && one.turn === 0)) files.push(one.file)
    else if (mergedName === undefined) files.push(await pdfOf([one], `${one.file.name}.pdf`))
    else if (one === photos[0]) files.push(await pdfOf(photos, mergedName))
  }
  return files
}

async function pdfOf(photos: readonly ChosenFile[], name: string): Promise<File> {
  const pages = []
  for (const { file, photo, turn } of photos) {
    if (photo === undefined) continue
    const bytes = new Uint8Array(await file.arrayBuffer())
    pages.push({ bytes, facts: photo.facts, turn: sumOf(photo.facts.turnedBy ?? 0, turn) })
  }
  return new File([photoPdf(pages)], name, { type: 'application/pdf' })
}

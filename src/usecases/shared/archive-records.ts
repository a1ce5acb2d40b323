import type { StoredDocument } from '../../domain/intake/document.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { StoredOriginal } from './store-originals.ts'
import type { FileOrArchive } from './unfold-archives.ts'

/** What the document of a file keeps of the archive that it is. */
export function storedArchive(
  file: Pick<FileOrArchive, 'archive'> | undefined,
  originals: readonly StoredOriginal[],
): Pick<StoredDocument, 'archive'> {
  const archive = file?.archive
  if (archive === undefined) return {}
  const entries = archive.entries.map(({ file: place, ...entry }) => {
    const documentId = place === undefined ? undefined : originals[place]?.documentId
    const filename = cleanFilename(entry.filename)
    return { ...entry, filename, ...(documentId === undefined ? {} : { documentId }) }
  })
  return { archive: { ...archive, entries } }
}

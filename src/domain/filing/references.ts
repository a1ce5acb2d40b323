import { MailroomError } from '../errors.ts'
import type { CaseFile } from './case-file.ts'

/** More than any matter has; each is looked up one by one when the file is shown. */
export const MAX_REFERENCES = 50

/** Both files, each naming the other. @throws {MailroomError} `state-conflict` */
export function referring(one: CaseFile, other: CaseFile): readonly [CaseFile, CaseFile] {
  if (one.id === other.id) throw conflict(one, 'A case file has no bearing on itself.')
  if (one.references?.includes(other.id) === true) throw conflict(one, 'The files name each other already.')
  return [withReference(one, other.id), withReference(other, one.id)]
}

/** Both files, neither naming the other. @throws {MailroomError} `state-conflict` */
export function noLongerReferring(one: CaseFile, other: CaseFile): readonly [CaseFile, CaseFile] {
  if (one.references?.includes(other.id) !== true) throw conflict(one, 'The files do not name each other.')
  return [withoutReference(one, other.id), withoutReference(other, one.id)]
}

function withReference(file: CaseFile, id: string): CaseFile {
  const references = [...(file.references ?? []).filter((known) => known !== id), id]
  if (references.length > MAX_REFERENCES) throw conflict(file, 'The case file has too many references.')
  return { ...file, references }
}

function withoutReference(file: CaseFile, id: string): CaseFile {
  return { ...file, references: (file.references ?? []).filter((known) => known !== id) }
}

function conflict({ id }: CaseFile, detail: string): MailroomError {
  return new MailroomError('state-conflict', detail, { facts: { caseFileId: id } })
}

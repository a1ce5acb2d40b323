import { ApiError } from '../../shared/api/client.ts'
import { FieldError } from '../../shared/ui/field.tsx'

/** Of files and answers, which stand in no field of a form. */
const PATHS: ReadonlySet<string> = new Set(['answers', 'caseFileIds', 'files', 'xml'])

/** What the server says is wrong with a file or an answer: which one, and what to do. */
export function Faults({ error }: { error: Error | null }) {
  if (!(error instanceof ApiError)) return null
  return error.faults
    .filter(({ path }) => PATHS.has(path))
    .map(({ path, message }) => <FieldError key={path}>{message}</FieldError>)
}

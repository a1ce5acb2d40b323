import type { DisposalFileView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { HeldBackList } from './held-back-list.tsx'

/** The case files of a run: what the archive said of each, and what became of it. */
export function RunFiles({ files }: { files: readonly DisposalFileView[] }) {
  const { disposal: words } = useTexts()
  return (
    <section aria-labelledby="aussonderung-akten">
      <h2 className="section-title" id="aussonderung-akten">
        {words.files}
      </h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.files}>
        <table className="table table--stacked">
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.proposal}</th>
              <th scope="col">{words.decision}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.caseFileId}>
                <th scope="row">
                  {file.fileNumber}
                  {file.destroyed === null && (
                    <>
                      <br />
                      <span className="kern-body">{file.subject ?? words.hiddenSubject}</span>
                    </>
                  )}
                  <br />
                  <span className="kern-hint">{words.lastDay(formatCalendarDate(file.lastDay))}</span>
                </th>
                <td data-label={words.proposal}>{file.proposal}</td>
                <td data-label={words.decision}>
                  <Decision file={file} />
                </td>
                <td data-label={words.state}>
                  <FileState file={file} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Decision({ file: { decision, imported, importFault } }: { file: DisposalFileView }) {
  const { disposal: words } = useTexts()
  const source = (word: { readonly by: string; readonly reference: string }) =>
    word.by === 'letter' ? word.reference : words.byMessage(word.by)
  return (
    <>
      {decision === null ? words.undecided : `${words.values[decision.value]} (${source(decision)})`}
      {imported !== null && (
        <>
          <br />
          {words.imported(source(imported))}
          {imported.archiveNumber !== null && ` ${imported.archiveNumber}`}
        </>
      )}
      {importFault !== null && (
        <>
          <br />
          {words.importFault(importFault)}
        </>
      )}
    </>
  )
}

function FileState({ file }: { file: DisposalFileView }) {
  const { disposal: words } = useTexts()
  const { destroyed, keptBecause } = file
  if (destroyed !== null) {
    return (
      <Badge tone="neutral" icon="trash">
        {words.destroyed(formatInstant(destroyed.at), destroyed.documents, destroyed.pages)}
      </Badge>
    )
  }
  return (
    <>
      {keptBecause.length > 0 && (
        <p className="kern-body">
          {words.kept(keptBecause.map((reason) => words.keptReasons[reason]).join(', '))}
        </p>
      )}
      <HeldBackList file={file} />
    </>
  )
}

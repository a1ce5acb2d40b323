import { useQuery } from '@tanstack/react-query'
import type { DisclosureView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { fetchDisclosures } from './disclosure-api.ts'

export function disclosuresKey(caseFileId: string): readonly string[] {
  return ['case-file', caseFileId, 'disclosures']
}

/** What was given out of a case file, newest first. */
export function DisclosureLog({ caseFileId }: { caseFileId: string }) {
  const { disclosure } = useTexts()
  const { data, error, refetch } = useQuery({
    queryKey: disclosuresKey(caseFileId),
    queryFn: async ({ signal }) => fetchDisclosures(caseFileId, signal),
  })
  const { columns } = disclosure
  return (
    <section aria-labelledby="ausgabeprotokoll" className="disclosure__log">
      <h2 className="section-title" id="ausgabeprotokoll">
        {disclosure.log}
      </h2>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty icon="list" title={disclosure.logEmpty} />}
      {data !== undefined && data.items.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="ausgabeprotokoll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.when}</th>
                <th scope="col">{columns.recipient}</th>
                <th scope="col">{columns.basis}</th>
                <th scope="col">{columns.what}</th>
                <th scope="col">{columns.hash}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((one) => (
                <Entry key={one.id} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Entry({ one }: { one: DisclosureView }) {
  const { disclosure } = useTexts()
  const redacted = one.documents.filter(({ redactionId }) => redactionId !== null).length
  const documents = disclosure.documentCount(one.documents.length)
  return (
    <tr>
      <th scope="row">
        {formatInstant(one.createdAt)}
        <div className="disclosure__beside">{disclosure.by(one.createdBy.displayName)}</div>
      </th>
      <td>{one.recipient}</td>
      <td>
        {one.legalBasis}
        {one.note !== null && <div className="disclosure__beside">{one.note}</div>}
      </td>
      <td>
        {one.pageCount === null
          ? `${disclosure.formNames[one.form]}: ${disclosure.partly}`
          : disclosure.what(disclosure.formNames[one.form], documents, disclosure.pageCount(one.pageCount))}
        {redacted > 0 && <div className="disclosure__beside">{disclosure.withRedactions(redacted)}</div>}
      </td>
      <td className="disclosure__hash">{one.sha256}</td>
    </tr>
  )
}

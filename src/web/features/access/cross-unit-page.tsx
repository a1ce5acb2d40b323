import { useMutation } from '@tanstack/react-query'
import type { CrossUnitSearchResult } from '../../shared/api/types.ts'
import { formatDay } from '../../shared/format.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { searchCrossUnit } from './access-pages-api.ts'
import { ReasonedForm } from './reasoned-form.tsx'
import '../../shared/access/access.css'

/** Where letters lie, for those who hold the special right to ask in all units. */
export function CrossUnitPage() {
  const texts = useTexts()
  const words = texts.access.crossUnit
  const searching = useMutation({
    mutationFn: async ({ q, reason }: { q: string; reason: string }) => searchCrossUnit(q, reason),
  })
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      {searching.error !== null && <Alert tone="danger" urgent title={problemText(searching.error, texts)} />}
      <ReasonedForm
        asked={{ label: words.words, maxLength: 500 }}
        words={words}
        submit={{ label: words.search, icon: 'search' }}
        pending={searching.isPending}
        onSubmit={(q, reason) => {
          searching.mutate({ q, reason })
        }}
      />
      <div role="status">{searching.data !== undefined && <Found result={searching.data} />}</div>
    </div>
  )
}

function Found({ result }: { result: CrossUnitSearchResult }) {
  const { crossUnit: words } = useTexts().access
  const unitName = useUnitName()
  const typeName = useTypeName()
  if (result.hits.length === 0) return <p className="kern-body">{words.none}</p>
  return (
    <>
      <p>{words.found(result.total)}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table table--stacked">
          <thead>
            <tr>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.received}</th>
              <th scope="col">{words.unit}</th>
              <th scope="col">{words.type}</th>
            </tr>
          </thead>
          <tbody>
            {result.hits.map(({ receiptNumber, receivedAt, orgUnitId, documentType }) => (
              <tr key={receiptNumber}>
                <th scope="row">{receiptNumber}</th>
                <td data-label={words.received}>{formatDay(receivedAt)}</td>
                <td data-label={words.unit}>{unitName(orgUnitId)}</td>
                <td data-label={words.type}>{typeName(documentType)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

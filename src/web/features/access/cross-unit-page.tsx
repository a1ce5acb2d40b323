import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CrossUnitSearchResult } from '../../shared/api/types.ts'
import { formatDay } from '../../shared/format.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { searchCrossUnit } from './access-pages-api.ts'
import { MIN_REASON_LENGTH } from './emergency-page.tsx'
import '../../shared/access/access.css'

/** Where letters lie, for those who hold the special right to ask in all units. */
export function CrossUnitPage() {
  const texts = useTexts()
  const { access } = texts
  const words = access.crossUnit
  const [q, setQ] = useState('')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const searching = useMutation({ mutationFn: async () => searchCrossUnit(q.trim(), reason.trim()) })
  const isShort = reason.trim().length < MIN_REASON_LENGTH
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      {searching.error !== null && <Alert tone="danger" urgent title={problemText(searching.error, texts)} />}
      <form
        className="access-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (q.trim() !== '' && !isShort) searching.mutate()
        }}
      >
        <TextField
          label={words.words}
          maxLength={500}
          error={checked && q.trim() === '' ? access.missing : undefined}
          value={q}
          onChange={(event) => {
            setQ(event.target.value)
          }}
        />
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          maxLength={500}
          error={checked && isShort ? access.tooShort : undefined}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
        <div className="button-row">
          <Button kind="primary" icon="search" type="submit" disabled={searching.isPending}>
            {words.search}
          </Button>
        </div>
      </form>
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
        <table className="table">
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
                <td>{formatDay(receivedAt)}</td>
                <td>{unitName(orgUnitId)}</td>
                <td>{typeName(documentType)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

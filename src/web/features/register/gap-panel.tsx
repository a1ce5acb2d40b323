import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../shared/preferences.tsx'
import { Alert, LoadFailure } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { fetchReceiptGaps } from './register-api.ts'

/** Whether every number of the year is there. */
export function GapPanel() {
  const { register } = useTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['receipt-gaps'],
    queryFn: async ({ signal }) => fetchReceiptGaps(signal),
  })
  if (error !== null) return <LoadFailure error={error} retry={() => void refetch()} />
  if (data?.lastNumber == null) return null
  if (data.gaps.length === 0) {
    return (
      <p className="register__series">
        <Icon name="check-circle" />
        {register.noGaps(data.count, data.year, data.lastNumber)}
      </p>
    )
  }
  return (
    <Alert tone="danger" title={register.gaps(data.year)}>
      <ul>
        {data.gaps.map(({ from, to }) => (
          <li key={from}>{from === to ? from : register.gapSpan(from, to)}</li>
        ))}
      </ul>
    </Alert>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetchItemHistory } from '../../shared/api/resources.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { HistoryList } from '../../shared/ui/history-list.tsx'

/** Everything that happened to the item, read only when it is unfolded. */
export function ItemHistory({ itemId }: { itemId: string }) {
  const { triage } = useTexts()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['item-history', itemId],
    queryFn: async ({ signal }) => fetchItemHistory(itemId, signal),
    enabled: open,
  })
  return (
    <details
      className="item-history"
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{triage.sections.history}</summary>
      {data !== undefined && <HistoryList events={data.items} />}
    </details>
  )
}

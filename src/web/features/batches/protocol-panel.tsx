import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BatchView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { sendProtocol } from './batches-api.ts'

/** Compares what came in with what the scanner says it has scanned. */
export function ProtocolPanel({ batch }: { batch: BatchView }) {
  const texts = useTexts()
  const words = texts.batches.protocol
  const may = useMay()
  const client = useQueryClient()
  const announce = useAnnounce()
  const sending = useMutation({
    mutationFn: async (file: File) => sendProtocol(batch.id, file),
    onSuccess: () => {
      announce(words.set)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['items', 'batch', batch.id] }),
  })
  return (
    <section aria-labelledby="abgleich">
      <h2 className="kern-heading-small" id="abgleich">
        {words.title}
      </h2>
      <Lines batch={batch} />
      {batch.state === 'open' && may('batches:hand-in') && (
        <FileDrop
          label={words.label}
          title={words.drop}
          hint={words.hint}
          error={sending.isError ? problemText(sending.error, texts) : undefined}
          onFiles={([file]) => {
            if (file !== undefined) sending.mutate(file)
          }}
        />
      )}
    </section>
  )
}

function Lines({ batch: { reconciliation } }: { batch: BatchView }) {
  const words = useTexts().batches.protocol
  if (reconciliation === null) return <p className="kern-body">{words.none}</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table table--stacked">
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col" className="table__number">
              {words.announced}
            </th>
            <th scope="col" className="table__number">
              {words.pages}
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {reconciliation.map((line, index) => (
            <tr key={index}>
              <th scope="row">{line.filename}</th>
              <td className="table__number" data-label={words.announced}>
                {line.announcedPages}
              </td>
              <td className="table__number" data-label={words.pages}>
                {line.pages}
              </td>
              <td data-label={words.state}>{words.states[line.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RenewalRequest } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { fetchReading, renewDocuments } from './admin-api.ts'

/** What documents are read with now, and reading older ones again. */
export function RenewalPanel() {
  const texts = useTexts()
  const words = texts.admin.renewal
  const may = useMay()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['recognition'],
    queryFn: async ({ signal }) => fetchReading(signal),
  })
  const { mutate, isPending } = useMutation({
    mutationFn: renewDocuments,
    onSuccess: (count) => {
      announce(words.queued(count))
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  const button = (scope: RenewalRequest['scope']) => (
    <Button
      className="button--small"
      disabled={isPending}
      onClick={() => {
        mutate(scope)
      }}
    >
      {words[scope]}
    </Button>
  )
  if (data === undefined) return null
  return (
    <section className="page__intro" aria-labelledby="texterkennung">
      <h2 className="section-title" id="texterkennung">
        {words.title}
      </h2>
      <p>{words.now(data.version, data.engine)}</p>
      {may('jobs:control') && (
        <>
          <p>{words.intro}</p>
          <p>
            {button('older')} {button('all')}
          </p>
        </>
      )}
    </section>
  )
}

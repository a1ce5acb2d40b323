import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formatInstant } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { fetchQueue, setQueuePaused } from './admin-api.ts'

const LOOK_EVERY_MS = 5_000

/** How much the machine still has to do, and the switch that halts it. */
export function QueuePanel() {
  const texts = useTexts()
  const words = texts.admin.queue
  const may = useMay()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['jobs', 'queue'],
    queryFn: async ({ signal }) => fetchQueue(signal),
    refetchInterval: LOOK_EVERY_MS,
  })
  const { mutate, isPending } = useMutation({
    mutationFn: async (paused: boolean) => setQueuePaused(paused),
    onSuccess: (queue) => {
      announce(queue.paused === null ? words.resumed : words.isPaused)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  if (data === undefined) return null
  const { paused } = data
  return (
    <section className="page__intro" aria-label={words.title}>
      <p>{words.numbers(data.queued, data.running, data.parked)}</p>
      {paused !== null && <p role="status">{words.pausedBy(paused.by, formatInstant(paused.at))}</p>}
      {may('jobs:control') && (
        <Button
          className="button--small"
          disabled={isPending}
          onClick={() => {
            mutate(paused === null)
          }}
        >
          {paused === null ? words.pause : words.resume}
        </Button>
      )}
    </section>
  )
}

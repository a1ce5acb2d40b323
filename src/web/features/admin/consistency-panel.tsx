import { useMutation } from '@tanstack/react-query'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { checkConsistency } from './admin-api.ts'
import { Inconsistencies } from './integrity-findings.tsx'

/** Looks on demand for records and objects that are half there: it walks through all records. */
export function ConsistencyPanel() {
  const texts = useTexts()
  const words = texts.integrity.consistency
  const { mutate, isPending, error, data } = useMutation({ mutationFn: checkConsistency })
  return (
    <section className="integrity" aria-labelledby="unversehrtheit-abgleich">
      <h2 className="kern-heading-medium" id="unversehrtheit-abgleich">
        {words.title}
      </h2>
      <p className="page__intro">{words.intro}</p>
      <Button
        icon="search"
        disabled={isPending}
        onClick={() => {
          mutate()
        }}
      >
        {isPending ? words.running : words.run}
      </Button>
      <div role="status">
        {error !== null && <Alert tone="danger" title={problemText(error, texts)} />}
        {data?.ok === true && <Alert tone="success" title={words.ok} />}
        {data?.ok === false && (
          <Alert tone="warning" title={words.found(data.count)}>
            <p>{words.foundBody}</p>
            {data.found.length < data.count && (
              <p>{texts.integrity.scan.incomplete(data.found.length, data.count)}</p>
            )}
          </Alert>
        )}
      </div>
      {data?.ok === false && <Inconsistencies found={data.found} />}
    </section>
  )
}

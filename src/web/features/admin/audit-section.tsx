import { useMutation } from '@tanstack/react-query'
import type { AuditVerification } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { verifyAudit } from './admin-api.ts'

export function AuditSection() {
  const words = useTexts().admin.audit
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <AuditCheck />
    </>
  )
}

/** Recomputes the hash chain of the audit log on the server and says where it breaks, if it does. */
export function AuditCheck() {
  const texts = useTexts()
  const words = texts.admin.audit
  const check = useMutation({ mutationFn: verifyAudit })
  return (
    <>
      <p className="page__intro">{words.intro}</p>
      <Button
        kind="primary"
        icon="shield"
        disabled={check.isPending}
        onClick={() => {
          check.mutate()
        }}
      >
        {check.isPending ? words.running : words.run}
      </Button>
      <div role="status">
        {check.isError && <Alert tone="danger" title={problemText(check.error, texts)} />}
        {check.isSuccess && <Result result={check.data} />}
      </div>
    </>
  )
}

function Result({ result }: { result: AuditVerification }) {
  const words = useTexts().admin.audit
  if (!result.ok) {
    return (
      <Alert tone="danger" title={words.broken}>
        {result.problem !== undefined && <p>{words.problems[result.problem]}</p>}
        <p>{words.brokenBody(result.firstBadSeq)}</p>
        <AnchorLine result={result} />
      </Alert>
    )
  }
  return (
    <Alert tone="success" title={words.ok}>
      <p>{words.okBody(result.eventCount)}</p>
      <AnchorLine result={result} />
      <p className="audit-hash">
        {words.head}: {result.headHash}
      </p>
    </Alert>
  )
}

function AnchorLine({ result: { anchor } }: { result: AuditVerification }) {
  const words = useTexts().admin.audit
  return (
    <p>{anchor === undefined ? words.noAnchor : words.anchor(anchor.lastSeq, formatInstant(anchor.at))}</p>
  )
}

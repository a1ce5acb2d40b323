import { useState } from 'react'
import type { DisposalRunView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { saveFile } from '../../shared/save-file.ts'
import { useSession } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { AnswerDialog, CancelDialog, LetterDialog } from './answer-dialogs.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import {
  certificateUrl,
  fetchMessage,
  messageFilename,
  stepRun,
  type MessageKind,
  type RunStep,
} from './disposal-api.ts'
import { Faults } from './faults.tsx'
import { useDisposalChange } from './use-disposal-change.ts'

type Opened = 'answer' | 'letter' | 'approve' | 'cancel'

/** What can be done with a run as it stands. */
export function RunSteps({ run }: { run: DisposalRunView }) {
  const texts = useTexts()
  const words = texts.disposal
  const [opened, setOpened] = useState<Opened>()
  const { mutate, error, isPending } = useDisposalChange(async (step: RunStep | MessageKind) => {
    if (step !== 'offer' && step !== 'transfer') await stepRun(run.id, step)
    else saveFile(await fetchMessage(run.id, step), messageFilename(run.processId, step))
  })
  const close = () => {
    setOpened(undefined)
  }
  const can = possible(run)
  return (
    <section aria-labelledby="aussonderung-schritte">
      <h2 className="section-title" id="aussonderung-schritte">
        {words.steps}
      </h2>
      <p className="kern-body">{words.nextStep[run.state]}</p>
      {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
      <Faults error={error} />
      <div className="button-row">
        <MessageSteps can={can} pending={isPending} onMake={mutate} onOpen={setOpened} />
        {can.request && (
          <Button
            icon="trash"
            disabled={isPending}
            onClick={() => {
              mutate('request-destruction')
            }}
          >
            {words.request}
          </Button>
        )}
        {run.state === 'requested' && <Approve run={run} onOpen={setOpened} />}
        <EndSteps run={run} pending={isPending} onErase={mutate} onOpen={setOpened} />
      </div>
      {opened === 'answer' && <AnswerDialog runId={run.id} onClose={close} />}
      {opened === 'letter' && <LetterDialog run={run} onClose={close} />}
      {opened === 'approve' && <ApproveDialog run={run} onClose={close} />}
      {opened === 'cancel' && <CancelDialog runId={run.id} onClose={close} />}
    </section>
  )
}

function possible({ state, isDirect, files }: DisposalRunView) {
  const allows = files.some(
    ({ decision, imported, destroyed }) =>
      destroyed === null && (decision?.value === 'V' || imported !== null),
  )
  const isWanted = isDirect || files.some(({ decision }) => decision?.value === 'A')
  const handsOver = isDirect ? ['prepared', 'transferred'] : ['decided', 'transferred']
  return {
    offer: !isDirect && ['prepared', 'offered'].includes(state),
    answer: ['offered', 'decided', 'transferred'].includes(state),
    transfer: isWanted && handsOver.includes(state),
    request: allows && ['decided', 'transferred'].includes(state),
  }
}

/** For another person than the one who asked. */
function Approve({ run, onOpen }: { run: DisposalRunView; onOpen: (opened: Opened) => void }) {
  const { disposal: words } = useTexts()
  const session = useSession()
  if (run.approved !== null) return <p className="kern-hint">{words.underWay}</p>
  if (session?.user.id === run.requested?.byId) return <p className="kern-hint">{words.otherPerson}</p>
  return (
    <Button
      icon="trash"
      onClick={() => {
        onOpen('approve')
      }}
    >
      {words.approve}
    </Button>
  )
}

interface MessageProperties {
  readonly can: ReturnType<typeof possible>
  readonly pending: boolean
  readonly onMake: (kind: MessageKind) => void
  readonly onOpen: (opened: Opened) => void
}

function MessageSteps({ can, pending, onMake, onOpen }: MessageProperties) {
  const { disposal: words } = useTexts()
  return (
    <>
      {can.offer && (
        <Button
          icon="download"
          disabled={pending}
          onClick={() => {
            onMake('offer')
          }}
        >
          {words.offer}
        </Button>
      )}
      {can.answer && (
        <>
          <Button
            icon="upload"
            onClick={() => {
              onOpen('answer')
            }}
          >
            {words.readAnswer}
          </Button>
          <Button
            icon="mail"
            onClick={() => {
              onOpen('letter')
            }}
          >
            {words.letter}
          </Button>
        </>
      )}
      {can.transfer && (
        <Button
          icon="download"
          disabled={pending}
          onClick={() => {
            onMake('transfer')
          }}
        >
          {words.transfer}
        </Button>
      )}
    </>
  )
}

interface EndProperties {
  readonly run: DisposalRunView
  readonly pending: boolean
  readonly onErase: (step: RunStep) => void
  readonly onOpen: (opened: Opened) => void
}

function EndSteps({ run, pending, onErase, onOpen }: EndProperties) {
  const { disposal: words } = useTexts()
  return (
    <>
      {run.toErase > 0 && (
        <Button
          disabled={pending}
          onClick={() => {
            onErase('erase')
          }}
        >
          {words.eraseRest}
        </Button>
      )}
      {run.destroyed > 0 && (
        <a className="kern-btn kern-btn--secondary" href={certificateUrl(run.id)} download="">
          <Icon name="download" />
          <span className="kern-label">{words.certificate}</span>
        </a>
      )}
      {run.state !== 'ended' && (
        <Button
          kind="tertiary"
          onClick={() => {
            onOpen('cancel')
          }}
        >
          {words.cancel}
        </Button>
      )}
    </>
  )
}

import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { canStart, isFinished } from './upload-job.ts'
import { UploadList } from './upload-list.tsx'
import { chosenAfter, fieldsOf, NO_OPTIONS, optionsFor, receivedAtOf } from './options.ts'
import { UploadOptions } from './upload-options.tsx'
import { useUploads } from './use-uploads.ts'
import './upload.css'

/** Taking in scanned or received post: drop files, watch them being stored, go on. */
export function UploadPage() {
  const { upload } = useTexts()
  const uploads = useUploads()
  const [chosen, setChosen] = useState(NO_OPTIONS)
  const [fault, setFault] = useState<string>()
  const waiting = uploads.jobs.filter(canStart)
  const finished = uploads.jobs.filter(isFinished)
  const names = waiting.flatMap(({ files }) => files.map(({ name }) => name))
  const options = optionsFor(chosen, names)
  const start = () => {
    const receivedAt = receivedAtOf(options)
    const isFuture = receivedAt !== undefined && isInFuture(receivedAt)
    setFault(waiting.length === 0 ? upload.missing : isFuture ? upload.futureDate : undefined)
    if (waiting.length === 0 || isFuture) return
    const merged = options.asOne ? uploads.merge() : undefined
    void uploads.start(merged === undefined ? uploads.jobs : [merged], fieldsOf(options))
  }
  return (
    <div className="page upload">
      <PageTitle>{upload.title}</PageTitle>
      <p className="page__intro">{upload.intro}</p>
      <div className="upload__columns">
        <div className="upload__files">
          <FileDrop label={upload.choose} title={upload.drop} hint={upload.formats} onFiles={uploads.add} />
          <UploadList uploads={uploads} asOne={options.asOne} />
        </div>
        <form
          className="upload__options stack"
          onSubmit={(event) => {
            event.preventDefault()
            start()
          }}
        >
          <UploadOptions
            options={options}
            isGuessed={chosen.channel === undefined && options.channel === 'email'}
            onChange={(changed) => {
              setChosen(chosenAfter(chosen, options, changed))
            }}
          />
          {fault !== undefined && (
            <p className="kern-error" role="alert">
              <span className="kern-icon kern-icon--danger" aria-hidden="true" />
              <span className="kern-body">{fault}</span>
            </p>
          )}
          <Button kind="primary" type="submit" icon="upload" className="kern-btn--block">
            {upload.submit(waiting.length)}
          </Button>
          {uploads.jobs.length > 0 && (
            <p className="upload__sum" role="status">
              {upload.sum(finished.length, uploads.jobs.length)}
            </p>
          )}
          {finished.length > 0 && <Button onClick={uploads.clearFinished}>{upload.clearDone}</Button>}
        </form>
      </div>
    </div>
  )
}

function isInFuture(instant: string): boolean {
  return new Date(instant).getTime() > Date.now()
}

import { Link } from 'react-router'
import { formatPercent, formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Badge } from '../../shared/ui/badge.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import type { UploadJob, UploadState } from './upload-job.ts'
import type { useUploads } from './use-uploads.ts'

interface Properties {
  readonly uploads: ReturnType<typeof useUploads>
  readonly asOne: boolean
}

export function UploadList({ uploads, asOne }: Properties) {
  const { upload } = useTexts()
  if (uploads.jobs.length === 0) return <p className="upload__empty">{upload.empty}</p>
  return (
    <ul className={`upload-list${asOne ? ' upload-list--one' : ''}`} aria-label={upload.files}>
      {uploads.jobs.map((job) => (
        <UploadRow key={job.key} job={job} onRemove={uploads.remove} />
      ))}
    </ul>
  )
}

function UploadRow({ job, onRemove }: { job: UploadJob; onRemove: (key: string) => void }) {
  const { common } = useTexts()
  const { state, files } = job
  const removable = state.kind === 'waiting' || state.kind === 'failed'
  const names = files.map((file) => file.name).join(', ')
  return (
    <li className={`upload-row upload-row--${state.kind}`}>
      <Icon name="document" size={24} />
      <div className="upload-row__main">
        {files.map((file, index) => (
          <span key={index} className="upload-row__name">
            {file.name} <span className="upload-row__size">{formatSize(file.size)}</span>
          </span>
        ))}
        <UploadStateLine state={state} />
      </div>
      {removable && (
        <IconButton
          icon="close"
          label={`${common.remove}: ${names}`}
          onClick={() => {
            onRemove(job.key)
          }}
        />
      )}
    </li>
  )
}

function UploadStateLine({ state }: { state: UploadState }) {
  const texts = useTexts()
  const { upload } = texts
  switch (state.kind) {
    case 'waiting':
      return (
        <Badge tone="neutral" icon="clock">
          {upload.waiting}
        </Badge>
      )
    case 'sending':
      return (
        <div className="upload-row__progress">
          <progress max={1} value={state.share} aria-label={upload.sending(formatPercent(state.share))} />
          <span>{state.share < 1 ? upload.sending(formatPercent(state.share)) : upload.storing}</span>
        </div>
      )
    case 'stored':
      return (
        <div className="upload-row__result">
          <Badge tone="success" icon="check">
            {upload.stored(state.item.receiptNumber)}
          </Badge>
          <Link className="kern-link kern-link--small" to={`/posteingang/${state.item.id}`}>
            {upload.open}
          </Link>
        </div>
      )
    case 'failed':
      return (
        <div className="upload-row__result" role="alert">
          <Badge tone="danger" icon="danger">
            {upload.failed}
          </Badge>
          <span>{problemText(state.error, texts)}</span>
        </div>
      )
  }
}

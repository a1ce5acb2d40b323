import { useId, useState } from 'react'
import { Icon } from './icon.tsx'

interface Properties {
  readonly label: string
  readonly title: string
  readonly hint: string
  readonly onFiles: (files: readonly File[]) => void
  readonly error?: string | undefined
  readonly id?: string
}

/** A file input that also takes what is dropped on it; by keyboard it is an ordinary button. */
export function FileDrop({ label, title, hint, onFiles, error, id }: Properties) {
  const ownId = useId()
  const inputId = id ?? ownId
  const [over, setOver] = useState(false)
  return (
    <div
      className={`file-drop${over ? ' file-drop--over' : ''}${error ? ' file-drop--error' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => {
        setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <Icon name="upload" size={32} />
      <p className="file-drop__title">{title}</p>
      <input
        id={inputId}
        type="file"
        multiple
        className="file-drop__input"
        aria-describedby={`${inputId}-hint${error ? ` ${inputId}-error` : ''}`}
        aria-invalid={error ? true : undefined}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <label className="kern-btn kern-btn--secondary file-drop__label" htmlFor={inputId}>
        <span className="kern-label">{label}</span>
      </label>
      <p className="file-drop__hint" id={`${inputId}-hint`}>
        {hint}
      </p>
      {error && (
        <p className="kern-error" id={`${inputId}-error`}>
          <span className="kern-icon kern-icon--danger" aria-hidden="true" />
          <span className="kern-body">{error}</span>
        </p>
      )}
    </div>
  )
}

import { useCallback, useId } from 'react'
import { formatSize } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { Check } from '../../shared/ui/field.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { canMerge, moved, turned, type ChosenFile } from './photos/chosen-file.ts'

interface Properties {
  readonly files: readonly ChosenFile[]
  readonly isMerging: boolean
  readonly maxFileBytes: number
  readonly onChange: (files: readonly ChosenFile[]) => void
  readonly onMerging: (isMerging: boolean) => void
}

/** What will be sent, in its order: to look at, turn, move and remove, by finger and by keyboard. */
export function ChosenFiles({ files, isMerging, maxFileBytes, onChange, onMerging }: Properties) {
  const { citizen } = useTexts()
  const photos = files.filter(({ photo }) => photo !== undefined)
  if (files.length === 0) return null
  return (
    <>
      <ul className="citizen__chosen">
        {files.map((file, index) => (
          <ChosenRow
            key={file.id}
            chosen={file}
            isFirst={index === 0}
            isLast={index === files.length - 1}
            files={files}
            onChange={onChange}
          />
        ))}
      </ul>
      {canMerge(files, maxFileBytes) && (
        <div className="citizen__merge">
          <Check
            label={citizen.photos.merge(photos.length)}
            checked={isMerging}
            onChange={() => {
              onMerging(!isMerging)
            }}
          />
          <p className="kern-hint">{citizen.photos.mergeHint}</p>
        </div>
      )}
    </>
  )
}

interface RowProperties {
  readonly chosen: ChosenFile
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly files: readonly ChosenFile[]
  readonly onChange: (files: readonly ChosenFile[]) => void
}

function ChosenRow({ chosen, isFirst, isLast, files, onChange }: RowProperties) {
  const { citizen } = useTexts()
  const announce = useAnnounce()
  const hintId = useId()
  const { id, file, photo } = chosen
  const words = citizen.photos
  const faults = photo?.faults ?? []
  const move = (by: -1 | 1) => () => {
    const next = moved(files, id, by)
    onChange(next)
    announce(words.movedTo(file.name, next.findIndex((one) => one.id === id) + 1, next.length))
  }
  return (
    <li aria-describedby={faults.length > 0 ? hintId : undefined}>
      {photo === undefined ? <Icon name="document" /> : <Preview chosen={chosen} />}
      <span className="citizen__file-name">
        {file.name}
        <span className="citizen__file-size">{formatSize(file.size)}</span>
      </span>
      <span className="citizen__file-actions">
        {photo !== undefined && (
          <IconButton
            icon="rotate"
            label={words.turn(file.name)}
            onClick={() => {
              onChange(files.map((one) => (one.id === id ? turned(one) : one)))
              announce(words.turned(file.name))
            }}
          />
        )}
        {files.length > 1 && (
          <>
            <IconButton
              icon="chevron-left"
              label={words.earlier(file.name)}
              disabled={isFirst}
              onClick={move(-1)}
            />
            <IconButton
              icon="chevron-right"
              label={words.later(file.name)}
              disabled={isLast}
              onClick={move(1)}
            />
          </>
        )}
        <IconButton
          icon="trash"
          label={citizen.removeFile(file.name)}
          onClick={() => {
            onChange(files.filter((one) => one.id !== id))
          }}
        />
      </span>
      {faults.length > 0 && (
        <span className="citizen__photo-hint" id={hintId}>
          <Icon name="warning" size={16} />
          {faults.map((fault) => words.faults[fault]).join(' ')}
        </span>
      )}
    </li>
  )
}

function Preview({ chosen: { file, turn } }: { chosen: ChosenFile }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(file)
      image.src = url
      return () => {
        URL.revokeObjectURL(url)
      }
    },
    [file],
  )
  return (
    <span className={`citizen__preview citizen__preview--${turn}`}>
      <img ref={show} alt="" />
    </span>
  )
}

import { useTexts } from '../preferences.tsx'
import { Button, IconButton } from '../ui/button.tsx'

/** Fields that words of the page can be taken into, and the one that a person works on. */
export interface WordTarget {
  readonly fields: readonly { readonly id: string; readonly label: string }[]
  readonly fieldId: string
  readonly onField: (fieldId: string) => void
  readonly onTake: (fieldId: string, text: string) => void
}

interface Properties {
  readonly text: string
  readonly isByKeys: boolean
  readonly target: WordTarget
  readonly onTake: () => void
  readonly onEnd: () => void
}

/** What is marked on the page, and into which field it goes. */
export function TakeBar({ text, isByKeys, target, onTake, onEnd }: Properties) {
  const { viewer, common } = useTexts()
  return (
    <div className="take-bar" role="group" aria-label={viewer.take.label}>
      <p className="take-bar__text">
        <span role="status">„{text}“</span>
        {isByKeys && <span className="take-bar__hint">{viewer.take.keys}</span>}
      </p>
      <div className="take-bar__steps">
        <label className="take-bar__field">
          {viewer.take.into}{' '}
          <select
            value={target.fieldId}
            onChange={(event) => {
              target.onField(event.target.value)
            }}
          >
            {target.fields.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button kind="primary" className="button--small" onClick={onTake}>
          {viewer.take.submit}
        </Button>
        <IconButton icon="close" label={common.cancel} onClick={onEnd} />
      </div>
    </div>
  )
}

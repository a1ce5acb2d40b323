import { Dialog } from './dialog.tsx'

interface Properties {
  readonly title: string
  readonly intro: string
  readonly rows: readonly (readonly [keys: string, meaning: string])[]
  readonly onClose: () => void
}

/** The map of keys of a page, shown with `?`. */
export function ShortcutMapDialog({ title, intro, rows, onClose }: Properties) {
  return (
    <Dialog title={title} onClose={onClose} wide>
      <p className="kern-body">{intro}</p>
      <dl className="shortcut-map">
        {rows.map(([key, meaning]) => (
          <div key={key} className="shortcut-map__row">
            <dt>
              <kbd className="key key--large">{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

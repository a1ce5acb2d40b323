import { useTexts } from '../../shared/preferences.tsx'
import { ShortcutMapDialog } from '../../shared/ui/shortcut-map.tsx'

/** The map of keys of the review page, shown with `?`. */
export function ReviewKeysDialog({ onClose }: { onClose: () => void }) {
  const { keys, actions } = useTexts().stacks
  const rows: readonly (readonly [keys: string, meaning: string])[] = [
    ['J / K', keys.pages],
    [keys.arrows, keys.inStrip],
    ['N', actions.nextStop],
    ['Q', actions.settle],
    ['S', actions.split],
    ['M', actions.merge],
    [',', actions.moveBack],
    ['.', actions.moveOn],
    ['R', actions.rotate],
    ['L', actions.blank],
    ['T', actions.separator],
    [keys.removeKeys, keys.remove],
    ['U', actions.undo],
    [keys.ctrlEnter, actions.confirm],
    ['?', keys.help],
  ]
  return <ShortcutMapDialog title={keys.title} intro={keys.intro} rows={rows} onClose={onClose} />
}

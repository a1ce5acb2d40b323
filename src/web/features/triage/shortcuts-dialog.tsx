import { useTexts } from '../../shared/preferences.tsx'
import { ShortcutMapDialog } from '../../shared/ui/shortcut-map.tsx'

/** The map of keys, shown with `?`. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts()
  const { shortcuts } = texts.triage
  const { keys } = shortcuts
  const rows: readonly (readonly [keys: string, meaning: string])[] = [
    ['J', shortcuts.next],
    ['K', shortcuts.previous],
    [keys.choose, shortcuts.choose],
    [keys.chooseOn, shortcuts.chooseOn],
    ['1 … 9', shortcuts.take],
    ['Z', shortcuts.pick],
    [keys.ctrlEnter, shortcuts.confirm],
    ['A', shortcuts.file],
    ['W', texts.desk.setResubmission],
    ['T', texts.desk.setDeadline],
    ['B', texts.letters.answer],
    ['D', texts.desk.marks.button],
    ['C', shortcuts.claim],
    ['G', shortcuts.giveBack],
    ['P', shortcuts.askForCheck],
    ['M', shortcuts.part],
    ['U', shortcuts.undo],
    [keys.down, shortcuts.alternative],
    ['F2', shortcuts.words],
    [keys.altArrows, shortcuts.pages],
    ['+ / −', shortcuts.zoom],
    ['R', shortcuts.rotate],
    ['/', shortcuts.search],
    [keys.esc, shortcuts.back],
    ['?', shortcuts.help],
  ]
  return <ShortcutMapDialog title={shortcuts.title} intro={shortcuts.intro} rows={rows} onClose={onClose} />
}

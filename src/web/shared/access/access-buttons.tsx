import { useState } from 'react'
import type { Level } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { useMay } from '../session.tsx'
import { Button } from '../ui/button.tsx'
import type { Guarded } from './access-api.ts'
import { LevelDialog } from './level-dialog.tsx'
import { ReadersDialog } from './readers-dialog.tsx'

/** Who may see an item or case file, and how few. */
export function AccessButtons({ guarded, level }: { guarded: Guarded; level: Level }) {
  const { access } = useTexts()
  const may = useMay()
  const [open, setOpen] = useState<'readers' | 'level'>()
  const close = () => {
    setOpen(undefined)
  }
  return (
    <>
      <Button
        kind="tertiary"
        className="button--small"
        icon="users"
        onClick={() => {
          setOpen('readers')
        }}
      >
        {access.readers.open}
      </Button>
      {may('access:raise') && (
        <Button
          kind="tertiary"
          className="button--small"
          icon="lock"
          onClick={() => {
            setOpen('level')
          }}
        >
          {access.setLevel}
        </Button>
      )}
      {open === 'readers' && <ReadersDialog guarded={guarded} onClose={close} />}
      {open === 'level' && <LevelDialog guarded={guarded} level={level} onClose={close} />}
    </>
  )
}

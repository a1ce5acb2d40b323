import type { Level } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Select } from '../ui/field.tsx'

const LEVELS: readonly Level[] = ['normal', 'confidential', 'strict']

interface Properties {
  readonly label?: string
  readonly value: Level
  readonly onChange: (level: Level) => void
}

export function LevelSelect({ label, value, onChange }: Properties) {
  const { access } = useTexts()
  return (
    <Select
      label={label ?? access.level}
      hint={access.levelHints[value]}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as Level)
      }}
    >
      {LEVELS.map((level) => (
        <option key={level} value={level}>
          {access.levels[level]}
        </option>
      ))}
    </Select>
  )
}

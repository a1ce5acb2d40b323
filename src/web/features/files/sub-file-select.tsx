import type { SubFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select } from '../../shared/ui/field.tsx'

interface Properties {
  readonly subFiles: readonly SubFileView[]
  /** Empty for the file itself. */
  readonly value: string
  readonly onChange: (subFileId: string) => void
}

export function SubFileSelect({ subFiles, value, onChange }: Properties) {
  const { files } = useTexts()
  if (subFiles.length === 0) return null
  return (
    <Select
      label={files.subFile}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      <option value="">{files.noSubFile}</option>
      {subFiles.map((subFile) => (
        <option key={subFile.id} value={subFile.id}>
          {files.subFileLabel(subFile.serial, subFile.subject)}
        </option>
      ))}
    </Select>
  )
}

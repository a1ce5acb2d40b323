import { useState } from 'react'
import type { PublicationView } from '../../shared/api/types.ts'
import { unitLabel, useUnitsOfToday } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { SharedContentView } from './shared-content.tsx'
import { adopt } from './sharing-api.ts'
import { useSharing } from './use-sharing.ts'

interface Properties {
  readonly publication: PublicationView
  readonly onClose: () => void
}

export function AdoptDialog({ publication: { id, content }, onClose }: Properties) {
  const { sharing: words, admin } = useTexts()
  const units = useUnitsOfToday()
  const [orgUnitId, setOrgUnitId] = useState('')
  const [checked, setChecked] = useState(false)
  const isRule = content.kind === 'routing-rule'
  const adopting = useSharing(async () => adopt(id, isRule ? orgUnitId : undefined), words.takenOver, onClose)
  const isMissing = isRule && orgUnitId === ''
  return (
    <FormDialog
      wide
      title={words.adoptTitle(content.name)}
      error={adopting.error}
      pending={adopting.isPending}
      submitLabel={words.adopt}
      onSubmit={() => {
        setChecked(true)
        if (!isMissing) adopting.mutate()
      }}
      onClose={onClose}
    >
      <p>{isRule ? words.adoptRule : words.adoptType}</p>
      <SharedContentView content={content} />
      {isRule && (
        <Select
          label={words.target}
          error={checked && isMissing ? admin.missing : adopting.faultOf('orgUnitId')}
          value={orgUnitId}
          onChange={(event) => {
            setOrgUnitId(event.target.value)
          }}
        >
          <option value="">–</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unitLabel(unit)}
            </option>
          ))}
        </Select>
      )}
    </FormDialog>
  )
}

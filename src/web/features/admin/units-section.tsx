import { useState } from 'react'
import type { OrgUnitView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { unitLabel, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { GroupMembers } from './group-members.tsx'
import { MoveWorkDialog } from './move-work-dialog.tsx'
import { SectionTitle } from './section-title.tsx'
import { UnitForm } from './unit-form.tsx'

/** The organisation as an indented tree. */
export function UnitsSection() {
  const { admin } = useTexts()
  const words = admin.units
  const units = useOrgUnits()
  const [edited, setEdited] = useState<OrgUnitView | 'new'>()
  const [left, setLeft] = useState<OrgUnitView>()
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      <Branch units={units} parentId={null} onEdit={setEdited} onMove={setLeft} />
      {left !== undefined && (
        <MoveWorkDialog
          unit={left}
          units={units}
          onClose={() => {
            setLeft(undefined)
          }}
        />
      )}
      {edited !== undefined && (
        <UnitForm
          unit={edited === 'new' ? undefined : edited}
          units={units}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

interface BranchProperties {
  readonly units: readonly OrgUnitView[]
  readonly parentId: string | null
  readonly onEdit: (unit: OrgUnitView) => void
  readonly onMove: (unit: OrgUnitView) => void
}

function Branch({ units, parentId, onEdit, onMove }: BranchProperties) {
  const { admin, common } = useTexts()
  const children = units.filter((unit) => unit.parentId === parentId)
  if (children.length === 0) return null
  return (
    <ul className="tree">
      {children.map((unit) => (
        <li key={unit.id}>
          <div className="tree__row">
            <span className="tree__number">{unit.number}</span>
            <span className="tree__name">{unit.name}</span>
            <span className="tree__kind">{admin.units.kinds[unit.kind]}</span>
            {unit.validFrom !== null && (
              <span className="tree__kind">
                {admin.units.validFrom} {formatCalendarDate(unit.validFrom)}
              </span>
            )}
            {unit.validTo !== null && (
              <span className="tree__kind">
                {admin.units.validTo} {formatCalendarDate(unit.validTo)}
              </span>
            )}
            <Button
              kind="tertiary"
              className="button--small"
              icon="pencil"
              aria-label={`${common.edit}: ${unitLabel(unit)}`}
              onClick={() => {
                onEdit(unit)
              }}
            >
              {common.edit}
            </Button>
            {unit.parentId !== null && (
              <Button
                kind="tertiary"
                className="button--small"
                icon="arrow-right"
                aria-label={`${admin.units.move}: ${unitLabel(unit)}`}
                onClick={() => {
                  onMove(unit)
                }}
              >
                {admin.units.move}
              </Button>
            )}
          </div>
          {unit.kind === 'group' && <GroupMembers groupId={unit.id} />}
          <Branch units={units} parentId={unit.id} onEdit={onEdit} onMove={onMove} />
        </li>
      ))}
    </ul>
  )
}

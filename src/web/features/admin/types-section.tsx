import { useState } from 'react'
import { LevelSelect } from '../../shared/access/level-select.tsx'
import type { DocumentTypeView, Level, ProtectionClass } from '../../shared/api/types.ts'
import { useDocumentTypes } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

export function TypesSection() {
  const { access, admin, quality } = useTexts()
  const words = admin.types
  const types = useDocumentTypes()
  const [edited, setEdited] = useState<DocumentTypeView | 'new'>()
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.key}</th>
              <th scope="col">{access.level}</th>
              <th scope="col">{quality.rules.scan}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">
                <span className="kern-sr-only">{admin.title}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <TypeRow key={type.id} type={type} onEdit={setEdited} />
            ))}
          </tbody>
        </table>
      </div>
      {edited !== undefined && (
        <TypeForm
          type={edited === 'new' ? undefined : edited}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

function TypeRow({ type, onEdit }: { type: DocumentTypeView; onEdit: (type: DocumentTypeView) => void }) {
  const { access, admin, common, quality } = useTexts()
  const words = admin.types
  const saving = useSaving('document-types')
  const switchLabel = type.retired ? words.restore : words.retire
  return (
    <tr>
      <th scope="row">{type.name}</th>
      <td className="table__code">{type.id}</td>
      <td>{access.levels[type.level]}</td>
      <td>{quality.rules.scanWords(quality.classes[type.protectionClass], type.keepsPaper)}</td>
      <td>
        <Badge tone={type.retired ? 'neutral' : 'success'} icon={type.retired ? 'clock' : 'check'}>
          {type.retired ? words.retired : words.active}
        </Badge>
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${type.name}`}
          onClick={() => {
            onEdit(type)
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${switchLabel}: ${type.name}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: type, body: { retired: !type.retired } })
          }}
        >
          {switchLabel}
        </Button>
      </td>
    </tr>
  )
}

const NEW_TYPE = { name: '', level: 'normal', protectionClass: 'normal', keepsPaper: false } as const
const CLASSES = ['normal', 'high', 'very-high'] as const

const KEY = /^[a-z0-9][a-z0-9-]{0,63}$/

function TypeForm({ type, onClose }: { type: DocumentTypeView | undefined; onClose: () => void }) {
  const known: Pick<DocumentTypeView, keyof typeof NEW_TYPE> = type ?? NEW_TYPE
  const { access, admin, quality } = useTexts()
  const words = admin.types
  const [id, setId] = useState('')
  const [name, setName] = useState(known.name)
  const [level, setLevel] = useState<Level>(known.level)
  const [protectionClass, setClass] = useState<ProtectionClass>(known.protectionClass)
  const [keepsPaper, setKeepsPaper] = useState(known.keepsPaper)
  const [checked, setChecked] = useState(false)
  const saving = useSaving('document-types', onClose)
  const isNew = type === undefined
  const submit = () => {
    setChecked(true)
    if (name.trim() === '' || (isNew && !KEY.test(id))) return
    const body = { ...(isNew && { id }), name: name.trim(), level, protectionClass, keepsPaper }
    saving.mutate({ record: type, body })
  }
  return (
    <FormDialog
      wide
      title={isNew ? words.create : words.editTitle(type.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        data-autofocus
        maxLength={100}
        error={checked && name.trim() === '' ? admin.missing : saving.faultOf('name')}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      {isNew && (
        <TextField
          label={words.key}
          hint={words.keyHint}
          spellCheck={false}
          autoCapitalize="none"
          error={checked && !KEY.test(id) ? admin.invalid : saving.faultOf('id')}
          value={id}
          onChange={(event) => {
            setId(event.target.value)
          }}
        />
      )}
      <LevelSelect label={access.level} value={level} onChange={setLevel} />
      <Select
        label={quality.rules.typeClass}
        value={protectionClass}
        onChange={(event) => {
          setClass(event.target.value as ProtectionClass)
        }}
      >
        {CLASSES.map((one) => (
          <option key={one} value={one}>
            {quality.classes[one]}
          </option>
        ))}
      </Select>
      <Check
        label={quality.rules.keepsPaper}
        checked={keepsPaper}
        onChange={() => {
          setKeepsPaper(!keepsPaper)
        }}
      />
    </FormDialog>
  )
}

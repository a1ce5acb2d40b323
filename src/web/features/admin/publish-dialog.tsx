import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SharedContent, SharedKind } from '../../shared/api/types.ts'
import { useDocumentTypes, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { fetchRules } from './admin-api.ts'
import { SharedContentView } from './shared-content.tsx'
import { publish } from './sharing-api.ts'
import { useSharing } from './use-sharing.ts'

interface Candidate {
  readonly id: string
  readonly version: number
  readonly content: SharedContent
}

/** What of the own records could go out, as it would go out. */
function useCandidates(kind: SharedKind): readonly Candidate[] {
  const types = useDocumentTypes()
  const unitName = useUnitName()
  const { data } = useQuery({
    queryKey: ['routing-rules'],
    queryFn: async ({ signal }) => fetchRules(signal),
    enabled: kind === 'routing-rule',
  })
  if (kind === 'document-type') {
    return types
      .filter(({ retired }) => !retired)
      .map(({ id, version, name, level }) => ({ id, version, content: { kind, key: id, name, level } }))
  }
  return (data?.items ?? []).map(({ id, version, name, priority, conditions, target }) => ({
    id,
    version,
    content: { kind, name, priority, conditions, targetName: unitName(target.orgUnitId) },
  }))
}

/** Shows all that will be seen by others before it goes out. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { sharing: words, admin } = useTexts()
  const [kind, setKind] = useState<SharedKind>('document-type')
  const [id, setId] = useState('')
  const [checked, setChecked] = useState(false)
  const candidates = useCandidates(kind)
  const chosen = candidates.find((candidate) => candidate.id === id)
  const publishing = useSharing(
    async () => {
      if (chosen !== undefined) await publish({ kind, sourceId: chosen.id }, chosen.version)
    },
    words.published,
    onClose,
  )
  return (
    <FormDialog
      wide
      title={words.create}
      error={publishing.error}
      pending={publishing.isPending}
      submitLabel={words.create}
      onSubmit={() => {
        setChecked(true)
        if (chosen !== undefined) publishing.mutate()
      }}
      onClose={onClose}
    >
      <Select
        label={words.kind}
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as SharedKind)
          setId('')
        }}
      >
        <option value="document-type">{words.kinds['document-type']}</option>
        <option value="routing-rule">{words.kinds['routing-rule']}</option>
      </Select>
      <Select
        label={words.record}
        error={checked && chosen === undefined ? admin.missing : publishing.faultOf('sourceId')}
        value={id}
        onChange={(event) => {
          setId(event.target.value)
        }}
      >
        <option value="">–</option>
        {candidates.map((candidate) => (
          <option key={candidate.id} value={candidate.id}>
            {candidate.content.name}
          </option>
        ))}
      </Select>
      {chosen !== undefined && (
        <section aria-label={words.goesOut}>
          <h3 className="kern-label">{words.goesOut}</h3>
          <p className="rule__name">{chosen.content.name}</p>
          <SharedContentView content={chosen.content} />
        </section>
      )}
    </FormDialog>
  )
}

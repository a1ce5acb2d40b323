import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createProcedure, fetchProcedures } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'

/** The procedures of a file and a line to open another one. */
export function Procedures({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['procedures', file.id],
    queryFn: async ({ signal }) => fetchProcedures(file.id, signal),
  })
  return (
    <section aria-labelledby="akte-vorgaenge">
      <h2 className="section-title" id="akte-vorgaenge">
        {files.procedures}
      </h2>
      {data?.items.length === 0 && <p className="kern-body kern-body--muted">{files.noProcedures}</p>}
      <ol className="procedures">
        {data?.items.map((procedure) => (
          <li key={procedure.id}>
            <span className="procedures__serial">{procedure.serial}</span>
            {procedure.subject}
          </li>
        ))}
      </ol>
      {may('files:edit') && file.state === 'open' && <NewProcedure caseFileId={file.id} />}
    </section>
  )
}

function NewProcedure({ caseFileId }: { caseFileId: string }) {
  const texts = useTexts()
  const { files, common } = texts
  const [subject, setSubject] = useState('')
  const client = useQueryClient()
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => createProcedure(caseFileId, subject.trim()),
    onSuccess: async () => {
      setSubject('')
      await client.invalidateQueries({ queryKey: ['procedures', caseFileId] })
      await client.invalidateQueries({ queryKey: ['case-file', caseFileId, 'history'] })
    },
  })
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (subject.trim() !== '') mutate()
      }}
    >
      <TextField
        label={files.newProcedure}
        value={subject}
        maxLength={500}
        error={error === null ? undefined : problemText(error, texts)}
        onChange={(event) => {
          setSubject(event.target.value)
        }}
      />
      <Button type="submit" icon="plus" disabled={isPending}>
        {common.add}
      </Button>
    </form>
  )
}

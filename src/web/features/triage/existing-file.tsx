import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { fetchCaseFiles, fetchProcedures } from '../../shared/api/resources.ts'
import type { CaseFileView, DocumentView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { useProposedFiles } from './proposed-files.ts'
import { weightLabel } from './weight.ts'

export interface ChosenFile {
  readonly caseFileId: string | undefined
  readonly procedureId: string | undefined
  readonly newProcedure: string | undefined
}

interface Properties {
  readonly document: DocumentView
  readonly choice: ChosenFile
  readonly onChange: (choice: ChosenFile) => void
  readonly checked: boolean
}

const FOUND_FILES = 20
const NEW_PROCEDURE = 'neu'

export function ExistingFile({ document, choice, onChange, checked }: Properties) {
  const { triage, common } = useTexts()
  const words = triage.fileDialog
  const [text, setText] = useState<string>()
  const files = useFiles(document, choice.caseFileId === undefined ? (text ?? '') : '')
  const chosen = files.find((file) => file.id === choice.caseFileId)
  return (
    <>
      <Combobox
        label={words.pick}
        hint={words.pickHint}
        text={text ?? (chosen ? fileLabel(chosen) : '')}
        onText={(changed) => {
          setText(changed)
          onChange({ caseFileId: undefined, procedureId: undefined, newProcedure: undefined })
        }}
        options={files.map((file) => ({
          id: file.id,
          label: fileLabel(file),
          ...(file.hint && { hint: file.hint }),
        }))}
        nothing={common.nothingFound}
        error={checked && choice.caseFileId === undefined ? words.missingFile : undefined}
        autoFocusInDialog
        onPick={(option) => {
          setText(option.label)
          onChange({ caseFileId: option.id, procedureId: undefined, newProcedure: undefined })
        }}
      />
      {choice.caseFileId !== undefined && (
        <ProcedureChoice caseFileId={choice.caseFileId} choice={choice} onChange={onChange} />
      )}
    </>
  )
}

function fileLabel(file: Pick<CaseFileView, 'fileNumber' | 'subject'>): string {
  return `${file.fileNumber}  ${file.subject}`
}

/** Without a text the proposed files first; with one, what it finds. */
function useFiles(document: DocumentView, text: string): readonly (CaseFileView & { hint?: string })[] {
  const { triage } = useTexts()
  const wanted = useDeferredValue(text.trim())
  const proposed = useProposedFiles(document).map(({ file, proposal }) => ({
    ...file,
    hint: weightLabel(proposal, triage),
  }))
  const { data: found } = useQuery({
    queryKey: ['case-files', 'to-file', wanted],
    queryFn: async ({ signal }) =>
      fetchCaseFiles({ text: wanted, state: 'open', limit: FOUND_FILES }, signal),
    placeholderData: (before) => before,
  })
  const all = found?.items ?? []
  return wanted === ''
    ? [...proposed, ...all.filter((file) => !proposed.some((one) => one.id === file.id))]
    : all
}

function ProcedureChoice({
  caseFileId,
  choice,
  onChange,
}: Omit<Properties, 'document' | 'checked'> & { caseFileId: string }) {
  const { fileDialog } = useTexts().triage
  const { data } = useQuery({
    queryKey: ['procedures', caseFileId],
    queryFn: async ({ signal }) => fetchProcedures(caseFileId, signal),
  })
  const value = choice.newProcedure === undefined ? (choice.procedureId ?? '') : NEW_PROCEDURE
  return (
    <>
      <Select
        label={fileDialog.procedure}
        required={false}
        value={value}
        onChange={({ target }) => {
          const isNew = target.value === NEW_PROCEDURE
          onChange({
            caseFileId,
            procedureId: isNew || target.value === '' ? undefined : target.value,
            newProcedure: isNew ? '' : undefined,
          })
        }}
      >
        <option value="">{fileDialog.noProcedure}</option>
        {data?.items.map((procedure) => (
          <option key={procedure.id} value={procedure.id}>
            {`${procedure.serial}  ${procedure.subject}`}
          </option>
        ))}
        <option value={NEW_PROCEDURE}>{fileDialog.newProcedure}</option>
      </Select>
      {choice.newProcedure !== undefined && (
        <TextField
          label={fileDialog.procedureSubject}
          value={choice.newProcedure}
          onChange={(event) => {
            onChange({ ...choice, newProcedure: event.target.value })
          }}
        />
      )}
    </>
  )
}

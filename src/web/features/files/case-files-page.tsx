import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { fetchCaseFiles } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { formatDay } from '../../shared/format.ts'
import { unitLabel, useOrgUnits, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { FileStateBadge } from './file-state-badge.tsx'
import { NewFileDialog } from './new-file-dialog.tsx'
import './files.css'

const PAGE_SIZE = 50

/** All case files that the person may see, with a filter that acts while typing. */
export function CaseFilesPage() {
  const { files } = useTexts()
  const may = useMay()
  const [creating, setCreating] = useState(false)
  const [parameters, setParameters] = useSearchParams()
  const filter = {
    text: parameters.get('text') ?? '',
    state: parameters.get('zustand') ?? 'open',
    orgUnit: parameters.get('amt') ?? '',
  }
  const setFilter = (name: string, value: string) => {
    const changed = new URLSearchParams(parameters)
    changed.set(name, value)
    setParameters(changed, { replace: true })
  }
  return (
    <div className="page">
      <PageTitle
        aside={
          may('files:create') && (
            <Button
              kind="primary"
              icon="plus"
              onClick={() => {
                setCreating(true)
              }}
            >
              {files.fresh}
            </Button>
          )
        }
      >
        {files.title}
      </PageTitle>
      <Filter filter={filter} onChange={setFilter} />
      <FileTable filter={filter} />
      {creating && (
        <NewFileDialog
          onClose={() => {
            setCreating(false)
          }}
        />
      )}
    </div>
  )
}

interface FilterProperties {
  readonly filter: { readonly text: string; readonly state: string; readonly orgUnit: string }
  readonly onChange: (name: string, value: string) => void
}

function Filter({ filter, onChange }: FilterProperties) {
  const { files } = useTexts()
  const units = useOrgUnits()
  return (
    <form
      className="filter-bar"
      role="search"
      aria-label={files.filter}
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      <TextField
        label={files.filterLabel}
        type="search"
        value={filter.text}
        onChange={(event) => {
          onChange('text', event.target.value)
        }}
      />
      <Select
        label={files.state}
        value={filter.state}
        onChange={(event) => {
          onChange('zustand', event.target.value)
        }}
      >
        <option value="open">{files.open}</option>
        <option value="closed">{files.closed}</option>
        <option value="alle">{files.all}</option>
      </Select>
      <Select
        label={files.unit}
        value={filter.orgUnit}
        onChange={(event) => {
          onChange('amt', event.target.value)
        }}
      >
        <option value="">{files.allUnits}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
    </form>
  )
}

function FileTable({ filter }: Pick<FilterProperties, 'filter'>) {
  const { files, common } = useTexts()
  const wanted = useDeferredValue(filter)
  const query = useInfiniteQuery({
    queryKey: ['case-files', 'list', wanted],
    queryFn: async ({ pageParam, signal }) => {
      const { text, state, orgUnit } = wanted
      const states = state === 'alle' ? {} : { state }
      return fetchCaseFiles({ text, orgUnit, ...states, limit: PAGE_SIZE, cursor: pageParam }, signal)
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  if (query.isPending) return <Loading />
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  const rows = query.data.pages.flatMap((page) => page.items)
  if (rows.length === 0) return <Empty icon="folder" title={files.empty} />
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={files.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{files.fileNumber}</th>
              <th scope="col">{files.subject}</th>
              <th scope="col">{files.leadUnit}</th>
              <th scope="col">{files.state}</th>
              <th scope="col" className="table__number">
                {files.documents}
              </th>
              <th scope="col">{files.created}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </tbody>
        </table>
      </div>
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{common.more}</Button>}
    </>
  )
}

function FileRow({ file }: { file: CaseFileView }) {
  const unitName = useUnitName()
  return (
    <tr>
      <td className="table__code">
        <Link className="table__link" to={`/akten/${file.id}`}>
          <Icon name="folder" size={16} />
          {file.fileNumber}
        </Link>
      </td>
      <td>{file.subject}</td>
      <td>{unitName(file.leadUnitId)}</td>
      <td>
        <FileStateBadge state={file.state} />
      </td>
      <td className="table__number">{file.documentCount}</td>
      <td>{formatDay(file.createdAt)}</td>
    </tr>
  )
}

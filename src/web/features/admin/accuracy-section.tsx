import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AccuracyView } from '../../shared/api/types.ts'
import { formatPercent } from '../../shared/format.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Alert, Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { fetchAccuracy, fetchRules } from './admin-api.ts'

type Tally = AccuracyView['fields'][number]

/** How often the machine was right, and what it mistook for what. */
export function AccuracySection() {
  const { admin } = useTexts()
  const words = admin.accuracy
  const { data, error, refetch } = useQuery({
    queryKey: ['accuracy'],
    queryFn: async ({ signal }) => fetchAccuracy(signal),
  })
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      {data === undefined && error === null && <Loading />}
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.letters === 0 && <Empty icon="activity" title={words.empty} />}
      {data !== undefined && data.letters > 0 && <Report report={data} />}
    </>
  )
}

function Report({ report }: { report: AccuracyView }) {
  const texts = useTexts()
  const words = texts.admin.accuracy
  const unitName = useUnitName()
  const typeName = useTypeName()
  const ruleName = useRuleName()
  const fieldNames: Readonly<Record<string, string>> = texts.triage.fields
  return (
    <div className="stack">
      <p>{words.letters(report.letters)}</p>
      {!report.complete && <Alert tone="info" title={words.incomplete} />}
      <Tallies
        title={words.byField}
        rows={report.fields}
        nameOf={(key) => fieldNames[key] ?? key}
        first={words.field}
      />
      <Tallies title={words.byType} rows={report.documentTypes} nameOf={typeName} first={words.type} />
      <Tallies title={words.byUnit} rows={report.orgUnits} nameOf={unitName} first={words.unit} />
      <Tallies title={words.byMonth} rows={report.months} nameOf={monthName} first={words.month} />
      <Tallies title={words.byRule} rows={report.rules} nameOf={ruleName} first={words.rule} />
      <Confusions rows={report.confusions} />
    </div>
  )
}

/** `2026-11` as `11/2026` */
function monthName(key: string): string {
  const [year, month] = key.split('-')
  return month === undefined ? key : `${month}/${year ?? ''}`
}

/** Names of the rules that the person may see; a rule that was deleted keeps its key. */
function useRuleName(): (key: string) => string {
  const { data } = useQuery({
    queryKey: ['routing-rules'],
    queryFn: async ({ signal }) => fetchRules(signal),
  })
  return (key) => data?.items.find(({ id }) => id === key)?.name ?? key
}

interface TalliesProperties {
  readonly title: string
  readonly first: string
  readonly rows: readonly Tally[]
  readonly nameOf: (key: string) => string
}

function Tallies({ title, first, rows, nameOf }: TalliesProperties) {
  const words = useTexts().admin.accuracy
  if (rows.length === 0) return null
  return (
    <Table
      title={title}
      heads={[words.rate, words.proposed, words.accepted, words.corrected, words.abstained]}
      first={first}
    >
      {rows.map(({ key, proposed, accepted, corrected, abstained }) => (
        <tr key={key}>
          <th scope="row">{nameOf(key)}</th>
          <td className="table__number">{proposed === 0 ? '–' : formatPercent(accepted / proposed)}</td>
          {[proposed, accepted, corrected, abstained].map((count, index) => (
            <td key={index} className="table__number">
              {count}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

function Confusions({ rows }: { rows: AccuracyView['confusions'] }) {
  const words = useTexts().admin.accuracy
  const unitName = useUnitName()
  const typeName = useTypeName()
  if (rows.length === 0) return null
  return (
    <Table
      title={words.confusions}
      heads={[words.confirmedAs, words.count]}
      first={words.proposedAs}
      textHeads={1}
    >
      {rows.map(({ field, proposed, confirmed, count }) => {
        const nameOf = field === 'orgUnit' ? unitName : typeName
        return (
          <tr key={`${field} ${proposed} ${confirmed}`}>
            <th scope="row">{nameOf(proposed)}</th>
            <td>{nameOf(confirmed)}</td>
            <td className="table__number">{count}</td>
          </tr>
        )
      })}
    </Table>
  )
}

interface TableProperties {
  readonly title: string
  readonly first: string
  readonly heads: readonly string[]
  /** So many of them, from the left, stand over words; the others over numbers. */
  readonly textHeads?: number
  readonly children: ReactNode
}

function Table({ title, first, heads, textHeads = 0, children }: TableProperties) {
  return (
    <section className="stack">
      <h2 className="kern-heading-medium">{title}</h2>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {heads.map((head, index) => (
                <th key={head} scope="col" className={index < textHeads ? undefined : 'table__number'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  )
}

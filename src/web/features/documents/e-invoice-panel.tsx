import { useQuery } from '@tanstack/react-query'
import { fetchEInvoice } from '../../shared/api/resources.ts'
import type { DocumentView, EInvoiceView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { Alert, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'

/** The electronic invoice that a document is or carries: what the check found, and the whole invoice to read. */
export function EInvoicePanel({ document }: { document: DocumentView }) {
  const texts = useTexts()
  if (document.eInvoice === null) return null
  return (
    <section aria-labelledby="dokument-e-rechnung">
      <h2 className="section-title" id="dokument-e-rechnung">
        {texts.document.eInvoice.title}
      </h2>
      {document.eInvoice.state === 'refused' ? (
        <Alert tone="warning" title={texts.document.eInvoice.refused}>
          <p>{reasonText(document.eInvoice.reason, texts)}</p>
        </Alert>
      ) : (
        <ReadInvoice documentId={document.id} />
      )}
    </section>
  )
}

function ReadInvoice({ documentId }: { documentId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['e-invoice', documentId],
    queryFn: ({ signal }) => fetchEInvoice(documentId, signal),
    staleTime: Infinity,
  })
  if (data === undefined) {
    return error === null ? <Loading /> : <LoadFailure error={error} retry={() => void refetch()} />
  }
  return (
    <>
      <Findings invoice={data} />
      <InvoiceDetails invoice={data} />
    </>
  )
}

function Findings({ invoice: { findings, checkDepth } }: { invoice: EInvoiceView }) {
  const words = useTexts().document.eInvoice
  const tone = findings.some(({ severity }) => severity === 'error') ? 'danger' : 'warning'
  return (
    <>
      <p className="kern-body">{words.depth(checkDepth)}</p>
      {findings.length === 0 ? (
        <Alert tone="success" title={words.noFindings} />
      ) : (
        <Alert tone={tone} title={words.findings(findings.length)}>
          <ul className="plain-list">
            {findings.map(({ rule, text }) => (
              <li key={`${rule} ${text}`}>
                {text} <span className="e-invoice__rule">{rule}</span>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

/** The view comes from the server in German, like the page pictures that are made of it. */
function InvoiceDetails({ invoice: { view } }: { invoice: EInvoiceView }) {
  const words = useTexts().document.eInvoice
  return (
    <details className="e-invoice" lang="de">
      <summary>{words.read}</summary>
      <p className="e-invoice__note">{view.note}</p>
      {view.sections.map(({ title, rows, table }) => (
        <section key={title}>
          <h3 className="e-invoice__title">{title}</h3>
          {table !== undefined && <InvoiceTable title={title} table={table} />}
          <dl className="index-table">
            {rows.map(({ label, value }, index) => (
              <div key={`${label} ${index}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  )
}

type Table = NonNullable<EInvoiceView['view']['sections'][number]['table']>

function InvoiceTable({ title, table: { columns, rows } }: { title: string; table: Table }) {
  return (
    <div className="e-invoice__scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="e-invoice__table">
        <thead>
          <tr>
            {columns.map(({ label, isNumber }) => (
              <th key={label} scope="col" className={isNumber ? 'e-invoice__number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td
                  key={column}
                  className={columns[column]?.isNumber === true ? 'e-invoice__number' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

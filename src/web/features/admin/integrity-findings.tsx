import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConsistencyReport, IntegrityFinding, IntegrityScanView } from '../../shared/api/types.ts'
import { formatSize, shortHash } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'

/** What a scan has found, each with the document it concerns. */
export function ScanFindings({ scan }: { scan: IntegrityScanView }) {
  const words = useTexts().integrity
  return (
    <>
      <h3 className="kern-heading-small">{words.scan.findings}</h3>
      {scan.findings.length < scan.findingCount && (
        <p className="kern-body">{words.scan.incomplete(scan.findings.length, scan.findingCount)}</p>
      )}
      <ul className="findings">
        {scan.findings.map((finding, index) => (
          <li key={index} className="finding">
            <p className="finding__what">{words.kinds[finding.kind]}</p>
            <Difference finding={finding} />
            <Concerned {...finding} />
          </li>
        ))}
      </ul>
    </>
  )
}

export function Inconsistencies({ found }: { found: ConsistencyReport['found'] }) {
  const { kinds } = useTexts().integrity.consistency
  return (
    <ul className="findings">
      {found.map((one, index) => (
        <li key={index} className="finding">
          <p className="finding__what">{kinds[one.kind]}</p>
          <Concerned {...one} />
        </li>
      ))}
    </ul>
  )
}

function Difference({ finding }: { finding: IntegrityFinding }) {
  const texts = useTexts()
  const words = texts.integrity
  const { part, page, expected, found, fields = [] } = finding
  const names = fields.map((field) => words.fieldNames[field] ?? field)
  return (
    <>
      {part !== undefined && (
        <p>
          {words.parts[part]}
          {page !== undefined && `, ${texts.common.page(page)}`}
        </p>
      )}
      {expected !== undefined && found !== undefined && (
        <p>
          {expected.sizeBytes === found.sizeBytes
            ? words.checksums(shortHash(expected.sha256), shortHash(found.sha256))
            : words.sizes(formatSize(expected.sizeBytes), formatSize(found.sizeBytes))}
        </p>
      )}
      {names.length > 0 && <p>{words.fields(names.join(', '))}</p>}
    </>
  )
}

type ConcernedProperties = Pick<IntegrityFinding, 'documentId' | 'itemId' | 'objectKey' | 'otherDocumentId'>

function Concerned({ documentId, itemId, objectKey, otherDocumentId }: ConcernedProperties) {
  const words = useTexts().integrity
  return (
    <dl className="finding__facts">
      <Fact name={words.document}>
        {documentId && <Reference to={`/dokumente/${documentId}`}>{documentId}</Reference>}
      </Fact>
      <Fact name={words.item}>{itemId && <Reference to={`/posteingang/${itemId}`}>{itemId}</Reference>}</Fact>
      <Fact name={words.otherDocument}>
        {otherDocumentId && <Reference to={`/dokumente/${otherDocumentId}`}>{otherDocumentId}</Reference>}
      </Fact>
      <Fact name={words.place}>{objectKey && <code>{objectKey}</code>}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Who looks after the machine need not be allowed to read the letters; then the name stands there without a link. */
function Reference({ to, children }: { to: string; children: string }) {
  const may = useMay()
  return may('items:read') ? (
    <Link className="kern-link" to={to}>
      {children}
    </Link>
  ) : (
    <code>{children}</code>
  )
}

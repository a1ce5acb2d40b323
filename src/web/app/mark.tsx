/** The sign of the product: an envelope with a tick. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className="mark__ground" width="32" height="32" rx="8" />
      <path className="mark__line" d="M7 10.5h18v12H7z" />
      <path className="mark__line" d="m7 11 9 6.5 9-6.5" />
    </svg>
  )
}

import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { useTexts } from '../preferences.tsx'

interface FieldProperties {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly id?: string
  readonly required?: boolean
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** Label, hint and error around one control, tied together for screen readers. */
function Field(properties: FieldProperties & { children: (wiring: Wiring) => ReactNode }) {
  const texts = useTexts()
  const ownId = useId()
  const { label, hint, error, id = ownId, required, children } = properties
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`kern-form-input${error ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={id}>
        {label}
        {required === false && <span className="kern-label__optional"> ({texts.common.optional})</span>}
      </label>
      {hint && (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="kern-error" id={id}>
      <span className="kern-icon kern-icon--danger" aria-hidden="true" />
      <span className="kern-body">{children}</span>
    </p>
  )
}

type TextFieldProperties = FieldProperties & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'required'>

export function TextField({ label, hint, error, id, required, ...input }: TextFieldProperties) {
  return (
    <Field {...{ label, hint, error, ...(id && { id }), ...(required !== undefined && { required }) }}>
      {(wiring) => (
        <input
          type="text"
          {...input}
          {...wiring}
          required={required === true}
          className={`kern-form-input__input${error ? ' kern-form-input__input--error' : ''}`}
        />
      )}
    </Field>
  )
}

type TextAreaProperties = FieldProperties &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'required'>

export function TextArea({ label, hint, error, id, required, ...area }: TextAreaProperties) {
  return (
    <Field {...{ label, hint, error, ...(id && { id }), ...(required !== undefined && { required }) }}>
      {(wiring) => <textarea rows={4} {...area} {...wiring} className="kern-form-input__input text-area" />}
    </Field>
  )
}

type SelectProperties = FieldProperties & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'required'>

export function Select({ label, hint, error, id, required, children, ...select }: SelectProperties) {
  return (
    <Field {...{ label, hint, error, ...(id && { id }), ...(required !== undefined && { required }) }}>
      {(wiring) => (
        <div className="kern-form-input__select-wrapper">
          <select {...select} {...wiring} required={required === true} className="kern-form-input__select">
            {children}
          </select>
        </div>
      )}
    </Field>
  )
}

interface CheckProperties extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  readonly label: ReactNode
  readonly kind?: 'checkbox' | 'radio'
}

export function Check({ label, kind = 'checkbox', id, ...input }: CheckProperties) {
  const ownId = useId()
  return (
    <div className="kern-form-check">
      <input {...input} type={kind} id={id ?? ownId} className={`kern-form-check__${kind}`} />
      <label className="kern-label" htmlFor={id ?? ownId}>
        {label}
      </label>
    </div>
  )
}

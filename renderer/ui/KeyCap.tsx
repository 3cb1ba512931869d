import classes from './KeyCap.module.css'

/** A key as printed on the keyboard, beside what it does; several are pressed together. */
export function KeyCap({ keys }: { keys: string | readonly string[] }) {
  return <kbd className={`lb-key ${classes.key}`}>{typeof keys === 'string' ? keys : keys.join(' ')}</kbd>
}

/**
 * JSON with DEL and the C1 controls as escapes too, which `JSON.stringify` leaves as they are (RFC 8259, 7, allows it): a
 * terminal that shows the report takes U+009B for the begin of a command.
 */
export function escapeControls(written: string): string {
  return written.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
}

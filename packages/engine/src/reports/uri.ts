/** A file's path as the path of a URI: forward slashes, everything else that is special there escaped (RFC 3986, 3.3). */
export function uriPath(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeSegment).join('/')
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replace(/[()'!*~]/g, percent)
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

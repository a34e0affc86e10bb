/** `E01` for the first of the set. */
export function epitopeId(place: number): string {
  return `E${String(place + 1).padStart(2, '0')}`;
}

export function asDna(bases: string): string {
  return bases.toUpperCase().replaceAll('U', 'T');
}

export function asRna(bases: string): string {
  return bases.toUpperCase().replaceAll('T', 'U');
}

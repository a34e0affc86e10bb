/** Wild-type proteins, each kept once; a second protein under one accession gets a number. */
export class ProteinTable {
  readonly proteins: Record<string, string> = Object.create(null) as Record<string, string>;

  keep(transcript: string, sequence: string): string {
    for (let copy = 1; ; copy++) {
      const key = copy === 1 ? transcript : `${transcript}#${copy}`;
      const known = this.proteins[key];
      if (known === undefined) this.proteins[key] = sequence;
      if (known === undefined || known === sequence) return key;
    }
  }
}

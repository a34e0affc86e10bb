/** Stretches of the genome that a file is searched for; chromosomes by their plain names. */
export class GenomicRegions {
  private readonly added = new Map<string, { start0: number; end0: number }[]>();
  private readonly merged = new Map<string, Float64Array>();

  /** `[start0, end0)` */
  add(chromosome: string, start0: number, end0: number): void {
    const list = this.added.get(chromosome) ?? [];
    list.push({ start0, end0 });
    this.added.set(chromosome, list);
    this.merged.delete(chromosome);
  }

  /** Does a stretch share a base with `[start0, end0)`, or touch it. */
  touches(chromosome: string, start0: number, end0: number): boolean {
    const bounds = this.boundsOf(chromosome);
    // Bounds alternate between start and end; the first end at or behind `start0` decides.
    let low = 0;
    let high = bounds.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[2 * middle + 1] as number) < start0) low = middle + 1;
      else high = middle;
    }
    return 2 * low < bounds.length && (bounds[2 * low] as number) <= end0;
  }

  private boundsOf(chromosome: string): Float64Array {
    const known = this.merged.get(chromosome);
    if (known !== undefined) return known;
    const sorted = [...(this.added.get(chromosome) ?? [])].sort((a, b) => a.start0 - b.start0);
    const bounds: number[] = [];
    for (const { start0, end0 } of sorted) {
      const last = bounds.length - 1;
      if (last > 0 && start0 <= (bounds[last] as number)) {
        bounds[last] = Math.max(bounds[last] as number, end0);
      } else bounds.push(start0, end0);
    }
    const made = Float64Array.from(bounds);
    this.merged.set(chromosome, made);
    return made;
  }
}

import { genotypeText } from './genotype.js';
import { sampleValue, type VcfRecord } from './record.js';

/** A sample's alleles and which of them lie on one copy, as far as the record says. */
export interface PhasedGenotype {
  /** 0 is the reference, 1 the first alternate; null for an allele that was not called. */
  readonly alleles: readonly (number | null)[];
  /** The order of the alleles is that of the copies within the phase set. */
  readonly isPhased: boolean;
  /** Null where the record names none: phased with all others of the file that name none. */
  readonly phaseSet: string | null;
}

/**
 * A sample's genotype with its phase: `|` in GT with PS or PID (VCF 4.4, section 1.6.2), GATK's PGT
 * and PID, or the HP that GATK 3's ReadBackedPhasing and WhatsHap write. Null where FORMAT has no GT.
 */
export function phasedGenotype(record: VcfRecord, sample: number): PhasedGenotype | null {
  const text = genotypeText(record, sample);
  if (text === null) return null;
  const alleles = allelesOf(text);
  const phaseSet = sampleValue(record, sample, 'PS') ?? sampleValue(record, sample, 'PID');
  const isSame = alleles.every((allele) => allele === alleles[0]);
  // VCF 4.4 may put the phase of the first allele before it.
  const body = text.replace(/^[/|]/, '');
  if (isSame || (body.includes('|') && !body.includes('/'))) {
    return { alleles, isPhased: body.includes('|'), phaseSet };
  }
  return (
    fromPgt(alleles, sampleValue(record, sample, 'PGT'), phaseSet) ??
    fromHp(alleles, sampleValue(record, sample, 'HP')) ?? {
      alleles,
      isPhased: false,
      phaseSet: null,
    }
  );
}

function allelesOf(text: string): readonly (number | null)[] {
  return text
    .replace(/^[/|]/, '')
    .split(/[/|]/)
    .map((allele) => (/^\d+$/.test(allele) ? Number(allele) : null));
}

/** PGT numbers the one alternate of the call as 1, whichever of the record's it is. */
function fromPgt(
  alleles: readonly (number | null)[],
  pgt: string | null,
  phaseSet: string | null,
): PhasedGenotype | null {
  if (pgt === null || phaseSet === null || !/^(0\|1|1\|0)$/.test(pgt)) return null;
  const alternate = alleles.find((allele) => allele !== 0);
  if (alleles.length !== 2 || !alleles.includes(0) || typeof alternate !== 'number') return null;
  return { alleles: pgt === '0|1' ? [0, alternate] : [alternate, 0], isPhased: true, phaseSet };
}

/** `HP=1010-1,1010-2`: the first allele lies on copy 1 of set 1010, the second on copy 2. */
function fromHp(alleles: readonly (number | null)[], hp: string | null): PhasedGenotype | null {
  const entries = (hp ?? '').split(',').map((entry) => /^(.+)-([12])$/.exec(entry));
  const [first, second] = entries;
  if (alleles.length !== 2 || entries.length !== 2 || !first || !second) return null;
  if (first[1] !== second[1] || first[2] === second[2]) return null;
  return {
    alleles: first[2] === '1' ? alleles : [alleles[1] ?? null, alleles[0] ?? null],
    isPhased: true,
    phaseSet: first[1] as string,
  };
}

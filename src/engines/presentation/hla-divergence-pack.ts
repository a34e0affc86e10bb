import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { isPeptide } from '../../core/brands.js';
import type { HlaAllele } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';
import { parseHlaAllele } from '../../core/hla-allele.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import type { HlaDomains } from './hla-divergence.js';

export const HLA_DOMAINS_PACK_ID = 'hla-class1-domains';

const FORMAT = 'oncoscript/hla-domains/1';

/**
 * Gzip of lines: format, the domain that the others are written against, then an allele each: its name
 * without `HLA-` and where it differs, as `9Y 62G` (place from 0 and residue).
 */
export function encodeHlaDomains(domains: HlaDomains): Uint8Array {
  const alleles = [...domains];
  const [, reference = ''] = alleles[0] ?? [];
  const lines = alleles.map(([allele, domain]) => {
    const changes = [...domain].flatMap((residue, i) =>
      residue === reference[i] ? [] : [`${i}${residue}`],
    );
    return `${allele.slice('HLA-'.length)}\t${changes.join(' ')}`;
  });
  return gzipSync(strToU8([FORMAT, reference, ...lines].join('\n')), { level: 9, mtime: 0 });
}

/** @throws PackError where the pack holds something else. */
export function openHlaDomains({ manifest, bytes }: LoadedPack): HlaDomains {
  const refuse = (found: string): PackError =>
    new PackError('the pack does not hold binding domains of HLA molecules', {
      pack: manifest.id,
      expected: FORMAT,
      found: found.slice(0, 40),
    });
  const [format = '', reference = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  if (format !== FORMAT) throw refuse(format);
  const domains = new Map<HlaAllele, string>();
  for (const line of lines) {
    const [name = '', changes = ''] = line.split('\t');
    const read = parseHlaAllele(name);
    const residues = [...reference];
    for (const change of changes === '' ? [] : changes.split(' ')) {
      residues[Number(change.slice(0, -1))] = change.slice(-1);
    }
    const domain = residues.join('');
    if (read.kind === 'refused' || domain.length !== reference.length || !isPeptide(domain)) {
      throw refuse(line);
    }
    domains.set(read.allele, domain);
  }
  return domains;
}

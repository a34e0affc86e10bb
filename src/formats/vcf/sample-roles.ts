import type { VcfHeader } from './header.js';

interface SampleRole {
  readonly name: string;
  /** What makes it that, e.g. `##tumor_sample, line 12`. */
  readonly reason: string;
}

/** Which sample is which, as far as the file says; null where it does not, or not clearly. */
export interface SampleRoles {
  readonly tumour: SampleRole | null;
  readonly normal: SampleRole | null;
  /** A sample column of tumour RNA, as RADIA writes it. */
  readonly rna: SampleRole | null;
  /** Where several samples claim one role, a sentence each. */
  readonly ambiguities: readonly string[];
}

type Role = 'tumour' | 'normal' | 'rna';

/** Header lines by which callers declare a role. */
const DECLARATIONS: readonly {
  readonly role: Role;
  readonly key: string;
  /** The sample's name within the line's value. */
  readonly name: RegExp;
}[] = [
  // Mutect2.
  { role: 'tumour', key: 'tumor_sample', name: /^(.+)$/ },
  { role: 'normal', key: 'normal_sample', name: /^(.+)$/ },
  // MuSE.
  { role: 'tumour', key: 'TUMOR', name: /^"?Sample=([^,"]+)/ },
  { role: 'normal', key: 'NORMAL', name: /^"?Sample=([^,"]+)/ },
  // VCF specification 4.1, section 1.2.8: the tumour derives from the germline.
  { role: 'tumour', key: 'PEDIGREE', name: /[<,]Derived=([^,>]+)/ },
  { role: 'normal', key: 'PEDIGREE', name: /[<,]Original=([^,>]+)/ },
];

/**
 * The samples that the header declares tumour or normal (`##tumor_sample` and the like), or whose
 * names leave no doubt (TUMOR, HCC1395_NORMAL_DNA, RNA_TUMOR). Two samples that claim a role leave it
 * open, and the order of the columns is never taken as a hint.
 */
export function guessSampleRoles(header: VcfHeader): SampleRoles {
  const ambiguities: string[] = [];
  const theOne = (role: Role): SampleRole | null => {
    const declared = declaredSamples(header, role);
    const found = declared.length > 0 ? declared : namedSamples(header, role);
    if (found.length > 1) {
      const names = found.map(({ name }) => name).join(', ');
      ambiguities.push(`several samples are ${role} by ${found[0]?.reason}: ${names}`);
    }
    return found.length === 1 ? (found[0] as SampleRole) : null;
  };
  return {
    tumour: theOne('tumour'),
    normal: theOne('normal'),
    rna: theOne('rna'),
    ambiguities,
  };
}

function declaredSamples(header: VcfHeader, role: Role): readonly SampleRole[] {
  const found = new Map<string, SampleRole>();
  for (const { key, value, line } of header.meta) {
    for (const declaration of DECLARATIONS) {
      if (declaration.role !== role || declaration.key !== key) continue;
      const name = declaration.name.exec(value.trim())?.[1];
      if (name === undefined || found.has(name) || !header.samples.includes(name)) continue;
      found.set(name, { name, reason: `##${key}, line ${line}` });
    }
  }
  return [...found.values()];
}

function namedSamples(header: VcfHeader, role: Role): readonly SampleRole[] {
  return header.samples
    .filter((name) => roleOfName(name) === role)
    .map((name) => ({ name, reason: 'its name' }));
}

/** A role only where one of the words stands alone in the name, and no word of another role does. */
function roleOfName(name: string): Role | null {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  const tumour = words.includes('TUMOR') || words.includes('TUMOUR');
  const normal = words.includes('NORMAL');
  if (tumour === normal) return null;
  if (words.includes('RNA')) return tumour ? 'rna' : null;
  return tumour ? 'tumour' : 'normal';
}

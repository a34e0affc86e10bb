import type { Source } from '../../src/core/cited.js';
import type { PartFacts } from './construct-part-types.js';

/** The record is its own source: what it is good for is not claimed. */
const GENOLIB: Source = {
  name: 'GenoLIB, Adames 2015, Nucleic Acids Res 43:4823',
  doi: '10.6084/m9.figshare.1159038',
};
export const PLASMID_RECORD: Source = { name: 'sequence of the plasmid as deposited with Addgene' };

type Row = Pick<PartFacts, 'id' | 'name' | 'role'> & { readonly displayId: string } & Partial<
    Pick<PartFacts, 'witnesses' | 'note' | 'introns' | 'compare' | 'features'>
  > & { readonly span?: readonly [number, number]; readonly strand?: -1 };

/** A part that is a GenoLIB record or a span of one. */
export function genolib({ displayId, span, strand, ...row }: Row): PartFacts {
  return {
    witnesses: [],
    note: null,
    source: GENOLIB,
    ...row,
    record: {
      kind: 'genolib',
      displayId,
      ...(span === undefined ? {} : { span }),
      ...(strand === undefined ? {} : { strand }),
    },
  };
}

/** The plasmid has to hold the part. */
export const inPlasmid = (plasmid: string): PartFacts['witnesses'][number] => ({
  kind: 'addgene',
  plasmid,
});

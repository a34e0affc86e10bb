import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileCancerHotspots } from './cancer-hotspots.js';

const COLUMNS =
  'hugo_symbol\tresidue\tvariant_amino_acid\ttumor_count\ttranscript_id\ttype\ttrunc_fraction';
const RESIDUES = `${COLUMNS}
TP53\tR175\tH:386|C:8\t416\tENST00000269305\tsingle residue\t0.0
TP53\tX126\tsp:75\t75\tENST00000269305\tsplice site\t0.0
EGFR\t745-759\tE746_A750del:123\t155\tENST00000275493\tin-frame indel\t0.0
EGFR\tR252\tP:3\t8\tENST00000275493\t3d\t
`;
const PLACES = `12\t25245351\tC\tA\tKRAS\tMissense_Mutation\tG12C\tdeleterious(0)
12\t25245351\tC\t-\tKRAS\tDEL\tG12del\t
`;

describe('compileCancerHotspots', () => {
  it('keeps single residues and indels, and the places of substitutions', () => {
    const { pack, manifest } = compileCancerHotspots({
      residues: RESIDUES,
      grch37: '',
      grch38: PLACES,
    });
    expect(pack.genes).toEqual({
      TP53: {
        transcript: 'ENST00000269305',
        residues: { R175: { tumours: 416, truncatingShare: 0, changes: { H: 386, C: 8 } } },
        indels: [],
      },
      EGFR: {
        transcript: 'ENST00000275493',
        residues: {},
        indels: [{ first: 745, last: 759, tumours: 155, changes: { E746_A750del: 123 } }],
      },
    });
    expect(pack.places).toEqual({ GRCh37: {}, GRCh38: { '12:25245350:C:A': 'KRAS G12C' } });
    expect(manifest.contents).toEqual({ genes: 2, residues: 1, indels: 1, substitutions: 1 });
  });
});

const FOLDER = 'data/clinical/hotspots';

describe.skipIf(!hasShared(FOLDER))(`the recipe on ../shared/${FOLDER}`, () => {
  it('keeps every single residue and in-frame indel', () => {
    const { manifest, pack } = compileCancerHotspots({
      residues: sharedText(`${FOLDER}/hotspots_v2_and_3d.txt`),
      grch37: sharedText(`${FOLDER}/cancerhotspots_v2_GRCh37.tsv`),
      grch38: sharedText(`${FOLDER}/cancerhotspots_v2_GRCh38.tsv`),
    });
    // Rows of each type counted with cut | sort | uniq -c.
    expect(manifest.contents).toMatchObject({ residues: 904, indels: 55 });
    expect(pack.places.GRCh37['12:25398284:C:A']).toBe('KRAS G12C');
    expect(pack.places.GRCh38['12:25245350:C:A']).toBe('KRAS G12C');
  });
});

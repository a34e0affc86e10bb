import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { otherStrand } from '../../src/core/iupac.js';
import {
  openAnnotationLibrary,
  withoutRecords,
  type AnnotationLibrary,
} from '../../src/engines/constructs/annotate/annotation-library.js';
import { explainConstruct } from '../../src/engines/constructs/annotate/explain-construct.js';
import { readPlasmid } from '../../src/engines/constructs/annotate/read-plasmid.js';
import { assembleConstruct } from '../../src/engines/constructs/assemble-construct.js';
import type { Segment } from '../../src/engines/constructs/construct.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { hasShared, sharedPath } from '../shared-data.js';

const FOLDER = 'data/editing/parts';
const GENSCRIPT = ['pGS-ssAAV-ITR145', 'pGS-ssAAV-ITR128', 'pGS-scAAV-ITR145'];

/** Constructs, the records they are or come from, and the share of their bases (per mille) that other records explain. */
const CONSTRUCTS = [
  // AAV transfer plasmids; the 2,157 bases of stuffer between the ITRs are in no record.
  ['aav/pGS-ssAAV-ITR145-Amp-empty.gb', GENSCRIPT, 512],
  ['aav/pGS-ssAAV-ITR128-Amp-empty.gb', GENSCRIPT, 509],
  ['aav/pGS-scAAV-ITR145-Amp-empty.gb', GENSCRIPT, 509],
  ['aav/pGS-ssAAV-EF1A-VP1-rBG_v06.gb', GENSCRIPT, 936],
  // Lentiviral packaging plasmid: accessory genes and the envelope's remains are in no record.
  ['pCMVR8.74.fa', ['Addgene:pCMVR8.74'], 719],
  // Adenoviral shuttle and helper.
  ['addgene-plasmid.dna', ['Addgene:pAdTrack-CMV'], 900],
  ['pAdDeltaF6.fasta', ['Addgene:pAdDeltaF6'], 987],
  ['addgene-plasmid-50004-sequence-74675.dna', ['Addgene:50004'], 960],
  ['pCA-mTmG.fa', ['Addgene:pCA-mTmG'], 785],
  ['pPAGFP-C.fa', ['Addgene:pPAGFP-C'], 887],
  ['pXampl3.fa', [], 802],
] as const;

describe.skipIf(!hasShared(FOLDER))(
  `known constructs from parts of other records (needs ../shared/${FOLDER})`,
  () => {
    let library: AnnotationLibrary;
    beforeAll(() => {
      library = openAnnotationLibrary({
        bytes: readFileSync(new URL('../../data/construct-parts.bin', import.meta.url)),
      });
    });

    it.each(CONSTRUCTS)('makes %s anew', async (file, own, perMille) => {
      const { sequence } = await readPlasmid(fileSource(sharedPath(`${FOLDER}/${file}`)));
      const others = withoutRecords(library, new Set(own));
      const { start0, pieces, share } = explainConstruct(sequence, 'circular', others);
      expect(Math.floor(share * 1000)).toBe(perMille);
      const circle = sequence.slice(start0) + sequence.slice(0, start0);
      let at = 0;
      const segments = pieces.map((piece, i): Segment => {
        const label = piece.kind === 'entry' ? piece.entry.id : 'unexplained';
        expect(own.some((record) => label.startsWith(record))).toBe(false);
        const from = at;
        at += piece.length;
        if (piece.kind === 'unexplained') {
          return {
            kind: 'free',
            role: 'region',
            label: `${label} ${i}`,
            sequence: circle.slice(from, at),
          };
        }
        // From the entry, not from the construct.
        const bases = piece.entry.sequence.slice(piece.range.start0, piece.range.end0);
        return {
          kind: 'free',
          role: piece.entry.role,
          label,
          sequence: piece.strand === 1 ? bases : otherStrand(bases),
        };
      });
      const made = assembleConstruct({
        id: 'anew',
        name: file,
        description: '',
        alphabet: 'DNA',
        topology: 'circular',
        segments,
      });
      expect(made.sequence).toBe(circle);
    });

    it('explains a whole construct by its own record, and nothing by an empty library', async () => {
      const { sequence } = await readPlasmid(
        fileSource(sharedPath(`${FOLDER}/aav/pGS-ssAAV-ITR145-Amp-empty.gb`)),
      );
      expect(explainConstruct(sequence, 'circular', { entries: [] })).toEqual({
        start0: 0,
        pieces: [{ kind: 'unexplained', length: sequence.length }],
        share: 0,
      });
      const entry = library.entries.find(({ id }) => id === 'backbone-pgs-aav');
      const { pieces } = explainConstruct(sequence, 'circular', {
        entries: [entry as NonNullable<typeof entry>],
      });
      // The backbone goes over the origin of the map: one piece, and the rest.
      expect(pieces.map(({ kind, length }) => [kind, length])).toEqual([
        ['entry', 2597],
        ['unexplained', sequence.length - 2597],
      ]);
    });
  },
);

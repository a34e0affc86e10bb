import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { openReference, type Reference } from '../genome/reference-pack.js';
import { siteAnnotator } from './offtarget-annotation.js';
import type { OffTargetSite } from './offtarget-search.js';

function site(contig: string, start0: number, end0: number): OffTargetSite {
  return {
    guide: { name: 'g', sequence: 'GATTACAGATTACAGATTAC' },
    contig,
    start0,
    end0,
    strand: '+',
    alignment: { guide: '', site: '', mismatches: 0 },
    pam: 'AGG',
    dnaBulge: 0,
    rnaBulge: 0,
  };
}

describe('siteAnnotator', () => {
  let reference: Reference;
  beforeAll(async () => {
    reference = openReference(await openPackStore().load('reference-panel-grch38'));
  });

  it('names gene, exon and cancer gene: codon 600 of BRAF is in exon 15', () => {
    // ClinVar 13961: BRAF V600E, GRCh38 chr7:140753336 A>T, exon 15.
    const annotate = siteAnnotator(reference, new Set(['BRAF']), new Set(['POLR2A', 'BRAF']));
    const found = annotate(site('chr7', 140_753_325, 140_753_348));
    expect(found).toMatchObject({ genes: ['BRAF'], region: 'coding', cancerGenes: ['BRAF'] });
    expect(found.essentialGenes).toEqual(['BRAF']);
    expect(found.exons.some((exon) => /:15\/\d+$/.test(exon))).toBe(true);
    expect(siteAnnotator(reference, new Set(), null)(site('7', 140_753_325, 140_753_348))).toEqual({
      ...found,
      cancerGenes: [],
      essentialGenes: null,
    });
  });

  it('tells coding, exon and intron apart by the transcript, on both strands', () => {
    const annotate = siteAnnotator(reference, new Set(), null);
    for (const strand of [1, -1] as const) {
      const transcript = [...reference.transcripts()].find(
        (one) =>
          one.strand === strand &&
          one.cds !== null &&
          one.cds.start0 > 60 &&
          (one.exons[0]?.end0 ?? 0) - (one.exons[0]?.start0 ?? 0) > one.cds.start0 + 30 &&
          reference.transcriptsAt(
            one.chromosome,
            one.exons[0]?.start0 ?? 0,
            one.exons[0]?.end0 ?? 0,
          ).length === 1,
      );
      if (transcript === undefined || transcript.cds === null) throw new Error('none fits');
      const [exon] = transcript.exons as [(typeof transcript.exons)[number]];
      const { start0: cdsStart0 } = transcript.cds;
      const at = (fromStart: number): OffTargetSite => {
        const start0 = strand === 1 ? exon.start0 + fromStart : exon.end0 - fromStart - 20;
        return site(transcript.chromosome, start0, start0 + 20);
      };
      // The 20 bases before the start codon, and with the first base of it.
      expect(annotate(at(cdsStart0 - 20)).region).toBe('exon');
      expect(annotate(at(cdsStart0 - 19)).region).toBe('coding');
      const length = exon.end0 - exon.start0;
      expect(annotate(at(length))).toMatchObject({ region: 'intron', exons: [] });
      expect(annotate(at(length - 1)).exons).toEqual([
        `${transcript.id}:1/${transcript.exons.length}`,
      ]);
    }
  });

  it('says nothing where the pack has no transcript', () => {
    const annotate = siteAnnotator(reference, new Set(['BRAF']), new Set());
    const nothing = { genes: [], region: null, exons: [], cancerGenes: [], essentialGenes: [] };
    expect(annotate(site('chr7', 100, 123))).toEqual(nothing);
    expect(annotate(site('scaffold_1', 140_753_325, 140_753_348))).toEqual(nothing);
  });
});

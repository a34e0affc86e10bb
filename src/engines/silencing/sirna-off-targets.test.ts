import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import { parseSirnaGuide, siteOf } from './sirna-guide.js';
import { searchedTranscripts, sirnaOffTargets } from './sirna-off-targets.js';

const GUIDE = parseSirnaGuide('UUGCCUACGCCACAAGCUCCA');
const SITE = siteOf(GUIDE);
const FILL = 'CTCTCTCTCTCTCTCTCTCTCTCTCTCTCT';

/** A transcript whose first 30 bases are its reading frame. */
function transcript(gene: string, utr: string) {
  return {
    id: `${gene}-1` as TranscriptId,
    geneSymbol: gene,
    cds: { start0: 0, end0: FILL.length },
    cdna: FILL + utr + FILL,
  };
}

describe('off-targets of a siRNA', () => {
  // What pairs with letters 2-8 of the guide: the site's bases before the last.
  const seven = SITE.slice(13, 20);
  const changed = SITE.slice(0, 8) + 'C' + SITE.slice(9);
  const transcripts = [
    transcript('OWN', SITE),
    transcript('EIGHT', `${seven}A`),
    transcript('SEVEN', `${seven}C`),
    transcript('SIX', `C${seven.slice(1)}C`),
    transcript('NEAR', changed),
    { ...transcript('CODING', 'C'), cdna: seven + FILL + FILL },
  ];

  it('are counted by gene, in 3′ UTRs, without the gene that is aimed at', async () => {
    expect(SITE.charAt(8)).not.toBe('C');
    const found = await sirnaOffTargets(() => transcripts, [GUIDE], ['OWN'], quietContext());
    const own = found.get(GUIDE);
    // NEAR holds the seed's site as well, with the A that pairs with the first letter of the guide.
    expect(own?.seed7m8Genes).toBe(3);
    expect(own?.examples).toEqual(['EIGHT', 'NEAR']);
    expect(own?.nearMatches).toEqual([
      { transcript: 'NEAR-1', gene: 'NEAR', mismatches: 1, region: '3utr', position: 33 },
    ]);
  });

  it('count the aimed-at gene too where it is not named', async () => {
    const found = await sirnaOffTargets(() => transcripts, [GUIDE], [], quietContext());
    expect(found.get(GUIDE)?.nearMatches.map(({ gene, mismatches }) => [gene, mismatches])).toEqual(
      [
        ['OWN', 0],
        ['NEAR', 1],
      ],
    );
  });

  it('tell what was searched', () => {
    expect(searchedTranscripts(transcripts, 'toys')).toEqual({
      transcripts: 6,
      genes: 6,
      source: 'toys',
    });
  });

  it('stop when they are told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      sirnaOffTargets(() => transcripts, [GUIDE], [], quietContext({ signal: controller.signal })),
    ).rejects.toThrow('enough');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';

import { emptyFindings, modalityFaults } from '../../../test/contract/check-modality.js';
import { hasShared, sharedPath } from '../../../test/shared-data.js';
import { caseFile } from '../../../test/support/memory-case.js';
import { importCase } from '../../case/import-case.js';
import { quietContext } from '../../core/context.js';
import { translateCodons } from '../../engines/genome/consequence/codons.js';
import { findDrivers } from '../../findings/drivers/find-drivers.js';
import type { Findings } from '../../findings/findings.js';
import { type Engines, openEngines } from '../../pipeline.js';
import { fileSource } from '../../platform/node/file-source.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { AnyModality } from '../index.js';
import { geneReplacement } from './gene-replacement.js';

const VCF = 'cases/hcc1395/annotated.expression.vcf.gz';
const present = hasShared(VCF);

describe.skipIf(!present)(
  `gene replacement for HCC1395${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    let engines: Engines;
    let findings: Findings;

    beforeAll(async () => {
      engines = await openEngines(openPackStore());
      const tumour = await importCase(
        caseFile({
          build: 'GRCh38',
          tumourType: 'BRCA',
          samples: { tumour: 'HCC1395_TUMOR_DNA', normal: null, rna: null },
          inputs: {
            vcf: VCF,
            maf: null,
            germlineVcf: null,
            phasedVcf: null,
            expression: [],
            copyNumber: null,
            purity: null,
            fusions: null,
            junctions: null,
            genome: null,
            target: null,
          },
        }),
        (path) => fileSource(sharedPath(path)),
        quietContext(),
      );
      const empty = emptyFindings();
      findings = {
        ...empty,
        tumour: {
          ...empty.tumour,
          build: tumour.build,
          tumourType: { kind: 'given', value: 'BRCA', from: 'a test' },
          variantCount: 1,
        },
        drivers: findDrivers(tumour, engines.drivers),
      };
    });

    it('puts p53 back in adenovirus 5, as was done in breast cancer, and says that it will not do alone', async () => {
      const designs = await geneReplacement.design(
        findings,
        geneReplacement.defaults,
        engines,
        quietContext(),
      );
      expect(designs.map(({ label, loss }) => ({ label, loss }))).toEqual([
        { label: 'TP53 R175H', loss: 'dominant-negative' },
        { label: 'BRCA2 E1593*', loss: 'unknown' },
      ]);
      const [p53, brca2] = designs;
      expect(p53?.vectors[0]?.vectorId).toBe('ad5-e1e3');
      expect(p53?.precedents[0]?.name).toBe('Ad5CMV-p53 in breast cancer');
      expect(translateCodons(p53?.coding?.sequence ?? '', 1)).toBe(
        engines.healthyProteome.sequenceOf('P04637'),
      );
      // BRCA2 has 3,418 residues: 584 + 6 + 3 x 3,418 + 3 + 225.
      expect(brca2?.tooLong?.insertBp).toBe(11_072);
      expect(brca2?.vectors).toEqual([]);
      expect(brca2?.tooLong?.onlyIn).toContain('adenovirus 5, helper-dependent');
    });

    it('keeps the contract of modalities', async () => {
      const modality = geneReplacement as unknown as AnyModality;
      expect(await modalityFaults(modality, [modality], [findings], engines)).toEqual([]);
    });
  },
);

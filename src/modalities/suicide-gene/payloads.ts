import { type Cited, cited } from '../../core/cited.js';
import { VECTOR_SOURCES as V } from '../../engines/constructs/vectors/vector-sources.js';
import { SOURCES } from './sources.js';

/** A drug that the payload turns into a poison, or that switches it on. */
export interface Prodrug {
  readonly name: string;
  /** As it was given with the payload. */
  readonly given: Cited<string>;
  /** Its dose; null with the reason where no source that was read states it. */
  readonly dose: Cited<string> | null;
  readonly doseMissing: string;
}

/** Residues the payload is made of, and where they are from. */
export type ProteinPiece =
  | {
      readonly kind: 'human';
      readonly label: string;
      /** Swiss-Prot, in the pack of human proteins. */
      readonly accession: string;
      /** 1-based in the precursor. */
      readonly change?: {
        readonly residue: number;
        readonly from: string;
        readonly to: string;
        readonly because: Cited<string>;
      };
    }
  | { readonly kind: 'part'; readonly id: string }
  | { readonly kind: 'linker'; readonly residues: string; readonly because: Cited<string> }
  | { readonly kind: '2a'; readonly id: string };

/** A gene that kills the tumour or calls the immune system. */
export interface Payload {
  readonly id: string;
  readonly title: string;
  /** As in the precedents: a gene symbol, `IL12`, `HSV-TK`, `yCD`. */
  readonly transgene: string;
  readonly pieces: readonly [ProteinPiece, ...ProteinPiece[]];
  /** `killer`: harms the cell that makes it, so its promoter matters; `signal`: acts from outside. */
  readonly kind: 'killer' | 'signal';
  readonly prodrug: Prodrug | null;
  readonly mechanism: Cited<string>;
  readonly bystander: Cited<string>;
  readonly shutOff: Cited<string>;
  readonly safety: readonly [Cited<string>, ...Cited<string>[]];
  readonly toTest: readonly Cited<string>[];
}

const UNSWITCHED = cited(
  'No switch: what was given goes on until the vector is lost or its cells are dead.',
  SOURCES.method,
);

/** In the order in which a tie between designs is kept. */
export const PAYLOADS: readonly Payload[] = [
  {
    id: 'hsv-tk',
    title: 'HSV thymidine kinase with ganciclovir',
    transgene: 'HSV-TK',
    pieces: [{ kind: 'part', id: 'protein-hsv-tk' }],
    kind: 'killer',
    prodrug: {
      name: 'ganciclovir, or oral valacyclovir',
      given: cited(
        'Ganciclovir into a vein for 2 weeks after the vector (mesothelioma); valacyclovir by mouth for 14 days (glioma).',
        V.stermanTk,
        V.advTkGlioma,
      ),
      dose: cited('ganciclovir 5 mg/kg twice a day for 2 weeks', V.stermanTk),
      doseMissing: '',
    },
    mechanism: cited(
      'The kinase phosphorylates the prodrug; built into DNA it ends chains and the cell.',
      V.prtk03Mechanism,
    ),
    bystander: cited(
      'Neighbours die too where gap junctions carry the phosphorylated drug over; tumour cells that have few are spared.',
      SOURCES.gapJunctions,
    ),
    shutOff: cited(
      'Without the prodrug the kinase does nothing: stop the prodrug.',
      SOURCES.gapJunctions,
    ),
    safety: [
      cited(
        'Seen with it in the pleura: fever, anaemia, liver enzymes up for a while, blisters of the skin.',
        V.stermanTk,
      ),
      cited('Patients made immune responses to the viral kinase.', SOURCES.tkImmunity),
      cited('In glioma: more hemiparesis and seizures.', V.cereproOpinion),
    ],
    toTest: [
      cited(
        'gap junctions between this tumour’s cells (connexins, dye transfer)',
        SOURCES.gapJunctions,
      ),
      cited(
        'HSV-TK against a record of its strain: GenoLIB names none, and residues 36 and 265 differ from the others read',
        SOURCES.genoLib,
      ),
      cited(
        'killing by ganciclovir in cells of this tumour, with 1 to 50 % of them transduced',
        SOURCES.method,
      ),
    ],
  },
  {
    id: 'ycd',
    title: 'yeast cytosine deaminase with 5-fluorocytosine',
    transgene: 'yCD',
    pieces: [{ kind: 'part', id: 'protein-fcy1' }],
    kind: 'killer',
    prodrug: {
      name: '5-fluorocytosine (flucytosine)',
      given: cited(
        'Flucytosine by mouth in courses of 7 days, weeks after the vector (Toca 511).',
        V.toca7,
        V.toca5,
      ),
      dose: null,
      doseMissing: 'the dose that went with Toca 511 is in no source that was read',
    },
    mechanism: cited(
      'The enzyme turns 5-fluorocytosine into 5-fluorouracil in the tumour.',
      V.tocaPhase1,
    ),
    bystander: cited(
      'Neighbours die without gap junctions; the cells that carry the gene die first, up to 500 times more readily, and ' +
        'with them the source of the drug.',
      SOURCES.cdBystander,
    ),
    shutOff: cited(
      'Without the prodrug the enzyme makes no fluorouracil: stop the prodrug.',
      V.tocaPhase1,
    ),
    safety: [
      cited(
        'Fluorouracil is dangerous in DPD deficiency: the label asks for a test of DPYD.',
        SOURCES.fluorouracilLabel,
      ),
    ],
    toTest: [
      cited('DPYD genotype of the patient', SOURCES.fluorouracilLabel),
      cited(
        'fluorouracil made from 5-fluorocytosine by cells of this tumour, and their killing',
        SOURCES.method,
      ),
    ],
  },
  {
    id: 'icasp9',
    title: 'inducible caspase 9 with rimiducid',
    transgene: 'iCasp9',
    pieces: [
      {
        kind: 'human',
        label: 'FKBP12 F36V',
        accession: 'P62942',
        change: {
          residue: 37,
          from: 'F',
          to: 'V',
          because: cited(
            'F36V (mature numbering) makes room for rimiducid',
            SOURCES.iCasp9Overview,
          ),
        },
      },
      {
        kind: 'linker',
        residues: 'SGGGS',
        because: cited('Ser-Gly-Gly-Gly-Ser between FKBP12 and caspase 9', SOURCES.iCasp9Design),
      },
      { kind: 'human', label: 'caspase 9, whole', accession: 'P55211' },
    ],
    kind: 'killer',
    prodrug: {
      name: 'rimiducid (AP1903)',
      given: cited(
        'One infusion took 85 to 95 % of T cells with the gene out of the blood within 30 minutes.',
        SOURCES.iCasp9Gvhd,
      ),
      dose: null,
      doseMissing: 'the dose of rimiducid is in no source that was read',
    },
    mechanism: cited(
      'The drug pairs two FKBP12 domains; the caspases on them start apoptosis.',
      SOURCES.iCasp9Overview,
    ),
    bystander: cited(
      'None was found in a source that was read: it kills the cells that carry it, so nearly all must be reached.',
      SOURCES.method,
    ),
    shutOff: cited('Off until rimiducid is given.', SOURCES.iCasp9Overview),
    safety: [
      cited(
        'About 1 % of the cells outlived the drug and grew again, with less of the gene.',
        SOURCES.iCasp9Repeat,
      ),
    ],
    toTest: [
      cited(
        'leak without the drug: the form used in patients lacks the CARD of caspase 9, but where it was cut is in no source ' +
          'that was read, so the whole caspase stands here (F-C-Casp9 of the paper)',
        SOURCES.iCasp9Design,
        SOURCES.iCasp9Overview,
      ),
      cited('that rimiducid can be had: it is not approved', SOURCES.method),
    ],
  },
  {
    id: 'trail',
    title: 'TRAIL',
    transgene: 'TNFSF10',
    pieces: [{ kind: 'human', label: 'TRAIL (TNFSF10)', accession: 'P50591' }],
    kind: 'killer',
    prodrug: null,
    mechanism: cited(
      'Made on the surface of the cell, it started apoptosis of prostate tumour cells and not of normal prostate epithelium.',
      V.ad5Trail,
    ),
    bystander: cited(
      'Reaches the cells next to it, from the surface of the cell that makes it.',
      V.ad5Trail,
    ),
    shutOff: UNSWITCHED,
    safety: [
      cited(
        'Many human hepatocytes with an adenovirus for TRAIL died: keep it to the tumour, by place or by promoter.',
        SOURCES.trailHepatocytes,
      ),
    ],
    toTest: [
      cited(
        'death of this tumour’s cells, and of human hepatocytes, with the vector',
        SOURCES.trailHepatocytes,
      ),
    ],
  },
  {
    id: 'ifn-alpha2b',
    title: 'interferon alfa-2b',
    transgene: 'IFNA2',
    pieces: [
      {
        kind: 'human',
        label: 'interferon alfa-2b',
        accession: 'P01563',
        change: {
          residue: 46,
          from: 'K',
          to: 'R',
          because: cited(
            'Swiss-Prot’s chain has lysine at mature residue 23 (alfa-2a); alfa-2b has arginine',
            SOURCES.interferonVariants,
            SOURCES.interferon2b,
          ),
        },
      },
    ],
    kind: 'signal',
    prodrug: null,
    mechanism: cited(
      'Secreted; antibodies against tumour cells rose in 7 of 8 patients.',
      V.stermanIfnAlphaPilot,
    ),
    bystander: cited(
      'Acts on the whole cavity: interferon rose in pleural fluid and in blood.',
      V.stermanIfnAlphaPilot,
    ),
    shutOff: UNSWITCHED,
    safety: [
      cited(
        'At the first dose in the pleura interferon in blood was so high that flu-like symptoms made the dose go down.',
        V.stermanIfnAlphaPilot,
      ),
    ],
    toTest: [cited('interferon in fluid and blood after the first dose', V.stermanIfnAlphaPilot)],
  },
  {
    id: 'ifn-beta',
    title: 'interferon beta',
    transgene: 'IFNB1',
    pieces: [{ kind: 'human', label: 'interferon beta', accession: 'P01574' }],
    kind: 'signal',
    prodrug: null,
    mechanism: cited(
      'Secreted; antibodies against tumour antigens were induced in most patients.',
      V.stermanIfnBeta,
    ),
    bystander: cited(
      'Acts on the whole cavity: much of it in pleural fluid after the first dose.',
      V.stermanIfnBeta,
    ),
    shutOff: UNSWITCHED,
    safety: [
      cited(
        'Hardly any was made after a second dose a week later: antibodies to the vector.',
        V.stermanIfnBeta,
      ),
      cited('The highest dose tolerated once in the pleura was 9e11 vp.', V.mesotheliomaTrials),
    ],
    toTest: [cited('interferon in fluid and blood after the first dose', V.stermanIfnBeta)],
  },
  {
    id: 'il-12',
    title: 'interleukin 12',
    transgene: 'IL12',
    pieces: [
      { kind: 'human', label: 'IL-12 p40 (IL12B)', accession: 'P29460' },
      { kind: '2a', id: 'p2a' },
      { kind: 'human', label: 'IL-12 p35 (IL12A)', accession: 'P29459' },
    ],
    kind: 'signal',
    prodrug: null,
    mechanism: cited(
      'Secreted; given as a plasmid it raised interferon gamma in the peritoneum, and memory T cells there.',
      V.gen1Ovation1,
    ),
    bystander: cited('Acts on T cells and NK cells of the whole site.', V.ovation2),
    shutOff: UNSWITCHED,
    safety: [
      cited('As a protein, injected often, it can be seriously toxic.', SOURCES.il12Plasmid),
      cited(
        'From a replicating adenovirus it reached the blood in 57 % of men, by dose.',
        V.ad5CdTkIl12,
      ),
    ],
    toTest: [cited('IL-12 and interferon gamma in fluid and blood', V.gen1Ovation1)],
  },
  {
    id: 'gm-csf',
    title: 'GM-CSF',
    transgene: 'CSF2',
    pieces: [{ kind: 'human', label: 'GM-CSF (CSF2)', accession: 'P04141' }],
    kind: 'signal',
    prodrug: null,
    mechanism: cited(
      'Secreted; with antigen of killed cells it may promote a response. In the products it goes with a virus that kills by itself.',
      V.imlygicMechanism,
    ),
    bystander: cited('Acts on immune cells of the site, not on tumour cells.', V.imlygicMechanism),
    shutOff: UNSWITCHED,
    safety: [
      cited(
        'With T-VEC: fatigue, chills, fever, nausea, flu-like illness, pain where it was injected.',
        V.imlygicAdverse,
      ),
    ],
    toTest: [cited('GM-CSF in fluid and blood', SOURCES.method)],
  },
];

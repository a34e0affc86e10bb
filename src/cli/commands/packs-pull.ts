import { basename, join } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import { download, type RemoteFile } from '../../platform/node/download.js';
import { userPacksFolder } from '../../platform/node/user-packs.js';
import { buildReference, type ReferenceOrigin } from './packs-build.js';

export interface PacksPullFlags {
  readonly build?: GenomeBuild;
  readonly packs?: string;
  /** Words that trials are asked for by. */
  readonly query?: string;
  /** A server with the same folders as the official one, e.g. a mirror in the house. */
  readonly mirror?: string;
}

interface Release {
  readonly name: string;
  readonly build: GenomeBuild;
  readonly source: string;
  readonly annotation: RemoteFile;
  readonly sequences: RemoteFile;
  readonly origin: Omit<ReferenceOrigin, 'recipe'>;
}

const ENSEMBL = 'https://ftp.ensembl.org/pub';
const MANE = 'https://ftp.ncbi.nlm.nih.gov/refseq/MANE/MANE_human';

/** Ensembl's GTF says where a frame is incomplete and where UGA is selenocysteine; its GFF3 does not. */
function ensembl(build: GenomeBuild, release: number, root: string): Release {
  const gtf = `${root}/gtf/homo_sapiens`;
  const dna = `${root}/fasta/homo_sapiens/dna`;
  return {
    name: `ensembl-${release}-${build.toLowerCase()}`,
    build,
    source: `Ensembl ${release}`,
    annotation: {
      url: `${gtf}/Homo_sapiens.${build}.${release}.gtf.gz`,
      checksums: `${gtf}/CHECKSUMS`,
    },
    sequences: {
      url: `${dna}/Homo_sapiens.${build}.dna.primary_assembly.fa.gz`,
      checksums: `${dna}/CHECKSUMS`,
    },
    origin: {
      title: `Ensembl ${release}: every transcript on ${build}`,
      licence: 'open data of EMBL-EBI (https://www.ebi.ac.uk/about/terms-of-use)',
      attribution: `Ensembl ${release}, EMBL-EBI`,
      sources: [{ name: `Ensembl ${release}`, doi: '10.1093/nar/gkae1071', url: root }],
    },
  };
}

function mane(release: string): Release {
  const root = `${MANE}/release_${release}`;
  const file = (rest: string): RemoteFile => ({
    url: `${root}/MANE.GRCh38.v${release}.${rest}`,
    // There is no list of checksums beside them: gzip's own, checked while they are read, must do.
    checksums: null,
  });
  return {
    name: `mane-${release.replace('.', '-')}-grch38`,
    build: 'GRCh38',
    source: `MANE ${release}`,
    annotation: file('ensembl_genomic.gff.gz'),
    sequences: file('ensembl_rna.fna.gz'),
    origin: {
      title: `MANE ${release}: one transcript for most protein-coding genes, on GRCh38`,
      licence: 'open data of NCBI and EMBL-EBI',
      attribution: `MANE ${release}, NCBI and EMBL-EBI`,
      sources: [{ name: `MANE ${release}`, doi: '10.1038/s41586-022-04558-8', url: root }],
    },
  };
}

/** Ensembl's last annotation of GRCh37 is release 87, frozen since 2016. */
const RELEASES: Readonly<Record<string, readonly Release[]>> = {
  mane: [mane('1.5')],
  ensembl: [
    ensembl('GRCh38', 115, `${ENSEMBL}/release-115`),
    ensembl('GRCh37', 87, `${ENSEMBL}/grch37/release-87`),
  ],
};

/**
 * `oncoscript packs pull mane|ensembl|civic|trials`: downloads from the official site, then builds the pack. The only
 * command that uses the network.
 */
export async function packsPull(
  which: string,
  flags: PacksPullFlags,
  context: Context,
): Promise<void> {
  if (which === 'civic') {
    const { packsPullCivic } = await import('./packs-pull-civic.js');
    await packsPullCivic(flags, new Date().toISOString().slice(0, 10), context);
    return;
  }
  if (which === 'trials') {
    const { packsPullTrials } = await import('./packs-pull-trials.js');
    await packsPullTrials(flags, new Date().toISOString().slice(0, 10), context);
    return;
  }
  const releases = RELEASES[which];
  if (releases === undefined) {
    throw new OptionError(
      `there is no "${which}" to pull`,
      'packs pull',
      'mane, ensembl, civic or trials',
    );
  }
  const build = flags.build ?? 'GRCh38';
  const release = releases.find((release) => release.build === build);
  if (release === undefined) {
    throw new OptionError(`${which} has nothing for ${build}`, '--build', 'leave it away');
  }
  const folder = userPacksFolder(flags.packs);
  const downloads = join(folder, 'downloads', release.name);
  const pull = async (remote: RemoteFile): Promise<string> => {
    const file = onMirror(remote, flags.mirror);
    const path = join(downloads, basename(file.url));
    process.stdout.write(`${file.url}\n`);
    await download(file, path, context);
    return path;
  };
  const gff = await pull(release.annotation);
  const fasta = await pull(release.sequences);
  const { name, source, origin } = release;
  await buildReference(
    {
      gff,
      fasta,
      name,
      build,
      folder,
      source,
      origin: { ...origin, recipe: `oncoscript packs pull ${which} --build ${build}` },
    },
    context,
  );
  process.stdout.write(`the downloads in ${downloads} are no longer needed\n`);
}

/** The same file on a server with the same folders. @throws OptionError where the mirror is no URL. */
export function onMirror({ url, checksums }: RemoteFile, mirror: string | undefined): RemoteFile {
  if (mirror === undefined) return { url, checksums };
  const moved = (official: string): string => {
    const { pathname } = new URL(official);
    try {
      return new URL(`${mirror.replace(/\/$/, '')}${pathname}`).href;
    } catch {
      throw new OptionError(`"${mirror}" is not a URL`, '--mirror', 'e.g. https://mirror.example');
    }
  };
  return { url: moved(url), checksums: checksums === null ? null : moved(checksums) };
}

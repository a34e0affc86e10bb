import type { Source } from '../core/cited.js';

/** What a pack is, where it came from and how to make it again; `data/<id>.manifest.json`. */
export interface PackManifest {
  readonly schemaVersion: 1;
  /** One word, e.g. `healthy-proteome`. */
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** File name beside the manifest, its size in bytes and its SHA-256. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly attribution: string;
  readonly sources: readonly [Source, ...Source[]];
  /** The command that rebuilds it. */
  readonly recipe: string;
  /** Counts and measures worth knowing, e.g. `{ "proteins": 17459 }`. */
  readonly contents: Readonly<Record<string, number | string>>;
}

/** A pack whose bytes matched its manifest. */
export interface LoadedPack {
  readonly manifest: PackManifest;
  readonly bytes: Uint8Array;
}

/** What a result records of a pack it used. */
export interface PackUse {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  readonly licence: string;
  readonly attribution: string;
}

export interface PackStore {
  /** Manifests of all packs at hand, by id. */
  list(): Promise<readonly PackManifest[]>;
  /** @throws PackError where the pack is not there or its bytes are not those of its manifest. */
  load(id: string): Promise<LoadedPack>;
}

export function packUse({ manifest }: LoadedPack): PackUse {
  const { id, version, sha256, licence, attribution } = manifest;
  return { id, version, sha256, licence, attribution };
}

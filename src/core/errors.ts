/** Where in the user's input a problem sits, and what would solve it. */
export interface InputPlace {
  readonly file?: string;
  /** 1-based line in the decompressed text. */
  readonly line?: number;
  /** What the user can do about it. */
  readonly hint?: string;
}

/** An error the user can fix; the command line prints message, place and hint, and exits with 2. */
export abstract class UserError extends Error {
  abstract readonly hint: string | null;
  /** Place in words, e.g. `tumour.vcf.gz, line 214`, or null. */
  abstract readonly place: string | null;
}

/** A file or value the user gave cannot be used. */
export class InputError extends UserError {
  override readonly name = 'InputError';
  readonly file: string | null;
  readonly line: number | null;
  readonly hint: string | null;

  constructor(message: string, place: InputPlace = {}) {
    super(message);
    this.file = place.file ?? null;
    this.line = place.line ?? null;
    this.hint = place.hint ?? null;
  }

  get place(): string | null {
    if (this.file === null) return this.line === null ? null : `line ${this.line}`;
    return this.line === null ? this.file : `${this.file}, line ${this.line}`;
  }
}

/** An option is unknown or out of range; `path` names it as the user wrote it. */
export class OptionError extends UserError {
  override readonly name = 'OptionError';
  readonly path: string;
  readonly hint: string | null;

  constructor(message: string, path: string, hint: string | null = null) {
    super(message);
    this.path = path;
    this.hint = hint;
  }

  get place(): string {
    return this.path;
  }
}

/** A data pack is missing, damaged, or not the one a result was made with. */
export class PackError extends UserError {
  override readonly name = 'PackError';
  readonly pack: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly hint: string | null;

  constructor(
    message: string,
    detail: { pack: string; expected?: string; found?: string; hint?: string },
  ) {
    super(message);
    this.pack = detail.pack;
    this.expected = detail.expected ?? null;
    this.found = detail.found ?? null;
    this.hint = detail.hint ?? null;
  }

  get place(): string {
    return this.expected === null
      ? `pack ${this.pack}`
      : `pack ${this.pack} (expected ${this.expected}, found ${this.found ?? 'nothing'})`;
  }
}

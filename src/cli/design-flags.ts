import { OptionError } from '../core/errors.js';
import { modalityOf, type TherapyDesigns } from '../modalities/designs.js';
import { MODALITIES } from '../modalities/index.js';

/**
 * The therapies that `--design` names: `none`, `all`, or kinds with commas between.
 * @throws OptionError for a kind there is not.
 */
export function kindsFrom(text: string): readonly string[] {
  if (text === 'none') return [];
  if (text === 'all') return MODALITIES.map(({ kind }) => kind);
  return text
    .split(',')
    .map((kind) => modalityOf(kind.trim()).kind)
    .filter((kind, i, all) => all.indexOf(kind) === i);
}

/**
 * A modality's options from `name=value` texts. What has a text as its default stays text, what has a list is cut at
 * commas; otherwise `true`, `false`, `null` and numbers are read as such.
 * @throws OptionError for a text without `=` or a name given twice; unknown names are for the modality to refuse.
 */
export function settingsFrom(
  texts: readonly string[],
  defaults: object,
): Readonly<Record<string, unknown>> {
  const settings: Record<string, unknown> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(0, at)).trim();
    if (name === '') {
      throw new OptionError(`"${text}" is not name=value`, '--set', 'e.g. --set capPerGene=1');
    }
    if (Object.hasOwn(settings, name)) {
      throw new OptionError(`${name} is set twice`, '--set', 'set each option once');
    }
    const fallback = (defaults as Readonly<Record<string, unknown>>)[name];
    settings[name] = settingOf(text.slice(at + 1).trim(), fallback);
  }
  return settings;
}

function settingOf(text: string, fallback: unknown): unknown {
  if (Array.isArray(fallback)) {
    return text === '' ? [] : text.split(',').map((part) => scalarOf(part.trim(), fallback[0]));
  }
  return scalarOf(text, fallback);
}

function scalarOf(text: string, fallback: unknown): unknown {
  if (text === 'null') return null;
  if (typeof fallback === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? text : value;
}

const MOST_NAMED = 4;

/** `Peptide vaccine: peptide-vaccine-1`, or why not. */
export function therapyLine({ title, assessment, designs }: TherapyDesigns): string {
  const { verdict, reasons } = assessment;
  const reason = reasons[0]?.value ?? 'no reason given';
  const ids = designs.map(({ id }) => id);
  const named =
    ids.length > MOST_NAMED
      ? `${ids.slice(0, MOST_NAMED).join(', ')} and ${ids.length - MOST_NAMED} others`
      : ids.join(', ');
  switch (verdict) {
    case 'fits':
      return `${title}: ${named || `no design (${reason})`}`;
    case 'does-not-fit':
      return `${title}: not for this tumour (${reason})`;
    case 'cannot-say':
      return `${title}: cannot say whether it fits (${reason})${named === '' ? '' : `; designed: ${named}`}`;
  }
}

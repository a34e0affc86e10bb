import { canonicalJson } from '../core/canonical-json.js';

/** HTML that is safe to put into a page; only `markup` and `joinHtml` make it. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold: text and numbers are escaped, null leaves nothing. */
export type HtmlPart = SafeHtml | string | number | null | readonly HtmlPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Also NUL and half a surrogate pair, which no HTML file can hold: they show as a replacement character. */
// oxlint-disable-next-line no-control-regex -- NUL is what has to go
const NEEDS_ESCAPE = /[&<>"'`\0]|\p{Surrogate}/gu;

/** Text as it may stand between tags or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(NEEDS_ESCAPE, (unit) => ENTITIES[unit] ?? '\uFFFD');
}

const dedented = new WeakMap<TemplateStringsArray, readonly string[]>();

function layoutSpace(run: string, offset: number, literal: string): string {
  const before = literal[offset - 1] ?? '>';
  const after = literal[offset + run.length] ?? '<';
  return before === '>' && after === '<' ? '' : ' ';
}

/**
 * Tagged template: every value is escaped unless it is itself made by `markup`. Attributes must be
 * quoted. A line break with its indent is left out between tags and values, and is one space beside
 * text, so that templates can be laid out. (Not named `html`: oxfmt reformats what is.)
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): SafeHtml {
  let literals = dedented.get(strings);
  if (literals === undefined) {
    literals = strings.map((literal) => literal.replace(/\s*\n\s*/g, layoutSpace));
    dedented.set(strings, literals);
  }
  let text = literals[0] as string;
  for (let index = 0; index < parts.length; index++) {
    text += partText(parts[index] as HtmlPart) + (literals[index + 1] as string);
  }
  return new SafeHtml(text);
}

/** The parts one after another, a separator between them. */
export function joinHtml(parts: readonly HtmlPart[], separator = ''): SafeHtml {
  return new SafeHtml(parts.map(partText).join(escapeHtml(separator)));
}

function partText(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof SafeHtml) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(partText).join('');
}

/** JSON that may stand inside a script element: no `<` can end the element or open a comment. */
export function scriptSafeJson(value: unknown): SafeHtml {
  return new SafeHtml(canonicalJson(value).replace(/</g, '\\u003c'));
}

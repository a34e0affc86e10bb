import type { HtmlPart, SafeHtml } from './html.js';
import { markup } from './html.js';

/** A label with its value, in a list of facts. */
export function fact(label: string, value: HtmlPart): SafeHtml {
  return markup`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** The number alone where it has no unit. */
export function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number} ${unit}`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { escapeHtml, joinHtml, markup, scriptSafeJson } from './html.js';

/** Reads the five entities back; written apart from the code under test. */
function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
}

describe('markup', () => {
  it('escapes text between tags and in attributes', () => {
    const gene = '<img src=x onerror="alert(1)">';
    expect(markup`<b title="${gene}">${gene}</b>`.text).toBe(
      '<b title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</b>',
    );
  });

  it('does not escape what it made itself, and takes lists, numbers and null', () => {
    expect(markup`<ul>${[markup`<li>a</li>`, 'b<', 3]}${null}</ul>`.text).toBe(
      '<ul><li>a</li>b&lt;3</ul>',
    );
  });

  it('refuses an object that only looks like its own output', () => {
    const forged = { text: '<script>' } as unknown as string;
    expect(() => markup`${forged}`).toThrow(TypeError);
  });

  it('leaves line breaks out between tags and values, and keeps a space beside text', () => {
    const value = 'x';
    expect(
      markup`<p>
      ${value}
      <b>bold</b>
      two
      words
    </p>`.text,
    ).toBe('<p>x<b>bold</b> two words </p>');
  });

  it('keeps line breaks that are in a value', () => {
    expect(markup`<p>${'a\n  b'}</p>`.text).toBe('<p>a\n  b</p>');
  });
});

describe('escapeHtml', () => {
  it('leaves no character that can open or close markup, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`]/);
        expect(unescape(escaped)).toBe(text.replaceAll('\0', '\uFFFD'));
      }),
      { numRuns: 2000 },
    );
  });

  it('shows NUL and half a surrogate pair as a replacement character', () => {
    expect(escapeHtml('a\0b\uD800c')).toBe('a\uFFFDb\uFFFDc');
    expect(escapeHtml('\u{1F9EC}')).toBe('\u{1F9EC}');
  });
});

describe('scriptSafeJson', () => {
  it('reads back as the same value and cannot end a script element', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const { text } = scriptSafeJson({ value, tag: '</script><!--' });
        expect(text).not.toContain('<');
        expect(JSON.parse(text)).toEqual(
          JSON.parse(JSON.stringify({ value, tag: '</script><!--' })),
        );
      }),
    );
  });
});

describe('joinHtml', () => {
  it('puts an escaped separator between the parts', () => {
    expect(joinHtml(['a', markup`<b>c</b>`], ' & ').text).toBe('a &amp; <b>c</b>');
  });
});

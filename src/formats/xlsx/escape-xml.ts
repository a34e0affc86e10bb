const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML 1.0; what XML cannot hold (control characters, half surrogates) becomes U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string)
      // oxlint-disable-next-line no-control-regex -- the control characters are what is to be replaced
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
  );
}

/**
 * A generated kernel, compiled, or null where the engine lacks WebAssembly or its SIMD instructions
 * (Chrome before 91, Firefox before 89, Safari before 16.4): the caller then uses the reference.
 */
export async function compileKernel(wasmBase64: string): Promise<WebAssembly.Module | null> {
  if (typeof WebAssembly === 'undefined') return null;
  const wasm = Uint8Array.from(atob(wasmBase64), (character) => character.charCodeAt(0));
  return WebAssembly.validate(wasm) ? WebAssembly.compile(wasm) : null;
}

import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { randomNetworkPack } from '../../../test/support/network-pack.js';
import { PackError } from '../../core/errors.js';
import { decodeNetworkPack } from './network-pack.js';

const classI = randomNetworkPack({ mhcClass: 'I', teachers: 1, hidden: [10, 7], groove: [5, 4] });
const classII = randomNetworkPack({ mhcClass: 'II' });

/** The file with some bytes of its inflated form replaced. */
function changed(bytes: Uint8Array, change: (file: Buffer) => Buffer): Uint8Array {
  return gzipSync(change(gunzipSync(bytes)));
}

function withHeader(bytes: Uint8Array, replace: (json: string) => string): Uint8Array {
  return changed(bytes, (file) => {
    const end = 12 + file.readUInt32LE(8);
    const header = Buffer.from(replace(file.toString('utf8', 12, end)));
    const start = Buffer.alloc(Math.ceil((12 + header.length) / 16) * 16);
    file.copy(start, 0, 0, 8);
    start.writeUInt32LE(header.length, 8);
    header.copy(start, 12);
    return Buffer.concat([start, file.subarray(Math.ceil(end / 16) * 16)]);
  });
}

describe('decodeNetworkPack', () => {
  it.each([
    ['class I', classI],
    ['class II', classII],
  ])('reads every number of %s exactly: single, half and scaled bytes', (_, plain) => {
    const { networks } = decodeNetworkPack(plain.pack.bytes, 'test');
    expect(networks.map(({ role }) => role)).toEqual(plain.networks.map(({ role }) => role));
    networks.forEach((network, i) => {
      const { arrays, embedding } = plain.networks[i]!;
      expect(network.embedding).toBe(embedding);
      // A scaled byte is rounded to single precision.
      expect(network.embeddings).toEqual(Float32Array.from(arrays['emb']!.values));
      const dense = [...network.grooveLayers, ...network.layers];
      const names = Object.keys(arrays).filter((name) => name !== 'emb');
      expect(dense.flatMap(({ weights, biases }) => [weights, biases])).toEqual(
        names.map((name) => Float32Array.from(arrays[name]!.values)),
      );
      expect(network.layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual(
        [...plain.networks[i]!.hidden, 2].map((outputs, layer) => [
          layer === 0
            ? embedding * (plain.mhcClass === 'I' ? 28 : 15)
            : plain.networks[i]!.hidden[layer - 1],
          outputs,
        ]),
      );
    });
  });

  it('reads what the header says of alleles and registers', () => {
    const pack = decodeNetworkPack(classII.pack.bytes, 'test');
    expect(pack).toMatchObject({
      id: 'presentation-class2',
      mhcClass: 'II',
      slots: 15,
      register: { leftFlank: 3, core: 9, rightFlank: 3 },
      outputs: { el: 0, ba: 1 },
      grooves: classII.grooves,
    });
    expect(Object.fromEntries(pack.grooveOf)).toEqual(classII.alleles);
    expect(decodeNetworkPack(classI.pack.bytes, 'test')).toMatchObject({
      register: null,
      lengths: [8, 9, 10, 11, 12, 13, 14],
    });
  });

  it('keeps the special values of half precision', () => {
    // Sign, subnormals and the largest: IEEE 754-2019, table 3.5.
    const halves = { 0x0001: 2 ** -24, 0x83ff: -1023 * 2 ** -24, 0x0400: 2 ** -14, 0x7bff: 65_504 };
    const { networks } = classI;
    const [student] = networks;
    const at = Object.keys(halves).length;
    const bytes = changed(classI.pack.bytes, (file) => {
      const end = 12 + file.readUInt32LE(8);
      const header = JSON.parse(file.toString('utf8', 12, end));
      const start = Math.ceil(end / 16) * 16 + header.nets[0].arrays.gw0.offset;
      Object.keys(halves).forEach((half, i) => file.writeUInt16LE(Number(half), start + 2 * i));
      return file;
    });
    const [first] = decodeNetworkPack(bytes, 'test').networks;
    const { weights } = first!.grooveLayers[0]!;
    expect([...weights.subarray(0, at)].sort()).toEqual(Object.values(halves).sort());
    expect(weights.subarray(at)).toEqual(
      Float32Array.from(student!.arrays['gw0']!.values).subarray(at),
    );
  });

  it.each([
    ['no gzip', () => Uint8Array.of(1, 2, 3), 'damaged'],
    ['another file', () => gzipSync('ANOTHER1 and more bytes'), 'not a pack of networks'],
    ['a cut file', () => changed(classI.pack.bytes, (file) => file.subarray(0, -64)), 'cut short'],
    [
      'a later schema',
      () =>
        withHeader(classI.pack.bytes, (json) =>
          json.replace('"schemaVersion":1', '"schemaVersion":2'),
        ),
      'a version that this oncoscript does not read',
    ],
    [
      'another shape',
      () =>
        withHeader(classI.pack.bytes, (json) => json.replace('"hidden":[10,7]', '"hidden":[11,7]')),
      'the array w1 of the networks has another shape',
    ],
    [
      'no el output',
      () =>
        withHeader(classI.pack.bytes, (json) => json.replaceAll('["el","ba"]', '["mass","ba"]')),
      'do not answer el',
    ],
    [
      'a short groove',
      () => withHeader(classI.pack.bytes, (json) => json.replace(classI.grooves[1]!, 'YF')),
      'a groove has another length',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeNetworkPack(bytes(), 'test')).toThrow(PackError);
    expect(() => decodeNetworkPack(bytes(), 'test')).toThrow(message);
  });
});

import { InputError } from '../../core/errors.js';
import { BASES } from './energy-model.js';

/** Base codes of an RNA; T is read as U, lower case as upper case. @throws InputError for any other letter. */
export function baseCodes(sequence: string): Uint8Array {
  return Uint8Array.from(sequence, (letter, at) => {
    const code = BASES.indexOf(letter.toUpperCase().replace('T', 'U'));
    if (code < 0) {
      throw new InputError(`base ${at + 1} is ${JSON.stringify(letter)}, not A, C, G or U`, {
        hint: 'an RNA to fold has no gaps and no ambiguous bases',
      });
    }
    return code;
  });
}

/** As `baseCodes`. @throws InputError also for more bases than `longest`. */
export function requireFoldable(sequence: string, longest: number): Uint8Array {
  if (sequence.length > longest) {
    throw new InputError(`an RNA of ${sequence.length} bases is too long, ${longest} is the most`, {
      hint: 'fold a part of it, such as the coding sequence or a window',
    });
  }
  return baseCodes(sequence);
}

/** For each base the place of its partner, -1 where it is unpaired. */
export type Partners = Int32Array;

/** Reads dot-bracket, one character a base. @throws InputError where brackets do not match or other characters occur. */
export function parseDotBracket(dotBracket: string): Partners {
  const partners = new Int32Array(dotBracket.length).fill(-1);
  const open: number[] = [];
  for (let at = 0; at < dotBracket.length; at++) {
    const character = dotBracket[at] as string;
    if (character === '(') open.push(at);
    else if (character === ')') {
      const partner = open.pop();
      if (partner === undefined) {
        throw new InputError(`the bracket at ${at + 1} closes a pair that no bracket opens`);
      }
      partners[at] = partner;
      partners[partner] = at;
    } else if (character !== '.') {
      throw new InputError(`${JSON.stringify(character)} at ${at + 1} is none of ( ) .`);
    }
  }
  const unclosed = open.pop();
  if (unclosed !== undefined) {
    throw new InputError(`the bracket at ${unclosed + 1} is never closed`);
  }
  return partners;
}

export function toDotBracket(partners: Partners): string {
  let dotBracket = '';
  partners.forEach((partner, at) => {
    if (partner < 0) dotBracket += '.';
    else dotBracket += partner > at ? '(' : ')';
  });
  return dotBracket;
}

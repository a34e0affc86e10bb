import type { SafeHtml } from '../html.js';

/** A drawing with its height; the frame puts title and key around it. */
export interface ConstructMap {
  readonly body: SafeHtml;
  readonly height: number;
  /** Labels that found no room. */
  readonly leftOut: number;
}

export const PICTURE_WIDTH = 960;

/** 12345 -> 12,345. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A round step (1, 2 or 5 times a power of ten) that gives at most `most` ticks. */
export function tickStep(length: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) {
      if (length / (factor * power) <= most) return factor * power;
    }
  }
}

const LONGEST_NAME = 30;

/** A name as it fits beside a map; the whole one is in the feature's own title. */
export function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

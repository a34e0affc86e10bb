import type { Ranking } from '../../findings/ranking/ranking.js';
import { titledSection } from '../blocks.js';
import type { PageData } from '../candidate-view.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { rankLollipopPlot } from '../plots/rank-lollipop-plot.js';
import { vafExpressionPlot } from '../plots/vaf-expression-plot.js';

export function figuresSection(
  { candidates, expressionUnit }: PageData,
  ranking: Ranking,
): SafeHtml {
  const clonal =
    ranking.clonalVaf === null ? null : { vaf: ranking.clonalVaf, from: ranking.clonalVafFrom };
  return titledSection('figures', 'At a glance', [
    markup`<div class="columns">
      ${rankLollipopPlot(candidates)} ${vafExpressionPlot(candidates, expressionUnit, clonal)}
    </div>`,
  ]);
}

// What runs in each thread of `oncoscript search offtargets`.
import { workerData } from 'node:worker_threads';

import { type ScanText, threadScanner } from '../../engines/search/offtarget-scan.js';
import type { GuideSearch } from '../../kernels/guide-search.js';
import { answerBlocks, type BlockAnswer } from '../../platform/node/block-workers.js';

const scan = await threadScanner(workerData as GuideSearch);
answerBlocks<BlockAnswer, ScanText>(scan);

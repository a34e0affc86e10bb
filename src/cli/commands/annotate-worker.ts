// What runs in each thread of `oncoscript annotate`.
import { workerData } from 'node:worker_threads';

import { answerBlocks } from '../../platform/node/block-workers.js';
import { type AnnotationSetup, blockAnnotator } from './annotate-blocks.js';

answerBlocks(blockAnnotator(workerData as AnnotationSetup));

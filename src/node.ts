/** What the library needs of Node: files as inputs, the packs of the installed package. */
export { fileSource } from './platform/node/file-source.js';
export { openPackStore } from './platform/node/pack-store.js';
export { writeWhole } from './platform/node/output-folder.js';
export { startPresentationWorkers } from './platform/node/presentation-workers.js';

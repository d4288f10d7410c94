import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { buildReport } from '../../core/report/build';
import { collect } from '../../core/report/collect';
import { renderReport } from '../../pdf/renderReport';
import type { RenderJob, RenderMessage } from './job';

/** What we use of a worker's global scope; TypeScript's DOM library knows windows only. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<RenderJob>) => void) | null;
  postMessage(message: RenderMessage, transfer?: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  make(data).catch((error: unknown) => {
    console.error(error);
    scope.postMessage({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  });
};

/** Reads the answers, builds the model and draws it, off the page's thread. */
async function make({ asked, definitions, packTitles, organisation, preparedBy, fonts }: RenderJob): Promise<void> {
  const collected = collect(asked, definitions);
  const model = buildReport({ collected, packTitle: (pack) => packTitles[pack] ?? pack, organisation, preparedBy });
  const { file, pages } = await renderReport(model, fonts, (done, total) =>
    scope.postMessage({ kind: 'progress', done, total })
  );
  const { verdict, verdictWords, headline } = model;
  const report = { file, pages, sha256: bytesToHex(sha256(file)), verdict, verdictWords, headline };
  scope.postMessage({ kind: 'done', report }, [file.buffer]);
}

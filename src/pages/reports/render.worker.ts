import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { buildReport } from '../../core/report/build';
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

/** Builds the model and draws it, off the page's thread. */
async function make({
  month,
  history,
  promises,
  packTitles,
  organisation,
  preparedBy,
  fonts,
}: RenderJob): Promise<void> {
  const packTitle = (pack: string) => packTitles[pack] ?? pack;
  const model = buildReport({ month, history, promises, packTitle, organisation, preparedBy });
  const { file, pages } = await renderReport(model, fonts, (done, total) =>
    scope.postMessage({ kind: 'progress', done, total })
  );
  const report = { file, pages, sha256: bytesToHex(sha256(file)), model };
  scope.postMessage({ kind: 'done', report }, [file.buffer]);
}

import type { Reason, ReasonCode } from '../core/check/verdict';

/** The only error that `sources` throws. `code` says what kind of failure, `detail` is the server's word, `status` its HTTP status. */
export class SourceError extends Error implements Reason {
  readonly code: ReasonCode;
  readonly detail: string;
  readonly status: number | undefined;

  constructor(code: ReasonCode, detail: string, status?: number) {
    super(`${code}: ${detail}`);
    this.name = 'SourceError';
    this.code = code;
    this.detail = detail;
    this.status = status;
  }
}

import type { BackupServer } from '../../model/proxmox/backupServer';
import type { PbsCaller } from './tokens';

/** A refusal: its text is the whole body. */
export class PbsRefused extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

export interface PbsCall {
  server: BackupServer;
  caller: PbsCaller;
  /** Seconds since the epoch. */
  t: number;
  parts: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface PbsEndpoint {
  path: string;
  /** A privilege on a path; without it the answer is filtered by what the caller may see. */
  needs?: { path: string; privilege: string };
  parameters?: readonly string[];
  answer: (call: PbsCall) => unknown;
}

/** `UPID:node:pid:pstart:taskid:starttime:worker_type:worker_id:user:`, the id escaped as systemd does. */
export function pbsUpid(startedAt: number, type: string, subject: string, user: string): string {
  const word = (value: number) => (value >>> 0).toString(16).padStart(8, '0').toUpperCase();
  const escaped = subject.replace(/[^\w.]/g, (c) => (c === '/' ? '-' : `\\x${c.charCodeAt(0).toString(16)}`));
  const [pid, start] = [word(700 + (startedAt % 3000)), word(startedAt % 9e7)];
  return `UPID:pbs-1:${pid}:${start}:${word(startedAt % 65_521)}:${word(startedAt)}:${type}:${escaped}:${user}:`;
}

import type { Io } from './io';
import { refuseOut, writeWhole } from './writeWhole';

/** Flag of every command whose output something else reads. */
export const outOption = { out: { type: 'string' } } as const;

export const OUT_HELP = `  --out FILE         write it there, whole or not at all, in place of standard
                     output: what reads the file never sees a part`;

/** Where the output goes, found out before anything is asked. Throws UsageError. */
export async function readOut(out: string | undefined): Promise<string | undefined> {
  if (out !== undefined) {
    await refuseOut(out);
  }
  return out;
}

/** Throws UsageError when the file cannot be written. */
export async function deliver(text: string, out: string | undefined, io: Io): Promise<void> {
  if (out === undefined) {
    io.out(text);
  } else {
    await writeWhole(out, text);
  }
}

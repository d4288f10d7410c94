import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './usage';

/** The folder has to be there and the file must not be a folder; found out before anything is asked. Throws UsageError. */
export async function refuseOut(out: string, flag = '--out'): Promise<void> {
  const folder = await stat(path.dirname(path.resolve(out))).catch(() => null);
  if (!folder?.isDirectory()) {
    throw new UsageError(`${flag}: there is no folder ${path.dirname(out)}`);
  }
  const there = await stat(out).catch(() => null);
  if (there?.isDirectory()) {
    throw new UsageError(`${flag}: ${out} is a folder`);
  }
}

/** A file beside it first, then renamed: whoever looks sees the old file or the new one, never a part. Throws UsageError. */
export async function writeWhole(out: string, file: Uint8Array | string): Promise<void> {
  const part = `${out}.${randomUUID()}.part`;
  try {
    await writeFile(part, file);
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(
      `${out} cannot be written: ${error instanceof Error ? error.message.replace(part, out) : ''}`,
      false
    );
  }
}

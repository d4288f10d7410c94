import { PDFDocument, type Page, type Ref } from '../../node_modules/pdfkit/js/pdfkit.browser.mjs';

const OBJECTS_PER_STREAM = 400;
/** Bytes per row of the cross-reference stream: type, offset or stream number, index. */
const XREF_WIDTHS = [1, 4, 2];

interface PackedObject {
  id: number;
  body: string;
}

interface Writer {
  chunks: Uint8Array[];
  packed: PackedObject[];
  /** By object number, of objects that lie in the file themselves. */
  offsets: Map<number, number>;
  contents: Map<Page, string[]>;
  /** Parts of the object that is being written, as long as it has no stream. */
  held: string[] | null;
  finalizing: boolean;
}

/** Not fields: pdfkit's constructor writes before a subclass has any. */
const writers = new WeakMap<PDFDocument, Writer>();

function writerOf(document: PDFDocument): Writer {
  let writer = writers.get(document);
  if (writer === undefined) {
    writer = { chunks: [], packed: [], offsets: new Map(), contents: new Map(), held: null, finalizing: false };
    writers.set(document, writer);
  }
  return writer;
}

/**
 * pdfkit's document with object streams: what has no stream of its own, thousands of structure elements above all, is written
 * in compressed bundles and found through a cross-reference stream. Half the size of the plain file. Page content is collected
 * as text and written once per page.
 */
export class CompactDocument extends PDFDocument {
  /** The whole file; once, at the end. */
  finish(): Uint8Array<ArrayBuffer> {
    this.end();
    const { chunks } = writerOf(this);
    const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const file = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      file.set(chunk, at);
      at += chunk.length;
    }
    return file;
  }

  override addContent(data: string): this {
    const { contents } = writerOf(this);
    const lines = contents.get(this.page);
    if (lines) {
      lines.push(data);
    } else {
      contents.set(this.page, [data]);
    }
    return this;
  }

  override flushPages(): void {
    for (const page of this._pageBuffer) {
      page.write(writerOf(this).contents.get(page)?.join('\n') ?? '');
      writerOf(this).contents.delete(page);
    }
    super.flushPages();
  }

  override push(chunk: Uint8Array | null): boolean {
    if (chunk !== null) {
      writerOf(this).chunks.push(chunk);
    }
    return true;
  }

  override _write(data: string | Uint8Array): void {
    const writer = writerOf(this);
    if (writer.held === null) {
      if (typeof data === 'string' && / 0 obj$/.test(data)) {
        writer.held = [data];
      } else {
        super._write(data);
      }
    } else if (data === 'stream' || typeof data !== 'string') {
      const parts = writer.held;
      writer.held = null;
      parts.forEach((part) => super._write(part));
      super._write(data);
    } else {
      writer.held.push(data);
    }
  }

  override _refEnd(ref: Ref): void {
    const writer = writerOf(this);
    if (writer.held === null) {
      writer.offsets.set(ref.id, ref.offset);
    } else {
      writer.packed.push({ id: ref.id, body: writer.held[1] ?? 'null' });
      writer.held = null;
    }
    if (!writer.finalizing) {
      super._refEnd(ref);
    }
  }

  override _finalize(): void {
    const writer = writerOf(this);
    writer.finalizing = true;
    const places = new Map<number, readonly [stream: number, index: number]>();
    for (let start = 0; start < writer.packed.length; start += OBJECTS_PER_STREAM) {
      const bundle = writer.packed.slice(start, start + OBJECTS_PER_STREAM);
      const stream = this.writeBundle(bundle);
      bundle.forEach(({ id }, index) => places.set(id, [stream, index]));
    }
    const xref = this.ref({
      Type: 'XRef',
      W: XREF_WIDTHS,
      Root: this._root,
      Info: this._info,
      ID: [this._id, this._id],
      DecodeParms: { Columns: 7, Predictor: 12 },
    });
    xref.data.Size = this._offsets.length + 1;
    const offset = this._offset;
    writer.offsets.set(xref.id, offset);
    xref.end(this.xrefRows(places));
    this._write('startxref');
    this._write(String(offset));
    this._write('%%EOF');
    this.push(null);
  }

  private writeBundle(bundle: readonly PackedObject[]): number {
    let at = 0;
    const index: string[] = [];
    for (const { id, body } of bundle) {
      index.push(`${id} ${at}`);
      at += body.length + 1;
    }
    const head = index.join(' ') + '\n';
    const stream = this.ref({ Type: 'ObjStm', N: bundle.length, First: head.length });
    stream.end(head + bundle.map(({ body }) => body).join('\n'));
    return stream.id;
  }

  /** One row per object, each as the difference to the row above (PNG predictor Up). */
  private xrefRows(places: ReadonlyMap<number, readonly [number, number]>): Uint8Array {
    const count = this._offsets.length + 1;
    const rows = new Uint8Array(count * 8);
    let above = new Uint8Array(7);
    for (let id = 0; id < count; id += 1) {
      const row = this.xrefRow(id, places);
      rows[id * 8] = 2;
      row.forEach((byte, column) => {
        rows[id * 8 + 1 + column] = (byte - (above[column] ?? 0)) & 0xff;
      });
      above = row;
    }
    return rows;
  }

  private xrefRow(id: number, places: ReadonlyMap<number, readonly [number, number]>): Uint8Array<ArrayBuffer> {
    const place = places.get(id);
    const offset = writerOf(this).offsets.get(id);
    const fields = place ? [2, place[0], place[1]] : offset === undefined ? [0, 0, 0xffff] : [1, offset, 0];
    const row = new Uint8Array(7);
    let at = 0;
    fields.forEach((value, index) => {
      const width = XREF_WIDTHS[index] ?? 0;
      for (let byte = width - 1; byte >= 0; byte -= 1) {
        row[at] = Math.floor(value / 256 ** byte) & 0xff;
        at += 1;
      }
    });
    return row;
  }
}

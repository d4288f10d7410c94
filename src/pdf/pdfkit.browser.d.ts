/**
 * What we use of pdfkit 0.20.2, private parts included (the version is pinned). It is imported by file path, so that webpack,
 * esbuild, Jest and tsx all take the browser build: the Node build deflates differently and the bytes would not agree.
 */
declare module '*/pdfkit.browser.mjs' {
  export interface Ref {
    readonly id: number;
    readonly offset: number;
    data: Record<string, unknown>;
    end(chunk?: Uint8Array | string): void;
  }

  export interface Page {
    readonly dictionary: Ref;
    readonly height: number;
    /** Resource names of fonts. */
    readonly fonts: Record<string, Ref>;
    write(chunk: string): void;
  }

  export interface StructureElement {
    add(child: StructureElement | (() => void)): StructureElement;
    end(): void;
  }

  export interface StructureOptions {
    title?: string;
    alt?: string;
    bbox?: [left: number, top: number, right: number, bottom: number];
    scope?: 'Column' | 'Row';
  }

  export interface OutlineItem {
    addItem(
      title: string,
      options?: { pageNumber?: number; top?: number; left?: number; expanded?: boolean }
    ): OutlineItem;
  }

  export interface EmbeddedFont {
    readonly id: string;
    readonly font: { glyphForCodePoint(codePoint: number): { id: number } };
    ref(): Ref;
    /** Glyphs of the text as hexadecimal numbers of the subset, and their positions in 1/1000 of the size. */
    encode(text: string): [glyphs: string[], positions: Array<{ advanceWidth: number }>];
  }

  export interface DocumentOptions {
    size: string;
    margin: number;
    pdfVersion: string;
    lang: string;
    tagged: boolean;
    displayTitle: boolean;
    bufferPages: boolean;
    autoFirstPage: boolean;
    font: null;
    info: Record<string, string | Date>;
  }

  export class PDFDocument {
    constructor(options: DocumentOptions);
    page: Page;
    readonly outline: OutlineItem;
    _offset: number;
    readonly _offsets: unknown[];
    readonly _root: Ref;
    readonly _info: Ref;
    readonly _id: Uint8Array;
    readonly _pageBuffer: Page[];
    readonly _font: EmbeddedFont;
    addPage(): this;
    switchToPage(index: number): Page;
    flushPages(): void;
    font(source: Uint8Array): this;
    ref(data?: Record<string, unknown>): Ref;
    push(chunk: Uint8Array | null): boolean;
    addContent(data: string): this;
    struct(type: string, options?: StructureOptions): StructureElement;
    addStructure(element: StructureElement): this;
    markContent(tag: 'Artifact', options: { type: string }): this;
    endMarkedContent(): this;
    goTo(x: number, y: number, width: number, height: number, name: string, options: object): this;
    addNamedDestination(name: string, kind: 'XYZ', left: number, top: number, zoom: null): void;
    file(bytes: Uint8Array, options: object): Ref;
    end(): void;
    _write(data: string | Uint8Array): void;
    _refEnd(ref: Ref): void;
    _finalize(): void;
  }
}

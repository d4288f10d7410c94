/** Hands a file to the browser's downloads. The anchor stays detached: Grafana takes every click on an attached one for a route. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.dispatchEvent(new MouseEvent('click'));
  // The browser has taken the blob by the next minute at the latest; without this it stays for the life of the page.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A list as a file for spreadsheets. */
export function downloadCsv(csv: string, name: string): void {
  download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), name);
}
